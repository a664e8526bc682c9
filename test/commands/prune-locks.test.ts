import { CreateMultipartUploadCommand, PutObjectLegalHoldCommand, S3Client } from '@aws-sdk/client-s3'
import { layout } from '../../src/archive/layout.ts'
import { allKeys, generate } from '../archive/generated.ts'
import { signal } from '../archive/sample.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { openLine, openStores, type Stores } from './stores.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

describeWith(lackOf.ceph())('prune in a bucket with Object Lock', () => {
  let stores: Stores
  let client: S3Client
  beforeAll(async () => {
    stores = await openStores()
    await stores.ceph.createBucket('locked', { objectLock: true })
    const { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey } = stores.ceph
    client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    })
  })
  afterAll(async () => {
    client?.destroy()
    await stores?.close()
  })

  test('names and skips what a lock or a legal hold keeps, and hides nothing of it', async () => {
    const line = (more = '') =>
      `vault=s3://locked/a?endpoint=${stores.ceph.endpoint}&region=${stores.ceph.region}${more}`
    const open = await openLine(line(), stores.env)
    const locking = await openLine(line('&lock=governance:30d'), stores.env)
    await generate(open, { startedAt: ago(1) })
    const locked = await generate(locking, { startedAt: ago(2) })
    const held = await generate(open, { startedAt: ago(3) })
    const free = await generate(open, { startedAt: ago(4) })
    const Key = `a/${layout('shop').object(held.id, 'database.dump.zst')}`
    await client.send(new PutObjectLegalHoldCommand({ Bucket: 'locked', Key, LegalHold: { Status: 'ON' } }))
    const args = ['prune', '--keep', 'last=1', '--allow-large-prune', '--destinations', line()]
    const ended = await runTerminal(args, stores.env)
    expect(ended.stderr).toMatch(
      new RegExp(`${locked.id} stays, since .* a lock \\(governance\\) until \\d{4}-`),
    )
    expect(ended.stderr).toMatch(new RegExp(`${held.id} stays, since shop/data/.* a legal hold`))
    expect(ended.stderr).toContain('this bucket keeps versions')
    expect(ended.code).toBe(0)
    const keys = await allKeys(open)
    for (const { id } of [locked, held]) {
      expect(keys).toContain(layout('shop').manifest(id))
      expect(keys).toContain(layout('shop').object(id, 'database.dump.zst'))
    }
    expect(keys.filter((key) => key.includes(free.id) && !key.includes('/records/'))).toEqual([])

    await client.send(new PutObjectLegalHoldCommand({ Bucket: 'locked', Key, LegalHold: { Status: 'OFF' } }))
    const again = await runTerminal(args, stores.env)
    expect(again.code).toBe(0)
    expect(await open.stat(layout('shop').manifest(held.id), { signal })).toBeUndefined()
    expect(await open.stat(layout('shop').manifest(locked.id), { signal })).toBeDefined()
  })

  test('names the fee for what goes early from a cold class, and ends no upload of today', async () => {
    const { line, storage } = await stores.place('S3')
    const cold = await openLine(`${line}&storage-class=GLACIER_IR`, stores.env)
    const { Readable } = await import('node:stream')
    const old = await generate(storage, { startedAt: ago(2) })
    const data = layout('shop').object(old.id, 'data-01.dump.zst')
    await cold.upload(data, Readable.from([Buffer.from('cold')]), { signal })
    await generate(storage, { startedAt: ago(1) })
    const [bucketLine = ''] = /place-\d+/.exec(line) ?? []
    const Key = `${bucketLine}/shop/data/20200101T000000Z-abcdef/data-01.dump.zst`
    await client.send(new CreateMultipartUploadCommand({ Bucket: 'backups', Key }))
    const ended = await runTerminal(['prune', '--keep', 'last=1', '--destinations', line], stores.env)
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain(
      'no rule keeps it; an early-deletion fee is due: GLACIER_IR is billed for 90 days, and this lay there for 0',
    )
    expect(await allKeys(storage, 'shop/data/')).toHaveLength(1)
    expect(await storage.abandon('shop/', { signal })).toBe(1)
  })

  // Azurite knows no such policies: these are the answers that Azure gives.
  test.each([
    [
      'a legal hold',
      'HEAD',
      { answer: 200, headers: { 'x-ms-legal-hold': 'true', 'content-length': '1' } },
      'is kept by a legal hold',
    ],
    [
      'a policy of the object',
      'HEAD',
      {
        answer: 200,
        headers: {
          'x-ms-immutability-policy-until-date': 'Wed, 01 Jan 2098 00:00:00 GMT',
          'x-ms-immutability-policy-mode': 'unlocked',
        },
      },
      'is kept by an immutability policy (unlocked) until 2098-01-01T00:00:00.000Z',
    ],
    [
      'a policy of the container, of which only removing tells',
      'DELETE',
      { answer: 409, headers: { 'x-ms-error-code': 'BlobImmutableDueToPolicy' } },
      'is kept by an immutability policy or a legal hold',
    ],
  ] as const)('skips what Azure keeps by %s', async (_, method, fault, sentence) => {
    const { storage, behind } = await stores.place('Azure')
    await generate(storage, { startedAt: ago(1) })
    const { id } = await generate(storage, { startedAt: ago(2) })
    const before = await allKeys(storage, 'shop/data/')
    await using proxy = await behind((seen) =>
      seen.method === method && seen.url.includes(`manifests/${id}`) ? fault : undefined,
    )
    const ended = await runTerminal(['prune', '--keep', 'last=1', '--destinations', proxy.line], stores.env)
    expect(ended.stderr).toContain(sentence)
    expect(ended.code).toBe(0)
    expect(await allKeys(storage, 'shop/data/')).toEqual(before)
    expect(await allKeys(storage, 'shop/manifests/')).toHaveLength(2)
  })
})
