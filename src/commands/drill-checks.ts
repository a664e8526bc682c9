import { runCommand } from '../host/command.ts'
import type { Host } from '../host/host.ts'
import type { DrillOptions, SqlCheck } from '../options/drill.ts'
import { runChecks } from '../postgres/checks.ts'
import { environmentOf } from '../postgres/reach.ts'
import { inSession, type SessionPlace } from '../postgres/restore/restored.ts'
import { factsOf } from '../postgres/trouble.ts'
import type { Ledger } from './drill-ledger.ts'

type UsersWord = { readonly options: DrillOptions; readonly checks: readonly SqlCheck[] }

/** Asks what only the user knows of the restored database: SQL checks, and a command. */
export async function askUser(
  host: Host,
  { options, checks }: UsersWord,
  place: SessionPlace,
  ledger: Ledger,
): Promise<void> {
  const { target } = place
  const { smokeCommand: command } = options
  if (checks.length === 0 && command === undefined) return
  await ledger.phase('checks', undefined, async () => {
    // Without statistics the planner guesses, and a check that takes a moment in production could take an hour.
    await inSession(place, (session) => session.query('ANALYZE')).catch((error) => {
      host.signal.throwIfAborted()
      ledger.note(`The statistics of the restored database are not whole (SQLSTATE ${factsOf(error).code}).`)
    })
    if (checks.length > 0) {
      const { checkTimeout: timeoutSeconds } = options
      ledger.add(
        await host.group('Your checks', () =>
          runChecks(target, checks, { timeoutSeconds, signal: host.signal }),
        ),
      )
    }
    if (command === undefined) return
    const { smokeTimeout: timeoutSeconds, workspace: folder } = options
    const env = environmentOf(target)
    ledger.add(await runCommand(host, { command, env, folder, timeoutSeconds, title: 'Smoke command' }))
  })
}
