import { newBackupId } from '../../src/archive/layout.ts'
import { UsageError } from '../../src/errors.ts'
import { parseBackupChoice } from '../../src/options/choice.ts'

const context = { option: 'backup', folder: '/workspace', home: '/home/ann' }
const parse = (text: string) => parseBackupChoice(text, context)
const refusal = (text: string): string => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error(`accepted: ${text}`)
}

test('latest, and an id', () => {
  expect(parse(' latest ')).toEqual({ kind: 'latest' })
  expect(parse('20261120T040000Z-3f9c2a')).toEqual({ kind: 'id', id: '20261120T040000Z-3f9c2a' })
  const id = newBackupId(new Date())
  expect(parse(id)).toEqual({ kind: 'id', id })
})

test.each([
  ['before:2026-11-20', '2026-11-20T00:00:00.000Z'],
  ['before: 2026-11-20', '2026-11-20T00:00:00.000Z'],
  ['before:2026-11-20Z', '2026-11-20T00:00:00.000Z'],
  ['before:2026-11-20T04:00Z', '2026-11-20T04:00:00.000Z'],
  ['before:2026-11-20T04:00', '2026-11-20T04:00:00.000Z'],
  ['before:2026-11-20 04:00', '2026-11-20T04:00:00.000Z'],
  ['before:2026-11-20 04:00:30 +01:00', '2026-11-20T03:00:30.000Z'],
  ['before:2026-11-20T04:00:30.250-0530', '2026-11-20T09:30:30.250Z'],
  ['before:2028-02-29T23:59z', '2028-02-29T23:59:00.000Z'],
])('a time: %s', (text, time) => {
  expect(parse(text)).toEqual({ kind: 'before', time: new Date(time) })
})

test.each([
  ['label:before-release-7', 'before-release-7'],
  ['label: with spaces ', 'with spaces'],
  ['label:latest', 'latest'],
  ['label:before:2026-11-20', 'before:2026-11-20'],
  ['label:./x', './x'],
])('a label: %s', (text, label) => {
  expect(parse(text)).toEqual({ kind: 'label', label })
})

test.each([
  ['/srv/dumps/shop.dump', '/srv/dumps', 'shop.dump', 'file:///srv/dumps'],
  ['/shop.sql', '/', 'shop.sql', 'file:///'],
  ['./shop.sql.gz', '/workspace', 'shop.sql.gz', 'file:///workspace'],
  ['./dumps/shop.d/', '/workspace/dumps', 'shop.d', 'file:///workspace/dumps'],
  ['../a=b', '/', 'a=b', 'file:///'],
  ['~/my dumps/shop', '/home/ann/my dumps', 'shop', 'file:///home/ann/my%20dumps'],
  ['file:///srv/my%20dumps/shop%3F.dump', '/srv/my dumps', 'shop?.dump', 'file:///srv/my%20dumps'],
])('a dump on this machine: %s', (text, path, key, url) => {
  expect(parse(text)).toEqual({ kind: 'dump', key, place: { kind: 'local', label: url, url, path } })
})

test.each([
  [
    's3://bucket/folder/more/dump.sql.gz?region=eu-central-1',
    's3://bucket/folder/more?region=eu-central-1',
    { kind: 's3', bucket: 'bucket', prefix: 'folder/more/', region: 'eu-central-1' },
    'dump.sql.gz',
  ],
  ['s3://bucket/dump', 's3://bucket', { kind: 's3', bucket: 'bucket', prefix: '' }, 'dump'],
  [
    's3://bucket/a%20b/c%20d.sql/?endpoint=http://127.0.0.1:9000/',
    's3://bucket/a%20b?endpoint=http://127.0.0.1:9000/',
    { kind: 's3', prefix: 'a b/', endpoint: 'http://127.0.0.1:9000' },
    'c d.sql',
  ],
  [
    'azblob://account/container/dump.tar?tier=cool',
    'azblob://account/container?tier=cool',
    { kind: 'azure', account: 'account', container: 'container', prefix: '', tier: 'Cool' },
    'dump.tar',
  ],
])('a dump in a store: %s', (text, url, place, key) => {
  expect(parse(text)).toMatchObject({ kind: 'dump', key, place: { ...place, label: url, url } })
})

test.each([
  ['', /names no backup/],
  ['Latest', /Did you mean `latest`\?/],
  ['lastest', /Did you mean `latest`\?/],
  ['before-release-7', /label:before-release-7/],
  ['release 7', /label:release 7/],
  ['label=release-7', /stands a colon/],
  ['before 2026-11-20', /stands a colon/],
  ['label:', /the label is missing/],
  ['before:', /is no time/],
  ['before:yesterday', /is no time/],
  ['before:2026-02-30', /is no time/],
  ['before:2026-11-31T10:00', /is no time/],
  ['before:2026-11-20T25:00', /is no time/],
  ['before:2026-11-20T10:00+99:99', /is no time/],
  ['before:20/11/2026', /is no time/],
  ['2026-11-20', /write before:2026-11-20\./],
  ['2026-11-20T04:00Z', /write before:2026-11-20T04:00Z\./],
  ['20261120T040000Z', /An id is written as `list` shows it/],
  ['20261120T040000Z-3F9C2A', /An id is written as `list` shows it/],
  ['shop.dump', /For a file, write \.\/shop\.dump\./],
  ['dumps/shop', /For a file, write \.\/dumps\/shop\./],
  ['C:\\dumps\\shop.dump', /A path has slashes/],
  ['x'.repeat(300), /a text of 300 characters names no backup/],
  ['/', /names no file/],
  ['s3://bucket', /names no file/],
  ['s3://bucket/?region=eu', /names no file/],
  ['azblob://account/container', /names no file/],
  ['file:///', /does not name a folder of this machine/],
  ['s3://bucket/a/../b', /a dot or two/],
  ['https://example.com/shop.dump', /no destination of the kind https/],
])('refused: %s', (text, message) => {
  expect(refusal(text)).toMatch(message)
})

test('nothing of a URL with a secret is shown', () => {
  expect(refusal('postgres://shop:hunter22@db/shop')).not.toContain('hunter22')
  expect(refusal('s3://bucket/dump?secret=hunter22')).not.toContain('hunter22')
})
