import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { createDatabase, dropDatabase, untriggered } from '../databases.ts'
import { openSession, type Session } from '../session.ts'
import { APPLICATION, inDatabase, type Target } from '../target.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { attemptsFor, type Locale } from './locale.ts'
import { rememberThing } from './memory.ts'
import { mayNotCreate } from './place.ts'
import { dropUnneededRoles, needRoles } from './roles.ts'
import type { Scratch, ScratchDatabase } from './types.ts'

export type { Locale } from './locale.ts'

export type ScratchDatabaseRequest = {
  /** Of the source's database. */
  readonly properties: Locale
  /** Roles that the backup needs. */
  readonly roles: readonly string[]
  readonly host: Host
}

/** Makes a database to restore into, as like the source's as the server allows, and the roles that it needs. */
export async function createScratchDatabase(
  scratch: Scratch,
  { properties, roles, host }: ScratchDatabaseRequest,
): Promise<ScratchDatabase> {
  const name = `pg_backup_scratch_${randomBytes(8).toString('hex')}`
  const forget = scratch.throwaway ? () => undefined : rememberDatabase(host, name)
  let creator: Session | undefined
  let dropping: Promise<void> | undefined
  const drop = (): Promise<void> => {
    dropping ??= remove(host, scratch, name, creator?.greetedPid)
      .then((gone) => gone && forget())
      .then(() => undefined)
    return dropping
  }
  try {
    creator = await openSession(scratch.target, { signal: host.signal })
    const notes = await create(creator, scratch, name, properties)
    const missingRoles = await needRoles(creator, scratch, { roles, database: name })
    await creator.close()
    creator = undefined
    return {
      name,
      target: untriggered(inDatabase(scratch.target, name), scratch.server),
      notes,
      missingRoles,
      drop,
      async keep() {
        const { reach, remove: removal = `DROP DATABASE ${name}` } = await scratch.keep()
        forget()
        dropping = Promise.resolve()
        return `It can be reached by: ${reach(name)}\nTake it away by: ${removal}`
      },
    }
  } catch (error) {
    await creator?.close()
    await drop()
    host.signal.throwIfAborted()
    throw error
  }
}

/** Whoever does not wait for the end of a run that is being stopped is told what stays. */
function rememberDatabase(host: Host, name: string): () => void {
  const forget = rememberThing(host, { kind: 'database', name })
  const onExit = () =>
    host.warn(
      `The scratch database ${name} is left on the server that \`scratch\` names. Where no step cleans up after this one, drop it by: DROP DATABASE ${name}`,
    )
  process.once('exit', onExit)
  return () => {
    process.off('exit', onExit)
    forget()
  }
}

async function create(
  session: Session,
  scratch: Pick<Scratch, 'server' | 'target'>,
  name: string,
  locale: Locale,
): Promise<string[]> {
  try {
    const { note } = await createDatabase(session, name, attemptsFor(locale, scratch.server.major))
    return note === undefined ? [] : [note]
  } catch (error) {
    if (factsOf(error).code === '42501') throw mayNotCreate(scratch)
    const { story } = serverTrouble('The database to restore into could not be made.', error)
    throw new UserError(story, 'unverified')
  }
}

/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000
const PATIENCE_MS = 60_000

/** Whether it is gone, or goes by itself. */
async function remove(
  host: Host,
  scratch: Scratch,
  name: string,
  unfinished: number | undefined,
): Promise<boolean> {
  if (scratch.throwaway) return true
  const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  try {
    await dropScratchDatabase(host, scratch.target, { name, unfinished, signal })
    return true
  } catch (error) {
    host.warn(
      `The scratch database ${name} could not be dropped: ${asError(error).message}\nDrop it by: DROP DATABASE ${name}`,
    )
    return false
  }
}

/** Drops a database of a drill with all its sessions, and the roles that no drill needs any more. */
export async function dropScratchDatabase(
  host: Pick<Host, 'debug'>,
  target: Target,
  how: {
    readonly name: string
    /** The process on the server that may still be making it. */
    readonly unfinished?: number | undefined
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { name, unfinished, signal } = how
  const session = await openSession(target, { signal })
  try {
    if (unfinished !== undefined) await endSession(session, unfinished, signal)
    await dropDatabase(session, name, isInUse, signal)
    await dropUnneededRoles(session, host)
  } finally {
    await session.close()
  }
}

/** Until the process is gone, a database that it was making could still come to be. */
async function endSession(session: Session, pid: number, signal: AbortSignal): Promise<void> {
  const end = `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
    WHERE pid = $1 AND usename = current_user AND application_name = '${APPLICATION}'`
  while ((await session.query(end, [pid])).length > 0) await sleep(50, undefined, { signal })
}

const isInUse = ({ code }: { readonly code: string }): boolean => code === '55006' || code === '42501'
