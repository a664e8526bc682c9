import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf, MAJORS } from '../../servers/programs.ts'
import { makeLoss, positionsOf, zoo } from './creating.ts'

const FASS = 'Öl, "Lager".Fass "groß"'

describe.each(MAJORS)('of a server of version %s, dropped tables', (major) => {
  describeWith(lackOf.postgres(major))('that are made again', () => {
    let server: PostgresServer
    let sql: string
    beforeAll(async () => {
      server = await startPostgres({ major, settings: { wal_level: 'logical' } })
      sql = await zoo()
      if (major < 14) sql = sql.replace(' COMPRESSION lz4', '')
    })
    afterAll(() => server.stop())

    test.each([
      { tables: ['customers', 'sales.orders'], drop: 'DROP TABLE customers, sales.orders CASCADE' },
      { tables: [FASS], drop: 'DROP TABLE "Öl, ""Lager"""."Fass ""groß""" CASCADE' },
      { tables: ['events'], drop: 'DROP TABLE events CASCADE' },
      { tables: ['events_2025'], drop: 'DROP TABLE events_2025', others: 'TRUNCATE events_2026' },
      { tables: ['events_2026'], drop: 'DROP TABLE events_2026', others: 'TRUNCATE events_2025' },
      {
        tables: ['events_2026_rest'],
        drop: 'DROP TABLE events_2026_rest',
        others: 'TRUNCATE events_2025, events_2026_a',
      },
      { tables: ['children'], drop: 'DROP TABLE children' },
      { tables: ['parents', 'children'], drop: 'DROP TABLE parents CASCADE' },
      { tables: ['quick'], drop: 'DROP TABLE quick' },
      {
        tables: ['sales.orders'],
        drop: 'DROP SCHEMA sales CASCADE',
        first: 'DROP TRIGGER watch ON events',
      },
    ])('are what they were after $drop', async ({ tables, drop, others, first = '' }) => {
      const loss = await makeLoss(server, sql, others)
      await server.psql(loss.live, first)
      const was = [await loss.now(), await positionsOf(server, loss.live)]
      await server.psql(loss.live, drop)
      expect(await loss.now()).not.toEqual(was[0])
      await loss.create(tables)
      expect([await loss.now(), await positionsOf(server, loss.live)]).toEqual(was)
    })
  })
})
