import { generateHybridIdentity, generateIdentity, identityToRecipient } from 'age-encryption'
import { UsageError } from '../../src/errors.ts'
import { checkRecipient, checkRecipients, readIdentities } from '../../src/stream/age-keys.ts'

const identity = await generateIdentity()
const recipient = await identityToRecipient(identity)
const hardened = await identityToRecipient(await generateHybridIdentity())

/** What a refusal says; a usage error, which names no part of what was given in secret. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError)
    const { message, cause } = error as UsageError
    for (const secret of [identity, identity.toLowerCase(), identity.slice(20, 40), 'correct horse']) {
      expect(`${message}${cause}`).not.toContain(secret)
    }
    return message
  }
  throw new Error('It was accepted, and ought to have been refused.')
}

describe('a recipient', () => {
  test('is a public key of age, also a post-quantum one', () => {
    checkRecipient(recipient)
    checkRecipient(hardened)
  })

  test.each([
    ['a secret key', identity, /secret key.*\n.*\n.*age-keygen -y/s],
    ['a secret key in small letters', identity.toLowerCase(), /secret key/],
    ['a secret key among other text', `key: ${identity}`, /secret key/],
    ['an SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@home', /SSH key.*\n.*age-keygen -o/s],
    ['something else', 'correct horse', /does not begin with age1.*\n.*62 characters/s],
    ['nothing', '', /does not begin with age1/],
    ['a key with blanks around it', ` ${recipient}`, /does not begin with age1/],
    ['a key cut short', recipient.slice(0, -1), /not a whole public key.*\n.*61 characters/s],
    ['a mistyped key', recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')), /mistyped/],
    ['a 1 in place of an l', `${recipient.slice(0, 30)}1${recipient.slice(31)}`, /mistyped/],
    ['a post-quantum key cut short', hardened.slice(0, -1), /not a whole public key/],
    ['a plugin key', `age1yubikey1${recipient.slice(4)}`, /belongs to an age plugin/],
  ])('is not %s', (_what, text, says) => {
    expect(refusal(() => checkRecipient(text))).toMatch(says)
  })
})

describe('recipients', () => {
  test('are several of one kind', () => {
    checkRecipients([recipient, recipient])
    checkRecipients([hardened])
  })

  test('are not none, and not of two kinds', () => {
    expect(refusal(() => checkRecipients([]))).toContain('no recipient')
    expect(refusal(() => checkRecipients([recipient, hardened]))).toContain('two kinds')
    expect(refusal(() => checkRecipients([recipient, identity]))).toContain('secret key')
  })
})

describe('identities', () => {
  test('are read from a key or from a file of age-keygen', () => {
    expect(readIdentities(identity)).toEqual([identity])
    const file = `# created: 2026-11-21T11:43:00Z\r\n# public key: ${recipient}\r\n${identity}\r\n\n${identity}\n`
    expect(readIdentities(file)).toEqual([identity, identity])
    expect(readIdentities('# nothing yet\n')).toEqual([])
  })

  test.each([
    ['a public key', recipient, /public key.*\n.*AGE-SECRET-KEY-1/s],
    ['an encrypted file', 'age-encryption.org/v1\n-> scrypt', /itself encrypted/],
    ['an encrypted file in text form', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl', /itself encrypted/],
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\ncorrect horse', /SSH or PEM/],
    ['something else', 'correct horse', /does not begin with AGE-SECRET-KEY-1/],
    ['a key cut short', identity.slice(0, -3), /not a whole secret key/],
    [
      'a mistyped key',
      identity.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q')),
      /not a whole secret key/,
    ],
  ])('are not %s', (_what, text, says) => {
    expect(refusal(() => readIdentities(text))).toMatch(says)
  })
})
