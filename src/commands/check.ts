import { abreast } from '../archive/abreast.ts'
import type { Breach } from '../archive/breach.ts'
import { breachesOf } from '../archive/breaches.ts'
import { listNames } from '../archive/catalog.ts'
import { examine, type Health } from '../archive/health.ts'
import { withoutKept } from '../archive/kept.ts'
import { lackOfNewest, newestOf } from '../archive/same-newest.ts'
import { type Ending, firstLine, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { CheckOptions } from '../options/check.ts'
import type { Destination } from '../options/destination.ts'
import { type CheckReport, reportCheck } from '../report/check.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'

/** Looks whether all is well with the backups, by what the stores tell alone: no key, no database. */
export async function run(host: Host, options: CheckOptions): Promise<Ending> {
  const report = await look(host, options)
  await reportCheck(host, options, report)
  return report.breaches.length > 0 ? 'fail' : 'pass'
}

/** One destination that answered, and the names in it. */
type Place = { readonly storage: Storage; readonly names: readonly string[] }

async function look(host: Host, options: CheckOptions): Promise<CheckReport> {
  const now = new Date()
  const breaches: Breach[] = []
  const places: Place[] = []
  for (const destination of options.destinations) {
    const place = await orSilence(host, breaches, { destination: destination.label }, () =>
      openPlace(host, destination),
    )
    if (place) places.push(place)
  }
  const all = [...new Set(places.flatMap(({ names }) => names))].sort()
  const names = options.name === undefined ? all : [options.name]
  const healths: Health[] = []
  for (const { storage } of places) {
    const found = await host.group(`Looking at ${storage.label}`, () =>
      abreast(names, NAMES_AT_ONCE, (name) => {
        const scheduled = withoutKept([...all, name]).includes(name)
        const asked = { scheduled, expected: options, now, signal: host.signal }
        return orSilence(host, breaches, { destination: storage.label, name }, () =>
          examine(storage, name, asked),
        )
      }),
    )
    healths.push(...found.flatMap((one) => one ?? []))
  }
  const byName = Map.groupBy(healths, ({ inventory }) => inventory.name)
  const ours = names.filter((name) => name === options.name || byName.get(name)?.some(isOurs))
  const seen = healths.filter((one) => ours.includes(one.inventory.name) && (one.scheduled || isOurs(one)))
  if (ours.length === 0)
    breaches.push(...places.filter(({ storage }) => !isSilent(storage, breaches)).map(empty))
  breaches.push(...seen.flatMap((one) => breachesOf(one, { expected: options, now })))
  for (const name of ours) {
    const alike = seen.filter(({ scheduled, inventory }) => scheduled && inventory.name === name)
    const newest = newestOf(alike)
    for (const health of alike) {
      const where = { destination: health.storage.label, name }
      const lack = await orSilence(host, breaches, where, () => lackOfNewest(health, newest, host.signal))
      if (lack) breaches.push(lack)
    }
  }
  return { now, healths: seen, breaches }
}

const NAMES_AT_ONCE = 4

async function openPlace(host: Host, destination: Destination): Promise<Place> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  const storage = await openStorage(destination, context)
  return { storage, names: await listNames(storage, host.signal) }
}

/** What cannot be asked is not well, and the others are looked at all the same. */
async function orSilence<Result>(
  host: Host,
  breaches: Breach[],
  where: Pick<Breach, 'destination' | 'name'>,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    host.signal.throwIfAborted()
    if (!(error instanceof UserError)) throw error
    host.debug(error.message)
    const { why, next } = error.story
    breaches.push({
      kind: 'silent',
      ...where,
      what: `It could not be asked: ${[firstLine(error), why].filter(Boolean).join(' ')}`,
      next: next ?? 'See whether the store can be reached and what it says.',
    })
    return undefined
  }
}

const isSilent = ({ label }: Storage, breaches: readonly Breach[]): boolean =>
  breaches.some(({ kind, destination }) => kind === 'silent' && destination === label)

/** Other programs may have folders beside ours. */
const isOurs = ({ inventory: { backups, records, folders } }: Health): boolean =>
  backups.length + records.length + folders.size > 0

const empty = ({ storage }: Place): Breach => ({
  kind: 'empty',
  destination: storage.label,
  what: 'There is no backup of anything.',
  next: 'Check the destination, make a backup with `backup`, or bring those of another destination with `copy`.',
})
