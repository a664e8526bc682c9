import { formatDuration } from '../host/measure.ts'
import type { Retention } from '../options/retention.ts'
import type { Listed } from './catalog.ts'
import { keptBy } from './retention.ts'

/** One backup, and all that keeps it; what nothing keeps goes. */
export type Decision = { readonly backup: Listed; readonly keptBy: readonly string[] }

/** Why nothing is removed at all, although something may have been due. */
export type Refusal = { readonly what: string; readonly why?: string; readonly next: string }

export type PrunePlan = {
  /** The newest first. */
  readonly decisions: readonly Decision[]
  /** With one, nothing goes, whatever the decisions say. */
  readonly refusal?: Refusal
}

/** The backups that a plan removes. */
export const goingOf = ({ decisions, refusal }: PrunePlan): Listed[] =>
  refusal ? [] : decisions.filter(({ keptBy }) => keptBy.length === 0).map(({ backup }) => backup)

type Planning = {
  readonly retention: Retention
  readonly now: Date
  /** When the newest backup was begun that shows that backups are still made; most often the newest of these. */
  readonly freshest?: Date | undefined
}

/** Decides of each backup of a name, the newest first, whether it stays, and whether anything may go at all. */
export function planPrune(
  backups: readonly Listed[],
  { retention, now, freshest = backups[0]?.startedAt }: Planning,
): PrunePlan {
  const decisions = decide(backups, retention)
  const [newest] = backups
  if (retention.policy.length === 0 || !newest) return { decisions }
  const refusal =
    clockRefuses(newest, now) ??
    ageRefuses(freshest ?? newest.startedAt, retention, now) ??
    sizeRefuses(decisions, retention)
  return { decisions, ...(refusal && { refusal }) }
}

/** What keeps each backup of a name, the newest first. */
export function decide(
  backups: readonly Listed[],
  { policy, keepLabels }: Pick<Retention, 'policy' | 'keepLabels'>,
): Decision[] {
  if (policy.length === 0) return backups.map((backup) => ({ backup, keptBy: ['no rule is given'] }))
  const rules = keptBy(backups, policy)
  const newestVerified = backups.find(isVerified)
  const decisions = backups.map((backup, at) => ({
    backup,
    keptBy: [
      ...(at === 0 ? ['the newest'] : []),
      ...(backup === newestVerified ? ['the newest verified'] : []),
      ...(keepLabels && hasLabel(backup) ? ['its label'] : []),
      ...(rules[at] ?? []).map(({ text }) => text),
    ],
  }))
  // Where somebody copied a manifest, two of them are of one backup, and its data stay for either.
  const staying = new Set(decisions.filter(({ keptBy }) => keptBy.length > 0).map(({ backup }) => backup.id))
  return decisions.map(({ backup, keptBy }) =>
    keptBy.length === 0 && staying.has(backup.id)
      ? { backup, keptBy: ['another manifest of the same backup stays'] }
      : { backup, keptBy },
  )
}

const isVerified = ({ verification }: Listed): boolean => verification?.outcome === 'pass'

/** Also one that cannot be read: somebody put it there. */
const hasLabel = ({ key, id }: Listed): boolean => !key.endsWith(`/${id}.json`)

const HOUR_MS = 3_600_000

/** Windows are counted from the newest backup, so one from the future would push all others out of them. */
function clockRefuses({ id, key, startedAt }: Listed, now: Date): Refusal | undefined {
  if (startedAt.getTime() <= now.getTime() + HOUR_MS) return undefined
  return {
    what: `The newest backup, ${id}, is from the future, so nothing is removed.`,
    why: 'The clock of this machine is wrong, or that of the one that made it was.',
    next: `Set the clock; where it is the backup that is wrong, remove its manifest (${key}) by hand.`,
  }
}

function ageRefuses(freshest: Date, { rpo }: Retention, now: Date): Refusal | undefined {
  const seconds = (now.getTime() - freshest.getTime()) / 1000
  if (rpo === undefined || seconds <= rpo * 3600) return undefined
  return {
    what: `The newest backup is ${formatDuration(seconds)} old, and may be ${rpo} h old, so nothing is removed.`,
    why: 'Backups have stopped, and the old ones may be all there is.',
    next: 'See why no backup is made any more (`list` shows what there is), or set `rpo` to what is right here.',
  }
}

function sizeRefuses(decisions: readonly Decision[], { allowLargePrune }: Retention): Refusal | undefined {
  const going = decisions.filter(({ keptBy }) => keptBy.length === 0).length
  if (allowLargePrune || going * 2 <= decisions.length) return undefined
  return {
    what: `${going} of ${decisions.length} backups would go at once, which is more than half, so nothing is removed.`,
    why: 'That is more often a mistake in `keep` than what was meant.',
    next: 'Look at what would go (`dry-run: true`); where it is right, run it once with `allow-large-prune: true`.',
  }
}
