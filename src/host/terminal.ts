import { styleText } from 'node:util'
import { type Cancelling, listenForCancel } from './cancel.ts'
import { createBoard, progressBar, progressLine, type Snapshot } from './progress.ts'
import { audienceOf } from './runner.ts'
import type { RunningHost, Sink } from './running.ts'
import { createSecrets, secretsInEnvironment } from './secrets.ts'
import { visibleLines, withoutCommands } from './visible.ts'

const REDRAW_EVERY_MS = 100
const LINE_EVERY_MS = 8_000
const STYLES = { warning: 'yellow', error: 'red', debug: 'dim' } as const
const CLEAR_LINE = '\r\x1b[2K'

/** Standard input and error belong to a person only where both are the terminal. */
async function askAt(err: Sink, question: string, signal: AbortSignal): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({
    input: process.stdin,
    output: err as NodeJS.WritableStream,
    terminal: false,
  })
  // Ctrl-D ends the input without an answer, and the question would wait for ever.
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)))
  try {
    return (await Promise.race([lines.question(question, { signal }), ended]))?.trim()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    lines.close()
  }
}

/** A terminal or a plain log: answers go to standard output, everything else to standard error. */
export function createTerminalHost(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: Sink
  readonly err: Sink
  readonly cancelling?: Cancelling
  readonly progressEveryMs?: number
}): RunningHost {
  const { env, out, err } = options
  const secrets = createSecrets()
  const cancelling = options.cancelling ?? listenForCancel()
  const live = err.isTTY === true && env.TERM !== 'dumb'
  const colours = live && (env.NO_COLOR ?? '') === ''
  // In a `run:` step GitHub's runner reads both streams for commands, as it does with a step's own.
  const onRunner = env.GITHUB_ACTIONS === 'true'
  let debugging = env.RUNNER_DEBUG === '1'
  let drawn = ''

  const shown = (text: string): readonly string[] => {
    const lines = visibleLines(secrets.redact(text))
    return onRunner ? lines.map(withoutCommands) : lines
  }
  const coloured = (style: 'bold' | (typeof STYLES)[keyof typeof STYLES], text: string): string =>
    colours ? styleText(style, text, { validateStream: false }) : text
  const draw = (bar: string): void => {
    if (drawn === bar) return
    drawn = bar
    err.write(`${CLEAR_LINE}${bar}`)
  }
  const write = (sink: Sink, text: string): void => {
    const bar = drawn
    draw('')
    sink.write(text)
    draw(bar)
  }
  const say = (text: string, level?: keyof typeof STYLES): void => {
    const head = level === undefined ? '' : `${coloured(STYLES[level], `${level}:`)} `
    write(err, `${head}${shown(text).join(level === undefined ? '\n' : '\n  ')}\n`)
  }
  // Before the line is cut to the terminal's width: half a secret would no longer be recognised.
  const redacted = ({ title, status, rate }: Snapshot): Snapshot => ({
    title: secrets.redact(title),
    status: { ...status, note: status.note && secrets.redact(status.note) },
    rate,
  })
  const board = createBoard({
    everyMs: options.progressEveryMs ?? (live ? REDRAW_EVERY_MS : LINE_EVERY_MS),
    show: (work) => {
      // The last column stays free: some terminals go on to the next line when it is written to.
      if (live) draw(progressBar(work.map(redacted), (err.columns ?? 80) - 1))
      else for (const one of work) say(progressLine(one))
    },
    idle: () => draw(''),
  })
  for (const secret of secretsInEnvironment(env)) secrets.add(secret)

  return {
    signal: cancelling.signal,
    env,
    audience: onRunner ? audienceOf(env) : 'private',
    info: (line) => say(line),
    warn: (line) => say(line, 'warning'),
    error: (line) => say(line, 'error'),
    debug: (line) => {
      if (debugging) say(line, 'debug')
    },
    async group(title, work) {
      const [line = ''] = shown(title)
      write(err, `${coloured('bold', line)}\n`)
      return work()
    },
    progress: board.start,
    mask: (secret) => {
      secrets.add(secret)
    },
    redact: secrets.redact,
    ask: (question) => (live ? askAt(err, question, cancelling.signal) : Promise.resolve(undefined)),
    output: () => {},
    summary: async () => {},
    print: (text) => write(out, `${shown(text.replace(/\n$/, '')).join('\n')}\n`),
    remember: () => {},
    showDebug: () => {
      debugging = true
    },
    get debugging() {
      return debugging
    },
    stop: cancelling.stop,
    close() {
      board.close()
      draw('')
      cancelling.close()
    },
  }
}
