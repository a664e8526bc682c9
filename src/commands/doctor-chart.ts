import { UserError } from '../errors.ts'
import {
  LINES,
  type Line,
  type LineName,
  type LineOutcome,
  type Part,
  type Section,
} from '../report/doctor-lines.ts'

/** What is found in one part, line by line. */
export type Chart<Of extends Part> = {
  ok(name: LineName<Of>, said: string): void
  warn(name: LineName<Of>, said: string, next: string): void
  fail(name: LineName<Of>, said: string, next?: string): void
  skip(name: LineName<Of>, why: string): void
  /** Tells an error that a user can meet in a line of its own; any other is ours, and goes on. */
  tell(name: LineName<Of>, how: 'warn' | 'fail', error: unknown): void
  /** Does some work, and answers nothing where it failed and the line says so. */
  ask<Fact>(name: LineName<Of>, work: () => Promise<Fact>): Promise<{ readonly fact: Fact } | undefined>
  /** All lines in their order; what nothing was said of is named with the reason. */
  section(label: string, whyNot: string): Section
}

const RANK = { skipped: 0, ok: 1, warn: 2, fail: 3 } as const satisfies Record<LineOutcome, number>

export function openChart<Of extends Part>(
  part: Of,
  signal: AbortSignal,
  names: readonly string[] = Object.keys(LINES[part]),
): Chart<Of> {
  const lines = new Map<string, Line>()
  const add = (line: Line) => {
    const before = lines.get(line.name)
    // Of a thing that is looked at twice the worse counts.
    if (!before || RANK[line.outcome] >= RANK[before.outcome]) lines.set(line.name, line)
  }
  const skipped = (name: string, why: string) =>
    ({ name, outcome: 'skipped', said: `Not looked at: ${why}.` }) as const
  const tell: Chart<Of>['tell'] = (name, outcome, error) => {
    signal.throwIfAborted()
    if (!(error instanceof UserError)) throw error
    const { what, why, next } = error.story
    add({ name, outcome, said: [what, why].filter(Boolean).join(' '), next })
  }
  return {
    ok: (name, said) => add({ name, outcome: 'ok', said }),
    warn: (name, said, next) => add({ name, outcome: 'warn', said, next }),
    fail: (name, said, next) => add({ name, outcome: 'fail', said, next }),
    skip: (name, why) => add(skipped(name, why)),
    tell,
    async ask(name, work) {
      try {
        return { fact: await work() }
      } catch (error) {
        tell(name, 'fail', error)
        return undefined
      }
    },
    section: (label, whyNot) => ({
      part,
      label,
      lines: names.map((name) => lines.get(name) ?? skipped(name, whyNot)),
    }),
  }
}
