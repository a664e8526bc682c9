import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdDecompressSync } from 'node:zlib'
import type { Proof } from '../../src/archive/proof.ts'
import type { Check } from '../../src/archive/verdict.ts'
import { compareData } from '../../src/postgres/compare/data.ts'
import type { Expectation } from '../../src/postgres/compare/expectation.ts'
import { compareSchema } from '../../src/postgres/compare/schema.ts'
import type { Session } from '../../src/postgres/session.ts'
import type { PostgresServer } from '../servers/postgres.ts'
import type { Backup } from './backups.ts'
import { connect } from './comparison.ts'

/** A backup restored into a database of its own, perhaps on another server; the archives stay at hand. */
export type Restored = AsyncDisposable & {
  readonly server: PostgresServer
  readonly backup: Backup
  readonly db: string
  /** The schema's text as it was dumped. */
  readonly text: string
}

const ENV = { PATH: process.env.PATH ?? '', LC_ALL: 'C', PGTZ: 'UTC' }

const output = async (program: string, args: readonly string[]): Promise<string> => {
  const options = { env: ENV, maxBuffer: 1 << 30 }
  return (await promisify(execFile)(program, args, options)).stdout
}

const SECTIONS = ['--section=pre-data', '--section=post-data', '--no-tablespaces']

export const schemaNow = (server: PostgresServer, db: string): Promise<string> =>
  output(join(server.binDir, 'pg_dump'), [...SECTIONS, `--dbname=${server.url(db)}`])

/** Restores all but the subscriptions, under the settings that the proof names. */
export const restoreInto = async (server: PostgresServer, backup: Backup, db: string): Promise<Restored> => {
  const folder = await mkdtemp(join(tmpdir(), 'restored-'))
  const program = join(server.binDir, 'pg_restore')
  await server.psql('postgres', `CREATE DATABASE ${db} TEMPLATE template0`)
  for (const { name, value } of backup.proof.readUnder ?? [])
    await server.psql('postgres', `ALTER DATABASE ${db} SET ${name} = '${value}'`)
  let text = ''
  const files = new Map<string, string[]>()
  for (const { name, kind } of backup.manifest.objects) {
    if (kind !== 'database' && kind !== 'schema' && kind !== 'data') continue
    const file = join(folder, name)
    await writeFile(file, zstdDecompressSync(await readFile(join(backup.data, name))))
    files.set(kind, [...(files.get(kind) ?? []), file])
    if (kind !== 'data') text = await output(program, [...SECTIONS, '--file=-', file])
  }
  const into = async (section: string, some: readonly string[] = []) => {
    for (const file of some) {
      const entries = await output(program, ['--list', file])
      await writeFile(`${file}.list`, entries.replaceAll(/^.* SUBSCRIPTION .*\n/gm, ''))
      const how = ['--exit-on-error', `--use-list=${file}.list`, `--section=${section}`]
      await output(program, [...how, `--dbname=${server.url(db)}`, file])
    }
  }
  const [whole, schema, data] = ['database', 'schema', 'data'].map((kind) => files.get(kind))
  await into('pre-data', whole ?? schema)
  await into('data', whole ?? data)
  await into('post-data', whole ?? schema)
  return { server, backup, db, text, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const NOTHING = { relations: [], anything: false, extensions: [] }

export const expectationOf = ({ proof, manifest }: Backup, changed: Partial<Proof> = {}): Expectation => ({
  proof: { ...proof, ...changed },
  selected: manifest.selection,
  include: manifest.include,
  leftOut: NOTHING,
})

/** Compares what the database holds, after something was done to it in a transaction that is rolled back. */
export const dataChecks = async (
  { server, backup, db }: Restored,
  { proof, spoil }: { readonly proof?: Partial<Proof>; readonly spoil?: string } = {},
): Promise<Check[]> => {
  const sessions: Session[] = []
  try {
    for (let at = 0; at < (spoil ? 1 : 2); at++) sessions.push(await connect(server.url(db)))
    for (const session of sessions) await session.query('SET default_transaction_read_only = off; BEGIN')
    if (spoil) await sessions[0]?.query(spoil)
    return await compareData(sessions, expectationOf(backup, proof), { signal: new AbortController().signal })
  } finally {
    for (const session of sessions) await session.close()
  }
}

export const schemaCheck = async ({ server, backup, db, text }: Restored): Promise<Check> =>
  compareSchema(text, await schemaNow(server, db), {
    ownersCompared: true,
    partial: backup.manifest.selection !== 'whole',
  })

/** All checks in lines, but for what is tolerated. */
export const complaints = (checks: readonly Check[]): readonly string[] =>
  checks.flatMap(({ name, findings }) =>
    findings.flatMap(({ outcome, what, object, detail }) =>
      outcome === 'tolerated'
        ? []
        : [`${name}: ${outcome}: ${what}${object ? ` (${object})` : ''}${detail ? `: ${detail}` : ''}`],
    ),
  )
