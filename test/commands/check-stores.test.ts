import { PutObjectLegalHoldCommand, S3Client } from '@aws-sdk/client-s3'
import { layout } from '../../src/archive/layout.ts'
import { generate } from '../archive/generated.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import type { Fault, Seen } from '../storage/proxy.ts'
import { runTerminal } from './bundle.ts'
import { openLine, openStores, type Stores } from './stores.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

describeWith(lackOf.ceph())('check, of stores', () => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores()
  })
  afterAll(() => stores?.close())

  const check = async (...flags: readonly string[]) => {
    const ended = await runTerminal(['check', '--json', ...flags], stores.env)
    const answer = JSON.parse(ended.stdout || '{}')
    return { ...ended, kinds: (answer.breaches ?? []).map(({ kind }: { kind: string }) => kind) }
  }

  test.each(['S3', 'Azure'] as const)(
    'one name in %s that cannot be listed is told, and the others are looked at',
    async (kind) => {
      const place = await stores.place(kind)
      for (const name of ['shop', 'crm'])
        await generate(place.storage, { name, startedAt: ago(1), verified: 'pass' })
      expect(await check('--destinations', place.line)).toMatchObject({ kinds: [], code: 0 })
      const refuse = ({ url }: Seen): Fault | undefined =>
        decodeURIComponent(url).includes('crm/records') ? { answer: 403 } : undefined
      await using proxy = await place.behind(refuse)
      const ended = await check('--destinations', proxy.line, '--rpo', '0h')
      expect(ended).toMatchObject({ kinds: ['silent', 'overdue'], code: 1 })
      expect(ended.stderr).toContain('store, crm: It could not be asked')
      expect(ended.stderr).toContain('store, shop: The newest whole backup')
    },
  )

  test('what a lock or a legal hold keeps is not overdue', async () => {
    await stores.ceph.createBucket('locked', { objectLock: true })
    const { endpoint, region, accessKey: accessKeyId, secretKey: secretAccessKey } = stores.ceph
    const credentials = { accessKeyId, secretAccessKey }
    using client = Object.assign(new S3Client({ endpoint, region, forcePathStyle: true, credentials }), {
      [Symbol.dispose]: () => client.destroy(),
    })
    const line = (more = '') => `vault=s3://locked/a?endpoint=${endpoint}&region=${region}${more}`
    const open = await openLine(line(), stores.env)
    const locking = await openLine(line('&lock=governance:30d'), stores.env)
    await generate(open, { startedAt: ago(1), verified: 'pass' })
    await generate(locking, { startedAt: ago(100) })
    await generate(locking, { startedAt: ago(120) })
    const held = await generate(open, { startedAt: ago(140) })
    const Key = `a/${layout('shop').object(held.id, 'database.dump.zst')}`
    const hold = (Status: 'ON' | 'OFF') =>
      client.send(new PutObjectLegalHoldCommand({ Bucket: 'locked', Key, LegalHold: { Status } }))
    await hold('ON')
    const flags = ['--destinations', line(), '--keep', 'last=1']
    expect(await check(...flags)).toMatchObject({ kinds: [], code: 0 })
    await hold('OFF')
    const ended = await check(...flags)
    expect(ended).toMatchObject({ kinds: ['policy'], code: 1 })
    expect(ended.stderr).toContain(`the oldest is ${held.id}`)
  })
})
