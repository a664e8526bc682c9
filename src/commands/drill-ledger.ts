import type { Check, CheckName } from '../archive/verdict.ts'
import { verdictOf } from '../archive/verdict.ts'
import { ToolError, UsageError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatDuration } from '../host/measure.ts'
import type { DrillOptions } from '../options/drill.ts'
import type { Scratch } from '../postgres/scratch/scratch.ts'
import { isServerTrouble, serverTrouble } from '../postgres/trouble.ts'
import type { DrillReport, DrillTimes } from '../report/verify.ts'
import { StorageError } from '../storage/error.ts'
import { Damage } from '../stream/damage.ts'

type Phase = Exclude<keyof DrillTimes, 'total'>

/** What a drill has seen so far, and how long each part of it took. */
export type Ledger = {
  /**
   * Runs the whole drill, and tells whether it came to its end; what ends it early becomes a finding, and only what is no
   * verdict rejects.
   */
  through(work: () => Promise<void>): Promise<boolean>
  /** A timed part of the drill; with a title, a part of the log too. */
  phase<Result>(phase: Phase, title: string | undefined, work: () => Promise<Result>): Promise<Result>
  add(...checks: readonly Check[]): void
  note(...notes: readonly string[]): void
  /** Every object has come back whole. */
  fetched(looked: string): void
  /** What a foreign dump was found to be. */
  found(dump: string): void
  couldNot(check: CheckName, error: unknown): void
  restoredIn(scratch: Scratch): void
  /** The database stays, and can be reached so. */
  kept(how: string): void
  checkRto(): void
  report(): DrillReport
}

/** Which check speaks for a part of the drill that could not be brought to its end. */
const SPEAKER: Readonly<Record<Phase, CheckName>> = {
  fetch: 'fetch',
  restore: 'restore',
  compare: 'rows',
  checks: 'checks',
}

/** What a drill is of. */
export type Subject = Pick<DrillReport, 'name' | 'manifest' | 'dump' | 'from'> & {
  readonly options: Pick<DrillOptions, 'level' | 'rto'>
  /** Whether a store that does not answer is told by rejecting, since another may. */
  readonly mayGoElsewhere?: boolean | undefined
}

export function openLedger(host: Host, { options, mayGoElsewhere, ...subject }: Subject): Ledger {
  const startedAt = new Date()
  const begun = performance.now()
  const checks: Check[] = []
  const notes: string[] = []
  const seconds = { fetch: 0, restore: 0, compare: 0, checks: 0 }
  let current: Phase = 'fetch'
  let dump = subject.dump
  let scratch: Scratch | undefined
  let kept: string | undefined

  const couldNot = (name: CheckName, thrown: unknown): void => {
    const error = isServerTrouble(thrown)
      ? serverTrouble('The scratch server gave an error.', thrown)
      : thrown
    if (host.signal.aborted || !(error instanceof UserError) || error instanceof UsageError) throw error
    if (mayGoElsewhere && isSilent(error)) throw error
    const { what, why, next } = error.story
    const damage = error instanceof Damage
    const ofStore = storageErrorOf(error) !== undefined
    checks.push({
      name: damage || ofStore ? 'fetch' : name,
      looked: 'not to the end',
      findings: [
        {
          outcome: damage ? 'fail' : 'unverified',
          // What a server or a program said may name the user's objects.
          ...(isOurs(error)
            ? { what: withoutStop([what, why].filter(Boolean).join(' ')) }
            : { what: withoutStop(what), detail: why }),
          next,
        },
      ],
    })
  }

  return {
    async through(work) {
      try {
        await work()
        return true
      } catch (error) {
        couldNot(SPEAKER[current], error)
        return false
      }
    },
    async phase(phase, title, work) {
      current = phase
      const from = performance.now()
      try {
        return await (title === undefined ? work() : host.group(title, work))
      } finally {
        seconds[phase] += (performance.now() - from) / 1000
      }
    },
    add: (...more) => void checks.push(...more),
    note: (...more) => void notes.push(...more),
    fetched: (looked) => void checks.push({ name: 'fetch', looked, findings: [] }),
    found(described) {
      dump = described
    },
    couldNot,
    restoredIn(place) {
      scratch = place
    },
    kept(how) {
      kept = how
    },
    checkRto() {
      if (options.rto === undefined) return
      const took = seconds.fetch + seconds.restore
      const looked = `${formatDuration(took)} of ${formatDuration(options.rto)}`
      const late = { outcome: 'fail', what: `fetching and restoring took ${looked}` } as const
      checks.push({ name: 'rto', looked, findings: took > options.rto ? [late] : [] })
    },
    report: () => ({
      verdict: verdictOf(checks),
      checks,
      ...subject,
      dump,
      level: options.level,
      scratch: scratch?.where,
      scratchMajor: scratch?.server.major,
      startedAt,
      times: { ...seconds, total: (performance.now() - begun) / 1000 },
      rto: options.rto,
      notes,
      kept,
    }),
  }
}

/** Whether a store gave no answer, which says nothing of the backup. */
export function isSilent(error: unknown): boolean {
  const ofStore = storageErrorOf(error)
  // What it says of a frozen object is an answer.
  return ofStore !== undefined && ofStore.kind !== 'frozen'
}

function storageErrorOf(error: unknown): StorageError | undefined {
  if (error instanceof StorageError) return error
  if (!(error instanceof UserError) || error instanceof Damage) return undefined
  return error.cause instanceof StorageError ? error.cause : undefined
}

const isOurs = (error: UserError): boolean => !(error instanceof ToolError) && !isServerTrouble(error.cause)

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '')
