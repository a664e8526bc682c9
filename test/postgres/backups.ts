import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress, zstdDecompressSync } from 'node:zlib'
import { type Manifest, readManifest } from '../../src/archive/manifest.ts'
import type { Proof } from '../../src/archive/proof.ts'
import { run } from '../../src/commands/backup.ts'
import type { Ending } from '../../src/errors.ts'
import type { Host } from '../../src/host/host.ts'
import { readCommandLine } from '../../src/options/flags.ts'
import type { BackupOptions } from '../../src/options/options.ts'
import { parseRequest } from '../../src/options/parse.ts'
import type { PostgresServer } from '../servers/postgres.ts'

/** A folder for backups, and the lines that a run said; disposing of it removes the folder. */
export type Shelf = AsyncDisposable & { readonly folder: string; files(): Promise<readonly string[]> }

export const openShelf = async (): Promise<Shelf> => {
  const folder = await mkdtemp(join(tmpdir(), 'backups-'))
  return {
    folder,
    async files() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A host that keeps what it is told. */
export const quietHost = (
  env: Host['env'],
  signal: AbortSignal = new AbortController().signal,
): Host & { readonly lines: string[] } => {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  return {
    lines,
    signal,
    env,
    audience: 'private',
    info: say,
    warn: (line) => say(`warning: ${line}`),
    error: (line) => say(`error: ${line}`),
    debug: (line) => say(`debug: ${line}`),
    group: async (title, work) => {
      say(title)
      return work()
    },
    progress: () => ({ update: () => {}, done: () => {} }),
    mask: () => {},
    redact: (text) => text,
    output: () => {},
    summary: async () => {},
    print: () => {},
    ask: async () => undefined,
    remember: () => {},
  }
}

export type Backup = {
  readonly manifest: Manifest
  readonly proof: Proof
  /** Where its objects lie. */
  readonly data: string
  readonly lines: readonly string[]
}

type How = {
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export const optionsFor = (
  url: string | undefined,
  folder: string,
  flags: readonly string[],
): BackupOptions => {
  const line = readCommandLine(['backup', `--destinations=${folder}`, '--name=shop', ...flags])
  if (line.kind !== 'run') throw new Error('These flags ask for no backup.')
  const env = url === undefined ? {} : { DATABASE_URL: url }
  const request = parseRequest(line.reading, { env, folder, audience: 'private' })
  if (request.command !== 'backup') throw new Error('These flags ask for another command.')
  return request.options
}

/** The environment that a backup needs, with this server's own client programs first. */
export const environment = (server: Pick<PostgresServer, 'binDir'>): Record<string, string> => ({
  PATH: `${server.binDir}:${process.env.PATH ?? ''}`,
  HOME: tmpdir(),
})

/** Runs the real command, and reads back what it left; rejects as it does. */
export const backUp = async (
  shelf: Shelf,
  server: Pick<PostgresServer, 'binDir'>,
  url: string,
  { flags = [], env = {}, signal }: How = {},
): Promise<Backup> => {
  const host = quietHost({ ...environment(server), ...env }, signal)
  const before = new Set(await manifests(shelf))
  const ending: Ending = await run(host, optionsFor(url, shelf.folder, flags))
  if (ending !== 'pass') throw new Error(`It ended with "${ending}":\n${host.lines.join('\n')}`)
  const file = (await manifests(shelf)).find((one) => !before.has(one))
  if (!file) throw new Error('It passed, and left no manifest.')
  const manifest = readManifest(await readFile(file, 'utf8'), file)
  const data = join(shelf.folder, 'shop/data', manifest.id)
  const proof = JSON.parse(zstdDecompressSync(await readFile(join(data, 'proof.json.zst'))).toString())
  return { manifest, proof, data, lines: host.lines }
}

export const manifests = async (shelf: Shelf): Promise<readonly string[]> =>
  (await shelf.files()).filter((file) => file.includes('/manifests/'))

/** What a run left beside its record: nothing, where it failed. */
export const leftovers = async (shelf: Shelf): Promise<readonly string[]> =>
  (await shelf.files()).filter((file) => !file.includes('/records/'))

/** The archives' entries as `pg_restore --list` tells them. */
export const entriesOf = async (server: PostgresServer, { manifest, data }: Backup): Promise<string[]> => {
  const listings = await Promise.all(
    archivesOf(manifest).map((name) => restoreWith(server, ['--list'], join(data, name))),
  )
  return listings.flatMap((text) => text.split('\n').filter((line) => /^\d+; /.test(line)))
}

/** How many rows the archives hold of each table, whatever the proof says. */
export const rowsInArchives = async (
  server: PostgresServer,
  { manifest, data }: Backup,
): Promise<ReadonlyMap<string, number>> => {
  const rows = new Map<string, number>()
  for (const name of archivesOf(manifest)) {
    const sql = await restoreWith(server, ['--data-only', '--file=-'], join(data, name))
    for (const [, table = '', lines = ''] of sql.matchAll(/^COPY (\S+) .* FROM stdin;\n([\s\S]*?)^\\\.$/gm))
      rows.set(table, lines.split('\n').length - 1)
  }
  return rows
}

const archivesOf = ({ objects }: Manifest): readonly string[] =>
  objects.filter(({ name }) => name.includes('.dump.')).map(({ name }) => name)

/** Restores a backup into a new database, all or nothing: the schema before the data, its other half after it. */
export const restore = async (
  server: PostgresServer,
  { manifest, data }: Backup,
  db: string,
): Promise<void> => {
  await server.psql('postgres', `CREATE DATABASE ${db} TEMPLATE template0`)
  const file = (kind: string) =>
    manifest.objects.filter((object) => object.kind === kind).map(({ name }) => join(data, name))
  const into = [`--dbname=${server.url(db)}`, '--exit-on-error', '--single-transaction']
  for (const one of file('database')) await restoreWith(server, into, one)
  for (const one of file('schema')) await restoreWith(server, [...into, '--section=pre-data'], one)
  for (const one of file('data')) await restoreWith(server, into, one)
  for (const one of file('schema')) await restoreWith(server, [...into, '--section=post-data'], one)
}

const restoreWith = async (
  server: PostgresServer,
  args: readonly string[],
  file: string,
): Promise<string> => {
  const child = spawn(join(server.binDir, 'pg_restore'), args, { stdio: 'pipe' })
  let said = ''
  let printed = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  child.stdout.on('data', (text) => {
    printed += text
  })
  const closed = new Promise<number | null>((done) => child.once('close', done))
  // `--list` closes its end once it has read the table of contents.
  await pipeline(createReadStream(file), createZstdDecompress(), child.stdin).catch(() => undefined)
  const code = await closed
  if (code !== 0) throw new Error(`pg_restore of ${file} ended with ${code}:\n${said.slice(0, 4000)}`)
  return printed
}
