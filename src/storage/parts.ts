import { StorageError } from './error.ts'

const MIB = 1024 * 1024
const SMALLEST = 8 * MIB
const LARGEST = 64 * MIB
const OF_UNKNOWN = 16 * MIB
// The size of a compressed dump is guessed before it begins, and the guess may be too small by this much.
const SLACK = 2

/** How many parts of one stream are on their way at once: one is sent while the next is collected. */
export const PARTS_AT_ONCE = 2

/** One size for all parts of a stream, by how long it is thought to be and how many parts the store allows. */
export function partBytesFor(expectedBytes: number | undefined, maxParts: number): number {
  if (expectedBytes === undefined) return OF_UNKNOWN
  const needed = Math.ceil((expectedBytes * SLACK) / maxParts / MIB) * MIB
  return Math.min(LARGEST, Math.max(SMALLEST, needed))
}

export function tooLong(label: string, key: string, partBytes: number, maxParts: number): StorageError {
  const most = sizeText(partBytes * maxParts)
  return new StorageError('refused', {
    what: `${label}: ${key} has outgrown what this upload can hold, ${most}.`,
    why: `The store allows ${maxParts.toLocaleString('en')} parts, and parts of ${sizeText(partBytes)} were chosen by the size that was expected.`,
    next: 'Use more `jobs`, which makes more and smaller objects.',
  })
}

function sizeText(bytes: number): string {
  return bytes >= 1024 * MIB ? `${Math.round(bytes / (1024 * MIB))} GiB` : `${Math.round(bytes / MIB)} MiB`
}
