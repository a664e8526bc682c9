import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Backend } from '../../src/storage/backend.ts'
import { TUNING, type Tuning } from '../../src/storage/context.ts'
import { StorageError } from '../../src/storage/error.ts'
import { localBackend } from '../../src/storage/local.ts'
import { persistent } from '../../src/storage/persistent.ts'
import { retryPolicy } from '../../src/storage/retry.ts'
import { contentOf, expectKind, keysOf } from './conformance.ts'
import { busy, type Call, faulty, type Mishap } from './faulty.ts'
import { consume, noise } from './streams.ts'

const signal = new AbortController().signal

function watched(tuning: Partial<Tuning> = {}) {
  const waits: number[] = []
  const lines: string[] = []
  const sleep = async (ms: number) => void waits.push(ms)
  const retry = retryPolicy('offsite', (line) => lines.push(line), {
    ...TUNING,
    random: () => 1,
    sleep,
    ...tuning,
  })
  return { retry, waits, lines }
}

describe('the policy', () => {
  test('waits twice as long each time, up to a limit, and gives up after so many tries', async () => {
    const { retry, waits, lines } = watched({ totalWaitMs: Number.POSITIVE_INFINITY })
    let tries = 0
    const work = retry('storing x', signal, async () => {
      tries += 1
      throw busy()
    })
    const error = await expectKind(work, 'busy')
    expect(tries).toBe(10)
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    expect(lines[0]).toBe(
      'offsite: storing x did not work (try 1 of 10), next try in 0.5 s: It did not work. The store is busy.',
    )
    expect(lines).toHaveLength(9)
    expect(error.message).toBe('It did not work.\nThe store is busy. Tried 10 times over 121.5 s.')
  })

  test('spreads the waits over all the time up to the limit', async () => {
    const { retry, waits } = watched({ random: () => 0.25, attempts: 4 })
    await expectKind(
      retry('x', signal, () => Promise.reject(busy())),
      'busy',
    )
    expect(waits).toEqual([125, 250, 500])
  })

  test('is bounded in total', async () => {
    const { retry, waits } = watched({ totalWaitMs: 5000 })
    await expectKind(
      retry('x', signal, () => Promise.reject(busy())),
      'busy',
    )
    expect(waits).toEqual([500, 1000, 2000])
  })

  test('waits as long as the store asks', async () => {
    const { retry, waits } = watched()
    const work = retry('x', signal, async (nth) => {
      if (nth === 1) throw busy(7000)
      return nth
    })
    expect(await work).toBe(2)
    expect(waits).toEqual([7000])
  })

  test('gives up at once where the store asks for more than there is patience', async () => {
    const { retry, waits } = watched()
    const work = retry('x', signal, () => Promise.reject(busy(3_600_000)))
    expect((await expectKind(work, 'busy')).message).toContain('Tried 1 time over 0.0 s.')
    expect(waits).toEqual([])
  })

  test.each(['missing', 'exists', 'refused', 'broken'] as const)('does not try %s again', async (kind) => {
    const { retry, lines } = watched()
    const error = new StorageError(kind, { what: 'No.' })
    await expect(retry('x', signal, () => Promise.reject(error))).rejects.toBe(error)
    expect(lines).toEqual([])
  })

  test('does not try again what is no error of a store', async () => {
    const { retry } = watched()
    const error = new TypeError('a mistake of ours')
    await expect(retry('x', signal, () => Promise.reject(error))).rejects.toBe(error)
  })

  test('ends at once when cancelled while it waits', async () => {
    const cancel = new AbortController()
    const reason = new Error('cancelled by the user')
    const { retry } = watched({
      sleep: (ms, signal) => {
        setImmediate(() => cancel.abort(reason))
        return TUNING.sleep(ms + 3_600_000, signal)
      },
    })
    await expect(retry('x', cancel.signal, () => Promise.reject(busy()))).rejects.toBe(reason)
  })

  test('begins anew after progress', async () => {
    const { retry, waits } = watched({ attempts: 3 })
    const tries = retry.tries('reading x')
    for (let round = 0; round < 5; round += 1) {
      await tries.failed(busy(), signal)
      await tries.failed(busy(), signal)
      tries.progressed()
    }
    expect(waits).toHaveLength(10)
    expect(tries.nth).toBe(1)
  })
})

describe('a storage over a store that fails', () => {
  let home: string
  let count = 0
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'pg-backup-faulty-'))
  })
  afterAll(() => rm(home, { recursive: true, force: true }))

  function storageWith(mishapOf: (call: Call) => Mishap, change: (backend: Backend) => Backend = (b) => b) {
    count += 1
    const path = join(home, `${count}`)
    const { retry, waits, lines } = watched()
    const whole = localBackend({ kind: 'local', label: 'offsite', url: `file://${path}`, path })
    const sound = persistent(whole, retry, TUNING)
    const storage = persistent(faulty(change(whole), mishapOf), retry, TUNING)
    return { storage, sound, waits, lines }
  }

  const twice = (method: string) => (call: Call) =>
    call.method === method && call.nth <= 2 ? busy() : undefined

  test('put, stat, read, thaw, remove and abandon are tried again', async () => {
    for (const method of ['put', 'stat', 'open', 'thaw', 'remove', 'abandon']) {
      const { storage, lines } = storageWith(twice(method))
      await storage.put('a/b', Buffer.from('x'), { signal })
      expect(await storage.stat('a/b', { signal })).toMatchObject({ size: 1 })
      expect((await contentOf(storage, 'a/b')).toString()).toBe('x')
      await storage.thaw('a/b', { speed: 'standard', days: 1, signal })
      await storage.remove('a/b', { signal })
      expect(await storage.abandon('', { signal })).toBe(0)
      expect(lines).toHaveLength(2)
    }
  })

  test('a page of a listing is tried again, and no object comes twice', async () => {
    const pages = (backend: Backend): Backend => ({
      ...backend,
      page: async (prefix, cursor, options) => {
        const { objects } = await backend.page(prefix, undefined, options)
        const at = Number(cursor ?? 0)
        return {
          objects: objects.slice(at, at + 2),
          next: at + 2 < objects.length ? `${at + 2}` : undefined,
        }
      },
    })
    const { storage, lines } = storageWith(
      ({ method, nth }) => (method === 'page' && nth % 2 === 0 ? busy() : undefined),
      pages,
    )
    const keys = ['a', 'b', 'c', 'd', 'e']
    for (const key of keys) await storage.put(key, Buffer.of(1), { signal })
    expect(await keysOf(storage)).toEqual(keys)
    expect(lines).toHaveLength(2)
  })

  test('a put that must not overwrite knows its own object again when only the answer was lost', async () => {
    const { storage, lines } = storageWith(({ method, nth }) =>
      method === 'put' && nth === 1 ? 'answer lost' : undefined,
    )
    await storage.put('manifests/1.json', Buffer.from('mine'), { signal, ifAbsent: true })
    expect(lines).toHaveLength(1)
  })

  test.each(['other', 'mine too', ''])('but takes nothing else for it: %j', async (content) => {
    const { storage, sound } = storageWith(({ method, nth }) =>
      method === 'put' && nth === 1 ? busy() : undefined,
    )
    await sound.put('manifests/1.json', Buffer.from(content), { signal })
    const put = storage.put('manifests/1.json', Buffer.from('mine'), { signal, ifAbsent: true })
    await expectKind(put, 'exists')
    expect((await contentOf(sound, 'manifests/1.json')).toString()).toBe(content)
  })

  test('and in a first try never looks', async () => {
    const { storage } = storageWith(({ method }) => (method === 'open' ? new Error('looked') : undefined))
    await storage.put('x', Buffer.from('same'), { signal, ifAbsent: true })
    await expectKind(storage.put('x', Buffer.from('same'), { signal, ifAbsent: true }), 'exists')
  })

  test('an upload is not begun twice: its stream is gone', async () => {
    const { storage, lines } = storageWith(twice('upload'))
    const stream = Readable.from(noise(10))
    await expectKind(storage.upload('x', stream, { signal }), 'busy')
    expect(stream.destroyed).toBe(true)
    expect(lines).toEqual([])
  })

  describe('reading', () => {
    const SIZE = 5 * 1024 * 1024
    /** Cuts what the nth opening brings. */
    const cutting = (bytesOf: (nth: number) => number) => (backend: Backend) => {
      let nth = 0
      return {
        ...backend,
        open: async (...args: Parameters<Backend['open']>) => {
          nth += 1
          const opened = await backend.open(...args)
          const limit = bytesOf(nth)
          const body = Readable.from(
            (async function* () {
              let at = 0
              for await (const chunk of opened.body) {
                yield chunk.subarray(0, Math.max(0, limit - at))
                at += chunk.length
                if (at >= limit) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
              }
            })(),
          )
          return { ...opened, body }
        },
      }
    }
    const stored = async (change: (backend: Backend) => Backend) => {
      const made = storageWith(() => undefined, change)
      await made.sound.upload('x', Readable.from(noise(SIZE)), { signal })
      return made
    }

    test('goes on where it broke off', async () => {
      const { storage, lines } = await stored(cutting((nth) => nth * 1_000_003))
      expect(await consume(await storage.read('x', { signal }))).toEqual(await consume(noise(SIZE)))
      expect(lines[0]).toContain('reading x broke off after 1000003 of 5242880 bytes')
    })

    test('gives up when it brings nothing any more', async () => {
      const { storage, waits } = await stored(cutting(() => 0))
      const error = await expectKind(consume(await storage.read('x', { signal })), 'busy')
      expect(error.message).toContain('Tried 10 times')
      expect(waits).toHaveLength(9)
    })

    test('never passes on a part of it as the whole', async () => {
      const short = (backend: Backend) => ({
        ...backend,
        open: async (...[key, options]: Parameters<Backend['open']>) => {
          const opened = await backend.open(key, options)
          opened.body.destroy()
          return { ...opened, body: Readable.from([Buffer.alloc(options.from === 0 ? 1000 : 0)]) }
        },
      })
      const { storage } = await stored(short)
      await expectKind(consume(await storage.read('x', { signal })), 'busy')
    })

    test('refuses to go on in an object that has changed', async () => {
      const made = await stored(cutting((nth) => (nth === 1 ? 1000 : SIZE)))
      const stream = await made.storage.read('x', { signal })
      await made.sound.put('x', Buffer.from('something else'), { signal })
      await expectKind(consume(stream), 'broken')
    })

    test('that was given up by the reader opens nothing again', async () => {
      const { storage, lines } = await stored((backend) => backend)
      const stream = await storage.read('x', { signal })
      for await (const _ of stream) break
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(stream.destroyed).toBe(true)
      expect(lines).toEqual([])
    })
  })
})
