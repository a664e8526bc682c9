import { type Cancelling, listenForCancel } from './cancel.ts'
import { createBoard, progressLine } from './progress.ts'
import { appendSummary, appendValue, audienceOf, workflowCommand } from './runner.ts'
import type { RunningHost, Sink } from './running.ts'
import { createSecrets, secretsInEnvironment } from './secrets.ts'
import { visibleLine, visibleLines, withoutCommands } from './visible.ts'

const PROGRESS_EVERY_MS = 8_000
/** A mask of one or two letters would eat the whole job's log, of other steps too; our own lines hide them anyway. */
const SHORTEST_MASK = 3

/**
 * A step of a GitHub workflow. It speaks the runner's protocol itself instead of through @actions/core: masks have to be
 * out before anything else is, in the same tick, and importing that package takes longer than all of our start.
 */
export function createActionsHost(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: Sink
  readonly cancelling?: Cancelling
  readonly progressEveryMs?: number
}): RunningHost {
  const { env, out } = options
  const secrets = createSecrets()
  const cancelling = options.cancelling ?? listenForCancel()
  let debugging = env.RUNNER_DEBUG === '1'
  let depth = 0

  const write = (text: string): void => {
    const lines = visibleLines(secrets.redact(text)).map(withoutCommands)
    out.write(`${lines.join('\n')}\n`)
  }
  const annotate = (level: 'warning' | 'error', text: string): void => {
    out.write(`${workflowCommand(level, visibleLines(secrets.redact(text)).join('\n'))}\n`)
  }
  const mask = (secret: string): void => {
    for (const form of secrets.add(secret)) {
      if (form.length >= SHORTEST_MASK) out.write(`${workflowCommand('add-mask', form)}\n`)
    }
  }
  const board = createBoard({
    everyMs: options.progressEveryMs ?? PROGRESS_EVERY_MS,
    show: (work) => {
      for (const one of work) write(progressLine(one))
    },
  })
  for (const secret of secretsInEnvironment(env)) mask(secret)

  return {
    signal: cancelling.signal,
    env,
    audience: audienceOf(env),
    ask: async () => undefined,
    info: write,
    warn: (line) => annotate('warning', line),
    error: (line) => annotate('error', line),
    debug: (line) => {
      if (debugging) write(line.replace(/^/gm, 'debug: '))
    },
    async group(title, work) {
      // The runner knows no groups within groups: an inner one is a line of the outer.
      if (depth > 0) write(title)
      else out.write(`${workflowCommand('group', visibleLine(secrets.redact(title)))}\n`)
      depth++
      try {
        return await work()
      } finally {
        depth--
        if (depth === 0) out.write(`${workflowCommand('endgroup')}\n`)
      }
    },
    progress: board.start,
    mask,
    redact: secrets.redact,
    output(name, value) {
      const told = secrets.redact(value)
      if (told !== value)
        annotate('warning', `The output ${name} holds a masked secret, and is given with *** in its place.`)
      appendValue(env, 'GITHUB_OUTPUT', name, told)
    },
    summary: async (markdown) => appendSummary(env, secrets.redact(markdown)),
    print: write,
    // Read by our own clean-up alone, which needs every name as it is, also one that is a password somewhere.
    remember: (name, value) => appendValue(env, 'GITHUB_STATE', name, value),
    showDebug: () => {
      debugging = true
    },
    get debugging() {
      return debugging
    },
    stop: cancelling.stop,
    close() {
      board.close()
      cancelling.close()
    },
  }
}
