import { Cancelled, type Ending, ToolError, UserError } from '../errors.ts'
import type { RunningHost } from './running.ts'

/** How long a run may still clean up after an error that came out of nowhere. */
const STRAY_GRACE_MS = 10_000

/** The one place that turns errors into messages and endings, also those that nobody waited for. */
export async function runToEnding(host: RunningHost, work: () => Promise<Ending>): Promise<Ending> {
  let stray: { readonly error: unknown } | undefined
  let timer: NodeJS.Timeout | undefined
  const onStray = (error: unknown): void => {
    if (stray !== undefined) {
      host.debug(stackOf(error))
      return
    }
    stray = { error }
    // Aborting lets the run end its children and its uploads; nothing else it does is to be trusted now.
    host.stop(new UserError({ what: 'Stopped by an unexpected error.' }))
    timer = setTimeout(() => {
      report(host, error)
      process.exit(1)
    }, STRAY_GRACE_MS).unref()
  }
  const onAbort = (): void => {
    if (host.signal.reason instanceof Cancelled) host.info('Stopping, and cleaning up what is unfinished.')
  }
  process.on('uncaughtException', onStray)
  process.on('unhandledRejection', onStray)
  host.signal.addEventListener('abort', onAbort, { once: true })
  try {
    const ending = await work()
    return stray === undefined ? ending : report(host, stray.error)
  } catch (error) {
    return report(host, stray === undefined ? error : stray.error)
  } finally {
    clearTimeout(timer)
    process.off('uncaughtException', onStray)
    process.off('unhandledRejection', onStray)
    host.signal.removeEventListener('abort', onAbort)
    host.close()
  }
}

/** What is told of an error, and decides the ending; a defect has no story. */
export function storyOf({ signal }: Pick<RunningHost, 'signal'>, error: unknown): UserError | undefined {
  // Once cancelled, what fails fails because of that.
  if (signal.aborted && signal.reason instanceof Cancelled) return signal.reason
  return error instanceof UserError ? error : undefined
}

function report(host: RunningHost, error: unknown): Ending {
  const story = storyOf(host, error)
  host.error(story === undefined ? defect(error, host.debugging) : story.message)
  if (error instanceof ToolError && error !== story) host.debug(error.stderrTail)
  host.debug(stackOf(error))
  return story?.ending ?? 'fail'
}

function defect(error: unknown, debugging: boolean): string {
  return [
    `This is a defect of pg-backup: ${messageOf(error)}`,
    'Please report it in the issues of pg-backup-action, with this message and what was run.',
    debugging ? '' : 'With `debug: true` (`--debug`) it shows where it happened.',
  ]
    .filter(Boolean)
    .join('\n')
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Stacks along the chain of causes. Nothing else of an error is shown: SDKs hang requests with credentials on theirs. */
function stackOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return depth > 5 ? '…' : String(error)
  const parts = [error.stack ?? messageOf(error)]
  if (error instanceof AggregateError)
    parts.push(...error.errors.slice(0, 5).map((one) => stackOf(one, depth + 1)))
  if (error.cause !== undefined) parts.push(`Caused by: ${stackOf(error.cause, depth + 1)}`)
  return parts.join('\n')
}
