import { Readable } from 'node:stream'
import {
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import type { AzureDestination } from '../../src/options/destination.ts'
import type { StorageContext, Tuning } from '../../src/storage/context.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { conforms, contentOf, expectKind, keysOf } from './conformance.ts'
import { type Fault, type Seen, startProxy } from './proxy.ts'
import { consume, noise } from './streams.ts'

const MIB = 1024 * 1024
const signal = new AbortController().signal

describe('azure', () => {
  let azurite: AzuriteServer
  let env: StorageContext['env']
  const container = 'conformance'

  beforeAll(async () => {
    azurite = await startAzurite()
    await azurite.createContainer(container)
    env = { AZURE_STORAGE_KEY: azurite.key }
  })
  afterAll(() => azurite?.stop())

  const at = (prefix: string, more: Partial<AzureDestination> = {}): AzureDestination => ({
    kind: 'azure',
    label: 'offsite',
    url: `azure://${azurite.account}/${container}/${prefix}`,
    account: azurite.account,
    container,
    prefix,
    endpoint: azurite.endpoint,
    ...more,
  })
  const containerClient = () =>
    new BlobServiceClient(
      azurite.endpoint,
      new StorageSharedKeyCredential(azurite.account, azurite.key),
    ).getContainerClient(container)
  const token = (expires: number, permissions = 'racwdl') =>
    generateBlobSASQueryParameters(
      {
        containerName: container,
        permissions: ContainerSASPermissions.parse(permissions),
        expiresOn: new Date(Date.now() + expires),
      },
      new StorageSharedKeyCredential(azurite.account, azurite.key),
    ).toString()

  conforms('azure', () => ({
    open: (folder) => openStorage(at(`${folder}/`), { env, log: () => {} }),
    // Blocks that were never committed are the store's to remove, and no business of a listing.
    unfinished: async () => 0,
    checkedBy: /^md5$/,
    partBytes: 8 * MIB,
  }))

  test('the tier is that of the destination for uploads, and hot for puts', async () => {
    const storage = await openStorage(at('tier/', { tier: 'Cool' }), { env, log: () => {} })
    await storage.upload('upload', Readable.from(noise(10)), { signal })
    await storage.put('put', Buffer.of(1), { signal, ifAbsent: true })
    const tierOf = async (key: string) =>
      (await containerClient().getBlobClient(`tier/${key}`).getProperties()).accessTier
    expect([await tierOf('upload'), await tierOf('put')]).toEqual(['Cool', 'Hot'])
  })

  test('folders of accounts that have them are no objects', async () => {
    const storage = await openStorage(at('folders/'), { env, log: () => {} })
    await storage.put('a/b', Buffer.of(1), { signal })
    await containerClient()
      .getBlockBlobClient('folders/a')
      .upload('', 0, { metadata: { hdi_isfolder: 'true' } })
    expect(await keysOf(storage)).toEqual(['a/b'])
    expect(await storage.stat('a', { signal })).toBeUndefined()
    await expectKind(storage.read('a', { signal }), 'missing')
  })

  describe('logs in', () => {
    const works = async (environment: StorageContext['env'], more: Partial<AzureDestination> = {}) => {
      const storage = await openStorage(at('login/', more), { env: environment, log: () => {} })
      await storage.upload('x', Readable.from(noise(10)), { signal })
      expect(await storage.stat('x', { signal })).toMatchObject({ size: 10 })
      expect(await keysOf(storage)).toEqual(['x'])
    }
    test('by a connection string', () => works({ AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString }))
    test('by a connection string, at its own endpoint', async () => {
      const { endpoint: _, ...destination } = at('login/')
      const storage = await openStorage(destination, {
        env: { AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString },
        log: () => {},
      })
      await storage.put('x', Buffer.of(1), { signal })
    })
    test('by a SAS token', () => works({ AZURE_STORAGE_SAS_TOKEN: token(60_000) }))
    test('by a SAS token with its question mark', () =>
      works({ AZURE_STORAGE_SAS_TOKEN: `?${token(60_000)}` }))
    test('by its own key', () =>
      works({ AZURE_STORAGE_KEY: 'b3RoZXI=', OFFSITE_KEY: azurite.key }, { credentials: 'OFFSITE' }))
    test('by its own token', () => works({ OFFSITE_SAS_TOKEN: token(60_000) }, { credentials: 'OFFSITE' }))
    test('by its own connection string', () =>
      works({ OFFSITE_CONNECTION_STRING: azurite.connectionString }, { credentials: 'OFFSITE' }))
  })

  describe('over a bad line', () => {
    let count = 0
    async function behind(
      faultOf: (request: Seen, nth: number) => Fault | undefined,
      tuning: Partial<Tuning> = {},
    ) {
      count += 1
      const proxy = await startProxy(azurite.endpoint, faultOf)
      const lines: string[] = []
      const waits: number[] = []
      // A token rather than a key: a key signs over the path, which names the port here.
      const destination = at(`line-${count}/`, { endpoint: proxy.endpoint })
      const login = { AZURE_STORAGE_SAS_TOKEN: token(600_000) }
      const storage = await openStorage(destination, {
        env: login,
        log: (line) => lines.push(line),
        tuning: { sleep: async (ms) => void waits.push(ms), random: () => 0, attempts: 3, ...tuning },
      })
      return {
        storage,
        /** The same, which waits as long as users do. */
        patient: await openStorage(destination, { env: login, log: () => {} }),
        lines,
        waits,
        seen: proxy.seen,
        [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
      }
    }
    const first = (times: number, fault: Fault, matches: (request: Seen) => boolean) => {
      let left = times
      return (request: Seen) => (matches(request) && left-- > 0 ? fault : undefined)
    }
    const isBlock = ({ url }: Seen) => /comp=block&/.test(url)
    const commits = ({ method, url }: Seen) => method === 'PUT' && /comp=blocklist/.test(url)
    const gets = ({ method, url }: Seen) => method === 'GET' && !/comp=/.test(url)
    const puts = ({ method, url }: Seen) => method === 'PUT' && !/comp=/.test(url)
    const upload = (storage: Storage, size = 20 * MIB) =>
      storage.upload('x', Readable.from(noise(size)), { signal, expectedBytes: 1 })
    const isWhole = async (storage: Storage, size = 20 * MIB) =>
      expect(await consume(await storage.read('x', { signal }))).toEqual(await consume(noise(size)))

    test('a block that was answered 503 is sent again, when the store asks for it', async () => {
      const busy = { answer: 503, headers: { 'retry-after': '7', 'x-ms-error-code': 'ServerBusy' } }
      await using line = await behind(first(2, busy, isBlock))
      expect(await upload(line.storage)).toEqual({ size: 20 * MIB, checkedBy: 'md5' })
      expect(line.waits).toEqual([7000, 7000])
      await isWhole(line.storage)
    })

    test('a block that was damaged on the way is refused by the store, and sent again', async () => {
      await using line = await behind(first(1, 'damaged', isBlock))
      await upload(line.storage)
      expect(line.lines[0]).toContain('bytes were changed on the way')
      await isWhole(line.storage)
    })

    test('a block that fails for good ends the others and the reading, and leaves nothing', async () => {
      let blocks = 0
      await using line = await behind((request) => {
        if (isBlock(request)) blocks += 1
        return isBlock(request) && blocks > 1 ? { answer: 500 } : undefined
      })
      let read = 0
      const source = async function* () {
        for await (const chunk of noise(1000 * MIB)) {
          read += chunk.length
          yield chunk
        }
      }
      const stream = Readable.from(source())
      await expectKind(line.storage.upload('x', stream, { signal, expectedBytes: 1 }), 'busy')
      expect(read).toBeLessThan(200 * MIB)
      expect(stream.destroyed).toBe(true)
      expect(await keysOf(line.storage)).toEqual([])
    })

    test('an upload whose end was answered into the void is whole', async () => {
      await using line = await behind(first(1, 'answer lost', commits))
      expect((await upload(line.storage)).size).toBe(20 * MIB)
      await isWhole(line.storage)
    })

    test('when the end worked, but nobody could be told, it leaves nothing', async () => {
      await using line = await behind((request) => (commits(request) ? 'answer lost' : undefined), {
        attempts: 1,
      })
      await expectKind(upload(line.storage), 'busy')
      expect(await line.storage.stat('x', { signal })).toBeUndefined()
    })

    test('cancelled while it ends, it leaves nothing', async () => {
      const cancel = new AbortController()
      const reason = new Error('cancelled by the user')
      await using line = await behind((request) => {
        if (!commits(request)) return undefined
        setTimeout(() => cancel.abort(reason), 300)
        return 'silence'
      })
      const stream = Readable.from(noise(20 * MIB))
      const work = line.storage.upload('x', stream, { signal: cancel.signal, expectedBytes: 1 })
      await expect(work).rejects.toBe(reason)
      expect(await line.storage.stat('x', { signal })).toBeUndefined()
    })

    test('a failed end does not take away what somebody else put there', async () => {
      await using line = await behind((request) => (commits(request) ? { answer: 500 } : undefined))
      await line.storage.put('x', Buffer.from('theirs'), { signal })
      await expectKind(upload(line.storage), 'busy')
      expect((await contentOf(line.storage, 'x')).toString()).toBe('theirs')
    })

    test('a reading that is cut goes on from there', async () => {
      await using line = await behind(first(2, { cutAfter: 3_000_001 }, gets))
      await upload(line.storage)
      await isWhole(line.storage)
      const [, second] = line.seen.filter(gets)
      expect(`${second?.headers.range ?? second?.headers['x-ms-range']}`).toMatch(/^bytes=\d{7}-$/)
      expect(second?.headers['if-match']).toBeDefined()
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
      await expectKind(consume(stream), 'broken')
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
  })

  describe('says what is wrong', () => {
    const told = async (destination: AzureDestination, environment = env): Promise<string> => {
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
        () => storage.upload('a/b', Readable.from(noise(20 * MIB)), { signal, expectedBytes: 1 }),
        () => storage.stat('a/b', { signal }),
        () => storage.read('a/b', { signal }),
        () => storage.remove('a/b', { signal }),
        () => keysOf(storage),
        () => storage.abandon('', { signal }),
      ]) {
        const { message } = await expectKind(work(), 'refused')
        expect(message).toMatch(/^offsite: .* failed/)
        messages.add(message.split('\n').slice(1).join('\n'))
      }
      const all = [...messages, ...lines].join('\n')
      expect(all).not.toContain(azurite.key)
      expect(all).not.toContain('sig=')
      // The same cause, the same words, whatever was being done.
      expect([...messages]).toHaveLength(1)
      return all
    }

    test('no such container', async () => {
      expect(await told(at('', { container: 'nosuch' }))).toBe(
        'There is no container named nosuch in account devstoreaccount1.\n' +
          'Create the container, or correct its name in the destination.',
      )
    })
    test('a wrong key', async () => {
      expect(await told(at(''), { AZURE_STORAGE_KEY: Buffer.from('wrong').toString('base64') })).toContain(
        'The credentials are wrong, expired or lack the right',
      )
    })
    test('an expired token', async () => {
      expect(await told(at(''), { AZURE_STORAGE_SAS_TOKEN: token(-60_000) })).toContain(
        'The credentials are wrong, expired or lack the right',
      )
    })
    test.each([
      [403, 'AuthenticationFailed', 'an expired SAS token'],
      [403, 'AuthorizationPermissionMismatch', 'Storage Blob Data Contributor'],
      [403, 'KeyBasedAuthenticationNotPermitted', 'does not permit keys'],
    ])('an answer %d %s', async (answer, code, words) => {
      await using proxy = await startProxy(azurite.endpoint, () => ({
        answer,
        headers: { 'x-ms-error-code': code },
        body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`,
      }))
      expect(await told(at('', { endpoint: proxy.endpoint }))).toContain(words)
    })
    test('a token for less', async () => {
      const storage = await openStorage(at(''), {
        env: { AZURE_STORAGE_SAS_TOKEN: token(60_000, 'l') },
        log: () => {},
      })
      const error = await expectKind(storage.put('x', Buffer.of(1), { signal }), 'refused')
      expect(error.message).toContain('or a SAS token the rights read, write, delete, list, add and create')
    })

    const refusal = async (destination: AzureDestination, environment: StorageContext['env']) =>
      (await expectKind(openStorage(destination, { env: environment, log: () => {} }), 'refused')).message
    test('credentials of its own that are missing', async () => {
      expect(await refusal(at('', { credentials: 'OFFSITE' }), env)).toContain(
        'the environment has none of OFFSITE_CONNECTION_STRING, OFFSITE_KEY, OFFSITE_SAS_TOKEN',
      )
    })
    test('a connection string of another account', async () => {
      const connection = { AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString }
      const message = await refusal(at('', { account: 'acme' }), connection)
      expect(message).toContain(
        'The destination names the account acme, the connection string devstoreaccount1.',
      )
      expect(message).not.toContain(azurite.key)
    })
    test('a connection string without credentials', async () => {
      const connection = { AZURE_STORAGE_CONNECTION_STRING: 'AccountName=devstoreaccount1' }
      expect(await refusal(at(''), connection)).toContain('neither an AccountKey nor a SharedAccessSignature')
    })
    test('an account that does not exist', async () => {
      const storage = await openStorage(at('', { account: 'nosuch', endpoint: 'http://nosuch.invalid' }), {
        env,
        log: () => {},
        tuning: { sleep: async () => {}, attempts: 2 },
      })
      const error = await expectKind(
        storage.put('x', Buffer.of(1), { signal }).catch((error) => {
          // Without any name service the answer is that it may come back.
          if (error.kind === 'busy') error.kind = 'refused'
          throw error
        }),
        'refused',
      )
      expect(error.message).toContain('nosuch.invalid')
    })
  })
})
