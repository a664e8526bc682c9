import type { Host } from '../host/host.ts'
import type { DrillOptions } from '../options/drill.ts'
import type { ScratchDatabase } from '../postgres/scratch.ts'
import { findTools, type Tools } from '../postgres/tools.ts'
import { Meter } from '../stream/meter.ts'

/** The client programs of a major version; without a target, only to read archives. */
export function toolsFor(
  host: Host,
  major: number,
  { client }: Pick<DrillOptions, 'client'>,
  target: ScratchDatabase['target'] | undefined,
): Promise<Tools> {
  const { env, signal } = host
  return findTools({ major, client, target: target ?? NOWHERE, env, signal, log: (line) => host.info(line) })
}

/** For programs that only read archives. */
const NOWHERE: ScratchDatabase['target'] = {
  host: '/nonexistent',
  port: 5432,
  user: 'nobody',
  database: 'none',
  password: undefined,
  sslmode: 'disable',
  given: {},
}

/** Shows how far the work has come. */
export async function metered<Result>(
  host: Host,
  title: string,
  total: number | undefined,
  work: (watch: (count: () => number) => void) => Promise<Result>,
): Promise<Result> {
  const meter = new Meter(host.progress(title), { total })
  try {
    return await work((count) => meter.watch(count))
  } finally {
    meter.done()
  }
}
