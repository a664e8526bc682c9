import { run } from '../../src/commands/verify.ts'
import { readCommandLine } from '../../src/options/flags.ts'
import { parseRequest } from '../../src/options/parse.ts'
import { startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, environment, openShelf, quietHost } from './backups.ts'

/** From version 16 on a locale is put into its shortest form, but for one that came along by an upgrade. */
const LONG_LOCALE = `
  CREATE COLLATION in_numbers (provider = icu, locale = 'en-u-kn-true');
  UPDATE pg_collation SET colllocale = 'en-u-kn-true' WHERE collname = 'in_numbers';
  CREATE TABLE films (title text COLLATE in_numbers); INSERT INTO films VALUES ('10'), ('9');`

describeWith(lackOf.postgres(17))('a schema that PostgreSQL itself writes anew', () => {
  test('is restored once more to see whether it always does, and nothing of that is left', async () => {
    await using server = await startPostgres({ major: 17 })
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await server.psql('shop', LONG_LOCALE)
    await backUp(shelf, server, server.url('shop'))
    const flags = [`--destinations=${shelf.folder}`, '--name=shop', `--scratch=${server.url()}`]
    const line = readCommandLine(['verify', ...flags, '--show-table-names=yes'])
    if (line.kind !== 'run') throw new Error('These flags ask for no drill.')
    const host = quietHost(environment(server))
    const request = parseRequest(line.reading, { env: {}, folder: shelf.folder, audience: 'private' })
    if (request.command !== 'verify') throw new Error('These flags ask for another command.')
    expect(await run(host, request.options)).toBe('pass')
    expect(host.lines.join('\n')).toContain('PostgreSQL writes it differently once it has read it')
    expect(await server.psql('postgres', 'SELECT datname FROM pg_database ORDER BY 1')).toBe(
      'postgres\nshop\ntemplate0\ntemplate1',
    )
  })
})
