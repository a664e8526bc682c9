import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { account } from '../servers/account.ts'
import { startAzurite } from '../servers/azurite.ts'
import { startCeph } from '../servers/ceph.ts'
import { startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { type Ended, runStep, runTerminal } from './bundle.ts'

describe('a mistake in the options ends with code 2, a sentence, and nothing begun', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mistakes-'))
  const destination = join(folder, 'backups')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // Nothing listens there: whoever connects before the options are checked says something else.
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
  const secretKey = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown flag', ['--destination', destination], /--destinations/],
    ['a misspelled value', ['--destinations', destination, '--fingerprint', 'contents'], /content/],
    ['no destination', [], /destinations/],
    ['an unknown kind of destination', ['--destinations', 's4://bucket'], /s3/],
    ['an unknown parameter', ['--destinations', 's3://bucket?regoin=x'], /region/],
    ['a secret in a URL', ['--destinations', 's3://key:hushhush@bucket'], /AWS_|credentials/],
    ['a recipient that is no key', ['--destinations', destination, '--recipients', 'hello'], /age1/],
    [
      'a mistyped key',
      ['--destinations', destination, '--recipients', `age1${'q'.repeat(58)}`],
      /not a whole public key/,
    ],
    [
      'a secret key as recipient',
      ['--destinations', destination, '--recipients', secretKey],
      /age-keygen -y/,
    ],
    [
      'two ways to encrypt',
      ['--destinations', destination, '--recipients', `age1${'q'.repeat(58)}`, '--passphrase', 'hushhush'],
      /recipients/,
    ],
    ['a number out of range', ['--destinations', destination, '--jobs', '0'], /1 to 64/],
    ["a provider's name", ['--destinations', destination, '--name', 'postgres'], /name: shop-production/],
    [
      'a database URL that is none',
      ['--destinations', destination, '--database-url', 'mysql://db/shop'],
      /postgresql:\/\//,
    ],
    ['several hosts', ['--destinations', destination, '--database-url', 'postgres://a,b/shop'], /one host/],
  ]

  test.each(cases)('%s', async (_, flags, sentence) => {
    const ended = await runTerminal(['backup', ...flags], env)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(sentence)
    expectSentence(ended)
    expect(ended.log).not.toMatch(/hushhush|QQQQQQQQ/)
    expect(existsSync(destination)).toBe(false)
  })

  test('an unknown input of the step names the right one', async () => {
    const ended = await runStep({ 'databse-url': 'x', destinations: destination })
    expect(ended.code).toBe(2)
    expect(ended.log).toMatch(/::error.*databse-url/)
    expect(ended.log).toContain('database-url')
    expect(existsSync(destination)).toBe(false)
  })
})

describeWith(lackOf.postgres(15), lackOf.ceph())('a destination that refuses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'refusing-'))
  let stop: (() => Promise<unknown>)[] = []
  let env: Record<string, string> = {}
  let ceph = { endpoint: '', region: '' }
  let azurite = { endpoint: '', account: '' }

  beforeAll(async () => {
    const [server, s3, azure] = await Promise.all([startPostgres(), startCeph(), startAzurite()])
    stop = [() => server.stop(), () => s3.stop(), () => azure.stop()]
    await Promise.all([
      server.createDatabase('shop'),
      s3.createBucket('backups'),
      azure.createContainer('backups'),
    ])
    ceph = s3
    azurite = azure
    env = {
      DATABASE_URL: server.url('shop'),
      PATH: `${server.binDir}:${process.env.PATH}`,
      AWS_ACCESS_KEY_ID: s3.accessKey,
      AWS_SECRET_ACCESS_KEY: s3.secretKey,
      AZURE_STORAGE_KEY: azure.key,
    }
  })
  afterAll(async () => {
    await Promise.all(stop.map((end) => end()))
    rmSync(folder, { recursive: true, force: true })
  })

  const s3 = (bucket: string) => `s3://${bucket}/x?endpoint=${ceph.endpoint}&region=${ceph.region}`
  const azure = (container: string) =>
    `azblob://${azurite.account}/${container}/x?endpoint=${azurite.endpoint}`
  const file = join(folder, 'a-file')
  writeFileSync(file, '')

  const cases: readonly (readonly [string, () => string, Record<string, string>, RegExp])[] = [
    ['a bucket that does not exist', () => s3('nowhere'), {}, /bucket/i],
    ['a container that does not exist', () => azure('nowhere'), {}, /container/i],
    [
      'a wrong secret key of S3',
      () => s3('backups'),
      { AWS_SECRET_ACCESS_KEY: 'wrong-wrong' },
      /AWS_SECRET_ACCESS_KEY|secret/,
    ],
    [
      'an unknown access key of S3',
      () => s3('backups'),
      { AWS_ACCESS_KEY_ID: 'unknown' },
      /AWS_ACCESS_KEY_ID|access key/,
    ],
    [
      'a wrong key of Azure',
      () => azure('backups'),
      { AZURE_STORAGE_KEY: Buffer.from('wrong').toString('base64') },
      /credentials are wrong/,
    ],
    ['a folder that is a file', () => file, {}, /file/],
    ['a folder below a file', () => join(file, 'below'), {}, /file/],
  ]

  test.each(cases)('%s', async (_, destination, wrong, sentence) => {
    const ended = await runTerminal(['backup', '--destinations', destination()], { ...env, ...wrong })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(sentence)
    expectSentence(ended)
    expect(ended.log).not.toContain('wrong-wrong')
  })

  test('a folder that this user may not write to', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(folder, 0o755)
    chmodSync(closed, 0o555)
    // Root may write anywhere, so there the program runs as somebody else.
    const ended = await runTerminal(['backup', '--destinations', join(closed, 'below')], env, account())
    expect(ended.stderr).toMatch(/may not|permission/i)
    expectSentence(ended)
    expect(ended.code).toBe(1)
    expect(readdirSync(closed)).toEqual([])
  })
})

/** One to three lines that a person can read; never a stack, never a defect. */
function expectSentence({ stderr }: Ended): void {
  const lines = stderr.split('\n')
  const error = lines.slice(lines.findIndex((line) => line.startsWith('error: '))).filter(Boolean)
  expect(error[0]).toMatch(/^error: /)
  expect(error.length).toBeLessThanOrEqual(4)
  expect(stderr).not.toMatch(/defect|\n\s+at |undefined|\[object/)
}
