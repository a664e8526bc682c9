import { EXIT } from './errors.ts'
import { createActionsHost } from './host/actions.ts'
import { runToEnding } from './host/ending.ts'
import { POST_STATE } from './host/entry.ts'
import type { ScratchChoice } from './options/drill.ts'
import { readInputs } from './options/inputs.ts'
import { parseRequest, type Request } from './options/parse.ts'
import { secretsOf } from './options/reading.ts'

const PREFIX = 'STATE_'

/** The clean-up after a step, also after one that was cancelled or killed. */
export async function run(): Promise<number> {
  const { env } = process
  const host = createActionsHost({ env, out: process.stdout })
  const inputs = readInputs(env)
  for (const secret of secretsOf(inputs.given, env)) host.mask(secret)
  // Parsed only when it is asked for: where the step refused its inputs, there is nothing to clean up.
  const options = () => {
    const folder = env.GITHUB_WORKSPACE || process.cwd()
    return parseRequest(inputs, { env, audience: host.audience, folder }).options
  }
  const ending = await runToEnding(host, async () => {
    const { run: cleanUp } = await import('./commands/cleanup.ts')
    await cleanUp(host, stateOf(env), {
      destinations: () => options().destinations,
      scratch: () => scratchOf(options()),
      targetUrl: () => {
        const all = options()
        return 'targetUrl' in all ? all.targetUrl : undefined
      },
    })
    return 'pass'
  })
  return EXIT[ending]
}

/** Where a drill of the step restored to, if it had one. */
function scratchOf(options: Request['options']): ScratchChoice | undefined {
  if ('scratch' in options) return options.scratch
  return 'drill' in options ? options.drill?.scratch : undefined
}

/** What the run remembered for its clean-up. */
function stateOf(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const entries = Object.entries(env).flatMap(([variable, value = '']) =>
    variable.startsWith(PREFIX) ? [[variable.slice(PREFIX.length), value] as const] : [],
  )
  return Object.fromEntries(entries.filter(([name]) => name !== POST_STATE))
}
