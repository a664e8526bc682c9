import { UsageError } from '../errors.ts'
import type { Destination } from './destination-types.ts'
import { didYouMean } from './nearest.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'
import { listed } from './values.ts'

/** Of which periods the newest backup stays; `last` takes each backup for a period of its own. */
export const PERIODS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const
export type Period = (typeof PERIODS)[number]

/** A stretch of time by the calendar: how long a month is depends on where it is counted from. */
export type Window = {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly hours: number
}

/** One rule as written, such as `daily=30d`: it reaches over a number of periods that have a backup, or over a window. */
export type Rule = { readonly period: Period; readonly text: string } & (
  | { readonly count: number }
  | { readonly window: Window }
)

/** What stays; without a rule, everything does. */
export type Policy = readonly Rule[]

/** All that says what may be removed, whichever command does it. */
export interface Retention {
  readonly policy: Policy
  readonly keepLabels: boolean
  readonly keepRecords: Window
  readonly allowLargePrune: boolean
  /** Hours that the newest backup may be old. */
  readonly rpo: number | undefined
}

export interface PruneOptions extends Retention {
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly dryRun: boolean
  readonly json: boolean
  readonly debug: boolean
}

/** Reads a policy, such as `last=3 daily=30d`: rules with blanks or line breaks between them. */
export function parseKeep(lines: readonly string[], { option }: Pick<Context, 'option'>): Policy {
  const rules = lines
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '')
    .map((word) => parseRule(word, option))
  for (const [at, { period }] of rules.entries()) {
    if (rules.findIndex((rule) => rule.period === period) === at) continue
    throw new UsageError({
      what: `\`${option}\`: ${period} is given twice.`,
      next: 'Write each of them once.',
    })
  }
  return rules
}

function parseRule(text: string, option: string): Rule {
  const [, word = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  const period = PERIODS.find((known) => known === word)
  if (period === undefined) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(text)} is no rule.`,
      next: [`Write ${listed(PERIODS)}, each with =, such as ${EXAMPLE}.`, didYouMean(word, PERIODS)]
        .filter(Boolean)
        .join(' '),
    })
  }
  if (value === undefined || value === '') {
    throw new UsageError({
      what: `\`${option}\`: ${period} does not say how many, or for how long.`,
      next: `Write ${period}=7, or a time such as ${period}=30d.`,
    })
  }
  if (!/^\d+$/.test(value)) return { period, text, window: parseWindow(value, option) }
  const count = Number(value)
  if (count > 0 && count < 1_000_000) return { period, text, count }
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} cannot be used.`,
    why: count === 0 ? 'It would keep nothing.' : undefined,
    next: count === 0 ? `Leave ${period} out, or write a number.` : 'Write a smaller number.',
  })
}

const EXAMPLE = 'last=3 daily=30d monthly=12mo'

const UNITS = {
  h: (hours: number) => ({ hours }),
  d: (days: number) => ({ days }),
  w: (weeks: number) => ({ days: 7 * weeks }),
  mo: (months: number) => ({ months }),
  y: (years: number) => ({ years }),
} as const satisfies Readonly<Record<string, (number: number) => Partial<Window>>>

const NONE: Window = { years: 0, months: 0, days: 0, hours: 0 }

/** Reads a time that is counted by the calendar: `36h`, `30d`, `6w`, `12mo` or `7y`. */
export function parseWindow(text: string, option: string): Window {
  const [, digits = '', unit = ''] = /^(\d{1,4})([a-z]*)$/.exec(text.trim()) ?? []
  if (Number(digits) > 0 && Object.hasOwn(UNITS, unit))
    return { ...NONE, ...UNITS[unit as keyof typeof UNITS](Number(digits)) }
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is no stretch of time.`,
    why: unit === 'm' ? 'A bare `m` means minutes to some and months to others.' : undefined,
    next: `Write a whole number from 1 to 9999 and h, d, w, mo (months) or y, such as ${unit === 'm' ? `${digits}mo` : '30d'}.`,
  })
}
