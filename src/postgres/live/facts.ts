import { UserError } from '../../errors.ts'
import { type DatabaseFacts, readDatabase } from '../database.ts'
import { quoted } from '../identifiers.ts'
import { openSession, type Session } from '../session.ts'
import { inDatabase } from '../target.ts'
import { replacedAt, setAsideAt, undoneAt } from './names.ts'
import type { LivePlace } from './place.ts'

/** The database that is to be replaced, and all that a plan has to say of it. */
export type LiveDatabase = DatabaseFacts & {
  readonly name: string
  /** A database that took this one's place has another. */
  readonly oid: number
  readonly bytes: number
  readonly tablespace: string
  readonly comment: string | null
  /** Whether it has rights of its own, and not those that every database begins with. */
  readonly hasGrants: boolean
  /** Tables, views and sequences that no extension brought. */
  readonly objects: number
  /** Whether we are, or are a member of, its owner. */
  readonly ours: boolean
  /** Whether others are made of it. */
  readonly template: boolean
  readonly connections: readonly Connections[]
  /** What is bound to the very database, and stays with it under whatever name. */
  readonly bound: Bound
}

/** Connections of one program as one user. */
export type Connections = {
  readonly application: string
  readonly user: string
  readonly count: number
  /** Whether we may end them. */
  readonly mayEnd: boolean
}

export type Bound = {
  readonly slots: readonly string[]
  readonly preparedTransactions: number
  readonly cronJobs: number
  readonly subscriptions: number
}

/** A database that an earlier run replaced. */
export type Old = {
  readonly name: string
  readonly oid: number
  readonly replaced: Date
  readonly bytes: number | undefined
}

/** What is there under the name; nothing where there is no such database. */
export async function readLive(
  session: Session,
  place: LivePlace,
  signal: AbortSignal,
): Promise<LiveDatabase | undefined> {
  const name = place.target.database
  const [row] = await session.query<LiveRow>(LIVE, [name])
  if (!row) return undefined
  if (row.invalid) throw halfDropped(name)
  const inside = await openSession(inDatabase(place.target, name), { signal })
  try {
    return {
      ...(await readDatabase(inside)),
      ...{ name, oid: row.oid, bytes: Number(row.bytes), tablespace: row.tablespace, comment: row.comment },
      ...{
        hasGrants: row.has_grants,
        ours: row.ours,
        template: row.template,
        objects: await countObjects(inside),
      },
      connections: await connectionsTo(session, name, inside.greetedPid),
      bound: await boundTo(session, inside, row.oid, name),
    }
  } finally {
    await inside.close()
  }
}

async function countObjects(inside: Session): Promise<number> {
  const [row] = await inside.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'm', 'v', 'S')
      AND c.relnamespace::pg_catalog.regnamespace::text !~ '^(pg_|information_schema$)'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = c.oid AND d.deptype = 'e')`,
  )
  return row?.count ?? 0
}

type LiveRow = {
  oid: number
  bytes: string
  tablespace: string
  comment: string | null
  has_grants: boolean
  ours: boolean
  invalid: boolean
  template: boolean
}

const halfDropped = (name: string): UserError =>
  new UserError({
    what: `The database "${name}" cannot be used: somebody began to drop it, and was interrupted.`,
    why: 'What was in it is lost.',
    next: `Drop it by: DROP DATABASE ${quoted(name)}; then restore a backup under its name.`,
  })

const LIVE = `
  SELECT d.oid, pg_catalog.pg_database_size(d.oid)::text AS bytes, t.spcname::text AS tablespace,
    pg_catalog.shobj_description(d.oid, 'pg_database') AS comment, d.datacl IS NOT NULL AS has_grants,
    pg_catalog.pg_has_role(d.datdba, 'USAGE') AS ours, d.datconnlimit = -2 AS invalid,
    d.datistemplate AS template
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`

/** Whether we may end what the user `r` has running. */
export const MAY_END = `((SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
  OR NOT r.rolsuper AND (pg_catalog.pg_has_role(r.oid, 'USAGE') OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')))`

/** Who is connected, but for ourselves. */
async function connectionsTo(session: Session, name: string, own: number): Promise<readonly Connections[]> {
  const rows = await session.query<{ application: string; user: string; count: number; may_end: boolean }>(
    `SELECT coalesce(a.application_name, '') AS application, a.usename::text AS "user", count(*)::int AS count,
        ${MAY_END} AS may_end
      FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
      WHERE a.datname = $1 AND a.pid <> $2 AND coalesce(a.backend_type, 'client backend') = 'client backend'
      GROUP BY a.application_name, a.usename, r.rolsuper, r.oid ORDER BY count(*) DESC, 1, 2`,
    [name, own],
  )
  return rows.map(({ application, user, count, may_end }) => ({ application, user, count, mayEnd: may_end }))
}

async function boundTo(session: Session, inside: Session, oid: number, name: string): Promise<Bound> {
  const [row] = await session.query<{ slots: string[]; prepared: number; subscriptions: number }>(
    `SELECT ARRAY(SELECT slot_name::text FROM pg_catalog.pg_replication_slots WHERE database = $1 ORDER BY 1) AS slots,
      (SELECT count(*)::int FROM pg_catalog.pg_prepared_xacts WHERE database = $1) AS prepared,
      (SELECT count(*)::int FROM pg_catalog.pg_subscription WHERE subdbid = $2) AS subscriptions`,
    [name, oid],
  )
  return {
    slots: row?.slots ?? [],
    preparedTransactions: row?.prepared ?? 0,
    subscriptions: row?.subscriptions ?? 0,
    cronJobs: (await cronJobs(session, name)) + (await cronJobs(inside, name)),
  }
}

/** pg_cron keeps the jobs of all databases in one of them; whoever may not look there is told nothing. */
async function cronJobs(session: Session, name: string): Promise<number> {
  const [there] = await session.query<{ there: boolean }>(
    `SELECT pg_catalog.to_regclass('cron.job') IS NOT NULL AS there`,
  )
  if (!there?.there) return 0
  const [row] = await session
    .query<{ count: number }>('SELECT count(*)::int AS count FROM cron.job WHERE database = $1', [name])
    .catch(() => [])
  return row?.count ?? 0
}

/** The databases that earlier swaps of this name replaced, the newest first. */
export const findOlds = (session: Session, name: string): Promise<readonly Old[]> =>
  findNamed(session, (old) => replacedAt(old, name))

/** Those that were set aside by runs that did not come to their end, the newest first. */
export const findAsides = (session: Session, name: string): Promise<readonly Old[]> =>
  findNamed(session, (old) => setAsideAt(old, name))

/** Those that were restored and taken back, the newest first. */
export const findUndone = (session: Session, name: string): Promise<readonly Old[]> =>
  findNamed(session, (old) => undoneAt(old, name))

async function findNamed(
  session: Session,
  timeOf: (name: string) => Date | undefined,
): Promise<readonly Old[]> {
  const rows = await session.query<{ name: string; oid: number; bytes: string | null }>(
    `SELECT datname::text AS name, oid,
        CASE WHEN pg_catalog.has_database_privilege(oid, 'CONNECT') THEN pg_catalog.pg_database_size(oid)::text END AS bytes
      FROM pg_catalog.pg_database WHERE datname ~ '_[0-9]{8}_[0-9]{6}$' AND datconnlimit <> -2`,
  )
  return rows
    .flatMap(({ name, oid, bytes }) => {
      const replaced = timeOf(name)
      return replaced ? [{ name, oid, replaced, bytes: bytes === null ? undefined : Number(bytes) }] : []
    })
    .sort((a, b) => b.replaced.getTime() - a.replaced.getTime())
}

export async function isThere(session: Session, name: string): Promise<boolean> {
  return (await session.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [name])).length > 0
}
