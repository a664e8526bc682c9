import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { connect } from '../comparison.ts'
import { type Loss, makeLoss, positionsOf } from './creating.ts'

const SHOP = `
  CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL);
  INSERT INTO customers (name) SELECT 'c ' || i FROM generate_series(1, 100) AS i;
  CREATE TABLE orders (id int PRIMARY KEY, customer int CONSTRAINT of_customer REFERENCES customers, body text);
  INSERT INTO orders SELECT i, 1 + i % 100, 'b ' || i FROM generate_series(1, 200) AS i;
  CREATE TABLE bills (id int PRIMARY KEY, "order" int CONSTRAINT of_order REFERENCES orders);
  INSERT INTO bills SELECT i, i FROM generate_series(1, 50) AS i;
  CREATE TABLE parts (id int, "at" int) PARTITION BY RANGE ("at");
  CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10); CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20);
  CREATE INDEX parts_at ON parts ("at"); INSERT INTO parts SELECT i, i FROM generate_series(1, 19) AS i;`

describeWith(lackOf.postgres(15))('dropped tables that are made again', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
    await server.psql('postgres', 'CREATE ROLE clerk LOGIN; CREATE ROLE keeper LOGIN')
  })
  afterAll(() => server.stop())

  const lose = async (drop: string, more = '', onlyBackup = ''): Promise<Loss> => {
    const loss = await makeLoss(server, `${SHOP}${more}`, onlyBackup)
    await server.psql(loss.live, drop)
    return loss
  }
  const ask = (loss: Loss, sql: string) => server.psql(loss.live, sql)

  test('are told with all that they bring, and with what does not come back', async () => {
    const loss = await lose(
      'DROP TABLE orders CASCADE; DROP TYPE kind CASCADE; DROP PUBLICATION feed; DROP INDEX parts_at; DROP TABLE parts_1',
      `CREATE TYPE kind AS ENUM ('a', 'b'); ALTER TABLE orders ADD kind kind DEFAULT 'a'; CREATE INDEX by_kind ON orders (kind);
      CREATE VIEW open AS SELECT id FROM orders; CREATE VIEW opener AS SELECT id FROM open;
      CREATE FUNCTION dear(orders) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      CREATE POLICY known ON bills USING (EXISTS (SELECT FROM orders));
      CREATE TABLE children () INHERITS (orders); COMMENT ON CONSTRAINT of_order ON bills IS 'comes along'; GRANT SELECT ON orders TO clerk;
      CREATE PUBLICATION feed FOR TABLE orders`,
      'TRUNCATE parts_2',
    )
    const plan = await loss.create(['orders', 'parts_1'])
    expect(plan).toEqual({
      tables: [
        {
          table: { schema: 'public', name: 'orders' },
          rows: 200,
          parts: { 'keys and constraints': 1, indexes: 1, 'foreign keys': 1, grants: 1 },
        },
        { table: { schema: 'public', name: 'parts_1' }, rows: 9, parts: { indexes: 1 } },
      ],
      along: ['type public.kind'],
      references: ['foreign key public.bills of_order'],
      notes: expect.any(Array),
    })
    expect([...plan.notes].sort()).toEqual([
      'Missing too, and not restored by this: function public.dear(public.orders)',
      'Missing too, and not restored by this: policy public.bills known',
      'Missing too, and not restored by this: table public.children',
      'Missing too, and not restored by this: view public.open',
      'Missing too, and not restored by this: view public.opener',
      'Not restored, since its other end is not there: attachment of index public.parts_1_at_idx',
      'Not restored, since its other end is not there: publication public.feed orders',
    ])
    expect(await ask(loss, `SELECT obj_description(oid) FROM pg_constraint WHERE conname = 'of_order'`)).toBe(
      'comes along',
    )
    expect(await ask(loss, `SELECT count(*) FROM parts`)).toBe('19')
  })

  test('are refused where anything is in the way, all of it at once', async () => {
    const loss = await lose(
      `DROP TABLE orders, customers CASCADE; DROP EXTENSION citext CASCADE; CREATE VIEW by_body AS SELECT 1`,
      `CREATE EXTENSION citext; ALTER TABLE orders ADD mail citext; CREATE INDEX by_body ON orders (body)`,
    )
    const message = await loss.refusal(['orders', 'bills', 'parts', 'parts_1'])
    expect(message).toMatch(/^\d+ things keep the tables from being made again; nothing was changed\.$/m)
    expect(message).toContain(
      '- The table public.parts_1 is a partition of the table public.parts, and both are chosen.',
    )
    expect(message).toContain(
      '- The table public.bills is there already. Bring its rows back by `table-mode: merge`',
    )
    expect(message).toContain('- The index public.by_body cannot be made again, for a view has its name.')
    expect(message).toContain(
      '- The live database lacks the table public.customers, which the foreign key public.orders of_customer needs. Add it to `tables`: public.customers.',
    )
    expect(message).toContain(
      '- The live database lacks the extension citext, which the table public.orders needs. Make it first (CREATE EXTENSION "citext").',
    )
  })

  test('are refused where a role is missing or may not be given anything, and come without owners then', async () => {
    const more = `ALTER TABLE orders OWNER TO keeper; GRANT SELECT ON orders TO "no one" WITH GRANT OPTION; CREATE POLICY p ON orders TO "no one", clerk USING (true)`
    await server.psql('postgres', 'CREATE ROLE "no one"')
    const loss = await lose('DROP TABLE orders CASCADE', more)
    const had = await loss.plan(['orders'])
    expect(had.tables[0]?.parts).toMatchObject({ grants: 1, policies: 1 })
    await ask(loss, 'GRANT CREATE ON SCHEMA public TO clerk')
    const clerk = await loss.refusal(['orders'], { user: 'clerk' })
    expect(clerk).toContain('The user "clerk" may not give anything to the role "keeper", which owned it.')
    expect(clerk).toContain('The user "clerk" does not own the table public.bills, which gets a foreign key')
    expect(clerk).toContain('The user "clerk" may not refer to the table public.customers.')
    const keeper = await loss.refusal(['orders'], { user: 'keeper' })
    expect(keeper).toContain('The user "keeper" may not make anything in the schema public.')

    await ask(loss, 'ALTER TABLE bills OWNER TO clerk; GRANT REFERENCES ON customers TO clerk')
    await ask(loss, 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk')
    await server.psql(loss.backup, 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk')
    await server.psql(loss.backup, 'DROP POLICY p ON orders; REVOKE ALL ON orders FROM "no one"')
    const { tables } = await loss.create(['orders'], { user: 'clerk', owners: false })
    expect(tables[0]?.parts).not.toHaveProperty('grants')
    expect(await ask(loss, `SELECT tableowner FROM pg_tables WHERE tablename = 'orders'`)).toBe('clerk')
    expect(await ask(loss, `SELECT relacl IS NULL FROM pg_class WHERE relname = 'orders'`)).toBe('t')
  })

  test('are refused where live rows refer to what the backup lacks, or rows of it to what is gone', async () => {
    const newer = await lose('DROP TABLE orders CASCADE; INSERT INTO bills VALUES (999, 999)')
    const first = await newer.refusal(['orders'])
    expect(first).toContain(
      'Rows of public.bills refer to rows that are not there, so the foreign key public.bills of_order could not be made again, and nothing was changed.',
    )
    expect(first).toContain('They are live rows')
    expect(first).not.toContain('(999)')
    const older = await lose('DROP TABLE orders CASCADE; DELETE FROM customers WHERE id = 7')
    const second = await older.refusal(['orders'])
    expect(second).toContain('Rows of public.orders refer to rows that are not there')
    expect(second).toContain('They are rows of the backup')
    // A part of them can come back, where nobody refers to the rest.
    await ask(older, 'DELETE FROM bills WHERE "order" IN (6, 106)')
    await older.create(['orders'], { where: 'customer <> 7 AND orders.body > $$b$$' })
    expect(await ask(older, 'SELECT count(*) FROM orders')).toBe('198')
  })

  test('come in part, by one condition that only reads', async () => {
    const loss = await lose('DROP TABLE parts')
    expect(await loss.refusal(['parts'], { where: 'parts.id < ten' })).toContain(
      '`where` cannot be asked of "public"."parts"',
    )
    const { tables } = await loss.create(['parts'], { where: 'parts."at" BETWEEN 5 AND 12' })
    expect(tables[0]?.rows).toBe(8)
    expect(await ask(loss, 'SELECT count(*) FROM parts_2')).toBe('3')
  })

  test('are not made where a lock is not got in time, and whoever holds it is named', async () => {
    const loss = await lose('DROP TABLE orders CASCADE')
    const holder = await connect(server.url(loss.live))
    await holder.query(`SET application_name = 'nightly import'; BEGIN; INSERT INTO bills VALUES (60, NULL)`)
    const message = await loss.refusal(['orders'], { lockTimeoutSeconds: 1 })
    expect(message).toContain('The lock on "public"."bills" was not got in time, so nothing was changed.')
    expect(message).toContain('nightly import')
    await holder.close()
    await loss.create(['orders'])
  })

  test('are not made where they come to be in between, or their rows come over as others', async () => {
    const loss = await lose('DROP TABLE orders CASCADE')
    const meanwhile = 'CREATE TABLE orders (id int)'
    expect(await loss.refusal(['orders'], { meanwhile })).toMatch(
      /The table public.orders could not be made again, so nothing was changed\.\n.*already exists\.\n.*plan once more/,
    )
    await ask(loss, 'DROP TABLE orders')
    await ask(
      loss,
      `CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.body := upper(NEW.body); RETURN NEW; END $$;
      CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        CREATE TRIGGER shout BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.shout(); END $$;
      CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION watch()`,
    )
    const message = await loss.refusal(['orders'])
    expect(message).toContain(
      'The rows of "public"."orders" did not come over as they were, so nothing was changed.',
    )
    expect(message).toContain('The backup holds 200, and 200 came, not all of them the same.')
    await ask(loss, 'DROP EVENT TRIGGER watch')
    await loss.create(['orders'])
  })

  test('are not made where a partition would come without rows that landed elsewhere', async () => {
    const loss = await lose('DROP TABLE parts_1')
    expect(await loss.refusal(['parts_1'])).toContain(
      'Rows of "public"."parts_1" came to lie in "public"."parts_2"',
    )
  })

  test('get no grants but those of the backup, whatever new tables get by default', async () => {
    const loss = await lose(
      `DROP TABLE customers CASCADE; ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO keeper, PUBLIC;
      ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO keeper; ALTER DEFAULT PRIVILEGES REVOKE UPDATE ON TABLES FROM postgres`,
      'GRANT SELECT ON customers TO clerk',
    )
    const rights = (db: string) =>
      server.psql(
        db,
        `SELECT relname, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r' END, relowner)) FROM pg_class WHERE relname ~ '^customers(_id_seq)?$' ORDER BY 1`,
      )
    await loss.create(['customers'])
    expect(await rights(loss.live)).toBe(await rights(loss.backup))
  })

  test('get their sequences behind no row, also where the backup does not tell where they stood', async () => {
    const loss = await lose('DROP TABLE customers CASCADE', `SELECT setval('customers_id_seq', 5000)`)
    await loss.create(['customers'])
    expect(await positionsOf(server, loss.live)).toEqual(['public.customers_id_seq 5000 true'])
    await ask(loss, 'DROP TABLE customers CASCADE')
    await loss.create(['customers'], { unproven: true })
    expect(await positionsOf(server, loss.live)).toEqual(['public.customers_id_seq 100 true'])
  })

  test('have their names also where the backup is written in an encoding of its own', async () => {
    const latin = `SET client_encoding = 'UTF8'; CREATE TABLE "Straße" ("Größe" text DEFAULT 'groß' CHECK ("Größe" <> 'ü')); INSERT INTO "Straße" VALUES ('ä')`
    for (const encoding of ['LATIN1', 'WIN1252', 'UTF8']) {
      const loss = await makeLoss(server, latin, '', `ENCODING '${encoding}' LOCALE 'C'`)
      const was = await loss.now()
      await ask(loss, `SET client_encoding = 'UTF8'; DROP TABLE "Straße"`)
      await loss.create(['Straße'])
      expect(await loss.now()).toEqual(was)
    }
  })

  test('are not made where it is stopped in the middle', async () => {
    const loss = await lose(
      'DROP TABLE orders CASCADE',
      `CREATE FUNCTION slow(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
        IF current_database() LIKE 'lost%' THEN PERFORM pg_sleep(0.05); END IF; RETURN true; END $$;
      ALTER TABLE orders ADD CHECK (slow(id))`,
    )
    const stop = new AbortController()
    const before = await loss.now()
    const running = loss.create(['orders'], {
      signal: stop.signal,
      onRows: () => setTimeout(() => stop.abort(new Error('told to stop')), 200),
    })
    await expect(running).rejects.toThrow('told to stop')
    expect(await loss.now()).toEqual(before)
    expect(
      await ask(
        loss,
        'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    ).toBe('0')
  })
})
