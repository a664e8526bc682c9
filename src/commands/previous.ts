import { type History, readHistory } from '../archive/catalog.ts'
import { type Deed, type Outcome, outcomeBefore } from '../archive/previous.ts'
import { asError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { openStorage } from '../storage/open.ts'
import type { Places } from './metrics.ts'
import type { WatchedRun } from './watched.ts'

const PATIENCE_MS = 30_000

/** How the run of such a kind before this one ended, by what lies at the destinations that answer. */
export async function previousOf(
  host: Host,
  run: WatchedRun,
  { destinations, name }: Places,
  startedAt: Date,
): Promise<Outcome | undefined> {
  if (name === undefined || host.signal.aborted) return undefined
  const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)])
  const context = { env: host.env, log: (line: string) => host.debug(line), signal }
  const histories = destinations.map(async (destination): Promise<History[]> => {
    try {
      return [await readHistory(await openStorage(destination, context), name, signal)]
    } catch (error) {
      host.debug(`${destination.label}: it does not tell how earlier runs ended: ${asError(error).message}`)
      return []
    }
  })
  return outcomeBefore((await Promise.all(histories)).flat(), deedsOf(run), startedAt)
}

/** What a run of this kind leaves behind. `prove` leaves nothing, since it is not about the backup. */
function deedsOf({ command, drills }: WatchedRun): readonly Deed[] {
  switch (command) {
    case 'backup':
      return drills ? ['backup', 'drill'] : ['backup']
    case 'verify':
      return ['drill']
    case 'restore':
      return ['restore']
    default:
      return []
  }
}
