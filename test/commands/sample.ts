import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresServer } from '../servers/postgres.ts'

const DEMO = join(import.meta.dirname, '../../script/demo.sql')

/** The sample database of `script/demo`, under its name `shop`. */
export async function createShop(server: PostgresServer): Promise<void> {
  await server.createDatabase('shop')
  await server.psql('shop', readFileSync(DEMO, 'utf8'))
}

/** A database large enough to be dumped in several parts, with a sequence, large objects and a view that needs refreshing. */
export async function createLarge(server: PostgresServer, name = 'large'): Promise<void> {
  await server.createDatabase(name)
  await server.psql(
    name,
    `CREATE TABLE first (id bigserial PRIMARY KEY, body text);
    INSERT INTO first (body) SELECT repeat(md5(i::text), 30) FROM generate_series(1, 40000) AS i;
    CREATE TABLE second (id bigserial PRIMARY KEY, first bigint REFERENCES first, body text);
    INSERT INTO second (first, body) SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 40000) AS i;
    CREATE TABLE small (id int PRIMARY KEY, body jsonb);
    INSERT INTO small SELECT i, jsonb_build_object('i', i) FROM generate_series(1, 100) AS i;
    CREATE MATERIALIZED VIEW summary AS SELECT count(*) AS rows FROM first;
    SELECT lo_from_bytea(0, decode(md5(i::text), 'hex')) FROM generate_series(1, 50) AS i;
    ANALYZE;`,
  )
}

/** A database whose name, schemas and settings are made to trip what is careless with them. */
export async function createOdd(server: PostgresServer): Promise<void> {
  await server.createDatabase('a=b')
  await server.psql(
    'a=b',
    `CREATE SCHEMA odd; CREATE SCHEMA "odd.n""e";
    CREATE TABLE odd.first (id int PRIMARY KEY); INSERT INTO odd.first VALUES (1), (2);
    CREATE TABLE "odd.n""e"."it's" (id int PRIMARY KEY); INSERT INTO "odd.n""e"."it's" VALUES (3);
    CREATE TABLE public.plain (id int PRIMARY KEY); INSERT INTO public.plain VALUES (4);
    ALTER DATABASE "a=b" SET search_path = "odd.n""e", public;
    ALTER DATABASE "a=b" SET application_name = E'it''s\\\\here';
    ALTER DATABASE "a=b" SET app.key = 'secret';
    ALTER DATABASE "a=b" SET default_transaction_read_only = on;`,
  )
}

/** How many rows each table has, by its name with the schema. */
export async function rowCounts(server: PostgresServer, database: string): Promise<Record<string, number>> {
  const tables = await server.psql(
    database,
    `SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname !~ '^(pg_|information_schema)' ORDER BY 1`,
  )
  const counts: Record<string, number> = {}
  for (const table of tables.split('\n').filter(Boolean)) {
    counts[table] = Number(await server.psql(database, `SELECT count(*) FROM ${table}`))
  }
  return counts
}
