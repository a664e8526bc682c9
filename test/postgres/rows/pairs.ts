import type { Readable } from 'node:stream'
import { UserError } from '../../../src/errors.ts'
import type { RowsPlan, RowsRequest, SavedRows, TableName } from '../../../src/postgres/rows/request.ts'
import { applyRows, planRows } from '../../../src/postgres/rows/rows.ts'
import { readTarget } from '../../../src/postgres/target.ts'
import type { PostgresServer } from '../../servers/postgres.ts'
import { fingerprintNow, rowsByName } from '../comparison.ts'

type How = Partial<Omit<RowsRequest, 'from' | 'to' | 'tables'>>

/** A backup's tables, restored, and the live database that has gone on since. */
export type Pair = {
  readonly server: PostgresServer
  readonly backup: string
  readonly live: string
  request(tables: readonly string[], how?: How): Promise<RowsRequest>
  plan(tables: readonly string[], how?: How): Promise<RowsPlan>
  /** Plans and applies, and expects the plan to have told the truth. */
  apply(tables: readonly string[], how?: How): Promise<Applied>
  /** The message of the error by which it is refused, planned and applied; the live database must be as it was. */
  refusal(tables: readonly string[], how?: How): Promise<string>
  /** Rows and hashes of the tables, as text. */
  prints(db: string, tables?: readonly string[]): Promise<readonly string[]>
}

export type Applied = {
  readonly plan: RowsPlan
  /** The script of the saved rows, where there were any. */
  readonly script: string | undefined
  readonly saved: SavedRows['tables']
}

let pairs = 0

/** Makes both databases by the same script, and then lets the live one go on by another. */
export const makePair = async (server: PostgresServer, both: string, onlyLive = ''): Promise<Pair> => {
  const number = ++pairs
  const pair = pairOf(server, `backup_${number}`, server, `live_${number}`)
  await server.createDatabase(pair.backup)
  await server.psql(pair.backup, both)
  await server.psql('postgres', `CREATE DATABASE ${pair.live} TEMPLATE ${pair.backup}`)
  await server.psql(pair.live, onlyLive)
  return pair
}

export const pairOf = (
  source: PostgresServer,
  backup: string,
  server: PostgresServer,
  live: string,
): Pair => {
  const request: Pair['request'] = async (tables, how = {}) => ({
    from: await readTarget(source.url(backup), {}),
    to: await readTarget(server.url(live), {}),
    tables: tables.map(tableOf),
    mode: 'sync',
    triggers: true,
    signal: new AbortController().signal,
    ...how,
  })
  const prints: Pair['prints'] = async (db, tables) => {
    const found = await fingerprintNow((db === backup ? source : server).url(db))
    const wanted = tables?.map((name) => `${tableOf(name).schema}.${tableOf(name).name} `)
    const all = rowsByName(found.tables)
    return wanted ? all.filter((line) => wanted.some((name) => line.startsWith(name))) : all
  }
  const plan: Pair['plan'] = async (tables, how) => planRows(await request(tables, how))
  const apply: Pair['apply'] = async (tables, how) => {
    const before = await prints(live)
    const planned = await plan(tables, how)
    expect(await prints(live)).toEqual(before)
    let script: string | undefined
    let saved: SavedRows['tables'] = []
    const done = await applyRows(await request(tables, how), async (rows) => {
      saved = rows.tables
      script = await textOf(rows.open())
    })
    const plain = done.tables.map(({ altered: _, ...table }) => table)
    expect(plain).toEqual(planned.tables)
    return { plan: done, script, saved }
  }
  const refusal: Pair['refusal'] = async (tables, how) => {
    const before = await prints(live)
    const [planned, applied] = [
      await planRows(await request(tables, how)).then(notRefused, messageOf),
      await applyRows(await request(tables, how), async () => {}).then(notRefused, messageOf),
    ]
    expect(planned).toBe(applied)
    expect(await prints(live)).toEqual(before)
    return applied
  }
  return { server, backup, live, request, plan, apply, refusal, prints }
}

const notRefused = (): never => {
  throw new Error('It was not refused.')
}

export const messageOf = (error: unknown): string => {
  if (error instanceof UserError) return error.message
  throw error
}

export const tableOf = (text: string): TableName => {
  const [name = '', schema = 'public'] = text.split('.').reverse()
  return { schema, name }
}

export const textOf = async (stream: Readable): Promise<string> =>
  Buffer.concat(await stream.toArray()).toString('utf8')

/** Inserts, updates and deletes of each table, by its name. */
export const numbersOf = ({ tables }: RowsPlan): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    tables.map(({ table, inserts, updates, deletes }) => [table.name, [inserts, updates, deletes]]),
  )
