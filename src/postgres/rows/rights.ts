import { qualified } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { TableFacts } from './facts.ts'
import type { Problem } from './problems.ts'
import type { RowsRequest } from './request.ts'

/** Looks for what this user would be refused on the live side, so that it is told before any row is copied. */
export async function missingRights(
  to: Session,
  tables: readonly TableFacts[],
  mode: RowsRequest['mode'],
): Promise<Problem[]> {
  const rows = await to.query<{ oid: number; temporary: boolean } & Rights>(RIGHTS, [
    tables.map(({ oid }) => oid),
  ])
  const problems = tables.flatMap((table): Problem[] => {
    const rights = rows.find(({ oid }) => oid === table.oid)
    const lacking = rights ? lackingOf(rights, mode) : []
    if (lacking.length === 0) return []
    const next = `Grant it (GRANT ${lacking.join(', ')} ON ${qualified(table)} TO …), or restore as its owner.`
    return [{ what: `This user lacks rights on ${qualified(table)}: ${lacking.join(', ')}.`, next }]
  })
  if (rows.every(({ temporary }) => temporary)) return problems
  return [
    {
      what: 'This user may not create temporary tables in the live database.',
      why: "The backup's rows come into such first.",
      next: 'Grant it (GRANT TEMPORARY ON DATABASE … TO …).',
    },
    ...problems,
  ]
}

type Rights = {
  readonly reads: boolean
  readonly inserts: boolean
  readonly updates: boolean
  readonly deletes: boolean
}

function lackingOf({ reads, inserts, updates, deletes }: Rights, mode: RowsRequest['mode']): string[] {
  // Who may neither update nor delete cannot lock others out either.
  const needed = {
    SELECT: reads,
    INSERT: inserts,
    UPDATE: updates || (mode === 'merge' && deletes),
    DELETE: deletes || mode === 'merge',
  }
  return Object.entries(needed).flatMap(([right, granted]) => (granted ? [] : [right]))
}

const RIGHTS = `
  SELECT c.oid::bigint::float8 AS oid,
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY') AS temporary,
    pg_catalog.has_table_privilege(c.oid, 'SELECT') AS reads,
    pg_catalog.has_any_column_privilege(c.oid, 'INSERT') AS inserts,
    pg_catalog.has_table_privilege(c.oid, 'UPDATE') AS updates,
    pg_catalog.has_table_privilege(c.oid, 'DELETE') AS deletes
  FROM pg_catalog.pg_class c WHERE c.oid = ANY ($1::bigint[])`
