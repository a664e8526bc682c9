import { StorageError, type StorageErrorKind } from './error.ts'

/** What a code of a store means to a user. `why` and `next` may hold names in braces, filled in when used. */
export interface Advice {
  readonly kind: StorageErrorKind
  readonly why: string
  readonly next?: string
}

const PROXY =
  'If it sits behind a proxy with its own certificate authority, set NODE_EXTRA_CA_CERTS to its file.'
const UNTRUSTED: Advice = {
  kind: 'refused',
  why: 'The certificate of {host} is not one that this machine trusts.',
  next: PROXY,
}
const CUT: Advice = {
  kind: 'busy',
  why: 'The connection to {host} broke.',
  next: 'Check the network between this machine and the store, then run it again.',
}
const SILENT: Advice = {
  kind: 'busy',
  why: '{host} did not answer in time.',
  next: 'Check the network between this machine and the store, then run it again.',
}

/** Codes of sockets, of name look-ups and of TLS, the same for every store. */
const NETWORK: Readonly<Record<string, Advice>> = {
  ENOTFOUND: {
    kind: 'refused',
    why: 'There is no host named {host}.',
    next: 'Check the name in the destination, and that this machine can look names up.',
  },
  EAI_AGAIN: {
    kind: 'busy',
    why: 'The name {host} could not be looked up just now.',
    next: 'Check the name service of this machine.',
  },
  ECONNREFUSED: {
    kind: 'busy',
    why: 'Nothing accepts connections at {host}.',
    next: 'Check that the store is running, and the endpoint and port in the destination.',
  },
  EHOSTUNREACH: { ...CUT, why: 'There is no way from here to {host}.' },
  ENETUNREACH: { ...CUT, why: 'There is no way from here to {host}.' },
  ECONNRESET: CUT,
  ECONNABORTED: CUT,
  EPIPE: CUT,
  ERR_STREAM_PREMATURE_CLOSE: CUT,
  UND_ERR_SOCKET: CUT,
  ETIMEDOUT: SILENT,
  ESOCKETTIMEDOUT: SILENT,
  TimeoutError: SILENT,
  CERT_HAS_EXPIRED: { ...UNTRUSTED, why: 'The certificate of {host} has expired.' },
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: { ...UNTRUSTED, why: 'The certificate that was shown is not for {host}.' },
  EPROTO: {
    kind: 'refused',
    why: '{host} does not speak TLS as expected.',
    next: 'Check whether the endpoint in the destination begins with http:// or https:// as it should.',
  },
  HPE_INVALID_CONSTANT: {
    kind: 'refused',
    why: '{host} does not speak HTTP.',
    next: 'Check the endpoint and the port in the destination.',
  },
}

/** What an HTTP status means where the store gave no code of its own. */
const STATUS: Readonly<Record<number, Advice>> = {
  401: {
    kind: 'refused',
    why: 'The store did not accept the credentials.',
    next: 'Check the credentials of this destination.',
  },
  403: {
    kind: 'refused',
    why: 'The store denied access.',
    next: 'Check the rights of these credentials on this destination.',
  },
  404: { kind: 'missing', why: 'There is no such object.' },
  408: SILENT,
  429: { kind: 'busy', why: 'The store asks for fewer requests.', next: 'Run it again later.' },
}

export function networkAdvice(codes: readonly (string | undefined)[]): Advice | undefined {
  for (const code of codes) if (code && Object.hasOwn(NETWORK, code)) return NETWORK[code]
  return undefined
}

export function statusAdvice(status: number | undefined): Advice | undefined {
  if (status === undefined) return undefined
  if (status >= 500 && status !== 501)
    return { kind: 'busy', why: `The store answered ${status}.`, next: 'Run it again later.' }
  return STATUS[status]
}

/** Makes the sentence; names that are not known are left out of it with their braces. */
export function advise(
  what: string,
  advice: Advice,
  names: Readonly<Record<string, string | undefined>>,
  cause: unknown,
  retryAfterMs?: number,
): StorageError {
  const fill = (text: string | undefined) =>
    text?.replace(/\{(\w+)\}/g, (_, name) => names[name] ?? 'the store')
  return new StorageError(
    advice.kind,
    { what, why: fill(advice.why), next: fill(advice.next), cause },
    retryAfterMs,
  )
}

/** Reads a Retry-After header: seconds, or a date. */
export function retryAfterOf(header: string | null | undefined): number | undefined {
  if (!header) return undefined
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}
