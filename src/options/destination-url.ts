import { UsageError } from '../errors.ts'
import { didYouMean } from './nearest.ts'
import { quoted } from './quoted.ts'
import { listed } from './values.ts'

/** A destination's URL taken apart, percent-decoded, and known to carry no secret. */
export interface UrlParts {
  readonly scheme: string
  readonly host: string
  /** The path's parts, none of them empty, `.` or `..`. */
  readonly path: readonly string[]
  readonly parameters: ReadonlyMap<string, string>
}

const URL_SHAPE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i

/** Parameters of signed URLs, and what people try to hand over keys with. */
const SECRET_PARAMETER =
  /^(sig|sas|se|sp|sv|st|spr|skoid|x-amz-.*|.*(secret|password|passwd|token|signature|access-?key|account-?key|connection-?string).*)$/

/** Takes a URL apart; `undefined` where the text is no URL at all. */
export function splitUrl(text: string, option: string): UrlParts | undefined {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = URL_SHAPE.exec(text) ?? []
  if (scheme === '') return undefined
  refuseSecrets(authority, query, option)
  if (fragment !== '') {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(text)} has a part that begins with #.`,
      next: 'Write %23 where a name holds a #.',
    })
  }
  return {
    scheme: scheme.toLowerCase(),
    host: decoded(authority, text, option),
    path: pathParts(path, text, option),
    parameters: parametersOf(query, text, option),
  }
}

function refuseSecrets(authority: string, query: string, option: string): void {
  const names = query.slice(1).split('&').map(parameterName)
  const secret = authority.includes('@')
    ? 'a user name or password'
    : names.find((name) => SECRET_PARAMETER.test(name))
  if (secret === undefined) return
  // Nothing of the URL is shown: what of it is secret cannot be told for certain.
  throw new UsageError({
    what: `\`${option}\`: a URL carries ${authority.includes('@') ? secret : `the parameter \`${secret}\``}, which looks like a secret.`,
    why: 'URLs of destinations are shown in logs, records and metrics.',
    next: 'Take it out of the URL, and hand it over in the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN). For keys of one destination alone add credentials=OFFSITE to its URL and put OFFSITE_ before the variables.',
  })
}

const parameterName = (pair: string): string => {
  const name = pair.split('=', 1)[0] ?? ''
  try {
    return decodeURIComponent(name).toLowerCase().replaceAll('_', '-')
  } catch {
    return name.toLowerCase()
  }
}

function pathParts(path: string, text: string, option: string): readonly string[] {
  const parts = decoded(path.replace(/^\/|\/$/g, ''), text, option).split('/')
  if (parts.length === 1 && parts[0] === '') return []
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /\p{Cc}/u.test(part))) {
    throw new UsageError({
      what: `\`${option}\`: the path of ${quoted(text)} has a part that is empty, a dot or two, or holds a control character.`,
      next: 'Write the path plainly, such as s3://bucket/team/shop.',
    })
  }
  return parts
}

function parametersOf(query: string, text: string, option: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const pair of query.slice(1).split('&')) {
    if (pair === '') continue
    const name = parameterName(pair)
    if (parameters.has(name)) {
      throw new UsageError({
        what: `\`${option}\`: ${quoted(beforeQuery(text))} gives \`${name}\` twice.`,
        next: 'Write it once.',
      })
    }
    const value = pair.includes('=') ? decoded(pair.slice(pair.indexOf('=') + 1), text, option) : ''
    if (value === '') {
      throw new UsageError({
        what: `\`${option}\`: ${quoted(beforeQuery(text))} gives \`${name}\` without a value.`,
        next: `Write ${name}=…, or leave it out.`,
      })
    }
    parameters.set(name, value)
  }
  return parameters
}

/** What of a URL an error may show: a value in the query could be a secret under any name. */
const beforeQuery = (text: string): string => text.split('?', 1)[0] ?? ''

function decoded(text: string, url: string, option: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new UsageError({
      what: `\`${option}\`: ${quoted(beforeQuery(url))} is not properly percent-encoded.`,
      next: 'Write %25 where a name holds a %.',
      cause,
    })
  }
}

/** Refuses parameters that this kind of destination does not know. */
export function checkParameters(parts: UrlParts, known: readonly string[], option: string): void {
  for (const name of parts.parameters.keys()) {
    if (known.includes(name)) continue
    const rule =
      known.length === 0
        ? `A ${parts.scheme}:// URL has no parameters; write %3F where a name holds a question mark.`
        : `It knows ${listed(known).replace(' or ', ' and ')}.`
    throw new UsageError({
      what: `\`${option}\`: a ${parts.scheme}:// URL has no parameter \`${name.slice(0, 40)}\`.`,
      next: [didYouMean(name, known), rule].filter(Boolean).join(' '),
    })
  }
}

/** An endpoint as it is connected to: http or https, without secrets, without a slash at its end. */
export function endpointOf(parts: UrlParts, option: string): string | undefined {
  const text = parts.parameters.get('endpoint')
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (url !== null && url.username + url.password !== '') refuseSecrets('@', '', option)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search + url.hash !== '') {
    throw new UsageError({
      what: `\`${option}\`: the endpoint ${quoted(text.replace(/^.*@/, ''))} cannot be used.`,
      next: 'Write the address of the service alone, such as endpoint=https://s3.example.com or endpoint=http://127.0.0.1:9000.',
    })
  }
  return url.href.replace(/\/+$/, '')
}

/** The prefix of environment variables that hold a destination's own credentials. */
export function credentialsOf(parts: UrlParts, option: string): string | undefined {
  const text = parts.parameters.get('credentials')
  if (text === undefined || /^[A-Z][A-Z0-9_]*$/.test(text)) return text?.replace(/_$/, '')
  // Not echoed: somebody may have put the credentials themselves there.
  throw new UsageError({
    what: `\`${option}\`: the value of \`credentials\` is no prefix of environment variables.`,
    next: 'Write capitals, digits and underscores, such as credentials=OFFSITE, which reads OFFSITE_AWS_ACCESS_KEY_ID and its like.',
  })
}
