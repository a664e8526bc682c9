import { prune, survey } from '../archive/pruning.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Retention } from '../options/retention.ts'
import {
  type PruneReport,
  planLines,
  pruneSummary,
  tellPruned,
  titleOf,
  troublesOf,
} from '../report/prune.ts'
import type { Storage } from '../storage/storage.ts'

type Pruning = {
  readonly retention: Retention
  /** Shown before anything is removed. */
  readonly show?: (report: PruneReport) => void
  /** Only look. */
  readonly dryRun: boolean
}

/** Prunes one name in one destination; whatever lies under another name there is not looked at. */
export const pruneName = (
  host: Host,
  storage: Storage,
  name: string,
  { retention, show, dryRun }: Pruning,
): Promise<PruneReport> =>
  host.group(`Pruning ${name} in ${storage.label}`, async () => {
    const { signal } = host
    const now = new Date()
    const prunable = await survey(storage, name, { retention, now, signal })
    const planned: PruneReport = { prunable, now }
    show?.(planned)
    for (const line of planLines(planned)) host.info(line)
    const { refusal } = prunable.plan
    if (refusal) host.error(`${titleOf(prunable)}: ${new UserError(refusal).message}`)
    const rules = retention.policy.map(({ text }) => text).join(' ')
    const idle = dryRun || refusal !== undefined || rules === ''
    const report = idle ? planned : { ...planned, pruned: await prune(prunable, { rules, signal }) }
    tellPruned(host, report)
    await host.summary(`${pruneSummary(report)}\n`)
    return report
  })

/** Red as soon as something that was due was not done; what a lock keeps is not due yet. */
export const endingOf = (report: PruneReport): Ending =>
  report.prunable.plan.refusal || troublesOf(report).length > 0 ? 'fail' : 'pass'
