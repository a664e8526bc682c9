import { setTimeout as sleep } from 'node:timers/promises'
import { type Aside, bringBackLater, setAside } from '../../../src/postgres/live/aside.ts'
import { type LivePlace, openLive } from '../../../src/postgres/live/place.ts'
import { contentOf, crash, databases, startWriter } from '../../commands/restoring.ts'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'
import { errorOf } from '../../stream/bytes.ts'
import { scratchHost } from '../scratching.ts'

describeWith(lackOf.postgres(15))('a live database that is set aside', () => {
  let server: PostgresServer
  let place: LivePlace
  let was: string
  const host = scratchHost([])
  const whose = { database: 'shop', name: 'shop_aside_20261121_040000' }
  const aside = async (): Promise<Aside> => {
    const oid = Number(await server.psql('postgres', `SELECT oid FROM pg_database WHERE datname = 'shop'`))
    return setAside(host, place, { ...whose, oid })
  }
  beforeAll(async () => {
    server = await startPostgres()
  })
  beforeEach(async () => {
    await server.createDatabase('shop')
    await server.psql('shop', 'CREATE TABLE written (id serial PRIMARY KEY)')
    place = await openLive(host, server.url('shop'))
    was = await contentOf(server, 'shop')
  })
  afterEach(async () => {
    for (const name of (await databases(server)).filter(Boolean))
      await server.psql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  })
  afterAll(() => server.stop())

  test('is out of the reach of who writes into it, and comes back with all that was written', async () => {
    const writer = startWriter(server, 'shop', 'written')
    while (writer.written < 5) await sleep(5)
    const set = await aside()
    await writer.stop()
    expect(await databases(server)).toEqual([whose.name])
    await set.bringBack()
    expect(await databases(server)).toEqual(['shop'])
    expect(Number(await server.psql('shop', 'SELECT count(*) FROM written'))).toBeGreaterThanOrEqual(
      writer.written,
    )
  })

  test('is not set aside where it is another than the one that was looked at', async () => {
    const error = await errorOf(setAside(host, place, { ...whose, oid: 1 }))
    expect(String(error)).toContain('another database than when the plan was made')
    expect(await databases(server)).toEqual(['shop'])
  })

  test('is there and whole where the drop is cut off before it began', async () => {
    const set = await aside()
    const lock = server.psql(
      'postgres',
      `BEGIN; COMMENT ON DATABASE ${whose.name} IS 'x'; SELECT pg_sleep(2); ROLLBACK`,
    )
    await sleep(500)
    const dropped = errorOf(set.drop())
    await sleep(500)
    await server.psql(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'DROP DATABASE%' AND pid <> pg_backend_pid()`,
    )
    expect(await dropped).toBeInstanceOf(Error)
    await lock
    await set.bringBack()
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('is gone where a drop was begun and cut off, and goes wholly', async () => {
    const set = await aside()
    await server.psql('postgres', `UPDATE pg_database SET datconnlimit = -2 WHERE datname = '${whose.name}'`)
    await set.drop()
    expect(await databases(server)).toEqual([''])
  })

  test('has its name back later, unless it is there or half dropped', async () => {
    const oid = Number(await server.psql('postgres', `SELECT oid FROM pg_database WHERE datname = 'shop'`))
    const memory = { kind: 'aside', ...whose, oid } as const
    expect(await bringBackLater(place.maintenance, memory)).toContain('"shop" is there')
    await aside()
    expect(await bringBackLater(place.maintenance, memory)).toContain('has its name back')
    expect(await contentOf(server, 'shop')).toBe(was)
    await aside()
    // An application made another in its place.
    await server.createDatabase('shop')
    expect(String(await errorOf(bringBackLater(place.maintenance, memory)))).toContain(
      'could not be given its name back',
    )
    await server.psql('postgres', 'DROP DATABASE shop')
    await server.psql('postgres', `UPDATE pg_database SET datconnlimit = -2 WHERE datname = '${whose.name}'`)
    expect(String(await errorOf(bringBackLater(place.maintenance, memory)))).toContain(
      'could not be given its name back',
    )
    expect(await databases(server)).toEqual([whose.name])
  })

  test('is not dropped where somebody has made another of its name', async () => {
    const set = await aside()
    await server.createDatabase('shop')
    expect(String(await errorOf(set.drop()))).toContain('Somebody has made a database "shop" meanwhile')
    expect(await databases(server)).toEqual(['shop', whose.name])
  })

  test('has its name back also where the server is starting anew', async () => {
    const set = await aside()
    await crash(server)
    await set.bringBack()
    expect(await contentOf(server, 'shop')).toBe(was)
  })
})
