import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { type Ended, runStep, runTerminal } from './bundle.ts'
import { createLarge, createShop } from './sample.ts'
import { flip, newFolder, type Shelf, shelfAt } from './shelves.ts'

let server: PostgresServer
let shop: Shelf
let env: Record<string, string>

const backUp = async (
  flags: readonly string[],
  database = 'shop',
): Promise<Ended & { readonly folder: string }> => {
  const folder = newFolder()
  const where = { ...env, DATABASE_URL: server.url(database) }
  return { ...(await runTerminal(['backup', '--destinations', folder, ...flags], where)), folder }
}
const verify = (
  shelf: { readonly folder: string },
  flags: readonly string[] = [],
  more = {},
): Promise<Ended> => runTerminal(['verify', '--destinations', shelf.folder, ...flags], { ...env, ...more })

beforeAll(async () => {
  server = await startPostgres()
  await createShop(server)
  env = { PATH: `${server.binDir}:${process.env.PATH}` }
  const made = await backUp([])
  expect(made.code).toBe(0)
  shop = shelfAt(made.folder)
})
afterAll(async () => {
  shop.remove()
  await server.stop()
})

/** Gives a copy of the backup to be spoiled. */
const spoiled = async (spoil: (shelf: Shelf) => void, flags: readonly string[] = []): Promise<Ended> => {
  const shelf = shop.copy()
  try {
    spoil(shelf)
    return await verify(shelf, flags)
  } finally {
    shelf.remove()
  }
}

describe('a sound backup passes', () => {
  test('as a step: outputs, summary, report, record, restore log', async () => {
    const [temp, log] = [newFolder(), join(newFolder(), 'log.md')]
    const inputs = {
      command: 'verify',
      destinations: shop.folder,
      rto: '4h',
      'restore-log': log,
      checks: 'SELECT count(*) > 0 AS "there are orders" FROM shop.orders',
      'smoke-command': 'test "$(psql -Atc \'SELECT count(*) FROM shop.orders\')" -gt 0',
    }
    const ended = await runStep(inputs, { env: { ...env, RUNNER_TEMP: temp } })
    expect([ended.code, ended.log]).toEqual([0, expect.stringContaining('equals its source')])
    expect(ended.outputs).toMatchObject({ verdict: 'pass', 'backup-id': shop.manifest.id })
    expect(Number(ended.outputs['restore-seconds'])).toBeGreaterThan(0)
    expect(ended.summary).toContain('✅')
    const report = JSON.parse(readFileSync(ended.outputs.report ?? '', 'utf8'))
    expect(report).toMatchObject({ verdict: 'pass', level: 'full', rtoSeconds: 14400 })
    const made = report.checks.map(({ name }: { name: string }) => name)
    expect(made).toEqual(expect.arrayContaining(['fetch', 'restore', 'schema', 'objects', 'rows', 'content']))
    expect(made).toEqual(
      expect.arrayContaining(['sequences', 'large objects', 'validity', 'checks', 'smoke', 'rto']),
    )
    expect(readdirSync(join(shop.folder, 'shop/records', shop.manifest.id)).at(-1)).toMatch(
      /-verify-pass\.json$/,
    )
    expect(readFileSync(log, 'utf8')).toContain(`| shop | ${shop.manifest.id} | pass |`)
    const list = await runTerminal(['list', '--destinations', shop.folder], env)
    expect(list.stdout).toMatch(/pass, .* ago/)
    for (const folder of [temp, join(log, '..')]) rmSync(folder, { recursive: true })
  })

  test('in several archives, encrypted, verified as soon as it is stored', async () => {
    await createLarge(server)
    const keys = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    const recipient = /public key: (age1\S+)/.exec(keys)?.[1] ?? ''
    const file = join(newFolder(), 'key.txt')
    writeFileSync(file, keys)
    const flags = ['--recipients', recipient, '--fingerprint', 'content']
    const made = await backUp([...flags, '--verify', '--identity', file], 'large')
    expect([made.code, made.log]).toEqual([0, expect.stringContaining('equals its source')])
    const shelf = { folder: made.folder }
    expect((await verify(shelf, [], { PG_BACKUP_IDENTITY: keys })).code).toBe(0)
    const locked = await verify(shelf)
    expect([locked.code, locked.log]).toEqual([3, expect.stringContaining('PG_BACKUP_IDENTITY')])
    const other = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    const wrong = await verify(shelf, [], { PG_BACKUP_IDENTITY: other })
    expect([wrong.code, wrong.log]).toEqual([3, expect.stringContaining('encrypted to other keys')])
    expect(wrong.log).not.toMatch(/AGE-SECRET-KEY-1[A-Z0-9]{20}/)
    const keyless = await backUp([...flags, '--verify'], 'large')
    expect([keyless.code, existsSync(join(keyless.folder, 'large'))]).toEqual([2, false])
    for (const folder of [made.folder, keyless.folder, join(file, '..')]) rmSync(folder, { recursive: true })
  })

  test.each([
    ['--schemas', 'shop'],
    ['--exclude-table-data', 'shop.audit'],
    ['--include', 'schema'],
  ])('a part of the database, by %s %s', async (...flags) => {
    const made = await backUp(flags)
    const ended = await verify({ folder: made.folder })
    expect([ended.code, ended.log]).toEqual([0, expect.not.stringContaining('✘')])
    rmSync(made.folder, { recursive: true })
  })

  test('level archive needs no server, and says how little it proves', async () => {
    const ended = await verify(shop, ['--level', 'archive'])
    expect([ended.code, ended.log]).toEqual([0, expect.stringContaining('nothing is restored')])
    expect(ended.log).not.toContain('scratch')
  })

  test('kept, it can be reached as is told', async () => {
    const ended = await verify(shop, ['--keep-scratch', '--json'])
    const { kept } = JSON.parse(ended.stdout)
    expect(ended.code).toBe(0)
    const [reach = '', remove = ''] = [
      /psql [^\n;]*pg_backup_scratch_\w+/.exec(kept)?.[0],
      /kill .*/.exec(kept)?.[0],
    ]
    const shell = (line: string) =>
      execFileSync('bash', ['-c', line], { env: { ...process.env, ...env } }).toString()
    expect(Number(shell(`${reach} -Atc 'SELECT count(*) FROM shop.orders'`))).toBe(150_000)
    shell(remove.replace(/[.`)]*$/, ''))
  })
})

describe('a backup that is not what it was fails, naming what', () => {
  const kinds = ['database', 'proof', 'globals'] as const
  const places = ['first', 'middle', 'last'] as const

  test.each(kinds.flatMap((kind) => places.map((place) => [kind, place] as const)))(
    'a byte of the %s flipped: the %s',
    async (kind, place) => {
      const ended = await spoiled((shelf) => flip(shelf.fileOf(kind), place))
      expect([ended.code, ended.log]).toEqual([
        1,
        expect.stringContaining(kind === 'database' ? 'database.dump' : kind),
      ])
    },
  )

  test('an object is missing', async () => {
    const ended = await spoiled((shelf) => rmSync(shelf.fileOf('database')))
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('is missing')])
  })

  test('an object is cut short', async () => {
    const ended = await spoiled((shelf) => truncateSync(shelf.fileOf('database'), 100_000))
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('cut off')])
  })

  test('the manifest is damaged', async () => {
    const ended = await spoiled((shelf) =>
      flip(join(shelf.folder, 'shop/manifests', `${shelf.manifest.id}.json`), 'middle'),
    )
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('damaged')])
  })

  test('a count in the proof is off by one', async () => {
    const ended = await spoiled((shelf) =>
      shelf.rewriteProof((proof) => ({
        ...proof,
        tables: proof.tables.map((table) =>
          table.name === 'orders' ? { ...table, rows: table.rows + 1 } : table,
        ),
      })),
    )
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('table shop.orders')])
    expect(ended.log).toContain('expected 150,001 rows, found 150,000')
  })

  test('a hash, a sequence, a number of objects differ', async () => {
    const ended = await spoiled((shelf) =>
      shelf.rewriteProof((proof) => ({
        ...proof,
        tables: proof.tables.map((table) => (table.name === 'orders' ? { ...table, hash: '1' } : table)),
        sequences: proof.sequences.map((sequence) => {
          const position = { value: '123456789', called: true }
          return { ...sequence, before: position, after: position }
        }),
        objects: { ...proof.objects, index: (proof.objects?.index ?? 0) + 1 },
      })),
    )
    expect(ended.code).toBe(1)
    for (const check of ['content', 'sequences', 'objects']) expect(ended.log).toContain(`✘ ${check}`)
    for (const check of ['fetch', 'restore', 'rows', 'schema']) expect(ended.log).toContain(`✔ ${check}`)
  })
})

describe('what could not be looked at is unverified', () => {
  test.each([
    ['SELECT count(*) FROM nowhere', 'does not exist'],
    ['SELECT NULL::boolean AS "unknown"', 'unknown'],
    ['SELECT true WHERE false', 'no row'],
    ['SELECT 1 AS "a number"', 'a number'],
  ])('a check that cannot tell: %s', async (checks, told) => {
    const ended = await verify(shop, ['--checks', checks])
    expect([ended.code, ended.log]).toEqual([3, expect.stringContaining(told)])
  })

  test('a backup without a fingerprint', async () => {
    const made = await backUp(['--fingerprint', 'none'])
    const ended = await verify({ folder: made.folder })
    expect([ended.code, ended.log]).toEqual([3, expect.stringContaining('? rows')])
    expect((await verify({ folder: made.folder }, ['--level', 'restore'])).code).toBe(0)
    rmSync(made.folder, { recursive: true })
  })

  test('an empty destination, an unknown id', async () => {
    const empty = newFolder()
    expect((await verify({ folder: empty })).code).toBe(3)
    rmSync(empty, { recursive: true })
    const unknown = await verify(shop, ['--backup', '20200101T000000Z-abcdef'])
    expect([unknown.code, unknown.log]).toEqual([3, expect.stringContaining(shop.manifest.id)])
  })

  test('a scratch server of another major: the rows are proven, the schema is not', async () => {
    const other = await startPostgres({ major: 17 })
    const ended = await verify(shop, ['--scratch', other.url('postgres')], {
      PATH: `${other.binDir}:${env.PATH}`,
    })
    expect([ended.code, ended.log]).toEqual([3, expect.stringContaining('✔ rows')])
    expect(ended.log).toContain('? schema')
    expect(await other.psql('postgres', 'SELECT count(*) FROM pg_database')).toBe('3')
    await other.stop()
  })
})

describe('several copies', () => {
  test('each is verified as the same backup, and one that is lacking or damaged makes the whole red', async () => {
    const [whole, older] = [shop.copy(), shop.copy()]
    const both = ['--destinations', `b=${older.folder}`, '--from', 'all', '--level', 'archive']
    expect((await verify(whole, both)).code).toBe(0)
    const again = await runTerminal(['backup', '--destinations', whole.folder], {
      ...env,
      DATABASE_URL: server.url('shop'),
    })
    const lacking = await verify(whole, both)
    expect([again.code, lacking.code]).toEqual([0, 3])
    expect(lacking.log).toMatch(/from b: unverified/)
    expect(lacking.log).toMatch(/: pass/)
    const damaged = ['--backup', older.manifest.id, ...both]
    flip(older.fileOf('proof'), 'middle')
    expect((await verify(whole, damaged)).code).toBe(1)
    for (const shelf of [whole, older]) shelf.remove()
  })

  test('where the first is gone, the next is taken, and that is told', async () => {
    const ended = await verify({ folder: join(shop.folder, 'nowhere') }, [
      ...['--destinations', `b=${shop.folder}`, '--level', 'archive'],
    ])
    expect([ended.code, ended.log]).toEqual([0, expect.stringContaining('is passed over')])
  })
})

describe("the user's own word", () => {
  test('a check that is false fails, and so does the smoke command', async () => {
    const ended = await verify(shop, [
      ...['--checks', 'SELECT count(*) = 0 AS "nobody orders" FROM shop.orders'],
      ...['--smoke-command', 'echo no such luck; exit 7'],
    ])
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('nobody orders')])
    expect(ended.log).toContain('no such luck')
    expect(ended.log).toContain('exit code 7')
  })

  test('the smoke command is given the restored database and none of our secrets', async () => {
    const secrets = {
      PG_BACKUP_PASSPHRASE: 'not for everybody',
      AWS_SECRET_ACCESS_KEY: 'nor-this-one-either',
    }
    const file = join(newFolder(), 'environment')
    const ended = await verify(
      shop,
      ['--smoke-command', `env > ${file}; echo $PG_BACKUP_PASSPHRASE`],
      secrets,
    )
    const seen = readFileSync(file, 'utf8')
    expect([ended.code, seen]).toEqual([0, expect.stringMatching(/^DATABASE_URL=.*pg_backup_scratch_/m)])
    expect(seen + ended.log).not.toMatch(/not for everybody|nor-this-one-either/)
    rmSync(join(file, '..'), { recursive: true })
  })

  test('it took longer than the RTO', async () => {
    // Waiting for its data alone takes longer.
    const slow = join(newFolder(), 'bin')
    mkdirSync(slow)
    writeFileSync(join(slow, 'initdb'), `#!/bin/sh\nsleep 2\nexec '${server.binDir}/initdb' "$@"\n`, {
      mode: 0o755,
    })
    for (const program of ['postgres', 'pg_dump', 'pg_dumpall', 'pg_restore'])
      writeFileSync(join(slow, program), `#!/bin/sh\nexec '${server.binDir}/${program}' "$@"\n`, {
        mode: 0o755,
      })
    execFileSync('chmod', ['-R', 'a+rx', join(slow, '..')])
    const ended = await verify(shop, ['--rto', '1s'], { PATH: `${slow}:${env.PATH}` })
    expect([ended.code, ended.log]).toEqual([1, expect.stringContaining('✘ rto')])
    rmSync(join(slow, '..'), { recursive: true })
  })
})

describe('a proof of the drill', () => {
  test('turns red for each thing that is spoiled, and leaves the backup as it was', async () => {
    const ended = await runTerminal(['prove', '--destinations', shop.folder, '--json'], env)
    const { verdict, tamperings } = JSON.parse(ended.stdout)
    expect([ended.code, verdict]).toEqual([0, 'pass'])
    const outcomes = tamperings.map(
      ({ what, outcome }: { what: string; outcome: string }) => `${outcome}: ${what}`,
    )
    expect(outcomes).toHaveLength(12)
    expect(outcomes.filter((line: string) => !line.startsWith('red: '))).toEqual([])
    expect((await verify(shop)).code).toBe(0)
  })

  test('with counts alone a changed row is not detectable, and it says how to raise that', async () => {
    const made = await backUp(['--fingerprint', 'counts'])
    const ended = await runTerminal(['prove', '--destinations', made.folder], env)
    expect([ended.code, ended.log]).toEqual([0, expect.stringContaining('fingerprint: content')])
    rmSync(made.folder, { recursive: true })
  })

  test('of a backup that does not pass there is none', async () => {
    const shelf = shop.copy()
    flip(shelf.fileOf('database'), 'middle')
    const ended = await runTerminal(['prove', '--destinations', shelf.folder], env)
    expect([ended.code, ended.log]).toEqual([1, expect.not.stringContaining('red, by')])
    shelf.remove()
  })
})

test('nothing of all these drills is left in the folder for temporary things', () => {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith('pg-backup-scratch-'))
  const ours = left.filter((name) => existsSync(join(tmpdir(), name, 'kept')))
  expect(ours).toEqual([])
})
