import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from '../errors.ts'
import { parseAzure } from './destination-azure.ts'
import { parseS3 } from './destination-s3.ts'
import type { Destination } from './destination-types.ts'
import { checkParameters, splitUrl, type UrlParts } from './destination-url.ts'
import { nearest } from './nearest.ts'
import type { Context } from './option.ts'
import { quoted } from './quoted.ts'
import { listed } from './values.ts'

export type { AzureDestination, Destination, LocalDestination, S3Destination } from './destination-types.ts'

const SCHEMES = ['file', 's3', 'azblob'] as const

/** Reads destinations, one a line; none may be there twice. */
export function parseDestinations(
  lines: readonly string[],
  context: Pick<Context, 'option' | 'folder' | 'home'>,
): readonly [Destination, ...Destination[]] {
  const [first, ...others] = lines.map((line) => parseDestination(line, context))
  if (first === undefined) {
    throw new UsageError({
      what: `\`${context.option}\`: there is no destination in it.`,
      next: 'Write one a line.',
    })
  }
  const all: [Destination, ...Destination[]] = [first, ...others]
  for (const [index, destination] of all.entries()) {
    for (const earlier of all.slice(0, index)) refuseTwins(earlier, destination, context.option)
  }
  return all
}

/** Reads one destination, a URL or a folder, with or without a label in front. */
export function parseDestination(
  line: string,
  context: Pick<Context, 'option' | 'folder' | 'home'>,
): Destination {
  const { option } = context
  // A label ends at the first equals sign, unless that belongs to a path or a query.
  const [, given, rest] = /^([^=/:?#]*)=(.*)$/s.exec(line) ?? []
  if (given === undefined || rest === undefined) return destinationAt(line.trim(), undefined, context)
  if (/^[a-z0-9-]{1,64}$/.test(given.trim())) return destinationAt(rest.trim(), given.trim(), context)
  throw new UsageError({
    what: `\`${option}\`: ${quoted(given)} cannot be a label.`,
    next: 'Write up to 64 small letters, digits and hyphens before the equals sign, such as offsite=s3://bucket/prefix.',
  })
}

function destinationAt(
  text: string,
  label: string | undefined,
  { option, folder, home }: Pick<Context, 'option' | 'folder' | 'home'>,
): Destination {
  const parts = splitUrl(text, option)
  if (parts === undefined) {
    const path = pathOf(text, option, folder, home)
    const url = pathToFileURL(path).href
    return { kind: 'local', label: label ?? url, url, path }
  }
  const named = { label: label ?? text, url: text }
  switch (parts.scheme) {
    case 'file': {
      checkParameters(parts, [], option)
      const path = filePath(parts, text, option)
      const url = pathToFileURL(path).href
      return { kind: 'local', label: label ?? url, url, path }
    }
    case 's3':
      return parseS3(parts, named, option)
    case 'azblob':
      return parseAzure(parts, named, option)
    default:
      throw new UsageError({
        what: `\`${option}\`: there is no destination of the kind ${parts.scheme}://.`,
        next: adviceFor(parts),
      })
  }
}

/** A plain path; a bare word is refused, since it is more often a URL that was cut short. */
function pathOf(text: string, option: string, folder: string, home: string | undefined): string {
  if (/\p{Cc}/u.test(text) || text === '' || !/^(\/|\.\.?(\/|$)|~\/)/.test(text)) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(text)} is neither a URL nor a path.`,
      next: `Write s3://bucket/prefix, azblob://account/container/prefix, or a path that begins with / or ./${/^[\w.-]+$/.test(text) ? `, such as ./${text}` : ''}.`,
    })
  }
  if (!text.startsWith('~/')) return resolve(folder, text)
  if (home !== undefined && home !== '') return resolve(home, text.slice(2))
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} needs the variable HOME, which is not set.`,
    next: 'Write the whole path.',
  })
}

function filePath(parts: UrlParts, text: string, option: string): string {
  if ((parts.host === '' || parts.host === 'localhost') && parts.path.length > 0)
    return `/${parts.path.join('/')}`
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} does not name a folder of this machine.`,
    next: 'Write three slashes and the whole path, file:///srv/backups, or a plain path, /srv/backups or ./backups.',
  })
}

function adviceFor({ scheme, host }: UrlParts): string {
  if (/^https?$/.test(scheme) && host.endsWith('.blob.core.windows.net')) {
    return `Write azblob://${host.split('.')[0]}/container/prefix.`
  }
  if (/^https?$/.test(scheme))
    return 'Write s3://bucket/prefix?endpoint=https://… for a store that speaks S3.'
  if (scheme === 'gs')
    return 'Write s3://bucket/prefix?endpoint=https://storage.googleapis.com with HMAC keys.'
  if (/^(az|azure|abfss?|wasbs?)$/.test(scheme)) return 'Write azblob://account/container/prefix.'
  const meant = nearest(scheme, SCHEMES)
  const known = `Write ${listed(SCHEMES.map((known) => `${known}://`))}.`
  return meant === undefined ? known : `Did you mean ${meant}://? ${known}`
}

function refuseTwins(one: Destination, other: Destination, option: string): void {
  if (placeOf(one) === placeOf(other)) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(one.label)} and ${quoted(other.label)} are the same place.`,
      why: 'Two copies in one place are one copy.',
      next: 'Leave out one of them.',
    })
  }
  if (one.label === other.label) {
    throw new UsageError({
      what: `\`${option}\`: two destinations have the label ${quoted(one.label)}.`,
      next: 'Give each a label of its own.',
    })
  }
}

function placeOf(destination: Destination): string {
  switch (destination.kind) {
    case 'local':
      return JSON.stringify(['local', destination.path])
    case 's3':
      return JSON.stringify(['s3', destination.endpoint ?? '', destination.bucket, destination.prefix])
    case 'azure':
      return JSON.stringify([
        'azure',
        destination.endpoint ?? '',
        destination.account,
        destination.container,
        destination.prefix,
      ])
  }
}
