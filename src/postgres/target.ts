import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** libpq's connection keywords that we honour, and the variable that carries each to the client programs. */
const VARIABLES = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  passfile: 'PGPASSFILE',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslcrl: 'PGSSLCRL',
  sslsni: 'PGSSLSNI',
  sslnegotiation: 'PGSSLNEGOTIATION',
  ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
  ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
  channel_binding: 'PGCHANNELBINDING',
  gssencmode: 'PGGSSENCMODE',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  requirepeer: 'PGREQUIREPEER',
} as const

/** By this name the server's administrators know our sessions. */
export const APPLICATION = 'pg-backup'

type Keyword = keyof typeof VARIABLES
const isKeyword = (name: string): name is Keyword => Object.hasOwn(VARIABLES, name)

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
export type SslMode = (typeof SSL_MODES)[number]

/** A database to connect to, as libpq would understand the same URL and environment. */
export type Target = {
  /** A host name, or the folder of a unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password: string | undefined
  readonly sslmode: SslMode
  /** Every keyword that was given, in libpq's words. */
  readonly given: Readonly<Partial<Record<Keyword, string>>>
}

/** Reads a target from a URL, or where none is given from libpq's own variables. */
export async function readTarget(url: string | undefined, env: Environment): Promise<Target> {
  const given = { ...fromEnvironment(env), ...(url === undefined ? {} : fromUrl(url)) }
  refuseSeveralHosts(given)
  const user = given.user || accountName(env)
  const port = readPort(given.port)
  const target = {
    host: given.host || given.hostaddr || defaultHost(port),
    port,
    user,
    database: given.dbname || user,
    password: given.password,
    sslmode: readSslMode(given),
    given,
  }
  return { ...target, password: given.password ?? (await passwordFromFile(target, env)) }
}

const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'],
] as const

/** What every program needs of our environment, docker too. */
export function plainEnvironment(env: Environment): Record<string, string> {
  const own: Record<string, string> = { LC_ALL: 'C' }
  for (const name of PASSED_ON) {
    const value = env[name]
    if (value !== undefined) own[name] = value
  }
  return own
}

/** The whole environment of a client program: nothing of ours reaches it but what it needs. */
export function toolEnvironment(target: Target, env: Environment): Record<string, string> {
  // Constants with a time zone read the same in the source's dump and in that of its restored copy.
  const own: Record<string, string> = { ...plainEnvironment(env), PGAPPNAME: APPLICATION, PGTZ: 'UTC' }
  for (const [keyword, value] of Object.entries(target.given)) {
    if (isKeyword(keyword) && keyword !== 'passfile' && keyword !== 'application_name') {
      own[VARIABLES[keyword]] = value
    }
  }
  own.PGHOST = target.host
  own.PGPORT = String(target.port)
  own.PGUSER = target.user
  own.PGDATABASE = target.database
  own.PGSSLMODE = target.sslmode
  if (target.password !== undefined) own.PGPASSWORD = target.password
  return own
}

/** How messages call the target: never with its password. */
export const describeTarget = (target: Target): string =>
  `database "${target.database}" as "${target.user}" at ${target.host}${isSocket(target) ? '' : `:${target.port}`}`

/** The same server, and another of its databases. */
export const inDatabase = (target: Target, name: string): Target => ({
  ...target,
  database: name,
  given: { ...target.given, dbname: name },
})

export const isSocket = (target: Target): boolean =>
  target.host.startsWith('/') || target.host.startsWith('@')

/** Files that a client program must be able to read, besides its own. */
export const targetFiles = (target: Target): string[] =>
  [target.given.sslrootcert, target.given.sslcert, target.given.sslkey, target.given.sslcrl].filter(
    (file): file is string => file?.startsWith('/') ?? false,
  )

function fromEnvironment(env: Environment): Partial<Record<Keyword, string>> {
  if (env.PGSERVICE) {
    throw new UsageError({
      what: 'PGSERVICE is set, but connection service files are not read.',
      next: 'Give the database as `database-url` (or DATABASE_URL) instead.',
    })
  }
  const entries = Object.entries(VARIABLES).map(([keyword, variable]) => [keyword, env[variable]])
  return Object.fromEntries(entries.filter(([, value]) => value))
}

// As libpq reads it: user and password end at the first @ before any slash, and # is nothing special.
const URL_FORM = /^postgres(?:ql)?:\/\/(?:([^@/:]*)(?::([^@/]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s

function fromUrl(url: string): Partial<Record<Keyword, string>> {
  const parts = URL_FORM.exec(url.trim())
  if (!parts) {
    throw new UsageError({
      what: '`database-url` is not a PostgreSQL URL.',
      next: 'Write postgresql://user:password@host:5432/database (or leave it out and set PGHOST, PGUSER, …).',
    })
  }
  const [, user, password, hosts = '', database, query] = parts
  const given: Partial<Record<Keyword, string>> = {}
  const set = (keyword: Keyword, value: string | undefined) => {
    if (value) given[keyword] = decoded(value)
  }
  set('user', user)
  set('password', password)
  set('dbname', database)
  if (hosts.includes('@')) throw badCharacters()
  if (hosts.includes(',')) throw severalHosts()
  const host = /^(\[[^\]]+\]|[^:]*)(?::(.*))?$/.exec(hosts)
  if (!host) throw badCharacters()
  set('host', host[1]?.replace(/^\[|\]$/g, ''))
  set('port', host[2])
  for (const pair of query ? query.split('&') : []) {
    const at = pair.indexOf('=')
    const name = decoded(at < 0 ? pair : pair.slice(0, at))
    const value = at < 0 ? '' : pair.slice(at + 1)
    if (name === 'ssl' && value === 'true') set('sslmode', 'require')
    else if (isKeyword(name)) set(name, value)
    else throw unknownParameter(name)
  }
  return given
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw badCharacters()
  }
}

const badCharacters = () =>
  new UsageError({
    what: '`database-url` cannot be taken apart.',
    why: 'A user name or password with one of the characters @ / : % must have it percent-encoded.',
    next: 'Write %40 for @, %2F for /, %3A for :, %25 for %.',
  })

const severalHosts = () =>
  new UsageError({
    what: '`database-url` names several hosts.',
    why: 'A backup must know which server it reads, so one host is taken and no list.',
    next: 'Name the primary, or a replica, alone.',
  })

const unknownParameter = (name: string) =>
  new UsageError({
    what: `\`database-url\` has the parameter "${name}", which libpq does not know or which cannot be honoured here.`,
    next:
      name === 'pgbouncer'
        ? "Use the provider's direct (not pooled) URL; this parameter belongs to a pooler's."
        : `Remove it. Known are: ${Object.keys(VARIABLES).join(', ')}.`,
  })

function refuseSeveralHosts(given: Partial<Record<Keyword, string>>): void {
  if ([given.host, given.hostaddr, given.port].some((value) => value?.includes(','))) throw severalHosts()
}

function readPort(text: string | undefined): number {
  if (!text) return 5432
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port
  throw new UsageError({ what: `"${text}" is no port.`, next: 'A port is a number from 1 to 65535.' })
}

function readSslMode({ sslmode, sslrootcert }: Partial<Record<Keyword, string>>): SslMode {
  const text = sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer')
  const mode = SSL_MODES.find((known) => known === text)
  if (!mode)
    throw new UsageError({ what: `"${text}" is no sslmode.`, next: `Known are: ${SSL_MODES.join(', ')}.` })
  if (sslrootcert === 'system' && mode !== 'verify-full') {
    throw new UsageError({
      what: `sslmode "${mode}" does not go with \`sslrootcert=system\`.`,
      why: "Anybody can get a certificate from the system's authorities, so libpq wants the host name checked too.",
      next: 'Set `sslmode=verify-full`, or leave it out.',
    })
  }
  return mode
}

/** libpq asks the system who runs it, whatever USER says. */
function accountName(env: Environment): string {
  try {
    return userInfo().username
  } catch {
    return env.USER ?? ''
  }
}

function defaultHost(port: number): string {
  const folders = ['/var/run/postgresql', '/tmp']
  return folders.find((folder) => existsSync(join(folder, `.s.PGSQL.${port}`))) ?? 'localhost'
}

async function passwordFromFile(
  target: Omit<Target, 'password'>,
  env: Environment,
): Promise<string | undefined> {
  const file = target.given.passfile ?? join(env.HOME ?? homedir(), '.pgpass')
  const facts = await stat(file).catch(() => undefined)
  // libpq ignores a password file that others can read.
  if (!facts?.isFile() || facts.mode & 0o077) return undefined
  const host = isSocket({ ...target, password: undefined }) ? 'localhost' : target.host
  const wanted = [host, String(target.port), target.database, target.user]
  for (const line of (await readFile(file, 'utf8')).split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const entry = splitEntry(line)
    if (entry.length >= 5 && wanted.every((value, at) => entry[at] === '*' || entry[at] === value)) {
      return entry.slice(4).join(':')
    }
  }
  return undefined
}

/** Splits `host:port:database:user:password`, in which a backslash keeps the next character. */
function splitEntry(line: string): string[] {
  const fields = ['']
  for (const [part] of line.matchAll(/\\.|[^\\]|\\$/gs)) {
    if (part === ':') fields.push('')
    else fields[fields.length - 1] += part.length === 2 ? part.slice(1) : part
  }
  return fields
}
