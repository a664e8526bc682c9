import type { Verdict } from '../archive/verdict.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type Beside, createBeside, dropFrom } from '../postgres/live/beside.ts'
import { giveProperties, type Properties } from '../postgres/live/carry.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { switchDatabases } from '../postgres/live/switch.ts'
import type { Locale } from '../postgres/scratch/locale.ts'
import { openSession } from '../postgres/session.ts'
import type { DrillReport } from '../report/drill.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { aroundTheChange } from './restore-commands.ts'

/** What came of restoring into a database beside the live one, and whether that came to its end. */
export type RestoredBeside = { readonly drill: DrillReport; readonly whole: boolean }

/** What takes the place of the live database, and where. */
export type Going = {
  readonly place: LivePlace
  readonly plan: RestorePlan
  /** How it stores and sorts text. */
  readonly locale: Locale
  /** What it is besides its content. */
  readonly properties: Properties & { readonly connectionLimit: number }
}

/** Restores beside what is there, verifies that, and only then lets it go live; unless it does, nothing of it stays. */
export async function carryOut(
  host: Host,
  options: RestoreOptions,
  going: Going,
  restore: (beside: Beside) => Promise<RestoredBeside>,
): Promise<RestoreOutcome> {
  const { plan, place } = going
  return inDatabaseBeside(host, going, async (beside) => {
    const { drill, whole } = await restore(beside)
    if (!whole || !mayGoLive(drill.verdict, options)) return { ...NOTHING, plan, drill, whole }
    const { result: notes, trouble } = await aroundTheChange(host, options, place.target, () =>
      goLive(host, options, going, beside),
    )
    const dropped = await dropOlds(host, going)
    return { ...NOTHING, plan, drill, whole, notes, live: true, dropped, trouble }
  })
}

/** Of an outcome, what has not happened. */
export const NOTHING = {
  ...{ live: false, notes: [], dropped: [] },
  ...{ trouble: undefined, safety: undefined, putBack: undefined },
} as const

/** Makes the database beside the live one, and takes it away in every ending in which it has not gone live. */
export async function inDatabaseBeside<Result>(
  host: Host,
  { place, locale, plan }: Omit<Going, 'properties'>,
  work: (beside: Beside) => Promise<Result>,
): Promise<Result> {
  const { beside: name, live } = plan
  const beside = await createBeside(place, { name, locale, tablespace: live?.tablespace, host })
  try {
    return await work(beside)
  } finally {
    await beside.drop()
  }
}

export const mayGoLive = (verdict: Verdict, { accept }: Pick<RestoreOptions, 'accept'>): boolean =>
  verdict === 'pass' || accept === verdict || (accept === 'fail' && verdict === 'unverified')

/** The restored database gets what belongs to the live one, and then its name, in one moment. */
export async function goLive(
  host: Host,
  options: RestoreOptions,
  going: Going,
  beside: Beside,
): Promise<readonly string[]> {
  const { place, plan, properties } = going
  const { live, database, old } = plan
  return host.group('Going live', async () => {
    const notes = await carryOver(host, options, going, beside)
    // Where nothing has that name any more, what is not all that it was is better than nothing.
    if (old !== undefined && notes.length > 0 && options.accept === undefined)
      throw notCarried(database, notes)
    const { connectionLimit } = properties
    const liveOid = old === undefined ? undefined : live?.oid
    const names = { live: database, liveOid, old, next: beside.name, connectionLimit }
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
  { place, properties }: Going,
  beside: Beside,
): Promise<readonly string[]> {
  const session = await openSession(place.maintenance, { signal })
  try {
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

/** What belongs to the live database, and not to its content. */
export const propertiesOf = ({
  properties,
  settings,
  comment,
  hasGrants,
}: LiveDatabase): Going['properties'] => ({
  ...{ owner: properties.owner, settings, comment, connectionLimit: properties.connectionLimit },
  grants: hasGrants ? properties.grants : undefined,
})

/** What earlier runs replaced, and nobody needs any more; that this does not work spoils nothing. */
async function dropOlds(host: Host, { place, plan }: Going): Promise<readonly string[]> {
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
