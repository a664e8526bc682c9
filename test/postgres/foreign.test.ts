import { readFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Cancelled } from '../../src/errors.ts'
import { readForeignFacts } from '../../src/postgres/foreign/facts.ts'
import { readForeign } from '../../src/postgres/foreign/foreign.ts'
import type { Target } from '../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import {
  ATOMIC,
  ask,
  contentOf,
  type DumpFolder,
  openDumpFolder,
  openRehearsals,
  type Rehearsals,
  SHOP,
} from './foreign-dumps.ts'

const targetOf = ({ socketDir, port }: PostgresServer, database: string): Target => ({
  host: socketDir,
  port,
  user: 'postgres',
  database,
  password: undefined,
  sslmode: 'disable',
  given: {},
})

/** How a dump is made, and what lies around it. */
const WAYS: readonly (readonly [described: string, command: string])[] = [
  ['custom format', 'pg_dump -Fc -f FILE shop'],
  ['custom format', 'pg_dump -Fc -Z0 --inserts shop >FILE'],
  ['tar format', 'pg_dump -Ft shop >FILE'],
  ['directory format', 'pg_dump -Fd -f FILE shop'],
  ['directory format', 'pg_dump -Fd -Z0 -j2 -f FILE shop'],
  ['plain SQL', 'pg_dump shop >FILE'],
  ['plain SQL', 'pg_dump --clean --column-inserts --rows-per-insert=50 shop >FILE'],
  ['plain SQL', "printf '\\xef\\xbb\\xbf' >FILE; pg_dump shop >>FILE"],
  ['plain SQL', 'pg_dump --encoding=LATIN1 shop >FILE'],
  ['plain SQL', "PGOPTIONS='-c standard_conforming_strings=off' pg_dump --inserts shop >FILE"],
  ['plain SQL in gzip', 'pg_dump -Z6 shop >FILE'],
  [
    'plain SQL in gzip',
    '(pg_dump --section=pre-data shop | gzip; pg_dump --section=data --section=post-data shop | gzip) >FILE',
  ],
  ['plain SQL in zstd', 'pg_dump shop | zstd -q >FILE'],
  ['plain SQL in zip', 'pg_dump shop >x.sql; python3 -m zipfile -c FILE x.sql'],
  ['plain SQL in tar in gzip', 'mkdir -p in; pg_dump shop >in/x.sql; tar -czf FILE in'],
  ['custom format in gzip in age', 'pg_dump -Fc shop | gzip | age -r RECIPIENT >FILE'],
  ['custom format in age in zstd', 'pg_dump -Fc shop | age -r RECIPIENT | zstd -q >FILE'],
  [
    'tar format in zip in gzip',
    'pg_dump -Ft shop >x.tar; python3 -m zipfile -c x.zip x.tar; gzip -c x.zip >FILE',
  ],
  ['directory format in tar', 'rm -rf d; pg_dump -Fd -f d shop; tar -cf FILE d'],
  [
    'directory format in tar in gzip in age',
    'rm -rf d; pg_dump -Fd -f d shop; tar -C d -cz . | age -r RECIPIENT >FILE',
  ],
  ['directory format in zip', 'rm -rf d; pg_dump -Fd -f d shop; python3 -m zipfile -c FILE d'],
]

describeWith(lackOf.postgres(15), lackOf.postgres(17))('a dump that another program wrote', () => {
  describe.each([15, 17] as const)('of PostgreSQL %d', (major) => {
    let source: PostgresServer
    let dumps: DumpFolder
    let rehearsals: Rehearsals
    let whole: string
    let keys: { identities: string[] }
    let recipient: string
    beforeAll(async () => {
      source = await startPostgres({ major })
      await source.createDatabase('shop')
      await source.psql('shop', `${SHOP}; ${ATOMIC}`)
      dumps = await openDumpFolder(source)
      rehearsals = await openRehearsals(major)
      whole = contentOf(source.binDir, targetOf(source, 'shop'))
      dumps.shell('age-keygen -o key.txt')
      recipient = `${dumps.run('age-keygen', '-y', 'key.txt')}`.trim()
      keys = { identities: [readFileSync(dumps.at('key.txt'), 'utf8')] }
    })
    afterAll(async () => {
      await rehearsals?.[Symbol.asyncDispose]()
      await dumps?.[Symbol.asyncDispose]()
      await source?.stop()
    })

    /** Under a name that says nothing, or another thing. */
    const make = async (command: string, name = 'dump'): Promise<string> => {
      dumps.shell(
        `rm -rf made '${name}'; ${command.replaceAll('FILE', 'made').replaceAll('RECIPIENT', recipient)}`,
      )
      await rename(dumps.at('made'), dumps.at(name))
      return dumps.at(name)
    }

    test.each(WAYS)('in %s is told by its content and restored: %s', async (described, command) => {
      const restored = await rehearsals.restore(await make(command, 'report.pdf'), { keys })
      expect(restored.foreign.described).toBe(described)
      expect(restored.check.findings.filter(({ outcome }) => outcome !== 'tolerated')).toEqual([])
      expect(contentOf(source.binDir, restored.target)).toBe(whole)
      await restored.drop()
    })

    test.each(['-Fc', '-Ft', '-Fp'])('tells where it comes from (%s)', async (format) => {
      const foreign = await rehearsals.find(await make(`pg_dump ${format} -f FILE shop`))
      const facts = await readForeignFacts(foreign, { signal: AbortSignal.timeout(60_000) })
      const version = expect.stringMatching(new RegExp(`^${major}\\.\\d+$`))
      expect(facts).toMatchObject({
        server: version,
        dumper: version,
        major,
        locale: { encoding: 'UTF8', collate: 'C.UTF-8' },
      })
      expect(facts.database).toBe(format === '-Fp' ? undefined : 'shop')
    })

    test('is read to its end without a server too', async () => {
      for (const command of [
        'pg_dump -Fc -f FILE shop',
        'pg_dump -Ft -f FILE shop',
        'pg_dump -Fd -f FILE shop',
        'pg_dump -f FILE shop',
      ]) {
        const foreign = await rehearsals.find(await make(command))
        const signal = AbortSignal.timeout(60_000)
        const facts = await readForeignFacts(foreign, { signal })
        const tools = () => rehearsals.tools()
        const read = await readForeign({ foreign, facts, tools, watch: () => {}, debug: () => {}, signal })
        expect(read.check).toMatchObject({ name: 'archives', findings: [] })
      }
    })

    test('counts what was read', async () => {
      const file = await make('pg_dump -Fc -f FILE shop')
      let count = () => 0
      const restored = await rehearsals.restore(file, {
        watch: (bytes) => {
          count = bytes
        },
      })
      expect(count()).toBe(readFileSync(file).length)
      await restored.drop()
    })

    test('that makes its own database is refused, and where it is allowed that database is looked at', async () => {
      for (const command of [
        'pg_dump --create --clean --if-exists shop >FILE',
        'pg_dumpall >FILE',
        'pg_dumpall --clean | gzip >FILE',
      ]) {
        const file = await make(command)
        await expect(rehearsals.restore(file)).rejects.toMatchObject({
          ending: 'unverified',
          message: expect.stringMatching(/makes databases of its own[\s\S]*allow: create-database/),
        })
        // It needs a server that no other drill has touched.
        await using own = await openRehearsals(major)
        const restored = await own.restore(file, { allow: { createDatabase: true } })
        expect(restored.check.findings.filter(({ outcome }) => outcome !== 'tolerated')).toEqual([])
        expect(restored.target.database).toBe('shop')
        expect(restored.notes.join()).toMatch(/made a database of its own/)
        expect(contentOf(source.binDir, restored.target)).toBe(whole)
        const ours = await ask<{ mine: boolean }>(
          own.scratch.target,
          'SELECT rolsuper AND rolcanlogin AS mine FROM pg_roles WHERE rolname = current_user',
        )
        expect(ours).toEqual([{ mine: true }])
        await expect(
          own.restore(file, { allow: { createDatabase: true }, scratch: { throwaway: false } }),
        ).rejects.toMatchObject({
          ending: 'unverified',
          message: expect.stringMatching(/not ours, and others may use it/),
        })
      }
    })

    test('of chosen schemas finds the schema public there already', async () => {
      for (const format of ['-Fc', '-Fp']) {
        const restored = await rehearsals.restore(await make(`pg_dump ${format} -n public -f FILE shop`))
        expect(restored.check.findings).toMatchObject([
          { outcome: 'tolerated', what: expect.stringMatching(/schema public/) },
        ])
        await restored.drop()
      }
    })

    test('that cannot be restored fails, with the server’s own sentence', async () => {
      for (const [command, detail] of [
        [
          "pg_dump shop | sed 's/^CREATE TABLE shop.lines/CREATE TABLE shop.lines_x/' >FILE",
          /relation "shop.lines" does not exist/,
        ],
        [
          "pg_dump shop | sed 's/^1\\tx3000$/no number\\tx3000/' >FILE",
          /COPY failed: invalid input syntax for type integer: "no number"/,
        ],
        ['pg_dump -t shop.lines -Fc -f FILE shop', /schema "shop" does not exist/],
      ] as const) {
        const restored = await rehearsals.restore(await make(command))
        expect(restored.check.findings).toContainEqual(
          expect.objectContaining({ outcome: 'fail', detail: expect.stringMatching(detail) }),
        )
        await restored.drop()
      }
      const partial = await rehearsals.restore(await make('pg_dump -t shop.lines -f FILE shop'), {
        allow: { leftOutDependencies: true },
      })
      expect(partial.check.findings.map(({ outcome }) => outcome)).not.toContain('fail')
      await partial.drop()
    })

    test('that names an extension which is not there says so, and goes on without where that is allowed', async () => {
      await source.psql('postgres', 'CREATE DATABASE extended')
      await source.psql(
        'extended',
        'CREATE EXTENSION hstore; CREATE TABLE t (a hstore); CREATE TABLE kept AS SELECT 1 AS a',
      )
      const command = {
        c: 'pg_dump -Fc -f made extended',
        p: "pg_dump extended | sed 's/hstore/nowhere/g' >FILE",
      }
      const file = await make(command.p)
      const refused = await rehearsals.restore(file)
      expect(refused.check.findings).toMatchObject([{ outcome: 'unverified', object: 'extension nowhere' }])
      await refused.drop()
      const without = await rehearsals.restore(file, { allow: { missingExtensions: ['nowhere'] } })
      expect(new Set(without.check.findings.map(({ outcome }) => outcome))).toEqual(new Set(['tolerated']))
      expect(await ask(without.target, 'SELECT * FROM kept')).toEqual([{ a: 1 }])
      await without.drop()
    })

    test('stops when the run is cancelled', async () => {
      const file = await make('pg_dump --inserts -f FILE shop')
      const stop = new AbortController()
      const watch = () => stop.abort(new Cancelled('told to stop'))
      await expect(rehearsals.restore(file, { signal: stop.signal, watch })).rejects.toBeInstanceOf(Cancelled)
    })
  })

  test('of a newer version says which programs it needs', async () => {
    await using source = await startPostgres({ major: 17 })
    await using dumps = await openDumpFolder(source)
    await using rehearsals = await openRehearsals(15)
    dumps.shell('pg_dump -Fc -f new postgres; pg_dump -f new.sql postgres')
    await expect(rehearsals.restore(dumps.at('new'))).rejects.toMatchObject({
      ending: 'unverified',
      message: expect.stringMatching(
        /cannot be read by pg_restore 15\.[\s\S]*pg_dump 17\.\S+ wrote it[\s\S]*PostgreSQL 17 or newer/,
      ),
    })
    // Newer programs read it for the older server, which does not know all of their settings.
    for (const file of ['new', 'new.sql']) {
      const restored = await rehearsals.restore(dumps.at(file), { toolsMajor: 17 })
      expect(restored.check.findings.length).toBeGreaterThan(0)
      for (const finding of restored.check.findings)
        expect(finding).toMatchObject({
          outcome: 'tolerated',
          detail: expect.stringMatching(/transaction_timeout/),
        })
      await restored.drop()
    }
  })

  test('is restored as a user who may not everything, and what was left out is named', async () => {
    await using source = await startPostgres({ major: 17 })
    await source.createDatabase('shop')
    await source.psql('shop', SHOP)
    await using dumps = await openDumpFolder(source)
    await using server = await startPostgres({ major: 17, superuserPassword: 'x' })
    await server.psql('postgres', `CREATE ROLE plain LOGIN CREATEDB PASSWORD 'plain'`)
    await using rehearsals = await openRehearsals(17, server.url('postgres', 'plain', 'plain'))
    dumps.shell('pg_dump -Fc -f c shop; pg_dump -f p shop')
    for (const file of ['c', 'p']) {
      const rights = expect.objectContaining({
        what: expect.stringMatching(/owners and rights were not restored/),
      })
      const restored = await rehearsals.restore(dumps.at(file))
      expect(restored.check.findings.map(({ outcome }) => outcome)).not.toContain('fail')
      expect(restored.check.findings).toContainEqual(rights)
      await restored.drop()
      const allowed = await rehearsals.restore(dumps.at(file), { allow: { limitedScratch: true } })
      expect(new Set(allowed.check.findings.map(({ outcome }) => outcome))).toEqual(new Set(['tolerated']))
      expect(await ask(allowed.target, 'SELECT count(*)::int AS count FROM shop.orders')).toEqual([
        { count: 3004 },
      ])
      await allowed.drop()
    }
    expect(
      await server.psql(
        'postgres',
        `SELECT count(*) FROM pg_roles WHERE rolname IN ('keeper', 'Odd "Reader"')`,
      ),
    ).toBe('0')
  })

  test('leaves nothing on a server that is not ours', async () => {
    await using source = await startPostgres({ major: 17 })
    await source.createDatabase('shop')
    await source.psql('shop', SHOP)
    await using dumps = await openDumpFolder(source)
    await using server = await startPostgres({ major: 17, superuserPassword: 'x' })
    await using rehearsals = await openRehearsals(17, server.url())
    dumps.shell('pg_dump -Fc -f c shop; (pg_dumpall --globals-only; pg_dump shop) >p')
    const seen = () =>
      server.psql(
        'postgres',
        'SELECT rolname::text FROM pg_roles UNION ALL SELECT datname::text FROM pg_database ORDER BY 1',
      )
    const before = await seen()
    for (const file of ['c', 'p']) {
      const restored = await rehearsals.restore(dumps.at(file))
      expect(restored.check.findings.filter(({ outcome }) => outcome !== 'tolerated')).toEqual([])
      expect(contentOf(server.binDir, restored.target)).toBe(
        contentOf(source.binDir, targetOf(source, 'shop')),
      )
      await restored.drop()
      expect(await seen()).toBe(before)
    }
  })
})
