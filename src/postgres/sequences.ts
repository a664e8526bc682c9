import type { SequenceProof } from '../archive/proof.ts'
import { qualified } from './identifiers.ts'
import type { Relation } from './relations.ts'
import type { Session } from './session.ts'
import { Interrupted, interruption } from './snapshot.ts'
import { factsOf } from './trouble.ts'

export type Positions = ReadonlyMap<number, { readonly value: string; readonly called: boolean }>

const TOGETHER = 200

/** Where each sequence stands; sequences follow no snapshot, so this is read before the dump and after it. */
export async function readPositions(session: Session, relations: readonly Relation[]): Promise<Positions> {
  const sequences = relations.filter(({ kind, notCompared }) => kind === 'sequence' && !notCompared)
  return positionsOf(session, sequences, isGone).catch((error) => {
    throw interruption(error) ?? error
  })
}

/** One of them was dropped meanwhile. */
const isGone = (error: unknown): boolean => ['42P01', '3F000'].includes(factsOf(error).code)

type Sequence = Pick<Relation, 'oid' | 'schema' | 'name'>

/** Where each sequence stands but those that cannot be read for a reason that may be passed over. */
export async function positionsOf(
  session: Session,
  sequences: readonly Sequence[],
  mayPass: (error: unknown) => boolean,
): Promise<Positions> {
  const positions = new Map<number, { value: string; called: boolean }>()
  for (let at = 0; at < sequences.length; at += TOGETHER) {
    const some = sequences.slice(at, at + TOGETHER)
    for (const { oid, value, called } of await ask(session, some, mayPass))
      positions.set(oid, { value, called })
  }
  return positions
}

const BACK = 'ROLLBACK TO SAVEPOINT sequences; RELEASE SAVEPOINT sequences'

type Row = { oid: number; value: string; called: boolean }

async function ask(
  session: Session,
  sequences: readonly Sequence[],
  mayPass: (error: unknown) => boolean,
): Promise<Row[]> {
  const questions = sequences.map(
    (sequence) =>
      `SELECT ${sequence.oid}::float8 AS oid, last_value::text AS value, is_called AS called FROM ${qualified(sequence)}`,
  )
  await session.query('SAVEPOINT sequences')
  try {
    const rows = await session.query<Row>(questions.join(' UNION ALL '))
    // Released alone it would keep their locks, and thousands of them would fill the server's lock table.
    await session.query(BACK)
    return rows
  } catch (error) {
    if (!mayPass(error)) throw error
    await session.query(BACK)
    if (sequences.length === 1) return []
    const rows: Row[] = []
    for (const sequence of sequences) rows.push(...(await ask(session, [sequence], mayPass)))
    return rows
  }
}

/** Before a dump every sequence must still be there. */
export function requireAll(relations: readonly Relation[], positions: Positions): void {
  const gone = relations.filter(
    ({ oid, kind, notCompared }) => kind === 'sequence' && !notCompared && !positions.has(oid),
  )
  if (gone.length > 0) throw new Interrupted('a sequence was dropped meanwhile')
}

/** Puts both readings and what bounds them together. */
export async function proveSequences(
  session: Session,
  relations: readonly Relation[],
  before: Positions,
  after: Positions,
): Promise<SequenceProof[]> {
  const bounds = await session.query<{
    oid: number
    increment: string
    minimum: string
    maximum: string
    cycles: boolean
  }>(
    `SELECT seqrelid::bigint::float8 AS oid, seqincrement::text AS increment, seqmin::text AS minimum,
        seqmax::text AS maximum, seqcycle AS cycles
      FROM pg_catalog.pg_sequence`,
  )
  const boundsOf = new Map(bounds.map(({ oid, ...bound }) => [oid, bound]))
  return relations.flatMap(({ oid, schema, name }) => {
    const [bound, first, last] = [boundsOf.get(oid), before.get(oid), after.get(oid)]
    return bound && first ? [{ schema, name, ...bound, before: first, ...(last && { after: last }) }] : []
  })
}
