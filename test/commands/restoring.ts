import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PostgresServer } from '../servers/postgres.ts'
import type { StepEnded } from './bundle.ts'
import type { Report, Workshop } from './drilling.ts'

type Inputs = Readonly<Record<string, string>>

/** What of a restore's JSON report the tests look at. */
export type RestoreReport = {
  readonly plan: string
  readonly mode: string
  readonly verdict: string
  readonly live: boolean
  readonly oldDatabase: string | null
  readonly dropped: readonly string[]
  readonly restoreNotes: readonly string[]
  readonly verification: Report
}

export type RestoreEnded = StepEnded & { readonly said: string; readonly report: RestoreReport | undefined }

/** Runs the step as a workflow does; fails where a database, a role or a session of it is left behind. */
export async function restore(
  shop: Workshop,
  server: PostgresServer,
  inputs: Inputs,
  env: Inputs = {},
): Promise<RestoreEnded> {
  const ended = await shop.run({ command: 'restore', 'target-url': server.url('shop'), ...inputs }, env)
  expect(await besides(server)).toEqual([])
  const { report: file = '' } = ended.outputs
  const report = file === '' ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as RestoreReport)
  return { ...ended, report }
}

/** Databases of ours that no run may leave. */
export const besides = async (server: PostgresServer): Promise<readonly string[]> =>
  (
    await server.psql(
      'postgres',
      `SELECT datname FROM pg_database WHERE datname ~ '_restore_[0-9]{8}|^pg_backup_scratch' ORDER BY 1`,
    )
  )
    .split('\n')
    .filter(Boolean)

export const databases = async (server: PostgresServer): Promise<readonly string[]> =>
  (
    await server.psql(
      'postgres',
      `SELECT datname FROM pg_database WHERE datname !~ '^(postgres|template)' ORDER BY 1`,
    )
  ).split('\n')

/** All rows of all tables, and the schema's text, in one hash. */
export async function contentOf(server: PostgresServer, database: string): Promise<string> {
  const tables = await server.psql(
    database,
    `SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname !~ '^(pg_|information_schema)' ORDER BY 1`,
  )
  const hashes: string[] = []
  for (const table of tables.split('\n').filter(Boolean)) {
    const sql = `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM ${table} t`
    hashes.push(`${table} ${await server.psql(database, sql)}`)
  }
  return hashes.join('\n')
}

/** Lets a part of the server die, so that all of it starts anew. */
export async function crash(server: PostgresServer): Promise<void> {
  const pid = await server.psql(
    'postgres',
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  )
  process.kill(Number(pid), 'SIGKILL')
}

/** A client that writes a row every few milliseconds and connects again whenever it is thrown out. */
export function startWriter(server: PostgresServer, database: string, table: string) {
  const name = `writer-${randomBytes(3).toString('hex')}`
  let stopped = false
  let written = 0
  let thrownOut = 0
  const work = (async () => {
    const { default: pg } = await import('pg')
    while (!stopped) {
      const client = new pg.Client({ connectionString: server.url(database), application_name: name })
      client.on('error', () => undefined)
      try {
        await client.connect()
        while (!stopped) {
          await client.query(`INSERT INTO ${table} DEFAULT VALUES`)
          written++
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      } catch {
        thrownOut++
        await new Promise((resolve) => setTimeout(resolve, 5))
      } finally {
        await client.end().catch(() => undefined)
      }
    }
  })()
  return {
    name,
    get written() {
      return written
    },
    get thrownOut() {
      return thrownOut
    },
    async stop() {
      stopped = true
      await work
    },
  }
}
