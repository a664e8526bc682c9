import { listBackups, listNames, openManifest } from '../archive/catalog.ts'
import { copyBackup, type Original, requireWhole } from '../archive/copying.ts'
import { type Lack, lackAt } from '../archive/lack.ts'
import { pickBackup } from '../archive/pick.ts'
import { forget, remember } from '../archive/undo.ts'
import { type Verdict, worst } from '../archive/verdict.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { CopyOptions } from '../options/check.ts'
import { type Copied, type CopyReport, reportCopies } from '../report/copy.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'
import { Meter } from '../stream/meter.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { requireReadable } from './rehydrate.ts'

/** Brings backups from one destination to the others, byte for byte; no key is needed. */
export async function run(host: Host, options: CopyOptions): Promise<Ending> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  keepNurserySmall()
  const source = await openStorage(options.source, context)
  const targets = await Promise.all(options.targets.map((destination) => openStorage(destination, context)))
  const reports: CopyReport[] = []
  for await (const chosen of choose(host, source, options)) {
    reports.push(await copyOne(host, chosen, targets, options))
  }
  await reportCopies(host, options, reports)
  return worst(['pass', ...reports.map(verdictOf)])
}

/** A backup that is to be copied; it is opened when its turn has come. */
type Chosen = Pick<CopyReport, 'id' | 'name' | 'label'> & {
  readonly from: Storage
  readonly open: () => Promise<Original>
}

/** With `backup: all` the newest come first: where the run is cut off, they are what matters. */
async function* choose(host: Host, source: Storage, options: CopyOptions): AsyncGenerator<Chosen, void> {
  const { backup, name } = options
  const { signal } = host
  if (backup.kind !== 'all') {
    const log = (line: string) => host.warn(line)
    const { listed, manifest } = await pickBackup([source], backup, { name, signal, log })
    const open = async () => ({ storage: source, manifest })
    yield { id: listed.id, name: listed.name, label: listed.label, from: source, open }
    return
  }
  const names = name === undefined ? await listNames(source, signal) : [name]
  let found = false
  for (const one of names) {
    for (const listed of await listBackups(source, one, signal)) {
      found = true
      const open = async () => ({ storage: source, manifest: await openManifest(source, listed, signal) })
      yield { id: listed.id, name: listed.name, label: listed.label, from: source, open }
    }
  }
  if (found) return
  throw new UserError({
    what: `There is no backup${name === undefined ? '' : ` of ${name}`} in ${source.label}.`,
    next: 'Name the destination that has them, by `from`; `list` shows what there is.',
  })
}

async function copyOne(
  host: Host,
  { open, from, ...about }: Chosen,
  targets: readonly Storage[],
  options: CopyOptions,
): Promise<CopyReport> {
  const report = { ...about, from: from.label }
  try {
    const original = await open()
    const lacks = await Promise.all(targets.map((target) => look(host, target, original)))
    if (lacks.some((one) => 'lack' in one && isLacking(one.lack))) {
      await requireReadable(host, { ...original, keys: { identities: [] } }, { rehydrate: undefined })
      await requireWhole(original, host.signal)
    }
    const copies: Copied[] = []
    for (const one of lacks) copies.push('lack' in one ? await copyTo(host, original, one, options) : one)
    return { ...report, copies }
  } catch (error) {
    return { ...report, copies: [], trouble: told(host, error) }
  }
}

/** What is wrong with one backup or one destination does not stop the others. */
function told(host: Host, error: unknown): UserError {
  host.signal.throwIfAborted()
  if (error instanceof UserError) return error
  throw error
}

const isLacking = ({ committed, objects }: Lack): boolean => !committed || objects.length > 0

type Place = { readonly target: Storage; readonly lack: Lack }

async function look(host: Host, target: Storage, { manifest }: Original): Promise<Place | Copied> {
  try {
    return { target, lack: await lackAt(target, manifest, host.signal) }
  } catch (error) {
    return { destination: target.label, outcome: 'failed', bytes: 0, trouble: told(host, error) }
  }
}

async function copyTo(
  host: Host,
  original: Original,
  { target, lack }: Place,
  { dryRun }: CopyOptions,
): Promise<Copied> {
  const destination = target.label
  const bytes = lack.objects.reduce((sum, object) => sum + object.bytes, 0)
  if (!isLacking(lack)) return { destination, outcome: 'is there already', bytes: 0 }
  const done = lack.committed ? 'completed' : 'copied'
  if (dryRun) return { destination, outcome: `would be ${done}`, bytes }
  const { id } = original.manifest
  return host.group(`Copying ${id} to ${destination}`, async () => {
    const meter = new Meter(host.progress(`Copying to ${destination}`), { total: bytes })
    remember(host, original.manifest)
    let isLeft = false
    try {
      const stored = await copyBackup(original, target, lack, {
        signal: host.signal,
        onPointOfNoReturn: () => forget(host),
        watch: (count) => meter.watch(count),
        warn: (line) => {
          isLeft = true
          host.warn(line)
        },
      })
      host.info(`${destination}: ${done} ${id}.`)
      return { destination, outcome: done, bytes: stored }
    } catch (error) {
      return { destination, outcome: 'failed', bytes: 0, trouble: told(host, error) }
    } finally {
      meter.done()
      // What could not be taken back now, the clean-up after this step tries again.
      if (!isLeft) forget(host)
    }
  })
}

function verdictOf({ copies, trouble }: CopyReport): Verdict {
  const troubles = [...copies.flatMap((copy) => copy.trouble ?? []), ...(trouble ? [trouble] : [])]
  return worst(['pass', ...troubles.map(({ ending }) => (ending === 'unverified' ? ending : 'fail'))])
}
