import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { account } from '../servers/account.ts'

/**
 * A stand-in for docker that runs servers, for machines without an engine: a script that notes how it was called, and
 * makes of a container a server of local programs. It passes on only the variables that it was told to, as docker does.
 */
export const standInForServers = async (bin: string, notes: string): Promise<string> => {
  await mkdir(join(notes, 'bin'), { recursive: true })
  const head = `#!${process.execPath}
const notes = ${JSON.stringify(notes)}
const bin = ${JSON.stringify(bin)}
const user = ${JSON.stringify(account() ?? {})}
`
  await writeFile(join(notes, 'bin/docker'), head + SCRIPT, { mode: 0o755 })
  return join(notes, 'bin')
}

const SCRIPT = String.raw`
const { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs')
const { execFileSync, spawn } = require('node:child_process')
const { createServer } = require('node:net')
const { join } = require('node:path')

const args = process.argv.slice(2)
appendFileSync(join(notes, 'calls'), JSON.stringify(args) + '\n')
const noted = (name) => existsSync(join(notes, name))
const fail = (message, code = 1) => { process.stderr.write(message + '\n'); process.exit(code) }
const folderOf = (name) => join(notes, 'containers', name)
const pidOf = (name) => Number(readFileSync(join(folderOf(name), 'pid'), 'utf8'))
const runs = (name) => { try { process.kill(pidOf(name), 0); return true } catch { return false } }

const verbs = {
  version: () => noted('asleep') ? fail('Cannot connect to the Docker daemon') : console.log('27.0'),
  info: () => console.log('2 4000000000'),
  image: () => process.exit(noted('fetched') ? 0 : 1),
  pull: () => noted('offline') ? fail('pull access denied') : writeFileSync(join(notes, 'fetched'), ''),
  ps: () => console.log(noted('containers') ? readdirSync(join(notes, 'containers')).join('\n') : ''),
  port: () => console.log('127.0.0.1:' + (noted('unreachable') ? 1 : readFileSync(join(folderOf(args[1]), 'port'), 'utf8'))),
  exec: () => {
    const port = readFileSync(join(folderOf(args[1]), 'port'), 'utf8')
    try { execFileSync(join(bin, 'pg_isready'), [...args.slice(3), '--port=' + port]) } catch (error) { process.exit(error.status) }
  },
  logs: () => {
    const name = args[2]
    const timer = setInterval(() => {
      if (runs(name)) return
      clearInterval(timer)
      process.stderr.write(readFileSync(join(folderOf(name), 'log'), 'utf8'))
    }, 20)
  },
  rm: () => {
    const name = args.at(-1)
    if (!existsSync(folderOf(name))) fail('Error response from daemon: No such container: ' + name)
    try { process.kill(pidOf(name), 'SIGQUIT') } catch {}
    const timer = setInterval(() => {
      if (runs(name)) return
      clearInterval(timer)
      rmSync(folderOf(name), { recursive: true, force: true, maxRetries: 5 })
      console.log(name)
    }, 20)
  },
  run: () => {
    const env = { PATH: process.env.PATH }
    let name
    let at = 1
    for (; args[at].startsWith('--'); at++) {
      const [flag, value] = args[at].split('=')
      if (flag === '--name') name = value
      if (flag === '--env') { at++; env[args[at]] = process.env[args[at]] }
    }
    const settings = args.slice(at + 1)
    const folder = folderOf(name)
    mkdirSync(folder, { recursive: true })
    chmodSync(join(notes, 'containers'), 0o755)
    if (user.uid) chownSync(folder, user.uid, user.gid)
    const password = join(folder, 'password')
    writeFileSync(password, env.POSTGRES_PASSWORD)
    if (user.uid) chownSync(password, user.uid, user.gid)
    const data = join(folder, 'data')
    const options = { cwd: folder, env, ...user }
    execFileSync(join(bin, 'initdb'), ['--pgdata=' + data, '--username=postgres', '--pwfile=' + password, '--auth=scram-sha-256', ...env.POSTGRES_INITDB_ARGS.split(' ')], options)
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => {
        const log = openSync(join(folder, 'log'), 'a')
        const broken = noted('broken') ? ['-c', 'moon=full'] : []
        const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings, '-c', 'port=' + port, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...broken], { ...options, detached: true, stdio: ['ignore', log, log] })
        writeFileSync(join(folder, 'port'), String(port))
        writeFileSync(join(folder, 'pid'), String(child.pid))
        child.unref()
        console.log('0123456789abcdef')
      })
    })
  },
}
verbs[args[0]]()
`
