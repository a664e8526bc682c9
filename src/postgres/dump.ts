import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import type { Part } from './parts.ts'
import type { Relation } from './relations.ts'
import type { Session } from './session.ts'
import {
  checkUntouched,
  type Guarantee,
  Interrupted,
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
  readonly takeSnapshot: () => Promise<Snapshot>
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
  let relations: readonly Relation[] = []
  for (let attempt = 1; ; attempt++) {
    const stop = new AbortController()
    const limit = AbortSignal.any([signal, stop.signal])
    let dumps: Dump[] = []
    try {
      const snapshot = await request.takeSnapshot()
      relations = snapshot.relations
      const lockWaitMs =
        snapshot.guarantee === 'locked' ? LOCK_WAIT_MS : Math.max(1_000, deadline - Date.now())
      dumps = request
        .plan(snapshot)
        .map((part) => startDump(part, { ...request, snapshot, lockWaitMs, signal: limit }))
      await Promise.all(dumps.map((dump) => firstBytes(dump)))
      if (snapshot.guarantee === 'checked') await checkUntouched(session, snapshot.relations)
      return { snapshot, dumps, stop: () => stop.abort(new Error('The other dumps were stopped.')) }
    } catch (error) {
      stop.abort(error)
      await Promise.allSettled(dumps.map(({ succeeded }) => succeeded))
      signal.throwIfAborted()
      if (!(error instanceof Interrupted)) throw error
      await releaseSnapshot(session)
      if (Date.now() > deadline) throw await blocked(session, relations, request.lockTimeoutMs, error)
      request.log(`Attempt ${attempt}: ${error.message}; letting it go by, then trying again.`)
      await sleep(200 + Math.random() * 800, undefined, { signal })
    }
  }
}

/**
 * Under the holder's locks nobody holds a stronger one, so a pg_dump that waits stands behind somebody who waits for us,
 * and so does every other reader: give way at once.
 */
const LOCK_WAIT_MS = 1_000

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
    throw comesBetween(running.stderrTail()) ?? toolTrouble('pg_dump', end, running.stderrTail())
  })
  succeeded.catch(() => undefined)
  return { part, stdout: running.stdout, succeeded, warnings }
}

/** What makes pg_dump write one part; pure, so that a table of cases can show it. */
export function dumpArguments(part: Part, request: Pick<StartRequest, 'snapshot' | 'lockWaitMs'>): string[] {
  return [
    '--format=custom',
    '--compress=0',
    '--no-password',
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
function comesBetween(stderr: string): Interrupted | undefined {
  if (/due to lock timeout/.test(stderr))
    return new Interrupted('somebody waits for a lock that keeps readers out')
  if (/cache lookup failed|could not open relation with OID|tuple concurrently/.test(stderr)) {
    return new Interrupted('an object was dropped while pg_dump read the catalogs')
  }
  return undefined
}

async function blocked(
  session: Session,
  relations: readonly Relation[],
  timeoutMs: number,
  cause: Interrupted,
): Promise<UserError> {
  const blockers = await nameBlockers(session, relations).catch(() => [])
  return new UserError({
    what: `The tables could not be locked for reading within ${Math.round(timeoutMs / 1000)} seconds: ${cause.message}.`,
    why: blockers.length > 0 ? `Now: ${blockers.join('; ')}.` : 'Whoever was in the way has just finished.',
    next: 'Run the backup when no migration or maintenance is at work, or give it more time by `lock-timeout`.',
    cause,
  })
}
