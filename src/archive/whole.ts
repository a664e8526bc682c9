import { UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { Damage } from '../stream/damage.ts'
import { type Listed, openManifest } from './catalog.ts'
import { layout } from './layout.ts'

/** What a look at a backup shows to be wrong with it, without reading its objects; nothing where all are there. */
export async function damageOf(
  storage: Storage,
  listed: Listed,
  signal: AbortSignal,
): Promise<UserError | undefined> {
  try {
    const manifest = await openManifest(storage, listed, signal)
    const sizes = new Map<string, number>()
    for await (const { key, size } of storage.list(layout(listed.name).data(listed.id), { signal }))
      sizes.set(key, size)
    const lost = manifest.objects.find(
      ({ name, bytes }) => sizes.get(layout(listed.name).object(listed.id, name)) !== bytes,
    )
    if (!lost) return undefined
    return new UserError({ what: `${lost.name} of backup ${listed.id} is not there as it was stored.` })
  } catch (error) {
    if (error instanceof Damage) return error
    throw error
  }
}
