import { UserError } from '../errors.ts'
import type { Selection } from '../options/options.ts'
import { qualified } from './identifiers.ts'
import { listRelations, type Relation } from './relations.ts'
import type { Server } from './server.ts'
import type { Session } from './session.ts'
import { serverTrouble } from './trouble.ts'

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

/** Our locks are asked for in vain for less than the time after which the server would look for a deadlock. */
const LOCK_PATIENCE_MS = 800
const TABLES_A_STATEMENT = 500

/** Locks every table, then takes the snapshot, then looks whether that were all of them. */
export async function takeSnapshot(
  session: Session,
  options: { readonly server: Server; readonly selection: Selection; readonly guarantee: Guarantee },
): Promise<Snapshot> {
  const { selection, guarantee } = options
  const listing = { measured: guarantee === 'locked', inRecovery: options.server.inRecovery }
  // The first statement that reads takes the snapshot, so the list of what to lock is read before the transaction.
  const expected = await listRelations(session, selection, { ...listing, measured: false })
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  await session.query(holderSettings(options.server.major))
  if (guarantee === 'locked') await lockTables(session, expected)
  const moment = await exportSnapshot(session)
  const relations = await listRelations(session, selection, listing)
  if (guarantee === 'locked') {
    const locked = new Set(expected.map(({ oid }) => oid))
    const unknown = relations.filter((relation) => isLockable(relation) && !locked.has(relation.oid))
    if (unknown.length > 0)
      throw new Interrupted(`${unknown.length} tables were created while we locked the others`)
  }
  return { ...moment, lsn: await readLsn(session, options.server), guarantee, relations }
}

/** Ends the holder's transaction: the locks are given back and the snapshot is gone. */
export async function releaseSnapshot(session: Session): Promise<void> {
  await session.query('ROLLBACK')
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

/** The tables whose rows as of the snapshot can no longer be read. */
export async function findTouched(session: Session, relations: readonly Relation[]): Promise<Relation[]> {
  // The catalog's row is read as of the snapshot, the function looks at the present.
  const rows = await session.query<{ oid: number }>(
    `SELECT oid::bigint::float8 AS oid FROM pg_catalog.pg_class
      WHERE relkind = 'r' AND relfilenode <> 0
        AND pg_catalog.pg_relation_filenode(oid::pg_catalog.regclass) IS DISTINCT FROM relfilenode`,
  )
  const touched = new Set(rows.map(({ oid }) => oid))
  return relations.filter(({ oid }) => touched.has(oid))
}

/** Who holds, or waits for, a lock that keeps readers out of these tables. */
export async function nameBlockers(session: Session, relations: readonly Relation[]): Promise<string[]> {
  const rows = await session.query<{ blocker: string }>(
    `SELECT DISTINCT pg_catalog.format('process %s (%s, user %s, %s for %s) %s a lock on %s', a.pid,
        coalesce(nullif(a.application_name, ''), 'no application name'), a.usename, a.state,
        pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.state_change)),
        CASE WHEN l.granted THEN 'holds' ELSE 'waits for' END, l.relation::pg_catalog.regclass) AS blocker
      FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
      WHERE l.mode = 'AccessExclusiveLock' AND l.relation = ANY ($1::bigint[])
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
      LIMIT 5`,
    [relations.map(({ oid }) => oid)],
  )
  return rows.map(({ blocker }) => blocker)
}

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
  const tables = relations.filter(isLockable).map(qualified)
  try {
    for (let at = 0; at < tables.length; at += TABLES_A_STATEMENT) {
      const some = tables.slice(at, at + TABLES_A_STATEMENT).map((table) => `ONLY ${table}`)
      await session.query(`LOCK TABLE ${some.join(', ')} IN ACCESS SHARE MODE`)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === '55P03') throw new Interrupted('a table is locked by somebody else')
    if (code === '42P01' || code === '3F000')
      throw new Interrupted('a table was dropped or renamed meanwhile')
    if (code === '40P01') throw new Interrupted('the server broke a deadlock at our expense')
    throw error
  }
}

/** pg_dump locks tables and partitioned tables, nothing else. */
const isLockable = (relation: Relation): boolean =>
  relation.kind === 'table' || relation.kind === 'partitioned'

async function exportSnapshot(session: Session): Promise<{ id: string; time: Date }> {
  try {
    const [row] = await session.query<{ id: string; time: Date }>(
      'SELECT pg_catalog.pg_export_snapshot() AS id, pg_catalog.clock_timestamp() AS time',
    )
    if (!row) throw new UserError({ what: 'The server exported no snapshot.' })
    return row
  } catch (error) {
    throw serverTrouble('The server let us export no snapshot.', error)
  }
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
