/** Numbers that look like chance and are the same each time (mulberry32): what fails once fails again. */
export type Random = {
  /** From 0 up to a limit, without it. */
  below(limit: number): number
  of<Item>(items: readonly [Item, ...Item[]]): Item
  /** True once in so many times. */
  onceIn(times: number): boolean
}

export function randomFrom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    of: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
    onceIn: (times) => below(times) === 0,
  }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Ends of years, leap days and short months, where calendars are hard. */
const EDGES = [
  '2024-03-01',
  '2024-12-30',
  '2021-01-04',
  '2025-03-31',
  '2023-05-31',
  '2025-11-20',
  '2020-02-29',
]

/** When backups were made, the newest first, no two in one second: by a schedule that jitters, stops, and is run by hand. */
export function randomHistory(random: Random, most = 25): Date[] {
  const edge = Date.parse(random.of(EDGES as [string, ...string[]]))
  const pace = random.of([5 * MINUTE, HOUR, 6 * HOUR, DAY, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 200 * DAY])
  const jitter = random.of([0, MINUTE, HOUR, pace])
  let time = edge - random.below(2) * 1000 + random.of([0, HOUR, DAY, 40 * DAY]) * random.below(2)
  const seconds = new Set<number>()
  for (let left = 1 + random.below(most); left > 0; left--) {
    seconds.add(Math.floor(time / 1000))
    time -= pace + random.below(jitter + 1) + (random.onceIn(8) ? random.below(20) * pace : 0)
  }
  return [...seconds].sort((a, b) => b - a).map((second) => new Date(second * 1000))
}

const PERIODS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly']

/** A policy as a user would write it. */
export function randomPolicy(random: Random): string {
  const value = () =>
    random.onceIn(2)
      ? String(1 + random.below(12))
      : random.of([
          `${1 + random.below(72)}h`,
          `${1 + random.below(40)}d`,
          `${1 + random.below(20)}w`,
          `${1 + random.below(30)}mo`,
          `${1 + random.below(8)}y`,
        ])
  const chosen = PERIODS.filter(() => random.onceIn(3))
  return (chosen.length > 0 ? chosen : ['daily']).map((period) => `${period}=${value()}`).join(' ')
}
