import type { Proof, SequenceProof, TableProof } from '../../archive/proof.ts'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'

/** Something that a mutation was done to, for people. */
export type Done = { readonly object: string; readonly table?: TableProof; readonly sequence?: SequenceProof }

/** Changes one thing inside the session's transaction; `undefined` where there is nothing that it could be done to. */
export type Mutate = (session: Session, proof: Proof) => Promise<Done | undefined>

/** How many tables are tried until one lets itself be spoiled. */
const CANDIDATES = 25

/** The smallest tables that have rows: each spoiled one is counted again as a whole. */
const candidates = ({ tables }: Proof): readonly TableProof[] =>
  tables
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => a.rows - b.rows || a.bytes - b.bytes)
    .slice(0, CANDIDATES)

/** Tries it on one table after another: keys, constraints and rights may keep a row from being spoiled. */
async function onFirst(
  session: Session,
  proof: Proof,
  spoil: (table: TableProof) => Promise<boolean>,
): Promise<Done | undefined> {
  for (const table of candidates(proof)) {
    await session.query('SAVEPOINT candidate')
    try {
      if (await spoil(table)) return { object: `table ${table.schema}.${table.name}`, table }
    } catch {
      // What cannot be spoiled is passed over.
    }
    await session.query('ROLLBACK TO SAVEPOINT candidate')
  }
  return undefined
}

// Rows of a partition tree lie in its partitions, each with rows of the same place.
const from = (table: TableProof): string => `${table.kind === 'table' ? 'ONLY ' : ''}${qualified(table)}`
const oneOf = (table: TableProof, where = 'true'): string =>
  `(tableoid, ctid) = (SELECT tableoid, ctid FROM ${from(table)} WHERE ${where} LIMIT 1)`

/** By type, what turns a value into another one. */
const OTHER_VALUE: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `${column} || 'x'`,
  varchar: (column) => `${column} || 'x'`,
  int2: (column) => `${column} - 1::int2`,
  int4: (column) => `${column} - 1`,
  int8: (column) => `${column} - 1`,
  numeric: (column) => `${column} - 1`,
  float8: (column) => `${column} - 1`,
  bool: (column) => `NOT ${column}`,
  date: (column) => `${column} - 1`,
  timestamp: (column) => `${column} - interval '1 day'`,
  timestamptz: (column) => `${column} - interval '1 day'`,
  bytea: (column) => `${column} || '\\x00'::bytea`,
  jsonb: () => `'"spoiled"'::jsonb`,
  json: () => `'"spoiled"'::json`,
}

export const changeRow: Mutate = (session, proof) =>
  onFirst(session, proof, async (table) => {
    for (const { name, type } of await columnsOf(session, table)) {
      const column = quoted(name)
      const value = OTHER_VALUE[type]?.(column)
      if (value === undefined) continue
      await session.query('SAVEPOINT attempt')
      try {
        // What is beyond all numbers, NaN and infinity, stays what it was.
        const where = oneOf(table, `${column}::text IS DISTINCT FROM (${value})::text`)
        const changed = await session.query(
          `UPDATE ${from(table)} SET ${column} = ${value} WHERE ${where} RETURNING 1`,
        )
        if (changed.length > 0) return true
      } catch {
        await session.query('ROLLBACK TO SAVEPOINT attempt')
      }
    }
    return false
  })

export const removeRow: Mutate = (session, proof) =>
  onFirst(session, proof, async (table) => {
    const gone = await session.query(`DELETE FROM ${from(table)} WHERE ${oneOf(table)} RETURNING 1`)
    return gone.length > 0
  })

export const doubleRow: Mutate = (session, proof) =>
  onFirst(session, proof, async (table) => {
    await dropUniqueness(session, table)
    const columns = (await columnsOf(session, table)).map(({ name }) => quoted(name)).join(', ')
    const into =
      columns === '' ? qualified(table) : `${qualified(table)} (${columns}) OVERRIDING SYSTEM VALUE`
    const added = await session.query(
      `INSERT INTO ${into} SELECT ${columns} FROM ${from(table)} LIMIT 1 RETURNING 1`,
    )
    return added.length > 0
  })

/** Columns that can be written, those of no key first. */
const columnsOf = (session: Session, table: TableProof): Promise<{ name: string; type: string }[]> =>
  session.query(
    `SELECT a.attname::text AS name, t.typname::text AS type
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY EXISTS (SELECT FROM pg_catalog.pg_index i
        WHERE i.indrelid = a.attrelid AND a.attnum = ANY (i.indkey::int2[])), a.attnum`,
    [qualified(table)],
  )

async function dropUniqueness(session: Session, table: TableProof): Promise<void> {
  const constraints = await session.query<{ name: string }>(
    `SELECT conname::text AS name FROM pg_catalog.pg_constraint
      WHERE conrelid = $1::pg_catalog.regclass AND contype IN ('p', 'u', 'x')`,
    [qualified(table)],
  )
  for (const { name } of constraints)
    await session.query(`ALTER TABLE ${qualified(table)} DROP CONSTRAINT ${quoted(name)} CASCADE`)
  const indexes = await session.query<{ schema: string; name: string }>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE i.indrelid = $1::pg_catalog.regclass AND i.indisunique`,
    [qualified(table)],
  )
  for (const index of indexes) await session.query(`DROP INDEX ${qualified(index)} CASCADE`)
}

/** Sequences follow no transaction: whoever calls this calls `undo` in every ending. */
export async function setBackSequence(
  session: Session,
  { sequences }: Proof,
): Promise<(Done & { undo(): Promise<void> }) | undefined> {
  for (const sequence of sequences.filter(({ cycles, after }) => !cycles && after !== undefined)) {
    const name = qualified(sequence)
    const [now] = await session.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${name}`,
    )
    const start = BigInt(sequence.increment) < 0n ? sequence.maximum : sequence.minimum
    if (!now?.called || now.value === start || sequence.before.value === start) continue
    const set = 'SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)'
    await session.query(set, [name, start, false])
    return {
      object: `sequence ${sequence.schema}.${sequence.name}`,
      sequence,
      undo: async () => void (await session.query(set, [name, now.value, now.called])),
    }
  }
  return undefined
}

/** Takes a plain index away, the smallest; an index that something else leans on could not be put back as it was. */
export async function dropIndex(session: Session): Promise<(Done & { undo(): Promise<void> }) | undefined> {
  const [index] = await session.query<{ schema: string; name: string; definition: string }>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name, pg_catalog.pg_get_indexdef(c.oid) AS definition
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'i' AND NOT c.relispartition AND n.nspname !~ '^pg_' AND c.oid >= 16384
        AND i.indisvalid AND NOT i.indisreplident AND NOT i.indisclustered
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = c.oid)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.refobjid = c.oid OR d.objid = i.indrelid AND d.deptype = 'e')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_description d WHERE d.objoid = c.oid)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
          AND coalesce((to_jsonb(a) ->> 'attstattarget')::int, -1) <> -1)
      ORDER BY c.relpages, c.relname LIMIT 1`,
  )
  if (!index) return undefined
  await session.query(`DROP INDEX ${qualified(index)}`)
  return {
    object: `index ${index.schema}.${index.name}`,
    undo: async () => void (await session.query(index.definition)),
  }
}

/** Takes a right on a table away: one that was granted, or where there is none, one that its owner has by itself. */
export async function revokeGrant(session: Session): Promise<(Done & { undo(): Promise<void> }) | undefined> {
  const [grant] = await session.query<{
    schema: string
    name: string
    grantee: string | null
    right: string
  }>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name, g.privilege_type AS right,
        CASE WHEN g.grantee <> 0 THEN pg_catalog.pg_get_userbyid(g.grantee)::text END AS grantee
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
        pg_catalog.aclexplode(coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS g
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND c.oid >= 16384 AND g.grantor = c.relowner AND NOT g.is_grantable
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY g.grantee = c.relowner, n.nspname, c.relname, g.privilege_type LIMIT 1`,
  )
  if (!grant) return undefined
  const whom = grant.grantee === null ? 'PUBLIC' : quoted(grant.grantee)
  await session.query(`REVOKE ${grant.right} ON ${qualified(grant)} FROM ${whom}`)
  return {
    object: `table ${grant.schema}.${grant.name}`,
    undo: async () => void (await session.query(`GRANT ${grant.right} ON ${qualified(grant)} TO ${whom}`)),
  }
}
