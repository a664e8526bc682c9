import { readdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Host } from '../../host/host.ts'
import { probe } from '../../host/process.ts'
import { canRun, type Installed } from '../installed.ts'
import { plainEnvironment } from '../target.ts'

/** The extensions that a server of these programs could make, by their files; `undefined` where these are not found. */
export async function extensionsOf(
  host: Host,
  installed: Installed,
): Promise<ReadonlySet<string> | undefined> {
  // What stands in PATH may be links to where the package lies.
  const home = dirname(await realpath(join(installed.folder, 'postgres')))
  const programs = { ...installed, folder: home }
  for (const folder of [...(await toldFolder(host, programs)), ...usualFolders(programs)]) {
    const files = await readdir(join(folder, 'extension')).catch(() => [])
    const names = files.flatMap((file) => /^([^.]+)\.control$/.exec(file)?.[1] ?? [])
    // Every server has this one, so another folder of that name is not taken for it.
    if (names.includes('plpgsql')) return new Set(names)
  }
  return undefined
}

async function toldFolder({ env, signal }: Host, { folder }: Installed): Promise<string[]> {
  const program = join(folder, 'pg_config')
  if (!(await canRun(program))) return []
  const { code, stdout } = await probe(program, ['--sharedir'], { env: plainEnvironment(env), signal })
  return code === 0 ? [stdout.trim()] : []
}

/** Where packages put them, seen from the folder of the programs. */
const usualFolders = ({ folder, major }: Installed): string[] =>
  [
    `../../../../share/postgresql/${major}`,
    `../../../share/postgresql-${major}`,
    `../share/postgresql@${major}`,
    '../share/postgresql',
    '../share/pgsql',
    '../share',
  ].map((below) => join(folder, below))
