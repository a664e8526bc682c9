import type { Window } from '../options/retention.ts'
import type { Storage } from '../storage/storage.ts'
import { isCommitted } from './commit.ts'
import type { Folder, Inventory } from './inventory.ts'
import { layout, type RecordKey, timeOfId } from './layout.ts'
import { PRUNED } from './pruned.ts'
import { keysUnder } from './removal.ts'
import { before } from './retention.ts'

/** Objects without a manifest, which nobody can need. */
export type Debris = {
  readonly id: string
  readonly folder: Folder
  readonly why: 'never committed' | 'left by an earlier prune'
}

/**
 * The folders that no manifest is of: those that an earlier prune had begun to remove, and those that are old enough that no
 * running backup can be filling them.
 */
export function debrisOf(inventory: Inventory, now: Date): Debris[] {
  const { backups, folders, records } = inventory
  const whole = new Set(backups.map(({ id }) => id))
  const pruned = new Map(records.filter(({ verb }) => verb === PRUNED).map(({ id, time }) => [id, time]))
  const limit = sweptBefore(inventory, now)
  return [...folders].flatMap(([id, folder]): Debris[] => {
    if (whole.has(id)) return []
    const prunedAt = pruned.get(id)
    // The record's time is cut to its second.
    if (prunedAt && folder.modified.getTime() < prunedAt.getTime() + 1000)
      return [{ id, folder, why: 'left by an earlier prune' }]
    const isOld = limit !== undefined && folder.modified < limit && timeOfId(id) < limit
    return isOld ? [{ id, folder, why: 'never committed' }] : []
  })
}

const WEEK_MS = 7 * 24 * 3_600_000

/** What is older than this was not stored by a run that still goes on: it is a week old, and something was committed since. */
export function sweptBefore({ backups, committedAt }: Inventory, now: Date): Date | undefined {
  const [newest] = backups
  if (!newest || !committedAt) return undefined
  return new Date(Math.min(now.getTime() - WEEK_MS, committedAt.getTime(), newest.startedAt.getTime()))
}

/** The objects of such a folder; none where it has become a backup meanwhile. */
export const debrisIn = async (
  storage: Storage,
  name: string,
  { id }: Debris,
  signal: AbortSignal,
): Promise<string[]> =>
  (await isCommitted(storage, name, id, signal)) ? [] : keysUnder(storage, layout(name).data(id), signal)

/**
 * Records that have been kept for long enough, counted back from the newest backup. What tells how a backup that is there was
 * last verified stays, and so does what tells that a prune has not come to its end.
 */
export function expiredRecords({ backups, records, folders }: Inventory, kept: Window): RecordKey[] {
  const [newest] = backups
  if (!newest) return []
  const limit = before(newest.startedAt, kept)
  const there = new Map(backups.map(({ id, verification }) => [id, verification?.time.getTime()]))
  return records.filter(({ id, verb, time }) => {
    if (time >= limit) return false
    if (there.has(id)) return verb !== 'verify' || time.getTime() !== there.get(id)
    return verb !== PRUNED || !folders.has(id)
  })
}
