import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { openWorkshop, outcomesOf, recordsOf, type Workshop } from './drilling.ts'
import { contentOf, databases, restore, startWriter } from './restoring.ts'
import { createShop } from './sample.ts'

describeWith(lackOf.postgres(15))('a database that is there', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  let before: string
  beforeAll(async () => {
    server = await startPostgres()
    await createShop(server)
    await server.psql(
      'postgres',
      `CREATE ROLE keeper; CREATE ROLE reader; ALTER DATABASE shop OWNER TO keeper;
      GRANT CONNECT ON DATABASE shop TO reader; ALTER DATABASE shop CONNECTION LIMIT 50;
      COMMENT ON DATABASE shop IS 'it''s ours'`,
    )
    await server.psql(
      'shop',
      'CREATE TABLE public.heartbeats (id bigserial PRIMARY KEY, at timestamptz DEFAULT now())',
    )
    shop = openWorkshop(server)
    id = await shop.backup('shop')
    before = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })
  afterEach(async () => {
    for (const name of await databases(server))
      if (name !== 'shop') await server.psql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  })
  const run = (inputs: Record<string, string> = {}) => restore(shop, server, inputs)

  test('is swapped for the restored one while a client writes, and comes back by `undo`, row for row', async () => {
    // What belongs to the live database, and not to the backup.
    await server.psql(
      'postgres',
      `ALTER DATABASE shop SET work_mem = '5MB'; ALTER ROLE reader IN DATABASE shop SET search_path = 'x'`,
    )
    await server.psql('shop', 'CREATE TABLE public.since (id int); INSERT INTO public.since VALUES (1)')
    const writer = startWriter(server, 'shop', 'public.heartbeats')
    const swapped = await run({ confirm: 'shop' })
    expect(swapped.said).not.toContain('::error')
    expect(swapped.code).toBe(0)
    const { 'old-database': old = '' } = swapped.outputs
    expect(old).toMatch(/^shop_before_\d{8}_\d{6}$/)
    expect(swapped.outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
    const { written } = writer
    while (writer.written < written + 20) await new Promise((resolve) => setTimeout(resolve, 20))
    await writer.stop()
    expect(writer.thrownOut).toBeGreaterThan(0)
    expect(await databases(server)).toEqual(['shop', old])
    expect(await server.psql('shop', `SELECT to_regclass('public.since') IS NULL`)).toBe('t')
    expect(Number(await server.psql('shop', 'SELECT count(*) FROM public.heartbeats'))).toBeGreaterThan(19)
    const properties = `SELECT pg_get_userbyid(datdba), datconnlimit, shobj_description(oid, 'pg_database'), ARRAY(SELECT unnest(datacl)::text ORDER BY 1),
      (SELECT string_agg(setrole::regrole || ':' || setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting WHERE setdatabase = d.oid)
      FROM pg_database d WHERE datname = `
    expect(await server.psql('postgres', `${properties} 'shop'`)).toBe(
      await server.psql('postgres', `${properties} '${old}'`),
    )
    expect(recordsOf(shop.shelf, 'shop', id).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
      'restore pass',
    ])

    const was = await contentOf(server, old)
    const undone = await run({ undo: 'true', confirm: 'shop', destinations: '' })
    expect(undone.code).toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
    expect(await databases(server)).toEqual(['shop', undone.outputs['old-database']])
    expect(undone.outputs['old-database']).toMatch(/^shop_undone_/)
    // A job that is run once more goes no further back.
    await server.createDatabase('shop_before_20200101_000000')
    const again = await run({ undo: 'true', confirm: 'shop', destinations: '' })
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('has been taken back already')])
    const other = await run({ undo: 'true', confirm: 'shop', destinations: '', plan: '0123456789abcdef' })
    expect(other.code).not.toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('is not touched by a dry run, whose plan another run can be held to', async () => {
    const was = await contentOf(server, 'shop')
    const planned = await run({ 'dry-run': 'true' })
    expect(planned.code).toBe(0)
    const { plan = '' } = planned.outputs
    expect(plan).toMatch(/^[0-9a-f]{16}$/)
    for (const line of [`Backup: ${id}`, 'Into: database "shop"', `Plan ${plan}`, 'was a dry run'])
      expect(planned.said).toContain(line)
    expect(planned.summary).toContain('Plan of a restore')
    const other = await run({ plan, confirm: 'shop', owner: 'drop' })
    expect([other.code, other.said]).toEqual([
      2,
      expect.stringContaining('and not the one that `plan` names'),
    ])
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
    const held = await run({ plan, confirm: 'shop' })
    expect(held.code).toBe(0)
    expect(held.outputs.plan).toBe(plan)
    // Another database is there now, which nobody has looked at.
    const again = await run({ plan, confirm: 'shop' })
    expect(again.code).toBe(2)
  })

  test('is not replaced unless its name is typed', async () => {
    for (const [inputs, message] of [
      [{}, '`confirm` is missing'],
      [{ confirm: 'shp' }, '`confirm` names another database'],
    ] as const) {
      const { code, said } = await run(inputs)
      expect(said).toContain(message)
      expect(said).toContain('nothing was changed')
      expect(code).toBe(2)
    }
    expect(await databases(server)).toEqual(['shop'])
  })

  test.each([
    ['shop\n', 'is now the backup', 0],
    ['shp\n', '`confirm` names another database', 2],
    ['\u0004', '`confirm` is missing', 2],
    ['\u0003', 'Cancelled', 130],
  ])('is asked for by its name on a terminal: %j', async (typed, told, code) => {
    const bundle = join(import.meta.dirname, '../../dist/index.js')
    const args = ['restore', '--destinations', shop.shelf, '--target-url', server.url('shop')]
    const line = [process.execPath, bundle, ...args].map((arg) => `'${arg}'`).join(' ')
    const env = { PATH: `${server.binDir}:${process.env.PATH}`, TERM: 'xterm', TMPDIR: shop.room() }
    // A terminal of its own, which is what a person sits at.
    const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], { env })
    let shown = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (!shown.includes('to be replaced') && `${shown}${text}`.includes('to be replaced'))
        child.stdin.write(typed)
      shown += text
    })
    const ended = await new Promise((resolve) => child.once('close', resolve))
    expect(shown).toContain('Type the name of the database that is to be replaced: ')
    expect(shown).toContain(told)
    expect(ended).toBe(code)
  })

  test('leaves old ones behind, which go when they are old enough, but for the newest', async () => {
    await server.createDatabase('shop_before_20200101_000000')
    await server.createDatabase('shop2_before_20200101_000000')
    const { code, report, outputs } = await run({ confirm: 'shop', 'drop-old-after': '30d' })
    expect(code).toBe(0)
    expect(report?.dropped).toEqual(['shop_before_20200101_000000'])
    const old = outputs['old-database'] ?? ''
    expect(await databases(server)).toEqual(['shop', 'shop2_before_20200101_000000', old])
  })

  test('goes on as it is where the restored one does not pass, unless that is accepted', async () => {
    const was = await contentOf(server, 'shop')
    const failing = { confirm: 'shop', 'smoke-command': 'echo "$PGDATABASE"; exit 3' }
    const refused = await run(failing)
    expect(refused.code).toBe(1)
    expect(refused.outputs).toMatchObject({ verdict: 'fail', 'old-database': '' })
    expect(refused.said).toContain('Nothing went live')
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
    const unverified = await run({ ...failing, accept: 'unverified' })
    expect(unverified.outputs['old-database']).toBe('')
    const accepted = await run({ ...failing, accept: 'fail' })
    expect(accepted.code).toBe(1)
    expect(accepted.report).toMatchObject({ live: true, verdict: 'fail' })
    expect(await databases(server)).toEqual(['shop', accepted.outputs['old-database']])
  })

  test('is never replaced by what did not come to its end, whatever is accepted', async () => {
    const was = await contentOf(server, 'shop')
    const destinations = shop.room()
    await shop.backup('shop', { destinations, passphrase: 'the right one' })
    const { code, said, report } = await run({
      destinations,
      passphrase: 'a wrong one',
      confirm: 'shop',
      accept: 'fail',
    })
    expect(said).toContain('It was not restored to its end, so nothing can be accepted.')
    expect(report?.live).toBe(false)
    expect(code).not.toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('is not replaced where something that belongs to it could not be carried over, unless that is accepted', async () => {
    await server.psql(
      'postgres',
      `CREATE ROLE manager LOGIN CREATEDB; GRANT keeper TO manager; ALTER DATABASE shop SET log_statement = 'none'`,
    )
    const manager = { 'target-url': server.url('shop', 'manager'), owner: 'drop', confirm: 'shop' }
    const { code, said } = await run(manager)
    expect(said).toMatch(
      /could be carried over to the restored database, so nothing was changed(.|\n)*log_statement/,
    )
    expect(code).toBe(1)
    expect(await databases(server)).toEqual(['shop'])
    const accepted = await run({ ...manager, accept: 'fail' })
    expect(accepted.report?.live).toBe(true)
    await server.psql(
      'postgres',
      `ALTER DATABASE shop RESET log_statement; ALTER DATABASE shop OWNER TO keeper`,
    )
  })

  test('is migrated before it goes live, and changes between two commands of the user', async () => {
    const commands = {
      'migrate-command': `psql -qc 'CREATE TABLE public.migrated ()' "$DATABASE_URL"`,
      'before-command': `psql -Atc "SELECT 'before: ' || (to_regclass('migrated') IS NULL)" "$DATABASE_URL"`,
      'after-command': `echo "after: $PG_BACKUP_RESULT"; psql -Atc "SELECT 'after: ' || (to_regclass('migrated') IS NULL)" "$DATABASE_URL"`,
    }
    const { code, said, report } = await run({ confirm: 'shop', ...commands })
    expect(said).toMatch(/before: true(.|\n)*after: changed\nafter: false/)
    expect(outcomesOf(report?.verification ?? fail())).toMatchObject({ migrate: 'pass' })
    expect(code).toBe(0)

    const stopped = await run({
      confirm: 'shop',
      'before-command': 'exit 1',
      'after-command': 'echo "after: $PG_BACKUP_RESULT"',
    })
    expect(stopped.said).toMatch(/after: unchanged(.|\n)*`before-command` failed, so nothing was changed/)
    expect(stopped.code).toBe(1)
    expect(await server.psql('shop', `SELECT to_regclass('public.migrated') IS NULL`)).toBe('f')

    const late = await run({ confirm: 'shop', 'after-command': 'exit 1' })
    expect(late.code).toBe(1)
    expect(late.said).toContain('`after-command` failed; the target is changed')
  })

  test('is as new where none is there: made, with what belongs to it, and nothing to confirm', async () => {
    const target = server.url('shop_copy')
    const made = await run({ 'target-url': target })
    expect(made.said).not.toContain('::error')
    expect(made.code).toBe(0)
    expect(await contentOf(server, 'shop_copy')).toBe(before)
    expect(
      await server.psql(
        'postgres',
        `SELECT pg_get_userbyid(datdba), datconnlimit FROM pg_database WHERE datname = 'shop_copy'`,
      ),
    ).toBe('keeper|50')
    const again = await run({ 'target-url': target, mode: 'new' })
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('`mode: new` replaces nothing')])
    const nowhere = await run({ 'target-url': server.url('no_such'), mode: 'swap', confirm: 'no_such' })
    expect([nowhere.code, nowhere.said]).toEqual([
      1,
      expect.stringContaining('There is no database "no_such"'),
    ])
  })
})

const fail = (): never => {
  throw new Error('There is no report.')
}

describeWith(
  lackOf.postgres(13),
  lackOf.postgres(15),
  lackOf.postgres(17),
)('another server', () => {
  let servers: Readonly<Record<13 | 15 | 17, PostgresServer>>
  let shop: Workshop
  beforeAll(async () => {
    const [old, middle, young] = await Promise.all([
      startPostgres({ major: 13 }),
      startPostgres(),
      startPostgres({ major: 17 }),
    ])
    servers = { 13: old, 15: middle, 17: young }
    const PATH = [young, middle, old].map(({ binDir }) => binDir).join(':')
    shop = openWorkshop(middle, { PATH: `${PATH}:${process.env.PATH}` })
    for (const server of [old, young]) {
      await createShop(server)
      await server.psql(
        'postgres',
        'CREATE ROLE "Odd one" LOGIN; CREATE ROLE boss SUPERUSER; GRANT boss TO "Odd one"',
      )
      await server.psql(
        'shop',
        'ALTER TABLE shop.customers OWNER TO "Odd one"; GRANT SELECT ON shop.orders TO boss',
      )
    }
    await shop.backup('shop', { name: 'old', 'database-url': old.url('shop') })
    await shop.backup('shop', { name: 'young', 'database-url': young.url('shop') })
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    for (const server of Object.values(servers)) await server.stop()
  })

  test('of a newer version takes the backup of an older one, and says what could not be compared', async () => {
    const server = servers[17]
    const { code, said, report } = await restore(shop, server, {
      ...{ name: 'old', 'target-url': server.url('from_13'), globals: 'true' },
    })
    expect(said).toContain('The server is PostgreSQL 17 and the source was 13')
    expect(code).toBe(0)
    expect(outcomesOf(report?.verification ?? fail())).toMatchObject({
      schema: 'pass',
      rows: 'pass',
      content: 'pass',
    })
    expect(await contentOf(server, 'from_13')).toBe(await contentOf(servers[13], 'shop'))
  })

  test('of an older version refuses the backup of a newer one, in the plan', async () => {
    const server = servers[15]
    for (const more of [{}, { 'dry-run': 'true' }]) {
      const { code, said } = await restore(shop, server, { name: 'young', owner: 'drop', ...more })
      expect(said).toMatch(
        /What is in the way:\n- The server is PostgreSQL 15, and the backup is of PostgreSQL 17/,
      )
      expect(code).toBe(1)
    }
    expect(await databases(server)).toEqual([''])
  })

  test('that lacks the roles is told so; they are made where that is wanted, or not needed', async () => {
    const server = servers[15]
    const { code, said } = await restore(shop, server, { name: 'old' })
    expect(said).toContain(
      'The server lacks roles that own something in the backup, or have rights there: Odd one, boss.',
    )
    expect(code).toBe(1)
    const without = await restore(shop, server, { name: 'old', owner: 'drop' })
    expect(without.code).toBe(0)
    expect(
      await server.psql(
        'shop',
        `SELECT pg_get_userbyid(relowner), relacl FROM pg_class WHERE relname = 'customers'`,
      ),
    ).toBe('postgres|')
    await server.psql('postgres', 'DROP DATABASE shop')
    const made = await restore(shop, server, { name: 'old', globals: 'true' })
    expect(made.said).toContain('Make the roles Odd one, boss, without passwords.')
    expect(made.code).toBe(0)
    expect(
      await server.psql(
        'postgres',
        `SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname IN ('Odd one', 'boss') ORDER BY 1`,
      ),
    ).toBe('Odd one|f|t\nboss|f|f')
    expect(await server.psql('postgres', `SELECT pg_has_role('Odd one', 'boss', 'MEMBER')`)).toBe('t')
    expect(
      await server.psql('shop', `SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'customers'`),
    ).toBe('Odd one')
  })
})
