import { Readable } from 'node:stream'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { fetchBytes, fetchObject, fetchProof } from '../../src/archive/fetch.ts'
import { pickBackup } from '../../src/archive/pick.ts'
import type { Destination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { tampered } from '../../src/storage/tampered.ts'
import { Damage } from '../../src/stream/damage.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { contentOf } from '../storage/conformance.ts'
import { consume, noise } from '../storage/streams.ts'
import { errorOf } from '../stream/bytes.ts'
import { CONTENT, type Kind, keyOf, makeBackup, objectOf, PROOF, signal } from './sample.ts'

const MIB = 1024 * 1024
const identity = await generateIdentity()
const recipients = [await identityToRecipient(identity)]
const keys = { identities: [identity] }
const picking = { signal, log: () => undefined }

/** What is stored there comes back, and what is spoiled there is noticed. */
function readsThrough(open: () => Promise<Storage>): void {
  let storage: Storage
  beforeAll(async () => {
    storage = await open()
  })

  test('a backup is found and comes back as it went in', async () => {
    const made = await makeBackup(storage, { name: 'shop', encryption: { kind: 'recipients', recipients } })
    const { manifest } = await pickBackup([storage], { kind: 'latest' }, { ...picking, name: 'shop' })
    expect(manifest).toEqual(made)
    const shelf = { storage, manifest, keys }
    for (const kind of Object.keys(CONTENT) as Kind[])
      expect(await fetchBytes(shelf, objectOf(manifest, kind), { signal })).toEqual(CONTENT[kind])
    expect(await fetchProof(shelf, { signal })).toEqual(PROOF)
  })

  test('so does one in several parts, and an early end of reading it leaves nothing open', async () => {
    const manifest = await makeBackup(storage, { name: 'large', bytes: 20 * MIB })
    const shelf = { storage, manifest, keys }
    const data = objectOf(manifest, 'data')
    expect(await consume(fetchObject(shelf, data, { signal }))).toEqual(await consume(noise(20 * MIB)))
    for await (const _ of fetchObject(shelf, data, { signal })) break
    const key = keyOf(manifest, data)
    for (const at of [0, data.bytes - 1]) {
      const spoiled = { ...shelf, storage: tampered(storage, { key, how: 'flip', at }) }
      expect(await errorOf(consume(fetchObject(spoiled, data, { signal })))).toBeInstanceOf(Damage)
    }
  })

  test('what is changed, cut off, or removed there is damaged', async () => {
    const manifest = await makeBackup(storage, {
      name: 'spoiled',
      encryption: { kind: 'recipients', recipients },
    })
    const shelf = { storage, manifest, keys }
    const data = objectOf(manifest, 'data')
    const key = keyOf(manifest, data)
    const bytes = await contentOf(storage, key)
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1)
    const refusal = async () => {
      const error = await errorOf(fetchBytes(shelf, data, { signal }))
      expect(error).toBeInstanceOf(Damage)
      return error.message
    }
    await storage.upload(key, Readable.from([flipped]), { signal })
    expect(await refusal()).toMatch(/is damaged/)
    await storage.upload(key, Readable.from([bytes.subarray(0, 100)]), { signal })
    expect(await refusal()).toMatch(/is cut off/)
    await storage.remove(key, { signal })
    expect(await refusal()).toMatch(/is missing/)
  })
}

describeWith(lackOf.ceph())('a backup in S3', () => {
  let ceph: CephServer
  beforeAll(async () => {
    ceph = await startCeph()
    await ceph.createBucket('backups')
  })
  afterAll(() => ceph?.stop())

  readsThrough(() => {
    const destination: Destination = {
      kind: 's3',
      label: 'offsite',
      url: 's3://backups/team',
      bucket: 'backups',
      prefix: 'team/',
      endpoint: ceph.endpoint,
      pathStyle: true,
    }
    const env = { AWS_ACCESS_KEY_ID: ceph.accessKey, AWS_SECRET_ACCESS_KEY: ceph.secretKey }
    return openStorage(destination, { env, log: () => undefined })
  })
})

describe('a backup in Azure', () => {
  let azurite: AzuriteServer
  beforeAll(async () => {
    azurite = await startAzurite()
    await azurite.createContainer('backups')
  })
  afterAll(() => azurite?.stop())

  readsThrough(() => {
    const destination: Destination = {
      kind: 'azure',
      label: 'offsite',
      url: `azblob://${azurite.account}/backups/team`,
      account: azurite.account,
      container: 'backups',
      prefix: 'team/',
      endpoint: azurite.endpoint,
    }
    return openStorage(destination, { env: { AZURE_STORAGE_KEY: azurite.key }, log: () => undefined })
  })
})
