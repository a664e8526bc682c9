import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startPostgres } from '../test/servers/postgres.ts'
import { anyMajor } from '../test/servers/programs.ts'

const program = resolve(import.meta.dirname, '../bin/pg-backup')
const folder = mkdtempSync(join(tmpdir(), 'pg-backup-demo-'))
const backups = join(folder, 'backups')

process.on('SIGINT', () => process.exit(130))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const major = anyMajor()
title(`A throw-away PostgreSQL ${major} with a sample database`)
await using server = await startPostgres({ major })
await server.createDatabase('shop')
await server.psql('shop', readFileSync(join(import.meta.dirname, 'demo.sql'), 'utf8'))
const contents = `SELECT relname || ': ' || reltuples::bigint || ' rows' FROM pg_class
  WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'shop'::regnamespace ORDER BY relname`
console.log(await server.psql('shop', contents))

title('A pair of keys: the public one encrypts, the secret one stays with you')
const keys = execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
writeFileSync(join(folder, 'key.txt'), keys, { mode: 0o600 })
const recipient = /public key: (age1\S+)/.exec(keys)?.[1] ?? ''
console.log(recipient)

title('An encrypted backup into a folder')
run('backup', '--destinations', backups, '--recipients', recipient, '--label', 'demo')

title('What lies there')
run('list', '--destinations', backups)
console.log()
tree(backups, '')

title("The manifest's head: it lies in clear, and names no table and no row")
const [manifest = ''] = readdirSync(join(backups, 'shop/manifests'))
console.log(
  readFileSync(join(backups, 'shop/manifests', manifest), 'utf8')
    .split('\n')
    .slice(0, 28)
    .join('\n'),
)
console.log('  …')

title('A drill: fetched back, restored into a throw-away server, and compared with what the source held')
const key = join(folder, 'key.txt')
const check = 'SELECT count(*) > 0 AS "there are orders" FROM shop.orders'
run('verify', '--destinations', backups, '--identity', key, '--checks', check, '--rto', '4h')

title('The proof of the drill: spoiled on purpose in many ways, it must turn red each time')
run('prove', '--destinations', backups, '--identity', key)

title('The verdict, where everybody sees it')
run('list', '--destinations', backups)

title('Restored with stock tools alone, by the RESTORE.md that lies beside it')
const [id = ''] = readdirSync(join(backups, 'shop/data'))
restoreByHand(join(backups, 'shop/data', id))
const count = 'SELECT count(*) FROM shop.orders'
const [before, after] = [await server.psql('shop', count), await server.psql('shop_restored', count)]
console.log(`orders in the source: ${before}, orders restored: ${after}`)
if (before !== after) throw new Error('The restored database differs from the source.')

title('A disaster: a table is dropped, and another loses half of its rows')
const exactly = `SELECT 'order_lines: ' || (SELECT count(*) FROM shop.order_lines) || ', payments: ' || (SELECT count(*) FROM shop.payments)`
const healthy = await server.psql('shop', exactly)
await server.psql(
  'shop',
  'DROP TABLE shop.order_lines CASCADE; DELETE FROM shop.payments WHERE order_id % 2 = 0',
)
console.log(await server.psql('shop', contents))

const target = ['--target-url', server.url('shop')]
const restore = ['restore', '--destinations', backups, '--identity', key, ...target]
const [dropped, thinned] = [
  ['--tables', 'shop.order_lines', '--table-mode', 'create'],
  ['--tables', 'shop.payments', '--table-mode', 'merge'],
]
title('What a restore of the dropped table would do')
run(...restore, ...dropped, '--dry-run')

title('Both come back: the one with all that belonged to it, the other its rows')
run(...restore, ...dropped, '--confirm', 'shop')
run(...restore, ...thinned, '--confirm', 'shop')
console.log(await server.psql('shop', exactly))
if ((await server.psql('shop', exactly)) !== healthy) throw new Error('Something has not come back.')

title('Or all of it: beside what is there, verified, and then in one moment in its place')
run(...restore, '--confirm', 'shop')
if ((await server.psql('shop', exactly)) !== healthy)
  throw new Error('The restored database differs from the source.')

title('What to try next')
console.log(`  bin/pg-backup --help                    every command
  bin/pg-backup help backup               every option of the backup
  DATABASE_URL=… bin/pg-backup backup --destinations /srv/backups --verify
  bin/pg-backup verify --destinations /srv/backups --checks-file ./checks.sql
  DATABASE_URL=… bin/pg-backup backup --destinations 's3://bucket/prefix?region=eu-central-1'

All that this demo made is gone now.`)

function title(text: string): void {
  console.log(`\n\x1b[1m${text}\x1b[0m`)
}

function run(...args: string[]): void {
  console.log(`$ pg-backup ${args.map(shown).join(' ')}`)
  const env = {
    ...process.env,
    DATABASE_URL: server.url('shop'),
    PATH: `${server.binDir}:${process.env.PATH}`,
  }
  const { status } = spawnSync(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`pg-backup ended with exit code ${status}.`)
}

function shown(arg: string): string {
  const short = arg.replace(folder, '.')
  return / /.test(short) ? `'${short}'` : short
}

function tree(path: string, indent: string): void {
  for (const name of readdirSync(path).sort()) {
    const facts = statSync(join(path, name))
    const size = facts.isDirectory() ? '/' : `  ${facts.size.toLocaleString('en')} bytes`
    console.log(`${indent}${name}${size}`)
    if (facts.isDirectory()) tree(join(path, name), `${indent}  `)
  }
}

/** Runs the page's own commands, as a reader would paste them. */
function restoreByHand(where: string): void {
  const page = readFileSync(join(where, 'RESTORE.md'), 'utf8')
  const script = [...page.matchAll(/```bash\n(.*?)```/gs)].map(([, block]) => block).join('\n')
  const env = {
    ...process.env,
    PATH: `${server.binDir}:${process.env.PATH}`,
    PGHOST: server.socketDir,
    PGPORT: String(server.port),
    PGUSER: 'postgres',
    IDENTITY: join(folder, 'key.txt'),
  }
  const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: where, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The commands of RESTORE.md ended with exit code ${status}: ${stderr}`)
}
