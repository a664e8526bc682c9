import type { Check, Finding } from '../../archive/verdict.ts'
import { quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'

/**
 * A dump without a proof may restore without an error and hold next to nothing: what is to take the place of a live
 * database is held against that one.
 */
export async function compareWithLive(live: Session, restored: Session): Promise<Check> {
  const [before, after] = [await tablesOf(live), await tablesOf(restored)]
  const there = new Set(after.map(spelled))
  const lacking = before.filter((table) => !there.has(spelled(table)))
  const emptied = after.length > 0 && !(await holdsRows(restored, after)) && (await holdsRows(live, before))
  const findings: Finding[] = [
    ...(lacking.length > 0 ? [lacks(lacking)] : []),
    ...(emptied
      ? [
          {
            outcome: 'unverified',
            what: 'the dump holds no row, and the live database does',
            next: NEXT,
          } as const,
        ]
      : []),
  ]
  return { name: 'objects', looked: `${before.length} live tables`, findings }
}

type Table = { readonly schema: string; readonly name: string }

const spelled = ({ schema, name }: Table): string => `${quoted(schema)}.${quoted(name)}`

const NEXT = 'If that is as it should be: `accept: unverified`.'

const lacks = (tables: readonly Table[]): Finding => ({
  outcome: 'unverified',
  what: `${tables.length === 1 ? 'a table' : `${tables.length} tables`} of the live database ${tables.length === 1 ? 'is' : 'are'} not in the dump`,
  detail: tables.slice(0, 10).map(spelled).join(', ') + (tables.length > 10 ? ' and others' : ''),
  next: NEXT,
})

const tablesOf = (session: Session): Promise<readonly Table[]> =>
  session.query<Table>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1, 2`,
  )

/** Whoever may not look into a table is told nothing of it. */
async function holdsRows(session: Session, tables: readonly Table[]): Promise<boolean> {
  for (const table of tables) {
    const rows = await session.query(`SELECT FROM ${spelled(table)} LIMIT 1`).catch(() => [])
    if (rows.length > 0) return true
  }
  return false
}
