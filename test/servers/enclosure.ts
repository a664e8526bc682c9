import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The user that a program runs as. */
export type Account = { readonly uid: number; readonly gid: number }

type ProgramOptions = {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** A program that stays; its output goes to a log file. */
export type Resident = {
  readonly process: ChildProcess
  /** Asks it to end, and waits until it has. */
  end(signal: NodeJS.Signals): Promise<void>
  /** The end of what it said, for error messages. */
  log(): string
}

/**
 * A private temporary folder and everything that lives in it. Closing it ends every process that works in the folder
 * and removes the folder; so does a guardian when this process dies first, in whatever way.
 */
export type Enclosure = {
  readonly folder: string
  /** Runs a program to its end and answers what it printed. */
  run(program: string, args: readonly string[], options?: ProgramOptions): Promise<string>
  start(program: string, args: readonly string[], options?: ProgramOptions & { name?: string }): Resident
  /** Ends every process that works in the folder (or in one below it), at once, as a power cut would. */
  endAll(below?: string): Promise<void>
  close(): Promise<void>
}

// It knows the processes by their working folder, since some of them (PostgreSQL's) leave the process group. Jest
// replaces `process`, so that a handler of its 'exit' never runs; and none runs after SIGKILL. The closed pipe always tells.
const GUARDIAN = `
read -r word
[ "$word" = closed ] && exit
while pids=$(find /proc -maxdepth 2 -name cwd -lname "$1*" 2>/dev/null | cut -d/ -f3) && [ -n "$pids" ]; do
  kill -KILL $pids 2>/dev/null
  sleep 0.05
done
rm -rf -- "$1"
`

const startGuardian = (folder: string) => {
  const guardian = spawn('/bin/sh', ['-c', GUARDIAN, 'guardian', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const gone = new Promise<void>((done) => guardian.once('exit', () => done()))
  const pipe = guardian.stdin
  pipe.on('error', () => {})
  // A forgotten server must not keep the test process alive.
  guardian.unref()
  ;(pipe as Socket).unref()
  return {
    dismiss: async () => {
      guardian.ref()
      pipe.end('closed\n')
      await gone
    },
  }
}

const workingIn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`)
      } catch {
        return false // gone meanwhile, or another user's
      }
    })
    .map(Number)

const tail = (text: string): string => text.trimEnd().split('\n').slice(-15).join('\n')

export const openEnclosure = (label: string, account?: Account): Enclosure => {
  const folder = mkdtempSync(join(tmpdir(), `${label}-`))
  if (account) chownSync(folder, account.uid, account.gid)
  const guardian = startGuardian(folder)
  let closing: Promise<void> | undefined

  // An environment of their own: no PG* or AWS_* variable of the developer's may reach a server.
  const launch = (env: ProgramOptions['env'] = {}) => ({
    cwd: folder,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    ...account,
  })

  const run: Enclosure['run'] = async (program, args, options = {}) => {
    const child = spawn(program, args, { ...launch(options.env), stdio: 'pipe' })
    const printed: Buffer[] = []
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed)
      child.once('close', done)
    })
    const output = Buffer.concat(printed).toString()
    if (code === 0) return output
    throw new Error(
      `${program} ended with exit code ${code}:\n${tail(Buffer.concat(said).toString() || output)}`,
    )
  }

  const start: Enclosure['start'] = (program, args, options = {}) => {
    const file = join(folder, `${options.name ?? 'server'}.log`)
    const log = openSync(file, 'a')
    const child = spawn(program, args, {
      ...launch(options.env),
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    child.unref()
    const exited = new Promise<void>((done) => {
      child.once('exit', () => done())
      child.once('error', () => done())
    })
    const end = (signal: NodeJS.Signals) => {
      child.ref()
      child.kill(signal)
      return exited
    }
    return { process: child, end, log: () => tail(readFileSync(file, 'utf8')) }
  }

  const endAll: Enclosure['endAll'] = async (below = folder) => {
    for (let pids = workingIn(below); pids.length > 0; pids = workingIn(below)) {
      for (const pid of pids) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {} // gone meanwhile
      }
      await sleep(5)
    }
  }

  const close = async () => {
    await endAll()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    await guardian.dismiss()
  }

  return { folder, run, start, endAll, close: () => (closing ??= close()) }
}

/** Waits until `ready` says so; fails early when the program that it waits for has ended. */
export const waitFor = async (
  what: string,
  resident: Resident,
  ready: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> => {
  const deadline = Date.now() + seconds * 1000
  while (!(await ready())) {
    const { exitCode, signalCode, pid } = resident.process
    if (pid === undefined || exitCode !== null || signalCode !== null)
      throw new Error(`${what} ended before it was ready:\n${resident.log()}`)
    if (Date.now() > deadline) throw new Error(`${what} was not ready after ${seconds} s:\n${resident.log()}`)
    await sleep(15)
  }
}
