import * as v from 'valibot'
import type { Storage } from '../storage/storage.ts'
import { layout } from './layout.ts'

/** How a run ended, in the words that records, listings and metrics use. */
export const OUTCOMES = ['pass', 'fail', 'unverified', 'cancelled'] as const

const Count = v.pipe(v.number(), v.minValue(0))

/** One small immutable note a run: what was done to which backup, and how it ended. */
export const RunRecord = v.object({
  format: v.literal(1),
  id: v.string(),
  name: v.string(),
  verb: v.string(),
  outcome: v.picklist(OUTCOMES),
  time: v.string(),
  tool: v.string(),
  durationSeconds: Count,
  storedBytes: v.optional(Count),
  rawBytes: v.optional(Count),
  rows: v.optional(Count),
  /** Of a run that did not pass: what happened, without secrets. */
  message: v.optional(v.string()),
})
export type RunRecord = v.InferOutput<typeof RunRecord>

export async function writeRecord(storage: Storage, record: RunRecord, signal: AbortSignal): Promise<void> {
  const key = layout(record.name).record(record.id, new Date(record.time), record.verb, record.outcome)
  const bytes = Buffer.from(`${JSON.stringify(v.parse(RunRecord, record), undefined, 2)}\n`)
  await storage.put(key, bytes, { signal })
}
