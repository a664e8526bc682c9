import { spawn } from 'node:child_process'
import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Manifest } from '../../src/archive/manifest.ts'
import type { Host } from '../../src/host/host.ts'
import { openScratch, type Scratch, type ScratchRequest } from '../../src/postgres/scratch/scratch.ts'
import { openSession } from '../../src/postgres/session.ts'
import type { Target } from '../../src/postgres/target.ts'
import { quietHost } from './backups.ts'

export type ScratchHost = Host & {
  readonly lines: string[]
  readonly masked: string[]
  /** What was told to the clean-up last. */
  remembered(): string
}

/** A host that keeps what it is told, with some programs in PATH before the system's. */
export const scratchHost = (
  folders: readonly string[],
  options: { readonly env?: Record<string, string>; readonly signal?: AbortSignal } = {},
): ScratchHost => {
  const PATH = [...folders, '/usr/bin', '/bin'].join(':')
  const masked: string[] = []
  let remembered = ''
  return {
    ...quietHost({ PATH, HOME: '/nonexistent', ...options.env }, options.signal),
    masked,
    mask: (secret) => void masked.push(secret),
    remember: (name, value) => {
      if (name === 'unfinished-scratch') remembered = value
    },
    remembered: () => remembered,
  }
}

export const open = (host: Host, request: Partial<ScratchRequest>): Promise<Scratch> =>
  openScratch({
    choice: { kind: 'auto' },
    major: 15,
    client: 'auto',
    jobs: 2,
    needBytes: 1_000_000,
    ...request,
    host,
  })

/** The folder of which a scratch server tells a part. */
export const rootOf = ({ folder }: Scratch): string => dirname(folder)

/** The processes that work in a folder, also in one that was removed. */
export const processesIn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((pid) => {
      try {
        return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
      } catch {
        return false
      }
    })
    .map(Number)

/** Folders of drills below a folder. */
export const scratchFoldersIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith('pg-backup-scratch-'))

export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** Runs one query on a connection of its own. */
export const ask = async <Row extends object>(
  target: Target,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const session = await openSession(target, { signal: AbortSignal.timeout(60_000) })
  try {
    return await session.query<Row>(sql, values)
  } finally {
    await session.close()
  }
}

/** A source's database, as far as a scratch database looks at it. */
export const properties = (wanted: Partial<Manifest['database']> = {}): Manifest['database'] => ({
  name: 'shop',
  bytes: 1,
  owner: 'postgres',
  encoding: 'UTF8',
  collate: 'C.UTF-8',
  ctype: 'C.UTF-8',
  localeProvider: 'libc',
  connectionLimit: -1,
  grants: [],
  settings: [],
  ...wanted,
})

/** Runs a program in a process of its own, with our modules at hand; answers its first line, and the process. */
export const runApart = async (
  program: string,
  options: { readonly env?: Record<string, string>; readonly uid?: number; readonly gid?: number } = {},
) => {
  const { env = {}, ...user } = options
  const imports = `
    import { open, ask, properties, scratchHost } from ${JSON.stringify(join(import.meta.dirname, 'scratching.ts'))}
    import { createScratchDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../src/postgres/scratch/database.ts'))}
    setInterval(() => {}, 1000)
`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', imports + program],
    { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...user },
  )
  const ended = new Promise<number | null>((done) => child.once('close', done))
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  const line = await new Promise<string>((answer, failed) => {
    child.stdout.once('data', (text) => answer(`${text}`.trim()))
    void ended.then((code) => failed(new Error(`It ended with ${code} and said nothing: ${said}`)))
  })
  return { child, line, ended }
}
