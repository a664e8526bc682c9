import { lastDrill } from '../archive/catalog.ts'
import { type ColdObjects, coldProblems } from '../archive/cold.ts'
import { describeEncryption } from '../archive/draft.ts'
import type { Shelf } from '../archive/fetch.ts'
import { encryptionForKept } from '../archive/keys.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { inTheBackup } from '../postgres/live/obstacles.ts'
import type { Content } from './restore-plan.ts'

/** What a plan has to know of a backup of ours. */
export async function contentOf(
  host: Host,
  options: RestoreOptions,
  shelf: Shelf,
  cold: ColdObjects,
): Promise<Content> {
  const kept = options.mode === 'in-place' && options.safetyBackup ? await keeping(options, shelf) : undefined
  const { manifest, storage } = shelf
  return {
    subject: { kind: 'backup', manifest },
    from: storage.label,
    id: manifest.id,
    identity: [manifest.id, manifest.objects.map(({ sha256 }) => sha256), kept?.identity ?? null],
    major: manifest.server.major,
    roles: manifest.roles,
    extensions: manifest.extensions,
    needBytes: manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes,
    estimateSeconds: await estimate(host, shelf),
    notes: [...notesOn(manifest), ...(kept?.notes ?? [])],
    wanted: (live) => ({ locale: manifest.database, settings: live ? [] : manifest.database.settings }),
    obstacles: (mode) => [...inTheBackup(manifest, mode), ...coldProblems(shelf, cold)],
  }
}

/** Where what is there is kept before it is dropped, and who can read it there. */
async function keeping({ destinations, recipients }: RestoreOptions, { manifest, keys }: Shelf) {
  const encryption = describeEncryption(await encryptionForKept(keys, recipients))
  return {
    identity: [destinations.map(({ url }) => url), encryption],
    notes: [whoReads(encryption, manifest.encryption)].filter((note) => note !== undefined),
  }
}

function whoReads(kept: Manifest['encryption'], chosen: Manifest['encryption']): string | undefined {
  if (kept.kind === 'none')
    return 'The safety backup will not be encrypted: `recipients` names who can read it.'
  if (kept.kind !== 'age-recipients' || chosen.kind !== 'age-recipients') return undefined
  const others = chosen.recipients.filter((recipient) => !kept.recipients.includes(recipient))
  if (others.length === 0) return undefined
  return `The safety backup will be encrypted to ${kept.recipients.join(', ')} alone, and not to ${others.join(', ')}, who can read the backup: \`recipients\` names who else can.`
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
