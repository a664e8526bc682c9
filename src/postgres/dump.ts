import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { ToolError, UserError } from '../errors.ts'
import type { Part } from './parts.ts'
import type { Relation } from './relations.ts'
import type { Session } from './session.ts'
import {
  checkUntouched,
  type Guarantee,
  Interrupted,
  lookForWaiters,
  nameBlockers,
  releaseSnapshot,
  type Snapshot,
} from './snapshot.ts'
import type { Tools } from './tools.ts'
import { toolTrouble } from './trouble.ts'

/** One pg_dump under way: it holds its locks, and its first bytes are there to be read. */
export type Dump = {
  readonly part: Part
  readonly stdout: Readable
  /** Fulfilled only when pg_dump ended with exit code 0. */
  readonly succeeded: Promise<void>
  /** What it complained of without failing. */
  readonly warnings: readonly string[]
}

export type DumpRequest = {
  readonly session: Session
  readonly tools: Tools
  readonly lockTimeoutMs: number
  readonly signal: AbortSignal
  readonly log: (line: string) => void
  readonly debug: (line: string) => void
  /** The tables as they are now; asked for before each attempt but the first. */
  readonly listTables: () => Promise<readonly Relation[]>
  readonly known: readonly Relation[]
  readonly takeSnapshot: (expected: readonly Relation[]) => Promise<Snapshot>
  readonly plan: (snapshot: Snapshot) => readonly Part[]
}

/** A set of dumps of one snapshot; whoever reads them ends the snapshot when all are through. */
export type DumpSet = { readonly snapshot: Snapshot; readonly dumps: readonly Dump[]; stop(): void }

/**
 * Starts all dumps of one snapshot, and returns once each of them holds its own locks. Where a lock or a change of the
 * schema came between, everything is given back, the others may go by, and it begins anew, for a bounded time.
 */
export async function beginDumps(request: DumpRequest): Promise<DumpSet> {
  const { session, signal } = request
  const deadline = Date.now() + request.lockTimeoutMs
  let expected = request.known
  let blockers: readonly string[] = []
  for (let attempt = 1; ; attempt++) {
    try {
      return await beginOnce(request, expected, deadline - Date.now())
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof Interrupted)) throw error
      await releaseSnapshot(session)
      // Whoever is in the way may be gone in a moment, and come back.
      const seen = await nameBlockers(session, expected)
      if (seen.length > 0) blockers = seen
      if (Date.now() > deadline) throw blocked(blockers, request.lockTimeoutMs, error)
      request.log(`Attempt ${attempt}: ${error.message}; letting it go by, then trying again.`)
      await sleep(200 + Math.random() * 800, undefined, { signal })
      expected = await request.listTables()
    }
  }
}

async function beginOnce(
  request: DumpRequest,
  expected: readonly Relation[],
  patienceMs: number,
): Promise<DumpSet> {
  const stop = new AbortController()
  const signal = AbortSignal.any([request.signal, stop.signal])
  const watching = new AbortController()
  const dumps: Dump[] = []
  try {
    const snapshot = await request.takeSnapshot(expected)
    const lockWaitMs = lockWait(snapshot, patienceMs)
    for (const part of request.plan(snapshot))
      dumps.push(startDump(part, { ...request, snapshot, lockWaitMs, signal }))
    const begun = Promise.all(dumps.map(firstBytes)).finally(() => watching.abort())
    await Promise.race([begun, inTheWay(request.session, patienceMs, watching.signal)])
    await begun
    if (snapshot.guarantee === 'checked') await checkUntouched(request.session, snapshot.relations)
    return { snapshot, dumps, stop: () => stop.abort(new Error('The other dumps were stopped.')) }
  } catch (error) {
    stop.abort(error)
    watching.abort()
    // A process whose output nobody takes does not come to its end.
    for (const { stdout } of dumps) stdout.destroy()
    await Promise.allSettled(dumps.map(({ succeeded }) => succeeded))
    request.signal.throwIfAborted()
    throw comesBetween(error) ?? error
  }
}

const LOOK_EVERY_MS = 250

/**
 * Until it is told to stop, looks whether a pg_dump of ours waits for a lock. If somebody waits for us meanwhile, we
 * give way at once: it may be a deadlock, and the server could break it at their expense. pg_dump itself bounds only its
 * wait for tables, and waits for ever for a view.
 */
async function inTheWay(session: Session, patienceMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const { waiting, awaited } = await lookForWaiters(session)
    if (waiting && awaited) throw new Interrupted('somebody waits for a lock that keeps readers out')
    if (waiting && Date.now() > deadline)
      throw new Interrupted('somebody holds a lock that keeps readers out')
  }
}

/**
 * Under the holder's locks nobody holds a stronger one, so a pg_dump that waits stands behind somebody who waits for us,
 * and so does every other reader: give way soon. Without them it may wait for as long as we were told to.
 */
const lockWait = ({ guarantee, relations }: Snapshot, patienceMs: number): number =>
  guarantee === 'locked' ? 1_000 + Math.round(relations.length / 5) : Math.max(1_000, Math.round(patienceMs))

export type StartRequest = {
  readonly tools: Tools
  readonly snapshot: { readonly id: string; readonly guarantee: Guarantee }
  readonly lockWaitMs: number
  readonly signal: AbortSignal
  readonly debug: (line: string) => void
}

function startDump(part: Part, request: StartRequest): Dump {
  const warnings: string[] = []
  const running = request.tools.start('pg_dump', dumpArguments(part, request), {
    signal: request.signal,
    onStderr(line) {
      request.debug(`${part.name}: ${line}`)
      const warning = /^\S*pg_dump: warning: (.*)$/.exec(line)?.[1]
      if (warning && warnings.length < 20) warnings.push(warning)
    },
  })
  running.stdin.end()
  const succeeded = running.ended.then((end) => {
    if (end.code === 0) return
    request.signal.throwIfAborted()
    throw toolTrouble('pg_dump', end, running.stderrTail())
  })
  succeeded.catch(() => undefined)
  return { part, stdout: running.stdout, succeeded, warnings }
}

/** All else comes by the environment; only these have no variable. A network that died is noticed in two minutes. */
export const KEEPALIVE = 'keepalives_idle=60 keepalives_interval=15 keepalives_count=4'

/** What makes pg_dump write one part; pure, so that a table of cases can show it. */
export function dumpArguments(part: Part, request: Pick<StartRequest, 'snapshot' | 'lockWaitMs'>): string[] {
  return [
    '--format=custom',
    '--compress=0',
    '--no-password',
    `--dbname=${KEEPALIVE}`,
    '--strict-names',
    `--snapshot=${request.snapshot.id}`,
    `--lock-wait-timeout=${request.lockWaitMs}`,
    ...part.args,
  ]
}

/** Waits until pg_dump has something to say, which it has only once it holds its locks, without taking it. */
async function firstBytes(dump: Dump): Promise<void> {
  const gone = dump.succeeded.then(() => {
    if (dump.stdout.readableLength === 0)
      throw new UserError({ what: 'pg_dump ended without writing anything.' })
  })
  gone.catch(() => undefined)
  await Promise.race([once(dump.stdout, 'readable'), gone])
  // The end of an empty output is "readable" too; then its exit code tells more.
  if (dump.stdout.readableLength === 0) await gone
}

/** Other sessions' work that makes a dump impossible now and possible in a moment. */
function comesBetween(error: unknown): Interrupted | undefined {
  if (!(error instanceof ToolError)) return undefined
  const said = (pattern: RegExp) => pattern.test(error.stderrTail)
  // pg_dump bounds its waiting for locks by a timeout of the whole statement.
  if (said(/due to (lock|statement) timeout|deadlock detected/))
    return new Interrupted('somebody waits for a lock that keeps readers out', { cause: error })
  if (said(/cache lookup failed|could not open relation with OID|tuple concurrently|does not exist/))
    return new Interrupted('an object was dropped while pg_dump read the catalogs', { cause: error })
  return undefined
}

const blocked = (blockers: readonly string[], timeoutMs: number, cause: Interrupted): UserError =>
  new UserError({
    what: `The tables could not be locked for reading within ${Math.round(timeoutMs / 1000)} seconds: ${cause.message}.`,
    why: blockers.length > 0 ? `In the way: ${blockers.join('; ')}.` : undefined,
    next: 'Run the backup when no migration or maintenance is at work, or give it more time by `lock-timeout`.',
    cause,
  })
