import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { createLarge, createOdd, createShop, rowCounts } from './sample.ts'

/** Runs what the page shows between its fences, as a reader would paste it. */
function follow(where: string, server: PostgresServer, env: Record<string, string>, typed?: string) {
  const page = readFileSync(join(where, 'RESTORE.md'), 'utf8')
  const script = [...page.matchAll(/```bash\n(.*?)```/gs)].map(([, block]) => block).join('\n')
  const options = {
    cwd: where,
    env: {
      PATH: `${server.binDir}:${process.env.PATH}`,
      HOME: process.env.HOME,
      PGHOST: server.socketDir,
      PGPORT: String(server.port),
      PGUSER: 'postgres',
      ...env,
    },
    encoding: 'utf8',
  } as const
  if (typed === undefined) return spawnSync('bash', ['-c', script], options)
  // The age program reads a passphrase from a terminal, and from nowhere else.
  const file = join(where, '..', 'restore.sh')
  writeFileSync(file, script)
  return spawnSync('script', ['--quiet', '--return', '--command', `bash ${file}`, '/dev/null'], {
    ...options,
    input: typed,
  })
}

describe.each(MAJORS)('PostgreSQL %i', (major) => {
  describeWith(lackOf.postgres(major))('RESTORE.md, followed to the letter', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guide-'))
    let server: PostgresServer
    let env: Record<string, string> = {}

    beforeAll(async () => {
      server = await startPostgres({ major })
      await Promise.all([createShop(server), createLarge(server), createOdd(server)])
      env = { PATH: `${server.binDir}:${process.env.PATH}` }
    })
    afterAll(async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    const backUp = async (database: string, name: string, ...flags: string[]): Promise<string> => {
      const args = ['backup', '--destinations', folder, '--name', name, ...flags]
      const ended = await runTerminal(args, { ...env, DATABASE_URL: server.url(database) })
      expect(ended.stderr).not.toContain('error')
      expect(ended.code).toBe(0)
      const [id = ''] = readdirSync(join(folder, name, 'data'))
      return join(folder, name, 'data', id)
    }

    const keyFile = (): { file: string; recipient: string } => {
      const keys = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
      const file = join(folder, `${Math.random()}.key`)
      writeFileSync(file, keys)
      return { file, recipient: /age1\S+/.exec(keys)?.[0] ?? '' }
    }

    const proofCounts = (where: string): Record<string, number> => {
      const proof = JSON.parse(readFileSync(join(where, 'proof.json'), 'utf8'))
      return Object.fromEntries(
        proof.tables.map(({ schema, name, rows }: { schema: string; name: string; rows: number }) => [
          `${schema}.${name}`,
          rows,
        ]),
      )
    }

    test('brings back a small database', async () => {
      const where = await backUp('shop', 'plain')
      const { status, stderr } = follow(where, server, { DATABASE: 'shop_plain' })
      expect(`${status} ${stderr}`).toBe('0 ')
      expect(proofCounts(where)).toEqual(await rowCounts(server, 'shop_plain'))
      expect(await server.psql('shop_plain', 'SHOW search_path')).toBe('shop, public')
    })

    test('brings back an encrypted one that was dumped in parts', async () => {
      const { file, recipient } = keyFile()
      const where = await backUp('large', 'parts', '--recipients', recipient)
      expect(readdirSync(where).filter((name) => name.startsWith('data-'))).toHaveLength(2)
      const { status, stderr } = follow(where, server, { DATABASE: 'large_parts', IDENTITY: file })
      expect(`${status} ${stderr}`).toBe('0 ')
      expect(proofCounts(where)).toEqual(await rowCounts(server, 'large_parts'))
      expect(await server.psql('large_parts', 'SELECT rows FROM summary')).toBe('40000')
      expect(await server.psql('large_parts', 'SELECT count(*) FROM pg_largeobject_metadata')).toBe('50')
      expect(
        await server.psql('large_parts', `SELECT nextval('first_id_seq'), nextval('second_id_seq')`),
      ).toBe('40001|40001')
    })

    test('sees a damaged file', async () => {
      const where = await backUp('shop', 'damaged')
      appendFileSync(join(where, 'proof.json.zst'), 'x')
      expect(follow(where, server, { DATABASE: 'shop_damaged' }).status).not.toBe(0)
    })

    if (major === 15) {
      test.each([
        ['chosen schemas', ['--schemas=public']],
        ['chosen tables', ['--tables=odd.first', `--tables="odd.n""e"."it's"`, '--fingerprint=counts']],
        ['chosen schemas without rows', ['--schemas=odd', '--include=schema']],
        ['chosen tables without a fingerprint', ['--tables=odd.first', '--fingerprint=none']],
      ])('brings back %s', async (what, flags) => {
        const name = what.replaceAll(' ', '-')
        const where = await backUp('a=b', name, ...flags)
        const { status, stderr } = follow(where, server, { DATABASE: name })
        expect(`${status} ${stderr}`).toBe('0 ')
        const tables = await server.psql(
          name,
          `SELECT count(*) FROM pg_class WHERE relkind = 'r' AND oid >= 16384`,
        )
        expect(Number(tables)).toBeGreaterThan(0)
      })

      test.each([
        ['a schema', ['--schemas=shop']],
        ['a schema beside that of an extension', ['--schemas=shop', '--schemas=ext', '--schemas=public']],
        ['tables', ['--tables=shop.*']],
      ])('brings back %s leaning on extensions', async (what, flags) => {
        await server.psql('postgres', 'DROP DATABASE IF EXISTS leaning')
        await server.createDatabase('leaning')
        await server.psql(
          'leaning',
          `CREATE SCHEMA ext; CREATE SCHEMA shop; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION citext; CREATE EXTENSION pg_trgm SCHEMA pg_catalog;
            CREATE TABLE shop.t (h ext.hstore, c citext); INSERT INTO shop.t VALUES ('a=>1', 'C'); CREATE INDEX ON shop.t USING gin ((c::text) gin_trgm_ops)`,
        )
        const name = what.replaceAll(' ', '-')
        const where = await backUp('leaning', name, ...flags)
        const { status, stderr } = follow(where, server, { DATABASE: name })
        expect(`${status} ${stderr.replaceAll(/^NOTICE:.*\n/gm, '')}`).toBe('0 ')
        expect(await server.psql(name, `SELECT ext.hstore_to_json(h), c = 'c' FROM shop.t`)).toBe(
          '{"a": "1"}|t',
        )
      })

      test('brings back a database with an odd name and odd settings', async () => {
        const where = await backUp('a=b', 'odd')
        const { status, stderr } = follow(where, server, {})
        expect(`${status} ${stderr}`).toBe('0 ')
        const settings = `SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = setdatabase WHERE datname = `
        const theirs = await server.psql('postgres', `${settings} 'a=b' ORDER BY 1`)
        // A setting of the application's own may be a key of its: that one is in the proof.
        expect(theirs).toContain('app.key=secret')
        expect(await server.psql('postgres', `${settings} 'restored' ORDER BY 1`)).toBe(
          theirs
            .split('\n')
            .filter((line) => !line.startsWith('app.'))
            .join('\n'),
        )
      })

      test('brings back one that is locked with a passphrase', async () => {
        const where = await backUp('shop', 'phrase', '--passphrase', 'correct horse')
        const typed = 'correct horse\n'.repeat(3)
        const { status, stdout } = follow(where, server, { DATABASE: 'shop_phrase' }, typed)
        expect(`${status} ${status === 0 ? '' : stdout}`).toBe('0 ')
        expect(proofCounts(where)).toEqual(await rowCounts(server, 'shop_phrase'))
      })
    }
  })
})
