import { copyBackup } from '../../src/archive/copying.ts'
import { type Lack, lackAt } from '../../src/archive/lack.ts'
import { layout } from '../../src/archive/layout.ts'
import { type Manifest, writeManifest } from '../../src/archive/manifest.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { allKeys } from './generated.ts'
import { type Folders, makeBackup, openFolders, signal } from './sample.ts'

let folders: Folders
beforeAll(() => {
  folders = openFolders()
})
afterAll(() => folders[Symbol.dispose]())

const quiet = { signal, onPointOfNoReturn: () => undefined, watch: () => undefined, warn: () => undefined }

async function setUp(): Promise<{ source: Storage; target: Storage; manifest: Manifest; lack: Lack }> {
  const [source, target] = [await folders.open('here'), await folders.open('there')]
  const manifest = await makeBackup(source)
  return { source, target, manifest, lack: await lackAt(target, manifest, signal) }
}

/** A store in which somebody else is faster by one manifest. */
const racing = (target: Storage, text: string): Storage => ({
  ...target,
  put: async (key, bytes, options) => {
    if (options.ifAbsent) await target.put(key, Buffer.from(text), { signal })
    await target.put(key, bytes, options)
  },
})

test('another run that brings the same backup in the same moment is as good', async () => {
  const { source, target, manifest, lack } = await setUp()
  const there = racing(target, writeManifest(manifest))
  expect(await copyBackup({ storage: source, manifest }, there, lack, quiet)).toBe(0)
  expect(await lackAt(target, manifest, signal)).toEqual({ committed: true, objects: [] })
})

test('another manifest that comes in the same moment stays, with all that it may be of', async () => {
  const { source, target, manifest, lack } = await setUp()
  const other = writeManifest({ ...manifest, warnings: ['another'] })
  await expect(copyBackup({ storage: source, manifest }, racing(target, other), lack, quiet)).rejects.toThrow(
    'is there already, and is never overwritten',
  )
  expect(await allKeys(target)).toHaveLength((await allKeys(source)).length)
})

test('a store that keeps less than it was sent gets no manifest, and what it kept is taken back', async () => {
  const { source, target, manifest, lack } = await setUp()
  const short: Storage = {
    ...target,
    upload: async (...all) => ({ ...(await target.upload(...all)), size: 1 }),
  }
  await expect(copyBackup({ storage: source, manifest }, short, lack, quiet)).rejects.toThrow(
    'has 1 bytes there',
  )
  expect(await allKeys(target)).toEqual([])
})

test('what this run did not store is not taken back', async () => {
  const { source, target, manifest, lack } = await setUp()
  const key = layout('shop').object(manifest.id, 'something-else')
  await target.put(key, Buffer.from('of somebody'), { signal })
  const refusing: Storage = { ...target, put: () => Promise.reject(new Error('no')) }
  await expect(copyBackup({ storage: source, manifest }, refusing, lack, quiet)).rejects.toThrow()
  expect(await allKeys(target)).toEqual([key])
})
