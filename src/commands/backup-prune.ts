import { sound } from '../archive/copies.ts'
import type { Verdict } from '../archive/verdict.ts'
import { asError, type Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Retention } from '../options/retention.ts'
import type { BackupReport } from '../report/backup.ts'
import { goneOf, type PruneReport } from '../report/prune.ts'
import { endingOf, pruneName } from './prune-name.ts'

/**
 * Prunes the name of a new backup wherever that was stored: older ones go only for the sake of one that is whole and, where
 * it was verified, proven. A pruning that fails takes nothing from it.
 */
export async function pruneAfter(
  host: Host,
  { manifest: { name }, copies }: BackupReport,
  verdict: Verdict | undefined,
  retention: Retention,
): Promise<{ readonly ending: Ending; readonly reports: readonly PruneReport[] }> {
  const reports: PruneReport[] = []
  let ending: Ending = 'pass'
  if (verdict !== undefined && verdict !== 'pass') {
    host.warn('Nothing is pruned, since the new backup did not pass.')
    return { ending, reports }
  }
  for (const { storage } of sound(copies)) {
    const told = await pruneName(host, storage, name, { retention, dryRun: false }).catch((error) => {
      host.signal.throwIfAborted()
      host.error(`${storage.label}, ${name}: pruning failed.\n${asError(error).message}`)
      return undefined
    })
    if (told) reports.push(told)
    if (told && endingOf(told) === 'pass') continue
    host.error(`${storage.label}: this backup is whole, but not all that was due to go is gone.`)
    ending = 'fail'
  }
  host.output('pruned', String(reports.reduce((sum, report) => sum + goneOf(report), 0)))
  return { ending, reports }
}
