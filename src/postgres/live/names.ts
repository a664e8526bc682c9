import { createHash } from 'node:crypto'

/** PostgreSQL cuts longer names off, silently. */
const LONGEST_BYTES = 63

/** What a run names of its own, after the database that it is about. */
const KINDS = { beside: 'restore', before: 'before', aside: 'aside', undone: 'undone' } as const

/** Where a backup is restored before it takes the place of a database. */
export const besideName = (database: string, backupId: string): string =>
  named(database, KINDS.beside, backupId.replace('T', '_').replace('Z-', '_'))

/** What a database is called once another has taken its place. */
export const beforeName = (database: string, time: Date): string =>
  named(database, KINDS.before, stampOf(time))

/** What a database is called while another is to be restored in its place. */
export const asideName = (database: string, time: Date): string => named(database, KINDS.aside, stampOf(time))

/** What a restored database is called once it has been taken back. */
export const undoneName = (database: string, time: Date): string =>
  named(database, KINDS.undone, stampOf(time))

/** Whether a name is one that a run gives to the database that it restores. */
export const isBesideName = (name: string): boolean => /_restore_\d{8}_\d{6}_[0-9a-f]{6}$/.test(name)

/** When a database with this name was replaced, if it was the one of that name. */
export const replacedAt = (name: string, database: string): Date | undefined =>
  timeIn(name, (time) => beforeName(database, time))

/** When a database with this name was set aside, if it was the one of that name. */
export const setAsideAt = (name: string, database: string): Date | undefined =>
  timeIn(name, (time) => asideName(database, time))

/** When a restored database with this name was taken back. */
export const undoneAt = (name: string, database: string): Date | undefined =>
  timeIn(name, (time) => undoneName(database, time))

function timeIn(name: string, naming: (time: Date) => string): Date | undefined {
  const time = timeOf(/_(\d{8}_\d{6})$/.exec(name)?.[1] ?? '')
  return time && naming(time) === name ? time : undefined
}

/** A name that would be cut off is told from others that begin alike by a hash of the whole. */
function named(database: string, kind: string, stamp: string): string {
  const suffix = `_${kind}_${stamp}`
  if (Buffer.byteLength(database + suffix) <= LONGEST_BYTES) return database + suffix
  const whole = `_${createHash('sha256').update(database).digest('hex').slice(0, 8)}${suffix}`
  let base = database
  while (Buffer.byteLength(base + whole) > LONGEST_BYTES) base = [...base].slice(0, -1).join('')
  return base + whole
}

const stampOf = (time: Date): string =>
  time
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '_')

function timeOf(stamp: string): Date | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? []
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time
}
