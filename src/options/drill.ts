import type { Destination } from './destination.ts'

/** Which of the backups that lie in a destination is meant. */
export type StoredChoice =
  | { readonly kind: 'latest' }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'before'; readonly time: Date }
  | { readonly kind: 'label'; readonly label: string }

/** Which backup is meant; `dump` is a file or folder that another program wrote. */
export type BackupChoice =
  | StoredChoice
  | { readonly kind: 'dump'; readonly place: Destination; readonly key: string }

/** Not one of them, but all. */
export type EveryBackup = { readonly kind: 'all' }

/** From which destination a backup is fetched: each of them, a chosen one, or whichever answers first. */
export type From = { readonly kind: 'all' | 'first' } | { readonly kind: 'one'; readonly label: string }

/** Where a drill restores to: a throw-away server, or a database server that is there already. */
export type ScratchChoice =
  | { readonly kind: 'auto' | 'embedded' | 'docker' }
  | { readonly kind: 'url'; readonly url: string }

/** How much a drill proves, each level with all that stands before it. */
export const LEVELS = ['archive', 'restore', 'full'] as const
export type Level = (typeof LEVELS)[number]

/** How fast a store brings objects back from an archive tier; faster costs more. */
export const REHYDRATE_SPEEDS = ['standard', 'bulk', 'high'] as const
export type RehydrateSpeed = (typeof REHYDRATE_SPEEDS)[number]

/** Differences that a user may allow by name, each with the reason that the report gives for it. */
export const TOLERANCES = {
  'missing-extension': 'the extension is not there for this server, and was left out as allowed',
  'left-out-dependencies':
    'it needs something that the backup rightly leaves out, and was left out as allowed',
  'limited-scratch': 'the user of the scratch server may not restore it, which is allowed',
  'create-database': 'the dump makes databases of its own, which is allowed',
} as const
export type Tolerance = keyof typeof TOLERANCES

/** What was allowed: by name alone, or for one thing. */
export type Allowed = {
  readonly missingExtensions: readonly string[]
  readonly leftOutDependencies: boolean
  readonly limitedScratch: boolean
  readonly createDatabase: boolean
}

/** One SQL query of the user's own, as written. */
export type SqlCheck = {
  readonly sql: string
  readonly line: number
  /** How it is called where it has no name: `checks line 3`. */
  readonly place: string
}

/** The secret key as text, or the file that holds it. */
export type IdentityChoice = { readonly text: string } | { readonly file: string }

/** All that says how a drill goes, whichever command runs it. */
export interface DrillOptions {
  readonly scratch: ScratchChoice
  readonly level: Level
  readonly identity: IdentityChoice | undefined
  readonly passphrase: string | undefined
  /** SQL, one query a check. */
  readonly checks: string | undefined
  readonly checksFile: string | undefined
  readonly checkTimeout: number
  readonly smokeCommand: string | undefined
  readonly smokeTimeout: number
  /** Seconds. */
  readonly rto: number | undefined
  readonly keepScratch: boolean
  /** How fast objects are brought back from an archive tier; without it none is. */
  readonly rehydrate: RehydrateSpeed | undefined
  readonly allow: Allowed
  readonly jobs: number
  readonly client: 'auto' | 'local' | 'docker'
  readonly restoreLog: string | undefined
  /** The folder in which the smoke command runs, and from which relative paths begin. */
  readonly workspace: string
  readonly showTableNames: boolean
}
