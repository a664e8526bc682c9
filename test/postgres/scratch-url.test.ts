import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cancelled, UsageError } from '../../src/errors.ts'
import { createScratchDatabase } from '../../src/postgres/scratch/database.ts'
import { openSession } from '../../src/postgres/session.ts'
import { freePort } from '../servers/port.ts'
import { type PostgresServer, startPostgres, startReplica } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { ask, open, properties, type ScratchHost, scratchHost } from './scratching.ts'

describeWith(lackOf.postgres(15))('a scratch server that is named by its URL', () => {
  let server: PostgresServer
  let place: string
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 's3 cret/1', settings: { lc_messages: 'C.UTF-8' } })
    await server.psql(
      'postgres',
      `CREATE ROLE keeper LOGIN CREATEDB PASSWORD 'k33per'; CREATE ROLE "a ""guest" LOGIN PASSWORD 'gu3st';
      CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'm4ker'; CREATE ROLE staff NOLOGIN`,
    )
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'place-'))
  })
  afterEach(() => rm(place, { recursive: true }))

  const hostWith = (signal?: AbortSignal): ScratchHost =>
    scratchHost([], {
      // These belong to the source, and would lead elsewhere.
      env: {
        TMPDIR: place,
        PGHOST: 'production',
        PGPASSWORD: 'wrong',
        PGUSER: 'nobody',
        PGSSLMODE: 'verify-full',
      },
      ...(signal && { signal }),
    })
  const openUrl = (host: ScratchHost, url: string) => open(host, { choice: { kind: 'url', url } })

  const databases = async () =>
    (await server.psql('postgres', `SELECT datname FROM pg_database WHERE datname LIKE 'pg_backup%'`))
      .split('\n')
      .filter(Boolean)
  const roles = async () =>
    (await server.psql('postgres', `SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1`)).split(
      '\n',
    )
  const BEFORE = ['a "guest', 'keeper', 'maker', 'postgres', 'staff']

  const expectNothing = async (host: ScratchHost) => {
    expect(await databases()).toEqual([])
    expect(await roles()).toEqual(BEFORE)
    expect(await readdir(place)).toEqual([])
    expect(host.remembered()).toBe('')
  }

  test('is used by a superuser, whose password is asked for and hidden', async () => {
    const host = hostWith()
    const scratch = await openUrl(host, server.url())
    expect(scratch).toMatchObject({ kind: 'url', throwaway: false, createsRoles: true })
    expect(scratch.where).toMatch(/^the PostgreSQL 15\.\d+ at 127\.0\.0\.1 that `scratch` names$/)
    expect(scratch.server).toMatchObject({ major: 15, user: 'postgres', superuser: true })
    expect(host.masked).toEqual(['s3 cret/1'])
    const database = await createScratchDatabase(scratch, {
      properties: properties(),
      roles: ['clerk', 'staff', 'postgres', 'a "b'],
      host,
    })
    expect(host.remembered()).toContain(database.name)
    expect(host.remembered()).not.toContain('s3')
    expect(database.missingRoles).toEqual([])
    expect(await roles()).toEqual([...BEFORE, 'clerk', 'a "b'].sort())
    expect(await ask(database.target, 'SELECT current_database()::text AS name')).toEqual([
      { name: database.name },
    ])
    // Roles that own something there, and sessions that are still open, keep nothing from going.
    await ask(database.target, 'CREATE TABLE t (); ALTER TABLE t OWNER TO clerk; GRANT ALL ON t TO staff')
    const session = await openSession(database.target, { signal: new AbortController().signal })
    await Promise.all([database.drop(), database.drop()])
    await database.drop()
    await session.close()
    await scratch.close()
    await scratch.close()
    await expectNothing(host)
  })

  test('speaks English to who may ask for that, since errors are told by their words', async () => {
    const host = hostWith()
    const spoken: unknown[] = []
    for (const url of [server.url(), server.url('postgres', 'keeper', 'k33per')]) {
      const scratch = await openUrl(host, url)
      const database = await createScratchDatabase(scratch, { properties: properties(), roles: [], host })
      spoken.push(...(await ask(database.target, 'SHOW lc_messages')))
      await database.drop()
      await scratch.close()
    }
    expect(spoken).toEqual([{ lc_messages: 'C' }, { lc_messages: 'C.UTF-8' }])
  })

  test('is used by a plain user with CREATEDB, who is told which roles are missing', async () => {
    const host = hostWith()
    const scratch = await openUrl(host, server.url('postgres', 'keeper', 'k33per'))
    expect(scratch).toMatchObject({ createsRoles: false, server: { superuser: false } })
    const database = await createScratchDatabase(scratch, {
      properties: properties(),
      roles: ['staff', 'clerk', 'keeper'],
      host,
    })
    expect(database.missingRoles).toEqual(['clerk'])
    expect(
      await server.psql(
        'postgres',
        `SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '${database.name}'`,
      ),
    ).toBe('keeper')
    await database.drop()
    await scratch.close()
    await expectNothing(host)
  })

  test('is used by a plain user with CREATEROLE, who makes them', async () => {
    const host = hostWith()
    const scratch = await openUrl(host, server.url('postgres', 'maker', 'm4ker'))
    const wanted = { properties: properties(), roles: ['clerk', 'pg_reserved'], host }
    const database = await createScratchDatabase(scratch, wanted)
    expect(database.missingRoles).toEqual(['pg_reserved'])
    await database.drop()
    await scratch.close()
    await expectNothing(host)
  })

  test('on which the user may not create databases is refused, with what would help', async () => {
    const host = hostWith()
    const error = await openUrl(host, server.url('postgres', 'a "guest', 'gu3st')).catch((error) => error)
    expect(error.ending).toBe('unverified')
    expect(error.message).toMatch(/may not create databases[\s\S]*ALTER ROLE "a ""guest" CREATEDB/)
    await expectNothing(host)
  })

  test('with a wrong password is refused in words of its own option', async () => {
    const error = await openUrl(hostWith(), server.url('postgres', 'keeper', 'nonsense')).catch(
      (error) => error,
    )
    expect(error.ending).toBe('unverified')
    expect(error.message).toContain('password authentication failed')
    const none = await openUrl(hostWith(), server.url('postgres', 'keeper', '')).catch((error) => error)
    expect(none.message).toMatch(/none was given[\s\S]*Put it into `scratch`\./)
    expect(none.message).not.toMatch(/database-url|PGPASSWORD/)
    const odd = await openUrl(hostWith(), 'mysql://x').catch((error) => error)
    expect(odd).toBeInstanceOf(UsageError)
    expect(odd.message).toContain('`scratch` is not a PostgreSQL URL')
  })

  test('that is a replica is refused', async () => {
    const primary = await startPostgres()
    const replica = await startReplica(primary)
    const error = await openUrl(hostWith(), replica.url()).catch((error) => error)
    expect(error.ending).toBe('unverified')
    expect(error.message).toContain('is a replica')
    await replica.stop()
    await primary.stop()
  })

  test('is waited for while it comes up', async () => {
    const port = await freePort()
    const host = hostWith()
    const opening = openUrl(host, server.url().replace(`:${server.port}/`, `:${port}/`))
    while (!host.lines.some((line) => line.includes('does not answer yet')))
      await new Promise((soon) => setTimeout(soon, 20))
    // As docker's proxy does it: at first it takes connections, and drops them again.
    let dropped = 0
    const proxy = createServer((client) => {
      if (dropped++ < 3) return void client.destroy()
      const forwarded = connect(server.port, '127.0.0.1')
      client.pipe(forwarded).pipe(client)
      for (const socket of [client, forwarded]) socket.on('error', () => undefined)
    }).listen(port, '127.0.0.1')
    const scratch = await opening
    expect(dropped).toBeGreaterThan(3)
    expect(scratch.server.major).toBe(15)
    await scratch.close()
    proxy.close()
  })

  test('that never comes up is waited for no longer than the run', async () => {
    const stop = new AbortController()
    const host = hostWith(stop.signal)
    const opening = openUrl(host, `postgres://postgres@127.0.0.1:${await freePort()}/postgres`).catch(
      (error) => error,
    )
    while (!host.lines.some((line) => line.includes('does not answer yet')))
      await new Promise((soon) => setTimeout(soon, 20))
    stop.abort(new Cancelled('enough'))
    expect(await opening).toBeInstanceOf(Cancelled)
  })

  test('keeps its roles as long as another drill needs them, and loses those of drills that died', async () => {
    await server.psql(
      'postgres',
      `CREATE ROLE orphan; COMMENT ON ROLE orphan IS 'made by pg-backup for a drill, and removed after it'`,
    )
    const host = hostWith()
    const scratch = await openUrl(host, server.url())
    const wanted = { properties: properties(), roles: ['clerk', 'boss'], host }
    const first = await createScratchDatabase(scratch, wanted)
    const second = await createScratchDatabase(scratch, { ...wanted, roles: ['clerk'] })
    expect(JSON.parse(host.remembered())).toHaveLength(3)
    await first.drop()
    // Nothing of the second one's is restored yet, and the role is held all the same.
    expect(await roles()).toEqual([...BEFORE, 'clerk'].sort())
    await ask(second.target, 'CREATE SCHEMA s AUTHORIZATION clerk')
    await second.drop()
    await scratch.close()
    await expectNothing(host)
  })

  test('stands many drills at once, all with the same roles', async () => {
    const host = hostWith()
    const scratch = await openUrl(host, server.url())
    const names = ['r1', 'r2', 'r3', 'r4']
    const drills = Array.from({ length: 6 }, async () => {
      for (let round = 0; round < 3; round++) {
        const wanted = { properties: properties(), roles: names, host }
        const database = await createScratchDatabase(scratch, wanted)
        for (const name of names) await ask(database.target, `CREATE SCHEMA ${name} AUTHORIZATION ${name}`)
        await database.drop()
      }
    })
    await Promise.all(drills)
    await scratch.close()
    await expectNothing(host)
  })

  test('is left as it was, whenever the making of the database is cancelled', async () => {
    let cancelled = 0
    for (let round = 0; round < 15; round++) {
      const stop = new AbortController()
      const host = hostWith(stop.signal)
      const scratch = await openUrl(host, server.url())
      const wanted = { properties: properties(), roles: ['clerk', 'boss'], host }
      const making = createScratchDatabase(scratch, wanted).then(
        (database) => database.drop(),
        (error) => error,
      )
      await Promise.race([making, new Promise((soon) => setTimeout(soon, Math.random() * 15 + round * 10))])
      stop.abort(new Cancelled('enough'))
      if ((await making) instanceof Cancelled) cancelled++
      await scratch.close()
      await expectNothing(host)
    }
    expect(cancelled).toBeGreaterThan(1)
  })

  test('keeps a database that its user keeps', async () => {
    const host = hostWith()
    const scratch = await openUrl(host, server.url())
    const database = await createScratchDatabase(scratch, { properties: properties(), roles: [], host })
    expect(await database.keep()).toContain(`DROP DATABASE ${database.name}`)
    await database.drop()
    await scratch.close()
    expect(host.remembered()).toBe('')
    expect(await databases()).toEqual([database.name])
    await server.psql('postgres', `DROP DATABASE ${database.name}`)
  })

  // The last one: what is left stays in this process's memory.
  test('that is gone keeps a run neither from ending nor from telling what is left', async () => {
    const other = await startPostgres()
    const host = hostWith()
    const scratch = await openUrl(host, other.url())
    const database = await createScratchDatabase(scratch, { properties: properties(), roles: [], host })
    await other.stop()
    await database.drop()
    await scratch.close()
    expect(host.lines.join('\n')).toContain(`DROP DATABASE ${database.name}`)
    expect(JSON.parse(host.remembered())).toEqual([{ kind: 'database', name: database.name }])
  })
})

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(
    `on PostgreSQL ${major}, whoever may create roles and is no superuser`,
    () => {
      test('makes and drops them, side by side with a superuser', async () => {
        await using server = await startPostgres({ major, auth: 'scram-sha-256', superuserPassword: 'x' })
        await server.psql('postgres', `CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'm4ker'`)
        const host = scratchHost([])
        const urls = [server.url(), server.url('postgres', 'maker', 'm4ker')]
        const scratches = await Promise.all(
          urls.map((url) => open(host, { major, choice: { kind: 'url', url } })),
        )
        for (const first of [0, 1]) {
          const order = first === 0 ? scratches : scratches.toReversed()
          const databases = []
          for (const scratch of order) {
            const wanted = { properties: properties(), roles: ['clerk'], host }
            databases.push(await createScratchDatabase(scratch, wanted))
          }
          expect(databases.map(({ missingRoles }) => missingRoles)).toEqual([[], []])
          for (const database of databases) await database.drop()
          // What a superuser made last only a superuser can drop, where no other is left to do it: the next one does.
          const [again] = scratches
          if (again)
            await (await createScratchDatabase(again, { properties: properties(), roles: [], host })).drop()
          expect(await server.psql('postgres', `SELECT count(*) FROM pg_roles WHERE rolname = 'clerk'`)).toBe(
            '0',
          )
        }
        for (const scratch of scratches) await scratch.close()
        expect(
          await server.psql('postgres', `SELECT count(*) FROM pg_database WHERE datname ~ 'scratch'`),
        ).toBe('0')
      })
    },
  )
}
