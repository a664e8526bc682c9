import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { createSmall, findingsOf, openWorkshop, outcomesOf, type Workshop } from './drilling.ts'
import { contentOf, databases, restore } from './restoring.ts'

const signal = new AbortController().signal

/** How many objects of a backup are how cold, asked of the store itself. */
async function temperatures(
  line: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, number>>> {
  const context = { option: 'destinations', folder: '/', home: undefined }
  const storage = await openStorage(parseDestination(line, context), { env, log: () => undefined })
  const counts: Record<string, number> = {}
  for await (const { key } of storage.list(folder, { signal })) {
    const state = (await storage.stat(key, { signal }))?.cold?.state ?? 'warm'
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

describeWith(lackOf.postgres(15), lackOf.ceph())('a backup in an archive tier of S3', () => {
  let server: PostgresServer
  let ceph: CephServer
  let shop: Workshop
  let env: Record<string, string>
  let destinations: string
  let id: string
  let was: string
  beforeAll(async () => {
    ;[server, ceph] = await Promise.all([startPostgres(), startCeph({ archive: true })])
    await Promise.all([ceph.createBucket('backups'), createSmall(server, 'shop')])
    env = {
      AWS_ACCESS_KEY_ID: ceph.accessKey,
      AWS_SECRET_ACCESS_KEY: ceph.secretKey,
      PG_BACKUP_SCRATCH: server.url(),
    }
    destinations = `offsite=s3://backups/here?endpoint=${ceph.endpoint}&region=${ceph.region}`
    shop = openWorkshop(server, env)
    id = await shop.backup('shop', { destinations })
    await ceph.archive.freeze('backups', 'here/shop/data/')
    was = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([server.stop(), ceph.stop()])
  })

  const verify = (inputs: Record<string, string> = {}) => shop.verify({ destinations, ...inputs })
  const bringBack = (inputs: Record<string, string> = {}) =>
    restore(shop, server, { destinations, confirm: 'shop', ...inputs })
  const inStore = () => temperatures(destinations, `shop/data/${id}/`, env)
  const ALL = { frozen: 5 }
  const expectNothingChanged = async () => {
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
  }
  const COLD =
    /\d of the \d objects of the backup \S+ in offsite \(.* k?B\) lie in an archive tier, S3 Glacier Flexible Retrieval/
  const OFFERS = '`standard` (up to 5 hours), `bulk` (up to 12 hours) or `high` (up to 5 minutes)'

  test('is not verified, and one is told how to have it brought back', async () => {
    for (const level of ['archive', 'full']) {
      const { code, report, said } = await verify({ level })
      expect(code).toBe(3)
      expect(findingsOf(report, 'fetch')).toEqual([expect.stringMatching(COLD)])
      expect(Object.keys(outcomesOf(report))).toEqual(['fetch'])
      expect(said).toContain(OFFERS)
    }
    expect(await inStore()).toEqual(ALL)
  })

  test('is one of the things in the way of a restore, which a dry run tells too, and begins nothing', async () => {
    for (const inputs of [{}, { 'dry-run': 'true' }, { 'dry-run': 'true', rehydrate: 'standard' }]) {
      const { code, said } = await bringBack(inputs)
      expect(said).toMatch(new RegExp(`What is in the way:\n- ${COLD.source}`))
      expect(said).toContain('rehydrate' in inputs ? 'Run it without `dry-run`' : OFFERS)
      expect(code).toBe(3)
    }
    const both = await bringBack({ mode: 'new' })
    expect(both.said).toMatch(
      /2 things are in the way .*\n- .*`mode: new` replaces nothing.*\n- .* archive tier/,
    )
    expect(both.code).toBe(1)
    expect(await inStore()).toEqual(ALL)
    await expectNothingChanged()
  })

  test('brings no rows back', async () => {
    for (const more of [{}, { 'dry-run': 'true', rehydrate: 'high' }]) {
      const { code, said } = await bringBack({ tables: 'orders', 'table-mode': 'merge', ...more })
      expect(said).toMatch(COLD)
      expect(code).toBe(3)
    }
    expect(await inStore()).toEqual(ALL)
    await expectNothingChanged()
  })

  test('is brought back on request, once, and then restored and verified', async () => {
    const begun = await bringBack({ rehydrate: 'standard', mode: 'new' })
    expect(begun.said).toMatch(/`mode: new` replaces nothing/)
    expect(begun.said).toMatch(
      /\d objects of the backup \S+ in offsite .* are being brought back .* from now on\.\nRun the same command again after \d{4}-\d\d-\d\d \d\d:\d\d UTC; what was brought back can be read for 7 days\./,
    )
    expect(begun.code).toBe(3)
    // Not what no restore reads: the guide and the checksums.
    expect(await inStore()).toEqual({ thawing: 3, frozen: 2 })
    await expectNothingChanged()

    const waiting = /are being brought back from an archive tier, .*they are back by .* UTC, or sooner/s
    for (const ended of [
      await verify(),
      await verify({ rehydrate: 'high' }),
      await bringBack({ rehydrate: 'bulk' }),
    ]) {
      expect(ended.said).toMatch(waiting)
      expect(ended.said).not.toContain('from now on')
      expect(ended.code).toBe(3)
    }
    expect(await inStore()).toEqual({ thawing: 3, frozen: 2 })
    await expectNothingChanged()

    await ceph.archive.passHours('backups', `here/shop/data/${id}/`)
    expect((await verify()).report.verdict).toBe('pass')
    await server.psql('shop', 'DELETE FROM orders WHERE id = 7')
    const rows = await bringBack({ tables: 'orders', 'table-mode': 'merge' })
    expect(rows.code).toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
    const whole = await bringBack({ rehydrate: 'standard' })
    expect(whole.code).toBe(0)
    expect(whole.said).not.toContain('archive tier')
    expect(await contentOf(server, 'shop')).toBe(was)
  })
})

describeWith(lackOf.postgres(15))('a backup in the Archive tier of Azure, and in a folder', () => {
  let server: PostgresServer
  let azurite: AzuriteServer
  let shop: Workshop
  let env: Record<string, string>
  let azure: string
  let id: string
  beforeAll(async () => {
    ;[server, azurite] = await Promise.all([startPostgres(), startAzurite()])
    await Promise.all([azurite.createContainer('backups'), createSmall(server)])
    env = { AZURE_STORAGE_KEY: azurite.key, PG_BACKUP_SCRATCH: server.url() }
    azure = `offsite=azblob://${azurite.account}/backups?endpoint=${azurite.endpoint}&tier=archive`
    shop = openWorkshop(server, env)
    id = await shop.backup('small', { destinations: `${azure}\n${shop.shelf}` })
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([server.stop(), azurite.stop()])
  })
  const verify = (inputs: Record<string, string> = {}) =>
    shop.verify({ destinations: `${azure}\n${shop.shelf}`, ...inputs })
  const inStore = () => temperatures(azure, `small/data/${id}/`, env)

  test('is verified in the folder, and the other copy is told of, whether all or the first is asked', async () => {
    const all = await verify({ from: 'all' })
    expect(all.report.copies?.map(({ from, verdict }) => [from, verdict])).toEqual([
      ['offsite', 'unverified'],
      [`file://${shop.shelf}`, 'pass'],
    ])
    expect(all.code).toBe(3)
    const first = await verify()
    expect(first.report.from).toBe('offsite')
    expect(findingsOf(first.report, 'fetch')).toEqual([expect.stringContaining('Archive of Azure')])
    expect(first.said).toContain('`standard` (up to 15 hours) or `high` (up to 1 hour)')
    expect(first.code).toBe(3)
    expect((await verify({ from: `file://${shop.shelf}` })).code).toBe(0)
  })

  test('is not brought back at a speed that Azure does not have', async () => {
    const before = await inStore()
    const { code, said } = await verify({ rehydrate: 'bulk' })
    expect(said).toContain('`rehydrate`: Archive of Azure does not have the speed `bulk`')
    expect(code).toBe(2)
    expect(await inStore()).toEqual(before)
  })

  test('cannot be verified right after it was made, and is there all the same', async () => {
    const made = await shop.run({
      ...{ command: 'backup', 'database-url': server.url('small'), name: 'other', verify: 'true' },
      destinations: azure,
    })
    expect(made.said).toContain('lie in an archive tier, Archive of Azure')
    expect(made.outputs).toMatchObject({ verdict: 'unverified', 'backup-id': expect.stringMatching(/^2/) })
    expect(made.code).toBe(3)
  })

  test('is brought back on request, and verified then', async () => {
    const begun = await verify({ rehydrate: 'high', name: 'small' })
    expect(begun.said).toMatch(
      /are being brought back .* from now on.*Run the same command again after .* UTC\./s,
    )
    expect(begun.code).toBe(3)
    expect(await inStore()).toEqual({ warm: 5 })
    const then = await verify({ rehydrate: 'high', name: 'small' })
    expect(then.report.from).toBe('offsite')
    expect(then.code).toBe(0)
  })
})
