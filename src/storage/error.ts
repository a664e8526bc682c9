import { UserError } from '../errors.ts'

/** `busy` may pass when tried again; the others will not. */
export type StorageErrorKind = 'missing' | 'exists' | 'refused' | 'busy' | 'broken'

/** What went wrong at a store, named by its destination. */
export class StorageError extends UserError {
  readonly kind: StorageErrorKind

  constructor(kind: StorageErrorKind, story: ConstructorParameters<typeof UserError>[0]) {
    super(story)
    this.name = 'StorageError'
    this.kind = kind
  }
}
