import { asError, firstLine } from '../errors.ts'
import type { ColdTier } from './cold.ts'

/** What a store says of one of its settings, or why it does not say it. */
export type Told<Fact> = { readonly fact: Fact } | { readonly untold: string; readonly next?: string }

/** How a place is set up, as far as it tells; what its kind does not have is left out. */
export interface StoreFacts {
  /** By how much the store's clock is ahead of ours. */
  readonly clockAheadMs?: Told<number>
  /** What the store itself makes of "only if there is none yet". */
  readonly condition?: Told<Condition>
  /** What keeps overwritten and deleted objects; `undefined` where nothing does. */
  readonly keepsDeleted?: Told<string | undefined>
  /** How objects are encrypted on the store's disks; `undefined` where they are not. */
  readonly encryption?: Told<string | undefined>
  /** By what anybody at all gets at the objects. */
  readonly openings?: Told<readonly string[]>
  readonly lifecycle?: Told<readonly LifecycleRule[]>
  readonly lock?: Told<Lock>
  readonly freeBytes?: Told<number>
}

export type Condition = 'decides' | 'ignores' | 'refuses'

export interface Lock {
  /** Whether objects can be locked here at all. */
  readonly possible: boolean
  /** What happens to each new object that says nothing of it. */
  readonly byDefault: string | undefined
}

/** What a store does by itself with objects whose whole keys begin so. */
export interface LifecycleRule {
  readonly id: string
  readonly prefix: string
  /** Smaller objects are left alone. */
  readonly leastBytes: number
  /** When it deletes, such as `after 30 days`. */
  readonly deletes: string | undefined
  readonly freezes: { readonly tier: ColdTier; readonly when: string } | undefined
}

/** Asks for one setting; that the store does not answer is an answer too, but for a cancel. */
export async function told<Fact>(
  ask: () => Promise<Fact>,
  why: (error: Error) => { readonly untold: string; readonly next?: string } | undefined,
  signal: AbortSignal,
): Promise<Told<Fact>> {
  try {
    return { fact: await ask() }
  } catch (cause) {
    signal.throwIfAborted()
    const error = asError(cause)
    return why(error) ?? { untold: firstLine(error) }
  }
}

/** Our clock at the middle of a request stands beside the store's at its answer, which counts whole seconds. */
export const clockAhead = (store: number, asked: number, answered: number): number =>
  Math.round(store + 500 - (asked + answered) / 2)
