import { createHash, randomBytes } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

// Folders and containers of a drill say in their names who made them, so that a later run can tell what nobody will
// take away any more.

const FORM = /^pg-backup-scratch-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}$/

/** A name that nobody has yet, and that tells this process. */
export const scratchName = (): string =>
  `pg-backup-scratch-${processSpace()}-${process.pid}-${randomBytes(6).toString('hex')}`

export const isScratchName = (name: string): boolean => FORM.test(name)

/** Whether the process that made it is gone for certain; `inUse` tells of this process's own. */
export function isAbandoned(name: string, inUse: (name: string) => boolean): boolean {
  const [, space, pid] = FORM.exec(name) ?? []
  if (space !== processSpace()) return false
  return Number(pid) === process.pid ? !inUse(name) : !exists(Number(pid))
}

/** Where process ids mean what they mean here: another machine or container has others, and may share our folders. */
function processSpace(): string {
  const where = `${hostname()} ${namespace()}`
  return createHash('sha256').update(where).digest('hex').slice(0, 8)
}

function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process may not be signalled, and is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
