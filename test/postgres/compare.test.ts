import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { outcomeOf } from '../../src/archive/verdict.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { type Backup, backUp, openShelf, type Shelf } from './backups.ts'
import { complaints, dataChecks, type Restored, restoreInto, schemaCheck } from './restored.ts'

const ZOO = ['rental', 'heirs', 'odd-data'] as const
const sqlOf = (world: string) => readFileSync(join(import.meta.dirname, 'zoo', `${world}.sql`), 'utf8')
const nameOf = (world: string) => world.replaceAll('-', '_')

// Each server stores its roles in an order of its own, and lives in a time zone of its own.
const ROLES =
  'CREATE ROLE zoo_reader; CREATE ROLE "zoo Reader"; CREATE ROLE zoo_writer; CREATE ROLE zoo_owner'

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`PostgreSQL ${major}: a sound restore is equal to its source`, () => {
    let source: PostgresServer
    let scratch: PostgresServer
    let shelf: Shelf
    beforeAll(async () => {
      source = await startPostgres({ major, settings: { wal_level: 'logical', timezone: 'Asia/Kathmandu' } })
      scratch = await startPostgres({ major, settings: { wal_level: 'logical' } })
      shelf = await openShelf()
      await scratch.psql('postgres', ROLES)
    })
    afterAll(async () => {
      await Promise.all([source.stop(), scratch.stop(), shelf[Symbol.asyncDispose]()])
    })

    test.each(ZOO)('%s', async (world) => {
      const db = nameOf(world)
      await source.createDatabase(db)
      await source.psql(db, sqlOf(world))
      const backup = await backUp(shelf, source, source.url(db))
      await using restored = await restoreInto(scratch, backup, db)
      const checks = [...(await dataChecks(restored)), await schemaCheck(restored)]
      expect(complaints(checks)).toEqual([])
      expect(checks.map((check) => `${check.name} ${outcomeOf(check)}`)).toEqual(
        ['objects', 'rows', 'content', 'sequences', 'large objects', 'validity', 'schema'].map(
          (name) => `${name} pass`,
        ),
      )
    })
  })
}

describeWith(lackOf.postgres(15))('a restored database in which something is wrong', () => {
  const restored = new Map<string, Restored>()
  let server: PostgresServer
  let shelf: Shelf
  beforeAll(async () => {
    server = await startPostgres({ settings: { wal_level: 'logical' } })
    shelf = await openShelf()
    for (const world of ZOO) {
      const db = nameOf(world)
      await server.createDatabase(db)
      await server.psql(db, sqlOf(world))
      const backup: Backup = await backUp(shelf, server, server.url(db))
      restored.set(world, await restoreInto(server, backup, `${db}_restored`))
    }
  })
  afterAll(async () => {
    for (const one of restored.values()) await one[Symbol.asyncDispose]()
    await server.stop()
    await shelf[Symbol.asyncDispose]()
  })
  const inWorld = (world: string): Restored => {
    const one = restored.get(world)
    if (!one) throw new Error(`The world ${world} was not restored.`)
    return one
  }

  test.each<[what: string, world: (typeof ZOO)[number], spoil: string, said: readonly string[]]>([
    [
      'a row is gone',
      'rental',
      'DELETE FROM rental.payment WHERE id = 7',
      [
        'rows: fail: a table has another number of rows (table rental.payment): expected 1,500 rows, found 1,499',
        'content: fail: rows are not those of the source (table rental.payment)',
      ],
    ],
    [
      'a row is there twice',
      'odd-data',
      'INSERT INTO same_rows VALUES (NULL, NULL)',
      [
        'rows: fail: a table has another number of rows (table public.same_rows): expected 1,010 rows, found 1,011',
        'content: fail: rows are not those of the source (table public.same_rows)',
      ],
    ],
    [
      'a blank was added to a value',
      'rental',
      `UPDATE rental.language SET name = 'Deutsch' WHERE id = 2`,
      [
        'content: fail: rows are not those of the source (table rental.language): 4 rows as expected, and not all of them are what they were',
      ],
    ],
    [
      'two values changed places',
      'odd-data',
      `UPDATE numbers SET f = CASE WHEN f = 1e308 THEN 5e-324 ELSE 1e308 END WHERE f IN (1e308, 5e-324)`,
      [
        expect.stringMatching(
          /^content: fail: rows are not those of the source \(table public\.numbers\): \d+ rows/,
        ),
      ] as unknown as string[],
    ],
    [
      'a row of an heir is in its parent',
      'heirs',
      'WITH gone AS (DELETE FROM of_both RETURNING a, b, later) INSERT INTO parent (a, b, later) SELECT * FROM gone',
      [
        'rows: fail: a table has another number of rows (table public.of_both): expected 1 row, found 0',
        'rows: fail: a table has another number of rows (table public.parent): expected 1 row, found 2',
        'content: fail: rows are not those of the source (table public.of_both)',
        'content: fail: rows are not those of the source (table public.parent)',
      ],
    ],
    [
      'a table is gone',
      'heirs',
      `DROP TABLE "a;b""c'd" CASCADE`,
      [
        'objects: fail: another number of objects of the kind "index": expected 11, found 10',
        'objects: fail: another number of objects of the kind "primary key": expected 11, found 10',
        'objects: fail: another number of objects of the kind "rule": expected 7, found 6',
        'objects: fail: another number of objects of the kind "table": expected 33, found 32',
        'objects: fail: another number of objects of the kind "view": expected 5, found 4',
        `rows: fail: a table is missing (table public."a;b""c'd"): 1 row`,
      ],
    ],
    [
      'a view has the name of a table',
      'odd-data',
      'ALTER TABLE same_rows RENAME TO was_same_rows; CREATE VIEW same_rows AS SELECT * FROM was_same_rows',
      [
        'objects: fail: another number of objects of the kind "rule": expected 2, found 3',
        'objects: fail: another number of objects of the kind "view": expected 2, found 3',
        'rows: fail: a table came back as something else (table public.same_rows): expected a table, found a view',
      ],
    ],
    [
      'a sequence was set back',
      'rental',
      'ALTER SEQUENCE rental.ticket_numbers RESTART WITH 1000',
      [
        'sequences: fail: a sequence does not stand where it stood (sequence rental.ticket_numbers): expected 1190, found 1000 (yet to be given)',
      ],
    ],
    [
      'a sequence that goes down was set back',
      'heirs',
      'ALTER SEQUENCE down RESTART WITH 10; ALTER SEQUENCE set_only RESTART WITH 78',
      [
        'sequences: fail: a sequence does not stand where it stood (sequence public.down): expected 7, found 10 (yet to be given)',
        'sequences: fail: a sequence does not stand where it stood (sequence public.set_only): expected 77 (yet to be given), found 78 (yet to be given)',
      ],
    ],
    [
      'a sequence is gone',
      'rental',
      'DROP SEQUENCE rental.ticket_numbers',
      [
        'objects: fail: another number of objects of the kind "sequence": expected 5, found 4',
        'sequences: fail: a sequence is missing (sequence rental.ticket_numbers)',
      ],
    ],
    [
      'a large object holds something else',
      'heirs',
      `SELECT lo_put(5003, 0, 'l')`,
      ['large objects: fail: the large objects hold something else'],
    ],
    [
      'a large object is gone',
      'heirs',
      'SELECT lo_unlink(5003)',
      [
        'objects: fail: another number of objects of the kind "large object": expected 3, found 2',
        'large objects: fail: there is another number of large objects: expected 3, found 2',
        'large objects: fail: the large objects have another size in all: expected 9,000,005, found 9,000,000 bytes',
      ],
    ],
    [
      'a large object has another number',
      'heirs',
      `SELECT lo_unlink(5003), lo_from_bytea(5004, 'short')`,
      ['large objects: fail: the large objects hold something else'],
    ],
    [
      'an index is invalid',
      'rental',
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'rental.film_title'::regclass`,
      [
        'objects: fail: another number of objects of the kind "index": expected 20, found 19',
        'validity: fail: an index is not valid (index rental.film_title)',
      ],
    ],
    [
      'a constraint was never checked',
      'rental',
      `UPDATE pg_constraint SET convalidated = false WHERE conname IN ('lent_film_fkey', 'has_at', 'grown_up')`,
      [
        'validity: fail: a constraint was checked in the source and is not checked here (constraint rental.email has_at)',
        'validity: fail: a constraint was checked in the source and is not checked here (constraint rental.lent lent_film_fkey)',
      ],
    ],
    [
      'a function is there that was not',
      'rental',
      'CREATE FUNCTION rental.more() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      ['objects: fail: another number of objects of the kind "function": expected 10, found 11'],
    ],
  ])('%s', async (_, world, spoil, said) => {
    expect(complaints(await dataChecks(inWorld(world), { spoil }))).toEqual(said)
    // It was undone, and nothing of the comparing stayed.
    expect(complaints(await dataChecks(inWorld(world)))).toEqual([])
  })

  let copies = 0
  test.each<[world: (typeof ZOO)[number], spoil: string, said: readonly string[]]>([
    ['rental', 'DROP INDEX rental.film_title', ['missing index film_title']],
    ['rental', 'CREATE INDEX extra ON rental.film (length)', ['additional index extra']],
    ['rental', 'ALTER TABLE rental.country ALTER COLUMN name TYPE varchar', ['differs table country']],
    ['rental', 'ALTER TABLE rental.film ALTER COLUMN rental_rate SET DEFAULT 5', ['differs table film']],
    ['rental', 'ALTER TABLE rental.film SET (fillfactor = 50)', ['differs table film']],
    [
      'rental',
      'ALTER TABLE rental.film DROP CONSTRAINT sensible',
      ['differs table film', 'missing comment on constraint sensible ON film'],
    ],
    [
      'rental',
      'ALTER TABLE rental.film DROP CONSTRAINT film_status_check, ADD CONSTRAINT film_status_check CHECK (status IN ($$in stock$$, $$lent$$, $$lost$$))',
      ['differs table film'],
    ],
    [
      'rental',
      'ALTER TABLE rental.customer VALIDATE CONSTRAINT grown_up',
      ['differs table customer', 'missing check constraint customer grown_up'],
    ],
    [
      'rental',
      'ALTER TABLE rental.lent DROP CONSTRAINT lent_film_fkey',
      ['missing foreign key lent lent_film_fkey'],
    ],
    ['rental', 'ALTER TABLE rental.film DISABLE TRIGGER touched', ['differs trigger film touched']],
    [
      'rental',
      'CREATE OR REPLACE FUNCTION rental.totals(OUT films bigint, OUT customers bigint) LANGUAGE sql AS $$ SELECT 1, 2 $$',
      ['differs function totals()'],
    ],
    [
      'rental',
      'CREATE OR REPLACE VIEW rental.adults WITH (security_barrier) AS SELECT id, name, born FROM rental.customer WHERE born < $$2007-01-01$$ WITH CASCADED CHECK OPTION',
      ['differs view adults'],
    ],
    ['rental', 'COMMENT ON TABLE rental.film IS $$other$$', ['differs comment on table film']],
    [
      'rental',
      'REFRESH MATERIALIZED VIEW rental.stale WITH NO DATA',
      ['missing refresh of materialized view stale'],
    ],
    ['rental', `ALTER TYPE rental.mpaa_rating ADD VALUE 'Y'`, ['differs type mpaa_rating']],
    ['rental', 'ALTER SEQUENCE rental.ticket_numbers INCREMENT 11', ['differs sequence ticket_numbers']],
    [
      'rental',
      'ALTER TABLE rental.payment DETACH PARTITION rental.payment_2024_02',
      [
        'missing table attach payment_2024_02',
        'missing index attach payment_2024_02_paid_idx',
        'missing trigger payment_2024_02 paid',
        'additional foreign key payment_2024_02 payment_customer_fkey',
      ],
    ],
    ['heirs', 'ALTER TABLE of_both ALTER COLUMN own TYPE bigint', ['differs table of_both']],
    [
      'heirs',
      'ALTER TABLE child NO INHERIT parent',
      [
        'differs table child',
        'missing default of column child later',
        'additional check constraint child unchecked',
      ],
    ],
    ['heirs', 'ALTER TABLE stored_otherwise SET ACCESS METHOD heap', ['differs table stored_otherwise']],
    [
      'heirs',
      'ALTER OPERATOR FAMILY integers USING btree DROP OPERATOR 3 (int4, int4)',
      ['differs operator family integers'],
    ],
    ['heirs', 'DROP EVENT TRIGGER note', ['missing event trigger note']],
    ['heirs', 'ALTER SERVER afar OPTIONS (SET port $$2$$)', ['differs server afar']],
    ['heirs', 'DROP USER MAPPING FOR PUBLIC SERVER afar', ['missing user mapping public SERVER afar']],
    [
      'heirs',
      'ALTER PUBLICATION a_few DROP TABLE child',
      ['missing publication table a_few child', 'missing publication table a_few grandchild'],
    ],
    [
      'heirs',
      'DROP TABLE "a;b""c\'d" CASCADE',
      [`missing table a;b"c'd`, `missing view a;b"c'd view`, `missing constraint a;b"c'd a;b"c'd_pkey`],
    ],
    ['odd-data', 'REVOKE SELECT ON texts FROM zoo_reader', ['differs rights on table texts']],
    [
      'odd-data',
      'REVOKE ALL ON SEQUENCE owned_sequence FROM zoo_reader',
      ['missing rights on sequence owned_sequence'],
    ],
    ['odd-data', 'GRANT INSERT ON numbers TO zoo_reader', ['differs rights on table numbers']],
    ['odd-data', 'ALTER TABLE texts OWNER TO zoo_writer', ['differs table texts']],
    [
      'odd-data',
      'ALTER TABLE guarded_rows DISABLE ROW LEVEL SECURITY',
      ['missing row security guarded_rows'],
    ],
    [
      'odd-data',
      'ALTER POLICY several ON guarded_rows TO zoo_writer, zoo_owner',
      ['differs policy guarded_rows several'],
    ],
    [
      'odd-data',
      'ALTER POLICY restrictive ON guarded_rows WITH CHECK (true)',
      ['differs policy guarded_rows restrictive'],
    ],
    [
      'odd-data',
      'ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner IN SCHEMA owned REVOKE SELECT ON TABLES FROM zoo_reader',
      ['missing default privileges for tables in owned'],
    ],
    [
      'odd-data',
      'DROP EXTENSION btree_gist CASCADE',
      [
        'missing extension btree_gist',
        'missing comment on extension btree_gist',
        'missing constraint extended extended_c_excl',
      ],
    ],
    [
      'odd-data',
      `ALTER TABLE constants ALTER COLUMN t SET DEFAULT '2024-07-01 12:00+01'`,
      ['differs table constants'],
    ],
    ['odd-data', 'ALTER TABLE numbers RENAME COLUMN s TO s2', ['differs table numbers']],
  ])('%s: %s', async (world, spoil, said) => {
    const whole = inWorld(world)
    const db = `copy_${++copies}`
    await server.psql('postgres', `CREATE DATABASE ${db} TEMPLATE ${whole.db}`)
    await server.psql(
      'postgres',
      `ALTER DATABASE ${db} SET bytea_output = escape; ALTER DATABASE ${db} SET quote_all_identifiers = ${world === 'odd-data' ? 'on' : 'off'};
        ALTER DATABASE ${db} SET standard_conforming_strings = ${world === 'odd-data' ? 'off' : 'on'}`,
    )
    await server.psql(db, spoil)
    const check = await schemaCheck({ ...whole, db })
    const short = check.findings
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ what, object }) => `${SHORT[what] ?? what} ${object?.replace(/(rental|public|owned)\./, '')}`)
    expect(short).toEqual(said)
  })
})

const SHORT: Readonly<Record<string, string>> = {
  'an object is missing': 'missing',
  'an object is there that the source did not have': 'additional',
  'an object differs': 'differs',
}
