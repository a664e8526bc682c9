import type { Tuning } from './context.ts'
import { StorageError } from './error.ts'

/** The tries of one piece of work. */
export interface Tries {
  /** Which try this is, from 1. */
  readonly nth: number
  /** Waits for the next try, or rejects with the error when there is none: it was not `busy`, or patience is at its end. */
  failed(error: unknown, signal: AbortSignal): Promise<void>
  /** The work got on: patience starts anew. */
  progressed(): void
}

/** The one retry policy: exponential waits with full jitter, bounded in number and in total. */
export interface Retry {
  <T>(work: string, signal: AbortSignal, attempt: (nth: number) => Promise<T>): Promise<T>
  /** For work that cannot be written as a function to be called again. */
  readonly tries: (work: string) => Tries
}

const FIRST_WAIT_MS = 500

type Policy = Pick<Tuning, 'attempts' | 'longestWaitMs' | 'totalWaitMs' | 'sleep' | 'random'>

/** Only errors of kind `busy` are tried again; each retry is one line in the log. */
export function retryPolicy(label: string, log: (line: string) => void, policy: Policy): Retry {
  const tries = (work: string): Tries => {
    let nth = 1
    let waited = 0
    return {
      get nth() {
        return nth
      },
      progressed() {
        nth = 1
        waited = 0
      },
      async failed(error, signal) {
        signal.throwIfAborted()
        if (!(error instanceof StorageError) || error.kind !== 'busy') throw error
        const wait = waitBefore(nth, error.retryAfterMs, policy)
        if (nth >= policy.attempts || waited + wait > policy.totalWaitMs) throw givenUp(error, nth, waited)
        const why = [error.story.what, error.story.why].filter(Boolean).join(' ')
        log(
          `${label}: ${work} did not work (try ${nth} of ${policy.attempts}), next try in ${seconds(wait)}: ${why}`,
        )
        nth += 1
        waited += wait
        try {
          await policy.sleep(wait, signal)
        } finally {
          signal.throwIfAborted()
        }
      },
    }
  }

  const retry = async <T>(work: string, signal: AbortSignal, attempt: (nth: number) => Promise<T>) => {
    const count = tries(work)
    for (;;) {
      signal.throwIfAborted()
      try {
        return await attempt(count.nth)
      } catch (error) {
        await count.failed(error, signal)
      }
    }
  }
  return Object.assign(retry, { tries })
}

function waitBefore(nth: number, asked: number | undefined, policy: Policy): number {
  const ceiling = Math.min(policy.longestWaitMs, FIRST_WAIT_MS * 2 ** (nth - 1))
  const jittered = Math.round(ceiling * policy.random())
  // A store that asks for an hour gets what patience there is: the total then ends it.
  return Math.max(jittered, asked ?? 0)
}

function givenUp(error: StorageError, tries: number, waitedMs: number): StorageError {
  const patience = `Tried ${tries} ${tries === 1 ? 'time' : 'times'} over ${seconds(waitedMs)}.`
  return new StorageError('busy', {
    ...error.story,
    why: [error.story.why, patience].filter(Boolean).join(' '),
    cause: error,
  })
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
