import { firstLine } from '../errors.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import type { Expectations } from '../options/check.ts'
import type { Breach, BreachKind } from './breach.ts'
import { type Health, isWhole, type WholeLook } from './health.ts'

type Found = Pick<Breach, 'kind' | 'what' | 'next'>
type Asking = { readonly expected: Expectations; readonly now: Date }

/** All that is wrong under one name of one destination. */
export function breachesOf(health: Health, asking: Asking): Breach[] {
  const { storage, inventory, scheduled } = health
  // What restores keep of what they change is made when they need it: no schedule says when, how large and how often proven.
  const found = [
    ...future(health, asking),
    ...(scheduled ? [...fresh(health, asking), ...drilled(health, asking), ...usual(health, asking)] : []),
    ...damaged(health),
    ...leftOver(health),
  ]
  return found.map((one) => ({ destination: storage.label, name: inventory.name, ...one }))
}

const breach = (kind: BreachKind, what: string, next: string): Found => ({ kind, what, next })

const HOUR_MS = 3_600_000
const secondsSince = (time: Date, now: Date): number => (now.getTime() - time.getTime()) / 1000
const isFuture = (time: Date, now: Date): boolean => time.getTime() > now.getTime() + HOUR_MS

/** In days once hours say little. */
const ageOf = (seconds: number): string =>
  seconds < 2 * 86_400 ? formatDuration(Math.max(0, seconds)) : `${Math.floor(seconds / 86_400)} days`
const limitOf = (hours: number): string =>
  hours % 24 === 0 && hours > 48 ? `${hours / 24} days` : `${hours} h`

function future({ inventory: { backups }, drill }: Health, { now }: Asking): Found[] {
  const next = 'Set the clock of this machine, or of the one that made it; until then no age can be trusted.'
  const [newest] = backups
  return [
    ...(newest && isFuture(newest.startedAt, now)
      ? [breach('future', `The newest backup, ${newest.id}, is from the future.`, next)]
      : []),
    ...(drill && isFuture(drill.time, now)
      ? [breach('future', `The newest drill, of ${drill.id}, is from the future.`, next)]
      : []),
  ]
}

/** The newest whole backup, and how old it may be. */
function fresh({ inventory: { backups }, looks }: Health, { expected: { rpo }, now }: Asking): Found[] {
  if (backups.length === 0)
    return [
      breach(
        'none',
        'There is no backup.',
        'Make one with `backup`, or bring those of another destination with `copy` and `backup: all`.',
      ),
    ]
  const newest = looks.find(isWhole)?.backup
  if (!newest)
    return [
      breach(
        'none',
        `None of the newest ${looks.length} backups is whole.`,
        'Make a new backup now, and then see what became of the others.',
      ),
    ]
  const seconds = secondsSince(newest.startedAt, now)
  if (seconds <= rpo * 3600) return []
  return [
    breach(
      'overdue',
      `The newest whole backup, ${newest.id}, is ${ageOf(seconds)} old, and may be ${limitOf(rpo)} old.`,
      'See why no backup is made any more, or set `rpo` to what is right here.',
    ),
  ]
}

/** How the newest drill ended, in the one word that tells what is to be done. */
export type DrillState = 'never run' | 'failing' | 'unverified' | 'stale' | 'passed'

export function drillState({ drill }: Health, { expected: { maxVerificationAge }, now }: Asking): DrillState {
  if (!drill) return 'never run'
  if (drill.outcome === 'fail') return 'failing'
  if (drill.outcome !== 'pass') return 'unverified'
  const isOld = maxVerificationAge !== undefined && secondsSince(drill.time, now) > maxVerificationAge * 3600
  return isOld ? 'stale' : 'passed'
}

function drilled(health: Health, asking: Asking): Found[] {
  const { storage, drill, inventory } = health
  const limit = asking.expected.maxVerificationAge
  if (limit === undefined || inventory.backups.length === 0) return []
  const age = drill ? ageOf(secondsSince(drill.time, asking.now)) : ''
  const again = `Run \`verify\` with \`from: ${storage.label}\``
  switch (drillState(health, asking)) {
    case 'passed':
      return []
    case 'never run':
      return [
        breach(
          'never drilled',
          'No full drill was ever run here.',
          `${again}; each copy is proven by itself.`,
        ),
      ]
    case 'failing':
      return [
        breach(
          'failing drill',
          `The newest drill failed, of ${drill?.id}, ${age} ago.`,
          `${again} and read its report; do not rely on this backup.`,
        ),
      ]
    case 'unverified':
      return [
        breach(
          'unverified drill',
          `The newest drill, of ${drill?.id}, ${age} ago, could not look at everything.`,
          `${again}; its report says what was missing.`,
        ),
      ]
    case 'stale':
      return [
        breach(
          'stale drill',
          `The newest drill passed ${age} ago, and that may be ${limitOf(limit)} ago.`,
          `${again}, and see why drills are not run any more.`,
        ),
      ]
  }
}

/** What is usual, by the backups before the newest. */
export type Usual = {
  readonly backups: number
  readonly storedBytes: number
  readonly rows: number | undefined
}

export function usualOf([, ...before]: readonly WholeLook[]): Usual | undefined {
  if (before.length === 0) return undefined
  const totals = before.map(({ manifest }) => manifest.totals)
  const rows = totals.flatMap((one) => one.rows ?? [])
  return {
    backups: before.length,
    storedBytes: mean(totals.map(({ storedBytes }) => storedBytes)),
    rows: rows.length > 0 ? mean(rows) : undefined,
  }
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/** Losing more than this share of all rows is what a deletion by mistake looks like, whatever else is allowed. */
const MOST_ROWS_LOST = 0.5

function usual({ looks }: Health, { expected: { maxSizeChange } }: Asking): Found[] {
  const whole = looks.filter(isWhole)
  const [newest] = whole
  const before = usualOf(whole)
  if (!newest || !before || maxSizeChange === undefined) return []
  const { id, totals } = newest.manifest
  const change = before.storedBytes > 0 ? totals.storedBytes / before.storedBytes - 1 : 0
  const percent = Math.round(Math.abs(change) * 100)
  const than = `than the mean of the ${before.backups} before it`
  const size = breach(
    'size',
    `The newest backup, ${id}, is ${percent} % ${change < 0 ? 'smaller' : 'larger'} (${formatBytes(totals.storedBytes)}) ${than} (${formatBytes(before.storedBytes)}).`,
    'See whether that was meant: deleted or encrypted data look like this. Until you know, let nothing be pruned.',
  )
  const lost = totals.rows !== undefined && before.rows ? 1 - totals.rows / before.rows : 0
  const rows = breach(
    'rows',
    `The newest backup, ${id}, has ${Math.round(lost * 100)} % fewer rows (${totals.rows?.toLocaleString('en')}) ${than} (${Math.round(before.rows ?? 0).toLocaleString('en')}).`,
    'See whether that was meant: a deletion by mistake looks like this. Until you know, let nothing be pruned.',
  )
  return [...(Math.abs(change) > maxSizeChange ? [size] : []), ...(lost > MOST_ROWS_LOST ? [rows] : [])]
}

function damaged({ looks, hollow }: Health): Found[] {
  const next =
    'Bring it back from another destination with `copy`, and look for a lifecycle rule or a program that removes files.'
  const [first] = hollow
  return [
    ...looks.flatMap((one) =>
      isWhole(one)
        ? []
        : [breach('damaged', `The backup ${one.backup.id} is not whole: ${firstLine(one.damage)}`, next)],
    ),
    ...(first
      ? [
          breach(
            'damaged',
            `Of ${hollow.length} older ${hollow.length === 1 ? 'backup' : 'backups'} only the manifest is there; the newest is ${first.id}.`,
            next,
          ),
        ]
      : []),
  ]
}

function leftOver({ overdue, debris }: Health): Found[] {
  const [oldest] = overdue
  const bytes = debris.reduce((sum, { folder }) => sum + folder.bytes, 0)
  return [
    ...(oldest
      ? [
          breach(
            'policy',
            `${overdue.length} ${overdue.length === 1 ? 'backup' : 'backups'} should have gone by \`keep\`; the oldest is ${oldest.id}.`,
            'Run `prune` with the same `keep`, and see why it was not run or what it says.',
          ),
        ]
      : []),
    ...(debris.length > 0
      ? [
          breach(
            'debris',
            `${debris.length} unfinished or half removed ${debris.length === 1 ? 'backup lies' : 'backups lie'} there (${formatBytes(bytes)}).`,
            'Run `prune` with `keep`, which sweeps them, and see what kept those runs from ending well.',
          ),
        ]
      : []),
  ]
}
