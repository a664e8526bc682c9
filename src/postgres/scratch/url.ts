import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UsageError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { readTarget, type Target } from '../target.ts'
import { inWordsOf } from '../words.ts'
import { openFolder } from './folder.ts'
import { mayComeUp, mayNotCreate, type Place, plainVersion, readPlace } from './place.ts'
import type { Scratch, ScratchRequest } from './types.ts'

/** Restores into a server that is there already, such as a workflow's service container. */
export async function openByUrl({ host }: ScratchRequest, url: string): Promise<Scratch> {
  const target = await readScratchTarget(host, url)
  const place = await untilAnswered(host, target)
  if (place.server.inRecovery) throw isReplica(target)
  if (!place.createsDatabases) throw mayNotCreate(place)
  const folder = await openFolder(host, {})
  return {
    kind: 'url',
    where: `the PostgreSQL ${plainVersion(place.server)} at ${target.host} that \`scratch\` names`,
    ...place,
    throwaway: false,
    folder: folder.own,
    close: () =>
      folder.remove().catch((error) => host.warn(`${folder.path} is left: ${asError(error).message}`)),
    keep: async () => ({
      reach: (database) => `psql with the URL of \`scratch\` and the database ${database}`,
      remove: undefined,
    }),
  }
}

/** The target that `scratch` names; variables of the environment belong to the source, and mean nothing here. */
export async function readScratchTarget(host: Host, url: string): Promise<Target> {
  const { HOME } = host.env
  const target = await inWordsOf('scratch', () => readTarget(url, HOME === undefined ? {} : { HOME }))
  if (target.password !== undefined) host.mask(target.password)
  return target
}

const PATIENCE_MS = 60_000

/** Service containers come up slowly: a server that is not there yet, or is starting, is waited for. */
async function untilAnswered(host: Host, target: Target): Promise<Place> {
  const deadline = Date.now() + PATIENCE_MS
  for (let tries = 0; ; tries++) {
    try {
      return await inWordsOf('scratch', () => readPlace(target, { signal: host.signal, purpose: 'scratch' }))
    } catch (error) {
      host.signal.throwIfAborted()
      if (!mayComeUp(error) || Date.now() > deadline) throw unverified(error)
      if (tries === 0)
        host.info(`The scratch server does not answer yet; it has ${PATIENCE_MS / 1000} s to come up.`)
      await sleep(Math.min(1000, 100 * (tries + 1)), undefined, { signal: host.signal }).catch(
        () => undefined,
      )
    }
  }
}

const unverified = (error: unknown): unknown =>
  error instanceof UserError && !(error instanceof UsageError)
    ? new UserError(error.story, 'unverified')
    : error

const isReplica = (target: Target): UserError =>
  new UserError(
    {
      what: `The scratch server at ${target.host} is a replica, on which no database can be made.`,
      next: 'Name another server by `scratch`, or leave it out for a throw-away one.',
    },
    'unverified',
  )
