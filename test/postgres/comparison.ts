import type { Proof, SequenceProof } from '../../src/archive/proof.ts'
import type { Selection } from '../../src/options/options.ts'
import { fingerprintLargeObjects, fingerprintTables, pinSettings } from '../../src/postgres/fingerprint.ts'
import { countObjects } from '../../src/postgres/objects.ts'
import { listRelations, type Relation } from '../../src/postgres/relations.ts'
import { type Positions, readPositions } from '../../src/postgres/sequences.ts'
import { openSession, type Session } from '../../src/postgres/session.ts'
import { readTarget } from '../../src/postgres/target.ts'
import type { PostgresServer } from '../servers/postgres.ts'
import { type Backup, restore } from './backups.ts'

export const WHOLE: Selection = {
  include: 'all',
  schemas: [],
  excludeSchemas: [],
  tables: [],
  excludeTables: [],
  excludeTableData: [],
}

export const connect = async (url: string): Promise<Session> =>
  openSession(await readTarget(url, {}), { signal: new AbortController().signal })

/** Gives a session to the work, and closes it. */
export const inSession = async <Result>(
  url: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => {
  const session = await connect(url)
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

export type Fingerprint = Pick<Proof, 'tables' | 'largeObjects' | 'objects'> & {
  readonly sequences: ReadonlyMap<string, { readonly value: string; readonly called: boolean }>
}

/** The fingerprint of a database as it is now, by the code that takes it of a source. */
export const fingerprintNow = (url: string): Promise<Fingerprint> =>
  inSession(url, async (session) => {
    const relations = await listRelations(session, WHOLE, { measured: false, inRecovery: false })
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const objects = await countObjects(session)
    const positions = await readPositions(session, relations)
    await pinSettings(session)
    const { tables } = await fingerprintTables(session, relations, 'content', () => {})
    const largeObjects = await fingerprintLargeObjects(session, 'content')
    return { tables, largeObjects, objects, sequences: named(relations, positions) }
  })

const named = (relations: readonly Relation[], positions: Positions): Fingerprint['sequences'] =>
  new Map(
    relations.flatMap(({ oid, schema, name }) => {
      const position = positions.get(oid)
      return position ? [[`${schema}.${name}`, position]] : []
    }),
  )

/** Rows and hashes by name, in an order of their own. */
export const rowsByName = (tables: Proof['tables']): readonly string[] =>
  tables.map(({ schema, name, kind, rows, hash }) => `${schema}.${name} ${kind} ${rows} ${hash}`).sort()

let restored = 0

/** Restores a backup and expects exactly what its proof says. Answers what is there now. */
export const expectExact = async (server: PostgresServer, backup: Backup): Promise<Fingerprint> => {
  const db = `restored_${++restored}`
  await restore(server, backup, db)
  const found = await fingerprintNow(server.url(db))
  await server.psql('postgres', `DROP DATABASE ${db}`)
  const { proof } = backup
  expect(rowsByName(found.tables)).toEqual(rowsByName(proof.tables))
  if (proof.largeObjects) expect(found.largeObjects).toEqual(proof.largeObjects)
  if (proof.objects) expect(found.objects).toEqual(proof.objects)
  for (const sequence of proof.sequences) {
    const position = found.sequences.get(`${sequence.schema}.${sequence.name}`)
    expect([sequence.name, isBetween(sequence, position)]).toEqual([sequence.name, true])
  }
  return found
}

const isBetween = (
  { increment, cycles, before, after }: SequenceProof,
  found: { readonly value: string; readonly called: boolean } | undefined,
): boolean => {
  if (!found || !after) return false
  const steps = (position: { value: string; called: boolean }) =>
    BigInt(position.value) * (BigInt(increment) < 0n ? -1n : 1n) * 2n + (position.called ? 1n : 0n)
  if (cycles) return true
  return steps(before) <= steps(found) && steps(found) <= steps(after)
}
