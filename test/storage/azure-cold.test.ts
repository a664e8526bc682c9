import { Readable } from 'node:stream'
import {
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { contentOf, expectKind } from './conformance.ts'
import { type Fault, type Seen, startProxy } from './proxy.ts'
import { noise } from './streams.ts'

const signal = new AbortController().signal

describe('azure in the Archive tier', () => {
  let azurite: AzuriteServer
  const container = 'backups'
  beforeAll(async () => {
    azurite = await startAzurite()
    await azurite.createContainer(container)
  })
  afterAll(() => azurite?.stop())

  const account = () => new StorageSharedKeyCredential(azurite.account, azurite.key)
  const blobAt = (name: string) =>
    new BlobServiceClient(azurite.endpoint, account()).getContainerClient(container).getBlockBlobClient(name)
  // A token rather than a key: a key signs over the path, which names the port where a proxy stands before it.
  const token = () =>
    generateBlobSASQueryParameters(
      {
        containerName: container,
        permissions: ContainerSASPermissions.parse('racwdl'),
        expiresOn: new Date(Date.now() + 600_000),
      },
      account(),
    ).toString()
  const lines: string[] = []
  const open = (prefix: string, endpoint = azurite.endpoint): Promise<Storage> =>
    openStorage(
      {
        ...{ kind: 'azure', label: 'offsite', url: `azblob://${azurite.account}/${container}/${prefix}` },
        ...{ account: azurite.account, container, prefix, endpoint, tier: 'Archive' },
      },
      {
        env: { AZURE_STORAGE_SAS_TOKEN: token() },
        log: (line) => lines.push(line),
        tuning: { sleep: async () => {}, attempts: 3 },
      },
    )
  const tierOf = async (storage: Storage) => (await storage.stat('x', { signal }))?.cold
  const thaw = (storage: Storage, speed: 'standard' | 'bulk' | 'high' = 'standard') =>
    storage.thaw('x', { speed, days: 3, signal })

  test('is frozen, is brought back, and is read again', async () => {
    const storage = await open('real/')
    await storage.upload('x', Readable.from(noise(1000)), { signal })
    expect(await storage.stat('x', { signal })).toMatchObject({
      size: 1000,
      cold: { state: 'frozen', tier: 'Archive' },
    })
    const refused = await expectKind(storage.read('x', { signal }), 'frozen')
    expect(refused.message).toContain('by `rehydrate` or `az storage blob set-tier`')
    await thaw(storage)
    // The emulator does not take hours.
    expect(await tierOf(storage)).toBeUndefined()
    expect(await contentOf(storage, 'x')).toHaveLength(1000)
    expect((await blobAt('real/x').getProperties()).accessTier).toBe('Hot')
    expect(lines).toEqual([])
  })

  test('is not, where it lies in another tier, which stays', async () => {
    const storage = await open('warm/')
    for (const tier of ['Cool', 'Cold', 'Hot'] as const) {
      await blobAt('warm/x').upload('x', 1, { tier })
      expect(await tierOf(storage)).toBeUndefined()
      await thaw(storage)
      expect((await blobAt('warm/x').getProperties()).accessTier).toBe(tier)
    }
  })

  test('has no speed `bulk`', async () => {
    const storage = await open('bulk/')
    await storage.upload('x', Readable.from(noise(10)), { signal })
    const refused = await expectKind(thaw(storage, 'bulk'), 'refused')
    expect(refused.message).toContain('does not have the speed `bulk`')
    expect(await tierOf(storage)).toMatchObject({ state: 'frozen' })
  })

  /** The emulator behind a proxy that stands in for the hours which the real store takes. */
  describe('for hours (a stand-in)', () => {
    const isMove = ({ method, url }: Seen) => method === 'PUT' && url.includes('comp=tier')
    const standIn = async (prefix: string, move: Fault = { answer: 202 }) => {
      const proxy = await startProxy(azurite.endpoint, (request) => {
        const begun = proxy.seen.slice(0, -1).some(isMove)
        if (request.method === 'HEAD' && begun)
          return { adds: { 'x-ms-archive-status': 'rehydrate-pending-to-hot' } }
        return isMove(request) ? move : undefined
      })
      const storage = await open(prefix, proxy.endpoint)
      await storage.upload('x', Readable.from(noise(10)), { signal })
      return {
        storage,
        moves: () => proxy.seen.filter(isMove).map(({ headers }) => headers),
        [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
      }
    }

    test.each([
      ['standard', 'Standard'],
      ['high', 'High'],
    ] as const)(
      'is thawing once begun at the speed %s, and is not asked for again',
      async (speed, priority) => {
        await using azure = await standIn(`${speed}/`)
        await thaw(azure.storage, speed)
        expect(await tierOf(azure.storage)).toEqual({ state: 'thawing', tier: 'Archive' })
        await expectKind(azure.storage.read('x', { signal }), 'frozen')
        await thaw(azure.storage, speed)
        expect(azure.moves()).toEqual([
          expect.objectContaining({ 'x-ms-access-tier': 'Hot', 'x-ms-rehydrate-priority': priority }),
        ])
        await blobAt(`${speed}/x`).setAccessTier('Hot')
        expect(await tierOf(azure.storage)).toBeUndefined()
        expect(await contentOf(azure.storage, 'x')).toHaveLength(10)
      },
    )

    const refusal = (code: string, answer: number): Fault => ({
      answer,
      headers: { 'x-ms-error-code': code },
      body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`,
    })
    test('another run that was faster is as good', async () => {
      await using azure = await standIn('raced/', refusal('BlobBeingRehydrated', 409))
      await thaw(azure.storage)
      expect(azure.moves()).toHaveLength(1)
    })
    test('without the right it says which is lacking, and is not tried again', async () => {
      await using azure = await standIn('denied/', refusal('AuthorizationPermissionMismatch', 403))
      const refused = await expectKind(thaw(azure.storage), 'refused')
      expect(refused.message).toContain('Storage Blob Data Contributor')
      expect(azure.moves()).toHaveLength(1)
    })
  })
})
