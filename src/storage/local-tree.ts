import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOf } from './backend.ts'
import { PARTIAL } from './key.ts'
import type { StoredObject } from './storage.ts'

// Links that lead in a circle must not make a listing endless.
const DEEPEST = 64
const AT_ONCE = 64

/** All files whose key begins with the prefix, in the order of their keys' bytes, as object stores list them. */
export async function filesUnder(root: string, prefix: string, signal: AbortSignal): Promise<StoredObject[]> {
  const keys = await keysUnder(root, prefix, signal)
  return await about(
    root,
    keys.filter((key) => !isPartial(key)),
    signal,
  )
}

/** The folders whose key begins with the prefix and has one more name. */
export async function foldersIn(root: string, prefix: string): Promise<StoredObject[]> {
  const above = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const keys = (await namesIn(join(root, above))).map((name) => above + name)
  return keys.filter((key) => key.endsWith('/') && key.startsWith(prefix)).map(folderOf)
}

/** What uploads left behind that never finished. */
export async function partialsUnder(
  root: string,
  prefix: string,
  signal: AbortSignal,
): Promise<{ path: string; modified: Date }[]> {
  // A partial's own name says nothing of its key, so what lies in the folder of the prefix counts as under it.
  const keys = await keysUnder(root, prefix.slice(0, prefix.lastIndexOf('/') + 1), signal)
  const partials = await about(root, keys.filter(isPartial), signal)
  return partials.map(({ key, modified }) => ({ path: join(root, key), modified }))
}

const isPartial = (key: string) => key.slice(key.lastIndexOf('/') + 1).startsWith(PARTIAL)

async function keysUnder(root: string, prefix: string, signal: AbortSignal): Promise<string[]> {
  const keys: string[] = []
  const walk = async (folder: string, depth: number): Promise<void> => {
    signal.throwIfAborted()
    if (depth > DEEPEST) throw Object.assign(new Error(`${folder} is too deep`), { code: 'ELOOP' })
    for (const name of await namesIn(join(root, folder))) {
      const key = folder + name
      // Only what can begin with the prefix is worth a visit.
      if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue
      if (name.endsWith('/')) await walk(key, depth + 1)
      else if (key.startsWith(prefix)) keys.push(key)
    }
  }
  await walk(prefix.slice(0, prefix.lastIndexOf('/') + 1), 0)
  return keys
}

/** The names in a folder, those of folders with a slash behind, so that sorting them sorts the keys. */
async function namesIn(folder: string): Promise<string[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    // Another run may remove an empty folder at any time, and a prefix may name none.
    return absent(error) ?? []
  }
  const names: string[] = []
  for (const entry of entries) {
    const kind = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(absent) : entry
    if (kind?.isDirectory()) names.push(`${entry.name}/`)
    else if (kind?.isFile()) names.push(entry.name)
  }
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** What another run removed meanwhile is not there; anything else that goes wrong does. */
function absent(error: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
}

async function about(root: string, keys: readonly string[], signal: AbortSignal): Promise<StoredObject[]> {
  const objects: StoredObject[] = []
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    signal.throwIfAborted()
    const batch = keys.slice(at, at + AT_ONCE).map(async (key) => {
      const file = await stat(join(root, key)).catch(absent)
      return file && { key, size: file.size, modified: file.mtime }
    })
    for (const object of await Promise.all(batch)) if (object) objects.push(object)
  }
  return objects
}
