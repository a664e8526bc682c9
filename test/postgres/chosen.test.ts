import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, entriesOf, openShelf, restore } from './backups.ts'

describeWith(lackOf.postgres(17))('what was chosen', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres({ major: 17 })
    await server.createDatabase('shop')
    await server.psql(
      'shop',
      `CREATE SCHEMA sales; CREATE SCHEMA scratch;
        CREATE TABLE customer (id serial PRIMARY KEY, name text); INSERT INTO customer (name) VALUES ('a'), ('b');
        CREATE TABLE session (id int); INSERT INTO session VALUES (1);
        CREATE TABLE sales.invoice (id serial PRIMARY KEY); INSERT INTO sales.invoice VALUES (DEFAULT);
        CREATE TABLE scratch.import_1 (a int); INSERT INTO scratch.import_1 VALUES (1);
        CREATE TABLE log (a int) PARTITION BY LIST (a); CREATE TABLE log_1 PARTITION OF log FOR VALUES IN (1);
        CREATE TABLE log_2 PARTITION OF log DEFAULT; INSERT INTO log VALUES (1), (2), (3); SELECT lo_create(7777)`,
    )
  })
  afterAll(() => server.stop())

  const TABLES = `SELECT string_agg(format('%s.%s=%s', schemaname, relname,
      (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM ONLY %I.%I', schemaname, relname), false, true, '')))[1]),
      ' ' ORDER BY schemaname, relname) FROM pg_stat_user_tables`
  let databases = 0

  const restored = async (flags: readonly string[]) => {
    await using shelf = await openShelf()
    const backup = await backUp(shelf, server, server.url('shop'), { flags })
    const db = `chosen_${++databases}`
    if (backup.manifest.include === 'data') {
      // Rows alone need tables to go into.
      await using schema = await openShelf()
      const empty = await backUp(schema, server, server.url('shop'), { flags: ['--include=schema'] })
      await restore(server, empty, db)
      const file = join(backup.data, backup.manifest.objects.find(({ kind }) => kind === 'data')?.name ?? '')
      execFileSync('/bin/sh', [
        '-c',
        `zstd -dc "$1" | "$2" --exit-on-error --dbname="$3"`,
        'sh',
        file,
        join(server.binDir, 'pg_restore'),
        server.url(db),
      ])
    } else await restore(server, backup, db)
    const compared = backup.proof.tables.map(
      ({ schema, name, kind, rows }) => `${schema}.${name}=${rows}${kind === 'table' ? '' : ' (tree)'}`,
    )
    return {
      tables: await server.psql(db, TABLES),
      compared: compared.sort().join(' '),
      backup,
      db,
      entries: await entriesOf(server, backup),
    }
  }

  test('the schema alone has every table, and no row', async () => {
    const { tables, backup } = await restored(['--include=schema'])
    expect(tables).toBe(
      'public.customer=0 public.log=0 public.log_1=0 public.log_2=0 public.session=0 sales.invoice=0 scratch.import_1=0',
    )
    expect(backup.proof).toMatchObject({ level: 'none', tables: [] })
    expect(backup.proof.objects).toMatchObject({ table: 6, 'partitioned table': 1 })
    expect(backup.manifest.objects.map(({ name }) => name)).toContain('schema.dump.zst')
  })

  test('the data alone has every row', async () => {
    const { tables, compared, db } = await restored(['--include=data'])
    expect(tables).toBe(
      'public.customer=2 public.log=0 public.log_1=1 public.log_2=2 public.session=1 sales.invoice=1 scratch.import_1=1',
    )
    expect(compared).toBe(
      'public.customer=2 public.log=3 (tree) public.session=1 sales.invoice=1 scratch.import_1=1',
    )
    expect(await server.psql(db, 'SELECT oid FROM pg_largeobject_metadata')).toBe('7777')
  })

  test('schemas', async () => {
    const { tables, compared, backup } = await restored(['--schemas=sales'])
    expect([tables, compared]).toEqual(['sales.invoice=1', 'sales.invoice=1'])
    expect(backup.manifest.selection).toBe('schemas')
    expect(backup.proof.largeObjects).toBeUndefined()
    expect(backup.proof.sequences.map(({ name }) => name)).toEqual(['invoice_id_seq'])
  })

  test('exclude-schemas', async () => {
    const { compared, tables, db } = await restored(['--exclude-schemas=scratch', '--exclude-schemas=s?l*'])
    expect(tables).toBe('public.customer=2 public.log=0 public.log_1=1 public.log_2=2 public.session=1')
    expect(compared).toBe('public.customer=2 public.log=3 (tree) public.session=1')
    expect(await server.psql(db, 'SELECT oid FROM pg_largeobject_metadata')).toBe('7777')
  })

  test('tables', async () => {
    const { tables, compared } = await restored(['--tables=customer', '--tables=log*'])
    expect(tables).toBe('public.customer=2 public.log=0 public.log_1=1 public.log_2=2')
    expect(compared).toBe('public.customer=2 public.log=3 (tree)')
  })

  test('exclude-tables', async () => {
    const { tables, compared } = await restored(['--exclude-tables=*.import_*', '--exclude-tables=log_2'])
    expect(tables).toBe('public.customer=2 public.log=0 public.log_1=1 public.session=1 sales.invoice=1')
    // What is left of the tree is not what its root shows.
    expect(compared).toBe('public.customer=2 public.log_1=1 public.session=1 sales.invoice=1')
  })

  test('exclude-table-data', async () => {
    const { tables, compared, backup, entries } = await restored([
      '--exclude-table-data=session',
      '--exclude-table-data=log_2',
    ])
    expect(tables).toBe(
      'public.customer=2 public.log=0 public.log_1=1 public.log_2=0 public.session=0 sales.invoice=1 scratch.import_1=1',
    )
    expect(compared).toBe('public.customer=2 public.log_1=1 sales.invoice=1 scratch.import_1=1')
    const reason = 'left out by exclude-table-data'
    expect(backup.proof.notCompared).toEqual([
      { schema: 'public', name: 'log_2', reason },
      { schema: 'public', name: 'session', reason },
    ])
    expect(entries).not.toContainEqual(expect.stringContaining('TABLE DATA public session'))
  })
})
