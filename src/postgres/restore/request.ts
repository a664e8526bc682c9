import type { Tools } from '../tools.ts'
import type { Archive } from './process.ts'
import type { Entry } from './toc.ts'

export type RestoreRequest = {
  readonly archives: readonly Archive[]
  /** They reach the scratch database. */
  readonly tools: Tools
  /** A private folder for the tables of contents. */
  readonly folder: string
  readonly jobs: number
  /** Whether the user may give objects to their owners, and rights to others. */
  readonly owners: boolean
  readonly missingExtensions: readonly string[]
  readonly watch: (count: () => number) => void
  readonly debug: (line: string) => void
  readonly signal: AbortSignal
}

/** A backup's schema at hand: what can be restored and compared of it without its rows. */
export type SchemaAtHand = {
  readonly file: string
  readonly entries: readonly Entry[]
  /** What is not restored, since an extension is missing that it needs; that extension's own entries among it. */
  readonly leftOut: ReadonlySet<Entry>
}

// Tablespaces belong to the server.
export const ownerFlags = ({ owners }: Pick<RestoreRequest, 'owners'>): readonly string[] =>
  owners ? ['--no-tablespaces'] : ['--no-tablespaces', '--no-owner', '--no-acl']
