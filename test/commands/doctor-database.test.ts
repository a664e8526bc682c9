import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { startPgbouncer } from '../servers/pgbouncer.ts'
import { freePort } from '../servers/port.ts'
import { type PostgresServer, startPostgres, startReplica } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { lackOfSmallDisks, mountSmallDisk } from '../servers/small-disk.ts'
import { diagnose } from './doctoring.ts'
import { createSmall } from './drilling.ts'

const ALL_OK = {
  connect: 'ok',
  version: 'ok',
  name: 'ok',
  pooler: 'ok',
  capacity: 'ok',
  client: 'ok',
  user: 'ok',
  tables: 'ok',
  'row-security': 'ok',
  'large-objects': 'ok',
  replica: 'ok',
}

/** A role that may do just what a backup needs. */
const READER = `CREATE ROLE reader LOGIN BYPASSRLS PASSWORD 'readers word'; GRANT pg_read_all_data TO reader;`

describeWith(lackOf.postgres(15))('of a database, doctor', () => {
  let server: PostgresServer
  const temporary = mkdtempSync(join(tmpdir(), 'doctor-'))
  chmodSync(temporary, 0o755)
  const env = { PATH: '', TMPDIR: temporary }
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 'pass/word@1' })
    env.PATH = `${server.binDir}:${process.env.PATH}`
    await createSmall(server)
    await server.psql(
      'small',
      `${READER}
      DO $$ DECLARE one oid; BEGIN FOR one IN SELECT oid FROM pg_largeobject_metadata LOOP
        EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO reader', one); END LOOP; END $$;
      CREATE ROLE bare LOGIN PASSWORD 'bare';
      CREATE ROLE secured LOGIN PASSWORD 'secured'; GRANT pg_read_all_data TO secured;
      CREATE ROLE lonely LOGIN PASSWORD 'lonely' CONNECTION LIMIT 1;
      CREATE TABLE private (id int PRIMARY KEY); INSERT INTO private VALUES (1);
      ALTER TABLE private ENABLE ROW LEVEL SECURITY;`,
    )
  })
  afterAll(async () => {
    await server.stop()
    rmSync(temporary, { recursive: true, force: true })
  })

  const asReader = () => server.url('small', 'reader', 'readers word')
  const look = (url: string, options: Record<string, string> = {}) =>
    diagnose({ 'database-url': url, client: 'local', ...options }, env)

  test('is content with a user that may read all and no more, and drills here', async () => {
    const found = await look(asReader())
    expect(found.outcomes('database')).toEqual(ALL_OK)
    expect(found.outcomes('scratch')).toEqual({ server: 'ok', rights: 'ok', extensions: 'ok', room: 'ok' })
    expect(found.line('database', 'user')).toBe('ok: "reader" is no superuser. It may not replicate.')
    expect(found.line('scratch', 'server')).toMatch(/^ok: Server programs in .*, PostgreSQL 15/)
    expect(found.code).toBe(0)
    expect(found.log).not.toContain('readers word')
  })

  test('is red about a wrong password, a server that is down and a database that is not there', async () => {
    const wrong = await look(server.url('small', 'reader', 'another word'))
    expect(wrong.line('database', 'connect')).toMatch(
      /^fail: .*password authentication failed.*Fix: Check user and password/,
    )
    expect(wrong.line('database', 'tables')).toBe('skipped: Not looked at: the database was not reached.')
    expect(wrong.outcomes('scratch')).toEqual({
      ...{ server: 'skipped', rights: 'skipped', extensions: 'skipped', room: 'skipped' },
    })
    expect(wrong.code).toBe(1)
    expect(wrong.log).not.toContain('another word')
    const down = await look(`postgresql://u@127.0.0.1:${await freePort()}/small`)
    expect(down.line('database', 'connect')).toMatch(/^fail: Cannot connect.*Fix: Check host and port/)
    const missing = await look(server.url('nowhere', 'reader', 'readers word'))
    expect(missing.line('database', 'connect')).toMatch(/^fail: .*"nowhere" does not exist/)
  })

  test('is red about a name that everybody’s database has, unless another is given', async () => {
    const url = server.url('postgres')
    expect((await look(url)).line('database', 'name')).toMatch(/^fail: .*cannot be the name.*Fix: Choose/)
    const named = await look(url, { name: 'shop-production' })
    expect(named.line('database', 'name')).toBe('ok: Backups are kept under "shop-production".')
  })

  test('warns of a superuser, and is red about tables, rows and large objects that are closed', async () => {
    const all = await look(server.url('small'))
    expect(all.line('database', 'user')).toMatch(/^warn: "postgres" is a superuser.*Fix: Make a user/)
    expect(all.code).toBe(0)
    const bare = await look(server.url('small', 'bare', 'bare'))
    expect(bare.line('database', 'tables')).toMatch(/^fail: .*"public"."orders".*Fix: Grant it/)
    expect(bare.line('database', 'row-security')).toMatch(/^fail: .*"public"."private".*Fix: Back up as/)
    expect(bare.line('database', 'large-objects')).toMatch(/^fail: .*3 large objects.*Fix: Grant it/)
    expect(bare.code).toBe(1)
    const hidden = await look(server.url('small', 'secured', 'secured'))
    expect(hidden.outcomes('database')).toEqual({
      ...ALL_OK,
      'row-security': 'fail',
      'large-objects': 'fail',
    })
  })

  test('looks at what would be dumped, and names no table where names are not to be shown', async () => {
    const chosen = await look(server.url('small', 'secured', 'secured'), { 'exclude-tables': 'private' })
    expect(chosen.outcomes('database')).toEqual({ ...ALL_OK, 'large-objects': 'fail' })
    const schema = await look(server.url('small', 'secured', 'secured'), { include: 'schema' })
    expect(schema.outcomes('database')).toEqual({ ...ALL_OK, 'large-objects': 'skipped' })
    expect(schema.code).toBe(0)
    const quiet = await look(server.url('small', 'bare', 'bare'), { 'show-table-names': 'no' })
    expect(quiet.line('database', 'tables')).toMatch(/^fail: This user may not read \d+ of \d+ tables/)
    expect(quiet.log).not.toContain('orders')
  })

  test('is red about a user with one connection, and warns where the lock table is small', async () => {
    const lonely = await look(server.url('small', 'lonely', 'lonely'))
    expect(lonely.line('database', 'capacity')).toMatch(/^fail: .*no connection left.*Fix: End idle/)
    await using tight = await startPostgres({
      settings: { max_connections: '12', max_locks_per_transaction: '10', max_wal_senders: '0' },
    })
    await tight.psql(
      'postgres',
      `DO $$ BEGIN FOR i IN 1..150 LOOP EXECUTE format('CREATE TABLE t%s (id int)', i); END LOOP; END $$`,
    )
    const many = await look(tight.url(), { name: 'tight' })
    expect(many.line('database', 'capacity')).toMatch(/^warn: 150 tables are too many to lock.*Fix: Raise/)
    expect(many.code).toBe(0)
  })

  test('is red where there are no keys that open what is encrypted', async () => {
    const [identity, other] = [await generateIdentity(), await generateIdentity()]
    const recipients = await identityToRecipient(identity)
    const keys = (options: Record<string, string>) => diagnose(options, env)
    const right = await keys({ recipients, identity })
    expect(right.outcomes('keys')).toEqual({ encryption: 'ok', identity: 'ok', decrypt: 'ok' })
    expect(right.outcomes('database')).toMatchObject({ connect: 'skipped' })
    expect(right.line('database', 'connect')).toBe('skipped: Not looked at: no database is named.')
    expect(right.code).toBe(0)
    const wrong = await keys({ recipients, identity: other })
    expect(wrong.line('keys', 'decrypt')).toMatch(/^fail: .*none of the identities given fits.*Fix: Compare/)
    expect(wrong.code).toBe(1)
    const gone = await keys({ recipients, identity: '/nowhere/key.txt' })
    expect(gone.line('keys', 'identity')).toMatch(/^fail: .*is not there.*Fix: Check the path/)
    const typo = await keys({ recipients: `${recipients.slice(0, -1)}x`, identity })
    expect(typo.line('keys', 'encryption')).toMatch(/^fail: .*not a whole public key.*Fix: Copy it again/)
    const bare = await look(asReader(), { identity })
    expect(bare.line('keys', 'encryption')).toMatch(/^warn: Backups would not be encrypted.*Fix: Make a pair/)
    const phrase = await diagnose({ client: 'local' }, { ...env, PG_BACKUP_PASSPHRASE: 'a long sentence' })
    expect(phrase.outcomes('keys')).toEqual({ encryption: 'ok', identity: 'skipped', decrypt: 'ok' })
    for (const { log } of [right, wrong, typo]) expect(log).not.toMatch(/AGE-SECRET-KEY-1/)
  })

  test('warns of a replica that ends long dumps, and not of one that lets them be', async () => {
    await using replica = await startReplica(server)
    const url = replica.url('small', 'reader', 'readers word')
    expect((await look(url)).line('database', 'replica')).toMatch(
      /^warn: .* 30 s after.*Fix: Set hot_standby/,
    )
    await replica.psql('postgres', 'ALTER SYSTEM SET hot_standby_feedback = on')
    await replica.psql('postgres', 'SELECT pg_reload_conf()')
    const after = async () => (await look(url)).outcomes('database')
    let found = await after()
    for (let tries = 0; found.replica !== 'ok' && tries < 20; tries++) found = await after()
    expect(found).toEqual(ALL_OK)
  })

  test('warns of a version that nobody tested, and is red without its client programs', async () => {
    await using later = await pretending(server, ['1500', '1900'])
    const url = `postgresql://reader:readers%20word@127.0.0.1:${later.port}/small?sslmode=disable`
    const found = await look(url)
    expect(found.line('database', 'version')).toMatch(/^warn: PostgreSQL 19 is not among.*Fix: Look for/)
    expect(found.line('database', 'client')).toMatch(/^fail: .*no pg_dump 19 here.*Fix: Install the client/)
  })

  test('is red where no server to restore into can be had', async () => {
    const docker = await look(asReader(), { scratch: 'docker' })
    expect(docker.line('scratch', 'server')).toMatch(/^fail: `scratch: docker` was asked for.*Fix: Install/)
    expect(docker.outcomes('scratch')).toMatchObject({ rights: 'skipped', room: 'skipped' })
    const scratch = `postgresql://u@127.0.0.1:${await freePort()}/postgres`
    const down = await look(asReader(), { scratch })
    expect(down.line('scratch', 'server')).toMatch(/^fail: Cannot connect.*Fix: Check host and port/)
    expect(down.code).toBe(1)
  })

  test('asks a server that is named what may be done there', async () => {
    const ours = await look(asReader(), { scratch: server.url() })
    expect(ours.outcomes('scratch')).toEqual({ server: 'ok', rights: 'ok', extensions: 'ok', room: 'ok' })
    const closed = await look(asReader(), { scratch: asReader() })
    expect(closed.line('scratch', 'rights')).toMatch(/^fail: .*may not create databases.*Fix: .*CREATEDB/)
    expect(closed.code).toBe(1)
    expect(closed.log).not.toContain('readers word')
  })
})

describeWith(lackOf.postgres(15), lackOf.pgbouncer())('of a pooler, doctor', () => {
  test('is red where it lends by the transaction, and not where it lends by the session', async () => {
    await using server = await startPostgres()
    await createSmall(server)
    const env = { PATH: `${server.binDir}:${process.env.PATH}` }
    await using wrong = await startPgbouncer({ server, poolMode: 'transaction' })
    await using right = await startPgbouncer({ server, poolMode: 'session' })
    const red = await diagnose({ 'database-url': wrong.url('small') }, env)
    expect(red.line('database', 'pooler')).toMatch(
      /^fail: .*by the transaction.*Fix: Use the server's direct/,
    )
    expect(red.line('database', 'capacity')).toBe('skipped: Not looked at: no dump can go this way.')
    expect(red.code).toBe(1)
    const green = await diagnose({ 'database-url': right.url('small') }, env)
    expect(green.outcomes('database')).toMatchObject({ pooler: 'ok', capacity: 'ok' })
    expect(green.code).toBe(0)
  })
})

describeWith(lackOf.postgres(15), lackOf.postgres(18))('of drills elsewhere, doctor', () => {
  test('warns of another version and of extensions that are not there', async () => {
    await using server = await startPostgres({ major: 18 })
    await using other = await startPostgres({ major: 15 })
    await createSmall(server)
    await server.psql('small', 'CREATE EXTENSION pg_logicalinspect')
    const options = { 'database-url': server.url('small') }
    const path = (folder: string) => ({ PATH: `${folder}:${process.env.PATH}` })
    const by = async (found: Promise<Awaited<ReturnType<typeof diagnose>>>) => {
      const { line, outcomes } = await found
      expect(line('scratch', 'server')).toMatch(
        /^warn: .*source is PostgreSQL 18.*Fix: Install PostgreSQL 18/,
      )
      expect(line('scratch', 'extensions')).toMatch(
        /^warn: .*: pg_logicalinspect\. Fix: .*missing-extension=pg_logicalinspect/,
      )
      expect(outcomes('scratch')).toMatchObject({ rights: 'ok', room: 'ok' })
    }
    await by(diagnose({ ...options, client: 'local' }, path(other.binDir)))
    await by(diagnose({ ...options, scratch: other.url() }, path(server.binDir)))
    const here = await diagnose(options, path(server.binDir))
    expect(here.outcomes('scratch')).toEqual({ server: 'ok', rights: 'ok', extensions: 'ok', room: 'ok' })
    const lacking = await diagnose({ ...options, client: 'local' }, path(other.binDir))
    expect(lacking.line('database', 'client')).toMatch(/^fail: .*there is no pg_dump 18 here/)
  })
})

describeWith(lackOf.postgres(15), lackOfSmallDisks())('of a small disk, doctor', () => {
  test('is red where no copy fits', async () => {
    await using server = await startPostgres()
    await createSmall(server)
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
    chmodSync(folder, 0o755)
    try {
      using small = mountSmallDisk(join(folder, 'small'), 50)
      chmodSync(small.folder, 0o755)
      const env = { PATH: `${server.binDir}:${process.env.PATH}`, TMPDIR: small.folder }
      const options = { 'database-url': server.url('small'), destinations: `here=${small.folder}` }
      const found = await diagnose(options, env)
      expect(found.line('scratch', 'room')).toMatch(/^fail: .*no fit temporary folder.*Fix: Free some room/)
      expect(found.line('here', 'room')).toMatch(
        /^warn: 5[\d.]+ MB are free there, and the database.*Fix: Free/,
      )
      expect(found.code).toBe(1)
      small.fill()
      const full = await diagnose(options, env)
      expect(full.line('here', 'write')).toMatch(/^fail: .*ENOSPC.*The disk is full.*Fix: Free some space/)
      expect(full.line('here', 'read')).toBe('skipped: Not looked at: nothing could be stored.')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** Stands before a real server, and has some bytes of its answers say something else of the same length. */
async function pretending(server: PostgresServer, [was, is]: readonly [string, string]) {
  const between = createServer((client) => {
    const onward = connect(server.port, '127.0.0.1')
    client.on('error', () => onward.destroy()).pipe(onward)
    onward.on('error', () => client.destroy()).on('end', () => client.end())
    onward.on('data', (chunk: Buffer) => {
      client.write(Buffer.from(chunk.toString('latin1').replaceAll(was, is), 'latin1'))
    })
  })
  await new Promise<void>((ready) => between.listen(0, '127.0.0.1', ready))
  return {
    port: (between.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => between.close(() => closed())),
  }
}
