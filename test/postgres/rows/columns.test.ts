import { planRows } from '../../../src/postgres/rows/rows.ts'
import { readTarget } from '../../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { makePair, numbersOf } from './pairs.ts'

describeWith(lackOf.postgres(15))('columns and keys', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  test('values of all types come back as they were, and what is the same is left alone', async () => {
    const both = `
      CREATE SCHEMA "Upper Case"; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN percent AS numeric CHECK (VALUE <= 100);
      CREATE TYPE pair AS (a int, b text); CREATE EXTENSION citext;
      CREATE TABLE "Upper Case"."select" ("ü ""x"", y" int, gone int, "order" text, m mood, p percent, c pair, e citext,
        f float8, n numeric, d date, t timestamptz, i interval, b bytea, k money, x xml, j json, jb jsonb, r int4range, a text[][],
        g text GENERATED ALWAYS AS (upper("order")) STORED, cl regclass, PRIMARY KEY ("ü ""x"", y"));
      ALTER TABLE "Upper Case"."select" DROP gone;
      INSERT INTO "Upper Case"."select" VALUES
        (1, E'tab\\tnew\\nline\\\\\\\\.', 'ok', 5, '(1,"x,y")', 'A@b', 'NaN', 'NaN', '0044-03-15 BC', '-infinity', '1 mon -2 days 03:04:05.678', '\\x00ff', 12.5, '<a/>', '{ "a":  1}', '{"a": 1}', '[1,3)', '{{a,NULL},{"x y",""}}', DEFAULT, '"Upper Case"."select"'),
        (2, '', 'sad', 100, NULL, 'ü', '-Infinity', 1e-20, 'infinity', '2024-03-31 02:30+01', '-1 year', '', NULL, NULL, 'null', 'null', 'empty', '{}', DEFAULT, NULL),
        (3, NULL, NULL, NULL, '(,)', NULL, 0.1, 1.10, NULL, '1800-01-01', NULL, NULL, -0.01, '', NULL, NULL, '(,)', NULL, DEFAULT, 'pg_class'),
        (4, 'untouched', 'ok', 1, '(1,)', 'Same', '-0', 1.0, NULL, now(), '1 hour', '\\x01', 1, '<b></b>', '[1]', '[1]', '[1,1]', '{a}', DEFAULT, NULL);`
    const pair = await makePair(
      server,
      both,
      `DELETE FROM "Upper Case"."select" WHERE m = 'ok' AND p = 5;
       UPDATE "Upper Case"."select" SET n = 1e-21 WHERE p = 100;
       UPDATE "Upper Case"."select" SET n = 1.1 WHERE n = 1.1;`,
    )
    const table = ['Upper Case.select']
    await server.psql(
      pair.live,
      `ALTER DATABASE ${pair.live} SET DateStyle = 'SQL, DMY'; ALTER DATABASE ${pair.live} SET extra_float_digits = -5;
      ALTER DATABASE ${pair.live} SET IntervalStyle = 'iso_8601'; ALTER DATABASE ${pair.live} SET TimeZone = 'Asia/Kolkata'`,
    )
    const before = await pair.prints(pair.live)
    const { plan, script } = await pair.apply(table)
    expect(numbersOf(plan)).toEqual({ select: [1, 2, 0] })
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
    await server.psql(pair.live, `${script}; DELETE FROM "Upper Case"."select" WHERE p = 5`)
    expect(await pair.prints(pair.live)).toEqual(before)
  })

  test.each([
    ['json', `'{"a":1}'`, `'{"a": 1}'`],
    ['float8', '0.1', '0.1::float8 + 1e-18', 0],
    ['float8', '0.3', '0.1::float8 + 0.2'],
    ['float4', '0.1', '0.10000001'],
    ['float8', '0', `'-0'`],
    ['numeric', '1.0', '1.00'],
    ['text', `''`, 'NULL'],
    ['text[]', `'{NULL}'`, `'{"NULL"}'`],
    ['xml', `'<a/>'`, `'<a></a>'`],
    ['char(5)', `'a'`, `'a  '`, 0],
    ['jsonb', `'{"a":1,"b":2}'`, `'{"b": 2, "a":1}'`, 0],
  ])('%s: %s and %s', async (type, before, now, updates = 1) => {
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY, v ${type}); INSERT INTO t VALUES (1, ${before})`,
      `UPDATE t SET v = ${now}`,
    )
    expect(numbersOf((await pair.apply(['t'])).plan)).toEqual({ t: [0, updates, 0] })
  })

  test('keys are the same as their index says, and become what they were', async () => {
    const pair = await makePair(
      server,
      `CREATE EXTENSION citext; CREATE TABLE t (a citext, b numeric, note text, PRIMARY KEY (a, b));
       INSERT INTO t VALUES ('Ann', 1.0, 'x'), ('Bob', 2, 'y')`,
      `DELETE FROM t WHERE note = 'y'; UPDATE t SET a = 'ANN', b = 1.000`,
    )
    expect(numbersOf((await pair.apply(['t'])).plan)).toEqual({ t: [1, 1, 0] })
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('columns that were gained, lost or have another type are matched by name, and told', async () => {
    const pair = await makePair(
      server,
      `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (lost text, id int PRIMARY KEY, n int, b boolean, m mood, s varchar(20));
       INSERT INTO t SELECT 'l', i, i, i % 2 = 0, 'ok', 'short' FROM generate_series(1, 4) i`,
      `ALTER TABLE t DROP lost, ADD gained int DEFAULT 7, ADD other text, ALTER n TYPE bigint, ALTER b TYPE text, ALTER m TYPE text, ALTER s TYPE varchar(10);
       DROP TYPE mood; UPDATE t SET gained = 9, other = 'kept'; DELETE FROM t WHERE id = 1; UPDATE t SET n = 0 WHERE id = 2`,
    )
    const { plan } = await pair.apply(['t'])
    expect(numbersOf(plan)).toEqual({ t: [1, 1, 0] })
    expect(plan.tables[0]?.columns).toEqual([
      { column: 'gained', what: 'default' },
      { column: 'other', what: 'default' },
      { column: 'lost', what: 'left out' },
      { column: 'n', what: 'converted', detail: 'integer → bigint' },
      { column: 'b', what: 'converted', detail: 'boolean → text' },
      { column: 'm', what: 'converted', detail: 'public.mood → text' },
      { column: 's', what: 'converted', detail: 'character varying(20) → character varying(10)' },
    ])
    expect(
      await server.psql(pair.live, 'SELECT id, n, b, m, s, gained, other FROM t ORDER BY id LIMIT 2'),
    ).toBe('1|1|false|ok|short|7|\n2|2|true|ok|short|9|kept')
  })

  type Case = readonly [name: string, change: string, message: RegExp | undefined, how?: 'merge' | 'applied']

  const KEYED =
    'CREATE TABLE t (id int PRIMARY KEY, v text NOT NULL, w text); INSERT INTO t VALUES (1, $$long text$$, $$w$$)'

  test.each(
    (
      [
        ['a table without a key', 'ALTER TABLE t DROP CONSTRAINT t_pkey', /"public"."t" has no key by which/],
        [
          'one with a partial index only',
          'ALTER TABLE t DROP CONSTRAINT t_pkey; CREATE UNIQUE INDEX ON t (id) WHERE id > 0',
          /has no key by which/,
        ],
        [
          'one whose key may be null',
          'ALTER TABLE t DROP CONSTRAINT t_pkey; CREATE UNIQUE INDEX ON t (w)',
          /has no key by which/,
        ],
        [
          'one on an expression',
          'ALTER TABLE t DROP CONSTRAINT t_pkey; CREATE UNIQUE INDEX ON t (lower(v))',
          /has no key by which/,
        ],
        [
          'one that is deferrable',
          'ALTER TABLE t DROP CONSTRAINT t_pkey; ALTER TABLE t ADD CONSTRAINT later UNIQUE (id) DEFERRABLE',
          /has no key by which[\s\S]*later is deferrable/,
        ],
        [
          'one whose key the backup lacks',
          'ALTER TABLE t DROP CONSTRAINT t_pkey; ALTER TABLE t ADD key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
          /has no key by which[\s\S]*the backup lacks columns of t_pkey/,
        ],
        [
          'a new column that must be filled',
          'ALTER TABLE t ADD must int NOT NULL DEFAULT 1; ALTER TABLE t ALTER must DROP DEFAULT',
          /lacks the column must of "public"."t", which must not be null/,
        ],
        [
          'a type to which no value can be assigned',
          'ALTER TABLE t ALTER v TYPE int USING 1',
          /The column v of "public"."t" is integer now and was text in the backup/,
        ],
        [
          'a value that is too long now',
          'UPDATE t SET v = $$x$$; ALTER TABLE t ALTER v TYPE varchar(5)',
          /A value of the backup does not fit into "public"."t"/,
        ],
        ['a table that is gone', 'DROP TABLE t', /The live database has no table "public"."t"/],
        [
          'a view',
          'ALTER TABLE t RENAME TO x; CREATE VIEW t AS TABLE x',
          /"public"."t" is no table in the live database/,
        ],
        [
          'a table with rules',
          'CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING',
          /"public"."t" has rules/,
        ],
        [
          'a row that another one stands in the way of',
          `ALTER TABLE t ADD UNIQUE (v); DELETE FROM t; INSERT INTO t VALUES (2, 'long text')`,
          /A row of the backup takes a value that another row has, in "public"."t" \(constraint t_v_key\)/,
          'merge',
        ],
        [
          'a check that was added',
          'DELETE FROM t; ALTER TABLE t ADD CONSTRAINT short CHECK (length(v) < 3)',
          /does not meet a check of "public"."t" \(constraint short\)/,
          'applied',
        ],
        [
          'a column that must not be null any more',
          'ALTER TABLE t ALTER w SET NOT NULL; DELETE FROM t',
          undefined,
        ],
      ] satisfies Case[] as Case[]
    ).map(([name, change, message, how]) => ({ name, change, message, how })),
  )('$name', async ({ change, message, how }) => {
    const pair = await makePair(server, KEYED, change)
    const mode = how === 'merge' ? 'merge' : 'sync'
    if (message === undefined) await pair.apply(['t'])
    else if (how) await expect(pair.apply(['t'], { mode })).rejects.toThrow(message)
    else expect(await pair.refusal(['t'], { mode })).toMatch(message)
  })

  test('a unique index is as good as a primary key', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int NOT NULL, v text, at int NOT NULL); CREATE UNIQUE INDEX ON t (at, id) INCLUDE (v); INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1)`,
      `UPDATE t SET v = 'c' WHERE id = 1; DELETE FROM t WHERE id = 2`,
    )
    const { plan } = await pair.apply(['t'])
    expect(plan.tables[0]?.examples).toEqual({ inserts: ['1, 2'], updates: ['1, 1'], deletes: [] })
  })

  test('two rows of a key that came later are refused', async () => {
    const pair = await makePair(
      server,
      'CREATE TABLE t (id int, v text); INSERT INTO t VALUES (1), (1), (NULL)',
      'DELETE FROM t WHERE id IS NULL OR ctid = (SELECT min(ctid) FROM t); ALTER TABLE t ADD PRIMARY KEY (id)',
    )
    expect(await pair.refusal(['t'])).toMatch(/Some rows of "public"."t" in the backup have no key/)
    await server.psql(pair.backup, 'DELETE FROM t WHERE id IS NULL')
    expect(await pair.refusal(['t'])).toMatch(/Two rows of "public"."t" in the backup have one key \("id"\)/)
  })

  test('an identity that is always made keeps its values, and is not updated', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY, number int GENERATED ALWAYS AS IDENTITY, v text); INSERT INTO t VALUES (1, DEFAULT, 'a'), (2, DEFAULT, 'b')`,
      `UPDATE t SET v = 'x'; DELETE FROM t WHERE id = 2`,
    )
    const { script } = await pair.apply(['t'])
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
    expect(await server.psql(pair.live, `${script}; SELECT number, v FROM t ORDER BY id`)).toBe('1\n1|x\n2|b')
    await server.psql(pair.live, 'DELETE FROM t WHERE id = 1; INSERT INTO t (id) VALUES (1)')
    expect(await pair.refusal(['t'])).toMatch(/1 row of "public"."t" would get another value in number/)
  })

  test('two rows that exchanged a unique value come back where the constraint can wait', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY, place int NOT NULL UNIQUE, pg_backup_kind text); INSERT INTO t VALUES (1, 1), (2, 2)`,
      `UPDATE t SET place = 3 WHERE id = 1; UPDATE t SET place = 1 WHERE id = 2; UPDATE t SET place = 2 WHERE id = 1`,
    )
    await expect(pair.apply(['t'])).rejects.toThrow(
      /constraint t_place_key[\s\S]*two rows exchanged it[\s\S]*DEFERRABLE/,
    )
    await server.psql(
      pair.live,
      'ALTER TABLE t DROP CONSTRAINT t_place_key; ALTER TABLE t ADD UNIQUE (place) DEFERRABLE',
    )
    await pair.apply(['t'])
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('several obstacles are named at once', async () => {
    const pair = await makePair(
      server,
      'CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int PRIMARY KEY)',
    )
    const message = await pair.refusal(['a', 'b', 'c'])
    expect(message).toMatch(/^2 things keep the rows/)
    expect(message).toMatch(/- "public"."a" has no key[\s\S]*- "public"."b" has no key/)
  })

  test('rights that are lacking are told before any row is copied', async () => {
    await server.psql('postgres', 'CREATE ROLE reader LOGIN')
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY); GRANT SELECT ON t TO reader; INSERT INTO t VALUES (1)`,
      'DELETE FROM t',
    )
    const to = await readTarget(server.url(pair.live, 'reader'), {})
    const plan = async (mode: 'merge' | 'sync') => planRows({ ...(await pair.request(['t'], { mode })), to })
    await expect(plan('sync')).rejects.toThrow('lacks rights on "public"."t": INSERT, UPDATE, DELETE.')
    await expect(plan('merge')).rejects.toThrow('lacks rights on "public"."t": INSERT, UPDATE.')
    await server.psql(
      pair.live,
      `GRANT INSERT, DELETE ON t TO reader; REVOKE TEMPORARY ON DATABASE ${pair.live} FROM PUBLIC`,
    )
    await expect(plan('merge')).rejects.toThrow('may not create temporary tables')
    await server.psql(pair.live, `GRANT TEMPORARY ON DATABASE ${pair.live} TO reader`)
    expect(numbersOf(await plan('merge'))).toEqual({ t: [1, 0, 0] })
  })

  test('row-level security that would hide rows is refused', async () => {
    await server.psql('postgres', 'CREATE ROLE plain LOGIN')
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY); GRANT ALL ON t TO plain; ALTER TABLE t ENABLE ROW LEVEL SECURITY; INSERT INTO t VALUES (1)`,
    )
    const request = await pair.request(['t'])
    const asPlain = async (db: string) => readTarget(server.url(db, 'plain'), {})
    await expect(planRows({ ...request, to: await asPlain(pair.live) })).rejects.toThrow(
      /Row-level security would hide rows of "public"."t" in the live database/,
    )
    await expect(planRows({ ...request, from: await asPlain(pair.backup) })).rejects.toThrow(
      /Row-level security would hide rows of "public"."t" in the backup/,
    )
    await server.psql(pair.live, 'ALTER TABLE t DISABLE ROW LEVEL SECURITY')
    await planRows({ ...request, to: await asPlain(pair.live) })
  })
})

describeWith(lackOf.postgres(18))('on 18', () => {
  test('virtual columns are left to the server', async () => {
    await using server = await startPostgres({ major: 18 })
    const pair = await makePair(
      server,
      `CREATE TABLE t (id int PRIMARY KEY, v int, w int GENERATED ALWAYS AS (v * 2) VIRTUAL); INSERT INTO t (id, v) VALUES (1, 1), (2, 2)`,
      'UPDATE t SET v = 5 WHERE id = 1; DELETE FROM t WHERE id = 2',
    )
    const { script } = await pair.apply(['t'])
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
    expect(await server.psql(pair.live, `${script}; SELECT w FROM t ORDER BY id`)).toBe('1\n10\n4')
  })
})
