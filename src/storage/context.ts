import { setTimeout } from 'node:timers/promises'

/** What a storage needs of the world around it. */
export interface StorageContext {
  /** Where credentials come from. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes a line about something a reader wants to know afterwards, such as a retry. */
  readonly log: (line: string) => void
  readonly signal?: AbortSignal
  readonly tuning?: Partial<Tuning>
}

/** Patience and sizes; the defaults are right for the product, tests are in more of a hurry. */
export interface Tuning {
  /** How often one request is tried at most. */
  readonly attempts: number
  /** The longest single wait between two tries, and the longest sum of all waits for one request. */
  readonly longestWaitMs: number
  readonly totalWaitMs: number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Between 0 and 1, for the jitter. */
  readonly random: () => number
  readonly connectMs: number
  /** How long a connection may stay silent while we wait for it. */
  readonly idleMs: number
  /** Objects a page of a listing. */
  readonly pageSize: number
}

export const TUNING: Tuning = {
  attempts: 10,
  longestWaitMs: 30_000,
  totalWaitMs: 5 * 60_000,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  random: Math.random,
  connectMs: 15_000,
  idleMs: 60_000,
  pageSize: 1000,
}
