import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, outcomeOf } from '../../src/archive/verdict.ts'
import { UsageError } from '../../src/errors.ts'
import { readChecks, runChecks } from '../../src/postgres/checks.ts'
import { readTarget, type Target } from '../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { anyMajor, describeWith, lackOf } from '../servers/programs.ts'

const HOLDS = 'SELECT count(*) > 0 AS "there are claims" FROM claims'

describeWith(lackOf.postgres(anyMajor()))('the checks of a user', () => {
  let server: PostgresServer
  let target: Target
  beforeAll(async () => {
    server = await startPostgres({ major: anyMajor() })
    await server.createDatabase('shop')
    await server.psql(
      'shop',
      `CREATE TABLE claims (id int, paid boolean); INSERT INTO claims VALUES (1, true), (2, NULL);
       CREATE SEQUENCE numbers;
       CREATE FUNCTION write() RETURNS boolean LANGUAGE sql AS 'INSERT INTO claims VALUES (9) RETURNING true';
       CREATE FUNCTION make_writable() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
         SET TRANSACTION READ WRITE; INSERT INTO claims VALUES (9); RETURN true; END $$;
       CREATE FUNCTION end_it() RETURNS boolean LANGUAGE plpgsql AS 'BEGIN COMMIT; RETURN true; END'`,
    )
    target = await readTarget(server.url('shop'), {})
  })
  afterAll(() => server?.stop())

  const run = async (
    sql: string,
    how: { timeoutSeconds?: number; signal?: AbortSignal } = {},
  ): Promise<Check> =>
    runChecks(target, await readChecks(sql, undefined, '/'), {
      timeoutSeconds: 30,
      signal: new AbortController().signal,
      ...how,
    })
  const only = async (sql: string) => {
    const check = await run(sql)
    return { outcome: outcomeOf(check), ...check.findings[0], name: check.each?.[0]?.name }
  }

  test('hold where the first column of their one row is true', async () => {
    const check = await run(
      `${HOLDS}; SELECT true, 5; VALUES (true); WITH a AS (SELECT true AS b) TABLE a -- end`,
    )
    expect(check).toEqual({
      name: 'checks',
      looked: '4 checks, of which 4 hold',
      findings: [],
      each: [
        { name: 'there are claims', outcome: 'pass' },
        { name: 'checks line 1, query 2', outcome: 'pass' },
        { name: 'column1', outcome: 'pass' },
        { name: 'b', outcome: 'pass' },
      ],
    })
    expect(outcomeOf(check)).toBe('pass')
  })

  test('fail where it is false, and show what else the row holds', async () => {
    const check = await run(
      `${HOLDS}; SELECT count(*) > 5 AS "more than five", count(*), NULL AS none FROM claims`,
    )
    expect(outcomeOf(check)).toBe('fail')
    expect(check.findings).toEqual([
      { outcome: 'fail', what: '"more than five" is false', detail: 'count = 2\nnone = null' },
    ])
    expect(check.looked).toBe('2 checks, of which 1 holds')
  })

  test.each([
    ['null', 'SELECT NULL::boolean AS paid', 'is null'],
    ['no row', 'SELECT paid FROM claims WHERE id = 7', 'returned no row'],
    ['two rows', 'SELECT paid FROM claims', 'returned more than one row'],
    ['a number', 'SELECT count(*) AS paid FROM claims', 'no boolean'],
    ['a text', "SELECT 't' AS paid", 'no boolean'],
    ['no column', 'SELECT FROM claims WHERE id = 1', 'has no column'],
  ])('are unverified where the answer is %s', async (_, sql, what) => {
    const found = await only(sql)
    expect(found.outcome).toBe('unverified')
    expect(found.what).toContain(what)
    expect(found.name).toBe(sql.includes('FROM claims WHERE id = 1') ? 'checks line 1' : 'paid')
  })

  test('tell the type that is no boolean', async () => {
    expect((await only('SELECT count(*) AS paid FROM claims')).detail).toBe('it is of type bigint')
  })

  test('are unverified where they cannot be run, with the sentence of the server and its line', async () => {
    const check = await run(`${HOLDS};\nSELECT 'ü😀'\n= 'x' AND true\nFROM clams;\n${HOLDS}`)
    expect(outcomeOf(check)).toBe('unverified')
    expect(check.each?.map(({ outcome }) => outcome)).toEqual(['pass', 'unverified', 'pass'])
    expect(check.findings[0]?.what).toContain('"checks line 2" could not be run')
    expect(check.findings[0]?.detail).toContain('line 4: relation "clams" does not exist')
  })

  test('that are cut short are told so, and not of what stands around them', async () => {
    expect((await only('SELECT true FROM claims WHERE')).detail).toMatch(
      /^It ends before it is complete: syntax/,
    )
  })

  test('without a name of their own go by source and line', async () => {
    const several = await run('SELECT true; SELECT 1 = 1; SELECT 2 = 2')
    expect(several.each?.map(({ name }) => name)).toEqual([
      'checks line 1',
      'checks line 1, query 2',
      'checks line 1, query 3',
    ])
    expect((await only('\n\nSELECT 1 = 1')).name).toBe('checks line 3')
  })

  test.each([
    ['INSERT INTO claims VALUES (9) RETURNING true'],
    ['WITH x AS (DELETE FROM claims RETURNING true) SELECT bool_and(true) FROM x'],
    ['SELECT write()'],
    ['SELECT make_writable()'],
    ['SELECT end_it()'],
    ["SELECT nextval('numbers') > 0"],
    ["SELECT set_config('transaction_read_only', 'off', true) = 'off' AND write()"],
    ["SELECT set_config('default_transaction_read_only', 'off', false) = 'off' AND write()"],
    ['COMMIT'],
    ['COMMIT AND CHAIN'],
    ['SET TRANSACTION READ WRITE'],
    ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE'],
    ["DO 'BEGIN COMMIT; DELETE FROM claims; END'"],
    ["PREPARE TRANSACTION 'x'"],
    ["COPY (SELECT true) TO PROGRAM 'true'"],
    ['SELECT true INTO kept'],
    ['SELECT paid FROM claims FOR UPDATE'],
    ['SELECT true) AS a; COMMIT; DELETE FROM claims; SELECT * FROM (SELECT true'],
  ])('never write: %s', async (sql) => {
    // As one check, whatever stands in it.
    const check = await runChecks(target, [{ sql, line: 1, place: 'checks line 1' }], {
      timeoutSeconds: 30,
      signal: new AbortController().signal,
    })
    expect(outcomeOf(check)).toBe('unverified')
    expect(check.findings[0]?.detail).toMatch(/\S/)
    expect(await server.psql('shop', 'SELECT count(*) FROM claims')).toBe('2')
    expect(await server.psql('shop', 'SELECT is_called FROM numbers')).toBe('f')
    expect(await server.psql('shop', 'SELECT count(*) FROM pg_prepared_xacts')).toBe('0')
  })

  test('leave nothing for each other', async () => {
    const check = await run(
      `SELECT set_config('search_path', 'nowhere', false) = 'nowhere' AND pg_advisory_lock(1) IS NOT NULL AS set;
       SELECT current_setting('search_path') <> 'nowhere' AS "unset";
       SELECT pg_try_advisory_lock(1) AS "unlocked"`,
    )
    expect(check.each?.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass'])
  })

  test('have a time limit each, and the next ones still run', async () => {
    const check = await run(`SELECT pg_sleep(600) IS NOT NULL; ${HOLDS}`, { timeoutSeconds: 0.2 })
    expect(check.findings.map(({ what }) => what)).toEqual([
      '"checks line 1" took longer than 0.2 s, and was ended',
    ])
    expect(outcomeOf(check)).toBe('unverified')
    expect(check.each?.[1]?.outcome).toBe('pass')
  })

  test('that end their own connection are unverified, and the next ones still run', async () => {
    const check = await run(`SELECT pg_terminate_backend(pg_backend_pid()); ${HOLDS}`)
    expect(check.each?.map(({ outcome }) => outcome)).toEqual(['unverified', 'pass'])
  })

  test('can be cancelled, and leave no session behind', async () => {
    const stop = new AbortController()
    const running = run(`SELECT pg_sleep(600) IS NOT NULL; ${HOLDS}`, { signal: stop.signal })
    const ended = expect(running).rejects.toThrow('enough')
    const busy =
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()"
    while ((await server.psql('shop', busy)) === '0');
    stop.abort(new Error('enough'))
    await ended
    while ((await server.psql('shop', busy)) !== '0');
  })

  test('that reach no server are unverified', async () => {
    const nowhere = { ...target, port: 1 }
    const check = await runChecks(nowhere, [{ sql: HOLDS, line: 1, place: 'checks line 1' }], {
      timeoutSeconds: 5,
      signal: new AbortController().signal,
    })
    expect(outcomeOf(check)).toBe('unverified')
    expect(check.findings[0]?.detail).toContain('Cannot connect')
  })
})

describe('checks are read', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checks-'))
    await writeFile(join(folder, 'checks.sql'), '\ufeff-- ours\nSELECT 1 = 1;\nSELECT true')
    await writeFile(join(folder, 'empty.sql'), '-- SELECT true;\n')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const refusal = async (checks: string | undefined, file: string | undefined): Promise<string> => {
    const error = await readChecks(checks, file, folder).catch((error: unknown) => error)
    if (error instanceof UsageError) return error.message
    throw new Error(`accepted, or failed otherwise: ${String(error)}`)
  }

  test('from the option and from the file', async () => {
    expect(await readChecks(undefined, undefined, folder)).toEqual([])
    expect(await readChecks('SELECT 2 = 2', 'checks.sql', folder)).toEqual([
      { sql: 'SELECT 2 = 2', line: 1, place: 'checks line 1' },
      { sql: 'SELECT 1 = 1', line: 2, place: 'checks-file line 2' },
      { sql: 'SELECT true', line: 3, place: 'checks-file line 3' },
    ])
  })

  test('and refused where there are none', async () => {
    expect(await refusal(undefined, 'empty.sql')).toContain('`checks-file`: there is no query in it.')
    expect(await refusal(' ;; ', undefined)).toContain('`checks`: there is no query in it.')
    expect(await refusal(undefined, 'missing.sql')).toContain(`there is no file ${folder}/missing.sql`)
    expect(await refusal(undefined, '.')).toContain('cannot be read')
    expect(await refusal("SELECT 1;\nSELECT 'a", undefined)).toContain('begins in line 2 has no end')
  })
})
