import { HASH_METHOD, type Proof, type TableProof } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { batches, type Counted, countBatch, readColumns, type Unit } from '../fingerprint.ts'
import type { Session } from '../session.ts'
import type { CompareOptions, Expectation } from './expectation.ts'
import { type Found, findRelations, keyOf, kindName, mayBeTold, notMade, numberOf, told } from './found.ts'
import { compareLargeObjects } from './large-objects.ts'
import { spreadOtherwise } from './trees.ts'

/** Counts and hashes what the proof counted and hashed, table by table, and the large objects beside. */
export async function compareRows(
  sessions: readonly Session[],
  expected: Expectation,
  { signal, onProgress }: CompareOptions,
): Promise<Check[]> {
  const { proof } = expected
  const [first] = sessions
  if (!first) return []
  const found = await findRelations(first, [...proof.tables, ...proof.notCompared])
  const units = proof.tables.flatMap((table) => {
    const relation = found.get(keyOf(table))
    return relation && isAsExpected(table, relation) ? [unitOf(table, relation)] : []
  })
  const hashed = proof.level === 'content' && proof.hashMethod === HASH_METHOD
  const columns = hashed ? await readColumns(first, units) : undefined
  const counted: Counted[] = []
  let done = 0
  const works = [...batches(units)].map((batch) => ({
    bytes: sizeOf(batch),
    async run(session: Session) {
      counted.push(await countBatch(session, batch, columns, mayBeTold))
      done += batch.length
      onProgress?.(done, units.length)
    },
  }))
  const largeObjects: Check[] = []
  works.push({
    bytes: proof.largeObjects?.bytes ?? 0,
    async run(session) {
      if (proof.largeObjects) largeObjects.push(await compareLargeObjects(session, proof, hashed))
    },
  })
  await spread(sessions, works, signal)
  const tables = new Map(counted.flatMap((some) => some.tables).map((table) => [keyOf(table), table]))
  const lost = new Map(counted.flatMap((some) => some.lost).map((table) => [keyOf(table), table.reason]))
  // Hashes add up, so a tree's is the sum of those of its partitions.
  const elsewhere = await spreadOtherwise(first, proof.tables, tables, hashed)
  for (const table of proof.tables) if (elsewhere.has(keyOf(table))) tables.set(keyOf(table), table)
  const state = { expected, found, tables, lost }
  const content = proof.level === 'content' ? [hashed ? contentCheck(state) : hashedOtherwise()] : []
  return [rowsCheck(state), ...content, ...largeObjects]
}

const unitOf = ({ schema, name, kind, bytes }: TableProof, { oid }: Found): Unit => ({
  ...{ oid, schema, name, bytes },
  tree: kind === 'partition tree',
})

const isAsExpected = ({ kind }: TableProof, found: Found): boolean =>
  found.kind === (kind === 'table' ? 'r' : 'p')

const sizeOf = (units: readonly Unit[]): number => units.reduce((sum, { bytes }) => sum + bytes, 0)

type Work = { readonly bytes: number; run(session: Session): Promise<void> }

/** Each session takes the biggest that is left; the first failure keeps the others from taking more. */
async function spread(
  sessions: readonly Session[],
  works: readonly Work[],
  signal: AbortSignal,
): Promise<void> {
  const waiting = works.toSorted((a, b) => b.bytes - a.bytes)
  const take = async (session: Session) => {
    try {
      for (let work = waiting.shift(); work; work = waiting.shift()) {
        signal.throwIfAborted()
        await work.run(session)
      }
    } catch (error) {
      waiting.length = 0
      throw error
    }
  }
  const ends = await Promise.allSettled(sessions.map(take))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

type State = {
  readonly expected: Expectation
  readonly found: ReadonlyMap<string, Found>
  readonly tables: ReadonlyMap<string, TableProof>
  /** Tables that could not be read, each with the server's sentence. */
  readonly lost: ReadonlyMap<string, string>
}

function rowsCheck({ expected, found, tables, lost }: State): Check {
  const { proof, leftOut } = expected
  const left = new Set(leftOut.relations.map(keyOf))
  const excuses = notMade(expected.failed ?? [])
  const findings = proof.tables.flatMap((table): Finding | readonly Finding[] => {
    const object = told('table', table)
    const key = keyOf(table)
    if (left.has(key)) return { outcome: 'tolerated', what: LEFT_OUT, object }
    const relation = found.get(key)
    if (!relation)
      return {
        outcome: excuses.get(key) ?? 'fail',
        what: 'a table is missing',
        object,
        detail: rowsOf(table),
      }
    if (!isAsExpected(table, relation)) {
      const detail = `expected a ${table.kind === 'table' ? 'table' : 'partitioned table'}, found a ${kindName(relation)}`
      return { outcome: 'fail', what: 'a table came back as something else', object, detail }
    }
    const now = tables.get(key)
    if (!now)
      return { outcome: 'unverified', what: 'rows could not be counted', object, detail: lost.get(key) }
    if (now.rows === table.rows) return []
    const detail = `expected ${rowsOf(table)}, found ${now.rows.toLocaleString('en')}`
    return { outcome: 'fail', what: 'a table has another number of rows', object, detail }
  })
  const rows = [...tables.values()].reduce((sum, { rows }) => sum + rows, 0)
  return {
    name: 'rows',
    looked: `${numberOf(tables.size, 'table')}, ${numberOf(rows, 'row')}`,
    findings: [...findings, ...notCompared(proof, found)],
  }
}

const LEFT_OUT = 'a table was left out, since it needs an extension that is missing'

function notCompared({ notCompared }: Proof, found: State['found']): Finding[] {
  return notCompared.map((table) => {
    const relation = found.get(keyOf(table))
    const object = told(relation ? kindName(relation) : 'table', table)
    return { outcome: 'tolerated', what: `rows not compared: ${table.reason}`, object }
  })
}

function contentCheck({ expected, tables, lost }: State): Check {
  const findings = expected.proof.tables.flatMap((table): Finding[] => {
    const object = told('table', table)
    const now = tables.get(keyOf(table))
    if (now && now.hash === table.hash) return []
    if (now) {
      const detail =
        now.rows === table.rows
          ? `${rowsOf(table)} as expected, and not all of them are what they were`
          : undefined
      return [{ outcome: 'fail', what: 'rows are not those of the source', object, detail }]
    }
    const reason = lost.get(keyOf(table))
    return reason === undefined
      ? []
      : [{ outcome: 'unverified', what: 'rows could not be hashed', object, detail: reason }]
  })
  return { name: 'content', looked: numberOf(tables.size, 'table'), findings }
}

/** Backups outlive the way that hashes are made. */
const hashedOtherwise = (): Check => ({
  name: 'content',
  looked: 'nothing',
  findings: [
    { outcome: 'unverified', what: 'the rows were hashed in a way that this version does not know' },
  ],
})

const rowsOf = ({ rows }: TableProof): string => numberOf(rows, 'row')
