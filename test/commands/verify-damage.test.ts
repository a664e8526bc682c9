import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import type { Proof } from '../../src/archive/proof.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import {
  copyShelf,
  createSmall,
  type Drilled,
  findingsOf,
  openWorkshop,
  outcomesOf,
  recordsOf,
  type Workshop,
} from './drilling.ts'
import {
  cutShort,
  flipped,
  forgeObject,
  forgeProof,
  manifestFile,
  manifestOf,
  missing,
  objectFile,
  oneOfEachKind,
  replaced,
  type Stored,
} from './forgery.ts'
import { createLarge } from './sample.ts'

describeWith(lackOf.postgres(15))('a backup that is damaged where it lies', () => {
  let server: PostgresServer
  let shop: Workshop
  let stored: Stored
  let other: Stored
  let locked: Stored
  let identity: string
  beforeAll(async () => {
    server = await startPostgres()
    await Promise.all([createLarge(server), createSmall(server)])
    shop = openWorkshop(server)
    const { shelf } = shop
    // The older one lends its files to the newer.
    other = { shelf, name: 'large', id: await shop.backup('large', { label: 'other' }) }
    await server.psql('large', `UPDATE first SET body = 'another' WHERE id = 1; CREATE ROLE lately`)
    stored = { shelf, name: 'large', id: await shop.backup('large') }
    identity = await generateIdentity()
    const recipients = await identityToRecipient(identity)
    locked = { shelf, name: 'locked', id: await shop.backup('small', { name: 'locked', recipients }) }
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  // Into a server that runs already, which saves starting one each time.
  const verify = (inputs: Record<string, string> = {}) =>
    shop.verify({ name: 'large', scratch: server.url(), ...inputs })

  const expectDamage = (ended: Drilled, object: string): void => {
    expect(ended.log).not.toContain('defect')
    expect(findingsOf(ended.report, 'fetch')).toEqual([
      expect.stringMatching(new RegExp(`^fail \\| (The content of )?${object} in file://${shop.shelf} `)),
    ])
    expect(ended.report.checks).toHaveLength(1)
    expect(ended.outputs.verdict).toBe('fail')
    expect(ended.code).toBe(1)
  }

  test.each(['schema', 'data', 'globals', 'proof'])('fails, naming the object: %s', async (kind) => {
    const { name = '' } = oneOfEachKind(stored).find((object) => object.kind === kind) ?? {}
    const file = objectFile(stored, name)
    for (const place of ['first', 'middle', 'last'] as const)
      expectDamage(await flipped(file, place, verify), name)
    expectDamage(await missing(file, verify), name)
    expectDamage(await cutShort(file, 'half', verify), name)
    expectDamage(await cutShort(file, 'all but one byte', verify), name)
    expectDamage(await replaced(file, objectFile(other, name), verify), name)
  })

  test('fails also at level `archive`, and where only a part of the archives is there', async () => {
    const archive = { level: 'archive' }
    for (const { name } of oneOfEachKind(stored))
      expectDamage(await flipped(objectFile(stored, name), 'last', () => verify(archive)), name)
    expectDamage(
      await missing(objectFile(stored, 'data-02.dump.zst'), () => verify(archive)),
      'data-02.dump.zst',
    )
  })

  test('fails where it is encrypted, wherever the byte is', async () => {
    for (const { name } of oneOfEachKind(locked)) {
      const file = objectFile(locked, name)
      for (const place of ['first', 'middle', 'last'] as const) {
        const ended = await flipped(file, place, () => verify({ name: 'locked', identity }))
        expectDamage(ended, name)
      }
    }
  })

  test('leaves a record of it, a summary and a row', async () => {
    const { length } = recordsOf(stored.shelf, stored.name, stored.id)
    const file = objectFile(stored, 'schema.dump.zst')
    const ended = await flipped(file, 'middle', () => verify({ 'restore-log': 'log.md' }))
    expectDamage(ended, 'schema.dump.zst')
    const records = recordsOf(stored.shelf, stored.name, stored.id)
    expect(records.length).toBeGreaterThan(length)
    expect(records.at(-1)).toMatchObject({
      outcome: 'fail',
      checks: { fetch: 'fail' },
      message: 'fetch failed.',
    })
    expect(ended.summary).toContain('❌ fail: backup')
    expect(ended.summary).toContain('schema.dump.zst')
    expect(readFileSync(join(shop.folder, 'log.md'), 'utf8')).toContain('| fail |')
  })

  test('fails where the manifest is damaged, and takes no older backup in its place', async () => {
    const file = manifestFile(stored)
    const spoil = [
      () => flipped(file, 'first', verify),
      () => flipped(file, 'middle', verify),
      () => cutShort(file, 'half', verify),
      () => replaced(file, manifestFile(locked), verify),
    ]
    for (const run of spoil) {
      const ended = await run()
      expect(ended.log).toMatch(/The manifest .* (is damaged|belongs to another backup)/)
      expect(ended.log).not.toContain(other.id)
      expect(ended.outputs.verdict).toBe('fail')
      expect(ended.summary).toContain('❌')
      expect(ended.code).toBe(1)
    }
  })

  test('passes again once it is put back', async () => {
    const { code } = await verify()
    expect(code).toBe(0)
  })
})

describeWith(lackOf.postgres(15))('a backup that holds something else than its source held', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  beforeAll(async () => {
    server = await startPostgres()
    await createSmall(server)
    shop = openWorkshop(server)
    id = await shop.backup('small')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  const ARCHIVE = 'database.dump.zst'

  /** Verifies a copy of the backup that was changed, every digest of which fits. */
  const verify = async (forge: (stored: Stored) => void, level = 'full') => {
    const shelf = copyShelf(shop)
    const stored = { shelf, name: 'small', id }
    forge(stored)
    expect(manifestOf(stored).id).toBe(id)
    return shop.verify({ destinations: shelf, scratch: server.url(), level })
  }

  /** The checks that fail, and what they say. */
  const failures = ({ report }: Drilled) =>
    Object.fromEntries(
      report.checks.flatMap(({ name, outcome }) =>
        outcome === 'fail' ? [[name, findingsOf(report, name)]] : [],
      ),
    )

  test('passes where it was written anew and says the same', async () => {
    const ended = await verify((stored) => {
      forgeProof(stored, (proof) => proof)
      forgeObject(stored, ARCHIVE, (plain) => plain)
    })
    expect(failures(ended)).toEqual({})
    expect(ended.code).toBe(0)
  })

  const orders = (change: Partial<Proof['tables'][number]>) => (proof: Proof) => ({
    ...proof,
    tables: proof.tables.map((table) => (table.name === 'orders' ? { ...table, ...change } : table)),
  })
  const position = { value: '61', called: true }

  test.each<[string, (proof: Proof) => Proof, string, RegExp]>([
    ['a row more', orders({ rows: 61 }), 'rows', /table public\.orders.*expected 61 rows, found 60/],
    ['a row less', orders({ rows: 59 }), 'rows', /table public\.orders.*expected 59 rows, found 60/],
    ['other rows', orders({ hash: '1' }), 'content', /table public\.orders/],
    [
      'a sequence one further',
      (proof) => ({
        ...proof,
        sequences: proof.sequences.map((sequence) =>
          sequence.name === 'orders_id_seq' ? { ...sequence, before: position, after: position } : sequence,
        ),
      }),
      'sequences',
      /sequence public\.orders_id_seq.*61/,
    ],
    [
      'another index',
      (proof) => ({ ...proof, objects: { ...proof.objects, index: 4 } }),
      'objects',
      /index.*4.*3/,
    ],
    [
      'a large object more',
      (proof) => ({ ...proof, largeObjects: { count: 4, bytes: 48 } }),
      'large objects',
      /4.*3/,
    ],
    [
      'a table more',
      (proof) => ({
        ...proof,
        tables: [...proof.tables, { schema: 'public', name: 'gone', kind: 'table', bytes: 0, rows: 1 }],
      }),
      'rows',
      /table public\.gone/,
    ],
  ])('fails where the source held %s', async (_, change, check, finding) => {
    const ended = await verify((stored) => forgeProof(stored, change))
    expect(ended.code).toBe(1)
    expect(Object.keys(failures(ended))).toEqual([check])
    expect(failures(ended)[check]).toEqual([expect.stringMatching(finding)])
    expect(ended.log).toContain(`✘ ${check}`)
    expect(ended.summary).toContain(`| ❌ | ${check} |`)
  })

  /** What the product would have dumped, had somebody done this to the database before. */
  const dumpAfter = async (sql: string): Promise<Buffer> => {
    const copy = 'copy'
    await server.psql('postgres', `DROP DATABASE IF EXISTS ${copy}; CREATE DATABASE ${copy} TEMPLATE small`)
    await server.psql(copy, sql)
    const args = ['--format=custom', '--compress=0', `--dbname=${server.url(copy)}`]
    const options = { encoding: 'buffer', maxBuffer: 2 ** 26 } as const
    const { stdout } = await promisify(execFile)(join(server.binDir, 'pg_dump'), args, options)
    return stdout
  }

  test.each<[string, string, Record<string, RegExp>]>([
    [
      'one row less',
      'DELETE FROM orders WHERE id = 7',
      { rows: /table public\.orders.*expected 60 rows, found 59/ },
    ],
    [
      'a row changed',
      'UPDATE orders SET total = total + 0.01 WHERE id = 7',
      { content: /table public\.orders/ },
    ],
    ['one table less', 'DROP TABLE orders CASCADE', { objects: /table/, rows: /table public\.orders/ }],
    ['one index less', 'DROP INDEX orders_customer', { objects: /index/ }],
    ['a sequence set back', `SELECT setval('orders_id_seq', 1)`, { sequences: /public\.orders_id_seq/ }],
    [
      'a large object less',
      'SELECT lo_unlink(min(oid)) FROM pg_largeobject_metadata',
      { 'large objects': /3.*2/ },
    ],
  ])('fails where the archive holds %s', async (_, sql, expected) => {
    const dump = await dumpAfter(sql)
    const ended = await verify((stored) => forgeObject(stored, ARCHIVE, () => dump))
    expect(ended.code).toBe(1)
    for (const [check, finding] of Object.entries(expected)) {
      expect(outcomesOf(ended.report)).toMatchObject({ [check]: 'fail' })
      expect(findingsOf(ended.report, check).join('\n')).toMatch(finding)
    }
  })

  test.each(['archive', 'restore', 'full'])(
    'fails where an archive ends in the middle, at level %s',
    async (level) => {
      const cut = (stored: Stored) =>
        forgeObject(stored, ARCHIVE, (plain) => plain.subarray(0, plain.length - 2000))
      const ended = await verify(cut, level)
      expect(ended.code).toBe(1)
      expect(ended.log).not.toContain('defect')
      const check = level === 'archive' ? 'archives' : 'restore'
      expect(findingsOf(ended.report, check).join('\n')).toMatch(/fail \| .*(end of file|unexpected end)/is)
    },
  )

  test("fails where the restore gives an error, with the object and the server's own sentence", async () => {
    const dump = await dumpAfter(`ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;
      UPDATE orders SET customer = 99 WHERE id = 7;
      ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers NOT VALID`)
    // In the archive's text it looks as if it had been checked.
    const unmarked = Buffer.from(dump.toString('latin1').replace(' NOT VALID', '          '), 'latin1')
    const ended = await verify((stored) => forgeObject(stored, ARCHIVE, () => unmarked))
    expect(ended.code).toBe(1)
    expect(findingsOf(ended.report, 'restore')).toEqual([
      expect.stringMatching(
        /^fail \| ALTER TABLE.*orders_customer_fkey.* \| the restore gave an error \| .*violates foreign key constraint/s,
      ),
    ])
  })
})
