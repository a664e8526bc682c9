import type { Manifest } from '../archive/manifest.ts'
import { type Check, type CheckName, outcomeOf, type Verdict } from '../archive/verdict.ts'
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
  readonly scratchMajor?: number | undefined
  readonly startedAt: Date
  readonly times: DrillTimes
  readonly rto: number | undefined
  /** What else a reader should know, without names of tables. */
  readonly notes: readonly string[]
  /** How the restored database can be reached, where it was kept. */
  readonly kept: string | undefined
}

/** Seconds until the data was back: what an RTO limits. */
export const secondsToRestore = ({ times }: Pick<DrillReport, 'times'>): number =>
  toMilliseconds(times.fetch + times.restore)

/** The times as machines get them. */
export const roundedTimes = ({ times }: Pick<DrillReport, 'times'>): DrillTimes => ({
  fetch: toMilliseconds(times.fetch),
  restore: toMilliseconds(times.restore),
  compare: toMilliseconds(times.compare),
  checks: toMilliseconds(times.checks),
  total: toMilliseconds(times.total),
})

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

/** The checks that ended so, by name, each once. */
export const namesOf = ({ checks }: Pick<DrillReport, 'checks'>, outcome: Verdict): readonly CheckName[] => [
  ...new Set(checks.filter((check) => outcomeOf(check) === outcome).map(({ name }) => name)),
]

/** What was verified, in the words of a sentence. */
export const subjectOf = ({ manifest, name, from }: DrillReport): string =>
  manifest ? `backup ${manifest.id} of ${name}, from ${from}` : `the dump ${name}, from ${from}`
