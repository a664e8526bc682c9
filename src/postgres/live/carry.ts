import pg from 'pg'
import type { Proof } from '../../archive/proof.ts'
import { quoted } from '../identifiers.ts'
import { applySettings } from '../restore/settings.ts'
import type { Session } from '../session.ts'
import { factsOf } from '../trouble.ts'

/** What a database is besides what lies in it. */
export type Properties = {
  readonly owner: string
  /** As the server writes them (`reader=c/owner`); nothing where it has those that every database begins with. */
  readonly grants: readonly string[] | undefined
  /** Nothing where those stay that the backup brought along. */
  readonly settings: Proof['settings'] | undefined
  readonly comment: string | null
}

/**
 * Gives a restored database what belongs to a database and not to its content. Its answer is what could not be given, each
 * in a sentence; nothing here can be seen by anybody before the database goes live.
 */
export async function giveProperties(
  session: Session,
  name: string,
  properties: Properties,
  options: { readonly owner: boolean },
): Promise<string[]> {
  const { owner, grants, comment, settings } = properties
  const notes = settings ? await replaceSettings(session, name, settings) : []
  const tries: readonly (readonly [what: string, statement: string])[] = [
    ...(comment === null
      ? []
      : [['comment', `COMMENT ON DATABASE ${quoted(name)} IS ${pg.escapeLiteral(comment)}`] as const]),
    ...(grants && options.owner
      ? (await grantsOf(session, name, grants)).map((statement) => ['right', statement] as const)
      : []),
    ...(options.owner
      ? [['owner', `ALTER DATABASE ${quoted(name)} OWNER TO ${quoted(owner)}`] as const]
      : []),
  ]
  for (const [what, statement] of tries) {
    try {
      await session.query(statement)
    } catch (error) {
      const { code, message } = factsOf(error)
      notes.push(`The ${what} of the database could not be carried over: ${message} (SQLSTATE ${code}).`)
    }
  }
  return notes
}

/** Also those that the backup brought along, where the live database has others. */
async function replaceSettings(
  session: Session,
  name: string,
  settings: Proof['settings'],
): Promise<string[]> {
  const roles = await session.query<{ role: string }>(
    `SELECT r.rolname::text AS role FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
      WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = $1)`,
    [name],
  )
  await session.query(`ALTER DATABASE ${quoted(name)} RESET ALL`)
  for (const { role } of roles)
    await session.query(`ALTER ROLE ${quoted(role)} IN DATABASE ${quoted(name)} RESET ALL`)
  const known = await session.query<{ role: string }>('SELECT rolname::text AS role FROM pg_catalog.pg_roles')
  // On one and the same server what it preloads is there.
  return applySettings(session, name, settings, new Set(known.map(({ role }) => role)), new Set())
}

/** Grants as statements, in place of those that every database begins with. */
async function grantsOf(session: Session, name: string, grants: readonly string[]): Promise<string[]> {
  const rows = await session.query<{ grantee: string; privilege: string; grantable: boolean }>(
    `SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(r.rolname) END AS grantee,
        a.privilege_type AS privilege, a.is_grantable AS grantable
      FROM pg_catalog.unnest($1::text[]) AS t(text)
        CROSS JOIN LATERAL pg_catalog.aclexplode(ARRAY[t.text::pg_catalog.aclitem]) AS a
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee`,
    [grants],
  )
  const on = `ON DATABASE ${quoted(name)}`
  return [
    `REVOKE ALL ${on} FROM PUBLIC`,
    ...rows.map(
      ({ grantee, privilege, grantable }) =>
        `GRANT ${privilege} ${on} TO ${grantee}${grantable ? ' WITH GRANT OPTION' : ''}`,
    ),
  ]
}
