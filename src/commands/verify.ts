import { readKeys } from '../archive/keys.ts'
import type { Manifest } from '../archive/manifest.ts'
import { pickBackup } from '../archive/pick.ts'
import { worst } from '../archive/verdict.ts'
import type { Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { SqlCheck, StoredChoice } from '../options/drill.ts'
import type { VerifyOptions } from '../options/options.ts'
import { readChecks } from '../postgres/checks.ts'
import { requireRestoreLog } from '../report/restore-log.ts'
import { type DrillReport, reportDrills } from '../report/verify.ts'
import type { Storage } from '../storage/storage.ts'
import type { Keys } from '../stream/age.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { drill } from './drill.ts'
import { openLedger } from './drill-ledger.ts'
import { leaveRecord, toldWhenImpossible } from './drill-told.ts'
import { metricsOf } from './metrics.ts'
import { findBackup, openFrom, whereItAnswers } from './places.ts'

/** Restores a backup for real, and proves that it equals what the source held. */
export async function run(host: Host, options: VerifyOptions): Promise<Ending> {
  const checks = await readChecks(options.checks, options.checksFile, options.workspace)
  const keys = await readKeys(host, options)
  await requireRestoreLog(options.restoreLog)
  keepNurserySmall()
  const reports = await toldWhenImpossible(host, () => verify(host, options, { keys, checks }))
  const ours = reports.find(({ manifest }) => manifest)
  const metrics = options.json && ours ? await metricsOf(host, { ...options, name: ours.name }) : undefined
  await reportDrills(host, { ...options, metrics, print: options.json ? 'json' : 'verdict' }, reports)
  return worst(reports.map(({ verdict }) => verdict))
}

type Given = { readonly keys: Keys; readonly checks: readonly SqlCheck[] }

async function verify(host: Host, options: VerifyOptions, given: Given): Promise<Reports> {
  const { backup: wanted, from } = options
  if (wanted.kind === 'dump') {
    const { drillForeign } = await import('./drill-foreign.ts')
    return [await drillForeign(host, options, { ...given, dump: wanted })]
  }
  const storages = await openFrom(host, options)
  const request = { ...given, options, wanted }
  return from.kind === 'all' ? verifyEach(host, storages, request) : [await verifyIn(host, storages, request)]
}

/** Verifies one and the same backup in each place: which one it is, the first place that has it decides. */
async function verifyEach(host: Host, storages: [Storage, ...Storage[]], request: Request): Promise<Reports> {
  const { options, wanted, keys, checks } = request
  const { signal } = host
  const { name } = options
  const picked = await pickBackup(storages, wanted, { name, signal, log: (line) => host.warn(line) })
  host.output('name', picked.manifest.name)
  const same = { kind: 'id', id: picked.manifest.id } as const
  host.info(`Backup ${same.id} of ${picked.manifest.name}, in each destination.`)
  const verifyCopy = async (storage: Storage): Promise<DrillReport> => {
    try {
      const copy = await pickBackup([storage], same, {
        name: picked.manifest.name,
        signal,
        log: () => undefined,
      })
      const report = await drill(host, { shelf: { ...copy, keys }, options, checks })
      await leaveRecord(host, storage, report)
      return report
    } catch (error) {
      return withoutCopy(host, storage, options, picked.manifest, error)
    }
  }
  const [first, ...others] = storages
  const reports: Reports = [await verifyCopy(first)]
  for (const storage of others) reports.push(await verifyCopy(storage))
  return reports
}

/** What is told of a place whose copy could not be looked at, so that the others are told of all the same. */
function withoutCopy(
  host: Host,
  storage: Storage,
  options: VerifyOptions,
  manifest: Manifest,
  error: unknown,
): DrillReport {
  const ledger = openLedger(host, {
    name: manifest.name,
    manifest,
    dump: undefined,
    from: storage.label,
    options,
  })
  ledger.couldNot('fetch', error)
  return ledger.report()
}

type Reports = [DrillReport, ...DrillReport[]]

type Request = Given & { readonly options: VerifyOptions; readonly wanted: StoredChoice }

/** Verifies the copy in the first of these places that answers, and keeps answering. */
async function verifyIn(host: Host, storages: readonly Storage[], request: Request): Promise<DrillReport> {
  const { options, wanted: backup, keys, checks } = request
  const found = await findBackup(host, storages, { backup, name: options.name, keys })
  return whereItAnswers(host, found, async (shelf, others) => {
    const { storage, manifest } = shelf
    host.info(`Backup ${manifest.id} of ${manifest.name}, from ${storage.label}.`)
    const report = await drill(host, { shelf, options, checks, mayGoElsewhere: others.length > 0 })
    await leaveRecord(host, storage, report)
    return report
  })
}
