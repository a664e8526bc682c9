import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openSchema } from '../../../src/postgres/restore/restore.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { createTables, planTables } from '../../../src/postgres/tables/create.ts'
import { lookAround } from '../../../src/postgres/tables/look.ts'
import { type Definition, readDefinition } from '../../../src/postgres/tables/pieces.ts'
import type { CreateRequest, TablesPlan } from '../../../src/postgres/tables/request.ts'
import { readTarget } from '../../../src/postgres/target.ts'
import { findTools } from '../../../src/postgres/tools.ts'
import type { PostgresServer } from '../../servers/postgres.ts'
import { fingerprintNow, rowsByName } from '../comparison.ts'
import { messageOf, tableOf } from '../rows/pairs.ts'

type How = {
  readonly where?: string
  readonly owners?: boolean
  readonly user?: string
  readonly lockTimeoutSeconds?: number
  readonly signal?: AbortSignal
  /** Run in the live database between the plan and the making of it. */
  readonly meanwhile?: string
  /** Whether the backup does not tell where its sequences stood. */
  readonly unproven?: boolean
  /** Called once rows are on their way. */
  readonly onRows?: () => void
}

/** A backup's tables, restored, its schema as pg_dump wrote it, and the live database of which some are gone. */
export type Loss = {
  readonly live: string
  readonly backup: string
  plan(tables: readonly string[], how?: How): Promise<TablesPlan>
  /** Plans and creates, and expects the plan to have told the truth. */
  create(tables: readonly string[], how?: How): Promise<TablesPlan>
  /** The message of the error by which it is refused; the live database must be as it was. */
  refusal(tables: readonly string[], how?: How): Promise<string>
  /** The live database: its schema as text, and its tables' rows. */
  now(): Promise<readonly string[]>
}

let losses = 0

export const zoo = (): Promise<string> => readFile(join(import.meta.dirname, 'zoo.sql'), 'utf8')

/**
 * Makes a database, and its copy, from which things can be dropped. The first plays the temporary one, from which rows that
 * nobody chose can be taken away.
 */
export const makeLoss = async (
  server: PostgresServer,
  sql: string,
  onlyBackup = '',
  properties = '',
): Promise<Loss> => {
  const number = ++losses
  const [backup, live] = [`backup_${number}`, `lost_${number}`]
  await server.psql('postgres', `CREATE DATABASE ${backup} TEMPLATE template0 ${properties}`)
  await server.psql(backup, sql)
  await server.psql('postgres', `CREATE DATABASE ${live} TEMPLATE ${backup}`)
  await server.psql(backup, onlyBackup)
  const now = async () => {
    const { stdout } = await promisify(execFile)(
      join(server.binDir, 'pg_dump'),
      ['-s', '--encoding=UTF8', `--dbname=${server.url(live)}`],
      { maxBuffer: 1 << 28 },
    )
    const { tables } = await fingerprintNow(server.url(live))
    return [...stdout.replaceAll(/^\\(un)?restrict .*$/gm, '').split('\n'), ...rowsByName(tables)]
  }
  const request = async (tables: readonly string[], how: How = {}): Promise<CreateRequest> => {
    const { pieces, plainStrings } = await definitionOf(server, backup, how.owners ?? true)
    const signal = how.signal ?? new AbortController().signal
    const [from, to] = [
      await readTarget(server.url(backup), {}),
      await readTarget(server.url(live, how.user), {}),
    ]
    const names = tables.map(tableOf)
    const session = await openSession(to, { signal })
    try {
      const look = await lookAround(session, { pieces, tables: names, user: how.user ?? 'postgres' })
      const sequences = how.unproven ? [] : await sequencesOf(server, backup)
      const proof = { sequences, notCompared: [] }
      const { where, lockTimeoutSeconds, onRows } = how
      const watch = onRows && (() => void onRows())
      return {
        ...look,
        from,
        to,
        tables: names,
        where,
        lockTimeoutSeconds,
        plainStrings,
        proof,
        signal,
        watch,
      }
    } finally {
      await session.close()
    }
  }
  const plan: Loss['plan'] = async (tables, how) => planTables(await request(tables, how))
  return {
    ...{ live, backup, now, plan },
    async create(tables, how) {
      const before = await now()
      const planned = await plan(tables, how)
      expect(await now()).toEqual(before)
      const done = await createTables(await request(tables, how))
      expect(done).toEqual(planned)
      return done
    },
    async refusal(tables, how) {
      let before = await now()
      const message = await request(tables, how)
        .then(async (asked) => {
          await server.psql(live, how?.meanwhile ?? '')
          before = await now()
          return createTables(asked)
        })
        .then(() => 'It was not refused.', messageOf)
      expect(await now()).toEqual(before)
      return message
    },
  }
}

/** By the code that reads it of a backup, from what the real pg_dump writes. */
export const definitionOf = async (
  server: PostgresServer,
  db: string,
  owners: boolean,
): Promise<Definition> => {
  const folder = await mkdtemp(join(tmpdir(), 'definition-'))
  try {
    const { signal } = new AbortController()
    const file = join(folder, 'all.dump')
    const sections = ['--section=pre-data', '--section=post-data']
    const program = join(server.binDir, 'pg_dump')
    await promisify(execFile)(program, ['-Fc', ...sections, '-f', file, `--dbname=${server.url(db)}`])
    const target = await readTarget(server.url(db), {})
    const search = {
      major: server.major,
      client: 'local',
      target,
      env: { PATH: server.binDir },
      signal,
    } as const
    const tools = await findTools({ ...search, log: () => {} })
    const reading = { tools, folder, owners, signal }
    const archives = [{ name: 'all', kind: 'schema' as const, open: () => createReadStream(file) }]
    const quiet = { watch: () => {}, debug: () => {} }
    const schema = await openSchema({ ...reading, ...quiet, archives, jobs: 1, missingExtensions: [] })
    if (!schema) throw new Error('pg_dump wrote no schema.')
    return await readDefinition(reading, schema)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const sequencesOf = async (
  server: PostgresServer,
  db: string,
): Promise<CreateRequest['proof']['sequences']> => {
  const { sequences } = await fingerprintNow(server.url(db))
  const bounds = { increment: '1', minimum: '1', maximum: '100', cycles: false }
  return [...sequences].map(([key, before]) => {
    const at = key.indexOf('.')
    return { schema: key.slice(0, at), name: key.slice(at + 1), ...bounds, before }
  })
}

/** Where all sequences of a database stand. */
export const positionsOf = async (server: PostgresServer, db: string): Promise<readonly string[]> =>
  [...(await fingerprintNow(server.url(db))).sequences]
    .map(([name, { value, called }]) => `${name} ${value} ${called}`)
    .sort()
