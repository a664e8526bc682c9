import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { PassThrough, pipeline, type Readable, type Writable } from 'node:stream'

export type ProcessEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A child process of ours; when the signal is aborted it is asked to end, and soon after made to. */
export type Running = {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Settles when the process is gone and its output is read; rejects only where it could not be started. */
  readonly ended: Promise<ProcessEnd>
  /** The last it said on standard error, bounded. */
  stderrTail(): string
}

/** A user of the system, by number; only root can start a program as another one. */
export type User = { readonly uid: number; readonly gid: number }

export type StartOptions = {
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly cwd?: string
  readonly user?: User | undefined
  readonly onStderr?: (line: string) => void
}

const STDERR_KEPT = 16 * 1024
const GRACE_MS = 3_000
const STDOUT_BUFFER = 256 * 1024

/** The one door to child processes: an argument array, a whole environment, never a shell. */
export function start(command: string, args: readonly string[], options: StartOptions): Running {
  options.signal.throwIfAborted()
  const child = spawn(command, args, {
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd && { cwd: options.cwd }),
    ...options.user,
  })
  let tail = ''
  let unfinished = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-STDERR_KEPT)
    const lines = (unfinished + text).split('\n')
    unfinished = (lines.pop() ?? '').slice(-STDERR_KEPT)
    for (const line of lines) options.onStderr?.(line)
  })
  // A reader that went away is told by the exit code of whoever wrote to it.
  child.stdin.on('error', () => undefined)

  // When a child ends, Node drains and drops what nobody has begun to read of it; what has gone on into another stream
  // is safe from that.
  const stdout = new PassThrough({ highWaterMark: STDOUT_BUFFER })
  pipeline(child.stdout, stdout, () => undefined)

  let force: NodeJS.Timeout | undefined
  const kill = () => {
    child.kill('SIGTERM')
    force ??= setTimeout(() => {
      child.kill('SIGKILL')
      // Children of its own may still hold our pipes open, and nobody waits for what they have to say.
      for (const pipe of [child.stdout, child.stderr]) pipe.destroy()
    }, GRACE_MS)
  }
  options.signal.addEventListener('abort', kill, { once: true })
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  }).finally(() => {
    clearTimeout(force)
    options.signal.removeEventListener('abort', kill)
    if (unfinished) options.onStderr?.(unfinished)
  })
  ended.catch(() => undefined)
  return { stdin: child.stdin, stdout, ended, stderrTail: () => tail }
}

/** Runs a short probe and collects what it prints. */
export async function probe(
  command: string,
  args: readonly string[],
  options: StartOptions,
): Promise<ProcessEnd & { readonly stdout: string; readonly stderr: string }> {
  const running = start(command, args, options)
  running.stdin.end()
  let stdout = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (stdout.length < 1 << 20) stdout += text
  })
  const end = await running.ended
  options.signal.throwIfAborted()
  return { ...end, stdout, stderr: running.stderrTail() }
}

/** A program that stays until it is told to end. */
export type Resident = {
  readonly pid: number | undefined
  /** Settles when it is gone; rejects only where it could not be started. */
  readonly ended: Promise<ProcessEnd>
  kill(signal: NodeJS.Signals): void
  /** From now on this process need not wait for it. */
  leave(): void
}

/**
 * Starts a program that is to outlive a signal from the terminal, so that whoever started it can end it in order; what it
 * says goes to the end of a file.
 */
export function startResident(
  command: string,
  args: readonly string[],
  options: Omit<StartOptions, 'signal' | 'onStderr'> & { readonly log: string },
): Resident {
  const log = openSync(options.log, 'a', 0o600)
  try {
    const child = spawn(command, args, {
      env: options.env,
      stdio: ['ignore', log, log],
      detached: true,
      ...(options.cwd && { cwd: options.cwd }),
      ...options.user,
    })
    const ended = new Promise<ProcessEnd>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve({ code, signal }))
    })
    ended.catch(() => undefined)
    return {
      pid: child.pid,
      ended,
      kill: (signal) => void child.kill(signal),
      leave: () => child.unref(),
    }
  } finally {
    closeSync(log)
  }
}
