import type { Proof } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { fingerprintLargeObjects } from '../fingerprint.ts'
import type { Session } from '../session.ts'
import { mayBeTold, numberOf } from './found.ts'

/** Counts and hashes the large objects as the proof did; which of them differs, their common hash does not tell. */
export async function compareLargeObjects(
  session: Session,
  { largeObjects: expected }: Proof,
  hashed: boolean,
): Promise<Check> {
  const findings: Finding[] = []
  const fail = (what: string, detail?: string) => findings.push({ outcome: 'fail', what, detail })
  const found = await readAll(session, hashed && expected?.hash !== undefined, findings)
  if (found && expected) {
    const differs = (of: 'count' | 'bytes') => found[of] !== expected[of]
    const both = (of: 'count' | 'bytes') =>
      `expected ${expected[of].toLocaleString('en')}, found ${found[of].toLocaleString('en')}`
    if (differs('count')) fail('there is another number of large objects', both('count'))
    if (differs('bytes')) fail('the large objects have another size in all', `${both('bytes')} bytes`)
    if (!differs('count') && !differs('bytes') && found.hash !== undefined && found.hash !== expected.hash)
      fail('the large objects hold something else')
  }
  const looked = found
    ? `${numberOf(found.count, 'large object')}, ${numberOf(found.bytes, 'byte')}`
    : 'nothing'
  return { name: 'large objects', looked, findings }
}

async function readAll(
  session: Session,
  hashed: boolean,
  findings: Finding[],
): Promise<NonNullable<Proof['largeObjects']> | undefined> {
  await session.query('SAVEPOINT large_objects')
  try {
    return await fingerprintLargeObjects(session, hashed ? 'content' : 'counts')
  } catch (error) {
    const detail = mayBeTold(error)
    if (detail === undefined) throw error
    await session.query('ROLLBACK TO SAVEPOINT large_objects')
    findings.push({ outcome: 'unverified', what: 'the large objects could not be read', detail })
    return undefined
  }
}
