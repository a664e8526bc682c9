import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { appendFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { account, copyTree } from './account.ts'
import { type Enclosure, openEnclosure, waitFor } from './enclosure.ts'
import { freePort } from './port.ts'
import { binDir, type Major, programsFolder } from './programs.ts'

export { binDir } from './programs.ts'

type Auth = 'trust' | 'scram-sha-256' | 'md5' | 'password'
type StopMode = 'smart' | 'fast' | 'immediate'

export type PostgresOptions = {
  readonly major?: Major
  /** Lines of postgresql.conf, over the defaults here. */
  readonly settings?: Readonly<Record<string, string>>
  /** How clients over TCP prove who they are; the private socket always lets everybody in. */
  readonly auth?: Auth
  readonly superuserPassword?: string
}

export type PostgresServer = {
  readonly major: Major
  readonly port: number
  readonly socketDir: string
  readonly binDir: string
  readonly dataDir: string
  readonly superuserPassword: string | undefined
  /** Of the superuser `postgres` in database `postgres`, unless told otherwise. */
  url(db?: string, user?: string, password?: string): string
  /** Runs SQL as the superuser, stops at the first error, answers the rows: columns split by `|`. */
  psql(db: string, sql: string): Promise<string>
  createDatabase(name: string): Promise<void>
  /** Stops the server and removes all that it had. */
  stop(mode?: StopMode): Promise<void>
  /** Ends all of the server's processes at once; its files stay until `stop`. */
  kill9(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

// What a test's server holds need not outlive a power cut.
const DEFAULTS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', timezone: 'UTC' }

export const startPostgres = async (options: PostgresOptions = {}): Promise<PostgresServer> => {
  const { major = 15, superuserPassword } = options
  const auth = options.auth ?? (superuserPassword === undefined ? 'trust' : 'scram-sha-256')
  const enclosure = openEnclosure(`postgres-${major}`, account())
  try {
    const dataDir = await makeCluster(enclosure, major)
    const hba = ['local all', 'local replication', 'host all', 'host replication'].map((line) =>
      line.startsWith('local') ? `${line} all trust` : `${line} all 127.0.0.1/32 ${auth}`,
    )
    await writeFile(join(dataDir, 'pg_hba.conf'), `${hba.join('\n')}\n`)
    const encryption = auth === 'md5' || auth === 'scram-sha-256' ? { password_encryption: auth } : {}
    const settings = { ...DEFAULTS, ...encryption, ...options.settings }
    const server = await startServer(enclosure, { major, dataDir, settings, superuserPassword })
    if (superuserPassword !== undefined)
      await server.psql('postgres', `ALTER ROLE postgres PASSWORD ${quoteLiteral(superuserPassword)}`)
    return server
  } catch (error) {
    await enclosure.close()
    throw error
  }
}

/** A streaming replica of a server, in recovery and open for reading. */
export const startReplica = async (primary: PostgresServer): Promise<PostgresServer> => {
  const { major, superuserPassword } = primary
  const enclosure = openEnclosure(`postgres-${major}-replica`, account())
  try {
    const dataDir = join(enclosure.folder, 'data')
    const from = ['--host', primary.socketDir, '--port', `${primary.port}`, '--username', 'postgres']
    const how = ['--write-recovery-conf', '--checkpoint=fast', '--no-sync', '--pgdata', dataDir]
    await enclosure.run(join(primary.binDir, 'pg_basebackup'), [...from, ...how])
    const replica = await startServer(enclosure, { major, dataDir, settings: {}, superuserPassword })
    await replica.psql('postgres', UNTIL_STREAMING)
    return replica
  } catch (error) {
    await enclosure.close()
    throw error
  }
}

const UNTIL_STREAMING = `DO $$ BEGIN
  FOR tries IN 1..600 LOOP
    IF EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN RETURN; END IF;
    PERFORM pg_sleep(0.05);
  END LOOP;
  RAISE 'The replica does not stream.';
END $$`

type Cluster = {
  readonly major: Major
  readonly dataDir: string
  readonly settings: Readonly<Record<string, string>>
  readonly superuserPassword: string | undefined
}

const startServer = async (enclosure: Enclosure, cluster: Cluster): Promise<PostgresServer> => {
  const { major, dataDir, superuserPassword } = cluster
  const bin = binDir(major)
  const port = await freePort()
  const socketDir = enclosure.folder
  const settings = {
    ...cluster.settings,
    listen_addresses: '127.0.0.1',
    port: `${port}`,
    unix_socket_directories: socketDir,
  }
  // In the file, not on the command line, so that ALTER SYSTEM can still override them.
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoteLiteral(value)}\n`)
  await appendFile(join(dataDir, 'postgresql.conf'), lines.join(''))

  const resident = enclosure.start(join(bin, 'postgres'), ['-D', dataDir])
  await waitFor(`PostgreSQL ${major}`, resident, () => isReady(dataDir))

  const psql: PostgresServer['psql'] = async (db, sql) => {
    const flags = [
      '--no-psqlrc',
      '--quiet',
      '--no-align',
      '--tuples-only',
      '--set=ON_ERROR_STOP=1',
      '--file=-',
    ]
    const where = [
      `--host=${socketDir}`,
      `--port=${port}`,
      '--username=postgres',
      `--dbname=${asConnection(db)}`,
    ]
    return (await enclosure.run(join(bin, 'psql'), [...flags, ...where], { input: sql })).trimEnd()
  }
  const stop: PostgresServer['stop'] = async (mode = 'immediate') => {
    await resident.end(STOP_SIGNALS[mode])
    await enclosure.close()
  }
  return {
    major,
    port,
    socketDir,
    binDir: bin,
    dataDir,
    superuserPassword,
    url: (
      db = 'postgres',
      user = 'postgres',
      password = user === 'postgres' ? superuserPassword : undefined,
    ) => {
      const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`
      return `postgres://${encodeURIComponent(user)}${secret}@127.0.0.1:${port}/${encodeURIComponent(db)}`
    },
    psql,
    createDatabase: async (name) => {
      await psql('postgres', `CREATE DATABASE "${name.replaceAll('"', '""')}"`)
    },
    stop,
    kill9: () => enclosure.endAll(dataDir),
    [Symbol.asyncDispose]: () => stop(),
  }
}

const STOP_SIGNALS = { smart: 'SIGTERM', fast: 'SIGINT', immediate: 'SIGQUIT' } as const

// The line that pg_ctl reads too: asking by connecting would leave marks in the server's statistics.
const isReady = (dataDir: string): boolean => {
  const file = join(dataDir, 'postmaster.pid')
  return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready'
}

/** A plain name with = in it would be read as a connection string. */
const asConnection = (db: string): string => `dbname='${db.replace(/[\\']/g, '\\$&')}'`

const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A fresh cluster: a copy of a template that initdb made once, since initdb takes a second and a copy a tenth. */
const makeCluster = async (enclosure: Enclosure, major: Major): Promise<string> => {
  const bin = binDir(major)
  const dataDir = join(enclosure.folder, 'data')
  const [version] = /[\d.]+/.exec(await enclosure.run(join(bin, 'postgres'), ['--version'])) ?? []
  const templates = join(programsFolder(), 'templates')
  const template = join(templates, `postgresql-${version}-user-${account()?.uid ?? process.getuid?.()}`)
  if (existsSync(template)) {
    await copyTree(template, dataDir)
    await giveIdentity(enclosure, bin, dataDir)
    return dataDir
  }
  const locale = ['--locale=C.UTF-8', '--encoding=UTF8']
  const who = ['--username=postgres', '--auth=trust']
  await enclosure.run(join(bin, 'initdb'), ['--pgdata', dataDir, ...locale, ...who, '--no-sync'])
  await keepTemplate(dataDir, templates, template)
  return dataDir
}

const keepTemplate = async (dataDir: string, templates: string, template: string): Promise<void> => {
  const draft = join(templates, `.new-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(templates, { recursive: true })
    await copyTree(dataDir, draft)
    await rename(draft, template)
  } catch {
    // The cache is not ours to write, or another test process was quicker: both are fine.
    await rm(draft, { recursive: true, force: true })
  }
}

/** Two servers must not share a system identifier, as copies of one template would. */
const giveIdentity = async (enclosure: Enclosure, bin: string, dataDir: string): Promise<void> => {
  const control = await open(join(dataDir, 'global/pg_control'), 'r+')
  try {
    // The identifier is the file's first eight bytes; its top bit stays clear, since SQL shows it as a signed number.
    const identity = randomBytes(8)
    identity.writeUInt8(identity.readUInt8(7) & 0x7f, 7)
    await control.write(identity, 0, 8, 0)
  } finally {
    await control.close()
  }
  // Writes the file's checksum and a first WAL segment that carry the new identifier.
  await enclosure.run(join(bin, 'pg_resetwal'), ['--force', '--pgdata', dataDir])
}
