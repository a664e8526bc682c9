import type { Host } from '../host/host.ts'
import type { DrillOptions } from '../options/drill.ts'
import { createScratchDatabase, type Locale } from '../postgres/scratch/database.ts'
import { openScratch, type Scratch, type ScratchDatabase } from '../postgres/scratch/scratch.ts'
import type { Ledger } from './drill-ledger.ts'

export type ScratchWish = {
  readonly options: DrillOptions
  /** The major version of the source. */
  readonly major: number
  /** What the source took on its server's disk. */
  readonly bytes: number
  readonly locale: Locale
  readonly roles: readonly string[]
}

export type ScratchWork = {
  /** Before anything is made there. */
  readonly first?: (scratch: Scratch) => Promise<void>
  readonly inside: (scratch: Scratch, database: ScratchDatabase) => Promise<void>
}

/** Makes a server and a database to restore into, and takes them away in every ending, unless they are to be kept. */
export async function inScratch(
  host: Host,
  ledger: Ledger,
  { options, major, bytes, locale, roles }: ScratchWish,
  work: ScratchWork,
): Promise<void> {
  const { scratch: choice, jobs, client, keepScratch } = options
  const needBytes = roomFor(bytes)
  const scratch = await ledger.phase('restore', 'Starting a scratch server', () =>
    openScratch({ choice, major, client, jobs, needBytes, host }),
  )
  try {
    ledger.restoredIn(scratch)
    const database = await ledger.phase('restore', undefined, async () => {
      await work.first?.(scratch)
      return createScratchDatabase(scratch, { properties: locale, roles, host })
    })
    try {
      await work.inside(scratch, database)
    } finally {
      const broken = await scratch.lastWords?.()
      if (broken !== undefined) ledger.note(`The scratch server broke down, and its log says: ${broken}`)
      // Who stops a run wants nothing of it left.
      if (keepScratch && !host.signal.aborted) ledger.kept(await database.keep())
      else await database.drop()
    }
  } finally {
    await scratch.close()
  }
}

const ROOM_FOR_A_SERVER = 200 * 1024 * 1024

/** What a server takes, and in it a database that took so much on its own. */
export const roomFor = (bytes: number): number => ROOM_FOR_A_SERVER + 1.25 * bytes
