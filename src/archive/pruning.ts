import type { Retention } from '../options/retention.ts'
import type { Storage } from '../storage/storage.ts'
import { abreast } from './abreast.ts'
import { listBackups } from './catalog.ts'
import { type Debris, debrisIn, debrisOf, expiredRecords, sweptBefore } from './debris.ts'
import { type Inventory, takeInventory } from './inventory.ts'
import { backedUpName } from './kept.ts'
import { layout, type RecordKey } from './layout.ts'
import { goingOf, type PrunePlan, planPrune, type Refusal } from './prune-plan.ts'
import { notePruned, PRUNED } from './pruned.ts'
import {
  attempt,
  type Fate,
  NOTHING,
  type Removed,
  removeBackup,
  removeUnlocked,
  together,
} from './removal.ts'
import { damageOf } from './whole.ts'

/** What is to be done under one name of a destination. */
export type Prunable = {
  readonly storage: Storage
  readonly inventory: Inventory
  readonly plan: PrunePlan
  readonly debris: readonly Debris[]
  readonly records: readonly RecordKey[]
  /** Uploads that were begun before this and never finished are ended; without it, none. */
  readonly unfinishedBefore: Date | undefined
}

/** What was done there. */
export type Pruned = {
  readonly fates: readonly Fate[]
  readonly debris: Removed
  readonly records: Removed
  /** Uploads that were never finished. */
  readonly unfinished: Removed
}

/** Looks at everything under a name and decides what goes; changes nothing. */
export async function survey(
  storage: Storage,
  name: string,
  {
    retention,
    now,
    signal,
  }: { readonly retention: Retention; readonly now: Date; readonly signal: AbortSignal },
): Promise<Prunable> {
  const inventory = await takeInventory(storage, name, signal)
  const freshest = retention.rpo === undefined ? undefined : await freshestOf(storage, inventory, signal)
  const plan = planPrune(inventory.backups, { retention, now, freshest })
  const doubt = await doubtAbout(storage, plan, signal)
  const whole = { storage, inventory, plan: doubt ? { ...plan, refusal: doubt } : plan }
  if (whole.plan.refusal || retention.policy.length === 0)
    return { ...whole, debris: [], records: [], unfinishedBefore: undefined }
  return {
    ...whole,
    debris: debrisOf(inventory, now),
    records: expiredRecords(inventory, retention.keepRecords),
    unfinishedBefore: sweptBefore(inventory, now),
  }
}

/** What a restore keeps is made when it needs it: what shows that all is well are the backups of that database. */
async function freshestOf(
  storage: Storage,
  { name, backups }: Inventory,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const regular = backedUpName(name)
  const [alive] = regular === name ? [] : await listBackups(storage, regular, signal)
  return (alive ?? backups[0])?.startedAt
}

/** Nothing goes for the sake of a backup that is not whole itself. */
async function doubtAbout(
  storage: Storage,
  plan: PrunePlan,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  if (goingOf(plan).length === 0) return undefined
  const verified = plan.decisions.find(({ keptBy }) => keptBy.includes('the newest verified'))
  for (const decision of new Set([plan.decisions[0], verified])) {
    const damage = decision && (await damageOf(storage, decision.backup, signal))
    if (!damage) continue
    return {
      what: `The backup that is to stay, ${decision.backup.id}, is not whole, so nothing is removed.`,
      why: damage.story.what,
      next: `Make a new backup; then remove the manifest of this one (${decision.backup.key}) by hand.`,
    }
  }
  return undefined
}

/** Does what was decided. */
export async function prune(
  { storage, inventory, plan, debris, records, unfinishedBefore: begunBefore }: Prunable,
  { rules, signal }: { readonly rules: string; readonly signal: AbortSignal },
): Promise<Pruned> {
  const { name } = inventory
  const noted = new Set(inventory.records.filter(({ verb }) => verb === PRUNED).map(({ id }) => id))
  const going = Map.groupBy(goingOf(plan), ({ id }) => id)
  const fates = await abreast([...going], BACKUPS_AT_ONCE, ([id, backups]) => {
    const note = async () => {
      const [backup] = backups
      if (backup && !noted.has(id)) await notePruned(storage, backup, { rules, signal })
    }
    return removeBackup(storage, { name, id, manifests: backups.map(({ key }) => key) }, { note, signal })
  })
  const swept = await abreast(debris, BACKUPS_AT_ONCE, (one) =>
    attempt(signal, async () => removeUnlocked(storage, await debrisIn(storage, name, one, signal), signal)),
  )
  const expired = await removeUnlocked(
    storage,
    records.map(({ key }) => key),
    signal,
  )
  const unfinished = await attempt(signal, async () => ({
    ...NOTHING,
    count: begunBefore ? await storage.abandon(layout(name).all, { signal, begunBefore }) : 0,
  }))
  return { fates, debris: together(swept), records: expired, unfinished }
}

const BACKUPS_AT_ONCE = 4
