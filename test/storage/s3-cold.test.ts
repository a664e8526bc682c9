import { Readable } from 'node:stream'
import type { S3Destination } from '../../src/options/destination.ts'
import type { RehydrateSpeed } from '../../src/options/drill.ts'
import type { StorageContext } from '../../src/storage/context.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { contentOf, expectKind } from './conformance.ts'
import { type Fault, type Seen, startProxy } from './proxy.ts'
import { consume, noise } from './streams.ts'

const signal = new AbortController().signal

describeWith(lackOf.ceph())('s3 in an archive tier', () => {
  let ceph: CephServer
  let env: StorageContext['env']
  const bucket = 'backups'
  beforeAll(async () => {
    ceph = await startCeph({ archive: true })
    await ceph.createBucket(bucket)
    env = { AWS_ACCESS_KEY_ID: ceph.accessKey, AWS_SECRET_ACCESS_KEY: ceph.secretKey }
  })
  afterAll(() => ceph?.stop())

  const lines: string[] = []
  const at = (prefix: string, more: Partial<S3Destination> = {}): S3Destination => ({
    ...{ kind: 's3', label: 'offsite', url: `s3://${bucket}/${prefix}`, bucket, prefix },
    ...{ endpoint: ceph.endpoint, pathStyle: true, ...more },
  })
  const openAt = (destination: S3Destination): Promise<Storage> =>
    openStorage(destination, {
      env,
      log: (line) => lines.push(line),
      tuning: { sleep: async () => {}, attempts: 3 },
    })
  const open = (prefix: string, more: Partial<S3Destination> = {}) => openAt(at(prefix, more))
  const tierOf = async (storage: Storage) => (await storage.stat('x', { signal }))?.cold
  const thaw = (storage: Storage) => storage.thaw('x', { speed: 'standard', days: 3, signal })

  test('is frozen, is brought back, and is read again', async () => {
    const storage = await open('real/')
    await storage.upload('x', Readable.from(noise(100_000)), { signal })
    expect(await tierOf(storage)).toBeUndefined()
    await thaw(storage)
    expect(await consume(await storage.read('x', { signal }))).toEqual(await consume(noise(100_000)))

    await ceph.archive.freeze(bucket, 'real/')
    expect(await tierOf(storage)).toEqual({ state: 'frozen', tier: 'GLACIER' })
    const refused = await expectKind(storage.read('x', { signal }), 'frozen')
    expect(refused.message).toContain('by `rehydrate` or `aws s3api restore-object`')

    await thaw(storage)
    expect(await tierOf(storage)).toEqual({ state: 'thawing', tier: 'GLACIER' })
    await expectKind(storage.read('x', { signal }), 'frozen')
    await thaw(storage)
    expect(await tierOf(storage)).toEqual({ state: 'thawing', tier: 'GLACIER' })

    await ceph.archive.passHours(bucket, 'real/')
    const until = expect.any(Date)
    expect(await tierOf(storage)).toEqual({ state: 'thawed', tier: 'GLACIER', until })
    const cold = await tierOf(storage)
    const left = cold?.state === 'thawed' ? (cold.until?.getTime() ?? 0) - Date.now() : 0
    expect(left).toBeGreaterThan(1.9 * 86_400_000)
    expect(left).toBeLessThan(4.1 * 86_400_000)
    expect(await consume(await storage.read('x', { signal }))).toEqual(await consume(noise(100_000)))
    await thaw(storage)
    expect(await tierOf(storage)).toMatchObject({ state: 'thawed' })
    // Not one of all these was tried again.
    expect(lines).toEqual([])
  })

  test('is not, where a class is only called so', async () => {
    const storage = await open('warm/', { storageClass: 'DEEP_ARCHIVE' })
    for (const [key, size] of Object.entries({ x: 10, empty: 0 })) {
      await storage.upload(key, Readable.from(noise(size)), { signal })
      expect(await storage.stat(key, { signal })).toEqual({ key, size, modified: expect.any(Date) })
      expect(await contentOf(storage, key)).toHaveLength(size)
    }
  })

  /**
   * A stand-in for AWS: Ceph, which stores, behind a proxy that answers of archived objects what AWS's documentation says,
   * as far as Ceph does not do it itself. The SDK heeds the variable by itself, so the backend takes it for AWS.
   */
  describe('of AWS (a stand-in)', () => {
    const xml = (code: string) =>
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`
    const standIn = async (
      head: Readonly<Record<string, string>>,
      restore: Fault = { answer: 202 },
    ): Promise<{ storage: Storage; asked: () => string[] } & AsyncDisposable> => {
      const isRestore = ({ method, url }: Seen) => method === 'POST' && url.includes('?restore')
      const proxy = await startProxy(ceph.endpoint, (request) => {
        if (request.method === 'HEAD') return { adds: head }
        if (request.method === 'GET') return { answer: 403, body: xml('InvalidObjectState') }
        return isRestore(request) ? restore : undefined
      })
      process.env.AWS_ENDPOINT_URL_S3 = proxy.endpoint
      const { endpoint: _, ...aws } = at('stand-in/', { region: ceph.region })
      const storage = await openAt(aws)
      await storage.upload('x', Readable.from(noise(10)), { signal })
      return {
        storage,
        asked: () => proxy.seen.filter(isRestore).map(({ body = '' }) => body),
        [Symbol.asyncDispose]: async () => {
          delete process.env.AWS_ENDPOINT_URL_S3
          await proxy[Symbol.asyncDispose]()
        },
      }
    }
    const archive = (storageClass: string, more: Readonly<Record<string, string>> = {}) => ({
      'x-amz-storage-class': storageClass,
      ...more,
    })

    test.each([
      ['GLACIER', archive('GLACIER'), { state: 'frozen', tier: 'GLACIER' }],
      ['DEEP_ARCHIVE', archive('DEEP_ARCHIVE'), { state: 'frozen', tier: 'DEEP_ARCHIVE' }],
      [
        'GLACIER on its way',
        archive('GLACIER', { 'x-amz-restore': 'ongoing-request="true"' }),
        { state: 'thawing', tier: 'GLACIER' },
      ],
      [
        'GLACIER with a copy',
        archive('GLACIER', {
          'x-amz-restore': 'ongoing-request="false", expiry-date="Fri, 21 Dec 2040 00:00:00 GMT"',
        }),
        { state: 'thawed', tier: 'GLACIER', until: new Date('2040-12-21T00:00:00Z') },
      ],
      [
        'INTELLIGENT_TIERING, archived',
        archive('INTELLIGENT_TIERING', { 'x-amz-archive-status': 'ARCHIVE_ACCESS' }),
        { state: 'frozen', tier: 'ARCHIVE_ACCESS' },
      ],
      [
        'INTELLIGENT_TIERING, archived deeply, on its way',
        archive('INTELLIGENT_TIERING', {
          'x-amz-archive-status': 'DEEP_ARCHIVE_ACCESS',
          'x-amz-restore': 'ongoing-request="true"',
        }),
        { state: 'thawing', tier: 'DEEP_ARCHIVE_ACCESS' },
      ],
      ['INTELLIGENT_TIERING, in use', archive('INTELLIGENT_TIERING'), undefined],
      ['GLACIER_IR', archive('GLACIER_IR'), undefined],
      ['STANDARD_IA', archive('STANDARD_IA'), undefined],
      ['no class', {}, undefined],
    ])('%s is told apart', async (_, head, cold) => {
      await using aws = await standIn(head)
      expect(await tierOf(aws.storage)).toEqual(cold)
      await aws.storage.thaw('x', { speed: 'standard', days: 7, signal })
      expect(aws.asked()).toHaveLength(cold?.state === 'frozen' ? 1 : 0)
    })

    test.each<[string, RehydrateSpeed, RegExp]>([
      ['GLACIER', 'standard', /<Days>7<\/Days>.*<Tier>Standard<\/Tier>/],
      ['GLACIER', 'high', /<Days>7<\/Days>.*<Tier>Expedited<\/Tier>/],
      ['DEEP_ARCHIVE', 'bulk', /<Days>7<\/Days>.*<Tier>Bulk<\/Tier>/],
    ])('%s is brought back as a copy: %s', async (storageClass, speed, body) => {
      await using aws = await standIn(archive(storageClass))
      await aws.storage.thaw('x', { speed, days: 7, signal })
      expect(aws.asked()).toEqual([expect.stringMatching(body)])
    })

    test('INTELLIGENT_TIERING is brought back for good, since AWS takes no days there', async () => {
      await using aws = await standIn(
        archive('INTELLIGENT_TIERING', { 'x-amz-archive-status': 'DEEP_ARCHIVE_ACCESS' }),
      )
      await aws.storage.thaw('x', { speed: 'bulk', days: 7, signal })
      expect(aws.asked()).toEqual([expect.stringMatching(/^(?!.*Days).*<Tier>Bulk<\/Tier>/s)])
    })

    test('a speed that the tier does not have is refused, and nothing asked for', async () => {
      await using aws = await standIn(archive('DEEP_ARCHIVE'))
      const refused = aws.storage.thaw('x', { speed: 'high', days: 7, signal })
      expect((await expectKind(refused, 'refused')).message).toContain('does not have the speed `high`')
      expect(aws.asked()).toEqual([])
    })

    test('another run that was faster is as good', async () => {
      const taken = { answer: 409, body: xml('RestoreAlreadyInProgress') }
      await using aws = await standIn(archive('GLACIER'), taken)
      await aws.storage.thaw('x', { speed: 'standard', days: 7, signal })
      expect(aws.asked()).toHaveLength(1)
    })

    test.each([
      [503, 'GlacierExpeditedRetrievalNotAvailable', 'Take `rehydrate: standard`'],
      [403, 'AccessDenied', 's3:RestoreObject'],
    ])('an answer %d %s says what to do, and is not tried again', async (answer, code, words) => {
      await using aws = await standIn(archive('GLACIER'), { answer, body: xml(code) })
      const refused = await expectKind(aws.storage.thaw('x', { speed: 'high', days: 7, signal }), 'refused')
      expect(refused.message).toContain(words)
      expect(aws.asked()).toHaveLength(1)
    })

    test('reading it says what it is', async () => {
      await using aws = await standIn(archive('GLACIER'))
      await expectKind(aws.storage.read('x', { signal }), 'frozen')
    })
  })
})
