import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { listRelations } from '../../src/postgres/relations.ts'
import { readServer } from '../../src/postgres/server.ts'
import { Interrupted, takeSnapshot } from '../../src/postgres/snapshot.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, leftovers, openShelf, rowsInArchives } from './backups.ts'
import { inSession, WHOLE } from './comparison.ts'
import { keepDoing } from './writers.ts'

const STOCK = 2_000
const PRICES = 1_000
const TABLES = `
  CREATE TABLE stock (id int PRIMARY KEY, what text);
  CREATE TABLE price (id serial PRIMARY KEY, amount int);
  CREATE TABLE calm AS SELECT i FROM generate_series(1, 100) i;
  CREATE MATERIALIZED VIEW sums AS SELECT sum(amount) FROM price;
  INSERT INTO stock SELECT i, 'x' FROM generate_series(1, ${STOCK}) i;
  INSERT INTO price (amount) SELECT i FROM generate_series(1, ${PRICES}) i;`

/** What a migration tool does; the tables that hold rows hold all of them in every committed state. */
const migrate = (pauseMs: number) => async (client: Client, round: number) => {
  const [from, to] = round % 2 === 0 ? ['int', 'bigint'] : ['bigint', 'int']
  await client.query(
    `BEGIN; TRUNCATE stock; INSERT INTO stock SELECT i, 'round ${round}' FROM generate_series(1, ${STOCK}) i; COMMIT`,
  )
  await sleep(pauseMs)
  // From nothing to something else: every row is rewritten.
  await client.query(
    `DROP MATERIALIZED VIEW sums; ALTER TABLE price ALTER amount TYPE ${to} USING amount::${from}`,
  )
  await client.query('CREATE MATERIALIZED VIEW sums AS SELECT sum(amount) FROM price')
  await sleep(pauseMs)
  await client.query(`CREATE TABLE IF NOT EXISTS passing_${round % 3} (id serial PRIMARY KEY, a text)`)
  await sleep(pauseMs)
  await client.query(`DROP TABLE IF EXISTS passing_${(round + 1) % 3}`)
  await client.query(`ALTER TABLE calm RENAME TO calmer; ALTER TABLE calmer RENAME TO calm`)
  await sleep(pauseMs)
}

const BLOCKED =
  /could not be locked for reading within \d+ seconds[\s\S]*In the way: process \d+ \(migration tool,/

describeWith(lackOf.postgres(15))('while another client keeps changing the schema', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
    await server.createDatabase('shop')
    await server.psql('shop', TABLES)
  })
  afterAll(() => server.stop())

  /** Whether it came to a backup; a backup must have every row. */
  const whole = async (lockTimeout: string): Promise<boolean> => {
    await using shelf = await openShelf()
    const flags = [`--lock-timeout=${lockTimeout}`]
    const backup = await backUp(shelf, server, server.url('shop'), { flags }).catch((error: Error) => error)
    if (backup instanceof Error) {
      expect(backup.message).toMatch(BLOCKED)
      expect(await leftovers(shelf)).toEqual([])
      return false
    }
    const inProof = Object.fromEntries(backup.proof.tables.map(({ name, rows }) => [name, rows]))
    expect(inProof).toMatchObject({ stock: STOCK, price: PRICES, calm: 100 })
    const inArchive = await rowsInArchives(server, backup)
    expect(inArchive.get('public.stock')).toBe(STOCK)
    expect(inArchive.get('public.price')).toBe(PRICES)
    return true
  }

  test('forty backups in a row each hold every row, or name the blocker', async () => {
    await using migrations = await keepDoing(server.url('shop'), migrate(60))
    let backups = 0
    for (let round = 0; round < 40; round++) if (await whole('8s')) backups++
    expect(migrations.rounds()).toBeGreaterThan(40)
    expect(backups).toBeGreaterThan(30)
  })

  test('without a pause between its changes, too', async () => {
    await using _migrations = await keepDoing(server.url('shop'), migrate(0))
    for (let round = 0; round < 4; round++) await whole('3s')
  })

  test('a dump whose snapshot came before its locks would lose every row, and say nothing', async () => {
    const dumpOf = async (snapshot: string) => {
      const args = ['--snapshot', snapshot, '--table=stock', '--data-only', server.url('shop')]
      const { stdout } = await promisify(execFile)(join(server.binDir, 'pg_dump'), args)
      return stdout.split('\n').filter((line) => /^\d+\t/.test(line)).length
    }
    await inSession(server.url('shop'), async (holder) => {
      await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const [row] = await holder.query<{ id: string }>('SELECT pg_export_snapshot() AS id')
      await server.psql(
        'shop',
        'BEGIN; CREATE TEMP TABLE t AS TABLE stock; TRUNCATE stock; INSERT INTO stock TABLE t; COMMIT',
      )
      await holder.query('LOCK TABLE stock IN ACCESS SHARE MODE')
      expect(await holder.query('SELECT FROM stock')).toHaveLength(0)
      expect(await dumpOf(row?.id ?? '')).toBe(0)
    })
  })

  test('a list of tables that is out of date is noticed', async () => {
    await inSession(server.url('shop'), async (session) => {
      const facts = await readServer(session)
      const listing = { measured: false, inRecovery: false }
      const request = { server: facts, selection: WHOLE, guarantee: 'locked' } as const
      const expected = await listRelations(session, WHOLE, listing)
      const without = expected.filter(({ name }) => name !== 'calm')
      await expect(takeSnapshot(session, { ...request, expected: without })).rejects.toThrow(
        '1 tables were created or renamed while we locked the others',
      )
      await session.query('ROLLBACK')
      await server.psql('shop', 'ALTER TABLE calm RENAME TO renamed')
      await expect(takeSnapshot(session, { ...request, expected })).rejects.toThrow(Interrupted)
      await session.query('ROLLBACK')
      // Another thing under a known name: locking by names alone would take it for the table.
      await server.psql('shop', 'CREATE VIEW calm AS SELECT 1')
      await expect(takeSnapshot(session, { ...request, expected })).rejects.toThrow(Interrupted)
      await session.query('ROLLBACK')
      await server.psql('shop', 'DROP VIEW calm; ALTER TABLE renamed RENAME TO calm')
      expect((await takeSnapshot(session, { ...request, expected })).guarantee).toBe('locked')
    })
  })

  test.each([
    ['a table', 'LOCK TABLE stock', 'stock'],
    ['a partition', 'LOCK TABLE leaf', 'leaf'],
  ])('a lock on %s that stays is named, and the wait is bounded', async (_, lock, name) => {
    await server.psql('shop', 'CREATE TABLE IF NOT EXISTS root (a int) PARTITION BY LIST (a)')
    await server.psql('shop', 'CREATE TABLE IF NOT EXISTS leaf PARTITION OF root DEFAULT')
    await using shelf = await openShelf()
    const client = new Client({ connectionString: server.url('shop'), application_name: 'migration tool' })
    await client.connect()
    await client.query(`BEGIN; ${lock}`)
    const failure = backUp(shelf, server, server.url('shop'), { flags: ['--lock-timeout=2s'] })
    await expect(failure).rejects.toThrow(
      new RegExp(
        `process \\d+ \\(migration tool, user postgres, idle in transaction for [0-9:]+\\) holds a lock on ${name}`,
      ),
    )
    expect(await leftovers(shelf)).toEqual([])
    await client.end()
  })

  test('a lock that goes by is waited for', async () => {
    await using shelf = await openShelf()
    const client = new Client({ connectionString: server.url('shop') })
    await client.connect()
    await client.query('BEGIN; LOCK TABLE stock; CREATE TABLE new_one (a int)')
    const backup = backUp(shelf, server, server.url('shop'))
    await sleep(2_000)
    await client.query('COMMIT')
    await client.end()
    const { lines, proof } = await backup
    expect(lines.join('\n')).toContain('Attempt 1: a table is locked by somebody else; letting it go by')
    expect(proof.tables.map(({ name }) => name)).toContain('new_one')
  })

  test.each([
    ['a materialized view that is being refreshed', 'REFRESH MATERIALIZED VIEW sums'],
    ['an index that is being rebuilt', 'REINDEX TABLE stock'],
  ])('%s is waited for', async (_, statement) => {
    await using shelf = await openShelf()
    const client = new Client({ connectionString: server.url('shop') })
    await client.connect()
    await client.query(`BEGIN; ${statement}`)
    const backup = backUp(shelf, server, server.url('shop'))
    await sleep(1_500)
    await client.query('COMMIT')
    await client.end()
    await backup
  })

  test('a view whose lock stays is named', async () => {
    await using shelf = await openShelf()
    const client = new Client({ connectionString: server.url('shop'), application_name: 'migration tool' })
    await client.connect()
    await client.query('BEGIN; REFRESH MATERIALIZED VIEW sums')
    const failure = backUp(shelf, server, server.url('shop'), { flags: ['--lock-timeout=1s'] })
    await expect(failure).rejects.toThrow(/holds a lock on sums/)
    await client.end()
  })
})
