import { Readable } from 'node:stream'
import { HeadObjectCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Destination } from '../../src/options/destination.ts'
import type { StorageContext, Tuning } from '../../src/storage/context.ts'
import { openStorage } from '../../src/storage/open.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { conforms, contentOf, expectKind, keysOf } from './conformance.ts'
import { type Fault, type Seen, startProxy } from './proxy.ts'
import { consume, noise } from './streams.ts'

const MIB = 1024 * 1024
const signal = new AbortController().signal

describeWith(lackOf.ceph())('s3', () => {
  let ceph: CephServer
  let client: S3Client
  let env: StorageContext['env']
  const bucket = 'conformance'
  const locked = 'locked'

  beforeAll(async () => {
    ceph = await startCeph()
    await ceph.createBucket(bucket)
    await ceph.createBucket(locked, { objectLock: true })
    const { accessKey: accessKeyId, secretKey: secretAccessKey } = ceph
    env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    client = new S3Client({
      endpoint: ceph.endpoint,
      region: ceph.region,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    })
  })
  afterAll(() => ceph?.stop())

  const at = (prefix: string, more: Partial<S3Destination> = {}): S3Destination => ({
    kind: 's3',
    label: 'offsite',
    url: `s3://${bucket}/${prefix}`,
    bucket,
    prefix,
    endpoint: ceph.endpoint,
    pathStyle: true,
    ...more,
  })
  const unfinished = async (folder: string) => {
    const { Uploads = [] } = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: `${folder}/` }),
    )
    return Uploads.length
  }

  conforms('s3', () => ({
    open: (folder) => openStorage(at(`${folder}/`), { env, log: () => {} }),
    unfinished,
    checkedBy: /^md5$/,
    partBytes: 8 * MIB,
  }))

  describe('with the checksums that are used on AWS', () => {
    // The SDK heeds this variable by itself, so the backend takes the server for AWS.
    beforeAll(() => {
      process.env.AWS_ENDPOINT_URL_S3 = ceph.endpoint
    })
    afterAll(() => {
      delete process.env.AWS_ENDPOINT_URL_S3
    })
    conforms('s3', () => ({
      open: (folder) => {
        const { endpoint: _, ...destination } = at(`aws-${folder}/`, { region: ceph.region })
        return openStorage(destination, { env, log: () => {} })
      },
      unfinished: (folder) => unfinished(`aws-${folder}`),
      checkedBy: /^crc32$/,
      partBytes: 8 * MIB,
    }))
  })

  describe('keeps what the destination asks for:', () => {
    const heads = async (destination: S3Destination) => {
      const storage = await openStorage(destination, { env, log: () => {} })
      const receipt = await storage.upload('small', Readable.from(noise(1000)), { signal })
      await storage.upload('parts', Readable.from(noise(20 * MIB)), { signal, expectedBytes: 1 })
      await storage.put('put', Buffer.from('put'), { signal, ifAbsent: true })
      const head = (key: string) =>
        client.send(new HeadObjectCommand({ Bucket: destination.bucket, Key: destination.prefix + key }))
      expect((await contentOf(storage, 'put')).toString()).toBe('put')
      return { receipt, small: await head('small'), parts: await head('parts'), put: await head('put') }
    }

    test('the storage class, of uploads alone', async () => {
      const { small, parts, put } = await heads(at('class/', { storageClass: 'STANDARD_IA' }))
      expect([small.StorageClass, parts.StorageClass]).toEqual(['STANDARD_IA', 'STANDARD_IA'])
      expect(put.StorageClass ?? 'STANDARD').toBe('STANDARD')
    })

    test('a lock, of everything', async () => {
      const lock = { mode: 'GOVERNANCE', days: 30 } as const
      for (const [name, head] of Object.entries(await heads(at('lock/', { bucket: locked, lock })))) {
        if (name === 'receipt' || !('ObjectLockMode' in head)) continue
        expect(head.ObjectLockMode).toBe('GOVERNANCE')
        const days = ((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000
        expect(days).toBeGreaterThan(29.9)
        expect(days).toBeLessThan(30.1)
      }
    })

    test('encryption with a key of KMS, of everything, where an ETag is no MD5', async () => {
      const { small, parts, put, receipt } = await heads(at('kms/', { sse: 'aws:kms', kmsKeyId: 'k1' }))
      for (const head of [small, parts, put])
        expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k1' })
      expect(receipt.checkedBy).toMatch(/^(size|md5)$/)
    })
  })

  test('abandons what was begun before a time, under its prefix alone', async () => {
    const storage = await openStorage(at('left/'), { env, log: () => {} })
    const { CreateMultipartUploadCommand } = await import('@aws-sdk/client-s3')
    for (const Key of ['left/db/a', 'left/db/b', 'left/db2/c'])
      await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }))
    expect(await storage.abandon('db/', { signal, begunBefore: new Date(Date.now() - 3_600_000) })).toBe(0)
    expect(await storage.abandon('db/', { signal, begunBefore: new Date(Date.now() + 3_600_000) })).toBe(2)
    expect(await unfinished('left')).toBe(1)
    expect(await storage.abandon('', { signal })).toBe(1)
  })

  describe('over a bad line', () => {
    let count = 0
    /** A storage of its own behind a proxy in which requests go wrong. */
    async function behind(
      faultOf: (request: Seen, nth: number) => Fault | undefined,
      tuning: Partial<Tuning> = {},
      more: Partial<S3Destination> = {},
    ) {
      count += 1
      const folder = `line-${count}`
      const proxy = await startProxy(ceph.endpoint, faultOf)
      const lines: string[] = []
      const waits: number[] = []
      const destination = at(`${folder}/`, { endpoint: proxy.endpoint, ...more })
      const storage = await openStorage(destination, {
        env,
        log: (line) => lines.push(line),
        tuning: { sleep: async (ms) => void waits.push(ms), random: () => 0, attempts: 3, ...tuning },
      })
      return {
        folder,
        storage,
        /** The same, which waits as long as users do. */
        patient: await openStorage(destination, { env, log: () => {} }),
        lines,
        waits,
        seen: proxy.seen,
        [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
      }
    }
    /** The fault for the first so many requests that match. */
    const first = (times: number, fault: Fault, matches: (request: Seen) => boolean) => {
      let left = times
      return (request: Seen) => (matches(request) && left-- > 0 ? fault : undefined)
    }
    const isPart = ({ url }: Seen) => /partNumber=/.test(url)
    const isPart2 = ({ url }: Seen) => /partNumber=2/.test(url)
    const creates = ({ method, url }: Seen) => method === 'POST' && /\?uploads/.test(url)
    const completes = ({ method, url }: Seen) => method === 'POST' && /uploadId=/.test(url)
    const gets = ({ method, url }: Seen) => method === 'GET' && !/list-type/.test(url)
    const puts = ({ method, url }: Seen) => method === 'PUT' && !/partNumber/.test(url)
    const upload = (storage: Awaited<ReturnType<typeof openStorage>>, size = 20 * MIB) =>
      storage.upload('x', Readable.from(noise(size)), { signal, expectedBytes: 1 })
    const isWhole = async (storage: Awaited<ReturnType<typeof openStorage>>, size = 20 * MIB) =>
      expect(await consume(await storage.read('x', { signal }))).toEqual(await consume(noise(size)))

    test('a part that was answered 503 is sent again, when the store asks for it', async () => {
      const busy = {
        answer: 503,
        headers: { 'retry-after': '7' },
        body: '<Error><Code>SlowDown</Code></Error>',
      }
      await using line = await behind(first(2, busy, isPart2))
      expect(await upload(line.storage)).toEqual({ size: 20 * MIB, checkedBy: 'md5' })
      expect(line.waits).toEqual([7000, 7000])
      expect(line.lines[0]).toMatch(
        /^offsite: storing part 2 of x did not work \(try 1 of 3\), next try in 7/,
      )
      await isWhole(line.storage)
    })

    test('every part is signed over its content, and sent with its MD5', async () => {
      await using line = await behind(() => undefined)
      await upload(line.storage)
      const parts = line.seen.filter(isPart)
      expect(parts).toHaveLength(3)
      for (const { headers } of parts) {
        expect(headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/)
        expect(headers['content-md5']).toMatch(/^[\w+/]{22}==$/)
      }
    })

    test('a part that was damaged on the way is refused by the store, and sent again', async () => {
      await using line = await behind(first(1, 'damaged', isPart2))
      expect((await upload(line.storage)).checkedBy).toBe('md5')
      expect(line.lines).toHaveLength(1)
      expect(line.lines[0]).toContain('bytes were changed on the way')
      await isWhole(line.storage)
    })

    test('so is a whole small object', async () => {
      await using line = await behind(first(1, 'damaged', puts))
      await upload(line.storage, 1000)
      await isWhole(line.storage, 1000)
    })

    test('a part that fails for good ends the others and the reading, and leaves nothing', async () => {
      await using line = await behind((request) => (isPart2(request) ? { answer: 500 } : undefined))
      let read = 0
      const source = async function* () {
        for await (const chunk of noise(1000 * MIB)) {
          read += chunk.length
          yield chunk
        }
      }
      const stream = Readable.from(source())
      const work = line.storage.upload('x', stream, { signal, expectedBytes: 1 })
      const error = await expectKind(work, 'busy')
      expect(error.message).toContain('offsite: storing part 2 of x failed')
      expect(read).toBeLessThan(200 * MIB)
      expect(stream.destroyed).toBe(true)
      expect(await keysOf(line.storage)).toEqual([])
      expect(await unfinished(line.folder)).toBe(0)
    })

    test('an upload whose beginning was answered into the void leaves no second one', async () => {
      await using line = await behind(first(1, 'answer lost', creates))
      await upload(line.storage)
      expect(await unfinished(line.folder)).toBe(0)
      await isWhole(line.storage)
    })

    test('an upload whose end was answered into the void is whole', async () => {
      await using line = await behind(first(1, 'answer lost', completes))
      expect((await upload(line.storage)).size).toBe(20 * MIB)
      await isWhole(line.storage)
    })

    test('cancelled while it ends, it leaves nothing', async () => {
      const cancel = new AbortController()
      const reason = new Error('cancelled by the user')
      await using line = await behind((request) => {
        if (!completes(request)) return undefined
        setTimeout(() => cancel.abort(reason), 300)
        return 'silence'
      })
      const stream = Readable.from(noise(20 * MIB))
      const work = line.storage.upload('x', stream, { signal: cancel.signal, expectedBytes: 1 })
      await expect(work).rejects.toBe(reason)
      expect(await line.storage.stat('x', { signal })).toBeUndefined()
      expect(await unfinished(line.folder)).toBe(0)
    })

    test('when the end worked, but nobody could be told, it leaves nothing either', async () => {
      await using line = await behind((request) => (completes(request) ? 'answer lost' : undefined), {
        attempts: 1,
      })
      await expectKind(upload(line.storage), 'busy')
      expect(await line.storage.stat('x', { signal })).toBeUndefined()
      expect(await unfinished(line.folder)).toBe(0)
    })

    test('a store that cannot end an unfinished upload is told of, with the first error', async () => {
      await using line = await behind((request) => {
        if (request.method === 'DELETE') return { answer: 500 }
        return isPart2(request)
          ? { answer: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
          : undefined
      })
      const error = await expectKind(upload(line.storage), 'refused')
      expect(error.message).toContain('s3:PutObject')
      expect(line.lines.at(-1)).toContain('an unfinished upload of x may remain')
      expect(await line.storage.abandon('', { signal }).catch((e) => e.kind)).toBe('busy')
    })

    test('a reading that is cut goes on from there', async () => {
      await using line = await behind(first(2, { cutAfter: 3_000_001 }, gets))
      await upload(line.storage)
      await isWhole(line.storage)
      const [, second, third] = line.seen.filter(gets)
      expect(second?.headers.range).toMatch(/^bytes=\d{7}-$/)
      expect(second?.headers['if-match']).toMatch(/^"[0-9a-f]{32}-3"$/)
      expect(third?.headers.range).toMatch(/^bytes=\d{7}-$/)
    })

    test('a reading that stalls goes on from there', async () => {
      await using line = await behind(first(1, { stallAfter: 3_000_001 }, gets), { idleMs: 1000 })
      await upload(line.patient)
      await isWhole(line.storage)
      expect(line.lines[0]).toContain('no byte came for 1 s')
    })

    test('a reader that takes its time is not hurried', async () => {
      await using line = await behind(() => undefined, { idleMs: 1500 })
      await upload(line.patient)
      let size = 0
      for await (const chunk of await line.storage.read('x', { signal })) {
        if (size === 0) await new Promise((resolve) => setTimeout(resolve, 4000))
        size += chunk.length
      }
      expect(size).toBe(20 * MIB)
      expect(line.lines).toEqual([])
    })

    test('a reading does not go on in an object that was changed', async () => {
      await using line = await behind(first(1, { cutAfter: 1_000_000 }, gets))
      await upload(line.storage)
      const stream = await line.storage.read('x', { signal })
      await line.storage.put('x', Buffer.from('something else'), { signal })
      const error = await expectKind(consume(stream), 'broken')
      expect(error.message).toContain('was changed while it was being read')
    })

    test('silence is not waited for without end', async () => {
      await using line = await behind(() => 'silence', { idleMs: 200, attempts: 2 })
      for (const work of [
        () => line.storage.stat('x', { signal }),
        () => line.storage.read('x', { signal }),
        () => line.storage.put('x', Buffer.of(1), { signal }),
        () => upload(line.storage),
        () => keysOf(line.storage),
      ])
        expect((await expectKind(work(), 'busy')).message).toContain('did not answer in time')
    })

    test('silence can be cancelled', async () => {
      await using line = await behind(() => 'silence')
      for (const work of ['stat', 'read', 'remove'] as const) {
        const cancel = new AbortController()
        const reason = new Error('cancelled by the user')
        setTimeout(() => cancel.abort(reason), 50)
        await expect(line.storage[work]('x', { signal: cancel.signal })).rejects.toBe(reason)
      }
    })

    test('a put that must not overwrite knows its own object again when only the answer was lost', async () => {
      await using line = await behind(first(1, 'answer lost', puts))
      await line.storage.put('x', Buffer.from('mine'), { signal, ifAbsent: true })
      expect((await contentOf(line.storage, 'x')).toString()).toBe('mine')
      expect(line.lines).toHaveLength(1)
    })

    test.each([
      [501, 'NotImplemented', 'A header you provided implies functionality that is not implemented'],
      [400, 'InvalidArgument', 'Unsupported header: If-None-Match'],
    ])(
      'a store without conditional put (%d) is looked at first, and that is said once',
      async (answer, code, text) => {
        const refusal = { answer, body: `<Error><Code>${code}</Code><Message>${text}</Message></Error>` }
        await using line = await behind(({ headers }) => (headers['if-none-match'] ? refusal : undefined))
        expect(line.storage.conditionalPut).toBe(true)
        await line.storage.put('x', Buffer.from('mine'), { signal, ifAbsent: true })
        await line.storage.put('y', Buffer.from('mine'), { signal, ifAbsent: true })
        await expectKind(line.storage.put('x', Buffer.from('other'), { signal, ifAbsent: true }), 'exists')
        expect((await contentOf(line.storage, 'x')).toString()).toBe('mine')
        expect(line.storage.conditionalPut).toBe(false)
        expect(line.lines).toHaveLength(1)
        expect(line.lines[0]).toContain('no conditional put')
      },
    )

    test('a clock that is wrong is set by the store’s answer', async () => {
      const skewed = {
        answer: 403,
        headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
        body: '<Error><Code>RequestTimeTooSkewed</Code></Error>',
      }
      await using line = await behind((_, nth) => (nth === 1 ? skewed : { answer: 200 }))
      await line.storage.put('x', Buffer.of(1), { signal })
      expect(line.lines[0]).toContain('The clock of this machine is wrong by too much.')
      const hours = line.seen.map(({ headers }) => Number(`${headers['x-amz-date']}`.slice(9, 11)))
      expect(hours[1]).toBe(((hours[0] ?? 0) + 1) % 24)
    })
  })

  describe('says what is wrong', () => {
    const told = async (
      destination: S3Destination,
      environment: StorageContext['env'] = env,
      kind = 'refused' as const,
    ): Promise<string> => {
      const messages = new Set<string>()
      const lines: string[] = []
      const storage = await openStorage(destination, {
        env: environment,
        log: (line) => lines.push(line),
        tuning: { sleep: async () => {}, attempts: 2 },
      })
      for (const work of [
        () => storage.put('a/b', Buffer.of(1), { signal }),
        () => storage.put('a/b', Buffer.of(1), { signal, ifAbsent: true }),
        () => storage.upload('a/b', Readable.from(noise(1)), { signal }),
        () => storage.upload('a/b', Readable.from(noise(20 * MIB)), { signal, expectedBytes: 1 }),
        () => storage.stat('a/b', { signal }),
        () => storage.read('a/b', { signal }),
        () => storage.remove('a/b', { signal }),
        () => keysOf(storage),
        () => storage.abandon('', { signal }),
      ]) {
        const { message } = await expectKind(work(), kind)
        expect(message).toMatch(/^offsite: .* failed/)
        messages.add(message.split('\n').slice(1).join('\n'))
      }
      const all = [...messages, ...lines].join('\n')
      expect(all).not.toContain('wrong-secret')
      expect(all).not.toContain(ceph.secretKey)
      // The same cause, the same words, whatever was being done.
      expect([...messages]).toHaveLength(1)
      return all
    }

    test('no such bucket', async () => {
      expect(await told(at('', { bucket: 'nosuch' }))).toBe(
        'There is no bucket named nosuch.\nCreate the bucket, or correct its name in the destination.',
      )
    })
    test('an unknown access key', async () => {
      expect(await told(at(''), { ...env, AWS_ACCESS_KEY_ID: 'nobody' })).toBe(
        'The store does not know this access key.\nCheck AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      )
    })
    test('a wrong secret key', async () => {
      expect(await told(at(''), { ...env, AWS_SECRET_ACCESS_KEY: 'wrong-secret' })).toContain(
        'The secret key does not belong to the access key',
      )
    })
    test('a wrong key of its own', async () => {
      const own = { OFFSITE_ACCESS_KEY_ID: ceph.accessKey, OFFSITE_SECRET_ACCESS_KEY: 'wrong-secret' }
      expect(await told(at('', { credentials: 'OFFSITE' }), { ...env, ...own })).toContain(
        'Check OFFSITE_ACCESS_KEY_ID and OFFSITE_SECRET_ACCESS_KEY.',
      )
    })

    const answering = async (answer: number, code: string, more = '', kind = 'refused' as const) => {
      const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message>${more}</Error>`
      await using proxy = await startProxy(ceph.endpoint, ({ method }) =>
        method === 'HEAD' ? { answer } : { answer, body },
      )
      return await told(at('', { endpoint: proxy.endpoint }), env, kind)
    }
    test('an expired token', async () => {
      expect(await answering(400, 'ExpiredToken')).toContain('The temporary credentials have expired.')
    })
    test('another region', async () => {
      const region = '<Region>eu-central-1</Region>'
      expect(await answering(400, 'AuthorizationHeaderMalformed', region)).toBe(
        'The bucket is in another region: eu-central-1.\nPut `region=eu-central-1` into the URL of the destination.',
      )
      expect(await answering(301, 'PermanentRedirect')).toContain('The bucket is in another region.')
    })
    test('access denied', async () => {
      expect(await answering(403, 'AccessDenied')).toContain('s3:GetObject')
    })
  })

  test('says what is missing before anything is asked', async () => {
    const error = await expectKind(
      openStorage(at('', { credentials: 'OFFSITE' }), { env, log: () => {} }),
      'refused',
    )
    expect(error.message).toContain(
      'the environment lacks OFFSITE_ACCESS_KEY_ID and OFFSITE_SECRET_ACCESS_KEY',
    )
  })

  test('its own credentials are used', async () => {
    const own = {
      AWS_ACCESS_KEY_ID: 'other',
      AWS_SECRET_ACCESS_KEY: 'other',
      OFFSITE_ACCESS_KEY_ID: ceph.accessKey,
      OFFSITE_SECRET_ACCESS_KEY: ceph.secretKey,
    }
    const storage = await openStorage(at('own/', { credentials: 'OFFSITE' }), { env: own, log: () => {} })
    await storage.put('x', Buffer.of(1), { signal })
    expect(await keysOf(storage)).toEqual(['x'])
  })
})

test('a store that is not there is said so, with its host', async () => {
  const destination: S3Destination = {
    kind: 's3',
    label: 'offsite',
    url: 's3://b',
    bucket: 'b',
    prefix: '',
    endpoint: 'http://127.0.0.1:1',
    pathStyle: true,
  }
  const storage = await openStorage(destination, {
    env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    log: () => {},
    tuning: { attempts: 2, sleep: async () => {}, random: () => 0 },
  })
  const error = await expectKind(storage.put('x', Buffer.of(1), { signal }), 'busy')
  expect(error.message).toBe(
    [
      'offsite: storing x failed.',
      'Nothing accepts connections at 127.0.0.1:1. Tried 2 times over 0.0 s.',
      'Check that the store is running, and the endpoint and port in the destination.',
    ].join('\n'),
  )
})
