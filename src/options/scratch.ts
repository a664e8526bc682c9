import { UsageError } from '../errors.ts'
import type { ScratchChoice } from './drill.ts'
import { didYouMean } from './nearest.ts'
import type { Context } from './option.ts'

const KINDS = ['auto', 'embedded', 'docker'] as const

/** Reads where a drill restores to: one of the words, or the URL of a server that is there already. */
export function parseScratch(text: string, { option }: Pick<Context, 'option'>): ScratchChoice {
  const trimmed = text.trim()
  const kind = KINDS.find((word) => word === trimmed)
  if (kind !== undefined) return { kind }
  if (/^postgres(ql)?:\/\/./i.test(trimmed)) return { kind: 'url', url: trimmed }
  // Only what looks like a word is echoed: anything else could be a URL with a password in it.
  const shown = /^[a-z-]{1,40}$/i.test(trimmed) ? `\`${trimmed}\`` : 'what is given'
  throw new UsageError({
    what: `\`${option}\`: ${shown} is no place to restore into.`,
    next: [
      didYouMean(trimmed, KINDS),
      'Write auto, embedded or docker, or the URL of a server, such as postgresql://postgres@localhost:5432/postgres.',
    ]
      .filter(Boolean)
      .join(' '),
  })
}
