import { Cancelled, type UserError } from '../errors.ts'

/** Time that GitHub's runner leaves between SIGTERM and SIGKILL, less a little. */
const LAST_MOMENTS_MS = 2_000

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type Stop = keyof typeof CODES

const WORDS: Readonly<Record<Stop, string>> = {
  SIGINT: 'interrupted (SIGINT)',
  SIGTERM: 'told to stop (SIGTERM)',
  SIGHUP: 'the terminal was closed (SIGHUP)',
}

/** Turns signals of the system into one `AbortSignal`. */
export interface Cancelling {
  readonly signal: AbortSignal
  /** Stops the run for another reason than a signal of the system. */
  stop(reason: UserError): void
  /** Gives the signals back to their default handlers. */
  close(): void
}

/**
 * The first SIGINT or SIGTERM aborts the run with a `Cancelled`; a second one of the same kind ends the process at once.
 * SIGTERM after SIGINT is not impatience but the runner's own order of things (SIGINT, 7.5 s later SIGTERM, 2.5 s later
 * SIGKILL): the moments left are used for cleaning up.
 */
export function listenForCancel(
  exit: (code: number) => void = process.exit,
  lastMomentsMs: number = LAST_MOMENTS_MS,
): Cancelling {
  const controller = new AbortController()
  const seen = new Set<Stop>()
  let timer: NodeJS.Timeout | undefined

  const onSignal = (signal: Stop): void => {
    const impatient = seen.has(signal) || seen.has('SIGTERM')
    seen.add(signal)
    if (impatient) {
      exit(CODES[signal])
    } else if (seen.size === 1) {
      controller.abort(new Cancelled(WORDS[signal]))
    } else {
      timer = setTimeout(() => exit(CODES[signal]), lastMomentsMs).unref()
    }
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onSignal)
  return {
    signal: controller.signal,
    stop: (reason) => controller.abort(reason),
    close() {
      clearTimeout(timer)
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
      process.off('SIGHUP', onSignal)
    },
  }
}
