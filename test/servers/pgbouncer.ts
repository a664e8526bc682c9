import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { account } from './account.ts'
import { openEnclosure, waitFor } from './enclosure.ts'
import { freePort, listens } from './port.ts'
import type { PostgresServer } from './postgres.ts'
import { lackOf, PGBOUNCER } from './programs.ts'

export type PgbouncerOptions = {
  readonly server: PostgresServer
  readonly poolMode: 'session' | 'transaction'
  readonly poolSize?: number
  /** Lines of pgbouncer.ini, over the defaults here. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A connection pooler in front of a server, for every database and every role of it. */
export type PgbouncerServer = {
  readonly port: number
  url(db?: string, user?: string): string
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export const startPgbouncer = async (options: PgbouncerOptions): Promise<PgbouncerServer> => {
  if (lackOf.pgbouncer()) throw new Error('This machine lacks pgbouncer: run script/bootstrap.')
  const { server, poolMode, poolSize = 5 } = options
  const enclosure = openEnclosure('pgbouncer', account())
  try {
    const port = await freePort()
    const users = join(enclosure.folder, 'users.txt')
    const settings = {
      listen_addr: '127.0.0.1',
      listen_port: `${port}`,
      unix_socket_dir: '',
      auth_type: 'trust',
      auth_file: users,
      // Roles beside the superuser are looked up in the server.
      auth_user: 'postgres',
      admin_users: 'postgres',
      pool_mode: poolMode,
      default_pool_size: `${poolSize}`,
      max_client_conn: '200',
      ignore_startup_parameters: 'extra_float_digits',
      ...options.settings,
    }
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
    // Over the server's private socket, which asks nobody for a password.
    const databases = `[databases]\n* = host=${server.socketDir} port=${server.port}\n`
    const file = join(enclosure.folder, 'pgbouncer.ini')
    await writeFile(users, '"postgres" ""\n')
    await writeFile(file, `${databases}\n[pgbouncer]\n${lines.join('\n')}\n`)
    const resident = enclosure.start(PGBOUNCER, [file])
    await waitFor('pgbouncer', resident, () => listens(port))
    const stop = () => enclosure.close()
    return {
      port,
      url: (db = 'postgres', user = 'postgres') =>
        `postgres://${encodeURIComponent(user)}@127.0.0.1:${port}/${encodeURIComponent(db)}`,
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await enclosure.close()
    throw error
  }
}
