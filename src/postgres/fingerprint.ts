import { type FingerprintLevel, HASH_METHOD, type Proof, type TableProof } from '../archive/proof.ts'
import { qualified, quoted } from './identifiers.ts'
import type { Relation } from './relations.ts'
import type { Session } from './session.ts'
import { factsOf } from './trouble.ts'

/** The settings on which the text of a value depends, the same wherever a fingerprint is taken. */
const PINNED = [
  "search_path = ''",
  "TimeZone = 'UTC'",
  "DateStyle = 'ISO, MDY'",
  "IntervalStyle = 'postgres'",
  'extra_float_digits = 3',
  "bytea_output = 'hex'",
  "xmlbinary = 'base64'",
  "lc_monetary = 'C'",
  'quote_all_identifiers = off',
  'row_security = off',
  'statement_timeout = 0',
]

/** Makes values read the same on every server, until the transaction ends. */
export async function pinSettings(session: Session): Promise<void> {
  await session.query(PINNED.map((setting) => `SET LOCAL ${setting}`).join('; '))
}

export type TablePrints = Pick<Proof, 'tables' | 'notCompared' | 'hashMethod'>

/** Counts, and for `content` hashes, the rows of all tables as the session's snapshot shows them. */
export async function fingerprintTables(
  session: Session,
  relations: readonly Relation[],
  level: Exclude<FingerprintLevel, 'none'>,
  onProgress: (tablesDone: number, tablesInAll: number) => void,
): Promise<TablePrints> {
  const { units, notCompared } = countingUnits(relations)
  const columns = level === 'content' ? await readColumns(session, units) : undefined
  const tables: TableProof[] = []
  const lost: Proof['notCompared'] = []
  for (const batch of batches(units)) {
    const counted = await countBatch(session, batch, columns, (error) => LOST[factsOf(error).code])
    tables.push(...counted.tables)
    lost.push(...counted.lost)
    onProgress(tables.length + lost.length, units.length)
  }
  return { tables, notCompared: [...notCompared, ...lost], ...(columns && { hashMethod: HASH_METHOD }) }
}

export type Counted = { readonly tables: readonly TableProof[]; readonly lost: Proof['notCompared'] }

/**
 * Counts some tables in one question; where that fails for a reason that is known, each by itself, and those that fail again
 * are lost for that reason.
 */
export async function countBatch(
  session: Session,
  batch: readonly Unit[],
  columns: Columns | undefined,
  reasonOf: (error: unknown) => string | undefined,
): Promise<Counted> {
  await session.query('SAVEPOINT batch')
  try {
    return { tables: await fingerprintBatch(session, batch, columns), lost: [] }
  } catch (error) {
    const reason = reasonOf(error)
    const [first] = batch
    if (!reason || !first) throw error
    await session.query('ROLLBACK TO SAVEPOINT batch')
    if (batch.length === 1) {
      const { schema, name } = first
      return { tables: [], lost: [{ schema, name, reason }] }
    }
    const alone: Counted[] = []
    for (const unit of batch) alone.push(await countBatch(session, [unit], columns, reasonOf))
    return { tables: alone.flatMap(({ tables }) => tables), lost: alone.flatMap(({ lost }) => lost) }
  } finally {
    // Reading a table locks its indexes too: for thousands of tables they would fill the server's lock table.
    await session.query('ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch').catch(() => undefined)
  }
}

/**
 * What cannot be counted is no fault of the dump: once that has ended, a table may be dropped before we come to it, and at
 * any time an index may be locked while it is rebuilt.
 */
const CHANGED = 'was changed or dropped before it could be counted'
const LOST: Readonly<Record<string, string | undefined>> = {
  '42P01': CHANGED,
  '42703': CHANGED,
  '3F000': CHANGED,
  '55P03': 'was locked by somebody else when it was to be counted',
}

/** What is counted by itself: a table, or a whole partition tree at its root. */
export type Unit = Pick<Relation, 'oid' | 'schema' | 'name' | 'bytes'> & {
  readonly tree: boolean
  /** Of a partition that is counted by itself. */
  readonly root?: Pick<Relation, 'schema' | 'name'>
}

/** Splits the relations into what is counted, and what is not and why. */
export function countingUnits(relations: readonly Relation[]): {
  readonly units: readonly Unit[]
  readonly notCompared: Proof['notCompared']
} {
  const leavesOf = Map.groupBy(
    relations.filter(({ root, kind }) => root !== undefined && kind !== 'partitioned'),
    ({ root }) => root,
  )
  // Counting at the root is right only where the dump holds all that hangs below it.
  const roots = relations.filter(({ oid, root, leaves, notCompared }) => {
    const dumped = leavesOf.get(oid)?.filter(({ hasData, notCompared }) => hasData && !notCompared) ?? []
    return root === oid && !notCompared && dumped.length === leaves
  })
  const whole = new Set(roots.map(({ oid }) => oid))
  const alone = relations.filter(
    ({ kind, root, notCompared }) =>
      kind === 'table' && !notCompared && !(root !== undefined && whole.has(root)),
  )
  const rootOf = new Map(relations.filter(({ oid, root }) => oid === root).map((root) => [root.oid, root]))
  const trees = roots.map(({ oid, schema, name }) => ({
    ...{ oid, schema, name, tree: true },
    bytes: leavesOf.get(oid)?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0,
  }))
  const tables = alone.map(({ oid, schema, name, bytes, root: of }) => {
    const root = rootOf.get(of ?? oid)
    const unit = { oid, schema, name, bytes, tree: false }
    return root ? { ...unit, root: { schema: root.schema, name: root.name } } : unit
  })
  return {
    units: [...trees, ...tables],
    notCompared: relations.flatMap(({ schema, name, kind, notCompared: reason }) =>
      reason && kind !== 'sequence' ? [{ schema, name, reason }] : [],
    ),
  }
}

const BATCH_TABLES = 100
const BATCH_BYTES = 16 * 1024 * 1024

/** Big tables come first; small ones share a question, so that thousands do not cost thousands of round trips. */
export function* batches(units: readonly Unit[]): Generator<Unit[]> {
  let batch: Unit[] = []
  let bytes = 0
  for (const unit of units.toSorted((a, b) => b.bytes - a.bytes)) {
    if (batch.length > 0 && (batch.length >= BATCH_TABLES || bytes + unit.bytes > BATCH_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(unit)
    bytes += unit.bytes
  }
  if (batch.length > 0) yield batch
}

async function fingerprintBatch(
  session: Session,
  batch: readonly Unit[],
  columns: Columns | undefined,
): Promise<TableProof[]> {
  const questions = batch.map((unit, at) => {
    const from = `${unit.tree ? '' : 'ONLY '}${qualified(unit)}`
    const hash = columns ? rowHash(columns.get(unit.oid) ?? []) : 'NULL'
    return `SELECT ${at} AS at, count(*)::text AS rows, ${hash} AS hash FROM ${from} AS t`
  })
  const rows = await session.query<{ at: number; rows: string; hash: string | null }>(
    questions.join(' UNION ALL '),
  )
  return rows.flatMap(({ at, rows, hash }) => {
    const unit = batch[at]
    if (!unit) return []
    const { schema, name, bytes, root } = unit
    const kind = unit.tree ? ('partition tree' as const) : ('table' as const)
    const counted = { rows: Number(rows), ...(columns && { hash: hash ?? '0' }) }
    return [{ schema, name, kind, ...(root && { root }), bytes, ...counted }]
  })
}

/** The sum over all rows does not depend on their order, and a doubled row shows in it. */
function rowHash(columns: readonly string[]): string {
  const row = `ROW(${columns.map((column) => `t.${quoted(column)}`).join(', ')})`
  return `sum(hashtextextended(${row}::text COLLATE "C", 0))::text`
}

/** The names of a table's columns, by the table's oid. */
export type Columns = ReadonlyMap<number, readonly string[]>

export async function readColumns(session: Session, units: readonly Unit[]): Promise<Columns> {
  const rows = await session.query<{ oid: number; columns: string[] }>(
    `SELECT attrelid::bigint::float8 AS oid, array_agg(attname::text ORDER BY attname::text COLLATE "C") AS columns
      FROM pg_catalog.pg_attribute
      WHERE attnum > 0 AND NOT attisdropped AND attrelid = ANY ($1::bigint[]) GROUP BY attrelid`,
    [units.map(({ oid }) => oid)],
  )
  return new Map(rows.map(({ oid, columns }) => [oid, columns]))
}

const SLICE = 8 * 1024 * 1024

/** Large objects, read by slices through the function that everybody may use who may read them. */
export async function fingerprintLargeObjects(
  session: Session,
  level: Exclude<FingerprintLevel, 'none'>,
): Promise<NonNullable<Proof['largeObjects']>> {
  const print =
    level === 'content'
      ? `hashtextextended(oid || ':' || at || ':' || encode(sha256(data), 'hex'), 0)`
      : 'NULL::bigint'
  // OFFSET 0 keeps each slice from being read once for its length and again for its hash.
  const slice = (at: string) =>
    `LATERAL (SELECT ${at} AS at, lo_get(oid, ${at}, ${SLICE}) AS data OFFSET 0) AS one`
  const [row] = await session.query<{ count: string; bytes: string; hash: string | null }>(
    `WITH RECURSIVE slice AS (
        SELECT oid, at, octet_length(data) AS length, ${print} AS print
          FROM pg_catalog.pg_largeobject_metadata, ${slice('0::bigint')}
        UNION ALL
        SELECT oid, one.at, octet_length(data), ${print.replace('|| at ||', '|| one.at ||')}
          FROM slice, ${slice(`slice.at + ${SLICE}`)} WHERE length = ${SLICE}
      )
      SELECT count(DISTINCT oid)::text AS count, coalesce(sum(length), 0)::text AS bytes, sum(print)::text AS hash
      FROM slice`,
  )
  return {
    count: Number(row?.count ?? 0),
    bytes: Number(row?.bytes ?? 0),
    ...(level === 'content' && { hash: row?.hash ?? '0' }),
  }
}
