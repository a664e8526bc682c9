import { fetchBytes, type Shelf } from '../archive/fetch.ts'
import type { Verdict } from '../archive/verdict.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type Beside, createBeside, dropFrom } from '../postgres/live/beside.ts'
import { giveProperties } from '../postgres/live/carry.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import { makeRoles, statementsFor } from '../postgres/live/roles.ts'
import { switchDatabases } from '../postgres/live/switch.ts'
import { openSession } from '../postgres/session.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import { type Acting, restoreBeside } from './restore-beside.ts'
import { aroundTheChange } from './restore-commands.ts'

/** Restores beside what is there, verifies that, and only then lets it go live; unless it does, nothing of it stays. */
export async function carryOut(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { plan, place } = acting
  const notes = await makeMissingRoles(host, acting)
  return besideIt(host, options, acting, async (beside, { drill, whole }) => {
    if (!whole || !mayGoLive(drill.verdict, options)) return { ...NOTHING, plan, drill, whole, notes }
    const { result, trouble } = await aroundTheChange(host, options, place.target, () =>
      goLive(host, options, acting, beside),
    )
    const dropped = await dropOlds(host, acting)
    return { ...NOTHING, plan, drill, whole, notes: [...notes, ...result], live: true, dropped, trouble }
  })
}

/** Of an outcome, what has not happened. */
export const NOTHING = {
  ...{ live: false, notes: [], dropped: [] },
  ...{ trouble: undefined, safety: undefined, putBack: undefined },
} as const

/** Restores into a database beside the live one; unless the work lets it go live, nothing of it stays. */
export async function besideIt<Result>(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  work: (beside: Beside, restored: Awaited<ReturnType<typeof restoreBeside>>) => Promise<Result>,
): Promise<Result> {
  return inDatabaseBeside(host, acting, async (beside) =>
    work(beside, await restoreBeside(host, options, { ...acting, beside })),
  )
}

/** Makes the database beside the live one, and takes it away in every ending in which it has not gone live. */
export async function inDatabaseBeside<Result>(
  host: Host,
  { place, shelf, plan }: Acting,
  work: (beside: Beside) => Promise<Result>,
): Promise<Result> {
  const { beside: name, live } = plan
  const locale = shelf.manifest.database
  const beside = await createBeside(place, { name, locale, tablespace: live?.tablespace, host })
  try {
    return await work(beside)
  } finally {
    await beside.drop()
  }
}

export const mayGoLive = (verdict: Verdict, { accept }: Pick<RestoreOptions, 'accept'>): boolean =>
  verdict === 'pass' || accept === verdict || (accept === 'fail' && verdict === 'unverified')

/** What could not be made as it was is told. */
export async function makeMissingRoles(
  host: Host,
  { place: { maintenance }, shelf, plan: { newRoles } }: Acting,
): Promise<readonly string[]> {
  if (newRoles.length === 0) return []
  const object = shelf.manifest.objects.find(({ kind }) => kind === 'globals')
  if (!object) throw noGlobals(newRoles)
  const globals = (await fetchBytes(shelf, object, host)).toString('utf8')
  const session = await openSession(maintenance, { signal: host.signal })
  try {
    const refused = await makeRoles(session, statementsFor(globals, newRoles))
    return refused.map((what) => `A role is not all that it was: ${what}.`)
  } finally {
    await session.close()
  }
}

const noGlobals = (roles: readonly string[]): UserError =>
  new UserError({
    what: `The backup holds no roles, so ${roles.join(', ')} cannot be made from it.`,
    why: 'The server did not let the backup read them.',
    next: 'Make them by hand, or let all belong to one user by `owner: drop`.',
  })

/** The restored database gets what belongs to the live one, and then its name, in one moment. */
export async function goLive(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  beside: Beside,
): Promise<readonly string[]> {
  const { place, plan, shelf } = acting
  const { live, database, old } = plan
  return host.group('Going live', async () => {
    const notes = await carryOver(host, options, acting, beside)
    // Where nothing has that name any more, what is not all that it was is better than nothing.
    if (old !== undefined && notes.length > 0 && options.accept === undefined)
      throw notCarried(database, notes)
    const { connectionLimit } = live?.properties ?? shelf.manifest.database
    const names = {
      live: database,
      liveOid: old === undefined ? undefined : live?.oid,
      old,
      next: beside.name,
      connectionLimit,
    }
    await switchDatabases(place.maintenance, names, host.signal)
    beside.letGo()
    host.info(
      old === undefined
        ? `The database "${database}" is there.`
        : `The restored database is now "${database}", and what was there is "${old}".`,
    )
    return notes
  })
}

/** Gives a restored database what belongs to the one whose place it takes; what it could not be given is told. */
export async function carryOver(
  { signal }: Host,
  { owner }: RestoreOptions,
  { place, plan: { live }, shelf }: Acting,
  beside: Beside,
): Promise<readonly string[]> {
  const session = await openSession(place.maintenance, { signal })
  try {
    const properties = live ? propertiesOf(live) : ownProperties(shelf.manifest)
    return await giveProperties(session, beside.name, properties, { owner: owner === 'keep' })
  } finally {
    await session.close()
  }
}

export const notCarried = (database: string, notes: readonly string[]): UserError =>
  new UserError({
    what: `Not all that belongs to "${database}" could be carried over to the restored database, so nothing was changed.`,
    why: notes.join('\n'),
    next: 'Name a user who may by `target-url`, or go on without by `accept: unverified`.',
  })

const propertiesOf = ({ properties, settings, comment, hasGrants }: LiveDatabase) => ({
  ...{ owner: properties.owner, settings, comment },
  grants: hasGrants ? properties.grants : undefined,
})

/** Of a database that is new, its own from the backup; its settings were restored with it. */
const ownProperties = ({ database }: Shelf['manifest']) => ({
  ...database,
  settings: undefined,
  comment: null,
  grants: database.grants.length > 0 ? database.grants : undefined,
})

/** What earlier runs replaced, and nobody needs any more; that this does not work spoils nothing. */
async function dropOlds(host: Host, { place, plan }: Acting): Promise<readonly string[]> {
  const dropped: string[] = []
  for (const name of plan.dropped) {
    if (host.signal.aborted) break
    try {
      await dropFrom(place.maintenance, name, AbortSignal.timeout(DROP_PATIENCE_MS))
      dropped.push(name)
    } catch (error) {
      host.warn(`The old database "${name}" could not be dropped: ${asError(error).message}`)
    }
  }
  return dropped
}

const DROP_PATIENCE_MS = 20_000
