import type { Selection } from '../options/options.ts'
import { qualified } from './identifiers.ts'
import { listRelations, type Relation } from './relations.ts'
import type { Server } from './server.ts'
import type { Session } from './session.ts'
import { APPLICATION } from './target.ts'
import { factsOf, serverTrouble } from './trouble.ts'

/**
 * `locked`: every table was locked before the snapshot was taken. `checked`: the lock table has no room for that, so once
 * the dump held its own locks we saw that no table had been emptied or rewritten since the snapshot.
 */
export type Guarantee = 'locked' | 'checked'

/** A moment of the database that other sessions can look at for as long as the holder's transaction lives. */
export type Snapshot = {
  readonly id: string
  readonly time: Date
  readonly lsn: string | undefined
  readonly guarantee: Guarantee
  readonly relations: readonly Relation[]
}

/** Somebody's lock, or a change of the schema, came between: worth another try from the start. */
export class Interrupted extends Error {}

/** What PostgreSQL calls that. */
const INTERRUPTIONS: Readonly<Record<string, string>> = {
  '55P03': 'a table is locked by somebody else',
  '42P01': 'a table was dropped or renamed meanwhile',
  '3F000': 'a schema was dropped or renamed meanwhile',
  '42809': 'something else took the name of a table meanwhile',
  '40P01': 'the server broke a deadlock at our expense',
}

export function interruption(error: unknown): Interrupted | undefined {
  if (error instanceof Interrupted) return error
  const what = INTERRUPTIONS[factsOf(error).code]
  return what === undefined ? undefined : new Interrupted(what, { cause: error })
}

/** Our locks are asked for in vain for less than the time after which the server would look for a deadlock. */
const LOCK_PATIENCE_MS = 800
const TABLES_A_STATEMENT = 500

export type SnapshotRequest = {
  readonly server: Server
  readonly selection: Selection
  readonly guarantee: Guarantee
  /** The tables as listed a moment ago: the first statement that reads takes the snapshot, so they are listed before. */
  readonly expected: readonly Relation[]
}

/** Locks every table, then takes the snapshot, then looks whether that were all of them. */
export async function takeSnapshot(session: Session, request: SnapshotRequest): Promise<Snapshot> {
  const { server, selection, guarantee, expected } = request
  const locked = guarantee === 'locked'
  try {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await session.query(holderSettings(server.major))
    if (locked) await lockTables(session, expected)
    const moment = await exportSnapshot(session)
    const relations = await listRelations(session, selection, {
      measured: locked,
      inRecovery: server.inRecovery,
    })
    if (locked) await requireLocks(session, relations)
    return { ...moment, lsn: await readLsn(session, server), guarantee, relations }
  } catch (error) {
    throw interruption(error) ?? serverTrouble('The snapshot could not be taken.', error)
  }
}

/** Ends the holder's transaction: the locks are given back and the snapshot is gone. */
export async function releaseSnapshot(session: Session): Promise<void> {
  await session.query('ROLLBACK')
}

/** From here on nobody waits for what we wait for, so locks of indexes and sequences may take longer; 0 is for ever. */
export async function waitLongerForLocks(session: Session, ms: number): Promise<void> {
  await session.query(`SET LOCAL lock_timeout = ${Math.round(ms)}`)
}

/** For `checked`: rejects when a table was emptied or rewritten after the snapshot was taken. */
export async function checkUntouched(session: Session, relations: readonly Relation[]): Promise<void> {
  const touched = await findTouched(session, relations)
  if (touched.length > 0) {
    throw new Interrupted(
      `${touched.map(qualified).slice(0, 5).join(', ')} changed before the dump held its locks`,
    )
  }
}

/** The tables whose rows as of the snapshot can no longer be read by their names, and the trees that such belong to. */
export async function findTouched(session: Session, relations: readonly Relation[]): Promise<Relation[]> {
  // The catalogs' rows are read as of the snapshot, the functions look at the present.
  const rows = await session.query<{ oid: number }>(
    `SELECT c.oid::bigint::float8 AS oid
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND (
        c.relkind = 'r' AND c.relfilenode <> 0
          AND pg_catalog.pg_relation_filenode(c.oid::pg_catalog.regclass) IS DISTINCT FROM c.relfilenode
        OR (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0)).identity
          IS DISTINCT FROM pg_catalog.format('%I.%I', n.nspname, c.relname))`,
  )
  const touched = new Set(rows.map(({ oid }) => oid))
  const roots = new Set(relations.filter(({ oid }) => touched.has(oid)).map(({ root }) => root))
  return relations.filter(({ oid }) => touched.has(oid) || roots.has(oid))
}

/**
 * Who holds, or waits for, a lock that keeps readers out of these tables; where nobody does at this moment, who has just
 * changed the schema.
 */
export async function nameBlockers(session: Session, relations: readonly Relation[]): Promise<string[]> {
  const oids = relations.map(({ oid }) => oid)
  const blockers = await session.query<{ blocker: string }>(BLOCKERS, [oids])
  const found = blockers.length > 0 ? blockers : await session.query<{ blocker: string }>(CHANGERS)
  return found.map(({ blocker }) => blocker)
}

// What other users' sessions do, a plain user is not told.
const WHO = `'process ' || a.pid || ' (' || coalesce(nullif(a.application_name, ''), 'no application name') || ', '
  || coalesce('user ' || a.usename, a.backend_type, 'unknown user') || coalesce(', ' || a.state, '')
  || ' for ' || coalesce(pg_catalog.date_trunc('second',
    pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.state_change))::text, 'unknown time') || ')'`

const BLOCKERS = `
  SELECT DISTINCT ${WHO} || CASE WHEN l.granted THEN ' holds' ELSE ' waits for' END || ' a lock on '
      || l.relation::pg_catalog.regclass AS blocker
    FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
    WHERE l.mode = 'AccessExclusiveLock' AND l.relation = ANY ($1::bigint[])
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    LIMIT 5`

const CHANGERS = `
  SELECT ${WHO} || ' ran ' || pg_catalog.upper(pg_catalog.substring(a.query, '^\\s*(\\w+)')) AS blocker
    FROM pg_catalog.pg_stat_activity a
    WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
      AND a.query ~* '\\m(alter|create|drop|truncate|cluster|refresh|reindex)\\M'
      AND a.state_change > pg_catalog.clock_timestamp() - interval '10 seconds'
    ORDER BY a.state_change DESC LIMIT 3`

/** Whether one of our sessions waits for a lock, and whether anybody else waits for one of ours. */
export async function lookForWaiters(
  session: Session,
): Promise<{ readonly waiting: boolean; readonly awaited: boolean }> {
  // Within a transaction the server would show the sessions as they were at the first look.
  await session.query('SELECT pg_catalog.pg_stat_clear_snapshot()')
  const [row] = await session.query<{ waiting: boolean; awaited: boolean }>(WAITERS, [APPLICATION])
  return row ?? { waiting: false, awaited: false }
}

const WAITERS = `
  WITH ours AS MATERIALIZED (
    SELECT pid FROM pg_catalog.pg_stat_activity
      WHERE application_name = $1 AND datname = pg_catalog.current_database()
  ), waiting AS MATERIALIZED (SELECT DISTINCT pid FROM pg_catalog.pg_locks WHERE NOT granted)
  SELECT EXISTS (SELECT FROM waiting JOIN ours USING (pid)) AS waiting,
    EXISTS (SELECT FROM waiting JOIN ours USING (pid)) AND EXISTS (SELECT FROM waiting
      WHERE pid NOT IN (SELECT pid FROM ours)
        AND pg_catalog.pg_blocking_pids(pid) && ARRAY(SELECT pid FROM ours)) AS awaited`

/** The settings under which a holder may stand idle for as long as the dump takes; SET takes no snapshot yet. */
const holderSettings = (major: number): string =>
  [
    'statement_timeout = 0',
    `lock_timeout = ${LOCK_PATIENCE_MS}`,
    'idle_in_transaction_session_timeout = 0',
    'row_security = off',
    ...(major >= 14 ? ['idle_session_timeout = 0'] : []),
    ...(major >= 17 ? ['transaction_timeout = 0'] : []),
  ]
    .map((setting) => `SET LOCAL ${setting}`)
    .join('; ')

async function lockTables(session: Session, relations: readonly Relation[]): Promise<void> {
  const tables = relations.filter(({ lockable }) => lockable).map((table) => `ONLY ${qualified(table)}`)
  for (let at = 0; at < tables.length; at += TABLES_A_STATEMENT) {
    const some = tables.slice(at, at + TABLES_A_STATEMENT)
    await session.query(`LOCK TABLE ${some.join(', ')} IN ACCESS SHARE MODE`)
  }
}

/** Tables that were created, or changed names, while we locked by name: what counts is what is locked now. */
async function requireLocks(session: Session, relations: readonly Relation[]): Promise<void> {
  const rows = await session.query<{ oid: number }>(
    `SELECT relation::bigint::float8 AS oid FROM pg_catalog.pg_locks
      WHERE locktype = 'relation' AND pid = pg_catalog.pg_backend_pid() AND granted`,
  )
  const locked = new Set(rows.map(({ oid }) => oid))
  const missed = relations.filter(({ lockable, oid }) => lockable && !locked.has(oid))
  if (missed.length > 0)
    throw new Interrupted(`${missed.length} tables were created or renamed while we locked the others`)
}

async function exportSnapshot(session: Session): Promise<{ id: string; time: Date }> {
  // As a number, since the database may have a style of its own for dates.
  const [row] = await session.query<{ id: string; milliseconds: number }>(
    `SELECT pg_catalog.pg_export_snapshot() AS id,
      (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::float8 AS milliseconds`,
  )
  if (!row) throw new Error('The server exported no snapshot.')
  return { id: row.id, time: new Date(row.milliseconds) }
}

async function readLsn(session: Session, server: Server): Promise<string | undefined> {
  const call = server.inRecovery ? 'pg_last_wal_replay_lsn' : 'pg_current_wal_lsn'
  return readIfAllowed<{ lsn: string }>(session, `SELECT pg_catalog.${call}()::text AS lsn`).then(
    (row) => row?.lsn,
  )
}

/** Asks for something that some servers refuse, without losing the transaction over it. */
export async function readIfAllowed<Row extends object>(
  session: Session,
  sql: string,
): Promise<Row | undefined> {
  await session.query('SAVEPOINT question')
  try {
    const [row] = await session.query<Row>(sql)
    await session.query('RELEASE SAVEPOINT question')
    return row
  } catch {
    await session.query('ROLLBACK TO SAVEPOINT question')
    return undefined
  }
}
