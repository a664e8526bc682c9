import { type ExecFileSyncOptions, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadingSettings, thisMachine } from '../src/postgres/scratch/settings.ts'
import { startPostgres } from '../test/servers/postgres.ts'
import { generate } from './database.ts'
import { type Command, type Figures, measure, median } from './measure.ts'

/**
 * A drill of a backup against restoring the same backup by hand from a local file, both into a server of the same kind: a
 * throw-away one with the drill's own settings. By hand there is no fetching, no decrypting, and no comparing.
 */
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
    fingerprint: { type: 'string', default: 'auto' },
  },
})
const bundle = resolve(import.meta.dirname, '../dist/index.js')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const shelf = join(folder, 'shelf')
const dump = join(folder, 'bench.dump')
console.log(`Generating a database of about ${values.size} GB.`)
await using source = await startPostgres({
  settings: { shared_buffers: '1GB', max_wal_size: '4GB', wal_level: 'minimal', max_wal_senders: '0' },
})
await generate(source, 'bench', Number(values.size))
const keys = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const recipient = /public key: (age1\S+)/.exec(keys)?.[1] ?? ''
writeFileSync(join(folder, 'key.txt'), keys)
const env = {
  ...process.env,
  DATABASE_URL: source.url('bench'),
  PATH: `${source.binDir}:${process.env.PATH}`,
}
const how = ['--recipients', recipient, '--fingerprint', values.fingerprint]
const quiet: ExecFileSyncOptions = { env, stdio: ['ignore', 'ignore', 'inherit'] }
execFileSync(process.execPath, [bundle, 'backup', '--destinations', shelf, ...how], quiet)
execFileSync(join(source.binDir, 'pg_dump'), ['-Fc', '-Z0', '-f', dump, source.url('bench')], quiet)
await source.stop()

const load = { jobs: 2, needBytes: 1.25e9 * Number(values.size) }
await using byHand = await startPostgres({ settings: loadingSettings(thisMachine(), load) })
const postmaster = Number(readFileSync(join(byHand.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
const restore = `'${join(byHand.binDir, 'pg_restore')}' --dbname='${byHand.url('bench')}'`
const line = `'${join(byHand.binDir, 'createdb')}' --maintenance-db='${byHand.url('postgres')}' bench && ${restore} -j2 '${dump}'`
const BY_HAND = 'createdb && pg_restore -j2'
const COMMANDS: Readonly<Record<string, Command>> = {
  'verify, 2 jobs': {
    line: `'${process.execPath}' '${bundle}' verify --destinations '${shelf}' --identity '${join(folder, 'key.txt')}'`,
    env: { PATH: env.PATH },
    watch: 'index.js',
  },
  'verify, 2 jobs, level restore': {
    line: `'${process.execPath}' '${bundle}' verify --level restore --destinations '${shelf}' --identity '${join(folder, 'key.txt')}'`,
    env: { PATH: env.PATH },
    watch: 'index.js',
  },
  [BY_HAND]: { line },
  // As a drill does it; who restores by hand seldom knows of it.
  [`${BY_HAND}, long values by lz4`]: { line, env: { PGOPTIONS: '-c default_toast_compression=lz4' } },
}

const runs = new Map<string, Figures[]>()
try {
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [name, command] of Object.entries(COMMANDS)) {
      if (values.only && !values.only.some((wanted) => name.includes(wanted))) continue
      await byHand.psql('postgres', 'DROP DATABASE IF EXISTS bench')
      const figures = await measure(command, postmaster)
      runs.set(name, [...(runs.get(name) ?? []), figures])
      console.log(`round ${round}: ${name}: ${figures.wall.toFixed(2)} s`)
    }
  }
  print()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function print(): void {
  const middle = (name: string, of: (run: Figures) => number) => median((runs.get(name) ?? []).map(of))
  console.log('\n| command | wall s | × by hand | CPU s | resident MB |')
  console.log('|---|---|---|---|---|')
  for (const name of runs.keys()) {
    const wall = middle(name, (run) => run.wall)
    const cells = [
      name,
      wall.toFixed(2),
      (wall / middle(BY_HAND, (run) => run.wall)).toFixed(2),
      middle(name, (run) => run.cpu + (name.startsWith(BY_HAND) ? run.serverCpu : 0)).toFixed(1),
      (middle(name, (run) => run.resident) / 1e6).toFixed(0),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
