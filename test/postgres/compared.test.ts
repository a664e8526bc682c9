import { run } from '../../src/commands/verify.ts'
import type { Ending } from '../../src/errors.ts'
import { readCommandLine } from '../../src/options/flags.ts'
import { parseRequest } from '../../src/options/parse.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, environment, openShelf, quietHost, type Shelf } from './backups.ts'

/** From version 16 on a locale is put into its shortest form, but for one that came along by an upgrade. */
const LONG_LOCALE = `
  CREATE COLLATION in_numbers (provider = icu, locale = 'en-u-kn-true');
  UPDATE pg_collation SET colllocale = 'en-u-kn-true' WHERE collname = 'in_numbers';
  CREATE TABLE films (title text COLLATE in_numbers); INSERT INTO films VALUES ('10'), ('9');`

/** Backs up and verifies on the same server; answers how that ended, and what was said. */
const verify = async (
  server: PostgresServer,
  shelf: Shelf,
  db: string,
  flags: readonly string[] = [],
): Promise<readonly [Ending, string]> => {
  await backUp(shelf, server, server.url(db), { flags })
  const where = [`--destinations=${shelf.folder}`, '--name=shop', `--scratch=${server.url()}`]
  const line = readCommandLine(['verify', ...where, '--show-table-names=yes'])
  if (line.kind !== 'run') throw new Error('These flags ask for no drill.')
  const host = quietHost(environment(server))
  const request = parseRequest(line.reading, { env: {}, folder: shelf.folder, audience: 'private' })
  if (request.command !== 'verify') throw new Error('These flags ask for another command.')
  const ending = await run(host, request.options)
  return [ending, host.lines.join('\n')]
}

describeWith(lackOf.postgres(17))('a schema that PostgreSQL itself writes anew', () => {
  test('is restored once more to see whether it always does, and nothing of that is left', async () => {
    await using server = await startPostgres({ major: 17 })
    await using shelf = await openShelf()
    await server.createDatabase('shop')
    await server.psql('shop', LONG_LOCALE)
    const [ending, said] = await verify(server, shelf, 'shop')
    expect([ending, said]).toEqual([
      'pass',
      expect.stringContaining('PostgreSQL writes it differently once it'),
    ])
    expect(await server.psql('postgres', 'SELECT datname FROM pg_database ORDER BY 1')).toBe(
      'postgres\nshop\ntemplate0\ntemplate1',
    )
  })
})

describeWith(lackOf.postgres(15))('a database in an encoding of its own', () => {
  test('is compared in the encoding that it was dumped in', async () => {
    await using server = await startPostgres()
    await using shelf = await openShelf()
    await server.psql('postgres', `CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`)
    await server.psql(
      'latin',
      `SET client_encoding = 'UTF8'; CREATE SCHEMA "größe"; CREATE TABLE "größe"."Ärger" (id serial, "ü" text DEFAULT 'é');
        INSERT INTO "größe"."Ärger" ("ü") VALUES ('ö'); COMMENT ON TABLE "größe"."Ärger" IS 'Grüße'`,
    )
    // Names beyond ASCII among the arguments make pg_dump write UTF-8.
    for (const flags of [[], ['--schemas=größe']]) {
      const [ending, said] = await verify(server, shelf, 'latin', flags)
      expect([ending, said]).toEqual(['pass', expect.not.stringContaining('encodings')])
    }
  })
})
