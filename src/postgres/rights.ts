import type { Session } from './session.ts'

/** What this user is allowed, and what would end a long dump. */
export type Rights = {
  readonly superuser: boolean
  readonly replication: boolean
  /** Large objects that it may not read. */
  readonly closedLargeObjects: number
  /** Of a replica: whether changes from its primary may end our query; `afterMs` is how long they wait for it. */
  readonly conflicts: { readonly afterMs: number } | undefined
}

export async function readRights(session: Session): Promise<Rights> {
  const [row] = await session.query<RightsRow>(RIGHTS)
  if (!row) throw new Error('The server does not list the user we are connected as.')
  const { superuser, replication, closed, in_recovery, feedback, delay_ms } = row
  const conflicts = in_recovery && !feedback && delay_ms >= 0 ? { afterMs: delay_ms } : undefined
  return { superuser, replication, closedLargeObjects: closed, conflicts }
}

type RightsRow = {
  superuser: boolean
  replication: boolean
  closed: number
  in_recovery: boolean
  feedback: boolean
  delay_ms: number
}

// Whether a large object may be read, servers can be asked only from version 18 on. A delay of -1 is for ever.
const RIGHTS = `
  SELECT r.rolsuper AS superuser, r.rolreplication AS replication, pg_catalog.pg_is_in_recovery() AS in_recovery,
    pg_catalog.current_setting('hot_standby_feedback') = 'on' AS feedback,
    (SELECT setting::float8 FROM pg_catalog.pg_settings WHERE name = 'max_standby_streaming_delay') AS delay_ms,
    (SELECT count(*)::float8 FROM pg_catalog.pg_largeobject_metadata m
      WHERE NOT r.rolsuper AND pg_catalog.current_setting('lo_compat_privileges') <> 'on'
        AND NOT pg_catalog.pg_has_role(m.lomowner, 'USAGE')
        AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(m.lomacl) a
          WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))) AS closed
  FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`
