import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions } from '../options/drill.ts'
import type { ScratchDatabase } from '../postgres/scratch/scratch.ts'
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
  const search = {
    major,
    client,
    target: target ?? NOWHERE,
    env,
    signal,
    log: (line: string) => host.info(line),
  }
  return findTools(search).catch((error) => {
    signal.throwIfAborted()
    throw error instanceof UserError ? withoutTools(major, error) : error
  })
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

const withoutTools = (major: number, { story }: UserError): UserError =>
  new UserError(
    {
      what: `The client programs of PostgreSQL ${major}, which this backup needs, cannot be had here.`,
      why: story.why,
      next: `Install that version (Debian, Ubuntu: apt-get install postgresql-${major}, from apt.postgresql.org where the system has it not), or set \`client: docker\`.`,
    },
    'unverified',
  )
