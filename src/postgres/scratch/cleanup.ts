import { lstat, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { asError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import type { ScratchChoice } from '../../options/drill.ts'
import { removeContainer } from '../docker.ts'
import { bringBackLater, howBack } from '../live/aside.ts'
import { dropFrom } from '../live/beside.ts'
import { openLive } from '../live/place.ts'
import { plainEnvironment, type Target } from '../target.ts'
import { dropScratchDatabase } from './database.ts'
import { removeFolder } from './folder.ts'
import type { Made, SetAside, Thing } from './memory.ts'
import { readScratchTarget } from './url.ts'

const PATIENCE_MS = 60_000

/** On which servers that is, as the options say. */
export type Places = {
  readonly scratch: () => ScratchChoice | undefined
  readonly targetUrl: () => string | undefined
}

/** Takes away what a run made and had no time to take away itself, and gives back what it took. */
export async function clearScratch(host: Host, things: readonly Thing[], places: Places): Promise<void> {
  for (const thing of things) {
    if (thing.kind === 'aside') await giveBack(host, thing, places)
    else await takeAway(host, thing, places)
  }
}

async function takeAway(host: Host, thing: Made, places: Places): Promise<void> {
  try {
    await clear(host, thing, places)
    host.info(`Took away the ${CALLED[thing.kind]} ${thing.name}, which the run had left.`)
  } catch (error) {
    host.warn(`The ${CALLED[thing.kind]} ${thing.name} could not be taken away: ${asError(error).message}`)
  }
}

async function giveBack(host: Host, aside: SetAside, { targetUrl }: Places): Promise<void> {
  try {
    host.info(await bringBackLater(await maintenanceOf(host, targetUrl()), aside))
  } catch (error) {
    host.error(`The run was ended half-way. ${asError(error).message}\n${howBack(aside)}`)
  }
}

const CALLED: Readonly<Record<Made['kind'], string>> = {
  folder: 'folder',
  container: 'container',
  database: 'database',
  beside: 'database',
}

async function clear(host: Host, thing: Made, { scratch, targetUrl }: Places): Promise<void> {
  const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)])
  switch (thing.kind) {
    case 'folder':
      return clearFolder(join(thing.parent, thing.name))
    case 'container':
      return removeContainer(thing.name, { env: plainEnvironment(host.env), signal })
    case 'database': {
      const choice = scratch()
      const target =
        choice?.kind === 'url'
          ? await readScratchTarget(host, choice.url)
          : await maintenanceOf(host, targetUrl())
      return dropScratchDatabase(host, target, { name: thing.name, signal })
    }
    case 'beside': {
      return dropFrom(await maintenanceOf(host, targetUrl()), thing.name, signal)
    }
  }
}

async function maintenanceOf(host: Host, url: string | undefined): Promise<Target> {
  if (url === undefined) throw new Error('`scratch` or `target-url` no longer says on which server it is.')
  return (await openLive(host, url)).maintenance
}

async function clearFolder(path: string): Promise<void> {
  const facts = await lstat(path).catch(() => undefined)
  if (facts?.isDirectory() && facts.uid === process.getuid?.()) await removeFolder(await realpath(path))
}
