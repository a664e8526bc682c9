import { UserError } from '../errors.ts'
import type { Expectations } from '../options/check.ts'
import { isKind, StorageError } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { abreast } from './abreast.ts'
import { backupsOf, type Listed, openManifest } from './catalog.ts'
import { type Debris, debrisOf } from './debris.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { layout, type RecordKey } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { decide } from './prune-plan.ts'
import { keysUnder, lockOn } from './removal.ts'
import { VERDICTS } from './verdict.ts'
import { lossOf } from './whole.ts'

/** One backup that was looked at closely: what it says of itself, or why it is not whole. */
export type Look = { readonly backup: Listed } & (
  | { readonly manifest: Manifest }
  | { readonly damage: UserError }
)
export type WholeLook = Extract<Look, { readonly manifest: Manifest }>

/** What was seen under one name of one destination. */
export type Health = {
  readonly storage: Storage
  readonly inventory: Inventory
  /** Whether backups are made of it by a schedule, and not by restores alone, of what they are about to change. */
  readonly scheduled: boolean
  /** The newest backups, the newest first; none where they are not asked for. */
  readonly looks: readonly Look[]
  /** Further backups that have a manifest, and nothing else. */
  readonly hollow: readonly Listed[]
  /** The newest full drill of any backup that is or was there. */
  readonly drill: RecordKey | undefined
  /** What should have gone by the policy, and for some time already. */
  readonly overdue: readonly Listed[]
  /** What a prune should have swept, and for some time already. */
  readonly debris: readonly Debris[]
}

/** The newest, and the seven that it is compared with. */
const LOOKED_AT = 8

/** Pruning may run less often than backups are made, and a check while it is still under way. */
const GRACE_MS = 2 * 24 * 3_600_000

type Examination = {
  readonly scheduled: boolean
  readonly expected: Pick<Expectations, 'policy' | 'keepLabels'>
  readonly now: Date
  readonly signal: AbortSignal
}

/** Looks at all that lies under a name: the listings, and a few manifests. Nothing is changed. */
export async function examine(
  storage: Storage,
  name: string,
  { scheduled, expected, now, signal }: Examination,
): Promise<Health> {
  const inventory = await takeInventory(storage, name, signal)
  const { backups, folders, records } = inventory
  const closely = scheduled ? backups.slice(0, LOOKED_AT) : []
  const before = asOf(inventory, new Date(now.getTime() - GRACE_MS))
  const due = expected.policy.length === 0 ? [] : dueIn(inventory, before, expected)
  const looks = await abreast(closely, LOOKED_AT, (backup) => look(storage, backup, signal))
  return {
    storage,
    inventory,
    scheduled,
    looks: looks.flatMap((one) => one ?? []),
    // The newest are looked at one by one: what was committed while this listed has its folder too.
    hollow: backups.slice(LOOKED_AT).filter(({ id }) => !folders.has(id)),
    drill: newestDrill(records),
    overdue: await withoutLocked(storage, due, signal),
    debris: debrisOf({ ...inventory, records: before.records }, new Date(now.getTime() - GRACE_MS)),
  }
}

/** Nothing where it was removed meanwhile, as a prune does, the manifest first. */
async function look(storage: Storage, backup: Listed, signal: AbortSignal): Promise<Look | undefined> {
  const seen = await lookAt(storage, backup, signal)
  return isWhole(seen) || (await storage.stat(backup.key, { signal })) ? seen : undefined
}

async function lookAt(storage: Storage, backup: Listed, signal: AbortSignal): Promise<Look> {
  try {
    const manifest = await openManifest(storage, backup, signal)
    const damage = await lossOf(storage, manifest, signal)
    return damage ? { backup, damage } : { backup, manifest }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof UserError) || isSilence(error)) throw error
    return { backup, damage: error }
  }
}

/** Whether it is the store that gave no answer, rather than the backup that is not as it should be. */
const isSilence = (error: UserError): boolean =>
  error instanceof StorageError &&
  !(['missing', 'frozen', 'broken'] as const).some((kind) => isKind(error, kind))

export const isWhole = (one: Look): one is WholeLook => 'manifest' in one

/** A drill that was cancelled has no verdict. */
function newestDrill(records: readonly RecordKey[]): RecordKey | undefined {
  const verdicts: readonly string[] = VERDICTS
  return records
    .filter(({ verb, outcome }) => verb === 'verify' && verdicts.includes(outcome))
    .reduce<RecordKey | undefined>(
      (newest, one) => (newest && newest.time >= one.time ? newest : one),
      undefined,
    )
}

/** What was there at an earlier time, of what is there still. */
function asOf({ name, ...inventory }: Inventory, time: Date): Pick<Inventory, 'backups' | 'records'> {
  const records = inventory.records.filter((record) => record.time <= time)
  const manifests = inventory.backups
    .filter(({ startedAt }) => startedAt <= time)
    .map(({ verification: _, ...manifest }) => manifest)
  return { records, backups: backupsOf(name, manifests, records) }
}

/** The backups that nothing keeps, and nothing kept then, the oldest first. */
function dueIn(
  now: Pick<Inventory, 'backups'>,
  then: Pick<Inventory, 'backups'>,
  expected: Examination['expected'],
): Listed[] {
  const going = ({ backups }: Pick<Inventory, 'backups'>) =>
    decide(backups, expected)
      .filter(({ keptBy }) => keptBy.length === 0)
      .map(({ backup }) => backup)
  const wereDue = new Set(going(then).map(({ key }) => key))
  return going(now)
    .filter(({ key }) => wereDue.has(key))
    .reverse()
}

/** How many are asked whether a lock keeps them: where it keeps the oldest, it keeps the rest as well. */
const ASKED_FOR_LOCKS = 16

async function withoutLocked(
  storage: Storage,
  due: readonly Listed[],
  signal: AbortSignal,
): Promise<readonly Listed[]> {
  const asked = due.slice(0, ASKED_FOR_LOCKS)
  const held = await abreast(asked, ASKED_AT_ONCE, (backup) => isHeld(storage, backup, signal))
  const free = asked.filter((_, at) => !held[at])
  return free.length > 0 ? [...free, ...due.slice(ASKED_FOR_LOCKS)] : []
}

const ASKED_AT_ONCE = 4

/** A prune leaves a backup alone as soon as one of its objects is kept. */
async function isHeld(storage: Storage, { key, name, id }: Listed, signal: AbortSignal): Promise<boolean> {
  for (const one of [key, ...(await keysUnder(storage, layout(name).data(id), signal))])
    if (await lockOn(storage, one, signal)) return true
  return false
}
