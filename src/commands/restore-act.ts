import { fetchBytes, type Shelf } from '../archive/fetch.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type Beside, createBeside, dropDatabase } from '../postgres/live/beside.ts'
import { giveProperties } from '../postgres/live/carry.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { makeRoles, statementsFor } from '../postgres/live/roles.ts'
import { switchDatabases } from '../postgres/live/switch.ts'
import { openSession } from '../postgres/session.ts'
import type { DrillReport } from '../report/drill.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { restoreBeside } from './restore-beside.ts'
import { aroundTheChange } from './restore-commands.ts'

export type Acting = {
  readonly place: LivePlace
  readonly shelf: Shelf
  readonly plan: RestorePlan
}

/** Restores beside what is there, verifies that, and only then lets it go live. */
export async function carryOut(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { place, shelf, plan } = acting
  const roleNotes = await makeMissingRoles(host, place, shelf, plan)
  const beside = await createBeside(place, {
    name: plan.beside,
    locale: shelf.manifest.database,
    tablespace: plan.live?.tablespace,
    host,
  })
  try {
    const drill = await restoreBeside(host, options, { ...acting, beside })
    if (!mayGoLive(drill, options))
      return { plan, drill, notes: roleNotes, live: false, dropped: [], trouble: undefined }
    const { result: notes, trouble } = await goLive(host, options, acting, beside)
    const dropped = await dropOlds(host, acting)
    return { plan, drill, notes: [...roleNotes, ...notes], live: true, dropped, trouble }
  } finally {
    await beside.drop()
  }
}

const mayGoLive = ({ verdict }: DrillReport, { accept }: RestoreOptions): boolean =>
  verdict === 'pass' || accept === verdict || (accept === 'fail' && verdict === 'unverified')

async function makeMissingRoles(
  host: Host,
  { maintenance }: LivePlace,
  shelf: Shelf,
  { newRoles }: RestorePlan,
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

/** The part in which the target changes: one moment, between the user's own commands. */
async function goLive(
  host: Host,
  options: RestoreOptions,
  { place, plan, shelf }: Acting,
  beside: Beside,
): Promise<{ readonly result: readonly string[]; readonly trouble: UserError | undefined }> {
  const { live, database, old } = plan
  const properties = live
    ? {
        ...live.properties,
        settings: live.settings,
        comment: live.comment,
        grants: live.hasGrants ? live.properties.grants : undefined,
      }
    : undefined
  return aroundTheChange(host, options, place.target, async () => {
    const notes = await host.group('Going live', async () => {
      const session = await openSession(place.maintenance, { signal: host.signal })
      try {
        const { manifest } = shelf
        return await giveProperties(session, beside.name, properties ?? ownProperties(manifest), {
          owner: options.owner === 'keep',
        })
      } finally {
        await session.close()
      }
    })
    const connectionLimit = (live?.properties ?? shelf.manifest.database).connectionLimit
    await switchDatabases(
      place.maintenance,
      { live: database, old, next: beside.name, connectionLimit },
      host.signal,
    )
    beside.letGo()
    host.info(
      old === undefined
        ? `The database "${database}" is there.`
        : `The restored database is now "${database}", and what was there is "${old}".`,
    )
    return notes
  })
}

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
    try {
      await dropDatabase(place.maintenance, name, host.signal)
      dropped.push(name)
    } catch (error) {
      host.signal.throwIfAborted()
      host.warn(
        `The old database "${name}" could not be dropped: ${error instanceof Error ? error.message : error}`,
      )
    }
  }
  return dropped
}
