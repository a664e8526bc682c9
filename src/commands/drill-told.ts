import { writeRecord } from '../archive/record.ts'
import { asError, firstLine, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { type DrillReport, drillRecord, reportNoDrill } from '../report/verify.ts'
import type { Storage } from '../storage/storage.ts'

/** Leaves a record of a drill, or of a restore, beside the backup that it was of. */
export async function leaveRecord(
  host: Host,
  storage: Storage,
  report: DrillReport,
  verb?: 'restore',
): Promise<void> {
  const record = drillRecord(report, verb)
  if (!record) return
  try {
    await writeRecord(storage, record, host.signal)
  } catch (error) {
    host.signal.throwIfAborted()
    // Whoever may only read can verify all the same.
    host.warn(`${storage.label}: no record of this run could be left: ${firstLine(asError(error))}`)
  }
}

/** Tells outputs and summary of a drill that could not begin; the log tells the whole story. */
export async function toldWhenImpossible<Result>(host: Host, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!host.signal.aborted && error instanceof UserError) await reportNoDrill(host, error)
    throw error
  }
}
