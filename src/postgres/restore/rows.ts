import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { peek } from '../../stream/peek.ts'
import { readContents } from '../contents.ts'
import type { Archive } from './process.ts'
import type { RestoreRequest, SchemaAtHand } from './request.ts'
import { type Entry, listFile, readToc } from './toc.ts'

/** Runs one pg_restore, fed by an archive where one is given. */
export type Restore = (args: readonly string[], archive?: Archive, signal?: AbortSignal) => Promise<void>

/**
 * Restores the archives with rows side by side; when one fails, the others are stopped, and its error is the one told. Who
 * has nothing left to load while others still do builds the indexes of what it loaded: those entries are the answer.
 */
export async function restoreRows(
  request: RestoreRequest,
  schema: SchemaAtHand | undefined,
  list: readonly string[],
  restore: Restore,
): Promise<ReadonlySet<Entry>> {
  const waiting = request.archives.filter(({ kind }) => kind !== 'schema')
  const trouble = new AbortController()
  const signal = AbortSignal.any([request.signal, trouble.signal])
  const early = new Set<Entry>()
  let loading = Math.min(request.jobs, waiting.length)
  const work = async (): Promise<void> => {
    const loaded = new Set<number>()
    for (let archive = waiting.shift(); archive && !signal.aborted; archive = waiting.shift()) {
      const tables = await load(request, schema, archive, { list, restore, signal })
      for (const table of tables) loaded.add(table)
    }
    loading--
    const own = loading > 0 && schema ? indexesOf(schema.entries, loaded) : []
    if (own.length === 0 || !schema) return
    for (const entry of own) early.add(entry)
    const ownList = await listFile(request, `early-${loading}`, own)
    await restore([ownList, '--section=post-data', schema.file], undefined, signal)
  }
  const streams = Array.from({ length: loading }, work)
  for (const stream of streams) stream.catch((error) => trouble.abort(error))
  await Promise.allSettled(streams)
  signal.throwIfAborted()
  return early
}

type How = { readonly list: readonly string[]; readonly restore: Restore; readonly signal: AbortSignal }

/** Loads an archive; its answer is which tables, by oid, it held, where other archives hold others. */
async function load(
  request: RestoreRequest,
  schema: SchemaAtHand | undefined,
  archive: Archive,
  { list, restore, signal }: How,
): Promise<ReadonlySet<number>> {
  if (archive.kind === 'database') {
    await restore([...list, '--section=data'], archive, signal)
    return new Set()
  }
  const wanted = await listOfRows(request, schema, archive)
  const listing = readContents(request.tools, { signal })
  const overheard: Archive = {
    ...archive,
    open: (...options) =>
      pipeline(archive.open(...options), peek(listing.archive, Infinity), () => undefined),
  }
  try {
    await restore([...wanted, '--section=data'], overheard, signal)
    return (await listing.contents).tables
  } finally {
    listing.archive.destroy()
    await Promise.allSettled([listing.contents])
  }
}

/**
 * Indexes, keys and unique constraints that need nothing but loaded tables: a function in an index may read another table,
 * one that is still being loaded.
 */
function indexesOf(entries: readonly Entry[], loaded: ReadonlySet<number>): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const isLoaded = (id: number): boolean => {
    const needed = byId.get(id)
    return (needed?.what.startsWith('TABLE ') ?? false) && loaded.has(needed?.oid ?? -1)
  }
  return entries.filter(
    ({ what, needs }) => /^(INDEX|CONSTRAINT) /.test(what) && needs.length > 0 && needs.every(isLoaded),
  )
}

/** Where tables are left out, so are their rows: an archive of rows knows nothing of that. */
async function listOfRows(
  request: RestoreRequest,
  schema: SchemaAtHand | undefined,
  archive: Archive,
): Promise<string[]> {
  const gone = new Set([...(schema?.leftOut ?? [])].map(({ oid }) => oid).filter((oid) => oid > 0))
  if (gone.size === 0) return []
  const { tools, folder, signal } = request
  const file = join(folder, `${archive.name}.head`)
  const entries = await readToc(tools, archive.open(signal), file, { signal, whole: false })
  const kept = entries.filter(({ oid }) => !gone.has(oid))
  return [await listFile(request, archive.name, kept)]
}
