import * as v from 'valibot'
import { LEVELS } from '../options/drill.ts'
import type { Storage } from '../storage/storage.ts'
import { layout } from './layout.ts'
import { VERDICTS } from './verdict.ts'

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
  /** Of a drill: how much it proves, what each part of it took in seconds, and how each check ended. */
  level: v.optional(v.picklist(LEVELS)),
  times: v.optional(v.object({ fetch: Count, restore: Count, compare: Count, checks: Count, total: Count })),
  checks: v.optional(v.record(v.string(), v.picklist(VERDICTS))),
  /** The major version of the server that it was restored into. */
  scratchMajor: v.optional(Count),
  /** Of a run that did not pass: what happened, without secrets. */
  message: v.optional(v.string()),
})
export type RunRecord = v.InferOutput<typeof RunRecord>

export async function writeRecord(storage: Storage, record: RunRecord, signal: AbortSignal): Promise<void> {
  const key = layout(record.name).record(record.id, new Date(record.time), record.verb, record.outcome)
  const bytes = Buffer.from(`${JSON.stringify(v.parse(RunRecord, record), undefined, 2)}\n`)
  await storage.put(key, bytes, { signal })
}
