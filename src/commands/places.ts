import type { Copy } from '../archive/copies.ts'
import type { Shelf } from '../archive/fetch.ts'
import type { Manifest } from '../archive/manifest.ts'
import { pickBackup } from '../archive/pick.ts'
import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Destination } from '../options/destination.ts'
import type { From, StoredChoice } from '../options/drill.ts'
import { openStorage } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'
import type { Keys } from '../stream/age.ts'
import { isSilent } from './drill-ledger.ts'

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

/** A backup in the first place that has it, and the places after that one. */
export type Found = { readonly shelf: Shelf; readonly others: readonly Storage[] }

type Wanted = { readonly backup: StoredChoice; readonly name: string | undefined; readonly keys: Keys }

/** Finds the backup that is meant in the first place that answers and has it. */
export async function findBackup(
  host: Host,
  storages: readonly Storage[],
  { backup, name, keys }: Wanted,
): Promise<Found> {
  const { signal } = host
  const log = (line: string) => host.warn(line)
  const { storage, manifest } = await pickBackup(storages, backup, { name, signal, log })
  host.output('name', manifest.name)
  return { shelf: { storage, manifest, keys }, others: storages.slice(storages.indexOf(storage) + 1) }
}

/** Does the work with the copy of a backup that answers, and goes on to the next place where one stops answering. */
export async function whereItAnswers<Result>(
  host: Host,
  { shelf, others }: Found,
  work: (shelf: Shelf, others: readonly Storage[]) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(shelf, others)
  } catch (error) {
    if (others.length === 0 || !isSilent(error)) throw error
    host.warn(
      `${shelf.storage.label} stopped answering, so the copy at the next destination is taken.\n${asError(error).message}`,
    )
    const { id, name } = shelf.manifest
    const same = { backup: { kind: 'id', id }, name, keys: shelf.keys } as const
    const next = await findBackup(host, others, same)
    requireSameContent(shelf, next.shelf)
    return whereItAnswers(host, next, work)
  }
}

/** What goes by the same id and is something else, somebody has put there. */
function requireSameContent({ manifest }: Shelf, next: Shelf): void {
  if (identityOf(manifest) === identityOf(next.manifest)) return
  throw new UserError({
    what: `What ${next.storage.label} holds as the backup ${manifest.id} is another one than was chosen.`,
    why: 'Copies of one backup are the same to the byte, and these differ.',
    next: 'Find out who has written there; choose a destination that you trust by `from`.',
  })
}

const identityOf = ({ objects }: Manifest): string =>
  JSON.stringify(objects.map(({ name, sha256 }) => [name, sha256]))
