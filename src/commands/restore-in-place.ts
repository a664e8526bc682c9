import { fetchProof, type Shelf } from '../archive/fetch.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type Aside, setAside } from '../postgres/live/aside.ts'
import { besideName } from '../postgres/live/names.ts'
import type { DrillReport } from '../report/drill.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import { whereItAnswers } from './places.ts'
import { carryOver, goLive, inDatabaseBeside, mayGoLive, NOTHING, notCarried } from './restore-act.ts'
import { type Acting, goingOf, rehearseIn, restoreBeside } from './restore-beside.ts'
import { aroundTheChange, type Fate, TargetGone } from './restore-commands.ts'
import { backUpFirst, requireReadable } from './restore-safety.ts'

/**
 * For servers without room for two databases: what is there is set aside, backed up and dropped, and the backup restored in
 * its place. Where that does not pass, what was there is put back.
 */
export async function inPlace(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { place } = acting
  await whereItAnswers(host, acting, async (shelf) => {
    await host.group('Reading the backup to its end', () =>
      requireReadable(host, options, shelf, `The backup ${shelf.manifest.id}`),
    )
    await host.group('Rehearsing the restore without rows', () =>
      requireRestorable(host, options, { ...acting, shelf }, (verdict) => mayGoLive(verdict, options)),
    )
  })
  const { result, trouble } = await aroundTheChange(
    host,
    options,
    place.target,
    () => replace(host, options, acting),
    fateOf,
  )
  return { ...result, trouble }
}

function fateOf({ live, putBack }: RestoreOutcome): Fate {
  if (live) return 'changed'
  return putBack ? 'unchanged' : 'gone'
}

/** What this user cannot make again must not be dropped: all of it but the rows is made once, beside, and taken away. */
async function requireRestorable(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  accepts: (verdict: 'fail' | 'unverified') => boolean,
): Promise<void> {
  const { manifest } = acting.shelf
  const going = goingOf(acting)
  await inDatabaseBeside(host, going, async (beside) => {
    const notes = await carryOver(host, options, going, beside)
    if (notes.length > 0 && !accepts('unverified')) throw notCarried(acting.plan.database, notes)
    const proof = await fetchProof(acting.shelf, host)
    const findings = await rehearseIn(host, options, { ...acting, beside }, proof)
    const [finding] = findings.filter(({ outcome }) => outcome !== 'tolerated' && !accepts(outcome))
    if (!finding) return
    throw new UserError({
      what: `The backup ${manifest.id} cannot be restored here as it is, so nothing was dropped: ${finding.what}.`,
      why: [finding.object, finding.detail].filter(Boolean).join('\n'),
      next: 'Name a user who may by `target-url`, or choose `mode: swap`.',
    })
  })
}

async function replace(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { place, plan } = acting
  const { live, database, aside: name } = plan
  if (!live || name === undefined) throw new Error('There is nothing to be restored in place of.')
  const aside = await host.group(`Setting "${database}" aside`, () =>
    setAside(host, place, { database, oid: live.oid, name }),
  )
  const safety = await letGo(host, options, acting, aside)
  const outcome = await restoreAnew(host, options, acting).catch(asError)
  if (!(outcome instanceof Error) && outcome.live) {
    aside.replaced()
    return { ...outcome, safety: safety?.manifest.id }
  }
  const putBack = await putItBack(host, options, acting, safety).catch((error) => {
    if (outcome instanceof Error) host.error(outcome.message)
    throw error
  })
  aside.replaced()
  if (outcome instanceof Error) throw outcome
  return { ...outcome, putBack, safety: safety?.manifest.id }
}

/** Backs up what is set aside, and drops it; where either fails, it has its name back. */
async function letGo(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  aside: Aside,
): Promise<Shelf | undefined> {
  const { database } = acting.plan
  try {
    const safety = options.safetyBackup ? await safelyBackedUp(host, options, acting, aside.name) : undefined
    if (safety) aside.backedUpAs(safety.manifest.id)
    host.signal.throwIfAborted()
    await host.group(`Dropping what was "${database}"`, () => aside.drop())
    return safety
  } catch (error) {
    await aside.bringBack().catch((trouble) => {
      host.error(asError(error).message)
      throw trouble
    })
    host.info(`"${database}" has its name back, and is as it was.`)
    throw error
  }
}

async function safelyBackedUp(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  aside: string,
): Promise<Shelf> {
  const safety = await backUpFirst(host, options, acting, aside)
  await host.group('Rehearsing how it is put back', () =>
    requireRestorable(host, plainly(options), puttingBack(acting, safety), () => false),
  )
  return safety
}

async function restoreAnew(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { plan } = acting
  const going = goingOf(acting)
  return whereItAnswers(host, acting, (shelf, others) =>
    inDatabaseBeside(host, going, async (beside) => {
      const { drill, whole } = await restoreBeside(host, options, {
        ...acting,
        shelf,
        beside,
        mayGoElsewhere: others.length > 0,
      })
      if (!whole || !mayGoLive(drill.verdict, options)) return { ...NOTHING, plan, drill, whole }
      const notes = await goLive(host, options, going, beside)
      return { ...NOTHING, plan, drill, whole, live: true, notes }
    }),
  )
}

/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  safety: Shelf | undefined,
): Promise<DrillReport> {
  const { database } = acting.plan
  if (!safety) throw isGone(database, undefined)
  const patient: Host = { ...host, signal: new AbortController().signal }
  host.warn(
    `"${database}" is put back as it was, from the safety backup ${safety.manifest.id}. Let it come to its end.`,
  )
  const back = puttingBack(acting, safety)
  try {
    const going = goingOf(back)
    return await inDatabaseBeside(patient, going, async (beside) => {
      const { drill, whole } = await restoreBeside(patient, plainly(options), { ...back, beside })
      if (!whole) throw new Error('It was not restored to its end.')
      await goLive(patient, plainly(options), going, beside)
      host.warn(`"${database}" is put back, and the verdict on that is ${drill.verdict}.`)
      return drill
    })
  } catch (error) {
    throw isGone(database, safety, error)
  }
}

/** The same, of the backup of what was there. */
const puttingBack = (acting: Acting, safety: Shelf): Acting => ({
  ...acting,
  ...{ shelf: safety, others: [] },
  plan: {
    ...acting.plan,
    ...{ missingExtensions: [], newRoles: [], subject: { kind: 'backup', manifest: safety.manifest } },
    beside: besideName(acting.plan.database, safety.manifest.id),
  },
})

const plainly = (options: RestoreOptions): RestoreOptions => ({
  ...options,
  ...{ owner: 'keep', migrateCommand: undefined, smokeCommand: undefined },
})

const isGone = (database: string, safety: Shelf | undefined, cause?: unknown): TargetGone =>
  new TargetGone({
    what: `The database "${database}" is gone: it was dropped, and the restore in its place did not pass.`,
    why: cause === undefined ? 'There is no safety backup of it.' : asError(cause).message,
    next: safety
      ? `Bring it back by \`restore\` with \`name: ${safety.manifest.name}\` and \`backup: ${safety.manifest.id}\`, which holds what was in it.`
      : 'Restore another backup under its name.',
    cause,
  })
