import type { Tools } from './tools.ts'
import { toolTrouble } from './trouble.ts'

const LARGEST = 64 * 1024 * 1024

/** Roles and tablespaces of the whole server as SQL, without passwords; rejects where the server does not let us. */
export async function dumpGlobals(
  tools: Tools,
  database: string,
  options: { readonly signal: AbortSignal },
): Promise<string> {
  const args = [
    '--globals-only',
    '--no-role-passwords',
    '--no-password',
    `--database=${asConnection(database)}`,
  ]
  const running = tools.start('pg_dumpall', args, options)
  running.stdin.end()
  let text = ''
  running.stdout.setEncoding('utf8').on('data', (more: string) => {
    if (text.length < LARGEST) text += more
  })
  const end = await running.ended
  options.signal.throwIfAborted()
  if (end.code !== 0 || text.length >= LARGEST) throw toolTrouble('pg_dumpall', end, running.stderrTail())
  return text
}

/** A name that could be read as a connection string is wrapped into one. */
const asConnection = (database: string): string =>
  /[=:/\\' ]/.test(database) ? `dbname='${database.replace(/[\\']/g, '\\$&')}'` : database
