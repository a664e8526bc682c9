import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { quoted } from '../identifiers.ts'
import { attemptsFor, type Locale } from '../scratch/locale.ts'
import { rememberThing } from '../scratch/memory.ts'
import { openSession, type Session } from '../session.ts'
import type { Target } from '../target.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { inDatabase, type LivePlace } from './place.ts'

/** A database that a backup is restored into before it goes live. */
export type Beside = {
  readonly name: string
  readonly target: Target
  /** Takes it away unless it has gone live; in every ending, any number of times, and it never rejects. */
  drop(): Promise<void>
  /** It goes by another name now, and is nobody's to take away. */
  letGo(): void
}

export type BesideRequest = {
  readonly name: string
  readonly locale: Locale
  /** Where the live database lies, where there is one. */
  readonly tablespace: string | undefined
  readonly host: Host
}

/** Makes the database to restore into; it can sort and store text just as the source did, or it is not made. */
export async function createBeside(place: LivePlace, request: BesideRequest): Promise<Beside> {
  const { name, host } = request
  const forget = rememberThing(host, { kind: 'beside', name })
  let dropped: Promise<void> | undefined
  const drop = (): Promise<void> => {
    dropped ??= remove(host, place, name).then((gone) => (gone ? forget() : undefined))
    return dropped
  }
  try {
    const session = await openSession(place.maintenance, { signal: host.signal })
    try {
      await create(session, place, request)
    } finally {
      await session.close()
    }
  } catch (error) {
    // One that was there before is another run's.
    if (factsOf(error instanceof UserError ? error.cause : error).code === '42P04') forget()
    else await drop()
    host.signal.throwIfAborted()
    throw error
  }
  return {
    name,
    target: untriggered(inDatabase(place.maintenance, name), place),
    drop,
    letGo() {
      dropped = Promise.resolve()
      forget()
    },
  }
}

/** A trigger of the restored database's own could write into it at every login of ours, or let nobody in. */
function untriggered(target: Target, { server }: LivePlace): Target {
  if (!server.superuser || server.major < 17) return target
  const options = `${target.given.options ?? ''} -c event_triggers=off`.trim()
  return { ...target, given: { ...target.given, options } }
}

async function create(
  session: Session,
  { server }: LivePlace,
  { name, locale, tablespace }: BesideRequest,
): Promise<void> {
  // Only those that sort as the source does: an index that is sorted otherwise would be wrong in production.
  const attempts = attemptsFor(locale, server.major).filter(({ note }) => note === undefined)
  // Naming the usual one asks for a right that nobody needs otherwise.
  const usual = tablespace === undefined || tablespace === 'pg_default'
  const place = usual ? '' : ` TABLESPACE ${quoted(tablespace)}`
  let first: unknown
  for (const { options } of attempts) {
    try {
      await session.query(`CREATE DATABASE ${quoted(name)} ${options}${place}`)
      return
    } catch (error) {
      first ??= error
      if (!/^(22|42|0A|XX)/.test(factsOf(error).code) || factsOf(error).code === '42501') break
    }
  }
  const { story } = serverTrouble(`The database ${name} could not be made.`, first)
  throw new UserError({ ...story, cause: first })
}

const PATIENCE_MS = 60_000
const PATIENCE_CANCELLED_MS = 5_000

async function remove(host: Host, place: LivePlace, name: string): Promise<boolean> {
  const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  try {
    await dropDatabase(place.maintenance, name, signal)
    return true
  } catch (error) {
    host.warn(
      `The database ${name} is left on the server, and could not be dropped: ${asError(error).message}\nDrop it by: DROP DATABASE ${quoted(name)}`,
    )
    return false
  }
}

/** Whoever is no superuser may not end the server's own workers, which make way for a drop without force. */
const MAKES_WAY = /must be a superuser to terminate superuser process|permission denied to terminate/i

/** Drops a database with all its sessions. */
export async function dropDatabase(maintenance: Target, name: string, signal: AbortSignal): Promise<void> {
  const session = await openSession(maintenance, { signal })
  try {
    const drop = `DROP DATABASE IF EXISTS ${quoted(name)}`
    for (let tries = 0; ; tries++) {
      try {
        await session.query(tries % 2 === 0 ? `${drop} WITH (FORCE)` : drop)
        return
      } catch (error) {
        const { code, message } = factsOf(error)
        if (code !== '55006' && !(code === '42501' && MAKES_WAY.test(message))) throw error
        if (signal.aborted) throw error
        await sleep(100)
      }
    }
  } finally {
    await session.close()
  }
}

export const literal = pg.escapeLiteral
