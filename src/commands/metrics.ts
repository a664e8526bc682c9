import { listNames } from '../archive/catalog.ts'
import { withoutKept } from '../archive/kept.ts'
import { readStanding } from '../archive/standing.ts'
import { asError, firstLine } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import { type Sample, samplesOf } from '../report/metrics.ts'
import { openStorage } from '../storage/open.ts'

export type Places = {
  readonly destinations: readonly Destination[]
  /** Without one, all names that are there. */
  readonly name: string | undefined
}

/** Metrics must not keep a run from its end, also where a store has stopped answering. */
const PATIENCE_MS = 60_000

/** The numbers that tell how backups stand, of each destination that answers; of one that does not, a warning tells. */
export async function metricsOf(host: Host, { destinations, name }: Places): Promise<readonly Sample[]> {
  if (host.signal.aborted) return []
  const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)])
  const looking = { now: new Date(), signal, log: (line: string) => host.warn(line) }
  const each = destinations.map(async (destination) => {
    try {
      const context = { env: host.env, log: (line: string) => host.info(line), signal }
      const storage = await openStorage(destination, context)
      const names = namesIn(await listNames(storage, signal), name)
      const samples: Sample[] = []
      for (const one of names) samples.push(...samplesOf(await readStanding(storage, one, looking)))
      return samples
    } catch (error) {
      const why = firstLine(asError(error))
      host.warn(`${destination.label}: there are no metrics of this destination: ${why}`)
      return []
    }
  })
  return (await Promise.all(each)).flat()
}

/** What restores have set aside is no database that anybody waits for a backup of. */
function namesIn(there: readonly string[], name: string | undefined): readonly string[] {
  const backedUp = withoutKept(there)
  if (name === undefined) return backedUp
  return there.includes(name) && !backedUp.includes(name) ? [] : [name]
}
