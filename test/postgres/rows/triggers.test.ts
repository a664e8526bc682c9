import { applyRows, planRows } from '../../../src/postgres/rows/rows.ts'
import { readTarget } from '../../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { makePair, messageOf, numbersOf } from './pairs.ts'

const BOTH = `CREATE TABLE t (id int PRIMARY KEY, v text, seen text);
  CREATE TABLE audit (what text);
  INSERT INTO t SELECT i, 'v' || i, 'x' FROM generate_series(1, 10) i;`
const LATER =
  "DELETE FROM t WHERE id < 3; UPDATE t SET v = 'y' WHERE id = 5; INSERT INTO t VALUES (11), (12);"

const trigger = (name: string, when: string, body: string) => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$;
  CREATE TRIGGER ${name} ${when} ON t FOR EACH ROW EXECUTE FUNCTION ${name}();`

const NOT_SAVED = () => Promise.reject(new Error('It must not come to this.'))

describeWith(lackOf.postgres(15))('triggers', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  test('run, with the settings of the live database, and what they change is told', async () => {
    const pair = await makePair(
      server,
      BOTH,
      LATER +
        trigger(
          'stamp',
          'BEFORE INSERT OR UPDATE',
          'NEW.seen := current_setting($s$DateStyle$s$); RETURN NEW;',
        ) +
        trigger('log', 'AFTER INSERT OR UPDATE OR DELETE', 'INSERT INTO audit VALUES (TG_OP); RETURN NULL;'),
    )
    await server.psql(pair.live, `ALTER DATABASE ${pair.live} SET DateStyle = 'SQL, DMY'`)
    const { plan } = await pair.apply(['t'])
    expect(numbersOf(plan)).toEqual({ t: [2, 1, 2] })
    expect(plan.tables[0]?.altered).toBe(3)
    expect(await server.psql(pair.live, "SELECT count(*) FROM t WHERE seen = 'SQL, DMY'")).toBe('3')
    expect(await server.psql(pair.live, 'SELECT what, count(*) FROM audit GROUP BY 1 ORDER BY 1')).toBe(
      'DELETE|2\nINSERT|2\nUPDATE|1',
    )
  })

  test('are off where that is asked for, and on again afterwards; foreign keys hold all the same', async () => {
    const pair = await makePair(
      server,
      BOTH,
      `${LATER}${trigger('log', 'AFTER INSERT OR UPDATE OR DELETE', 'INSERT INTO audit VALUES (TG_OP); RETURN NULL;')}
       ALTER TABLE t ENABLE ALWAYS TRIGGER log;
       CREATE TABLE child (id int PRIMARY KEY, t int REFERENCES t DEFERRABLE INITIALLY DEFERRED)`,
    )
    await pair.apply(['t'], { triggers: false })
    expect(await pair.prints(pair.live, ['t'])).toEqual(await pair.prints(pair.backup, ['t']))
    expect(await server.psql(pair.live, 'SELECT count(*) FROM audit')).toBe('0')
    expect(await server.psql(pair.live, "SELECT tgenabled FROM pg_trigger WHERE tgname = 'log'")).toBe('A')
    await server.psql(pair.live, 'INSERT INTO t VALUES (20); INSERT INTO child VALUES (1, 20)')
    expect(await pair.refusal(['t'], { triggers: false })).toMatch(/1 row of "public"."child" refers to/)
  })

  test('that keep rows from being written end it, with their names, unless they are off', async () => {
    const pair = await makePair(
      server,
      BOTH,
      LATER + trigger('keep', 'BEFORE DELETE', 'IF OLD.id = 12 THEN RETURN NULL; END IF; RETURN OLD;'),
    )
    const before = await pair.prints(pair.live)
    await expect(pair.apply(['t'])).rejects.toThrow(
      /2 rows of "public"."t" were to be deleted, and 1 were[\s\S]*keep[\s\S]*triggers: off/,
    )
    expect(await pair.prints(pair.live)).toEqual(before)
    await pair.apply(['t'], { triggers: false })
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('that refuse are told', async () => {
    const pair = await makePair(
      server,
      BOTH,
      LATER + trigger('refuse', 'BEFORE UPDATE', "RAISE 'never touch this'; RETURN NULL;"),
    )
    const before = await pair.prints(pair.live)
    await expect(pair.apply(['t'])).rejects.toThrow(
      /could not be written into "public"."t"[\s\S]*never touch this[\s\S]*refuse[\s\S]*triggers: off/,
    )
    expect(await pair.prints(pair.live)).toEqual(before)
  })

  test('that are kept until the end run before it is committed', async () => {
    const pair = await makePair(
      server,
      BOTH,
      `${LATER} CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'too late'; END $$;
       CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late();`,
    )
    await expect(pair.apply(['t'])).rejects.toThrow(/too late/)
    await pair.apply(['t'], { triggers: false })
  })

  test('of a table that is not ours cannot be switched off', async () => {
    await server.psql('postgres', 'CREATE ROLE guest LOGIN')
    const pair = await makePair(
      server,
      `${BOTH} GRANT ALL ON t TO guest;`,
      LATER + trigger('keep', 'BEFORE DELETE', 'RETURN OLD;'),
    )
    const request = await pair.request(['t'], { triggers: false })
    const to = await readTarget(server.url(pair.live, 'guest'), {})
    const message = await applyRows({ ...request, to }, async () => {}).then(String, messageOf)
    expect(message).toMatch(
      /may not switch off the triggers[\s\S]*Only the owner of a table may: "public"."t"/,
    )
    await applyRows({ ...request, to, triggers: true }, async () => {})
  })
})

describeWith(lackOf.postgres(15))('sequences', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  test('are raised to what comes back, and never lowered', async () => {
    const pair = await makePair(
      server,
      `CREATE SEQUENCE shared; CREATE SEQUENCE down INCREMENT -3 MINVALUE -1000 MAXVALUE 10 START 10;
       CREATE TABLE t (id serial PRIMARY KEY, a int GENERATED ALWAYS AS IDENTITY, b bigint DEFAULT nextval('shared'),
         c int DEFAULT nextval('down'), d bigint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 10), e text);
       INSERT INTO t (e) SELECT 'x' FROM generate_series(1, 50); INSERT INTO t (id, b, d) VALUES (51, 100000, 1000000), (52, 52, 5);`,
      `DELETE FROM t WHERE id > 20; SELECT setval('t_id_seq', 20), setval('t_a_seq', 1, false), setval('shared', 30), setval('down', -50), setval('t_d_seq', 2000000);`,
    )
    const { plan } = await pair.apply(['t'])
    expect(plan.tables[0]?.sequences).toEqual([
      { schema: 'public', name: 'down', from: '-50', to: '-143' },
      { schema: 'public', name: 'shared', from: '30', to: '100000' },
      { schema: 'public', name: 't_a_seq', from: '1', to: '52' },
      { schema: 'public', name: 't_id_seq', from: '20', to: '52' },
    ])
    const next = `SELECT nextval('t_id_seq'), nextval('t_a_seq'), nextval('shared'), nextval('down'), nextval('t_d_seq')`
    expect(await server.psql(pair.live, next)).toBe('53|53|100001|-146|2000010')
    expect((await pair.apply(['t'])).plan.tables[0]?.sequences).toEqual([])
  })

  test('that this user may not raise are told before anything is written', async () => {
    await server.psql('postgres', 'CREATE ROLE clerk LOGIN')
    const pair = await makePair(
      server,
      'CREATE TABLE t (id serial PRIMARY KEY); INSERT INTO t SELECT FROM generate_series(1, 9); GRANT ALL ON t TO clerk',
      `DELETE FROM t; SELECT setval('t_id_seq', 1); INSERT INTO t VALUES (20)`,
    )
    const request = {
      ...(await pair.request(['t'])),
      to: await readTarget(server.url(pair.live, 'clerk'), {}),
    }
    for (const rights of ['', 'GRANT SELECT ON SEQUENCE t_id_seq TO clerk']) {
      await server.psql(pair.live, rights)
      for (const run of [planRows, applyRows])
        await expect(run(request, NOT_SAVED)).rejects.toThrow(
          /may not (read|raise) the sequence "public"."t_id_seq"/,
        )
    }
    await server.psql(pair.live, 'GRANT UPDATE ON SEQUENCE t_id_seq TO clerk')
    await applyRows(request, async () => {})
    expect(await server.psql(pair.live, "SELECT nextval('t_id_seq')")).toBe('10')
  })

  test('that others draw from meanwhile never hand out a value twice', async () => {
    const pair = await makePair(
      server,
      `CREATE TABLE t (id serial PRIMARY KEY); INSERT INTO t SELECT FROM generate_series(1, 3000)`,
      `DELETE FROM t WHERE id > 10; SELECT setval('t_id_seq', 10)`,
    )
    await server.psql(pair.live, 'CREATE TABLE drawn (v bigint)')
    const draw = `DO $$ BEGIN FOR i IN 1..4000 LOOP INSERT INTO drawn VALUES (nextval('t_id_seq')); COMMIT; END LOOP; END $$`
    const request = await pair.request(['t'], { mode: 'merge' })
    await Promise.all([server.psql(pair.live, draw), applyRows(request, async () => {})])
    expect(await server.psql(pair.live, 'SELECT count(*) - count(DISTINCT v) FROM drawn')).toBe('0')
    expect(await server.psql(pair.live, "SELECT nextval('t_id_seq') > 3000")).toBe('t')
  })
})
