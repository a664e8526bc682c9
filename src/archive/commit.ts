import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'
import { isKind } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { atEach, type Copy } from './copies.ts'
import { layout } from './layout.ts'
import { type Manifest, type StoredObject, writeManifest } from './manifest.ts'
import { restoreGuide } from './restore-guide.ts'

/** Makes a backup of what was stored, destination by destination: the manifest comes last, and with it the backup exists. */
export async function commit(
  copies: readonly Copy[],
  manifest: Manifest,
  signal: AbortSignal,
): Promise<string> {
  const keys = layout(manifest.name)
  const guide = restoreGuide(manifest)
  const sums = checksums(manifest.objects, guide)
  const manifestKey = keys.manifest(manifest.id, manifest.label)
  const text = writeManifest(manifest)
  await atEach(copies, signal, async (storage) => {
    await storage.put(keys.object(manifest.id, 'RESTORE.md'), Buffer.from(guide), { signal })
    await storage.put(keys.object(manifest.id, 'SHA256SUMS'), Buffer.from(sums), { signal })
    await readBack(storage, manifest, signal)
    await putManifest(storage, manifestKey, text, signal)
  })
  return manifestKey
}

/** In the form that `sha256sum -c` reads. */
function checksums(objects: readonly StoredObject[], guide: string): string {
  const lines = objects.map(({ name, sha256 }) => `${sha256}  ${name}`)
  return `${[...lines, `${createHash('sha256').update(guide).digest('hex')}  RESTORE.md`].join('\n')}\n`
}

/** What the store lists must be what was sent: uploads were confirmed one by one, and must still be there. */
async function readBack(storage: Storage, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const keys = layout(manifest.name)
  for (const { name, bytes } of manifest.objects) {
    const there = await storage.stat(keys.object(manifest.id, name), { signal })
    if (there?.size === bytes) continue
    throw new UserError({
      what: `${storage.label}: ${name} ${there ? `has ${there.size} bytes there instead of ${bytes}` : 'is not there any more'}.`,
      why: 'Something changed or removed it after it was stored.',
      next: 'Look for a lifecycle rule or another program that writes to the same place, and start the backup again.',
    })
  }
}

async function putManifest(storage: Storage, key: string, text: string, signal: AbortSignal): Promise<void> {
  try {
    await storage.put(key, Buffer.from(text), { signal, ifAbsent: true })
  } catch (error) {
    if (!isKind(error, 'exists')) throw error
    throw new UserError({
      what: `${storage.label}: a backup ${key} exists already, and is never overwritten.`,
      next: 'Start the backup again: it will get another id.',
      cause: error,
    })
  }
}

/** Takes back what a run stored that came to nothing; what cannot be removed now, `prune` sweeps later. */
export async function clearAway(
  storage: Storage,
  name: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const folder = layout(name).data(id)
  await storage.abandon(folder, { signal })
  const keys: string[] = []
  for await (const { key } of storage.list(folder, { signal })) keys.push(key)
  for (const key of keys) await storage.remove(key, { signal })
}

/** Whether a backup with this id has been committed at this destination, under whatever label. */
export async function isCommitted(
  storage: Storage,
  name: string,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  const keys = layout(name)
  for await (const _ of storage.list(`${keys.manifests}${id}.`, { signal })) return true
  return false
}
