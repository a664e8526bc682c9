import type { Storage, StoredObject } from '../storage/storage.ts'
import { backupsOf, type Listed } from './catalog.ts'
import {
  idOfObject,
  layout,
  type ManifestKey,
  type RecordKey,
  readManifestKey,
  readRecordKey,
} from './layout.ts'

/** What lies in the folder of one backup, or of none, as the listing sums it up. */
export type Folder = {
  readonly objects: number
  readonly bytes: number
  /** When the newest of its objects was stored. */
  readonly modified: Date
  /** The tiers that cost extra when something goes early, each with the time of the newest object there. */
  readonly tiers: ReadonlyMap<string, Date>
}

/** All that lies under one name of a destination. */
export type Inventory = {
  readonly name: string
  /** The newest first. */
  readonly backups: readonly Listed[]
  readonly records: readonly RecordKey[]
  /** The folders in `data/`, by the id that they are called by. */
  readonly folders: ReadonlyMap<string, Folder>
  /** When the store took the newest manifest. */
  readonly committedAt: Date | undefined
}

/** Lists all that lies under a name, and opens nothing. */
export async function takeInventory(storage: Storage, name: string, signal: AbortSignal): Promise<Inventory> {
  const keys = layout(name)
  // The manifests come last: what is committed meanwhile must not look like something that was never committed.
  const folders = await foldersIn(storage.list(keys.folders, { signal }))
  const records: RecordKey[] = []
  for await (const { key } of storage.list(keys.records, { signal })) {
    const record = readRecordKey(key)
    if (record) records.push(record)
  }
  const manifests: ManifestKey[] = []
  let committedAt: Date | undefined
  for await (const { key, modified } of storage.list(keys.manifests, { signal })) {
    const manifest = readManifestKey(key)
    if (!manifest) continue
    manifests.push(manifest)
    committedAt = later(committedAt, modified)
  }
  return { name, backups: backupsOf(name, manifests, records), records, folders, committedAt }
}

async function foldersIn(objects: AsyncIterable<StoredObject>): Promise<Map<string, Folder>> {
  const folders = new Map<string, Folder>()
  for await (const { key, size, modified, tier } of objects) {
    const id = idOfObject(key)
    if (id === undefined) continue
    const known = folders.get(id)
    const tiers = new Map(known?.tiers)
    if (tier !== undefined) tiers.set(tier, later(tiers.get(tier), modified))
    folders.set(id, {
      objects: (known?.objects ?? 0) + 1,
      bytes: (known?.bytes ?? 0) + size,
      modified: later(known?.modified, modified),
      tiers,
    })
  }
  return folders
}

const later = (one: Date | undefined, other: Date): Date => (one && one > other ? one : other)
