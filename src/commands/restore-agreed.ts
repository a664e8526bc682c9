import { worst } from '../archive/verdict.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type RestoreOutcome, reportRestore } from '../report/restore.ts'
import { planJson, problemLine, type RestorePlan, tellPlan } from '../report/restore-plan.ts'
import type { Storage } from '../storage/storage.ts'
import { leaveRecord } from './drill-told.ts'
import { confirmed } from './restore-confirm.ts'
import { requireSame } from './restore-same.ts'

/**
 * Shows the plan, and tells whether it is to be carried out: by a person, and as it was looked at. What has to be begun
 * early is begun once it is shown.
 */
export async function agreed(
  host: Host,
  options: RestoreOptions,
  plan: RestorePlan,
  early?: () => Promise<void>,
): Promise<boolean> {
  await tellPlan(host, plan, new Date())
  if (options.dryRun && options.json) host.print(JSON.stringify(planJson(plan), undefined, 2))
  await early?.()
  requireWay(plan)
  requireSame(plan.digest, options)
  if (options.dryRun) return false
  await confirmed(host, options, { database: plan.database, fate: plan.live && 'replaced' })
  return true
}

function requireWay({ problems, database }: RestorePlan): void {
  if (problems.length === 0) return
  const [only] = problems
  throw new UserError(
    problems.length === 1 && only
      ? { what: only.what, next: only.next }
      : {
          what: `${problems.length} things are in the way of restoring into "${database}"; nothing was changed.`,
          why: problems.map((problem) => `- ${problemLine(problem)}`).join('\n'),
        },
  )
}

/** Tells how it ended: what has changed is told, also where the run was told to stop in that very moment. */
export async function tellOutcome(
  host: Host,
  options: RestoreOptions,
  outcome: RestoreOutcome,
  storage: Storage | undefined,
): Promise<Ending> {
  const teller = outcome.live || outcome.putBack ? { ...host, signal: AbortSignal.timeout(TELLING_MS) } : host
  if (storage) await leaveRecord(teller, storage, outcome.drill, 'restore')
  await reportRestore(teller, options, outcome)
  const { drill, putBack, trouble } = outcome
  return worst([drill.verdict, putBack?.verdict ?? 'pass', trouble ? 'fail' : 'pass'])
}

const TELLING_MS = 30_000
