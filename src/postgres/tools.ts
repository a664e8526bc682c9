import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { UserError } from '../errors.ts'
import { probe, type Running, start } from '../host/process.ts'
import { needImage, removeContainer, whyNoDocker } from './docker.ts'
import { canRun, describeInstalled, findInstalled, type Installed, versionOf } from './installed.ts'
import { isSocket, type Target, targetFiles, toolEnvironment } from './target.ts'

/** Without these a folder does not count; `psql` is missed only when it is started. */
const NEEDED = ['pg_dump', 'pg_dumpall', 'pg_restore'] as const
export type Program = (typeof NEEDED)[number] | 'psql'

/** The client programs of one major version, wherever they run. */
export type Tools = {
  readonly version: string
  /** A folder, or a docker image. */
  readonly where: string
  /** Starts a program that reaches the target through its environment; secrets never stand among the arguments. */
  start(
    program: Program,
    args: readonly string[],
    options: {
      readonly signal: AbortSignal
      readonly onStderr?: (line: string) => void
      /** Files or folders that the program must be able to read, wherever it runs. */
      readonly files?: readonly string[]
    },
  ): Running
}

type Search = {
  readonly major: number
  readonly client: 'auto' | 'local' | 'docker'
  readonly target: Target
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly log: (line: string) => void
}

/** Finds the client programs of exactly the server's major version; another one is never taken in silence. */
export async function findTools(search: Search): Promise<Tools> {
  const env = toolEnvironment(search.target, search.env)
  const { client, signal } = search
  const found = client === 'docker' ? [] : await findInstalled(NEEDED, { env, signal })
  const fitting = found.find(({ major }) => major === search.major)
  if (fitting) return localTools(fitting, env)
  if (client !== 'local' && (await dockerAnswers(search, env))) return dockerTools(search, env)
  throw noTools(search, found)
}

async function localTools({ folder, version }: Installed, env: Record<string, string>): Promise<Tools> {
  const buffered = await inLargePieces(env)
  return {
    version,
    where: folder,
    start(program, args, options) {
      if (program === 'psql' && !existsSync(join(folder, program))) throw noPsql(folder, version)
      const [command = '', ...rest] = [
        ...(program === 'pg_dump' ? buffered : []),
        join(folder, program),
        ...args,
      ]
      return start(command, rest, { ...options, env })
    },
  }
}

/** pg_dump writes 4 KiB at a time into a pipe; in larger pieces the same dump costs both ends much less. */
async function inLargePieces({ PATH = '' }: Record<string, string>): Promise<string[]> {
  for (const folder of PATH.split(delimiter).filter(Boolean)) {
    const stdbuf = join(folder, 'stdbuf')
    if (await canRun(stdbuf)) return [stdbuf, '--output=64K']
  }
  return []
}

async function dockerAnswers({ signal, client }: Search, env: Record<string, string>): Promise<boolean> {
  const why = await whyNoDocker({ env, signal })
  if (why === undefined) return true
  if (client === 'auto') return false
  throw new UserError({
    what: '`client: docker` was asked for, but docker does not answer.',
    why,
    next: 'Start docker, or install the client programs and set `client: local`.',
  })
}

async function dockerTools(search: Search, env: Record<string, string>): Promise<Tools> {
  const { signal, major } = search
  const image = await needImage(major, {
    env,
    signal,
    log: search.log,
    purpose: 'the client programs',
    next: `Check the network, or install postgresql-client-${major} and set \`client: local\`.`,
  })
  const { stdout } = await probe('docker', ['run', '--rm', image, 'pg_dump', '--version'], { env, signal })
  return {
    version: versionOf(stdout) ?? String(major),
    where: `docker image ${image}`,
    start(program, args, options) {
      const name = `pg-backup-${randomBytes(6).toString('hex')}`
      const running = start(
        'docker',
        [...containerArguments(search.target, env, name, options.files), image, program, ...args],
        { ...options, env },
      )
      // Ending the docker client need not end the container.
      const remove = () =>
        void removeContainer(name, { env, signal: new AbortController().signal }).catch(() => undefined)
      options.signal.addEventListener('abort', remove, { once: true })
      const forget = () => options.signal.removeEventListener('abort', remove)
      running.ended.then(forget, forget)
      return running
    },
  }
}

/** Variables go by name alone, so that no value stands among docker's arguments. */
export function containerArguments(
  target: Target,
  env: Record<string, string>,
  name: string,
  files: readonly string[] = [],
): string[] {
  const variables = Object.keys(env).filter((variable) => /^(PG|LC_ALL$)/.test(variable))
  const folders = isSocket(target) ? [target.host] : []
  return [
    'run',
    '--rm',
    '--interactive',
    '--network=host',
    `--name=${name}`,
    ...variables.flatMap((variable) => ['--env', variable]),
    ...folders.flatMap((folder) => ['--volume', `${folder}:${folder}`]),
    ...[...targetFiles(target), ...files].flatMap((file) => ['--volume', `${file}:${file}:ro`]),
    ...usualCertificates(env).flatMap((folder) => ['--volume', `${folder}:/root/.postgresql:ro`]),
  ]
}

/** Where libpq looks for certificates that nobody named; in the image the programs run as root. */
function usualCertificates({ HOME = '' }: Record<string, string>): string[] {
  const folder = join(HOME, '.postgresql')
  return HOME !== '' && existsSync(folder) ? [folder] : []
}

const noPsql = (folder: string, version: string): UserError =>
  new UserError({
    what: `There is no psql in ${folder}, where the other client programs ${version} are.`,
    next: `Install it (Debian, Ubuntu: apt-get install postgresql-client-${Number.parseInt(version, 10)}).`,
  })

function noTools({ major, client }: Search, found: readonly Installed[]): UserError {
  const here = describeInstalled(found)
  return new UserError({
    what: `The server is PostgreSQL ${major}, and there is no pg_dump ${major} here${client === 'auto' ? ' and no docker to run one' : ''}.`,
    why: `${here ? `Found: ${here}. ` : ''}An older client refuses this server, a newer one makes dumps that it cannot load.`,
    next: `Install the client (Debian, Ubuntu: apt-get install postgresql-client-${major}, from apt.postgresql.org where the system has it not)${client === 'local' ? ', or set `client: docker`' : ''}.`,
  })
}
