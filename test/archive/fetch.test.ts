import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { fetchBytes, fetchObject, fetchProof, type Shelf } from '../../src/archive/fetch.ts'
import type { Manifest, StoredObject } from '../../src/archive/manifest.ts'
import { UserError } from '../../src/errors.ts'
import type { Encryption } from '../../src/options/options.ts'
import { StorageError } from '../../src/storage/error.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type Tamper, tampered } from '../../src/storage/tampered.ts'
import { Damage } from '../../src/stream/damage.ts'
import { consume, noise } from '../storage/streams.ts'
import { errorOf } from '../stream/bytes.ts'
import { CONTENT, type Kind, keyOf, makeBackup, objectOf, openFolders, PROOF, signal } from './sample.ts'

const MIB = 1024 * 1024
const identity = await generateIdentity()
const stranger = await generateIdentity()
const recipients = [await identityToRecipient(identity)]
const LOCKS: Readonly<Record<string, Encryption | undefined>> = {
  'not encrypted': undefined,
  'encrypted to a key': { kind: 'recipients', recipients },
  'encrypted by a passphrase': { kind: 'passphrase', passphrase: 'correct horse' },
}
const keys = { identities: [identity], passphrase: 'correct horse' }
const KINDS = Object.keys(CONTENT) as Kind[]

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())

const refusal = async (shelf: Shelf, object: StoredObject): Promise<UserError> => {
  const error = await errorOf(fetchBytes(shelf, object, { signal }))
  expect(error).toBeInstanceOf(UserError)
  expect(error.message).not.toContain(identity.slice(20, 40))
  return error as UserError
}

/** Damage is told as such, with the names of the object and of the destination. */
async function expectDamage(shelf: Shelf, object: StoredObject, what = /./): Promise<void> {
  const error = await refusal(shelf, object)
  expect(error.message).toMatch(what)
  expect(error).toBeInstanceOf(Damage)
  expect(error.ending).toBe('fail')
  expect(error.message).toContain(`${object.name} in ${shelf.storage.label}`)
}

describe.each(Object.entries(LOCKS))('a backup that is %s', (_, encryption) => {
  let storage: Storage & { readonly path: string }
  let manifest: Manifest
  let shelf: Shelf
  const pathOf = (object: StoredObject) => join(storage.path, keyOf(manifest, object))
  const spoiled = (object: StoredObject, how: Omit<Tamper, 'key'>): Shelf => ({
    ...shelf,
    storage: tampered(storage, { key: keyOf(manifest, object), ...how }),
  })

  beforeAll(async () => {
    storage = await folders.open('offsite')
    manifest = await makeBackup(storage, { ...(encryption && { encryption }) })
    shelf = { storage, manifest, keys }
  })

  test('comes back as it went in', async () => {
    for (const kind of KINDS)
      expect(await fetchBytes(shelf, objectOf(manifest, kind), { signal })).toEqual(CONTENT[kind])
    expect(await fetchProof(shelf, { signal })).toEqual(PROOF)
  })

  test.each(KINDS)(
    'is damaged where a bit of its %s is not as it was',
    async (kind) => {
      const object = objectOf(manifest, kind)
      const last = object.bytes - 1
      // Every byte of a header, or as many as there is time for: a passphrase takes most of a second for each.
      const places = encryption?.kind === 'passphrase' ? [0, 22, 24, 60, 90, last] : steps(last, 60)
      for (const at of places) await expectDamage(spoiled(object, { how: 'flip', at }), object)
    },
    60_000,
  )

  test.each(KINDS)('is damaged where its %s is missing, cut off, or goes on', async (kind) => {
    const object = objectOf(manifest, kind)
    await expectDamage(spoiled(object, { how: 'missing' }), object, /is missing/)
    for (const at of [0, 1, Math.floor(object.bytes / 2), object.bytes - 1])
      await expectDamage(spoiled(object, { how: 'cut', at }), object, /is cut off/)
    const bytes = await readFile(pathOf(object))
    for (const more of [Buffer.from([0]), bytes]) {
      writeFileSync(pathOf(object), Buffer.concat([bytes, more]))
      await expectDamage(shelf, object, /goes on after its end/)
    }
    writeFileSync(pathOf(object), bytes)
  })

  test('is damaged where the store brings less or more than it says', async () => {
    const object = objectOf(manifest, 'data')
    const bytes = await readFile(pathOf(object))
    for (const brought of [bytes.subarray(0, -1), bytes.subarray(0, 10), Buffer.concat([bytes, bytes])]) {
      const lying = { ...storage, conditionalPut: true, read: async () => streamOf(brought) }
      await expectDamage({ ...shelf, storage: lying }, object)
    }
  })

  test('is damaged where an object of it is another one of its own', async () => {
    const [data, schema] = [objectOf(manifest, 'data'), objectOf(manifest, 'schema')]
    const bytes = await readFile(pathOf(data))
    writeFileSync(pathOf(data), await readFile(pathOf(schema)))
    await expectDamage(shelf, data)
    writeFileSync(pathOf(data), bytes)
    // Of the same size, and sound in itself: only the digest tells.
    const other = { ...schema, name: data.name }
    await expectDamage({ ...shelf, manifest }, { ...other, sha256: data.sha256 })
    await expectDamage({ ...shelf, manifest }, { ...other, plainSha256: data.plainSha256 })
    await expectDamage({ ...shelf, manifest }, { ...other, plainBytes: schema.plainBytes - 1 })
    await expectDamage({ ...shelf, manifest }, { ...other, plainBytes: schema.plainBytes + 1 })
  })
})

const steps = (last: number, count: number): number[] => [
  ...new Set(Array.from({ length: count + 1 }, (_, step) => Math.round((last * step) / count))),
]

function streamOf(bytes: Buffer): Readable {
  const stream = new PassThrough()
  stream.end(bytes)
  return stream
}

describe('a key that does not fit', () => {
  const cases = [
    ['none at all', 'encrypted to a key', { identities: [] }, /no identity was given/],
    ['another identity', 'encrypted to a key', { identities: [stranger] }, /none of the identities given/],
    ['a passphrase for a key', 'encrypted to a key', { identities: [], passphrase: 'x' }, /no identity/],
    ['no passphrase', 'encrypted by a passphrase', { identities: [identity] }, /passphrase, and none/],
    [
      'another passphrase',
      'encrypted by a passphrase',
      { identities: [], passphrase: 'wrong' },
      /passphrase given does not fit/,
    ],
  ] as const

  test.each(cases)('is no damage: %s', async (_, lock, wrong, message) => {
    const storage = await folders.open('offsite')
    const encryption = LOCKS[lock]
    const manifest = await makeBackup(storage, { ...(encryption && { encryption }) })
    const object = objectOf(manifest, 'proof')
    const shelf = { storage, manifest, keys: wrong }
    const error = await refusal(shelf, object)
    expect(error.message).toMatch(message)
    expect(error).not.toBeInstanceOf(Damage)
    expect(error.ending).toBe('unverified')
    // Where the object is damaged as well, that comes first.
    const key = keyOf(manifest, object)
    for (const at of [0, 40, object.bytes - 1])
      await expectDamage({ ...shelf, storage: tampered(storage, { key, how: 'flip', at }) }, object)
  })

  test('is no damage where what was stored is not encrypted at all', async () => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage)
    const claimed: Manifest = { ...manifest, encryption: { kind: 'age-recipients', recipients } }
    const error = await refusal({ storage, manifest: claimed, keys }, objectOf(manifest, 'data'))
    expect(error.message).toMatch(/is not encrypted with age/)
    expect(error).not.toBeInstanceOf(Damage)
  })
})

describe('a store that fails', () => {
  const failing = (storage: Storage, method: 'stat' | 'read', error: Error): Storage => ({
    ...storage,
    conditionalPut: true,
    [method]: () => Promise.reject(error),
  })

  test.each(['stat', 'read'] as const)('leaves the backup unverified: %s', async (method) => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage)
    const busy = new StorageError('busy', { what: 'offsite: it did not answer.', next: 'Check the network.' })
    const shelf = { storage: failing(storage, method, busy), manifest, keys }
    const error = await refusal(shelf, objectOf(manifest, 'data'))
    expect(error.ending).toBe('unverified')
    expect(error.message).toBe(
      'data-01.dump.zst in offsite could not be fetched.\noffsite: it did not answer.\nCheck the network.',
    )
  })

  test('in the middle of an object leaves it unverified too', async () => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage, { bytes: MIB })
    const cut: Storage = {
      ...storage,
      conditionalPut: true,
      read: async (...call) => {
        const source = await storage.read(...call)
        source.once('data', () => source.destroy(new StorageError('busy', { what: 'It broke off.' })))
        return source.pause()
      },
    }
    expect((await refusal({ storage: cut, manifest, keys }, objectOf(manifest, 'data'))).ending).toBe(
      'unverified',
    )
  })

  test('leaves it unverified where an object lies in an archive tier, whatever size it has there', async () => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage)
    const frozen = new StorageError('frozen', {
      what: 'offsite: reading it failed.',
      next: 'Have it brought back.',
    })
    for (const size of [0, objectOf(manifest, 'data').bytes]) {
      const archived: Storage = {
        ...failing(storage, 'read', frozen),
        stat: async (key) => ({
          key,
          size,
          modified: new Date(),
          cold: { state: 'frozen', tier: 'GLACIER' },
        }),
      }
      const error = await refusal({ storage: archived, manifest, keys }, objectOf(manifest, 'data'))
      expect(error).not.toBeInstanceOf(Damage)
      expect(error.ending).toBe('unverified')
      expect(error.message).toContain('Have it brought back.')
    }
  })

  test.each([
    ['missing', /is missing/],
    ['broken', /could not be fetched/],
  ] as const)('and says that what it holds is %s has damaged it', async (kind, message) => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage)
    const error = new StorageError(kind, { what: 'offsite: the disk reports an error.' })
    await expectDamage(
      { storage: failing(storage, 'read', error), manifest, keys },
      objectOf(manifest, 'data'),
      message,
    )
  })
})

describe('the stream of a large object', () => {
  const size = 24 * MIB
  const encryption: Encryption = { kind: 'recipients', recipients }
  let storage: Storage & { readonly path: string }
  let shelf: Shelf
  let object: StoredObject
  const opened: Readable[] = []

  beforeAll(async () => {
    storage = await folders.open('offsite')
    const manifest = await makeBackup(storage, { bytes: size, encryption })
    object = objectOf(manifest, 'data')
    const watched: Storage = {
      ...storage,
      conditionalPut: true,
      read: async (...call) => {
        const stream = await storage.read(...call)
        opened.push(stream)
        return stream
      },
    }
    shelf = { storage: watched, manifest, keys }
  })

  test('is what was stored, and counted', async () => {
    let count = () => 0
    const stream = fetchObject(shelf, object, { signal, watch: (ask) => (count = ask) })
    expect(await consume(stream)).toEqual(await consume(noise(size)))
    expect(count()).toBe(size)
  })

  test('waits for its reader', async () => {
    let count = () => 0
    const stream = fetchObject(shelf, object, { signal, watch: (ask) => (count = ask) })
    await once(stream, 'readable')
    for (let still = -1; still !== count(); await settled()) still = count()
    expect(count()).toBeLessThan(8 * MIB)
    expect((await consume(stream)).size).toBe(size)
  })

  test('closes all behind it when its reader goes', async () => {
    const stream = fetchObject(shelf, object, { signal })
    await once(stream, 'readable')
    stream.destroy()
    await once(stream, 'close')
    const source = opened.at(-1)
    if (source && !source.closed) await once(source, 'close')
    expect(source?.destroyed).toBe(true)
  })

  test('ends with the reason of a cancel, and closes', async () => {
    const cancel = new AbortController()
    const stream = fetchObject(shelf, object, { signal: cancel.signal })
    await once(stream, 'readable')
    cancel.abort(new Error('enough'))
    expect((await errorOf(buffer(stream))).message).toBe('enough')
    const source = opened.at(-1)
    if (source && !source.closed) await once(source, 'close')
    expect(source?.destroyed).toBe(true)
  })

  test('does not begin once the run is cancelled', async () => {
    const before = opened.length
    const work = fetchBytes(shelf, object, { signal: AbortSignal.abort(new Error('enough')) })
    expect((await errorOf(work)).message).toBe('enough')
    expect(opened).toHaveLength(before)
  })

  test('brings no end, but an error, where its last byte is not as it was', async () => {
    const spoiled = tampered(storage, {
      key: keyOf(shelf.manifest, object),
      how: 'flip',
      at: object.bytes - 1,
    })
    const stream = fetchObject({ ...shelf, storage: spoiled }, object, { signal })
    let ended = false
    stream.on('end', () => {
      ended = true
    })
    expect(await errorOf(consume(stream))).toBeInstanceOf(Damage)
    expect(ended).toBe(false)
  })

  test('is given up where it holds more than was recorded', async () => {
    let count = () => 0
    const less = { ...object, plainBytes: 100_000 }
    const stream = fetchObject(shelf, less, { signal, watch: (ask) => (count = ask) })
    const error = await errorOf(consume(stream))
    expect(error.message).toMatch(/The content of .* goes on after its end/)
    expect(count()).toBeLessThanOrEqual(100_000)
  })

  test('ends with an error where the file is cut while it is read', async () => {
    const own = await folders.open('offsite')
    const manifest = await makeBackup(own, { bytes: size })
    const data = objectOf(manifest, 'data')
    const stream = fetchObject({ storage: own, manifest, keys }, data, { signal })
    await once(stream, 'readable')
    truncateSync(join(own.path, keyOf(manifest, data)), MIB)
    expect(await errorOf(consume(stream))).toBeInstanceOf(Damage)
  })

  test('is not held as a whole where it is too large for that', async () => {
    const huge = { ...object, plainBytes: 300 * MIB }
    const error = await refusal(shelf, huge)
    expect(error.message).toMatch(/too large to be read as a whole/)
    expect(error.ending).toBe('unverified')
  })
})

async function settled(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await turn()
}

describe('a proof', () => {
  const read = async (proof: string): Promise<UserError> => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage, { proof: Buffer.from(proof) })
    const error = await errorOf(fetchProof({ storage, manifest, keys }, { signal }))
    expect(error).toBeInstanceOf(UserError)
    return error as UserError
  }

  test.each([
    ['no JSON', '{"tables": [{"name": "customers of Ann"'],
    ['nothing', ''],
    ['null', 'null'],
    ['without tables', JSON.stringify({ ...PROOF, tables: undefined })],
    ['with a count below zero', JSON.stringify({ ...PROOF, tables: [{ ...PROOF.tables[0], rows: -1 }] })],
  ])('that is %s is damaged', async (_, text) => {
    const error = await read(text)
    expect(error).toBeInstanceOf(Damage)
    expect(error.message).toMatch(/^The proof proof\.json\.zst in offsite is damaged/)
    expect(error.message).not.toContain('Ann')
  })

  test('of a newer format asks for a newer version', async () => {
    const error = await read(JSON.stringify({ ...PROOF, format: 2 }))
    expect(error.message).toMatch(/format 2.*\n.*newer/)
    expect(error.ending).toBe('unverified')
  })

  test('that the manifest does not name cannot be compared with', async () => {
    const storage = await folders.open('offsite')
    const manifest = await makeBackup(storage)
    const objects = manifest.objects.filter(({ kind }) => kind !== 'proof')
    const shelf = { storage, manifest: { ...manifest, objects }, keys }
    const error = await errorOf(fetchProof(shelf, { signal }))
    expect(error).toMatchObject({ ending: 'unverified' })
  })
})
