import { lastDrill } from '../archive/catalog.ts'
import type { Shelf } from '../archive/fetch.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { findOlds, isThere, type LiveDatabase, readLive } from '../postgres/live/facts.ts'
import { beforeName, besideName } from '../postgres/live/names.ts'
import { type Circumstances, obstacles } from '../postgres/live/obstacles.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { missingRoles } from '../postgres/live/roles.ts'
import { freeBytesAt } from '../postgres/live/room.ts'
import { findExtensions } from '../postgres/restore/extensions.ts'
import { openSession, type Session } from '../postgres/session.ts'
import { describeTarget } from '../postgres/target.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { planDigest } from './restore-same.ts'

/** Looks at all that decides how a backup can be restored, and changes nothing. */
export async function makePlan(
  host: Host,
  options: RestoreOptions,
  place: LivePlace,
  shelf: Shelf,
  now: Date,
): Promise<RestorePlan> {
  const session = await openSession(place.maintenance, { signal: host.signal })
  try {
    const live = await readLive(session, place, host.signal)
    return await planFor(session, { host, options, place, shelf, live, now })
  } finally {
    await session.close()
  }
}

/** The database that rows come back into. */
export async function requireLive(host: Host, place: LivePlace): Promise<LiveDatabase> {
  const session = await openSession(place.maintenance, { signal: host.signal })
  try {
    const live = await readLive(session, place, host.signal)
    if (live) return live
  } finally {
    await session.close()
  }
  throw new UserError({
    what: `There is no database "${place.target.database}" on the server for rows to come back into.`,
    next: 'Check the name at the end of `target-url`, or restore the whole backup by leaving `tables` out.',
  })
}

type Looking = {
  readonly host: Host
  readonly options: RestoreOptions
  readonly place: LivePlace
  readonly shelf: Shelf
  readonly live: LiveDatabase | undefined
  readonly now: Date
}

async function planFor(session: Session, looking: Looking): Promise<RestorePlan> {
  const { host, options, place, shelf, live, now } = looking
  const { manifest, storage } = shelf
  const { database } = place.target
  const mode = options.mode ?? (live ? 'swap' : 'new')
  const olds = await findOlds(session, database)
  const beside = besideName(database, manifest.id)
  const roles = options.owner === 'keep' ? await missingRoles(session, manifest.roles) : []
  const newRoles = options.globals ? roles : []
  const extensions = await findExtensions(session, manifest.extensions)
  const needBytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes
  const freeBytes = await freeBytesAt(session, place)
  const circumstances: Circumstances = {
    ...{ mode, place, manifest, live, beside, needBytes, freeBytes },
    besideIsThere: await isThere(session, beside),
    missingRoles: options.globals ? [] : roles,
    missingExtensions: extensions.missing,
    allowed: options.allow.missingExtensions,
  }
  const commands = commandsOf(options)
  const inPlace = mode === 'in-place'
  const dropped = live && !inPlace ? tooOld(olds, options.dropOldAfter, now) : []
  const before = live && beforeName(database, now)
  return {
    ...{ mode, manifest, live, beside, olds, needBytes, freeBytes, commands, database },
    digest: digestOf(looking, {
      ...{ mode, commands, dropped, roles, missing: extensions.missing },
      ...{ user: place.server.user, timeout: options.commandTimeout },
    }),
    from: storage.label,
    target: describeTarget(place.target),
    ...(inPlace ? { aside: before, old: undefined } : { aside: undefined, old: before }),
    safetyBackup: inPlace && options.safetyBackup,
    dropped,
    estimateSeconds: await estimate(host, shelf),
    newRoles,
    missingExtensions: extensions.missing,
    notes: notesOn(looking, extensions.otherVersions, newRoles),
    problems: obstacles(circumstances),
  }
}

type Commands = RestorePlan['commands']

const commandsOf = (options: RestoreOptions): Commands =>
  (
    [
      ['migrate', options.migrateCommand],
      ['smoke', options.smokeCommand],
      ['before', options.beforeCommand],
      ['after', options.afterCommand],
    ] as const
  ).flatMap(([when, command]) => (command === undefined ? [] : [[when, command] as const]))

/** What a person agreed to: another backup, another database in the place of this one, another way, and it is another plan. */
function digestOf({ options, place, shelf, live }: Looking, more: object): string {
  const { manifest } = shelf
  const { host, port, database } = place.target
  const { owner, globals, allow, accept, dropOldAfter, safetyBackup } = options
  return planDigest([
    ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
    ...[place.server.systemIdentifier ?? `${host}:${port}`, database, live?.oid ?? null],
    ...[owner, globals, allow, accept ?? null, dropOldAfter ?? null, safetyBackup, more],
  ])
}

/** The one that this run replaces is newer than all of them, so that none of them is the newest. */
const tooOld = (olds: RestorePlan['olds'], hours: number | undefined, now: Date): readonly string[] =>
  hours === undefined
    ? []
    : olds
        .filter(({ replaced }) => now.getTime() - replaced.getTime() > hours * 3_600_000)
        .map(({ name }) => name)

/** A drill of a backup of the same name, with as many bytes more or less. */
async function estimate(host: Host, { storage, manifest }: Shelf): Promise<number | undefined> {
  const record = await lastDrill(storage, manifest.name, host.signal).catch(() => undefined)
  host.signal.throwIfAborted()
  if (!record?.times || !record.rawBytes) return undefined
  const { fetch, restore, compare } = record.times
  return ((fetch + restore + compare) * manifest.totals.rawBytes) / record.rawBytes
}

function notesOn(
  { place, shelf, options }: Looking,
  otherVersions: readonly string[],
  newRoles: readonly string[],
): string[] {
  const { manifest } = shelf
  const from = manifest.server.major
  const into = place.server.major
  return [
    ...(into > from
      ? [
          `The server is PostgreSQL ${into} and the source was ${from}: rows are compared, and the schema, which newer versions write differently, is not.`,
        ]
      : []),
    ...otherVersions.map((other) => `The server has the extension ${other}.`),
    ...(manifest.selection === 'excluding'
      ? [
          'The backup was made without some tables or their rows: what was left out is not in the restored database.',
        ]
      : []),
    ...(options.owner === 'drop'
      ? [`All of it will belong to ${place.server.user}, and nobody else gets rights.`]
      : []),
    ...(newRoles.length > 0
      ? [
          `These roles need passwords, which no backup holds, and get no power over the whole server: ${newRoles.join(', ')}.`,
        ]
      : []),
    ...manifest.warnings.map((warning) => `Said when the backup was made: ${warning}`),
    ...(options.accept === undefined
      ? []
      : [
          `\`accept: ${options.accept}\`: the restored database goes live even where its verdict is that, and the run is red.`,
        ]),
  ]
}
