import type { Extension } from '../archive/manifest.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreMode, RestoreOptions } from '../options/restore.ts'
import { findAsides, findOlds, isThere, type LiveDatabase, readLive } from '../postgres/live/facts.ts'
import { findLacking, type Wanted } from '../postgres/live/lacking.ts'
import { asideName, beforeName, besideName } from '../postgres/live/names.ts'
import { type Circumstances, type Obstacle, obstacles } from '../postgres/live/obstacles.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { missingRoles } from '../postgres/live/roles.ts'
import { freeBytesAt } from '../postgres/live/room.ts'
import { findExtensions } from '../postgres/restore/extensions.ts'
import { openSession, type Session } from '../postgres/session.ts'
import { describeTarget } from '../postgres/target.ts'
import type { RestorePlan, Subject } from '../report/restore-plan.ts'
import { planDigest } from './restore-same.ts'

/** What is known of a backup, ours or another's, that decides how it can be restored. */
export type Content = {
  readonly subject: Subject
  /** The destination that it is fetched from. */
  readonly from: string
  readonly id: string
  /** What makes it another one. */
  readonly identity: readonly unknown[]
  readonly major: number | undefined
  readonly roles: readonly string[]
  readonly extensions: readonly Extension[]
  readonly needBytes: number
  readonly estimateSeconds: number | undefined
  readonly notes: readonly string[]
  /** What the restored database is to be like; what is live already has settings of its own, which it keeps. */
  wanted(live: LiveDatabase | undefined): Wanted
  /** What it lacks itself. */
  obstacles(mode: RestoreMode): readonly Obstacle[]
}

type Looking = {
  readonly options: RestoreOptions
  readonly place: LivePlace
  readonly content: Content
  readonly live: LiveDatabase | undefined
  readonly now: Date
}

/** Looks at all that decides how a backup can be restored, and changes nothing. */
export async function makePlan(
  host: Host,
  options: RestoreOptions,
  place: LivePlace,
  content: Content,
  now: Date,
): Promise<RestorePlan> {
  return inMaintenance(host, place, async (session) => {
    const live = await readLive(session, place, host.signal)
    return planFor(session, { options, place, content, live, now })
  })
}

/** The database that rows come back into. */
export async function requireLive(host: Host, place: LivePlace): Promise<LiveDatabase> {
  const live = await inMaintenance(host, place, (session) => readLive(session, place, host.signal))
  if (live) return live
  throw new UserError({
    what: `There is no database "${place.target.database}" on the server for rows to come back into.`,
    next: 'Check the name at the end of `target-url`, or restore the whole backup by leaving `tables` out.',
  })
}

async function inMaintenance<Result>(
  { signal }: Host,
  { maintenance }: LivePlace,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(maintenance, { signal })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

async function planFor(session: Session, looking: Looking): Promise<RestorePlan> {
  const { options, place, content, live, now } = looking
  const { subject, from, needBytes, estimateSeconds } = content
  const { database } = place.target
  const mode = options.mode ?? (live ? 'swap' : 'new')
  const olds = await findOlds(session, database)
  const beside = besideName(database, content.id)
  const roles = options.owner === 'keep' ? await missingRoles(session, content.roles) : []
  const newRoles = options.globals ? roles : []
  const extensions = await findExtensions(session, content.extensions)
  const lacking = await findLacking(session, content.wanted(live))
  const freeBytes = await freeBytesAt(session, place)
  const circumstances: Circumstances = {
    ...{ mode, place, major: content.major, live, beside, needBytes, freeBytes },
    besideIsThere: await isThere(session, beside),
    missingRoles: options.globals ? [] : roles,
    missingLocale: lacking.locale,
    missingExtensions: extensions.missing,
    allowed: options.allow.missingExtensions,
  }
  const commands = commandsOf(options)
  const inPlace = mode === 'in-place'
  const dropped = live && !inPlace ? tooOld(olds, options.dropOldAfter, now) : []
  const names = live && { old: beforeName(database, now), aside: asideName(database, now) }
  return {
    ...{ mode, subject, from, live, beside, olds, needBytes, freeBytes, estimateSeconds, commands, database },
    digest: digestOf(looking, {
      ...{ mode, commands, dropped, roles, missing: extensions.missing },
      ...{ user: place.server.user, timeout: options.commandTimeout },
    }),
    target: describeTarget(place.target),
    old: inPlace ? undefined : names?.old,
    aside: inPlace ? names?.aside : undefined,
    asides: await findAsides(session, database),
    safetyBackup: inPlace && options.safetyBackup,
    dropped,
    newRoles,
    missingExtensions: extensions.missing,
    notes: notesOn(looking, { ...extensions, newRoles, settings: lacking.settings }),
    problems: [...obstacles(circumstances), ...content.obstacles(mode)],
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
function digestOf({ options, place, content, live }: Looking, more: object): string {
  const { host, port, database } = place.target
  const { owner, globals, allow, accept, dropOldAfter, safetyBackup } = options
  return planDigest([
    ...[1, ...content.identity],
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

type Seen = {
  readonly otherVersions: readonly string[]
  readonly newRoles: readonly string[]
  readonly settings: readonly string[]
}

function notesOn(
  { place, content, options }: Looking,
  { otherVersions, newRoles, settings }: Seen,
): string[] {
  const into = place.server.major
  const { major: from = into } = content
  return [
    ...(into > from
      ? [
          `The server is PostgreSQL ${into} and the source was ${from}: rows are compared, and the schema, which newer versions write differently, is not.`,
        ]
      : []),
    ...otherVersions.map((other) => `The server has the extension ${other}.`),
    ...(options.owner === 'drop'
      ? [`All of it will belong to ${place.server.user}, and nobody else gets rights.`]
      : []),
    ...(newRoles.length > 0
      ? [
          `These roles need passwords, which no backup holds, and get no power over the whole server: ${newRoles.join(', ')}.`,
        ]
      : []),
    ...(settings.length > 0
      ? [`The server, or this user, cannot have these settings of the source: ${settings.join(', ')}.`]
      : []),
    ...content.notes,
    ...(options.accept === undefined
      ? []
      : [
          `\`accept: ${options.accept}\`: the restored database goes live even where its verdict is that, and the run is red.`,
        ]),
  ]
}
