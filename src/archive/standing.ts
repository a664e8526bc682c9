import { asError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { newestPassed, openManifest, openRecord, readHistory } from './catalog.ts'
import { layout, type ManifestKey, timeOfId } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { VERDICTS, type Verdict } from './verdict.ts'

/** How the backups of a name stand at one destination, as far as storage tells. */
export type Standing = {
  readonly name: string
  /** The destination's label. */
  readonly destination: string
  /** When the newest whole backup was begun, and the newest that was tried. */
  readonly lastSuccess: Date | undefined
  readonly lastAttempt: Date | undefined
  /** The newest whole backup, where its manifest can be read. */
  readonly newest: Manifest | undefined
  /** Tries that failed, of those whose records are kept. */
  readonly failures: number
  /** Full drills by how they ended, of those whose records are kept. */
  readonly verifications: Readonly<Record<Verdict, number>>
  /** When the newest full drill that passed ended, and how long it took. */
  readonly lastVerified: Date | undefined
  readonly verificationSeconds: number | undefined
  readonly lastRestored: Date | undefined
  /** All that lies there of these backups, also what failed runs left. */
  readonly storedBytes: number
  readonly storedBackups: number
  /** How far back the oldest backup reaches. */
  readonly retentionSeconds: number
}

type Looking = {
  readonly now: Date
  readonly signal: AbortSignal
  /** Told of what is there and cannot be read. */
  readonly log: (line: string) => void
}

/** Looks at a name: three listings, the newest manifest and the newest record of a drill. */
export async function readStanding(storage: Storage, name: string, looking: Looking): Promise<Standing> {
  const { now, signal } = looking
  const storedBytes = await bytesUnder(storage, layout(name).folders, signal)
  const { manifests, records } = await readHistory(storage, name, signal)
  const backups = manifests.toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const tries = records.filter(({ verb }) => verb === 'backup')
  const drills = records.filter(({ verb }) => verb === 'verify')
  const passed = newestPassed(records, 'verify')
  const readable = <Read>(work: Promise<Read>) => orNothing(work, storage, looking)
  const drill = passed && (await readable(openRecord(storage, passed, signal)))
  const [newest] = backups
  const oldest = backups.at(-1)
  return {
    name,
    destination: storage.label,
    lastSuccess: newest && timeOfId(newest.id),
    lastAttempt: newestTime([...backups, ...tries]),
    newest: newest && (await readable(openManifest(storage, newest, signal))),
    failures: tries.filter(({ outcome }) => outcome === 'fail').length,
    verifications: byVerdict(drills),
    lastVerified: passed?.time,
    verificationSeconds: drill?.durationSeconds,
    lastRestored: newestPassed(records, 'restore')?.time,
    storedBytes,
    storedBackups: backups.length,
    retentionSeconds: oldest ? Math.max(0, (now.getTime() - timeOfId(oldest.id).getTime()) / 1000) : 0,
  }
}

async function bytesUnder(storage: Storage, prefix: string, signal: AbortSignal): Promise<number> {
  let bytes = 0
  for await (const { size } of storage.list(prefix, { signal })) bytes += size
  return bytes
}

function newestTime(keys: readonly Pick<ManifestKey, 'id'>[]): Date | undefined {
  const newest = keys.reduce((latest, { id }) => (id > latest ? id : latest), '')
  return newest === '' ? undefined : timeOfId(newest)
}

const byVerdict = (drills: readonly { readonly outcome: string }[]): Record<Verdict, number> => {
  const number = (verdict: Verdict) => drills.filter(({ outcome }) => outcome === verdict).length
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, number(verdict)])) as Record<Verdict, number>
}

/** One object that cannot be read must not hide what the listings tell. */
async function orNothing<Read>(
  work: Promise<Read>,
  { label }: Storage,
  { signal, log }: Looking,
): Promise<Read | undefined> {
  try {
    return await work
  } catch (error) {
    signal.throwIfAborted()
    log(`${label}: the metrics lack what cannot be read: ${asError(error).message}`)
    return undefined
  }
}
