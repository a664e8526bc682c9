import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { dropDatabase } from '../databases.ts'
import { quoted } from '../identifiers.ts'
import { undisturbed } from '../restore/restored.ts'
import { rememberThing, type SetAside } from '../scratch/memory.ts'
import { openSession } from '../session.ts'
import type { Target } from '../target.ts'
import { givesWay } from './beside.ts'
import type { LivePlace } from './place.ts'
import { OutcomeUnknown, switchDatabases } from './switch.ts'

/** A live database under another name, where nobody writes into it any more. */
export type Aside = {
  readonly name: string
  /** From now on it is known which backup holds what is in it. */
  backedUpAs(backup: string): void
  /** Gives it its name back, also where the run was told to stop. */
  bringBack(): Promise<void>
  /**
   * Drops it: once asked for, that cannot be called back. Where it rejects, the database is there, and whole; where it
   * resolves, it is gone, whatever was said meanwhile.
   */
  drop(): Promise<void>
  /** There is a database of its name again. */
  replaced(): void
}

type Whose = { readonly database: string; readonly oid: number; readonly name: string }

const PATIENCE_MS = 60_000
const BETWEEN_TRIES_MS = 200

/** Takes the live database out of everybody's reach, as it is. */
export async function setAside(
  host: Host,
  { maintenance, server }: LivePlace,
  { database, oid, name }: Whose,
): Promise<Aside> {
  const patiently = undisturbed(maintenance, server.major)
  let memory = remember(host, { kind: 'aside', name, database })
  try {
    const names = { live: database, liveOid: oid, old: name, next: undefined }
    await switchDatabases(maintenance, names, host.signal)
  } catch (error) {
    // What is not known is left to the clean-up, which asks the server.
    if (!(error instanceof OutcomeUnknown)) memory()
    throw error
  }
  return {
    name,
    backedUpAs(backup) {
      memory()
      memory = remember(host, { kind: 'aside', name, database, backup })
    },
    async bringBack() {
      await giveNameBack(patiently, { name, database })
      memory()
    },
    drop: () => dropForGood(host, patiently, name),
    replaced: () => memory(),
  }
}

/** Whoever does not wait for the end is told how what was there comes back. */
function remember(host: Host, aside: SetAside): () => void {
  const forget = rememberThing(host, aside)
  const onExit = () => host.error(`The run was ended half-way. ${howBack(aside)}`)
  process.once('exit', onExit)
  return () => {
    process.off('exit', onExit)
    forget()
  }
}

const howBack = ({ name, database, backup }: SetAside): string =>
  `Where the server has a database "${name}", it is what was "${database}", and \`undo: true\` brings it back. Where it has neither, "${database}" is gone, and ${
    backup === undefined
      ? 'a backup of it has to be restored.'
      : `\`restore\` with \`backup: ${backup}\` brings back what was in it.`
  }`

const giveNameBack = (maintenance: Target, { name, database }: Pick<SetAside, 'name' | 'database'>) =>
  switchDatabases(
    maintenance,
    { live: database, old: undefined, next: name },
    AbortSignal.timeout(PATIENCE_MS),
  )

/** For a run that was killed: gives the database its name back where it is there, and tells where it is not. */
export async function bringBackLater(maintenance: Target, aside: SetAside): Promise<string> {
  const { name, database } = aside
  if ((await stateOf(maintenance, database)) === 'there') return `"${database}" is there.`
  if ((await stateOf(maintenance, name)) !== 'there')
    throw new UserError({ what: `The run was ended half-way. ${howBack(aside)}` })
  await giveNameBack(maintenance, aside)
  return `"${database}" has its name back, and is as it was.`
}

/** A drop that is cancelled half-way leaves a database that is neither there nor gone; so none of ours is. */
async function dropForGood(host: Host, maintenance: Target, name: string): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    const trouble = await tryToDrop(maintenance, name, patience).catch(asError)
    const state = await stateWhenever(maintenance, name, patience)
    if (state === 'gone') return
    if (state === 'there') throw trouble ?? new Error(`The server did not drop "${name}".`)
    if (patience.aborted) {
      host.warn(`A half-dropped database is left on the server. Drop it by: DROP DATABASE ${quoted(name)}`)
      return
    }
    await sleep(BETWEEN_TRIES_MS)
  }
}

/** The patience is for who is in the way; the server's own work is waited for. */
async function tryToDrop(maintenance: Target, name: string, patience: AbortSignal): Promise<void> {
  const session = await openSession(maintenance, { signal: NEVER })
  try {
    await dropDatabase(session, name, givesWay, patience)
  } finally {
    await session.close()
  }
}

const NEVER = new AbortController().signal

type State = 'there' | 'half dropped' | 'gone'

async function stateOf(maintenance: Target, name: string): Promise<State> {
  const session = await openSession(maintenance, { signal: NEVER })
  try {
    const [row] = await session.query<{ invalid: boolean }>(
      'SELECT datconnlimit = -2 AS invalid FROM pg_catalog.pg_database WHERE datname = $1',
      [name],
    )
    if (!row) return 'gone'
    return row.invalid ? 'half dropped' : 'there'
  } finally {
    await session.close()
  }
}

/** After a lost connection the server may be starting again. */
async function stateWhenever(maintenance: Target, name: string, patience: AbortSignal): Promise<State> {
  for (;;) {
    try {
      return await stateOf(maintenance, name)
    } catch (error) {
      if (patience.aborted)
        throw new OutcomeUnknown({
          what: `The server went away while "${name}" was being dropped, so it is not known whether it was.`,
          why: asError(error).message,
          next: `Look at the server: where there is a database "${name}", \`undo: true\` brings it back.`,
          cause: error,
        })
      await sleep(BETWEEN_TRIES_MS)
    }
  }
}
