import { join } from 'node:path'
import { KEEPALIVE } from '../dump.ts'
import type { Complaint } from './errors.ts'
import { runRestore } from './process.ts'
import { ownerFlags, type RestoreRequest, type SchemaAtHand } from './request.ts'
import { type Restore, restoreRows } from './rows.ts'
import { restoreSideBySide } from './side-by-side.ts'
import { type Entry, listFile, readToc, withDependents } from './toc.ts'

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
  const into = [...INTO, ...ownerFlags(request)]
  const restore: Restore = async (args, archive, signal = request.signal) => {
    const feeding = { ...request, signal, files: [request.folder] }
    complaints.push(...(await runRestore(feeding, [...into, ...args], archive)))
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
  const early = await restoreRows(request, { ...schema, entries: rest }, list, restore)
  const last = rest.filter((entry) => !early.has(entry))
  const lastList = early.size > 0 ? [await listFile(request, 'last', last)] : list
  const half = [...into, '--section=post-data']
  complaints.push(...(await restoreSideBySide(request, schema, half, lastList)))
  return complaints
}

export const INTO = [`--dbname=${KEEPALIVE}`, '--no-password']

// A subscription dials its publisher, and keeps its database from being dropped.
export const isSubscription = ({ what }: Entry): boolean =>
  /^((COMMENT|SECURITY LABEL|ACL) - )?SUBSCRIPTION( TABLE)? /.test(what)

const isSchema = ({ what }: Entry): boolean => what.startsWith('SCHEMA - ')

function partition<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  const groups = Map.groupBy(items, is)
  return [groups.get(true) ?? [], groups.get(false) ?? []]
}
