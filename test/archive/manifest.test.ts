import { type Manifest, readManifest, writeManifest } from '../../src/archive/manifest.ts'

const sha256 = 'a'.repeat(64)

const manifest: Manifest = {
  format: 1,
  id: '20261120T040000Z-3f9c2a',
  name: 'shop "production"',
  label: 'before/release',
  tool: { name: 'pg-backup-action', version: '0.1.0' },
  startedAt: '2026-11-20T04:00:00.000Z',
  finishedAt: '2026-11-20T04:01:00.000Z',
  server: { version: '17.2', major: 17, inRecovery: false, systemIdentifier: '7311234567890123456' },
  client: { version: '17.2' },
  snapshot: { time: '2026-11-20T04:00:01.000Z', lsn: '0/16B3748', guarantee: 'locked' },
  database: {
    name: 'shop',
    bytes: 1_000_000,
    owner: 'shop',
    encoding: 'UTF8',
    collate: 'C.UTF-8',
    ctype: 'C.UTF-8',
    localeProvider: 'libc',
    connectionLimit: -1,
    grants: ['=Tc/shop'],
    settings: [{ name: 'search_path', value: 'shop, public' }],
  },
  extensions: [{ name: 'plpgsql', version: '1.0' }],
  roles: ['shop'],
  include: 'all',
  selection: 'whole',
  fingerprint: 'content',
  encryption: { kind: 'none' },
  objects: [
    { name: 'database.dump.zst', kind: 'database', bytes: 10, sha256, plainBytes: 20, plainSha256: sha256 },
  ],
  totals: { tables: 3, rows: 100, storedBytes: 10, rawBytes: 20 },
  warnings: [],
}

describe('a manifest', () => {
  const text = writeManifest(manifest)

  test('is read back as it was written', () => {
    expect(readManifest(text, 'here')).toEqual(manifest)
  })

  test('is refused when any byte of it is another', () => {
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === '1' ? '2' : '1'
      const changed = text.slice(0, at) + other + text.slice(at + 1)
      expect(() => readManifest(changed, 'here')).toThrow(/manifest here/)
    }
  })

  test('is refused when a byte is missing or added anywhere', () => {
    for (let at = 0; at < text.length; at += 3) {
      expect(() => readManifest(text.slice(0, at), 'here')).toThrow(/damaged/)
      expect(() => readManifest(`${text.slice(0, at)} ${text.slice(at)}`, 'here')).toThrow(/damaged/)
    }
  })

  test('of a newer format asks for a newer version', () => {
    expect(() => readManifest(text.replace('"format": 1', '"format": 2'), 'here')).toThrow(
      /format 2.*\n.*newer/,
    )
  })

  test.each([
    ['a path for a name', { ...manifest, objects: [{ ...manifest.objects[0], name: '../../etc/passwd' }] }],
    ['a hidden file', { ...manifest, objects: [{ ...manifest.objects[0], name: '.ssh' }] }],
    ['an id that is none', { ...manifest, id: '../x' }],
    ['a size below nothing', { ...manifest, totals: { ...manifest.totals, storedBytes: -1 } }],
    ['a size beyond counting', { ...manifest, totals: { ...manifest.totals, rawBytes: 1e300 } }],
    ['no objects', { ...manifest, objects: [] }],
    ['a kind of object that is none', { ...manifest, objects: [{ ...manifest.objects[0], kind: 'script' }] }],
    ['a number for a name', { ...manifest, name: 7 }],
  ])('with %s is refused', (_, hostile) => {
    expect(() => writeManifest(hostile as unknown as Manifest)).toThrow()
    expect(() => readManifest(`${JSON.stringify(hostile, undefined, 2)}\n`, 'here')).toThrow(/damaged/)
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['an array', '[]'],
    ['null', 'null'],
    ['deep nesting', '['.repeat(100_000)],
    ['more than a manifest ever is', ' '.repeat(5_000_000)],
  ])('is not %s', (_, other) => {
    expect(() => readManifest(other, 'here')).toThrow(/damaged/)
  })
})
