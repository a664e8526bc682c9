import { UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { Damage } from '../stream/damage.ts'
import { type Listed, openManifest } from './catalog.ts'
import { layout } from './layout.ts'
import type { Manifest, StoredObject } from './manifest.ts'

/** What a look at a backup shows to be wrong with it, without reading its objects; nothing where all are there. */
export async function damageOf(
  storage: Storage,
  listed: Listed,
  signal: AbortSignal,
): Promise<UserError | undefined> {
  try {
    return await lossOf(storage, await openManifest(storage, listed, signal), signal)
  } catch (error) {
    if (error instanceof Damage) return error
    throw error
  }
}

/** The same, where its manifest is at hand. */
export async function lossOf(
  storage: Storage,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<UserError | undefined> {
  const [lost] = await lackingIn(storage, manifest, signal)
  if (!lost) return undefined
  return new UserError({ what: `${lost.name} of backup ${manifest.id} is not there as it was stored.` })
}

/** The objects of a backup that are not in a place, or not with their size. */
export async function lackingIn(
  storage: Storage,
  { id, name, objects }: Manifest,
  signal: AbortSignal,
): Promise<StoredObject[]> {
  const keys = layout(name)
  const sizes = new Map<string, number>()
  for await (const { key, size } of storage.list(keys.data(id), { signal })) sizes.set(key, size)
  return objects.filter((object) => sizes.get(keys.object(id, object.name)) !== object.bytes)
}
