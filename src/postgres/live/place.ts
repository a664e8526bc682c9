import { UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { type Place, readPlace } from '../scratch/place.ts'
import type { Scratch } from '../scratch/types.ts'
import { describeTarget, inDatabase, readTarget, type Target } from '../target.ts'
import { factsOf } from '../trouble.ts'
import { inWordsOf } from '../words.ts'

/** A server on which a database is to be restored. */
export type LivePlace = Omit<Place, 'target'> & {
  /** The database that is meant; it may not be there. */
  readonly target: Target
  /** Another database of the server, from which that one can be made, renamed and dropped. */
  readonly maintenance: Target
}

/** Databases that servers and providers make for everybody. */
const MAINTENANCE = ['postgres', 'template1', 'defaultdb', 'rdsadmin']

/** Reaches the server that `target-url` names, by a database that is not the one it names. */
export async function openLive(host: Host, url: string): Promise<LivePlace> {
  return inWordsOf('target-url', async () => {
    const { HOME } = host.env
    // Variables of the environment belong to the source, and mean nothing here.
    const target = await readTarget(url, HOME === undefined ? {} : { HOME })
    if (target.password !== undefined) host.mask(target.password)
    let refused: unknown
    for (const name of MAINTENANCE.filter((one) => one !== target.database)) {
      try {
        const maintenance = await readPlace(inDatabase(target, name), {
          signal: host.signal,
          purpose: 'live',
        })
        return {
          ...maintenance,
          target: inDatabase(maintenance.target, target.database),
          maintenance: maintenance.target,
        }
      } catch (error) {
        host.signal.throwIfAborted()
        if (!CLOSED.includes(factsOf(error instanceof UserError ? error.cause : error).code)) throw error
        refused ??= error
      }
    }
    throw noWayIn(target, refused)
  })
}

/** The same server in the eyes of what restores into scratch servers; `folder` is a private one of ours. */
export const asScratch = (place: LivePlace, folder: string): Scratch => ({
  kind: 'url',
  where: describeTarget(place.target),
  ...place,
  target: place.maintenance,
  throwaway: false,
  folder,
  close: async () => undefined,
  keep: async () => ({ reach: () => '', remove: undefined }),
})

/** There is no such database, or we may not connect to it; nobody is there by that name; the rules let nobody in. */
const CLOSED = ['3D000', '42501', '55000', '28000']

const noWayIn = (target: Target, cause: unknown): UserError =>
  new UserError({
    what: `No database beside ${describeTarget(target)} could be connected to.`,
    why: `A database cannot be made or renamed from within, and ${MAINTENANCE.slice(0, 2).join(' and ')} let this user not in.`,
    next: 'Let the user connect to the database "postgres" of the server.',
    cause,
  })
