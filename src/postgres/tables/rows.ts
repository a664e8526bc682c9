import { UserError } from '../../errors.ts'
import { qualified, quoted } from '../identifiers.ts'
import { conditionTrouble, meant } from '../rows/part.ts'
import type { TableName } from '../rows/request.ts'
import type { Sessions } from '../rows/sessions.ts'
import { type Counter, pour, Unreadable } from '../rows/staging.ts'
import { list } from '../rows/work.ts'
import type { Session } from '../session.ts'
import { factsOf, serverTrouble } from '../trouble.ts'

/** A chosen table in the temporary database, and where its rows lie there. */
export type Source = {
  readonly table: TableName
  /** Those that are written; what is computed comes by itself. */
  readonly columns: readonly string[]
  /** The table itself, or the partitions that hold its rows. */
  readonly leaves: readonly TableName[]
  /** Partitions of the same root that nobody chose, and which must be empty. */
  readonly strangers: readonly TableName[]
}

/** Looks the chosen tables up in the temporary database. */
export async function readSources(from: Session, tables: readonly TableName[]): Promise<Source[]> {
  const found = await from.query<Source>(SOURCES, [JSON.stringify(tables)])
  return tables.map((table) => {
    const source = found.find((one) => one.table.schema === table.schema && one.table.name === table.name)
    if (source) return source
    throw new UserError({
      what: `The table ${qualified(table)} could not be made in the temporary database, so its rows cannot be read; nothing was changed.`,
      next: 'Restore the whole backup under another name by `target-url`: what keeps it from being made is told there.',
    })
  })
}

// What is a partition of a chosen one lies in its tree; whether it holds rows, only a table can.
const SOURCES = `
  WITH chosen AS (
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition
    FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, name text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name AND c.relkind IN ('r', 'p')
  ), inside AS (
    SELECT chosen.oid AS chosen, chosen.oid AS leaf FROM chosen
    UNION SELECT chosen.oid, t.relid::pg_catalog.oid FROM chosen, pg_catalog.pg_partition_tree(chosen.oid) AS t
  ), leaf AS (
    SELECT c.oid, pg_catalog.jsonb_build_object('schema', n.nspname, 'name', c.relname) AS told
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'
  )
  SELECT pg_catalog.jsonb_build_object('schema', chosen.nspname, 'name', chosen.relname) AS table,
    ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = chosen.oid AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attname::text COLLATE "C") AS columns,
    coalesce((SELECT pg_catalog.jsonb_agg(leaf.told ORDER BY leaf.oid) FROM inside JOIN leaf ON leaf.oid = inside.leaf
      WHERE inside.chosen = chosen.oid), '[]') AS leaves,
    coalesce((SELECT pg_catalog.jsonb_agg(leaf.told ORDER BY leaf.oid)
      FROM pg_catalog.pg_partition_tree(pg_catalog.pg_partition_root(chosen.oid)) AS t JOIN leaf ON leaf.oid = t.relid
      WHERE chosen.relispartition AND leaf.oid NOT IN (SELECT inside.leaf FROM inside)), '[]') AS strangers
  FROM chosen`

const filter = (where: string | undefined): string => (where === undefined ? '' : ` WHERE ${meant(where)}`)

/** Rows of one leaf; the condition may call them by the chosen table's name. */
const rowsOf = ({ table, columns }: Source, leaf: TableName, where: string | undefined): string =>
  `SELECT ${list(columns)} FROM ONLY ${qualified(leaf)} AS ${quoted(table.name)}${filter(where)}`

/** Lets the server read the condition as a part of one query, before it stands in any other statement. */
export async function checkCondition(from: Session, source: Source, where: string): Promise<void> {
  const { table, columns } = source
  try {
    await from.queryOne(
      `EXPLAIN SELECT ${list(columns)} FROM ${qualified(table)} AS ${quoted(table.name)}${filter(where)}`,
    )
  } catch (error) {
    throw conditionTrouble(error, qualified(table))
  }
}

/** A few partitions may be loaded by way of their root, and land elsewhere than they came from. */
export async function requireNoStrangers(from: Session, sources: readonly Source[]): Promise<void> {
  for (const { table, strangers } of sources) {
    for (const stranger of strangers) {
      const [row] = await from.query<{ some: boolean }>(
        `SELECT EXISTS (SELECT FROM ONLY ${qualified(stranger)}) AS some`,
      )
      if (!row?.some) continue
      throw new UserError({
        what: `Rows of ${qualified(table)} came to lie in ${qualified(stranger)}, so the partition cannot be brought back by itself; nothing was changed.`,
        next: 'Restore the whole backup under another name by `target-url`, and take them from there by pg_dump.',
      })
    }
  }
}

/** How many rows are meant, and a sum over their text that any other row would change. */
export type Prints = { readonly rows: number; readonly hash: string }

/** Counts rows that are meant, and where asked, hashes them. */
export async function printsOf(
  session: Session,
  source: Source,
  {
    where,
    hashed,
    leaves,
  }: {
    readonly where?: string | undefined
    readonly hashed: boolean
    readonly leaves?: readonly TableName[]
  },
): Promise<Prints> {
  const row = `ROW(${list(source.columns, quoted(source.table.name))})`
  const hash = hashed
    ? `coalesce(pg_catalog.sum(pg_catalog.hashtextextended(${row}::pg_catalog.text COLLATE pg_catalog."C", 0)), 0)`
    : '0::pg_catalog.numeric'
  let [rows, sum] = [0, 0n]
  for (const leaf of leaves ?? source.leaves) {
    const [found] = await session.query<{ rows: string; hash: string }>(
      `SELECT pg_catalog.count(*)::text AS rows, ${hash}::text AS hash FROM ONLY ${qualified(leaf)} AS ${quoted(source.table.name)}${filter(where)}`,
    )
    rows += Number(found?.rows ?? 0)
    sum += BigInt(found?.hash ?? 0)
  }
  return { rows, hash: `${sum}` }
}

/** Copies the rows over; of a whole tree through its root, since a partition's bounds may rest on what differs here. */
export async function copyRows(
  { from, to }: Sessions,
  source: Source,
  where: string | undefined,
  counter: Counter,
): Promise<void> {
  const columns = list(source.columns)
  const copy = `COPY ${qualified(source.table)} (${columns}) FROM STDIN`
  for (const leaf of source.leaves) {
    const { ofSource, ofTarget } = await pour(
      { from, to },
      { query: rowsOf(source, leaf, where), copy },
      counter,
    )
    if (ofSource !== undefined) {
      if (where !== undefined) throw conditionTrouble(ofSource, qualified(source.table))
      throw new Unreadable(leaf, ofSource)
    }
    if (ofTarget !== undefined) throw unfit(source, ofTarget)
  }
}

/** The server's detail would show values of the row. */
function unfit({ table }: Source, error: unknown): unknown {
  if (/^(08|57)/.test(factsOf(error).code)) return error
  const { story } = serverTrouble('', error)
  return new UserError({
    what: `The rows of the backup do not fit into ${qualified(table)} as it is made here, so nothing was changed.`,
    why: story.why,
    next: 'Something that the table uses is another than in the backup: a type, a function in a check, a parent table. Bring that back first, or restore the backup under another name by `target-url`.',
    cause: error,
  })
}

/** What has come over must be what was sent, to the last byte. */
export async function requireSameRows(
  { from, to }: Sessions,
  source: Source,
  where: string | undefined,
): Promise<Prints> {
  const sent = await printsOf(from, source, { where, hashed: true })
  const [here] = await readSources(to, [source.table])
  const come = await printsOf(to, source, { hashed: true, leaves: here?.leaves ?? [] })
  if (sent.rows === come.rows && sent.hash === come.hash) return come
  throw new UserError({
    what: `The rows of ${qualified(source.table)} did not come over as they were, so nothing was changed.`,
    why: `The backup holds ${sent.rows.toLocaleString('en')}, and ${come.rows.toLocaleString('en')} came${sent.rows === come.rows ? ', not all of them the same' : ''}.`,
    next: 'A rule, a trigger on all tables or a type that is another here changes them: restore the backup under another name by `target-url`, and compare.',
  })
}
