import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import {
  createSmall,
  openWorkshop,
  outcomesOf,
  type ProofReport,
  recordsOf,
  type Workshop,
} from './drilling.ts'
import { cutShort, flipped, forgeProof, manifestFile, objectFile } from './forgery.ts'
import { createLarge, createShop } from './sample.ts'

describeWith(lackOf.postgres(15))('prove', () => {
  let server: PostgresServer
  let shop: Workshop
  beforeAll(async () => {
    server = await startPostgres()
    await Promise.all([createSmall(server), createShop(server), createLarge(server)])
  })
  beforeEach(() => {
    shop = openWorkshop(server)
  })
  afterEach(() => shop[Symbol.dispose]())
  afterAll(() => server.stop())

  /** What was done to the restored database, and which check must see it. */
  const ROWS = {
    'a row changed': 'content',
    'a row removed': 'rows',
    'a row doubled': 'rows',
    'an index dropped': 'schema',
    'a sequence set back': 'sequences',
    'a right taken away': 'schema',
  }
  const BYTES = (...objects: string[]) =>
    Object.fromEntries(['the manifest', ...objects].map((object) => [`a byte of ${object} flipped`, 'fetch']))

  const seenBy = ({ tamperings }: ProofReport) =>
    Object.fromEntries(tamperings.map(({ what, outcome, by }) => [what, outcome === 'red' ? by : outcome]))

  test('turns red for everything that is spoiled in the sample database, and is green about that', async () => {
    const id = await shop.backup('shop')
    const { code, report, outputs, summary, said } = await shop.prove()
    expect(seenBy(report)).toEqual({
      ...ROWS,
      ...BYTES('database.dump.zst', 'globals.sql.zst', 'proof.json.zst'),
      'database.dump.zst missing': 'fetch',
      'database.dump.zst cut short': 'fetch',
    })
    expect(report.drill.verdict).toBe('pass')
    expect(outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
    expect(summary).toContain('✅ pass: does the drill notice?')
    expect(said).toContain('The drill turned red for 12 of 12 things that were spoiled on purpose')
    expect(said).not.toContain('GREEN')
    expect(code).toBe(0)
    // What lies in the store is as it was, and no record says otherwise.
    expect(recordsOf(shop.shelf, 'shop', id)).toEqual([])
    expect((await shop.verify({ level: 'archive' })).code).toBe(0)
  })

  test('does so where the backup lies in several archives, and where it is encrypted', async () => {
    const identity = await generateIdentity()
    await shop.backup('large', { recipients: await identityToRecipient(identity) })
    const { code, report } = await shop.prove({ identity })
    const objects = ['schema.dump.zst.age', 'globals.sql.zst.age', 'proof.json.zst.age']
    const seen = seenBy(report)
    expect(seen).toMatchObject({ ...BYTES(...objects), 'a row changed': 'content', 'a row doubled': 'rows' })
    expect(Object.keys(seen).filter((what) => /^(a byte of )?data-\d\d/.test(what))).toHaveLength(3)
    expect(Object.values(seen)).not.toContain('green')
    expect(code).toBe(0)
  })

  test('does so on a terminal, which prints the verdict alone, or JSON', async () => {
    await shop.backup('small')
    const args = ['prove', '--destinations', shop.shelf, '--scratch', server.url()]
    const env = { PATH: `${server.binDir}:${process.env.PATH}`, TMPDIR: shop.room() }
    const plain = await runTerminal(args, env)
    expect(plain.stdout).toBe('pass\n')
    expect(plain.code).toBe(0)
    const json = await runTerminal([...args, '--json'], env)
    const report: ProofReport = JSON.parse(json.stdout)
    expect(report.verdict).toBe('pass')
    expect(seenBy(report)).toMatchObject(ROWS)
    expect(json.code).toBe(0)
  })

  test('says what counts alone cannot show, and how to raise that', async () => {
    await shop.backup('small', { fingerprint: 'counts' })
    const counts = await shop.prove({ scratch: server.url() })
    expect(seenBy(counts.report)).toMatchObject({ ...ROWS, 'a row changed': 'undetectable' })
    expect(counts.said).toMatch(
      /a row changed.*not detectable at this level\n.*`fingerprint: content` to raise it/,
    )
    expect(counts.said).toContain('1 more could not be noticed at this level')
    expect(counts.summary).toContain('not detectable at this level')
    expect(counts.code).toBe(0)
  })

  test('proves nothing with a backup that does not pass by itself, and has its verdict', async () => {
    const id = await shop.backup('small')
    const stored = { shelf: shop.shelf, name: 'small', id }
    const prove = () => shop.prove({ scratch: server.url() })
    const damaged = await flipped(objectFile(stored, 'database.dump.zst'), 'middle', prove)
    expect(damaged.code).toBe(1)
    expect(damaged.report).toMatchObject({ verdict: 'fail', tamperings: [] })
    expect(damaged.said).toContain('Nothing can be proven with a backup that does not pass by itself')
    expect(damaged.outputs.verdict).toBe('fail')
    const broken = await cutShort(manifestFile(stored), 'half', prove)
    expect(broken.code).toBe(1)
    expect(broken.outputs.verdict).toBe('fail')
    const none = await shop.prove({ destinations: shop.room() })
    expect(none.code).toBe(3)
    expect(none.outputs.verdict).toBe('unverified')
    forgeProof(stored, (proof) => ({
      ...proof,
      tables: proof.tables.map((table) => ({ ...table, rows: table.rows + 1 })),
    }))
    const wrong = await prove()
    expect(wrong.code).toBe(1)
    expect(wrong.report.tamperings).toEqual([])
    expect(outcomesOf(wrong.report.drill)).toMatchObject({ rows: 'fail' })
  })

  test('has nothing to do some things to, and says so', async () => {
    await server.createDatabase('bare')
    await server.psql('bare', 'CREATE TABLE notes (body text); INSERT INTO notes VALUES (1)')
    await shop.backup('bare')
    const { code, report, said } = await shop.prove({ scratch: server.url() })
    expect(seenBy(report)).toMatchObject({
      'a row changed': 'content',
      'an index dropped': 'impossible',
      'a sequence set back': 'impossible',
    })
    expect(said).toContain('For 2 more there was nothing to do it to')
    expect(code).toBe(0)
  })

  test('spoils what the user guards with triggers, rules and rights of its own', async () => {
    await server.createDatabase('guarded')
    await server.psql(
      'guarded',
      `CREATE TABLE books (id serial PRIMARY KEY, title text NOT NULL UNIQUE CHECK (title <> ''));
      INSERT INTO books (title) VALUES ('one'), ('two'); CREATE INDEX books_title ON books (lower(title));
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'books are closed'; END $$;
      CREATE TRIGGER closed BEFORE INSERT OR UPDATE OR DELETE ON books FOR EACH ROW EXECUTE FUNCTION refuse();
      ALTER TABLE books ENABLE ROW LEVEL SECURITY; ALTER TABLE books FORCE ROW LEVEL SECURITY;
      CREATE FUNCTION refuse_too() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no changes'; END $$;
      ALTER DATABASE guarded SET default_transaction_read_only = on; ALTER DATABASE guarded SET statement_timeout = '5s';
      CREATE EVENT TRIGGER frozen ON ddl_command_start EXECUTE FUNCTION refuse_too();`,
    )
    await shop.backup('guarded')
    const { code, report } = await shop.prove()
    expect(seenBy(report)).toMatchObject(ROWS)
    expect(code).toBe(0)
  })

  test.each<[Record<string, string>, RegExp]>([
    [{ from: 'all' }, /`prove` takes one destination/],
    [{ backup: './shop.dump' }, /a dump that another program made cannot be proven with/],
    [{ checks: 'SELECT true' }, /`checks`/],
    [{ level: 'restore' }, /`level`/],
  ])('ends with exit code 2 where it is told what it does not do: %j', async (inputs, message) => {
    const { code, said } = await shop.prove(inputs)
    expect(said).toMatch(message)
    expect(code).toBe(2)
  })
})
