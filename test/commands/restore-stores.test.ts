import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { startProxy } from '../storage/proxy.ts'
import { openWorkshop, type Workshop } from './drilling.ts'
import { contentOf, databases, restore } from './restoring.ts'
import { createLarge } from './sample.ts'

describeWith(lackOf.postgres(15), lackOf.ceph())('a destination that stops answering in the middle', () => {
  let server: PostgresServer
  let ceph: CephServer
  let shop: Workshop
  let was: string
  let identity: string
  const s3 = (endpoint: string) => `ceph=s3://backups/some/where?endpoint=${endpoint}&region=${ceph.region}`
  beforeAll(async () => {
    ;[server, ceph] = await Promise.all([startPostgres(), startCeph()])
    await Promise.all([ceph.createBucket('backups'), createLarge(server, 'shop')])
    shop = openWorkshop(server, {
      AWS_ACCESS_KEY_ID: ceph.accessKey,
      AWS_SECRET_ACCESS_KEY: ceph.secretKey,
    })
    identity = await generateIdentity()
    await shop.backup('shop', {
      destinations: `${shop.shelf}\n${s3(ceph.endpoint)}`,
      recipients: await identityToRecipient(identity),
    })
    was = await contentOf(server, 'shop')
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([server.stop(), ceph.stop()])
  })
  afterEach(async () => {
    for (const name of await databases(server))
      if (name !== 'shop') await server.psql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  })

  /** Everything answers but the archives of rows. */
  const restoreWithout = async (inputs: (line: string) => Record<string, string>) => {
    await using proxy = await startProxy(ceph.endpoint, ({ method, url }) =>
      method === 'GET' && url.includes('data-0') ? { answer: 403, body: DENIED } : undefined,
    )
    return await restore(shop, server, { identity, ...inputs(s3(proxy.endpoint)) })
  }

  test.each<[string, Record<string, string>]>([
    ['under another name', { 'target-url': 'other' }],
    ['in place of what is there', { confirm: 'shop' }],
    ['where that was dropped', { confirm: 'shop', mode: 'in-place' }],
  ])('is left for the next one, with the same backup: %s', async (_, inputs) => {
    const url = inputs['target-url'] === undefined ? server.url('shop') : server.url('other')
    const { code, said, outputs } = await restoreWithout((line) => ({
      ...inputs,
      'target-url': url,
      destinations: `${line}\n${shop.shelf}`,
    }))
    expect(said).toContain('ceph stopped answering, so the copy at the next destination is taken.')
    expect(said).not.toContain('::error')
    expect(outputs).toMatchObject({ verdict: 'pass' })
    expect(code).toBe(0)
    expect(await contentOf(server, inputs['target-url'] ?? 'shop')).toBe(was)
  })

  test.each<[string, string]>([
    ['merge', 'DELETE FROM second WHERE id % 3 = 0'],
    ['create', 'DROP TABLE second CASCADE'],
  ])('is left for the next one where tables alone come back: %s', async (mode, disaster) => {
    await server.psql('shop', disaster)
    const { code, said } = await restoreWithout((line) => ({
      ...{ confirm: 'shop', tables: 'second', 'table-mode': mode },
      destinations: `${line}\n${shop.shelf}`,
    }))
    expect(said).toContain('ceph stopped answering, so the copy at the next destination is taken.')
    expect(said).not.toContain('::error')
    expect(code).toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('ends the run where it was the only one named, and nothing has changed', async () => {
    const { code, outputs } = await restoreWithout((line) => ({
      ...{ confirm: 'shop', destinations: `${line}\n${shop.shelf}`, from: 'ceph' },
    }))
    expect(outputs.verdict).toBe('unverified')
    expect(code).toBe(3)
    expect(await databases(server)).toEqual(['shop'])
    expect(await contentOf(server, 'shop')).toBe(was)
  })
})

const DENIED = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Not for you.</Message></Error>'
