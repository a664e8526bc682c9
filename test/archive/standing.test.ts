import { layout } from '../../src/archive/layout.ts'
import { writeRecord } from '../../src/archive/record.ts'
import { readStanding } from '../../src/archive/standing.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type Folders, makeBackup, openFolders, signal } from './sample.ts'

let folders: Folders
beforeEach(() => {
  folders = openFolders()
})
afterEach(() => folders[Symbol.dispose]())

const now = new Date('2026-11-30T00:00:00Z')
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 4))

async function leaveRecord(
  storage: Storage,
  time: Date,
  verb: string,
  outcome: 'pass' | 'fail' | 'cancelled',
) {
  const stamp = time.toISOString().replace(/[-:]|\.\d+/g, '')
  const about = {
    format: 1,
    id: `${stamp}-00000a`,
    name: 'shop',
    verb,
    outcome,
    time: time.toISOString(),
  } as const
  await writeRecord(storage, { ...about, tool: '0.1.0', durationSeconds: 42 }, signal)
}

/** Counts what is asked of a store. */
function counted(storage: Storage) {
  const asked: string[] = []
  const proxy = new Proxy(storage, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        asked.push(String(name))
        return value.apply(target, args)
      }
    },
  })
  return { storage: proxy, asked }
}

const look = async (storage: Storage, name = 'shop') => {
  const said: string[] = []
  const standing = await readStanding(storage, name, { now, signal, log: (line) => said.push(line) })
  return { ...standing, said }
}

test('a name under which nothing lies', async () => {
  const storage = await folders.open()
  await makeBackup(storage, { name: 'shop2' })
  expect(await look(storage)).toMatchObject({
    ...{ lastSuccess: undefined, lastAttempt: undefined, newest: undefined, lastVerified: undefined },
    ...{ failures: 0, verifications: { pass: 0, fail: 0, unverified: 0 }, storedBytes: 0, storedBackups: 0 },
    ...{ retentionSeconds: 0, said: [] },
  })
})

test('backups, tries that failed, drills and restores, each by its own time', async () => {
  const storage = await folders.open('here')
  for (const number of [3, 1, 2]) await makeBackup(storage, { startedAt: day(number) })
  await leaveRecord(storage, day(4), 'backup', 'fail')
  await leaveRecord(storage, day(5), 'backup', 'cancelled')
  await leaveRecord(storage, day(6), 'verify', 'pass')
  await leaveRecord(storage, day(7), 'verify', 'fail')
  await leaveRecord(storage, day(8), 'read', 'pass')
  await leaveRecord(storage, day(9), 'restore', 'pass')
  const standing = await look(storage)
  expect(standing).toMatchObject({
    ...{ name: 'shop', destination: 'here', said: [] },
    ...{ lastSuccess: day(3), lastAttempt: day(5), failures: 1, storedBackups: 3 },
    ...{ verifications: { pass: 1, fail: 1, unverified: 0 }, lastVerified: day(6), verificationSeconds: 42 },
    ...{ lastRestored: day(9), retentionSeconds: (now.getTime() - day(1).getTime()) / 1000 },
    newest: { startedAt: day(3).toISOString() },
  })
  let bytes = 0
  for await (const { size } of storage.list('shop/data/', { signal })) bytes += size
  expect(standing.storedBytes).toBe(bytes)
})

test('what is asked of the store does not grow with the number of backups', async () => {
  const storage = await folders.open()
  for (let number = 1; number <= 28; number++) {
    await makeBackup(storage, { startedAt: day(number) })
    await leaveRecord(storage, day(number), 'verify', 'pass')
  }
  const { storage: watched, asked } = counted(storage)
  expect((await look(watched)).storedBackups).toBe(28)
  expect(asked.sort()).toEqual(['list', 'list', 'list', 'read', 'read', 'stat'])
})

test('a manifest and a record that cannot be read hide nothing else', async () => {
  const storage = await folders.open()
  const { id } = await makeBackup(storage, { startedAt: day(1) })
  await leaveRecord(storage, day(2), 'verify', 'pass')
  await storage.put(layout('shop').manifest(id), Buffer.from('{'), { signal })
  await storage.put(
    layout('shop').record('20261102T040000Z-00000a', day(2), 'verify', 'pass'),
    Buffer.from('{'),
    {
      signal,
    },
  )
  const standing = await look(storage)
  expect(standing).toMatchObject({ lastSuccess: day(1), newest: undefined, storedBackups: 1 })
  expect(standing).toMatchObject({ lastVerified: day(2), verificationSeconds: undefined })
  expect(standing.said).toEqual([expect.stringContaining('lack'), expect.stringContaining('lack')])
})
