import { createSecrets, holdsPassword, secretsInEnvironment } from '../../src/host/secrets.ts'

const redactor = (...secrets: string[]) => {
  const kept = createSecrets()
  for (const secret of secrets) kept.add(secret)
  return kept.redact
}

const SECRET = 'p@ss wörd/+"&%<1>'

test.each([
  ['itself', SECRET],
  ['in a URL', encodeURIComponent(SECRET)],
  ['in a URL, small letters', encodeURIComponent(SECRET).replace(/%../g, (byte) => byte.toLowerCase())],
  ['as encodeURI leaves it', encodeURI(SECRET)],
  ['in a form', new URLSearchParams({ x: SECRET }).toString().slice(2)],
  ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['in HTML', 'p@ss wörd/+&quot;&amp;%&lt;1&gt;'],
  ['in Base64', Buffer.from(SECRET).toString('base64').replace(/=+$/, '')],
  ['in Base64 for URLs', Buffer.from(SECRET).toString('base64url')],
])('hides a secret %s', (_, form) => {
  expect(redactor(SECRET)(`before ${form} after`)).toBe('before *** after')
})

test.each(['', 'u:', 'us:', 'use:', 'user:'])('hides a secret in Base64 behind "%s"', (before) => {
  const encoded = Buffer.from(`${before}correct-horse-battery`).toString('base64')
  const shown = redactor('correct-horse-battery')(encoded)
  expect(shown).toContain('***')
  expect(Buffer.from(shown.replace('***', ''), 'base64').toString()).not.toMatch(/correct|horse|batter/)
})

test('hides each line of a secret, but not what is too short to be one', () => {
  const redact = redactor('-----BEGIN KEY-----\nfirst line\r\nabc\n\n}\n')
  expect(redact('x first line y')).toBe('x *** y')
  expect(redact('abc and }')).toBe('abc and }')
})

test('hides a short secret where it stands alone, and leaves words whole', () => {
  const redact = redactor('db1')
  expect(redact('password=db1, user db1')).toBe('password=***, user ***')
  expect(redact('adb1c db12')).toBe('adb1c db12')
  expect(redactor('abcdef')('xabcdefx')).toBe('x***x')
  expect(redactor('')('nothing')).toBe('nothing')
  expect(redactor(' \n')('a b')).toBe('a b')
})

test.each([
  ['postgresql://ann:s3cr3t%2Fx@host/db', ['s3cr3t%2Fx', 's3cr3t/x']],
  ['postgresql://ann@host/db?password=s3cr3tx&x=y', ['s3cr3tx']],
  ["host=h password='s3cr3t x' user=u", ['s3cr3t x']],
  ['password=s3cr3tx host=h', ['s3cr3tx']],
  ['AccountName=a;AccountKey=s3cr3tx==;Suffix=x', ['s3cr3tx==']],
  ['https://a.blob.core.windows.net/?sv=1&sig=s3cr3t%2B', ['s3cr3t%2B', 's3cr3t+']],
])('hides the password in %s', (text, passwords) => {
  const redact = redactor(text)
  expect(redact(`>${text}<`)).toBe('>***<')
  for (const password of passwords) expect(redact(`>${password}<`)).toBe('>***<')
})

test('a URL without a password holds none', () => {
  expect(holdsPassword('postgresql://ann@host:5432/db?sslmode=require')).toBe(false)
  expect(holdsPassword('postgresql://ann:x@host/db')).toBe(true)
})

test('a secret that looks like a pattern is taken to the letter', () => {
  expect(redactor('a.c(d)*[e]')('abc(d)*[e] a.c(d)*[e]')).toBe('abc(d)*[e] ***')
  expect(redactor('$& $1 \\')('x $& $1 \\ y')).toBe('x *** y')
})

test('tells which variables hold secrets', () => {
  const env = {
    PGPASSWORD: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    OFFSITE_AWS_SESSION_TOKEN: 'c',
    OFFSITE_AZURE_STORAGE_KEY: 'd',
    AZURE_CLIENT_SECRET: '',
    AWS_REGION: 'e',
    PGUSER: 'f',
  }
  expect(secretsInEnvironment(env)).toEqual(['a', 'b', 'c', 'd'])
})
