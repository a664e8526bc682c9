import { UsageError } from '../errors.ts'
import { didYouMean } from './nearest.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'

/** Any text, without the blanks around it. */
export const parseText = (text: string, _context: Context): string => text.trim()

const SWITCH: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** `true`, `yes`, `1`, `false`, `no` or `0`; anything else is an error, not "false". */
export function parseSwitch(text: string, { option }: Pick<Context, 'option'>): boolean {
  const value = Object.hasOwn(SWITCH, text.trim().toLowerCase())
    ? SWITCH[text.trim().toLowerCase()]
    : undefined
  if (value !== undefined) return value
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is neither yes nor no.`,
    next: 'Write true, yes or 1, or false, no or 0.',
  })
}

/** A parser for one of a few words. */
export function choice<const Words extends readonly string[]>(words: Words) {
  return (text: string, { option }: Pick<Context, 'option'>): Words[number] => {
    const found = words.find((word) => word === text.trim())
    if (found !== undefined) return found
    throw new UsageError({
      what: `\`${option}\`: ${quoted(text)} is not one of its values.`,
      next: [`Write ${listed(words)}.`, didYouMean(text.trim(), words)].filter(Boolean).join(' '),
    })
  }
}

/** A parser for a whole number within limits. */
export function integer(least: number, most: number) {
  return (text: string, { option }: Pick<Context, 'option'>): number => {
    const value = /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN
    if (value >= least && value <= most) return value
    throw new UsageError({
      what: `\`${option}\`: ${quoted(text)} cannot be used.`,
      next: `Write a whole number from ${least} to ${most}.`,
    })
  }
}

/** A parser for what can be turned off too, by the word `off`. */
export function orOff<Value>(parse: (text: string, context: Pick<Context, 'option'>) => Value) {
  return (text: string, context: Pick<Context, 'option'>): Value | undefined =>
    text.trim() === 'off' ? undefined : parse(text.trim(), context)
}

/** Parses `50%` into a share of one. */
export function parseShare(text: string, { option }: Pick<Context, 'option'>): number {
  const [, digits = ''] = /^(\d{1,4}) ?%$/.exec(text.trim()) ?? []
  if (Number(digits) > 0) return Number(digits) / 100
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is no share.`,
    next: 'Write a whole number and a percent sign, such as 50%.',
  })
}

/** Patterns for names as pg_dump reads them, one a line. */
export function parsePatterns(lines: readonly string[], { option }: Context): readonly string[] {
  for (const line of lines) {
    if (!line.replace(/"[^"]*"/g, '').includes(',')) continue
    throw new UsageError({
      what: `\`${option}\`: ${quoted(line)} holds a comma.`,
      why: 'Patterns stand one a line, not in a list.',
      next: 'Put each pattern on a line of its own (or repeat the flag); a name with a comma goes in double quotes.',
    })
  }
  return lines
}

/** Public keys of age. Only their shape is checked here; the encryption itself looks at their checksum. */
export function parseRecipients(lines: readonly string[], { option }: Context): readonly string[] {
  for (const [index, line] of lines.entries()) {
    if (/age-secret-key-/i.test(line)) {
      // A secret key is never echoed.
      throw new UsageError({
        what: `\`${option}\`: line ${index + 1} is a secret key, and only public keys belong there.`,
        why: 'The machine that backs up must not be able to read its own backups.',
        next: '`age-keygen -y KEYFILE` prints the public half, which begins with age1. Treat the secret key as leaked if this value is readable to others.',
      })
    }
    if (!/^age1[0-9a-z]{20,}$/.test(line)) {
      throw new UsageError({
        what: `\`${option}\`: ${quoted(line)} is no public key of age.`,
        why: line.startsWith('ssh-') ? 'SSH keys cannot be used.' : undefined,
        next: 'Write one key a line, each beginning with age1; `age-keygen` makes a pair of keys and prints the public one.',
      })
    }
  }
  return lines
}

/** A passphrase, kept to the letter apart from line breaks at its end, which secrets from files bring along. */
export function parsePassphrase(text: string, { option }: Context): string {
  const passphrase = text.replace(/[\r\n]+$/, '')
  if (passphrase.trim() === '' || /[\r\n]/.test(passphrase)) {
    throw new UsageError({
      what: `\`${option}\`: the value is ${passphrase.trim() === '' ? 'blank' : 'more than one line long'}.`,
      why: '`age --decrypt` asks for one line, and every backup must open with stock tools.',
      next: 'Write the passphrase in one line.',
    })
  }
  return passphrase
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
