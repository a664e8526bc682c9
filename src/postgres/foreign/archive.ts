import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Foreign, ForeignFolder, ForeignStream } from '../../archive/foreign.ts'
import type { Finding } from '../../archive/verdict.ts'
import { asError, ToolError, UserError } from '../../errors.ts'
import { TOLERANCES } from '../../options/drill.ts'
import { startListing } from '../contents.ts'
import { KEEPALIVE } from '../dump.ts'
import type { Complaint } from '../restore/errors.ts'
import { findExtensions } from '../restore/extensions.ts'
import { type Archive, runRestore } from '../restore/process.ts'
import { ownerFlags, type RestoreRequest, type SchemaAtHand } from '../restore/request.ts'
import { openSchema, restoreArchives } from '../restore/restore.ts'
import { schemaText } from '../restore/schema-text.ts'
import { restoreSideBySide } from '../restore/side-by-side.ts'
import { listFile, parseToc, withDependents } from '../restore/toc.ts'
import type { Session } from '../session.ts'
import type { Tools } from '../tools.ts'
import type { ForeignFacts } from './facts.ts'
import { meaningOf } from './meaning.ts'
import type { RoleMaker } from './roles.ts'
import { type Grounds, requireDatabases } from './rules.ts'
import { Script } from './script.ts'

export type ArchiveRequest = {
  readonly foreign: ForeignStream | ForeignFolder
  readonly facts: ForeignFacts
  readonly grounds: Grounds
  readonly roles: RoleMaker
  /** What reads and restores it; its extensions that are missing are those that may be. */
  readonly restore: Omit<RestoreRequest, 'archives'>
  /** On the scratch server. */
  readonly session: Session
}

/** What came of an archive. */
export type ArchiveOutcome = {
  readonly entries: number
  readonly complaints: readonly Complaint[]
  readonly findings: readonly Finding[]
}

/** Restores an archive, after a look at what its schema would do. */
export async function restoreArchive(request: ArchiveRequest): Promise<ArchiveOutcome> {
  const { foreign, session } = request
  const restore: RestoreRequest = {
    ...request.restore,
    tools: toolsFor(foreign, request.restore.tools),
    missingExtensions: await unavailable(session, request.restore.missingExtensions),
    archives: archivesOf(foreign),
  }
  const schema = await schemaOf(request, restore)
  await requireExtensions(request, schema)
  await lookAtSchema(request, restore, schema)
  const restored =
    foreign.format === 'directory' ? restoreFolder(restore, schema) : restoreArchives(restore, schema)
  const leftOut = [...schema.leftOut].map(({ what }) => ({
    outcome: 'tolerated' as const,
    what: TOLERANCES['missing-extension'],
    object: what,
  }))
  return { entries: schema.entries.length, complaints: await restored, findings: leftOut }
}

/** Reads an archive to its end without restoring it. */
export async function readArchive(
  foreign: ForeignStream | ForeignFolder,
  facts: ForeignFacts,
  request: Pick<RestoreRequest, 'tools' | 'watch' | 'debug' | 'signal'>,
): Promise<readonly Complaint[]> {
  const tools = toolsFor(foreign, request.tools)
  const [archive] = archivesOf(foreign)
  const place = foreign.format === 'directory' ? [foreign.folder] : []
  try {
    const feeding = { ...request, tools, files: [] }
    return await runRestore(feeding, ['--file=/dev/null', ...place], archive)
  } catch (error) {
    throw tooNew(error, foreign, facts, tools) ?? error
  }
}

/** Programs that can read the folder of a dump, wherever they run. */
const toolsFor = (foreign: Foreign, tools: Tools): Tools =>
  foreign.format !== 'directory'
    ? tools
    : {
        ...tools,
        start: (program, args, options) =>
          tools.start(program, args, { ...options, files: [...(options.files ?? []), foreign.folder] }),
      }

const archivesOf = (foreign: Foreign): Archive[] =>
  foreign.format === 'directory'
    ? []
    : [{ name: 'dump', kind: 'database', open: (signal, watch) => openedAtOnce(foreign, signal, watch) }]

/** What goes wrong when a dump is opened is the stream's error. */
export function openedAtOnce(
  foreign: ForeignStream,
  signal: AbortSignal,
  watch?: (count: () => number) => void,
): Readable {
  let bytes = 0
  const content = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length
      done(null, chunk)
    },
  })
  // It may fail before anybody reads: whoever reads later still gets the error.
  content.on('error', () => {})
  watch?.(() => bytes)
  foreign
    .open(signal)
    .then((source) => pipeline(source, content))
    .catch((error) => content.destroy(asError(error)))
  return content
}

/** The table of contents: of a stream its head is kept in a file, as the schema is restored from there. */
async function schemaOf({ foreign, facts }: ArchiveRequest, restore: RestoreRequest): Promise<SchemaAtHand> {
  try {
    const schema = await openSchema(restore)
    if (schema) return schema
    if (foreign.format !== 'directory') throw new Error('An archive has no table of contents.')
    const { archive, listing } = startListing(restore.tools, ['--list', '--verbose', foreign.folder], restore)
    archive.end()
    const entries = parseToc(await listing)
    const missing = entries.filter(({ what }) => restore.missingExtensions.includes(extensionIn(what) ?? ''))
    return { file: foreign.folder, entries, leftOut: withDependents(entries, missing) }
  } catch (error) {
    throw tooNew(error, foreign, facts, restore.tools) ?? error
  }
}

const extensionIn = (what: string): string | undefined => /^EXTENSION - (\S+) /.exec(what)?.[1]

async function unavailable(session: Session, names: readonly string[]): Promise<readonly string[]> {
  const { missing } = await findExtensions(
    session,
    names.map((name) => ({ name, version: '' })),
  )
  return missing
}

async function requireExtensions({ session }: ArchiveRequest, schema: SchemaAtHand): Promise<void> {
  const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry))
  const names = wanted.map(({ what }) => extensionIn(what)).filter((name) => name !== undefined)
  const missing = await unavailable(session, names)
  if (missing.length === 0) return
  const story = {
    what: `The scratch server lacks the ${missing.length === 1 ? 'extension' : 'extensions'} ${missing.join(', ')}.`,
    why: 'Without it, what leans on it cannot be restored.',
    next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${missing.map((name) => `missing-extension=${name}`).join(', ')}.`,
  }
  throw new UserError(story, 'unverified')
}

/** Makes the roles that the schema names, and refuses what would leave the scratch database. */
async function lookAtSchema(
  { grounds, roles, foreign }: ArchiveRequest,
  restore: RestoreRequest,
  schema: SchemaAtHand,
): Promise<void> {
  const text = await schemaText(restore, schema)
  const script = new Script(Readable.from([Buffer.from(text)]), foreign.name)
  const named = new Set<string>()
  for (let piece = await script.next(); piece; piece = await script.next()) {
    if (piece.kind !== 'statement') continue
    const meaning = meaningOf(piece.sql)
    if (meaning.reach === 'databases') requireDatabases(meaning.verb.toUpperCase(), grounds)
    for (const role of meaning.roles) named.add(role)
    if (meaning.verb === 'set standard_conforming_strings')
      script.backslashes = /\boff\b/.test(`${piece.sql}`)
  }
  await roles.make([...named])
}

/** Only a folder can be restored side by side as a whole. */
async function restoreFolder(restore: RestoreRequest, schema: SchemaAtHand): Promise<readonly Complaint[]> {
  const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry))
  const list = schema.leftOut.size > 0 ? [await listFile(restore, 'wanted', wanted)] : []
  const into = [`--dbname=${KEEPALIVE}`, '--no-password', '--no-subscriptions', ...ownerFlags(restore)]
  return restoreSideBySide(restore, schema, into, list)
}

/** An archive's format changes with some major versions, and older programs do not read newer ones. */
function tooNew(error: unknown, { name }: Foreign, facts: ForeignFacts, tools: Tools): UserError | undefined {
  if (!(error instanceof ToolError) || !/unsupported version \(/.test(error.stderrTail)) return undefined
  const { dumper, major } = facts
  const story = {
    what: `${name} cannot be read by pg_restore ${tools.version} (${tools.where}).`,
    why: dumper === undefined ? 'A newer pg_dump wrote it.' : `pg_dump ${dumper} wrote it.`,
    next: `Use the programs of PostgreSQL ${major ?? 'its version'} or newer${major === undefined ? '' : `: install postgresql-client-${major}, or set \`client: docker\``}.`,
    cause: error,
  }
  return new UserError(story, 'unverified')
}
