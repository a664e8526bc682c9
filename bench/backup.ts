import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/servers/postgres.ts'
import { generate } from './database.ts'
import { type Command, type Figures, measure, median } from './measure.ts'

/** Our backup against the pipelines that people write by hand, on one generated database, in turn within one run. */
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
  },
})
const bundle = resolve(import.meta.dirname, '../dist/index.js')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
console.log(`Generating a database of about ${values.size} GB.`)
await using server = await startPostgres({
  settings: { shared_buffers: '1GB', max_wal_size: '4GB', wal_level: 'minimal', max_wal_senders: '0' },
})
await generate(server, 'bench', Number(values.size))
const postmaster = Number(readFileSync(join(server.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])
const identity = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const recipient = /public key: (age1\S+)/.exec(identity)?.[1] ?? ''

const dump = `'${join(server.binDir, 'pg_dump')}' --dbname="$BENCH_URL"`
const out = join(folder, 'out')
const ours = (jobs: number): Command => ({
  line: `'${process.execPath}' '${bundle}' backup --destinations '${out}' --recipients ${recipient} --jobs ${jobs} --client local`,
  env: { DATABASE_URL: server.url('bench'), PATH: `${server.binDir}:${process.env.PATH}` },
  watch: 'index.js',
})
const byHand = (pipe: string): Command => ({
  line: `mkdir -p '${out}'; ${pipe}`,
  env: { BENCH_URL: server.url('bench') },
})
const COMMANDS: Readonly<Record<string, Command>> = {
  'ours, 1 job': ours(1),
  'ours, 2 jobs': ours(2),
  'pg_dump -Fc -Z0 | zstd -1 | age': byHand(
    `${dump} -Fc -Z0 | zstd -q -1 | age -r ${recipient} > '${out}/file'`,
  ),
  'pg_dump -Fc | age': byHand(`${dump} -Fc | age -r ${recipient} > '${out}/file'`),
  'pg_dump -Fc -Z0 > /dev/null': byHand(`${dump} -Fc -Z0 > /dev/null`),
}

type Run = Figures & { readonly bytes: number }
const runs = new Map<string, Run[]>()
try {
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [name, command] of Object.entries(COMMANDS)) {
      if (values.only && !values.only.some((wanted) => name.includes(wanted))) continue
      rmSync(out, { recursive: true, force: true })
      const figures = await measure(command, postmaster)
      const run = { ...figures, bytes: bytesIn(out) }
      runs.set(name, [...(runs.get(name) ?? []), run])
      console.log(`round ${round}: ${name}: ${run.wall.toFixed(2)} s`)
    }
  }
  print()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function print(): void {
  const wallOf = (name: string) => median((runs.get(name) ?? []).map(({ wall }) => wall))
  const [hand, usual, floor] = Object.keys(COMMANDS).slice(2).map(wallOf)
  const ratio = (wall: number, to: number | undefined) => (to ? (wall / to).toFixed(2) : '')
  console.log(
    '\n| command | wall s | × zstd by hand | × gzip | × floor | CPU s | server CPU s | resident MB | stored MB |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [name, all] of runs) {
    const middle = (of: (run: Run) => number) => median(all.map(of))
    const wall = middle((run) => run.wall)
    const megabytes = (bytes: number) => (bytes > 0 ? (bytes / 1e6).toFixed(0) : '')
    const cells = [
      name,
      wall.toFixed(2),
      ratio(wall, hand),
      ratio(wall, usual),
      ratio(wall, floor),
      middle((run) => run.cpu).toFixed(1),
      middle((run) => run.serverCpu).toFixed(1),
      megabytes(middle((run) => run.resident)),
      megabytes(middle((run) => run.bytes)),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

function bytesIn(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false })
  if (!facts) return 0
  return facts.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
    : facts.size
}
