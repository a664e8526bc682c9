import { asError, Cancelled, firstLine, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { VERSION } from '../options/version.ts'
import type { Storage } from '../storage/storage.ts'
import { clearAway, isCommitted } from './commit.ts'
import type { Copy } from './copies.ts'
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
  remember(host, draft)
  let failure: Error | undefined
  try {
    return await work()
  } catch (error) {
    failure = asError(error)
    throw error
  } finally {
    const losers = draft.copies.filter(({ trouble }) => failure ?? trouble)
    const undone = await Promise.all(losers.map((copy) => undo(host, draft, copy, failure)))
    // What could not be taken back now, the clean-up after this step tries again.
    if (undone.every(Boolean)) forget(host)
  }
}

/** Until it is forgotten, a clean-up takes away what lies of this backup where it was not committed. */
export const remember = (host: Host, { id, name }: Pick<Draft, 'id' | 'name'>): void =>
  host.remember(UNFINISHED, JSON.stringify({ id, name }))

/** From now on the backup may exist, and nothing of it is taken back. */
export const forget = (host: Host): void => host.remember(UNFINISHED, '')

/** Whether nothing is left to be taken back. */
async function undo(host: Host, draft: Draft, copy: Copy, failure: Error | undefined): Promise<boolean> {
  const { storage } = copy
  const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS)
  let undone = true
  try {
    if (!copy.manifestSent) await clearUncommitted(storage, draft, signal)
  } catch (error) {
    undone = false
    host.warn(`${storage.label}: what this run stored could not be taken back: ${firstLine(asError(error))}`)
  }
  await leaveRecord(host, draft, copy, failure, signal).catch((error) => {
    // Whatever made the run fail may make this fail too, and it is the first that matters.
    host.debug(`${storage.label}: no record of this run could be left: ${asError(error).message}`)
  })
  return undone
}

async function leaveRecord(
  host: Host,
  draft: Draft,
  { storage, trouble }: Copy,
  failure: Error | undefined,
  signal: AbortSignal,
): Promise<void> {
  const now = new Date()
  const outcome = host.signal.aborted && host.signal.reason instanceof Cancelled ? 'cancelled' : 'fail'
  const reason = trouble ?? failure
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
      ...(reason && { message: host.redact(withoutNames(reason)) }),
    },
    signal,
  )
}

/** Records lie in clear beside encrypted data: only what happened is told, and no table's name with it. */
function withoutNames(error: Error): string {
  const what = error instanceof UserError ? error.story.what : firstLine(error)
  return what.replace(/"(?:[^"]|"")*"(?:\."(?:[^"]|"")*")+/g, '"…"')
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
