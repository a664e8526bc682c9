import { resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'

/** Reads the path of a file; one that begins with `~/` lies at home, a relative one in the folder of the run. */
export function parseFile(
  text: string,
  { option, folder, home }: Pick<Context, 'option' | 'folder' | 'home'>,
): string {
  const path = text.trim()
  if (path === '' || /\p{Cc}/u.test(path)) {
    throw new UsageError({
      what: `\`${option}\`: the value is ${path === '' ? 'blank' : 'no path: it holds a line break or another control character'}.`,
      next: 'Write the path of one file.',
    })
  }
  if (!path.startsWith('~/')) return resolve(folder, path)
  if (home !== undefined && home !== '') return resolve(home, path.slice(2))
  throw new UsageError({
    what: `\`${option}\`: ${quoted(path)} needs the variable HOME, which is not set.`,
    next: 'Write the whole path.',
  })
}
