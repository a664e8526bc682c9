import { rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { startAzurite } from '../servers/azurite.ts'
import { startCeph } from '../servers/ceph.ts'
import { freePort } from '../servers/port.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { createSmall, findingsOf, openWorkshop, outcomesOf, type Workshop } from './drilling.ts'
import { flipped, objectFile } from './forgery.ts'

const signal = new AbortController().signal

describeWith(lackOf.postgres(15), lackOf.ceph())('a backup in a folder, in S3 and in Azure', () => {
  let server: PostgresServer
  let shop: Workshop
  let stop: (() => Promise<unknown>)[] = []
  let env: Record<string, string> = {}
  let identity: string
  let id: string
  let [s3, azure, down] = ['', '', '']
  beforeAll(async () => {
    const [postgres, ceph, azurite] = await Promise.all([startPostgres(), startCeph(), startAzurite()])
    server = postgres
    stop = [() => server.stop(), () => ceph.stop(), () => azurite.stop()]
    await Promise.all([ceph.createBucket('backups'), azurite.createContainer('backups'), createSmall(server)])
    env = {
      AWS_ACCESS_KEY_ID: ceph.accessKey,
      AWS_SECRET_ACCESS_KEY: ceph.secretKey,
      AZURE_STORAGE_KEY: azurite.key,
      PG_BACKUP_SCRATCH: server.url(),
    }
    s3 = `ceph=s3://backups/some/where?endpoint=${ceph.endpoint}&region=${ceph.region}`
    azure = `offsite=azblob://${azurite.account}/backups/some/where?endpoint=${azurite.endpoint}`
    down = `down=s3://backups/x?endpoint=http://127.0.0.1:${await freePort()}&region=us-east-1`
    shop = openWorkshop(server, env)
    identity = await generateIdentity()
    const recipients = await identityToRecipient(identity)
    id = await shop.backup('small', { destinations: `${shop.shelf}\n${s3}\n${azure}`, recipients })
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all(stop.map((end) => end()))
  })

  const verify = (inputs: Record<string, string>) =>
    shop.verify({ identity, destinations: `${shop.shelf}\n${s3}\n${azure}`, ...inputs })

  const open = (line: string): Promise<Storage> =>
    openStorage(parseDestination(line, { option: 'destinations', folder: '/', home: undefined }), {
      env,
      log: () => undefined,
    })

  /** Turns a byte over in the copy at one place while some work is done. */
  const flippedAt = async <Result>(line: string, work: () => Promise<Result>): Promise<Result> => {
    const storage = await open(line)
    const key = `small/data/${id}/database.dump.zst.age`
    const sound = await buffer(await storage.read(key, { signal }))
    const spoiled = Buffer.from(sound)
    spoiled.writeUInt8(spoiled.readUInt8(900) ^ 1, 900)
    await storage.upload(key, Readable.from([spoiled]), { signal })
    try {
      return await work()
    } finally {
      await storage.upload(key, Readable.from([sound]), { signal })
    }
  }

  test('is verified in each place, where one is told to', async () => {
    const { code, report, outputs, summary } = await verify({ from: 'all' })
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
    const copies = report.copies ?? []
    expect(copies.map(({ from, verdict }) => [from, verdict])).toEqual([
      [`file://${shop.shelf}`, 'pass'],
      ['ceph', 'pass'],
      ['offsite', 'pass'],
    ])
    for (const copy of copies) expect(outcomesOf(copy)).toMatchObject({ fetch: 'pass', content: 'pass' })
    expect(summary.match(/✅ pass: backup/g)).toHaveLength(3)
    const flags = [shop.shelf, s3, azure].flatMap((line) => ['--destinations', line])
    for (const line of [s3, azure]) {
      const listed = await runTerminal(['list', '--json', '--destinations', line], env)
      expect(JSON.parse(listed.stdout)).toMatchObject([{ id, verification: { outcome: 'pass' } }])
    }
    const listed = await runTerminal(['list', '--json', ...flags], env)
    expect(JSON.parse(listed.stdout)).toMatchObject([{ id, verification: { outcome: 'pass' } }])
  })

  test('is red as a whole where one copy is damaged, which is named', async () => {
    const ended = await flippedAt(azure, () => verify({ from: 'all' }))
    expect(ended.code).toBe(1)
    expect(ended.outputs.verdict).toBe('fail')
    const copies = ended.report.copies ?? []
    expect(copies.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail'])
    const [damaged] = copies.slice(-1)
    expect(damaged && findingsOf(damaged, 'fetch')).toEqual([
      expect.stringContaining('database.dump.zst.age in offsite'),
    ])
    const listed = await runTerminal(['list', '--json', '--destinations', azure], env)
    expect(JSON.parse(listed.stdout)).toMatchObject([{ verification: { outcome: 'fail' } }])
  })

  test('is damaged where it is damaged in S3, and a copy that is sound elsewhere does not hide it', async () => {
    const ended = await flippedAt(s3, () => verify({ destinations: `${s3}\n${azure}` }))
    expect(ended.code).toBe(1)
    expect(ended.report.from).toBe('ceph')
    expect(findingsOf(ended.report, 'fetch')).toEqual([
      expect.stringContaining('database.dump.zst.age in ceph'),
    ])
  })

  test('comes from the next place where the first does not answer, but not where that one was named', async () => {
    // A place that is down is asked again and again for a while, so this is waited for only once.
    const destinations = `${down}\n${azure}`
    const [next, named] = await Promise.all([
      verify({ destinations }),
      verify({ destinations, from: 'down', level: 'archive' }),
    ])
    expect(next.said).toMatch(/::warning::down is passed over, since it could not be asked/)
    expect(next.report.from).toBe('offsite')
    expect(outcomesOf(next.report)).toMatchObject({ fetch: 'pass', content: 'pass' })
    expect(next.code).toBe(0)
    expect(named.said).not.toContain('passed over')
    expect(named.outputs.verdict).toBe('unverified')
    expect(named.code).toBe(3)
  })

  test('cannot be told of a copy that may not be read, and is told of the others all the same', async () => {
    const inputs = { identity, destinations: `${s3}\n${azure}`, level: 'archive', from: 'all' }
    const refused = await shop.verify(inputs, { AWS_SECRET_ACCESS_KEY: 'another' })
    expect(refused.report.copies?.map(({ from, verdict }) => [from, verdict])).toEqual([
      ['ceph', 'unverified'],
      ['offsite', 'pass'],
    ])
    expect(refused.said).not.toContain('of pg-backup')
    expect(refused.outputs.verdict).toBe('unverified')
    expect(refused.code).toBe(3)
  })

  test('comes from the place that is named, by label or URL', async () => {
    for (const from of ['offsite', 'ceph', `file://${shop.shelf}`]) {
      const { code, report } = await verify({ from, level: 'archive' })
      expect(code).toBe(0)
      expect(report.from).toBe(from)
    }
  })

  test('passes from S3 and from Azure once the copy in the folder is gone', async () => {
    rmSync(shop.shelf, { recursive: true })
    for (const [line, label] of [
      [s3, 'ceph'],
      [azure, 'offsite'],
    ] as const) {
      const one = await verify({ destinations: line })
      expect(one.code).toBe(0)
      expect(one.report.from).toBe(label)
      expect(outcomesOf(one.report)).toMatchObject({ fetch: 'pass', schema: 'pass', content: 'pass' })
    }
    const rest = await verify({})
    expect(rest.code).toBe(0)
    expect(rest.report.from).toBe('ceph')
    expect(rest.said).toMatch(/is passed over, since it has no backup/)
  })
})

describeWith(lackOf.postgres(15))('a backup in two folders', () => {
  test('is fetched from the first, and a damaged copy in the second does no harm until it is asked', async () => {
    await using server = await startPostgres()
    await createSmall(server)
    using shop = openWorkshop(server, { PG_BACKUP_SCRATCH: server.url() })
    const second = shop.room()
    const destinations = `here=${shop.shelf}\nthere=${second}`
    const id = await shop.backup('small', { destinations })
    const file = objectFile({ shelf: second, name: 'small', id }, 'database.dump.zst')
    await flipped(file, 'middle', async () => {
      expect((await shop.verify({ destinations })).code).toBe(0)
      expect((await shop.verify({ destinations, from: 'there' })).code).toBe(1)
      expect((await shop.verify({ destinations, from: 'all' })).code).toBe(1)
    })
  })
})
