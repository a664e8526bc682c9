import { commit } from '../archive/commit.ts'
import { type Copy, sound } from '../archive/copies.ts'
import { checkEncryption, type Draft, describeEncryption, newDraft } from '../archive/draft.ts'
import { FORMAT, type Manifest, type StoredObject } from '../archive/manifest.ts'
import { totalRows } from '../archive/proof.ts'
import { storeText } from '../archive/store.ts'
import { unfinishedIsUndone } from '../archive/undo.ts'
import { type Ending, ToolError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { checkName } from '../options/name.ts'
import type { BackupOptions } from '../options/options.ts'
import { VERSION } from '../options/version.ts'
import { type Archived, archiveMoment } from '../postgres/archives.ts'
import { dumpGlobals } from '../postgres/globals.ts'
import { holdMoment, type Moment } from '../postgres/moment.ts'
import { openSource, type Source } from '../postgres/source.ts'
import { reportBackup } from '../report/backup.ts'
import { openStorage } from '../storage/open.ts'
import { keepNurserySmall } from '../stream/nursery.ts'

/** Dumps one moment of the database to every destination in one pass, and commits it there. */
export async function run(host: Host, options: BackupOptions): Promise<Ending> {
  const startedAt = new Date()
  checkEncryption(options.encryption)
  keepNurserySmall()
  const copies = await openCopies(host, options)
  const source = await host.group('Connecting to the database', () => connect(host, options))
  try {
    const name = options.name ?? checkName(source.server.database, 'database')
    const draft = newDraft({ ...options, name, startedAt, copies, signal: host.signal })
    return await unfinishedIsUndone(host, draft, async () => {
      const globals = await host.group('Storing roles', () => storeGlobals(host, source, options, draft))
      const dumped = await host.group('Dumping', () => dump(host, source, options, draft))
      const manifest = describe(source, options, draft, { ...dumped, globals })
      const key = await host.group('Committing', () => commit(copies, manifest, host.signal))
      await reportBackup(host, options, { manifest, key, copies, proof: dumped.proof })
      return sound(copies).length === copies.length ? 'pass' : 'fail'
    })
  } finally {
    await source.session.close()
  }
}

async function openCopies(host: Host, { destinations }: BackupOptions): Promise<Copy[]> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  return Promise.all(
    destinations.map(async (destination) => ({ storage: await openStorage(destination, context) })),
  )
}

async function connect(host: Host, options: BackupOptions): Promise<Source> {
  const source = await openSource(host, options)
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
  try {
    const sql = await dumpGlobals(tools, server.database, { signal: host.signal })
    return await storeText(sql, { ...draft.how, kind: 'globals', name: 'globals.sql' })
  } catch (error) {
    if (!(error instanceof ToolError)) throw error
    host.warn(`The roles of the server are not in this backup: ${error.story.why ?? error.message}`)
    return undefined
  }
}

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
  const proofObject = await storeText(JSON.stringify(archived.proof), {
    ...draft.how,
    kind: 'proof',
    name: 'proof.json',
  })
  return { ...archived, moment, proofObject }
}

function warnOfSecrets(host: Host, { encryption }: BackupOptions, { database }: Moment): void {
  if (encryption === undefined && database.heldPasswords > 0) {
    host.warn(
      'The dump holds passwords of subscriptions or user mappings in clear, and it is not encrypted. Set `recipients` or `passphrase`.',
    )
  }
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
  }: Dumped & { readonly globals: StoredObject | undefined },
): Manifest {
  const { snapshot, database, budget, partial, level } = moment
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
    database: { name: server.database, bytes: server.databaseBytes, ...database.properties },
    extensions: [...database.extensions],
    roles: [...database.roles],
    include: selection.include,
    partial,
    fingerprint: level,
    encryption: describeEncryption(encryption),
    objects,
    totals: {
      tables: snapshot.relations.filter(({ hasData }) => hasData).length,
      ...(level !== 'none' && { rows: totalRows(proof) }),
      storedBytes: total('bytes', objects),
      rawBytes: total('plainBytes', archives),
    },
    warnings: [...budget.notes],
  }
}
