import { startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { backUp, openShelf } from './backups.ts'
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
