import { asError } from '../errors.ts'
import { isKind } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { abreast } from './abreast.ts'
import { layout } from './layout.ts'

/** Something that a lock or a legal hold keeps. */
export type Locked = { readonly key: string; readonly by: string }

/** What came of removing objects; one that went wrong did not stop the others. */
export type Removed = {
  readonly count: number
  readonly locked: readonly Locked[]
  readonly troubles: readonly Error[]
}

/** A backup that is to go, with all manifests that are of it. */
export type Going = { readonly name: string; readonly id: string; readonly manifests: readonly string[] }

/** What came of removing a backup: gone, or whole as it was. Data of a gone one may be left, for a later run to remove. */
export type Fate = Removed & { readonly id: string; readonly gone: boolean }

/**
 * Removes a backup: its manifests first, so that at any moment it is whole or no backup at all. Where a lock keeps any of its
 * objects, all of it stays. `note` is called once nothing stands against it any more.
 */
export async function removeBackup(
  storage: Storage,
  { name, id, manifests }: Going,
  { note, signal }: { readonly note: () => Promise<void>; readonly signal: AbortSignal },
): Promise<Fate> {
  try {
    const objects = await keysUnder(storage, layout(name).data(id), signal)
    const all = [...manifests, ...objects]
    const locked = (await abreast(all, OBJECTS_AT_ONCE, (key) => lockOn(storage, key, signal))).flatMap(
      (lock) => lock ?? [],
    )
    if (locked.length > 0) return { id, gone: false, ...NOTHING, locked }
    await note()
    const first = await removeEach(storage, manifests, signal)
    if (first.count < manifests.length) return { id, gone: false, ...first }
    return { id, gone: true, ...(await removeEach(storage, objects, signal)) }
  } catch (error) {
    signal.throwIfAborted()
    return { id, gone: false, ...NOTHING, troubles: [asError(error)] }
  }
}

const OBJECTS_AT_ONCE = 16

export const NOTHING: Removed = { count: 0, locked: [], troubles: [] }

/** Removes objects one by one, less those that a lock keeps. */
export async function removeUnlocked(
  storage: Storage,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<Removed> {
  const removed = await abreast(keys, OBJECTS_AT_ONCE, (key) =>
    attempt(signal, async () => {
      const locked = await lockOn(storage, key, signal)
      return locked ? { ...NOTHING, locked: [locked] } : await removeOne(storage, key, signal)
    }),
  )
  return together(removed)
}

/** What goes wrong is told in the end, unless it is that the run was told to stop. */
export async function attempt(signal: AbortSignal, work: () => Promise<Removed>): Promise<Removed> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    return { ...NOTHING, troubles: [asError(error)] }
  }
}

/** The keys of all objects under a prefix. */
export async function keysUnder(storage: Storage, prefix: string, signal: AbortSignal): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of storage.list(prefix, { signal })) keys.push(key)
  return keys
}

/** Several as one. */
export const together = (all: readonly Removed[]): Removed => ({
  count: all.reduce((sum, { count }) => sum + count, 0),
  locked: all.flatMap(({ locked }) => locked),
  troubles: all.flatMap(({ troubles }) => troubles),
})

/** A store that keeps versions would take the removal of a locked object, and only hide it. */
export async function lockOn(
  storage: Storage,
  key: string,
  signal: AbortSignal,
): Promise<Locked | undefined> {
  const about = await storage.stat(key, { signal })
  return about?.locked === undefined ? undefined : { key, by: about.locked }
}

const removeEach = async (storage: Storage, keys: readonly string[], signal: AbortSignal): Promise<Removed> =>
  together(await abreast(keys, OBJECTS_AT_ONCE, (key) => removeOne(storage, key, signal)))

const removeOne = (storage: Storage, key: string, signal: AbortSignal): Promise<Removed> =>
  attempt(signal, async () => {
    try {
      await storage.remove(key, { signal })
      return { ...NOTHING, count: 1 }
    } catch (error) {
      if (!isKind(error, 'locked')) throw error
      return { ...NOTHING, locked: [{ key, by: 'an immutability policy or a legal hold' }] }
    }
  })
