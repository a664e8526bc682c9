import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { applyRows, planRows } from '../../../src/postgres/rows/rows.ts'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { makePair, messageOf, numbersOf, type Pair, textOf } from './pairs.ts'

const BOTH = `CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT i, repeat(md5(i::text), 10) FROM generate_series(1, 20000) i`
const LATER =
  "DELETE FROM t WHERE id < 3; UPDATE t SET v = 'y' WHERE id > 10000; INSERT INTO t VALUES (30000, 'new')"

describeWith(lackOf.postgres(15))('others, meanwhile', () => {
  let server: PostgresServer
  let pair: Pair
  beforeEach(async () => {
    server = await startPostgres()
    pair = await makePair(server, BOTH, LATER)
  })
  afterEach(() => server?.stop())

  const connect = async (name: string): Promise<Client> => {
    const client = new Client({ connectionString: server.url(pair.live), application_name: name })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const nothingLeft = async () => {
    const ours = `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg-backup'`
    while ((await server.psql('postgres', ours)) !== '0') await sleep(20)
    const temporary = `SELECT count(*) FROM pg_class WHERE relname LIKE 'pg_backup%'`
    expect(await server.psql(pair.live, temporary)).toBe('0')
  }

  test('read without waiting; a writer waits, goes on afterwards, and its row is kept', async () => {
    const writer = await connect('app')
    let written = false
    let writing: Promise<unknown> = Promise.resolve()
    await applyRows(await pair.request(['t']), async (rows) => {
      writing = writer.query("INSERT INTO t VALUES (40000, 'mine')").then(() => {
        written = true
      })
      expect(await server.psql(pair.live, 'SET statement_timeout = 5000; SELECT count(*) FROM t')).toBe(
        '19999',
      )
      await textOf(rows.open())
      expect(written).toBe(false)
    })
    await writing
    await writer.end()
    expect(await server.psql(pair.live, "DELETE FROM t WHERE v = 'mine' RETURNING id")).toBe('40000')
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('keep nobody waiting by a plan', async () => {
    const writer = await connect('app')
    await writer.query("BEGIN; UPDATE t SET v = 'theirs' WHERE id = 1000")
    expect(numbersOf(await planRows(await pair.request(['t'], { lockTimeoutSeconds: 1 })))).toEqual({
      t: [2, 10000, 1],
    })
    await writer.end()
  })

  test('that hold a lock too long are named', async () => {
    const holder = await connect('nightly import')
    await holder.query("BEGIN; UPDATE t SET v = 'theirs' WHERE id = 1000")
    const request = await pair.request(['t'], { lockTimeoutSeconds: 0.3 })
    let saved = false
    const message = await applyRows(request, async () => {
      saved = true
    }).then(String, messageOf)
    expect(message).toMatch(/^The lock on "public"."t" was not got in time/)
    expect(message).toMatch(
      /Process \d+ \(nightly import, user postgres, idle in transaction\) holds a lock on (public\.)?t, in a transaction since \d{4}-/,
    )
    expect(saved).toBe(false)
    await holder.query('ROLLBACK; BEGIN; LOCK TABLE t')
    await expect(planRows(request)).rejects.toThrow(/nightly import/)
    await holder.end()
    await applyRows(request, async () => {})
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('cannot refer to a row that goes by a cascade nobody sees', async () => {
    await server.psql(pair.live, 'CREATE TABLE child (t int REFERENCES t ON DELETE CASCADE)')
    const writer = await connect('app')
    await writer.query('BEGIN; INSERT INTO child VALUES (30000)')
    const running = applyRows(await pair.request(['t']), async () => {}).then(String, messageOf)
    await sleep(1000)
    await writer.query('COMMIT')
    expect(await running).toMatch(/1 row of "public"."child" refers/)
    await writer.end()
  })

  test('a save that fails changes nothing, and so does one that does not read to the end', async () => {
    const before = await pair.prints(pair.live)
    const request = await pair.request(['t'])
    await expect(applyRows(request, () => Promise.reject(new Error('disk full')))).rejects.toThrow(
      'disk full',
    )
    await expect(
      applyRows(request, async (rows) => {
        for await (const _ of rows.open()) break
      }),
    ).rejects.toThrow('not read to their end')
    expect(await pair.prints(pair.live)).toEqual(before)
    await nothingLeft()
  })

  test('a saved script can be opened again', async () => {
    const texts: string[] = []
    await applyRows(await pair.request(['t']), async (rows) => {
      texts.push(await textOf(rows.open()), await textOf(rows.open()))
    })
    expect(texts[0]).toBe(texts[1])
  })

  test('a cancel at any moment leaves what was there', async () => {
    const before = await pair.prints(pair.live)
    let done = false
    for (let ms = 5; !done; ms *= 1.6) {
      const stop = new AbortController()
      const timer = setTimeout(() => stop.abort(new Error('enough')), ms)
      const running = applyRows(await pair.request(['t'], { signal: stop.signal }), async (rows) => {
        await textOf(rows.open())
      })
      const end = await running.then(
        () => 'done',
        (error: Error) => error.message,
      )
      clearTimeout(timer)
      done = end === 'done'
      if (done) break
      expect(end).toBe('enough')
      await nothingLeft()
      expect(await pair.prints(pair.live)).toEqual(before)
    }
    expect(await pair.prints(pair.live)).toEqual(await pair.prints(pair.backup))
  })

  test('a server that goes away is told, and has rolled back', async () => {
    const request = await pair.request(['t'])
    const message = await applyRows(request, async () => {
      await server.psql(
        'postgres',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pg-backup' AND datname = '${pair.live}'`,
      )
    }).then(String, messageOf)
    expect(message).toMatch(/could not be brought back[\s\S]*connection to the server was lost/)
    const ofSource = await applyRows(request, async () => {
      await server.kill9()
    }).then(String, messageOf)
    expect(ofSource).toMatch(/could not be brought back|connection/)
  })

  test('the rows pass through in little memory, and are counted', async () => {
    await server.psql(
      pair.backup,
      'INSERT INTO t SELECT i, repeat(md5(i::text), 100) FROM generate_series(100001, 140000) i',
    )
    let bytes = () => 0
    const before = process.memoryUsage.rss()
    let most = 0
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 10)
    await planRows(
      await pair.request(['t'], {
        watch: (count) => {
          bytes = count
        },
      }),
    )
    clearInterval(timer)
    expect(bytes()).toBeGreaterThan(128_000_000)
    expect(most - before).toBeLessThan(100_000_000)
  })
})
