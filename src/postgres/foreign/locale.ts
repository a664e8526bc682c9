import type { Locale } from '../scratch/locale.ts'

/** What a dump tells of its database's encoding and locale, in the statement that would make it. */
export function localeIn(text: string): Locale | undefined {
  const statement = /CREATE DATABASE (?:"(?:[^"]|"")*"|[^\s"]+) WITH [^;]*/.exec(text)?.[0]
  if (statement === undefined) return undefined
  const value = (name: string): string | undefined =>
    new RegExp(`\\b${name} = (?:'((?:[^']|'')*)'|(\\w+))`)
      .exec(statement)
      ?.slice(1)
      .find((part) => part !== undefined)
  const encoding = value('ENCODING')
  const both = value('LOCALE')
  const collate = value('LC_COLLATE') ?? both
  const ctype = value('LC_CTYPE') ?? both
  if (encoding === undefined || collate === undefined || ctype === undefined) return undefined
  const provider = value('LOCALE_PROVIDER')
  const locale = value('ICU_LOCALE') ?? value('BUILTIN_LOCALE')
  return {
    encoding,
    collate,
    ctype,
    localeProvider: provider === 'icu' || provider === 'builtin' ? provider : 'libc',
    ...(locale !== undefined && { locale }),
  }
}
