import type { Session } from '../session.ts'
import type { Piece } from './pieces.ts'

/** Which of the pieces a database has, by their ids; of kinds that cannot be looked up, all. */
export async function findPresent(session: Session, pieces: readonly Piece[]): Promise<ReadonlySet<number>> {
  const wanted = pieces.filter(({ kind }) => LOOKED_UP.has(kind))
  const others = pieces.filter(({ kind }) => !LOOKED_UP.has(kind))
  const asked = wanted.map(({ id, kind, schema, tag }) => ({ id, kind, schema, tag }))
  const found = await session.query<{ id: number }>(PRESENT, [JSON.stringify(asked)])
  return new Set([...found, ...others].map(({ id }) => id))
}

const RELATIONS = {
  ...{ r: 'TABLE', p: 'TABLE', f: 'FOREIGN TABLE', v: 'VIEW', m: 'MATERIALIZED VIEW', S: 'SEQUENCE' },
  ...{ i: 'INDEX', I: 'INDEX', c: 'TYPE' },
} as const

/** Of what lies in a schema: its catalog, the prefix of the catalog's columns, and the kinds that it is looked up for. */
const NAMED = [
  ['pg_type', 'typ', ['TYPE', 'DOMAIN', 'SHELL TYPE']],
  ['pg_collation', 'coll', ['COLLATION']],
  ['pg_opclass', 'opc', ['OPERATOR CLASS']],
  ['pg_opfamily', 'opf', ['OPERATOR FAMILY']],
  ['pg_operator', 'opr', ['OPERATOR']],
  ['pg_conversion', 'con', ['CONVERSION']],
  ['pg_statistic_ext', 'stx', ['STATISTICS']],
  ['pg_ts_config', 'cfg', ['TEXT SEARCH CONFIGURATION']],
  ['pg_ts_dict', 'dict', ['TEXT SEARCH DICTIONARY']],
  ['pg_ts_parser', 'prs', ['TEXT SEARCH PARSER']],
  ['pg_ts_template', 'tmpl', ['TEXT SEARCH TEMPLATE']],
] as const

/** Of what lies in none. */
const FREE = [
  ['pg_namespace', 'nspname', 'SCHEMA'],
  ['pg_extension', 'extname', 'EXTENSION'],
  ['pg_am', 'amname', 'ACCESS METHOD'],
  ['pg_language', 'lanname', 'PROCEDURAL LANGUAGE'],
  ['pg_foreign_server', 'srvname', 'SERVER'],
  ['pg_foreign_data_wrapper', 'fdwname', 'FOREIGN DATA WRAPPER'],
  ['pg_publication', 'pubname', 'PUBLICATION'],
] as const

/** Of what belongs to a table: its catalog, the column with the table's oid, the name, and the kinds. */
const OWNED = [
  ['pg_constraint', 'conrelid', 'conname', ['CONSTRAINT', 'FK CONSTRAINT', 'CHECK CONSTRAINT']],
  ['pg_trigger', 'tgrelid', 'tgname', ['TRIGGER']],
  ['pg_rewrite', 'ev_class', 'rulename', ['RULE']],
  ['pg_policy', 'polrelid', 'polname', ['POLICY']],
] as const

const ROUTINES = ['FUNCTION', 'PROCEDURE', 'AGGREGATE'] as const

const LOOKED_UP: ReadonlySet<string> = new Set([
  ...Object.values(RELATIONS),
  ...NAMED.flatMap(([, , kinds]) => kinds),
  ...FREE.map(([, , kind]) => kind),
  ...OWNED.flatMap(([, , , kinds]) => kinds),
  ...ROUTINES,
  'DEFAULT',
])

const listed = (kinds: readonly string[]): string =>
  `(VALUES ${kinds.map((kind) => `('${kind}')`).join(', ')})`

// A routine is told as pg_dump tells it: by the types of what it is called with.
const THERE = [
  `SELECT k.kind, n.nspname::text AS schema, c.relname::text AS tag FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN (VALUES ${Object.entries(RELATIONS)
      .map(([relkind, kind]) => `('${relkind}', '${kind}')`)
      .join(', ')}) AS k(relkind, kind) ON k.relkind = c.relkind::text`,
  ...NAMED.map(
    ([
      catalog,
      prefix,
      kinds,
    ]) => `SELECT k.kind, n.nspname::text, o.${prefix}name::text FROM pg_catalog.${catalog} o
      JOIN pg_catalog.pg_namespace n ON n.oid = o.${prefix}namespace, ${listed(kinds)} AS k(kind)`,
  ),
  ...FREE.map(([catalog, name, kind]) => `SELECT '${kind}', '', ${name}::text FROM pg_catalog.${catalog}`),
  ...OWNED.map(
    ([catalog, table, name, kinds]) => `SELECT k.kind, n.nspname::text, c.relname || ' ' || o.${name}
      FROM pg_catalog.${catalog} o JOIN pg_catalog.pg_class c ON c.oid = o.${table}
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, ${listed(kinds)} AS k(kind)`,
  ),
  `SELECT 'CHECK CONSTRAINT', n.nspname::text, t.typname || ' ' || o.conname FROM pg_catalog.pg_constraint o
    JOIN pg_catalog.pg_type t ON t.oid = o.contypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace`,
  `SELECT 'DEFAULT', n.nspname::text, c.relname || ' ' || a.attname FROM pg_catalog.pg_attrdef d
    JOIN pg_catalog.pg_class c ON c.oid = d.adrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum`,
  `SELECT k.kind, n.nspname::text, p.proname || '(' || CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN '*'
      ELSE pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.format_type(t, NULL)
        FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) WITH ORDINALITY AS u(t, place) ORDER BY place), ', ') END || ')'
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace, ${listed(ROUTINES)} AS k(kind)
    WHERE n.nspname IN (SELECT schema FROM wanted)`,
]

const PRESENT = `
  WITH wanted AS (SELECT * FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(id int, kind text, schema text, tag text)),
    there AS (${THERE.join('\n UNION ALL ')})
  SELECT DISTINCT wanted.id FROM wanted JOIN there USING (kind, schema, tag)`

/** A name that something else in the live database has. */
export type Taken = { readonly id: number; readonly by: string }

/** Which names of tables, sequences and indexes are given away already, whatever has them. */
export async function findTaken(
  session: Session,
  names: readonly { readonly id: number; readonly schema: string; readonly name: string }[],
): Promise<readonly Taken[]> {
  return session.query<Taken>(TAKEN, [JSON.stringify(names)])
}

const TAKEN = `
  SELECT DISTINCT ON (w.id) w.id, CASE c.relkind WHEN 'r' THEN 'a table' WHEN 'p' THEN 'a table' WHEN 'v' THEN 'a view'
      WHEN 'm' THEN 'a materialized view' WHEN 'f' THEN 'a foreign table' WHEN 'S' THEN 'a sequence'
      WHEN 'i' THEN 'an index' WHEN 'I' THEN 'an index' ELSE 'a type' END AS by
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(id int, schema text, name text)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`
