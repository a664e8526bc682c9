import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import { quoted } from '../identifiers.ts'
import { openSession, type Session } from '../session.ts'
import { APPLICATION, type Target } from '../target.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { MAY_END } from './facts.ts'
import { onceItAnswers } from './patience.ts'

/** One database takes another's name, and that one gets a third; either half may be left out. */
export type Switch = {
  /** The name that applications know. */
  readonly live: string
  /** Whether there is a database of that name, which then is called `old`. */
  readonly old: string | undefined
  /** Which database that is: another one in its place has not been looked at. */
  readonly liveOid?: number | undefined
  /** What takes its place; without one, nothing has that name afterwards. */
  readonly next: string | undefined
  /** How many connections the database that goes live may have, -1 for as many as there are. */
  readonly connectionLimit?: number | undefined
}

const PATIENCE_MS = 30_000
const BETWEEN_ENDINGS_MS = 50

/**
 * Lets databases change names in one transaction, while another session ends the connections to the live one. Whoever
 * connects meanwhile waits for the transaction, and lands in what is live then. Whatever happens, it is done wholly or not
 * at all, and the answer says which.
 */
export async function switchDatabases(
  maintenance: Target,
  names: Switch,
  signal: AbortSignal,
): Promise<void> {
  const renamer = await openSession(maintenance, { signal })
  const goal = await goalOf(renamer, names)
  const ender = await openSession(maintenance, { signal })
  const over = new AbortController()
  const ending = endConnections(ender, names, AbortSignal.any([signal, over.signal])).catch(() => undefined)
  try {
    await renameBoth(renamer, names, signal)
  } catch (error) {
    await renamer.close()
    const patience = AbortSignal.timeout(PATIENCE_MS)
    const done = await onceItAnswers(() => isDone(maintenance, renamer.greetedPid, goal), patience).catch(
      (cause) => {
        throw notKnown(names, cause)
      },
    )
    if (done) return
    signal.throwIfAborted()
    throw notSwitched(names, error)
  } finally {
    over.abort()
    await ending
    await Promise.all([renamer.close(), ender.close()])
  }
}

/** Which database has which name once all is done. */
type Goal = { readonly name: string; readonly oid: number | undefined }

async function goalOf(session: Session, { live, old, next }: Switch): Promise<Goal> {
  if (next !== undefined) return { name: live, oid: await oidOf(session, next) }
  return { name: old ?? live, oid: await oidOf(session, live) }
}

/** Whether the databases have changed places: after a lost connection only the server can tell, once it is done with it. */
async function isDone(maintenance: Target, renamer: number, { name, oid }: Goal): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const session = await openSession(maintenance, { signal })
  try {
    const working = `SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND application_name = '${APPLICATION}'`
    while ((await session.query(working, [renamer])).length > 0) await sleep(20, undefined, { signal })
    return oid !== undefined && (await oidOf(session, name)) === oid
  } finally {
    await session.close()
  }
}

async function oidOf(session: Session, name: string): Promise<number | undefined> {
  const [row] = await session.query<{ oid: number }>(
    'SELECT oid FROM pg_catalog.pg_database WHERE datname = $1',
    [name],
  )
  return row?.oid
}

async function renameBoth(session: Session, names: Switch, signal: AbortSignal): Promise<void> {
  const { live, liveOid, old, next, connectionLimit } = names
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      if (liveOid !== undefined && (await oidOf(session, live)) !== liveOid) throw isAnother(live)
      await session.query('BEGIN')
      // Whatever is set on the server: after a crash, what was done must have been done.
      await session.query('SET LOCAL synchronous_commit = on')
      if (old !== undefined) await session.query(renaming(live, old))
      if (next !== undefined) await session.query(renaming(next, live))
      if (connectionLimit !== undefined && connectionLimit >= 0)
        await session.query(`ALTER DATABASE ${quoted(live)} CONNECTION LIMIT ${connectionLimit}`)
      await session.query('COMMIT')
      return
    } catch (error) {
      signal.throwIfAborted()
      await session.query('ROLLBACK')
      // Somebody was connected for longer than the server waits, or came back in between.
      if (factsOf(error).code !== '55006' || Date.now() > deadline) throw error
      await sleep(BETWEEN_ENDINGS_MS, undefined, { signal })
    }
  }
}

const renaming = (name: string, to: string): string =>
  `ALTER DATABASE ${quoted(name)} RENAME TO ${quoted(to)}`

/** Again and again, since whoever is thrown out comes back; but not out of what has just gone live. */
async function endConnections(session: Session, { live, next }: Switch, signal: AbortSignal): Promise<void> {
  const oid = await oidOf(session, live)
  for (;;) {
    signal.throwIfAborted()
    await session.query(
      `SELECT pg_catalog.pg_terminate_backend(a.pid)
        FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
        WHERE (a.datid = $1 OR a.datname = $2) AND a.pid <> pg_catalog.pg_backend_pid() AND ${MAY_END}`,
      [oid ?? null, next ?? null],
    )
    await sleep(BETWEEN_ENDINGS_MS, undefined, { signal })
  }
}

const isAnother = (live: string): UserError =>
  new UserError({
    what: `"${live}" is another database than when the plan was made, and was left as it is.`,
    why: 'Another run, or somebody, has replaced it meanwhile.',
    next: 'Look at the plan again.',
  })

/** Nobody can say which of the two databases is live now. */
export class OutcomeUnknown extends UserError {}

const notKnown = ({ live, old }: Switch, cause: unknown): OutcomeUnknown =>
  new OutcomeUnknown({
    what: `The connection was lost in the moment in which "${live}" was being replaced, so it is not known whether it was.`,
    why: asError(cause).message,
    next: `Look at the server: where there is a database "${old ?? live}", it was.`,
    cause,
  })

function notSwitched({ live }: Switch, error: unknown): unknown {
  if (error instanceof UserError) return error
  const { story } = serverTrouble(
    `The database ${quoted(live)} could not be replaced, and is as it was.`,
    error,
  )
  const inUse = factsOf(error).code === '55006'
  return new UserError({
    ...story,
    ...(inUse && {
      next: 'Stop what keeps connecting to it (`before-command` can), or name a user who may end its connections.',
    }),
    cause: error,
  })
}
