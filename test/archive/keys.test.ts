import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateHybridIdentity, generateIdentity, identityToRecipient } from 'age-encryption'
import { readKeys, requireKeys } from '../../src/archive/keys.ts'
import type { Manifest } from '../../src/archive/manifest.ts'
import { UsageError, UserError } from '../../src/errors.ts'
import type { IdentityChoice } from '../../src/options/drill.ts'
import { errorOf } from '../stream/bytes.ts'

const identity = await generateIdentity()
const recipient = await identityToRecipient(identity)
const other = await generateIdentity()
const text = `# created: 2026-11-20T04:00:00Z\n# public key: ${recipient}\n${identity}\n`
const folder = mkdtempSync(join(tmpdir(), 'keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Buffer): IdentityChoice => {
  writeFileSync(join(folder, name), content)
  return { file: join(folder, name) }
}

function host() {
  const masked: string[] = []
  return { signal: new AbortController().signal, mask: (secret: string) => void masked.push(secret), masked }
}

describe('keys are read, and masked,', () => {
  test.each([
    ['from a text', () => ({ text })],
    ['from a file', () => file('key.txt', text)],
    ['from a file with line breaks of Windows', () => file('key.txt', text.replaceAll('\n', '\r\n'))],
  ] as const)('%s', async (_, choose) => {
    const given = host()
    const keys = await readKeys(given, { identity: choose(), passphrase: 'correct horse' })
    expect(keys).toEqual({ identities: [identity], passphrase: 'correct horse' })
    expect(given.masked.join('\n')).toContain(identity)
    expect(given.masked).toContain('correct horse')
  })

  test('and are none where none was given', async () => {
    const keys = await readKeys(host(), { identity: undefined, passphrase: undefined })
    expect(keys).toEqual({ identities: [], passphrase: undefined })
  })
})

test.each([
  ['no such file', () => ({ file: join(folder, 'gone.txt') }), /gone\.txt" is not there/],
  ['a file on the way', () => ({ file: join(folder, 'key.txt', 'x') }), /is not there/],
  [
    'a folder',
    () => {
      mkdirSync(join(folder, 'a-folder'), { recursive: true })
      return { file: join(folder, 'a-folder') }
    },
    /a-folder" is a folder/,
  ],
  ['endless', () => ({ file: '/dev/zero' }), /larger than a file of keys ever is/],
  ['too large', () => file('large', `${text}${'#'.repeat(70_000)}`), /larger than a file of keys/],
  ['empty', () => file('empty', ''), /empty" holds no key\./],
  ['comments only', () => file('comments', '# nothing\n'), /holds no key\./],
  ['bytes', () => file('bytes', Buffer.from([0, 255, 1, 254])), /holds no key that can be used/],
  ['a public key', () => file('public', recipient), /public" holds no key that can be used.*\n.*public key/],
  ['half a key', () => file('half', identity.slice(0, 40)), /is not a whole secret key/],
  ['half a key as text', () => ({ text: identity.slice(0, 40) }), /the value holds no key that can be used/],
  ['an SSH key', () => file('ssh', '-----BEGIN OPENSSH PRIVATE KEY-----\nabcdef\n'), /SSH or PEM/],
  ['locked itself', () => file('locked', 'age-encryption.org/v1\n-> scrypt'), /itself encrypted/],
] as const)('an identity is refused: %s', async (_, choose, message) => {
  const given = host()
  const error = await errorOf(readKeys(given, { identity: choose(), passphrase: undefined }))
  expect(error).toBeInstanceOf(UsageError)
  expect(error.message).toMatch(message)
  expect(error.message).not.toContain(identity.slice(16, 36))
  expect(JSON.stringify((error as UsageError).story)).not.toContain(identity.slice(16, 36))
})

test('a cancel ends the reading of a file', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  const work = readKeys({ ...host(), signal }, { identity: file('key.txt', text), passphrase: undefined })
  expect((await errorOf(work)).message).toBe('enough')
})

describe('keys are asked for before anything is fetched:', () => {
  const manifest = (encryption: Manifest['encryption']) =>
    ({ id: '20261120T040000Z-3f9c2a', encryption }) as Manifest
  const toRecipients = (...recipients: string[]) => manifest({ kind: 'age-recipients', recipients })
  const byPassphrase = manifest({ kind: 'age-passphrase' })

  test('not where they fit, or are not needed', async () => {
    await requireKeys(manifest({ kind: 'none' }), { identities: [] })
    await requireKeys(byPassphrase, { identities: [], passphrase: 'correct horse' })
    await requireKeys(toRecipients('age1other', recipient), { identities: [other, identity] })
    await requireKeys(toRecipients(recipient), { identities: [text] })
    const hybrid = await generateHybridIdentity()
    await requireKeys(toRecipients(await identityToRecipient(hybrid)), { identities: [hybrid] })
  })

  test.each([
    ['no passphrase', byPassphrase, { identities: [] }, /PG_BACKUP_PASSPHRASE/],
    ['an identity only', byPassphrase, { identities: [identity] }, /An identity does not open it/],
    [
      'no identity',
      toRecipients(recipient),
      { identities: [] },
      new RegExp(`PG_BACKUP_IDENTITY.* ${recipient}`),
    ],
    [
      'a passphrase only',
      toRecipients(recipient),
      { identities: [], passphrase: 'x' },
      /A passphrase does not/,
    ],
  ] as const)('%s', async (_, locked, keys, message) => {
    const error = await errorOf(requireKeys(locked, keys))
    expect(error.message).toMatch(message)
    expect((error as UserError).ending).toBe('unverified')
  })

  test('other keys, and tells the public halves of both', async () => {
    const error = await errorOf(requireKeys(toRecipients(recipient), { identities: [other] }))
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).ending).toBe('unverified')
    expect(error.message).toContain(recipient)
    expect(error.message).toContain(await identityToRecipient(other))
    expect(error.message).not.toContain(other)
  })
})
