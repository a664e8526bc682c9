import { type ColdObjects, coldProblems, findCold } from '../archive/cold.ts'
import { checkEncryption } from '../archive/draft.ts'
import type { Shelf } from '../archive/fetch.ts'
import { readKeys, requireKeys } from '../archive/keys.ts'
import { holdsRows } from '../archive/manifest.ts'
import type { Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type LivePlace, openLive } from '../postgres/live/place.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { type Found, findBackup, openFrom, whereItAnswers } from './places.ts'
import { requireWarm } from './rehydrate.ts'
import { carryOut } from './restore-act.ts'
import { agreed, tellOutcome } from './restore-agreed.ts'
import { type Acting, goingOf, restoreBeside } from './restore-beside.ts'
import { contentOf } from './restore-content.ts'
import { makePlan, requireLive } from './restore-plan.ts'
import { makeMissingRoles } from './restore-roles.ts'
import { nothingDone } from './restore-same.ts'

/** Plans a restore, shows the plan, has it confirmed, carries it out, verifies it, and keeps the way back. */
export async function run(host: Host, options: RestoreOptions): Promise<Ending> {
  if (options.undo) return (await import('./restore-undo.ts')).run(host, options)
  const { recipients } = options
  checkEncryption(recipients && { kind: 'recipients', recipients })
  const place = await openLive(host, options.targetUrl)
  const { backup } = options
  if (backup.kind === 'dump')
    return (await import('./restore-foreign.ts')).restoreForeign(host, options, { place, dump: backup })
  const keys = await readKeys(host, options)
  const wanted = { backup, name: options.name, keys }
  const picked = await findBackup(host, await openFrom(host, options), wanted)
  await requireKeys(picked.shelf.manifest, keys)
  const found = await lookedAt(host, picked)
  const { shelf, cold } = found
  if (options.tables || holdsRows(shelf.manifest)) return restoreRows(host, options, place, found)
  const plan = await makePlan(host, options, place, await contentOf(host, options, shelf, cold), new Date())
  const go = await agreed(host, options, plan, () => thawFirst(host, options, { plan, shelf, cold }))
  return go ? act(host, options, { place, plan, ...found }) : nothingDone(host)
}

type Looked = Found & { readonly cold: ColdObjects }

/** Looks at each object of the backup where it answers, before anything is begun with them. */
const lookedAt = (host: Host, found: Found): Promise<Looked> =>
  whereItAnswers(host, found, async (shelf, others) => {
    const cold = await findCold(shelf, host.signal)
    return { shelf, others, cold }
  })

type Frozen = { readonly plan: RestorePlan; readonly shelf: Shelf; readonly cold: ColdObjects }

/** What takes hours is begun although there may be more in the way: that can be cleared meanwhile. */
async function thawFirst(host: Host, options: RestoreOptions, { plan, shelf, cold }: Frozen): Promise<void> {
  const begins = options.rehydrate !== undefined && !options.dryRun
  const others = plan.problems.length - coldProblems(shelf, cold).length
  if (begins || others === 0) await requireWarm(host, shelf, cold, options)
}

/** Rows, or tables, come back into a database that is there. */
async function restoreRows(
  host: Host,
  options: RestoreOptions,
  place: LivePlace,
  { shelf, others, cold }: Looked,
): Promise<Ending> {
  await requireWarm(host, shelf, cold, options)
  const into = { place, live: await requireLive(host, place), shelf, others }
  const { tables: choice } = options
  if (choice === undefined) return (await import('./restore-put-back.ts')).putRowsBack(host, options, into)
  if (choice.mode === 'create')
    return (await import('./restore-create.ts')).createMissing(host, options, { ...into, choice })
  return (await import('./restore-tables.ts')).restoreTables(host, options, { ...into, choice })
}

async function act(host: Host, options: RestoreOptions, acting: Acting): Promise<Ending> {
  keepNurserySmall()
  const told = await makeMissingRoles(host, acting)
  const outcome = await restored(host, options, acting)
  return tellOutcome(host, options, { ...outcome, notes: [...told, ...outcome.notes] }, acting.shelf.storage)
}

async function restored(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  if (acting.plan.mode === 'in-place')
    return (await import('./restore-in-place.ts')).inPlace(host, options, acting)
  return whereItAnswers(host, acting, (shelf, others) =>
    carryOut(host, options, goingOf(acting), (beside) =>
      restoreBeside(host, options, { ...acting, shelf, beside, mayGoElsewhere: others.length > 0 }),
    ),
  )
}
