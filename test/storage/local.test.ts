import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { LocalDestination } from '../../src/options/destination.ts'
import type { StorageError } from '../../src/storage/error.ts'
import { localError } from '../../src/storage/local-errors.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { conforms, expectKind, keysOf } from './conformance.ts'
import { noise } from './streams.ts'

const signal = new AbortController().signal
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'pg-backup-local-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const at = (path: string): LocalDestination => ({ kind: 'local', label: 'usb', url: `file://${path}`, path })
const open = (path: string): Promise<Storage> => openStorage(at(path), { env: {}, log: () => {} })

conforms('local', () => ({
  open: (folder) => open(join(home, folder)),
  unfinished: async (folder) => {
    const names = await readdir(join(home, folder), { recursive: true }).catch(() => [])
    return names.filter((name) => name.includes('.partial-')).length
  },
  checkedBy: /^crc32$/,
  partBytes: 1024 * 1024,
}))

test('folders and files are for their owner alone', async () => {
  const storage = await open(join(home, 'modes/deep'))
  await storage.upload('a/b', Readable.from(noise(10)), { signal })
  await storage.put('a/c', Buffer.of(1), { signal, ifAbsent: true })
  for (const [path, mode] of [
    ['modes', 0o700],
    ['modes/deep', 0o700],
    ['modes/deep/a', 0o700],
    ['modes/deep/a/b', 0o600],
    ['modes/deep/a/c', 0o600],
  ] as const)
    expect((await stat(join(home, path))).mode & 0o777).toBe(mode)
})

test('removing the last object of a folder removes the folder, but never the root', async () => {
  const root = join(home, 'emptied')
  const storage = await open(root)
  await storage.put('a/b/c', Buffer.of(1), { signal })
  await storage.put('a/d', Buffer.of(1), { signal })
  await storage.remove('a/b/c', { signal })
  expect(await readdir(root, { recursive: true })).toEqual(['a', 'a/d'])
  await storage.remove('a/d', { signal })
  expect(await readdir(root)).toEqual([])
})

test('a destination that ends with a slash is the same', async () => {
  const storage = await open(`${join(home, 'slash')}/`)
  await storage.put('a/b', Buffer.of(1), { signal })
  await storage.remove('a/b', { signal })
  expect(await readdir(join(home, 'slash'))).toEqual([])
})

test('what an ended process left behind is neither listed nor read, and can be abandoned', async () => {
  const root = join(home, 'left')
  const storage = await open(root)
  await storage.put('db/data/x', Buffer.of(1), { signal })
  const old = join(root, 'db/data/.partial-0123')
  const young = join(root, 'db/other/.partial-4567')
  await mkdir(join(root, 'db/other'))
  for (const path of [old, young]) await writeFile(path, 'half')
  await utimes(old, new Date(0), new Date(0))
  expect(await keysOf(storage)).toEqual(['db/data/x'])
  expect(await storage.abandon('db2/', { signal })).toBe(0)
  expect(await storage.abandon('db/', { signal, begunBefore: new Date(Date.now() - 60_000) })).toBe(1)
  expect(await readdir(join(root, 'db'), { recursive: true })).toEqual(
    expect.arrayContaining(['data/x', 'other/.partial-4567']),
  )
  expect(await storage.abandon('db/', { signal })).toBe(1)
  expect(await readdir(root, { recursive: true })).toEqual(['db', 'db/data', 'db/data/x'])
})

test('a folder that is a link to another disk is followed; a link in a circle ends', async () => {
  const root = join(home, 'linked')
  await mkdir(root)
  await mkdir(join(home, 'elsewhere'))
  await symlink(join(home, 'elsewhere'), join(root, 'data'))
  const storage = await open(root)
  await storage.put('data/x', Buffer.of(1), { signal })
  expect(await keysOf(storage)).toEqual(['data/x'])
  await symlink(root, join(root, 'circle'))
  await expectKind(keysOf(storage), 'refused')
})

describe('says what is wrong', () => {
  test('where a file is in the folder’s place', async () => {
    const path = join(home, 'file')
    await writeFile(path, 'x')
    const storage = await open(path)
    const error = await expectKind(storage.put('a', Buffer.of(1), { signal }), 'refused')
    expect(error.message).toBe(
      [
        `usb: storing a failed in ${path} (ENOTDIR).`,
        'Something on the way to it is a file where a folder is needed.',
        'Name a folder as the destination, or move that file away.',
      ].join('\n'),
    )
    await expectKind(storage.upload('a/b', Readable.from(noise(1)), { signal }), 'refused')
    await expectKind(storage.stat('a', { signal }), 'refused')
    await expectKind(storage.remove('a', { signal }), 'refused')
    await expectKind(keysOf(storage), 'refused')
  })

  test.each([
    ['ENOSPC', 'The disk is full.'],
    ['EROFS', 'The file system is mounted read-only.'],
    ['EIO', 'The disk reports an error.'],
  ])('%s', (code, why) => {
    const cause = Object.assign(new Error('no'), { code })
    const error = localError(at('/backups'), 'storing a', cause) as StorageError
    expect(error.message).toContain(`usb: storing a failed in /backups (${code}).\n${why}\n`)
  })

  // Root may write everywhere, so somebody else has to try.
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const tryIt = (folder: string, size: number, shell = '') => {
    const open = new URL('../../src/storage/open.ts', import.meta.url).href
    const program = `
      const { openStorage } = await import(${JSON.stringify(open)})
      const storage = await openStorage(${JSON.stringify(at(folder))}, { env: {}, log() {} })
      const { Readable } = await import('node:stream')
      const bytes = Readable.from([Buffer.alloc(${size})])
      await storage.upload('a/b', bytes, { signal: new AbortController().signal }).catch((error) => console.log(error.kind, error.message))`
    const command = `${shell} exec "$0" --input-type=module -e "$1"`
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, program], {
      ...asNobody,
      encoding: 'utf8',
    })
    return stdout + stderr
  }

  test('where the user may not write', async () => {
    const folder = join(home, 'forbidden')
    await mkdir(folder)
    await chmod(home, 0o755)
    await chmod(folder, 0o555)
    expect(tryIt(folder, 1)).toMatch(/^refused usb: storing a\/b failed .* \(EACCES\)/)
  })

  test('where there is no room for all of it, and leaves nothing', async () => {
    const folder = join(home, 'narrow')
    await mkdir(folder)
    await chmod(home, 0o755)
    await chmod(folder, 0o777)
    expect(tryIt(folder, 4 * 1024 * 1024, 'ulimit -f 1024;')).toMatch(/^refused usb: .* \(EFBIG\)/)
    expect(await readdir(folder)).toEqual([])
  })
})

test('a file system that makes no folders is an error, not an endless try', async () => {
  const destination = {
    kind: 'local',
    label: 'odd',
    url: 'file:///proc/nothing',
    path: '/proc/nothing/below',
  } as const
  const storage = await openStorage(destination, { env: {}, log: () => {} })
  const { signal } = new AbortController()
  await expect(storage.put('a/b', Buffer.of(1), { signal })).rejects.toThrow(/odd: storing a\/b failed/)
})
