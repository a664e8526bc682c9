import { type Complaint, isDeadlock } from './errors.ts'
import { runRestore } from './process.ts'
import type { RestoreRequest, SchemaAtHand } from './request.ts'
import { writtenOut } from './schema-text.ts'
import { type Entry, listFile } from './toc.ts'

/**
 * Restores what a file holds by several workers. They know little of each other's locks: where one attaches a part of an
 * index while another reads that table, the server ends one of the two. What failed is then run again, one by one.
 */
export async function restoreSideBySide(
  request: RestoreRequest,
  schema: Pick<SchemaAtHand, 'file' | 'entries'>,
  args: readonly string[],
  list: readonly string[],
): Promise<readonly Complaint[]> {
  const feeding = { ...request, files: [request.folder] }
  const jobs = `--jobs=${request.jobs}`
  const complaints = await runRestore(feeding, [...args, ...list, jobs, schema.file], undefined)
  if (!complaints.some(isDeadlock)) return complaints
  const failed = await entriesOf(complaints, request, schema)
  if (!failed) return complaints
  const again = await listFile(request, 'again', failed)
  return runRestore(feeding, [...args, again, schema.file], undefined)
}

/** The entries whose statements failed, unless one of them is not to be told: workers do not say what they work at. */
async function entriesOf(
  complaints: readonly Complaint[],
  request: RestoreRequest,
  { file, entries }: Pick<SchemaAtHand, 'file' | 'entries'>,
): Promise<readonly Entry[] | undefined> {
  const [, ...parts] = (await writtenOut(request, ['--verbose', file])).split(
    /^-- TOC entry (\d+) \(class \d+ OID \d+\)$/m,
  )
  const failed = new Set<number>()
  for (const { statement } of complaints) {
    const sql = statement?.trim().replace(/\.\.\.$/, '')
    if (!sql) return undefined
    const ids = parts.flatMap((part, at) =>
      at % 2 === 1 && part.includes(sql) ? [Number(parts[at - 1])] : [],
    )
    if (ids.length !== 1) return undefined
    for (const id of ids) failed.add(id)
  }
  return entries.filter(({ id }) => failed.has(id))
}
