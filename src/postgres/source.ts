import { UsageError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { BackupOptions } from '../options/options.ts'
import { requireConnection } from './budget.ts'
import { findRoute, type Route } from './pooler.ts'
import { readServer, type Server } from './server.ts'
import { openSession, type Session } from './session.ts'
import { readTarget, type Target } from './target.ts'
import { findTools, type Tools } from './tools.ts'

/** The database to be backed up: reached, known, and with the client programs that fit it. */
export type Source = {
  readonly target: Target
  readonly session: Session
  readonly server: Server
  readonly route: Route
  readonly tools: Tools
}

/** The oldest version that our tests run. */
const OLDEST_TESTED = 13
const NEWEST_TESTED = 18

/** One of these must say which server or database is meant: libpq's guess would be found out as a network fault. */
const NAMING = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGSERVICE']

const noDatabase = (): UsageError =>
  new UsageError({
    what: 'No database is named.',
    why: '`database-url` and DATABASE_URL are missing or empty (is the secret set?), and so are PGHOST and PGDATABASE.',
    next: "Set the input `database-url`, the variable DATABASE_URL, or libpq's own variables.",
  })

/** Whether the options or libpq's variables name a database at all. */
export const namesSource = ({ env }: Pick<Host, 'env'>, databaseUrl: string | undefined): boolean =>
  databaseUrl !== undefined || NAMING.some((variable) => env[variable])

/** The database that the options name; nothing is asked of it yet. */
export async function nameSource(host: Host, databaseUrl: string | undefined): Promise<Target> {
  if (!namesSource(host, databaseUrl)) throw noDatabase()
  const target = await readTarget(databaseUrl, host.env)
  if (target.password !== undefined) host.mask(target.password)
  return target
}

/** Nothing where our tests run that version. */
export const whyUntested = ({ major }: Server): string | undefined =>
  major >= OLDEST_TESTED && major <= NEWEST_TESTED
    ? undefined
    : `PostgreSQL ${major} is not among the versions this was tested with (${OLDEST_TESTED} to ${NEWEST_TESTED}).`

export async function openSource(
  host: Host,
  target: Target,
  client: BackupOptions['client'],
): Promise<Source> {
  const { signal, env } = host
  const session = await openSession(target, { signal })
  try {
    const server = await readServer(session)
    const untested = whyUntested(server)
    if (untested !== undefined) host.warn(untested)
    const route = await findRoute(session, target, signal)
    // Before anything else wants one: at a pooler it would wait in line for ever.
    requireConnection(server, route)
    const log = (line: string) => host.info(line)
    const tools = await findTools({ major: server.major, client, target, env, signal, log })
    return { target, session, server, route, tools }
  } catch (error) {
    await session.close()
    throw error
  }
}
