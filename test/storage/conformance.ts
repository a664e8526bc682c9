import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { StorageError } from '../../src/storage/error.ts'
import type { Storage, StoredObject } from '../../src/storage/storage.ts'
import { consume, noise } from './streams.ts'

const MIB = 1024 * 1024

export interface Subject {
  /** Opens the storage under a folder of its own, which is empty. */
  open(folder: string): Promise<Storage>
  /** How many uploads under this storage were begun and neither finished nor abandoned, asked of the store itself. */
  unfinished(folder: string): Promise<number>
  /** What a receipt says of how it was checked. */
  readonly checkedBy: RegExp
  /** The smallest part the backend sends, or a size that is special to it. */
  readonly partBytes: number
}

const signal = new AbortController().signal

export async function listed(storage: Storage, prefix = ''): Promise<StoredObject[]> {
  const objects: StoredObject[] = []
  for await (const object of storage.list(prefix, { signal })) objects.push(object)
  return objects
}

export const keysOf = async (storage: Storage, prefix = '') =>
  (await listed(storage, prefix)).map(({ key }) => key)

export async function contentOf(storage: Storage, key: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await storage.read(key, { signal })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What every storage must do; each backend's test runs it on a real server. */
export function conforms(name: string, subject: () => Subject): void {
  let count = 0
  const fresh = async () => {
    count += 1
    const folder = `case-${count}`
    return { folder, storage: await subject().open(folder) }
  }
  describe(`${name} conforms:`, () => {
    describe('what goes in comes out', () => {
      for (const [title, sizeOf] of [
        ['nothing', () => 0],
        ['one byte', () => 1],
        ['a byte less than a part', (part: number) => part - 1],
        ['exactly a part', (part: number) => part],
        ['a part and a byte', (part: number) => part + 1],
        ['three parts exactly', (part: number) => 3 * part],
      ] as const)
        test(`a stream of ${title}`, async () => {
          const { storage } = await fresh()
          const size = sizeOf(subject().partBytes)
          const receipt = await storage.upload('a/b', Readable.from(noise(size)), {
            signal,
            expectedBytes: size,
          })
          expect(receipt).toEqual({ size, checkedBy: expect.stringMatching(subject().checkedBy) })
          expect(await storage.stat('a/b', { signal })).toMatchObject({ key: 'a/b', size })
          expect(await consume(await storage.read('a/b', { signal }))).toEqual(await consume(noise(size)))
        })

      test('300 MB of unknown length, in bounded memory', async () => {
        const { storage } = await fresh()
        const size = 300 * MIB + 12_345
        const sent = createHash('sha256')
        const source = async function* () {
          for await (const chunk of noise(size)) {
            sent.update(chunk)
            yield chunk
          }
        }
        globalThis.gc?.()
        const before = process.memoryUsage()
        let peak = 0
        const sampler = setInterval(() => {
          const { arrayBuffers, external } = process.memoryUsage()
          peak = Math.max(peak, arrayBuffers - before.arrayBuffers, external - before.external)
        }, 20)
        try {
          const receipt = await storage.upload('large', Readable.from(source()), { signal })
          expect(receipt.size).toBe(size)
          const got = await consume(await storage.read('large', { signal }))
          expect(got).toEqual({ size, sha256: sent.digest('hex') })
        } finally {
          clearInterval(sampler)
        }
        // Two parts of 16 MiB in flight, and what the collector has not taken yet; far from the 300 MB that were sent.
        expect(peak).toBeLessThan(160 * MIB)
      })

      test('a small object, put', async () => {
        const { storage } = await fresh()
        await storage.put('manifests/1.json', Buffer.from('{"ä":1}'), { signal })
        expect((await contentOf(storage, 'manifests/1.json')).toString()).toBe('{"ä":1}')
        const [object] = await listed(storage, 'manifests/')
        expect(object).toEqual(await storage.stat('manifests/1.json', { signal }))
        expect(Math.abs(Date.now() - (object?.modified.getTime() ?? 0))).toBeLessThan(300_000)
      })

      test('an empty object, put', async () => {
        const { storage } = await fresh()
        await storage.put('empty', new Uint8Array(), { signal, ifAbsent: true })
        expect(await contentOf(storage, 'empty')).toHaveLength(0)
      })

      test('part of a larger buffer, put', async () => {
        const { storage } = await fresh()
        await storage.put('middle', Buffer.from('0123456789').subarray(3, 6), { signal })
        expect((await contentOf(storage, 'middle')).toString()).toBe('345')
      })

      test('a later put replaces an earlier one', async () => {
        const { storage } = await fresh()
        await storage.put('same', Buffer.from('one, and longer'), { signal })
        await storage.put('same', Buffer.from('two'), { signal })
        expect((await contentOf(storage, 'same')).toString()).toBe('two')
        expect(await keysOf(storage)).toEqual(['same'])
      })

      test('a put that must not overwrite does not', async () => {
        const { storage } = await fresh()
        await storage.put('once', Buffer.from('first'), { signal, ifAbsent: true })
        await expectKind(storage.put('once', Buffer.from('second'), { signal, ifAbsent: true }), 'exists')
        expect((await contentOf(storage, 'once')).toString()).toBe('first')
        expect(await keysOf(storage)).toEqual(['once'])
      })

      test('of many at once that must not overwrite, one wins', async () => {
        const { storage } = await fresh()
        const runs = Array.from({ length: 8 }, (_, n) =>
          storage.put('race', Buffer.from(`run ${n}`), { signal, ifAbsent: true }).then(
            () => n,
            (error: StorageError) => error.kind,
          ),
        )
        const ends = await Promise.all(runs)
        const winners = ends.filter((end) => typeof end === 'number')
        expect(winners).toHaveLength(1)
        expect((await contentOf(storage, 'race')).toString()).toBe(`run ${winners[0]}`)
        expect(ends.filter((end) => end === 'exists')).toHaveLength(7)
      })

      test('an object that is not frozen needs no bringing back', async () => {
        const { storage } = await fresh()
        await storage.upload('warm', Readable.from(noise(1000)), { signal })
        const before = await storage.stat('warm', { signal })
        await storage.thaw('warm', { speed: 'high', days: 1, signal })
        expect(await storage.stat('warm', { signal })).toEqual(before)
        expect(before).not.toHaveProperty('cold')
      })

      test('a reader that stops early', async () => {
        const { storage } = await fresh()
        await storage.upload('long', Readable.from(noise(4 * MIB)), { signal })
        for await (const chunk of await storage.read('long', { signal })) {
          expect(chunk.length).toBeGreaterThan(0)
          break
        }
        expect(await storage.stat('long', { signal })).toMatchObject({ size: 4 * MIB })
      })
    })

    describe('a broken upload leaves nothing', () => {
      for (const [title, sizeOf] of [
        ['before anything was sent', () => 1000],
        ['after some parts went out', (part: number) => 3 * part + 1000],
      ] as const) {
        test(`when the stream fails ${title}`, async () => {
          const { folder, storage } = await fresh()
          const failure = new Error('pg_dump was killed')
          const source = async function* () {
            yield* noise(sizeOf(subject().partBytes))
            throw failure
          }
          const upload = storage.upload('data/x', Readable.from(source()), { signal, expectedBytes: 1 })
          await expect(upload).rejects.toBe(failure)
          await expectNothing(storage, folder)
        })

        test(`when the run is cancelled ${title}`, async () => {
          const { folder, storage } = await fresh()
          const cancel = new AbortController()
          const reason = new Error('cancelled by the user')
          let ended = false
          const source = async function* () {
            try {
              yield* noise(sizeOf(subject().partBytes))
              setImmediate(() => cancel.abort(reason))
              // And then the database says nothing for a long time.
              await pause(60_000, undefined, { ref: false })
            } finally {
              ended = true
            }
          }
          const stream = Readable.from(source())
          const upload = storage.upload('data/x', stream, { signal: cancel.signal, expectedBytes: 1 })
          await expect(upload).rejects.toBe(reason)
          expect(stream.destroyed).toBe(true)
          expect(ended).toBe(false)
          await expectNothing(storage, folder)
        })
      }

      test('when the stream is destroyed without an error', async () => {
        const { folder, storage } = await fresh()
        const stream = new Readable({ read() {} })
        stream.push(Buffer.alloc(100_000))
        setImmediate(() => stream.destroy())
        await expect(storage.upload('data/x', stream, { signal })).rejects.toThrow()
        await expectNothing(storage, folder)
      })

      test('when the run was cancelled before it began', async () => {
        const { folder, storage } = await fresh()
        const reason = new Error('too late')
        const aborted = AbortSignal.abort(reason)
        const stream = Readable.from(noise(10))
        await expect(storage.upload('data/x', stream, { signal: aborted })).rejects.toBe(reason)
        await expect(storage.put('x', Buffer.of(1), { signal: aborted })).rejects.toBe(reason)
        await expect(storage.read('x', { signal: aborted })).rejects.toBe(reason)
        await expect(storage.stat('x', { signal: aborted })).rejects.toBe(reason)
        await expect(storage.remove('x', { signal: aborted })).rejects.toBe(reason)
        const thawing = { speed: 'standard', days: 1, signal: aborted } as const
        await expect(storage.thaw('x', thawing)).rejects.toBe(reason)
        await expect(storage.abandon('', { signal: aborted })).rejects.toBe(reason)
        await expect(storage.list('', { signal: aborted })[Symbol.asyncIterator]().next()).rejects.toBe(
          reason,
        )
        await expectNothing(storage, folder)
      })

      test('an object that was there before stays', async () => {
        const { storage } = await fresh()
        await storage.put('data/x', Buffer.from('old'), { signal })
        const source = async function* () {
          yield Buffer.from('new')
          throw new Error('killed')
        }
        await expect(storage.upload('data/x', Readable.from(source()), { signal })).rejects.toThrow('killed')
        expect((await contentOf(storage, 'data/x')).toString()).toBe('old')
      })

      const expectNothing = async (storage: Storage, folder: string) => {
        expect(await keysOf(storage)).toEqual([])
        expect(await storage.stat('data/x', { signal })).toBeUndefined()
        expect(await subject().unfinished(folder)).toBe(0)
      }
    })

    test('reading can be cancelled half-way', async () => {
      const { storage } = await fresh()
      await storage.upload('long', Readable.from(noise(20 * MIB)), { signal })
      const cancel = new AbortController()
      const reason = new Error('cancelled by the user')
      const reading = async () => {
        for await (const _ of await storage.read('long', { signal: cancel.signal })) cancel.abort(reason)
      }
      await expect(reading()).rejects.toBe(reason)
    })

    describe('names', () => {
      const NAMES = [
        'with space',
        ' leading and trailing ',
        'größe-日本語-🐘',
        'per%cent%2Fsent%20',
        'plus+and&amp;',
        'hash#and?query=1',
        '"double" and \'single\'',
        'semi;colon:comma,at@dollar$star*bang!',
        'brackets[](){}<>|^~`',
        'dots..inside',
        '-dash',
        'case.JSON',
      ]
      test('are kept as they are', async () => {
        const { storage } = await fresh()
        for (const name of NAMES) {
          await storage.put(`odd/${name}/x ${name}`, Buffer.from(name), { signal, ifAbsent: true })
          await storage.upload(`odd/${name}/u ${name}`, Readable.from([Buffer.from(name)]), { signal })
        }
        const expected = NAMES.flatMap((name) => [`odd/${name}/u ${name}`, `odd/${name}/x ${name}`])
        expect([...(await keysOf(storage))].sort()).toEqual(expected.sort())
        for (const key of expected) {
          expect((await storage.stat(key, { signal }))?.key).toBe(key)
          expect(key).toContain((await contentOf(storage, key)).toString())
          expect(await keysOf(storage, key)).toEqual([key])
          await storage.remove(key, { signal })
        }
        expect(await keysOf(storage)).toEqual([])
      })

      test.each([
        '',
        '..',
        '.',
        '../x',
        'a/../../x',
        'a/..',
        'a/./b',
        '/etc/passwd',
        'a//b',
        'a/',
        'a\0b',
        'a\nb',
        'a\\..\\b',
        '\ud800',
        '.partial-1',
        'a/.partial-1/b',
        'x'.repeat(901),
      ])('%j is refused', async (key) => {
        const { storage } = await fresh()
        await expectKind(storage.put(key, Buffer.of(1), { signal }), 'refused')
        await expectKind(storage.upload(key, Readable.from(noise(1)), { signal }), 'refused')
        await expectKind(storage.read(key, { signal }), 'refused')
        await expectKind(storage.stat(key, { signal }), 'refused')
        await expectKind(storage.remove(key, { signal }), 'refused')
        await expectKind(storage.thaw(key, { speed: 'standard', days: 1, signal }), 'refused')
      })

      test.each(['../', '/', 'a/../', 'a//', '\0'])('prefix %j is refused', async (prefix) => {
        const { storage } = await fresh()
        await expectKind(keysOf(storage, prefix), 'refused')
        await expectKind(storage.abandon(prefix, { signal }), 'refused')
      })
    })

    describe('listing', () => {
      test('2,500 objects in key order, over pages', async () => {
        const { storage } = await fresh()
        const keys = Array.from({ length: 2500 }, (_, n) => `db/m${(n * 7919) % 2500}`)
        for (let at = 0; at < keys.length; at += 50)
          await Promise.all(keys.slice(at, at + 50).map((key) => storage.put(key, Buffer.of(1), { signal })))
        expect(await keysOf(storage, 'db/')).toEqual([...keys].sort())
        expect(await keysOf(storage, 'db/m249')).toEqual(
          [...keys].sort().filter((k) => k.startsWith('db/m249')),
        )
      })

      test('keys in the order of their bytes, across folders, and prefixes exactly', async () => {
        const { storage } = await fresh()
        const keys = ['mydb-old/x', 'mydb.json', 'mydb/a', 'mydb/a-b', 'mydb/a/1', 'mydb/a0', 'mydb2/x', 'z']
        for (const key of ['mydb/a-b', 'z', 'mydb2/x', 'mydb-old/x', 'mydb.json', 'mydb/a0'])
          await storage.put(key, Buffer.of(1), { signal })
        const there = keys.filter((key) => !['mydb/a', 'mydb/a/1'].includes(key))
        await storage.put('mydb/b/1', Buffer.of(1), { signal })
        const all = [...there, 'mydb/b/1'].sort()
        expect(await keysOf(storage)).toEqual(all)
        expect(await keysOf(storage, 'mydb/')).toEqual(['mydb/a-b', 'mydb/a0', 'mydb/b/1'])
        expect(await keysOf(storage, 'mydb')).toEqual(all.filter((key) => key.startsWith('mydb')))
        expect(await keysOf(storage, 'mydb/a')).toEqual(['mydb/a-b', 'mydb/a0'])
        expect(await keysOf(storage, 'nothing/')).toEqual([])
      })

      test('folders, and not what lies in them', async () => {
        const { storage } = await fresh()
        for (const key of ['my%20db/m/1', 'my%20db/m/2', 'mydb/m/1', 'zebra/x', 'file'])
          await storage.put(key, Buffer.of(1), { signal })
        const folders = async (prefix: string) => {
          const found: string[] = []
          for await (const { key } of storage.list(prefix, { signal, folders: true })) found.push(key)
          return found
        }
        expect(await folders('')).toEqual(['my%20db/', 'mydb/', 'zebra/'])
        expect(await folders('mydb/')).toEqual(['mydb/m/'])
        expect(await folders('my')).toEqual(['my%20db/', 'mydb/'])
        expect(await folders('nothing/')).toEqual([])
      })

      test('what lies beside the destination is not its own', async () => {
        const { folder, storage } = await fresh()
        const beside = await subject().open(`${folder}2`)
        await beside.put('x', Buffer.of(1), { signal })
        expect(await keysOf(storage)).toEqual([])
      })
    })

    describe('what is not there', () => {
      test('looks undefined, and cannot be read', async () => {
        const { storage } = await fresh()
        await storage.put('a/b', Buffer.of(1), { signal })
        for (const key of ['x', 'a', 'a/x', 'a/b/c']) {
          expect(await storage.stat(key, { signal })).toBeUndefined()
          await expectKind(storage.read(key, { signal }), 'missing')
        }
      })

      test('can be removed, once and again', async () => {
        const { storage } = await fresh()
        await storage.put('a/b', Buffer.of(1), { signal })
        await storage.put('a/c', Buffer.of(1), { signal })
        await storage.remove('a/b', { signal })
        await storage.remove('a/b', { signal })
        await storage.remove('never/was', { signal })
        expect(await keysOf(storage)).toEqual(['a/c'])
      })

      test('nothing to abandon', async () => {
        const { storage } = await fresh()
        await storage.put('a/b', Buffer.of(1), { signal })
        expect(await storage.abandon('', { signal })).toBe(0)
        expect(await keysOf(storage)).toEqual(['a/b'])
      })
    })
  })
}

export async function expectKind(work: Promise<unknown>, kind: StorageError['kind']): Promise<StorageError> {
  const error = await work.then(
    () => new Error('it worked'),
    (error) => error,
  )
  expect(error).toMatchObject({ name: 'StorageError', kind })
  return error
}
