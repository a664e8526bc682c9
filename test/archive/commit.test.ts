import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { listBackups, listNames, openManifest } from '../../src/archive/catalog.ts'
import { clearAway, commit } from '../../src/archive/commit.ts'
import type { Copy } from '../../src/archive/copies.ts'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest, StoredObject } from '../../src/archive/manifest.ts'
import { writeRecord } from '../../src/archive/record.ts'
import { type StoreRequest, storeBytes, storeStream } from '../../src/archive/store.ts'
import { unfinishedIsUndone } from '../../src/archive/undo.ts'
import type { Host } from '../../src/host/host.ts'
import { StorageError } from '../../src/storage/error.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'

const signal = new AbortController().signal
const id = '20261120T040000Z-3f9c2a'
const keys = layout('shop')
const folders: string[] = []

async function openFolder(): Promise<Storage> {
  const path = mkdtempSync(join(tmpdir(), 'commit-'))
  folders.push(path)
  const destination = { kind: 'local', label: path, url: `file://${path}`, path } as const
  return openStorage(destination, { env: {}, log: () => undefined })
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const how = (copies: readonly Copy[]): Omit<StoreRequest, 'finished'> => ({
  kind: 'proof',
  name: 'proof.json',
  folder: keys.data(id),
  copies,
  encryption: undefined,
  compressionLevel: 1,
  signal,
})

const committing = { signal, onPointOfNoReturn: () => undefined }

const manifestOf = (objects: StoredObject[]): Manifest => ({
  format: 1,
  id,
  name: 'shop',
  tool: { name: 'pg-backup-action', version: '0.1.0' },
  startedAt: '2026-11-20T04:00:00.000Z',
  finishedAt: '2026-11-20T04:01:00.000Z',
  server: { version: '17.2', major: 17, inRecovery: false },
  client: { version: '17.2' },
  snapshot: { time: '2026-11-20T04:00:01.000Z', guarantee: 'locked' },
  database: {
    name: 'shop',
    bytes: 1,
    owner: 'shop',
    encoding: 'UTF8',
    collate: 'C',
    ctype: 'C',
    localeProvider: 'libc',
    connectionLimit: -1,
    grants: [],
    settings: [],
  },
  extensions: [],
  roles: [],
  include: 'all',
  selection: 'whole',
  fingerprint: 'none',
  encryption: { kind: 'none' },
  objects,
  totals: { tables: 0, storedBytes: 1, rawBytes: 1 },
  warnings: [],
})

/** A storage that fails in one method. */
const broken = (storage: Storage, method: 'upload' | 'put' | 'stat'): Storage => ({
  ...storage,
  conditionalPut: true,
  [method]: (_key: string, stream?: unknown) => {
    if (stream instanceof Readable) stream.destroy()
    return Promise.reject(new Error(`no ${method} today`))
  },
})

describe('storing one stream at several destinations', () => {
  test('goes on where one of them fails, and blames that one', async () => {
    const copies: Copy[] = [
      { storage: broken(await openFolder(), 'upload') },
      { storage: await openFolder() },
    ]
    const object = await storeBytes(Buffer.from('hello'), how(copies))
    expect(copies[0]?.trouble?.message).toBe('no upload today')
    expect(copies[1]?.trouble).toBeUndefined()
    expect((await copies[1]?.storage.stat(keys.object(id, object.name), { signal }))?.size).toBe(object.bytes)
  })

  test('fails where all of them fail, and names each', async () => {
    const copies: Copy[] = [
      { storage: broken(await openFolder(), 'upload') },
      { storage: broken(await openFolder(), 'upload') },
    ]
    await expect(storeBytes(Buffer.from('hello'), how(copies))).rejects.toThrow(
      /Every destination failed(.|\n)*no upload today(.|\n)*no upload today/,
    )
  })

  test('stores nothing, and blames nobody, when the source fails in the middle', async () => {
    const copies: Copy[] = [{ storage: await openFolder() }, { storage: await openFolder() }]
    const source = new PassThrough()
    source.write(Buffer.alloc(100_000, 'x'))
    setImmediate(() => source.destroy(new Error('the dump broke')))
    const work = storeStream(source, { ...how(copies), finished: Promise.resolve() })
    await expect(work).rejects.toThrow('the dump broke')
    for (const { storage, trouble } of copies) {
      expect(trouble).toBeUndefined()
      expect(await storage.stat(`${keys.data(id)}proof.json.zst`, { signal })).toBeUndefined()
    }
  })

  test('stores nothing when the process that fed it ends badly after its last byte', async () => {
    const copies: Copy[] = [{ storage: await openFolder() }]
    const finished = new Promise((_, fail) => setTimeout(() => fail(new Error('exit code 1')), 50))
    finished.catch(() => undefined)
    const work = storeStream(Readable.from([Buffer.from('all of it')]), { ...how(copies), finished })
    await expect(work).rejects.toThrow('exit code 1')
    expect(await copies[0]?.storage.stat(`${keys.data(id)}proof.json.zst`, { signal })).toBeUndefined()
  })
})

describe('committing', () => {
  test('makes a backup that is listed and opens', async () => {
    const storage = await openFolder()
    const copies = [{ storage }]
    const manifest = manifestOf([await storeBytes(Buffer.from('hello'), how(copies))])
    expect(await listBackups(storage, 'shop', signal)).toEqual([])
    await commit(copies, manifest, committing)
    const [listed] = await listBackups(storage, 'shop', signal)
    if (!listed) throw new Error('The backup is not listed.')
    expect(await openManifest(storage, listed, signal)).toEqual(manifest)
    expect(await listNames(storage, signal)).toEqual(['shop'])
  })

  test('never overwrites a backup', async () => {
    const storage = await openFolder()
    const copies: Copy[] = [{ storage }]
    const manifest = manifestOf([await storeBytes(Buffer.from('hello'), how(copies))])
    await commit(copies, manifest, committing)
    await expect(commit([{ storage }], manifest, committing)).rejects.toThrow(/exists already/)
  })

  test('refuses what is no longer there, or no longer whole', async () => {
    const storage = await openFolder()
    const copies: Copy[] = [{ storage }]
    const object = await storeBytes(Buffer.from('hello'), how(copies))
    await storage.put(keys.object(id, object.name), Buffer.from('short'), { signal })
    await expect(commit(copies, manifestOf([object]), committing)).rejects.toThrow(
      /has 5 bytes there instead of/,
    )
    await storage.remove(keys.object(id, object.name), { signal })
    await expect(commit([{ storage }], manifestOf([object]), committing)).rejects.toThrow(
      /not there any more/,
    )
    expect(await listBackups(storage, 'shop', signal)).toEqual([])
  })

  test.each(['put', 'stat'] as const)('goes on where a destination fails to %s', async (method) => {
    const good = await openFolder()
    const bad = await openFolder()
    const object = await storeBytes(Buffer.from('hello'), how([{ storage: good }, { storage: bad }]))
    const copies: Copy[] = [{ storage: broken(bad, method) }, { storage: good }]
    await commit(copies, manifestOf([object]), committing)
    expect(copies[0]?.trouble?.message).toBe(`no ${method} today`)
    expect(await listBackups(good, 'shop', signal)).toHaveLength(1)
    expect(await listBackups(bad, 'shop', signal)).toEqual([])
  })

  test('stands where one destination answers and another never does', async () => {
    const [good, silent] = [await openFolder(), await openFolder()]
    const hanging: Storage = {
      ...silent,
      conditionalPut: true,
      async put(key, bytes, options) {
        if (!key.includes('/manifests/')) return silent.put(key, bytes, options)
        await once(options.signal, 'abort')
        options.signal.throwIfAborted()
      },
    }
    const copies: Copy[] = [{ storage: good }, { storage: hanging }]
    const manifest = manifestOf([await storeBytes(Buffer.from('hello'), how(copies))])
    await commit(copies, manifest, { ...committing, manifestPatienceMs: 100 })
    expect(copies.map(({ trouble }) => trouble === undefined)).toEqual([true, false])
    expect(await listBackups(good, 'shop', signal)).toHaveLength(1)
  })

  test('is not undone by a cancel that comes while the manifest goes out', async () => {
    const folder = await openFolder()
    const cancel = new AbortController()
    const storage: Storage = {
      ...folder,
      conditionalPut: true,
      async put(key, bytes, options) {
        if (key.includes('/manifests/')) cancel.abort(new Error('enough'))
        options.signal.throwIfAborted()
        return folder.put(key, bytes, options)
      },
    }
    const manifest = manifestOf([await storeBytes(Buffer.from('hello'), how([{ storage }]))])
    await commit([{ storage }], manifest, { signal: cancel.signal, onPointOfNoReturn: () => undefined })
    expect(await listBackups(folder, 'shop', signal)).toHaveLength(1)
  })

  test.each([
    ['no answer came', new Error('the connection broke'), 1],
    ['the answer was no', new StorageError('refused', { what: 'You may not.' }), 0],
  ])('leaves the data where %s to the manifest', async (_, answer, left) => {
    const folder = await openFolder()
    const storage: Storage = {
      ...folder,
      conditionalPut: true,
      put: (key, bytes, options) =>
        key.includes('/manifests/') ? Promise.reject(answer) : folder.put(key, bytes, options),
    }
    const copies: Copy[] = [{ storage }]
    const host = {
      signal,
      ask: async () => undefined,
      remember: () => {},
      debug: () => {},
      warn: () => {},
      redact: (text: string) => text,
    }
    const draft = { id, name: 'shop', label: undefined, startedAt: new Date(), copies, how: how(copies) }
    const work = async () => {
      const manifest = manifestOf([await storeBytes(Buffer.from('hello'), how(copies))])
      await commit(copies, manifest, committing)
    }
    await expect(unfinishedIsUndone(host as unknown as Host, draft, work)).rejects.toThrow(answer.message)
    const there = await folder.stat(keys.object(id, 'proof.json.zst'), { signal })
    expect(there === undefined ? 0 : 1).toBe(left)
  })

  test('can be taken back', async () => {
    const storage = await openFolder()
    await storeBytes(Buffer.from('hello'), how([{ storage }]))
    await clearAway(storage, 'shop', id, signal)
    expect(await listNames(storage, signal)).toEqual([])
  })
})

test('the newest drill of a backup is what a listing shows', async () => {
  const storage = await openFolder()
  const copies = [{ storage }]
  await commit(copies, manifestOf([await storeBytes(Buffer.from('hello'), how(copies))]), committing)
  const record = { format: 1, id, name: 'shop', verb: 'verify', tool: '0.1.0', durationSeconds: 1 } as const
  await writeRecord(storage, { ...record, outcome: 'fail', time: '2026-11-20T05:00:00Z' }, signal)
  await writeRecord(storage, { ...record, outcome: 'pass', time: '2026-11-21T05:00:00Z' }, signal)
  await writeRecord(
    storage,
    { ...record, verb: 'restore', outcome: 'fail', time: '2026-11-22T05:00:00Z' },
    signal,
  )
  const [listed] = await listBackups(storage, 'shop', signal)
  expect(listed?.verification).toMatchObject({ outcome: 'pass', time: new Date('2026-11-21T05:00:00Z') })
})

test('a destination that stands still holds the source back, and the memory stays small', async () => {
  let fed = 0
  const source = new Readable({
    read() {
      const piece = randomBytes(64 * 1024)
      fed += piece.length
      this.push(piece)
    },
  })
  const stuck = new AbortController()
  const storage: Storage = {
    ...(await openFolder()),
    conditionalPut: true,
    async upload(_key, stream) {
      for await (const _ of stream) if (!stuck.signal.aborted) await once(stuck.signal, 'abort')
      throw new Error('nothing went on')
    },
  }
  const work = storeStream(source, { ...how([{ storage }]), finished: Promise.resolve() })
  work.catch(() => undefined)
  // Until nothing moves any more; a source that nobody holds back moves for ever.
  for (let before = -1; before !== fed && fed < 100_000_000; ) {
    before = fed
    await sleep(300)
  }
  expect(fed).toBeLessThan(10_000_000)
  source.destroy(new Error('enough'))
  stuck.abort()
  await expect(work).rejects.toThrow('enough')
})
