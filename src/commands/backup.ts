import { commit } from '../archive/commit.ts'
import { sound } from '../archive/copies.ts'
import { checkEncryption, type Draft, describeEncryption, newDraft } from '../archive/draft.ts'
import { readKeys } from '../archive/keys.ts'
import { FORMAT, type Manifest, type StoredObject } from '../archive/manifest.ts'
import { totalRows } from '../archive/proof.ts'
import { storeBytes } from '../archive/store.ts'
import { forget, unfinishedIsUndone } from '../archive/undo.ts'
import { worst } from '../archive/verdict.ts'
import { asError, type Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions, SqlCheck } from '../options/drill.ts'
import { checkName } from '../options/name.ts'
import type { BackupOptions } from '../options/options.ts'
import { VERSION } from '../options/version.ts'
import { type Archived, archiveMoment } from '../postgres/archives.ts'
import { readChecks } from '../postgres/checks.ts'
import { dumpGlobals } from '../postgres/globals.ts'
import { holdMoment, type Moment } from '../postgres/moment.ts'
import { nameSource, openSource, type Source } from '../postgres/source.ts'
import type { Target } from '../postgres/target.ts'
import { type BackupReport, backupJson, reportBackup, reportFailure } from '../report/backup.ts'
import type { DrillReport } from '../report/drill.ts'
import { drillJson } from '../report/drill-json.ts'
import { pruneJson } from '../report/prune.ts'
import { requireRestoreLog } from '../report/restore-log.ts'
import type { Keys } from '../stream/age.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { pruneAfter } from './backup-prune.ts'
import { metricsOf } from './metrics.ts'
import { openCopies } from './places.ts'

/** Dumps one moment of the database to every destination in one pass, and commits it there. */
export async function run(host: Host, options: BackupOptions): Promise<Ending> {
  checkEncryption(options.encryption)
  const { checks, keys } = await readyToVerify(host, options.drill)
  const report = await makeBackup(host, options)
  const { copies } = report
  await reportBackup(host, options, report)
  const stored = sound(copies).length === copies.length ? 'pass' : 'fail'
  const drilled = options.drill && (await verify(host, options.drill, report, checks, keys))
  const pruned = options.retention && (await pruneAfter(host, report, drilled?.verdict, options.retention))
  if (options.json) {
    const verification = drilled && drillJson(drilled, options.showTableNames)
    const metrics = await metricsOf(host, { ...options, name: report.manifest.name })
    const more = {
      ...(verification && { verification }),
      ...(pruned && { pruned: pruned.reports.map(pruneJson) }),
      metrics,
    }
    host.print(JSON.stringify({ ...backupJson(report), ...more }, undefined, 2))
  } else host.print(report.manifest.id)
  const ending = drilled ? worst([stored, drilled.verdict]) : stored
  return pruned && ending === 'pass' ? pruned.ending : ending
}

/** What `database-url` names, or a database that is reached otherwise and goes by another name for now. */
export type Subject = { readonly target: Target; readonly called?: string }

/** Makes a backup, or leaves nothing of it. */
export async function makeBackup(
  host: Host,
  options: BackupOptions,
  subject?: Subject,
): Promise<BackupReport> {
  const startedAt = new Date()
  const { target, called } = subject ?? { target: await nameSource(host, options.databaseUrl) }
  const name = options.name ?? checkName(target.database, 'database')
  // What else is backed up on the way, such as what a restore drops, is not what the run is about.
  if (!subject) host.output('name', name)
  keepNurserySmall()
  const copies = await openCopies(host, options.destinations)
  const draft = newDraft({ ...options, name, startedAt, copies, signal: host.signal })
  const named = called ?? target.database
  return unfinishedIsUndone(host, draft, () => backUp(host, options, draft, { target, called: named })).catch(
    async (error) => {
      await reportFailure(host, name, asError(error))
      throw error
    },
  )
}

/** What was just stored is fetched back from the first destination that has it. */
async function verify(
  host: Host,
  options: DrillOptions,
  { manifest, copies }: BackupReport,
  checks: readonly SqlCheck[],
  keys: Keys,
): Promise<DrillReport> {
  const [{ drill }, { leaveRecord }, { reportDrill }] = await Promise.all([
    import('./drill.ts'),
    import('./drill-told.ts'),
    import('../report/verify.ts'),
  ])
  const [copy] = sound(copies)
  if (!copy) throw new Error('A backup that lies nowhere was to be verified.')
  const { storage } = copy
  const report = await drill(host, { shelf: { storage, manifest, keys }, options, checks })
  await leaveRecord(host, storage, report)
  await reportDrill(host, { ...options, print: 'nothing' }, report)
  return report
}

async function backUp(
  host: Host,
  options: BackupOptions,
  draft: Draft,
  { target, called }: Required<Subject>,
): Promise<BackupReport> {
  const source = await host.group('Connecting to the database', () => connect(host, target, options))
  try {
    const globals = await host.group('Storing roles', () => storeGlobals(host, source, options, draft))
    const dumped = await host.group('Dumping', () => dump(host, source, options, draft))
    const manifest = describe(source, options, draft, { ...dumped, globals, called })
    const key = await host.group('Committing', () =>
      commit(draft.copies, manifest, { signal: host.signal, onPointOfNoReturn: () => forget(host) }),
    )
    return { manifest, key, copies: draft.copies, proof: dumped.proof }
  } finally {
    await source.session.close()
  }
}

/** What the drill will need is looked at first: a missing file must not be found out after an hour of dumping. */
async function readyToVerify(
  host: Host,
  drill: DrillOptions | undefined,
): Promise<{ readonly checks: readonly SqlCheck[]; readonly keys: Keys }> {
  if (!drill) return { checks: [], keys: { identities: [] } }
  const { checks, checksFile, workspace, restoreLog } = drill
  await requireRestoreLog(restoreLog)
  return { checks: await readChecks(checks, checksFile, workspace), keys: await readKeys(host, drill) }
}

async function connect(host: Host, target: Target, options: BackupOptions): Promise<Source> {
  const source = await openSource(host, target, options.client)
  const { server, route, tools } = source
  const role = server.inRecovery ? ', a replica' : ''
  host.info(`PostgreSQL ${server.version}${role}, database "${server.database}" as "${server.user}".`)
  if (route.kind === 'session-pool')
    host.info('Connected through a pooler that keeps its connections by the session.')
  host.info(`Client programs ${tools.version} from ${tools.where}.`)
  return source
}

/** Roles belong to the server, not to the database, and not every server lets us read them. */
async function storeGlobals(
  host: Host,
  { tools, server }: Source,
  { selection }: BackupOptions,
  draft: Draft,
): Promise<StoredObject | undefined> {
  if (selection.include === 'data') return undefined
  const globals = await dumpGlobals(tools, server.database, { signal: host.signal })
  if ('sql' in globals) return storeBytes(globals.sql, { ...draft.how, kind: 'globals', name: 'globals.sql' })
  host.warn(`${NO_GLOBALS} ${globals.refused}`)
  return undefined
}

const NO_GLOBALS = 'The roles of the server are not in this backup: the server does not let us read them.'

type Dumped = Archived & { readonly moment: Moment; readonly proofObject: StoredObject }

async function dump(host: Host, source: Source, options: BackupOptions, draft: Draft): Promise<Dumped> {
  const log = (line: string) => host.info(line)
  const moment = await holdMoment({
    source,
    options,
    signal: host.signal,
    log,
    debug: (line) => host.debug(line),
  })
  warnOfSecrets(host, options, moment)
  host.info(
    `${moment.dumps.length === 1 ? 'One dump' : `${moment.dumps.length} dumps`} of ${moment.snapshot.time.toISOString()}.`,
  )
  const archived = await archiveMoment(source, moment, draft.how, host.progress('Dumping'))
  tellWarnings(host, options, moment)
  const proofObject = await storeBytes(Buffer.from(JSON.stringify(archived.proof)), {
    ...draft.how,
    kind: 'proof',
    name: 'proof.json',
  })
  return { ...archived, moment, proofObject }
}

function warnOfSecrets(host: Host, { encryption }: BackupOptions, { database }: Moment): void {
  if (encryption !== undefined) return
  const passwords =
    database.heldPasswords > 0 ? ', passwords of subscriptions and user mappings in it too' : ''
  host.warn(
    `This backup is not encrypted: whoever can read the destination can read it${passwords}. Set \`recipients\` or \`passphrase\`; one that comes from a secret is empty where the secret is not set.`,
  )
}

/** pg_dump's warnings name tables, so a public log gets only their number. */
function tellWarnings(host: Host, { showTableNames }: BackupOptions, { dumps }: Moment): void {
  const warnings = [...new Set(dumps.flatMap(({ warnings }) => warnings))]
  if (showTableNames) for (const warning of warnings) host.warn(`pg_dump: ${warning}`)
  else if (warnings.length > 0)
    host.warn(`pg_dump gave ${warnings.length} warnings; \`show-table-names: yes\` shows them.`)
}

function describe(
  { server, tools }: Source,
  { selection, encryption }: BackupOptions,
  draft: Draft,
  {
    moment,
    objects: archives,
    proof,
    proofObject,
    globals,
    called,
  }: Dumped & { readonly globals: StoredObject | undefined; readonly called: string },
): Manifest {
  const { snapshot, database, budget, selected, level } = moment
  const objects = [...archives, ...(globals ? [globals] : []), proofObject]
  const total = (of: 'bytes' | 'plainBytes', some: readonly StoredObject[]) =>
    some.reduce((sum, object) => sum + object[of], 0)
  return {
    format: FORMAT,
    id: draft.id,
    name: draft.name,
    ...(draft.label !== undefined && { label: draft.label }),
    tool: { name: 'pg-backup-action', version: VERSION },
    startedAt: draft.startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    server: {
      version: server.version,
      major: server.major,
      inRecovery: server.inRecovery,
      ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
    },
    client: { version: tools.version },
    snapshot: {
      time: snapshot.time.toISOString(),
      guarantee: snapshot.guarantee,
      ...(snapshot.lsn && { lsn: snapshot.lsn }),
    },
    database: { name: called, bytes: server.databaseBytes, ...database.properties },
    extensions: [...database.extensions],
    roles: [...database.roles],
    include: selection.include,
    selection: selected,
    fingerprint: level,
    encryption: describeEncryption(encryption),
    objects,
    totals: {
      tables: snapshot.relations.filter(({ kind }) => kind === 'table').length,
      ...(level !== 'none' && { rows: totalRows(proof) }),
      storedBytes: total('bytes', objects),
      rawBytes: total('plainBytes', archives),
    },
    warnings: [...budget.notes, ...(globals || selection.include === 'data' ? [] : [NO_GLOBALS])],
  }
}
