import { createHash } from 'node:crypto'
import { abreast } from '../../src/archive/abreast.ts'
import { layout, newBackupId } from '../../src/archive/layout.ts'
import { type Manifest, writeManifest } from '../../src/archive/manifest.ts'
import { writeRecord } from '../../src/archive/record.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { manifestOf, signal } from './sample.ts'

type Wanted = {
  readonly name?: string
  readonly label?: string
  readonly startedAt: Date
  /** How a drill of it ended. */
  readonly verified?: 'pass' | 'fail' | 'unverified'
  /** What its manifest says of its size. */
  readonly totals?: { readonly storedBytes: number; readonly rows: number }
  /** Leave only what lies in `data/`. */
  readonly uncommitted?: boolean
}

/** A whole backup of tiny objects, put there as fast as the store takes it. */
export async function generate(storage: Storage, wanted: Wanted): Promise<Manifest> {
  const { name = 'shop', label, startedAt, verified } = wanted
  const id = newBackupId(startedAt)
  const keys = layout(name)
  const bytes = Buffer.from(`what ${id} holds`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { bytes: bytes.length, sha256, plainBytes: bytes.length, plainSha256: sha256 }
  const made = manifestOf({
    ...{ id, name, label, startedAt },
    objects: [{ name: 'database.dump.zst', kind: 'database', ...file }],
  })
  const manifest = { ...made, totals: { ...made.totals, ...wanted.totals } }
  await storage.put(keys.object(id, 'database.dump.zst'), bytes, { signal })
  if (wanted.uncommitted) return manifest
  await storage.put(keys.manifest(id, label), Buffer.from(writeManifest(manifest)), { signal })
  if (verified) await leaveRecord(storage, manifest, { verb: 'verify', outcome: verified, time: startedAt })
  return manifest
}

/** A record as a run leaves it. */
export const leaveRecord = (
  storage: Storage,
  { id, name }: Pick<Manifest, 'id' | 'name'>,
  about: { readonly verb: string; readonly outcome: 'pass' | 'fail' | 'unverified'; readonly time: Date },
): Promise<void> => {
  const { verb, outcome, time } = about
  const what = { format: 1, id, name, verb, outcome, tool: '0.1.0', durationSeconds: 1 } as const
  return writeRecord(storage, { ...what, time: time.toISOString() }, signal)
}

/** So many backups, one an hour, the newest first; every tenth was verified. */
export const generateMany = (storage: Storage, number: number, newest: Date): Promise<Manifest[]> =>
  abreast(
    Array.from({ length: number }, (_, nth) => nth),
    16,
    (nth) =>
      generate(storage, {
        startedAt: new Date(newest.getTime() - nth * 3_600_000),
        ...(nth % 10 === 3 && { verified: 'pass' }),
      }),
  )

/** All keys of a store. */
export async function allKeys(storage: Storage, prefix = ''): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of storage.list(prefix, { signal })) keys.push(key)
  return keys
}
