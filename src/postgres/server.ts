import type { Session } from './session.ts'

/** What we know of a server and of our place on it. */
export type Server = {
  readonly version: string
  readonly major: number
  readonly database: string
  readonly user: string
  readonly superuser: boolean
  readonly inRecovery: boolean
  readonly systemIdentifier: string | undefined
  readonly databaseBytes: number
  /** Connections that this user could still open now, this session not counted. */
  readonly freeConnections: number
  /** Objects that can be locked at once, over all sessions. */
  readonly lockSlots: number
}

export async function readServer(session: Session): Promise<Server> {
  const [row] = await session.query<ServerRow>(SERVER)
  if (!row) throw new Error('The server answered nothing about itself.')
  return {
    version: row.version,
    major: Math.floor(row.version_number / 10_000),
    database: row.database,
    user: row.role,
    superuser: row.superuser,
    inRecovery: row.in_recovery,
    systemIdentifier: await systemIdentifier(session),
    databaseBytes: Number(row.database_bytes),
    freeConnections: Math.max(
      0,
      Math.min(row.free, row.role_free ?? row.free, row.database_free ?? row.free),
    ),
    lockSlots: row.lock_slots,
  }
}

type ServerRow = {
  version: string
  version_number: number
  database: string
  role: string
  superuser: boolean
  in_recovery: boolean
  database_bytes: string
  free: number
  role_free: number | null
  database_free: number | null
  lock_slots: number
}

// A superuser may use the reserved connections; we still leave them to people. What kind of process another user's is,
// a plain user is not told.
const SERVER = `
  SELECT pg_catalog.current_setting('server_version') AS version,
    pg_catalog.current_setting('server_version_num')::int AS version_number,
    pg_catalog.current_database()::text AS database,
    current_user::text AS role,
    r.rolsuper AS superuser,
    pg_catalog.pg_is_in_recovery() AS in_recovery,
    pg_catalog.pg_database_size(d.oid)::text AS database_bytes,
    pg_catalog.current_setting('max_connections')::int
      - pg_catalog.current_setting('superuser_reserved_connections')::int
      - coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0)
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'
          OR backend_type IS NULL AND datid IS NOT NULL AND usesysid IS NOT NULL)::int AS free,
    CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper THEN r.rolconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid = r.oid)::int END AS role_free,
    CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper THEN d.datconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datid = d.oid)::int END AS database_free,
    pg_catalog.current_setting('max_locks_per_transaction')::int
      * (pg_catalog.current_setting('max_connections')::int
        + pg_catalog.current_setting('max_prepared_transactions')::int) AS lock_slots
  FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
  WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()`

/** Some providers keep it to themselves. */
async function systemIdentifier(session: Session): Promise<string | undefined> {
  const rows = await session
    .query<{ id: string }>('SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()')
    .catch(() => [])
  return rows[0]?.id
}
