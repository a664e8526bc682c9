import { fetchBytes, fetchProof, type Shelf } from '../archive/fetch.ts'
import type { Proof } from '../archive/proof.ts'
import type { Finding } from '../archive/verdict.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions } from '../options/drill.ts'
import { archivesOf } from '../postgres/restore/archive-reading.ts'
import type { RestoreRequest } from '../postgres/restore/request.ts'
import { openSchema } from '../postgres/restore/restore.ts'
import { type Restored, restoreBackup, undisturbed } from '../postgres/restore/restored.ts'
import { createScratchDatabase } from '../postgres/scratch/database.ts'
import type { Scratch, ScratchDatabase } from '../postgres/scratch/scratch.ts'
import { metered, toolsFor } from './drill-tools.ts'

export type Restoring = {
  readonly shelf: Shelf
  readonly proof: Proof
  /** The server, ours or another's. */
  readonly scratch: Scratch
  readonly database: ScratchDatabase
  /** Extensions that are left out. */
  readonly missing: readonly string[]
  /** Whether objects get their owners, and others their rights. */
  readonly owners: boolean
  /** Whether a server of another major version was chosen on purpose, so that the texts of both cannot be the same. */
  readonly otherMajorIsMeant?: boolean
  readonly options: Pick<DrillOptions, 'jobs' | 'client' | 'allow'>
}

/** Restores a backup into an empty database. */
export async function restoreInto(host: Host, restoring: Restoring): Promise<Restored> {
  const { shelf, scratch, proof, database, options, otherMajorIsMeant = false } = restoring
  const { manifest } = shelf
  return metered(host, 'Restoring', manifest.totals.rawBytes, async (watch) => {
    const restore = await requestFor(host, restoring, watch)
    const schema = await openSchema(restore)
    const another = async () => {
      const more = { properties: manifest.database, roles: manifest.roles, host }
      const like = await createScratchDatabase(scratch, more)
      return { database: like, tools: await toolsFor(host, ...toolsInto(restoring, like)) }
    }
    const { allow } = options
    const rehearsal = { manifest, proof, scratch, database, allow, restore, another, otherMajorIsMeant }
    return restoreBackup(rehearsal, schema)
  })
}

/** Restores the schema of a backup alone, which tells whether there is anything in it that the user may not restore. */
export async function restoreSchemaInto(host: Host, restoring: Restoring): Promise<readonly Finding[]> {
  const { shelf, scratch, proof, database, options } = restoring
  const restore = await requestFor(host, restoring, () => undefined)
  const schema = await openSchema(restore)
  const rehearsal = { manifest: shelf.manifest, proof, scratch, database, allow: options.allow }
  const { check } = await restoreBackup({ ...rehearsal, restore: { ...restore, archives: [] } }, schema)
  // Without rows, what is computed from them may fail.
  return check.findings.filter(({ object = '' }) => !object.startsWith('REFRESH MATERIALIZED VIEW'))
}

async function requestFor(
  host: Host,
  restoring: Restoring,
  watch: RestoreRequest['watch'],
): Promise<RestoreRequest> {
  const { shelf, scratch, database, missing, owners, options } = restoring
  const tools = await toolsFor(host, ...toolsInto(restoring, database))
  return {
    ...{ archives: archivesOf(shelf), tools, folder: scratch.folder, jobs: options.jobs, owners, watch },
    missingExtensions: missing,
    debug: (line) => host.debug(line),
    signal: host.signal,
  }
}

/** A server older than the archive needs the newer programs all the same: they alone can read it. */
const toolsInto = ({ shelf, scratch, options }: Restoring, { target }: ScratchDatabase) =>
  [
    Math.max(shelf.manifest.server.major, scratch.server.major),
    options,
    undisturbed(target, scratch.server.major),
  ] as const

/** What is not restored is fetched all the same: it is a part of the backup. */
export async function fetchSmall({ signal }: Host, shelf: Shelf): Promise<Proof> {
  for (const object of shelf.manifest.objects)
    if (object.kind === 'globals') await fetchBytes(shelf, object, { signal })
  return fetchProof(shelf, { signal })
}
