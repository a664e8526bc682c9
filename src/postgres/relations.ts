import { UserError } from '../errors.ts'
import type { Selection } from '../options/options.ts'
import { qualified } from './identifiers.ts'
import { readPatterns } from './patterns.ts'
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
  /**
   * Of the root of a partition tree: how many partitions hold its rows. One that is being detached counts twice, so that
   * nobody counts this tree at its root: queries leave that partition out, and a restore attaches it again.
   */
  readonly leaves: number | undefined
  /** Of a sequence: the table whose column owns it. */
  readonly owner: number | undefined
  readonly bytes: number
  /** Why its rows are not compared, where they are not: the first reason that holds. */
  readonly notCompared: string | undefined
  /** pg_dump locks what it dumps, and of an extension only what its user may read anyhow. */
  readonly lockable: boolean
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

type Listing = { readonly measured: boolean; readonly inRecovery: boolean }

/** Lists what pg_dump would dump under this selection; `measured` sizes need locks that keep nobody waiting. */
export async function listRelations(
  session: Session,
  selection: Selection,
  options: Listing,
): Promise<readonly Relation[]> {
  const { relations, unreadable, hidden } = await surveyRelations(session, selection, options)
  // All that cannot be read whole is named at once, before anything starts.
  if (unreadable.length > 0) throw notReadable(unreadable)
  if (hidden.length > 0) throw rowsHidden(hidden)
  return relations
}

type Named = Pick<Relation, 'schema' | 'name'>

export type Survey = {
  readonly relations: readonly Relation[]
  /** What this user may not read. */
  readonly unreadable: readonly Named[]
  /** Of what row-level security would hide rows. */
  readonly hidden: readonly Named[]
}

/** The same, with what keeps it from being dumped whole. */
export async function surveyRelations(
  session: Session,
  selection: Selection,
  options: Listing,
): Promise<Survey> {
  const patterns = JSON.stringify({
    schemas: readPatterns(selection.schemas),
    excludeSchemas: readPatterns(selection.excludeSchemas),
    tables: readPatterns(selection.tables),
    excludeTables: readPatterns(selection.excludeTables),
    excludeTableData: readPatterns(selection.excludeTableData),
  })
  const rows = await session.query<Row>(RELATIONS, [patterns, options.measured])
  const ours = rows.filter((row) => !row.of_extension)
  return {
    relations: rows.map((row) => toRelation(row, selection, options.inRecovery)),
    unreadable: ours.filter((row) => !row.readable),
    hidden: ours.filter((row) => selection.include !== 'schema' && row.rows_hidden && !row.excluded),
  }
}

function toRelation(row: Row, { include }: Selection, inRecovery: boolean): Relation {
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
    lockable: (kind === 'table' || kind === 'partitioned') && !(row.of_extension && !row.readable),
    hasData: include !== 'schema' && kind === 'table' && !row.excluded && !missing && !row.of_extension,
  }
}

const notReadable = (unreadable: readonly Named[]): UserError =>
  new UserError({
    what: `This user may not read ${enumerate(unreadable)}.`,
    next: MAKE_READABLE,
  })

export const MAKE_READABLE =
  'Grant it (GRANT pg_read_all_data TO … from version 14 on, else GRANT SELECT on tables and sequences and USAGE on their schemas), or leave them out by `exclude-tables`.'

const rowsHidden = (hidden: readonly Named[]): UserError =>
  new UserError({
    what: `Row-level security would hide rows of ${enumerate(hidden)} from this user.`,
    why: 'The backup would lack those rows and nobody would notice.',
    next: MAKE_VISIBLE,
  })

export const MAKE_VISIBLE =
  'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of these tables.'

/** Names in a sentence, and how many more there are. */
export function enumerate(rows: readonly Named[]): string {
  const shown = rows.slice(0, 10).map(qualified).join(', ')
  return rows.length > 10 ? `${shown} and ${rows.length - 10} more` : shown
}

const matches = (list: string): string => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(schema text, name text)
    WHERE c.relname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default"
      AND CASE WHEN p.schema IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
        ELSE n.nspname::text OPERATOR(pg_catalog.~) p.schema COLLATE pg_catalog."default" END)`

const schemaMatches = (list: string): string => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(name text)
    WHERE n.nspname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default")`

const given = (list: string): string => `pg_catalog.jsonb_array_length($1::jsonb -> '${list}') > 0`

// As pg_dump selects: `tables` makes it forget the schema options, a sequence goes with the table that owns it, and that
// of an identity column goes with nothing else. No function here waits for a lock, but for those that measure.
const RELATIONS = `
  WITH RECURSIVE candidate AS MATERIALIZED (
    SELECT c.*, n.nspname,
      CASE WHEN ${given('tables')} THEN ${matches('tables')}
        ELSE CASE WHEN ${given('schemas')} THEN ${schemaMatches('schemas')} ELSE true END
          AND NOT ${schemaMatches('excludeSchemas')} END
        AND NOT ${matches('excludeTables')} AS chosen,
      ${matches('excludeTableData')} AS excluded
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'm', 'S')
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), tree AS (
    SELECT oid AS member, relkind, oid AS root, false AS leaving FROM pg_catalog.pg_class
      WHERE relkind = 'p' AND NOT relispartition
    UNION ALL
    SELECT c.oid, c.relkind, tree.root, coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false)
      FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.member
        JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
  ), leaves AS (
    SELECT root, count(*) FILTER (WHERE relkind <> 'p') + count(*) FILTER (WHERE leaving) AS number FROM tree GROUP BY root
  ), dependency AS (
    SELECT objid, max(refobjid::bigint) FILTER (WHERE deptype <> 'e') AS owner,
      bool_or(deptype = 'i') AS of_identity, bool_or(deptype = 'e') AS of_extension
    FROM pg_catalog.pg_depend
    WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0 AND (deptype = 'e'
      OR deptype IN ('a', 'i') AND refclassid = classid AND refobjsubid > 0)
    GROUP BY objid
  )
  SELECT c.oid::bigint::float8 AS oid, c.nspname::text AS schema, c.relname::text AS name, c.relkind AS kind,
    tree.root::bigint::float8 AS root, leaves.number::float8 AS leaves,
    CASE WHEN c.relkind = 'S' THEN d.owner::float8 END AS owner,
    CASE WHEN c.relkind <> 'r' THEN 0
      WHEN $2::boolean THEN coalesce(pg_catalog.pg_table_size(c.oid), 0)
      ELSE 8192::bigint * (greatest(c.relpages, 0) + greatest(toast.relpages, 0)) END::text AS bytes,
    c.excluded, coalesce(d.of_extension, false) AS of_extension, c.relpersistence = 'u' AS unlogged,
    (pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE') AND CASE c.relkind
      WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
      WHEN 'r' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      WHEN 'p' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      ELSE true END) IS NOT FALSE AS readable,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS rows_hidden
  FROM candidate c
    LEFT JOIN dependency d ON d.objid = c.oid
    LEFT JOIN candidate owner ON c.relkind = 'S' AND owner.oid = d.owner
    LEFT JOIN tree ON tree.member = c.oid
    LEFT JOIN leaves ON leaves.root = c.oid
    LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
  WHERE owner.chosen OR c.chosen AND NOT (c.relkind = 'S' AND coalesce(d.of_identity, false))
  ORDER BY c.nspname, c.relname`
