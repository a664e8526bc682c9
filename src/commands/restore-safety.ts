import { describeEncryption } from '../archive/draft.ts'
import type { Shelf } from '../archive/fetch.ts'
import { keptName } from '../archive/kept.ts'
import { encryptionForKept, requireKeys } from '../archive/keys.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Selection } from '../options/options.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { readObjects } from '../postgres/restore/archive-reading.ts'
import { inDatabase } from '../postgres/target.ts'
import type { BackupReport } from '../report/backup.ts'
import type { Storage } from '../storage/storage.ts'
import type { Keys } from '../stream/age.ts'
import { makeBackup } from './backup.ts'
import { metered, toolsFor } from './drill-tools.ts'
import { whereItAnswers } from './places.ts'
import type { Acting } from './restore-beside.ts'

/** Backs up what is there before it is dropped: to the same destinations, for the same readers, and read back. */
export async function backUpFirst(
  host: Host,
  options: RestoreOptions,
  { shelf, place, plan }: Acting,
  aside: string,
): Promise<Shelf> {
  const { targetUrl, destinations, jobs, client, showTableNames, debug, lockTimeout } = options
  const { keys } = shelf
  const { name } = shelf.manifest
  const encryption = await encryptionForKept(keys, options.recipients)
  const [first, ...others] = destinations
  if (!first) throw new Error('There is no destination for a safety backup.')
  const report = await makeBackup(
    host,
    {
      ...{ databaseUrl: targetUrl, destinations: [first, ...others] },
      ...{ name: keptName(name, 'database'), label: 'before-restore' },
      ...{ jobs, client, showTableNames, debug, json: false, lockTimeout },
      ...{ compressionLevel: 1, fingerprint: 'auto', drill: undefined, retention: undefined },
      encryption,
      selection: EVERYTHING,
    },
    { target: inDatabase(place.target, aside), called: plan.database },
  )
  const { manifest } = report
  host.output('safety-backup-id', manifest.id)
  const [storage, ...more] = allStored(report)
  const copies = { shelf: { storage, manifest, keys }, others: more }
  const safety = await whereItAnswers(host, copies, async (copy) => {
    await requireReadable(host, options, copy, `The safety backup ${manifest.id}`)
    return copy
  })
  host.info(
    `What is in "${plan.database}" is backup ${manifest.id} of ${manifest.name}, at ${safety.storage.label}.`,
  )
  return safety
}

/** A place that lacks it is a way back that is not there. */
function allStored({ copies }: BackupReport): [Storage, ...Storage[]] {
  const trouble = copies.find(({ trouble }) => trouble !== undefined)
  const [first, ...others] = copies.map(({ storage }) => storage)
  if (first && !trouble) return [first, ...others]
  throw new UserError({
    what: `The safety backup could not be stored in ${trouble?.storage.label ?? 'any destination'}, so nothing was dropped.`,
    why: trouble?.trouble && asError(trouble.trouble).message,
    next: 'Mend the destination, or leave it out of `destinations` for this run.',
  })
}

const EVERYTHING: Selection = {
  ...{ include: 'all', schemas: [], excludeSchemas: [] },
  ...{ tables: [], excludeTables: [], excludeTableData: [] },
}

/** What we cannot read ourselves cannot be put back. */
export async function requireKeysForKept({ recipients }: RestoreOptions, keys: Keys): Promise<void> {
  const encryption = describeEncryption(await encryptionForKept(keys, recipients))
  await requireKeys({ id: 'that would be made before the drop', encryption }, keys)
}

/** What nobody has read to its end is no reason to drop anything. */
export async function requireReadable(
  host: Host,
  { client }: RestoreOptions,
  shelf: Shelf,
  called: string,
): Promise<void> {
  const { manifest, keys } = shelf
  await requireKeys(manifest, keys)
  const tools = await toolsFor(host, manifest.server.major, { client }, undefined)
  const { findings } = await metered(host, 'Reading', manifest.totals.rawBytes, (watch) =>
    readObjects({
      ...{ shelf, objects: manifest.objects, tools, watch, signal: host.signal },
      debug: (line) => host.debug(line),
    }),
  )
  const [finding] = findings
  if (!finding) return
  throw new UserError({
    what: `${called} cannot be read to its end, so nothing was dropped.`,
    why: [finding.what, finding.detail].filter(Boolean).join(': '),
    next: 'Look at the destination, and choose another backup or another copy by `from`.',
  })
}
