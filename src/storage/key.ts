import { StorageError } from './error.ts'

/** Unfinished files of a local store begin so; no key may, in any store. */
export const PARTIAL = '.partial-'

// S3 allows 1,024 bytes, of which the destination's prefix needs some.
const LONGEST = 900

/** Refuses keys that could mean another place than they say, such as `../x`. Keys may come from hostile manifests. */
export function checkKey(label: string, key: string): void {
  const fault = key === '' ? 'is empty' : faultOf(key)
  if (fault) refuse(label, 'key', key, fault)
}

/** As `checkKey`, for the beginning of a key: it may be empty, and may end with a slash or in the middle of a name. */
export function checkPrefix(label: string, prefix: string): void {
  const fault = prefix === '' ? undefined : faultOf(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix)
  if (fault) refuse(label, 'prefix of keys', prefix, fault)
}

function faultOf(key: string): string | undefined {
  const parts = key.split('/')
  if (key.startsWith('/')) return 'begins with a slash'
  if (parts.includes('')) return 'has an empty part'
  if (parts.includes('.') || parts.includes('..')) return 'has a part "." or ".."'
  if (parts.some((part) => part.startsWith(PARTIAL))) return `has a part that begins with "${PARTIAL}"`
  if (/\p{Cc}/u.test(key)) return 'has a control character'
  if (key.includes('\\')) return 'has a backslash'
  if (!key.isWellFormed()) return 'is no valid Unicode'
  if (Buffer.byteLength(key) > LONGEST) return `is longer than ${LONGEST} bytes`
  return undefined
}

function refuse(label: string, noun: string, key: string, fault: string): never {
  throw new StorageError('refused', {
    what: `${label}: the ${noun} ${JSON.stringify(key.slice(0, 200))} was refused.`,
    why: `It ${fault}.`,
    next: 'If it comes from a manifest, that manifest is damaged or was tampered with.',
  })
}
