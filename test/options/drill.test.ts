import { UsageError } from '../../src/errors.ts'
import { parseAllow } from '../../src/options/allow.ts'
import { TOLERANCES } from '../../src/options/drill.ts'
import { parseFile } from '../../src/options/file.ts'
import { parseIdentity } from '../../src/options/identity.ts'
import { parseScratch } from '../../src/options/scratch.ts'

const context = { option: 'x', folder: '/workspace', home: '/home/me' }
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('accepted')
}

const NOTHING = {
  missingExtensions: [],
  leftOutDependencies: false,
  limitedScratch: false,
  createDatabase: false,
}

describe('what is allowed', () => {
  test('is nothing, unless it is named', () => {
    expect(parseAllow([], context)).toEqual(NOTHING)
  })

  test('stands one a line, with comments', () => {
    const lines = [
      'missing-extension=pg_graphql  # only Supabase has it',
      'missing-extension = postgis',
      'missing-extension=pg_graphql',
      'limited-scratch\t# a service container',
      'create-database',
    ]
    expect(parseAllow(lines, context)).toEqual({
      ...NOTHING,
      missingExtensions: ['pg_graphql', 'postgis'],
      limitedScratch: true,
      createDatabase: true,
    })
    expect(parseAllow(['left-out-dependencies'], context)).toEqual({ ...NOTHING, leftOutDependencies: true })
  })

  test('has to be known', () => {
    const message = refusal(() => parseAllow(['missing-extensions=postgis'], context))
    expect(message).toContain('Did you mean `missing-extension`?')
    for (const name of Object.keys(TOLERANCES)) expect(message).toContain(name)
    expect(refusal(() => parseAllow(['everything'], context))).toContain('"everything" is nothing')
  })

  test('names an extension where it is for one, and nothing where it is not', () => {
    for (const line of ['missing-extension', 'missing-extension=', 'missing-extension= # why'])
      expect(refusal(() => parseAllow([line], context))).toContain('needs the name of an extension')
    expect(refusal(() => parseAllow(['limited-scratch=roles'], context))).toContain('as a whole')
  })
})

describe('where to restore to', () => {
  test('is a word or a URL', () => {
    expect(parseScratch(' auto ', context)).toEqual({ kind: 'auto' })
    expect(parseScratch('embedded', context)).toEqual({ kind: 'embedded' })
    expect(parseScratch('docker', context)).toEqual({ kind: 'docker' })
    for (const url of ['postgres://u:p@h/d', 'postgresql:///d?host=/tmp'])
      expect(parseScratch(url, context)).toEqual({ kind: 'url', url })
  })

  test('is named in the error where it is a word, and never where it may be a secret', () => {
    expect(refusal(() => parseScratch('dockr', context))).toContain('Did you mean `docker`?')
    for (const text of ['', 'mysql://root:hunter22@db/x', 'host=db password=hunter22', 'postgresql://']) {
      const message = refusal(() => parseScratch(text, context))
      expect(message).toContain('auto, embedded or docker')
      expect(message).not.toContain('hunter22')
    }
  })
})

const SECRET = 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S'

describe('an identity', () => {
  test('is the text of a key', () => {
    expect(parseIdentity(` ${SECRET}\n`, context)).toEqual({ text: SECRET })
    const file = `# created: 2026-11-20\n# public key: age1…\n${SECRET}`
    expect(parseIdentity(`${file}\n`, context)).toEqual({ text: file })
    expect(parseIdentity(SECRET.toLowerCase(), context)).toEqual({ text: SECRET.toLowerCase() })
  })

  test('is text too where it is another kind of key, which is told where keys are read', () => {
    expect(parseIdentity('-----BEGIN OPENSSH PRIVATE KEY-----\nx', context)).toHaveProperty('text')
  })

  test('is else a path', () => {
    expect(parseIdentity('keys/backup.txt', context)).toEqual({ file: '/workspace/keys/backup.txt' })
    expect(parseIdentity('~/key.txt', context)).toEqual({ file: '/home/me/key.txt' })
    expect(parseIdentity('/etc/key.txt', context)).toEqual({ file: '/etc/key.txt' })
  })

  test('is no public key, and never echoed', () => {
    const publicKey = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
    expect(refusal(() => parseIdentity(publicKey, context))).toContain('public key')
    const message = refusal(() => parseIdentity('my secret\nhunter22', context))
    expect(message).toContain('neither a secret key of age nor a path')
    expect(message).not.toContain('hunter22')
  })

  test.each([
    'GE-SECRET-KEY-1L0ZM4LVGLTH4DUVTM9UDCJHTAGCUK2QANS275AVDQ674C5CKDWHS849P4Y',
    'QUdFLVNFQ1JFVC1LRVktMUwwWk00TFZHTFRINERVVlRNOVVEQ0pIVEFHQ1VLMlFBTlMyNzU=',
  ])('that was copied badly is no path, and is never echoed', (text) => {
    const message = refusal(() => parseIdentity(text, context))
    expect(message).toContain('neither a secret key of age nor a path')
    expect(message).not.toContain(text.slice(3, 30))
  })
})

test('a file lies at home or in the folder of the run', () => {
  expect(parseFile('checks.sql', context)).toBe('/workspace/checks.sql')
  expect(parseFile('~/checks.sql', context)).toBe('/home/me/checks.sql')
  expect(refusal(() => parseFile('~/x', { ...context, home: undefined }))).toContain('HOME')
  expect(refusal(() => parseFile(' ', context))).toContain('blank')
  expect(refusal(() => parseFile('a\nb', context))).toContain('line break')
})
