import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { createDatabase, dropDatabase, untriggered } from '../databases.ts'
import { quoted } from '../identifiers.ts'
import { attemptsFor, type Locale } from '../scratch/locale.ts'
import { rememberThing } from '../scratch/memory.ts'
import { openSession, type Session } from '../session.ts'
import { inDatabase, type Target } from '../target.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { onceItAnswers } from './patience.ts'
import type { LivePlace } from './place.ts'

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
    target: untriggered(inDatabase(place.maintenance, name), place.server),
    drop,
    letGo() {
      dropped = Promise.resolve()
      forget()
    },
  }
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
  try {
    await createDatabase(session, name, attempts, place)
  } catch (error) {
    const { story } = serverTrouble(`The database ${name} could not be made.`, error)
    throw new UserError({ ...story, cause: error })
  }
}

const PATIENCE_MS = 60_000
const PATIENCE_CANCELLED_MS = 5_000

async function remove(host: Host, place: LivePlace, name: string): Promise<boolean> {
  const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  try {
    await onceItAnswers(() => dropFrom(place.maintenance, name, signal), signal)
    return true
  } catch (error) {
    host.warn(
      `The database ${name} is left on the server, and could not be dropped: ${asError(error).message}\nDrop it by: DROP DATABASE ${quoted(name)}`,
    )
    return false
  }
}

/** To end others may be refused; to drop what belongs to others is refused for good. */
export const givesWay = ({ code, message }: { readonly code: string; readonly message: string }): boolean =>
  code === '55006' ||
  (code === '42501' &&
    /must be a superuser to terminate superuser process|permission denied to terminate/i.test(message))

/** Drops a database of the server. */
export async function dropFrom(maintenance: Target, name: string, signal: AbortSignal): Promise<void> {
  const session = await openSession(maintenance, { signal })
  try {
    await dropDatabase(session, name, givesWay, signal)
  } finally {
    await session.close()
  }
}
