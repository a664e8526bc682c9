import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  type LifecycleRule,
  ListObjectVersionsCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { startAzurite } from '../servers/azurite.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { freePort } from '../servers/port.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { startProxy } from '../storage/proxy.ts'
import { runStep, runTerminal } from './bundle.ts'
import { diagnose } from './doctoring.ts'

const signal = new AbortController().signal

/** What each store can be asked to do. */
const WORKS = {
  ...{ write: 'ok', upload: 'ok', read: 'ok', conditional: 'ok' },
  ...{ list: 'ok', unfinished: 'ok', delete: 'ok' },
}

async function keysAt(line: string, env: Record<string, string>): Promise<readonly string[]> {
  const destination = parseDestination(line, { option: 'destinations', folder: '/', home: undefined })
  const storage = await openStorage(destination, { env, log: () => undefined })
  const keys: string[] = []
  for await (const { key } of storage.list('', { signal })) keys.push(key)
  return keys
}

/** The bundle with a clock that goes so many minutes wrong, as that of a machine does. */
function wrongClock(folder: string, minutes: number): string {
  const file = join(folder, `clock-${minutes}.cjs`)
  writeFileSync(
    file,
    `const Right = Date, shift = ${minutes} * 60000
    globalThis.Date = class extends Right {
      constructor(...args) { if (args.length === 0) super(Right.now() + shift); else super(...args) }
      static now() { return Right.now() + shift }
    }`,
  )
  return `--require=${file}`
}

describeWith(lackOf.ceph())('of a bucket, doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  let ceph: CephServer
  let client: S3Client
  let env: Record<string, string>
  beforeAll(async () => {
    ceph = await startCeph()
    const { accessKey: accessKeyId, secretKey: secretAccessKey, endpoint, region } = ceph
    env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
    client = new S3Client({
      ...{ endpoint, region, forcePathStyle: true },
      credentials: { accessKeyId, secretAccessKey },
    })
  })
  afterAll(async () => {
    client?.destroy()
    await ceph?.stop()
    rmSync(folder, { recursive: true })
  })

  const at = (bucket: string, more = '', endpoint = ceph.endpoint) =>
    `s3=s3://${bucket}/some/where?endpoint=${endpoint}&region=${ceph.region}${more}`
  const bucket = async (Bucket: string, objectLock = false) => {
    await ceph.createBucket(Bucket, { objectLock })
    return Bucket
  }
  const deny = (Bucket: string, ...actions: readonly string[]) =>
    client.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              ...{ Effect: 'Deny', Principal: '*', Action: actions },
              Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
            },
          ],
        }),
      }),
    )
  const look = (destinations: string, options: Record<string, string> = {}, more = {}) =>
    diagnose({ destinations, ...options }, { ...env, ...more })

  test('is content with one that is set up well, and leaves nothing in it', async () => {
    const Bucket = await bucket('good', true)
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    )
    const found = await look(at(Bucket, '&lock=governance:30d&sse=aws:kms&kms-key-id=k1'))
    expect(found.outcomes('s3')).toEqual({
      ...WORKS,
      ...{ clock: 'ok', versioning: 'ok', encryption: 'ok', public: 'ok', lifecycle: 'ok', lock: 'ok' },
    })
    expect(found.line('s3', 'encryption')).toContain('aws:kms')
    expect(found.line('s3', 'lock')).toBe('ok: Each object is locked for 30 days (governance).')
    expect(found.code).toBe(0)
    expect(await keysAt(at(Bucket), env)).toEqual([])
    // What lies on as an old version must not do so for a month.
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }))
    expect(Versions.length).toBeGreaterThan(0)
  })

  test('warns where nothing is kept, encrypted or locked, and is red about a lock that cannot be', async () => {
    const Bucket = await bucket('plain')
    const found = await look(at(Bucket))
    expect(found.line('s3', 'versioning')).toMatch(/^warn: .*gone at once.*Fix: Turn versioning on/)
    expect(found.line('s3', 'encryption')).toMatch(/^warn: Neither does.*Fix: Give `recipients`/)
    expect(found.line('s3', 'lock')).toMatch(/^warn: Nothing locks.*Fix: Use a bucket with Object Lock/)
    expect(found.code).toBe(0)
    const recipients = await identityToRecipient(await generateIdentity())
    expect((await look(at(Bucket), { recipients })).outcomes('s3')).toMatchObject({ encryption: 'ok' })
    // This Ceph has no keys to do so, but can be told to.
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
    )
    expect((await look(at(Bucket))).line('s3', 'encryption')).toMatch(/^ok: .*by AES256/)
    await client.send(new DeleteBucketEncryptionCommand({ Bucket }))
    const locked = await look(at(Bucket, '&lock=compliance:7d'))
    expect(locked.outcomes('s3')).toMatchObject({ write: 'fail', lock: 'fail' })
    expect(locked.line('s3', 'lock')).toMatch(/made without Object Lock\. Fix: Leave `lock` out/)
    expect(locked.code).toBe(1)
  })

  test('tells how a bucket locks by itself', async () => {
    const Bucket = await bucket('locking', true)
    expect((await look(at(Bucket))).line('s3', 'lock')).toMatch(/^warn: .*Fix: Write `lock=governance/)
    await client.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
        },
      }),
    )
    expect((await look(at(Bucket))).line('s3', 'lock')).toBe(
      'ok: What is stored there is locked: governance for 1 days.',
    )
  })

  test('is red about a bucket that is open, by its access control list or its policy', async () => {
    const Bucket = await bucket('open')
    expect((await look(at(Bucket))).outcomes('s3')).toMatchObject({ public: 'ok' })
    await client.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }))
    const byList = await look(at(Bucket))
    expect(byList.line('s3', 'public')).toMatch(/^fail: .*lets anybody READ.*Fix: Close it now/)
    expect(byList.code).toBe(1)
    await client.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }))
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${Bucket}/*`] },
      ],
    })
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy }))
    expect((await look(at(Bucket))).line('s3', 'public')).toMatch(/^fail: .*its policy lets anybody in/)
  })

  test('is red about rules that delete, or freeze what tells of backups, and not about others', async () => {
    const Bucket = await bucket('rules')
    const under = async (rule: Partial<LifecycleRule>, options = {}) => {
      const Rules = [{ ID: 'a rule', Status: 'Enabled' as const, Filter: { Prefix: '' }, ...rule }]
      await client.send(
        new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
      )
      return (await look(at(Bucket), options)).line('s3', 'lifecycle')
    }
    const freezing = { Transitions: [{ Days: 3, StorageClass: 'DEEP_ARCHIVE' as const }] }
    expect(await under({ Expiration: { Days: 30 } })).toMatch(
      /^fail: The rule "a rule" deletes what lies in manifests\/, records\/, data\/, after 30 days.*Fix: Take our/,
    )
    expect(await under(freezing)).toMatch(/^fail: .*moves what lies in .* to DEEP_ARCHIVE, after 3 days/)
    const data = { Filter: { Prefix: 'some/where/shop/data/' } }
    expect(await under({ ...data, ...freezing })).toMatch(/^ok: Archives move to DEEP_ARCHIVE.*`rehydrate`/)
    expect(await under({ ...data, Expiration: { Days: 30 } })).toMatch(/^fail: .*deletes what lies in data\//)
    for (const Prefix of ['elsewhere/', 'some/where/other/']) {
      const rule = await under({ Filter: { Prefix }, Expiration: { Days: 1 } }, { name: 'shop' })
      expect(rule).toBe('ok: No rule of the store deletes or freezes what is ours.')
    }
    expect(await under({ Status: 'Disabled', Expiration: { Days: 1 } })).toMatch(/^ok/)
    expect(await under({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } })).toMatch(/^ok/)
  })

  test.each([
    ['s3:PutObject', 'write', 'fail', { read: 'skipped', conditional: 'skipped', delete: 'skipped' }],
    ['s3:GetObject', 'read', 'fail', { write: 'ok', upload: 'fail', conditional: 'fail', list: 'ok' }],
    ['s3:ListBucket', 'list', 'fail', { write: 'ok', read: 'ok' }],
    ['s3:ListBucketMultipartUploads', 'unfinished', 'warn', { write: 'ok', list: 'ok' }],
    ['s3:DeleteObject', 'delete', 'warn', { write: 'ok', list: 'ok' }],
    ['s3:GetBucketVersioning', 'versioning', 'warn', WORKS],
    ['s3:GetEncryptionConfiguration', 'encryption', 'warn', WORKS],
    ['s3:GetBucketAcl', 'public', 'warn', WORKS],
    ['s3:GetLifecycleConfiguration', 'lifecycle', 'warn', WORKS],
    ['s3:GetBucketObjectLockConfiguration', 'lock', 'warn', WORKS],
  ] as const)('tells that %s is missing', async (action, name, outcome, others) => {
    const Bucket = await bucket(`lacks-${name}`)
    // Ceph has a name of its own for one of them.
    await deny(Bucket, action.replace('GetEncryptionConfiguration', 'GetBucketEncryption'))
    const found = await look(at(Bucket))
    const told = found.line('s3', name)
    expect(told).toMatch(new RegExp(`^${outcome}: .* Fix: `))
    if (others === WORKS) expect(told).toContain(`may not look. Fix: Allow them ${action}`)
    expect(found.outcomes('s3')).toMatchObject({ ...others, [name]: outcome })
    expect(found.code).toBe(outcome === 'fail' ? 1 : 0)
    await client.send(new DeleteBucketPolicyCommand({ Bucket }))
    const left = await keysAt(at(Bucket), env)
    if (name === 'delete') expect(found.line('s3', name)).toContain(left[0])
    else expect(left).toEqual([])
  })

  test('is red about wrong keys, missing ones, a bucket that is not there and a store that is down', async () => {
    const Bucket = await bucket('mine')
    const wrong = await look(at(Bucket), {}, { AWS_SECRET_ACCESS_KEY: 'a wrong secret' })
    expect(wrong.line('s3', 'write')).toMatch(/^fail: .*SignatureDoesNotMatch.*Fix: Check AWS_/)
    expect(wrong.line('s3', 'versioning')).toBe('skipped: Not looked at: nothing could be stored.')
    expect(wrong.log).not.toContain('a wrong secret')
    const none = await look(at(Bucket, '&credentials=OTHER'))
    expect(none.line('s3', 'write')).toMatch(/^fail: .*credentials are missing.*OTHER_ACCESS_KEY_ID/)
    const nowhere = await look(at('nowhere'))
    expect(nowhere.line('s3', 'write')).toMatch(/^fail: .*no bucket named nowhere.*Fix: Create/)
    const [closed, right] = [`http://127.0.0.1:${await freePort()}`, at(Bucket).replace('s3=', 'right=')]
    const down = await diagnose({ destinations: [at(Bucket, '', closed), right] }, env)
    expect(down.line('s3', 'write')).toMatch(/^fail: .*Nothing accepts connections.*Tried 3 times/)
    expect(down.outcomes('right')).toMatchObject(WORKS)
    for (const { code } of [wrong, none, nowhere, down]) expect(code).toBe(1)
  })

  test('warns of a clock that is minutes wrong, and is red when it is more', async () => {
    const Bucket = await bucket('clock')
    const clock = async (minutes: number) =>
      (await look(at(Bucket), {}, { NODE_OPTIONS: wrongClock(folder, minutes) })).line('s3', 'clock')
    expect(await clock(0)).toMatch(/^ok/)
    expect(await clock(-2)).toMatch(/^warn: .*machine is 2 min 0\d s behind the store.*Fix: Set the clock/)
    expect(await clock(10)).toMatch(/^fail: .*machine is (10 min 0\d|9 min 5\d) s ahead of the store/)
    expect(await clock(40)).toMatch(/^fail: .*ahead of the store/)
  })

  test('warns of a store that has no conditional put or ignores the condition, and is red where it stores over', async () => {
    const Bucket = await bucket('conditions')
    // Stands for stores as there are: Ceph itself knows the condition.
    const answers = async (answer: number, body: string, blind: boolean) => {
      await using proxy = await startProxy(ceph.endpoint, ({ method, headers }) => {
        if (method === 'HEAD' && blind) return { answer: 404 }
        const conditional = method === 'PUT' && headers['if-none-match'] === '*'
        return conditional ? { answer, body, headers: { etag: '"x"' } } : undefined
      })
      return (await look(at(Bucket, '', proxy.endpoint))).line('s3', 'conditional')
    }
    const refusal = '<Error><Code>NotImplemented</Code><Message>A header</Message></Error>'
    expect(await answers(501, refusal, false)).toMatch(/^warn: .*has no conditional put.*Fix: See to it/)
    expect(await answers(200, '', false)).toMatch(/^warn: .*takes the condition and ignores it.*Fix: See to/)
    expect(await answers(200, '', true)).toMatch(/^fail: An object was stored over another.*Fix: Use a store/)
  })

  test('is red about a store that gives back something else, and one that forgets', async () => {
    const Bucket = await bucket('strange')
    await using proxy = await startProxy(ceph.endpoint, ({ method, url }) => {
      if (method === 'GET' && /\.doctor\/[0-9a-f]{16}\?/.test(url))
        return { answer: 200, headers: { 'content-length': '5' }, body: 'other' }
      if (method === 'GET' && url.includes('list-type=2') && url.includes('.doctor'))
        return { answer: 200, body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>' }
      return method === 'DELETE' ? { answer: 204 } : undefined
    })
    const found = await look(at(Bucket, '', proxy.endpoint))
    expect(found.line('s3', 'read')).toMatch(/^fail: It came back as something else.*Fix: Do not trust/)
    expect(found.line('s3', 'list')).toMatch(/^fail: .*not in the listing.*Fix: Backups would not be found/)
    expect(found.line('s3', 'delete')).toMatch(/^fail: What was removed is still there/)
    expect(found.code).toBe(1)
  })

  test('removes what it stored when it is cancelled', async () => {
    const Bucket = await bucket('cancelled')
    let reached = () => {}
    const reading = new Promise<void>((done) => {
      reached = done
    })
    await using proxy = await startProxy(ceph.endpoint, ({ method, url }) => {
      if (method !== 'GET' || !/\.doctor\/[0-9a-f]{16}\?/.test(url)) return undefined
      reached()
      return 'silence'
    })
    const ended = await runStep(
      { command: 'doctor', destinations: at(Bucket, '', proxy.endpoint) },
      { env, onStart: (child) => void reading.then(() => child.kill('SIGINT')) },
    )
    expect(ended.code).toBe(130)
    expect(proxy.seen.filter(({ method }) => method === 'PUT')).toHaveLength(2)
    expect(await keysAt(at(Bucket), env)).toEqual([])
  })
})

describe('of a container, doctor', () => {
  test('tells what Azure tells, and names what it does not', async () => {
    await using azurite = await startAzurite()
    const env: Record<string, string> = { AZURE_STORAGE_KEY: azurite.key }
    await azurite.createContainer('backups')
    const service = new BlobServiceClient(
      azurite.endpoint,
      new StorageSharedKeyCredential(azurite.account, azurite.key),
    )
    const at = (container: string) =>
      `azure=azblob://${azurite.account}/${container}/some/where?endpoint=${azurite.endpoint}`
    const look = (container: string, more = {}) =>
      diagnose({ destinations: at(container) }, { ...env, ...more })

    const plain = await look('backups')
    expect(plain.outcomes('azure')).toEqual({
      ...WORKS,
      ...{ clock: 'ok', versioning: 'warn', encryption: 'ok', public: 'ok', lifecycle: 'warn', lock: 'warn' },
    })
    expect(plain.line('azure', 'lifecycle')).toMatch(
      /^warn: Not known: Azure tells.*Fix: Look at `az storage/,
    )
    expect(plain.code).toBe(0)
    expect(await keysAt(at('backups'), env)).toEqual([])

    await service.setProperties({ deleteRetentionPolicy: { enabled: true, days: 7 } })
    expect((await look('backups')).line('azure', 'versioning')).toContain('ok: What is overwritten')

    await service.createContainer('open', { access: 'blob' })
    const open = await look('open')
    expect(open.line('azure', 'public')).toMatch(/^fail: .*public access level is "blob".*Fix: Close it now/)
    expect(open.code).toBe(1)

    const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
    const late = await look('backups', { NODE_OPTIONS: wrongClock(folder, 6) })
    expect(late.line('azure', 'clock')).toMatch(/^fail: .*ahead of the store/)
    rmSync(folder, { recursive: true })

    const nowhere = await look('nowhere')
    expect(nowhere.line('azure', 'write')).toMatch(/^fail: .*no container named nowhere.*Fix: Create/)
    const wrong = await look('backups', { AZURE_STORAGE_KEY: Buffer.from('wrong').toString('base64') })
    expect(wrong.outcomes('azure')).toMatchObject({ write: 'fail', list: 'fail', clock: 'skipped' })
  })
})

describe('of a folder, doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  chmodSync(folder, 0o755)
  afterAll(() => rmSync(folder, { recursive: true }))
  const made = (name: string, mode: number) => {
    mkdirSync(join(folder, name))
    chmodSync(join(folder, name), mode)
    return join(folder, name)
  }

  test('is content with one of our own, and leaves nothing in it', async () => {
    const own = made('own', 0o700)
    const found = await diagnose({ destinations: `here=${own}` })
    expect(found.outcomes('here')).toEqual({ ...WORKS, public: 'ok', room: 'ok' })
    expect(found.code).toBe(0)
    expect(readdirSync(own)).toEqual([])
  })

  test('is red about one that every user may write in', async () => {
    const open = await diagnose({ destinations: `here=${made('open', 0o777)}` })
    expect(open.line('here', 'public')).toMatch(/^fail: .*its mode is 777.*Fix: .*chmod o-w/)
    expect(open.code).toBe(1)
  })

  test('is red about one that may not be written in, or is a file', async () => {
    const closed = made('closed', 0o555)
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined
    if (nobody) chownSync(closed, nobody.uid, nobody.gid)
    const red = await diagnose({ destinations: `here=${closed}` }, {}, nobody)
    expect(red.line('here', 'write')).toMatch(/^fail: .*EACCES.*Fix: Give that user the right/)
    expect(red.outcomes('here')).toMatchObject({ read: 'skipped', list: 'ok', delete: 'skipped' })
    expect(red.code).toBe(1)
    writeFileSync(join(folder, 'file'), '')
    const file = await diagnose({ destinations: `here=${join(folder, 'file')}` })
    expect(file.line('here', 'write')).toMatch(/^fail: .*ENOTDIR/)
  })
})

describe('doctor', () => {
  test('tells people in lines, the job’s page in tables, and does not pass where it looked at nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
    const lines = await runTerminal(['doctor', '--destinations', `here=${folder}`])
    expect(lines.stdout).toMatch(/^Database\n {2}- +all +Not looked at: no database is named\.$/m)
    expect(lines.stdout).toMatch(/^here\n {2}ok +write +A small object could be stored\.$/m)
    expect(lines.stdout).toMatch(/^ {2}warn {2}encryption .*\n +Fix: Make a pair of keys/m)
    expect(lines.stdout).toMatch(/^0 fail, 1 warn, 9 ok, \d+ not looked at\.$/m)
    chmodSync(folder, 0o777)
    const step = await runStep({ command: 'doctor', destinations: `here=${folder}` })
    expect(step.code).toBe(1)
    expect(step.summary).toMatch(/^## ❌ Doctor: 1 fail, 1 warn/)
    expect(step.summary).toMatch(/^\| ❌ \| public \| Others can get in/m)
    rmSync(folder, { recursive: true })
    const nothing = await runTerminal(['doctor', '--json'])
    expect(nothing.stderr).toMatch(/There is nothing to look at[\s\S]*database-url/)
    expect(nothing.code).toBe(2)
  })
})
