import { setTimeout as sleep } from 'node:timers/promises'
import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3'
import { layout } from '../../src/archive/layout.ts'
import { type Prunable, prune, survey } from '../../src/archive/pruning.ts'
import { parseKeep, parseWindow, type Retention } from '../../src/options/retention.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { KINDS, openStores, type Stores } from '../commands/stores.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { busy, faulty } from '../storage/faulty.ts'
import { allKeys, generate, leaveRecord } from './generated.ts'
import { openFolders, signal } from './sample.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const retentionOf = (keep: string, more: Partial<Retention> = {}): Retention => ({
  policy: parseKeep(keep ? [keep] : [], { option: 'keep' }),
  keepLabels: false,
  keepRecords: parseWindow('365d', 'keep-records'),
  allowLargePrune: true,
  rpo: undefined,
  ...more,
})
const look = (storage: Storage, now: Date, retention: Retention, name = 'shop') =>
  survey(storage, name, { retention, now, signal })
const act = (prunable: Prunable) => prune(prunable, { rules: 'last=1', signal })

/** The tests put backups there now, and look at them as if some days had passed. */
const today = new Date()
const inDays = (days: number) => new Date(today.getTime() + days * DAY)

/** Stores tell times by the second. */
const nextSecond = () => sleep(1100)

describeWith(lackOf.ceph())('pruning', () => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores()
  })
  afterAll(() => stores?.close())

  describe.each(KINDS)('in %s', (kind) => {
    test('takes away what no rule keeps, with a record, and nothing of any other name', async () => {
      const { storage } = await stores.place(kind)
      for (const name of ['mydb', 'mydb2', 'my', 'mydb.rows'])
        for (const days of [2, 3]) await generate(storage, { name, startedAt: inDays(-days) })
      await nextSecond()
      await generate(storage, { name: 'mydb', startedAt: inDays(2) })
      const before = await allKeys(storage)
      const prunable = await look(storage, inDays(30), retentionOf('last=1'), 'mydb')
      expect(prunable.debris).toEqual([])
      const { fates } = await act(prunable)
      expect(fates.map(({ gone }) => gone)).toEqual([true, true])
      const after = await allKeys(storage)
      const others = (keys: readonly string[]) => keys.filter((key) => !key.startsWith('mydb/'))
      expect(others(after)).toEqual(others(before))
      expect(after.filter((key) => key.startsWith('mydb/manifests/'))).toHaveLength(1)
      expect(after.filter((key) => key.startsWith('mydb/data/'))).toHaveLength(1)
      expect(after.filter((key) => /^mydb\/records\/.*-prune-pass\.json$/.test(key))).toHaveLength(2)
    })

    test('sweeps debris once it is a week old and older than the newest commit', async () => {
      const { storage } = await stores.place(kind)
      const lost = await generate(storage, { startedAt: inDays(-1), uncommitted: true })
      await generate(storage, { startedAt: inDays(-2) })
      const debris = async (days: number) => {
        const { debris, plan } = await look(storage, inDays(days), retentionOf('last=5'))
        expect(plan.refusal).toBeUndefined()
        return debris.map(({ id }) => id)
      }
      // Old enough, but nothing has been committed since: the run may still be going on.
      expect(await debris(30)).toEqual([])
      await nextSecond()
      await generate(storage, { startedAt: inDays(2) })
      expect(await debris(6)).toEqual([])
      expect(await debris(8)).toEqual([lost.id])
      const folder = layout('shop').data(lost.id)
      await act(await look(storage, inDays(6), retentionOf('last=5')))
      expect(await allKeys(storage, folder)).toHaveLength(1)
      const { debris: swept } = await act(await look(storage, inDays(8), retentionOf('last=5')))
      expect(swept.count).toBe(1)
      expect(await allKeys(storage, folder)).toEqual([])
    })
  })

  test('ends uploads that were never finished by the same rule, under its own name alone', async () => {
    const { line, storage } = await stores.place('S3')
    const [prefix = ''] = /place-\d+/.exec(line) ?? []
    const { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey } = stores.ceph
    const credentials = { accessKeyId, secretAccessKey }
    const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials })
    for (const name of ['shop', 'shop2']) {
      const Key = `${prefix}/${name}/data/20260101T000000Z-abcdef/database.dump.zst`
      await client.send(new CreateMultipartUploadCommand({ Bucket: 'backups', Key }))
    }
    client.destroy()
    await nextSecond()
    await generate(storage, { startedAt: inDays(2) })
    const endedIn = async (days: number, keep: string) =>
      (await act(await look(storage, inDays(days), retentionOf(keep)))).unfinished.count
    expect(await endedIn(6, 'last=5')).toBe(0)
    expect(await endedIn(8, '')).toBe(0)
    expect(await endedIn(8, 'last=5')).toBe(1)
    expect(await storage.abandon('', { signal })).toBe(1)
  })
})

describe('pruning a folder', () => {
  const folders = openFolders()
  afterAll(() => folders[Symbol.dispose]())
  const open = () => folders.open()

  test('does nothing at all without a rule, and while it refuses', async () => {
    const storage = await open()
    const lost = await generate(storage, { startedAt: inDays(-3), uncommitted: true })
    await nextSecond()
    for (const days of [-2, -1, 2]) await generate(storage, { startedAt: inDays(days) })
    await leaveRecord(storage, lost, { verb: 'backup', outcome: 'fail', time: inDays(-900) })
    const before = await allKeys(storage)
    for (const [retention, sentence] of [
      [retentionOf(''), undefined],
      [retentionOf('last=1', { rpo: 26 }), 'old, and may be 26 h old'],
      [retentionOf('last=1', { allowLargePrune: false }), '2 of 3 backups would go'],
    ] as const) {
      const prunable = await look(storage, inDays(30), retention)
      if (sentence) expect(prunable.plan.refusal?.what).toContain(sentence)
      else expect(prunable.plan.refusal).toBeUndefined()
      await act(prunable)
      expect(await allKeys(storage)).toEqual(before)
    }
    // The same with a rule that may act, so that the above says something.
    await act(await look(storage, inDays(30), retentionOf('last=1')))
    expect(await allKeys(storage, 'shop/data/')).toHaveLength(1)
    expect((await allKeys(storage, 'shop/records/')).filter((key) => key.includes(lost.id))).toEqual([])
  })

  test('a manifest that appears after the look keeps its data', async () => {
    const storage = await open()
    const late = await generate(storage, { startedAt: inDays(-1), uncommitted: true })
    await nextSecond()
    await generate(storage, { startedAt: inDays(2) })
    const prunable = await look(storage, inDays(8), retentionOf('last=5'))
    expect(prunable.debris).toHaveLength(1)
    await storage.put(layout('shop').manifest(late.id), Buffer.from('{}'), { signal })
    await act(prunable)
    expect(await allKeys(storage, layout('shop').data(late.id))).toHaveLength(1)
  })

  test.each([
    [
      'its manifest is cut off',
      async (storage: Storage, id: string) =>
        storage.put(layout('shop').manifest(id), Buffer.from('{"format": 1'), { signal }),
    ],
    [
      'its data is gone',
      async (storage: Storage, id: string) =>
        storage.remove(layout('shop').object(id, 'database.dump.zst'), { signal }),
    ],
    [
      'its data has another size',
      async (storage: Storage, id: string) =>
        storage.put(layout('shop').object(id, 'database.dump.zst'), Buffer.from('x'), { signal }),
    ],
  ])('removes nothing for the sake of a backup that is not whole: %s', async (_, spoil) => {
    for (const spoilt of ['newest', 'verified'] as const) {
      const storage = await open()
      const newest = await generate(storage, { startedAt: inDays(-1) })
      const verified = await generate(storage, { startedAt: inDays(-2), verified: 'pass' })
      for (const days of [3, 4]) await generate(storage, { startedAt: inDays(-days) })
      const sound = await look(storage, today, retentionOf('last=1'))
      expect(sound.plan.refusal).toBeUndefined()
      const { id } = spoilt === 'newest' ? newest : verified
      await spoil(storage, id)
      const prunable = await look(storage, today, retentionOf('last=1'))
      expect(prunable.plan.refusal?.what).toContain(`${id}, is not whole`)
      expect((await act(prunable)).fates).toEqual([])
    }
  })

  test('keeps the record of how a backup that is there was verified, and others for their time', async () => {
    const storage = await open()
    const there = await generate(storage, { startedAt: inDays(-1) })
    const gone = { name: 'shop', id: '20200101T000000Z-abcdef' }
    const record = (of: typeof gone, verb: string, days: number, outcome: 'pass' | 'fail' = 'pass') =>
      leaveRecord(storage, of, { verb, outcome, time: inDays(-1 - days) })
    await record(there, 'verify', 500)
    await record(there, 'verify', 400)
    await record(there, 'restore', 366)
    await record(there, 'restore', 364)
    await record(gone, 'verify', 366)
    await record(gone, 'verify', 364)
    await record(gone, 'backup', 364, 'fail')
    await act(await look(storage, inDays(30), retentionOf('last=9')))
    const left = (await allKeys(storage, 'shop/records/')).map((key) =>
      key.replace(/\d{8}T\d{6}Z-(?=[a-z]+-)/, ''),
    )
    const expected = [
      ...[`${there.id}/verify-pass`, `${there.id}/restore-pass`],
      ...[`${gone.id}/verify-pass`, `${gone.id}/backup-fail`],
    ]
    expect(left.sort()).toEqual(expected.map((end) => `shop/records/${end}.json`).sort())
    const { plan } = await look(storage, today, retentionOf('last=9'))
    expect(plan.decisions[0]?.keptBy).toContain('the newest verified')
  })

  test.each(['list', 'stat', 'put', 'remove'])(
    'goes on with the others where one call of %s fails, and a second run brings it to its end',
    async (method) => {
      const storage = await open()
      const backups = [1, 2, 3, 4, 5].map((days) => generate(storage, { startedAt: inDays(-days) }))
      const bad = (await Promise.all(backups))[2]
      const prunable = await look(storage, today, retentionOf('last=1'))
      const failing = faulty(storage, ({ method: called, key }) =>
        called === method && key.includes(bad?.id ?? '') && !key.includes('manifests') ? busy() : undefined,
      )
      const { fates } = await act({ ...prunable, storage: failing })
      expect(fates.filter(({ troubles }) => troubles.length === 0)).toHaveLength(3)
      expect(fates.find(({ id }) => id === bad?.id)?.troubles).toHaveLength(1)
      // Whole, or no backup at all.
      const isListed = (await allKeys(storage, 'shop/manifests/')).some((key) => key.includes(bad?.id ?? ''))
      expect(isListed).toBe(method !== 'remove')
      expect(await allKeys(storage, 'shop/data/')).toHaveLength(2)
      await act(await look(storage, today, retentionOf('last=1')))
      expect(await allKeys(storage, 'shop/data/')).toHaveLength(1)
      expect(await allKeys(storage, 'shop/manifests/')).toHaveLength(1)
    },
  )

  test('saved rows are as alive as the backups of their database', async () => {
    const storage = await open()
    for (const days of [40, 50]) await generate(storage, { name: 'shop.rows', startedAt: inDays(-days) })
    const refusal = async () =>
      (await look(storage, today, retentionOf('last=1', { rpo: 26 }), 'shop.rows')).plan.refusal
    expect(await refusal()).toBeDefined()
    await generate(storage, { startedAt: inDays(-1) })
    expect(await refusal()).toBeUndefined()
    expect(
      (await look(storage, today, retentionOf('last=1', { rpo: 23 }), 'shop.rows')).plan.refusal,
    ).toBeDefined()
  })
})
