import type { Check } from '../../archive/verdict.ts'
import { pinSettings } from '../fingerprint.ts'
import type { Session } from '../session.ts'
import { serverTrouble } from '../trouble.ts'
import type { CompareOptions, Expectation } from './expectation.ts'
import { compareObjects } from './objects.ts'
import { compareRows } from './rows.ts'
import { compareSequences } from './sequences.ts'
import { compareValidity } from './validity.ts'

/**
 * Compares what a restored database holds with what the source held. Each session stands in a transaction of the caller's,
 * which is left as it was found; the work is spread over all of them.
 */
export async function compareData(
  sessions: readonly Session[],
  expected: Expectation,
  options: CompareOptions,
): Promise<Check[]> {
  const [first] = sessions
  if (!first) throw new Error('There is no session to compare in.')
  const { proof, include } = expected
  return pinned(sessions, options.signal, async () => {
    const objects = proof.objects && include !== 'data' ? [await compareObjects(first, expected)] : []
    const validity = include === 'data' ? [] : [await compareValidity(first, proof)]
    // Where no rows were dumped, no sequence was set.
    const sequences = include === 'schema' ? [] : await compareSequences(first, expected)
    const rows = proof.level === 'none' ? [] : await compareRows(sessions, expected, options)
    return inOrder([...objects, ...rows, ...sequences, ...validity])
  })
}

const ORDER = ['objects', 'rows', 'content', 'sequences', 'large objects', 'validity']

const inOrder = (checks: readonly Check[]): Check[] =>
  checks.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))

const BEGIN = 'SAVEPOINT comparison'
const END = 'ROLLBACK TO SAVEPOINT comparison; RELEASE SAVEPOINT comparison'

/** Values read the same as when the proof was taken, and afterwards as the caller had it. */
async function pinned<Result>(
  sessions: readonly Session[],
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    for (const session of sessions) {
      await session.query(BEGIN)
      await pinSettings(session)
    }
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    throw serverTrouble('The restored database could not be compared.', error)
  } finally {
    // A session that is lost has nothing left to give back.
    for (const session of sessions) await session.query(END).catch(() => undefined)
  }
}
