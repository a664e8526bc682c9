import type { Shelf } from '../archive/fetch.ts'
import { requireKeys } from '../archive/keys.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import type { Check } from '../archive/verdict.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { DrillOptions, SqlCheck } from '../options/drill.ts'
import { compareRestored } from '../postgres/compare/compared.ts'
import { readObjects } from '../postgres/restore/archive-reading.ts'
import { placeOf, type Restored } from '../postgres/restore/restored.ts'
import type { Scratch, ScratchDatabase } from '../postgres/scratch/scratch.ts'
import type { DrillReport } from '../report/verify.ts'
import { askUser } from './drill-checks.ts'
import { requireExtensions } from './drill-extensions.ts'
import { type Ledger, openLedger } from './drill-ledger.ts'
import { fetchSmall, restoreInto } from './drill-restore.ts'
import { inScratch } from './drill-scratch.ts'
import { metered, toolsFor } from './drill-tools.ts'
import { requireReadable } from './rehydrate.ts'

export type DrillRequest = {
  readonly shelf: Shelf
  readonly options: DrillOptions
  readonly checks: readonly SqlCheck[]
  /** Looks at the restored database when it has been compared. */
  readonly afterwards?: (restored: Restored, ledger: Ledger) => Promise<void>
  /** Whether a store that does not answer is told by rejecting, since another may. */
  readonly mayGoElsewhere?: boolean
}

/** Fetches a backup, restores it, compares it with its source, and asks the user's own checks; nothing is left behind. */
export async function drill(host: Host, request: DrillRequest): Promise<DrillReport> {
  const { shelf, options } = request
  const { manifest, storage } = shelf
  const { mayGoElsewhere } = request
  const about = { name: manifest.name, manifest, dump: undefined, from: storage.label }
  const ledger = openLedger(host, { ...about, options, mayGoElsewhere })
  await ledger.through(async () => {
    await requireKeys(shelf.manifest, shelf.keys)
    await requireReadable(host, shelf, options)
    if (options.level === 'archive') await readAll(host, request, ledger)
    else await rehearse(host, request, ledger)
  })
  return ledger.report()
}

const bytesOf = ({ objects, totals }: Manifest): string =>
  `${objects.length} objects, ${formatBytes(totals.storedBytes)}, each by size and SHA-256`

/** Level `archive`: every byte is fetched, and every archive read to its end. */
async function readAll(host: Host, { shelf, options }: DrillRequest, ledger: Ledger): Promise<void> {
  const { objects } = shelf.manifest
  const tools = await toolsFor(host, shelf.manifest.server.major, options, undefined).catch((error) => {
    ledger.couldNot('archives', error)
    return undefined
  })
  const check = await ledger.phase('fetch', 'Reading the backup', () =>
    metered(host, 'Reading', shelf.manifest.totals.rawBytes, (watch) =>
      readObjects({ shelf, objects, tools, watch, signal: host.signal, debug: (line) => host.debug(line) }),
    ),
  )
  ledger.fetched(bytesOf(shelf.manifest))
  if (tools) ledger.add(check)
}

async function rehearse(host: Host, request: DrillRequest, ledger: Ledger): Promise<void> {
  const { shelf, options } = request
  const { manifest } = shelf
  if (manifest.include === 'data') return ledger.couldNot('restore', rowsOnly(manifest))
  const proof = await ledger.phase('fetch', 'Fetching', () => fetchSmall(host, shelf))
  const bytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes
  const wish = { major: manifest.server.major, bytes, locale: manifest.database, roles: manifest.roles }
  let missing: readonly string[] = []
  await inScratch(
    host,
    ledger,
    { options, ...wish },
    {
      async first(scratch) {
        warnOfSource(host, manifest, scratch)
        missing = await requireExtensions(host, scratch, manifest, options, ledger)
      },
      inside: (scratch, database) => inDatabase(host, request, ledger, { scratch, database, proof, missing }),
    },
  )
}

const NO_ROWS: Check = {
  name: 'rows',
  looked: 'nothing',
  findings: [
    {
      outcome: 'unverified',
      what: 'the backup was made with `fingerprint: none`, so nobody knows how many rows there were',
      next: 'Back up with another fingerprint, or ask for no more than `level: restore`.',
    },
  ],
}

type Place = {
  readonly scratch: Scratch
  readonly database: ScratchDatabase
  readonly proof: Proof
  readonly missing: readonly string[]
}

async function inDatabase(host: Host, request: DrillRequest, ledger: Ledger, place: Place): Promise<void> {
  const { options, shelf } = request
  const restored = await ledger.phase('restore', 'Restoring', () =>
    restoreInto(host, { ...place, shelf, options, owners: place.scratch.server.superuser }),
  )
  ledger.fetched(bytesOf(shelf.manifest))
  ledger.add(restored.check)
  ledger.note(...place.database.notes, ...restored.notes)
  if (options.level === 'full') {
    const checks = await ledger.phase('compare', 'Comparing', () => compareRestored(restored))
    ledger.add(...checks)
    if (shelf.manifest.include !== 'schema' && place.proof.level === 'none') ledger.add(NO_ROWS)
  }
  await request.afterwards?.(restored, ledger)
  await askUser(host, request, placeOf(restored), ledger)
  ledger.checkRto()
}

/** Nothing of the source is touched there, but it carries the load. */
function warnOfSource(host: Host, { server }: Manifest, scratch: Scratch): void {
  const { systemIdentifier } = scratch.server
  if (systemIdentifier === undefined || systemIdentifier !== server.systemIdentifier) return
  host.warn(
    '`scratch` is the very server that the backup was taken of: the drill loads it, and fills its disk.',
  )
}

const rowsOnly = ({ id }: Manifest): UserError =>
  new UserError(
    {
      what: `The backup ${id} holds rows only, and there are no tables to restore them into.`,
      next: 'Verify it with `level: archive`, which reads all of it.',
    },
    'unverified',
  )
