import type { Readable } from 'node:stream'
import type { Target } from '../target.ts'

export type TableName = { readonly schema: string; readonly name: string }

/** Which rows come back, from where, and what becomes of those that are there. */
export type RowsRequest = {
  /** Holds the backup's tables, restored. */
  readonly from: Target
  /** The live database. */
  readonly to: Target
  readonly tables: readonly TableName[]
  /** `merge` inserts the rows whose key is missing; `sync` makes the tables, or their `where` part, equal to the backup's. */
  readonly mode: 'merge' | 'sync'
  /** An SQL condition on the rows: asked of the backup's, and for `sync` also of the live ones, as to which are meant. */
  readonly where?: string | undefined
  /** Whether the live tables' own triggers run; foreign keys hold in any case. */
  readonly triggers: boolean
  /** How long a lock of the live tables may be waited for. */
  readonly lockTimeoutSeconds?: number | undefined
  readonly signal: AbortSignal
  /** Told once how to ask for the bytes copied so far. */
  readonly watch?: ((bytes: () => number) => void) | undefined
}

/** What happens to a table, or has happened. */
export type TableChange = {
  readonly table: TableName
  readonly inserts: number
  readonly updates: number
  readonly deletes: number
  /** Up to five keys of each, as text. */
  readonly examples: {
    readonly inserts: readonly string[]
    readonly updates: readonly string[]
    readonly deletes: readonly string[]
  }
  /** Columns that are not taken over as they are. */
  readonly columns: readonly ColumnNote[]
  readonly sequences: readonly RaisedSequence[]
  /** Written rows that the table's own triggers made other than the backup's; nothing before they are written. */
  readonly altered?: number
}

export type ColumnNote = {
  readonly column: string
  /**
   * `default`: the backup lacks it, new rows get its default. `left out`: the live table lacks it. `computed`: the live
   * table computes it. `converted`: it has another type now.
   */
  readonly what: 'default' | 'left out' | 'computed' | 'converted'
  /** The types, `from → to`, where it is converted. */
  readonly detail?: string
}

/** A sequence and its last value before and after. */
export type RaisedSequence = {
  readonly schema: string
  readonly name: string
  readonly from: string
  readonly to: string
}

/** In the order in which rows are inserted: what others refer to comes first. */
export type RowsPlan = { readonly tables: readonly TableChange[] }

/** The rows that are about to be changed or deleted, as they are. */
export type SavedRows = {
  readonly tables: readonly (TableName & { readonly rows: number })[]
  /**
   * One script for `psql -f` that puts these rows back in one transaction, streamed from the live database; it can be
   * read until `save` resolves, and once at a time.
   */
  open(): Readable
}

export type SaveRows = (rows: SavedRows) => Promise<void>
