import { UsageError } from '../errors.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'

const HOURS = { h: 1, d: 24, w: 7 * 24 } as const

/** Parses `12h`, `30d` or `6w` into hours. */
export function parseHours(text: string, option: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,6})([a-z]*)$/.exec(text) ?? []
  if (digits !== '' && Object.hasOwn(HOURS, unit)) return Number(digits) * HOURS[unit as keyof typeof HOURS]
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is no duration.`,
    why: unit === 'm' ? 'A bare `m` could mean minutes or months.' : undefined,
    next: 'Write a whole number and h, d or w, such as 12h, 30d or 6w.',
  })
}

const SECONDS = { s: 1, min: 60, h: 3600 } as const

/** Parses `30s`, `5min` or `1h` into seconds. */
export function parseSeconds(text: string, { option }: Pick<Context, 'option'>): number {
  const [, digits = '', unit = ''] = /^(\d{1,6})([a-z]*)$/.exec(text.trim()) ?? []
  if (Number(digits) > 0 && Object.hasOwn(SECONDS, unit))
    return Number(digits) * SECONDS[unit as keyof typeof SECONDS]
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is no time to wait.`,
    why: unit === 'm' ? 'A bare `m` could mean minutes or months.' : undefined,
    next: 'Write a whole number and s, min or h, such as 30s, 5min or 1h.',
  })
}
