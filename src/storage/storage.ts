import type { Readable } from 'node:stream'
import type { RehydrateSpeed } from '../options/drill.ts'
import type { Cold } from './cold.ts'
import type { StoreFacts } from './facts.ts'

/** One stored object, as a listing or a look at it shows it. */
export interface StoredObject {
  readonly key: string
  readonly size: number
  readonly modified: Date
  /** Where it lies in an archive tier; told by `stat` alone. */
  readonly cold?: Cold
  /** In a listing: its storage class or access tier, where that is not the store's usual one. */
  readonly tier?: string
  /** In a look at it: what keeps it from being removed, in words, as far as the store tells. */
  readonly locked?: string
}

/** How a store confirmed a finished upload. */
export interface Receipt {
  readonly size: number
  /**
   * Which checksum the store itself computed over what it received and we compared, such as `crc32` or `md5`; `size`
   * where it tells none.
   */
  readonly checkedBy: string
}

export interface Waiting {
  readonly signal: AbortSignal
}

export type Thawing = Waiting & { readonly speed: RehydrateSpeed; readonly days: number }

/** A small object of the caller's that is stored, and may be stored again just so. */
export type Sample = { readonly key: string; readonly bytes: Uint8Array }

export type Listing = Waiting & { readonly folders?: boolean }

/**
 * A place where backups lie. Keys are relative to the destination's prefix, with `/` between their parts.
 * Every method rejects with a `StorageError`, or with the signal's reason once that is aborted.
 */
export interface Storage {
  /** What messages, records and metrics call it: the user's label, else its URL without secrets. */
  readonly label: string
  /** Its URL without secrets. */
  readonly url: string
  /** Whether `put` with `ifAbsent` is decided by the store itself, so that two runs at once cannot both win. */
  readonly conditionalPut: boolean

  /** Stores a small object at once, always in the hot tier. `ifAbsent` never overwrites: it rejects with kind `exists`. */
  put(key: string, bytes: Uint8Array, options: Waiting & { readonly ifAbsent?: boolean }): Promise<void>
  /**
   * Stores a stream of unknown length. Resolves only when the store holds the whole of it and the store's own checksum
   * is the one we computed while sending. When the stream fails or the signal is aborted, nothing becomes visible and
   * no unfinished upload remains. Memory is bounded: the stream is read as fast as the store takes it. An error of the
   * stream is passed on as it is; a stream whose upload fails is destroyed. `expectedBytes` chooses the size of the
   * parts: without it they are larger than most streams need, far too small a guess may end at the store's limit.
   */
  upload(
    key: string,
    stream: Readable,
    options: Waiting & { readonly expectedBytes?: number | undefined },
  ): Promise<Receipt>
  /**
   * Opens an object for reading; rejects with kind `missing` where there is none, and with kind `frozen` where it lies in
   * an archive tier and was not brought back. The stream goes on over a new
   * connection where one breaks, and ends with an error, never early, when it cannot be brought whole. Reading slowly,
   * or pausing for hours, is fine.
   */
  read(key: string, options: Waiting): Promise<Readable>
  /** Looks at an object without reading it; `undefined` where there is none (no such bucket is an error, kind `refused`). */
  stat(key: string, options: Waiting): Promise<StoredObject | undefined>
  /**
   * All whole objects under a prefix of keys, in key order, a page at a time. With `folders`, in place of them the folders
   * right below the prefix, as keys that end with a slash: the store passes over what lies in them.
   */
  list(prefix: string, options: Listing): AsyncIterable<StoredObject>
  /**
   * Begins to bring an object back from an archive tier; whether that is done, `stat` tells hours later. Where the store
   * keeps what it brings back as a copy, that is readable for so many days. Once begun, or where the object is not frozen,
   * it changes nothing. A speed that the tier does not have is refused.
   */
  thaw(key: string, options: Thawing): Promise<void>
  /**
   * Removes an object; one that is not there is as good as removed. Where a lock keeps it, a store may reject with kind
   * `locked`, and one that keeps versions hides it and says nothing: `stat` tells before.
   */
  remove(key: string, options: Waiting): Promise<void>
  /**
   * Ends uploads under a prefix that were begun before a time and never finished; returns how many. Without a time it
   * ends those that are still under way too. Azure sweeps its own within a week, so there it is always none.
   */
  abandon(prefix: string, options: Waiting & { readonly begunBefore?: Date }): Promise<number>
  /**
   * Tells how the place is set up, as far as it says. Some of that shows only in a stored object. A question that is
   * refused is a fact too: it never rejects for that.
   */
  inspect?(sample: Sample | undefined, options: Waiting): Promise<StoreFacts>
}
