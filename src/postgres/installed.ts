import { constants } from 'node:fs'
import { access, readdir, realpath } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { probe, type StartOptions } from '../host/process.ts'

/** A folder with programs of PostgreSQL, all of one version. */
export type Installed = { readonly folder: string; readonly major: number; readonly version: string }

type How = Pick<StartOptions, 'env' | 'signal' | 'user'>

/** The folders that hold all of these programs, those in PATH first; the first program is asked for its version. */
export async function findInstalled(
  programs: readonly [string, ...string[]],
  how: How,
): Promise<readonly Installed[]> {
  const folders = [...(how.env.PATH ?? '').split(delimiter), ...(await usualFolders())]
  const found: Installed[] = []
  for (const folder of new Set(folders.filter(Boolean))) {
    const version = await versionIn(folder, programs, how)
    if (version) found.push({ folder, version, major: Number.parseInt(version, 10) })
  }
  return found
}

/** What was found, for an error that says why none of it fits. */
export const describeInstalled = (found: readonly Installed[]): string =>
  found.map(({ folder, version }) => `${version} in ${folder}`).join(', ')

/** Where packages put one folder a major version: its parent, how its name begins, and what is below it. */
const PLACES = [
  { parent: '/usr/lib/postgresql', prefix: '', below: 'bin' },
  { parent: '/usr', prefix: 'pgsql-', below: 'bin' },
  { parent: '/usr/libexec', prefix: 'postgresql', below: '' },
  { parent: '/opt/homebrew/opt', prefix: 'postgresql@', below: 'bin' },
  { parent: '/usr/local/opt', prefix: 'postgresql@', below: 'bin' },
  { parent: '/Applications/Postgres.app/Contents/Versions', prefix: '', below: 'bin' },
] as const

async function usualFolders(): Promise<string[]> {
  const folders = await Promise.all(
    PLACES.map(async ({ parent, prefix, below }) => {
      const names = await readdir(parent).catch(() => [])
      return names.filter((name) => name.startsWith(prefix)).map((name) => join(parent, name, below))
    }),
  )
  return [...folders.flat(), '/usr/local/pgsql/bin', '/opt/homebrew/opt/libpq/bin']
}

async function versionIn(
  folder: string,
  programs: readonly [string, ...string[]],
  how: How,
): Promise<string | undefined> {
  const [first] = programs
  // Debian's wrapper stands for whichever version it likes best; the real ones lie in folders of their own.
  if (basename(await realpath(join(folder, first)).catch(() => '')) === 'pg_wrapper') return undefined
  for (const program of programs) {
    if (!(await canRun(join(folder, program)))) return undefined
  }
  const { stdout } = await probe(join(folder, first), ['--version'], how).catch((error) => {
    how.signal.throwIfAborted()
    return { stdout: String(error && '') }
  })
  return versionOf(stdout)
}

/** The version in what a program answers to `--version`. */
export const versionOf = (answer: string): string | undefined =>
  /\) (\d+(?:\.\d+)*)/.exec(answer)?.[1] ?? /(\d+)(?:beta|rc|devel)/.exec(answer)?.[1]

/** Whether there is a program that we may start. */
export const canRun = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
