import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { probe, type Resident, startResident, type User } from '../../host/process.ts'
import { findInstalled, type Installed } from '../installed.ts'
import type { Target } from '../target.ts'
import { DATA, type Folder, openFolder, SOCKET } from './folder.ts'
import { plainVersion, readPlace } from './place.ts'
import { asArguments, loadingSettings, thisMachine, walBytes } from './settings.ts'
import type { Scratch, ScratchRequest } from './types.ts'

/** The server programs that are installed here and can be run by us, or by the user that takes root's place. */
export async function findServers({ env, signal }: Host): Promise<readonly Installed[]> {
  const how = { env: environment(env, '/'), signal, user: serverUser() }
  return isRoot() && !how.user ? [] : findInstalled(['postgres', 'initdb'], how)
}

const PORT = 5432
/** A socket's path must fit into this many bytes on every system that we know. */
const LONGEST_SOCKET = 103
const SUPERUSER = 'postgres'

/** Makes a server that only we can reach, by a socket in a private folder, and starts it. */
export async function openEmbedded(request: ScratchRequest, programs: Installed): Promise<Scratch> {
  const { host } = request
  const user = serverUser()
  const folders: Folder[] = []
  let server: Resident | undefined
  let closing: Promise<void> | undefined
  const onExit = () => server?.kill('SIGQUIT')
  const close = (): Promise<void> => {
    closing ??= end(host, folders, server).finally(() => process.off('exit', onExit))
    return closing
  }
  // Before its folder goes, which does so at the exit too.
  process.prependListener('exit', onExit)
  try {
    const folder = await openFolder(host, {
      user,
      needBytes: request.needBytes + walBytes(request.needBytes),
    })
    folders.push(folder)
    let socket = join(folder.path, SOCKET)
    if (Buffer.byteLength(join(socket, `.s.PGSQL.${PORT}`)) > LONGEST_SOCKET) {
      const short = await openFolder(host, { user, parent: '/tmp' })
      folders.push(short)
      socket = join(short.path, SOCKET)
    }
    const cluster = { ...programs, user, root: folder.path, socket }
    await makeCluster(host, cluster)
    server = startServer(request, cluster)
    await untilReady(host, cluster, server)
    const place = await readPlace(targetAt(socket), { signal: host.signal, purpose: 'scratch' })
    return {
      kind: 'embedded',
      where: `a throw-away PostgreSQL ${plainVersion(place.server)} (${programs.folder})`,
      ...place,
      throwaway: true,
      folder: folder.own,
      lastWords: () => breakdownOf(cluster),
      close,
      async keep() {
        for (const one of folders) await one.keep()
        process.off('exit', onExit)
        server?.leave()
        closing = Promise.resolve()
        const paths = folders.map(({ path }) => path).join(' ')
        return {
          reach: (database) => `psql --host='${socket}' --username=${SUPERUSER} ${database}`,
          remove: `kill -QUIT ${server?.pid}; rm -rf ${paths}`,
        }
      },
    }
  } catch (error) {
    await close()
    host.signal.throwIfAborted()
    throw error
  }
}

type Cluster = Installed & {
  readonly root: string
  readonly socket: string
  readonly user: User | undefined
}

const dataOf = ({ root }: Cluster): string => join(root, DATA)
const logOf = ({ root }: Cluster): string => join(root, 'server.log')

async function makeCluster({ signal, env }: Host, cluster: Cluster): Promise<void> {
  const { folder, major, version, user } = cluster
  const data = dataOf(cluster)
  const made = await probe(
    join(folder, 'initdb'),
    [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      '--auth-local=trust',
      '--auth-host=reject',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      ...(major >= 18 ? ['--no-data-checksums'] : []),
    ],
    { env: environment(env, data), cwd: data, user, signal },
  )
  if (made.code !== 0) throw notStarted(version, folder, made.stderr || made.stdout)
}

function startServer({ jobs, needBytes, host }: ScratchRequest, cluster: Cluster): Resident {
  const { folder, user, socket } = cluster
  const data = dataOf(cluster)
  const settings = {
    ...loadingSettings(thisMachine(), { jobs, needBytes }),
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
  return startResident(join(folder, 'postgres'), ['-D', data, ...asArguments(settings)], {
    env: environment(host.env, data),
    cwd: data,
    user,
    log: logOf(cluster),
  })
}

/** All that the server's processes see of our environment: a dump can run code in them. */
const environment = ({ PATH }: Host['env'], home: string): Record<string, string> => ({
  PATH: PATH ?? '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  HOME: home,
})

const START_MS = 60_000

async function untilReady({ signal }: Host, cluster: Cluster, server: Resident): Promise<void> {
  const ended = server.ended.then(
    ({ code, signal: by }) => `It ended with ${by ?? `exit code ${code}`}.`,
    (error) => asError(error).message,
  )
  const deadline = Date.now() + START_MS
  while (!(await isReady(cluster))) {
    const pause = sleep(15, undefined, { signal })
    const over = await Promise.race([ended, pause])
    const why = over ?? (Date.now() > deadline ? `It was not ready after ${START_MS / 1000} s.` : undefined)
    if (why !== undefined)
      throw notStarted(cluster.version, cluster.folder, `${await tailOf(cluster)}\n${why}`)
  }
}

/** The line of its own file in which a server says how far it is. */
async function isReady(cluster: Cluster): Promise<boolean> {
  const text = await readFile(join(dataOf(cluster), 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n')[7]?.trim() === 'ready'
}

async function tailOf(cluster: Cluster): Promise<string> {
  const text = await readFile(logOf(cluster), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-10).join('\n')
}

/** Such lines name files and processes, and nothing of the user's. */
const BREAKDOWN = /PANIC: |was terminated by signal|No space left on device/

async function breakdownOf(cluster: Cluster): Promise<string | undefined> {
  const text = await readFile(logOf(cluster), 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => BREAKDOWN.test(line))
  const said = lines.map((line) => line.replace(/^.*? \[\d+\] /, ''))
  return [...new Set(said)].slice(-3).join('\n') || undefined
}

const notStarted = (version: string, folder: string, said: string): UserError =>
  new UserError(
    {
      what: `The throw-away PostgreSQL ${version} of ${folder} did not start.`,
      why: said.trim().split('\n').slice(-12).join('\n') || undefined,
      next: 'Mend what it says, or name a database server to restore into by `scratch: <url>`.',
    },
    'unverified',
  )

const targetAt = (socket: string): Target => ({
  host: socket,
  port: PORT,
  user: SUPERUSER,
  database: 'postgres',
  password: undefined,
  sslmode: 'disable',
  given: {},
})

const END_MS = 5_000

async function end(host: Host, folders: readonly Folder[], server: Resident | undefined): Promise<void> {
  if (server) {
    // Immediate shutdown: nothing that it would still write is wanted.
    server.kill('SIGQUIT')
    const limit = new AbortController()
    const gone = server.ended.then(
      () => true,
      () => true,
    )
    const late = sleep(END_MS, false, { signal: limit.signal }).catch(() => false)
    if (!(await Promise.race([gone, late]))) server.kill('SIGKILL')
    limit.abort()
  }
  for (const folder of folders) {
    await folder.remove().catch((error) => {
      host.warn(`${folder.path} could not be taken away: ${asError(error).message} Remove it by hand.`)
    })
  }
}

const isRoot = (): boolean => process.getuid?.() === 0

/** PostgreSQL refuses to run as root, so another user takes its place; nothing for whoever is not root. */
export function serverUser(): User | undefined {
  if (!isRoot()) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}
