import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../../src/errors.ts'
import { describeTarget, readTarget, toolEnvironment } from '../../src/postgres/target.ts'

const NOWHERE = { HOME: '/nonexistent' }

describe('a URL means what it means to libpq', () => {
  test.each([
    [
      'postgres://u:p@h:6543/d',
      { host: 'h', port: 6543, user: 'u', password: 'p', database: 'd', sslmode: 'prefer' },
    ],
    ['postgresql://u@h', { host: 'h', port: 5432, user: 'u', password: undefined, database: 'u' }],
    ['postgres://u:p%40%2F%3A%25+@h/d%20d', { password: 'p@/:%+', database: 'd d' }],
    ['postgres://u:a:b@h/d', { user: 'u', password: 'a:b' }],
    ['postgres://u:p#?x@h/d', { password: 'p#?x', host: 'h' }],
    ['postgres://u@[::1]:7000/d', { host: '::1', port: 7000 }],
    ['postgres://u@%2Fvar%2Frun/d', { host: '/var/run' }],
    ['postgres:///d?host=/tmp&user=u&port=1234', { host: '/tmp', user: 'u', port: 1234, database: 'd' }],
    ['postgres://u@h/d?host=other', { host: 'other' }],
    ['postgres://u@h/d?sslmode=verify-full&sslrootcert=/a%20b', { sslmode: 'verify-full' }],
    ['postgres://u@h/d?ssl=true', { sslmode: 'require' }],
    ['postgres://u@h/d?sslrootcert=system', { sslmode: 'verify-full' }],
    ['postgres://u@h/d?dbname=other', { database: 'other' }],
    ['postgres://u@/d?hostaddr=10.0.0.1', { host: '10.0.0.1' }],
    [' postgres://u@h/d \n', { host: 'h', database: 'd' }],
  ])('%s', async (url, target) => {
    expect(await readTarget(url, NOWHERE)).toMatchObject(target)
  })

  test.each([
    ['postgres://u@a,b/d', 'names several hosts'],
    ['postgres://u@a:1,b:2/d', 'names several hosts'],
    ['postgres://u@h/d?host=a,b', 'names several hosts'],
    ['mysql://u@h/d', 'is not a PostgreSQL URL'],
    ['host=h dbname=d', 'is not a PostgreSQL URL'],
    ['postgres://u:p@w@h/d', 'cannot be taken apart'],
    ['postgres://u:%zz@h/d', 'cannot be taken apart'],
    ['postgres://u@h:99999/d', '"99999" is no port'],
    ['postgres://u@h:x/d', '"x" is no port'],
    ['postgres://u@h/d?sslmode=maybe', '"maybe" is no sslmode'],
    ['postgres://u@h/d?sslrootcert=system&sslmode=require', 'does not go with `sslrootcert=system`'],
    ['postgres://u@h/d?pgbouncer=true', 'direct (not pooled) URL'],
    ['postgres://u@h/d?schema=public', 'has the parameter "schema"'],
  ])('%s is refused', async (url, message) => {
    const error = await readTarget(url, NOWHERE).catch((error) => error)
    expect(error).toBeInstanceOf(UsageError)
    expect(error.message).toContain(message)
  })

  test('a refused URL is never shown, since it holds a password', async () => {
    const urls = [
      'postgres://u:hidden@w@h/d',
      'postgres://u:hidden@a,b/d',
      'x://u:hidden@h/d',
      'postgres://u:hidden@h/d?x=1',
    ]
    for (const url of urls) await expect(readTarget(url, NOWHERE)).rejects.not.toThrow(/hidden/)
  })
})

describe('variables', () => {
  test('stand in for a URL, or for what it leaves out', async () => {
    const env = {
      ...NOWHERE,
      PGHOST: 'h',
      PGPORT: '7',
      PGUSER: 'u',
      PGDATABASE: 'd',
      PGPASSWORD: 'p',
      PGSSLMODE: 'disable',
    }
    const all = { host: 'h', port: 7, user: 'u', database: 'd', password: 'p', sslmode: 'disable' }
    expect(await readTarget(undefined, env)).toMatchObject(all)
    expect(await readTarget('postgres://other/', env)).toMatchObject({ ...all, host: 'other' })
    const { PGUSER: _, PGDATABASE: __, ...without } = env
    const { username } = userInfo()
    expect(await readTarget(undefined, { ...without, USER: 'somebody' })).toMatchObject({
      user: username,
      database: username,
    })
  })

  test('a service is refused rather than ignored', async () => {
    await expect(readTarget(undefined, { PGSERVICE: 'x' })).rejects.toThrow('PGSERVICE is set')
  })
})

describe('a password file', () => {
  let home: string
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'home-'))
  })
  afterAll(() => rm(home, { recursive: true }))

  const passwordFor = async (lines: readonly string[], url: string, mode = 0o600) => {
    const file = join(home, '.pgpass')
    await writeFile(file, `${lines.join('\n')}\n`)
    await chmod(file, mode)
    return (await readTarget(url, { HOME: home })).password
  }

  test.each([
    [['h:5432:d:u:secret'], 'postgres://u@h/d', 'secret'],
    [['# h:5432:d:u:no', 'x:*:*:*:no', '*:*:*:u:first', 'h:5432:d:u:second'], 'postgres://u@h/d', 'first'],
    [['h:5432:d:u:a\\:b\\\\c'], 'postgres://u@h/d', 'a:b\\c'],
    [['h\\:x:*:*:*:no', '\\:\\:1:5432:d:u:six'], 'postgres://u@[::1]/d', 'six'],
    [['localhost:5432:d:u:socket'], 'postgres://u@%2Ftmp/d', 'socket'],
    [['h:5433:d:u:no'], 'postgres://u@h/d', undefined],
    [['h:5432:d:u:file'], 'postgres://u:url@h/d', 'url'],
  ])('%j for %s', async (lines, url, password) => {
    expect(await passwordFor(lines, url)).toBe(password)
  })

  test('is not read when others may read it', async () => {
    expect(await passwordFor(['*:*:*:*:secret'], 'postgres://u@h/d', 0o640)).toBeUndefined()
  })

  test('may lie elsewhere', async () => {
    const file = join(home, 'elsewhere')
    await writeFile(file, '*:*:*:*:moved\n', { mode: 0o600 })
    expect((await readTarget('postgres://u@h/d', { PGPASSFILE: file })).password).toBe('moved')
    expect((await readTarget(`postgres://u@h/d?passfile=${encodeURIComponent(file)}`, {})).password).toBe(
      'moved',
    )
  })
})

test('a program gets the target by an environment of its own, and nothing else', async () => {
  const env = {
    PATH: '/bin',
    HOME: '/h',
    AWS_SECRET_ACCESS_KEY: 'no',
    PGPASSWORD: 'old',
    PGOPTIONS: '-c x=y',
    NODE_OPTIONS: 'no',
    LC_ALL: 'de',
  }
  const target = await readTarget('postgres://u:p@h:1/d?sslmode=require&application_name=theirs', env)
  expect(toolEnvironment(target, env)).toEqual({
    ...{ PATH: '/bin', HOME: '/h', LC_ALL: 'C', PGAPPNAME: 'pg-backup', PGOPTIONS: '-c x=y' },
    ...{ PGHOST: 'h', PGPORT: '1', PGUSER: 'u', PGDATABASE: 'd', PGPASSWORD: 'p', PGSSLMODE: 'require' },
    PGTZ: 'UTC',
  })
  expect(describeTarget(target)).toBe('database "d" as "u" at h:1')
})
