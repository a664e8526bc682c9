import { UsageError } from '../../src/errors.ts'
import { readCommandLine } from '../../src/options/flags.ts'
import { readInputs } from '../../src/options/inputs.ts'
import { type Place, parseRequest, type Request } from '../../src/options/parse.ts'
import { secretsOf } from '../../src/options/reading.ts'

const KEY = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const here: Place = { env: {}, folder: '/workspace', audience: 'public' }

const fromFlags = (args: readonly string[], place: Partial<Place> = {}): Request => {
  const line = readCommandLine(args)
  if (line.kind !== 'run') throw new Error(line.kind)
  return parseRequest(line.reading, { ...here, ...place })
}
const fromInputs = (inputs: Record<string, string>, place: Partial<Place> = {}): Request => {
  const env = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
  )
  return parseRequest(readInputs(env), { ...here, ...place })
}
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  throw new Error('accepted')
}

const DEFAULTS = {
  command: 'backup',
  options: {
    databaseUrl: undefined,
    destinations: [{ kind: 'local', label: 'file:///b', url: 'file:///b', path: '/b' }],
    name: undefined,
    label: undefined,
    jobs: 2,
    lockTimeout: 300,
    fingerprint: 'auto',
    compressionLevel: 1,
    encryption: undefined,
    selection: {
      include: 'all',
      schemas: [],
      excludeSchemas: [],
      tables: [],
      excludeTables: [],
      excludeTableData: [],
    },
    client: 'auto',
    showTableNames: false,
    json: false,
    debug: false,
  },
}

test('the defaults of a backup, by input and by flag', () => {
  expect(fromInputs({ destinations: '/b' })).toEqual(DEFAULTS)
  expect(fromFlags(['backup', '--destinations', '/b'])).toEqual(DEFAULTS)
  expect(fromFlags(['--destinations=/b'])).toEqual(DEFAULTS)
})

test('every option of a backup arrives', () => {
  const inputs = {
    'database-url': 'postgresql://u:pw@h/db',
    destinations: '# our stores\n\n  /b  \r\noffsite=s3://bucket/x\n',
    name: ' shop ',
    label: 'release 7',
    jobs: '4',
    'lock-timeout': '30s',
    fingerprint: 'counts',
    recipients: `# ann\n${KEY}\n`,
    'compression-level': '19',
    schemas: 'public\nsales_*',
    'exclude-schemas': 'scratch',
    'exclude-tables': 'x.*',
    'exclude-table-data': 'y',
    include: 'all',
    client: 'docker',
    'show-table-names': 'yes',
    json: 'true',
    debug: '1',
  }
  const expected = {
    command: 'backup',
    options: {
      databaseUrl: 'postgresql://u:pw@h/db',
      destinations: [{ path: '/b' }, { label: 'offsite', bucket: 'bucket' }],
      name: 'shop',
      label: 'release 7',
      jobs: 4,
      lockTimeout: 30,
      fingerprint: 'counts',
      encryption: { kind: 'recipients', recipients: [KEY] },
      compressionLevel: 19,
      selection: {
        include: 'all',
        schemas: ['public', 'sales_*'],
        excludeSchemas: ['scratch'],
        tables: [],
        excludeTables: ['x.*'],
        excludeTableData: ['y'],
      },
      client: 'docker',
      showTableNames: true,
      json: true,
      debug: true,
    },
  }
  expect(fromInputs(inputs)).toMatchObject(expected)
  const flags = Object.entries(inputs).flatMap(([name, text]) =>
    name === 'json' || name === 'debug' ? [`--${name}`] : [`--${name}`, text],
  )
  expect(fromFlags(['backup', ...flags])).toMatchObject(expected)
})

test('a flag with several values may be repeated, another may not', () => {
  const { options } = fromFlags(['backup', '--destinations', '/b', '--destinations', '/c'])
  expect(options.destinations).toHaveLength(2)
  const twice = ['backup', '--destinations', '/b', '--jobs', '2', '--jobs', '3']
  expect(refusal(() => fromFlags(twice))).toContain('`--jobs` is given 2 times')
})

test('names of tables are shown where the audience is private, unless told otherwise', () => {
  const shown = (inputs: Record<string, string>, audience: 'private' | 'public') => {
    const request = fromInputs({ destinations: '/b', ...inputs }, { audience })
    return request.command === 'backup' && request.options.showTableNames
  }
  expect(shown({}, 'private')).toBe(true)
  expect(shown({}, 'public')).toBe(false)
  expect(shown({ 'show-table-names': 'auto' }, 'public')).toBe(false)
  expect(shown({ 'show-table-names': 'true' }, 'public')).toBe(true)
  expect(shown({ 'show-table-names': 'no' }, 'private')).toBe(false)
})

test('an empty input was not given', () => {
  expect(
    fromInputs({ destinations: '/b', jobs: '', passphrase: ' ', recipients: '\n', command: '' }),
  ).toEqual(DEFAULTS)
})

test('an empty flag is an error: a variable of the shell may not be set', () => {
  const args = ['backup', '--destinations', '/b', '--recipients', '']
  expect(refusal(() => fromFlags(args))).toContain('`--recipients` has an empty value')
})

test('recipients that are only comments are an error, not no encryption', () => {
  const message = refusal(() => fromInputs({ destinations: '/b', recipients: `# ${KEY}` }))
  expect(message).toContain('comments only')
})

test('secrets come from the environment too, after what is given', () => {
  const env = { DATABASE_URL: 'postgresql://h/db', PG_BACKUP_PASSPHRASE: 'correct horse\n' }
  const request = fromInputs({ destinations: '/b' }, { env })
  expect(request.options).toMatchObject({
    databaseUrl: 'postgresql://h/db',
    encryption: { kind: 'passphrase', passphrase: 'correct horse' },
  })
  const given = fromInputs({ destinations: '/b', 'database-url': 'postgresql://h/other' }, { env })
  expect(given.options).toMatchObject({ databaseUrl: 'postgresql://h/other' })
  // `list` has no such options, and is not troubled by variables that others need.
  expect(fromFlags(['list', '--destinations', '/b'], { env }).options).not.toHaveProperty('databaseUrl')
})

test('every secret is known before anything is parsed', () => {
  const { given } = readInputs({ INPUT_PASSPHRASE: 'one', INPUT_JOBS: 'x', 'INPUT_DATABASE-URL': 'two' })
  expect(secretsOf(given, { PG_BACKUP_PASSPHRASE: 'three', DATABASE_URL: 'four' }).toSorted()).toEqual(
    ['one', 'two', 'three', 'four'].toSorted(),
  )
})

test('list', () => {
  expect(fromFlags(['list', '--destinations', '/b', '--limit', '7', '--name', 'postgres'])).toMatchObject({
    command: 'list',
    options: { name: 'postgres', limit: 7, json: false, debug: false },
  })
  expect(fromInputs({ command: 'list', destinations: '/b' })).toMatchObject({
    command: 'list',
    options: { limit: 50 },
  })
})

test.each([
  [{ destination: '/b' }, 'There is no input `destination`.', 'Did you mean `destinations`?'],
  [{ destinations: '/b', DATABASE_URL: 'x' }, 'no input `database_url`', 'Did you mean `database-url`?'],
  [{ destinations: '/b', verbose: '' }, 'There is no input `verbose`', 'README'],
  [{ command: 'lst', destinations: '/b' }, 'no command `lst`', 'Did you mean `list`?'],
  [
    { command: 'list', destinations: '/b', jobs: '2' },
    '`jobs` is no option of `list`',
    'belongs to `backup`',
  ],
  [{ destinations: '/b', limit: '2' }, '`limit` is no option of `backup`', 'belongs to `list`'],
  [{}, '`destinations` is missing', '--destinations'],
  [{ destinations: '/b', recipients: KEY, passphrase: 'x' }, 'cannot be combined', 'the input `passphrase`'],
  [
    { destinations: '/b', tables: 'a', schemas: 'b' },
    '`tables` cannot be combined with `schemas`',
    'pg_dump ignores',
  ],
  [
    { destinations: '/b', include: 'schema', 'exclude-table-data': 'a' },
    'cannot be combined',
    'no rows at all',
  ],
  [{ destinations: '/b', json: 'on' }, '`json`', 'neither yes nor no'],
] as [Record<string, string>, string, string][])('refuses the inputs %j', (inputs, ...parts) => {
  const message = refusal(() => fromInputs(inputs))
  for (const part of parts) expect(message).toContain(part)
})

test.each([
  [
    ['backup', '--destnations', '/b'],
    ['no flag `--destnations`', 'Did you mean `--destinations`?'],
  ],
  [['--no-json'], ['no flag `--no-json`', 'Did you mean `--json`?']],
  [['-x'], ['no flag `-x`']],
  [
    ['lst', '--destinations', '/b'],
    ['no command `lst`', 'Did you mean `list`?'],
  ],
  [['backup', '--destinations'], ['lacks its value']],
  [
    ['backup', '--destinations', '/b', '--name', '--json'],
    ['`--name` lacks its value', '--name=-'],
  ],
  [
    ['backup', '--command', 'list'],
    ['no flag `--command`', 'Write the command first'],
  ],
  [['backup', '/b'], ['a word too many']],
  [['help', 'bakcup'], ['Did you mean `backup`?']],
])('refuses the arguments %j', (args, parts) => {
  const message = refusal(() => fromFlags(args))
  for (const part of parts) expect(message).toContain(part)
})

test.each([
  [['backup', 'postgresql://u:hunter22@h/db']],
  [['postgresql://u:hunter22@h/db']],
  [['backup', '--passphrse', 'hunter22']],
  [['backup', '--passphrse=hunter22']],
  [['help', 'hunter22 secret']],
])('never echoes a stray word: %j', (args) => {
  expect(refusal(() => fromFlags(args))).not.toContain('hunter22')
})

test('a long value is not cut: half a secret could not be masked', () => {
  const message = refusal(() => fromInputs({ destinations: '/b', jobs: 'secret'.repeat(50) }))
  expect(message).toContain('a text of 300 characters')
  expect(message).not.toContain('secret')
})

test('everything that is wrong is told at once', () => {
  const message = refusal(() => fromInputs({ jobs: 'many', 'compression-level': '22', fingerprint: 'md5' }))
  expect(message).toContain('4 things are wrong')
  for (const name of ['jobs', 'compression-level', 'fingerprint', 'destinations'])
    expect(message).toContain(name)
})

test('help and version', () => {
  expect(readCommandLine(['--help'])).toEqual({ kind: 'help', command: undefined })
  expect(readCommandLine(['help'])).toEqual({ kind: 'help', command: undefined })
  expect(readCommandLine(['help', 'list'])).toEqual({ kind: 'help', command: 'list' })
  expect(readCommandLine(['backup', '-h', '--jobs'])).toEqual({ kind: 'help', command: 'backup' })
  expect(readCommandLine(['--version'])).toEqual({ kind: 'version' })
})

test.each([
  { checks: 'SELECT true' },
  { 'smoke-command': 'true' },
  { rto: '4h' },
  { 'keep-scratch': 'true' },
])('what a level never looks at is refused, such as %j', (idle) => {
  const inputs = { command: 'verify', destinations: '/b', level: 'archive', ...idle }
  expect(refusal(() => fromInputs(inputs))).toContain(Object.keys(idle)[0])
  expect(() => fromInputs({ ...inputs, level: 'restore' })).not.toThrow()
})

test('a dump that another program made is not brought back from an archive tier', () => {
  const inputs = { command: 'verify', rehydrate: 'bulk' }
  const message = refusal(() => fromInputs({ ...inputs, backup: './shop.dump' }))
  expect(message).toContain('`rehydrate` brings back the objects of a backup of ours')
  expect(fromInputs({ ...inputs, destinations: '/b' }).options).toMatchObject({ rehydrate: 'bulk' })
  expect(refusal(() => fromInputs({ ...inputs, destinations: '/b', rehydrate: 'fast' }))).toContain('bulk')
})
