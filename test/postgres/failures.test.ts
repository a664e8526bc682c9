import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cancelled } from '../../src/errors.ts'
import { freePort } from '../servers/port.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, leftovers, openShelf, type Shelf } from './backups.ts'

/** Some 90 MB in three tables: long enough to be interrupted. */
const LARGE = `
  CREATE TABLE big_1 (id int, filler text); ALTER TABLE big_1 ALTER filler SET STORAGE EXTERNAL;
  CREATE TABLE big_2 (LIKE big_1 INCLUDING ALL); CREATE TABLE big_3 (LIKE big_1 INCLUDING ALL);
  INSERT INTO big_1 SELECT i, repeat(md5(i::text), 400) FROM generate_series(1, 2300) i;
  INSERT INTO big_2 TABLE big_1; INSERT INTO big_3 TABLE big_1;
  CREATE TABLE small AS SELECT i FROM generate_series(1, 20000) i`

/** Our own client programs that work for a server; of one kind of work, where it is told. */
const clients = ({ port }: PostgresServer, argument = ''): readonly number[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')
        const isClient = /^pg_(dump|restore|dumpall)$/.test(read('comm').trim())
        return isClient && read('environ').includes(`PGPORT=${port}\0`) && read('cmdline').includes(argument)
      } catch {
        return false // gone meanwhile
      }
    })
    .map(Number)

const sessions = (server: PostgresServer): Promise<string> =>
  server.psql('postgres', `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg-backup'`)

/** Nothing of data, no process and no session may be there any more; a backend needs a moment to notice its end. */
const expectNothingLeft = async (shelf: Shelf, server?: PostgresServer) => {
  expect(await leftovers(shelf)).toEqual([])
  if (!server) return
  expect(clients(server)).toEqual([])
  for (let tries = 0; tries < 100 && (await sessions(server)) !== '0'; tries++) await sleep(20)
  expect(await sessions(server)).toBe('0')
}

const appears = async <Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> => {
  for (let tries = 0; tries < 2_000; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(5)
  }
  throw new Error('It never came.')
}

describeWith(lackOf.postgres(15))('what cannot be backed up is said, and leaves nothing', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 'right' })
    await server.psql('postgres', `CREATE ROLE clerk LOGIN PASSWORD 'clerk'; CREATE DATABASE shop`)
    await server.psql(
      'shop',
      `CREATE TABLE open (a int); GRANT SELECT ON open TO clerk; CREATE TABLE closed_1 (id serial); CREATE TABLE closed_2 (a int);
        CREATE SCHEMA vault; CREATE TABLE vault.gold (a int); GRANT SELECT ON vault.gold TO clerk;`,
    )
  })
  afterAll(() => server.stop())

  const failure = async (url: string, flags: readonly string[] = []): Promise<string> => {
    await using shelf = await openShelf()
    const error: Error = await backUp(shelf, server, url, { flags }).then(
      () => new Error('It passed.'),
      (error) => error,
    )
    await expectNothingLeft(shelf, server)
    expect(error.message).not.toMatch(/wrong-secret/)
    return error.message
  }

  test('a host that does not answer', async () => {
    const port = await freePort()
    expect(await failure(`postgres://me@127.0.0.1:${port}/shop`)).toMatch(
      new RegExp(
        `Cannot connect to database "shop" as "me" at 127.0.0.1:${port}[\\s\\S]*ECONNREFUSED[\\s\\S]*Check host and port`,
      ),
    )
  })

  test('a host that has no address', async () => {
    expect(await failure('postgres://me@nosuch.invalid/shop')).toMatch(
      /nosuch\.invalid:5432[\s\S]*(no address|could not be looked up)/,
    )
  })

  test('a wrong password', async () => {
    expect(await failure(server.url('shop', 'postgres', 'wrong-secret'))).toMatch(
      /password authentication failed for user "postgres"[\s\S]*percent-encoded/,
    )
  })

  test('no password where one is asked for', async () => {
    expect(await failure(server.url('shop', 'clerk'))).toMatch(/none was given[\s\S]*PGPASSWORD/)
  })

  test('a database that does not exist', async () => {
    expect(await failure(server.url('nosuch'))).toMatch(
      /database "nosuch" does not exist[\s\S]*at the end of `database-url`/,
    )
  })

  test('tables that may not be read, all at once', async () => {
    expect(await failure(server.url('shop', 'clerk', 'clerk'))).toMatch(
      /may not read "public"."closed_1", "public"."closed_1_id_seq", "public"."closed_2", "vault"."gold"\.[\s\S]*pg_read_all_data/,
    )
  })

  test('row-level security that would hide rows', async () => {
    await server.psql('postgres', 'CREATE DATABASE walls; GRANT pg_read_all_data TO clerk')
    await server.psql(
      'walls',
      `CREATE TABLE seen (a int); CREATE TABLE hidden (a int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
        INSERT INTO hidden VALUES (1); CREATE POLICY none ON hidden USING (false)`,
    )
    const url = server.url('walls', 'clerk', 'clerk')
    expect(await failure(url)).toMatch(
      /Row-level security would hide rows of "public"."hidden"[\s\S]*BYPASSRLS/,
    )
    // Its schema hides nothing, and what is left out cannot lack anything.
    await using shelf = await openShelf()
    await backUp(shelf, server, url, { flags: ['--include=schema'] })
    await backUp(shelf, server, url, { flags: ['--exclude-table-data=hidden'] })
    await server.psql('postgres', 'ALTER ROLE clerk BYPASSRLS')
    expect((await backUp(shelf, server, url)).proof.tables).toMatchObject([
      { name: 'hidden', rows: 1 },
      { name: 'seen' },
    ])
  })

  test('patterns that match nothing, or are none', async () => {
    const url = server.url('shop')
    expect(await failure(url, ['--tables=open', '--tables=nosuch'])).toMatch(
      /no matching tables were found[\s\S]*Check the patterns/,
    )
    expect(await failure(url, ['--tables=op(en'])).toMatch(
      /pattern is no regular expression[\s\S]*double quotes/,
    )
  })
})

describeWith(lackOf.postgres(15))('what breaks off half-way leaves nothing', () => {
  test('pg_dump is killed', async () => {
    await using server = await startPostgres()
    await server.psql('postgres', LARGE)
    for (const nth of [0, 1, 2]) {
      await using shelf = await openShelf()
      const failure = backUp(shelf, server, server.url(), { flags: ['--compression-level=15'] }).catch(
        (error) => error,
      )
      // All three of them hold their locks, and the first data is there.
      const victims = await appears(async () => {
        const found = clients(server, '--snapshot')
        return found.length === 3 && (await leftovers(shelf)).length > 0 ? found : undefined
      })
      process.kill(victims[nth] ?? 0, 'SIGKILL')
      expect((await failure).message).toBe('pg_dump was ended by SIGKILL.')
      await expectNothingLeft(shelf, server)
    }
  })

  test.each(['immediate', 'kill9'] as const)('the server is gone (%s)', async (how) => {
    await using server = await startPostgres()
    await server.psql('postgres', LARGE)
    await using shelf = await openShelf()
    const failure = backUp(shelf, server, server.url(), { flags: ['--compression-level=15'] }).catch(
      (error) => error,
    )
    await appears(async () => ((await leftovers(shelf)).length > 1 ? true : undefined))
    await (how === 'kill9' ? server.kill9() : server.stop('immediate'))
    expect((await failure).message).toMatch(/connection|server|terminat/i)
    expect((await failure).name).toMatch(/UserError|ToolError/)
    expect(clients(server)).toEqual([])
    await expectNothingLeft(shelf)
  })

  test('it is cancelled, at any moment', async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
    // biome-ignore lint/suspicious/noConsole: what was drawn at random must be there to be drawn again
    console.info(`SEED=${seed}`)
    let state = seed
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    await using server = await startPostgres()
    await server.psql('postgres', LARGE)
    let cancelled = 0
    for (let round = 0; round < 15; round++) {
      await using shelf = await openShelf()
      const stop = new AbortController()
      const work = backUp(shelf, server, server.url(), {
        flags: ['--fingerprint=content'],
        signal: stop.signal,
      })
      const outcome = work.then(
        () => undefined,
        (error) => error,
      )
      await Promise.race([sleep(random() * 700), outcome])
      stop.abort(new Cancelled('told to stop'))
      const error = await outcome
      if (error === undefined) continue
      cancelled++
      expect(error).toBeInstanceOf(Cancelled)
      await expectNothingLeft(shelf, server)
    }
    expect(cancelled).toBeGreaterThan(3)
  })

  test('a count that takes for ever ends with the run', async () => {
    await using server = await startPostgres()
    await server.psql('postgres', 'CREATE TABLE t AS SELECT i FROM generate_series(1, 3000000) i')
    await using shelf = await openShelf()
    const stop = new AbortController()
    const flags = ['--fingerprint=content', '--compression-level=19']
    const work = backUp(shelf, server, server.url(), { flags, signal: stop.signal }).catch((error) => error)
    const counting = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%hashtextextended%' AND state = 'active' AND pid <> pg_backend_pid()`
    await appears(async () => ((await server.psql('postgres', counting)).startsWith('1') ? true : undefined))
    stop.abort(new Cancelled('told to stop'))
    expect(await work).toBeInstanceOf(Cancelled)
    await expectNothingLeft(shelf, server)
  })
})
