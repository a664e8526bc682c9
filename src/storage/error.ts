import { UserError } from '../errors.ts'

/**
 * - `missing`: there is no such object.
 * - `exists`: there is one already, and it must not be overwritten.
 * - `refused`: the store, the rights or the configuration say no (also: no such bucket, container or folder).
 * - `frozen`: the object lies in an archive tier, and must be brought back before it can be read.
 * - `locked`: a lock or a legal hold protects the object.
 * - `busy`: may pass when tried again, such as a cut connection or an answer 503.
 * - `broken`: what the store holds or says is not right.
 */
export type StorageErrorKind = 'missing' | 'exists' | 'refused' | 'frozen' | 'locked' | 'busy' | 'broken'

/** What went wrong at a store, named by its destination. */
export class StorageError extends UserError {
  readonly kind: StorageErrorKind
  /** How long the store asked us to wait before the next try, where it said so. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: StorageErrorKind,
    story: ConstructorParameters<typeof UserError>[0],
    retryAfterMs?: number | undefined,
  ) {
    super(story)
    this.name = 'StorageError'
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

export const isKind = (error: unknown, kind: StorageErrorKind): error is StorageError =>
  error instanceof StorageError && error.kind === kind
