import type { Manifest } from '../archive/manifest.ts'
import type { Check, Verdict } from '../archive/verdict.ts'
import type { Level } from '../options/drill.ts'

/** How long each part of a drill took, in seconds. Objects are fetched while they are restored, in one stream. */
export type DrillTimes = {
  readonly fetch: number
  readonly restore: number
  readonly compare: number
  readonly checks: number
  readonly total: number
}

/** All that is to be told of a drill. */
export type DrillReport = {
  readonly verdict: Verdict
  readonly checks: readonly Check[]
  /** The name under which the backup is kept, or what a foreign dump is called. */
  readonly name: string
  /** Of a dump that another program wrote there is none. */
  readonly manifest: Manifest | undefined
  /** Of such a dump: what it was found to be, such as `plain SQL in gzip`. */
  readonly dump: string | undefined
  /** The destination that it was fetched from. */
  readonly from: string
  readonly level: Level
  /** Where it was restored. */
  readonly scratch: string | undefined
  readonly startedAt: Date
  readonly times: DrillTimes
  readonly rto: number | undefined
  /** What else a reader should know, without names of tables. */
  readonly notes: readonly string[]
  /** How the restored database can be reached, where it was kept. */
  readonly kept: string | undefined
}
