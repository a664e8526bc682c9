import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { Problem } from './problems.ts'
import type { TableName } from './request.ts'
import type { Work } from './work.ts'

/** A trigger that somebody put on a table, as opposed to those by which foreign keys are kept. */
export type Trigger = {
  readonly table: TableName & { readonly oid: number }
  readonly name: string
  /** As the catalog writes that it runs: as usual, or always. */
  readonly enabled: 'O' | 'A'
  /** Whether we are the owner of its table. */
  readonly ours: boolean
}

/** Those that would run on the chosen tables and on what belongs to them. */
export async function readTriggers(to: Session, works: readonly Work[]): Promise<Trigger[]> {
  return to.query<Trigger>(TRIGGERS, [works.flatMap((work) => work.to.family)])
}

const TRIGGERS = `
  SELECT pg_catalog.jsonb_build_object('oid', c.oid::bigint, 'schema', n.nspname, 'name', c.relname) AS table,
    t.tgname::text AS name, t.tgenabled AS enabled, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS ours
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgrelid = ANY ($1::bigint[])
  ORDER BY c.oid, t.tgname`

export const triggersOf = (triggers: readonly Trigger[], work: Work): Trigger[] =>
  triggers.filter(({ table }) => work.to.family.includes(table.oid))

export function notOurs(triggers: readonly Trigger[]): Problem[] {
  const tables = triggers.filter(({ ours }) => !ours).map(({ table }) => qualified(table))
  if (tables.length === 0) return []
  return [
    {
      what: 'This user may not switch off the triggers, as `triggers: off` asks.',
      why: `Only the owner of a table may: ${[...new Set(tables)].join(', ')}.`,
      next: 'Restore as the owner, or leave `triggers` on.',
    },
  ]
}

/**
 * Switches them off until the transaction ends, for nobody else can write meanwhile. Not by session_replication_role: it
 * would switch off foreign keys as well, and most users may not set it.
 */
export async function disable(to: Session, triggers: readonly Trigger[]): Promise<void> {
  for (const { table, name } of triggers)
    await to.query(`ALTER TABLE ONLY ${qualified(table)} DISABLE TRIGGER ${quoted(name)}`)
}

const AGAIN = { O: 'ENABLE', A: 'ENABLE ALWAYS' } as const

export async function enable(to: Session, triggers: readonly Trigger[]): Promise<void> {
  for (const { table, name, enabled } of triggers)
    await to.query(`ALTER TABLE ONLY ${qualified(table)} ${AGAIN[enabled]} TRIGGER ${quoted(name)}`)
}
