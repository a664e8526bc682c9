import { type Foreign, openForeign } from '../archive/foreign.ts'
import type { Check } from '../archive/verdict.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { BackupChoice, DrillOptions, SqlCheck } from '../options/drill.ts'
import type { VerifyOptions } from '../options/options.ts'
import { compareValidity } from '../postgres/compare/validity.ts'
import { type ForeignFacts, readForeignFacts } from '../postgres/foreign/facts.ts'
import { type ForeignRequest, readForeign, restoreForeign } from '../postgres/foreign/foreign.ts'
import { countRelations } from '../postgres/objects.ts'
import { inSession, type SessionPlace, undisturbed } from '../postgres/restore/restored.ts'
import { findServers } from '../postgres/scratch/embedded.ts'
import { openFolder } from '../postgres/scratch/folder.ts'
import type { Target } from '../postgres/target.ts'
import type { DrillReport } from '../report/verify.ts'
import { openStorage } from '../storage/open.ts'
import type { Keys } from '../stream/age.ts'
import { askUser } from './drill-checks.ts'
import { type Ledger, openLedger } from './drill-ledger.ts'
import { inScratch } from './drill-scratch.ts'
import { metered, toolsFor } from './drill-tools.ts'

export type ForeignDrill = {
  readonly dump: Extract<BackupChoice, { readonly kind: 'dump' }>
  readonly keys: Keys
  readonly checks: readonly SqlCheck[]
}

/**
 * Restores a dump that another program made, and asks the user's own checks. It has no fingerprint of its source, so there
 * is nothing to compare it with.
 */
export async function drillForeign(
  host: Host,
  options: VerifyOptions,
  { dump, keys, checks }: ForeignDrill,
): Promise<DrillReport> {
  const { place, key } = dump
  const about = { name: key, manifest: undefined, dump: undefined, from: place.label }
  const ledger = openLedger(host, { ...about, options })
  await ledger.through(async () => {
    const folder = await openFolder(host, {})
    try {
      const { foreign, facts } = await ledger.phase('fetch', 'Looking at the dump', () =>
        openDump(host, { dump, keys, folder: folder.own }),
      )
      ledger.found(foreign.described)
      const found = { foreign, facts, options, checks }
      if (options.level === 'archive') await read(host, found, ledger)
      else await rehearse(host, found, ledger)
    } finally {
      await folder.remove()
    }
  })
  return ledger.report()
}

/** A dump, and what it tells of where it comes from. */
export type Dump = { readonly foreign: Foreign; readonly facts: ForeignFacts }

type Found = Dump & { readonly options: VerifyOptions; readonly checks: readonly SqlCheck[] }

/** Finds out what a dump is. */
export async function openDump(
  host: Host,
  { dump, keys, folder }: Pick<ForeignDrill, 'dump' | 'keys'> & { readonly folder: string },
): Promise<Dump> {
  const { env, signal } = host
  const { place, key } = dump
  const storage = await openStorage(place, { env, signal, log: (line) => host.info(line) })
  const path = place.kind === 'local' ? place.path : undefined
  const foreign = await openForeign({ storage, key, path, keys, folder, signal })
  const facts = await readForeignFacts(foreign, { signal })
  host.info(sentenceOf(foreign, facts))
  return { foreign, facts }
}

function sentenceOf({ name, described, bytes }: Foreign, { server, database }: ForeignFacts): string {
  const of = database === undefined ? '' : ` of the database "${database}"`
  const version = server === undefined ? '' : `, from PostgreSQL ${server}`
  return `${name}: ${described}${of}${version}, ${formatBytes(bytes)}.`
}

async function read(host: Host, { foreign, facts, options }: Found, ledger: Ledger): Promise<void> {
  const { signal } = host
  const major = facts.major ?? NEWEST
  const { check, notes } = await ledger.phase('fetch', 'Reading the dump', () =>
    metered(host, 'Reading', undefined, (watch) =>
      readForeign({
        ...{ foreign, facts, watch, signal, debug: (line) => host.debug(line) },
        tools: () => toolsFor(host, major, options, undefined),
      }),
    ),
  )
  ledger.add(check)
  ledger.note(...notes)
}

async function rehearse(host: Host, found: Found, ledger: Ledger): Promise<void> {
  const { foreign, facts, options } = found
  const major = facts.major ?? (await newestHere(host))
  const wish = { major, bytes: roomFor(foreign), locale: facts.locale, roles: [] }
  await inScratch(
    host,
    ledger,
    { options, ...wish },
    {
      async inside(scratch, database) {
        const owners = scratch.server.superuser
        const place = await restoreDumpInto(host, found, { scratch, database, owners, options }, ledger)
        await askUser(host, found, place, ledger)
        ledger.checkRto()
      },
    },
  )
}

type Into = Pick<ForeignRequest, 'scratch' | 'database' | 'owners' | 'roles'> & {
  readonly options: Pick<DrillOptions, 'jobs' | 'client' | 'allow'>
  /** Whether it is to take the place of something, so that it must be sure to have come to its end. */
  readonly endNeeded?: boolean
}

/** Restores a dump into an empty database, and looks at what has come of it. */
export async function restoreDumpInto(
  host: Host,
  dump: Dump,
  into: Into,
  ledger: Ledger,
): Promise<SessionPlace> {
  const { scratch } = into
  const target = await restore(host, dump, into, ledger)
  const place = { target, major: scratch.server.major, signal: host.signal }
  if ((await inSession(place, countRelations)) === 0) throw holdsNothing(dump.foreign)
  const validity = () => inSession(place, (session) => compareValidity(session, {}))
  ledger.add(await ledger.phase('compare', 'Looking at constraints and indexes', validity))
  return place
}

async function restore(
  host: Host,
  { foreign, facts }: Dump,
  { options, endNeeded, ...into }: Into,
  ledger: Ledger,
): Promise<Target> {
  const { scratch, database } = into
  const { signal } = host
  const reached = undisturbed(database.target, scratch.server.major)
  const major = Math.max(facts.major ?? 0, scratch.server.major)
  const restored = await ledger.phase('restore', 'Restoring', () =>
    metered(host, 'Restoring', undefined, (watch) =>
      restoreForeign({
        ...{ ...into, foreign, facts, watch, signal },
        ...{ jobs: options.jobs, allow: options.allow, debug: (line) => host.debug(line) },
        tools: () => toolsFor(host, major, options, reached),
      }),
    ),
  )
  ledger.add(restored.check)
  if (endNeeded && restored.endless) ledger.add(ENDLESS)
  ledger.note(...database.notes, ...restored.notes)
  return restored.target
}

const ENDLESS: Check = {
  name: 'archives',
  looked: 'to where it stops',
  findings: [
    {
      outcome: 'unverified',
      what: 'nothing in the dump says where it ends, so a piece could be missing there',
      next: 'Where it is known to be whole: `accept: unverified`.',
    },
  ],
}

const holdsNothing = ({ name, described }: Foreign): UserError =>
  new UserError(
    {
      what: `${name} (${described}) made no table, view or sequence.`,
      why: 'A dump of nothing, or of roles alone, restores without an error too.',
      next: 'Check which database was dumped, and by which user.',
    },
    'unverified',
  )

/** The newest version that our tests run. */
const NEWEST = 18

/** A dump that does not tell where it comes from is tried on the newest server that there is. */
async function newestHere(host: Host): Promise<number> {
  const majors = (await findServers(host)).map(({ major }) => major)
  return majors.length > 0 ? Math.max(...majors) : NEWEST
}

/** Nobody knows how large the database was; text packs well, and indexes are in no dump. */
export const roomFor = ({ bytes, layers, format }: Foreign): number =>
  bytes * (layers.length > 0 || format === 'custom' || format === 'directory' ? 10 : 3)
