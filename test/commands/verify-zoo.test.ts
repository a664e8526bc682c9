import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { openWorkshop, outcomesOf, recordsOf, type Workshop } from './drilling.ts'

const ZOO = join(import.meta.dirname, '../postgres/zoo')

/** More rounds show that no verdict hangs on chance; docs/CONTRIBUTING.md says how. */
const ROUNDS = Number(process.env.ZOO_ROUNDS ?? 1)

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`PostgreSQL ${major}: a sound backup passes`, () => {
    let source: PostgresServer
    let shop: Workshop
    beforeAll(async () => {
      source = await startPostgres({ major, settings: { wal_level: 'logical', timezone: 'Asia/Kathmandu' } })
      await source.psql(
        'postgres',
        'CREATE ROLE zoo_reader; CREATE ROLE "zoo Reader"; CREATE ROLE zoo_writer; CREATE ROLE zoo_owner',
      )
      shop = openWorkshop(source)
    })
    afterAll(async () => {
      shop[Symbol.dispose]()
      await source.stop()
    })

    test.each(['rental', 'heirs', 'odd-data'])(
      '%s',
      async (world) => {
        await source.createDatabase(world)
        await source.psql(world, readFileSync(join(ZOO, `${world}.sql`), 'utf8'))
        const verdicts: string[] = []
        for (let round = 0; round < ROUNDS; round++) {
          const id = await shop.backup(world)
          const { report, code, said } = await shop.verify({ backup: id, name: world })
          const red = report.checks.filter(({ outcome }) => outcome !== 'pass')
          expect({ red, said: red.length > 0 ? said : '' }).toEqual({ red: [], said: '' })
          expect(Object.keys(outcomesOf(report))).toEqual(
            expect.arrayContaining(['schema', 'rows', 'content']),
          )
          expect(recordsOf(shop.shelf, world, id)).toHaveLength(1)
          verdicts.push(`${report.verdict} ${code}`)
        }
        expect(verdicts).toEqual(Array(ROUNDS).fill('pass 0'))
      },
      120_000 * ROUNDS,
    )
  })
}
