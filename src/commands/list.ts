import { type Listed, listBackups, listNames, openManifest } from '../archive/catalog.ts'
import { asError, type Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { ListOptions } from '../options/options.ts'
import { type ListRow, listJson, listTable } from '../report/list.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'

/** Shows the backups that lie in the destinations, the newest first. */
export async function run(host: Host, options: ListOptions): Promise<Ending> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  const finds: Find[] = []
  let ending: Ending = 'pass'
  for (const destination of options.destinations) {
    try {
      const storage = await openStorage(destination, context)
      finds.push(...(await findIn(storage, options.name, host.signal)))
    } catch (error) {
      host.signal.throwIfAborted()
      if (options.destinations.length === 1) throw error
      host.error(`${destination.label} could not be listed.\n${asError(error).message}`)
      ending = 'fail'
    }
  }
  const merged = merge(finds)
  const rows = await readRows(merged.slice(0, options.limit), host.signal)
  if (options.json) host.print(listJson(rows))
  else if (rows.length === 0)
    host.print(
      `There are no backups${options.name ? ` of ${options.name}` : ''} in ${options.destinations.map(({ label }) => label).join(' and ')}.`,
    )
  else host.print(listTable(rows, new Date()))
  for (const { manifest } of rows) if (manifest instanceof Error) host.error(manifest.message)
  if (merged.length > rows.length) {
    host.info(`${merged.length - rows.length} older backups are not shown; \`limit\` shows more.`)
  }
  return rows.some(({ manifest }) => manifest instanceof Error) ? 'fail' : ending
}

/** One backup at one destination. */
type Find = { readonly storage: Storage; readonly backup: Listed }

async function findIn(storage: Storage, name: string | undefined, signal: AbortSignal): Promise<Find[]> {
  const names = name === undefined ? await listNames(storage, signal) : [name]
  const backups = await Promise.all(names.map((one) => listBackups(storage, one, signal)))
  return backups.flat().map((backup) => ({ storage, backup }))
}

/** The same backup at several destinations is one, wherever it was verified last. */
function merge(finds: readonly Find[]): Find[][] {
  const groups = Map.groupBy(finds, ({ backup }) => `${backup.id} ${backup.name}`)
  return [...groups.values()].sort(([a], [b]) => ((a?.backup.id ?? '') < (b?.backup.id ?? '') ? 1 : -1))
}

/** Manifests are opened a few at a time: nobody waits long, and no store is flooded. */
async function readRows(groups: readonly Find[][], signal: AbortSignal): Promise<ListRow[]> {
  const rows: ListRow[] = []
  for (let at = 0; at < groups.length; at += AT_ONCE) {
    rows.push(...(await Promise.all(groups.slice(at, at + AT_ONCE).map((group) => readRow(group, signal)))))
  }
  return rows
}

const AT_ONCE = 16

async function readRow(group: readonly Find[], signal: AbortSignal): Promise<ListRow> {
  const [newest] = group
    .map(({ backup }) => backup)
    .toSorted((a, b) => (b.verification?.time.getTime() ?? 0) - (a.verification?.time.getTime() ?? 0))
  if (!newest) throw new Error('A backup lies nowhere.')
  const places = group.map(({ storage }) => storage.label)
  let manifest: ListRow['manifest'] = new Error('It lies nowhere.')
  for (const { storage, backup } of group) {
    manifest = await openManifest(storage, backup, signal).catch(asError)
    signal.throwIfAborted()
    if (!(manifest instanceof Error)) break
  }
  return { backup: newest, manifest, places }
}
