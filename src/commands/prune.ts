import { listNames } from '../archive/catalog.ts'
import { asError, type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { didYouMean } from '../options/nearest.ts'
import { quoted } from '../options/quoted.ts'
import type { PruneOptions } from '../options/retention.ts'
import { goneOf, type PruneReport, planTable, pruneJson } from '../report/prune.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'
import { endingOf, pruneName } from './prune-name.ts'

/** Removes the backups that no rule keeps, each name in each destination by itself. */
export async function run(host: Host, options: PruneOptions): Promise<Ending> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  if (options.policy.length === 0)
    host.warn('`keep` holds no rule, so everything stays. Set it to such as `last=3 daily=30d monthly=12mo`.')
  const reports: PruneReport[] = []
  let failed = false
  for (const destination of options.destinations) {
    try {
      const storage = await openStorage(destination, context)
      for (const name of await namesIn(storage, options.name, host.signal)) {
        try {
          reports.push(await pruneOne(host, storage, name, options))
        } catch (error) {
          host.signal.throwIfAborted()
          host.error(`${storage.label}, ${name}: pruning failed.\n${asError(error).message}`)
          failed = true
        }
      }
    } catch (error) {
      host.signal.throwIfAborted()
      host.error(`${destination.label} could not be pruned.\n${asError(error).message}`)
      failed = true
    }
  }
  host.output('pruned', String(reports.reduce((sum, report) => sum + goneOf(report), 0)))
  if (options.json) host.print(JSON.stringify(reports.map(pruneJson), undefined, 2))
  return failed || reports.some((report) => endingOf(report) !== 'pass') ? 'fail' : 'pass'
}

function pruneOne(host: Host, storage: Storage, name: string, options: PruneOptions): Promise<PruneReport> {
  const show = (report: PruneReport) => {
    if (!options.json) host.print(planTable(report))
  }
  return pruneName(host, storage, name, { retention: options, show, dryRun: options.dryRun })
}

async function namesIn(
  storage: Storage,
  name: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names = await listNames(storage, signal)
  if (name === undefined) return names
  if (names.includes(name)) return [name]
  // Who mistypes a name would go on without pruning for years.
  throw new UserError({
    what: `There is nothing under the name ${quoted(name)} in ${storage.label}.`,
    next: didYouMean(name, names) ?? '`list` shows what is there.',
  })
}
