import { fetchProof } from '../archive/fetch.ts'
import type { Manifest } from '../archive/manifest.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions, RowsChoice } from '../options/restore.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { resolveTables } from '../postgres/rows/names.ts'
import type { RowsRequest, TableName } from '../postgres/rows/request.ts'
import { applyRows, planRows } from '../postgres/rows/rows.ts'
import { reportTables, tellRowsPlan } from '../report/restore-tables.ts'
import { metered } from './drill-tools.ts'
import { type Found, whereItAnswers } from './places.ts'
import { aroundTheChange } from './restore-commands.ts'
import { confirmed } from './restore-confirm.ts'
import { nothingDone, planDigest, requireSame } from './restore-same.ts'
import { keepSaved } from './restore-saved.ts'
import { withTables } from './restore-temporary.ts'

type Request = Found & {
  readonly place: LivePlace
  readonly live: LiveDatabase
  readonly choice: RowsChoice
}

/** Brings rows of chosen tables back into the tables that are there, in one transaction. */
export async function restoreTables(host: Host, options: RestoreOptions, request: Request): Promise<Ending> {
  const { place, shelf, others, choice } = request
  const proof = await host.group('Fetching', () =>
    whereItAnswers(host, request, (copy) => fetchProof(copy, host)),
  )
  const tables = resolveTables(choice.names.join('\n'), proof.tables)
  requireRows(shelf.manifest)
  return withTables(host, options, { place, shelf, others, tables, proof }, async (from) => {
    const rows: Omit<RowsRequest, 'watch'> = {
      ...{
        from,
        to: place.target,
        tables,
        mode: choice.mode,
        where: choice.where,
        triggers: choice.triggers,
      },
      lockTimeoutSeconds: options.lockTimeout,
      signal: host.signal,
    }
    return change(host, options, request, rows)
  })
}

async function change(
  host: Host,
  options: RestoreOptions,
  { place, shelf, live }: Request,
  rows: Omit<RowsRequest, 'watch'>,
): Promise<Ending> {
  const { database } = place.target
  const planned = await host.group('Comparing the rows', () =>
    metered(host, 'Comparing the rows', undefined, (watch) => planRows({ ...rows, watch })),
  )
  const digest = digestOf(rows, shelf.manifest, place, live, options)
  const telling = {
    plan: planned,
    digest,
    database,
    manifest: shelf.manifest,
    from: shelf.storage.label,
    rows,
  }
  await tellRowsPlan(host, options, telling)
  requireSame(digest, options)
  if (options.dryRun) return nothingDone(host)
  await confirmed(host, options, { database, fate: 'changed' })
  let saved: Manifest | undefined
  const { result, trouble } = await aroundTheChange(host, options, place.target, () =>
    host.group('Bringing the rows back', () =>
      metered(host, 'Bringing the rows back', undefined, (watch) =>
        applyRows({ ...rows, watch }, async (before) => {
          saved = await keepSaved(host, options, { shelf, place, live, rows: before })
        }),
      ),
    ),
  )
  await reportTables(host, options, { ...telling, done: result, saved, trouble })
  return trouble ? 'fail' : 'pass'
}

export function requireRows({ include, id }: Manifest): void {
  if (include !== 'schema') return
  throw new UserError({
    what: `The backup ${id} holds the schema alone, and no rows.`,
    next: 'Choose another backup.',
  })
}

function digestOf(
  { tables, mode, where, triggers }: Omit<RowsRequest, 'watch'>,
  manifest: Manifest,
  { server, target }: LivePlace,
  live: LiveDatabase,
  { beforeCommand, afterCommand, commandTimeout }: RestoreOptions,
): string {
  const names = tables.map(({ schema, name }: TableName) => [schema, name])
  return planDigest([
    ...[1, manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
    ...[server.systemIdentifier ?? `${target.host}:${target.port}`, target.database, live.oid],
    ...['tables', names, mode, where ?? null, triggers, server.user],
    ...[beforeCommand ?? null, afterCommand ?? null, commandTimeout],
  ])
}
