import type { Ending } from '../errors.ts'
import type { History } from './catalog.ts'
import { timeOfId } from './layout.ts'
import { OUTCOMES } from './record.ts'

export type Outcome = (typeof OUTCOMES)[number]

/** A mistake in an option is a failure to everybody who was not there. */
export const outcomeOfEnding = (ending: Ending): Outcome => (ending === 'usage' ? 'fail' : ending)

/** What a run can be that leaves something behind by which it is known how it ended. */
export type Deed = 'backup' | 'drill' | 'restore'

/** How much a drill proves stands in its verb; a run that is looked back upon may have been of any. */
const VERBS = { drill: ['verify', 'rehearse', 'read'], restore: ['restore'] } as const

/**
 * How the run before this one ended, by what lies at the destinations; nothing where there was none. A run that did
 * several things ended as the worst of them.
 */
export function outcomeBefore(
  histories: readonly History[],
  deeds: readonly Deed[],
  startedAt: Date,
): Outcome | undefined {
  // Keys tell whole seconds, and what this run left must never pass for what was before it.
  const before = new Date(Math.floor(startedAt.getTime() / 1000) * 1000)
  const outcomes = deeds.map((deed) =>
    deed === 'backup' ? backupBefore(histories, before) : recordBefore(histories, VERBS[deed], before),
  )
  return BY_HARM.find((outcome) => outcomes.includes(outcome))
}

const BY_HARM = ['fail', 'cancelled', 'unverified', 'pass'] as const satisfies readonly Outcome[]

/** A backup left its manifest at each destination, or it did not pass. */
function backupBefore(histories: readonly History[], before: Date): Outcome | undefined {
  const earlier = ({ id }: { readonly id: string }) => timeOfId(id) < before
  const tries = histories
    .flatMap(({ records }) => records)
    .filter((record) => record.verb === 'backup' && earlier(record))
  const backups = histories.flatMap(({ manifests }) => manifests).filter(earlier)
  const [newest] = [...tries, ...backups].map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1))
  if (newest === undefined) return undefined
  const failed = outcomeIn(tries.find(({ id }) => id === newest)?.outcome)
  if (failed !== undefined) return failed
  return histories.every(({ manifests }) => manifests.some(({ id }) => id === newest)) ? 'pass' : 'fail'
}

function recordBefore(
  histories: readonly History[],
  verbs: readonly string[],
  before: Date,
): Outcome | undefined {
  const [newest] = histories
    .flatMap(({ records }) => records)
    .filter(({ verb, time }) => verbs.includes(verb) && time < before)
    .sort((a, b) => b.time.getTime() - a.time.getTime())
  return outcomeIn(newest?.outcome)
}

const outcomeIn = (word: string | undefined): Outcome | undefined =>
  OUTCOMES.find((outcome) => outcome === word)
