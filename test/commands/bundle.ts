import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const BUNDLE = resolve(import.meta.dirname, '../../dist/index.js')

export type Ended = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** All that was printed, as a log shows it. */
  readonly log: string
}

export type StepEnded = Ended & {
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly summary: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The committed bundle as a program on a terminal: with arguments. */
export async function runTerminal(
  args: readonly string[],
  env: Environment = {},
  user?: { readonly uid: number; readonly gid: number },
): Promise<Ended> {
  return waitForEnd(startBundle(args, env, user))
}

/** A step of a workflow: no arguments, inputs in the environment, answers through files, as GitHub's runner does it. */
export async function runStep(
  inputs: Readonly<Record<string, string>>,
  options: { readonly env?: Environment; readonly onStart?: (child: ChildProcess) => void } = {},
): Promise<StepEnded> {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const files = { GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' }
  try {
    const fileEnv = Object.fromEntries(
      Object.entries(files).map(([variable, name]) => {
        writeFileSync(join(folder, name), '')
        return [variable, join(folder, name)]
      }),
    )
    const inputEnv = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    const env = { GITHUB_ACTIONS: 'true', ...fileEnv, ...Object.fromEntries(inputEnv), ...options.env }
    const child = startBundle([], env)
    options.onStart?.(child)
    const ended = await waitForEnd(child)
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    return {
      ...ended,
      outputs: readPairs(read('output')),
      state: readPairs(read('state')),
      summary: read('summary'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function startBundle(
  args: readonly string[],
  env: Environment,
  user: { readonly uid?: number; readonly gid?: number } = {},
): ChildProcess {
  // Nothing of the machine that runs the tests but what every program needs.
  const base = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR }
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  return spawn(process.execPath, [BUNDLE, ...args], { env: { ...base, ...env }, stdio: [...stdio], ...user })
}

async function waitForEnd(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr, log] = ['', '', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    log += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    log += text
  })
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed)
    child.once('close', ended)
  })
  return { code, stdout, stderr, log }
}

/** `name=value`, or `name<<DELIMITER`, the value's lines, and the delimiter. The last of a name counts. */
function readPairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line)
    if (heredoc) {
      const [, name = '', delimiter = ''] = heredoc
      const end = lines.indexOf(delimiter, at + 1)
      pairs[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (line.includes('=')) {
      pairs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return pairs
}
