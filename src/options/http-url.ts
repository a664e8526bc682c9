import { UsageError } from '../errors.ts'
import type { Context } from './option.ts'

/** Reads an address of the web. It is never echoed: a part of it is often a secret. */
export function parseHttpUrl(text: string, { option }: Pick<Context, 'option'>): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '') return url
  throw new UsageError({
    what: `\`${option}\`: the value is no address that begins with https:// or http://.`,
    next: 'Write the whole address; where it comes from a secret of the repository, look whether that holds all of it.',
  })
}
