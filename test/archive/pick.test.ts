import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest } from '../../src/archive/manifest.ts'
import { pickBackup } from '../../src/archive/pick.ts'
import { UsageError, UserError } from '../../src/errors.ts'
import type { StoredChoice } from '../../src/options/drill.ts'
import { StorageError } from '../../src/storage/error.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { Damage } from '../../src/stream/damage.ts'
import { faulty } from '../storage/faulty.ts'
import { errorOf } from '../stream/bytes.ts'
import { makeBackup, openFolders, signal } from './sample.ts'

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())

let lines: string[] = []
beforeEach(() => {
  lines = []
})
const log = (line: string) => void lines.push(line)
const latest: StoredChoice = { kind: 'latest' }

const pick = (storages: Storage[], wanted: StoredChoice = latest, name?: string) =>
  pickBackup(storages, wanted, { name, signal, log })
const pickedId = async (...call: Parameters<typeof pick>) => (await pick(...call)).manifest.id

async function refusal(...call: Parameters<typeof pick>): Promise<UserError> {
  const error = await errorOf(pick(...call))
  expect(error).toBeInstanceOf(UserError)
  return error as UserError
}

const at = (time: string, label?: string) => ({ startedAt: new Date(time), ...(label && { label }) })
const silent = (storage: Storage) =>
  faulty(
    storage,
    () => new StorageError('busy', { what: `${storage.label}: it does not answer.`, why: 'Why?' }),
  )

describe('one destination', () => {
  let storage: Storage & { readonly path: string }
  let first: Manifest
  let second: Manifest
  let third: Manifest

  beforeAll(async () => {
    storage = await folders.open('offsite')
    // Not stored in the order of their times.
    second = await makeBackup(storage, at('2026-11-21T04:00:00Z', 'release'))
    third = await makeBackup(storage, at('2026-11-22T04:00:00Z'))
    first = await makeBackup(storage, at('2026-11-20T04:00:00Z', 'release'))
    // Data without a manifest is no backup.
    const unfinished = layout('shop').object('20261123T040000Z-aaaaaa', 'schema.dump.zst')
    await storage.put(unfinished, Buffer.from('x'), { signal })
  })

  test('the newest, whole, with all that is known of it', async () => {
    const picked = await pick([storage])
    expect(picked.manifest).toEqual(third)
    expect(picked.listed).toMatchObject({ id: third.id, name: 'shop' })
    expect(picked.storage).toBe(storage)
    expect(lines).toEqual([])
  })

  test('one by its id', async () => {
    expect(await pickedId([storage], { kind: 'id', id: first.id })).toBe(first.id)
    expect(await pickedId([storage], { kind: 'id', id: first.id }, 'shop')).toBe(first.id)
  })

  test('the newest begun before a time', async () => {
    const begunBefore = (time: string): StoredChoice => ({ kind: 'before', time: new Date(time) })
    expect(await pickedId([storage], begunBefore('2026-11-22T04:00:01Z'))).toBe(third.id)
    expect(await pickedId([storage], begunBefore('2026-11-22T04:00:00Z'))).toBe(second.id)
    expect(await pickedId([storage], begunBefore('2026-11-21T00:00:00Z'))).toBe(first.id)
    const error = await refusal([storage], begunBefore('2026-11-20T00:00:00Z'))
    expect(error.message).toBe(
      `There is no backup of "shop" begun before 2026-11-20T00:00:00.000Z in offsite.\nThe oldest there is ${first.id}.`,
    )
    expect(error.ending).toBe('unverified')
  })

  test('the newest with a label', async () => {
    expect(await pickedId([storage], { kind: 'label', label: 'release' })).toBe(second.id)
    const error = await refusal([storage], { kind: 'label', label: 'relaese' })
    expect(error.message).toBe(
      'There is no backup of "shop" with the label "relaese" in offsite.\nDid you mean `release`? The labels there are "release".',
    )
  })

  test('an id that is not there, with the nearest', async () => {
    const error = await refusal([storage], { kind: 'id', id: '20261120T050000Z-ffffff' })
    expect(error.message).toBe(
      `There is no backup 20261120T050000Z-ffffff of "shop" in offsite.\nNearest to it in time: ${first.id}, ${second.id}, ${third.id}. \`list\` shows them all.`,
    )
    expect((await refusal([storage], { kind: 'id', id: '99999999T999999Z-ffffff' })).ending).toBe(
      'unverified',
    )
  })

  test('another name than there is', async () => {
    const error = await refusal([storage], latest, 'shopp')
    expect(error.message).toBe(
      'There is no backup of "shopp" in offsite.\nDid you mean `shop`? There are backups under "shop"; `name` chooses among them.',
    )
    expect(error.ending).toBe('unverified')
  })
})

test('labels where no backup has one', async () => {
  const storage = await folders.open('offsite')
  const { id } = await makeBackup(storage)
  expect((await refusal([storage], { kind: 'label', label: 'x' })).message).toMatch(
    new RegExp(`No backup there has a label; the newest is ${id}`),
  )
})

test('an empty destination', async () => {
  const error = await refusal([await folders.open('offsite')])
  expect(error.message).toMatch(/^There is no backup in offsite\.\nNo backup is there under any name/)
  expect(error.ending).toBe('unverified')
})

test('several names, of which one has to be chosen', async () => {
  const storage = await folders.open('offsite')
  await makeBackup(storage, { name: 'shop' })
  const crm = await makeBackup(storage, { name: 'crm/eu' })
  const error = await refusal([storage])
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toMatch(
    /`name` is missing: offsite holds backups under 2 names\.\nThey are "crm\/eu", "shop"/,
  )
  expect(await pickedId([storage], latest, 'crm/eu')).toBe(crm.id)
})

test('what restores have kept beside the backups is not one of the names, unless nothing else is there', async () => {
  const storage = await folders.open('offsite')
  const backup = await makeBackup(storage, at('2026-11-20T04:00:00Z'))
  await makeBackup(storage, { ...at('2026-11-21T04:00:00Z'), name: 'shop.rows' })
  await makeBackup(storage, { ...at('2026-11-22T04:00:00Z'), name: 'shop.before-restore' })
  expect(await pickedId([storage])).toBe(backup.id)
  const alone = await folders.open('alone')
  const kept = await makeBackup(alone, { ...at('2026-11-22T04:00:00Z'), name: 'shop.before-restore' })
  expect(await pickedId([alone])).toBe(kept.id)
})

describe('several destinations', () => {
  test('the first that has it, without a look at the others', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    const manifest = await makeBackup(a)
    const picked = await pick([a, silent(b)])
    expect(picked.manifest).toEqual(manifest)
    expect(lines).toEqual([])
  })

  test('one that is down is passed over, saying so', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    const manifest = await makeBackup(b)
    const picked = await pick([silent(a), b])
    expect([picked.storage, picked.manifest]).toEqual([b, manifest])
    expect(lines).toEqual(['a is passed over, since it could not be asked: a: it does not answer.'])
  })

  test('so is one that lists it and does not bring its manifest', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    await makeBackup(a)
    const manifest = await makeBackup(b)
    const busy = new StorageError('busy', { what: 'a: it does not answer.' })
    const picked = await pick([faulty(a, ({ method }) => (method === 'read' ? busy : undefined)), b])
    expect(picked.manifest).toEqual(manifest)
    expect(lines).toHaveLength(1)
  })

  test('one that lacks it is passed over, saying so', async () => {
    const [a, b, c] = [await folders.open('a'), await folders.open('b'), await folders.open('c')]
    await makeBackup(a)
    const manifest = await makeBackup(c, { label: 'release' })
    const picked = await pick([a, b, c], { kind: 'label', label: 'release' })
    expect([picked.storage, picked.manifest]).toEqual([c, manifest])
    expect(lines).toEqual([
      'a is passed over, since it has no backup of "shop" with the label "release".',
      'b is passed over, since it has no backup of "shop" with the label "release".',
    ])
  })

  test('the name that the first of them settles holds for the others', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    await makeBackup(a, { name: 'shop' })
    await makeBackup(b, { name: 'crm', label: 'release' })
    const error = await refusal([a, b], { kind: 'label', label: 'release' })
    expect(error.message).toMatch(/^There is no backup of "shop" with the label "release" in a or b\./)
  })

  test('all of them down', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    const error = await refusal([silent(a), silent(b)])
    expect(error.message).toBe(
      'None of the destinations could be asked for its backups.\na could not be asked: a: it does not answer.\nb could not be asked: b: it does not answer.\nTry again when one of them answers, or correct what was said of it.',
    )
    expect(error.ending).toBe('unverified')
  })

  test('one of them down, and the other without it', async () => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    const { id } = await makeBackup(b)
    const error = await refusal([silent(a), b], { kind: 'id', id: '20261120T050000Z-ffffff' })
    expect(error.message).toBe(
      `There is no backup 20261120T050000Z-ffffff of "shop" in b.\na could not be asked: a: it does not answer.\nNearest to it in time: ${id}. \`list\` shows them all.`,
    )
  })

  test('where there is one only, its error is the error', async () => {
    const error = await refusal([silent(await folders.open('a'))])
    expect(error.message).toBe('a: it does not answer.\nWhy?')
    expect(error.ending).toBe('unverified')
  })
})

describe('a damaged manifest ends the search:', () => {
  const spoil = async (path: string, change: (text: string) => string | Buffer) =>
    writeFileSync(path, change(await readFile(path, 'utf8')))

  test.each([
    ['a changed byte', (text: string) => text.replace('"tables": 1', '"tables": 2')],
    ['cut off', (text: string) => text.slice(0, -20)],
    ['nothing in it', () => ''],
    ['far too large', () => Buffer.alloc(5_000_000, ' ')],
    ['a path for a name', (text: string) => text.replace('schema.dump.zst', '../../../passwd')],
  ])('%s', async (_, change) => {
    const [a, b] = [await folders.open('a'), await folders.open('b')]
    await makeBackup(a, at('2026-11-19T04:00:00Z'))
    const manifest = await makeBackup(a)
    await makeBackup(b)
    await spoil(join(a.path, layout('shop').manifest(manifest.id)), change)
    const error = await refusal([a, b])
    expect(error).toBeInstanceOf(Damage)
    expect(error.ending).toBe('fail')
    expect(error.message).toContain('in a')
    expect(lines).toEqual([])
  })

  test('one of another backup', async () => {
    const storage = await folders.open('a')
    const old = await makeBackup(storage, at('2026-11-19T04:00:00Z'))
    const manifest = await makeBackup(storage)
    const keys = layout('shop')
    const text = await readFile(join(storage.path, keys.manifest(old.id)), 'utf8')
    await spoil(join(storage.path, keys.manifest(manifest.id)), () => text)
    expect(await refusal([storage])).toBeInstanceOf(Damage)
  })

  test('but one of a newer format is not damaged', async () => {
    const storage = await folders.open('a')
    const manifest = await makeBackup(storage)
    await spoil(join(storage.path, layout('shop').manifest(manifest.id)), (text) =>
      text.replace('"format": 1', '"format": 2'),
    )
    const error = await refusal([storage])
    expect(error).not.toBeInstanceOf(Damage)
    expect(error.ending).toBe('unverified')
  })
})

test('a cancel ends the search', async () => {
  const [a, b] = [await folders.open('a'), await folders.open('b')]
  await makeBackup(b)
  const cancel = new AbortController()
  const cancelling = faulty(a, () => {
    cancel.abort(new Error('enough'))
    return new StorageError('busy', { what: 'a: it does not answer.' })
  })
  const work = pickBackup([cancelling, b], latest, { signal: cancel.signal, log })
  expect((await errorOf(work)).message).toBe('enough')
})
