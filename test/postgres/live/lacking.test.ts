import { findLacking } from '../../../src/postgres/live/lacking.ts'
import { openSession, type Session } from '../../../src/postgres/session.ts'
import { readTarget } from '../../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../../servers/postgres.ts'
import { describeWith, lackOf } from '../../servers/programs.ts'

describeWith(lackOf.postgres(15))('what a server lacks for a database', () => {
  let server: PostgresServer
  let session: Session
  const C = { encoding: 'UTF8', collate: 'C', ctype: 'C', localeProvider: 'libc' } as const
  const lacking = (locale: string, settings: { name: string; value: string }[] = []) =>
    findLacking(session, { locale: { ...C, collate: locale, ctype: locale }, settings })
  beforeAll(async () => {
    server = await startPostgres()
    await server.psql('postgres', 'CREATE ROLE somebody LOGIN')
    session = await openSession(await readTarget(server.url('postgres', 'somebody'), {}), {
      signal: new AbortController().signal,
    })
  })
  afterAll(async () => {
    await session.close()
    await server.stop()
  })

  test('nothing, where it has the locale, however that is spelled, and knows the settings', async () => {
    const nothing = { locale: undefined, settings: [] }
    expect(await lacking('C')).toEqual(nothing)
    expect(await lacking('C.utf8', [{ name: 'work_mem', value: '5MB' }])).toEqual(nothing)
    expect(await lacking('C.UTF-8')).toEqual(nothing)
  })

  test('a locale of another system, and settings that nobody knows or only a superuser may have', async () => {
    const settings = [
      { name: 'no_such_setting', value: 'x' },
      { name: 'log_statement', value: 'all' },
      { name: 'search_path', value: 'shop' },
    ]
    expect(await lacking('xx_YY.UTF-8', settings)).toEqual({
      locale: 'xx_YY.UTF-8',
      settings: ['no_such_setting', 'log_statement'],
    })
  })
})
