import { isUtf8 } from 'node:buffer'
import type { Tools } from '../tools.ts'
import { toolTrouble } from '../trouble.ts'
import { ownerFlags, type RestoreRequest, type SchemaAtHand } from './request.ts'
import { listFile } from './toc.ts'

/** The schema's text as the backup holds it, without what is left out; subscriptions stand in it. */
export async function schemaText(request: RestoreRequest, schema: SchemaAtHand): Promise<string> {
  const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry))
  const list = schema.leftOut.size > 0 ? [await listFile(request, 'text', wanted)] : []
  return writtenOut(request, [...ownerFlags(request), ...list, schema.file])
}

/** What pg_restore would run, all but the rows. */
export const writtenOut = async (
  request: Pick<RestoreRequest, 'tools' | 'folder' | 'signal'>,
  args: readonly string[],
): Promise<string> => decoded(await writtenBytes(request, args))

/** The same in the archive's own encoding. */
export function writtenBytes(
  { tools, folder, signal }: Pick<RestoreRequest, 'tools' | 'folder' | 'signal'>,
  args: readonly string[],
): Promise<Buffer> {
  const sections = ['--section=pre-data', '--section=post-data']
  return output(tools, 'pg_restore', ['--file=-', ...sections, ...args], { signal, files: [folder] })
}

/** The schema's text as the restored database has it now, in the encoding of another. */
export async function restoredText(
  { tools, signal, owners }: RestoreRequest,
  encoding: string | undefined,
): Promise<string> {
  const how = ['--no-password', ...ownerFlags({ owners }), ...(encoding ? [`--encoding=${encoding}`] : [])]
  return decoded(
    await output(tools, 'pg_dump', [...how, '--section=pre-data', '--section=post-data'], { signal }),
  )
}

async function output(
  tools: Tools,
  program: 'pg_restore' | 'pg_dump',
  args: readonly string[],
  options: { readonly signal: AbortSignal; readonly files?: readonly string[] },
): Promise<Buffer> {
  const running = tools.start(program, args, options)
  running.stdin.end()
  const chunks: Buffer[] = []
  for await (const chunk of running.stdout) chunks.push(chunk)
  const end = await running.ended
  options.signal.throwIfAborted()
  if (end.code !== 0) throw toolTrouble(program, end, running.stderrTail())
  return Buffer.concat(chunks)
}

// In another encoding, what is no UTF-8 must not all become the same character.
const decoded = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
