import { randomBytes } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { access, readdir, realpath } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { UserError } from '../errors.ts'
import { probe, type Running, type StartOptions, start } from '../host/process.ts'
import { isSocket, type Target, targetFiles, toolEnvironment } from './target.ts'

export type Program = 'pg_dump' | 'pg_dumpall' | 'pg_restore'

/** The client programs of one major version, wherever they run. */
export type Tools = {
  readonly version: string
  /** A folder, or a docker image. */
  readonly where: string
  /** Starts a program that reaches the target through its environment; secrets never stand among the arguments. */
  start(
    program: Program,
    args: readonly string[],
    options: { readonly signal: AbortSignal; readonly onStderr?: (line: string) => void },
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
  const found = search.client === 'docker' ? [] : await installed(search, env)
  const fitting = found.find(({ major }) => major === search.major)
  if (fitting) return localTools(fitting, env)
  if (search.client !== 'local' && (await dockerAnswers(search, env))) return dockerTools(search, env)
  throw noTools(search, found)
}

type Installed = { readonly folder: string; readonly major: number; readonly version: string }

async function installed(search: Search, env: Record<string, string>): Promise<Installed[]> {
  const folders = [...(env.PATH ?? '').split(delimiter), ...(await usualFolders(search.major))]
  const found: Installed[] = []
  for (const folder of new Set(folders.filter(Boolean))) {
    const version = await versionIn(folder, { env, signal: search.signal })
    if (version) found.push({ folder, version, major: Number.parseInt(version, 10) })
  }
  return found
}

async function usualFolders(major: number): Promise<string[]> {
  const debian = await readdir('/usr/lib/postgresql').catch(() => [])
  return [
    ...debian.map((version) => `/usr/lib/postgresql/${version}/bin`),
    `/usr/pgsql-${major}/bin`,
    `/usr/local/pgsql/bin`,
    `/usr/libexec/postgresql${major}`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
    `/opt/homebrew/opt/libpq/bin`,
    `/Applications/Postgres.app/Contents/Versions/${major}/bin`,
  ]
}

async function versionIn(folder: string, options: StartOptions): Promise<string | undefined> {
  // Debian's wrapper stands for whichever version it likes best; the real ones lie in folders of their own.
  if (basename(await realpath(join(folder, 'pg_dump')).catch(() => '')) === 'pg_wrapper') return undefined
  for (const program of ['pg_dump', 'pg_dumpall', 'pg_restore'] satisfies Program[]) {
    if (!(await canRun(join(folder, program)))) return undefined
  }
  const { stdout } = await probe(join(folder, 'pg_dump'), ['--version'], options).catch((error) => {
    options.signal.throwIfAborted()
    return { stdout: String(error && '') }
  })
  return /\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1] ?? /(\d+)(?:beta|rc|devel)/.exec(stdout)?.[1]
}

async function localTools({ folder, version }: Installed, env: Record<string, string>): Promise<Tools> {
  const buffered = await inLargePieces(env)
  return {
    version,
    where: folder,
    start(program, args, options) {
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

const canRun = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

async function dockerAnswers({ signal, client }: Search, env: Record<string, string>): Promise<boolean> {
  const answer = await probe('docker', ['version', '--format', '{{.Server.Version}}'], { env, signal }).catch(
    (error) => {
      signal.throwIfAborted()
      return { code: -1, stderr: String(error.message) }
    },
  )
  if (answer.code === 0) return true
  if (client === 'auto') return false
  throw new UserError({
    what: '`client: docker` was asked for, but docker does not answer.',
    why: answer.stderr.trim().split('\n').at(-1),
    next: 'Start docker, or install the client programs and set `client: local`.',
  })
}

async function dockerTools(search: Search, env: Record<string, string>): Promise<Tools> {
  const { signal, major } = search
  const image = `postgres:${major}`
  if ((await probe('docker', ['image', 'inspect', image], { env, signal })).code !== 0) {
    search.log(`Fetching the docker image ${image} for the client programs.`)
    const pull = await probe('docker', ['pull', '--quiet', image], { env, signal })
    if (pull.code !== 0) {
      throw new UserError({
        what: `The docker image ${image} could not be fetched.`,
        why: pull.stderr.trim().split('\n').at(-1),
        next: `Check the network, or install postgresql-client-${major} and set \`client: local\`.`,
      })
    }
  }
  const { stdout } = await probe('docker', ['run', '--rm', image, 'pg_dump', '--version'], { env, signal })
  return {
    version: /\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1] ?? String(major),
    where: `docker image ${image}`,
    start(program, args, options) {
      const name = `pg-backup-${randomBytes(6).toString('hex')}`
      const running = start(
        'docker',
        [...containerArguments(search.target, env, name), image, program, ...args],
        { ...options, env },
      )
      // Ending the docker client need not end the container.
      const remove = () => removeContainer(name, env)
      options.signal.addEventListener('abort', remove, { once: true })
      const forget = () => options.signal.removeEventListener('abort', remove)
      running.ended.then(forget, forget)
      return running
    },
  }
}

/** Variables go by name alone, so that no value stands among docker's arguments. */
export function containerArguments(target: Target, env: Record<string, string>, name: string): string[] {
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
    ...targetFiles(target).flatMap((file) => ['--volume', `${file}:${file}:ro`]),
    ...usualCertificates(env).flatMap((folder) => ['--volume', `${folder}:/root/.postgresql:ro`]),
  ]
}

/** Where libpq looks for certificates that nobody named; in the image the programs run as root. */
function usualCertificates({ HOME = '' }: Record<string, string>): string[] {
  const folder = join(HOME, '.postgresql')
  return HOME !== '' && existsSync(folder) ? [folder] : []
}

function removeContainer(name: string, env: Record<string, string>): void {
  const removal = start('docker', ['rm', '--force', name], { env, signal: new AbortController().signal })
  removal.stdin.end()
  removal.stdout.resume()
}

function noTools({ major, client }: Search, found: readonly Installed[]): UserError {
  const here = found.map(({ folder, version }) => `${version} in ${folder}`).join(', ')
  return new UserError({
    what: `The server is PostgreSQL ${major}, and there is no pg_dump ${major} here${client === 'auto' ? ' and no docker to run one' : ''}.`,
    why: `${here ? `Found: ${here}. ` : ''}An older client refuses this server, a newer one makes dumps that it cannot load.`,
    next: `Install the client (Debian, Ubuntu: apt-get install postgresql-client-${major}, from apt.postgresql.org where the system has it not)${client === 'local' ? ', or set `client: docker`' : ''}.`,
  })
}
