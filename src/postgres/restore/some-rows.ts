import { join } from 'node:path'
import type { Complaint } from './errors.ts'
import { type Archive, runRestore } from './process.ts'
import { ownerFlags, type RestoreRequest, type SchemaAtHand } from './request.ts'
import { INTO, isSubscription } from './restore.ts'
import { type Entry, listFile, readToc } from './toc.ts'

type TableName = { readonly schema: string; readonly name: string }

/**
 * Restores the tables of a backup, and the rows of some of them: no indexes, no keys, no triggers. `inWhole` tells which
 * tables those are once all are there, since a root holds no rows of its own. Parts without any of them are not fetched.
 */
export async function restoreSomeRows(
  request: RestoreRequest,
  schema: SchemaAtHand,
  inWhole: () => Promise<readonly TableName[]>,
): Promise<{ readonly schema: readonly Complaint[]; readonly rows: readonly Complaint[] }> {
  const feeding = { ...request, files: [request.folder] }
  const args = [...INTO, ...ownerFlags(request)]
  const made = schema.entries.filter((entry) => !schema.leftOut.has(entry) && !isSubscription(entry))
  const list = await listFile(request, 'tables', made)
  const first = await runRestore(feeding, [...args, list, '--section=pre-data', schema.file], undefined)
  const wanted = await inWhole()
  const rows: Complaint[] = []
  for (const archive of request.archives.filter(({ kind }) => kind !== 'schema')) {
    const entries = (await entriesOf(request, schema, archive)).filter((entry) => holds(entry, wanted))
    if (entries.length === 0) continue
    const some = await listFile(request, `rows-of-${archive.name}`, entries)
    rows.push(...(await runRestore(feeding, [...args, some, '--section=data'], archive)))
  }
  return { schema: first, rows }
}

async function entriesOf(
  { tools, folder, signal }: RestoreRequest,
  schema: SchemaAtHand,
  archive: Archive,
): Promise<readonly Entry[]> {
  if (archive.kind === 'database') return schema.entries
  const file = join(folder, `${archive.name}.toc`)
  return readToc(tools, archive.open(signal), file, { signal, whole: false })
}

/** Where a name holds blanks, another table's rows may come along; nobody looks at them. */
const holds = ({ what }: Entry, tables: readonly TableName[]): boolean =>
  tables.some(({ schema, name }) => what.startsWith(`TABLE DATA ${schema} ${name} `))
