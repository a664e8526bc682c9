import { randomBytes } from 'node:crypto'

/** Where everything of a backup lies, relative to the destination. */
export const layout = (name: string) => {
  const root = encodeName(name)
  return {
    manifests: `${root}/manifests/`,
    manifest: (id: string, label?: string) =>
      `${root}/manifests/${id}${label ? `.${encodeName(label)}` : ''}.json`,
    folders: `${root}/data/`,
    data: (id: string) => `${root}/data/${id}/`,
    object: (id: string, file: string) => `${root}/data/${id}/${file}`,
    records: `${root}/records/`,
    record: (id: string, time: Date, verb: string, outcome: string) =>
      `${root}/records/${id}/${compactTime(time)}-${verb}-${outcome}.json`,
  }
}

/** What a manifest's key tells without opening it. */
export type ManifestKey = { readonly key: string; readonly id: string; readonly label?: string }

export function readManifestKey(key: string): ManifestKey | undefined {
  const [, id = '', label] = /\/manifests\/([^/.]+)(?:\.([^/]+))?\.json$/.exec(key) ?? []
  if (!isBackupId(id)) return undefined
  const decoded = label === undefined ? undefined : decodeName(label)
  return { key, id, ...(decoded !== undefined && { label: decoded }) }
}

export type RecordKey = {
  readonly key: string
  readonly id: string
  readonly time: Date
  readonly verb: string
  readonly outcome: string
}

export function readRecordKey(key: string): RecordKey | undefined {
  const [, id = '', stamp = '', verb = '', outcome = ''] =
    /\/records\/([^/]+)\/(\d{8}T\d{6}Z)-([a-z]+)-([a-z]+)\.json$/.exec(key) ?? []
  const time = readCompactTime(stamp)
  return isBackupId(id) && time ? { key, id, time, verb, outcome } : undefined
}

/** UTC start and a random tail: sorts by time, and two runs in one second differ. */
export const newBackupId = (startedAt: Date): string =>
  `${compactTime(startedAt)}-${randomBytes(3).toString('hex')}`

const ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/
export const isBackupId = (text: string): boolean => ID.test(text)

/** When the backup with this id was begun. */
export const timeOfId = (id: string): Date => readCompactTime(id.slice(0, 16)) ?? new Date(Number.NaN)

const compactTime = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '')

function readCompactTime(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** Percent-encodes all that could mean something in a path, a URL or a listing. */
export const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(
    /[.!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

export function decodeName(encoded: string): string | undefined {
  try {
    const name = decodeURIComponent(encoded)
    return encodeName(name) === encoded ? name : undefined
  } catch {
    return undefined
  }
}
