import type { Manifest } from '../../archive/manifest.ts'
import type { Proof } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { UserError } from '../../errors.ts'
import { type Allowed, TOLERANCES } from '../../options/drill.ts'
import type { Failed } from '../compare/found.ts'
import { quoted } from '../identifiers.ts'
import { NOT_COMPARED } from '../relations.ts'
import type { Scratch, ScratchDatabase } from '../scratch/scratch.ts'
import { openSession, type Session } from '../session.ts'
import type { Target } from '../target.ts'
import type { Tools } from '../tools.ts'
import { type Circumstances, type Complaint, gaveUp, judge } from './errors.ts'
import { createExtensions } from './extensions.ts'
import type { RestoreRequest, SchemaAtHand } from './request.ts'
import { restoreArchives } from './restore.ts'
import { applySettings } from './settings.ts'

/** What a backup is restored from, and into. */
export type Rehearsal = {
  readonly manifest: Manifest
  readonly proof: Proof
  readonly scratch: Scratch
  readonly database: ScratchDatabase
  readonly allow: Allowed
  readonly restore: RestoreRequest
  /** Whether a server of another major version was chosen on purpose. */
  readonly otherMajorIsMeant?: boolean
  /** Makes one more such database, and finds the programs that reach it. */
  readonly another?: () => Promise<{ readonly database: ScratchDatabase; readonly tools: Tools }>
}

/** A backup restored into a scratch database. */
export type Restored = Rehearsal & {
  readonly schema: SchemaAtHand | undefined
  readonly check: Check
  readonly failed: readonly Failed[]
  /** What else a reader should know. */
  readonly notes: readonly string[]
}

/** A target for sessions and programs that no setting of the restored database may cut short. */
export function undisturbed(target: Target, major: number): Target {
  const off = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  if (major >= 14) off.push('idle_session_timeout')
  if (major >= 17) off.push('transaction_timeout')
  const options = [target.given.options ?? '', ...off.map((name) => `-c ${name}=0`)]
  return { ...target, given: { ...target.given, options: options.join(' ').trim() } }
}

/** Gives an undisturbed session to the work, and closes it. */
export async function inSession<Result>(
  { target, major, signal }: SessionPlace,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(undisturbed(target, major), { signal })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

export type SessionPlace = {
  readonly target: Target
  readonly major: number
  readonly signal: AbortSignal
}

/** Where sessions reach what a rehearsal restores. */
export const placeOf = ({ database, scratch, restore }: Rehearsal): SessionPlace => ({
  target: database.target,
  major: scratch.server.major,
  signal: restore.signal,
})

/** Restores the schema's first half, the rows, the schema's other half, and the settings of the database. */
export async function restoreBackup(
  rehearsal: Rehearsal,
  schema: SchemaAtHand | undefined,
): Promise<Restored> {
  const { manifest, restore } = rehearsal
  const unlike = await inSession(placeOf(rehearsal), (session) => makeReadyToRead(session, rehearsal))
  const extensions = manifest.extensions.filter(({ name }) => !restore.missingExtensions.includes(name))
  const leansOn = () => inSession(placeOf(rehearsal), (session) => createExtensions(session, extensions))
  const complaints = await restoreArchives(
    restore,
    schema,
    manifest.selection === 'schemas' || manifest.selection === 'tables' ? leansOn : undefined,
  )
  const end = gaveUp(complaints)
  if (end) throw serverGaveUp(end, rehearsal.scratch)
  const notes = await inSession(placeOf(rehearsal), (session) => carryOver(session, rehearsal))
  const circumstances = circumstancesOf(rehearsal)
  const findings = complaints.map((complaint) => judge(complaint, circumstances))
  const failed = complaints.flatMap(({ statement }, at) => {
    const { outcome } = findings[at] ?? {}
    return statement === undefined || outcome === undefined ? [] : [{ statement, outcome }]
  })
  const check = checkOf(rehearsal, schema, findings)
  return { ...rehearsal, schema, check, failed, notes: [...unlike, ...notes] }
}

/** A server that is named by a URL may be the one that a restore goes to, and its disk is its owner's affair. */
const serverGaveUp = ({ message, context }: Complaint, { kind }: Scratch): UserError =>
  new UserError(
    {
      what: `The ${kind === 'url' ? '' : 'scratch '}server gave up while the backup was restored, which says nothing of the backup.`,
      why: [message, context.split('\n')[0]].filter(Boolean).join(' '),
      next:
        kind === 'url'
          ? 'Give the server more room on its disk, or more memory, and start again.'
          : 'Give it more room on its disk, or more memory (TMPDIR says where a throw-away server lies), or name another by `scratch`.',
    },
    'unverified',
  )

/**
 * Chosen schemas are made by their archive, also the one that every new database has; chosen tables find none. Values are
 * read as they were written, money in the source's currency; what could not be set is told.
 */
export async function makeReadyToRead(
  session: Session,
  { manifest, proof, database }: Pick<Rehearsal, 'manifest' | 'proof' | 'database'>,
): Promise<string[]> {
  if (manifest.selection === 'schemas') await session.query('DROP SCHEMA IF EXISTS public')
  if (manifest.selection === 'tables')
    for (const schema of proof.schemas) await session.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`)
  await requireCurrency(session, proof)
  const settings = (proof.readUnder ?? []).map((setting) => ({ role: null, ...setting }))
  return applySettings(session, database.name, settings, new Set())
}

/** In another locale's form amounts are refused, or taken for others. */
async function requireCurrency(session: Session, { readUnder = [] }: Proof): Promise<void> {
  const locale = readUnder.find(({ name }) => name === 'lc_monetary')?.value
  if (locale === undefined) return
  try {
    await session.query(`SELECT pg_catalog.set_config('lc_monetary', $1, false)`, [locale])
  } catch (error) {
    throw new UserError(
      {
        what: `The scratch server lacks the locale ${locale}, in which the backup's columns of type money are written.`,
        next: 'Install it there (Debian, Ubuntu: locale-gen), or name a server that has it by `scratch`.',
        cause: error,
      },
      'unverified',
    )
  }
}

async function carryOver(session: Session, { proof, database, scratch }: Rehearsal): Promise<string[]> {
  const roles = scratch.server.superuser
    ? await session.query<{ name: string }>('SELECT rolname::text AS name FROM pg_catalog.pg_roles')
    : []
  return applySettings(session, database.name, proof.settings, new Set(roles.map(({ name }) => name)))
}

const circumstancesOf = ({ manifest, proof, scratch, allow }: Rehearsal): Circumstances => ({
  limited: !scratch.server.superuser,
  partial: manifest.selection !== 'whole',
  emptied: new Set(
    proof.notCompared.flatMap(({ name, reason }) => (reason === NOT_COMPARED.excluded ? [name] : [])),
  ),
  otherMajor: scratch.server.major !== manifest.server.major,
  older: scratch.server.major < manifest.server.major,
  allows: (tolerance) =>
    (tolerance === 'limited-scratch' && allow.limitedScratch) ||
    (tolerance === 'left-out-dependencies' && allow.leftOutDependencies),
})

function checkOf(
  { restore }: Rehearsal,
  schema: SchemaAtHand | undefined,
  complaints: readonly Finding[],
): Check {
  const leftOut = [...(schema?.leftOut ?? [])].map(({ what }) => ({
    outcome: 'tolerated' as const,
    what: TOLERANCES['missing-extension'],
    object: what,
  }))
  const entries = schema?.entries.length ?? 0
  return {
    name: 'restore',
    looked: `${restore.archives.length === 1 ? '1 archive' : `${restore.archives.length} archives`}, ${entries.toLocaleString('en')} entries`,
    findings: [...leftOut, ...complaints],
  }
}
