import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { BlobServiceClient } from '@azure/storage-blob'
import { Client } from 'pg'
import { startAzurite } from './azurite.ts'
import { startCeph } from './ceph.ts'
import { startPgbouncer } from './pgbouncer.ts'
import { type PostgresServer, startPostgres, startReplica } from './postgres.ts'
import { describeWith, lackOf, MAJORS } from './programs.ts'

/** The processes that work in a folder, also in one that was removed. */
const processesIn = (folder: string): readonly string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })

const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]
  } finally {
    await client.end()
  }
}

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`PostgreSQL ${major}`, () => {
    test('answers, keeps to its settings, and leaves nothing behind', async () => {
      const server = await startPostgres({ major, settings: { work_mem: '5MB' } })
      expect(await server.psql('postgres', 'SHOW server_version')).toMatch(new RegExp(`^${major}\\.`))
      expect(await server.psql('postgres', 'SHOW work_mem; SHOW server_encoding')).toBe('5MB\nUTF8')
      await server.createDatabase('shop "1"')
      expect(await ask(server.url('shop "1"'), 'SELECT current_database()')).toEqual(['shop "1"'])
      expect(processesIn(server.dataDir)).not.toEqual([])
      await server.stop('fast')
      expect(processesIn(server.dataDir)).toEqual([])
      expect(existsSync(server.socketDir)).toBe(false)
    })
  })
}

describeWith(lackOf.postgres(15))('PostgreSQL 15', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 'p w/1' })
  })
  afterAll(() => server.stop())

  test('asks for the password over TCP', async () => {
    expect(await ask(server.url(), 'SELECT 1')).toEqual([1])
    await expect(ask(server.url('postgres', 'postgres', 'wrong'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    )
  })

  test('shares no identity with a server beside it', async () => {
    await using other = await startPostgres()
    const identity = 'SELECT system_identifier FROM pg_control_system()'
    expect(await other.psql('postgres', identity)).not.toBe(await server.psql('postgres', identity))
  })

  test('has a streaming replica', async () => {
    await using replica = await startReplica(server)
    expect(await replica.psql('postgres', 'SELECT pg_is_in_recovery()')).toBe('t')
    const clients = await server.psql('postgres', 'SELECT state FROM pg_stat_replication')
    expect(clients).toBe('streaming')
  })

  test('reports errors of SQL', async () => {
    await expect(server.psql('postgres', 'SELECT nosuch')).rejects.toThrow('column "nosuch" does not exist')
  })

  test('can be killed, sessions and all', async () => {
    await using victim = await startPostgres()
    const sleeper = victim.psql('postgres', 'SELECT pg_sleep(600)').catch((error) => error)
    await sleep(50)
    await victim.kill9()
    expect(processesIn(victim.dataDir)).toEqual([])
    expect(await sleeper).toBeInstanceOf(Error)
    expect(existsSync(victim.dataDir)).toBe(true)
  })

  test('does not outlive a killed test process', async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
      const server = await startPostgres()
      console.log(server.dataDir)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'pipe' })
    const dataDir = await new Promise<string>((done) =>
      child.stdout.once('data', (line) => done(`${line}`.trim())),
    )
    expect(processesIn(dataDir)).not.toEqual([])
    child.kill('SIGKILL')
    for (let tries = 0; tries < 100 && existsSync(dirname(dataDir)); tries++) await sleep(50)
    expect(processesIn(dataDir)).toEqual([])
    expect(existsSync(dirname(dataDir))).toBe(false)
  })
})

describeWith(lackOf.postgres(15), lackOf.pgbouncer())('pgbouncer', () => {
  test.each(['session', 'transaction'] as const)(
    'pools by %s, for every role and database',
    async (poolMode) => {
      await using server = await startPostgres()
      await server.psql('postgres', 'CREATE ROLE clerk LOGIN; CREATE DATABASE shop')
      const pooler = await startPgbouncer({ server, poolMode, poolSize: 2 })
      const who = 'SELECT current_user::text, current_database()::text'
      expect(await ask(pooler.url('shop', 'clerk'), who)).toEqual(['clerk', 'shop'])
      const rows = await ask(pooler.url('pgbouncer'), 'SHOW CONFIG')
      expect(rows).toBeDefined()
      await pooler.stop()
      await expect(ask(pooler.url(), 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
    },
  )
})

describeWith(lackOf.ceph())('Ceph', () => {
  test('keeps an object, and refuses to overwrite it when asked to', async () => {
    const server = await startCeph()
    const { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey } = server
    const client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
    })
    await server.createBucket('backups', { objectLock: true })
    const put = {
      Bucket: 'backups',
      Key: 'a/b',
      Body: 'hello',
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    } as const
    await client.send(new PutObjectCommand(put))
    await expect(client.send(new PutObjectCommand(put))).rejects.toThrow(/Precondition|UnknownError/)
    const got = await client.send(new GetObjectCommand({ Bucket: 'backups', Key: 'a/b' }))
    expect(await got.Body?.transformToString()).toBe('hello')
    client.destroy()
    await server.stop()
    await expect(fetch(endpoint)).rejects.toThrow()
  })
})

describe('Azurite', () => {
  test('keeps a blob', async () => {
    const server = await startAzurite()
    await server.createContainer('backups')
    const service = BlobServiceClient.fromConnectionString(server.connectionString)
    const blob = service.getContainerClient('backups').getBlockBlobClient('a/b')
    await blob.upload('hello', 5)
    expect((await blob.downloadToBuffer()).toString()).toBe('hello')
    await server.stop()
    await expect(fetch(server.endpoint)).rejects.toThrow()
  })
})
