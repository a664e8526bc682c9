import { UsageError } from '../errors.ts'
import type { IdentityChoice } from './drill.ts'
import { parseFile } from './file.ts'
import type { Context } from './option.ts'

/** What a secret key looks like, and what people take for one: told apart where keys are read, and never as a path. */
const KEY_TEXT = /age-secret-key-|age-encryption\.org\/|-----BEGIN/i

/** Whether a value is a key itself, or could be one that was copied badly, and not the path of one. */
export const holdsKey = (text: string): boolean => KEY_TEXT.test(text) || mayBeKey(text.trim())

const mayBeKey = (text: string): boolean =>
  /secret-?key/i.test(text) || /^[A-Za-z0-9+=_-][A-Za-z0-9+/=_-]{49,}$/.test(text)

/** Reads a secret key of age, as `age-keygen` writes it, or the path of the file that holds it. */
export function parseIdentity(
  text: string,
  context: Pick<Context, 'option' | 'folder' | 'home'>,
): IdentityChoice {
  const trimmed = text.trim()
  if (KEY_TEXT.test(trimmed)) return { text: trimmed }
  if (/^age1[0-9a-z]{20,}$/.test(trimmed)) {
    throw new UsageError({
      what: `\`${context.option}\`: this is a public key, and a public key opens nothing.`,
      next: 'Give the secret key that belongs to it, which begins with AGE-SECRET-KEY-1, or the file that holds it.',
    })
  }
  // A key that lost a letter, or that was encoded, must not be taken for a path and shown in an error.
  if (mayBeKey(trimmed)) throw neither(context.option)
  if (!/\p{Cc}/u.test(trimmed)) return { file: parseFile(trimmed, context) }
  throw neither(context.option)
}

/** Whatever it is, it may be secret, so nothing of it is shown. */
const neither = (option: string): UsageError =>
  new UsageError({
    what: `\`${option}\`: the value is neither a secret key of age nor a path.`,
    next: 'Give the text of the file that `age-keygen` wrote (it holds a line that begins with AGE-SECRET-KEY-1), or its path.',
  })
