import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../errors.ts'
import { type Destination, parseDestination } from './destination.ts'
import type { BackupChoice, EveryBackup } from './drill.ts'
import { didYouMean } from './nearest.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'

type Place = Pick<Context, 'option' | 'folder' | 'home'>

const ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/
const PATH = /^(\/|\.\.?(\/|$)|~\/)/
const URL_LIKE = /^[a-z][a-z0-9+.-]*:\/\//i

const FORMS =
  'Write latest, the id of a backup, before:2026-11-20, label:TEXT, or the path or URL of a dump such as ./shop.dump.'

/** Reads which backup is meant; `copy` takes all of them at once too. */
export const parseChoice = (text: string, context: Context): BackupChoice | EveryBackup =>
  context.command === 'copy' && text.trim() === 'all' ? { kind: 'all' } : parseBackupChoice(text, context)

/** Reads which backup is meant: one of ours by its place in time, its id or its label, or a dump by its place. */
export function parseBackupChoice(text: string, context: Place): BackupChoice {
  const trimmed = text.trim()
  if (trimmed === 'latest') return { kind: 'latest' }
  if (ID.test(trimmed)) return { kind: 'id', id: trimmed }
  if (trimmed.startsWith('before:')) return { kind: 'before', time: timeOf(trimmed.slice(7).trim(), context) }
  if (trimmed.startsWith('label:')) return { kind: 'label', label: labelOf(trimmed.slice(6).trim(), context) }
  if (PATH.test(trimmed) || URL_LIKE.test(trimmed)) return dumpAt(trimmed, context)
  throw new UsageError({
    what: `\`${context.option}\`: ${quoted(trimmed)} names no backup.`,
    next: [trimmed.length > 200 ? undefined : guess(trimmed), FORMS].filter(Boolean).join(' '),
  })
}

/** What somebody most likely meant, with how it is written. */
function guess(text: string): string | undefined {
  if (/^(before|label)\b[:=\s]/i.test(text))
    return 'After `before` and `label` stands a colon, without a space.'
  if (/^\d{8}T\d{6}/.test(text))
    return 'An id is written as `list` shows it, such as 20261120T040000Z-3f9c2a.'
  if (/^\d{4}-\d/.test(text)) return `For the newest backup begun before a time, write before:${text}.`
  if (/^[a-z]:[\\/]/i.test(text)) return 'A path has slashes and begins with / or ./.'
  if (/\/|\.(dump|sql|backup|tar|gz|zst|zip|age|bak|pgdump|custom)$/i.test(text))
    return `For a file, write ./${text}.`
  return didYouMean(text, ['latest']) ?? `For the newest backup with a label, write label:${text}.`
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i

/** A day is its first moment; a time without a zone is in UTC, as ids are. */
function timeOf(text: string, { option }: Place): Date {
  const [, day = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = TIME.exec(text) ?? []
  const offset = zone.toUpperCase().replace(/^(.\d\d)(\d\d)$/, '$1:$2')
  const time = new Date(`${day}T${minutes}${seconds}${offset}`)
  if (isDay(day) && !Number.isNaN(time.getTime())) return time
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} is no time.`,
    next: 'Write a day or a time, such as before:2026-11-20, before:2026-11-20T04:00Z or before:2026-11-20T04:00+01:00; without a zone it is UTC.',
  })
}

/** The thirtieth of February would pass as a day in March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function labelOf(text: string, { option }: Place): string {
  if (text !== '') return text
  throw new UsageError({
    what: `\`${option}\`: after \`label:\` the label is missing.`,
    next: 'Write it as it was given to the backup, such as label:before-release-7.',
  })
}

function dumpAt(text: string, context: Place): BackupChoice {
  const whole = parseDestination(text, context)
  const path = whole.kind === 'local' ? whole.path : `/${whole.prefix.slice(0, -1)}`
  const key = basename(path)
  if (key !== '') return { kind: 'dump', place: folderOf(whole), key }
  throw new UsageError({
    what: `\`${context.option}\`: ${quoted(text)} names no file.`,
    next: 'Write the whole path or URL of the dump, such as ./shop.dump or s3://bucket/folder/shop.dump.',
  })
}

/** The destination in which a file lies, of the one that was read as if the file were a folder. */
function folderOf(whole: Destination): Destination {
  if (whole.kind === 'local') {
    const path = dirname(whole.path)
    const url = pathToFileURL(path).href
    return { kind: 'local', label: url, url, path }
  }
  const url = whole.url.replace(/\/[^/?]*\/?(?=\?|$)/, '')
  return { ...whole, label: url, url, prefix: whole.prefix.replace(/[^/]+\/$/, '') }
}
