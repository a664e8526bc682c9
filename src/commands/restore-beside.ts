import type { Manifest } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import type { Check, Finding } from '../archive/verdict.ts'
import { runCommand } from '../host/command.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { compareRestored } from '../postgres/compare/compared.ts'
import type { Beside } from '../postgres/live/beside.ts'
import { asScratch, type LivePlace } from '../postgres/live/place.ts'
import { environmentOf } from '../postgres/reach.ts'
import { inSession, placeOf } from '../postgres/restore/restored.ts'
import { openFolder } from '../postgres/scratch/folder.ts'
import type { RestorePlan } from '../report/restore-plan.ts'
import { openLedger } from './drill-ledger.ts'
import { fetchSmall, type Restoring, restoreInto, restoreSchemaInto } from './drill-restore.ts'
import type { Found } from './places.ts'
import { type Going, propertiesOf, type RestoredBeside } from './restore-act.ts'

/** What is restored, where to, and how. */
export type Acting = Found & {
  readonly place: LivePlace
  readonly plan: RestorePlan
}

type Into = Omit<Acting, 'others'> & { readonly beside: Beside }

/** What a backup of ours takes the place of, and what it is then. */
export const goingOf = ({ place, plan, shelf }: Omit<Acting, 'others'>): Going => ({
  ...{ place, plan, locale: shelf.manifest.database },
  properties: plan.live ? propertiesOf(plan.live) : ownProperties(shelf.manifest),
})

/** Of a database that is new, its own from the backup; its settings are restored with it. */
const ownProperties = ({ database }: Manifest): Going['properties'] => ({
  ...database,
  settings: undefined,
  comment: null,
  grants: database.grants.length > 0 ? database.grants : undefined,
})

/** Restores a backup into the database beside the live one, and verifies it there as a drill does, as far as that goes. */
export async function restoreBeside(
  host: Host,
  options: RestoreOptions,
  { place, shelf, plan, beside, mayGoElsewhere }: Into & { readonly mayGoElsewhere?: boolean },
): Promise<RestoredBeside> {
  const { manifest, storage } = shelf
  const about = { name: manifest.name, manifest, dump: undefined, from: storage.label }
  const ledger = openLedger(host, { ...about, options: { level: 'full', rto: undefined }, mayGoElsewhere })
  return inFolder(host, { place, beside }, async (where) => {
    ledger.restoredIn(where.scratch)
    const whole = await ledger.through(async () => {
      const proof = await ledger.phase('fetch', 'Fetching', () => fetchSmall(host, shelf))
      const restored = await ledger.phase('restore', 'Restoring', () =>
        restoreInto(host, { ...where, ...howTo(options, { place, shelf, plan }), proof }),
      )
      ledger.fetched(`${manifest.objects.length} objects, each by size and SHA-256`)
      ledger.add(reworded(restored.check))
      ledger.note(...restored.notes)
      const inPlace = placeOf(restored)
      // Without statistics the first hours in production would be slow.
      await ledger.phase('restore', undefined, () =>
        inSession(inPlace, (session) => session.query('ANALYZE')),
      )
      const checks = await ledger.phase('compare', 'Comparing', () => compareRestored(restored))
      ledger.add(...checks.map(reworded))
      await ledger.phase('checks', undefined, () =>
        runCommands(host, options, beside, (check) => ledger.add(check)),
      )
    })
    return { drill: ledger.report(), whole }
  })
}

/** Makes all of the backup but the rows in the database beside the live one, and tells what could not be made. */
export async function rehearseIn(
  host: Host,
  options: RestoreOptions,
  { beside, ...acting }: Into,
  proof: Proof,
): Promise<readonly Finding[]> {
  const { place } = acting
  return inFolder(host, { place, beside }, async (where) =>
    (await restoreSchemaInto(host, { ...where, ...howTo(options, acting), proof })).map(inTargetWords),
  )
}

/** The target in the eyes of what restores into scratch servers, while there is a private folder for that. */
export async function inFolder<Result>(
  host: Host,
  { place, beside }: { readonly place: LivePlace; readonly beside: Beside },
  work: (where: Pick<Restoring, 'scratch' | 'database'>) => Promise<Result>,
): Promise<Result> {
  const folder = await openFolder(host, {})
  try {
    const { name, target, drop } = beside
    const database = { name, target, notes: [], missingRoles: [], drop, keep: async () => '' }
    return await work({ scratch: asScratch(place, folder.own), database })
  } finally {
    await folder.remove()
  }
}

const howTo = (options: RestoreOptions, { place, shelf, plan }: Omit<Into, 'beside'>) => ({
  shelf,
  options: allowing(options),
  missing: plan.missingExtensions,
  owners: options.owner === 'keep',
  otherMajorIsMeant: place.server.major > shelf.manifest.server.major,
})

/** Who leaves owners and rights out on purpose need not allow that a second time. */
export const allowing = (options: RestoreOptions): RestoreOptions =>
  options.owner === 'keep' ? options : { ...options, allow: { ...options.allow, limitedScratch: true } }

export async function runCommands(
  host: Host,
  options: RestoreOptions,
  { target }: Beside,
  add: (check: Check) => void,
): Promise<void> {
  const { migrateCommand, smokeCommand, commandTimeout: timeoutSeconds, workspace: folder } = options
  const env = environmentOf(target)
  const how = { env, folder, timeoutSeconds }
  if (migrateCommand !== undefined) {
    const check = await runCommand(host, { ...how, command: migrateCommand, title: 'Migration' })
    add({ ...check, name: 'migrate' })
    // What is half migrated can tell nothing more.
    if (check.findings.length > 0) return
  }
  if (smokeCommand !== undefined)
    add(await runCommand(host, { ...how, command: smokeCommand, title: 'Smoke command' }))
}

/** The same finding, of a server that is no scratch. */
const inTargetWords = (finding: Finding): Finding => ({
  ...finding,
  what: finding.what.replaceAll('scratch server', 'server'),
})

export const reworded = (check: Check): Check => ({ ...check, findings: check.findings.map(inTargetWords) })
