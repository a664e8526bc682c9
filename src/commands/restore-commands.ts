import { asError, UserError } from '../errors.ts'
import { runCommand } from '../host/command.ts'
import type { Host } from '../host/host.ts'
import type { RestoreOptions } from '../options/restore.ts'
import { OutcomeUnknown } from '../postgres/live/switch.ts'
import { environmentOf } from '../postgres/reach.ts'
import type { Target } from '../postgres/target.ts'

/** What has become of the target, as `after-command` is told. */
export type Fate = 'changed' | 'unchanged' | 'gone' | 'unknown'

/**
 * Runs what changes the target between the user's own commands: nothing changes where the first fails, and the second runs
 * in every ending, also after a cancel.
 */
export async function aroundTheChange<Result>(
  host: Host,
  options: RestoreOptions,
  target: Target,
  change: () => Promise<Result>,
  fateOf: (result: Result) => Fate = () => 'changed',
): Promise<{ readonly result: Result; readonly trouble: UserError | undefined }> {
  let result: Result
  try {
    await before(host, options, target)
    result = await change()
  } catch (error) {
    const trouble = await after(host, options, target, fateAfter(error))
    if (trouble) host.error(trouble.message)
    throw error
  }
  return { result, trouble: await after(host, options, target, fateOf(result)) }
}

function fateAfter(error: unknown): Fate {
  if (error instanceof OutcomeUnknown) return 'unknown'
  return error instanceof TargetGone ? 'gone' : 'unchanged'
}

/** There is no database of the target's name any more, and what was there could not be put back. */
export class TargetGone extends UserError {}

async function before(host: Host, options: RestoreOptions, target: Target): Promise<void> {
  const { beforeCommand: command } = options
  if (command === undefined) return
  const { findings } = await runCommand(host, { ...howOf(options, target), command, title: 'Before command' })
  const [finding] = findings
  if (!finding) return
  throw new UserError({
    what: '`before-command` failed, so nothing was changed.',
    why: [finding.what, finding.detail].filter(Boolean).join('\n'),
    next: 'Mend it, or leave it out, and run it again.',
  })
}

/** What went wrong in it, if anything: by then the target has changed, or has not, and that is to be told first. */
async function after(
  host: Host,
  options: RestoreOptions,
  target: Target,
  outcome: Fate,
): Promise<UserError | undefined> {
  const { afterCommand: command, commandTimeout } = options
  if (command === undefined) return undefined
  const how = howOf(options, target)
  const env = { ...how.env, PG_BACKUP_RESULT: outcome }
  // It must run also where the run was told to stop: workers would stay stopped.
  const signal = host.signal.aborted ? AbortSignal.timeout(1000 * commandTimeout) : host.signal
  try {
    const { findings } = await runCommand(
      { ...host, signal },
      { ...how, env, command, title: 'After command' },
    )
    const [finding] = findings
    return finding && afterFailed([finding.what, finding.detail].filter(Boolean).join('\n'), outcome)
  } catch (error) {
    return afterFailed(asError(error).message, outcome)
  }
}

const afterFailed = (why: string, outcome: Fate): UserError =>
  new UserError({
    what: `\`after-command\` failed; the target is ${outcome}.`,
    why,
    next: 'Do by hand what it was to do.',
  })

const howOf = (options: RestoreOptions, target: Target) => ({
  env: environmentOf(target),
  folder: options.workspace,
  timeoutSeconds: options.commandTimeout,
})
