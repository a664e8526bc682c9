import { fetchBytes, fetchProof, type Shelf } from '../archive/fetch.ts'
import { requireKeys } from '../archive/keys.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions, SqlCheck } from '../options/drill.ts'
import { archivesOf, readObjects } from '../postgres/archive-reading.ts'
import { compareRestored } from '../postgres/compared.ts'
import { findExtensions } from '../postgres/extensions.ts'
import { openSchema, type RestoreRequest } from '../postgres/restore.ts'
import { inSession, type Restored, restoreBackup, undisturbed } from '../postgres/restored.ts'
import { openScratch, type Scratch, type ScratchDatabase } from '../postgres/scratch.ts'
import { createScratchDatabase } from '../postgres/scratch-database.ts'
import { findTools, type Tools } from '../postgres/tools.ts'
import type { DrillReport } from '../report/verify.ts'
import { Meter } from '../stream/meter.ts'
import { askUser } from './drill-checks.ts'
import { type Ledger, openLedger } from './drill-ledger.ts'

export type DrillRequest = {
  readonly shelf: Shelf
  readonly options: DrillOptions
  readonly checks: readonly SqlCheck[]
  /** Looks at the restored database when it has been compared. */
  readonly afterwards?: (restored: Restored, ledger: Ledger) => Promise<void>
  /** Whether a store that does not answer is told by rejecting, since another may. */
  readonly mayGoElsewhere?: boolean
}

/** Fetches a backup, restores it, compares it with its source, and asks the user's own checks; nothing is left behind. */
export async function drill(host: Host, request: DrillRequest): Promise<DrillReport> {
  const { shelf, options } = request
  const ledger = openLedger(host, request)
  await ledger.through(async () => {
    await requireKeys(shelf.manifest, shelf.keys)
    if (options.level === 'archive') await readAll(host, request, ledger)
    else await rehearse(host, request, ledger)
  })
  return ledger.report()
}

/** Level `archive`: every byte is fetched, and every archive read to its end. */
async function readAll(host: Host, { shelf, options }: DrillRequest, ledger: Ledger): Promise<void> {
  const { objects } = shelf.manifest
  const tools = await toolsFor(host, shelf.manifest.server.major, options, undefined).catch((error) => {
    ledger.couldNot('archives', error)
    return undefined
  })
  const check = await ledger.phase('fetch', 'Reading the backup', () =>
    metered(host, 'Reading', shelf.manifest, (watch) =>
      readObjects({ shelf, objects, tools, watch, signal: host.signal, debug: (line) => host.debug(line) }),
    ),
  )
  ledger.fetched()
  if (tools) ledger.add(check)
}

async function rehearse(host: Host, request: DrillRequest, ledger: Ledger): Promise<void> {
  const { shelf, options } = request
  const { manifest } = shelf
  if (manifest.include === 'data') throw rowsOnly(manifest)
  const proof = await ledger.phase('fetch', 'Fetching', () => fetchSmall(host, shelf))
  const scratch = await ledger.phase('restore', 'Starting a scratch server', () => makeScratch(host, request))
  try {
    ledger.restoredIn(scratch)
    warnOfSource(host, manifest, scratch)
    const missing = await ledger.phase('restore', undefined, () =>
      requireExtensions(host, scratch, request, ledger),
    )
    const { database: properties } = manifest
    const database = await ledger.phase('restore', undefined, () =>
      createScratchDatabase(scratch, { properties, roles: manifest.roles, host }),
    )
    try {
      await inDatabase(host, request, ledger, { scratch, database, proof, missing })
    } finally {
      // Who stops a run wants nothing of it left.
      if (options.keepScratch && !host.signal.aborted) ledger.kept(await database.keep())
      else await database.drop()
    }
  } finally {
    await scratch.close()
  }
}

type Place = {
  readonly scratch: Scratch
  readonly database: ScratchDatabase
  readonly proof: Proof
  readonly missing: readonly string[]
}

async function inDatabase(host: Host, request: DrillRequest, ledger: Ledger, place: Place): Promise<void> {
  const { options } = request
  const restored = await ledger.phase('restore', 'Restoring', () => restore(host, request, place))
  ledger.fetched()
  ledger.add(restored.check)
  ledger.note(...place.database.notes, ...restored.notes)
  if (options.level === 'full') {
    const checks = await ledger.phase('compare', 'Comparing', () => compareRestored(restored))
    ledger.add(...checks)
  }
  await request.afterwards?.(restored, ledger)
  await askUser(host, request, restored, ledger)
  ledger.checkRto()
}

async function restore(host: Host, { shelf, options }: DrillRequest, place: Place): Promise<Restored> {
  const { scratch, database, proof, missing } = place
  const { manifest } = shelf
  const target = undisturbed(database.target, scratch.server.major)
  // A server older than the archive needs the newer programs all the same: they alone can read it.
  const major = Math.max(manifest.server.major, scratch.server.major)
  const tools = await toolsFor(host, major, options, target)
  return metered(host, 'Restoring', manifest, async (watch) => {
    const request: RestoreRequest = {
      archives: archivesOf(shelf),
      tools,
      folder: scratch.folder,
      jobs: options.jobs,
      owners: scratch.server.superuser,
      missingExtensions: missing,
      watch,
      debug: (line) => host.debug(line),
      signal: host.signal,
    }
    const schema = await openSchema(request)
    return restoreBackup(
      { manifest, proof, scratch, database, allow: options.allow, restore: request },
      schema,
    )
  })
}

/** What is not restored is fetched all the same: it is a part of the backup. */
async function fetchSmall({ signal }: Host, shelf: Shelf): Promise<Proof> {
  for (const object of shelf.manifest.objects)
    if (object.kind === 'globals') await fetchBytes(shelf, object, { signal })
  return fetchProof(shelf, { signal })
}

function makeScratch(host: Host, { shelf, options }: DrillRequest): Promise<Scratch> {
  const { manifest } = shelf
  const { scratch: choice, jobs, client } = options
  const bytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes
  const needBytes = ROOM_FOR_A_SERVER + 1.25 * bytes
  return openScratch({ choice, major: manifest.server.major, client, jobs, needBytes, host })
}

/** Nothing of the source is touched there, but it carries the load. */
function warnOfSource(host: Host, { server }: Manifest, scratch: Scratch): void {
  const { systemIdentifier } = scratch.server
  if (systemIdentifier === undefined || systemIdentifier !== server.systemIdentifier) return
  host.warn(
    '`scratch` is the very server that the backup was taken of: the drill loads it, and fills its disk.',
  )
}

const ROOM_FOR_A_SERVER = 200 * 1024 * 1024

async function requireExtensions(
  { signal }: Host,
  scratch: Scratch,
  { shelf, options }: DrillRequest,
  ledger: Ledger,
): Promise<readonly string[]> {
  const { missing, otherVersions } = await inSession(
    { target: scratch.target, major: scratch.server.major, signal },
    (session) => findExtensions(session, shelf.manifest.extensions),
  )
  for (const other of otherVersions) ledger.note(`The scratch server has the extension ${other}.`)
  const leftOut = shelf.manifest.extensions
    .map(({ name }) => name)
    .filter((name) => missing.includes(name) || Object.hasOwn(NEEDS_ITS_OWN, name))
  const refused = leftOut.filter((name) => !options.allow.missingExtensions.includes(name))
  if (refused.length === 0) return leftOut
  const [special] = refused.filter((name) => !missing.includes(name))
  if (special !== undefined) throw needsItsOwn(special)
  throw new UserError(
    {
      what: `The scratch server lacks the ${refused.length === 1 ? 'extension' : 'extensions'} ${refused.join(', ')}.`,
      why: 'Without it, what leans on it can be neither restored nor compared.',
      next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`,
    },
    'unverified',
  )
}

/** Extensions that must be called before and after a restore, which nobody does here. */
const NEEDS_ITS_OWN: Readonly<Record<string, true>> = { timescaledb: true }

const needsItsOwn = (name: string): UserError =>
  new UserError(
    {
      what: `The extension ${name} needs calls of its own around a restore, which a drill does not make.`,
      next: `Verify with \`level: archive\`, or leave it and what leans on it out by \`allow: missing-extension=${name}\`.`,
    },
    'unverified',
  )

const rowsOnly = ({ id }: Manifest): UserError =>
  new UserError(
    {
      what: `The backup ${id} holds rows only, and there are no tables to restore them into.`,
      next: 'Verify it with `level: archive`, which reads all of it.',
    },
    'unverified',
  )

function toolsFor(
  host: Host,
  major: number,
  { client }: DrillOptions,
  target: ScratchDatabase['target'] | undefined,
): Promise<Tools> {
  const { env, signal } = host
  return findTools({ major, client, target: target ?? NOWHERE, env, signal, log: (line) => host.info(line) })
}

/** For programs that only read archives. */
const NOWHERE: ScratchDatabase['target'] = {
  host: '/nonexistent',
  port: 5432,
  user: 'nobody',
  database: 'none',
  password: undefined,
  sslmode: 'disable',
  given: {},
}

async function metered<Result>(
  host: Host,
  title: string,
  { totals }: Manifest,
  work: (watch: (count: () => number) => void) => Promise<Result>,
): Promise<Result> {
  const meter = new Meter(host.progress(title), { total: totals.rawBytes })
  try {
    return await work((count) => meter.watch(count))
  } finally {
    meter.done()
  }
}
