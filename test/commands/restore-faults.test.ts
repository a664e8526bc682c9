import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { lackOfSmallDisks, mountSmallDisk } from '../servers/small-disk.ts'
import { runStep, type StepEnded } from './bundle.ts'
import { copyShelf, createSmall, openWorkshop, type Workshop } from './drilling.ts'
import { flipped, objectFile } from './forgery.ts'
import { besides, contentOf, databases, restore, startWriter } from './restoring.ts'
import { createLarge } from './sample.ts'

describeWith(lackOf.postgres(15))('a restore that comes to nothing leaves the target as it was', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  let was: string
  let identity: string
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 'secret' })
    await createLarge(server, 'shop')
    await createSmall(server)
    shop = openWorkshop(server)
    id = await shop.backup('shop')
    identity = await generateIdentity()
    await shop.backup('small', { name: 'locked', recipients: await identityToRecipient(identity) })
    await server.psql('shop', 'CREATE TABLE since (id bigserial PRIMARY KEY, at timestamptz DEFAULT now())')
    was = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  const run = (inputs: Record<string, string> = {}) =>
    restore(shop, server, { confirm: 'shop', name: 'shop', ...inputs })
  const expectAsItWas = async () => {
    expect(await databases(server)).toEqual(['shop', 'small'])
    expect(await contentOf(server, 'shop')).toBe(was)
  }

  test('without the key, or with a wrong one', async () => {
    for (const given of [{}, { identity: await generateIdentity() }]) {
      const { code, said } = await run({ name: 'locked', ...given })
      expect(said).toMatch(/identity/)
      expect(code).not.toBe(0)
      await expectAsItWas()
    }
  })

  test('where a part of the backup is damaged', async () => {
    const damaged = { shelf: copyShelf(shop), name: 'shop', id }
    const file = objectFile(damaged, 'data-01.dump.zst')
    const ended = await flipped(file, 'last', () => run({ destinations: damaged.shelf }))
    expect(ended.code).toBe(1)
    expect(ended.outputs.verdict).toBe('fail')
    expect(ended.said).toMatch(/data-01.dump.zst .*(\n.*)*Nothing went live/)
    await expectAsItWas()
  })

  test('where the user may make no databases, may not rename it, or may not end its connections: all told at once', async () => {
    await server.psql(
      'postgres',
      `CREATE ROLE guest LOGIN PASSWORD 'gu3st'; GRANT CONNECT ON DATABASE shop TO guest`,
    )
    const writer = startWriter(server, 'shop', 'since')
    while (writer.written === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const { code, said } = await run({ 'target-url': server.url('shop', 'guest', 'gu3st'), owner: 'drop' })
    await writer.stop()
    was = await contentOf(server, 'shop')
    expect(said).toContain('3 things are in the way of restoring into "shop"')
    expect(said).toContain('The user "guest" may not make databases')
    expect(said).toContain('belongs to "postgres", and "guest" may not rename it')
    expect(said).toContain(`may not end their connections: ${writer.name} as postgres`)
    expect(code).toBe(1)
    await expectAsItWas()
  })

  /** Runs it, and does something as soon as the log shows a line. */
  const interrupted = async (
    line: string,
    act: (child: ChildProcess) => void,
    inputs: Record<string, string> = {},
  ): Promise<StepEnded & { env: Record<string, string>; given: Record<string, string> }> => {
    const given = {
      ...{ command: 'restore', 'target-url': server.url('shop'), destinations: shop.shelf },
      ...{ confirm: 'shop', name: 'shop', ...inputs },
    }
    const env = {
      PATH: `${server.binDir}:${process.env.PATH}`,
      TMPDIR: shop.room(),
      GITHUB_WORKSPACE: shop.folder,
    }
    const ended = await runStep(given, {
      env,
      onStart(child) {
        let log = ''
        const watch = (text: string) => {
          log += text
          if (!log.includes(line)) return
          child.stdout?.off('data', watch)
          act(child)
        }
        child.stdout?.on('data', watch)
      },
    })
    return { ...ended, env, given }
  }

  describeWith(lackOfSmallDisks())('on a small disk', () => {
    /** A database with a row of its own on a disk of this size, which is told once it is there. */
    const onSmallDisk = async (megabytes: number, work: (fill: () => void) => Promise<void>) => {
      using disk = mountSmallDisk(join(shop.folder, 'small-disk'), megabytes)
      await server.psql('postgres', `CREATE TABLESPACE tiny LOCATION '${disk.folder}'`)
      try {
        await server.psql('postgres', 'CREATE DATABASE cramped TABLESPACE tiny')
        await server.psql('cramped', 'CREATE TABLE own AS SELECT 1 AS id')
        // What is not on the disk yet could not be written there any more, and the server would drop nothing.
        await server.psql('postgres', 'CHECKPOINT')
        const before = await contentOf(server, 'cramped')
        await work(() => disk.fill())
        expect(await databases(server)).toEqual(['cramped', 'shop', 'small'])
        expect(await besides(server)).toEqual([])
        expect(await contentOf(server, 'cramped')).toBe(before)
      } finally {
        await server.psql('postgres', 'DROP DATABASE IF EXISTS cramped')
        await server.psql('postgres', 'DROP TABLESPACE tiny')
      }
      await expectAsItWas()
    }
    const cramped = () => ({
      ...{ 'target-url': server.url('cramped'), confirm: 'cramped' },
      // Whatever the server was about to write: which file that is depends on the moment.
      'show-table-names': 'yes',
    })

    test('where there is no room, which the plan knows', () =>
      onSmallDisk(40, async () => {
        const planned = await run(cramped())
        expect([planned.code, planned.said]).toEqual([
          1,
          expect.stringMatching(/There is no room: .* are free where/),
        ])
      }))

    test('where something else takes the room before the other database is made', () =>
      onSmallDisk(250, async (fill) => {
        const { code, log } = await interrupted('Plan', fill, cramped())
        expect(log).toMatch(/No space left on device|could not write init file/)
        expect(log).toMatch(
          /Free some room on the disk and start again|Give the server more room on its disk/,
        )
        expect(log).not.toContain('is left on the server')
        expect([1, 3]).toContain(code)
      }))

    test('where something else takes the room while it is restored', () =>
      onSmallDisk(250, async (fill) => {
        const { code, log } = await interrupted('Fetching', fill, cramped())
        expect(log).toMatch(/The server gave up while the backup was restored.*: No space left on device/)
        expect(log).toContain('Give the server more room on its disk, or more memory, and start again.')
        expect(log).toContain('Nothing went live')
        expect(log).toContain('"cramped" is as it was')
        expect(log).not.toMatch(/is left on the server|scratch/)
        expect(code).toBe(3)
      }))
  })

  test.each(['Restoring', 'Comparing'])('where it is cancelled while: %s', async (line) => {
    const { code, log } = await interrupted(line, (child) => child.kill('SIGINT'))
    expect(log).toContain('Cancelled')
    expect(code).toBe(130)
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test('where it is killed, once the clean-up of its step has run', async () => {
    const killed = await interrupted('Comparing', (child) => child.kill('SIGKILL'))
    expect(await besides(server)).toHaveLength(1)
    // Another run sees what is in its way, and says what to do.
    const next = await shop.run({
      command: 'restore',
      'target-url': server.url('shop'),
      name: 'shop',
      confirm: 'shop',
    })
    expect(next.said).toMatch(/There is a database "shop_restore_.*drop it by: DROP DATABASE "shop_restore_/s)
    const state = Object.entries(killed.state).map(([name, value]) => [`STATE_${name}`, value])
    const after = await runStep(killed.given, { env: { ...killed.env, ...Object.fromEntries(state) } })
    expect(after.log).not.toContain('::warning')
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test('or wholly restored, where it is cancelled in the moment of the switch', async () => {
    const names: string[] = []
    for (const afterMs of [0, 5, 10, 20, 40, 80]) {
      const { code, log, outputs } = await interrupted('Going live', (child) => {
        setTimeout(() => child.kill('SIGINT'), afterMs)
      })
      const { 'old-database': old = '' } = outputs
      const there = (await databases(server)).filter((name) => name !== 'small')
      expect(await besides(server)).toEqual([])
      if (there.length === 1) {
        expect(code).toBe(130)
        expect(await contentOf(server, 'shop')).toBe(was)
      } else {
        // It had happened already, and that is told.
        const [, before = ''] = there
        expect(there).toEqual(['shop', before])
        expect(log).toContain(`and what was there is "${before}"`)
        if (code === 0) expect(old).toBe(before)
        expect(await contentOf(server, before)).toBe(was)
        expect(await server.psql('shop', `SELECT to_regclass('since') IS NULL`)).toBe('t')
        await server.psql('postgres', 'DROP DATABASE shop')
        await server.psql('postgres', `ALTER DATABASE ${before} RENAME TO shop`)
      }
      names.push(...there)
    }
    await expectAsItWas()
  })

  test('where somebody whom nobody may throw out comes back again and again', async () => {
    await server.psql(
      'postgres',
      `CREATE ROLE manager LOGIN CREATEDB PASSWORD 'm4nager'; ALTER DATABASE shop OWNER TO manager`,
    )
    let writer: ReturnType<typeof startWriter> | undefined
    const ended = await interrupted('Comparing', () => (writer = startWriter(server, 'shop', 'since')), {
      'target-url': server.url('shop', 'manager', 'm4nager'),
      owner: 'drop',
      accept: 'fail',
    })
    await writer?.stop()
    await server.psql('postgres', 'ALTER DATABASE shop OWNER TO postgres')
    was = await contentOf(server, 'shop')
    expect(ended.log).toContain('The database "shop" could not be replaced, and is as it was.')
    expect(ended.log).toContain('Stop what keeps connecting to it')
    expect(ended.code).toBe(1)
    expect(await besides(server)).toEqual([])
    await expectAsItWas()
  })

  test('where the server breaks down', async () => {
    const killWorker = async () => {
      const working = `SELECT pid FROM pg_stat_activity WHERE datname ~ '_restore_' AND backend_type = 'client backend'`
      let pids: readonly string[] = []
      while (pids.length === 0) pids = (await server.psql('postgres', working)).split('\n').filter(Boolean)
      process.kill(Number(pids[0]), 'SIGKILL')
    }
    const { code, log } = await interrupted('Restoring', () => void killWorker())
    expect(log).toMatch(/::error/)
    expect([1, 3]).toContain(code)
    while ((await server.psql('postgres', 'SELECT 1').catch(() => '')) !== '1')
      await new Promise((resolve) => setTimeout(resolve, 50))
    // What could not be dropped from a server that was down is told.
    for (const name of await besides(server)) {
      expect(log).toContain(`DROP DATABASE "${name}"`)
      await server.psql('postgres', `DROP DATABASE "${name}"`)
    }
    await expectAsItWas()
  })
})
