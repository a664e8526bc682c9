import { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { asError, firstLine, UserError } from '../errors.ts'
import { isKind, StorageError } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { Damage } from '../stream/damage.ts'
import { exact } from '../stream/exact.ts'
import { checksums, commit, complete, type Extras, isCommitted } from './commit.ts'
import type { Copy } from './copies.ts'
import type { Shelf } from './fetch.ts'
import { type Lack, lackAt } from './lack.ts'
import { layout } from './layout.ts'
import type { Manifest, StoredObject } from './manifest.ts'
import { lackingIn } from './whole.ts'

/** The backup that is copied, where it lies. */
export type Original = Pick<Shelf, 'storage' | 'manifest'>

type Copying = {
  readonly signal: AbortSignal
  /** Called before the manifest goes out. */
  readonly onPointOfNoReturn: () => void
  /** Given a way to ask how many bytes of an object have come so far. */
  readonly watch: (count: () => number) => void
  /** Told what could not be taken back. */
  readonly warn: (line: string) => void
}

/** Refuses, before anything is stored, to copy what is not whole itself. */
export async function requireWhole({ storage, manifest }: Original, signal: AbortSignal): Promise<void> {
  const [lost] = await lackingIn(storage, manifest, signal)
  if (!lost) return
  throw new Damage({
    what: `The backup ${manifest.id} in ${storage.label} is not whole, so it is not copied.`,
    why: `${lost.name} is not there as it was stored.`,
    next: 'Copy it from another destination, by `from`, or copy another backup.',
  })
}

/**
 * Brings a backup to a destination, byte for byte: what that lacks is read from the original, checked on the way, and stored;
 * the manifest comes last. Gives the bytes that were stored. What comes to nothing is taken back.
 */
export async function copyBackup(
  original: Original,
  target: Storage,
  lack: Lack,
  copying: Copying,
): Promise<number> {
  const { manifest } = original
  const { signal, onPointOfNoReturn } = copying
  const copy: Copy = { storage: target }
  const stored: StoredObject[] = []
  try {
    for (const object of manifest.objects) {
      if (
        !lack.objects.includes(object) &&
        (lack.committed || (await isSame(target, manifest, object, signal)))
      )
        continue
      stored.push(object)
      await pour(original, object, target, copying)
    }
    const extras = await extrasOf(original, signal)
    if (lack.committed) await complete(target, manifest, { signal, extras })
    else await commit([copy], manifest, { signal, onPointOfNoReturn, extras })
  } catch (error) {
    if (!signal.aborted && (await cameMeanwhile(target, manifest, asError(error), signal))) return 0
    // What completes a backup that exists is none the worse for not being all of it.
    if (!lack.committed && !copy.manifestSent) await takeBack(target, manifest, stored, copying)
    throw error
  }
  return stored.reduce((sum, { bytes }) => sum + bytes, 0)
}

const keyOf = ({ name, id }: Manifest, file: string): string => layout(name).object(id, file)

/** An earlier run may have stored it before it was cut off; only its bytes tell. */
async function isSame(
  target: Storage,
  manifest: Manifest,
  object: StoredObject,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const there = await target.read(keyOf(manifest, object.name), { signal })
    await pipeline([there, exact(object.name, object), nowhere()], { signal })
    return true
  } catch (error) {
    signal.throwIfAborted()
    const isBad = (['missing', 'frozen', 'broken'] as const).some((kind) => isKind(error, kind))
    if (isBad || error instanceof Damage) return false
    throw error
  }
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

async function pour(
  { storage: source, manifest }: Original,
  object: StoredObject,
  target: Storage,
  { signal, watch }: Copying,
): Promise<void> {
  const key = keyOf(manifest, object.name)
  const closing = new AbortController()
  const either = AbortSignal.any([signal, closing.signal])
  const checked = exact(`${object.name} in ${source.label}`, object)
  watch(() => checked.bytes())
  const fed = source
    .read(key, { signal: either })
    .then((bytes) => pipeline(bytes, checked, { signal: either }))
    // The upload ends with it, and tells it.
    .catch((error) => void checked.destroy(asError(error)))
  try {
    const receipt = await target.upload(key, checked, { signal, expectedBytes: object.bytes })
    if (receipt.size !== object.bytes) throw sizeDiffers(target, object, receipt.size)
  } finally {
    closing.abort()
    await fed
  }
}

const sizeDiffers = ({ label }: Storage, { name, bytes }: StoredObject, there: number): UserError =>
  new UserError({
    what: `${label}: ${name} has ${there} bytes there, and ${bytes} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Copy again; if it happens again, do not trust this store.',
  })

/** Both are a few kilobytes long. */
const EXTRA_BYTES = 1024 * 1024

/** Those of the original, where they are there and fit the manifest; else they are made anew. */
async function extrasOf({ storage, manifest }: Original, signal: AbortSignal): Promise<Extras | undefined> {
  const read = async (file: string): Promise<Buffer> => {
    const key = keyOf(manifest, file)
    const size = (await storage.stat(key, { signal }))?.size ?? 0
    return size > EXTRA_BYTES ? Buffer.of() : buffer(await storage.read(key, { signal }))
  }
  try {
    const guide = await read('RESTORE.md')
    const sums = await read('SHA256SUMS')
    if (sums.toString('utf8') !== checksums(manifest.objects, guide)) return undefined
    return { 'RESTORE.md': guide, SHA256SUMS: sums }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof StorageError && error.kind !== 'busy' && error.kind !== 'refused') return undefined
    throw error
  }
}

/** Another run may have brought the same backup there in the same moment. */
async function cameMeanwhile(
  target: Storage,
  manifest: Manifest,
  error: Error,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isKind(error.cause, 'exists')) return false
  const { committed, objects } = await lackAt(target, manifest, signal)
  return committed && objects.length === 0
}

/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000
const PATIENCE_MS = 60_000

async function takeBack(
  target: Storage,
  manifest: Manifest,
  stored: readonly StoredObject[],
  { signal: run, warn }: Copying,
): Promise<void> {
  const signal = AbortSignal.timeout(run.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  try {
    if (await isCommitted(target, manifest.name, manifest.id, signal)) return
    for (const file of [...stored.map(({ name }) => name), 'SHA256SUMS', 'RESTORE.md'])
      await target.remove(keyOf(manifest, file), { signal })
  } catch (error) {
    warn(`${target.label}: what this run stored could not be taken back: ${firstLine(asError(error))}`)
  }
}
