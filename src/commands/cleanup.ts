import { clearUncommitted, readUnfinished, UNFINISHED } from '../archive/undo.ts'
import { asError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import { clearScratch, type Places } from '../postgres/scratch/cleanup.ts'
import { readThings, UNFINISHED_SCRATCH } from '../postgres/scratch/memory.ts'
import { openStorage } from '../storage/open.ts'

/** What the step's inputs say; asked for only where something is to be cleaned up that they must tell of. */
export type Inputs = Places & {
  readonly destinations: () => readonly Destination[]
}

/** After a step that was cancelled or killed: takes away what it made and did not bring to an end. */
export async function run(
  host: Host,
  state: Readonly<Record<string, string>>,
  { destinations, ...places }: Inputs,
): Promise<void> {
  await clearScratch(host, readThings(state[UNFINISHED_SCRATCH]), places)
  await clearBackup(host, state, destinations)
}

async function clearBackup(
  host: Host,
  state: Readonly<Record<string, string>>,
  destinations: Inputs['destinations'],
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
