import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { createSmall, findingsOf, openWorkshop, outcomesOf, recordsOf, type Workshop } from './drilling.ts'

describeWith(lackOf.postgres(15))('verify', () => {
  let server: PostgresServer
  let shop: Workshop
  let ids: string[]
  beforeAll(async () => {
    server = await startPostgres()
    await createSmall(server)
    shop = openWorkshop(server, { PG_BACKUP_SCRATCH: server.url() })
    ids = [await shop.backup('small'), await shop.backup('small', { label: 'before release' })]
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  describe('of a backup that is chosen', () => {
    test('takes the newest, the one with the id or the label, or the last before a time', async () => {
      const [first = '', second = ''] = ids
      const between = new Date(Date.parse(isoOf(second))).toISOString()
      for (const [backup, id] of [
        ['latest', second],
        [first, first],
        ['label:before release', second],
        [`before:${between}`, first],
      ] as const) {
        const { outputs, code } = await shop.verify({ backup, level: 'archive' })
        expect(outputs).toMatchObject({ verdict: 'pass', 'backup-id': id })
        expect(code).toBe(0)
      }
    })

    test.each([
      [
        'an id',
        '20261120T040000Z-3f9c2a',
        /There is no backup 20261120T040000Z-3f9c2a.*Nearest to it in time: 2/s,
      ],
      ['a label', 'label:before', /no backup.*with the label.*Did you mean `before release`/s],
      ['a time', 'before:2020-01-01', /no backup.*begun before 2020-01-01.*The oldest there is 2/s],
    ])('cannot be told where %s is unknown, and says what there is instead', async (_, backup, message) => {
      const { code, outputs, summary, said } = await shop.verify({ backup })
      expect(said).toMatch(message)
      expect(code).toBe(3)
      expect(outputs.verdict).toBe('unverified')
      expect(summary).toContain('❓ Drill: unverified')
    })

    test('cannot be told where there is none at all', async () => {
      const empty = shop.room()
      const none = await shop.verify({ destinations: empty })
      expect(none.said).toMatch(/There is no backup in .*No backup is there under any name/s)
      expect(none.code).toBe(3)
      const named = await shop.verify({ name: 'smal' })
      expect(named.said).toMatch(/There is no backup of "smal".*Did you mean `small`/s)
      expect(named.code).toBe(3)
      const nowhere = await shop.verify({ destinations: join(empty, 'no-such-folder') })
      expect(nowhere.code).toBe(3)
    })
  })

  describe('of a backup that is locked', () => {
    let identity: string
    let other: string
    beforeAll(async () => {
      identity = await generateIdentity()
      other = await generateIdentity()
      await shop.backup('small', { name: 'key', recipients: await identityToRecipient(identity) })
      await shop.backup('small', { name: 'phrase', passphrase: 'open sesame!' })
    })

    test.each<[string, () => Record<string, string>, RegExp]>([
      ['no key', () => ({ name: 'key' }), /is encrypted to a key, and no identity was given/],
      [
        'another key',
        () => ({ name: 'key', identity: other }),
        /is encrypted to other keys than the one given/,
      ],
      ['a passphrase for a key', () => ({ name: 'key', passphrase: 'x' }), /no identity was given/],
      ['no passphrase', () => ({ name: 'phrase' }), /is locked with a passphrase, and none was given/],
      ['a key for a passphrase', () => ({ name: 'phrase', identity }), /is locked with a passphrase/],
      ['another passphrase', () => ({ name: 'phrase', passphrase: 'open, please' }), /passphrase/],
    ])('cannot be told with %s, and does not call the backup damaged', async (_, inputs, message) => {
      const ended = await shop.verify(inputs())
      expect(ended.code).toBe(3)
      expect(ended.outputs.verdict).toBe('unverified')
      expect(findingsOf(ended.report, 'fetch')).toEqual([expect.stringMatching(message)])
      expect(findingsOf(ended.report, 'fetch')[0]).toMatch(/^unverified \| /)
      expect(ended.said).not.toMatch(/of pg-backup|AGE-SECRET-KEY|open, please/)
      expect(ended.summary).toContain('❓ unverified')
      const { id } = ended.report.backup
      expect(recordsOf(shop.shelf, inputs().name ?? '', id).at(-1)).toMatchObject({ outcome: 'unverified' })
    })
  })

  describe('at a lower level', () => {
    test('`archive` reads everything and starts no server', async () => {
      const { code, report } = await shop.verify(
        { name: 'small', level: 'archive' },
        { PG_BACKUP_SCRATCH: 'postgresql://127.0.0.1:1/x' },
      )
      expect(outcomesOf(report)).toEqual({ fetch: 'pass', archives: 'pass' })
      expect(report).toMatchObject({ level: 'archive', scratch: null, scratchMajor: null })
      expect(code).toBe(0)
    })

    test('`restore` restores, and compares nothing', async () => {
      const { code, report, summary } = await shop.verify({ name: 'small', level: 'restore' })
      expect(outcomesOf(report)).toEqual({ fetch: 'pass', restore: 'pass' })
      expect(summary).toContain('not at level restore')
      expect(code).toBe(0)
    })
  })

  describe('of a backup of a part', () => {
    beforeAll(async () => {
      await server.createDatabase('parts')
      await server.psql(
        'parts',
        `CREATE SCHEMA shop; CREATE SCHEMA staff; CREATE EXTENSION hstore SCHEMA staff;
        CREATE TABLE shop.people (id int PRIMARY KEY, facts staff.hstore);
        INSERT INTO shop.people SELECT i, 'a=>1' FROM generate_series(1, 5) AS i;
        CREATE TABLE shop.visits (id serial PRIMARY KEY, person int REFERENCES shop.people);
        INSERT INTO shop.visits (person) SELECT 1 + i % 5 FROM generate_series(1, 20) AS i;
        CREATE TABLE staff.rota (id int PRIMARY KEY, visit int REFERENCES shop.visits);
        INSERT INTO staff.rota VALUES (1, 7);`,
      )
    })

    const part = async (selection: Record<string, string>, inputs: Record<string, string> = {}) => {
      const name = JSON.stringify(selection).replaceAll(/\W+/g, '-')
      if (!existsSync(join(shop.shelf, name))) await shop.backup('parts', { name, ...selection })
      return shop.verify({ name, ...inputs })
    }

    test.each<[Record<string, string>, string]>([
      [{ schemas: 'shop' }, '2 tables, 25 rows'],
      [{ tables: 'shop.people\nshop.visits' }, '2 tables, 25 rows'],
      [{ 'exclude-tables': 'staff.rota' }, '2 tables, 25 rows'],
      [{ 'exclude-table-data': 'staff.rota' }, '2 tables, 25 rows'],
      [{ include: 'schema' }, ''],
      [{ fingerprint: 'counts' }, '3 tables, 26 rows'],
    ])('passes: %j', async (selection, rows) => {
      const { code, report } = await part(selection)
      expect(Object.values(outcomesOf(report)).filter((outcome) => outcome !== 'pass')).toEqual([])
      expect(report.checks.find(({ name }) => name === 'rows')?.looked ?? '').toBe(rows)
      expect(outcomesOf(report)).toHaveProperty('schema')
      expect(code).toBe(0)
    })

    test.each<[Record<string, string>, RegExp]>([
      [{ schemas: 'staff' }, /visit.*needs something that this backup leaves out/],
      [{ tables: 'shop.visits' }, /person.*needs something that this backup leaves out/],
      [{ 'exclude-tables': 'shop.people' }, /person.*needs something that this backup leaves out/],
      [{ 'exclude-table-data': 'shop.people' }, /person.*needs rows that this backup leaves out/],
    ])(
      'cannot be told where it leans on what was left out, and passes where that is allowed: %j',
      async (selection, finding) => {
        const unsure = await part(selection)
        expect(unsure.code).toBe(3)
        expect(findingsOf(unsure.report, 'restore')).toEqual([expect.stringMatching(finding)])
        expect(findingsOf(unsure.report, 'restore')[0]).toContain(
          '`allow: left-out-dependencies` accepts that',
        )
        const allowed = await part(selection, { allow: 'left-out-dependencies # by design' })
        expect(allowed.code).toBe(0)
        expect(findingsOf(allowed.report, 'restore')[0]).toMatch(/^tolerated \| .*left out as allowed/)
      },
    )

    test('of which nobody knows the rows cannot be told, and is at least restored', async () => {
      const unsure = await part({ fingerprint: 'none' })
      expect(unsure.code).toBe(3)
      expect(outcomesOf(unsure.report)).toMatchObject({ restore: 'pass', schema: 'pass', rows: 'unverified' })
      expect(unsure.said).toContain('Back up with another fingerprint')
      expect((await part({ fingerprint: 'none' }, { level: 'restore' })).code).toBe(0)
    })

    test('of rows alone can only be read, and says so', async () => {
      const restored = await part({ include: 'data' })
      expect(restored.code).toBe(3)
      expect(findingsOf(restored.report, 'restore')[0]).toMatch(/^unverified \| .* holds rows only/)
      expect(restored.log).toContain('Verify it with `level: archive`')
      const read = await part({ include: 'data' }, { level: 'archive' })
      expect(outcomesOf(read.report)).toEqual({ fetch: 'pass', archives: 'pass' })
      expect(read.code).toBe(0)
    })
  })

  describe('told something that it cannot do', () => {
    test.each<[Record<string, string>, RegExp]>([
      [{ destinations: '' }, /`destinations` is missing/],
      [{ backup: 'yesterday' }, /`backup`/],
      [{ from: 'ofsite' }, /`from`: "ofsite" is none of the destinations/],
      [{ level: 'some' }, /`level`/],
      [{ scratch: 'dokcer' }, /`scratch`: `dokcer`.*Did you mean `docker`/s],
      [{ allow: 'missing-extension' }, /`allow`: missing-extension needs the name/],
      [{ allow: 'everything' }, /`allow`: "everything" is nothing that can be allowed/],
      [{ rto: '4' }, /`rto`: "4"/],
      [{ checks: '-- none' }, /`checks`: there is no query in it/],
      [{ 'checks-file': 'no-such.sql' }, /`checks-file`: there is no file/],
      [{ 'restore-log': 'nowhere/log.md' }, /`restore-log`: there is no folder .*nowhere/],
      [{ identity: 'no-such-key.txt' }, /`identity`: the file .* is not there/],
      [{ recipients: 'age1xyz' }, /recipients/],
    ])('ends with exit code 2, before anything is done: %j', async (inputs, message) => {
      const { code, said, outputs } = await shop.verify(inputs)
      expect(said).toMatch(message)
      expect(code).toBe(2)
      expect(outputs).not.toHaveProperty('verdict', 'pass')
    })

    test('on a terminal too', async () => {
      const flag = await runTerminal(['verify', '--destination', shop.shelf])
      expect(flag.code).toBe(2)
      expect(flag.stderr).toContain('Did you mean `--destinations`')
      const dump = await runTerminal(['verify', './shop.dump'])
      expect(dump.stderr).toContain('--backup ./shop.dump')
      const word = await runTerminal(['verfy'])
      expect(word.code).toBe(2)
      expect(word.stderr).toContain('verify')
    })

    test('ends red where the log of restore tests cannot be written, though the verdict stands', async () => {
      mkdirSync(join(shop.folder, 'taken'))
      writeFileSync(join(shop.folder, 'taken/file'), '')
      const { code, outputs, log } = await shop.verify({
        name: 'small',
        level: 'archive',
        'restore-log': 'taken',
      })
      expect(outputs.verdict).toBe('pass')
      expect(log).toMatch(/restore log .* could not be written/)
      expect(code).toBe(1)
    })
  })
})

/** When the backup with this id was begun. */
const isoOf = (id: string): string =>
  id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z')
