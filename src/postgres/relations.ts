import { UserError } from '../errors.ts'
import type { Selection } from '../options/options.ts'
import { qualified } from './identifiers.ts'
import { readPattern } from './patterns.ts'
import type { Session } from './session.ts'

export type RelationKind = 'table' | 'partitioned' | 'foreign' | 'materialized view' | 'sequence'

/** A table, sequence or the like that pg_dump will put into the archive. */
export type Relation = {
  readonly oid: number
  readonly schema: string
  readonly name: string
  readonly kind: RelationKind
  /** The root of the partition tree it belongs to, itself included. */
  readonly root: number | undefined
  /** Of the root of a partition tree: how many partitions hold its rows. */
  readonly leaves: number | undefined
  /** Of a sequence: the table whose column owns it. */
  readonly owner: number | undefined
  readonly bytes: number
  /** Why its rows are not compared, where they are not: the first reason that holds. */
  readonly notCompared: string | undefined
  /** Whether its rows are in the dump. */
  readonly hasData: boolean
}

export const NOT_COMPARED = {
  excluded: 'left out by exclude-table-data',
  extension: 'belongs to an extension',
  foreign: 'lies on another server',
  refreshed: 'is refreshed on restore',
  unlogged: 'is unlogged, and a replica has none of its rows',
} as const

type Row = {
  oid: number
  schema: string
  name: string
  kind: string
  root: number | null
  leaves: number | null
  owner: number | null
  bytes: string
  excluded: boolean
  of_extension: boolean
  unlogged: boolean
  readable: boolean
  rows_hidden: boolean
}

const KINDS: Readonly<Record<string, RelationKind>> = {
  r: 'table',
  p: 'partitioned',
  f: 'foreign',
  m: 'materialized view',
  S: 'sequence',
}

/** Lists what pg_dump would dump under this selection; `measured` sizes need locks that keep nobody waiting. */
export async function listRelations(
  session: Session,
  selection: Selection,
  options: { readonly measured: boolean; readonly inRecovery: boolean },
): Promise<Relation[]> {
  const patterns = JSON.stringify({
    schemas: selection.schemas.map(readPattern),
    excludeSchemas: selection.excludeSchemas.map(readPattern),
    tables: selection.tables.map(readPattern),
    excludeTables: selection.excludeTables.map(readPattern),
    excludeTableData: selection.excludeTableData.map(readPattern),
  })
  const rows = await session.query<Row>(RELATIONS, [patterns, options.measured])
  refuseUnreadable(rows)
  return rows.map((row) => toRelation(row, options.inRecovery))
}

function toRelation(row: Row, inRecovery: boolean): Relation {
  const kind = KINDS[row.kind] ?? 'table'
  const missing = inRecovery && row.unlogged
  const reason = row.of_extension
    ? NOT_COMPARED.extension
    : kind === 'foreign'
      ? NOT_COMPARED.foreign
      : kind === 'materialized view'
        ? NOT_COMPARED.refreshed
        : row.excluded
          ? NOT_COMPARED.excluded
          : missing
            ? NOT_COMPARED.unlogged
            : undefined
  return {
    oid: row.oid,
    schema: row.schema,
    name: row.name,
    kind,
    root: row.root ?? undefined,
    leaves: row.leaves ?? undefined,
    owner: row.owner ?? undefined,
    bytes: Number(row.bytes),
    notCompared: reason,
    hasData: kind === 'table' && !row.excluded && !missing && !row.of_extension,
  }
}

/** All that cannot be read whole is named at once, before anything starts. */
function refuseUnreadable(rows: readonly Row[]): void {
  const unreadable = rows.filter((row) => !row.readable && !row.of_extension)
  if (unreadable.length > 0) {
    throw new UserError({
      what: `This user may not read ${enumerate(unreadable)}.`,
      next: 'Grant it (GRANT pg_read_all_data TO … from version 14 on, else GRANT SELECT on tables and sequences and USAGE on their schemas), or leave them out by `exclude-tables`.',
    })
  }
  const hidden = rows.filter((row) => row.rows_hidden && !row.excluded)
  if (hidden.length > 0) {
    throw new UserError({
      what: `Row-level security would hide rows of ${enumerate(hidden)} from this user.`,
      why: 'The backup would lack those rows and nobody would notice.',
      next: 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of these tables.',
    })
  }
}

function enumerate(rows: readonly Row[]): string {
  const shown = rows.slice(0, 10).map(qualified).join(', ')
  return rows.length > 10 ? `${shown} and ${rows.length - 10} more` : shown
}

const matches = (list: string, visible = true): string => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(schema text, name text)
    WHERE c.relname::text OPERATOR(pg_catalog.~) p.name
      AND CASE WHEN p.schema IS NULL THEN ${visible ? 'pg_catalog.pg_table_is_visible(c.oid)' : 'true'}
        ELSE n.nspname::text OPERATOR(pg_catalog.~) p.schema END)`

const schemaMatches = (list: string): string => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(name text)
    WHERE n.nspname::text OPERATOR(pg_catalog.~) p.name)`

const given = (list: string): string => `pg_catalog.jsonb_array_length($1::jsonb -> '${list}') > 0`

// As pg_dump selects: `tables` makes it forget the schema options, a sequence goes with the table that owns it.
const RELATIONS = `
  WITH candidate AS (
    SELECT c.oid, n.oid AS schema_oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.relispartition,
      c.relpages, c.reltoastrelid,
      CASE WHEN ${given('tables')} THEN ${matches('tables')}
        ELSE CASE WHEN ${given('schemas')} THEN ${schemaMatches('schemas')} ELSE true END
          AND NOT ${schemaMatches('excludeSchemas')} END
        AND NOT ${matches('excludeTables')} AS chosen,
      ${matches('excludeTableData')} AS excluded,
      (SELECT d.refobjid FROM pg_catalog.pg_depend d
        WHERE c.relkind = 'S' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
          AND d.refclassid = d.classid AND d.deptype IN ('a', 'i') LIMIT 1) AS owner
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'm', 'S')
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  )
  SELECT c.oid::bigint::float8 AS oid, c.nspname::text AS schema, c.relname::text AS name, c.relkind AS kind,
    CASE WHEN c.relkind = 'p' OR c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::oid::bigint::float8 END AS root,
    CASE WHEN c.relkind = 'p' AND NOT c.relispartition
      THEN (SELECT count(*)::float8 FROM pg_catalog.pg_partition_tree(c.oid) WHERE isleaf) END AS leaves,
    c.owner::bigint::float8 AS owner,
    CASE WHEN c.relkind NOT IN ('r', 'm') THEN 0
      WHEN $2::boolean THEN pg_catalog.pg_table_size(c.oid)
      ELSE 8192::bigint * (greatest(c.relpages, 0) + coalesce(
        (SELECT greatest(t.relpages, 0) FROM pg_catalog.pg_class t WHERE t.oid = c.reltoastrelid), 0)) END::text AS bytes,
    c.excluded,
    EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.objid = c.oid AND d.deptype = 'e') AS of_extension,
    c.relpersistence = 'u' AS unlogged,
    pg_catalog.has_schema_privilege(c.schema_oid, 'USAGE') AND CASE c.relkind
      WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
      WHEN 'r' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      WHEN 'p' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      ELSE true END AS readable,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS rows_hidden
  FROM candidate c
  WHERE c.chosen OR (c.owner IS NOT NULL AND EXISTS (SELECT FROM candidate t WHERE t.oid = c.owner AND t.chosen))
  ORDER BY c.nspname, c.relname`
