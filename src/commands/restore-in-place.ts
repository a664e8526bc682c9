import { sound } from '../archive/copies.ts'
import type { Shelf } from '../archive/fetch.ts'
import { requireKeys } from '../archive/keys.ts'
import type { Manifest } from '../archive/manifest.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Encryption, Selection } from '../options/options.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { dropDatabase } from '../postgres/live/beside.ts'
import { besideName } from '../postgres/live/names.ts'
import { readObjects } from '../postgres/restore/archive-reading.ts'
import type { DrillReport } from '../report/drill.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import { makeBackup } from './backup.ts'
import { metered, toolsFor } from './drill-tools.ts'
import { besideIt, goLive, makeMissingRoles, mayGoLive, NOTHING } from './restore-act.ts'
import type { Acting } from './restore-beside.ts'
import { aroundTheChange } from './restore-commands.ts'

/**
 * For servers without room or rights for two databases: what is there is backed up, dropped, and restored anew. Where that
 * does not pass, the backup of what was there is put back.
 */
export async function inPlace(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const notes = await makeMissingRoles(host, acting)
  const safety = options.safetyBackup
    ? await host.group('Safety backup', () => backUpFirst(host, options, acting))
    : undefined
  const { result, trouble } = await aroundTheChange(host, options, acting.place.target, () =>
    replace(host, options, acting, safety),
  )
  return { ...result, notes: [...notes, ...result.notes], trouble }
}

/** What is there, to the same destinations, for the same readers. */
async function backUpFirst(host: Host, options: RestoreOptions, { shelf, place }: Acting): Promise<Shelf> {
  const { targetUrl, destinations, jobs, client, showTableNames, debug } = options
  const { name, encryption } = shelf.manifest
  const [first, ...others] = destinations
  if (!first) throw new Error('There is no destination for a safety backup.')
  const report = await makeBackup(withoutSource(host), {
    ...{ databaseUrl: targetUrl, destinations: [first, ...others], name, label: 'before-restore' },
    ...{ jobs, client, showTableNames, debug, json: false },
    ...{ lockTimeout: 300, compressionLevel: 1, fingerprint: 'auto', drill: undefined },
    encryption: encryptionLike(encryption, options.passphrase),
    selection: EVERYTHING,
  })
  const [copy] = sound(report.copies)
  if (!copy) throw new Error('A safety backup lies nowhere.')
  host.info(
    `What is in "${place.target.database}" now is backup ${report.manifest.id}, at ${copy.storage.label}.`,
  )
  const safety = { storage: copy.storage, manifest: report.manifest, keys: shelf.keys }
  await requireReadable(host, options, safety)
  return safety
}

/** What nobody has read back is no reason to drop anything. */
async function requireReadable(host: Host, { client }: RestoreOptions, safety: Shelf): Promise<void> {
  const { manifest } = safety
  await requireKeys(manifest, safety.keys)
  const tools = await toolsFor(host, manifest.server.major, { client }, undefined)
  const { findings } = await metered(host, 'Reading it back', manifest.totals.rawBytes, (watch) =>
    readObjects({
      ...{ shelf: safety, objects: manifest.objects, tools, watch },
      signal: host.signal,
      debug: (line) => host.debug(line),
    }),
  )
  const [finding] = findings
  if (!finding) return
  throw new UserError({
    what: `The safety backup ${manifest.id} cannot be read back, so nothing was dropped.`,
    why: [finding.what, finding.detail].filter(Boolean).join(': '),
    next: 'Look at the destination, and run it again.',
  })
}

const EVERYTHING: Selection = {
  ...{ include: 'all', schemas: [], excludeSchemas: [] },
  ...{ tables: [], excludeTables: [], excludeTableData: [] },
}

/** Variables of libpq in our environment belong to another database. */
const withoutSource = (host: Host): Host => ({
  ...host,
  env: Object.fromEntries(Object.entries(host.env).filter(([name]) => !/^PG(?!_BACKUP)/.test(name))),
})

/** A backup for whoever can read another one. */
export function encryptionLike(
  encryption: Manifest['encryption'],
  passphrase: string | undefined,
): Encryption | undefined {
  if (encryption.kind === 'age-recipients') return { kind: 'recipients', recipients: encryption.recipients }
  if (encryption.kind === 'none' || passphrase === undefined) return undefined
  return { kind: 'passphrase', passphrase }
}

async function replace(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  safety: Shelf | undefined,
): Promise<RestoreOutcome> {
  const { plan } = acting
  await drop(host, acting)
  // Whoever does not wait for the end is told how what was there comes back.
  const onExit = () => host.error(isGone(plan.database, safety))
  process.once('exit', onExit)
  try {
    const empty = { ...acting, plan: { ...plan, old: undefined } }
    const attempt = await besideIt(host, options, empty, async (beside, drill) => {
      if (!mayGoLive(drill, options)) return { ...NOTHING, plan, drill }
      return { ...NOTHING, plan, drill, live: true, notes: await goLive(host, options, empty, beside) }
    }).catch(asError)
    const outcome = attempt instanceof Error ? undefined : { ...attempt, safety: safety?.manifest.id }
    if (outcome?.live) return outcome
    const putBack = safety && (await putItBack(host, options, acting, safety))
    if (outcome) return { ...outcome, putBack }
    throw attempt
  } finally {
    process.off('exit', onExit)
  }
}

const PATIENCE_MS = 60_000

async function drop(host: Host, { place, plan }: Acting): Promise<void> {
  const { database } = plan
  const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)])
  try {
    await host.group(`Dropping "${database}"`, () => dropDatabase(place.maintenance, database, signal))
  } catch (error) {
    host.signal.throwIfAborted()
    throw new UserError({
      what: `The database "${database}" could not be dropped, and is as it was.`,
      why: asError(error).message,
      next: 'Stop what keeps connecting to it (`before-command` can), or name a user who may end its connections.',
      cause: error,
    })
  }
}

/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  safety: Shelf,
): Promise<DrillReport> {
  const { plan, place } = acting
  const { database } = plan
  const patient: Host = { ...host, signal: new AbortController().signal }
  const { manifest } = safety
  const nothing = { old: undefined, missingExtensions: [], newRoles: [] }
  const beside = besideName(database, manifest.id)
  const back = { place, shelf: safety, plan: { ...plan, ...nothing, manifest, beside } }
  const plainly = { ...options, owner: 'keep', migrateCommand: undefined, smokeCommand: undefined } as const
  host.warn(
    `"${database}" is put back as it was, from the safety backup ${manifest.id}. Let it come to its end.`,
  )
  try {
    return await besideIt(patient, plainly, back, async (restored, drill) => {
      await goLive(patient, plainly, back, restored)
      return drill
    })
  } catch (error) {
    throw new UserError({ what: isGone(database, safety), why: asError(error).message, cause: error })
  }
}

const isGone = (database: string, safety: Shelf | undefined): string =>
  safety
    ? `The database "${database}" is gone for now. Bring it back by \`restore\` with \`backup: ${safety.manifest.id}\`, which holds what was in it.`
    : `The database "${database}" is gone: it was dropped to be restored, and there is no safety backup of it.`
