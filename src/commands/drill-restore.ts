import { fetchBytes, fetchProof, type Shelf } from '../archive/fetch.ts'
import type { Proof } from '../archive/proof.ts'
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
  const { shelf, scratch, database, proof, missing, owners, options, otherMajorIsMeant = false } = restoring
  const { manifest } = shelf
  const target = undisturbed(database.target, scratch.server.major)
  // A server older than the archive needs the newer programs all the same: they alone can read it.
  const major = Math.max(manifest.server.major, scratch.server.major)
  const tools = await toolsFor(host, major, options, target)
  return metered(host, 'Restoring', manifest.totals.rawBytes, async (watch) => {
    const request: RestoreRequest = {
      ...{ archives: archivesOf(shelf), tools, folder: scratch.folder, jobs: options.jobs, owners, watch },
      missingExtensions: missing,
      debug: (line) => host.debug(line),
      signal: host.signal,
    }
    const schema = await openSchema(request)
    const another = async () => {
      const more = { properties: manifest.database, roles: manifest.roles, host }
      const like = await createScratchDatabase(scratch, more)
      const there = undisturbed(like.target, scratch.server.major)
      return { database: like, tools: await toolsFor(host, major, options, there) }
    }
    const { allow } = options
    const rehearsal = {
      manifest,
      proof,
      scratch,
      database,
      allow,
      restore: request,
      another,
      otherMajorIsMeant,
    }
    return restoreBackup(rehearsal, schema)
  })
}

/** What is not restored is fetched all the same: it is a part of the backup. */
export async function fetchSmall({ signal }: Host, shelf: Shelf): Promise<Proof> {
  for (const object of shelf.manifest.objects)
    if (object.kind === 'globals') await fetchBytes(shelf, object, { signal })
  return fetchProof(shelf, { signal })
}
