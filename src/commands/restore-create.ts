import { fetchProof } from '../archive/fetch.ts'
import type { Proof } from '../archive/proof.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { CreateChoice, RestoreOptions } from '../options/restore.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { archivesOf } from '../postgres/restore/archive-reading.ts'
import { openSchema } from '../postgres/restore/restore.ts'
import { inSession } from '../postgres/restore/restored.ts'
import { resolveTables } from '../postgres/rows/names.ts'
import type { TableName } from '../postgres/rows/request.ts'
import { openFolder } from '../postgres/scratch/folder.ts'
import { told } from '../postgres/tables/belonging.ts'
import { tablesIn } from '../postgres/tables/choice.ts'
import { createTables, planTables } from '../postgres/tables/create.ts'
import { type Look, lookAround } from '../postgres/tables/look.ts'
import { type Definition, readDefinition } from '../postgres/tables/pieces.ts'
import type { CreateRequest } from '../postgres/tables/request.ts'
import { reportCreated, tellCreatePlan } from '../report/restore-create.ts'
import { metered, toolsFor } from './drill-tools.ts'
import { type Found, whereItAnswers } from './places.ts'
import { aroundTheChange } from './restore-commands.ts'
import { confirmed } from './restore-confirm.ts'
import { nothingDone, planDigest, requireSame } from './restore-same.ts'
import { requireRows } from './restore-tables.ts'
import { withTables } from './restore-temporary.ts'

type Request = Found & {
  readonly place: LivePlace
  readonly live: LiveDatabase
  readonly choice: CreateChoice
}

/** Makes chosen tables that are missing again, with all that belongs to them, in one transaction. */
export async function createMissing(host: Host, options: RestoreOptions, request: Request): Promise<Ending> {
  const { place, shelf, others, choice } = request
  requireRows(shelf.manifest)
  const { proof, definition } = await host.group('Reading the definitions', () =>
    whereItAnswers(host, request, async (copy) => {
      const proof = await fetchProof(copy, host)
      return { proof, definition: await fetchDefinition(host, options, { ...request, shelf: copy }, proof) }
    }),
  )
  const { pieces, plainStrings } = definition
  const tables = resolveTables(choice.names.join('\n'), tablesIn(pieces))
  const { target, server } = place
  const reach = { target, major: server.major, signal: host.signal }
  const look = await inSession(reach, (to) => lookAround(to, { pieces, tables, user: server.user }))
  return withTables(host, options, { place, shelf, others, tables, proof }, async (from) =>
    change(host, options, request, {
      ...{ ...look, from, to: target, tables, where: choice.where, plainStrings, proof },
      ...{ lockTimeoutSeconds: options.lockTimeout, signal: host.signal },
    }),
  )
}

async function change(
  host: Host,
  options: RestoreOptions,
  request: Request,
  creating: Omit<CreateRequest, 'watch'>,
): Promise<Ending> {
  const { place, shelf } = request
  const { database } = place.target
  const plan = await host.group('Counting the rows', () => planTables(creating))
  const digest = digestOf(request, options, creating.tables, creating)
  const { manifest, storage } = shelf
  const telling = { plan, digest, database, manifest, from: storage.label, where: creating.where }
  await tellCreatePlan(host, options, telling)
  requireSame(digest, options)
  if (options.dryRun) return nothingDone(host)
  await confirmed(host, options, { database, fate: 'changed' })
  const { result, trouble } = await aroundTheChange(host, options, place.target, () =>
    host.group('Making the tables', () =>
      metered(host, 'Making the tables', undefined, (watch) => createTables({ ...creating, watch })),
    ),
  )
  await reportCreated(host, options, { ...telling, done: result, trouble })
  return trouble ? 'fail' : 'pass'
}

/** Fetches what the backup's schema consists of, and no rows. */
async function fetchDefinition(
  host: Host,
  options: RestoreOptions,
  { place, shelf }: Request,
  proof: Proof,
): Promise<Definition> {
  const { signal } = host
  const own = shelf.manifest.server.major
  const major = place.createsDatabases ? Math.max(own, place.server.major) : own
  const tools = await toolsFor(host, major, options, undefined)
  const folder = await openFolder(host, {})
  try {
    const owners = options.owner === 'keep'
    const reading = { archives: archivesOf(shelf), tools, folder: folder.own, jobs: 1, owners, signal }
    const debug = (line: string) => host.debug(line)
    const schema = await metered(host, 'Reading the definitions', undefined, (watch) =>
      openSchema({ ...reading, missingExtensions: [], watch, debug }),
    )
    if (!schema) throw rowsOnly(proof.tables.length)
    return await readDefinition(reading, schema)
  } finally {
    await folder.remove()
  }
}

const rowsOnly = (tables: number): UserError =>
  new UserError({
    what: `The backup holds the rows of ${tables.toLocaleString('en')} tables, and not the tables themselves.`,
    next: 'Choose a backup that holds the tables too.',
  })

function digestOf(
  { place: { server, target }, live, shelf: { manifest }, choice }: Request,
  { beforeCommand, afterCommand, commandTimeout, owner }: RestoreOptions,
  tables: readonly TableName[],
  { choice: { made }, tablespaces }: Look,
): string {
  return planDigest([
    ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
    ...[server.systemIdentifier ?? `${target.host}:${target.port}`, target.database, live.oid],
    ...['tables', tables.map(({ schema, name }) => [schema, name]), choice.mode, choice.where ?? null],
    ...[owner, server.user, made.map(({ piece, why }) => [why, told(piece)]), tablespaces],
    ...[beforeCommand ?? null, afterCommand ?? null, commandTimeout],
  ])
}
