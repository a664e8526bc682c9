import pg from 'pg'
import type { DatabaseProperties } from '../../archive/manifest.ts'

/** What says how a database stores, sorts and classifies text. */
export type Locale = Pick<DatabaseProperties, 'encoding' | 'collate' | 'ctype' | 'localeProvider' | 'locale'>

/** One way to create a database, and what is to be said where it is not the first. */
export type Attempt = { readonly options: string; readonly note: string | undefined }

/** The ways to create a database with a locale on a server of a major version, the truest first. */
export function attemptsFor(wanted: Locale, major: number): readonly Attempt[] {
  return choices(wanted, major).map((choice) => ({
    options: optionsOf(choice, major),
    note: noteOn(wanted, choice),
  }))
}

function choices(wanted: Locale, major: number): readonly Locale[] {
  const { encoding, locale } = wanted
  const plain = encoding === 'UTF8' ? ['C.UTF-8', 'C'] : ['C']
  const systems: readonly Partial<Locale>[] = [
    {},
    { collate: respelled(wanted.collate), ctype: respelled(wanted.ctype) },
    ...plain.map((name) => ({ collate: name, ctype: name })),
  ]
  const libc = systems.map((system) => ({ ...wanted, ...system, localeProvider: 'libc' as const }))
  const provided = libc.map((choice) => ({ ...choice, localeProvider: wanted.localeProvider }))
  if (locale === undefined || wanted.localeProvider === 'libc') return distinct(libc)
  if (wanted.localeProvider === 'icu') return distinct(major >= 15 ? [...provided, ...libc] : libc)
  // PostgreSQL's own locales sort as C does, whatever libc is told; their names are not libc's.
  const own =
    major >= 17 ? [...provided, ...provided.map((choice) => ({ ...choice, locale: 'C.UTF-8' }))] : []
  const asC = plain.map((name) => ({
    ...wanted,
    collate: name,
    ctype: name,
    localeProvider: 'libc' as const,
  }))
  return distinct([...own, ...(locale === 'C' ? asC.toReversed() : asC)])
}

/** libc's names for UTF-8 differ from system to system. */
export const respelled = (name: string): string =>
  /\.utf8$/i.test(name) ? name.replace(/\.utf8$/i, '.UTF-8') : name.replace(/\.utf-8$/i, '.utf8')

const distinct = (choices: readonly Locale[]): readonly Locale[] => [
  ...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values(),
]

function optionsOf({ encoding, collate, ctype, localeProvider, locale = '' }: Locale, major: number): string {
  const text = pg.escapeLiteral
  const provider = {
    libc: 'LOCALE_PROVIDER libc',
    icu: `LOCALE_PROVIDER icu ICU_LOCALE ${text(locale)}`,
    builtin: `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${text(locale)}`,
  }[localeProvider]
  return [
    `TEMPLATE template0 ENCODING ${text(encoding)}`,
    `LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`,
    ...(major >= 15 ? [provider] : []),
  ].join(' ')
}

function noteOn(wanted: Locale, choice: Locale): string | undefined {
  const [before, after] = [nameOf(wanted), nameOf(choice)]
  if (before !== after)
    return `The scratch server lacks the locale ${before}, and the database has ${after} in its place: text may sort differently there.`
  const same = [wanted, choice].map(({ collate, ctype }) => `${respelled(collate)} ${respelled(ctype)}`)
  return same[0] === same[1] || respelled(choice.collate) === wanted.collate
    ? undefined
    : `The scratch server lacks the system's locale "${wanted.collate}", and the database has "${choice.collate}" in its place; it sorts by ${after} all the same.`
}

/** What decides how text is sorted. */
function nameOf({ localeProvider, locale, collate, ctype }: Locale): string {
  if (localeProvider !== 'libc' && locale !== undefined)
    return `"${locale}" of ${localeProvider === 'icu' ? 'ICU' : 'PostgreSQL'}`
  const names = collate === ctype ? `"${collate}"` : `"${collate}" with "${ctype}"`
  return names.replace(/\.utf-?8"/gi, '.UTF-8"')
}
