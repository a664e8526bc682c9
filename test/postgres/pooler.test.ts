import { setTimeout as sleep } from 'node:timers/promises'
import { findRoute } from '../../src/postgres/pooler.ts'
import { openSession } from '../../src/postgres/session.ts'
import { readTarget } from '../../src/postgres/target.ts'
import { startPgbouncer } from '../servers/pgbouncer.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, leftovers, openShelf } from './backups.ts'
import { expectExact } from './comparison.ts'
import { keepDoing } from './writers.ts'

describeWith(lackOf.postgres(15), lackOf.pgbouncer())('through a pooler', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
    await server.createDatabase('shop')
    await server.psql(
      'shop',
      `CREATE TABLE big (id int, filler text); ALTER TABLE big ALTER filler SET STORAGE EXTERNAL;
        CREATE TABLE big_2 (LIKE big INCLUDING ALL);
        INSERT INTO big SELECT i, repeat(md5(i::text), 400) FROM generate_series(1, 3000) i; INSERT INTO big_2 TABLE big`,
    )
  })
  afterAll(() => server.stop())

  const REFUSED =
    /pooler that lends connections by the transaction[\s\S]*settings would stay behind[\s\S]*direct address/

  test.each([1, 2, 5])('one by the transaction is refused, with %i connections', async (poolSize) => {
    await using pooler = await startPgbouncer({ server, poolMode: 'transaction', poolSize })
    await using shelf = await openShelf()
    await expect(backUp(shelf, server, pooler.url('shop'))).rejects.toThrow(REFUSED)
    expect(await leftovers(shelf)).toEqual([])
    // Nothing stayed behind on the connections that the application uses.
    const open = `SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`
    // The pooler gives a connection back once it has seen the end of whoever used it.
    for (let tries = 0; tries < 100 && (await server.psql('postgres', open)) !== '0'; tries++) await sleep(20)
    expect(await server.psql('postgres', open)).toBe('0')
  })

  test('one by the transaction is refused also while the application is busy, thirty times in a row', async () => {
    await using pooler = await startPgbouncer({ server, poolMode: 'transaction', poolSize: 5 })
    const select = async (client: { query(sql: string): Promise<unknown> }) => {
      await client.query('BEGIN; SELECT count(*) FROM pg_class; COMMIT')
    }
    await using _one = await keepDoing(pooler.url('shop'), select)
    await using _two = await keepDoing(pooler.url('shop'), select)
    const signal = new AbortController().signal
    const target = await readTarget(pooler.url('shop'), {})
    for (let round = 0; round < 30; round++) {
      const session = await openSession(target, { signal })
      await expect(findRoute(session, target, signal)).rejects.toThrow(REFUSED)
      await session.close()
    }
  })

  test('one by the session is let through, with dumps side by side', async () => {
    await using pooler = await startPgbouncer({ server, poolMode: 'session', poolSize: 6 })
    await using shelf = await openShelf()
    const backup = await backUp(shelf, server, pooler.url('shop'))
    expect(backup.lines.join('\n')).toContain('through a pooler that keeps its connections by the session')
    expect(backup.manifest.objects.map(({ kind }) => kind).sort()).toEqual([
      'data',
      'data',
      'globals',
      'proof',
      'schema',
    ])
    await expectExact(server, backup)
  })

  test('a session pool of two does not hang: one dump does it', async () => {
    await using pooler = await startPgbouncer({ server, poolMode: 'session', poolSize: 2 })
    await using shelf = await openShelf()
    const backup = await backUp(shelf, server, pooler.url('shop'))
    expect(backup.manifest.warnings).toEqual([
      'One dump instead of 2 side by side: only 1 more connections are to be had.',
    ])
    await expectExact(server, backup)
  })

  test('a session pool of one is refused', async () => {
    await using pooler = await startPgbouncer({ server, poolMode: 'session', poolSize: 1 })
    await using shelf = await openShelf()
    await expect(backUp(shelf, server, pooler.url('shop'))).rejects.toThrow(
      /gives us a single connection[\s\S]*more connections/,
    )
  })
})
