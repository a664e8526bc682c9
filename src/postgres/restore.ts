import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KEEPALIVE } from './dump.ts'
import type { Complaint } from './restore-errors.ts'
import { type Archive, runRestore } from './restore-process.ts'
import { type Entry, readToc, useList, withDependents } from './toc.ts'
import type { Tools } from './tools.ts'

export type RestoreRequest = {
  readonly archives: readonly Archive[]
  /** They reach the scratch database. */
  readonly tools: Tools
  /** A private folder for the tables of contents. */
  readonly folder: string
  readonly jobs: number
  /** Whether the user may give objects to their owners, and rights to others. */
  readonly owners: boolean
  readonly missingExtensions: readonly string[]
  readonly watch: (count: () => number) => void
  readonly debug: (line: string) => void
  readonly signal: AbortSignal
}

/** A backup's schema at hand: what can be restored and compared of it without its rows. */
export type SchemaAtHand = {
  readonly file: string
  readonly entries: readonly Entry[]
  /** What is not restored, since an extension is missing that it needs; that extension's own entries among it. */
  readonly leftOut: ReadonlySet<Entry>
}

/** Fetches an archive's table of contents; of an archive of the schema, the whole. */
export async function openSchema(request: RestoreRequest): Promise<SchemaAtHand | undefined> {
  const { archives, tools, folder, signal, watch, missingExtensions } = request
  const archive = archives.find(({ kind }) => kind !== 'data')
  if (!archive) return undefined
  const file = join(folder, 'schema.dump')
  const whole = archive.kind === 'schema'
  const source = archive.open(signal, whole ? watch : undefined)
  const entries = await readToc(tools, source, file, { signal, whole })
  const extensions = entries.filter(({ what }) =>
    missingExtensions.some((name) => what.startsWith(`EXTENSION - ${name} `)),
  )
  return { file, entries, leftOut: withDependents(entries, extensions) }
}

/**
 * Restores all of a backup, streaming the rows; errors are collected, and only what ends the restore rejects.
 * `afterSchemas` is called once the schemas are there, and before anything in them.
 */
export async function restoreArchives(
  request: RestoreRequest,
  schema: SchemaAtHand | undefined,
  afterSchemas?: () => Promise<void>,
): Promise<Complaint[]> {
  const complaints: Complaint[] = []
  const restore: Restore = async (args, archive, signal = request.signal) => {
    const feeding = { ...request, signal, files: [request.folder] }
    complaints.push(...(await runRestore(feeding, [...INTO, ...ownerFlags(request), ...args], archive)))
  }
  if (!schema) {
    await restoreRows(request, undefined, [], restore)
    return complaints
  }
  const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry) && !isSubscription(entry))
  const [first, rest] = afterSchemas ? partition(wanted, isSchema) : [[], wanted]
  if (first.length > 0) await restore([await listFile(request, 'first', first), schema.file])
  await afterSchemas?.()
  const list = rest.length < schema.entries.length ? [await listFile(request, 'rest', rest)] : []
  await restore([...list, '--section=pre-data', schema.file])
  await restoreRows(request, schema, list, restore)
  await restore([...list, '--section=post-data', `--jobs=${request.jobs}`, schema.file])
  return complaints
}

type Restore = (args: readonly string[], archive?: Archive, signal?: AbortSignal) => Promise<void>

/** The archives with rows side by side; when one fails, the others are stopped, and its error is the one told. */
async function restoreRows(
  request: RestoreRequest,
  schema: SchemaAtHand | undefined,
  list: readonly string[],
  restore: Restore,
): Promise<void> {
  const waiting = request.archives.filter(({ kind }) => kind !== 'schema')
  const trouble = new AbortController()
  const signal = AbortSignal.any([request.signal, trouble.signal])
  const work = async (): Promise<void> => {
    for (let archive = waiting.shift(); archive && !signal.aborted; archive = waiting.shift()) {
      const wanted = archive.kind === 'database' ? list : await listOfRows(request, schema, archive)
      await restore([...wanted, '--section=data'], archive, signal)
    }
  }
  const streams = Array.from({ length: Math.min(request.jobs, waiting.length) }, work)
  for (const stream of streams) stream.catch((error) => trouble.abort(error))
  await Promise.allSettled(streams)
  signal.throwIfAborted()
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
  return [
    await listFile(
      request,
      archive.name,
      entries.filter(({ oid }) => !gone.has(oid)),
    ),
  ]
}

export async function listFile(
  { folder }: Pick<RestoreRequest, 'folder'>,
  name: string,
  entries: readonly Entry[],
): Promise<string> {
  const file = join(folder, `${name}.list`)
  await writeFile(file, useList(entries), { mode: 0o600 })
  return `--use-list=${file}`
}

const INTO = [`--dbname=${KEEPALIVE}`, '--no-password']

// Tablespaces belong to the server.
export const ownerFlags = ({ owners }: Pick<RestoreRequest, 'owners'>): readonly string[] =>
  owners ? ['--no-tablespaces'] : ['--no-tablespaces', '--no-owner', '--no-acl']

// A subscription dials its publisher, and keeps its database from being dropped.
const isSubscription = ({ what }: Entry): boolean =>
  /^((COMMENT|SECURITY LABEL|ACL) - )?SUBSCRIPTION( TABLE)? /.test(what)

const isSchema = ({ what }: Entry): boolean => what.startsWith('SCHEMA - ')

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  const groups = Map.groupBy(items, is)
  return [groups.get(true) ?? [], groups.get(false) ?? []]
}
