import { setTimeout as sleep } from 'node:timers/promises'
import { factsOf } from '../trouble.ts'

const BETWEEN_TRIES_MS = 250

/** Does what a server that is starting anew, or has no connection left, cannot do yet, again until it can. */
export async function onceItAnswers<Result>(
  work: () => Promise<Result>,
  patience: AbortSignal,
): Promise<Result> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (patience.aborted || !isAway(error)) throw error
      await sleep(BETWEEN_TRIES_MS, undefined, { signal: patience }).catch(() => {
        throw error
      })
    }
  }
}

/** Nobody is there, or is there for us; the connection was lost, or the server is on its way up or down. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|53300|57P0[1-3]|08\w{3})$/
const LOST = /connection terminated|not queryable|server closed the connection|connection timeout/i

function isAway(error: unknown): boolean {
  const { code, message } = factsOf(error)
  if (AWAY.test(code) || LOST.test(message)) return true
  return error instanceof Error && error.cause !== undefined && isAway(error.cause)
}
