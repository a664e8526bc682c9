import {
  decodeName,
  encodeName,
  isBackupId,
  layout,
  newBackupId,
  readManifestKey,
  readRecordKey,
  timeOfId,
} from '../../src/archive/layout.ts'

const NAMES = [
  'shop',
  'my db',
  'a/b',
  '..',
  '.',
  'ünïcode',
  "it's",
  '100%',
  'a.b',
  'x'.repeat(63),
  '*?~!()',
  '日本',
]

describe('names in storage', () => {
  test.each(NAMES)('%s is one part of a path, and comes back', (name) => {
    const encoded = encodeName(name)
    expect(encoded).toMatch(/^[A-Za-z0-9%_-]+$/)
    expect(decodeName(encoded)).toBe(name)
  })

  test('that we would have written otherwise are not ours', () => {
    for (const foreign of ['%2e%2e', 'a b', '%', '%zz', 'a.b']) expect(decodeName(foreign)).toBeUndefined()
  })

  test('do not run into each other', () => {
    expect(layout('mydb').manifests.startsWith(layout('my').manifests)).toBe(false)
    expect(new Set(NAMES.map(encodeName)).size).toBe(NAMES.length)
  })
})

describe('ids', () => {
  test('are made of the start and a random tail, and sort by time', () => {
    const early = newBackupId(new Date('2026-11-20T04:00:00Z'))
    const late = newBackupId(new Date('2026-11-20T04:00:01Z'))
    expect(early).toMatch(/^20261120T040000Z-[0-9a-f]{6}$/)
    expect(early < late).toBe(true)
    expect(timeOfId(early)).toEqual(new Date('2026-11-20T04:00:00Z'))
  })

  test('are nothing else', () => {
    for (const text of ['', '20261120T040000Z', '../20261120T040000Z-3f9c2a', '20261120T040000Z-3F9C2A'])
      expect(isBackupId(text)).toBe(false)
  })
})

describe('keys', () => {
  const id = '20261120T040000Z-3f9c2a'

  test('of manifests tell id and label', () => {
    const keys = layout('my db')
    expect(readManifestKey(keys.manifest(id))).toEqual({ key: `my%20db/manifests/${id}.json`, id })
    expect(readManifestKey(keys.manifest(id, 'v1.2/x'))).toMatchObject({ id, label: 'v1.2/x' })
  })

  test('of records tell id, time, verb and outcome', () => {
    const time = new Date('2026-11-22T04:05:06Z')
    expect(readRecordKey(layout('db').record(id, time, 'verify', 'pass'))).toMatchObject({
      id,
      time,
      verb: 'verify',
      outcome: 'pass',
    })
  })

  test.each([
    'db/manifests/readme.txt',
    'db/manifests/../x.json',
    `db/manifests/${id}.json.partial`,
    `db/data/${id}/SHA256SUMS`,
    `db/records/${id}/yesterday-verify-pass.json`,
    `db/records/${id}/20269920T040000Z-verify-pass.json`,
  ])('%s is neither', (key) => {
    expect(readManifestKey(key)).toBeUndefined()
    expect(readRecordKey(key)).toBeUndefined()
  })
})
