import { OBJECTS_METHOD } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { countObjects } from '../objects.ts'
import type { Session } from '../session.ts'
import type { Expectation } from './expectation.ts'
import { numberOf } from './found.ts'

/** Compares how many objects of each kind the catalogs list: an archive cannot show what pg_dump left out of it. */
export async function compareObjects(
  session: Session,
  { proof, include, leftOut, failed = [] }: Expectation,
): Promise<Check> {
  const excused = failed.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'fail')
  if (excused.length > 0) {
    const outcome = excused.includes('unverified') ? 'unverified' : 'tolerated'
    return notCompared(outcome, 'objects are not counted, since some could not be restored')
  }
  if (leftOut.anything) return notCompared('tolerated', 'objects are not counted, since some were left out')
  if (proof.objectsMethod !== OBJECTS_METHOD)
    return notCompared('unverified', 'the objects were counted in a way that this version does not know')
  const found = await countObjects(session)
  const expected = { ...proof.objects }
  if (leftOut.extensions.length > 0)
    expected.extension = Math.max(0, (expected.extension ?? 0) - leftOut.extensions.length)
  // Where rows are not dumped, from version 17 on large objects are not either.
  const kinds = [...new Set([...Object.keys(expected), ...Object.keys(found)])].filter(
    (kind) => include === 'all' || kind !== 'large object',
  )
  const findings = kinds.toSorted().flatMap((kind): Finding[] => {
    const [wanted, there] = [expected[kind] ?? 0, found[kind] ?? 0]
    if (wanted === there) return []
    const detail = `expected ${wanted.toLocaleString('en')}, found ${there.toLocaleString('en')}`
    return [{ outcome: 'fail', what: `another number of objects of the kind "${kind}"`, detail }]
  })
  const number = kinds.reduce((sum, kind) => sum + (found[kind] ?? 0), 0)
  return {
    name: 'objects',
    looked: `${numberOf(number, 'object')} of ${numberOf(kinds.length, 'kind')}`,
    findings,
  }
}

const notCompared = (outcome: Finding['outcome'], what: string): Check => ({
  name: 'objects',
  looked: 'nothing',
  findings: [{ outcome, what }],
})
