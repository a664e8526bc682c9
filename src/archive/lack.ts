import { UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { Damage } from '../stream/damage.ts'
import { openManifest } from './catalog.ts'
import { layout } from './layout.ts'
import { type Manifest, type StoredObject, writeManifest } from './manifest.ts'
import { lackingIn } from './whole.ts'

/** What a destination lacks of a backup. */
export type Lack = {
  /** Its manifest is there already. */
  readonly committed: boolean
  /** Those of its objects that are not there, or not with their size. */
  readonly objects: readonly StoredObject[]
}

/** Looks what a destination lacks of a backup; rejects where something else lies in its place. */
export async function lackAt(storage: Storage, manifest: Manifest, signal: AbortSignal): Promise<Lack> {
  const { id, name, label } = manifest
  const keys = layout(name)
  const wanted = keys.manifest(id, label)
  const there: string[] = []
  for await (const { key } of storage.list(`${keys.manifests}${id}.`, { signal })) there.push(key)
  const other = there.find((key) => key !== wanted)
  if (other !== undefined) throw inTheWay(storage, other, 'It has another label.')
  if (there.length > 0) await requireSame(storage, wanted, manifest, signal)
  return { committed: there.length > 0, objects: await lackingIn(storage, manifest, signal) }
}

async function requireSame(
  storage: Storage,
  key: string,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<void> {
  let theirs: Manifest
  try {
    theirs = await openManifest(storage, { key, id: manifest.id }, signal)
  } catch (error) {
    if (error instanceof Damage) throw inTheWay(storage, key, error.story.what)
    throw error
  }
  if (writeManifest(theirs) !== writeManifest(manifest))
    throw inTheWay(storage, key, 'It says something else.')
}

const inTheWay = (storage: Storage, key: string, why: string): UserError =>
  new UserError({
    what: `${storage.label}: a manifest ${key} is there already, and is never overwritten.`,
    why,
    next: 'Look at both; where the one in the way is not needed, remove it by hand and copy again.',
  })
