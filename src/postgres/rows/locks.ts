import { UserError } from '../../errors.ts'
import { qualified } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf } from '../trouble.ts'
import type { TableFacts } from './facts.ts'
import type { TableName } from './request.ts'
import { rowsIn } from './work.ts'

const LOCK_SECONDS = 30
export const LOCK_NOT_AVAILABLE = '55P03'

/** From here on nothing is waited for any longer than this. */
export async function boundWaiting(to: Session, seconds: number | undefined): Promise<void> {
  await to.query(`SET LOCAL lock_timeout = ${Math.max(1, Math.round((seconds ?? LOCK_SECONDS) * 1000))}`)
}

/** Keeps the tables from being altered or dropped; nobody else is kept from anything. */
export const keepShape = (to: Session, tables: readonly TableFacts[]): Promise<void> =>
  lock(to, tables, 'ACCESS SHARE')

/** Keeps everybody else from writing; they can still read. */
export const keepRows = (to: Session, tables: readonly TableFacts[]): Promise<void> =>
  lock(to, tables, 'SHARE ROW EXCLUSIVE')

type Mode = 'ACCESS SHARE' | 'SHARE ROW EXCLUSIVE'

async function lock(to: Session, tables: readonly TableFacts[], mode: Mode): Promise<void> {
  const names = tables.map(rowsIn).sort()
  try {
    await to.query(`LOCK TABLE ${names.join(', ')} IN ${mode} MODE`)
  } catch (error) {
    if (factsOf(error).code !== LOCK_NOT_AVAILABLE) throw error
    throw await notGot(to, { tables, oids: tables.flatMap(({ family }) => family) }, mode, error)
  }
}

type Unlocked = { readonly tables: readonly TableName[]; readonly oids: readonly number[] }

/** Gives all up, and names who holds what was waited for. */
export async function notGot(
  to: Session,
  { tables, oids }: Unlocked,
  mode: Mode,
  cause: unknown,
): Promise<UserError> {
  await to.query('ROLLBACK')
  const holders = await to.query<{ holder: string }>(HOLDERS, [oids, [...CONFLICTS[mode]]])
  const named = holders.map(({ holder }) => holder).join('; ')
  return new UserError({
    what: `The lock on ${tables.map(qualified).join(', ')} was not got in time, so nothing was changed.`,
    why: named ? `${named}.` : 'Whoever held it has just let it go.',
    next: 'Wait until that has ended or end it (SELECT pg_terminate_backend(…)), or give it more time by `lock-timeout`.',
    cause,
  })
}

const CONFLICTS: Readonly<Record<Mode, readonly string[]>> = {
  'ACCESS SHARE': ['AccessExclusiveLock'],
  'SHARE ROW EXCLUSIVE': [
    'RowExclusiveLock',
    'ShareUpdateExclusiveLock',
    'ShareLock',
    'ShareRowExclusiveLock',
    'ExclusiveLock',
    'AccessExclusiveLock',
  ],
}

// What other users' sessions do, a plain user is not told. A prepared transaction has no process.
const HOLDERS = `
  SELECT coalesce('Process ' || l.pid, 'A prepared transaction') || ' ('
      || coalesce(nullif(a.application_name, ''), 'no application name')
      || coalesce(', user ' || a.usename, '') || coalesce(', ' || a.state, '') || ')'
      || CASE WHEN bool_or(l.granted) THEN ' holds' ELSE ' waits for' END || ' a lock on '
      || pg_catalog.string_agg(DISTINCT l.relation::pg_catalog.regclass::text, ', ')
      || coalesce(', in a transaction since ' || pg_catalog.to_char(a.xact_start AT TIME ZONE 'UTC',
        'YYYY-MM-DD HH24:MI:SS "UTC"'), '') AS holder
    FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
    WHERE l.locktype = 'relation' AND l.relation = ANY ($1::bigint[]) AND l.mode = ANY ($2::text[])
      AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    GROUP BY l.pid, a.application_name, a.usename, a.state, a.xact_start
    ORDER BY bool_or(l.granted) DESC, a.xact_start LIMIT 5`
