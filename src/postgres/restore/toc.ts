import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { startListing } from '../contents.ts'
import type { Tools } from '../tools.ts'
import { giveTo } from './process.ts'

/** One entry of an archive's table of contents. */
export type Entry = {
  readonly id: number
  /** The object's own oid; a table's rows carry that of the table. */
  readonly oid: number
  /** Kind, schema, name and owner, with blanks between them: `TABLE public orders shop`. */
  readonly what: string
  /** Ids of the entries that it needs. */
  readonly needs: readonly number[]
  /** As the list wrote it: a list of such lines chooses what is restored. */
  readonly line: string
}

/**
 * Writes the beginning of an archive into a file, as far as its table of contents goes, and reads that. To pg_restore such
 * a file is the archive, as long as nobody asks it for rows.
 */
export async function readToc(
  tools: Tools,
  archive: Readable,
  file: string,
  options: { readonly signal: AbortSignal; readonly whole: boolean },
): Promise<Entry[]> {
  const listing = startListing(tools, ['--list', '--verbose'], options)
  let listed = false
  const done = () => {
    listed = true
  }
  listing.listing.then(done, done)
  const copy = await open(file, 'wx', 0o600)
  try {
    const give = giveTo(listing.archive)
    for await (const chunk of archive as AsyncIterable<Buffer>) {
      await copy.writeFile(chunk)
      await give(chunk)
      if (listed && !options.whole) break
    }
    listing.archive.end()
  } catch (error) {
    // Cut off, not ended: a part must not be listed as the whole.
    listing.archive.destroy()
    await listing.listing.catch(() => undefined)
    throw error
  } finally {
    archive.destroy()
    await copy.close()
  }
  return parseToc(await listing.listing)
}

export function parseToc(listing: string): Entry[] {
  const entries: (Entry & { what: string; line: string; needs: number[] })[] = []
  for (const line of listing.split('\n')) {
    const [, id, oid, what] = /^(\d+); \d+ (\d+) (.*)$/.exec(line) ?? []
    const needs = /^;\tdepends on: ([\d ]+)$/.exec(line)?.[1]
    const last = entries.at(-1)
    if (id !== undefined && what !== undefined) {
      entries.push({ id: Number(id), oid: Number(oid), what, needs: [], line })
    } else if (needs !== undefined) last?.needs.push(...needs.trim().split(' ').map(Number))
  }
  return entries
}

/** The entries that cannot be restored without these, and these. */
export function withDependents(entries: readonly Entry[], roots: readonly Entry[]): ReadonlySet<Entry> {
  const needers = new Map<number, Entry[]>()
  for (const entry of entries) {
    for (const id of new Set(entry.needs)) {
      const known = needers.get(id)
      if (known) known.push(entry)
      else needers.set(id, [entry])
    }
  }
  const found = new Set(roots)
  // A set is walked to its end also when it grows meanwhile.
  for (const entry of found) for (const needer of needers.get(entry.id) ?? []) found.add(needer)
  return found
}

/** The argument that makes pg_restore take these entries alone. */
export async function listFile(
  { folder }: { readonly folder: string },
  name: string,
  entries: readonly Entry[],
): Promise<string> {
  const file = join(folder, `${name}.list`)
  await writeFile(file, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 })
  return `--use-list=${file}`
}
