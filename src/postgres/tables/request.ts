import type { Proof } from '../../archive/proof.ts'
import type { RowsRequest, TableName } from '../rows/request.ts'
import type { Look } from './look.ts'
import type { Definition } from './pieces.ts'

/** Missing tables that are to be made again with their rows. */
export type CreateRequest = Pick<
  RowsRequest,
  'from' | 'to' | 'tables' | 'where' | 'lockTimeoutSeconds' | 'signal' | 'watch'
> &
  Look & {
    readonly plainStrings: Definition['plainStrings']
    /** What the backup says of sequences, of how its text is read, and of what it has no rows of. */
    readonly proof: Pick<Proof, 'sequences' | 'readUnder' | 'notCompared'>
  }

/** How many things of a kind are made. */
export type Counts = Readonly<Record<string, number>>

/** A table that is made again, or will be. */
export type MadeTable = {
  readonly table: TableName
  readonly rows: number
  /** What is made with it, in words: `{ indexes: 2, 'foreign keys': 1 }`. */
  readonly parts: Counts
}

export type TablesPlan = {
  readonly tables: readonly MadeTable[]
  /** What the tables cannot be without, and is made along. */
  readonly along: readonly string[]
  /** Foreign keys of live tables that are made again. */
  readonly references: readonly string[]
  readonly notes: readonly string[]
}
