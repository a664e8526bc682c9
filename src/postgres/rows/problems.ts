import { UserError } from '../../errors.ts'

/** Something that stands in the way, found before anything is changed. */
export type Problem = {
  readonly what: string
  readonly why?: string | undefined
  readonly next?: string | undefined
}

/** Refuses to go on where anything stands in the way, and names all of it at once. */
export function refuse(problems: readonly Problem[]): void {
  const [only] = problems
  if (!only) return
  if (problems.length === 1) throw new UserError(only)
  const lines = problems.map(({ what, why, next }) => `- ${[what, why, next].filter(Boolean).join(' ')}`)
  throw new UserError({
    what: `${problems.length} things keep the rows from being brought back:`,
    why: lines.join('\n'),
    next: 'Nothing was changed.',
  })
}

export const rowsOf = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`
