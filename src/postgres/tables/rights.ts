import type { Session } from '../session.ts'
import { isTable } from './belonging.ts'
import type { Made } from './choice.ts'

/**
 * Takes what the live database's default privileges gave to new tables and sequences away again: the backup's own grants
 * say who may what, and they count from nothing.
 */
export async function withoutDefaultRights(to: Session, made: readonly Made[]): Promise<void> {
  const relations = made.filter(({ piece }) => isTable(piece) || piece.kind === 'SEQUENCE')
  const names = relations.map(({ piece: { schema, tag } }) => ({ schema, tag }))
  const rows = await to.query<{ sql: string }>(RIGHTS, [JSON.stringify(names)])
  for (const { sql } of rows) await to.query(sql)
}

const RIGHTS = `
  WITH given AS (
    SELECT c.relowner, c.relacl, pg_catalog.format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
      n.nspname, c.relname) AS what
    FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, tag text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.tag AND c.relkind IN ('r', 'p', 'f', 'S')
    WHERE c.relacl IS NOT NULL
  )
  SELECT DISTINCT pg_catalog.format('REVOKE ALL ON %s FROM %s', what,
      CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END) AS sql
    FROM given, pg_catalog.aclexplode(given.relacl) AS a WHERE a.grantee <> given.relowner
  UNION ALL SELECT DISTINCT pg_catalog.format('GRANT ALL ON %s TO %I', what, pg_catalog.pg_get_userbyid(relowner)) FROM given`
