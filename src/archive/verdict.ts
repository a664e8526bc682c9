/** How a drill ends; only `pass` is a proof. A check that could not run never counts as passed. */
export const VERDICTS = ['pass', 'fail', 'unverified'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Everything that a drill looks at, in its order, each as what is true when it passes. */
export const CHECKS = {
  fetch: 'every object came back byte for byte as it was stored',
  archives: 'every archive can be read to its end',
  restore: 'the restore went through without an error',
  schema: 'every object is as it was dumped',
  objects: 'there are as many objects of each kind as in the source',
  rows: 'every table has as many rows as in the source',
  content: 'the rows are those of the source',
  sequences: 'every sequence stands where it stood',
  'large objects': 'the large objects are those of the source',
  validity: 'constraints and indexes are valid',
  checks: 'the checks you wrote hold',
  migrate: 'the migration ended well',
  smoke: 'the smoke command ended well',
  rto: 'fetching and restoring took no longer than the RTO',
} as const
export type CheckName = keyof typeof CHECKS

/** One thing that a check saw. Names of the user's objects stand in `object` and `detail` alone: not every log may show them. */
export type Finding = {
  /** `tolerated` is a difference that is rightly there, or that was allowed by name; it says why, and spoils nothing. */
  readonly outcome: 'fail' | 'unverified' | 'tolerated'
  /** A sentence without names of the user's objects: what differs, or why it could not be looked at. */
  readonly what: string
  /** What it is about, such as `table shop.orders`. */
  readonly object?: string | undefined
  /** The server's own sentence, expected and found, or a short diff; may have several lines. */
  readonly detail?: string | undefined
  /** What to do about it, without names. */
  readonly next?: string | undefined
}

/** One check of a drill that was run, or could not be. */
export type Check = {
  readonly name: CheckName
  /** What was looked at, in numbers and without names: `37 tables, 1,204,332 rows`. */
  readonly looked: string
  readonly findings: readonly Finding[]
  /** The user's own checks one by one, in the user's words. */
  readonly each?: readonly { readonly name: string; readonly outcome: Verdict }[]
}

export const outcomeOf = ({ findings }: Pick<Check, 'findings'>): Verdict => {
  if (findings.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return findings.some(({ outcome }) => outcome === 'unverified') ? 'unverified' : 'pass'
}

/** The worst of several; of none at all nothing is known. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail'
  return verdicts.length === 0 || verdicts.includes('unverified') ? 'unverified' : 'pass'
}

export const verdictOf = (checks: readonly Check[]): Verdict => worst(checks.map(outcomeOf))
