import { UsageError } from '../errors.ts'
import { formatBytes } from '../host/measure.ts'
import { REHYDRATE_SPEEDS, type RehydrateSpeed } from '../options/drill.ts'
import { listed } from '../options/values.ts'
import { COLD_TIERS, type ColdTier, longestWait } from '../storage/cold.ts'
import type { Shelf } from './fetch.ts'
import { layout } from './layout.ts'

/** Days for which a store keeps the copies that it brings back: a restore that is put off over a weekend still finds them. */
export const THAWED_DAYS = 7

/** What of a backup lies in an archive tier. An object that is not there at all is for whoever fetches it to tell. */
export type ColdObjects = {
  readonly frozen: readonly ColdObject[]
  readonly thawing: readonly ColdObject[]
  /** When the first of the copies that were brought back is taken away again. */
  readonly until: Date | undefined
}

type ColdObject = {
  readonly name: string
  readonly key: string
  readonly bytes: number
  readonly tier: ColdTier
}

type Problem = { readonly what: string; readonly next: string }

/** Looks at each object of one backup, and reads none. */
export async function findCold(
  { storage, manifest }: Pick<Shelf, 'storage' | 'manifest'>,
  signal: AbortSignal,
): Promise<ColdObjects> {
  const found = { frozen: [] as ColdObject[], thawing: [] as ColdObject[] }
  let until: Date | undefined
  for (const { name, bytes } of manifest.objects) {
    const key = layout(manifest.name).object(manifest.id, name)
    const cold = (await storage.stat(key, { signal }))?.cold
    if (cold === undefined) continue
    if (cold.state !== 'thawed') found[cold.state].push({ name, key, bytes, tier: cold.tier })
    else if (cold.until && !(until && until < cold.until)) until = cold.until
  }
  return { ...found, until }
}

/** Whether all of it can be read at once. */
export const isReadable = ({ frozen, thawing }: ColdObjects): boolean => frozen.length + thawing.length === 0

/** Begins to bring back all that is frozen, or nothing of it where that cannot be done at this speed. */
export async function thawAll(
  { storage }: Pick<Shelf, 'storage'>,
  { frozen }: ColdObjects,
  speed: RehydrateSpeed,
  signal: AbortSignal,
): Promise<void> {
  if (frozen.length > 0 && waitFor(frozen, speed) === undefined)
    throw new UsageError({
      what: `\`rehydrate\`: ${tiersOf(frozen)} does not have the speed \`${speed}\`.`,
      next: `Choose ${offersOf(frozen)}.`,
    })
  for (const { key } of frozen) await storage.thaw(key, { speed, days: THAWED_DAYS, signal })
}

/** What of a backup keeps it from being read now, for a plan that tells all that is in the way. */
export const coldProblems = (
  shelf: Pick<Shelf, 'storage' | 'manifest'>,
  cold: ColdObjects,
): readonly Problem[] => (isReadable(cold) ? [] : [coldProblem(shelf, cold, new Date())])

/** What is cold, and what can be done about it. */
export function coldProblem(
  { manifest, storage }: Pick<Shelf, 'storage' | 'manifest'>,
  { frozen, thawing }: ColdObjects,
  now: Date,
): Problem {
  const both = [...frozen, ...thawing]
  const which = `${both.length} of the ${manifest.objects.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(both)})`
  if (frozen.length === 0)
    return {
      what: `${which} are being brought back from an archive tier, ${tiersOf(both)}.`,
      next: `Run the same command again later; they are back by ${timeAfter(longest(thawing), now)}, or sooner.`,
    }
  const some = thawing.length > 0 ? ` ${thawing.length} of them are being brought back already.` : ''
  return {
    what: `${which} lie in an archive tier, ${tiersOf(both)}, from which nothing can be read at once.${some}`,
    next: `Have them brought back by \`rehydrate\` of \`verify\` or \`restore\`, for which the store charges: ${offersOf(frozen)}; or take the copy at another destination, by \`from\`.`,
  }
}

/** What was begun, and when to come back. */
export function thawBegun(
  { manifest, storage }: Pick<Shelf, 'storage' | 'manifest'>,
  { frozen, thawing }: ColdObjects,
  speed: RehydrateSpeed,
  now: Date,
): Problem {
  const minutes = Math.max(waitFor(frozen, speed) ?? 0, longest(thawing))
  const copies = frozen.some(({ tier }) => COLD_TIERS[tier].back === 'copy')
  return {
    what: `${frozen.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(frozen)}) are being brought back from an archive tier, ${tiersOf(frozen)}, from now on.`,
    next: `Run the same command again after ${timeAfter(minutes, now)}${copies ? `; what was brought back can be read for ${THAWED_DAYS} days` : ''}.`,
  }
}

const waitFor = (objects: readonly ColdObject[], speed: RehydrateSpeed): number | undefined =>
  longestWait(
    objects.map(({ tier }) => tier),
    speed,
  )

/** Of what was begun before, nobody knows when and at which speed. */
const longest = (objects: readonly ColdObject[]): number =>
  Math.max(0, ...REHYDRATE_SPEEDS.map((speed) => waitFor(objects, speed) ?? 0))

const sizeOf = (objects: readonly ColdObject[]): string =>
  formatBytes(objects.reduce((sum, { bytes }) => sum + bytes, 0))

const tiersOf = (objects: readonly ColdObject[]): string =>
  [...new Set(objects.map(({ tier }) => COLD_TIERS[tier].called))].join(' and ')

/** `standard` (up to 5 hours), `bulk` (up to 12 hours) or `high` (up to 5 minutes) */
function offersOf(objects: readonly ColdObject[]): string {
  const offers = REHYDRATE_SPEEDS.flatMap((speed) => {
    const minutes = waitFor(objects, speed)
    return minutes === undefined ? [] : [`\`${speed}\` (up to ${inWords(minutes)})`]
  })
  return listed(offers)
}

function inWords(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
}

const timeAfter = (minutes: number, now: Date): string =>
  formatMinute(new Date(now.getTime() + minutes * 60_000))

/** `2026-11-20 04:00 UTC` */
export const formatMinute = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
