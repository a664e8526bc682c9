import { Cancelled } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { VERSION } from '../options/version.ts'
import type { Storage } from '../storage/storage.ts'
import { clearAway, isCommitted } from './commit.ts'
import { asError, type Copy } from './copies.ts'
import type { Draft } from './draft.ts'
import { isBackupId } from './layout.ts'
import { writeRecord } from './record.ts'

/** Under this name a run tells its clean-up which backup it has begun and not brought to an end. */
export const UNFINISHED = 'unfinished-backup'

/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000
const PATIENCE_MS = 60_000

/** Does the work of a backup; what it stored at a destination without committing it there is taken back. */
export async function unfinishedIsUndone<Result>(
  host: Host,
  draft: Draft,
  work: () => Promise<Result>,
): Promise<Result> {
  host.remember(UNFINISHED, JSON.stringify({ id: draft.id, name: draft.name }))
  let failure: Error | undefined
  try {
    return await work()
  } catch (error) {
    failure = asError(error)
    throw error
  } finally {
    const losers = draft.copies.filter(({ trouble }) => failure ?? trouble)
    await Promise.all(losers.map((copy) => undo(host, draft, copy, failure)))
    host.remember(UNFINISHED, '')
  }
}

async function undo(
  host: Host,
  draft: Draft,
  { storage, trouble }: Copy,
  failure: Error | undefined,
): Promise<void> {
  const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  const reason = trouble ?? failure
  try {
    await clearUncommitted(storage, draft, signal)
    const outcome = host.signal.aborted && host.signal.reason instanceof Cancelled ? 'cancelled' : 'fail'
    const now = new Date()
    await writeRecord(
      storage,
      {
        format: 1,
        id: draft.id,
        name: draft.name,
        verb: 'backup',
        outcome,
        time: now.toISOString(),
        tool: VERSION,
        durationSeconds: (now.getTime() - draft.startedAt.getTime()) / 1000,
        ...(reason && { message: host.redact(reason.message) }),
      },
      signal,
    )
  } catch (error) {
    // Whatever made the run fail may make this fail too, and it is the first that matters.
    host.debug(`${storage.label}: cleaning up and leaving a record: ${asError(error).message}`)
  }
}

/** A manifest whose storing was not answered may be there all the same, and then the backup is whole. */
export async function clearUncommitted(
  storage: Storage,
  { name, id }: Pick<Draft, 'name' | 'id'>,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isCommitted(storage, name, id, signal))) await clearAway(storage, name, id, signal)
}

/** What a run remembered of a backup that it had not brought to an end. */
export function readUnfinished(state: string | undefined): Pick<Draft, 'name' | 'id'> | undefined {
  if (!state) return undefined
  const { id, name }: { id?: unknown; name?: unknown } = JSON.parse(state)
  return typeof id === 'string' && isBackupId(id) && typeof name === 'string' ? { id, name } : undefined
}
