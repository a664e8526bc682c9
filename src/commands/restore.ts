import type { Shelf } from '../archive/fetch.ts'
import { readKeys, requireKeys } from '../archive/keys.ts'
import { holdsRows } from '../archive/manifest.ts'
import { pickBackup } from '../archive/pick.ts'
import { worst } from '../archive/verdict.ts'
import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type LivePlace, openLive } from '../postgres/live/place.ts'
import { reportRestore } from '../report/restore.ts'
import { planJson, problemLine, type RestorePlan, tellPlan } from '../report/restore-plan.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { leaveRecord } from './drill-told.ts'
import { openFrom } from './places.ts'
import { carryOut } from './restore-act.ts'
import { confirmed } from './restore-confirm.ts'
import { makePlan, requireLive } from './restore-plan.ts'
import { nothingDone, requireSame } from './restore-same.ts'

/** Plans a restore, shows the plan, has it confirmed, carries it out, verifies it, and keeps the way back. */
export async function run(host: Host, options: RestoreOptions): Promise<Ending> {
  if (options.undo) return (await import('./restore-undo.ts')).run(host, options)
  const place = await openLive(host, options.targetUrl)
  const shelf = await chooseBackup(host, options)
  if (options.tables || holdsRows(shelf.manifest)) return restoreRows(host, options, place, shelf)
  const plan = await makePlan(host, options, place, shelf, new Date())
  await tellPlan(host, plan, new Date())
  if (options.dryRun && options.json) host.print(JSON.stringify(planJson(plan), undefined, 2))
  requireWay(plan)
  requireSame(plan.digest, options)
  if (options.dryRun) return nothingDone(host)
  await confirmed(host, options, { database: plan.database, replaced: plan.live !== undefined })
  return act(host, options, place, shelf, plan)
}

/** Rows, or tables, come back into a database that is there. */
async function restoreRows(
  host: Host,
  options: RestoreOptions,
  place: LivePlace,
  shelf: Shelf,
): Promise<Ending> {
  const live = await requireLive(host, place)
  const { tables: choice } = options
  if (choice === undefined)
    return (await import('./restore-put-back.ts')).putRowsBack(host, options, { place, live, shelf })
  if (choice.mode === 'create')
    return (await import('./restore-create.ts')).createMissing(host, options, { place, live, shelf, choice })
  return (await import('./restore-tables.ts')).restoreTables(host, options, { place, live, shelf, choice })
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
  const outcome = await carryOut(host, options, acting)
  // What has gone live is told, also where the run was told to stop in that very moment.
  const teller = outcome.live ? { ...host, signal: AbortSignal.timeout(TELLING_MS) } : host
  await leaveRecord(teller, shelf.storage, outcome.drill, 'restore')
  await reportRestore(teller, options, outcome)
  return worst([outcome.drill.verdict, outcome.trouble ? 'fail' : 'pass'])
}

const TELLING_MS = 30_000

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
