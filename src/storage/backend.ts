import type { Readable } from 'node:stream'
import type { StorageContext, Tuning } from './context.ts'
import type { Retry } from './retry.ts'
import type { Listing, Storage, StoredObject, Waiting } from './storage.ts'

/**
 * What each kind of store has to be able to do; `persistent` makes the whole `Storage` of it. Keys were checked before.
 * A call makes one attempt, and rejects with a `StorageError` that says whether another could help. Only `upload`, whose
 * stream cannot be read twice, retries within.
 */
export interface Backend
  extends Pick<
    Storage,
    'label' | 'url' | 'conditionalPut' | 'put' | 'upload' | 'stat' | 'thaw' | 'remove' | 'abandon' | 'inspect'
  > {
  /** Opens an object at a byte; with a version, rejects with kind `broken` when the object is no longer that one. */
  open(key: string, options: OpenOptions): Promise<Opened>
  /** A page of a listing in key order, from a cursor that the page before gave. */
  page(prefix: string, cursor: string | undefined, options: Listing): Promise<Page>
}

export type OpenOptions = Waiting & { readonly from: number; readonly version?: string | undefined }

export interface Opened {
  readonly body: Readable
  /** Of the whole object, wherever the reading begins. */
  readonly size: number
  /** Changes when the object changes; an ETag, where the store has one. */
  readonly version: string | undefined
}

export interface Page {
  readonly objects: readonly StoredObject[]
  readonly next: string | undefined
}

/** A folder, as a listing of folders shows it. */
export const folderOf = (key: string): StoredObject => ({ key, size: 0, modified: new Date(0) })

/** What a backend gets besides its destination. */
export interface BackendTools extends Pick<StorageContext, 'env' | 'log'> {
  readonly retry: Retry
  readonly tuning: Tuning
}
