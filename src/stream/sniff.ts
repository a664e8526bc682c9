import { type Ending, UserError } from '../errors.ts'
import { beginsTar } from './tar.ts'

/** So much of a file's beginning tells what it is. */
export const HEAD = 64 * 1024

/** What a file is by its content; names are never asked. `archive` is one that pg_dump wrote, `tar` holds who knows what. */
export type Content = 'gzip' | 'zstd' | 'zip' | 'age' | 'tar' | 'archive' | 'sql'

const bytes = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1')

const KNOWN: readonly (readonly [magic: string, Content])[] = [
  [bytes('1f8b'), 'gzip'],
  [bytes('28b52ffd'), 'zstd'],
  [bytes('504b0304'), 'zip'],
  // An archive without a file in it begins with its end.
  [bytes('504b0506'), 'zip'],
  ['age-encryption.org/v1\n', 'age'],
  ['PGDMP', 'archive'],
]

const UNPACK = 'Unpack it first, or pack dumps with gzip, zstd or zip.'
const DECRYPT = 'Decrypt it first, or encrypt dumps with age.'

type Stranger = readonly [begins: string | RegExp, is: string, next: string]

/** What may hold a sound dump, and cannot be opened here. */
const CLOSED: readonly Stranger[] = [
  [/^BZh[1-9]1AY&SY/, 'a file compressed with bzip2', UNPACK],
  [bytes('fd377a585a00'), 'a file compressed with xz', UNPACK],
  [bytes('04224d18'), 'a file compressed with LZ4', UNPACK],
  [/^[P-_]\*M\p{Cc}/u, 'a file of LZ4 or zstd that begins with a frame to be skipped', UNPACK],
  [bytes('1f9d'), 'a file compressed with `compress`', UNPACK],
  [bytes('377abcaf271c'), 'a 7-Zip archive', UNPACK],
  ['Rar!', 'a RAR archive', UNPACK],
  [bytes('504b0708'), 'a zip archive in several pieces', UNPACK],
  [
    '-----BEGIN AGE ENCRYPTED FILE-----',
    'a file of age in text form (armored)',
    'Make it binary by `age -d dump.age | age -r RECIPIENT`, and leave out `--armor` next time.',
  ],
  ['-----BEGIN PGP MESSAGE', 'a file encrypted with PGP', DECRYPT],
  ['Salted__', 'a file encrypted with OpenSSL', DECRYPT],
  [
    /^(\u00ff\u00fe|\u00fe\u00ff)/,
    'text in UTF-16, as the `>` of PowerShell makes it',
    'Let pg_dump write the file itself, with `--file`: what went through UTF-16 may have lost bytes.',
  ],
]

const ANOTHER = 'Give a dump that pg_dump wrote.'
const FETCHED = 'Look at how the file was fetched.'

/** What holds no dump of PostgreSQL. */
const STRANGERS: readonly Stranger[] = [
  ['SQLite format 3', 'a SQLite database', ANOTHER],
  [/^\s*PRAGMA\s/i, 'a dump of SQLite', ANOTHER],
  [bytes('54415045000003'), 'a backup of SQL Server', ANOTHER],
  [/^\s*(USE \[|SET ANSI_NULLS|\/\*{6} Object:)/i, 'a script of SQL Server', ANOTHER],
  [
    /^(--[^\n]*\n|\s)*(\/\*M?!|-- (MySQL|MariaDB|phpMyAdmin|Adminer \S+ MySQL|Host: .* Database: ))/,
    'a dump of MySQL or MariaDB',
    ANOTHER,
  ],
  [/^\s*(<!doctype html|<html)/i, 'a page of HTML, such as a login page or an error', FETCHED],
  [/^\s*<\?xml/i, 'XML, such as the answer of a store that refused', FETCHED],
  [/^\s*(\{\s*["}]|\[\s*[[{"\]])/, 'JSON', FETCHED],
  [
    /^\s*(pg_dump|pg_dumpall|pg_restore|psql|mysqldump)(\.exe)?: /,
    'the words of a program that failed',
    'Look at how the dump was made: its output and its errors went into the same file.',
  ],
  [
    /^;\s*\n; Archive created at /,
    'the list of what is in an archive, as `pg_restore --list` prints it',
    'Give the archive itself.',
  ],
]

const FIRST_WORDS = new Set(
  (
    'abort alter analyze begin call checkpoint cluster comment commit copy create deallocate declare delete discard do drop ' +
    'end execute explain fetch grant import insert listen load lock merge move notify prepare reassign refresh reindex release ' +
    'reset revoke rollback savepoint security select set show start table truncate unlisten update vacuum values with'
  ).split(' '),
)

/** Tells what a file is by its beginning, or refuses it, saying what it looks like. `whole` when the beginning is all of it. */
export function sniff(head: Buffer, whole: boolean, name: string): Content {
  if (head.length === 0)
    throw new UserError({
      what: `${name} is empty.`,
      why: 'What wrote it failed, or never ran.',
      next: 'Look at the log of whatever makes this dump.',
    })
  const text = head.toString('latin1')
  const known = KNOWN.find(([magic]) => text.startsWith(magic))
  if (known) return known[1]
  if (beginsTar(head)) return 'tar'
  refuseStrangers(text, name)
  if (text.includes('\0'))
    throw refused(name, 'It is none of the kinds of files that pg_dump writes.', ANOTHER)
  const [word, rest] = firstWord(text)
  // A licence may be longer than what is looked at.
  if (rest === '' && !whole) return 'sql'
  if (rest === '') throw refused(name, 'It is text with nothing but comments in it.', ANOTHER)
  if (rest.startsWith('\\') || rest.startsWith('(') || FIRST_WORDS.has(word)) return 'sql'
  throw refused(name, 'It is text that does not begin as SQL does.', ANOTHER)
}

function refuseStrangers(text: string, name: string): void {
  const start = text.slice(0, 4096)
  const fits = ([begins]: Stranger): boolean =>
    typeof begins === 'string' ? start.startsWith(begins) : begins.test(start)
  const closed = CLOSED.find(fits)
  if (closed) throw refused(name, `It looks like ${closed[1]}.`, closed[2], 'unverified')
  const stranger = STRANGERS.find(fits)
  if (stranger) throw refused(name, `It looks like ${stranger[1]}.`, stranger[2])
}

/** What PowerShell and others put before a text in UTF-8. */
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

function firstWord(text: string): readonly [word: string, rest: string] {
  const start = text.startsWith(BYTE_ORDER_MARK.toString('latin1')) ? 3 : 0
  // Comments may stand within each other, which nobody does before the first word.
  const blank = /(?:\s|;|--[^\n]*(?:\n|$)|\/\*.*?(?:\*\/|$))*/sy
  blank.lastIndex = start
  blank.exec(text)
  const rest = text.slice(blank.lastIndex)
  return [/^[a-z]*/i.exec(rest)?.[0].toLowerCase() ?? '', rest]
}

const refused = (name: string, why: string, next: string, ending?: Ending): UserError =>
  new UserError({ what: `${name} is no dump of PostgreSQL that can be restored here.`, why, next }, ending)

/** What the first bytes of an archive tell; the table of contents of a dump in tar or directory format begins so too. */
export function archiveHead(
  head: Buffer,
): { readonly custom: boolean; readonly packed: boolean } | undefined {
  if (head.length < 16 || head.toString('latin1', 0, 5) !== 'PGDMP') return undefined
  // Three bytes of version, the sizes of numbers and of offsets, the format; then which compression, or only how much.
  const compression = (head[6] ?? 0) >= 15 ? head.subarray(11, 12) : head.subarray(11, 16)
  return { custom: head[10] === 1, packed: compression.some((byte) => byte !== 0) }
}
