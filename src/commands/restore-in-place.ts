import { fetchProof, type Shelf } from '../archive/fetch.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { type Aside, setAside } from '../postgres/live/aside.ts'
import { type Beside, dropFrom } from '../postgres/live/beside.ts'
import { besideName } from '../postgres/live/names.ts'
import { onceItAnswers } from '../postgres/live/patience.ts'
import { switchDatabases } from '../postgres/live/switch.ts'
import type { DrillReport } from '../report/drill.ts'
import type { RestoreOutcome } from '../report/restore.ts'
import { whereItAnswers } from './places.ts'
import { carryOver, goLive, inDatabaseBeside, mayGoLive, NOTHING, notCarried } from './restore-act.ts'
import { type Acting, goingOf, rehearseIn, restoreBeside } from './restore-beside.ts'
import { aroundTheChange, type Fate, TargetGone } from './restore-commands.ts'
import { backUpFirst, requireKeysForKept, requireReadable } from './restore-safety.ts'

/**
 * For servers without room for two databases: what is there is set aside, backed up and dropped, and the backup restored in
 * its place. Where that does not pass, what was there is put back.
 */
export async function inPlace(host: Host, options: RestoreOptions, acting: Acting): Promise<RestoreOutcome> {
  const { place } = acting
  if (options.safetyBackup) await requireKeysForKept(options, acting.shelf.keys)
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
  return putBack?.verdict === 'pass' ? 'unchanged' : 'changed'
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
    aside.told()
    return { ...outcome, safety: safety?.manifest.id }
  }
  const putBack = await putItBack(host, options, acting, safety).catch((error) => {
    if (outcome instanceof Error) host.error(outcome.message)
    aside.told()
    throw error
  })
  aside.told()
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
    if (safety) aside.backedUpAs(safety.manifest)
    host.signal.throwIfAborted()
    await host.group(`Dropping what was "${database}"`, () => aside.drop())
    return safety
  } catch (error) {
    await aside.bringBack().catch((trouble) => {
      host.error(asError(error).message)
      aside.told()
      throw isAside(database, aside.name, trouble)
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

/** A server that broke down needs minutes, and one that did so twice may do so once more. */
const TRIES = 3
const PATIENCE_MS = 600_000

/** Also where the run was told to stop: a database that is gone helps nobody. */
async function putItBack(
  host: Host,
  options: RestoreOptions,
  acting: Acting,
  safety: Shelf | undefined,
): Promise<DrillReport> {
  const { place, plan } = acting
  const { database } = plan
  if (!safety) throw isGone(database, undefined)
  const patient: Host = { ...host, signal: new AbortController().signal }
  host.warn(
    `"${database}" is put back as it was, from the safety backup ${safety.manifest.id}. Let it come to its end.`,
  )
  let trouble: unknown
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const patience = AbortSignal.timeout(PATIENCE_MS)
      // What is half restored takes the room that is needed now.
      await onceItAnswers(() => dropFrom(place.maintenance, plan.beside, patience), patience)
      return await putBackOnce(patient, plainly(options), puttingBack(acting, safety))
    } catch (error) {
      if (error instanceof TargetGone) throw error
      trouble = error
    }
  }
  throw isGone(database, safety, trouble)
}

async function putBackOnce(host: Host, options: RestoreOptions, back: Acting): Promise<DrillReport> {
  const { database, aside } = back.plan
  const going = goingOf(back)
  return inDatabaseBeside(host, going, async (beside) => {
    const { drill, whole } = await restoreBeside(host, options, { ...back, beside })
    if (!whole) throw new Error('It was not restored to its end.')
    try {
      const notes = await goLive(host, options, going, beside)
      for (const note of notes) host.warn(note)
    } catch (error) {
      throw await underItsOtherName(back, beside, aside ?? database, error)
    }
    host.warn(`"${database}" is put back, and the verdict on that is ${drill.verdict}.`)
    return drill
  })
}

/** Where somebody has taken its name meanwhile, what was put back is kept under the other one, by which `undo` finds it. */
async function underItsOtherName(
  { place, plan }: Acting,
  beside: Beside,
  name: string,
  cause: unknown,
): Promise<TargetGone> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const names = { live: name, old: undefined, next: beside.name }
  await onceItAnswers(() => switchDatabases(place.maintenance, names, patience), patience)
  beside.letGo()
  return isAside(plan.database, name, cause)
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

const isAside = (database: string, name: string, cause: unknown): TargetGone =>
  new TargetGone({
    what: `What was "${database}" is now called "${name}", and could not be given its name back.`,
    why: asError(cause).message,
    next: `\`restore\` with \`undo: true\` does that, whatever "${database}" is by then.`,
    cause,
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
