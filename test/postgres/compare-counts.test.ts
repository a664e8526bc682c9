import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { backUp, openShelf } from './backups.ts'
import { connect } from './comparison.ts'
import { complaints, dataChecks, restoreInto, schemaCheck } from './restored.ts'

/** What the catalogs list and no dump holds, or what a restore makes in another number. */
const UNLIKE = `
  CREATE TABLE orders (id int PRIMARY KEY, v int); INSERT INTO orders VALUES (1, 1), (2, 1);
  CREATE TABLE part (a int, b int) PARTITION BY RANGE (a);
  CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10); CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (10) TO (20);
  INSERT INTO part SELECT i, 1 FROM generate_series(0, 19) i; CREATE INDEX part_b ON ONLY part (b);
  CREATE TABLE tree (a int PRIMARY KEY REFERENCES orders) PARTITION BY LIST (a); CREATE TABLE tree_1 PARTITION OF tree FOR VALUES IN (1);
  CREATE TABLE to_tree (a int REFERENCES tree);
  CREATE TABLE leaving (a int, b int REFERENCES orders) PARTITION BY RANGE (a);
  CREATE TABLE leaving_1 PARTITION OF leaving FOR VALUES FROM (0) TO (10); CREATE TABLE leaving_2 PARTITION OF leaving FOR VALUES FROM (10) TO (20);
  CREATE INDEX ON leaving (b); INSERT INTO leaving SELECT i, 1 FROM generate_series(0, 19) i;
  CREATE OPERATOR @#@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, COMMUTATOR = #@#);
  CREATE ROLE app; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app; ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM app;
  CREATE TABLE parent (a int); CREATE TABLE heir () INHERITS (parent);
  ALTER TABLE parent ADD CONSTRAINT late CHECK (a > 0) NOT VALID; ALTER TABLE heir VALIDATE CONSTRAINT late;
  CREATE DOMAIN late AS int; ALTER DOMAIN late ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
  CREATE FUNCTION triggered() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE TRIGGER on_part AFTER INSERT ON part FOR EACH ROW EXECUTE FUNCTION triggered(); ALTER TABLE part_2 DISABLE TRIGGER on_part;
  CREATE CONSTRAINT TRIGGER on_tree AFTER INSERT ON tree DEFERRABLE FOR EACH ROW EXECUTE FUNCTION triggered();
  CREATE EXTENSION pg_stat_statements; CREATE EXTENSION hstore; SELECT lo_create(77);
`

/** What another session has for itself. */
const OF_A_SESSION = `
  CREATE TEMP TABLE tt (a serial PRIMARY KEY, b int DEFAULT 3 CHECK (b > 0), c int GENERATED ALWAYS AS IDENTITY, r int REFERENCES pg_temp.tt);
  CREATE INDEX ON tt (b); CREATE TEMP VIEW tv AS SELECT * FROM tt; CREATE RULE tr AS ON DELETE TO tt DO INSTEAD NOTHING;
  CREATE TYPE pg_temp.te AS ENUM ('a'); CREATE TYPE pg_temp.tc AS (a int); CREATE TYPE pg_temp.trange AS RANGE (subtype = int);
  CREATE DOMAIN pg_temp.td AS int DEFAULT 3 CHECK (VALUE > 1) NOT NULL; CREATE TEMP SEQUENCE ts; CREATE STATISTICS tst ON b, c FROM tt;
  CREATE FUNCTION pg_temp.tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE TRIGGER ttrigger BEFORE INSERT ON tt FOR EACH ROW EXECUTE FUNCTION pg_temp.tf();
  ALTER TABLE tt ENABLE ROW LEVEL SECURITY; CREATE POLICY tp ON tt USING (true);
  CREATE TEMP TABLE tpart (a int PRIMARY KEY) PARTITION BY LIST (a); CREATE TEMP TABLE tpart_1 PARTITION OF tpart DEFAULT;
  CREATE OPERATOR pg_temp.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq); CREATE COLLATION pg_temp.tcol (locale = 'C');
`

const expectEqual = async (server: PostgresServer, db: string, flags: readonly string[] = []) => {
  await using shelf = await openShelf()
  const backup = await backUp(shelf, server, server.url(db), { flags: ['--fingerprint=content', ...flags] })
  await using restored = await restoreInto(server, backup, `${db}_restored`)
  expect(complaints([...(await dataChecks(restored)), await schemaCheck(restored)])).toEqual([])
  return backup
}

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`PostgreSQL ${major}`, () => {
    test('what is in no dump, or comes back in another number, is not counted', async () => {
      await using server = await startPostgres({ major })
      await server.createDatabase('shop')
      await server.psql('shop', UNLIKE)
      const fails = (sql: string) => expect(server.psql('shop', sql)).rejects.toThrow()
      await fails('CREATE UNIQUE INDEX CONCURRENTLY broken ON orders (v)')
      await fails('CREATE UNIQUE INDEX CONCURRENTLY broken_leaf ON part_1 (b)')
      const [session, reader] = [await connect(server.url('shop')), await connect(server.url('shop'))]
      try {
        await session.query(OF_A_SESSION)
        if (major >= 14) {
          await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM leaving')
          await fails(
            `SET statement_timeout = '500ms'; ALTER TABLE leaving DETACH PARTITION leaving_2 CONCURRENTLY`,
          )
          await reader.query('ROLLBACK')
          const pending = 'SELECT count(*) FROM pg_inherits WHERE inhdetachpending'
          expect(await server.psql('shop', pending)).toBe('1')
        }
        const { proof } = await expectEqual(server, 'shop')
        expect(proof.unchecked).toEqual([
          { schema: 'public', name: 'late', constraint: 'c' },
          { schema: 'public', name: 'parent', constraint: 'late' },
        ])
        expect(proof.objects).toMatchObject({ index: 4, 'foreign key': 3, trigger: 2 })
      } finally {
        await session.close()
        await reader.close()
      }
    })

    test('partitions that are counted one by one may be spread otherwise', async () => {
      await using server = await startPostgres({ major })
      await server.createDatabase('shop')
      const colours = Array.from({ length: 40 }, (_, at) => `'c${at}'`).join(', ')
      await server.psql(
        'shop',
        `CREATE TYPE colour AS ENUM (${colours}); CREATE TABLE painted (c colour, v int) PARTITION BY HASH (c);
          ${[0, 1, 2, 3].map((at) => `CREATE TABLE painted_${at} PARTITION OF painted FOR VALUES WITH (MODULUS 4, REMAINDER ${at});`).join(' ')}
          INSERT INTO painted SELECT (enum_range(NULL::colour))[1 + i % 40], i FROM generate_series(1, 4000) i`,
      )
      const { proof } = await expectEqual(server, 'shop', ['--exclude-table-data=painted_1'])
      expect(proof.tables).toMatchObject(
        [0, 2, 3].map((at) => ({ name: `painted_${at}`, kind: 'table', root: { name: 'painted' } })),
      )
    })
  })
}

describeWith(lackOf.postgres(18))('an extension with all sorts of things', () => {
  const EXTENSION = `
    CREATE TABLE settings (name text PRIMARY KEY DEFAULT 'x', value text CHECK (value <> ''), own boolean DEFAULT true, n serial, i int GENERATED ALWAYS AS IDENTITY);
    CREATE INDEX ON settings (value); CREATE TYPE ext_enum AS ENUM ('a', 'b'); CREATE TYPE ext_composite AS (a int);
    CREATE DOMAIN ext_domain AS int CHECK (VALUE > 1); CREATE TYPE ext_range AS RANGE (subtype = int);
    CREATE FUNCTION ext_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER t BEFORE INSERT ON settings FOR EACH ROW WHEN (false) EXECUTE FUNCTION ext_trigger();
    CREATE VIEW ext_view AS SELECT * FROM settings; CREATE RULE r AS ON DELETE TO settings DO INSTEAD NOTHING;
    CREATE STATISTICS ext_stats ON name, value FROM settings; CREATE MATERIALIZED VIEW ext_mat AS SELECT 1 AS one; CREATE UNIQUE INDEX ON ext_mat (one);
    CREATE TABLE ext_part (a int) PARTITION BY LIST (a); CREATE TABLE ext_part_1 PARTITION OF ext_part DEFAULT;
    SELECT pg_catalog.pg_extension_config_dump('settings', '');`
  const ON_TOP = `
    CREATE EXTENSION demo; INSERT INTO settings (name, value) VALUES ('q', 'r');
    CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE INDEX own ON settings (own); CREATE TRIGGER own BEFORE INSERT ON settings FOR EACH ROW EXECUTE FUNCTION own();
    ALTER TABLE settings ADD CHECK (name <> 'y'); CREATE POLICY own ON settings USING (true); CREATE STATISTICS own ON name, own FROM settings;
    CREATE TABLE heir (z int) INHERITS (settings); CREATE TABLE ref (a text REFERENCES settings); CREATE VIEW on_view AS SELECT * FROM ext_view;
    CREATE TABLE ext_part_2 PARTITION OF ext_part FOR VALUES IN (4); COMMENT ON COLUMN settings.name IS 'own'; CREATE TABLE typed (e ext_enum, r ext_range, d ext_domain, c ext_composite);`

  test('is counted as one, with what others hung on it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'extensions-'))
    await mkdir(join(folder, 'extension'))
    await chmod(folder, 0o755)
    await writeFile(join(folder, 'extension/demo.control'), "default_version = '1'\nrelocatable = true\n")
    await writeFile(join(folder, 'extension/demo--1.sql'), EXTENSION)
    await using server = await startPostgres({
      major: 18,
      settings: { extension_control_path: `${folder}:$system` },
    })
    await server.createDatabase('shop')
    await server.psql('shop', ON_TOP)
    const { proof, manifest } = await expectEqual(server, 'shop')
    expect(proof.objects).toMatchObject({ extension: 1, table: 4, function: 1, 'foreign key': 1 })
    expect(proof.objects).not.toHaveProperty('enum label')
    expect(manifest.extensions).toContainEqual({ name: 'demo', version: '1', schema: 'public' })
    await rm(folder, { recursive: true })
  })
})
