import type { Proof, SequenceProof } from '../../src/archive/proof.ts'
import { type Check, outcomeOf } from '../../src/archive/verdict.ts'
import { compareData } from '../../src/postgres/compare/data.ts'
import type { Expectation } from '../../src/postgres/compare/expectation.ts'
import { judge } from '../../src/postgres/compare/sequences.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { type Backup, backUp, openShelf, type Shelf } from './backups.ts'
import { connect } from './comparison.ts'
import { complaints, expectationOf } from './restored.ts'

const SHOP = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric);
  INSERT INTO shop.orders (total) SELECT i FROM generate_series(1, 1204) i;
  CREATE TABLE shop.log (at int) PARTITION BY RANGE (at);
  CREATE TABLE shop.log_1 PARTITION OF shop.log FOR VALUES FROM (0) TO (100);
  INSERT INTO shop.log SELECT generate_series(1, 99);
  CREATE MATERIALIZED VIEW shop.sums AS SELECT sum(total) FROM shop.orders;
  SELECT lo_from_bytea(4711, 'large');
`

describeWith(lackOf.postgres(15))('a proof that says something else than the database', () => {
  let server: PostgresServer
  let shelf: Shelf
  let backup: Backup
  beforeAll(async () => {
    server = await startPostgres()
    shelf = await openShelf()
    await server.createDatabase('shop')
    await server.psql('shop', SHOP)
    // The source itself is what a perfect restore would be.
    backup = await backUp(shelf, server, server.url('shop'), { flags: ['--fingerprint=content'] })
  })
  afterAll(async () => {
    await server.stop()
    await shelf[Symbol.asyncDispose]()
  })

  const compare = async (
    changed: Partial<Proof> = {},
    other: Partial<Expectation> = {},
    { user, sessions = 1 }: { readonly user?: string; readonly sessions?: number } = {},
  ): Promise<Check[]> => {
    const open = await Promise.all(Array.from({ length: sessions }, () => connect(server.url('shop', user))))
    try {
      for (const session of open) await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const expected = { ...expectationOf(backup, changed), ...other }
      return await compareData(open, expected, { signal: new AbortController().signal })
    } finally {
      for (const session of open) await session.close()
    }
  }
  const orders = (change: Partial<Proof['tables'][number]>): Partial<Proof> => ({
    tables: backup.proof.tables.map((table) => (table.name === 'orders' ? { ...table, ...change } : table)),
  })
  const outcomes = (checks: readonly Check[]) => checks.map((check) => `${check.name}: ${outcomeOf(check)}`)

  test('says the same, and all checks pass', async () => {
    const checks = await compare()
    expect(checks.map(({ name, looked }) => `${name}: ${looked}`)).toEqual([
      'objects: 10 objects of 9 kinds',
      'rows: 2 tables, 1,303 rows',
      'content: 2 tables',
      'sequences: 1 sequence',
      'large objects: 1 large object, 5 bytes',
      'validity: 1 constraint, 1 index',
    ])
    expect(checks.flatMap(({ findings }) => findings)).toEqual([
      {
        outcome: 'tolerated',
        what: 'rows not compared: is refreshed on restore',
        object: 'materialized view shop.sums',
      },
    ])
  })

  test.each<[string, () => Partial<Proof>, readonly string[]]>([
    [
      'one row more',
      () => orders({ rows: 1205 }),
      [
        'rows: fail: a table has another number of rows (table shop.orders): expected 1,205 rows, found 1,204',
      ],
    ],
    [
      'one row less',
      () => orders({ rows: 1203 }),
      [
        'rows: fail: a table has another number of rows (table shop.orders): expected 1,203 rows, found 1,204',
      ],
    ],
    [
      'another hash',
      () => orders({ hash: '1' }),
      [
        'content: fail: rows are not those of the source (table shop.orders): 1,204 rows as expected, and not all of them are what they were',
      ],
    ],
    [
      'a table more',
      () => ({
        tables: [
          ...backup.proof.tables,
          { schema: 'shop', name: 'gone', kind: 'table', bytes: 0, rows: 3, hash: '0' },
        ],
      }),
      ['rows: fail: a table is missing (table shop.gone): 3 rows'],
    ],
    [
      'a table that was whole, in parts',
      () => orders({ kind: 'partition tree' }),
      [
        'rows: fail: a table came back as something else (table shop.orders): expected a partitioned table, found a table',
      ],
    ],
    [
      'hashes made in another way',
      () => ({ hashMethod: 'some-other-way' }),
      ['content: unverified: the rows were hashed in a way that this version does not know'],
    ],
    [
      'one index more',
      () => ({ objects: { ...backup.proof.objects, index: 2 } }),
      ['objects: fail: another number of objects of the kind "index": expected 2, found 1'],
    ],
    [
      'a kind of object that is not there',
      () => ({ objects: { ...backup.proof.objects, trigger: 1 } }),
      ['objects: fail: another number of objects of the kind "trigger": expected 1, found 0'],
    ],
    [
      'objects counted in another way',
      () => ({ objectsMethod: 'some-other-way' }),
      ['objects: unverified: the objects were counted in a way that this version does not know'],
    ],
    [
      'another sequence',
      () => ({ sequences: backup.proof.sequences.map((one) => ({ ...one, name: 'other' })) }),
      ['sequences: fail: a sequence is missing (sequence shop.other)'],
    ],
    [
      'a sequence further on',
      () => ({
        sequences: backup.proof.sequences.map((one) => ({
          ...one,
          before: { value: '1205', called: true },
          after: { value: '1300', called: true },
        })),
      }),
      [
        'sequences: fail: a sequence does not stand where it stood (sequence shop.orders_id_seq): expected something from 1205 to 1300, found 1204',
      ],
    ],
    [
      'one large object more',
      () => ({ largeObjects: { count: 2, bytes: 5, hash: '1' } }),
      ['large objects: fail: there is another number of large objects: expected 2, found 1'],
    ],
    [
      'large objects of another size',
      () => ({ largeObjects: { count: 1, bytes: 6, hash: '1' } }),
      ['large objects: fail: the large objects have another size in all: expected 6, found 5 bytes'],
    ],
    [
      'large objects with something else in them',
      () => ({ largeObjects: { count: 1, bytes: 5, hash: '1' } }),
      ['large objects: fail: the large objects hold something else'],
    ],
  ])('%s', async (_, changed, said) => {
    expect(complaints(await compare(changed()))).toEqual(said)
  })

  test('a proof of counts alone asks for no hash', async () => {
    const { hashMethod: _, ...proof } = backup.proof
    const tables = proof.tables.map(({ hash: __, ...table }) => table)
    const largeObjects = { count: 1, bytes: 5 }
    const checks = await compare({ level: 'counts', tables, largeObjects })
    expect(outcomes(checks)).toEqual([
      'objects: pass',
      'rows: pass',
      'sequences: pass',
      'large objects: pass',
      'validity: pass',
    ])
  })

  test('of a backup of the schema, neither rows nor sequences nor large objects are looked at', async () => {
    const { largeObjects: _, ...rest } = backup.proof
    const objects = { ...backup.proof.objects, 'large object': 0 }
    const schema = { ...expectationOf(backup), proof: { ...rest, level: 'none' as const, objects } }
    expect(outcomes(await compare({}, { ...schema, include: 'schema' }))).toEqual([
      'objects: pass',
      'validity: pass',
    ])
    expect(
      outcomes(await compare({}, { ...schema, proof: { ...schema.proof, objects: backup.proof.objects } })),
    ).toEqual(['objects: pass', 'sequences: pass', 'validity: pass'])
  })

  test('what an extension that is missing took along is told, and spoils nothing', async () => {
    const gone = { schema: 'shop', name: 'gone' }
    const tables = [...backup.proof.tables, { ...gone, kind: 'table' as const, bytes: 0, rows: 3, hash: '0' }]
    const [sequence] = backup.proof.sequences
    if (!sequence) throw new Error('There is a sequence.')
    const sequences = [sequence, { ...sequence, name: 'gone_id_seq' }]
    const leftOut = {
      relations: [gone, { schema: 'shop', name: 'gone_id_seq' }],
      anything: true,
      extensions: ['postgis'],
    }
    const checks = await compare({ tables, sequences }, { leftOut })
    expect(complaints(checks)).toEqual([])
    expect(
      checks.flatMap(({ findings }) => findings.map(({ what, object }) => `${what}: ${object}`)),
    ).toEqual([
      'objects are not counted, since some were left out: undefined',
      'a table was left out, since it needs an extension that is missing: table shop.gone',
      'rows not compared: is refreshed on restore: materialized view shop.sums',
      'a sequence is missing: sequence shop.gone_id_seq',
    ])
    const alone = { relations: [], anything: false, extensions: ['postgis'] }
    const objects = { ...backup.proof.objects, extension: 1 }
    expect(complaints(await compare({ objects }, { leftOut: alone }))).toEqual([])
    expect(complaints(await compare({ objects }))).toEqual([
      'objects: fail: another number of objects of the kind "extension": expected 1, found 0',
    ])
  })

  test('what could not be restored is judged as the error was', async () => {
    const name = 'odd "name'
    const tables = [
      ...backup.proof.tables,
      { schema: 'shop', name, kind: 'table' as const, bytes: 0, rows: 3, hash: '0' },
    ]
    const failed = (outcome: 'tolerated' | 'unverified' | 'fail') => [
      { statement: 'CREATE TABLE shop."odd ""name" (\n    id integer\n);', outcome },
    ]
    for (const [outcome, said] of [
      ['tolerated', ['objects: pass', 'rows: pass']],
      ['unverified', ['objects: unverified', 'rows: unverified']],
      ['fail', ['objects: pass', 'rows: fail']],
    ] as const) {
      expect(outcomes(await compare({ tables }, { failed: failed(outcome) })).slice(0, 2)).toEqual(said)
    }
  })

  test('what may not be read is unverified, in the server’s words', async () => {
    await server.psql(
      'shop',
      'CREATE ROLE guest LOGIN; GRANT USAGE ON SCHEMA shop TO guest; GRANT SELECT ON shop.log TO guest',
    )
    const checks = await compare({}, {}, { user: 'guest' })
    expect(complaints(checks)).toEqual([
      'rows: unverified: rows could not be counted (table shop.orders): permission denied for table orders',
      'content: unverified: rows could not be hashed (table shop.orders): permission denied for table orders',
      'sequences: unverified: a sequence could not be read (sequence shop.orders_id_seq): permission denied for sequence orders_id_seq',
      'large objects: unverified: the large objects could not be read: permission denied for large object 4711',
    ])
  })

  test('several sessions share the work, and each is left as it was', async () => {
    const sessions = await Promise.all(Array.from({ length: 3 }, () => connect(server.url('shop'))))
    const seen: [number, number][] = []
    try {
      for (const session of sessions) await session.query(`BEGIN; SET LOCAL "TimeZone" = 'Asia/Tokyo'`)
      const onProgress = (done: number, all: number) => void seen.push([done, all])
      const signal = new AbortController().signal
      const checks = await compareData(sessions, expectationOf(backup), { signal, onProgress })
      expect(complaints(checks)).toEqual([])
      for (const session of sessions)
        expect(await session.query('SHOW "TimeZone"')).toEqual([{ TimeZone: 'Asia/Tokyo' }])
    } finally {
      for (const session of sessions) await session.close()
    }
    expect(seen.at(-1)).toEqual([2, 2])
  })

  test('a server that goes away is no finding', async () => {
    const [session, other] = await Promise.all([connect(server.url('shop')), connect(server.url('shop'))])
    await session.query('BEGIN')
    await other.query('BEGIN')
    await server.psql('postgres', `SELECT pg_terminate_backend(${session.greetedPid}, 5000)`)
    const signal = new AbortController().signal
    await expect(compareData([other, session], expectationOf(backup), { signal })).rejects.toThrow(
      'The restored database could not be compared.',
    )
    await Promise.all([session.close(), other.close()])
  })

  test('an abort ends it', async () => {
    const controller = new AbortController()
    const session = await connect(server.url('shop'))
    await session.query('BEGIN')
    controller.abort(new Error('enough'))
    await expect(
      compareData([session], expectationOf(backup), { signal: controller.signal }),
    ).rejects.toThrow('enough')
    await session.close()
  })
})

describe('where a sequence may stand', () => {
  const at = (text: string) => ({ value: text.replace('?', ''), called: !text.endsWith('?') })
  const sequence = (
    before: string,
    after: string | undefined,
    other: Partial<SequenceProof> = {},
  ): SequenceProof => ({
    ...{
      schema: 's',
      name: 'n',
      increment: '1',
      minimum: '1',
      maximum: '9223372036854775807',
      cycles: false,
    },
    before: at(before),
    ...(after && { after: at(after) }),
    ...other,
  })
  const SHORT = { maximum: '3', cycles: true }
  const LONG = { cycles: true }

  test.each<
    [string, string, string | undefined, Partial<SequenceProof>, string, 'pass' | 'fail' | 'tolerated']
  >([
    ['it did not move', '5', '5', {}, '5', 'pass'],
    ['it did not move, and stands before', '5', '5', {}, '4', 'fail'],
    ['it did not move, and stands behind', '5', '5', {}, '6', 'fail'],
    ['it was never called', '1?', '1?', {}, '1?', 'pass'],
    ['it was never called, and is taken for called', '1?', '1?', {}, '1', 'fail'],
    ['it was called, and is taken for never called', '1', '1', {}, '1?', 'fail'],
    ['it was called for the first time', '1?', '1', {}, '1?', 'pass'],
    ['it moved', '5', '9', {}, '7', 'pass'],
    ['it moved, and stands before that', '5', '9', {}, '4', 'fail'],
    ['it moved, and stands behind that', '5', '9', {}, '10', 'fail'],
    ['it goes down', '-5', '-9', { increment: '-2' }, '-7', 'pass'],
    ['it goes down, and stands before', '-5', '-9', { increment: '-2' }, '-3', 'fail'],
    [
      'it is beyond what a number in JavaScript holds',
      '9223372036854775806',
      '9223372036854775806',
      {},
      '9223372036854775807',
      'fail',
    ],
    ['it was set back', '9', '2', {}, '5', 'tolerated'],
    ['it was set back to where it began', '9', '1?', {}, '9', 'tolerated'],
    ['it was dropped', '9', undefined, {}, '5', 'tolerated'],
    ['it came round', '3', '1', SHORT, '2', 'tolerated'],
    ['it came round to the very same value', '3', '3', SHORT, '1', 'tolerated'],
    ['it could have come round, but moved on only', '5', '9', LONG, '2', 'tolerated'],
    ['it came round far away', '9223372036854775807', '1', LONG, '5', 'tolerated'],
    ['it could have come round, and did not move', '5', '5', LONG, '4', 'fail'],
  ])('%s: from %s to %s', (_, before, after, other, found, outcome) => {
    const findings = judge(sequence(before, after, other), at(found))
    expect(findings[0]?.outcome ?? 'pass').toBe(outcome)
  })
})
