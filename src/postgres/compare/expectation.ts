import type { Manifest } from '../../archive/manifest.ts'
import type { Proof } from '../../archive/proof.ts'
import type { Failed } from './found.ts'

/** What was not restored, since an extension is missing. */
export type LeftOut = {
  /** Tables and sequences. */
  readonly relations: readonly { readonly schema: string; readonly name: string }[]
  /** Whether anything but the extensions themselves was left out. */
  readonly anything: boolean
  readonly extensions: readonly string[]
}

/** What a restored database must hold. */
export type Expectation = {
  readonly proof: Proof
  readonly selected: Manifest['selection']
  readonly include: Manifest['include']
  readonly leftOut: LeftOut
  /** Statements that failed in the restore, and what that means for the verdict: what lacks them is judged alike. */
  readonly failed?: readonly Failed[]
}

export type CompareOptions = {
  readonly signal: AbortSignal
  readonly onProgress?: (tablesDone: number, tablesInAll: number) => void
}
