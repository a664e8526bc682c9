import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import type { From } from '../options/drill.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'

/** Opens the destinations that a backup may be fetched from, in their order. */
export async function openFrom(
  host: Host,
  { destinations, from }: { readonly destinations: readonly Destination[]; readonly from: From },
): Promise<[Storage, ...Storage[]]> {
  const chosen = from.kind === 'one' ? destinations.filter(({ label }) => label === from.label) : destinations
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  const [first, ...others] = await Promise.all(chosen.map((destination) => openStorage(destination, context)))
  if (!first) throw new Error('There is no destination to fetch from.')
  return [first, ...others]
}
