import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../../servers/programs.ts'
import { makePair, numbersOf, type Pair, pairOf } from './pairs.ts'

/** Three tables with foreign keys, one of them to itself, and one that nobody chooses. */
const SHOP = `
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
  CREATE TABLE customer (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, mood mood,
    friend int REFERENCES customer, shout text GENERATED ALWAYS AS (upper(name)) STORED);
  CREATE TABLE orders (id bigserial PRIMARY KEY, customer int NOT NULL REFERENCES customer ON DELETE CASCADE, price numeric(10, 2));
  CREATE TABLE line (orders bigint REFERENCES orders, place int, what text, weight float8, extra json,
    PRIMARY KEY (orders, place));
  CREATE TABLE other (id int PRIMARY KEY, note text);
  INSERT INTO customer (name, mood, friend) SELECT 'name ' || i, 'ok', NULLIF(i / 2, 0) FROM generate_series(1, 3000) i;
  INSERT INTO orders (customer, price) SELECT 1 + i % 3000, i FROM generate_series(1, 10000) i;
  INSERT INTO line SELECT i, j, 'x' || i, i / 3.0, json_build_object('i', i) FROM generate_series(1, 10000) i, generate_series(1, 2) j;
  INSERT INTO other SELECT i, 'other' FROM generate_series(1, 100) i;`

/** Ten thousand rows deleted, changed and added. */
const LIFE = `
  DELETE FROM line WHERE orders % 4 = 0; DELETE FROM orders WHERE id % 4 = 0;
  UPDATE customer SET friend = NULL WHERE friend % 10 = 0 AND friend > 2000;
  UPDATE customer SET mood = 'happy', name = name || '!' WHERE id % 3 = 0;
  UPDATE line SET extra = '{ "i": 0}', weight = weight + 1e-12 WHERE orders % 5 = 1;
  INSERT INTO customer (name, mood, friend) SELECT 'new ' || i, 'sad', 3000 + i FROM generate_series(1, 500) i;
  INSERT INTO orders (customer, price) SELECT 3000 + i, 1 FROM generate_series(1, 500) i;
  INSERT INTO line (orders, place, what) SELECT 10000 + i, 1, 'new' FROM generate_series(1, 500) i;
  UPDATE other SET note = 'changed' WHERE id < 10;`

const CHOSEN = ['line', 'customer', 'orders']

describe.each(MAJORS)('version %s', (major) => {
  describeWith(lackOf.postgres(major))('brings back', () => {
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgres({ major })
    })
    afterAll(() => server?.stop())

    test('by sync, so that the chosen tables are the backup and the others are what they were', async () => {
      const pair = await makePair(server, SHOP, LIFE)
      const others = await pair.prints(pair.live, ['other'])
      const { plan, saved } = await pair.apply(CHOSEN)
      expect(await pair.prints(pair.live, CHOSEN)).toEqual(await pair.prints(pair.backup, CHOSEN))
      expect(await pair.prints(pair.live, ['other'])).toEqual(others)
      expect(plan.tables.map(({ table }) => table.name)).toEqual(['customer', 'orders', 'line'])
      expect(numbersOf(plan)).toEqual({
        customer: [0, expect.any(Number), 500],
        orders: [2500, 0, 500],
        line: [5000, 3000, 500],
      })
      expect(plan.tables[2]?.examples).toEqual({
        inserts: ['4, 1', '4, 2', '8, 1', '8, 2', '12, 1'],
        updates: expect.anything(),
        deletes: ['10001, 1', '10002, 1', '10003, 1', '10004, 1', '10005, 1'],
      })
      expect(saved.map(({ name, rows }) => [name, rows > 0])).toEqual(CHOSEN_SAVED)
      expect(numbersOf((await pair.apply(CHOSEN)).plan)).toEqual(NOTHING)
    })

    test('by merge, what is missing and nothing else', async () => {
      const pair = await makePair(server, SHOP, LIFE)
      const { plan, script } = await pair.apply(CHOSEN, { mode: 'merge' })
      expect(numbersOf(plan)).toEqual({ customer: [0, 0, 0], orders: [2500, 0, 0], line: [5000, 0, 0] })
      expect(script).toBeUndefined()
      const counts = `SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM line),
        (SELECT count(*) FROM customer WHERE name LIKE '%!'), (SELECT price FROM orders WHERE id = 4)`
      expect(await server.psql(pair.live, counts)).toBe('10500|20500|1000|4.00')
    })

    test('what was saved puts the old rows back by psql, and leaves no others', async () => {
      const pair = await makePair(server, SHOP, LIFE)
      const before = await pair.prints(pair.live)
      const { script } = await pair.apply(CHOSEN)
      await server.psql(pair.live, script ?? '')
      // Rows that came are no part of what was saved.
      await server.psql(
        pair.live,
        'DELETE FROM line WHERE orders % 4 = 0 AND orders <= 10000; DELETE FROM orders WHERE id % 4 = 0 AND id <= 10000',
      )
      expect(await pair.prints(pair.live)).toEqual(before)
    })
  })
})

const CHOSEN_SAVED = [
  ['customer', true],
  ['orders', true],
  ['line', true],
]
const NOTHING = { customer: [0, 0, 0], orders: [0, 0, 0], line: [0, 0, 0] }

describeWith(lackOf.postgres(13), lackOf.postgres(17))('between majors', () => {
  test('rows of 17 come back into 13', async () => {
    await using old = await startPostgres({ major: 13 })
    await using recent = await startPostgres({ major: 17 })
    await recent.createDatabase('backup')
    await recent.psql('backup', SHOP)
    await old.createDatabase('live')
    await old.psql('live', SHOP + LIFE)
    const pair = pairOf(recent, 'backup', old, 'live')
    await pair.apply(CHOSEN)
    expect(await pair.prints('live', CHOSEN)).toEqual(await pair.prints('backup', CHOSEN))
  })
})

describeWith(lackOf.postgres(15))('a part of the rows', () => {
  let server: PostgresServer
  let pair: Pair
  beforeAll(async () => {
    server = await startPostgres()
  })
  beforeEach(async () => {
    pair = await makePair(
      server,
      `CREATE TABLE task (id int PRIMARY KEY, owner text, state text);
       INSERT INTO task SELECT i, 'o' || i % 3, 'open' FROM generate_series(1, 30) i;
       UPDATE task SET state = 'done' WHERE id > 20`,
      `DELETE FROM task WHERE id IN (1, 2, 3); UPDATE task SET state = 'lost' WHERE id IN (4, 5);
       UPDATE task SET state = 'open' WHERE id = 21; INSERT INTO task VALUES (100, 'o1', 'open'), (101, 'o2', 'done');`,
    )
  })
  afterAll(() => server?.stop())

  const rows = (where: string) => `SELECT id, owner, state FROM task WHERE ${where} ORDER BY id`

  test('becomes that part of the backup, and the rest stays', async () => {
    const { plan } = await pair.apply(['task'], { where: "state = 'open' -- only those" })
    expect(numbersOf(plan)).toEqual({ task: [3, 3, 1] })
    const open = rows("state = 'open'")
    expect(await server.psql(pair.live, open)).toBe(await server.psql(pair.backup, open))
    // It was open by mistake: in the backup it is there, and done.
    expect(await server.psql(pair.live, rows('id IN (21, 101)'))).toBe('21|o0|done\n101|o2|done')
  })

  test('can be merged', async () => {
    const { plan } = await pair.apply(['task'], { mode: 'merge', where: 'id < 3' })
    expect(numbersOf(plan)).toEqual({ task: [2, 0, 0] })
  })

  test('is meant with the search path and the times of the live database', async () => {
    await server.psql(
      pair.live,
      `ALTER DATABASE ${pair.live} SET search_path = elsewhere, public; ALTER DATABASE ${pair.live} SET DateStyle = 'SQL, DMY'`,
    )
    for (const db of [pair.live, pair.backup])
      await server.psql(
        db,
        `CREATE SCHEMA elsewhere; CREATE FUNCTION elsewhere.small() RETURNS int LANGUAGE sql AS 'SELECT 3'`,
      )
    const where = "id < small() AND date '2/1/2026' = make_date(2026, 1, 2)"
    expect(numbersOf((await pair.apply(['task'], { where })).plan)).toEqual({ task: [2, 0, 0] })
  })

  test.each([
    ['id = ', /syntax error/],
    ['id', /must be type boolean/],
    ['nosuch = 1', /"nosuch" does not exist/],
    ['true) ; DELETE FROM task; SELECT (true', /multiple commands|syntax error/],
    ["true) TO PROGRAM 'touch x' -- ", /syntax error/],
    ["true)) TO PROGRAM 'touch x' --", /syntax error/],
    ['/* id = 1', /unterminated/],
    ["id = 'x", /unterminated/],
    ['1 / (id - 1) = 0', /division by zero/],
  ])('is refused where it is no condition: %s', async (where, said) => {
    const message = await pair.refusal(['task'], { where })
    expect(message).toMatch(/`where` cannot be asked of/)
    expect(message).toMatch(said)
  })

  test('cannot write on either side', async () => {
    for (const db of [pair.live, pair.backup])
      await server.psql(
        db,
        `CREATE FUNCTION spoil() RETURNS boolean LANGUAGE sql AS 'DELETE FROM task WHERE id = 30 RETURNING true'`,
      )
    expect(await pair.refusal(['task'], { where: 'spoil()' })).toMatch(/read-only transaction/)
    await server.psql(
      pair.backup,
      `CREATE OR REPLACE FUNCTION spoil() RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
    )
    expect(await pair.refusal(['task'], { where: 'spoil()' })).toMatch(
      /of the live table "public"."task": .*read-only transaction/,
    )
  })
})
