import type { Host } from '../host/host.ts'
import type { DoctorOptions } from '../options/doctor.ts'
import { checkName } from '../options/name.ts'
import { fitBudget, requireConnection } from '../postgres/budget.ts'
import { type DatabaseFacts, readDatabase } from '../postgres/database.ts'
import { findRoute } from '../postgres/pooler.ts'
import { enumerate, MAKE_READABLE, MAKE_VISIBLE, surveyRelations } from '../postgres/relations.ts'
import { type Rights, readRights } from '../postgres/rights.ts'
import { readServer, type Server } from '../postgres/server.ts'
import { openSession, type Session } from '../postgres/session.ts'
import { nameSource, namesSource, whyUntested } from '../postgres/source.ts'
import { describeTarget, type Target } from '../postgres/target.ts'
import { findTools } from '../postgres/tools.ts'
import { refuseHalfTrees } from '../postgres/trees.ts'
import { isServerTrouble, serverTrouble } from '../postgres/trouble.ts'
import type { Section } from '../report/doctor-lines.ts'
import { type Chart, openChart } from './doctor-chart.ts'

type DatabaseChart = Chart<'database'>

/** What the other parts want to know of the database. */
export type Patient = {
  readonly server: Server
  readonly extensions: DatabaseFacts['extensions']
}

export type DatabaseFindings = { readonly section: Section; readonly patient: Patient | undefined }

/** Looks whether a backup of the database could be made, as `backup` would go about it; nothing is locked or dumped. */
export async function examineDatabase(host: Host, options: DoctorOptions): Promise<DatabaseFindings> {
  const chart = openChart('database', host.signal)
  if (!namesSource(host, options.databaseUrl))
    return { section: chart.section('Database', 'no database is named'), patient: undefined }
  const patient = await visit(host, options, chart)
  return { section: chart.section('Database', 'the database was not reached'), patient }
}

async function visit(host: Host, options: DoctorOptions, chart: DatabaseChart): Promise<Patient | undefined> {
  const met = await chart.ask('connect', async () => {
    const target = await nameSource(host, options.databaseUrl)
    const session = await openSession(target, { signal: host.signal })
    return { target, session }
  })
  if (!met) return undefined
  const { target, session } = met.fact
  try {
    chart.ok('connect', `Connected to ${describeTarget(target)}.`)
    lookAtName(options, target, chart)
    const server = await readServer(session)
    lookAtVersion(server, chart)
    await lookAtTools(host, options, { target, server }, chart)
    const tables = await lookAtTables(session, server, options, chart)
    await lookAtWay(host, options, { target, session, server, tables }, chart)
    lookAtRights(await readRights(session), server, options, chart)
    return { server, extensions: (await readDatabase(session)).extensions }
  } catch (error) {
    host.signal.throwIfAborted()
    const told = isServerTrouble(error) ? serverTrouble('A question was not answered.', error) : error
    chart.tell('connect', 'fail', told)
    return undefined
  } finally {
    await session.close()
  }
}

function lookAtName({ name }: DoctorOptions, target: Target, chart: DatabaseChart): void {
  try {
    chart.ok('name', `Backups are kept under "${name ?? checkName(target.database, 'database')}".`)
  } catch (error) {
    chart.tell('name', 'fail', error)
  }
}

function lookAtVersion(server: Server, chart: DatabaseChart): void {
  const untested = whyUntested(server)
  if (untested === undefined) chart.ok('version', `PostgreSQL ${server.version}.`)
  else chart.warn('version', untested, 'Look for a newer version of this program, and drill often.')
}

type Source = { readonly target: Target; readonly server: Server }

async function lookAtTools(
  host: Host,
  { client }: DoctorOptions,
  { target, server }: Source,
  chart: DatabaseChart,
): Promise<void> {
  const tools = await chart.ask('client', () =>
    findTools({ major: server.major, client, target, ...logging(host) }),
  )
  if (tools) chart.ok('client', `Client programs ${tools.fact.version} from ${tools.fact.where}.`)
}

const logging = (host: Host) => ({
  env: host.env,
  signal: host.signal,
  log: (line: string) => host.info(line),
})

/** Which may be read, and how many there are. */
async function lookAtTables(
  session: Session,
  { inRecovery }: Server,
  { selection, showTableNames }: DoctorOptions,
  chart: DatabaseChart,
): Promise<number> {
  const { relations, unreadable, hidden } = await surveyRelations(session, selection, {
    measured: false,
    inRecovery,
  })
  const named = (some: typeof hidden) =>
    showTableNames ? enumerate(some) : `${some.length} of ${relations.length} tables and sequences`
  if (unreadable.length > 0)
    chart.fail('tables', `This user may not read ${named(unreadable)}.`, MAKE_READABLE)
  else if (await chart.ask('tables', async () => refuseHalfTrees(relations)))
    chart.ok('tables', `All ${relations.length} tables and sequences may be read.`)
  if (hidden.length > 0)
    chart.fail(
      'row-security',
      `Row-level security would hide rows of ${named(hidden)} from this user, and nobody would notice.`,
      MAKE_VISIBLE,
    )
  else chart.ok('row-security', 'Row-level security hides nothing from this user.')
  return relations.filter(({ kind }) => kind !== 'sequence').length
}

async function lookAtWay(
  { signal }: Host,
  { jobs }: DoctorOptions,
  { target, session, server, tables }: Source & { readonly session: Session; readonly tables: number },
  chart: DatabaseChart,
): Promise<void> {
  const found = await chart.ask('pooler', () => findRoute(session, target, signal))
  if (!found) {
    chart.skip('capacity', 'no dump can go this way')
    return
  }
  const { fact: route } = found
  chart.ok(
    'pooler',
    route.kind === 'direct'
      ? 'No pooler is in between.'
      : 'A pooler is in between, which keeps its connections by the session.',
  )
  const room = await chart.ask('capacity', async () => ({
    connections: requireConnection(server, route),
    notes: fitBudget(jobs, server, route, tables).notes,
  }))
  if (!room) return
  const { connections, notes } = room.fact
  if (notes.length > 0) chart.warn('capacity', notes.join(' '), MORE_ROOM)
  else chart.ok('capacity', `${connections} more connections are to be had.`)
}

const MORE_ROOM =
  'Raise max_locks_per_transaction or the limits of connections (a pooler’s too), or leave it: the backup is sound, and slower.'

function lookAtRights(rights: Rights, { user }: Server, options: DoctorOptions, chart: DatabaseChart): void {
  const { superuser, replication, closedLargeObjects, conflicts } = rights
  const replicates = replication ? 'It may replicate too, which no backup needs.' : 'It may not replicate.'
  if (superuser)
    chart.warn(
      'user',
      `"${user}" is a superuser: whoever gets hold of the URL can do anything there.`,
      'Make a user that may only read: CREATE ROLE backup LOGIN; GRANT pg_read_all_data TO backup; and BYPASSRLS where tables have row-level security.',
    )
  else chart.ok('user', `"${user}" is no superuser. ${replicates}`)

  const { include, schemas, tables } = options.selection
  if (include === 'schema' || schemas.length > 0 || tables.length > 0)
    chart.skip('large-objects', 'this choice of what is dumped leaves them out')
  else if (closedLargeObjects > 0)
    chart.fail(
      'large-objects',
      `This user may not read ${closedLargeObjects} large objects, so pg_dump would fail.`,
      'Grant it (GRANT SELECT ON LARGE OBJECT … TO …), or back up as their owner or a superuser: pg_read_all_data does not reach them.',
    )
  else chart.ok('large-objects', 'All large objects may be read.')

  if (conflicts)
    chart.warn(
      'replica',
      `This is a replica that ends queries ${conflicts.afterMs / 1000} s after they get in the way of changes from its primary.`,
      'Set hot_standby_feedback = on or max_standby_streaming_delay = -1 there, or back up the primary.',
    )
  else chart.ok('replica', 'No change from elsewhere ends a long dump.')
}
