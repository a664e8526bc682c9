import { Client } from 'pg'
import { listRelations } from '../../src/postgres/relations.ts'
import { readServer } from '../../src/postgres/server.ts'
import { checkUntouched, findTouched, takeSnapshot } from '../../src/postgres/snapshot.ts'
import { type PostgresServer, startPostgres, startReplica } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, leftovers, openShelf } from './backups.ts'
import { expectExact, inSession, WHOLE } from './comparison.ts'

/** So many tables, each with a primary key; a single transaction would itself run out of locks. */
const createTables = (server: PostgresServer, db: string, count: number, columns: string) =>
  server.psql(
    db,
    `DO $$ BEGIN FOR i IN 1..${count} LOOP
      EXECUTE format('CREATE TABLE t_%s (${columns})', i);
      EXECUTE format('INSERT INTO t_%s DEFAULT VALUES', i);
      IF i % 100 = 0 THEN COMMIT; END IF;
    END LOOP; END $$`,
  )

describeWith(lackOf.postgres(15))('thousands of tables', () => {
  test.each([
    ['with primary keys', 'id int PRIMARY KEY DEFAULT 1'],
    ['with a sequence each', 'id serial'],
  ])('5,000 tables %s, on default lock settings, are backed up', async (_, columns) => {
    await using server = await startPostgres()
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await createTables(server, 'shop', 5_000, columns)
    const backup = await backUp(shelf, server, server.url('shop'))
    expect(backup.manifest.totals).toMatchObject({ tables: 5_000, rows: 5_000 })
    expect(backup.manifest.snapshot.guarantee).toBe('locked')
    expect(backup.manifest.warnings).toEqual([
      'One dump instead of 2 side by side: the lock table has no room for more.',
    ])
  })

  test('more tables than can be locked twice are backed up under a check, which is told', async () => {
    const settings = { max_connections: '20', max_locks_per_transaction: '16' }
    await using server = await startPostgres({ settings })
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await createTables(server, 'shop', 400, 'id int PRIMARY KEY DEFAULT 1')
    const backup = await backUp(shelf, server, server.url('shop'))
    expect(backup.manifest.snapshot.guarantee).toBe('checked')
    expect(backup.proof.guarantee).toBe('checked')
    expect(backup.manifest.warnings.join()).toContain('400 tables are too many to lock beside the dump')
    expect(backup.proof.tables).toHaveLength(400)
  })

  test('tables that nobody can lock are refused with advice', async () => {
    const settings = { max_connections: '10', max_locks_per_transaction: '10', max_worker_processes: '0' }
    await using server = await startPostgres({ settings })
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await createTables(server, 'shop', 8_000, 'id int DEFAULT 1')
    const failure = backUp(shelf, server, server.url('shop'))
    await expect(failure).rejects.toThrow(/lock table is full[\s\S]*max_locks_per_transaction/)
    expect(await leftovers(shelf)).toEqual([])
  })

  test('without locks, whatever empties or rewrites a table after the snapshot is noticed', async () => {
    await using server = await startPostgres()
    await server.psql(
      'postgres',
      'CREATE TABLE a AS SELECT 1 AS x; CREATE TABLE b AS TABLE a; CREATE TABLE c AS TABLE a',
    )
    await inSession(server.url(), async (session) => {
      const expected = await listRelations(session, WHOLE, { measured: false, inRecovery: false })
      const request = { server: await readServer(session), selection: WHOLE, expected } as const
      const { relations, guarantee } = await takeSnapshot(session, { ...request, guarantee: 'checked' })
      expect(guarantee).toBe('checked')
      const touched = async () => (await findTouched(session, relations)).map(({ name }) => name)
      expect(await touched()).toEqual([])
      await server.psql('postgres', 'INSERT INTO a VALUES (2); UPDATE a SET x = 3; VACUUM a')
      expect(await touched()).toEqual([])
      await server.psql('postgres', 'TRUNCATE a')
      expect(await touched()).toEqual(['a'])
      await server.psql('postgres', 'ALTER TABLE b ALTER x TYPE bigint')
      expect(await touched()).toEqual(['a', 'b'])
      await server.psql('postgres', 'DROP TABLE c')
      expect(await touched()).toEqual(['a', 'b', 'c'])
      await expect(checkUntouched(session, relations)).rejects.toThrow(
        '"public"."a", "public"."b", "public"."c" changed before the dump held its locks',
      )
    })
  })
})

describeWith(lackOf.postgres(15))('few connections', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres({ settings: { max_connections: '12' } })
    await server.psql(
      'postgres',
      `CREATE ROLE clerk LOGIN; CREATE ROLE app LOGIN; CREATE DATABASE shop OWNER clerk`,
    )
    await server.psql(
      'shop',
      `SET ROLE clerk; CREATE TABLE big (id int, filler text); ALTER TABLE big ALTER filler SET STORAGE EXTERNAL;
        CREATE TABLE big_2 (LIKE big INCLUDING ALL);
        INSERT INTO big SELECT i, repeat(md5(i::text), 400) FROM generate_series(1, 3000) i; INSERT INTO big_2 TABLE big`,
    )
  })
  afterAll(() => server.stop())

  /** Backs up while another user's idle sessions leave so many connections, ours included. */
  const withLeft = async (left: number) => {
    await using shelf = await openShelf()
    const others = Array.from(
      { length: 12 - 3 - left },
      () => new Client({ connectionString: server.url('shop', 'app') }),
    )
    await Promise.all(others.map((client) => client.connect()))
    try {
      return await backUp(shelf, server, server.url('shop', 'clerk'))
    } finally {
      expect(
        await leftovers(shelf).then((files) => files.filter((file) => file.includes('/manifests/')).length),
      ).toBeLessThan(2)
      await Promise.all(others.map((client) => client.end()))
    }
  }
  const archives = ({ manifest }: Awaited<ReturnType<typeof withLeft>>) =>
    manifest.objects.filter(({ name }) => name.includes('.dump')).map(({ name }) => name)

  test('four left are enough for three dumps side by side', async () => {
    expect(archives(await withLeft(4))).toEqual(['data-01.dump.zst', 'data-02.dump.zst', 'schema.dump.zst'])
  })

  test.each([3, 2])('with %i left, one dump does it, and the reason is told', async (left) => {
    const backup = await withLeft(left)
    expect(archives(backup)).toEqual(['database.dump.zst'])
    expect(backup.manifest.warnings).toEqual([
      `One dump instead of 2 side by side: only ${left - 1} more connections are to be had.`,
    ])
  })

  test('with one or none left, it says so', async () => {
    await expect(withLeft(1)).rejects.toThrow(
      /no connection left for pg_dump beside our own[\s\S]*max_connections/,
    )
    await expect(withLeft(0)).rejects.toThrow(/has no connection left[\s\S]*jobs: 1/)
  })

  test('the limits of a role and of a database count too', async () => {
    await server.psql('postgres', 'ALTER ROLE clerk CONNECTION LIMIT 1')
    await expect(withLeft(8)).rejects.toThrow('raise the connection limit of "clerk" or "shop"')
    await server.psql('postgres', 'ALTER ROLE clerk CONNECTION LIMIT 2')
    expect(archives(await withLeft(8))).toEqual(['database.dump.zst'])
    await server.psql(
      'postgres',
      'ALTER ROLE clerk CONNECTION LIMIT -1; ALTER DATABASE shop CONNECTION LIMIT 1',
    )
    await expect(withLeft(9)).rejects.toThrow('raise the connection limit of "clerk" or "shop"')
    await server.psql('postgres', 'ALTER DATABASE shop CONNECTION LIMIT -1')
  })
})

describeWith(lackOf.postgres(17))('a replica in recovery', () => {
  test('is a source like any other; what it cannot read is named', async () => {
    await using primary = await startPostgres({ major: 17 })
    await primary.createDatabase('shop')
    await primary.psql(
      'shop',
      `CREATE TABLE customer (id serial PRIMARY KEY, name text); INSERT INTO customer (name) SELECT 'n' || i FROM generate_series(1, 1000) i;
        CREATE UNLOGGED TABLE scratch (id serial, a int); INSERT INTO scratch (a) VALUES (1);
        CREATE UNLOGGED SEQUENCE passing; SELECT lo_from_bytea(0, 'large')`,
    )
    await using replica = await startReplica(primary)
    await using shelf = await openShelf()
    const backup = await backUp(shelf, replica, replica.url('shop'))
    expect(backup.manifest.server.inRecovery).toBe(true)
    expect(backup.manifest.snapshot.lsn).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/)
    expect(backup.lines.join('\n')).toContain('database "shop" as "postgres"')
    const reason = 'is unlogged, and a replica has none of its rows'
    expect(backup.proof.notCompared).toEqual([{ schema: 'public', name: 'scratch', reason }])
    expect(backup.proof.tables).toMatchObject([{ name: 'customer', rows: 1000 }])
    expect(backup.proof.sequences.map(({ name }) => name)).toEqual(['customer_id_seq'])
    const { proof } = backup
    const emptied = {
      schema: 'public',
      name: 'scratch',
      kind: 'table',
      bytes: 0,
      rows: 0,
      hash: '0',
    } as const
    await expectExact(primary, { ...backup, proof: { ...proof, tables: [...proof.tables, emptied] } })
  })
})
