import type { Foreign, ForeignFolder, ForeignStream } from '../../archive/foreign.ts'
import { checkDirectory } from '../../archive/foreign-directory.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { type Allowed, TOLERANCES } from '../../options/drill.ts'
import { type Circumstances, type Complaint, gaveUp, judge } from '../restore/errors.ts'
import { undisturbed } from '../restore/restored.ts'
import type { Scratch, ScratchDatabase } from '../scratch/scratch.ts'
import { openSession, type Session } from '../session.ts'
import { inDatabase, type Target } from '../target.ts'
import type { Tools } from '../tools.ts'
import { openedAtOnce, readArchive, restoreArchive } from './archive.ts'
import type { ForeignFacts } from './facts.ts'
import { meaningOf } from './meaning.ts'
import { openRoleMaker, type RoleMaker } from './roles.ts'
import type { Grounds } from './rules.ts'
import { Script } from './script.ts'
import { PUBLIC_IS_THERE, runScript } from './sql.ts'

export type ForeignRequest = {
  readonly foreign: Foreign
  readonly facts: ForeignFacts
  readonly scratch: Scratch
  readonly database: ScratchDatabase
  /** Of the facts' major version, or the scratch server's where that is newer, reaching the scratch database. */
  readonly tools: () => Promise<Tools>
  readonly jobs: number
  readonly allow: Allowed
  /** Whether objects get their owners, and others their rights. */
  readonly owners: boolean
  /** Makes roles that the dump names; without it, those that a drill makes. */
  readonly roles?: RoleMaker
  readonly watch: (count: () => number) => void
  readonly debug: (line: string) => void
  readonly signal: AbortSignal
}

/** A dump restored into a scratch server. */
export type RestoredForeign = {
  readonly check: Check
  readonly notes: readonly string[]
  /** Whether nothing in it says where it ends, so that a piece could be missing there. */
  readonly endless: boolean
  /** The database that is to be looked at: the scratch database, or one that the dump made beside it. */
  readonly target: Target
}

/** Restores a dump; what speaks against it is found, and what is cut off, damaged or refused rejects. */
export async function restoreForeign(request: ForeignRequest): Promise<RestoredForeign> {
  const { foreign, scratch, database, signal } = request
  const roles = request.roles ?? openRoleMaker(scratch, database, signal)
  try {
    return foreign.format === 'sql'
      ? await restoreSql(request, foreign, roles)
      : await restoreDump(request, foreign, roles)
  } finally {
    await roles.close()
  }
}

async function restoreSql(
  request: ForeignRequest,
  foreign: ForeignStream,
  roles: RoleMaker,
): Promise<RestoredForeign> {
  const { scratch, database, allow, signal, watch } = request
  const { major } = scratch.server
  const connect = (name: string) =>
    openSession(undisturbed(inDatabase(scratch.target, name), major), { signal })
  const { statements, findings, notes, made, endless } = await runScript({
    source: openedAtOnce(foreign, signal, watch),
    grounds: groundsOf(request),
    circumstances: circumstancesOf(request),
    allow,
    major,
    database: database.name,
    connect,
    roles,
  })
  const looked = `${statements.toLocaleString('en')} ${statements === 1 ? 'statement' : 'statements'}`
  const check = checkOf(request, looked, findings)
  if (made.length === 0) return { check, notes, endless, target: database.target }
  const fullest = await fullestOf([...made, database.name], connect)
  const told = `The dump made ${made.length === 1 ? 'a database' : `${made.length} databases`} of its own; ${
    made.length === 1 ? 'that' : 'the one with the most tables'
  } is what is looked at.`
  return { check, notes: [...notes, told], endless, target: inDatabase(scratch.target, fullest) }
}

async function restoreDump(
  request: ForeignRequest,
  foreign: ForeignFolder | ForeignStream,
  roles: RoleMaker,
): Promise<RestoredForeign> {
  const { scratch, database, facts, allow, jobs, watch, debug, signal } = request
  const notes = await checkFolder(foreign, signal)
  const session = await openSession(undisturbed(database.target, scratch.server.major), { signal })
  try {
    const { entries, complaints, findings } = await restoreArchive({
      foreign,
      facts,
      grounds: groundsOf(request),
      roles,
      session,
      restore: {
        tools: await request.tools(),
        folder: scratch.folder,
        // A tar can only be read from its beginning.
        jobs: foreign.format === 'tar' ? 1 : jobs,
        owners: request.owners,
        missingExtensions: allow.missingExtensions,
        watch,
        debug,
        signal,
      },
    })
    const end = gaveUp(complaints)
    // What comes after it says nothing of the dump.
    const telling = end ? [end] : complaints
    const judged = telling.map((complaint) => judgeForeign(complaint, circumstancesOf(request)))
    const looked = `${entries.toLocaleString('en')} entries`
    const check = checkOf(request, looked, [...findings, ...judged])
    return { check, notes, endless: false, target: database.target }
  } finally {
    await session.close()
  }
}

/** Reads a dump to its end without restoring it: as much as can be told where there is no server. */
export async function readForeign(
  request: Pick<ForeignRequest, 'foreign' | 'facts' | 'tools' | 'watch' | 'debug' | 'signal'>,
): Promise<{ readonly check: Check; readonly notes: readonly string[] }> {
  const { foreign, facts, signal, watch } = request
  if (foreign.format === 'sql') {
    const statements = await countStatements(foreign, signal, watch)
    const looked = `${statements.toLocaleString('en')} statements`
    return { check: { name: 'archives', looked, findings: [] }, notes: [] }
  }
  const notes = await checkFolder(foreign, signal)
  const complaints = await readArchive(foreign, facts, { ...request, tools: await request.tools() })
  const findings = complaints.map(({ message }) => ({
    outcome: 'fail' as const,
    what: 'the dump cannot be read to its end',
    detail: message,
  }))
  return { check: { name: 'archives', looked: '1 archive', findings }, notes }
}

async function checkFolder(foreign: ForeignFolder | ForeignStream, signal: AbortSignal): Promise<string[]> {
  if (foreign.format !== 'directory') return []
  const { endless } = await checkDirectory(foreign.folder, foreign.name, { signal })
  if (endless === 0) return []
  const objects = endless === 1 ? 'one large object' : `${endless.toLocaleString('en')} large objects`
  return [`Of ${objects} nothing says where the content ends: had it been cut short, nobody would notice.`]
}

async function countStatements(
  foreign: ForeignStream,
  signal: AbortSignal,
  watch: ForeignRequest['watch'],
): Promise<number> {
  const source = openedAtOnce(foreign, signal, watch)
  const script = new Script(source, foreign.name)
  let count = 0
  try {
    for (let piece = await script.next(); piece; piece = await script.next()) {
      if (piece.kind !== 'statement') continue
      count++
      const { verb, copiesIn } = meaningOf(piece.sql)
      if (copiesIn) for await (const _ of script.rows());
      if (verb === 'set standard_conforming_strings') script.backslashes = /\boff\b/.test(`${piece.sql}`)
    }
    return count
  } finally {
    source.destroy()
  }
}

function groundsOf({ foreign, scratch, database, allow, owners }: ForeignRequest): Grounds {
  return {
    name: foreign.name,
    mayCreateDatabases: allow.createDatabase,
    throwaway: scratch.throwaway,
    user: scratch.server.user,
    owners,
    kept: new Set(['postgres', 'template0', 'template1', scratch.target.database, database.name]),
  }
}

function circumstancesOf({ scratch, facts, allow }: ForeignRequest): Circumstances {
  const { major, superuser } = scratch.server
  const [source, dumper] = [facts.server, facts.dumper].map((version) => Number.parseInt(version ?? '', 10))
  return {
    limited: !superuser,
    partial: allow.leftOutDependencies,
    otherMajor: source !== undefined && source !== major && !Number.isNaN(source),
    older: dumper !== undefined && major < dumper,
    allows: (tolerance) =>
      (tolerance === 'limited-scratch' && allow.limitedScratch) ||
      (tolerance === 'left-out-dependencies' && allow.leftOutDependencies),
  }
}

/** A dump of chosen schemas makes the one that every new database has. */
const judgeForeign = (complaint: Complaint, circumstances: Circumstances): Finding =>
  complaint.message === 'schema "public" already exists'
    ? { outcome: 'tolerated', what: PUBLIC_IS_THERE, detail: complaint.message }
    : judge(complaint, circumstances)

function checkOf({ owners, allow }: ForeignRequest, looked: string, findings: readonly Finding[]): Check {
  const what = 'owners and rights were not restored: the user of the scratch server is no superuser'
  const rights: Finding = allow.limitedScratch
    ? { outcome: 'tolerated', what: `${what} (${TOLERANCES['limited-scratch']})` }
    : { outcome: 'unverified', what: `${what} (\`allow: limited-scratch\` accepts that)` }
  return { name: 'restore', looked, findings: owners ? findings : [...findings, rights] }
}

async function fullestOf(
  databases: readonly string[],
  connect: (database: string) => Promise<Session>,
): Promise<string> {
  let fullest = { name: databases[0] ?? '', tables: -1 }
  for (const name of databases) {
    const session = await connect(name)
    try {
      const [row] = await session.query<{ tables: number }>(TABLES)
      const tables = row?.tables ?? 0
      if (tables > fullest.tables) fullest = { name, tables }
    } finally {
      await session.close()
    }
  }
  return fullest.name
}

const TABLES = `SELECT count(*)::int AS tables
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`
