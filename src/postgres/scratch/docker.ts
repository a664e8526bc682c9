import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { asError, UserError } from '../../errors.ts'
import type { Host } from '../../host/host.ts'
import { probe, type Running, start, startResident } from '../../host/process.ts'
import { needImage, removalOf, removeContainer } from '../docker.ts'
import { plainEnvironment, type Target } from '../target.ts'
import { openFolder } from './folder.ts'
import { isInUse, rememberThing } from './memory.ts'
import { isAbandoned, scratchName } from './name.ts'
import { mayComeUp, type Place, plainVersion, readPlace } from './place.ts'
import { asArguments, loadingSettings, type Machine, thisMachine } from './settings.ts'
import type { Scratch, ScratchRequest } from './types.ts'

const SUPERUSER = 'postgres'
const ADDRESS = '127.0.0.1'
const PORT = '5432/tcp'
const RUN_MS = 60_000
const REMOVAL_MS = 20_000

/** How docker is called for a container of ours. */
type Container = {
  readonly name: string
  readonly image: string
  readonly password: string
  readonly env: Record<string, string>
}

/** Starts a container of PostgreSQL's official image, whose port only this machine can reach. */
export async function openDocker(request: ScratchRequest): Promise<Scratch> {
  const { host, major } = request
  const { signal } = host
  const env = plainEnvironment(host.env)
  const image = await needImage(major, {
    env,
    signal,
    log: (line) => host.info(line),
    purpose: 'a throw-away server',
    next: `Check the network, install PostgreSQL ${major} here, or name a database server by \`scratch: <url>\`.`,
    ending: 'unverified',
  })
  await sweepContainers(host, env)
  const folder = await openFolder(host, {})
  const container: Container = {
    name: scratchName(),
    image,
    password: randomBytes(18).toString('base64url'),
    env,
  }
  const { name } = container
  host.mask(container.password)
  const forget = rememberThing(host, { kind: 'container', name })
  const onExit = () => removeAtExit(container)
  const leave = async (): Promise<void> => {
    process.off('exit', onExit)
    await folder.remove().catch((error) => host.warn(`${folder.path} is left: ${asError(error).message}`))
  }
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= remove(host, container)
      .then((gone) => gone && forget())
      .then(leave)
    return closing
  }
  process.on('exit', onExit)
  try {
    await runContainer(request, container)
    const place = await untilReady(host, container)
    return {
      kind: 'docker',
      where: `a throw-away PostgreSQL ${plainVersion(place.server)} (docker image ${image})`,
      ...place,
      throwaway: true,
      folder: folder.own,
      close,
      async keep() {
        forget()
        closing ??= leave()
        await closing
        return {
          reach: (database) => `docker exec -it ${name} psql -U ${SUPERUSER} ${database}`,
          remove: `docker ${removalOf(name).join(' ')}`,
        }
      },
    }
  } catch (error) {
    await close()
    signal.throwIfAborted()
    throw error
  }
}

async function runContainer(
  { host, jobs, needBytes, major }: ScratchRequest,
  container: Container,
): Promise<void> {
  const { name, image, password, env } = container
  const settings = loadingSettings(await dockersMachine(host, env), { jobs, needBytes })
  const variables = {
    POSTGRES_PASSWORD: password,
    POSTGRES_INITDB_ARGS: `--encoding=UTF8 --locale=C --no-sync${major >= 18 ? ' --no-data-checksums' : ''}`,
  }
  const how = [
    ...['run', '--detach', '--rm', `--name=${name}`, `--publish=${ADDRESS}::${PORT}`, '--shm-size=256m'],
    // By name alone, so that no value stands among docker's arguments.
    ...Object.keys(variables).flatMap((variable) => ['--env', variable]),
  ]
  // Not cut short by a cancel: docker would go on making what could then not yet be removed.
  const options = { env: { ...env, ...variables }, signal: AbortSignal.timeout(RUN_MS) }
  const run = await probe('docker', [...how, image, ...asArguments(settings)], options)
  host.signal.throwIfAborted()
  if (run.code !== 0) throw notStarted(image, run.stderr)
}

/** The machine that docker runs on may be another, or a virtual one with less. */
async function dockersMachine({ signal }: Host, env: Record<string, string>): Promise<Machine> {
  const info = await probe('docker', ['info', '--format', '{{.NCPU}} {{.MemTotal}}'], { env, signal })
  const [cores = 0, memory = 0] = info.stdout.trim().split(' ').map(Number)
  const here = thisMachine()
  if (!(cores > 0 && memory > 0)) return here
  return {
    cores: Math.min(cores, here.cores),
    memory: Math.min(memory, here.memory),
    free: Math.min(memory, here.free),
  }
}

const START_MS = 120_000
/** So often the server may be ready in its container and not to be reached from here. */
const PATIENCE = 5

async function untilReady(host: Host, container: Container): Promise<Place> {
  const { name, image, env } = container
  const following = new AbortController()
  const signal = AbortSignal.any([host.signal, following.signal])
  // With the container its log goes too, so it is read from the beginning; it ends when the container does.
  const log = start('docker', ['logs', '--follow', name], { env, signal })
  const over = endOf(log)
  try {
    const target = await targetOf(host, container)
    const deadline = Date.now() + START_MS
    for (let readyInside = 0; ; ) {
      try {
        return await readPlace(target, { signal: host.signal, purpose: 'scratch' })
      } catch (error) {
        host.signal.throwIfAborted()
        if (!mayComeUp(error)) throw error
        if (readyInside > PATIENCE) throw notReached(image)
      }
      if (await Promise.race([over, sleep(200, false, { signal })])) throw notStarted(image, log.stderrTail())
      if (Date.now() > deadline)
        throw notStarted(image, `${log.stderrTail()}\nIt was not ready after ${START_MS / 1000} s.`)
      const ready = ['exec', name, 'pg_isready', '--quiet', `--host=${ADDRESS}`]
      if ((await probe('docker', ready, { env, signal })).code === 0) readyInside++
    }
  } finally {
    following.abort()
  }
}

async function endOf(log: Running): Promise<true> {
  log.stdin.end()
  log.stdout.resume()
  await log.ended.catch(() => undefined)
  return true
}

async function targetOf({ signal }: Host, { name, image, password, env }: Container): Promise<Target> {
  const { stdout, stderr } = await probe('docker', ['port', name, PORT], { env, signal })
  const [, port] = new RegExp(`^${ADDRESS}:(\\d+)$`, 'm').exec(stdout) ?? []
  if (!port) throw notStarted(image, stderr)
  return {
    host: ADDRESS,
    port: Number(port),
    user: SUPERUSER,
    database: 'postgres',
    password,
    sslmode: 'disable',
    given: {},
  }
}

const notStarted = (image: string, said: string): UserError =>
  new UserError(
    {
      what: `The throw-away server of the docker image ${image} did not start.`,
      why: said.trim().split('\n').slice(-10).join('\n') || undefined,
      next: 'Mend what it says, or name a database server to restore into by `scratch: <url>`.',
    },
    'unverified',
  )

const notReached = (image: string): UserError =>
  new UserError(
    {
      what: `The throw-away server of the docker image ${image} runs, and cannot be reached from here.`,
      why: `Its port is open to the machine that docker runs on, at ${ADDRESS}; a job in a container of its own, or with docker on another machine, does not get there.`,
      next: 'Let the job run outside of a container, install PostgreSQL in it, or give it a service container and name that by `scratch: <url>`.',
    },
    'unverified',
  )

/** Whether it is gone. */
async function remove(host: Host, { name, env }: Pick<Container, 'name' | 'env'>): Promise<boolean> {
  try {
    await removeContainer(name, { env, signal: AbortSignal.timeout(REMOVAL_MS) })
    return true
  } catch (error) {
    host.warn(
      `The container ${name} could not be removed: ${asError(error).message} Remove it by: docker ${removalOf(name).join(' ')}`,
    )
    return false
  }
}

/** In the last moment of this process nothing can be waited for, so docker is told and left to itself. */
function removeAtExit({ name, env }: Container): void {
  startResident('docker', removalOf(name), { env, log: '/dev/null' })
}

/** Removes containers of runs on this machine that died. */
async function sweepContainers(host: Host, env: Record<string, string>): Promise<void> {
  const { signal } = host
  const list = ['ps', '--all', '--filter=name=pg-backup-scratch-', '--format={{.Names}}']
  const { stdout } = await probe('docker', list, { env, signal })
  for (const name of stdout.split('\n').filter((one) => isAbandoned(one, isInUse))) {
    if (await remove(host, { name, env }))
      host.info(`Removed the container ${name}, which a run that died had left.`)
  }
}
