import { setTimeout as sleep } from 'node:timers/promises'
import { quoted } from './identifiers.ts'
import type { Attempt } from './scratch/locale.ts'
import type { Server } from './server.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'
import { factsOf } from './trouble.ts'

/** An encoding or a locale that the server does not know, or not with each other; the codes differ by version. */
const NOT_KNOWN = /^(22|42|0A|XX)/
const REFUSED = '42501'

/** Makes a database in the first of these ways that the server knows; where there is none, the first error is thrown. */
export async function createDatabase(
  session: Session,
  name: string,
  attempts: readonly Attempt[],
  more = '',
): Promise<Attempt> {
  let first: unknown
  for (const attempt of attempts) {
    try {
      await session.query(`CREATE DATABASE ${quoted(name)} ${attempt.options}${more}`)
      return attempt
    } catch (error) {
      const { code } = factsOf(error)
      if (code === REFUSED) throw error
      first ??= error
      if (!NOT_KNOWN.test(code)) break
    }
  }
  throw first
}

/** Drops a database with all its sessions; who is in the way is waited for as long as `givesWay` says so. */
export async function dropDatabase(
  session: Session,
  name: string,
  givesWay: (error: ReturnType<typeof factsOf>) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS ${quoted(name)}`
  // Whoever is no superuser may not end the server's own workers, which make way for a drop without force.
  for (let tries = 0; ; tries++) {
    try {
      await session.query(tries % 2 === 0 ? `${drop} WITH (FORCE)` : drop)
      return
    } catch (error) {
      if (signal.aborted || !givesWay(factsOf(error))) throw error
      await sleep(100)
    }
  }
}

/** A trigger of the restored database's own could write into it at every login of ours, or let nobody in. */
export function untriggered(target: Target, { superuser, major }: Server): Target {
  if (!superuser || major < 17) return target
  const options = [target.given.options, '-c event_triggers=off'].filter(Boolean).join(' ')
  return { ...target, given: { ...target.given, options } }
}
