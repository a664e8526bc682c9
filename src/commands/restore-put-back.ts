import { fetchObject, type Shelf } from '../archive/fetch.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { NO_ROLES } from '../postgres/foreign/roles.ts'
import { runScript } from '../postgres/foreign/sql.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { undisturbed } from '../postgres/restore/restored.ts'
import { openSession } from '../postgres/session.ts'
import { inDatabase } from '../postgres/target.ts'
import { count } from '../report/backup.ts'
import { metered } from './drill-tools.ts'
import { type Found, whereItAnswers } from './places.ts'
import { aroundTheChange } from './restore-commands.ts'
import { confirmed } from './restore-confirm.ts'
import { nothingDone, planDigest, requireSame } from './restore-same.ts'

type Request = Found & { readonly place: LivePlace; readonly live: LiveDatabase }

/** Puts rows that an earlier restore changed or deleted back as they were; all others stay as they are. */
export async function putRowsBack(host: Host, options: RestoreOptions, request: Request): Promise<Ending> {
  const { place, live, shelf } = request
  const { manifest } = shelf
  requireSameDatabase(shelf, live)
  host.info(
    `Backup ${manifest.id} of ${manifest.name} holds ${count(manifest.totals.rows ?? 0, 'row')} of ${count(manifest.totals.tables, 'table')} of "${live.name}", as they were at ${manifest.snapshot.time}. They are put back as they were, in one transaction; all other rows stay.`,
  )
  host.output('backup-id', manifest.id)
  const digest = digestOf(request, options)
  host.info(`Plan ${digest}`)
  host.output('plan', digest)
  requireSame(digest, options)
  if (options.dryRun) return nothingDone(host)
  await confirmed(host, options, { database: live.name, fate: 'changed' })
  const { trouble } = await aroundTheChange(host, options, place.target, () =>
    whereItAnswers(host, request, (copy) => run(host, place, copy)),
  )
  const sentence = `The rows of backup ${manifest.id} are back in "${live.name}".`
  host.info(sentence)
  host.output('verdict', 'pass')
  await host.summary(`## ✅ ${sentence}\n`)
  host.print('pass')
  if (!trouble) return 'pass'
  host.error(trouble.message)
  return 'fail'
}

function digestOf(
  { shelf: { manifest }, place: { server, target }, live }: Request,
  { beforeCommand, afterCommand, commandTimeout }: RestoreOptions,
): string {
  return planDigest([
    ...['put back', manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
    ...[server.systemIdentifier ?? `${target.host}:${target.port}`, target.database, live.oid, server.user],
    ...[beforeCommand ?? null, afterCommand ?? null, commandTimeout],
  ])
}

/** One transaction: whoever stops answering leaves nothing of it. */
async function run(host: Host, place: LivePlace, shelf: Shelf): Promise<void> {
  const { manifest } = shelf
  const object = manifest.objects.find(({ kind }) => kind === 'rows')
  if (!object) throw new Error('A backup of rows holds none.')
  const { signal } = host
  const { server, target } = place
  const connect = (name: string) =>
    openSession(undisturbed(inDatabase(target, name), server.major), { signal })
  const { findings } = await metered(host, 'Putting the rows back', object.plainBytes, (watch) =>
    runScript({
      source: fetchObject(shelf, object, { signal, watch }),
      grounds: {
        ...{ name: object.name, mayCreateDatabases: false, throwaway: false },
        ...{ user: server.user, owners: true, kept: new Set<string>() },
      },
      allow: NOTHING_ALLOWED,
      circumstances: { limited: false, partial: false, otherMajor: false, older: false, allows: () => false },
      major: server.major,
      database: target.database,
      connect,
      roles: NO_ROLES,
      durable: true,
    }),
  )
  const [finding] = findings
  if (!finding) return
  throw new UserError({
    what: 'The rows could not be put back; nothing was changed.',
    why: finding.detail ?? finding.what,
    next: `They lie in ${object.name}, which is plain SQL: RESTORE.md beside it says how to open it.`,
  })
}

const NOTHING_ALLOWED = {
  ...{ missingExtensions: [], leftOutDependencies: false },
  ...{ limitedScratch: false, createDatabase: false },
}

/** Rows of another database would be strangers there. */
function requireSameDatabase({ manifest }: Shelf, live: LiveDatabase): void {
  if (manifest.database.name === live.name) return
  throw new UserError({
    what: `The rows are of the database "${manifest.database.name}", and \`target-url\` names "${live.name}".`,
    next: 'Check the name at the end of `target-url`.',
  })
}
