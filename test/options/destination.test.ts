import { UsageError } from '../../src/errors.ts'
import { parseDestination, parseDestinations } from '../../src/options/destination.ts'

const context = { option: 'destinations', folder: '/workspace', home: '/home/ann' }
const parse = (line: string) => parseDestination(line, context)
const refusal = (...lines: string[]): string => {
  try {
    parseDestinations(lines, context)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error(`accepted: ${lines.join(' ')}`)
}

test.each([
  ['/srv/backups', '/srv/backups', 'file:///srv/backups'],
  ['./backups', '/workspace/backups', 'file:///workspace/backups'],
  ['../backups/', '/backups', 'file:///backups'],
  ['.', '/workspace', 'file:///workspace'],
  ['~/backups', '/home/ann/backups', 'file:///home/ann/backups'],
  ['./a=b', '/workspace/a=b', 'file:///workspace/a=b'],
  ['/with space/ü', '/with space/ü', 'file:///with%20space/%C3%BC'],
  ['file:///srv/with%20space/%C3%BC', '/srv/with space/ü', 'file:///srv/with%20space/%C3%BC'],
  ['file://localhost/srv', '/srv', 'file:///srv'],
])('a folder: %s', (line, path, url) => {
  expect(parse(line)).toEqual({ kind: 'local', label: url, url, path })
})

test('an S3 URL with nothing but a bucket', () => {
  expect(parse('s3://my-backups')).toEqual({
    kind: 's3',
    label: 's3://my-backups',
    url: 's3://my-backups',
    bucket: 'my-backups',
    prefix: '',
    pathStyle: false,
  })
})

test('an S3 URL with everything, behind a label', () => {
  const url =
    's3://b.ucket/team%20a/shop/?region=eu-central-1&profile=ops&storage-class=standard_ia&kms-key-id=arn:aws:kms:eu:1:key/2&lock=governance:2w&path-style=yes'
  expect(parse(`offsite=${url}`)).toEqual({
    kind: 's3',
    label: 'offsite',
    url,
    bucket: 'b.ucket',
    prefix: 'team a/shop/',
    region: 'eu-central-1',
    profile: 'ops',
    pathStyle: true,
    storageClass: 'STANDARD_IA',
    sse: 'aws:kms',
    kmsKeyId: 'arn:aws:kms:eu:1:key/2',
    lock: { mode: 'GOVERNANCE', days: 14 },
  })
})

test('an endpoint of its own means path style unless told otherwise, and allows classes of its own', () => {
  const line = 's3://bucket?endpoint=http%3A%2F%2F127.0.0.1:9000/&storage-class=COLDISH&credentials=OFFSITE'
  expect(parse(line)).toMatchObject({
    endpoint: 'http://127.0.0.1:9000',
    pathStyle: true,
    storageClass: 'COLDISH',
    credentials: 'OFFSITE',
  })
  expect(parse('s3://bucket?endpoint=https://s3.example.com&path-style=false')).toMatchObject({
    pathStyle: false,
  })
})

test('an Azure URL', () => {
  const url = 'azblob://myaccount/backups/team/shop?tier=cool&endpoint=http://127.0.0.1:10000/myaccount'
  expect(parse(url)).toEqual({
    kind: 'azure',
    label: url,
    url,
    account: 'myaccount',
    container: 'backups',
    prefix: 'team/shop/',
    tier: 'Cool',
    endpoint: 'http://127.0.0.1:10000/myaccount',
  })
})

test.each([
  ['backups', 'neither a URL nor a path'],
  ['backups', 'such as ./backups'],
  ['', 'neither a URL nor a path'],
  ['file://srv/backups', 'three slashes'],
  ['file:///', 'does not name a folder'],
  ['/x', undefined],
  ['s4://bucket', 'Did you mean s3://?'],
  ['azbolb://account/container', 'Did you mean azblob://?'],
  ['gs://bucket', 'storage.googleapis.com'],
  ['https://acc.blob.core.windows.net/c', 'azblob://acc/container/prefix'],
  ['https://bucket.s3.amazonaws.com', 's3://bucket/prefix?endpoint='],
  ['s3://bucket?regoin=x', 'Did you mean `region`?'],
  ['s3://bucket?region=', 'without a value'],
  ['s3://bucket?region=a&region=b', 'twice'],
  ['s3://bucket?path-style=maybe', 'neither yes nor no'],
  ['s3://bucket?storage-class=GLACIR', 'Did you mean `GLACIER`?'],
  ['s3://bucket?sse=AES', 'AES256'],
  ['s3://bucket?sse=AES256&kms-key-id=k', 'cannot be combined'],
  ['s3://bucket?lock=governance:30m', 'minutes or months'],
  ['s3://bucket?lock=governance:36h', 'whole days'],
  ['s3://bucket?lock=forever', 'lock=governance:30d'],
  ['s3://bucket?profile=a&credentials=B', 'both profile and credentials'],
  ['s3://bucket?credentials=abc/def', 'no prefix of environment variables'],
  ['s3://bucket?endpoint=s3.example.com', 'the endpoint'],
  ['s3://bucket?endpoint=https://s3.example.com/?x=y', 'the endpoint'],
  ['s3://bucket/a//b', 'empty'],
  ['s3://bucket/../b', 'empty, a dot or two'],
  ['s3://bucket/%2e%2e/b', 'empty, a dot or two'],
  ['s3://bucket/a%', 'percent-encoded'],
  ['s3://bucket/a#b', '%23'],
  ['file:///srv?region=x', 'has no parameters'],
  ['azblob://account', 'the container is missing'],
  ['azblob://my-account/container', 'storage account'],
  ['azblob://account/Container', 'name of a container'],
  ['azblob://account/container?tier=warm', 'Hot, Cool, Cold or Archive'],
  ['azblob://account/container?region=x', 'no parameter `region`'],
  ['Off Site=s3://bucket', 'cannot be a label'],
  ['=s3://bucket', 'cannot be a label'],
])('refuses %s', (line, part) => {
  if (part === undefined) expect(parse(line)).toBeDefined()
  else expect(refusal(line)).toContain(part)
})

test.each([
  'Upper',
  'a',
  'ab',
  'x'.repeat(64),
  '-ab',
  'ab-',
  'a..b',
  'a.-b',
  '192.168.1.1',
  'under_score',
  'ho:90',
])('refuses the bucket %s', (bucket) => {
  expect(refusal(`s3://${bucket}/x`)).toContain('name of a bucket')
})

test.each([
  's3://AKIA123:hunter22@bucket/x',
  's3://bucket?secret-access-key=hunter22',
  's3://bucket?Secret_Access_Key=hunter22',
  's3://bucket?X-Amz-Signature=hunter22',
  's3://bucket?foo=hunter22',
  's3://bucket?credentials=hunter22',
  's3://bucket?region=hunter22%',
  's3://bucket?endpoint=https://key:hunter22@s3.example.com',
  'azblob://account/container?sv=2024-01-01&sig=hunter22',
  'azblob://account/container?account-key=hunter22',
  'offsite=https://key:hunter22@example.com/x',
])('never echoes what could be a secret: %s', (line) => {
  expect(refusal(line)).not.toContain('hunter22')
})

test('a secret in a URL is refused with where to put it', () => {
  expect(refusal('azblob://account/container?sig=abc')).toContain('AZURE_STORAGE_SAS_TOKEN')
})

test('two copies in one place, or under one label, are refused', () => {
  expect(refusal('/srv/backups', 'again=file:///srv/backups/')).toContain('the same place')
  expect(refusal('s3://bucket/x?region=a', 's3://bucket/x/?region=b')).toContain('the same place')
  expect(refusal('a=s3://bucket/x', 'a=s3://bucket/y')).toContain('have the label')
  const endpoints = ['s3://bucket/x', 's3://bucket/x?endpoint=http://127.0.0.1:1']
  expect(parseDestinations(endpoints, context)).toHaveLength(2)
})
