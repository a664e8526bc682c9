import {
  type ColdObjects,
  coldProblem,
  findCold,
  formatMinute,
  isReadable,
  thawAll,
  thawBegun,
} from '../archive/cold.ts'
import type { Shelf } from '../archive/fetch.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { RehydrateSpeed } from '../options/drill.ts'

type Wish = {
  readonly rehydrate: RehydrateSpeed | undefined
  /** A run that only shows what it would do begins nothing. */
  readonly dryRun?: boolean
}

/**
 * Ends the run before anything is begun where objects of the backup lie in an archive tier, and has them brought back
 * where that is wanted.
 */
export async function requireReadable(host: Host, shelf: Shelf, wish: Wish): Promise<void> {
  await requireWarm(host, shelf, await findCold(shelf, host.signal), wish)
}

/** The same, where it was looked already what is cold. */
export async function requireWarm(
  host: Host,
  shelf: Shelf,
  cold: ColdObjects,
  { rehydrate, dryRun }: Wish,
): Promise<void> {
  const now = new Date()
  if (cold.until && cold.until.getTime() - now.getTime() < SOON_MS)
    host.warn(
      `What ${shelf.storage.label} brought back from an archive tier can be read until ${formatMinute(cold.until)} alone.`,
    )
  if (isReadable(cold)) return
  const problem = coldProblem(shelf, cold, now)
  if (rehydrate === undefined || cold.frozen.length === 0) throw new UserError(problem, 'unverified')
  if (dryRun) throw new UserError({ ...problem, next: DRY }, 'unverified')
  await host.group('Bringing back from the archive tier', async () => {
    await thawAll(shelf, cold, rehydrate, host.signal)
    for (const { name } of cold.frozen) host.info(name)
  })
  throw new UserError(thawBegun(shelf, cold, rehydrate, now), 'unverified')
}

const SOON_MS = 24 * 3_600_000

const DRY = 'Run it without `dry-run`: then they begin to be brought back, and nothing else is done.'
