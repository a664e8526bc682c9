import { createHash } from 'node:crypto'
import { UserError } from '../errors.ts'
import { isKind } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { atEach, type Copy } from './copies.ts'
import { layout } from './layout.ts'
import { type Manifest, type StoredObject, writeManifest } from './manifest.ts'
import { restoreGuide } from './restore-guide.ts'

/**
 * Makes a backup of what was stored, destination by destination: the manifest comes last, and with it the backup exists.
 * `onPointOfNoReturn` is called before the first manifest goes out.
 */
export async function commit(
  copies: readonly Copy[],
  manifest: Manifest,
  options: {
    readonly signal: AbortSignal
    readonly onPointOfNoReturn: () => void
    readonly manifestPatienceMs?: number
    /** Where they are at hand; else they are made of the manifest. */
    readonly extras?: Extras | undefined
  },
): Promise<string> {
  const { signal, onPointOfNoReturn, manifestPatienceMs = MANIFEST_PATIENCE_MS } = options
  const keys = layout(manifest.name)
  const extras = options.extras ?? extrasOf(manifest)
  const manifestKey = keys.manifest(manifest.id, manifest.label)
  const text = writeManifest(manifest)
  await atEach(copies, ({ storage }) => complete(storage, manifest, { signal, extras }), signal)
  onPointOfNoReturn()
  // A cancel comes too late now: a request that is cut off may have been heard all the same.
  const patience = AbortSignal.timeout(manifestPatienceMs)
  await atEach(copies, async (copy) => {
    copy.manifestSent = true
    await putManifest(copy, manifestKey, text, patience)
  })
  return manifestKey
}

/** Stores what belongs beside the objects of a backup, and looks whether all of them are there. */
export async function complete(
  storage: Storage,
  manifest: Manifest,
  {
    signal,
    extras = extrasOf(manifest),
  }: { readonly signal: AbortSignal; readonly extras?: Extras | undefined },
): Promise<void> {
  for (const [file, bytes] of Object.entries(extras))
    await storage.put(layout(manifest.name).object(manifest.id, file), bytes, { signal })
  await readBack(storage, manifest, extras, signal)
}

const MANIFEST_PATIENCE_MS = 2 * 60_000

/** What lies beside the objects of a backup for those who restore it by hand. */
export type Extras = Readonly<Record<'RESTORE.md' | 'SHA256SUMS', Buffer>>

function extrasOf(manifest: Manifest): Extras {
  const guide = Buffer.from(restoreGuide(manifest))
  return { 'RESTORE.md': guide, SHA256SUMS: Buffer.from(checksums(manifest.objects, guide)) }
}

/** In the form that `sha256sum -c` reads. */
export function checksums(objects: readonly StoredObject[], guide: Uint8Array): string {
  const lines = objects.map(({ name, sha256 }) => `${sha256}  ${name}`)
  return `${[...lines, `${createHash('sha256').update(guide).digest('hex')}  RESTORE.md`].join('\n')}\n`
}

/** What the store lists must be what was sent: uploads were confirmed one by one, and must still be there. */
async function readBack(
  storage: Storage,
  manifest: Manifest,
  extras: Extras,
  signal: AbortSignal,
): Promise<void> {
  const keys = layout(manifest.name)
  const sizes = Object.entries(extras).map(([name, { length }]) => ({ name, bytes: length }))
  for (const { name, bytes } of [...manifest.objects, ...sizes]) {
    const there = await storage.stat(keys.object(manifest.id, name), { signal })
    if (there?.size === bytes) continue
    throw new UserError({
      what: `${storage.label}: ${name} ${there ? `has ${there.size} bytes there instead of ${bytes}` : 'is not there any more'}.`,
      why: 'Something changed or removed it after it was stored.',
      next: 'Look for a lifecycle rule or another program that writes to the same place, and start the backup again.',
    })
  }
}

async function putManifest(copy: Copy, key: string, text: string, signal: AbortSignal): Promise<void> {
  const { storage } = copy
  try {
    await storage.put(key, Buffer.from(text), { signal, ifAbsent: true })
  } catch (error) {
    // A plain no is an answer: nothing was stored.
    const isNo = (['refused', 'locked', 'missing'] as const).some((kind) => isKind(error, kind))
    if (isNo) copy.manifestSent = false
    if (!isKind(error, 'exists')) throw error
    throw new UserError({
      what: `${storage.label}: a backup ${key} exists already, and is never overwritten.`,
      next: 'Start the backup again: it will get another id.',
      cause: error,
    })
  }
}

/** Takes back what a run stored that came to nothing. */
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
