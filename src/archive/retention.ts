import type { Period, Policy, Rule, Window } from '../options/retention.ts'

/**
 * Of each backup, the rules that keep it; the backups come the newest first. A rule keeps the newest of each period (in
 * UTC, weeks by ISO), for so many periods that have one, or within its window, which ends at the newest backup.
 */
export function keptBy(backups: readonly { readonly startedAt: Date }[], policy: Policy): Rule[][] {
  const times = backups.map(({ startedAt }) => startedAt)
  const kept = policy.map((rule) => keptByRule(times, rule))
  return times.map((_, at) => policy.filter((_, rule) => kept[rule]?.[at]))
}

function keptByRule(times: readonly Date[], rule: Rule): readonly boolean[] {
  const [newest] = times
  const begin = newest && 'window' in rule ? before(newest, rule.window) : undefined
  let left = 'count' in rule ? rule.count : Number.POSITIVE_INFINITY
  let last: number | undefined
  return times.map((time, at) => {
    if (left === 0 || (begin && time <= begin)) return false
    const period = PERIOD[rule.period](time, at)
    if (period === last) return false
    last = period
    left -= 1
    return true
  })
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const daysOf = (time: Date): number => Math.floor(time.getTime() / DAY_MS)

/** Which period a time is in, as a number that no other period of the kind has. */
const PERIOD: Readonly<Record<Period, (time: Date, at: number) => number>> = {
  last: (_, at) => at,
  hourly: (time) => Math.floor(time.getTime() / HOUR_MS),
  daily: daysOf,
  // Weeks begin on Monday, and the first day that is counted here was a Thursday.
  weekly: (time) => Math.floor((daysOf(time) + 3) / 7),
  monthly: (time) => time.getUTCFullYear() * 12 + time.getUTCMonth(),
  yearly: (time) => time.getUTCFullYear(),
}

/** The time that lies a window before another, by the calendar; what falls on the 31st of a short month runs over into the next. */
export function before(time: Date, { years, months, days, hours }: Window): Date {
  const then = new Date(time)
  then.setUTCFullYear(time.getUTCFullYear() - years, time.getUTCMonth() - months, time.getUTCDate() - days)
  return new Date(then.getTime() - hours * HOUR_MS)
}
