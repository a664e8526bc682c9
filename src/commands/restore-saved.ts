import { commit } from '../archive/commit.ts'
import { describeEncryption, newDraft } from '../archive/draft.ts'
import type { Shelf } from '../archive/fetch.ts'
import { keptName } from '../archive/kept.ts'
import { encryptionForKept } from '../archive/keys.ts'
import { FORMAT, type Manifest } from '../archive/manifest.ts'
import { storeStream } from '../archive/store.ts'
import { forget, unfinishedIsUndone } from '../archive/undo.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { VERSION } from '../options/version.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import type { SavedRows } from '../postgres/rows/request.ts'
import { openCopies } from './places.ts'

type Saving = {
  readonly shelf: Shelf
  readonly place: LivePlace
  readonly live: LiveDatabase
  readonly rows: SavedRows
}

/** Stores rows as they are, for the same readers, as a small backup of its own. */
export async function keepSaved(
  host: Host,
  { destinations, recipients }: RestoreOptions,
  { shelf, place, live, rows }: Saving,
): Promise<Manifest> {
  const copies = await openCopies(host, destinations)
  const startedAt = new Date()
  const encryption = await encryptionForKept(shelf.keys, recipients)
  const about = { name: keptName(shelf.manifest.name, 'rows'), label: undefined, compressionLevel: 1 }
  const draft = newDraft({ ...about, startedAt, copies, encryption, signal: host.signal })
  return unfinishedIsUndone(host, draft, async () => {
    const finished = Promise.resolve()
    const object = await storeStream(rows.open(), { ...draft.how, kind: 'rows', name: 'rows.sql', finished })
    const { server } = place
    const manifest: Manifest = {
      ...{ format: FORMAT, id: draft.id, name: draft.name },
      tool: { name: 'pg-backup-action', version: VERSION },
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      server: { version: server.version, major: server.major, inRecovery: false },
      client: { version: server.version },
      snapshot: { time: startedAt.toISOString(), guarantee: 'locked' },
      database: { name: live.name, bytes: live.bytes, ...live.properties },
      ...{ extensions: [], roles: [], include: 'data', selection: 'tables', fingerprint: 'none' },
      encryption: describeEncryption(encryption),
      objects: [object],
      totals: {
        tables: rows.tables.length,
        rows: rows.tables.reduce((sum, table) => sum + table.rows, 0),
        storedBytes: object.bytes,
        rawBytes: object.plainBytes,
      },
      warnings: [],
    }
    await commit(copies, manifest, { signal: host.signal, onPointOfNoReturn: () => forget(host) })
    host.info(`The rows as they are now are backup ${manifest.id} of ${manifest.name}.`)
    return manifest
  })
}
