import type { SequenceProof } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { positionsOf } from '../sequences.ts'
import type { Session } from '../session.ts'
import type { Expectation } from './expectation.ts'
import { findRelations, keyOf, mayBeTold, notMade, numberOf, told } from './found.ts'

type Position = SequenceProof['before']

/** Looks whether every sequence stands where it stood, or anywhere that it passed while the dump ran. */
export async function compareSequences(
  session: Session,
  { proof: { sequences }, leftOut, failed = [] }: Expectation,
): Promise<Check[]> {
  if (sequences.length === 0) return []
  const found = await findRelations(session, sequences)
  const there = sequences.flatMap(({ schema, name }) => {
    const relation = found.get(keyOf({ schema, name }))
    return relation?.kind === 'S' ? [{ schema, name, oid: relation.oid }] : []
  })
  const oids = new Map(there.map((sequence) => [keyOf(sequence), sequence.oid]))
  const reasons: string[] = []
  const positions = await positionsOf(session, there, (error) => {
    const reason = mayBeTold(error)
    if (reason !== undefined) reasons.push(reason)
    return reason !== undefined
  })
  const excuses = new Map(notMade(failed))
  for (const relation of leftOut.relations) excuses.set(keyOf(relation), 'tolerated')
  const findings = sequences.flatMap((sequence): Finding[] => {
    const object = told('sequence', sequence)
    const oid = oids.get(keyOf(sequence))
    if (oid === undefined) {
      return [{ outcome: excuses.get(keyOf(sequence)) ?? 'fail', what: 'a sequence is missing', object }]
    }
    const position = positions.get(oid)
    if (position) return judge(sequence, position).map((finding) => ({ ...finding, object }))
    return [{ outcome: 'unverified', what: 'a sequence could not be read', object, detail: reasons.at(-1) }]
  })
  return [{ name: 'sequences', looked: numberOf(positions.size, 'sequence'), findings }]
}

/** What speaks against a sequence that stands here. */
export function judge(sequence: SequenceProof, found: Position): Omit<Finding, 'object'>[] {
  const { before, after, cycles } = sequence
  if (!after) return tolerated('was dropped while the dump ran, so nobody knows where the dump saw it')
  const [low, high, here] = [before, after, found].map((position) => stepsOf(sequence, position))
  if (low === undefined || high === undefined || here === undefined) return []
  if (low <= here && here <= high) return []
  if (cycles && mayHaveWrapped(sequence, low, high))
    return tolerated('cycles, and may have come round while the dump ran')
  if (high < low) return tolerated('was set back while the dump ran, so nobody knows where the dump saw it')
  return [differs(sequence, found)]
}

const tolerated = (reason: string): Finding[] => [
  { outcome: 'tolerated', what: `a sequence is not compared: it ${reason}` },
]

/** Half a step lies between a value that was given out and the same value still to be given. */
const stepsOf = ({ increment }: SequenceProof, { value, called }: Position): bigint =>
  BigInt(value) * (isDescending(increment) ? -2n : 2n) + (called ? 1n : 0n)

const isDescending = (increment: string): boolean => BigInt(increment) < 0n

/** So long a cycle comes round to the very same value by no accident. */
const LONG_CYCLE = 1_000_000n

function mayHaveWrapped(sequence: SequenceProof, low: bigint, high: bigint): boolean {
  const span = BigInt(sequence.maximum) - BigInt(sequence.minimum)
  const step = BigInt(sequence.increment)
  return low !== high || span / (step < 0n ? -step : step) < LONG_CYCLE
}

function differs({ before, after }: SequenceProof, found: Position): Finding {
  const [from, to] = [positionText(before), positionText(after ?? before)]
  const expected = from === to ? from : `something from ${from} to ${to}`
  return {
    outcome: 'fail',
    what: 'a sequence does not stand where it stood',
    detail: `expected ${expected}, found ${positionText(found)}`,
  }
}

const positionText = ({ value, called }: Position): string => `${value}${called ? '' : ' (yet to be given)'}`
