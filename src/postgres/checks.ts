import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Check, type Finding, outcomeOf } from '../archive/verdict.ts'
import { asError, UsageError, UserError } from '../errors.ts'
import { formatDuration } from '../host/measure.ts'
import type { SqlCheck } from '../options/drill.ts'
import { type Answer, openSession, type Session } from './session.ts'
import { splitStatements } from './statements.ts'
import type { Target } from './target.ts'
import { factsOf } from './trouble.ts'

const EXAMPLE = 'SELECT count(*) > 0 AS "there are claims" FROM claims;'

/** The user's own checks, from the option and from the file, one query a check. */
export async function readChecks(
  checks: string | undefined,
  file: string | undefined,
  folder: string,
): Promise<readonly SqlCheck[]> {
  return [
    ...(checks === undefined ? [] : parseChecks(checks, 'checks')),
    ...(file === undefined ? [] : parseChecks(await textOf(resolve(folder, file)), 'checks-file')),
  ]
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const missing = factsOf(cause).code === 'ENOENT'
    throw new UsageError({
      what: `\`checks-file\`: ${missing ? `there is no file ${file}` : `the file ${file} cannot be read`}.`,
      why: missing ? undefined : asError(cause).message,
      next: 'Write the path of a file with SQL in it; a relative one begins in the workspace, which a step has after actions/checkout.',
      cause,
    })
  }
}

function parseChecks(text: string, source: 'checks' | 'checks-file'): readonly SqlCheck[] {
  const { statements, unclosed } = splitStatements(text.replace(/^\ufeff/, ''))
  if (unclosed) {
    throw new UsageError({
      what: `\`${source}\`: the ${unclosed.what} that begins in line ${unclosed.line} has no end.`,
      next: 'Close it, so that it is sure where each check ends.',
    })
  }
  if (statements.length === 0) {
    throw new UsageError({
      what: `\`${source}\`: there is no query in it.`,
      why: 'Without one nothing would be checked, and the drill would pass all the same.',
      next: `Write one query a check, such as ${EXAMPLE}`,
    })
  }
  const sameLine = Map.groupBy(statements, ({ line }) => line)
  return statements.map((statement) => {
    const nth = (sameLine.get(statement.line) ?? []).indexOf(statement)
    const place = `${source} line ${statement.line}${nth > 0 ? `, query ${nth + 1}` : ''}`
    return { ...statement, place }
  })
}

type How = {
  /** For each check by itself. */
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
}

/** Runs the user's checks one after the other; none of them can change the database, or what the next one sees. */
export async function runChecks(target: Target, checks: readonly SqlCheck[], how: How): Promise<Check> {
  const results: Result[] = []
  for (const check of checks) results.push(await runCheck(target, check, how))
  const each = results.map(({ name, finding }) => ({
    name,
    outcome: outcomeOf({ findings: finding ? [finding] : [] }),
  }))
  const holding = each.filter(({ outcome }) => outcome === 'pass').length
  return {
    name: 'checks',
    looked: `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}, of which ${holding === 1 ? '1 holds' : `${holding} hold`}`,
    findings: results.flatMap(({ finding }) => finding ?? []),
    each,
  }
}

/** A check and what is wrong with it; one that holds has no finding. */
type Result = { readonly name: string; readonly finding?: Finding }

/** A timer of Node's, and a time limit of the server's, can be no longer. */
const LONGEST_MS = 2 ** 31 - 1
/** How long the server may take to keep the time limit before we hang up. */
const PATIENCE_MS = 5_000

async function runCheck(target: Target, check: SqlCheck, { timeoutSeconds, signal }: How): Promise<Result> {
  const fallback = check.place
  const limit = Math.min(timeoutSeconds * 1000, LONGEST_MS - PATIENCE_MS)
  const clock = AbortSignal.timeout(limit + PATIENCE_MS)
  try {
    // A connection each: what a query leaves behind in its session, even a read-only one, must not meet the next.
    const session = await openSession(target, { signal: AbortSignal.any([signal, clock]) })
    try {
      return await judge(session, await answerOf(session, check, limit), fallback)
    } finally {
      await session.close()
    }
  } catch (error) {
    signal.throwIfAborted()
    return { name: fallback, finding: troubleOf(error, check, { fallback, timeoutSeconds, clock }) }
  }
}

// In parentheses stands a query and nothing else, and no second statement fits into the message: what a check holds can
// neither end the transaction nor make it writable. Two rows are as many as it takes to know that there is more than one.
const BEFORE = 'SELECT * FROM ('
const AFTER = '\n) AS pg_backup_check LIMIT 2'

async function answerOf(session: Session, { sql }: SqlCheck, limitMs: number): Promise<Answer> {
  await session.query('BEGIN READ ONLY')
  // This is also the transaction's first query, and after that no function can make it writable any more.
  await session.query("SELECT pg_catalog.set_config('statement_timeout', $1, true)", [
    String(Math.round(limitMs)),
  ])
  const answer = await session.queryOne(`${BEFORE}${sql}${AFTER}`)
  await session.query('ROLLBACK')
  return answer
}

const BOOLEAN = 16

async function judge(session: Session, { columns, rows }: Answer, fallback: string): Promise<Result> {
  const [first] = columns
  const name = !first || first.name === '?column?' ? fallback : first.name
  const unverified = (what: string, detail?: string): Result => ({
    name,
    finding: { outcome: 'unverified', what: `"${name}" ${what}`, detail },
  })
  if (!first) return unverified('has no column; the first one of a check says whether it holds')
  if (first.type !== BOOLEAN) {
    return unverified(
      'is neither true nor false: its first column is no boolean',
      `it is of type ${await typeName(session, first.type)}`,
    )
  }
  const [row, more] = rows
  if (!row) return unverified('returned no row, and a check returns exactly one')
  if (more) return unverified('returned more than one row, and a check returns exactly one')
  if (row[0] === null) return unverified('is null, which is neither true nor false')
  if (row[0] === 't') return { name }
  const values = columns.slice(1).map((column, at) => `${column.name} = ${shortened(row[at + 1] ?? 'null')}`)
  return {
    name,
    finding: { outcome: 'fail', what: `"${name}" is false`, detail: values.join('\n') || undefined },
  }
}

async function typeName(session: Session, oid: number): Promise<string> {
  const [row] = await session.query<{ name: string }>(
    'SELECT pg_catalog.format_type($1::oid, NULL) AS name',
    [oid],
  )
  return row?.name ?? String(oid)
}

const LONGEST_VALUE = 200
const shortened = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text

const QUERY_CANCELLED = '57014'

function troubleOf(
  error: unknown,
  check: SqlCheck,
  { fallback, timeoutSeconds, clock }: { fallback: string; timeoutSeconds: number; clock: AbortSignal },
): Finding {
  const { code, message } = factsOf(error)
  if (clock.aborted || code === QUERY_CANCELLED) {
    const limit = formatDuration(timeoutSeconds)
    return { outcome: 'unverified', what: `"${fallback}" took longer than ${limit}, and was ended` }
  }
  return {
    outcome: 'unverified',
    what: `"${fallback}" could not be run as a query that only reads`,
    detail: error instanceof UserError ? error.message : serverSentence(error, check, message),
  }
}

/** What the server said, and in which line of the user's own text. */
function serverSentence(error: unknown, { sql, line }: SqlCheck, message: string): string {
  const { position, hint } = (error ?? {}) as { readonly position?: string; readonly hint?: string }
  // The server counts characters, and JavaScript counts some of them twice.
  const before = [...sql].slice(0, Number(position) - 1 - BEFORE.length)
  if (before.length === [...sql].length) return `It ends before it is complete: ${message}`
  const at = position === undefined ? line : line + before.filter((character) => character === '\n').length
  return [`line ${at}: ${message}`, hint].filter(Boolean).join('\n')
}
