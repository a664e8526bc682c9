import { buffer } from 'node:stream/consumers'
import type { Tools } from './tools.ts'
import { toolTrouble } from './trouble.ts'

/**
 * Roles and tablespaces of the whole server as SQL, without passwords. Where the server does not let us read them, what
 * it said; any other trouble is an error. The bytes are in the encoding of the database.
 */
export async function dumpGlobals(
  tools: Tools,
  database: string,
  options: { readonly signal: AbortSignal },
): Promise<{ readonly sql: Buffer } | { readonly refused: string }> {
  const args = [
    '--globals-only',
    '--no-role-passwords',
    '--no-password',
    `--database=${asConnection(database)}`,
  ]
  const running = tools.start('pg_dumpall', args, options)
  running.stdin.end()
  const [sql, end] = await Promise.all([buffer(running.stdout), running.ended])
  options.signal.throwIfAborted()
  if (end.code === 0) return { sql }
  const trouble = toolTrouble('pg_dumpall', end, running.stderrTail())
  if (end.code !== null && REFUSED.test(running.stderrTail())) return { refused: trouble.story.why ?? '' }
  throw trouble
}

// Providers keep the catalog of roles, or what some of its rows hold, to themselves.
const REFUSED = /permission denied|must be (superuser|owner|member)/i

/** A name that could be read as a connection string is wrapped into one. */
const asConnection = (database: string): string =>
  /[=:/\\' ]/.test(database) ? `dbname='${database.replace(/[\\']/g, '\\$&')}'` : database
