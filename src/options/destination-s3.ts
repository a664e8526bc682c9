import { UsageError } from '../errors.ts'
import type { S3Destination } from './destination-types.ts'
import { checkParameters, credentialsOf, endpointOf, type UrlParts } from './destination-url.ts'
import { parseHours } from './duration.ts'
import { quoted } from './quoted.ts'
import { choice, parseSwitch } from './values.ts'

const PARAMETERS = [
  'region',
  'endpoint',
  'profile',
  'path-style',
  'storage-class',
  'sse',
  'kms-key-id',
  'lock',
  'credentials',
] as const

const STORAGE_CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
  'REDUCED_REDUNDANCY',
  'EXPRESS_ONEZONE',
] as const

/** Reads `s3://bucket/prefix?region=…`. */
export function parseS3(
  parts: UrlParts,
  named: { label: string; url: string },
  option: string,
): S3Destination {
  checkParameters(parts, PARAMETERS, option)
  checkBucket(parts.host, option)
  const { parameters } = parts
  const endpoint = endpointOf(parts, option)
  const pathStyle = parameters.get('path-style')
  const optional = {
    region: regionOf(parameters, option),
    endpoint,
    profile: parameters.get('profile'),
    storageClass: storageClassOf(parameters, endpoint, option),
    ...encryptionOf(parameters, option),
    lock: lockOf(parameters, option),
    credentials: credentialsOf(parts, option),
  }
  if (optional.profile !== undefined && optional.credentials !== undefined) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(named.url)} gives both profile and credentials.`,
      next: 'Leave out one of the two.',
    })
  }
  return {
    kind: 's3',
    ...named,
    bucket: parts.host,
    prefix: parts.path.map((part) => `${part}/`).join(''),
    pathStyle:
      pathStyle === undefined
        ? endpoint !== undefined
        : parseSwitch(pathStyle, { option: `${option}: path-style` }),
    ...given(optional),
  }
}

/** Only the entries that have a value, as the exact optional types want it. */
export function given<T extends object>(entries: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
}

function checkBucket(bucket: string, option: string): void {
  const right =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
    !/\.\.|\.-|-\.|^xn--/.test(bucket) &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(bucket)
  if (right) return
  throw new UsageError({
    what: `\`${option}\`: ${quoted(bucket)} cannot be the name of a bucket.`,
    why: 'It has 3 to 63 small letters, digits, dots and hyphens, begins and ends with a letter or digit, and is no IP address.',
    next: bucket.includes(':')
      ? 'Write the address of the service as a parameter: s3://bucket/prefix?endpoint=http://127.0.0.1:9000.'
      : 'Write s3://bucket/prefix?region=….',
  })
}

function regionOf(parameters: UrlParts['parameters'], option: string): string | undefined {
  const region = parameters.get('region')
  if (region === undefined || /^[a-z0-9-]+$/i.test(region)) return region
  throw new UsageError({
    what: `\`${option}\`: ${quoted(region)} is no region.`,
    next: 'Write it as the provider does, such as region=eu-central-1.',
  })
}

function storageClassOf(
  parameters: UrlParts['parameters'],
  endpoint: string | undefined,
  option: string,
): string | undefined {
  const text = parameters.get('storage-class')
  if (text === undefined) return undefined
  const upper = text.toUpperCase().replaceAll('-', '_')
  // Other stores than AWS have classes of their own.
  if (endpoint !== undefined) return text
  return choice(STORAGE_CLASSES)(upper, { option: `${option}: storage-class` })
}

function encryptionOf(
  parameters: UrlParts['parameters'],
  option: string,
): Pick<{ sse: S3Destination['sse']; kmsKeyId: string | undefined }, 'sse' | 'kmsKeyId'> {
  const sseText = parameters.get('sse')
  const kmsKeyId = parameters.get('kms-key-id')
  const sse =
    sseText === undefined ? undefined : choice(['AES256', 'aws:kms'])(sseText, { option: `${option}: sse` })
  if (kmsKeyId !== undefined && sse === 'AES256') {
    throw new UsageError({
      what: `\`${option}\`: kms-key-id cannot be combined with sse=AES256.`,
      next: 'Write sse=aws:kms, or leave out kms-key-id.',
    })
  }
  return { sse: kmsKeyId === undefined ? sse : 'aws:kms', kmsKeyId }
}

function lockOf(parameters: UrlParts['parameters'], option: string): S3Destination['lock'] {
  const text = parameters.get('lock')
  if (text === undefined) return undefined
  const [, mode = '', duration = ''] = /^(governance|compliance):(.*)$/i.exec(text) ?? []
  const hours = mode === '' ? 0 : parseHours(duration, `${option}: lock`)
  if (hours > 0 && hours % 24 === 0 && hours <= 24 * 36_500) {
    return { mode: mode.toUpperCase() as 'GOVERNANCE' | 'COMPLIANCE', days: hours / 24 }
  }
  throw new UsageError({
    what: `\`${option}\`: lock=${quoted(text)} cannot be used.`,
    next: 'Write the mode and whole days, up to a hundred years: lock=governance:30d or lock=compliance:30d.',
  })
}
