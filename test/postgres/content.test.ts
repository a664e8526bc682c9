import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { backUp, openShelf, restore } from './backups.ts'
import { expectExact } from './comparison.ts'

/** All sorts of objects that a dump, a count or a hash could stumble over. */
const EVERYTHING = `
  CREATE SCHEMA empty; CREATE SCHEMA "Grüße";
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN percent AS numeric CHECK (VALUE BETWEEN 0 AND 100);
  CREATE TABLE customer (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, m mood,
    size int, double_size int GENERATED ALWAYS AS (size * 2) STORED, extra jsonb, tags text[]);
  INSERT INTO customer (name, m, size, extra, tags)
    SELECT 'name ' || i, 'ok', i, jsonb_build_object('i', i), ARRAY['a', i::text] FROM generate_series(1, 500) i;
  CREATE TABLE "a;b""c'd" ("x y" int, "ü""'" text); INSERT INTO "a;b""c'd" VALUES (1, E'tab\\tnew\\nline\\\\');
  CREATE TABLE "Grüße"."Ä -- 12; 0 16400 TABLE DATA public customer postgres" (a int);
  CREATE TABLE "line\nbreak" (a int); INSERT INTO "line\nbreak" VALUES (7);
  CREATE TABLE no_columns (); INSERT INTO no_columns DEFAULT VALUES; INSERT INTO no_columns DEFAULT VALUES;
  CREATE TABLE values_of_note (f float8, n numeric, d date, t timestamptz, i interval, b bytea, m money, x xml);
  INSERT INTO values_of_note VALUES ('NaN', 'NaN', '0044-03-15 BC', '-infinity', '1 mon -2 days 03:04:05.678', '\\x00ff', 12.5, '<a/>'),
    ('-Infinity', 1e-20, 'infinity', '2024-03-31 02:30+01', '-1 year', '', NULL, NULL), (0.1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE parent (a int, b text); CREATE TABLE child (c int) INHERITS (parent);
  INSERT INTO parent VALUES (1, 'p'); INSERT INTO child VALUES (2, 'c', 3);
  CREATE TABLE log (at date, what text) PARTITION BY RANGE (at);
  CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (what);
  CREATE TABLE log_2_a PARTITION OF log_2 FOR VALUES IN ('a'); CREATE TABLE log_2_b PARTITION OF log_2 DEFAULT;
  CREATE TABLE no_partitions (a int) PARTITION BY HASH (a);
  INSERT INTO log SELECT '2024-06-01'::date + i, CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END FROM generate_series(0, 400) i;
  CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM customer; CREATE VIEW v AS SELECT * FROM customer;
  CREATE UNLOGGED TABLE unlogged (a int); INSERT INTO unlogged VALUES (1), (2);
  CREATE SEQUENCE down INCREMENT -3 MINVALUE -1000 MAXVALUE 10 START 10; SELECT nextval('down'), nextval('down');
  CREATE SEQUENCE round MAXVALUE 3 CYCLE; SELECT nextval('round') FROM generate_series(1, 4); CREATE SEQUENCE never_called;
  SELECT lo_create(5001); SELECT lo_from_bytea(5002, decode(repeat('00ff17', 3000000), 'hex')), lo_from_bytea(5003, 'short');
  CREATE TABLE secret (a int); INSERT INTO secret VALUES (1); ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
  CREATE POLICY none ON secret USING (false);
  CREATE FUNCTION noted() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION noted();
  CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
  CREATE RULE quiet AS ON DELETE TO secret DO INSTEAD NOTHING;
  CREATE STATISTICS stats ON name, size FROM customer;
  ALTER TABLE customer ADD CONSTRAINT positive CHECK (size > 0);
`

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`PostgreSQL ${major}, with its own client`, () => {
    test('restores all sorts of content to exactly what was counted and hashed', async () => {
      await using server = await startPostgres({ major })
      await using shelf = await openShelf()
      await server.createDatabase('shop')
      await server.psql('shop', EVERYTHING)
      const backup = await backUp(shelf, server, server.url('shop'))
      expect(backup.manifest.server.major).toBe(major)
      expect(Number.parseInt(backup.manifest.client.version, 10)).toBe(major)
      expect(backup.proof.tables.find(({ name }) => name === 'log')).toMatchObject({
        kind: 'partition tree',
        rows: 401,
      })
      expect(backup.proof.largeObjects).toMatchObject({ count: 3, bytes: 9_000_005 })
      expect(backup.proof.notCompared).toEqual([
        { schema: 'public', name: 'summary', reason: 'is refreshed on restore' },
      ])
      await expectExact(server, backup)
    })
  })
}

describeWith(lackOf.postgres(18))('extensions and foreign tables', () => {
  /** An extension of our own, with a table of settings that a dump takes along in part, and one that it never takes. */
  const EXTENSION = `
    CREATE TABLE settings (name text PRIMARY KEY, value text, own boolean DEFAULT true);
    INSERT INTO settings VALUES ('built in', '1', false); CREATE TABLE fixed (a int); INSERT INTO fixed VALUES (1);
    SELECT pg_catalog.pg_extension_config_dump('settings', 'WHERE own');`

  test('what belongs to an extension or lies elsewhere is not compared, and comes back all the same', async () => {
    const extensions = await mkdtemp(join(tmpdir(), 'extensions-'))
    await mkdir(join(extensions, 'extension'))
    await chmod(extensions, 0o755)
    await writeFile(
      join(extensions, 'extension/demo.control'),
      "default_version = '1'\nrelocatable = false\nschema = public\n",
    )
    await writeFile(join(extensions, 'extension/demo--1.sql'), EXTENSION)
    await using server = await startPostgres({
      major: 18,
      settings: { extension_control_path: `${extensions}:$system` },
    })
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await server.psql(
      'shop',
      `CREATE EXTENSION demo; INSERT INTO settings VALUES ('mine', '2', true);
        CREATE EXTENSION IF NOT EXISTS plpgsql;
        CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER afar FOREIGN DATA WRAPPER nothing;
        CREATE USER MAPPING FOR postgres SERVER afar OPTIONS (password 'x');
        CREATE TABLE measure (at int, v int) PARTITION BY RANGE (at);
        CREATE TABLE measure_1 PARTITION OF measure FOR VALUES FROM (0) TO (10);
        CREATE FOREIGN TABLE measure_2 PARTITION OF measure FOR VALUES FROM (10) TO (20) SERVER afar;
        INSERT INTO measure SELECT i, i FROM generate_series(0, 9) i`,
    )
    const backup = await backUp(shelf, server, server.url('shop'))
    expect(backup.lines.join('\n')).toContain('passwords of subscriptions and user mappings in it too')
    expect(backup.proof.notCompared).toEqual([
      { schema: 'public', name: 'fixed', reason: 'belongs to an extension' },
      { schema: 'public', name: 'measure_2', reason: 'lies on another server' },
      { schema: 'public', name: 'settings', reason: 'belongs to an extension' },
    ])
    // The tree cannot be counted at its root, where a part of it lies elsewhere.
    expect(backup.proof.tables).toMatchObject([{ name: 'measure_1', kind: 'table', rows: 10 }])
    await expectExact(server, backup)
    await restore(server, backup, 'again')
    expect(await server.psql('again', 'SELECT name FROM settings ORDER BY name')).toBe('built in\nmine')
    await rm(extensions, { recursive: true })
  })
})
