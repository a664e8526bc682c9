/** All that can be wrong with backups as they lie there, each as what is said where all is well. */
export const BREACHES = {
  silent: 'every destination can be asked',
  empty: 'every destination holds backups',
  none: 'there is a backup of every name',
  future: 'no backup or drill is from the future',
  overdue: 'the newest backup is young enough',
  damaged: 'what is listed is whole, as far as listings tell',
  'never drilled': 'a drill was run',
  'failing drill': 'the newest drill passed',
  'unverified drill': 'the newest drill could look at everything',
  'stale drill': 'the newest drill is young enough',
  size: 'the newest backup is about as large as those before',
  rows: 'the newest backup holds about as many rows as those before',
  copies: 'all destinations hold the same newest backup',
  policy: 'nothing is there that should have gone',
  debris: 'no unfinished backup was left lying',
} as const
export type BreachKind = keyof typeof BREACHES

/** One thing that is not as it should be, and what to do about it. */
export type Breach = {
  readonly kind: BreachKind
  readonly destination: string
  /** Nothing where it is about the whole destination. */
  readonly name?: string
  readonly what: string
  readonly next: string
}
