import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { asError, firstLine } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import { LINES, type Section } from '../report/doctor-lines.ts'
import { isKind } from '../storage/error.ts'
import { openStorage } from '../storage/open.ts'
import type { Sample, Storage } from '../storage/storage.ts'
import { type Chart, openChart } from './doctor-chart.ts'
import { lookAtFacts, type Setting } from './doctor-store.ts'

type DestinationChart = Chart<'destination'>

/** Looks whether a destination lets us do all that backups need, by an object that is removed again, and how it is set up. */
export async function examineDestination(
  host: Host,
  destination: Destination,
  setting: Omit<Setting, 'destination'>,
): Promise<Section> {
  const chart = openChart('destination', host.signal, linesOf(destination))
  const opened = await chart.ask('write', () => openStorage(withShortLock(destination), contextOf(host)))
  if (opened) await visit(host, opened.fact, { ...setting, destination }, chart)
  return chart.section(destination.label, 'nothing could be stored')
}

/** A folder has no clock, versions, rules or locks of its own; only of a folder it can be seen how much fits in. */
function linesOf({ kind }: Destination): readonly string[] {
  const bucketOnly = ['clock', 'versioning', 'encryption', 'lifecycle', 'lock']
  const others = kind === 'local' ? bucketOnly : ['room']
  return Object.keys(LINES.destination).filter((name) => !others.includes(name))
}

const SHORT_LOCK_DAYS = 1 / (24 * 60)

/** What is stored to see whether it can be must not stay for years. */
const withShortLock = (destination: Destination): Destination =>
  destination.kind === 's3' && destination.lock
    ? { ...destination, lock: { ...destination.lock, days: SHORT_LOCK_DAYS } }
    : destination

/** Whoever waits for a diagnosis is not served by five minutes of trying again. */
const ATTEMPTS = 3

const contextOf = (host: Host) => ({
  env: host.env,
  signal: host.signal,
  log: (line: string) => host.info(line),
  tuning: { attempts: ATTEMPTS },
})

/** No name of a database can be encoded so, so nobody takes it for one. */
const FOLDER = '.doctor/'

type Visit = { readonly storage: Storage; readonly keys: readonly string[]; readonly chart: DestinationChart }

async function visit(host: Host, storage: Storage, setting: Setting, chart: DestinationChart): Promise<void> {
  const { signal } = host
  const key = `${FOLDER}${randomBytes(8).toString('hex')}`
  const sample: Sample = { key, bytes: Buffer.from('pg-backup doctor: this may be removed.\n') }
  const keys = [key, `${key}.data`]
  let removed = false
  try {
    const written = await lookAtWriting({ storage, keys, chart }, sample, signal)
    if (written === 'unreachable') return
    const stored = written === 'stored' ? sample : undefined
    if (stored) await lookAtReading(storage, stored, chart, signal)
    const listed = await lookAtListing(storage, stored, chart, signal)
    // Whom the store lets do nothing at all, it tells nothing either.
    if (stored || listed) await lookAtFacts(host, storage, stored, setting, chart)
    if (stored) removed = await lookAtRemoving({ storage, keys, chart }, signal)
  } finally {
    if (!removed) await clearAway(host, storage, keys)
  }
}

async function lookAtWriting(
  { storage, keys, chart }: Visit,
  { key, bytes }: Sample,
  signal: AbortSignal,
): Promise<'stored' | 'refused' | 'unreachable'> {
  try {
    await storage.put(key, bytes, { signal })
    chart.ok('write', 'A small object could be stored.')
    const [, data = ''] = keys
    const sent = await chart.ask('upload', () =>
      storage.upload(data, Readable.from([bytes]), { signal, expectedBytes: bytes.length }),
    )
    if (sent) chart.ok('upload', `A stream could be stored, and was compared by ${sent.fact.checkedBy}.`)
    return 'stored'
  } catch (error) {
    chart.tell('write', 'fail', error)
    return isKind(error, 'busy') ? 'unreachable' : 'refused'
  }
}

async function lookAtReading(
  storage: Storage,
  { key, bytes }: Sample,
  chart: DestinationChart,
  signal: AbortSignal,
): Promise<void> {
  const read = await chart.ask('read', async () => buffer(await storage.read(key, { signal })))
  if (read?.fact.equals(bytes)) chart.ok('read', 'It came back as it was stored.')
  else if (read)
    chart.fail('read', 'It came back as something else.', 'Do not trust this store until you know why.')
  try {
    await storage.put(key, bytes, { signal, ifAbsent: true })
    chart.fail('conditional', 'An object was stored over another of the same name.', NEVER_OVERLAP)
  } catch (error) {
    if (isKind(error, 'exists')) chart.ok('conditional', 'What is there was not stored over.')
    else chart.tell('conditional', 'fail', error)
  }
}

const NEVER_OVERLAP =
  'Use a store with conditional puts, or see to it that no two backups of a name run at once.'

/** A run that was killed may have left its object behind. */
const ABANDONED_MS = 60 * 60 * 1000

async function lookAtListing(
  storage: Storage,
  sample: Sample | undefined,
  chart: DestinationChart,
  signal: AbortSignal,
): Promise<boolean> {
  const listed = await chart.ask('list', async () => {
    const found: string[] = []
    for await (const { key, modified } of storage.list(FOLDER, { signal })) {
      found.push(key)
      if (modified.getTime() < Date.now() - ABANDONED_MS)
        await storage.remove(key, { signal }).catch(() => signal.throwIfAborted())
    }
    return found
  })
  if (listed && (!sample || listed.fact.includes(sample.key)))
    chart.ok('list', 'What is stored can be listed.')
  else if (listed)
    chart.fail(
      'list',
      'What was just stored is not in the listing.',
      'Backups would not be found: use a store whose listings are never behind.',
    )
  try {
    await storage.abandon(FOLDER, { signal, begunBefore: new Date(0) })
    chart.ok('unfinished', 'Unfinished uploads can be looked for.')
  } catch (error) {
    chart.tell('unfinished', 'warn', error)
  }
  return listed !== undefined
}

/** Whether nothing of it is left. */
async function lookAtRemoving({ storage, keys, chart }: Visit, signal: AbortSignal): Promise<boolean> {
  try {
    for (const key of keys) await storage.remove(key, { signal })
    const left = await Promise.all(keys.map((key) => storage.stat(key, { signal })))
    const gone = left.every((object) => object === undefined)
    if (gone) chart.ok('delete', 'What was stored is removed again.')
    else chart.fail('delete', 'What was removed is still there.', 'Ask the maker of the store why.')
    return gone
  } catch (error) {
    signal.throwIfAborted()
    // Keys that cannot delete are a defence too: whoever steals them cannot either.
    const why = firstLine(asError(error))
    chart.warn('delete', `${why} It is left as ${keys.join(' and ')}.`, MAY_DELETE)
    return false
  }
}

const MAY_DELETE =
  'Allow it (s3:DeleteObject), or leave it so against thieves: then unfinished backups stay, and retention needs other keys.'

const PATIENCE_MS = 5_000

/** Also after a cancel, for which a runner gives a few seconds. */
async function clearAway(host: Host, storage: Storage, keys: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  for (const key of keys) {
    await storage.remove(key, { signal }).catch((error) => {
      host.debug(`${storage.label}: ${key} could not be removed: ${firstLine(asError(error))}`)
    })
  }
}
