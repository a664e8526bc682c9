import { UserError } from '../errors.ts'
import { openSession, type Session } from './session.ts'
import type { Target } from './target.ts'

export type Route =
  | { readonly kind: 'direct' }
  /** A pooler that keeps a server connection for as long as we keep ours; it may have few of them. */
  | { readonly kind: 'session-pool'; readonly connections: number }

const WITNESSES = 3
const PATIENCE_SECONDS = 5
/** A busy application takes part in the exchange of connections, so one look could be deceived by chance. */
const LOOKS = 10

/**
 * Tells how we reach the server, and refuses a pooler that lends server connections by the transaction: there pg_dump's
 * `SET search_path` would stay on connections that the application uses next.
 *
 * Three other connections begin and end transactions meanwhile: a pooler by transaction lends one of them the server
 * connection that ours used, or lends ours another one than before. A pooler by session never does.
 */
export async function findRoute(session: Session, target: Target, signal: AbortSignal): Promise<Route> {
  const pid = await backendPid(session)
  // Only a pooler greets with a process id that is not the backend's.
  if (pid === session.greetedPid) return { kind: 'direct' }
  const witnesses = await openWitnesses(target, signal)
  try {
    if (await areExchanged(session, pid, witnesses)) throw transactionPooler()
    return { kind: 'session-pool', connections: witnesses.length + 1 }
  } finally {
    await Promise.all(witnesses.map((witness) => witness.close()))
  }
}

async function areExchanged(session: Session, pid: number, witnesses: readonly Session[]): Promise<boolean> {
  const all = (statement: string) => Promise.all(witnesses.map((witness) => witness.query(statement)))
  for (let look = 0; look < LOOKS; look++) {
    const pids = await Promise.all(witnesses.map(backendPid))
    if (pids.includes(pid)) return true
    await all('COMMIT')
    if ((await soon(backendPid(session))) !== pid) return true
    if (!(await soon(all('BEGIN')))) return true
  }
  return false
}

/** Opens up to three connections inside a transaction each; fewer where the pool has no more. */
async function openWitnesses(target: Target, signal: AbortSignal): Promise<Session[]> {
  const tries = Array.from({ length: WITNESSES }, () => openWitness(target, signal))
  const witnesses = await Promise.all(tries)
  return witnesses.filter((witness) => witness !== undefined)
}

async function openWitness(target: Target, signal: AbortSignal): Promise<Session | undefined> {
  const patience = new AbortController()
  const timer = setTimeout(
    () => patience.abort(new Error('The pool has no further connection.')),
    PATIENCE_SECONDS * 1000,
  )
  const limit = AbortSignal.any([signal, patience.signal])
  let witness: Session | undefined
  try {
    witness = await openSession(target, { signal: limit, seconds: PATIENCE_SECONDS })
    await witness.query('BEGIN')
    return witness
  } catch {
    await witness?.close()
    signal.throwIfAborted()
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

async function backendPid(session: Session): Promise<number> {
  const rows = await session.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid')
  return rows[0]?.pid ?? 0
}

/** A session of our own answers at once; one that must first be lent a connection may wait for ever. */
async function soon<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<undefined>((give) => {
    timer = setTimeout(() => give(undefined), PATIENCE_SECONDS * 1000)
  })
  answer.catch(() => undefined)
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer))
}

const transactionPooler = () =>
  new UserError({
    what: '`database-url` leads to a pooler that lends connections by the transaction (PgBouncer in transaction mode or the like).',
    why: "A dump needs one connection for its whole length, and pg_dump's settings would stay behind on connections that your application uses next.",
    next: "Use the server's direct address, or the provider's session pooler (Supabase: port 5432 of the pooler instead of 6543; Neon: the host without -pooler).",
  })
