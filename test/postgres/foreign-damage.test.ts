import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { checkDirectory } from '../../src/archive/foreign-directory.ts'
import { UserError } from '../../src/errors.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { type DumpFolder, openDumpFolder, openRehearsals, type Rehearsals, SHOP } from './foreign-dumps.ts'

/** What restoring a dump comes to: how it ends, and what it says. */
const outcomeOf = async (
  rehearsals: Rehearsals,
  file: string,
  options?: Parameters<Rehearsals['restore']>[1],
): Promise<string> => {
  try {
    const { check, drop } = await rehearsals.restore(file, options)
    await drop()
    const worst = ['fail', 'unverified'].find((ending) =>
      check.findings.some(({ outcome }) => outcome === ending),
    )
    return worst === undefined ? 'pass' : `${worst}: ${JSON.stringify(check.findings)}`
  } catch (error) {
    if (error instanceof UserError) return `${error.ending}: ${error.message}`
    throw error
  }
}

describeWith(lackOf.postgres(15), lackOf.postgres(17))('a damaged dump', () => {
  describe.each([15, 17] as const)('of PostgreSQL %d', (major) => {
    let source: PostgresServer
    let dumps: DumpFolder
    let rehearsals: Rehearsals
    let keys: { identities: string[] }
    let recipient: string
    beforeAll(async () => {
      source = await startPostgres({ major })
      await source.createDatabase('shop')
      await source.psql('shop', SHOP)
      dumps = await openDumpFolder(source)
      rehearsals = await openRehearsals(major)
      dumps.shell('age-keygen -o key.txt')
      recipient = `${dumps.run('age-keygen', '-y', 'key.txt')}`.trim()
      keys = { identities: [readFileSync(dumps.at('key.txt'), 'utf8')] }
    })
    afterAll(async () => {
      await rehearsals?.[Symbol.asyncDispose]()
      await dumps?.[Symbol.asyncDispose]()
      await source?.stop()
    })

    test.each([
      'pg_dump -Fc -f FILE shop',
      'pg_dump -Fc -Z0 -f FILE shop',
      'pg_dump -Ft shop >FILE',
      'pg_dump shop >FILE',
      'pg_dump --rows-per-insert=100 shop >FILE',
      'pg_dump shop | gzip >FILE',
      'pg_dump shop | zstd -q >FILE',
      'pg_dump -Fc shop | age -r RECIPIENT >FILE',
      'pg_dump shop >x.sql; python3 -m zipfile -c FILE x.sql',
      'rm -rf d; pg_dump -Fd -f d shop; tar -cf FILE d',
      'rm -rf d; pg_dump -Fd -f d shop; tar -czf FILE d',
      'rm -rf d; pg_dump -Fd -f d shop; python3 -m zipfile -c FILE d',
    ])('is found cut off wherever it was cut: %s', async (command) => {
      dumps.shell(command.replaceAll('FILE', 'whole').replaceAll('RECIPIENT', recipient))
      const whole = readFileSync(dumps.at('whole'))
      // Tar fills its last blocks up, which nobody misses.
      const padding = { '-Ft': 512, '-cf': 9_500 }
      const [, fills] = Object.entries(padding).find(([flag]) => command.includes(flag)) ?? ['', 0]
      const counts = whole.length - fills
      const parts = [0.03, 0.3, 0.9].map((part) => Math.floor(counts * part))
      for (const length of [0, 10, ...parts, counts - 600, counts - 4]) {
        writeFileSync(dumps.at('cut'), whole.subarray(0, length))
        const outcome = await outcomeOf(rehearsals, dumps.at('cut'), { keys })
        expect([length, outcome]).toEqual([length, expect.stringMatching(/^fail: /)])
      }
    })

    test('of a whole server is found cut off too', async () => {
      dumps.shell('pg_dumpall >whole')
      const whole = readFileSync(dumps.at('whole'))
      for (const part of [0.3, 0.9, 0.999]) {
        writeFileSync(dumps.at('cut'), whole.subarray(0, Math.floor(whole.length * part)))
        await using own = await openRehearsals(major)
        const options = { allow: { createDatabase: true } }
        expect(await outcomeOf(own, dumps.at('cut'), options)).toMatch(/^fail: /)
      }
    })

    test.each(['-Z6', '-Z0', '-Z0 --inserts', ...(major >= 16 ? ['-Zlz4', '-Zzstd'] : [])])(
      'in directory format (%s) is found cut off in whichever of its files it was',
      async (how) => {
        const folder = dumps.at('d')
        dumps.shell(`rm -rf whole.d; pg_dump -Fd ${how} -f whole.d shop`)
        const fresh = () => dumps.shell('rm -rf d; cp -r whole.d d')
        /** A look at the files comes first, and what that does not see pg_restore has to. */
        const seen = () =>
          checkDirectory(folder, 'd', { signal: AbortSignal.timeout(60_000) }).then(
            () => outcomeOf(rehearsals, folder),
            (error: UserError) => `${error.ending}: ${error.message}`,
          )
        fresh()
        expect(await outcomeOf(rehearsals, folder)).toBe('pass')
        for (const file of readdirSync(folder)) {
          const { size } = statSync(join(folder, file))
          // Nobody can know it of large objects that have no end of their own.
          const isPacked = file.startsWith('blob_') && /lz4|zst/.test(file)
          const least = isPacked ? 1 : 0
          const isEndless = file.startsWith('blob_') && (size === 0 || file.endsWith('.dat'))
          const lengths = [...new Set([0, Math.floor(size / 2), size - 5, size - 1])]
          for (const length of isEndless
            ? []
            : lengths.filter((length) => length >= least && length < size)) {
            fresh()
            truncateSync(join(folder, file), length)
            const outcome = await seen()
            expect([file, length, outcome]).toEqual([file, length, expect.stringMatching(/^fail: /)])
          }
          fresh()
          unlinkSync(join(folder, file))
          expect([file, await outcomeOf(rehearsals, folder)]).toEqual([
            file,
            expect.stringMatching(/^fail: /),
          ])
        }
      },
    )

    test('whose bytes were changed is found so, where they are packed', async () => {
      dumps.shell('pg_dump -Fc shop | gzip >whole; pg_dump shop | zstd -q --check >whole.zst')
      for (const name of ['whole', 'whole.zst']) {
        const whole = readFileSync(dumps.at(name))
        for (const part of [0.2, 0.5, 0.9]) {
          const changed = Buffer.from(whole)
          const at = Math.floor(whole.length * part)
          changed.writeUInt8((changed[at] ?? 0) ^ 4, at)
          writeFileSync(dumps.at('changed'), changed)
          expect(await outcomeOf(rehearsals, dumps.at('changed'))).toMatch(/^fail: /)
        }
      }
    })

    test.each([
      ['\\! touch FLAG', /holds a command of psql/],
      ["\\copy shop.lines from program 'touch FLAG'", /holds a command of psql/],
      ['\\o |touch FLAG', /holds a command of psql/],
      ['\\i FLAG', /holds a command of psql/],
      ['SELECT 1 \\g |touch FLAG', /command of psql within a statement/],
      ['SELECT \'touch FLAG\' AS "\\! touch FLAG" \\gexec', /command of psql within a statement/],
      ['\\echo x \\! touch FLAG', /holds a command of psql/],
      ['\\echo `touch FLAG`', /./],
      ['\\restrict x\n\\! touch FLAG', /holds a command of psql/],
      ['COPY nowhere FROM stdin;\n\\! touch FLAG\n\\.', /relation .*nowhere.* does not exist/],
      [
        'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;\n\\! touch FLAG\nEND;',
        /command of psql within a statement/,
      ],
      ['-- a name with a line break\n\\! touch FLAG\n', /holds a command of psql/],
      [`\\connect "dbname='postgres' host='127.0.0.1'"`, /goes to others/],
    ])('does not run what its author put into it: %s', async (line, said) => {
      const flag = dumps.at('flag')
      dumps.shell('pg_dump shop >whole')
      const dump = readFileSync(dumps.at('whole'), 'utf8')
      const at = dump.indexOf('CREATE TABLE')
      writeFileSync(
        dumps.at('hostile'),
        `${dump.slice(0, at)}${line.replaceAll('FLAG', flag)}\n${dump.slice(at)}`,
      )
      const outcome = await outcomeOf(rehearsals, dumps.at('hostile'))
      expect(outcome).toMatch(said)
      if (!line.startsWith('\\echo `')) expect(outcome).toMatch(/^(fail|unverified): /)
      expect(existsSync(flag)).toBe(false)
    })

    test('in an encoding whose bytes could be taken for quotes is not taken apart', async () => {
      dumps.shell('pg_dump --encoding=SJIS -t shop.lines shop >sjis')
      expect(await outcomeOf(rehearsals, dumps.at('sjis'))).toMatch(
        /^unverified: [\s\S]*in the encoding SJIS/,
      )
    })

    test('that nothing commits is cut off', async () => {
      dumps.shell('(echo "BEGIN;"; pg_dump -B shop) >open')
      expect(await outcomeOf(rehearsals, dumps.at('open'))).toMatch(/^fail: [\s\S]*ends within a transaction/)
      dumps.shell('(echo "BEGIN;"; pg_dump -B shop; echo "COMMIT;") >closed')
      expect(await outcomeOf(rehearsals, dumps.at('closed'))).toBe('pass')
    })

    test('whose end nobody can know says so', async () => {
      dumps.shell("pg_dump shop | sed '/^--$/d; /^-- [A-Z]/d' >bare")
      const { check, notes, drop } = await rehearsals.restore(dumps.at('bare'))
      expect(check.findings).toEqual([])
      expect(notes).toEqual([expect.stringMatching(/Nothing in this SQL says where it ends/)])
      await drop()
      dumps.shell(
        "echo 'SET work_mem TO 1000' >unended; echo 'CREATE SUBSCRIPTION s CONNECTION x PUBLICATION p;' >nothing",
      )
      expect(await outcomeOf(rehearsals, dumps.at('unended'))).toMatch(/^fail: [\s\S]*no semicolon/)
      expect(await outcomeOf(rehearsals, dumps.at('nothing'))).toMatch(/^fail: [\s\S]*holds no statement/)
    })
  })
})
