import type { Proof } from '../../archive/proof.ts'
import type { Check } from '../../archive/verdict.ts'
import { compareIn, compareItsSchema } from '../compare/compared.ts'
import { inSession, placeOf, type Restored } from '../restore/restored.ts'
import type { Session } from '../session.ts'
import {
  changeRow,
  type Done,
  doubleRow,
  dropIndex,
  type Mutate,
  removeRow,
  revokeGrant,
  setBackSequence,
} from './mutations.ts'

/** One thing in the restored database that was spoiled and put back, and what the comparison said meanwhile. */
export type Spoiled = {
  /** Without names of the user's objects. */
  readonly what: string
  readonly object: string | undefined
  /** Nothing, where there was nothing that it could be done to. */
  readonly checks: readonly Check[] | undefined
  /** Why it cannot be seen at all, where that is so. */
  readonly blind: Blindness | undefined
}

/** The proof holds no hashes; rights are not restored by a user who is no superuser. */
export type Blindness = 'counts' | 'rights'

/** Spoils the restored database in one way after another, compares each time, and puts everything back. */
export async function spoilDatabase(restored: Restored): Promise<Spoiled[]> {
  const { proof } = restored
  const counts = proof.level === 'content' ? undefined : 'counts'
  const rights = restored.restore.owners ? undefined : 'rights'
  return [
    await inTransaction(restored, 'a row changed', changeRow, counts),
    await inTransaction(restored, 'a row removed', removeRow),
    await inTransaction(restored, 'a row doubled', doubleRow),
    await committed(restored, 'an index dropped', dropIndex, () => compareItsSchema(restored)),
    await committed(
      restored,
      'a sequence set back',
      (session) => setBackSequence(session, proof),
      ({ sequence }, session) =>
        compareOnly(session, restored, { tables: [], sequences: sequence ? [sequence] : [] }),
    ),
    await committed(restored, 'a right taken away', revokeGrant, () => compareItsSchema(restored), rights),
  ]
}

/** What is not committed need not be put back. */
function inTransaction(
  restored: Restored,
  what: string,
  mutate: Mutate,
  blind?: Blindness,
): Promise<Spoiled> {
  return inSession(placeOf(restored), async (session) => {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE')
    // The user's own triggers and foreign keys must not answer before we do.
    if (restored.scratch.server.superuser) await session.query('SET LOCAL session_replication_role = replica')
    await session.query('SET LOCAL row_security = off')
    const done = await mutate(session, restored.proof)
    const tables = done?.table ? [done.table] : []
    const checks = done && (await compareOnly(session, restored, { tables, sequences: [] }))
    await session.query('ROLLBACK')
    return { what, object: done?.object, checks, blind }
  })
}

async function committed(
  restored: Restored,
  what: string,
  mutate: (session: Session) => Promise<(Done & { undo(): Promise<void> }) | undefined>,
  compare: (done: Done, session: Session) => Promise<Check[]>,
  blind?: Blindness,
): Promise<Spoiled> {
  return inSession(placeOf(restored), async (session) => {
    await session.query('SET default_transaction_read_only = off')
    if (restored.scratch.server.superuser) await session.query('SET session_replication_role = replica')
    const done = await mutate(session).catch(() => restored.restore.signal.throwIfAborted())
    if (!done) return { what, object: undefined, checks: undefined, blind }
    try {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const checks = await compare(done, session)
      return { what, object: done.object, checks, blind }
    } finally {
      await session.query('ROLLBACK')
      await done.undo()
    }
  })
}

/** Compares what was spoiled and not all the rest, which was found equal a moment ago. */
function compareOnly(
  session: Session,
  restored: Restored,
  only: Pick<Proof, 'tables' | 'sequences'>,
): Promise<Check[]> {
  const { objects: _objects, largeObjects: _largeObjects, ...proof } = restored.proof
  return compareIn(session, { ...restored, proof: { ...proof, ...only, notCompared: [] } })
}
