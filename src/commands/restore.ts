import type { Shelf } from '../archive/fetch.ts'
import { readKeys, requireKeys } from '../archive/keys.ts'
import { pickBackup } from '../archive/pick.ts'
import { worst } from '../archive/verdict.ts'
import { type Ending, UsageError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type LivePlace, openLive } from '../postgres/live/place.ts'
import { reportRestore } from '../report/restore.ts'
import { planJson, problemLine, type RestorePlan, tellPlan } from '../report/restore-plan.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { openFrom } from './drill-places.ts'
import { leaveRecord } from './drill-told.ts'
import { carryOut } from './restore-act.ts'
import { confirmed } from './restore-confirm.ts'
import { makePlan } from './restore-plan.ts'

/** Plans a restore, shows the plan, has it confirmed, carries it out, verifies it, and keeps the way back. */
export async function run(host: Host, options: RestoreOptions): Promise<Ending> {
  if (options.undo) return (await import('./restore-undo.ts')).run(host, options)
  const place = await openLive(host, options.targetUrl)
  const shelf = await chooseBackup(host, options)
  const plan = await makePlan(host, options, place, shelf, new Date())
  await tellPlan(host, plan, new Date())
  if (options.dryRun && options.json) host.print(JSON.stringify(planJson(plan), undefined, 2))
  requireWay(plan)
  requireSame(plan, options)
  if (options.dryRun) return tellNothingDone(host)
  await confirmed(host, options, { database: plan.database, replaced: plan.live !== undefined })
  return act(host, options, place, shelf, plan)
}

async function act(
  host: Host,
  options: RestoreOptions,
  place: LivePlace,
  shelf: Shelf,
  plan: RestorePlan,
): Promise<Ending> {
  keepNurserySmall()
  const acting = { place, shelf, plan }
  const outcome =
    plan.mode === 'in-place'
      ? await (await import('./restore-in-place.ts')).inPlace(host, options, acting)
      : await carryOut(host, options, acting)
  await leaveRecord(host, shelf.storage, outcome.drill, 'restore')
  await reportRestore(host, options, outcome)
  return worst([outcome.drill.verdict, outcome.trouble ? 'fail' : 'pass'])
}

async function chooseBackup(host: Host, options: RestoreOptions): Promise<Shelf> {
  const keys = await readKeys(host, options)
  const storages = await openFrom(host, options)
  const { name } = options
  const log = (line: string) => host.warn(line)
  const { storage, manifest } = await pickBackup(storages, options.backup, { name, signal: host.signal, log })
  await requireKeys(manifest, keys)
  return { storage, manifest, keys }
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

function requireSame({ digest }: RestorePlan, { plan }: RestoreOptions): void {
  if (plan === undefined || plan === digest) return
  throw new UsageError({
    what: `The plan is now ${digest}, and not the one that \`plan\` names; nothing was changed.`,
    why: 'The backup, the target, what is to be done or the database that is there is another than when that plan was made.',
    next: `Look at the plan again, and set \`plan: ${digest}\` if it is what you want. Name the backup by its id: \`latest\` may be another by now.`,
  })
}

function tellNothingDone(host: Host): Ending {
  host.info('This was a dry run: nothing was changed.')
  return 'pass'
}
