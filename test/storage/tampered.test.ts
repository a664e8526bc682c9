import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type Tamper, tampered } from '../../src/storage/tampered.ts'
import { errorOf } from '../stream/bytes.ts'
import { contentOf, expectKind, listed } from './conformance.ts'
import { consume, noise } from './streams.ts'

const MIB = 1024 * 1024
const signal = new AbortController().signal
const path = mkdtempSync(join(tmpdir(), 'tampered-'))
const bytes = Buffer.from('0123456789')
let storage: Storage

beforeAll(async () => {
  const destination = { kind: 'local', label: 'offsite', url: `file://${path}`, path } as const
  storage = await openStorage(destination, { env: {}, log: () => undefined })
  for (const key of ['a', 'b/c']) await storage.put(key, bytes, { signal })
  await storage.upload('large', Readable.from(noise(4 * MIB)), { signal })
})
afterAll(() => rmSync(path, { recursive: true, force: true }))

const spoiled = (how: Omit<Tamper, 'key'>, key = 'a') => tampered(storage, { key, ...how })

describe('one object is told otherwise than it is stored:', () => {
  test.each([
    [0, '1123456789'],
    [4, '0123556789'],
    [9, '0123456788'],
    [undefined, '0123446789'],
  ])('a bit of byte %s', async (at, text) => {
    const changed = spoiled({ how: 'flip', ...(at !== undefined && { at }) })
    expect((await contentOf(changed, 'a')).toString()).toBe(text)
    expect(await changed.stat('a', { signal })).toEqual(await storage.stat('a', { signal }))
  })

  test.each([
    [0, ''],
    [1, '0'],
    [9, '012345678'],
    [99, '0123456789'],
    [undefined, '01234'],
  ])('all from byte %s on', async (at, text) => {
    const changed = spoiled({ how: 'cut', ...(at !== undefined && { at }) })
    expect((await contentOf(changed, 'a')).toString()).toBe(text)
    expect((await changed.stat('a', { signal }))?.size).toBe(text.length)
    expect((await listed(changed)).find(({ key }) => key === 'a')?.size).toBe(text.length)
  })

  test('gone', async () => {
    const changed = spoiled({ how: 'missing' })
    await expectKind(changed.read('a', { signal }), 'missing')
    expect(await changed.stat('a', { signal })).toBeUndefined()
    expect((await listed(changed)).map(({ key }) => key)).toEqual(['b/c', 'large'])
  })

  test('a bit in each of many places of a large one, whatever chunks it comes in', async () => {
    const whole = await contentOf(storage, 'large')
    for (const at of [0, 512 * 1024 - 1, 512 * 1024, 3 * MIB + 1, 4 * MIB - 1]) {
      const changed = await contentOf(spoiled({ how: 'flip', at }, 'large'), 'large')
      expect(changed.length).toBe(whole.length)
      expect(changed[at]).toBe((whole[at] ?? 0) ^ 1)
      changed[at] = whole[at] ?? 0
      expect(changed.equals(whole)).toBe(true)
    }
    expect((await contentOf(spoiled({ how: 'cut', at: MIB + 1 }, 'large'), 'large')).length).toBe(MIB + 1)
  })
})

test('what is stored, and all else, stays as it is', async () => {
  const changed = spoiled({ how: 'flip' })
  await contentOf(changed, 'a')
  expect(await contentOf(storage, 'a')).toEqual(bytes)
  expect(await contentOf(changed, 'b/c')).toEqual(bytes)
  expect([changed.label, changed.url, changed.conditionalPut]).toEqual([storage.label, storage.url, true])
  await changed.put('new', bytes, { signal, ifAbsent: true })
  expect(await contentOf(storage, 'new')).toEqual(bytes)
  await changed.upload('new', Readable.from(noise(10)), { signal })
  expect((await storage.stat('new', { signal }))?.size).toBe(10)
  await changed.remove('new', { signal })
  expect(await storage.stat('new', { signal })).toBeUndefined()
  expect(await changed.abandon('', { signal })).toBe(0)
})

test('an object that is not there is missing, however it was to be spoiled', async () => {
  for (const how of ['flip', 'missing', 'cut'] as const)
    await expectKind(spoiled({ how }, 'gone').read('gone', { signal }), 'missing')
})

test.each(['flip', 'cut'] as const)(
  'reading ends with a cancel, and closes what it read: %s',
  async (how) => {
    const opened: Readable[] = []
    const watched: Storage = {
      ...storage,
      conditionalPut: true,
      read: async (...call) => {
        const stream = await storage.read(...call)
        opened.push(stream)
        return stream
      },
    }
    const changed = tampered(watched, { key: 'large', how })
    const stream = await changed.read('large', { signal })
    await once(stream, 'readable')
    stream.destroy()
    const cancel = new AbortController()
    const cancelled = await changed.read('large', { signal: cancel.signal })
    cancel.abort(new Error('enough'))
    expect((await errorOf(consume(cancelled))).message).toBe('enough')
    expect(opened).toHaveLength(2)
    for (const source of opened) {
      if (!source.closed) await once(source, 'close')
      expect(source.destroyed).toBe(true)
    }
  },
)
