import { buffer } from 'node:stream/consumers'
import * as v from 'valibot'
import type { Storage } from '../storage/storage.ts'
import { Damage } from '../stream/damage.ts'
import {
  decodeName,
  layout,
  type ManifestKey,
  type RecordKey,
  readManifestKey,
  readRecordKey,
  timeOfId,
} from './layout.ts'
import { MANIFEST_BYTES, type Manifest, readManifest } from './manifest.ts'
import { RunRecord } from './record.ts'

/** A whole backup, as the listing of a destination shows it without opening anything. */
export type Listed = ManifestKey & {
  readonly name: string
  readonly startedAt: Date
  /** How the newest drill of it ended. */
  readonly verification?: { readonly outcome: string; readonly time: Date }
}

/** The names under which backups lie in a destination. */
export async function listNames(storage: Storage, signal: AbortSignal): Promise<string[]> {
  const names: string[] = []
  for await (const { key } of storage.list('', { signal, folders: true })) {
    const name = decodeName(key.slice(0, -1))
    if (name !== undefined) names.push(name)
  }
  return names
}

/** All whole backups of a name, the newest first: one listing of manifests and one of records. */
export async function listBackups(storage: Storage, name: string, signal: AbortSignal): Promise<Listed[]> {
  const keys = layout(name)
  const records = await readKeys(storage, keys.records, readRecordKey, signal)
  return backupsOf(name, await readKeys(storage, keys.manifests, readManifestKey, signal), records)
}

/** The backups that these keys tell of, the newest first. */
export function backupsOf(
  name: string,
  manifests: readonly ManifestKey[],
  records: readonly RecordKey[],
): Listed[] {
  const verifications = newestById(records)
  return manifests
    .map((manifest) => {
      const verification = verifications.get(manifest.id)
      return { ...manifest, name, startedAt: timeOfId(manifest.id), ...(verification && { verification }) }
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** What the keys under a name tell of its past, without opening anything. */
export type History = {
  readonly manifests: readonly ManifestKey[]
  readonly records: readonly RecordKey[]
}

export async function readHistory(storage: Storage, name: string, signal: AbortSignal): Promise<History> {
  const keys = layout(name)
  const records = await readKeys(storage, keys.records, readRecordKey, signal)
  return { records, manifests: await readKeys(storage, keys.manifests, readManifestKey, signal) }
}

/** What the newest full drill of any backup of a name left, where there was one. */
export async function lastDrill(
  storage: Storage,
  name: string,
  signal: AbortSignal,
): Promise<RunRecord | undefined> {
  const newest = newestPassed(await readKeys(storage, layout(name).records, readRecordKey, signal), 'verify')
  return newest && openRecord(storage, newest, signal)
}

/** The newest of these records that a run of such a kind left that passed. */
export const newestPassed = (records: readonly RecordKey[], wanted: string): RecordKey | undefined =>
  records
    .filter(({ verb, outcome }) => verb === wanted && outcome === 'pass')
    .sort((a, b) => b.time.getTime() - a.time.getTime())[0]

/** Opens a record; what is none of ours tells nothing. */
export async function openRecord(
  storage: Storage,
  record: RecordKey,
  signal: AbortSignal,
): Promise<RunRecord | undefined> {
  const text = (await buffer(await storage.read(record.key, { signal }))).toString('utf8')
  const parsed = v.safeParse(RunRecord, JSON.parse(text))
  return parsed.success ? parsed.output : undefined
}

/** Opens a backup's manifest and checks it. */
export async function openManifest(
  storage: Storage,
  listed: ManifestKey,
  signal: AbortSignal,
): Promise<Manifest> {
  const where = `${listed.key} in ${storage.label}`
  const stored = await storage.stat(listed.key, { signal })
  if (stored && stored.size > MANIFEST_BYTES) {
    throw new Damage({ what: `The manifest ${where} is too large to be one of ours.` })
  }
  const text = (await buffer(await storage.read(listed.key, { signal }))).toString('utf8')
  const manifest = readManifest(text, where)
  if (layout(manifest.name).manifest(manifest.id, manifest.label) !== listed.key) {
    throw new Damage({
      what: `The manifest ${where} belongs to another backup, ${manifest.id} of ${manifest.name}.`,
      next: 'Use the copy of this backup in another destination.',
    })
  }
  return manifest
}

async function readKeys<Read>(
  storage: Storage,
  prefix: string,
  read: (key: string) => Read | undefined,
  signal: AbortSignal,
): Promise<Read[]> {
  const found: Read[] = []
  for await (const { key } of storage.list(prefix, { signal })) {
    const item = read(key)
    if (item !== undefined) found.push(item)
  }
  return found
}

function newestById(records: readonly RecordKey[]): Map<string, RecordKey> {
  const newest = new Map<string, RecordKey>()
  for (const record of records) {
    const known = newest.get(record.id)
    if (record.verb === 'verify' && (!known || known.time < record.time)) newest.set(record.id, record)
  }
  return newest
}
