import { UsageError } from '../errors.ts'
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
