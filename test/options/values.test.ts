import { UsageError } from '../../src/errors.ts'
import { parseHours, parseSeconds } from '../../src/options/duration.ts'
import { checkLabel, checkLookup, checkName } from '../../src/options/name.ts'
import { nearest } from '../../src/options/nearest.ts'
import type { Context } from '../../src/options/option.ts'
import {
  choice,
  integer,
  parsePassphrase,
  parsePatterns,
  parseRecipients,
  parseSwitch,
} from '../../src/options/values.ts'

const context: Context = { command: 'backup', option: 'x', folder: '/', home: undefined }
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('accepted')
}

test('switches are strict', () => {
  expect(['true', 'yes', '1', 'True', ' YES '].map((text) => parseSwitch(text, context))).not.toContain(false)
  expect(['false', 'no', '0'].map((text) => parseSwitch(text, context))).not.toContain(true)
  for (const text of ['', 'on', 'y', 'flase', '2', 'constructor']) {
    expect(refusal(() => parseSwitch(text, context))).toContain('neither yes nor no')
  }
})

test('numbers are strict', () => {
  const parse = integer(1, 64)
  expect([parse('1', context), parse('64', context), parse(' 07 ', context)]).toEqual([1, 64, 7])
  for (const text of ['0', '65', '', '-1', '1.5', '1e1', '0x2', '2 jobs', '９', '9'.repeat(400)]) {
    expect(refusal(() => parse(text, context))).toContain('from 1 to 64')
  }
})

test('a choice names its words and the nearest', () => {
  const parse = choice(['auto', 'counts', 'content'])
  expect(parse('auto', context)).toBe('auto')
  expect(refusal(() => parse('contents', context))).toContain(
    'auto, counts or content. Did you mean `content`?',
  )
  expect(refusal(() => parse('', context))).toContain('auto, counts or content')
})

test('durations have a unit that means one thing', () => {
  expect([parseHours('12h', 'x'), parseHours('30d', 'x'), parseHours('2w', 'x')]).toEqual([12, 720, 336])
  for (const text of ['30', '30m', '1mo', 'd', '', '-1d', '1.5d', '1d2h']) {
    expect(refusal(() => parseHours(text, 'x'))).toContain('no duration')
  }
  expect(refusal(() => parseHours('30m', 'x'))).toContain('minutes or months')
  expect(['30s', '5min', '1h'].map((text) => parseSeconds(text, context))).toEqual([30, 300, 3600])
  for (const text of ['30', '0s', '5m', '', '-1s', '1.5h']) {
    expect(refusal(() => parseSeconds(text, context))).toContain('no time to wait')
  }
})

const KEY = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'

test('recipients are public keys, and a secret one is never echoed', () => {
  expect(parseRecipients([KEY], context)).toEqual([KEY])
  const secret = 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPZRY9X8GF2TVDW0S'
  for (const line of [secret, secret.toLowerCase(), `${KEY} ${secret}`]) {
    const message = refusal(() => parseRecipients([line], context))
    expect(message).toContain('age-keygen -y')
    expect(message.toLowerCase()).not.toContain(secret.slice(20).toLowerCase())
  }
  expect(refusal(() => parseRecipients(['ssh-ed25519 AAAA'], context))).toContain('SSH keys')
  expect(refusal(() => parseRecipients([`${KEY}, ${KEY}`], context))).toContain('one key a line')
})

test('a passphrase is one line', () => {
  expect(parsePassphrase(' correct horse \r\n', context)).toBe(' correct horse ')
  expect(refusal(() => parsePassphrase('hunter\nhunter', context))).toContain('more than one line')
  expect(refusal(() => parsePassphrase(' \n', context))).toContain('blank')
})

test('patterns stand one a line', () => {
  expect(parsePatterns(['public.*', '"a,b".c'], context)).toEqual(['public.*', '"a,b".c'])
  expect(refusal(() => parsePatterns(['a, b'], context))).toContain('one a line')
})

test('names that everybody has are refused, given or not', () => {
  for (const name of [
    'postgres',
    'neondb',
    'defaultdb',
    'railway',
    'verceldb',
    'koyebdb',
    'template1',
    'Postgres',
  ]) {
    expect(refusal(() => checkName(name, 'database'))).toContain('Choose a name')
    expect(refusal(() => checkName(name, 'given'))).toContain('Choose a name')
    expect(checkLookup(name)).toBe(name)
  }
  expect(refusal(() => checkName('app', 'database'))).toContain('Choose a name')
  expect(checkName('app', 'given')).toBe('app')
  expect(checkName('shop-production', 'database')).toBe('shop-production')
})

test('names and labels become one part of a path', () => {
  for (const name of ['a', 'Über Größe/2', 'a;b"c', '..a', '数据库', 'x'.repeat(128)]) {
    expect(checkName(name, 'given')).toBe(name)
    expect(checkLabel(name)).toBe(name)
  }
  for (const name of [
    '',
    ' ',
    '.',
    '..',
    'a\nb',
    'a\u001bb',
    ' a',
    'x'.repeat(129),
    '数'.repeat(100),
    '\ud800',
  ]) {
    expect(() => checkName(name, 'given')).toThrow(UsageError)
    expect(() => checkLabel(name)).toThrow(UsageError)
  }
})

test('the nearest name is near, or none', () => {
  const names = ['destinations', 'database-url', 'jobs', 'json']
  expect(nearest('destination', names)).toBe('destinations')
  expect(nearest('dest', names)).toBe('destinations')
  expect(nearest('DATABASE_URL', names)).toBe('database-url')
  expect(nearest('database-ulr', names)).toBe('database-url')
  expect(nearest('jbos', names)).toBe('jobs')
  expect(nearest('verbose', names)).toBeUndefined()
  expect(nearest('', names)).toBeUndefined()
})
