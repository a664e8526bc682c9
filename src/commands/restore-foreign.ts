import { createHash } from 'node:crypto'
import { readKeys } from '../archive/keys.ts'
import { newBackupId } from '../archive/layout.ts'
import type { Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { BackupChoice } from '../options/drill.ts'
import type { RestoreOptions } from '../options/restore.ts'
import type { ForeignFacts } from '../postgres/foreign/facts.ts'
import { NO_ROLES } from '../postgres/foreign/roles.ts'
import type { Beside } from '../postgres/live/beside.ts'
import type { LiveDatabase } from '../postgres/live/facts.ts'
import type { LivePlace } from '../postgres/live/place.ts'
import { compareWithLive } from '../postgres/live/shrunk.ts'
import { inSession, type SessionPlace } from '../postgres/restore/restored.ts'
import { openFolder } from '../postgres/scratch/folder.ts'
import type { Locale } from '../postgres/scratch/locale.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { openStorage } from '../storage/open.ts'
import { keepNurserySmall } from '../stream/nursery.ts'
import { type Dump, openDump, restoreDumpInto, roomFor } from './drill-foreign.ts'
import { openLedger } from './drill-ledger.ts'
import { carryOut, type Going, propertiesOf, type RestoredBeside } from './restore-act.ts'
import { agreed, tellOutcome } from './restore-agreed.ts'
import { allowing, inFolder, reworded, runCommands } from './restore-beside.ts'
import { type Content, makePlan } from './restore-plan.ts'
import { nothingDone } from './restore-same.ts'

type Choice = Extract<BackupChoice, { readonly kind: 'dump' }>

/** Restores a dump that another program made, beside what is there, as a backup of ours is; it has no proof. */
export async function restoreForeign(
  host: Host,
  options: RestoreOptions,
  { place, dump }: { readonly place: LivePlace; readonly dump: Choice },
): Promise<Ending> {
  const keys = await readKeys(host, options)
  const folder = await openFolder(host, {})
  try {
    const opened = await host.group('Looking at the dump', () =>
      openDump(host, { dump, keys, folder: folder.own }),
    )
    const content = await contentOf(host, dump, opened)
    const plan = await makePlan(host, options, place, content, new Date())
    if (!(await agreed(host, options, plan))) return nothingDone(host)
    keepNurserySmall()
    const outcome = await carryOut(host, options, goingOf(place, plan, opened), (beside) =>
      restoreBeside(host, options, { place, plan, dump: opened, beside }),
    )
    return await tellOutcome(host, options, outcome, undefined)
  } finally {
    await folder.remove()
  }
}

/** What a plan has to know of a dump: it tells little of itself. */
async function contentOf(host: Host, { place, key }: Choice, { foreign, facts }: Dump): Promise<Content> {
  const { env, signal } = host
  const storage = await openStorage(place, { env, signal, log: (line) => host.info(line) })
  const stored = await storage.stat(key, { signal })
  const { name, described, bytes } = foreign
  const identity = [place.url, key, bytes, stored?.modified ?? null]
  const version = facts.server
  return {
    subject: { kind: 'dump', name, described, bytes, version, time: stored?.modified },
    from: place.label,
    id: idOf(identity, stored?.modified),
    identity,
    major: facts.major,
    ...{ roles: [], extensions: [], notes: [], estimateSeconds: undefined },
    needBytes: roomFor(foreign),
    wanted: (live) => ({ locale: localeOf(live, facts), settings: [] }),
    obstacles: () => [],
  }
}

/** In the form of a backup's, and the same for the same dump. */
const idOf = (identity: readonly unknown[], time: Date = new Date(0)): string =>
  newBackupId(time).slice(0, -6) +
  createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 6)

/** What is live already decides how text is stored and sorted, since that is what its applications know. */
const localeOf = (live: LiveDatabase | undefined, facts: ForeignFacts): Locale =>
  live?.properties ?? facts.locale

function goingOf(place: LivePlace, plan: RestorePlan, { facts }: Dump): Going {
  const { live } = plan
  const locale = localeOf(live, facts)
  if (live) return { place, plan, locale, properties: propertiesOf(live) }
  const properties = { owner: place.server.user, grants: undefined, settings: undefined, comment: null }
  return { place, plan, locale, properties: { ...properties, connectionLimit: -1 } }
}

type Into = {
  readonly place: LivePlace
  readonly plan: RestorePlan
  readonly dump: Dump
  readonly beside: Beside
}

async function restoreBeside(
  host: Host,
  options: RestoreOptions,
  { place, plan, dump, beside }: Into,
): Promise<RestoredBeside> {
  const { name, described } = dump.foreign
  const about = { name, manifest: undefined, dump: described, from: plan.from }
  const ledger = openLedger(host, { ...about, options: { level: 'full', rto: undefined } })
  return inFolder(host, { place, beside }, async (where) => {
    ledger.restoredIn(where.scratch)
    const owners = options.owner === 'keep'
    const whole = await ledger.through(async () => {
      const into = { ...where, owners, roles: NO_ROLES, options: allowing(options) }
      const endNeeded = plan.live !== undefined
      const inPlace = await restoreDumpInto(host, dump, { ...into, endNeeded }, ledger)
      if (plan.live) ledger.add(await holdAgainstLive(host, place, inPlace))
      // Without statistics the first hours in production would be slow.
      await ledger.phase('restore', undefined, () =>
        inSession(inPlace, (session) => session.query('ANALYZE')),
      )
      await ledger.phase('checks', undefined, () =>
        runCommands(host, options, beside, (check) => ledger.add(check)),
      )
    })
    const drill = ledger.report()
    return { drill: { ...drill, checks: drill.checks.map(reworded) }, whole }
  })
}

const holdAgainstLive = ({ signal }: Host, { target, server }: LivePlace, restored: SessionPlace) =>
  inSession({ target, major: server.major, signal }, (live) =>
    inSession(restored, (session) => compareWithLive(live, session)),
  )
