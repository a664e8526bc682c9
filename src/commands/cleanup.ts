import { clearUncommitted, readUnfinished, UNFINISHED } from '../archive/undo.ts'
import { asError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import { openStorage } from '../storage/open.ts'

/** After a step that was cancelled or killed: takes away what it stored of a backup that it did not bring to an end. */
export async function run(
  host: Host,
  state: Readonly<Record<string, string>>,
  destinations: () => readonly Destination[],
): Promise<void> {
  const unfinished = readUnfinished(state[UNFINISHED])
  if (!unfinished) return
  for (const destination of destinations()) {
    try {
      const storage = await openStorage(destination, { env: host.env, log: (line) => host.info(line) })
      await clearUncommitted(storage, unfinished, host.signal)
      host.info(`${destination.label}: took away what the unfinished backup ${unfinished.id} had stored.`)
    } catch (error) {
      host.warn(
        `${destination.label}: the unfinished backup ${unfinished.id} could not be taken away: ${asError(error).message}`,
      )
    }
  }
}
