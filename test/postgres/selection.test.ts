import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Selection } from '../../src/options/options.ts'
import { planParts } from '../../src/postgres/parts.ts'
import { listRelations } from '../../src/postgres/relations.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { inSession, WHOLE } from './comparison.ts'

const NAMES = [
  ...[
    'orders',
    'orders_2',
    'Orders',
    'ORDERS',
    'order$',
    'a.b',
    'a+b',
    'a|b',
    'x[]',
    'x1',
    'xy',
    '(p)',
    '^c',
    'back\\slash',
  ],
  ...[
    'a;b"c\'d',
    'Ärger',
    'ärger',
    'ÄRGER',
    'naïve ☃',
    'with space',
    'UP',
    'up',
    '日本',
    '"',
    '*',
    '?',
    '-- x',
    '--table',
  ],
]
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const SCHEMAS = ['public', 'Sales', 'sales_2', 'we.ird', 'größe']
const CONTENT = [
  ...SCHEMAS.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)};`),
  ...NAMES.map((name) => `CREATE TABLE public.${quoted(name)} (id int);`),
  ...SCHEMAS.slice(1).map((schema) => `CREATE TABLE ${quoted(schema)}.orders (id serial, more int);`),
  'CREATE TABLE public.owning (id serial, n int GENERATED ALWAYS AS IDENTITY); CREATE SEQUENCE public.loose;',
  'CREATE TABLE public.tree (a int) PARTITION BY LIST (a); CREATE TABLE public.tree_1 PARTITION OF tree DEFAULT;',
  'CREATE MATERIALIZED VIEW public.orders_m AS SELECT 1 AS x; CREATE VIEW public.orders_v AS SELECT 1 AS x;',
].join('\n')

const SELECTIONS: readonly Partial<Selection>[] = [
  {},
  ...[
    ...[
      'orders',
      'Orders',
      '"Orders"',
      'ORDERS*',
      'order?*',
      'order$',
      'order$*',
      '"order$"',
      'public.orders',
      '*.orders',
      's*.orders',
    ],
    ...[
      '"Sales".orders',
      '"we.ird".*',
      'we.ird.orders',
      '"a.b"',
      'a.b',
      'a+b',
      '"a+b"',
      '"a|b"',
      'orders|up',
      'x[]',
      'x[1y]',
      'x.',
    ],
    ...[
      '"x[]"',
      '"(p)"',
      '"^c"',
      '"back\\slash"',
      '"a;b""c\'d"',
      'Ärger',
      'ärger',
      '"Ärger"',
      'ÄRGER',
      'größe.orders',
      'GRÖßE.*',
    ],
    ...[
      '"naïve ☃"',
      '日*',
      '"*"',
      '"?"',
      '""""',
      '"-- x"',
      '"--table"',
      'owning',
      'owning_id_seq',
      'loose',
      'tree',
      'tree*',
      '*_m',
    ],
    ...[
      '(orders|up)_?2?',
      'O?D*',
      '"with space"',
      'with?space',
      'postgres.public.orders',
      '[[:alpha:]]+',
      '\\w+',
      '*',
    ],
  ].map((pattern) => ({ tables: [pattern] })),
  ...[
    ['orders', 'up'],
    ['sales_2.*', '"Sales".*'],
  ].map((tables) => ({ tables })),
  ...['orders', '"Orders"', '*.orders', 'o*', 'owning', 'owning_id_seq', 'tree', 'tree_1', '日本', '*'].map(
    (pattern) => ({
      excludeTables: [pattern],
    }),
  ),
  ...['public', 'Sales', '"Sales"', 's*', 'größe', '"we.ird"', '*'].flatMap((pattern) => [
    { schemas: [pattern] },
    { excludeSchemas: [pattern] },
  ]),
  { schemas: ['s*', 'public'], excludeSchemas: ['sales_2'], excludeTables: ['orders'] },
  { tables: ['*.orders'], excludeTables: ['"Sales".*'] },
]

for (const major of [13, 15, 18] as const) {
  describeWith(lackOf.postgres(major))(`which tables and sequences pg_dump ${major} takes`, () => {
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgres({ major })
      await server.psql('postgres', CONTENT)
    })
    afterAll(() => server.stop())

    /** The oids of tables and sequences in a real dump, or what pg_dump said against the patterns. */
    const dumped = async (selection: Selection): Promise<readonly number[] | string> => {
      const execute = promisify(execFile)
      const options = {
        env: { PATH: '/usr/bin', LC_ALL: 'C' },
        encoding: 'buffer',
        maxBuffer: 1 << 26,
      } as const
      try {
        const args = [
          '--format=custom',
          '--schema-only',
          ...(planParts([], { jobs: 1, selection, encoding: 'UTF8', databaseBytes: 0 })[0]?.args ?? []),
          server.url(),
        ]
        const archive = await execute(join(server.binDir, 'pg_dump'), args, options)
        const listing = execute(join(server.binDir, 'pg_restore'), ['--list'], options)
        listing.child.stdin?.end(archive.stdout)
        const lines = (await listing).stdout.toString().split('\n')
        const oids = lines.map(
          (line) => /^\d+; 1259 (\d+) (?:TABLE|SEQUENCE|MATERIALIZED VIEW) (?!ATTACH|OWNED)/.exec(line)?.[1],
        )
        return oids
          .flatMap((oid) => oid ?? [])
          .map(Number)
          .sort()
      } catch (error) {
        return String((error as { stderr: Buffer }).stderr)
      }
    }

    test('is what we list, over many patterns', async () => {
      let compared = 0
      await inSession(server.url(), async (session) => {
        for (const partial of SELECTIONS) {
          const selection = { ...WHOLE, ...partial }
          const theirs = await dumped(selection)
          // What pg_dump refuses, it refuses in a backup too, with its own words.
          if (typeof theirs === 'string') {
            expect([partial, theirs]).toEqual([
              partial,
              expect.stringMatching(/no matching|improper|invalid|cross-database/),
            ])
            continue
          }
          const relations = await listRelations(session, selection, { measured: false, inRecovery: false })
          expect([partial, relations.map(({ oid }) => oid).sort()]).toEqual([partial, theirs])
          compared++
        }
      })
      expect(compared).toBeGreaterThan(60)
    })
  })
}
