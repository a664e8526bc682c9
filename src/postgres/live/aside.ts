import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { dropDatabase } from '../databases.ts'
import { quoted } from '../identifiers.ts'
import { undisturbed } from '../restore/restored.ts'
import { type KeptBackup, rememberThing, type SetAside } from '../scratch/memory.ts'
import { openSession } from '../session.ts'
import type { Target } from '../target.ts'
import { serverTrouble } from '../trouble.ts'
import { givesWay } from './beside.ts'
import { onceItAnswers } from './patience.ts'
import type { LivePlace } from './place.ts'
import { OutcomeUnknown, switchDatabases } from './switch.ts'

/** A live database under another name, where nobody writes into it any more. */
export type Aside = {
  readonly name: string
  /** From now on it is known which backup holds what is in it. */
  backedUpAs(backup: KeptBackup): void
  /** Gives it its name back, also where the run was told to stop. */
  bringBack(): Promise<void>
  /**
   * Drops it: once asked for, that cannot be called back. Where it rejects, the database is there, and whole; where it
   * resolves, it is gone, whatever was said meanwhile.
   */
  drop(): Promise<void>
  /** Nobody need be told any more how it comes back: there is a database of its name, or it was told. */
  told(): void
}

type Whose = { readonly database: string; readonly oid: number; readonly name: string }

/** A server that broke down may need minutes until it is there again. */
const PATIENCE_MS = 300_000
const BETWEEN_TRIES_MS = 200

/** Takes the live database out of everybody's reach, as it is. */
export async function setAside(
  host: Host,
  { maintenance, server }: LivePlace,
  { database, oid, name }: Whose,
): Promise<Aside> {
  const patiently = undisturbed(maintenance, server.major)
  let memory = remember(host, { kind: 'aside', name, database, oid })
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
      const before = memory
      memory = remember(host, { kind: 'aside', name, database, oid, backup })
      before()
    },
    async bringBack() {
      await giveNameBack(patiently, { name, database, oid })
      memory()
    },
    async drop() {
      await requireFree(patiently, { name, database })
      await dropForGood(host, patiently, name)
    },
    told: () => memory(),
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

/** How what was there comes back, wherever the run was ended. */
export const howBack = ({ name, database, backup }: SetAside): string =>
  `Where the server has a database "${name}", it is what was "${database}", and \`undo: true\` brings it back. Where it has neither, "${database}" is gone, and ${
    backup === undefined
      ? 'a backup of it has to be restored.'
      : `\`restore\` with \`name: ${backup.name}\` and \`backup: ${backup.id}\` brings back what was in it.`
  }`

type Named = Pick<SetAside, 'name' | 'database' | 'oid'>

const giveNameBack = (maintenance: Target, { name, database, oid }: Named): Promise<void> => {
  const names = { live: database, old: undefined, next: name }
  return onceItAnswers(async () => {
    if ((await stateOf(maintenance, database)).oid === oid) return
    await switchDatabases(maintenance, names, NEVER)
  }, AbortSignal.timeout(PATIENCE_MS))
}

/** An application may have made a new database where it found none. */
async function requireFree(
  maintenance: Target,
  { name, database }: Pick<SetAside, 'name' | 'database'>,
): Promise<void> {
  if ((await stateOf(maintenance, database)).kind === 'gone') return
  throw new UserError({
    what: `Somebody has made a database "${database}" meanwhile, so nothing was dropped.`,
    why: `What it was until now is "${name}".`,
    next: 'Stop who makes it (`before-command` can); `undo: true` brings back what was there.',
  })
}

/** For a run that was killed: gives the database its name back, unless another has that by now. */
export async function bringBackLater(maintenance: Target, aside: SetAside): Promise<string> {
  const { name, database, oid } = aside
  const now = await stateOf(maintenance, database)
  const kept = await stateOf(maintenance, name)
  if (now.kind === 'there' && (now.oid === oid || kept.kind !== 'there')) return `"${database}" is there.`
  if (now.kind !== 'gone' || kept.kind !== 'there')
    throw new UserError({ what: `"${database}" could not be given its name back.` })
  await giveNameBack(maintenance, aside)
  return `"${database}" has its name back, and is as it was.`
}

/** A drop that is cancelled half-way leaves a database that is neither there nor gone; so none of ours is. */
async function dropForGood(host: Host, maintenance: Target, name: string): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    const trouble = await tryToDrop(maintenance, name, patience).catch(asError)
    const state = await stateWhenever(maintenance, name, patience)
    if (state.kind === 'gone') return
    if (state.kind === 'there') throw serverTrouble(`The database "${name}" could not be dropped.`, trouble)
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

type State = { readonly kind: 'there' | 'half dropped' | 'gone'; readonly oid?: number }

async function stateOf(maintenance: Target, name: string): Promise<State> {
  const session = await openSession(maintenance, { signal: NEVER })
  try {
    const [row] = await session.query<{ oid: number; invalid: boolean }>(
      'SELECT oid, datconnlimit = -2 AS invalid FROM pg_catalog.pg_database WHERE datname = $1',
      [name],
    )
    if (!row) return { kind: 'gone' }
    return { kind: row.invalid ? 'half dropped' : 'there', oid: row.oid }
  } finally {
    await session.close()
  }
}

/** After a lost connection the server may be starting again. */
const stateWhenever = (maintenance: Target, name: string, patience: AbortSignal): Promise<State> =>
  onceItAnswers(() => stateOf(maintenance, name), patience).catch((error) => {
    throw new OutcomeUnknown({
      what: `The server went away while "${name}" was being dropped, so it is not known whether it was.`,
      why: asError(error).message,
      next: `Look at the server: where there is a database "${name}", \`undo: true\` brings it back.`,
      cause: error,
    })
  })
