import { UsageError } from '../errors.ts'
import { type Allowed, TOLERANCES, type Tolerance } from './drill.ts'
import { didYouMean } from './nearest.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'
import { listed } from './values.ts'

const NAMES = Object.keys(TOLERANCES) as readonly Tolerance[]

/** Reads the differences that are allowed, one a line, each with a comment behind ` #` if you like. */
export function parseAllow(lines: readonly string[], { option }: Pick<Context, 'option'>): Allowed {
  const all = lines
    .map((line) => line.replace(/\s#.*$/s, '').trim())
    .map((line) => parseTolerance(line, option))
  const has = (name: Tolerance): boolean => all.some((one) => one.name === name)
  return {
    missingExtensions: [...new Set(all.flatMap(({ extension }) => extension ?? []))],
    leftOutDependencies: has('left-out-dependencies'),
    limitedScratch: has('limited-scratch'),
    createDatabase: has('create-database'),
  }
}

function parseTolerance(line: string, option: string): { name: Tolerance; extension?: string } {
  const [, word = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(line) ?? []
  const name = NAMES.find((known) => known === word.trim())
  if (name === undefined) throw unknown(word.trim(), option)
  const extension = value?.trim()
  if (name === 'missing-extension') {
    if (extension) return { name, extension }
    throw new UsageError({
      what: `\`${option}\`: missing-extension needs the name of an extension.`,
      why: 'An extension that nobody named could hold anything.',
      next: 'Write missing-extension=pg_graphql, a line for each extension.',
    })
  }
  if (value === undefined) return { name }
  throw new UsageError({
    what: `\`${option}\`: ${name} is allowed as a whole, and not for ${quoted(extension ?? '')} alone.`,
    next: `Write ${name} by itself.`,
  })
}

const unknown = (word: string, option: string): UsageError =>
  new UsageError({
    what: `\`${option}\`: ${quoted(word)} is nothing that can be allowed.`,
    next: [
      didYouMean(word, NAMES),
      `Write ${listed(NAMES.map((name) => (name === 'missing-extension' ? 'missing-extension=NAME' : name)))}, one a line.`,
    ]
      .filter(Boolean)
      .join(' '),
  })
