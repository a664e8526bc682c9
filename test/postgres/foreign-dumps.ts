import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Foreign, openForeign } from '../../src/archive/foreign.ts'
import type { Allowed } from '../../src/options/drill.ts'
import { readForeignFacts } from '../../src/postgres/foreign/facts.ts'
import {
  type ForeignRequest,
  type RestoredForeign,
  restoreForeign,
} from '../../src/postgres/foreign/foreign.ts'
import { undisturbed } from '../../src/postgres/restore/restored.ts'
import { createScratchDatabase } from '../../src/postgres/scratch/database.ts'
import type { Scratch } from '../../src/postgres/scratch/scratch.ts'
import { findTools, type Tools } from '../../src/postgres/tools.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Keys } from '../../src/stream/age.ts'
import type { PostgresServer } from '../servers/postgres.ts'
import { binDir, type Major } from '../servers/programs.ts'
import { ask, open, properties, scratchHost } from './scratching.ts'

/** A database with something of each kind that a dump of another program has to bring along. */
export const SHOP = `
  CREATE ROLE keeper NOLOGIN; CREATE ROLE "Odd ""Reader""" NOLOGIN;
  CREATE SCHEMA shop AUTHORIZATION keeper;
  CREATE TYPE shop.state AS ENUM ('new', 'paid; or not', 'gone');
  CREATE TABLE shop.orders (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text, state shop.state NOT NULL DEFAULT 'new',
    total numeric(10, 2) CHECK (total >= 0), document bytea, seen timestamptz);
  ALTER TABLE shop.orders OWNER TO keeper;
  INSERT INTO shop.orders (note, state, total, document, seen)
    SELECT repeat('über; ''"\\ $$ -- /* ' || i, i % 7), 'paid; or not', i * 1.5, decode(md5(i::text), 'hex'), '2026-11-21 12:00+00'
    FROM generate_series(1, 3000) i;
  INSERT INTO shop.orders (note, total) VALUES (E'\\\\.', 1), (E'\\n\\\\.\\n', 2), ('', NULL), (NULL, 3);
  CREATE INDEX ON shop.orders (state, total);
  CREATE TABLE shop.lines ("order" int REFERENCES shop.orders, "a;b""c'd" text);
  INSERT INTO shop.lines SELECT 1 + i % 3000, 'x' || i FROM generate_series(1, 5000) i;
  CREATE VIEW shop.paid AS SELECT * FROM shop.orders WHERE state = 'paid; or not';
  CREATE MATERIALIZED VIEW shop.sums AS SELECT state, sum(total) FROM shop.orders GROUP BY state;
  CREATE FUNCTION shop.double(x int) RETURNS int LANGUAGE plpgsql AS $_$ BEGIN /* ; */ RETURN x * 2; END; $_$;
  CREATE FUNCTION shop.quoted() RETURNS text LANGUAGE sql AS 'SELECT ''a;b''::text; -- end';
  CREATE PROCEDURE shop.nothing() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
  COMMENT ON TABLE shop.orders IS 'orders; "of" the ''shop''
-- over two lines';
  GRANT SELECT ON shop.orders TO "Odd ""Reader""";
  ALTER DEFAULT PRIVILEGES FOR ROLE keeper IN SCHEMA shop GRANT SELECT ON TABLES TO "Odd ""Reader""";
  ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;
  CREATE POLICY rich ON shop.orders FOR SELECT TO "Odd ""Reader""" USING (total > 10);
  CREATE TABLE empty (a int); CREATE TABLE "no columns" ();
  SELECT lo_from_bytea(4711, 'a large object'); SELECT lo_create(4712);
  SELECT setval('shop.orders_id_seq', 5000)`

/** From 14 on. */
export const ATOMIC = `CREATE FUNCTION shop.atomic(x int) RETURNS int BEGIN ATOMIC
    SELECT CASE WHEN x > 1 THEN 1 ELSE 2 END; SELECT x; END`

/** A folder for dumps, and the programs that make them. */
export type DumpFolder = AsyncDisposable & {
  readonly folder: string
  at(name: string): string
  /** Runs a program in the folder; what it prints is its answer. */
  run(program: string, ...args: string[]): Buffer
  /** The same in bash, for what needs pipes. */
  shell(command: string): void
}

export const openDumpFolder = async (source: PostgresServer): Promise<DumpFolder> => {
  const folder = await mkdtemp(join(tmpdir(), 'dumps-'))
  const env = {
    PATH: `${source.binDir}:${process.env.PATH}`,
    PGHOST: source.socketDir,
    PGPORT: `${source.port}`,
    PGUSER: 'postgres',
    HOME: folder,
  }
  const run: DumpFolder['run'] = (program, ...args) =>
    execFileSync(program, args, { cwd: folder, env, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] })
  return {
    folder,
    at: (name) => join(folder, name),
    run,
    shell: (command) => void run('bash', '-euo', 'pipefail', '-c', command),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

export const ALLOWED: Allowed = {
  missingExtensions: [],
  leftOutDependencies: false,
  limitedScratch: false,
  createDatabase: false,
}

/** A place to restore dumps into, one after another. */
export type Rehearsals = AsyncDisposable & {
  readonly scratch: Scratch
  find(file: string, keys?: Keys, signal?: AbortSignal): Promise<Foreign>
  restore(file: string, options?: Options): Promise<Rehearsed>
  /** For what only reads archives. */
  tools(): Promise<Tools>
}

type Options = {
  readonly allow?: Partial<Allowed>
  readonly keys?: Keys
  readonly signal?: AbortSignal
  /** Of the programs, where it is not that of the scratch server. */
  readonly toolsMajor?: Major
  readonly watch?: ForeignRequest['watch']
  /** What is pretended of the scratch server. */
  readonly scratch?: Partial<Scratch>
}

export type Rehearsed = RestoredForeign & { readonly foreign: Foreign; drop(): Promise<void> }

/** In a server of its own, or in one that is there. */
export const openRehearsals = async (major: Major, url?: string): Promise<Rehearsals> => {
  const host = scratchHost([binDir(major)])
  const choice = url === undefined ? ({ kind: 'embedded' } as const) : ({ kind: 'url', url } as const)
  const scratch = await open(host, { choice, major })
  const folder = await mkdtemp(join(tmpdir(), 'unpacked-'))
  const find: Rehearsals['find'] = async (file, keys = { identities: [] }, signal = host.signal) => {
    const [path, key] = [dirname(file), file.slice(dirname(file).length + 1)]
    const place = { kind: 'local', label: 'nas', url: `file://${path}`, path } as const
    const storage = await openStorage(place, { env: {}, log: () => {} })
    return openForeign({ storage, key, path, keys, folder, signal })
  }
  const toolsFor = (target: Scratch['target'], toolsMajor = major, signal = host.signal): Promise<Tools> =>
    findTools({
      major: toolsMajor,
      client: 'local',
      target: undisturbed(target, scratch.server.major),
      env: { PATH: `${binDir(toolsMajor)}:/usr/bin` },
      signal,
      log: () => {},
    })
  return {
    scratch,
    find,
    tools: () => toolsFor(scratch.target),
    async restore(file, { allow, keys, signal = host.signal, watch = () => {}, ...pretended } = {}) {
      const foreign = await find(file, keys, signal)
      const facts = await readForeignFacts(foreign, { signal })
      const database = await createScratchDatabase(scratch, {
        properties: properties(facts.locale),
        roles: [],
        host,
      })
      // A throw-away server takes its databases along when it goes, which is late for a test of many.
      const drop = async () => {
        await database.drop()
        await ask(scratch.target, `DROP DATABASE IF EXISTS ${database.name} WITH (FORCE)`).catch(() => [])
      }
      // Each restore has a folder of its own, as each drill has a scratch server of its own.
      const own = await mkdtemp(join(scratch.folder, 'drill-'))
      try {
        const restored = await restoreForeign({
          foreign,
          facts,
          scratch: { ...scratch, folder: own, ...pretended.scratch },
          database,
          owners: pretended.scratch?.server?.superuser ?? scratch.server.superuser,
          tools: () => toolsFor(database.target, pretended.toolsMajor, signal),
          jobs: 2,
          allow: { ...ALLOWED, ...allow },
          watch,
          debug: () => {},
          signal,
        })
        return { ...restored, foreign, drop }
      } catch (error) {
        await drop()
        throw error
      }
    },
    async [Symbol.asyncDispose]() {
      await scratch.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What a database holds, as pg_dump writes it, its lines sorted: rows may lie in another order. */
export const contentOf = (bin: string, target: Scratch['target']): string =>
  execFileSync(
    join(bin, 'pg_dump'),
    [
      '--host',
      target.host,
      '--port',
      `${target.port}`,
      '--username',
      target.user,
      `--dbname=${target.database}`,
    ],
    {
      env: { LC_ALL: 'C', PGTZ: 'UTC', PGCLIENTENCODING: 'UTF8', PGPASSWORD: target.password ?? '' },
      maxBuffer: 1 << 28,
    },
  )
    .toString()
    .replace(/^\\(un)?restrict .*$/gm, '')
    .replace(/^-- Dumped .*$/gm, '')
    .split('\n')
    .sort()
    .join('\n')

export { ask }
