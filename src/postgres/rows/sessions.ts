import { OutcomeUnknown } from '../live/switch.ts'
import { openSession, type Session } from '../session.ts'
import { describeTarget } from '../target.ts'
import { factsOf, isServerTrouble, serverTrouble } from '../trouble.ts'
import type { RowsRequest } from './request.ts'
import { Unreadable } from './staging.ts'

/** One in the temporary database that holds what comes back, and one in the live database. */
export type Sessions = { readonly from: Session; readonly to: Session }

type Ends = Pick<RowsRequest, 'from' | 'to' | 'signal'>

/** Gives both sessions to the work, and closes them: what was not committed by then has not happened. */
export async function inSessions<Result>(
  request: Ends,
  work: (sessions: Sessions) => Promise<Result>,
): Promise<Result> {
  const { from, to, signal } = request
  const opened: Session[] = []
  try {
    for (const target of [from, to]) opened.push(await openSession(target, { signal }))
    const [source, live] = opened as [Session, Session]
    return await work({ from: source, to: live })
  } catch (error) {
    // Whether it was stopped says less than that nobody knows how far it came.
    if (!(error instanceof OutcomeUnknown)) signal.throwIfAborted()
    throw told(error, request)
  } finally {
    await Promise.all(opened.map((session) => session.close()))
  }
}

/** Nothing is committed before all is done, so whatever failed has changed nothing. */
function told(error: unknown, { from, to }: Ends): unknown {
  if (error instanceof Unreadable)
    return serverTrouble(`${error.message} (${describeTarget(from)})`, error.cause)
  if (!isServerTrouble(error)) return error
  return serverTrouble(
    `The rows could not be brought back into ${describeTarget(to)}; nothing was changed.`,
    error,
  )
}

/** Of a connection that is gone, and not of what a server says of a statement. */
const LOST = /^$|^E[A-Z]+$|^(08|57P)/

/** Commits; a connection that is lost in that very moment, or given up since we were told to stop, tells nobody whether. */
export async function commit(to: Session, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  try {
    await to.query('COMMIT')
  } catch (error) {
    // What the server itself refuses, it has rolled back.
    const refused = !isServerTrouble(error) || !LOST.test(factsOf(error).code)
    if (refused && !signal.aborted) throw error
    const trouble = serverTrouble('', error)
    throw new OutcomeUnknown({
      what: 'The connection was lost while the rows were being committed, so it is not known whether they came back.',
      why: trouble.story.why,
      next: 'Plan once more: where nothing is left to do, they did.',
      cause: error,
    })
  }
}
