import { fitBudget } from '../../src/postgres/budget.ts'
import { checkContents, parseContents } from '../../src/postgres/contents.ts'
import { dumpArguments } from '../../src/postgres/dump.ts'
import { planParts } from '../../src/postgres/parts.ts'
import { readPattern, readPatterns } from '../../src/postgres/patterns.ts'
import type { Route } from '../../src/postgres/pooler.ts'
import type { Relation } from '../../src/postgres/relations.ts'
import type { Server } from '../../src/postgres/server.ts'
import { serverTrouble, toolTrouble } from '../../src/postgres/trouble.ts'
import { WHOLE } from './comparison.ts'

const MiB = 1024 * 1024
let oids = 0
const table = (name: string, bytes = 0, more: Partial<Relation> = {}): Relation => ({
  oid: ++oids,
  schema: 'public',
  name,
  kind: 'table',
  root: undefined,
  leaves: undefined,
  owner: undefined,
  bytes,
  notCompared: undefined,
  lockable: true,
  hasData: true,
  ...more,
})

describe('patterns', () => {
  test.each([
    ['orders', null, '^(orders)$'],
    ['Orders', null, '^(orders)$'],
    ['"Orders"', null, '^(Orders)$'],
    ['ÄRGER', null, '^(Ärger)$'],
    ['a.b', '^(a)$', '^(b)$'],
    ['"a.b"', null, '^(a\\.b)$'],
    ['db.a.b', '^(a)$', '^(b)$'],
    ['o?d*', null, '^(o.d.*)$'],
    ['a$b', null, '^(a\\$b)$'],
    ['"a""b"', null, '^(a"b)$'],
    ['x[]', null, '^(x\\[])$'],
    ['x[1y]', null, '^(x[1y])$'],
    ['"(|)"', null, '^(\\(\\|\\))$'],
  ])('%s', (pattern, schema, name) => {
    expect(readPattern(pattern)).toEqual({ schema, name })
  })

  test('several become one a schema', () => {
    expect(readPatterns(['a', 'b', 's.c', 's.d'])).toEqual([
      { schema: null, name: '^(a)$|^(b)$' },
      { schema: '^(s)$', name: '^(c)$|^(d)$' },
    ])
  })
})

describe('parts', () => {
  const plan = (relations: readonly Relation[], jobs: number, more: object = {}) =>
    planParts(relations, { jobs, selection: { ...WHOLE, ...more }, encoding: 'UTF8', databaseBytes: 0 })

  test('names beyond ASCII are given in an encoding that pg_dump reads', () => {
    const big = [table('tabellé', 90 * MiB), table('plain', 90 * MiB)]
    const argsIn = (encoding: string, more: object = {}) =>
      planParts(big, { jobs: 2, selection: { ...WHOLE, ...more }, encoding, databaseBytes: 0 }).map(
        ({ args }) => args,
      )
    expect(argsIn('LATIN1').flat()).toContain('--encoding=UTF8')
    expect(argsIn('UTF8').flat()).not.toContain('--encoding=UTF8')
    // Without an encoding the name cannot be told, so the table goes with everything else.
    expect(argsIn('SQL_ASCII').flat().join(' ')).not.toContain('tabellé')
    expect(() => argsIn('SQL_ASCII', { tables: ['tabellé'] })).toThrow(/SQL_ASCII/)
  })

  test('leave the store room for what is in no table', () => {
    const [only] = planParts([table('a', MiB)], {
      jobs: 1,
      selection: WHOLE,
      encoding: 'UTF8',
      databaseBytes: 900 * MiB,
    })
    expect(only).toMatchObject({ expectedBytes: MiB, mostBytes: 900 * MiB })
  })

  test('a small database, or one job, is one archive', () => {
    const names = (parts: ReturnType<typeof planParts>) => parts.map(({ name, kind }) => [name, kind])
    expect(names(plan([table('a', 63 * MiB)], 8))).toEqual([['database', 'database']])
    expect(names(plan([table('a', 900 * MiB)], 1))).toEqual([['database', 'database']])
    expect(names(plan([table('a', 900 * MiB)], 1, { include: 'data' }))).toEqual([['data-01', 'data']])
    expect(names(plan([table('a', 900 * MiB)], 4, { include: 'schema' }))).toEqual([['schema', 'schema']])
  })

  test('with several jobs each large table has one place, and the rest leaves it and its sequences out', () => {
    const large = [400, 300, 200, 100, 90].map((size, at) => table(`t"${at}`, size * MiB))
    const owned = large.map(({ oid, name }) =>
      table(`${name}_seq`, 0, { kind: 'sequence', hasData: false, owner: oid }),
    )
    const others = [table('small', MiB), table('left out', 500 * MiB, { hasData: false })]
    const parts = plan([...large, ...owned, ...others], 3, { excludeTableData: ['left*'] })
    expect(parts.map(({ name }) => name)).toEqual(['data-01', 'data-02', 'data-03', 'schema'])
    const [first, second, rest, schema] = parts.map(({ args }) => args)
    const named = [...(first ?? []), ...(second ?? [])].filter((arg) => arg.startsWith('--table='))
    const left = (rest ?? []).filter((arg) => arg.startsWith('--exclude-table='))
    expect(new Set(named).size).toBe(named.length)
    for (const arg of named) expect(left).toContain(arg.replace('--table=', '--exclude-table='))
    const apart = large.filter(({ name }) =>
      named.includes(`--table="public"."${name.replaceAll('"', '""')}"`),
    )
    expect(apart.length).toBe(named.length)
    expect(left).toHaveLength(named.length * 2)
    for (const { name } of apart)
      expect(left).toContain(`--exclude-table="public"."${name.replaceAll('"', '""')}_seq"`)
    expect(rest).toContain('--exclude-table-data=left*')
    expect(first).not.toContain('--exclude-table-data=left*')
    expect(schema).toEqual(['--section=pre-data', '--section=post-data', '--exclude-table-data=left*'])
    expect(parts.reduce((sum, { expectedBytes }) => sum + expectedBytes, 0)).toBe(1091 * MiB)
  })

  test('thousands of tables are not all named', () => {
    const parts = plan(
      Array.from({ length: 5000 }, (_, at) => table(`t${at}`, 9 * MiB)),
      2,
    )
    expect(parts.flatMap(({ args }) => args).length).toBeLessThan(1000)
  })

  test("a dump's arguments", () => {
    const [part] = plan([], 1, { schemas: ['s*'], excludeTables: ['x y'] })
    if (!part) throw new Error('No part.')
    const snapshot = { id: '00000003-1B', guarantee: 'locked' } as const
    expect(dumpArguments(part, { snapshot, lockWaitMs: 1000 })).toEqual([
      ...['--format=custom', '--compress=0', '--no-password'],
      '--dbname=keepalives_idle=60 keepalives_interval=15 keepalives_count=4',
      '--strict-names',
      ...['--snapshot=00000003-1B', '--lock-wait-timeout=1000', '--schema=s*', '--exclude-table=x y'],
      ...['--exclude-schema=pg_*', '--exclude-schema=information_schema'],
    ])
  })
})

describe('the budget', () => {
  const DIRECT = { kind: 'direct' } as const
  const pool = (connections: number): Route => ({ kind: 'session-pool', connections })
  const budgetFor = (
    wanted: number,
    free: number,
    tables = 10,
    route: Route = DIRECT,
    databaseBytes = 1024 * MiB,
  ) =>
    fitBudget(
      wanted,
      { freeConnections: free, lockSlots: 6400, databaseBytes, user: 'u', database: 'd' } as Server,
      route,
      tables,
    )

  test.each([
    [1, 1, 10, DIRECT, 1, 'locked', 0],
    [2, 3, 10, DIRECT, 2, 'locked', 0],
    [2, 2, 10, DIRECT, 1, 'locked', 1],
    [2, 1, 10, DIRECT, 1, 'locked', 1],
    [8, 4, 10, DIRECT, 3, 'locked', 1],
    [8, 90, 10, DIRECT, 8, 'locked', 0],
    [2, 90, 5000, DIRECT, 1, 'locked', 1],
    [1, 90, 5121, DIRECT, 1, 'checked', 1],
    [2, 90, 5121, DIRECT, 1, 'checked', 2],
    [2, 90, 10, pool(2), 1, 'locked', 1],
    [2, 90, 10, pool(4), 2, 'locked', 0],
  ] as const)(
    '%i jobs, %i free connections, %i tables, %j',
    (wanted, free, tables, route, jobs, guarantee, notes) => {
      const budget = budgetFor(wanted, free, tables, route)
      expect([budget.jobs, budget.guarantee, budget.notes.length]).toEqual([jobs, guarantee, notes])
    },
  )

  test('a database too small to be split has nothing to be told', () => {
    expect(budgetFor(2, 2, 10, DIRECT, MiB)).toEqual({ jobs: 1, guarantee: 'locked', notes: [] })
  })

  test('no connection left', () => {
    expect(() => budgetFor(1, 0)).toThrow('no connection left for pg_dump')
    expect(() => budgetFor(1, 9, 10, pool(1))).toThrow('The pooler gives us a single connection.')
  })
})

describe('contents', () => {
  const LISTING = `;
; Archive created at 2026-01-01
;     TOC Entries: 5
215; 1259 16390 TABLE public orders postgres
3355; 0 16390 TABLE DATA public orders postgres
3356; 0 16391 TABLE DATA public 12; 0 16400 TABLE DATA public x postgres
3357; 0 16395 MATERIALIZED VIEW DATA public sums postgres
3358; 0 0 SEQUENCE SET public orders_id_seq postgres
`
  test('tables are those whose rows are there', () => {
    expect(parseContents(LISTING)).toEqual({ entries: 5, tables: new Set([16390, 16391]) })
  })

  test('a table that is missing, doubled or unknown is no whole backup', () => {
    const [a, b] = [table('a'), table('b')]
    const archive = (...tables: readonly Relation[]) => ({
      entries: 1,
      tables: new Set(tables.map(({ oid }) => oid)),
    })
    checkContents([a, b, table('c', 0, { hasData: false })], [archive(a), archive(b)])
    expect(() => checkContents([a, b], [archive(a)])).toThrow('"public"."b" (0 times)')
    expect(() => checkContents([a, b], [archive(a, b), archive(a)])).toThrow('"public"."a" (2 times)')
    expect(() => checkContents([a], [archive(a, b)])).toThrow(`a table that we did not choose (oid ${b.oid})`)
  })
})

describe('troubles', () => {
  test.each([
    ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', 'Check host and port'],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND x', 'Check the host'],
    ['28P01', 'password authentication failed', 'percent-encoded'],
    ['3D000', 'database "x" does not exist', 'Check the database name'],
    ['53300', 'sorry, too many clients already', 'max_connections'],
    ['', 'canceling statement due to conflict with recovery', 'hot_standby_feedback'],
    ['57P01', 'terminating connection due to administrator command', "server's log"],
    ['', 'Connection terminated unexpectedly', "server's log"],
    ['53200', 'out of shared memory', 'max_locks_per_transaction'],
    ['42501', 'permission denied for table x', 'pg_read_all_data'],
    ['', 'self-signed certificate in certificate chain', 'sslrootcert'],
  ])('%s %s', (code, message, advice) => {
    const error = serverTrouble('It failed.', Object.assign(new Error(message), { code }))
    expect(error.message).toMatch(/^It failed\.\n/)
    expect(error.message).toContain(message)
    expect(error.story.next).toContain(advice)
  })

  test('several addresses tried are one trouble', () => {
    const errors = [
      Object.assign(new Error('connect ECONNREFUSED ::1:5'), { code: 'ECONNREFUSED' }),
      new Error('other'),
    ]
    expect(serverTrouble('No.', new AggregateError(errors)).story.next).toContain('Check host and port')
  })

  test("a program's first complaint is told, not its last line", () => {
    const said =
      'pg_dump: error: query failed: ERROR:  permission denied for table secret\npg_dump: detail: Query was: LOCK TABLE'
    const error = toolTrouble('pg_dump', { code: 1, signal: null }, said)
    expect(error.message).toBe(
      'pg_dump ended with exit code 1.\nquery failed: ERROR: permission denied for table secret.\nGrant the user reading rights (GRANT pg_read_all_data TO … from version 14 on), or leave the object out by `exclude-tables`.',
    )
  })
})
