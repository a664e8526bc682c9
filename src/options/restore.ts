import type { Destination } from './destination.ts'
import type { Allowed, BackupChoice, From, IdentityChoice, RehydrateSpeed } from './drill.ts'

/** What happens to a database that is there: nothing, since there is none; another takes its place; or it goes first. */
export const MODES = ['new', 'swap', 'in-place'] as const
export type RestoreMode = (typeof MODES)[number]

/** What happens to tables: rows come back into those that are there, or those that are missing are made again. */
export const TABLE_MODES = ['merge', 'sync', 'create'] as const

interface SomeTables {
  /** As the user wrote them. */
  readonly names: readonly string[]
  readonly where: string | undefined
}

/** Rows of chosen tables alone. */
export interface RowsChoice extends SomeTables {
  readonly mode: 'merge' | 'sync'
  readonly triggers: boolean
}

/** Chosen tables that are missing. */
export interface CreateChoice extends SomeTables {
  readonly mode: 'create'
}

export type TablesChoice = RowsChoice | CreateChoice

/** Whether what is restored belongs to those to whom it belonged. */
export const OWNERS = ['keep', 'drop'] as const

/** Verdicts with which a restored database may take the place of the live one all the same. */
export const ACCEPTED = ['unverified', 'fail'] as const

/** Commands of the user's around a restore. */
export interface RestoreCommands {
  /** In the restored database, before it takes the other's place. */
  readonly migrateCommand: string | undefined
  readonly smokeCommand: string | undefined
  /** Around the moment in which the target changes. */
  readonly beforeCommand: string | undefined
  readonly afterCommand: string | undefined
  /** Of each of them, in seconds. */
  readonly commandTimeout: number
}

export interface RestoreOptions extends RestoreCommands {
  readonly targetUrl: string
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly backup: BackupChoice
  readonly from: From
  /** How fast objects are brought back from an archive tier; without it none is. */
  readonly rehydrate: RehydrateSpeed | undefined
  /** Without one, what is there decides. */
  readonly mode: RestoreMode | undefined
  /** Without them, the whole database. */
  readonly tables: TablesChoice | undefined
  /** Seconds. */
  readonly lockTimeout: number
  readonly confirm: string | undefined
  /** The digest of a plan that was looked at before; another one is not carried out. */
  readonly plan: string | undefined
  readonly dryRun: boolean
  readonly owner: (typeof OWNERS)[number]
  readonly globals: boolean
  readonly accept: (typeof ACCEPTED)[number] | undefined
  /** Of a database that goes first. */
  readonly safetyBackup: boolean
  readonly undo: boolean
  /** Hours after which a database that was replaced is dropped. */
  readonly dropOldAfter: number | undefined
  readonly identity: IdentityChoice | undefined
  readonly passphrase: string | undefined
  /** Who can read what the restore itself stores; without any, whoever runs it. */
  readonly recipients: readonly string[] | undefined
  readonly allow: Allowed
  readonly jobs: number
  readonly client: 'auto' | 'local' | 'docker'
  readonly workspace: string
  readonly showTableNames: boolean
  readonly json: boolean
  readonly debug: boolean
}
