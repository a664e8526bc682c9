import type { Proof } from '../archive/proof.ts'
import type { Session } from './session.ts'

/**
 * How many objects of each kind the catalogs list of those that a restore must bring back in the same number. What belongs to
 * an extension is not among them, nor what hangs on such a thing: another version of it may have more or less of that.
 */
export async function countObjects(session: Session): Promise<Record<string, number>> {
  const rows = await session.query<{ kind: string; count: number }>(OBJECTS)
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

/** Constraints that nobody has checked all rows against; `own` are those that come from no parent. */
export async function listUnchecked(
  session: Session,
  which: 'all' | 'own',
): Promise<NonNullable<Proof['unchecked']>> {
  return session.query(`${UNCHECKED} ${which === 'own' ? OWN : ''} ORDER BY 1, 2, 3`)
}

const UNCHECKED = `
  SELECT n.nspname::text AS schema, coalesce(c.relname, t.typname)::text AS name, k.conname::text AS constraint
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
  WHERE NOT k.convalidated AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

const OWN = 'AND k.coninhcount = 0 AND k.conparentid = 0'

type Kind = {
  readonly from: string
  /** The expression that names the kind. */
  readonly kind: string
  readonly where?: string
}

const byLetter = (column: string, names: Readonly<Record<string, string>>): string =>
  `CASE ${column} ${Object.entries(names)
    .map(([letter, name]) => `WHEN '${letter}' THEN '${name}'`)
    .join(' ')} END`

/** Rows of a catalog, but for what initdb made (it lies below 16384) and what an extension brought. */
const ownRows = (catalog: string): string => `(SELECT * FROM pg_catalog.${catalog} o WHERE o.oid >= 16384
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass AND m.objid = o.oid)) x`

const inSchema = (catalog: string, column: string, kind: string): Kind => ({
  from: `${ownRows(catalog)} JOIN schema ON schema.oid = x.${column}`,
  kind: `'${kind}'`,
})

const withoutSchema = (catalog: string, kind: string, where?: string): Kind => ({
  from: ownRows(catalog),
  kind: `'${kind}'`,
  ...(where && { where }),
})

const onRelation = (catalog: string, column: string, kind: string, where?: string): Kind => ({
  from: `pg_catalog.${catalog} x JOIN relation ON relation.oid = x.${column}`,
  kind: `'${kind}'`,
  ...(where && { where }),
})

const KINDS: readonly Kind[] = [
  // Every database is made with these, and many drop and make them again, or had it done by pg_upgrade.
  withoutSchema(
    'pg_namespace',
    'schema',
    `x.nspname !~ '^pg_' AND x.nspname NOT IN ('public', 'information_schema')`,
  ),
  withoutSchema('pg_extension', 'extension', `x.extname <> 'plpgsql'`),
  withoutSchema('pg_language', 'language', `x.lanname <> 'plpgsql'`),
  {
    from: 'relation x',
    kind: byLetter('x.relkind', {
      r: 'table',
      p: 'partitioned table',
      v: 'view',
      m: 'materialized view',
      f: 'foreign table',
      S: 'sequence',
      c: 'composite type',
    }),
  },
  {
    from: `pg_catalog.pg_index x JOIN relation ON relation.oid = x.indrelid`,
    kind: `CASE relation.relkind WHEN 'p' THEN 'partitioned index' ELSE 'index' END`,
    // pg_dump leaves out what a broken CREATE INDEX CONCURRENTLY left behind.
    where: `x.indisready AND (x.indisvalid OR relation.relkind = 'p')`,
  },
  onRelation('pg_attrdef', 'adrelid', 'column default'),
  {
    from: `pg_catalog.pg_constraint x LEFT JOIN relation ON relation.oid = x.conrelid LEFT JOIN type ON type.oid = x.contypid`,
    kind: byLetter('x.contype', {
      c: 'check constraint',
      f: 'foreign key',
      p: 'primary key',
      u: 'unique constraint',
      t: 'constraint trigger',
      x: 'exclusion constraint',
    }),
    // The server itself hands constraints down to heirs and partitions, and merges those that are not-null alone.
    where: `coalesce(relation.oid, type.oid) IS NOT NULL AND x.contype <> 'n'
      AND (x.conislocal OR x.contype <> 'c') AND (x.conparentid = 0 OR x.contype NOT IN ('f', 't'))`,
  },
  // Those of partitions are made with that of their root; before version 13 they have no parent, but are internal.
  onRelation(
    'pg_trigger',
    'tgrelid',
    'trigger',
    `NOT x.tgisinternal AND coalesce(pg_catalog.to_jsonb(x) ->> 'tgparentid', '0') = '0'`,
  ),
  onRelation('pg_policy', 'polrelid', 'policy'),
  onRelation('pg_rewrite', 'ev_class', 'rule'),
  {
    ...onRelation('pg_statistic_ext', 'stxrelid', 'extended statistics'),
    where: 'x.stxnamespace IN (SELECT oid FROM schema)',
  },
  {
    ...inSchema('pg_proc', 'pronamespace', ''),
    kind: byLetter('x.prokind', { f: 'function', p: 'procedure', a: 'aggregate', w: 'window function' }),
  },
  {
    from: 'type x',
    // Multiranges come and go with their ranges.
    kind: byLetter('x.typtype', {
      d: 'domain',
      e: 'enum',
      r: 'range',
      b: 'base type',
      p: 'pseudo-type',
    }),
    where: `x.typtype IN ('d', 'e', 'r', 'b', 'p') AND x.typcategory <> 'A'`,
  },
  { from: 'pg_catalog.pg_enum x JOIN type ON type.oid = x.enumtypid', kind: `'enum label'` },
  {
    ...inSchema('pg_operator', 'oprnamespace', 'operator'),
    // Named by others, and never made.
    where: 'x.oprcode <> 0',
  },
  inSchema('pg_opclass', 'opcnamespace', 'operator class'),
  inSchema('pg_opfamily', 'opfnamespace', 'operator family'),
  inSchema('pg_collation', 'collnamespace', 'collation'),
  inSchema('pg_conversion', 'connamespace', 'conversion'),
  inSchema('pg_ts_config', 'cfgnamespace', 'text search configuration'),
  inSchema('pg_ts_dict', 'dictnamespace', 'text search dictionary'),
  inSchema('pg_ts_parser', 'prsnamespace', 'text search parser'),
  inSchema('pg_ts_template', 'tmplnamespace', 'text search template'),
  withoutSchema('pg_event_trigger', 'event trigger'),
  // From a range to its multirange there is always one, in sessions' own schemas too.
  withoutSchema(
    'pg_cast',
    'cast',
    `NOT EXISTS (SELECT FROM pg_catalog.pg_range r
      WHERE r.rngtypid = x.castsource AND pg_catalog.to_jsonb(r) ->> 'rngmultitypid' = x.casttarget::text)`,
  ),
  withoutSchema('pg_transform', 'transform'),
  withoutSchema('pg_am', 'access method'),
  withoutSchema('pg_publication', 'publication'),
  withoutSchema('pg_foreign_data_wrapper', 'foreign data wrapper'),
  withoutSchema('pg_foreign_server', 'foreign server'),
  // Their numbers may be anybody's choice.
  { from: 'pg_catalog.pg_largeobject_metadata x', kind: `'large object'` },
]

// Objects that somebody put into the system's own schemas, or into that of a session, are in no dump.
const OBJECTS = `
  WITH member AS MATERIALIZED (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
  ), schema AS MATERIALIZED (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ), type AS MATERIALIZED (
    SELECT x.* FROM ${ownRows('pg_type')} JOIN schema ON schema.oid = x.typnamespace
  ), relation AS MATERIALIZED (
    SELECT x.oid, x.relkind FROM ${ownRows('pg_class')} JOIN schema ON schema.oid = x.relnamespace
      WHERE x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        AND (x.relkind <> 'c' OR x.reltype IN (SELECT oid FROM type))
  )
  ${KINDS.map(
    ({ from, kind, where = 'true' }) =>
      `SELECT ${kind} AS kind, count(*)::float8 AS count FROM ${from} WHERE ${where} GROUP BY 1`,
  ).join(' UNION ALL ')}`

/** How many tables, views and the like a database has. */
export async function countRelations(session: Session): Promise<number> {
  const [row] = await session.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
  )
  return row?.count ?? 0
}
