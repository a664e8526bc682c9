import type { CheckName } from '../archive/verdict.ts'
import type { DrillReport } from './verify.ts'

/** One thing that was spoiled on purpose, and what the drill made of it. */
export type Tampering = {
  /** What was done, without names of the user's objects: `a byte of proof.json.zst.age flipped`. */
  readonly what: string
  /** The object, where it is one of the user's. */
  readonly object?: string | undefined
  /** `undetectable`: nothing that this backup's proof holds could show it. `impossible`: there was nothing to do it to. */
  readonly outcome: 'red' | 'green' | 'undetectable' | 'impossible'
  /** Which check turned red. */
  readonly by?: CheckName | undefined
  /** What that check said; why it is undetectable or impossible, and how to raise the level. */
  readonly detail?: string | undefined
}

export type ProveReport = {
  /** The drill of the untouched backup, which must pass first. */
  readonly drill: DrillReport
  readonly tamperings: readonly Tampering[]
}
