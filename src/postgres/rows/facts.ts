import type { Session } from '../session.ts'
import type { TableName } from './request.ts'

/** What a catalog says of a table. */
export type TableFacts = TableName & {
  readonly oid: number
  /** `r`: a table. `p`: the root of a partition tree, or a branch of it. Anything else holds no rows of its own. */
  readonly kind: string
  /** Row-level security would hide rows from us. */
  readonly hidden: boolean
  /** It has rules that would do something else than they are told. */
  readonly rules: boolean
  /** Of a partition: what it belongs to, up to the root; of a root: all that belongs to it; always the table itself. */
  readonly family: readonly number[]
  /** The tables above it in its partition tree. */
  readonly ancestors: readonly number[]
  readonly columns: readonly ColumnFacts[]
  readonly keys: readonly Key[]
}

export type ColumnFacts = {
  readonly name: string
  /** As SQL writes it, with its schema and its length. */
  readonly type: string
  /** As SQL writes it, where it is not the type's own. */
  readonly collation: string | null
  readonly generated: boolean
  readonly identity: 'always' | 'by default' | null
  readonly required: boolean
  readonly hasDefault: boolean
}

/** A unique index by which rows are told apart. */
export type Key = {
  readonly name: string
  readonly primary: boolean
  readonly deferrable: boolean
  readonly columns: readonly KeyColumn[]
}

export type KeyColumn = {
  readonly column: string
  /** The operator class by which it is indexed, and the equality of it, as SQL writes them. */
  readonly operatorClass: string
  readonly equals: string
}

/** Looks tables up by their names; those that are not there are left out. */
export async function readFacts(session: Session, tables: readonly TableName[]): Promise<TableFacts[]> {
  const found = await session.query<Omit<TableFacts, 'columns' | 'keys'>>(TABLES, [JSON.stringify(tables)])
  const oids = found.map(({ oid }) => oid)
  const columns = await session.query<ColumnFacts & { table: number }>(COLUMNS, [oids])
  const keys = await session.query<Key & { table: number }>(KEYS, [oids])
  const columnsOf = Map.groupBy(columns, ({ table }) => table)
  const keysOf = Map.groupBy(keys, ({ table }) => table)
  return found.map((table) => ({
    ...table,
    columns: columnsOf.get(table.oid) ?? [],
    keys: keysOf.get(table.oid) ?? [],
  }))
}

const TABLES = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, c.oid::bigint::float8 AS oid, c.relkind AS kind,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS hidden,
    EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid AND ev_type <> '1') AS rules,
    ARRAY(SELECT c.oid::bigint::float8
      UNION SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_ancestors(c.oid)
      UNION SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_tree(c.oid)) AS family,
    ARRAY(SELECT relid::pg_catalog.oid::bigint::float8 FROM pg_catalog.pg_partition_ancestors(c.oid)
      WHERE relid <> c.oid) AS ancestors
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS wanted(schema text, name text)
    JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.name`

const COLUMNS = `
  SELECT a.attrelid::bigint::float8 AS table, a.attname::text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attcollation <> t.typcollation THEN
      (SELECT pg_catalog.format('%I.%I', n.nspname, collname) FROM pg_catalog.pg_collation
        JOIN pg_catalog.pg_namespace n ON n.oid = collnamespace WHERE pg_collation.oid = a.attcollation) END AS collation,
    a.attgenerated <> '' AS generated,
    CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
    a.attnotnull OR t.typnotnull AS required,
    a.atthasdef OR t.typdefault IS NOT NULL AS "hasDefault"
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = ANY ($1::bigint[])
  ORDER BY a.attrelid, a.attnum`

// Of a partial index, of one on expressions and of one with columns that may be null, a row may have no place in it.
const KEYS = `
  SELECT i.indrelid::bigint::float8 AS table, c.relname::text AS name, i.indisprimary AS primary,
    NOT i.indimmediate AS deferrable, k.columns
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = c.relam AND am.amname = 'btree',
    LATERAL (
      SELECT pg_catalog.bool_and(a.attnotnull) AS complete, pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
        'column', a.attname,
        'operatorClass', pg_catalog.format('%I.%I', ns.nspname, o.opcname),
        'equals', (SELECT pg_catalog.format('OPERATOR(%I.%s)', en.nspname, e.oprname)
          FROM pg_catalog.pg_amop JOIN pg_catalog.pg_operator e ON e.oid = amopopr
            JOIN pg_catalog.pg_namespace en ON en.oid = e.oprnamespace
          WHERE amopfamily = o.opcfamily AND amoplefttype = o.opcintype AND amoprighttype = o.opcintype
            AND amopstrategy = 3)) ORDER BY part.place) AS columns
      FROM ROWS FROM (pg_catalog.unnest(i.indkey::int2[]), pg_catalog.unnest(i.indclass::pg_catalog.oid[]))
          WITH ORDINALITY AS part(attribute, class, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = part.attribute
        JOIN pg_catalog.pg_opclass o ON o.oid = part.class
        JOIN pg_catalog.pg_namespace ns ON ns.oid = o.opcnamespace
      WHERE part.place <= i.indnkeyatts) AS k
  WHERE i.indrelid = ANY ($1::bigint[]) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
    AND k.complete
  ORDER BY i.indisprimary DESC, i.indnkeyatts, c.relname`
