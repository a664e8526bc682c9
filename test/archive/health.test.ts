import { examine, type Health, isWhole } from '../../src/archive/health.ts'
import { layout } from '../../src/archive/layout.ts'
import { lackOfNewest, newestOf } from '../../src/archive/same-newest.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { generate } from './generated.ts'
import { openFolders, signal } from './sample.ts'

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())

const now = new Date('2026-11-20T12:00:00Z')
const at = (hour: number) => ({ startedAt: new Date(Date.UTC(2026, 10, 20, hour)) })
const look = (storage: Storage): Promise<Health> =>
  examine(storage, 'shop', { scheduled: true, expected: { policy: [], keepLabels: false }, now, signal })

test('what a prune removes meanwhile is not damaged', async () => {
  const storage = await folders.open()
  const [old, fresh] = [await generate(storage, at(1)), await generate(storage, at(2))]
  const keys = layout('shop')
  const pruned: Storage = {
    ...storage,
    async read(key, options) {
      if (key === keys.manifest(old.id)) {
        await storage.remove(key, { signal })
        await storage.remove(keys.object(old.id, 'database.dump.zst'), { signal })
      }
      return storage.read(key, options)
    },
  }
  const { looks } = await look(pruned)
  expect(looks.map(({ backup }) => backup.id)).toEqual([fresh.id])
  await storage.remove(keys.object(fresh.id, 'database.dump.zst'), { signal })
  expect((await look(storage)).looks.map(isWhole)).toEqual([false])
})

test('a copy that came while the destinations were looked at one after another is there', async () => {
  const [one, two] = [await folders.open('one'), await folders.open('two')]
  for (const storage of [one, two]) await generate(storage, at(1))
  const before = await look(two)
  const newer = await generate(one, at(2))
  const newest = newestOf([await look(one), before])
  expect(await lackOfNewest(before, newest, signal)).toMatchObject({ kind: 'copies', destination: 'two' })
  const key = layout('shop').manifest(newer.id)
  await two.put(key, Buffer.from('its manifest'), { signal })
  expect(await lackOfNewest(before, newest, signal)).toBeUndefined()
})
