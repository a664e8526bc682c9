import { openManifest } from '../archive/catalog.ts'
import type { Shelf } from '../archive/fetch.ts'
import { readKeys } from '../archive/keys.ts'
import { layout } from '../archive/layout.ts'
import type { StoredObject } from '../archive/manifest.ts'
import { type Picked, pickBackup } from '../archive/pick.ts'
import { type CheckName, outcomeOf } from '../archive/verdict.ts'
import type { Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { ProveOptions } from '../options/options.ts'
import { readObjects } from '../postgres/restore/archive-reading.ts'
import { type Blindness, type Spoiled, spoilDatabase } from '../postgres/spoil/spoiling.ts'
import { type ProveReport, proofVerdict, reportProof, type Tampering } from '../report/prove.ts'
import { type Tamper, tampered } from '../storage/tampered.ts'
import type { Keys } from '../stream/age.ts'
import { Damage } from '../stream/damage.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { drill } from './drill.ts'
import { toldWhenImpossible } from './drill-told.ts'
import { openFrom } from './places.ts'

/** Shows on the user's own backup that the drill notices: spoils it in many ways, and each must turn red. */
export async function run(host: Host, options: ProveOptions): Promise<Ending> {
  const keys = await readKeys(host, options)
  keepNurserySmall()
  const report = await toldWhenImpossible(host, () => prove(host, options, keys))
  await reportProof(host, options, report)
  return proofVerdict(report)
}

async function prove(host: Host, options: ProveOptions, keys: Keys): Promise<ProveReport> {
  const storages = await openFrom(host, options)
  const { signal } = host
  const log = (line: string) => host.warn(line)
  const picked = await pickBackup(storages, options.backup, { name: options.name, signal, log })
  host.output('name', picked.manifest.name)
  const shelf = { ...picked, keys }
  const tamperings: Tampering[] = []
  const report = await drill(host, {
    ...{ shelf, options, checks: [] },
    async afterwards(restored, ledger) {
      if (ledger.report().verdict !== 'pass') return
      const spoiled = await ledger.phase('checks', 'Spoiling the restored database', () =>
        spoilDatabase(restored),
      )
      tamperings.push(...spoiled.map(tamperingOf))
    },
  })
  if (report.verdict === 'pass')
    tamperings.push(
      ...(await host.group('Spoiling the backup in flight', () => spoilBytes(host, picked, shelf))),
    )
  return { drill: report, tamperings }
}

/** What the drill made of something that was spoiled in the restored database. */
function tamperingOf({ what, object, checks, blind }: Spoiled): Tampering {
  if (!checks)
    return { what, outcome: 'impossible', detail: 'This database has nothing that it could be done to.' }
  const red = checks.find((check) => outcomeOf(check) === 'fail')
  if (red) {
    const finding = red.findings.find(({ outcome }) => outcome === 'fail')
    return { what, object, outcome: 'red', by: red.name, detail: finding?.detail ?? finding?.what }
  }
  return blind === undefined
    ? { what, object, outcome: 'green' }
    : { what, object, outcome: 'undetectable', detail: BLIND[blind] }
}

const BLIND: Readonly<Record<Blindness, string>> = {
  counts:
    'Not detectable at this level: the proof of this backup holds row counts and no hashes. Back up with `fingerprint: content` to raise it.',
  rights:
    'Not detectable there: the user of the scratch server is no superuser, so owners and rights are not compared. Name one who is, to raise it.',
}

/** Spoils the bytes of each kind of object on their way from the store, which keeps what it has. */
async function spoilBytes(host: Host, picked: Picked, shelf: Shelf): Promise<Tampering[]> {
  const kinds = Map.groupBy(shelf.manifest.objects, ({ kind }) => kind)
  const smallest = [...kinds.values()].map(
    (objects) => objects.toSorted((a, b) => a.bytes - b.bytes)[0] as StoredObject,
  )
  const rows = smallest.find(({ kind }) => kind === 'data' || kind === 'database') ?? smallest[0]
  const tamperings = [await spoilManifest(host, picked)]
  for (const object of smallest)
    tamperings.push(await spoilObject(host, shelf, object, 'flip', `a byte of ${object.name} flipped`))
  if (rows) {
    tamperings.push(await spoilObject(host, shelf, rows, 'missing', `${rows.name} missing`))
    tamperings.push(await spoilObject(host, shelf, rows, 'cut', `${rows.name} cut short`))
  }
  return tamperings
}

function spoilManifest({ signal }: Host, { storage, listed }: Picked): Promise<Tampering> {
  const spoiled = tampered(storage, { key: listed.key, how: 'flip' })
  return seen('a byte of the manifest flipped', () => openManifest(spoiled, listed, signal))
}

function spoilObject(
  host: Host,
  shelf: Shelf,
  object: StoredObject,
  how: Tamper['how'],
  what: string,
): Promise<Tampering> {
  const { manifest } = shelf
  const key = layout(manifest.name).object(manifest.id, object.name)
  const storage = tampered(shelf.storage, { key, how })
  const { signal } = host
  return seen(what, () =>
    readObjects({
      ...{ shelf: { ...shelf, storage }, objects: [object], tools: undefined, signal },
      ...{ watch: () => undefined, debug: (line) => host.debug(line) },
    }),
  )
}

/** Damage that is noticed is what is hoped for; any other trouble is trouble. */
async function seen(what: string, work: () => Promise<unknown>): Promise<Tampering> {
  try {
    await work()
    return { what, outcome: 'green' }
  } catch (error) {
    if (!(error instanceof Damage)) throw error
    return {
      what,
      outcome: 'red',
      by: 'fetch' satisfies CheckName,
      detail: error.story.why ?? error.story.what,
    }
  }
}
