import { runRequest, VERBS, type Verbs } from './commands/verbs.ts'
import { EXIT } from './errors.ts'
import { runToEnding } from './host/ending.ts'
import type { RunningHost } from './host/running.ts'
import { parseRequest } from './options/parse.ts'
import { type Reading, secretsOf } from './options/reading.ts'

/** From what was read to the exit code, the same for a step and a terminal. */
export async function main(
  host: RunningHost,
  reading: Reading,
  folder: string,
  verbs: Verbs = VERBS,
): Promise<number> {
  for (const secret of secretsOf(reading.given, host.env)) host.mask(secret)
  const ending = await runToEnding(host, async () => {
    const request = parseRequest(reading, { env: host.env, audience: host.audience, folder })
    if (request.options.debug) host.showDebug()
    return runRequest(host, request, verbs)
  })
  return EXIT[ending]
}
