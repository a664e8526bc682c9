import type { Manifest } from '../../archive/manifest.ts'
import { formatBytes } from '../../host/measure.ts'
import type { RestoreMode } from '../../options/restore.ts'
import { quoted } from '../identifiers.ts'
import type { LiveDatabase } from './facts.ts'
import type { LivePlace } from './place.ts'

export type Circumstances = {
  readonly mode: RestoreMode
  readonly place: LivePlace
  /** The version of the server that the backup is of, where that is known. */
  readonly major: number | undefined
  readonly live: LiveDatabase | undefined
  readonly beside: string
  readonly besideIsThere: boolean
  readonly needBytes: number
  readonly freeBytes: number | undefined
  readonly missingRoles: readonly string[]
  readonly missingLocale: string | undefined
  readonly missingExtensions: readonly string[]
  /** Extensions that may be missing. */
  readonly allowed: readonly string[]
}

export type Obstacle = { readonly what: string; readonly next?: string | undefined }

/** All that keeps a backup from being restored there, before anything is done. */
export function obstacles(circumstances: Circumstances): readonly Obstacle[] {
  return [...inTheServer(circumstances), ...inTheDatabase(circumstances), ...inWhatIsMissing(circumstances)]
}

const when = (is: boolean, what: string, next?: string): readonly Obstacle[] => (is ? [{ what, next }] : [])

function inTheServer(circumstances: Circumstances): readonly Obstacle[] {
  const { place, major, needBytes, freeBytes, mode, live } = circumstances
  const { server, createsDatabases } = place
  const room =
    freeBytes === undefined ? undefined : freeBytes + (mode === 'in-place' ? (live?.bytes ?? 0) : 0)
  return [
    ...when(
      server.inRecovery,
      'The server is a replica, on which nothing can be made.',
      'Name the primary by `target-url`.',
    ),
    ...when(
      major !== undefined && server.major < major,
      `The server is PostgreSQL ${server.major}, and the backup is of PostgreSQL ${major}: an older version cannot read what a newer one wrote.`,
      'Restore into a server of that version or a newer one.',
    ),
    ...when(
      !createsDatabases,
      `The user "${server.user}" may not make databases on the server.`,
      `Let an administrator run: ALTER ROLE ${quoted(server.user)} CREATEDB`,
    ),
    ...when(
      room !== undefined && room < needBytes,
      `There is no room: the restored database takes about ${formatBytes(needBytes)}, and ${formatBytes(room ?? 0)} are free where the server keeps its databases${mode === 'in-place' ? ', with the room of the one that is dropped' : ''}.`,
      mode === 'swap'
        ? 'Make room there; old databases of earlier runs can be dropped, and `mode: in-place` needs no room for two.'
        : 'Make room there; old databases of earlier runs can be dropped.',
    ),
  ]
}

/** What a backup of ours lacks for that. */
export function inTheBackup(manifest: Manifest, mode: RestoreMode): readonly Obstacle[] {
  const chosen = manifest.selection === 'schemas' || manifest.selection === 'tables'
  return [
    ...when(
      manifest.include === 'data',
      'The backup holds rows only, and there are no tables to restore them into.',
      'Choose another backup.',
    ),
    ...when(
      mode !== 'new' && (chosen || manifest.include === 'schema'),
      `The backup holds ${chosen ? `chosen ${manifest.selection}` : 'the schema'} alone, and would take the place of a whole database.`,
      'Restore it under another name, by `target-url`.',
    ),
    ...when(
      manifest.extensions.some(({ name }) => name === 'timescaledb'),
      'The extension timescaledb needs calls of its own around a restore, which this program does not make.',
      "Restore it by hand, as TimescaleDB's own documentation says.",
    ),
  ]
}

function inTheDatabase({ mode, live, place, beside, besideIsThere }: Circumstances): readonly Obstacle[] {
  const { database } = place.target
  const leftOver = when(
    besideIsThere,
    `There is a database ${quoted(beside)} already: another run is restoring this backup, or has died while it did.`,
    `If none is running, drop it by: DROP DATABASE ${quoted(beside)}`,
  )
  if (!live)
    return [
      ...leftOver,
      ...when(
        mode !== 'new',
        `There is no database ${quoted(database)} to be replaced.`,
        'Leave `mode` out, or check the name at the end of `target-url`.',
      ),
    ]
  return [
    ...leftOver,
    ...when(
      mode === 'new' && live.objects > 0,
      `The database ${quoted(database)} is there, with ${live.objects} objects in it, and \`mode: new\` replaces nothing.`,
      'Choose `mode: swap`, or another name at the end of `target-url`.',
    ),
    ...inTheWayOfSwitching(live, place),
    ...(mode === 'in-place' ? inTheWayOfDropping(live) : []),
  ]
}

/** What the server drops no database with. */
const inTheWayOfDropping = ({ bound }: LiveDatabase): readonly Obstacle[] => [
  ...when(
    bound.slots.length > 0,
    `The database has logical replication slots, and cannot be dropped: ${bound.slots.join(', ')}.`,
    'Drop them by pg_drop_replication_slot(), or choose `mode: swap`.',
  ),
  ...when(
    bound.subscriptions > 0,
    `The database has ${bound.subscriptions === 1 ? 'a subscription' : `${bound.subscriptions} subscriptions`}, and cannot be dropped.`,
    'Drop them, or choose `mode: swap`.',
  ),
]

/** What keeps the live database from getting another name. */
export function inTheWayOfSwitching(live: LiveDatabase, place: LivePlace): readonly Obstacle[] {
  const { database } = place.target
  const stubborn = live.connections.filter(({ mayEnd }) => !mayEnd)
  const who = stubborn.map(
    ({ application, user }) => `${application || 'a program without a name'} as ${user}`,
  )
  return [
    ...when(
      !live.ours,
      `The database ${quoted(database)} belongs to "${live.properties.owner}", and "${place.server.user}" may not rename it.`,
      `Let an administrator run: GRANT ${quoted(live.properties.owner)} TO ${quoted(place.server.user)}`,
    ),
    ...when(
      live.template,
      `The database ${quoted(database)} is a template, which a restored one would not be.`,
      `Run: ALTER DATABASE ${quoted(database)} IS_TEMPLATE false; and make the restored one a template again.`,
    ),
    ...when(
      stubborn.length > 0,
      `These are connected, and "${place.server.user}" may not end their connections: ${who.join(', ')}.`,
      'Stop them first, or name a user by `target-url` who may (a member of pg_signal_backend; of a superuser only another).',
    ),
    ...when(
      live.bound.preparedTransactions > 0,
      `The database has ${live.bound.preparedTransactions} prepared transactions, and while there is one it cannot be renamed.`,
      'Look at pg_prepared_xacts, and COMMIT PREPARED or ROLLBACK PREPARED each of them.',
    ),
  ]
}

function inWhatIsMissing(circumstances: Circumstances): readonly Obstacle[] {
  const { missingRoles, missingExtensions, missingLocale, allowed } = circumstances
  const refused = missingExtensions.filter((name) => !allowed.includes(name))
  return [
    ...when(
      missingRoles.length > 0,
      `The server lacks roles that own something in the backup, or have rights there: ${missingRoles.join(', ')}.`,
      'Make them, let `globals: true` make them without passwords, or let all belong to one user by `owner: drop`.',
    ),
    ...when(
      missingLocale !== undefined,
      `The server's system lacks the locale ${missingLocale}, by which the source sorts text: indexes would be sorted otherwise.`,
      'Install it there (Debian, Ubuntu: locale-gen, and a restart of the server), or restore into a server that has it.',
    ),
    ...when(
      refused.length > 0,
      `The server lacks the extensions ${refused.join(', ')}.`,
      `Install them, or leave them and what leans on them out by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`,
    ),
  ]
}
