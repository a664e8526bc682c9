import type { Proof } from '../archive/proof.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { compareData } from '../postgres/compare/data.ts'
import { asScratch, type LivePlace } from '../postgres/live/place.ts'
import { archivesOf } from '../postgres/restore/archive-reading.ts'
import type { Complaint } from '../postgres/restore/errors.ts'
import { findExtensions } from '../postgres/restore/extensions.ts'
import type { RestoreRequest } from '../postgres/restore/request.ts'
import { openSchema } from '../postgres/restore/restore.ts'
import { inSession, makeReadyToRead, undisturbed } from '../postgres/restore/restored.ts'
import { restoreSomeRows } from '../postgres/restore/some-rows.ts'
import type { TableName } from '../postgres/rows/request.ts'
import { createScratchDatabase } from '../postgres/scratch/database.ts'
import { openFolder } from '../postgres/scratch/folder.ts'
import { openScratch, type Scratch, type ScratchDatabase } from '../postgres/scratch/scratch.ts'
import type { Session } from '../postgres/session.ts'
import type { Target } from '../postgres/target.ts'
import { metered, toolsFor } from './drill-tools.ts'
import { type Found, whereItAnswers } from './places.ts'

type Wanted = Found & {
  readonly place: LivePlace
  readonly tables: readonly TableName[]
  readonly proof: Proof
}

/**
 * Restores chosen tables of a backup into a temporary database, on the target's own server, or on a throw-away one where no
 * database may be made there; gives it to the work, and takes it away.
 */
export async function withTables<Result>(
  host: Host,
  options: RestoreOptions,
  wanted: Wanted,
  work: (from: Target) => Promise<Result>,
): Promise<Result> {
  const folder = await openFolder(host, {})
  try {
    const scratch = await openPlace(host, options, wanted, folder.own)
    try {
      const database = await host.group('Restoring the tables beside', () =>
        whereItAnswers(host, wanted, (shelf) => fillOne(host, options, { ...wanted, shelf }, scratch)),
      )
      try {
        return await work(undisturbed(database.target, scratch.server.major))
      } finally {
        await database.drop()
      }
    } finally {
      await scratch.close()
    }
  } finally {
    await folder.remove()
  }
}

function openPlace(
  host: Host,
  { jobs, client }: RestoreOptions,
  { place, shelf }: Wanted,
  folder: string,
): Promise<Scratch> | Scratch {
  if (place.createsDatabases) return asScratch(place, folder)
  const { server, totals } = shelf.manifest
  const needBytes = 2 * totals.rawBytes
  return openScratch({ choice: { kind: 'auto' }, major: server.major, client, jobs, needBytes, host })
}

/** A database with the tables in it, or none. */
async function fillOne(
  host: Host,
  options: RestoreOptions,
  wanted: Wanted,
  scratch: Scratch,
): Promise<ScratchDatabase> {
  const properties = wanted.shelf.manifest.database
  const folder = await openFolder(host, {})
  const database = await createScratchDatabase(scratch, { properties, roles: [], host })
  try {
    await fill(host, options, wanted, { ...scratch, folder: folder.own }, database)
    return database
  } catch (error) {
    await database.drop()
    throw error
  } finally {
    await folder.remove()
  }
}

async function fill(
  host: Host,
  options: RestoreOptions,
  { shelf, tables, proof }: Wanted,
  scratch: Scratch,
  database: ScratchDatabase,
): Promise<void> {
  const { manifest } = shelf
  const { signal } = host
  const target = undisturbed(database.target, scratch.server.major)
  const tools = await toolsFor(host, Math.max(manifest.server.major, scratch.server.major), options, target)
  const reach = { target, major: scratch.server.major, signal }
  const { missing } = await inSession(reach, (session) => findExtensions(session, manifest.extensions))
  await inSession(reach, (session) => makeReadyToRead(session, { manifest, proof, database }))
  await metered(host, 'Restoring the tables beside', undefined, async (watch) => {
    const request: RestoreRequest = {
      ...{
        archives: archivesOf(shelf),
        tools,
        folder: scratch.folder,
        jobs: options.jobs,
        owners: false,
        watch,
      },
      missingExtensions: missing,
      debug: (line) => host.debug(line),
      signal,
    }
    const schema = await openSchema(request)
    if (!schema) throw rowsOnly()
    const inWhole = () => inSession(reach, (session) => withPartitions(session, tables))
    const complaints = await restoreSomeRows(request, schema, inWhole)
    for (const { message } of complaints.schema) host.debug(`Not needed, or told later: ${message}`)
    const [failed] = complaints.rows
    if (failed) throw notRestored(failed)
  })
  await inSession(reach, (session) => requireProven(session, tables, proof, signal))
}

/** All tables that hold the rows of these: a root of partitions holds none. */
async function withPartitions(session: Session, tables: readonly TableName[]): Promise<readonly TableName[]> {
  return session.query<{ schema: string; name: string }>(
    `SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS t(schema, name)
        JOIN pg_catalog.pg_namespace tn ON tn.nspname = t.schema
        JOIN pg_catalog.pg_class tc ON tc.relname = t.name AND tc.relnamespace = tn.oid
        CROSS JOIN LATERAL pg_catalog.pg_partition_tree(tc.oid) AS p
        JOIN pg_catalog.pg_class c ON c.oid = p.relid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      UNION SELECT schema, name FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS t(schema, name)`,
    [tables.map(({ schema }) => schema), tables.map(({ name }) => name)],
  )
}

/** What comes back must be what the source held, before anybody's rows are changed for it. */
async function requireProven(
  session: Session,
  tables: readonly TableName[],
  proof: Proof,
  signal: AbortSignal,
): Promise<void> {
  if (proof.level === 'none') return
  const isWanted = (one: TableName) =>
    tables.some(({ schema, name }) => schema === one.schema && name === one.name)
  const { objects: _, largeObjects: __, ...rest } = proof
  const part = {
    ...rest,
    tables: proof.tables.filter(isWanted),
    notCompared: [],
    sequences: [],
    settings: [],
  }
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const leftOut = { relations: [], anything: false, extensions: [] }
  const checks = await compareData(
    [session],
    { proof: part, selected: 'tables', include: 'data', leftOut },
    { signal },
  )
  const [finding] = checks
    .flatMap(({ findings }) => findings)
    .filter(({ outcome }) => outcome !== 'tolerated')
  if (!finding) return
  throw new UserError(
    {
      what: `The tables of the backup are not what the source held: ${[finding.object, finding.what].filter(Boolean).join(': ')}. Nothing was changed.`,
      why: finding.detail,
      next: 'Choose another backup, or another copy of it by `from`.',
    },
    finding.outcome === 'fail' ? 'fail' : 'unverified',
  )
}

const rowsOnly = (): UserError =>
  new UserError({
    what: 'The backup holds rows only, and no tables to compare them by.',
    next: 'Choose a backup that holds the tables too.',
  })

const notRestored = ({ message, context }: Complaint): UserError =>
  new UserError({
    what: 'The rows of the backup could not be read into a temporary database; nothing was changed.',
    why: [message, context.split('\n')[0]].filter(Boolean).join(' '),
    next: 'Choose another backup, or restore the whole database under another name.',
  })
