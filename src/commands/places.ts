import type { Copy } from '../archive/copies.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import type { From } from '../options/drill.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'

/** Opens the destinations that something is to be stored in. */
export const openCopies = async (host: Host, destinations: readonly Destination[]): Promise<Copy[]> =>
  (await openAll(host, destinations)).map((storage) => ({ storage }))

/** Opens the destinations that a backup may be fetched from, in their order. */
export async function openFrom(
  host: Host,
  { destinations, from }: { readonly destinations: readonly Destination[]; readonly from: From },
): Promise<[Storage, ...Storage[]]> {
  const chosen = from.kind === 'one' ? destinations.filter(({ label }) => label === from.label) : destinations
  const [first, ...others] = await openAll(host, chosen)
  if (!first) throw new Error('There is no destination to fetch from.')
  return [first, ...others]
}

function openAll(host: Host, destinations: readonly Destination[]): Promise<Storage[]> {
  const context = { env: host.env, log: (line: string) => host.info(line), signal: host.signal }
  return Promise.all(destinations.map((destination) => openStorage(destination, context)))
}
