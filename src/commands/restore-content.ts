import { lastDrill } from '../archive/catalog.ts'
import { type ColdObjects, coldProblems } from '../archive/cold.ts'
import type { Shelf } from '../archive/fetch.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Host } from '../host/host.ts'
import { inTheBackup } from '../postgres/live/obstacles.ts'
import type { Content } from './restore-plan.ts'

/** What a plan has to know of a backup of ours. */
export async function contentOf(host: Host, shelf: Shelf, cold: ColdObjects): Promise<Content> {
  const { manifest, storage } = shelf
  return {
    subject: { kind: 'backup', manifest },
    from: storage.label,
    id: manifest.id,
    identity: [manifest.id, manifest.objects.map(({ sha256 }) => sha256)],
    major: manifest.server.major,
    roles: manifest.roles,
    extensions: manifest.extensions,
    needBytes: manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes,
    estimateSeconds: await estimate(host, shelf),
    notes: notesOn(manifest),
    wanted: (live) => ({ locale: manifest.database, settings: live ? [] : manifest.database.settings }),
    obstacles: (mode) => [...inTheBackup(manifest, mode), ...coldProblems(shelf, cold)],
  }
}

/** A drill of a backup of the same name, with as many bytes more or less. */
async function estimate(host: Host, { storage, manifest }: Shelf): Promise<number | undefined> {
  const record = await lastDrill(storage, manifest.name, host.signal).catch(() => undefined)
  host.signal.throwIfAborted()
  if (!record?.times || !record.rawBytes) return undefined
  const { fetch, restore, compare } = record.times
  return ((fetch + restore + compare) * manifest.totals.rawBytes) / record.rawBytes
}

const notesOn = ({ selection, warnings }: Manifest): string[] => [
  ...(selection === 'excluding'
    ? [
        'The backup was made without some tables or their rows: what was left out is not in the restored database.',
      ]
    : []),
  ...warnings.map((warning) => `Said when the backup was made: ${warning}`),
]
