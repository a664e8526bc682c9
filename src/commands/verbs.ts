import type { Ending } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { CommandName } from '../options/commands.ts'
import type { OptionsOf } from '../options/options.ts'
import type { Request } from '../options/parse.ts'

interface Verb<Command extends CommandName> {
  run(host: Host, options: OptionsOf<Command>): Promise<Ending>
}

/** Where each command lives; loaded only when it is asked for. */
export type Verbs = { readonly [Command in CommandName]: () => Promise<Verb<Command>> }

export const VERBS: Verbs = {
  backup: () => import('./backup.ts'),
  verify: () => import('./verify.ts'),
  prove: () => import('./prove.ts'),
  restore: () => import('./restore.ts'),
  list: () => import('./list.ts'),
  prune: () => import('./prune.ts'),
  check: () => import('./check.ts'),
  copy: () => import('./copy.ts'),
  doctor: () => import('./doctor.ts'),
}

/** Runs the command that a request names. */
export async function runRequest<Command extends CommandName>(
  host: Host,
  { command, options, watch }: Request<Command>,
  verbs: Verbs,
): Promise<Ending> {
  const verb = await verbs[command]()
  // A run that only shows what it would do is nothing that others wait for.
  const rehearsal = 'dryRun' in options && options.dryRun
  if (!watch || rehearsal) return verb.run(host, options)
  const { watched } = await import('./watched.ts')
  const { destinations, name } = options
  const drills = 'drill' in options && options.drill !== undefined
  return watched(host, { command, destinations, name, drills, watch }, (heard) => verb.run(heard, options))
}
