import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { makePair, numbersOf } from './pairs.ts'

describeWith(lackOf.postgres(15))('references between tables', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  test('hold in circles, immediate ones too', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, c int); CREATE TABLE c (id int PRIMARY KEY, a int NOT NULL);
       INSERT INTO a VALUES (1, 1), (2, 2), (3, 3); INSERT INTO b VALUES (1, 1), (2, 2), (3, 3); INSERT INTO c VALUES (1, 1), (2, 3), (3, 2);
       ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b; ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c ON DELETE RESTRICT;
       ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES a DEFERRABLE;`,
      `UPDATE a SET b = NULL; UPDATE b SET c = NULL; DELETE FROM c; DELETE FROM b; DELETE FROM a;
       INSERT INTO a VALUES (3, NULL), (4, NULL); INSERT INTO c VALUES (4, 4), (3, 3); INSERT INTO b VALUES (4, 4), (1, 3); UPDATE a SET b = 4;`,
    )
    const { plan, script } = await pair.apply(['a', 'b', 'c'])
    expect(numbersOf(plan)).toEqual({ a: [2, 1, 1], b: [2, 1, 1], c: [2, 1, 1] })
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
    await server.psql(pair.live, script ?? '')
    expect(await server.psql(pair.live, 'SELECT * FROM b WHERE id = 4')).toBe('4|4')
  })

  test('a row that changes its parent lets the old one go', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE); CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent);
       INSERT INTO parent VALUES (1, 'x'); INSERT INTO child VALUES (1, 1)`,
      `UPDATE parent SET code = 'old'; INSERT INTO parent VALUES (2, 'x'); UPDATE child SET parent = 2; DELETE FROM parent WHERE id = 1`,
    )
    await pair.apply(['parent', 'child'])
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  const FAMILY = (action: string) => `
    CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ${action});
    INSERT INTO parent VALUES (1), (2); INSERT INTO child VALUES (1, 1)`
  const LATER = 'INSERT INTO parent VALUES (3), (4); INSERT INTO child VALUES (2, 3)'

  test.each([
    ['', /cannot be deleted/],
    ['ON DELETE RESTRICT', /cannot be deleted/],
    ['ON DELETE CASCADE', /would be deleted along, and nobody would be told/],
    ['ON DELETE SET NULL', /would lose the reference/],
    ['ON DELETE SET DEFAULT', /would refer to something else/],
  ])('a table that nobody chose is not changed or left with nothing: %s', async (action, why) => {
    const pair = await makePair(server, FAMILY(action), LATER)
    const message = await pair.refusal(['parent'])
    expect(message).toMatch(/^1 row of "public"."child" refers to rows of "public"."parent"/)
    expect(message).toMatch(/child_parent_fkey/)
    expect(message).toMatch(why)
    expect(message).toMatch(/Choose "public"."child" too/)
    // Its sound neighbours: both chosen, and merged.
    expect(numbersOf((await pair.apply(['parent'], { mode: 'merge' })).plan)).toEqual({ parent: [0, 0, 0] })
    expect(numbersOf((await pair.apply(['parent', 'child'])).plan)).toEqual({
      parent: [0, 0, 2],
      child: [0, 0, 1],
    })
  })

  test('a part whose rows are referred to from outside of it is refused', async () => {
    const pair = await makePair(server, FAMILY('ON DELETE CASCADE'), LATER)
    expect(await pair.refusal(['parent', 'child'], { where: 'id > 2' })).toMatch(/Widen `where`/)
    expect(numbersOf((await pair.apply(['parent', 'child'], { where: 'id > 1' })).plan)).toEqual({
      parent: [0, 0, 2],
      child: [0, 0, 1],
    })
  })

  test('a row does not come back without what it refers to', async () => {
    const pair = await makePair(server, FAMILY('ON DELETE CASCADE'), 'DELETE FROM parent')
    for (const mode of ['merge', 'sync'] as const) {
      const message = await pair.refusal(['child'], { mode })
      expect(message).toMatch(
        /^1 row of "public"."child" would refer to rows of "public"."parent" that are not there/,
      )
    }
    await pair.apply(['child', 'parent'], { mode: 'merge' })
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('to another unique key hold too, when its values change', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE); CREATE TABLE child (id int PRIMARY KEY, code text REFERENCES parent (code));
       INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 'a')`,
      `DELETE FROM child; UPDATE parent SET code = 'c' WHERE id = 1; INSERT INTO child VALUES (1, 'c')`,
    )
    expect(await pair.refusal(['parent'])).toMatch(
      /1 row of "public"."child" refers to rows of "public"."parent"/,
    )
    await pair.apply(['parent', 'child'])
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('partitions: a tree by its root, and a partition by itself', async () => {
    const tree = `CREATE TABLE owner (id int PRIMARY KEY); INSERT INTO owner VALUES (1), (2);
      CREATE TABLE log (id int, at int, owner int REFERENCES owner, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10); CREATE TABLE log_2 PARTITION OF log DEFAULT;
      CREATE TABLE note (id int PRIMARY KEY, log int, at int, FOREIGN KEY (log, at) REFERENCES log ON DELETE CASCADE);
      INSERT INTO log SELECT i, i, 1 + i % 2 FROM generate_series(1, 20) i; INSERT INTO note VALUES (1, 3, 3)`
    const later = `DELETE FROM log WHERE id IN (4, 14); UPDATE log SET owner = NULL WHERE id IN (5, 15);
      INSERT INTO log VALUES (21, 1, 1), (22, 30, 1)`
    const whole = await makePair(server, tree, later)
    expect(numbersOf((await whole.apply(['log'])).plan)).toEqual({ log: [2, 2, 2] })
    expect(await whole.prints(whole.live)).toEqual(await whole.prints(whole.backup))

    const one = await makePair(server, tree, later)
    expect(await one.refusal(['log', 'log_1'])).toMatch(
      /is a partition of "public"."log", and both are chosen/,
    )
    expect(numbersOf((await one.apply(['log_1'])).plan)).toEqual({ log_1: [1, 1, 1] })
    await server.psql(one.live, 'INSERT INTO log VALUES (40, 2, 1); INSERT INTO note VALUES (2, 40, 2)')
    expect(await one.refusal(['log_1'])).toMatch(/1 row of "public"."note" refers/)
  })

  test('children by inheritance are tables of their own', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE parent (id int PRIMARY KEY, note text); CREATE TABLE child (more int, PRIMARY KEY (id)) INHERITS (parent);
       INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (2, 'c', 1)`,
      `DELETE FROM ONLY parent; UPDATE child SET note = 'x'; INSERT INTO child VALUES (1, 'same id', 1)`,
    )
    expect(numbersOf((await pair.apply(['parent'])).plan)).toEqual({ parent: [1, 0, 0] })
    expect(await server.psql(pair.live, 'SELECT * FROM parent ORDER BY id, note')).toBe('1|p\n1|same id\n2|x')
  })
})
