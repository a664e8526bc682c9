import type { Destination } from './destination-types.ts'
import type { EveryBackup, StoredChoice } from './drill.ts'
import type { Policy } from './retention.ts'

/** What backups must be like for all to be well. */
export interface Expectations {
  /** Hours that the newest backup may be old. */
  readonly rpo: number
  /** Hours that the newest drill may be old; without it, none is asked for. */
  readonly maxVerificationAge: number | undefined
  /** The share by which the size may differ from what is usual; without it, neither sizes nor rows are looked at. */
  readonly maxSizeChange: number | undefined
  readonly policy: Policy
  readonly keepLabels: boolean
}

export interface CheckOptions extends Expectations {
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly json: boolean
  readonly debug: boolean
}

export interface CopyOptions {
  /** All of them, for the clean-up of a step. */
  readonly destinations: readonly Destination[]
  readonly source: Destination
  readonly targets: readonly Destination[]
  readonly name: string | undefined
  readonly backup: StoredChoice | EveryBackup
  readonly dryRun: boolean
  readonly json: boolean
  readonly debug: boolean
}
