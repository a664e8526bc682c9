import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep } from './bundle.ts'
import { openWorkshop, type Workshop } from './drilling.ts'
import { flipped, objectFile } from './forgery.ts'
import { besides, contentOf, databases, restore } from './restoring.ts'

const ZOO = join(import.meta.dirname, '../postgres/tables/zoo.sql')
const FASS = '"Öl, ""Lager"""."Fass ""groß"""'

describeWith(lackOf.postgres(15))('tables that somebody dropped', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  let identity: string
  let good: string
  beforeAll(async () => {
    server = await startPostgres({ settings: { wal_level: 'logical' } })
    await server.createDatabase('shop')
    await server.psql('shop', readFileSync(ZOO, 'utf8'))
    await server.psql(
      'shop',
      `CREATE TABLE large (id bigserial PRIMARY KEY, body text); INSERT INTO large (body) SELECT repeat(md5(i::text), 60) FROM generate_series(1, 60000) AS i;
      CREATE INDEX ON large (body text_pattern_ops, id) WHERE length(body) < 9;
      CREATE ROLE keeper; GRANT SELECT ON large TO keeper; ANALYZE`,
    )
    shop = openWorkshop(server)
    identity = await generateIdentity()
    id = await shop.backup('shop', {
      fingerprint: 'content',
      recipients: await identityToRecipient(identity),
    })
    good = await stateOf()
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  /** The whole live database: its schema's text, its rows, where its sequences stand. */
  const stateOf = async () => {
    const schema = execFileSync(join(server.binDir, 'pg_dump'), ['-s', `--dbname=${server.url('shop')}`])
    const positions = await server.psql(
      'shop',
      `SELECT string_agg(schemaname || sequencename || ' ' || coalesce(last_value, 0), ',' ORDER BY 1) FROM pg_sequences GROUP BY schemaname, sequencename ORDER BY 1`,
    )
    const text = schema.toString('utf8').replaceAll(/^\\(un)?restrict .*$/gm, '')
    return [text, await contentOf(server, 'shop'), positions].join('\n')
  }
  const run = (inputs: Record<string, string> = {}) =>
    restore(shop, server, { name: 'shop', identity, 'table-mode': 'create', ...inputs })
  const numbers = (said: string) => said.match(/^\S.*: to be made, .*$/gm)
  const all = `customers, sales.orders, events, ${FASS}, children, parents, quick`
  const dropAll = `DROP TABLE customers, sales.orders, events, ${FASS}, parents, quick CASCADE`
  const expectNothingElse = async () => expect(await databases(server)).toEqual(['shop'])

  beforeEach(async () => {
    if ((await stateOf()) !== good) throw new Error('A test did not leave the database as it was.')
  })

  test('are there again with all that belonged to them, and nothing else has changed', async () => {
    await server.psql('shop', dropAll)
    const lost = await stateOf()
    const planned = await run({ tables: all, 'dry-run': 'true', json: 'true' })
    expect(planned.said).not.toContain('::error')
    expect(planned.code).toBe(0)
    expect(numbers(planned.said)).toHaveLength(7)
    expect(planned.said).toContain('sales.orders: to be made, with 2,000 rows; ')
    expect(planned.said).toContain('Made again on a live table: foreign key public.untouched stays_fk')
    const report = JSON.parse(/^\{\n[\s\S]*^\}$/m.exec(planned.stdout)?.[0] ?? '{}')
    expect(report).toMatchObject({
      tableMode: 'create',
      changed: false,
      plan: planned.outputs.plan,
      notes: [],
    })
    expect(report.tables.map(({ rows }: { rows: number }) => rows)).toEqual([500, 2000, 500, 90, 1, 1, 1])
    expect(planned.summary).toContain('| sales.orders | 2,000 |')
    expect(await stateOf()).toBe(lost)
    await expectNothingElse()

    const done = await run({ tables: all, confirm: 'shop', plan: planned.outputs.plan ?? '' })
    expect(done.said).not.toContain('::error')
    expect(done.code).toBe(0)
    expect(numbers(done.said)).toEqual(numbers(planned.said))
    expect(done.said).toContain('7 tables of backup')
    expect(done.outputs.verdict).toBe('pass')
    expect(await stateOf()).toBe(good)
    await expectNothingElse()
  })

  test('come back as a single partition, and by commands around it', async () => {
    await server.psql('shop', 'DROP TABLE events_2025')
    const log = join(shop.folder, 'commands')
    const done = await run({
      ...{ tables: 'events_2025', confirm: 'shop' },
      'before-command': `echo before >>${log}`,
      'after-command': `echo "$PG_BACKUP_RESULT" >>${log}`,
    })
    expect(done.said).toContain('public.events_2025: to be made, with ')
    expect(done.code).toBe(0)
    expect(readFileSync(log, 'utf8')).toBe('before\nchanged\n')
    expect(await stateOf()).toBe(good)
  })

  test.each<[Record<string, string>, number, RegExp]>([
    [{ tables: 'sales.orders' }, 1, /The table sales.orders is there already\. Nothing was changed\./],
    [{ tables: 'odrers' }, 2, /the backup holds no table odrers/],
    [{ tables: 'customers', triggers: 'off' }, 2, /`triggers` does nothing with `table-mode: create`/],
    [{ tables: 'customers', globals: 'true' }, 2, /`globals` is for a whole database/],
  ])('are refused: %j', async (inputs, code, message) => {
    const ended = await run({ confirm: 'shop', ...inputs })
    expect(ended.said).toMatch(message)
    expect(ended.code).toBe(code)
  })

  test('are left alone where anything goes wrong, and come back where nothing does', async () => {
    await server.psql('shop', 'DROP TABLE large, customers CASCADE')
    const lost = await stateOf()
    const expectLost = async () => {
      expect(await stateOf()).toBe(lost)
      await expectNothingElse()
    }
    const tables = 'large, customers'
    const refused = async (inputs: Record<string, string>, code: number, message: RegExp) => {
      const ended = await run({ tables, confirm: 'shop', ...inputs })
      expect(ended.said).toMatch(message)
      expect(ended.code).toBe(code)
      await expectLost()
    }
    await refused({ confirm: '' }, 2, /`confirm` is missing/)
    await refused({ plan: '0123456789abcdef' }, 2, /and not the one that `plan` names/)
    await refused({ identity: await generateIdentity() }, 3, /identity/)
    await refused({ 'before-command': 'false' }, 1, /`before-command` failed, so nothing was changed/)
    for (const name of ['data-01.dump.zst.age', 'data-02.dump.zst.age', 'schema.dump.zst.age']) {
      const file = objectFile({ shelf: shop.shelf, name: 'shop', id }, name)
      const ended = await flipped(file, 'last', () =>
        run({ tables: 'large, customers, quick', confirm: 'shop' }),
      )
      expect(ended.code).not.toBe(0)
      await expectLost()
    }
    // Live rows that refer to what came to be after the backup.
    await server.psql('shop', 'INSERT INTO untouched VALUES (999, 777)')
    const broken = await run({ tables, confirm: 'shop' })
    expect(broken.said).toContain(
      'Rows of public.untouched refer to rows that are not there, so the foreign key public.untouched stays_fk could not be made again, and nothing was changed.',
    )
    expect(broken.code).toBe(1)
    await server.psql('shop', 'DELETE FROM untouched WHERE id = 999')
    await expectLost()
    // A role that is gone.
    await server.psql('shop', 'ALTER ROLE keeper RENAME TO other')
    const roleless = await run({ tables, confirm: 'shop' })
    await server.psql('shop', 'ALTER ROLE other RENAME TO keeper')
    expect(roleless.said).toMatch(/The server lacks the role "keeper".*(\n.*)*owner: drop/)
    expect(roleless.code).toBe(1)
    await expectLost()

    const done = await run({ tables, confirm: 'shop' })
    expect(done.said).not.toContain('::error')
    expect(done.code).toBe(0)
    expect(await stateOf()).toBe(good)
  })

  test.each(['Reading the definitions', 'Restoring the tables beside', 'Making the tables'])(
    'are left alone where it is cancelled while: %s',
    async (line) => {
      await server.psql('shop', 'DROP TABLE large')
      const lost = await stateOf()
      const given = {
        ...{ command: 'restore', 'target-url': server.url('shop'), destinations: shop.shelf, name: 'shop' },
        ...{ identity, tables: 'large', 'table-mode': 'create', confirm: 'shop' },
      }
      const { code, log } = await runStep(given, {
        env: {
          PATH: `${server.binDir}:${process.env.PATH}`,
          TMPDIR: shop.room(),
          GITHUB_WORKSPACE: shop.folder,
        },
        onStart(child) {
          let seen = ''
          child.stdout?.on('data', (text: string) => {
            if (!seen.includes(line) && `${seen}${text}`.includes(line)) child.kill('SIGINT')
            seen += text
          })
        },
      })
      expect(log).toContain('Cancelled')
      expect(code).toBe(130)
      expect(await besides(server)).toEqual([])
      expect(await stateOf()).toBe(lost)
      expect((await run({ tables: 'large', confirm: 'shop' })).code).toBe(0)
      expect(await stateOf()).toBe(good)
    },
  )

  test('come by a throw-away server, to whoever makes them, where no database may be made on theirs', async () => {
    await server.psql(
      'shop',
      'DROP TABLE quick; CREATE ROLE guest LOGIN; GRANT CREATE ON SCHEMA public TO guest',
    )
    const guest = {
      'target-url': server.url('shop', 'guest'),
      tables: 'quick',
      owner: 'drop',
      confirm: 'shop',
    }
    const { code, said } = await run(guest)
    expect(said).not.toContain('::error')
    expect(code).toBe(0)
    expect(await server.psql('shop', `SELECT tableowner FROM pg_tables WHERE tablename = 'quick'`)).toBe(
      'guest',
    )
    await server.psql('shop', 'ALTER TABLE quick OWNER TO postgres; DROP OWNED BY guest; DROP ROLE guest')
    expect(await stateOf()).toBe(good)
  })
})
