import type { Verbs } from './commands/verbs.ts'
import { createActionsHost } from './host/actions.ts'
import { POST_STATE } from './host/entry.ts'
import { main } from './main.ts'
import { readInputs } from './options/inputs.ts'

/** A step of a workflow. */
export async function run(verbs?: Verbs): Promise<number> {
  const { env } = process
  const host = createActionsHost({ env, out: process.stdout })
  host.remember(POST_STATE, 'true')
  return main(host, readInputs(env), env.GITHUB_WORKSPACE || process.cwd(), verbs)
}
