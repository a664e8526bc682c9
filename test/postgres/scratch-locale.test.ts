import type { Manifest } from '../../src/archive/manifest.ts'
import { readDatabase } from '../../src/postgres/database.ts'
import { createScratchDatabase } from '../../src/postgres/scratch/database.ts'
import type { Scratch } from '../../src/postgres/scratch/scratch.ts'
import { openSession } from '../../src/postgres/session.ts'
import { binDir, describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { open, properties, scratchHost } from './scratching.ts'

type Properties = Partial<Manifest['database']>
type Case = {
  readonly source: Properties
  /** What the database has on a server of a major version, where it is not what the source has. */
  readonly instead?: (major: number) => Properties | undefined
  readonly note?: (major: number) => RegExp | undefined
}

const libc = (name: string): Properties => ({ collate: name, ctype: name, localeProvider: 'libc' })

const CASES: Readonly<Record<string, Case>> = {
  'UTF8 by libc': { source: libc('C.UTF-8') },
  'libc under the name of another system': { source: libc('C.utf8') },
  LATIN1: { source: { encoding: 'LATIN1', ...libc('C') } },
  SQL_ASCII: { source: { encoding: 'SQL_ASCII', ...libc('C') } },
  'a locale that the system lacks': {
    source: libc('tlh_QO.utf8'),
    instead: () => libc('C.UTF-8'),
    note: () => /lacks the locale "tlh_QO\.UTF-8", and the database has "C\.UTF-8" in its place/,
  },
  'a locale in another encoding that the system lacks': {
    source: { encoding: 'LATIN9', ...libc('tlh_QO.ISO-8859-15') },
    instead: () => libc('C'),
    note: () => /lacks the locale "tlh_QO\.ISO-8859-15", and the database has "C" in its place/,
  },
  ICU: {
    source: { ...libc('C.UTF-8'), localeProvider: 'icu', locale: 'de-u-co-phonebk' },
    instead: (major) => (major >= 15 ? undefined : libc('C.UTF-8')),
    note: (major) =>
      major >= 15 ? undefined : /lacks the locale "de-u-co-phonebk" of ICU, and the database has "C\.UTF-8"/,
  },
  "ICU over a system's locale that is lacking": {
    source: { ...libc('tlh_QO.UTF-8'), localeProvider: 'icu', locale: 'und' },
    instead: (major) =>
      major >= 15 ? { ...libc('C.UTF-8'), localeProvider: 'icu', locale: 'und' } : libc('C.UTF-8'),
    note: (major) =>
      major >= 15
        ? /lacks the system's locale "tlh_QO\.UTF-8", and the database has "C\.UTF-8" in its place; it sorts by "und" of ICU/
        : /lacks the locale "und" of ICU/,
  },
  'builtin C.UTF-8': {
    source: { ...libc('C.UTF-8'), localeProvider: 'builtin', locale: 'C.UTF-8' },
    instead: (major) => (major >= 17 ? undefined : libc('C.UTF-8')),
    note: (major) =>
      major >= 17 ? undefined : /lacks the locale "C\.UTF-8" of PostgreSQL, and the database has "C\.UTF-8"/,
  },
  'builtin C': {
    source: { ...libc('C'), localeProvider: 'builtin', locale: 'C' },
    instead: (major) => (major >= 17 ? undefined : libc('C')),
    note: (major) =>
      major >= 17 ? undefined : /lacks the locale "C" of PostgreSQL, and the database has "C" in/,
  },
  'builtin PG_UNICODE_FAST': {
    source: { ...libc('C.UTF-8'), localeProvider: 'builtin', locale: 'PG_UNICODE_FAST' },
    instead: (major) => {
      if (major >= 18) return undefined
      return major >= 17
        ? { ...libc('C.UTF-8'), localeProvider: 'builtin', locale: 'C.UTF-8' }
        : libc('C.UTF-8')
    },
    note: (major) => (major >= 18 ? undefined : /lacks the locale "PG_UNICODE_FAST" of PostgreSQL/),
  },
}

for (const major of MAJORS) {
  describeWith(lackOf.postgres(major))(`a database on PostgreSQL ${major}`, () => {
    const host = scratchHost([binDir(major)])
    let scratch: Scratch
    beforeAll(async () => {
      scratch = await open(host, { choice: { kind: 'embedded' }, major })
    })
    afterAll(() => scratch.close())

    test.each(Object.keys(CASES))('has the encoding and the locale of its source: %s', async (name) => {
      const { source, instead, note } = CASES[name] as Case
      const wanted = { properties: properties(source), roles: [], host }
      const database = await createScratchDatabase(scratch, wanted)
      const session = await openSession(database.target, { signal: new AbortController().signal })
      const { encoding, collate, ctype, localeProvider, locale } = (await readDatabase(session)).properties
      await session.close()
      const expected = { encoding: 'UTF8', ...source, ...(instead?.(major) ?? {}) }
      const unlike = instead?.(major)
      expect({ encoding, collate, ctype, localeProvider, locale }).toEqual({
        ...expected,
        locale: unlike ? unlike.locale : source.locale,
      })
      const told = note?.(major)
      expect(database.notes).toEqual(told ? [expect.stringMatching(told)] : [])
    })

    test('is refused where the server does not know the encoding', async () => {
      const wanted = { properties: properties({ encoding: 'KLINGON' }), roles: [], host }
      const error = await createScratchDatabase(scratch, wanted).catch((error) => error)
      expect(error.ending).toBe('unverified')
      expect(error.message).toMatch(/could not be made\.\n.*KLINGON/)
    })
  })
}
