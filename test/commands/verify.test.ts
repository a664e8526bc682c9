import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { createSmall, findingsOf, openWorkshop, outcomesOf, recordsOf, type Workshop } from './drilling.ts'
import { createLarge, createOdd, createShop } from './sample.ts'

/** A process that has ended keeps its place until somebody asks about it. */
const isAlive = (pid: string): boolean => {
  const status = existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return /^State:\s+[^ZX]/m.test(status)
}

/** All that is looked at at level `full` without checks of the user's own. */
const ALL_GREEN = {
  fetch: 'pass',
  restore: 'pass',
  schema: 'pass',
  objects: 'pass',
  rows: 'pass',
  content: 'pass',
  sequences: 'pass',
  'large objects': 'pass',
  validity: 'pass',
}

describeWith(lackOf.postgres(15))('a sound backup', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
    await Promise.all([createShop(server), createLarge(server), createOdd(server), createSmall(server)])
  })
  afterAll(() => server.stop())

  let shop: Workshop
  beforeEach(() => {
    shop = openWorkshop(server)
  })
  afterEach(() => shop[Symbol.dispose]())

  test('passes, and that stands in outputs, report, summary, record, list and the log of restore tests', async () => {
    const id = await shop.backup('shop')
    const ended = await shop.verify({ 'restore-log': 'restore-tests.md', rto: '4h' })
    expect(ended.log).not.toMatch(/::error|::warning/)
    expect(ended.code).toBe(0)
    const { report, outputs, summary } = ended
    expect(outcomesOf(report)).toEqual({ ...ALL_GREEN, rto: 'pass' })
    expect(report).toMatchObject({
      verdict: 'pass',
      level: 'full',
      from: `file://${shop.shelf}`,
      scratch: expect.stringContaining('throw-away PostgreSQL 15'),
      scratchMajor: 15,
      backup: { id, rows: 380_354 },
      rtoSeconds: 4 * 3600,
      kept: null,
    })
    expect(outputs).toMatchObject({
      verdict: 'pass',
      'backup-id': id,
      'restore-seconds': expect.stringMatching(/^\d+(\.\d)?$/),
    })
    expect(summary).toContain(`✅ pass: backup ${id}`)
    for (const name of Object.keys(outcomesOf(report))) expect(summary).toContain(`| ✅ | ${name} |`)
    expect(recordsOf(shop.shelf, 'shop', id)).toMatchObject([
      { verb: 'verify', outcome: 'pass', id, level: 'full', scratchMajor: 15, checks: ALL_GREEN },
    ])
    const rows = readFileSync(join(shop.folder, 'restore-tests.md'), 'utf8').trim().split('\n')
    expect(rows).toHaveLength(3)
    expect(rows[2]).toContain(`| shop | ${id} | pass |`)
    const json = await runTerminal(['list', '--json', '--destinations', shop.shelf])
    expect(JSON.parse(json.stdout)).toMatchObject([{ id, verification: { outcome: 'pass' } }])
    const table = await runTerminal(['list', '--destinations', shop.shelf])
    expect(table.stdout).toMatch(/pass, \d.* ago/)
  })

  test('passes where it lies in several archives', async () => {
    await shop.backup('large')
    expect(readdirSync(join(shop.shelf, 'large/data'), { recursive: true }).join()).toContain('data-02')
    const { report, code } = await shop.verify()
    expect(outcomesOf(report)).toEqual(ALL_GREEN)
    expect(code).toBe(0)
  })

  test('passes where names and settings are odd', async () => {
    await shop.backup('a=b')
    const { report, code } = await shop.verify({ name: 'a=b' })
    // It has no sequence, so there is none to compare.
    const { sequences: _, ...others } = ALL_GREEN
    expect(outcomesOf(report)).toEqual(others)
    expect(code).toBe(0)
  })

  test('passes where parts of the restore stand in each other’s way', async () => {
    await server.createDatabase('dead_end')
    await server.psql('dead_end', DEADLOCK)
    await shop.backup('dead_end')
    const { report, code, log } = await shop.verify({ name: 'dead_end', jobs: '2' }, { RUNNER_DEBUG: '1' })
    expect(log).toContain('ERROR:  deadlock detected')
    expect(report.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
    expect(findingsOf(report, 'restore')).toEqual([])
    expect(code).toBe(0)
  })

  test('passes on a terminal, which prints the verdict alone, or JSON', async () => {
    await shop.backup('small')
    const args = ['verify', '--destinations', shop.shelf]
    const env = { PATH: `${server.binDir}:${process.env.PATH}`, TMPDIR: shop.room() }
    const plain = await runTerminal(args, env)
    expect(plain.code).toBe(0)
    expect(plain.stdout).toBe('pass\n')
    expect(plain.stderr).toContain('every table has as many rows as in the source')
    const json = await runTerminal([...args, '--json'], env)
    expect(json.code).toBe(0)
    const report = JSON.parse(json.stdout)
    expect(report).toMatchObject({ format: 1, verdict: 'pass', name: 'small', namesShown: true })
    expect(outcomesOf(report)).toEqual(ALL_GREEN)
  })

  test('gives no names of tables away where that is not wanted', async () => {
    await shop.backup('shop')
    const ended = await shop.verify({ 'show-table-names': 'no' })
    expect(ended.code).toBe(0)
    for (const text of [ended.said, ended.summary, JSON.stringify(ended.report)]) {
      expect(text).toContain('is refreshed on restore')
      expect(text).not.toMatch(/order_lines|order&#95;lines|revenue/)
    }
  })

  test('opens with a key in a file, as text, in the environment, or with a passphrase', async () => {
    const identity = await generateIdentity()
    await shop.backup('small', { recipients: await identityToRecipient(identity), name: 'key' })
    await shop.backup('small', { passphrase: 'open sesame!', name: 'phrase' })
    const file = join(shop.folder, 'key.txt')
    writeFileSync(file, `# created: 2026-11-20\n${identity}\n`, { mode: 0o600 })
    const runs = await Promise.all([
      shop.verify({ name: 'key', identity: 'key.txt' }),
      shop.verify({ name: 'key', identity }),
      shop.verify({ name: 'key' }, { PG_BACKUP_IDENTITY: identity }),
      shop.verify({ name: 'phrase', passphrase: 'open sesame!' }),
    ])
    for (const { report, code, said } of runs) {
      expect(outcomesOf(report)).toEqual(ALL_GREEN)
      expect(code).toBe(0)
      expect(said).not.toMatch(/AGE-SECRET|open sesame/)
    }
  })

  test('is verified as soon as it is stored where `backup` is told to', async () => {
    const identity = await generateIdentity()
    const inputs = {
      'database-url': server.url('small'),
      recipients: await identityToRecipient(identity),
      verify: 'true',
      checks: 'SELECT count(*) = 60 AS "all orders are there" FROM orders',
    }
    const keyless = await shop.verify({ ...inputs, command: 'backup' })
    expect(keyless.code).toBe(2)
    expect(keyless.log).toContain('`verify` needs `identity`')
    expect(existsSync(shop.shelf)).toBe(false)
    const misnamed = await shop.verify({ ...inputs, command: 'backup', identity: 'no-such-key.txt' })
    expect(misnamed.code).toBe(2)
    expect(existsSync(shop.shelf)).toBe(false)

    const ended = await shop.verify({ ...inputs, command: 'backup', identity, json: 'true' })
    expect(ended.code).toBe(0)
    const { 'backup-id': id = '' } = ended.outputs
    expect(ended.outputs).toMatchObject({ verdict: 'pass', rows: '100', fingerprint: 'content' })
    expect(outcomesOf(ended.report)).toEqual({ ...ALL_GREEN, checks: 'pass' })
    expect(ended.summary).toMatch(/Backup of small(.|\n)*✅ pass: backup/)
    const outcomes = recordsOf(shop.shelf, 'small', id).map((record) => `${record.verb} ${record.outcome}`)
    expect(outcomes).toEqual(['verify pass'])

    const wrong = { ...inputs, command: 'backup', identity, checks: 'SELECT false AS "nothing is right"' }
    const failed = await shop.verify(wrong)
    expect(failed.code).toBe(1)
    expect(failed.outputs).toMatchObject({ verdict: 'fail', rows: '100' })
    // The backup itself is whole, and stays.
    expect(readdirSync(join(shop.shelf, 'small/manifests'))).toHaveLength(2)
  })
})

/** Two views that take two locks in opposite order, each after the other has its first, when they are restored side by side. */
const DEADLOCK = `
  CREATE FUNCTION grab(first int, second int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_xact_lock(first);
    FOR tries IN 1..100 LOOP
      EXIT WHEN current_database() NOT LIKE 'pg_backup_scratch%'
        OR (SELECT count(DISTINCT pid) > 1 FROM pg_locks WHERE locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()));
      PERFORM pg_sleep(0.05);
    END LOOP;
    PERFORM pg_advisory_xact_lock(second);
    RETURN first;
  END $$;
  CREATE MATERIALIZED VIEW one AS SELECT grab(1, 2) AS a;
  CREATE MATERIALIZED VIEW two AS SELECT grab(2, 1) AS a;
  CREATE UNIQUE INDEX one_a ON one (a);
  CREATE UNIQUE INDEX two_a ON two (a);`

describeWith(lackOf.postgres(15))('what the user knows of the database', () => {
  let server: PostgresServer
  let shop: Workshop
  beforeAll(async () => {
    server = await startPostgres()
    await createSmall(server)
    await server.psql('small', 'CREATE MATERIALIZED VIEW slow AS SELECT pg_sleep(1.1)::text')
    shop = openWorkshop(server, { SOURCE: 'kept', DATABASE_URL: server.url('small') })
    await shop.backup('small')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  test('holds, and each check is told by its name', async () => {
    writeFileSync(
      join(shop.folder, 'checks.sql'),
      `-- as the auditor wants it\nSELECT max(id) = 60 AS "the newest order" FROM orders;\nSELECT true;`,
    )
    const { code, report, summary } = await shop.verify({
      checks: `SELECT count(*) = 40 AS "all customers; and no more" FROM customers;`,
      'checks-file': 'checks.sql',
      'smoke-command': 'test "$(psql "$DATABASE_URL" -Atc "SELECT twice(21)")" = 42',
      rto: '4h',
    })
    const each = ['all customers; and no more', 'the newest order', 'checks-file line 3']
    const told = report.checks.find(({ name }) => name === 'checks')
    expect(told?.each).toEqual(each.map((name) => ({ name, outcome: 'pass' })))
    for (const name of each.slice(0, 2)) expect(summary).toContain(name)
    expect(outcomesOf(report)).toEqual({ ...ALL_GREEN, checks: 'pass', smoke: 'pass', rto: 'pass' })
    expect(code).toBe(0)
  })

  test('fails where a check is false, and cannot be told where one is neither true nor false', async () => {
    const neither = `SELECT id FROM orders LIMIT 1; SELECT null::bool AS "null one"; SELECT true AS none WHERE false;
      SELECT true AS wrong FROM nowhere; SELECT pg_sleep(30) IS NOT NULL AS late; DELETE FROM orders`
    const unsure = await shop.verify({ checks: neither, 'check-timeout': '1s', level: 'restore' })
    expect(unsure.code).toBe(3)
    expect(unsure.outputs.verdict).toBe('unverified')
    expect(findingsOf(unsure.report, 'checks')).toEqual([
      expect.stringMatching(/^unverified \| "id" is neither true nor false.*bigint$/),
      expect.stringMatching(/^unverified \| "null one" is null/),
      expect.stringMatching(/^unverified \| "none" returned no row/),
      expect.stringMatching(/^unverified \| .*could not be run.*"nowhere" does not exist$/),
      expect.stringMatching(/^unverified \| .*took longer than 1.0 s/),
      expect.stringMatching(/^unverified \| .*could not be run.*syntax error/),
    ])
    const wrong = await shop.verify({
      checks: 'SELECT null::bool AS unsure; SELECT count(*) > 60 AS "more orders", count(*) FROM orders',
      level: 'restore',
    })
    expect(wrong.code).toBe(1)
    expect(findingsOf(wrong.report, 'checks')).toContain('fail | "more orders" is false | count = 60')
  })

  test('fails where the smoke command does, with its last lines', async () => {
    const { code, report, log } = await shop.verify({
      'smoke-command': 'echo looking closely\necho "orders are odd" >&2; exit 1',
      level: 'restore',
    })
    expect(code).toBe(1)
    expect(findingsOf(report, 'smoke')).toEqual([
      'fail | the smoke command ended with exit code 1 | looking closely\norders are odd',
    ])
    expect(log).toMatch(/::group::Smoke command\n(.|\n)*looking closely/)
  })

  test('is asked in a clean environment: the database is reached, our secrets are not there', async () => {
    const seen = join(shop.folder, 'environment')
    const secrets = {
      AWS_SECRET_ACCESS_KEY: 'secret-1',
      AZURE_STORAGE_KEY: 'secret-2',
      PG_BACKUP_PASSPHRASE: 'secret-3',
      PGPASSWORD: 'secret-4',
      PGSERVICE: 'secret-5',
      ACTIONS_RUNTIME_TOKEN: 'secret-6',
      GITHUB_TOKEN: 'secret-7',
    }
    const command = `env >${seen}; psql --no-psqlrc -Atc 'SELECT current_database()' >>${seen}`
    const { code } = await shop.verify({ 'smoke-command': command, level: 'restore' }, secrets)
    expect(code).toBe(0)
    const text = readFileSync(seen, 'utf8')
    expect(text).toContain('SOURCE=kept\n')
    expect(text).toMatch(/^DATABASE_URL=postgresql:\/\/.*\/pg_backup_scratch_/m)
    expect(text).toMatch(/\npg_backup_scratch_[0-9a-f]{16}\n$/)
    expect(text).not.toContain(`:${server.port}/`)
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/^(INPUT|STATE|AWS|AZURE|ACTIONS|PG_BACKUP_(?!COMMAND))/m)
  })

  test('cannot be told where the smoke command takes too long, or cannot begin; nothing of it lives on', async () => {
    const mark = join(shop.folder, 'alive')
    const slow = `sleep 600 & (trap '' TERM; sleep 600) & echo $! >${mark}; wait`
    const late = await shop.verify({ 'smoke-command': slow, 'smoke-timeout': '1s', level: 'restore' })
    expect(late.code).toBe(3)
    expect(findingsOf(late.report, 'smoke')[0]).toContain('was ended after 1.0 s, its time limit')
    expect(isAlive(readFileSync(mark, 'utf8').trim())).toBe(false)
    const nowhere = await shop.verify(
      { 'smoke-command': 'true', level: 'restore' },
      { GITHUB_WORKSPACE: join(shop.folder, 'no-such-folder') },
    )
    expect(nowhere.code).toBe(3)
    expect(findingsOf(nowhere.report, 'smoke')[0]).toContain('could not be run')
  })

  test('fails where fetching and restoring take longer than the RTO', async () => {
    // The view takes longer than that to fill.
    const { code, report, summary } = await shop.verify({ rto: '1s', level: 'restore' })
    expect(code).toBe(1)
    expect(outcomesOf(report)).toEqual({ fetch: 'pass', restore: 'pass', rto: 'fail' })
    expect(findingsOf(report, 'rto')[0]).toMatch(/^fail \| fetching and restoring took .* of 1\.0 s$/)
    expect(summary).toContain('missed')
  })
})
