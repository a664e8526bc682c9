import type { ChildProcess } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest } from '../../src/archive/manifest.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep, type StepEnded } from './bundle.ts'
import { copyShelf, openWorkshop, type Workshop } from './drilling.ts'
import { flipped, forgeManifest, manifestOf, objectFile } from './forgery.ts'
import { besides, contentOf, crash, databases, restore, startWriter } from './restoring.ts'
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
  /** Ends the run by a signal as soon as it says something. */
  const interrupted = (
    line: string,
    how: NodeJS.Signals | (() => unknown),
    more: Record<string, string> = {},
  ): Promise<StepEnded> => {
    const env = {
      PATH: `${server.binDir}:${process.env.PATH}`,
      TMPDIR: shop.room(),
      GITHUB_WORKSPACE: shop.folder,
    }
    const given = { command: 'restore', 'target-url': server.url('shop'), destinations: shop.shelf }
    const onStart = (child: ChildProcess) => {
      const watch = (text: string) => {
        if (!text.includes(line)) return
        child.stdout?.off('data', watch)
        if (typeof how === 'string') child.kill(how)
        else how()
      }
      child.stdout?.on('data', watch)
    }
    return runStep({ ...given, ...inputs(), ...more }, { env, onStart })
  }
  const safetyOf = (shelf = shop.shelf): Manifest => {
    const name = 'shop.before-restore'
    const files = readdirSync(join(shelf, layout(name).manifests)).toSorted()
    const [id = '', label] = files.at(-1)?.split('.') ?? []
    expect(label).toBe('before-restore')
    return manifestOf({ shelf, name, id })
  }
  const expectAsItWas = async () => {
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
    const owner = `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'`
    expect(await server.psql('postgres', owner)).toBe('keeper')
    expect(await server.psql('shop', 'SHOW work_mem')).toBe('5MB')
  }

  test('is as it was where it does not pass: its own backup is put back', async () => {
    const { code, said, outputs, report } = await run({
      'smoke-command': 'exit 1',
      'after-command': 'echo "result: $PG_BACKUP_RESULT"',
    })
    expect(said).toMatch(/"shop" was put back from its safety backup .*, and the verdict on that is pass/)
    expect(said).toContain('result: unchanged')
    const { id: safety, encryption, database } = safetyOf()
    expect(outputs).toMatchObject({ verdict: 'fail', 'old-database': '', 'safety-backup-id': safety })
    expect(report).toMatchObject({ live: false, safetyBackupId: safety, putBack: { verdict: 'pass' } })
    expect(code).toBe(1)
    expect(encryption).toEqual(manifestOf({ shelf: shop.shelf, name: 'shop', id }).encryption)
    expect(database.name).toBe('shop')
    await expectAsItWas()
  })

  test('is not touched where the backup cannot be read to its end', async () => {
    const damaged = { shelf: copyShelf(shop), name: 'shop', id }
    const { code, said } = await flipped(objectFile(damaged, 'data-02.dump.zst.age'), 'middle', () =>
      run({ destinations: damaged.shelf }),
    )
    expect(said).toMatch(/damaged|differs|SHA-256/)
    expect(said).not.toContain('Setting "shop" aside')
    expect(code).toBe(1)
    await expectAsItWas()
  })

  test.each([
    ['while it is backed up', 'One dump of', '"shop" has its name back, and is as it was.'],
    ['while it is being dropped', 'Dropping what was "shop"', ''],
    [
      'while another is restored in its place',
      'Comparing',
      '"shop" is put back, and the verdict on that is pass.',
    ],
  ])('is as it was where the run is told to stop %s', async (_, line, told) => {
    const { code, log } = await interrupted(line, 'SIGINT')
    expect(log).toContain(told)
    expect(code).toBe(130)
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test.each([
    ['while it is backed up', 'One dump of', '"shop" has its name back, and is as it was.'],
    [
      'while another is restored in its place',
      '::group::Restoring',
      '"shop" is put back, and the verdict on that is pass.',
    ],
  ])('is as it was where the server breaks down %s', async (_, line, told) => {
    const { code, log } = await interrupted(line, () => void crash(server), { jobs: '1' })
    expect(log).toContain(told)
    expect([1, 3]).toContain(code)
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test('is kept where an application makes another of its name before it is dropped', async () => {
    const make = () => void server.createDatabase('shop')
    const { code, log } = await interrupted('One dump of', make, {
      'after-command': 'echo "result: $PG_BACKUP_RESULT"',
    })
    const [empty = '', kept = ''] = await databases(server)
    expect([empty, kept]).toEqual(['shop', expect.stringMatching(/^shop_aside_/)])
    expect(log).toContain(`What was "shop" is now called "${kept}"`)
    expect(log).toContain('result: gone')
    expect(code).toBe(1)
    const undone = await run({ undo: 'true' })
    expect(undone.code).toBe(0)
    await server.psql('postgres', `DROP DATABASE "${undone.outputs['old-database']}"`)
    await expectAsItWas()
  })

  test('is kept under its other name where an application makes another once it is dropped', async () => {
    const make = () => void server.createDatabase('shop')
    const { code, log } = await interrupted('::group::Comparing', make)
    const [, kept = ''] = await databases(server)
    expect(kept).toMatch(/^shop_aside_/)
    expect(log).toContain(`What was "shop" is now called "${kept}"`)
    expect(code).toBe(1)
    const undone = await run({ undo: 'true' })
    expect(undone.code).toBe(0)
    await server.psql('postgres', `DROP DATABASE "${undone.outputs['old-database']}"`)
    await expectAsItWas()
  })

  test('is read by nobody but who restores it, whatever the manifest says', async () => {
    const forged = { shelf: copyShelf(shop), name: 'shop', id }
    const thief = await identityToRecipient(await generateIdentity())
    const { encryption } = manifestOf(forged)
    const own = encryption.kind === 'age-recipients' ? encryption.recipients : []
    forgeManifest(forged, (manifest) => ({
      ...manifest,
      encryption: { kind: 'age-recipients', recipients: [...own, thief] },
    }))
    const { said } = await run({ destinations: forged.shelf, 'smoke-command': 'exit 1' })
    expect(said).toMatch(/will be encrypted to age1\w+ alone, and not to age1\w+, who can read the backup/)
    expect(safetyOf(forged.shelf).encryption).toEqual({ kind: 'age-recipients', recipients: own })
    await expectAsItWas()
  })

  test('has its name back by the clean-up where the run was killed while it was set aside', async () => {
    const { state } = await interrupted('Dumping', 'SIGKILL')
    expect(await databases(server)).toEqual([expect.stringMatching(/^shop_aside_/)])
    const env = { ...stateEnv(state), PATH: `${server.binDir}:${process.env.PATH}` }
    const given = {
      command: 'restore',
      'target-url': server.url('shop'),
      destinations: shop.shelf,
      ...inputs(),
    }
    const { log } = await runStep(given, { env })
    expect(log).toContain('"shop" has its name back, and is as it was.')
    await expectAsItWas()
  })

  test('is told of by the clean-up where the run was killed and it is gone, and undone by hand', async () => {
    const { state } = await interrupted('Restoring', 'SIGKILL', { 'migrate-command': 'sleep 1' })
    const env = { ...stateEnv(state), PATH: `${server.binDir}:${process.env.PATH}` }
    const given = {
      command: 'restore',
      'target-url': server.url('shop'),
      destinations: shop.shelf,
      ...inputs(),
    }
    const { log } = await runStep(given, { env })
    const { id: safety } = safetyOf()
    expect(log).toContain(
      `\`restore\` with \`name: shop.before-restore\` and \`backup: ${safety}\` brings back what was in it`,
    )
    expect(await databases(server)).toEqual([''])
    const back = await restore(shop, server, { identity, backup: safety, name: 'shop.before-restore' })
    expect(back.said).not.toContain('::error')
    expect(back.code).toBe(0)
    await expectAsItWas()
  })

  test('is not dropped where the safety backup cannot be made', async () => {
    await server.psql('postgres', `CREATE ROLE manager LOGIN CREATEDB; ALTER DATABASE shop OWNER TO manager`)
    const { code, said } = await run({
      'target-url': server.url('shop', 'manager'),
      owner: 'drop',
      accept: 'fail',
    })
    await server.psql('postgres', 'ALTER DATABASE shop OWNER TO keeper')
    expect(said).toContain('This user may not read')
    expect(said).toContain('"shop" has its name back, and is as it was.')
    expect(said).not.toContain('Dropping')
    expect(code).toBe(1)
    await expectAsItWas()
  })

  test('is not touched where this user could not make all of it again', async () => {
    await server.psql(
      'postgres',
      `CREATE ROLE clerk2 LOGIN CREATEDB PASSWORD 'x'; GRANT pg_read_all_data, keeper TO clerk2;`,
    )
    const { code, said } = await run({ 'target-url': server.url('shop', 'clerk2') })
    expect(said).toContain('cannot be restored here as it is, so nothing was dropped')
    expect(said).toContain('must be member of role "postgres"')
    expect(said).not.toContain('Setting "shop" aside')
    expect(code).toBe(1)
    await expectAsItWas()
  })

  test('is told of before, and refused where the server would not drop it', async () => {
    const planned = await run({ 'dry-run': 'true' })
    expect(planned.said).toMatch(
      /Read the backup to its end(.|\n)*call it "shop_aside_(.|\n)*under "shop.before-restore"(.|\n)*DROP it(.|\n)*put what was there back/,
    )
    expect(planned.code).toBe(0)
    await server.psql(
      'shop',
      `CREATE SUBSCRIPTION feed CONNECTION 'dbname=nowhere' PUBLICATION all_of_it WITH (connect = false)`,
    )
    const refused = await run()
    await server.psql('shop', 'ALTER SUBSCRIPTION feed SET (slot_name = NONE); DROP SUBSCRIPTION feed')
    expect(refused.said).toContain('The database has a subscription, and cannot be dropped.')
    expect(refused.code).toBe(1)
    await expectAsItWas()
  })

  test('is the backup afterwards, and what was there, to the last row written, is a backup too', async () => {
    await server.psql('shop', 'CREATE TABLE written (id serial PRIMARY KEY)')
    const writer = startWriter(server, 'shop', 'written')
    const { code, said, outputs } = await run({ 'after-command': 'echo "result: $PG_BACKUP_RESULT"' })
    await writer.stop()
    expect(said).not.toContain('::error')
    expect(said).toContain('result: changed')
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
    expect(await contentOf(server, 'shop')).toBe(backedUp)
    expect(await databases(server)).toEqual(['shop'])
    expect(await server.psql('shop', 'SHOW work_mem')).toBe('5MB')
    // The newest backup is still the newest of the backups, without a name too.
    const newest = await restore(shop, server, { identity, 'dry-run': 'true' })
    expect(newest.outputs).toMatchObject({ 'backup-id': id })
    const back = await restore(shop, server, {
      ...{ backup: outputs['safety-backup-id'] ?? '', name: 'shop.before-restore', identity },
      ...{ confirm: 'shop', mode: 'in-place', 'safety-backup': 'false' },
    })
    expect(back.code).toBe(0)
    expect(Number(await server.psql('shop', 'SELECT count(*) FROM written'))).toBeGreaterThanOrEqual(
      writer.written,
    )
    await server.psql('shop', 'DROP TABLE written')
    await expectAsItWas()
  })
})

const stateEnv = (state: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
