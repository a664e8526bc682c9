import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn } from '../postgres/scratching.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep } from './bundle.ts'
import { createSmall, findingsOf, openWorkshop, outcomesOf, type Workshop } from './drilling.ts'
import { forgeProof } from './forgery.ts'

/** What a drill must not leave behind on a server that is not its own. */
const lookAt = async (server: PostgresServer): Promise<string> =>
  server.psql(
    'postgres',
    `SELECT 'database ' || datname FROM pg_database UNION ALL SELECT 'role ' || rolname FROM pg_roles
      UNION ALL SELECT 'grant ' || datname || ' ' || datacl::text FROM pg_database WHERE datacl IS NOT NULL
      UNION ALL SELECT 'setting ' || setconfig::text FROM pg_db_role_setting ORDER BY 1`,
  )

describeWith(lackOf.postgres(15))('a service container', () => {
  let source: PostgresServer
  let service: PostgresServer
  let shop: Workshop
  let before: string
  beforeAll(async () => {
    ;[source, service] = await Promise.all([
      startPostgres(),
      startPostgres({ superuserPassword: 'pass/word@1' }),
    ])
    await createSmall(source)
    await source.psql('small', `ALTER TABLE orders OWNER TO clerk; CREATE SCHEMA shop AUTHORIZATION clerk`)
    await service.psql('postgres', `CREATE ROLE plain LOGIN CREATEDB PASSWORD 'plain word'`)
    await service.psql('postgres', `CREATE ROLE nobody LOGIN PASSWORD 'none'`)
    before = await lookAt(service)
    shop = openWorkshop(source)
    await shop.backup('small')
  })
  afterEach(async () => expect(await lookAt(service)).toBe(before))
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([source.stop(), service.stop()])
  })

  test('takes the whole of it as a superuser with a password, and is left as it was', async () => {
    const ended = await shop.verify({ scratch: service.url() })
    expect(ended.code).toBe(0)
    expect(Object.values(outcomesOf(ended.report))).toEqual(Array(9).fill('pass'))
    for (const text of [ended.said, ended.summary, JSON.stringify(ended.report)])
      expect(text).not.toMatch(/pass\/word|pass%2Fword/)
  })

  test('takes what a plain owner may restore, and names what then cannot be compared', async () => {
    const scratch = service.url('postgres', 'plain', 'plain word')
    const unsure = await shop.verify({ scratch })
    expect(unsure.code).toBe(3)
    expect(outcomesOf(unsure.report)).toMatchObject({
      restore: 'pass',
      schema: 'unverified',
      content: 'pass',
    })
    expect(findingsOf(unsure.report, 'schema')).toEqual([
      expect.stringMatching(
        /^unverified \| owners and rights were not restored and not compared.*limited-scratch/,
      ),
    ])
    const allowed = await shop.verify({ scratch, allow: 'limited-scratch' })
    expect(allowed.code).toBe(0)
    expect(findingsOf(allowed.report, 'schema')).toEqual([
      expect.stringMatching(/^tolerated \| owners and rights were not restored/),
    ])
  })

  test('cannot be told by who may make no database, does not get in, or finds nobody', async () => {
    const denied = await shop.verify({ scratch: service.url('postgres', 'nobody', 'none') })
    expect(denied.code).toBe(3)
    expect(denied.said).toMatch(/The user "nobody" may not create databases.*ALTER ROLE "nobody" CREATEDB/s)
    const stranger = await shop.verify({ scratch: service.url('postgres', 'plain', 'a guess') })
    expect(stranger.code).toBe(3)
    expect(stranger.said).toMatch(/password authentication failed/)
    expect(stranger.said).not.toContain('a guess')
    expect(outcomesOf(stranger.report)).toEqual({ restore: 'unverified' })
  })

  test('keeps the database where that is wanted, and tells how it is reached', async () => {
    const { code, said, report, state } = await shop.verify({
      scratch: service.url(),
      'keep-scratch': 'true',
    })
    expect(code).toBe(0)
    const name = /pg_backup_scratch_[0-9a-f]{16}/.exec(report.kept ?? '')?.[0] ?? ''
    expect(said).toContain(`The restored database was kept`)
    expect(said).not.toMatch(/pass\/word|pass%2Fword/)
    expect(await service.psql(name, 'SELECT count(*) FROM orders')).toBe('60')
    // The step's clean-up must not take it for something that was forgotten.
    const remembered = Object.fromEntries(
      Object.entries(state).map(([key, value]) => [`STATE_${key}`, value]),
    )
    const post = await runStep({ command: 'verify', scratch: service.url() }, { env: remembered })
    expect(post.code).toBe(0)
    expect(await service.psql(name, 'SELECT count(*) FROM orders')).toBe('60')
    await service.psql('postgres', `DROP DATABASE ${name}; DROP ROLE clerk`)
  })

  test('cannot be told where the connection is lost in the middle', async () => {
    await source.createDatabase('bomb')
    await source.psql(
      'bomb',
      `CREATE FUNCTION bang() RETURNS bool LANGUAGE sql AS $$ SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND datname LIKE 'pg\\_backup\\_scratch%' $$;
      CREATE MATERIALIZED VIEW bomb AS SELECT bang();`,
    )
    await shop.backup('bomb')
    const { code, report, said } = await shop.verify({ name: 'bomb', scratch: service.url() })
    expect(said).not.toContain('of pg-backup')
    expect(findingsOf(report, 'restore')[0]).toMatch(
      /^unverified \| The server gave up while the backup was restored, which says nothing of the backup/,
    )
    expect(code).toBe(3)
    const check = 'SELECT pg_terminate_backend(pg_backend_pid()) AS "shoots itself"'
    const checked = await shop.verify({ name: 'small', scratch: service.url(), checks: check })
    expect(outcomesOf(checked.report)).toMatchObject({ content: 'pass', checks: 'unverified' })
    expect(checked.code).toBe(3)
  })
})

describeWith(lackOf.postgres(15))('a throw-away server', () => {
  test('stays where that is wanted, and is reached and taken away as it is told', async () => {
    await using source = await startPostgres()
    await createSmall(source)
    using shop = openWorkshop(source)
    await shop.backup('small')
    const TMPDIR = shop.room()
    const { code, report, said, state } = await shop.verify({ 'keep-scratch': 'true' }, { TMPDIR })
    expect(code).toBe(0)
    expect(processesIn(TMPDIR)).not.toEqual([])
    const [, reach = '', remove = ''] =
      /reached by: (.*)\nTake it away by: (.*)$/.exec(report.kept ?? '') ?? []
    expect(said).toContain(reach)
    const sh = (command: string) =>
      execFileSync('bash', ['-c', command], {
        env: { PATH: `${source.binDir}:${process.env.PATH}` },
      }).toString()
    try {
      expect(sh(`${reach} -Atc 'SELECT count(*) FROM orders'`)).toBe('60\n')
      // Neither the step's clean-up nor a later drill takes it away.
      const remembered = Object.fromEntries(
        Object.entries(state).map(([key, value]) => [`STATE_${key}`, value]),
      )
      await runStep({ command: 'verify' }, { env: { ...remembered, TMPDIR } })
      expect((await shop.verify({ 'keep-scratch': 'false', level: 'restore' }, { TMPDIR })).code).toBe(0)
      expect(sh(`${reach} -Atc 'SELECT count(*) FROM orders'`)).toBe('60\n')
    } finally {
      sh(remove)
    }
    for (let tries = 0; processesIn(TMPDIR).length > 0 && tries < 100; tries++) spawnSync('sleep', ['0.05'])
    expect(processesIn(TMPDIR)).toEqual([])
    expect(readdirSync(TMPDIR)).toEqual([])
  })
})

describeWith(lackOf.postgres(15))('a throw-away server that breaks down', () => {
  test('is not the fault of the backup, and its last words are told', async () => {
    await using source = await startPostgres()
    using shop = openWorkshop(source)
    await source.createDatabase('deadly')
    await source.psql(
      'deadly',
      `CREATE FUNCTION die() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN
        IF current_database() LIKE 'pg\\_backup\\_scratch%' THEN
          CREATE TEMP TABLE shell (line text);
          COPY shell FROM PROGRAM 'kill -9 $PPID';
        END IF;
        RETURN true;
      END $$;
      CREATE TABLE doors (a int, CHECK (die()));
      INSERT INTO doors VALUES (1)`,
    )
    await shop.backup('deadly')
    const { code, report, said } = await shop.verify({ name: 'deadly' })
    expect(report.verdict).toBe('unverified')
    expect(report.notes.join('\n')).toMatch(
      /^The scratch server broke down, and its log says: LOG: {2}server process .* was terminated by signal 9: Killed$/m,
    )
    expect(said).toContain('was terminated by signal 9')
    expect(code).toBe(3)
  })
})

describeWith(lackOf.postgres(18))('an extension that the scratch server lacks', () => {
  let source: PostgresServer
  let shop: Workshop
  beforeAll(async () => {
    source = await startPostgres({ major: 18 })
    shop = openWorkshop(source)
    const folder = join(shop.room(), 'extension')
    mkdirSync(folder)
    writeFileSync(join(folder, 'demo_ext.control'), `default_version = '1.0'\nrelocatable = true\n`)
    writeFileSync(
      join(folder, 'demo_ext--1.0.sql'),
      `CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE FUNCTION smile() RETURNS text LANGUAGE sql AS 'SELECT '':)''';`,
    )
    await createSmall(source)
    await source.psql('postgres', `ALTER SYSTEM SET extension_control_path = '$system:${join(folder, '..')}'`)
    await source.psql('postgres', 'SELECT pg_reload_conf()')
    await source.psql(
      'small',
      `SELECT pg_sleep(0.2); CREATE EXTENSION demo_ext; CREATE TABLE moods (id serial PRIMARY KEY, mood mood);
      INSERT INTO moods (mood) VALUES ('sad'), ('glad'); CREATE VIEW glad AS SELECT * FROM moods WHERE mood = 'glad';
      CREATE INDEX moods_mood ON moods (mood);`,
    )
    await shop.backup('small')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await source.stop()
  })

  test('keeps the drill from telling, which names it and what allows it', async () => {
    const { code, report, said, summary } = await shop.verify({ 'show-table-names': 'no' })
    expect(code).toBe(3)
    expect(outcomesOf(report)).toEqual({ restore: 'unverified' })
    expect(said).toContain('The scratch server lacks the extension demo_ext')
    expect(said).toContain('`allow`: missing-extension=demo_ext')
    expect(summary).toContain('demo&#95;ext')
    const other = await shop.verify({ allow: 'missing-extension=other_ext' })
    expect(other.code).toBe(3)
  })

  test('is left out where that is allowed, with what leans on it and nothing else, and all of that is told', async () => {
    const { code, report } = await shop.verify({ allow: 'missing-extension=demo_ext # only on production' })
    expect(code).toBe(0)
    const left = findingsOf(report, 'restore').join('\n')
    for (const what of [
      'EXTENSION - demo_ext',
      'TABLE public moods',
      'TABLE DATA public moods',
      'VIEW public glad',
    ])
      expect(left).toContain(`tolerated | ${what}`)
    expect(left).not.toMatch(/orders|customers|totals/)
    expect(findingsOf(report, 'rows')).toEqual([
      expect.stringMatching(/^tolerated \| table public.moods \| .*left out/),
    ])
    expect(report.checks.find(({ name }) => name === 'rows')?.looked).toBe('2 tables, 100 rows')
    expect(Object.values(outcomesOf(report))).toEqual(Array(9).fill('pass'))
  })

  test('hides nothing else: a row that is missing is seen all the same', async () => {
    const id = await shop.backup('small', { label: 'forged' })
    forgeProof({ shelf: shop.shelf, name: 'small', id }, (proof) => ({
      ...proof,
      tables: proof.tables.map((table) => (table.name === 'orders' ? { ...table, rows: 61 } : table)),
    }))
    const { code, report } = await shop.verify({ allow: 'missing-extension=demo_ext' })
    expect(code).toBe(1)
    expect(findingsOf(report, 'rows')).toContainEqual(expect.stringContaining('expected 61 rows, found 60'))
  })
})

describeWith(lackOf.postgres(18))('a trigger that writes at every login', () => {
  test('is fired by no login of ours', async () => {
    await using source = await startPostgres({ major: 18 })
    using shop = openWorkshop(source)
    await source.createDatabase('logins')
    await source.psql(
      'logins',
      `CREATE TABLE logins (who text); CREATE FUNCTION log_login() RETURNS event_trigger LANGUAGE plpgsql
        AS $$ BEGIN INSERT INTO public.logins VALUES (session_user); END $$;
      CREATE EVENT TRIGGER logins ON login EXECUTE FUNCTION log_login(); ALTER EVENT TRIGGER logins ENABLE ALWAYS;`,
    )
    await shop.backup('logins')
    const { code, report } = await shop.verify({ name: 'logins' })
    expect(findingsOf(report, 'rows')).toEqual([])
    expect(code).toBe(0)
  })
})

describeWith(lackOf.postgres(15), lackOf.postgres(17))('a scratch server of another major version', () => {
  let servers: Record<15 | 17, PostgresServer>
  let shop: Workshop
  beforeAll(async () => {
    const [older, newer] = await Promise.all([startPostgres({ major: 15 }), startPostgres({ major: 17 })])
    servers = { 15: older, 17: newer }
    await Promise.all([createSmall(older), createSmall(newer)])
    shop = openWorkshop(newer, { PATH: `${newer.binDir}:${older.binDir}:${process.env.PATH}` })
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([servers[15].stop(), servers[17].stop()])
  })

  test.each([
    [15, 17],
    [17, 15],
  ] as const)('proves the rows, and cannot tell of the schema: %i into %i', async (from, into) => {
    const name = `from-${from}`
    await shop.backup('small', { name, 'database-url': servers[from].url('small') })
    const { code, report, said } = await shop.verify({ name, scratch: servers[into].url() })
    expect(code).toBe(3)
    expect(outcomesOf(report)).toMatchObject({
      restore: 'pass',
      schema: 'unverified',
      rows: 'pass',
      content: 'pass',
      sequences: 'pass',
      'large objects': 'pass',
    })
    expect(findingsOf(report, 'schema')[0]).toContain(`PostgreSQL ${into} and the source was ${from}`)
    expect(said).toMatch(/its rows can be compared, its schema cannot/)
    expect(report.scratchMajor).toBe(into)
  })
})
