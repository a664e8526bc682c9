import { accessSync, constants } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { formatBytes } from '../../host/measure.ts'
import { probe, startResident, type User } from '../../host/process.ts'
import { isInUse, rememberThing } from './memory.ts'
import { isAbandoned, isScratchName, scratchName } from './name.ts'

/** A temporary folder of ours, in which a server of ours may live. */
export type Folder = {
  readonly path: string
  /** Below it, closed to everybody but us, also to the user that the server runs as. */
  readonly own: string
  /** Ends every process that works in the server's part of it, and removes it. */
  remove(): Promise<void>
  /** From now on it stays, also for the clean-up of later runs. */
  keep(): Promise<void>
}

/** Below a folder of ours: where its server's data lies, and where its socket. */
export const DATA = 'data'
export const SOCKET = 's'
const OWN = 'own'
const KEPT = 'kept'

type Wish = {
  /** Who must be able to work in it, besides us. */
  readonly user?: User | undefined
  readonly needBytes?: number
  /** Where it must be, and not where temporary folders are. */
  readonly parent?: string
}

/** Makes a folder where temporary folders are, with enough room in it. */
export async function openFolder(host: Host, { user, needBytes = 0, parent }: Wish): Promise<Folder> {
  const place = parent ?? (await findPlace(host.env, user, needBytes))
  const name = scratchName()
  const path = join(place, name)
  const forgetThing = rememberThing(host, { kind: 'folder', parent: place, name })
  const onExit = () => removeAtExit(path)
  const forget = () => {
    process.off('exit', onExit)
    forgetThing()
  }
  process.on('exit', onExit)
  try {
    await mkdir(path, { mode: 0o700 })
    await mkdir(join(path, OWN), { mode: 0o700 })
    for (const part of [DATA, SOCKET]) {
      await mkdir(join(path, part), { mode: 0o700 })
      if (user) await chown(join(path, part), user.uid, user.gid)
    }
    // The server's user has to come through, and need not see what else is here.
    if (user) await chmod(path, 0o711)
  } catch (error) {
    await rm(path, { recursive: true, force: true })
    forget()
    throw error
  }
  return {
    path,
    own: join(path, OWN),
    async remove() {
      await removeFolder(path)
      forget()
    },
    async keep() {
      await writeFile(join(path, KEPT), '', { mode: 0o600 })
      forget()
    },
  }
}

/** Ends what works in a folder's server part, and removes the folder. */
export async function removeFolder(path: string): Promise<void> {
  await endProcessesIn(join(path, DATA))
  for (const part of [DATA, SOCKET]) await removePart(join(path, part))
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

/**
 * What another user owns is removed as that user: code that came with a dump may live on, and lead root's hand elsewhere
 * by a symbolic link at the right moment.
 */
async function removePart(part: string): Promise<void> {
  const facts = await lstat(part).catch(() => undefined)
  if (!facts || facts.uid === process.getuid?.()) return
  const { uid, gid } = facts
  const options = { env: plainPath(), signal: AbortSignal.timeout(REMOVAL_MS), user: { uid, gid } }
  // The part itself is left, since the folder around it is ours.
  await probe('rm', ['-rf', '--', part], options)
  await rmdir(part)
}

const REMOVAL_MS = 120_000

/** The same in the last moment of this process, when nothing can be waited for any more. */
function removeAtExit(path: string): void {
  startResident('rm', ['-rf', '--', path], { env: plainPath(), log: '/dev/null' })
}

const plainPath = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin' })

/** Removes folders, and servers in them, that runs on this machine left behind when they died. */
export async function sweepFolders(host: Host): Promise<void> {
  for (const place of new Set([...temporaryPlaces(host.env), '/tmp'])) {
    for (const name of (await readdir(place).catch(() => [])).filter(isScratchName)) {
      const path = join(place, name)
      try {
        if (!(await mayRemove(path, name))) continue
        await removeFolder(await realpath(path))
        host.info(`Took away ${path}, which a run that died had left.`)
      } catch (error) {
        host.debug(`${path} of a run that died could not be taken away: ${asError(error).message}`)
      }
    }
  }
}

async function mayRemove(path: string, name: string): Promise<boolean> {
  const facts = await lstat(path)
  if (!facts.isDirectory() || facts.uid !== process.getuid?.()) return false
  if (!isAbandoned(name, isInUse)) return false
  return !(await stat(join(path, KEPT)).catch(() => undefined))
}

const temporaryPlaces = ({ TMPDIR, RUNNER_TEMP }: Host['env']): readonly string[] =>
  // Who sets TMPDIR means that folder and no other; a /tmp that lives in memory is often too small.
  TMPDIR ? [TMPDIR] : [...(RUNNER_TEMP ? [RUNNER_TEMP] : []), '/tmp', '/var/tmp']

/** A temporary folder with enough room, in which that user can work. */
export async function findPlace(
  env: Host['env'],
  user: User | undefined,
  needBytes: number,
): Promise<string> {
  const misfits: string[] = []
  for (const place of temporaryPlaces(env)) {
    const path = await realpath(place).catch(() => place)
    const why = await whyUnfit(path, user, needBytes)
    if (why === undefined) return path
    misfits.push(why)
  }
  throw new UserError(
    {
      what: 'There is no fit temporary folder for the drill.',
      why: misfits.join(' '),
      next: 'Free some room, set TMPDIR to another folder, or name a database server to restore into by `scratch: <url>`.',
    },
    'unverified',
  )
}

async function whyUnfit(
  path: string,
  user: User | undefined,
  needBytes: number,
): Promise<string | undefined> {
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch {
    return `${path} does not exist or is not ours to write.`
  }
  if (user && !(await canPass(path, user)))
    return `${path} is closed to the user that the server runs as, since it must not be root.`
  const { bavail, bsize } = await statfs(path)
  if (bavail * bsize >= needBytes) return undefined
  return `${path} has ${formatBytes(bavail * bsize)} free, and restoring this backup needs about ${formatBytes(needBytes)}.`
}

async function canPass(path: string, { uid, gid }: User): Promise<boolean> {
  const facts = await stat(path)
  const passage = facts.uid === uid ? 0o100 : facts.gid === gid ? 0o010 : 0o001
  if ((facts.mode & passage) === 0) return false
  return dirname(path) === path || canPass(dirname(path), { uid, gid })
}

/** PostgreSQL ends in order at SIGQUIT, at once and without saving anything; what does not is made to. */
const ORDERLY_MS = 3_000
const ENOUGH_MS = 8_000

async function endProcessesIn(folder: string): Promise<void> {
  const began = Date.now()
  for (let pids = await processesIn(folder); pids.length > 0; pids = await processesIn(folder)) {
    const waited = Date.now() - began
    if (waited > ENOUGH_MS) throw new Error(`The processes ${pids.join(', ')} do not end.`)
    for (const pid of pids) signalTo(pid, waited < ORDERLY_MS ? 'SIGQUIT' : 'SIGKILL')
    await sleep(20)
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}

/** The processes of the server whose data lies in the folder, and what they started. */
async function processesIn(folder: string): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => undefined)
  if (!entries) return processesByList(folder)
  const found: number[] = []
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    const cwd = await readlink(`/proc/${entry}/cwd`).catch(() => '')
    if (`${cwd}/`.startsWith(`${folder}/`) || (await livesIn(entry, folder))) found.push(Number(entry))
  }
  return found
}

/** A program that the server started may have gone elsewhere since, and has its HOME there still. */
async function livesIn(pid: string, folder: string): Promise<boolean> {
  const variables = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return variables.split('\0').includes(`HOME=${folder}`)
}

/** Where there is no /proc: the server itself, which stands in the list of processes with its folder; the rest go with it. */
async function processesByList(folder: string): Promise<number[]> {
  const options = { env: plainPath(), signal: AbortSignal.timeout(ENOUGH_MS) }
  const { stdout } = await probe('ps', ['-axww', '-o', 'pid=,command='], options)
  return stdout
    .split('\n')
    .filter((line) => line.includes(`-D ${folder} `))
    .map((line) => Number.parseInt(line, 10))
}
