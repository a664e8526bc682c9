import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep } from './bundle.ts'
import { copyShelf, openWorkshop, type Workshop } from './drilling.ts'
import { flipped, manifestOf, objectFile } from './forgery.ts'
import { besides, contentOf, databases, restore } from './restoring.ts'
import { createLarge } from './sample.ts'

describeWith(lackOf.postgres(15))('a database that is restored in its own place', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  let identity: string
  let was: string
  let backedUp: string
  beforeAll(async () => {
    server = await startPostgres()
    await createLarge(server, 'shop')
    await server.psql(
      'postgres',
      `CREATE ROLE keeper; ALTER DATABASE shop OWNER TO keeper; ALTER DATABASE shop SET work_mem = '5MB'`,
    )
    shop = openWorkshop(server)
    identity = await generateIdentity()
    id = await shop.backup('shop', { recipients: await identityToRecipient(identity) })
    backedUp = await contentOf(server, 'shop')
    await server.psql('shop', 'CREATE TABLE since (id int); INSERT INTO since VALUES (1); DELETE FROM second')
    was = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  const inputs = () => ({ mode: 'in-place', confirm: 'shop', identity, backup: id })
  const run = (more: Record<string, string> = {}) => restore(shop, server, { ...inputs(), ...more })
  const expectAsItWas = async () => {
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
    const owner = `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'`
    expect(await server.psql('postgres', owner)).toBe('keeper')
    expect(await server.psql('shop', 'SHOW work_mem')).toBe('5MB')
  }

  test('is as it was where it does not pass: its own backup is put back', async () => {
    const { code, said, outputs } = await run({ 'smoke-command': 'exit 1' })
    expect(said).toMatch(/"shop" was put back from the safety backup .*, whose verdict is pass/)
    expect(outputs).toMatchObject({ verdict: 'fail', 'old-database': '' })
    expect(code).toBe(1)
    await expectAsItWas()
    const labelled = readdirSync(join(shop.shelf, 'shop/manifests')).find((file) =>
      file.includes('.before-restore.'),
    )
    const safety = manifestOf({ shelf: shop.shelf, name: 'shop', id: labelled?.split('.')[0] ?? '' })
    expect(safety.encryption).toEqual(manifestOf({ shelf: shop.shelf, name: 'shop', id }).encryption)
  })

  test('is as it was where the backup is damaged', async () => {
    const damaged = { shelf: copyShelf(shop), name: 'shop', id }
    const { code, said } = await flipped(objectFile(damaged, 'data-02.dump.zst.age'), 'middle', () =>
      run({ destinations: damaged.shelf }),
    )
    expect(said).toContain('was put back from the safety backup')
    expect(code).toBe(1)
    await expectAsItWas()
  })

  test.each(['Restoring', 'Comparing'])('is as it was where it is cancelled: %s', async (line) => {
    const env = {
      PATH: `${server.binDir}:${process.env.PATH}`,
      TMPDIR: shop.room(),
      GITHUB_WORKSPACE: shop.folder,
    }
    const given = {
      command: 'restore',
      'target-url': server.url('shop'),
      destinations: shop.shelf,
      ...inputs(),
    }
    const { code, log } = await runStep(given, {
      env,
      onStart(child) {
        const watch = (text: string) => {
          if (!text.includes(line)) return
          child.stdout?.off('data', watch)
          child.kill('SIGINT')
        }
        child.stdout?.on('data', watch)
      },
    })
    expect(log).toContain('"shop" is put back as it was')
    expect(code).toBe(130)
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test('is not dropped where the safety backup cannot be made', async () => {
    await server.psql('postgres', `CREATE ROLE manager LOGIN CREATEDB; ALTER DATABASE shop OWNER TO manager`)
    const { code, said } = await run({ 'target-url': server.url('shop', 'manager'), owner: 'drop' })
    await server.psql('postgres', 'ALTER DATABASE shop OWNER TO keeper')
    expect(said).toContain('This user may not read')
    expect(said).not.toContain('Dropping')
    expect(code).toBe(1)
    await expectAsItWas()
  })

  test('is told of before, and refused where the server would not drop it', async () => {
    const planned = await run({ 'dry-run': 'true' })
    expect(planned.said).toMatch(
      /Back up "shop"(.|\n)*DROP it; where the rest does not pass, put its backup back/,
    )
    expect(planned.code).toBe(0)
    await server.psql(
      'shop',
      `CREATE SUBSCRIPTION feed CONNECTION 'dbname=nowhere' PUBLICATION all_of_it WITH (connect = false)`,
    )
    const refused = await run()
    await server.psql('shop', 'ALTER SUBSCRIPTION feed SET (slot_name = NONE); DROP SUBSCRIPTION feed')
    expect(refused.said).toContain('The database has 1 subscriptions, and cannot be dropped.')
    expect(refused.code).toBe(1)
    await expectAsItWas()
  })

  test('is the backup afterwards, and what was there is a backup too', async () => {
    const { code, said, outputs, report } = await run()
    expect(said).not.toContain('::error')
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
    expect(await contentOf(server, 'shop')).toBe(backedUp)
    expect(await databases(server)).toEqual(['shop'])
    expect(await server.psql('shop', 'SHOW work_mem')).toBe('5MB')
    const { safetyBackup = '' } = (report ?? {}) as { safetyBackup?: string }
    const back = await restore(shop, server, {
      backup: safetyBackup,
      identity,
      confirm: 'shop',
      mode: 'in-place',
      'safety-backup': 'false',
    })
    expect(back.code).toBe(0)
    await expectAsItWas()
  })
})
