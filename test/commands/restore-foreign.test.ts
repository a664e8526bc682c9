import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { openWorkshop, type Workshop } from './drilling.ts'
import { besides, contentOf, databases, restore, startWriter } from './restoring.ts'
import { createShop } from './sample.ts'

describeWith(lackOf.postgres(15))('a dump that another program made', () => {
  let server: PostgresServer
  let shop: Workshop
  let dumped: string
  let was: string
  const dump = (...args: string[]): Buffer =>
    execFileSync(join(server.binDir, 'pg_dump'), ['-d', server.url('shop'), ...args], { maxBuffer: 2 ** 30 })
  const store = (name: string, bytes: Buffer): string => {
    const path = join(shop.folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const files: Record<string, string> = {}
  beforeAll(async () => {
    server = await startPostgres()
    await createShop(server)
    await server.psql(
      'postgres',
      `CREATE ROLE keeper; ALTER DATABASE shop OWNER TO keeper; ALTER DATABASE shop SET work_mem = '5MB'`,
    )
    shop = openWorkshop(server)
    await server.psql('shop', 'CREATE TABLE public.written (id serial); CREATE TABLE public.since (id int)')
    dumped = await contentOf(server, 'shop')
    files.custom = store('shop.dump', dump('-Fc'))
    files.sql = store('shop.sql.gz', gzipSync(dump()))
    files.whole = store('whole.sql', dump('--create'))
    files.folder = join(shop.folder, 'shop.dir')
    dump('-Fd', '-f', files.folder)
    await server.psql('shop', 'INSERT INTO public.since VALUES (1)')
    was = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })
  afterEach(async () => {
    for (const name of await databases(server))
      if (name !== 'shop') await server.psql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  })
  const run = (inputs: Record<string, string>) =>
    restore(shop, server, { confirm: 'shop', destinations: '', ...inputs })
  const expectAsItWas = async () => {
    expect(await databases(server)).toEqual(['shop'])
    expect(await besides(server)).toEqual([])
    expect(await contentOf(server, 'shop')).toBe(was)
  }

  test.each(['custom', 'sql', 'folder'])(
    'takes the place of the live database, and `undo` takes it back: %s',
    async (form) => {
      const planned = await run({ backup: files[form] ?? '', 'dry-run': 'true' })
      expect(planned.code).toBe(0)
      expect(planned.said).toMatch(/Dump: shop\.\w+.*(.|\n)*it has no proof to compare it with/)
      const swapped = await run({ backup: files[form] ?? '', plan: planned.outputs.plan ?? '' })
      expect(swapped.said).not.toContain('::error')
      expect(swapped.said).toMatch(/"shop" is now the dump shop\.\w+/)
      expect(swapped.code).toBe(0)
      expect(swapped.outputs).toMatchObject({ verdict: 'pass' })
      expect(await contentOf(server, 'shop')).toBe(dumped)
      const facts = `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'`
      expect(await server.psql('postgres', facts)).toBe('keeper')
      expect(await server.psql('shop', 'SHOW work_mem')).toBe('5MB')
      expect((await run({ undo: 'true' })).code).toBe(0)
      expect(await contentOf(server, 'shop')).toBe(was)
    },
  )

  test('is restored under a new name, with the rows that a writer goes on writing elsewhere left alone', async () => {
    const writer = startWriter(server, 'shop', 'public.written')
    const made = await run({ backup: files.sql ?? '', 'target-url': server.url('other') })
    await writer.stop()
    expect(made.code).toBe(0)
    expect(await contentOf(server, 'other')).toBe(dumped)
    await server.psql('shop', 'TRUNCATE public.written RESTART IDENTITY')
    expect(writer.thrownOut).toBe(0)
  })

  test('of a newer server is refused in the plan', async () => {
    const newer = readFileSync(files.sql ?? '')
    const text = execFileSync('gzip', ['-dc'], { input: newer, maxBuffer: 2 ** 30 }).toString()
    const path = store('newer.sql', Buffer.from(text.replace(/(Dumped (?:from|by) .*version )15/g, '$118')))
    const refused = await run({ backup: path })
    expect(refused.said).toContain(
      'the backup is of PostgreSQL 18: an older version cannot read what a newer one wrote',
    )
    expect(refused.code).toBe(1)
    await expectAsItWas()
  })

  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'cut off',
      () => ({ backup: store('cut.dump', readFileSync(files.custom ?? '').subarray(0, 60_000)) }),
      /Nothing went live|cut off|ends/,
    ],
    ['that makes a database', () => ({ backup: files.whole ?? '' }), /makes databases of its own/],
    ['that is not there', () => ({ backup: './nothing.dump' }), /nothing\.dump/],
    [
      'that needs a role which is not there',
      () => ({
        backup: store(
          'role.sql',
          Buffer.from('CREATE TABLE t (id int);\nALTER TABLE t OWNER TO nobody_here;\n'),
        ),
      }),
      /role "nobody_here" does not exist/,
    ],
    [
      'that holds nothing',
      () => ({ backup: store('empty.sql', Buffer.from('SELECT 1;\n')) }),
      /made no table, view or sequence/,
    ],
    [
      'with `tables`',
      () => ({ backup: files.sql ?? '', tables: 't', 'table-mode': 'merge' }),
      /`tables` needs a backup of ours/,
    ],
    [
      'in place',
      () => ({ backup: files.sql ?? '', mode: 'in-place' }),
      /`mode: in-place` needs a backup of ours/,
    ],
    [
      'with `globals`',
      () => ({ backup: files.sql ?? '', globals: 'true' }),
      /`globals` needs a backup of ours/,
    ],
  ])('%s leaves the target as it was', async (_, inputs, told) => {
    const { code, said } = await run(inputs())
    expect(said).toMatch(told)
    expect(code).not.toBe(0)
    await expectAsItWas()
  })

  test.each<[string, () => Buffer, RegExp]>([
    ['without rows', () => dump('-Fc', '--schema-only'), /the dump holds no row, and the live database does/],
    [
      'of some tables',
      () => dump('-Fc', '-t', 'public.since'),
      /\d+ tables of the live database are not in the dump/,
    ],
    [
      'that nobody knows the end of',
      () => Buffer.from(`${dump()}`.replace(/^-- PostgreSQL database dump( complete)?$/gm, '--')),
      /nothing in the dump says where it ends/,
    ],
  ])('%s takes the place of no live database, unless that is accepted', async (_, make, told) => {
    const backup = store('doubtful.dump', make())
    const refused = await run({ backup })
    expect(refused.said).toMatch(told)
    expect(refused.outputs.verdict).toBe('unverified')
    expect(refused.code).toBe(3)
    await expectAsItWas()
    const accepted = await run({ backup, accept: 'unverified' })
    expect(accepted.code).toBe(3)
    expect(accepted.said).toContain('It went live although its verdict is unverified')
    expect((await run({ undo: 'true' })).code).toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('that needs a role goes live without owners', async () => {
    const path = store(
      'role.sql',
      Buffer.from('CREATE TABLE t (id int);\nALTER TABLE t OWNER TO nobody_here;\n'),
    )
    const { code, said } = await run({ backup: path, owner: 'drop', 'target-url': server.url('other') })
    expect(said).not.toContain('::error')
    expect(code).toBe(0)
    expect(await server.psql('other', `SELECT tableowner FROM pg_tables WHERE tablename = 't'`)).toBe(
      'postgres',
    )
  })
})
