import { type Listed, listBackups, listNames, openManifest } from '../archive/catalog.ts'
import { asError } from '../archive/copies.ts'
import type { Ending } from '../errors.ts'
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
  const rows = await Promise.all(merged.slice(0, options.limit).map((group) => readRow(group, host.signal)))
  if (options.json) host.print(listJson(rows))
  else if (rows.length === 0)
    host.print(`There are no backups${options.name ? ` of ${options.name}` : ''} here.`)
  else host.print(listTable(rows, new Date()))
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

async function readRow(group: readonly Find[], signal: AbortSignal): Promise<ListRow> {
  const [first] = group
  if (!first) throw new Error('A backup lies nowhere.')
  const newest = group
    .map(({ backup }) => backup)
    .toSorted((a, b) => (b.verification?.time.getTime() ?? 0) - (a.verification?.time.getTime() ?? 0))[0]
  const manifest = await openManifest(first.storage, first.backup, signal).catch((error) => {
    signal.throwIfAborted()
    return asError(error)
  })
  return { backup: newest ?? first.backup, manifest, places: group.map(({ storage }) => storage.label) }
}
