import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { asError } from '../errors.ts'
import { groupOf } from './group.ts'
import type { Host } from './host.ts'
import { formatDuration } from './measure.ts'
import { withoutSecrets } from './withheld.ts'

/** What came of the user's command, in the form of a check. */
export type CommandCheck = {
  readonly name: 'smoke'
  readonly looked: string
  readonly findings: readonly {
    readonly outcome: 'fail' | 'unverified'
    readonly what: string
    readonly detail?: string | undefined
  }[]
}

export type CommandRequest = {
  /** As somebody would write it behind `run:` in a workflow. */
  readonly command: string
  /** What it gets beside our own environment without our secrets. */
  readonly env: Readonly<Record<string, string>>
  readonly folder: string
  readonly timeoutSeconds: number
  readonly title: string
}

/** Runs a command of the user's; when this settles, in whatever way, nothing that it started is running any more. */
export function runCommand(host: Host, request: CommandRequest): Promise<CommandCheck> {
  return host.group(request.title, async () => {
    host.info(request.command.trim().replace(/^/gm, '> ').replace(/^>/, '$'))
    const own = withoutSecrets(host)
    const named = own.withheld.filter((name) => !/^(INPUT|STATE)_|^PG/.test(name))
    if (named.length > 0) host.info(`Not passed on, since it may be secret: ${named.join(', ')}.`)
    const begun = performance.now()
    const tail: string[] = []
    const say = (line: string): void => {
      const shown = readable(host, line)
      host.info(shown)
      tail.push(shown)
      if (tail.length > TAIL_LINES) tail.shift()
    }
    const end = await runToEnd(host, { ...request, env: { ...own.env, ...request.env } }, say)
    host.signal.throwIfAborted()
    return judge(end, request, (performance.now() - begun) / 1000, tail)
  })
}

const TAIL_LINES = 20

type End =
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: NodeJS.Signals | null }
  | { readonly kind: 'late' }
  | { readonly kind: 'never begun'; readonly why: string }

// As a step's `run:` with `shell: bash`: stops at the first error, also in a pipe, and reads no profile. Node connects its
// children by sockets, which nobody can open a second time as /dev/stderr, so all output goes through a true pipe.
const WITH_A_PIPE = [
  // What passes the output on has to outlive the rest, and is ignorant of SIGTERM from its birth.
  'trap "" TERM; exec > >(exec cat) 2>&1; trap - TERM',
  'exec "$BASH" --noprofile --norc -eo pipefail -c "$1"',
].join('; ')
const BASH = ['--noprofile', '--norc', '-p', '-c', WITH_A_PIPE, 'bash']

const LONGEST_MS = 2 ** 31 - 1
/** By this variable a process that left the command's group is known as its own. */
const MARK = 'PG_BACKUP_COMMAND'

async function runToEnd(
  { signal }: Host,
  { command, env, folder, timeoutSeconds }: CommandRequest,
  say: (line: string) => void,
): Promise<End> {
  signal.throwIfAborted()
  if (!existsSync(folder)) return { kind: 'never begun', why: `there is no folder ${folder}` }
  const mark = randomUUID()
  const clock = AbortSignal.timeout(Math.min(timeoutSeconds * 1000, LONGEST_MS))
  const stop = AbortSignal.any([signal, clock])
  let child: ReturnType<typeof spawnBash>
  try {
    child = spawnBash(command, { cwd: folder, env: { ...env, [MARK]: mark } })
  } catch (error) {
    return { kind: 'never begun', why: asError(error).message }
  }
  const closed = new Promise<void>((done) => child.once('close', () => done()))
  const ended = new Promise<End>((done) => {
    child.once('error', (error) => done({ kind: 'never begun', why: error.message }))
    child.once('exit', (code, how) => done({ kind: 'ended', code, signal: how }))
  })
  if (child.pid === undefined) return ended
  for (const output of [child.stdout, child.stderr]) eachLine(output, say)
  const group = groupOf(child.pid, `${MARK}=${mark}`)
  process.once('exit', group.endAtOnce)
  try {
    const stopped = new Promise<End>((done) => {
      stop.addEventListener('abort', () => done({ kind: 'late' }), { once: true })
    })
    return await Promise.race([ended, stopped])
  } finally {
    await group.end()
    await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })])
    for (const output of [child.stdout, child.stderr]) output.destroy()
    process.off('exit', group.endAtOnce)
  }
}

const LAST_WORDS_MS = 1_000

const spawnBash = (command: string, where: { readonly cwd: string; readonly env: CommandRequest['env'] }) =>
  // A group of its own, so that all of it can be ended; nobody answers its questions.
  spawn('bash', [...BASH, command], { ...where, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })

/** A longer line is cut. Twice as much of it is kept until its secrets are replaced: half of one would not be known. */
const LONGEST_LINE = 16 * 1024

function eachLine(output: Readable, say: (line: string) => void): void {
  let unfinished = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\n')
    unfinished = (unfinished + first).slice(0, 2 * LONGEST_LINE)
    for (const other of others) {
      say(unfinished)
      unfinished = other.slice(0, 2 * LONGEST_LINE)
    }
  })
  output.on('end', () => {
    if (unfinished !== '') say(unfinished)
  })
  output.on('error', () => undefined)
}

/** Without colours, which would hide a secret in parts and show as codes; of a line written over, the last state. */
function readable(host: Host, line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? ''
  const shown = host.redact(stripVTControlCharacters(last))
  return shown.length > LONGEST_LINE ? `${shown.slice(0, LONGEST_LINE)}…` : shown
}

function judge(
  end: End,
  { timeoutSeconds }: CommandRequest,
  seconds: number,
  tail: readonly string[],
): CommandCheck {
  const detail = tail.join('\n') || undefined
  const took = formatDuration(seconds)
  switch (end.kind) {
    case 'ended': {
      const how = end.signal === null ? `exit code ${end.code}` : `the signal ${end.signal}`
      const looked = `${how} after ${took}`
      if (end.code === 0) return { name: 'smoke', looked, findings: [] }
      const what = `the smoke command ended with ${how}`
      return { name: 'smoke', looked, findings: [{ outcome: 'fail', what, detail }] }
    }
    case 'late': {
      // It said neither that the database is right nor that it is wrong.
      const what = `the smoke command was ended after ${formatDuration(timeoutSeconds)}, its time limit`
      return { name: 'smoke', looked: 'not to the end', findings: [{ outcome: 'unverified', what, detail }] }
    }
    case 'never begun': {
      const what = 'the smoke command could not be run by bash'
      return {
        name: 'smoke',
        looked: 'nothing',
        findings: [{ outcome: 'unverified', what, detail: end.why }],
      }
    }
  }
}
