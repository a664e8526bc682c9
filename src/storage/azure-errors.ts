import type { AzureDestination } from '../options/destination.ts'
import { type Advice, advise, networkAdvice, retryAfterOf, statusAdvice } from './advice.ts'
import { StorageError } from './error.ts'

const BUSY: Advice = { kind: 'busy', why: 'The store is busy.', next: 'Run it again later.' }
const DAMAGED: Advice = {
  kind: 'busy',
  why: 'What the store received is not what was sent: bytes were changed on the way.',
  next: 'Look for a proxy or a network that damages data between this machine and the store.',
}
const NOBODY: Advice = {
  kind: 'refused',
  why: 'No credentials were found, or the login did not work.',
  next:
    'Set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, or log in before (such as by ' +
    'azure/login), with the role "Storage Blob Data Contributor".',
}
const DENIED: Advice = {
  kind: 'refused',
  why: 'These credentials may not do that in container {container}.',
  next:
    'Give the identity the role "Storage Blob Data Contributor" on the container (a new role takes some minutes to work), ' +
    'or a SAS token the rights read, write, delete, list, add and create.',
}
const TIER: Advice = {
  kind: 'refused',
  why: 'This account does not have that access tier.',
  next: 'Leave `tier` out of the URL of the destination, or use another one.',
}

const CODES: Readonly<Record<string, Advice>> = {
  BlobNotFound: { kind: 'missing', why: 'There is no such object.' },
  ResourceNotFound: { kind: 'missing', why: 'There is no such object.' },
  BlobAlreadyExists: { kind: 'exists', why: 'It exists already, and was left as it is.' },
  ContainerNotFound: {
    kind: 'refused',
    why: 'There is no container named {container} in account {account}.',
    next: 'Create the container, or correct its name in the destination.',
  },
  ContainerBeingDeleted: {
    kind: 'refused',
    why: 'Container {container} is being deleted.',
    next: 'Wait half a minute and create it again, or use another one.',
  },
  ContainerDisabled: {
    kind: 'refused',
    why: 'Container {container} was disabled.',
    next: 'Ask its administrator.',
  },
  AccountIsDisabled: {
    kind: 'refused',
    why: 'Account {account} is disabled.',
    next: 'Enable it in the Azure portal (subscription, billing), or use another one.',
  },
  AuthenticationFailed: {
    kind: 'refused',
    why: 'The store does not accept these credentials: a wrong or rotated key, an expired SAS token, or a wrong clock.',
    next: 'Check {credentials}, and the clock of this machine.',
  },
  InvalidAuthenticationInfo: {
    kind: 'refused',
    why: 'The store does not accept these credentials: the token has expired, or is of another tenant.',
    next: 'Check {credentials}; log in again just before the run.',
  },
  NoAuthenticationInformation: {
    kind: 'refused',
    why: 'The request carried no credentials.',
    next: 'Check {credentials}.',
  },
  AuthorizationFailure: {
    ...DENIED,
    why: 'The credentials are wrong, expired or lack the right, or the firewall of account {account} keeps this machine out.',
  },
  AuthorizationPermissionMismatch: DENIED,
  AuthorizationProtocolMismatch: { ...DENIED, why: 'The SAS token is not valid for this protocol.' },
  AuthorizationResourceTypeMismatch: {
    ...DENIED,
    why: 'The SAS token is not valid for containers and objects both.',
  },
  AuthorizationServiceMismatch: { ...DENIED, why: 'The SAS token is not valid for the Blob service.' },
  AuthorizationSourceIPMismatch: {
    ...DENIED,
    why: 'The SAS token is not valid for the address of this machine.',
  },
  InsufficientAccountPermissions: DENIED,
  KeyBasedAuthenticationNotPermitted: {
    kind: 'refused',
    why: 'Account {account} does not permit keys.',
    next: 'Log in with an identity instead (such as by azure/login), and leave the key out of the environment.',
  },
  BlobArchived: {
    kind: 'frozen',
    why: 'The object lies in the Archive tier, from which nothing can be read at once.',
    next: 'Have it moved to Hot first, by `rehydrate` or `az storage blob set-tier`, which takes up to 15 hours, and run it again once that is done.',
  },
  BlobBeingRehydrated: {
    kind: 'frozen',
    why: 'The object is still being brought back from the Archive tier.',
    next: 'Wait until that is done (up to 15 hours), then run it again.',
  },
  BlobImmutableDueToPolicy: {
    kind: 'locked',
    why: 'An immutability policy or a legal hold protects the object.',
    next: 'It can be changed only after the policy has ended.',
  },
  BlobAccessTierNotSupportedForAccountType: TIER,
  AccessTierNotSupportedForBlobType: TIER,
  LeaseIdMissing: {
    kind: 'refused',
    why: 'Somebody holds a lease on the object.',
    next: 'Break the lease, then run it again.',
  },
  BlockCountExceedsLimit: {
    kind: 'refused',
    why: 'An object can have 50,000 blocks.',
    next: 'Use more `jobs`, which makes more and smaller objects.',
  },
  RequestBodyTooLarge: {
    kind: 'refused',
    why: 'The object is larger than the store allows.',
    next: 'Use more `jobs`, which makes more and smaller objects.',
  },
  Md5Mismatch: DAMAGED,
  Crc64Mismatch: DAMAGED,
  InternalError: { ...BUSY, why: 'The store had an error of its own.' },
  OperationTimedOut: { ...BUSY, why: 'The store did not finish in time.' },
  ServerBusy: BUSY,
  CredentialUnavailableError: NOBODY,
  AuthenticationError: NOBODY,
  AuthenticationRequiredError: NOBODY,
  AggregateAuthenticationError: NOBODY,
  ENOTFOUND: {
    kind: 'refused',
    why: 'There is no host named {host}; an account that does not exist has none.',
    next: 'Check the name of the account in the destination, and that this machine can look names up.',
  },
}

/** What the SDK throws, as far as we read it. */
interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  readonly statusCode?: number
  readonly details?: { readonly errorCode?: string }
  readonly response?: { readonly headers?: { get(name: string): string | undefined } }
}

/** Which code the store gave, and which HTTP status. */
export function codeOf(error: unknown): { code: string | undefined; status: number | undefined } {
  const { name, code, statusCode, details, response } = (error ?? {}) as Thrown
  const given = response?.headers?.get('x-ms-error-code') ?? details?.errorCode ?? code
  return { code: typeof given === 'string' ? given : name, status: statusCode }
}

/** An error of the SDK as a sentence that names the destination, and whether another try could help. */
export function azureError(destination: AzureDestination, doing: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const thrown = error as Thrown
  const { code, status } = codeOf(error)
  const { account, container, endpoint, credentials: own } = destination
  const names = {
    account,
    container,
    host: endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : `${account}.blob.core.windows.net`,
    credentials: own ? `${own}_KEY, ${own}_SAS_TOKEN or ${own}_CONNECTION_STRING` : 'the AZURE_ variables',
  }
  // Emulators have no code of their own for it.
  const damaged = code === 'InvalidOperation' && /md5/i.test(thrown.message ?? '') ? DAMAGED : undefined
  const known =
    damaged ??
    [code, thrown.name].flatMap((one) => (one && Object.hasOwn(CODES, one) ? [CODES[one]] : []))[0] ??
    networkAdvice([code, thrown.name]) ??
    statusAdvice(status)
  const what = `${destination.label}: ${doing} failed${status && code ? ` (${code})` : ''}.`
  const advice = known ?? {
    kind: 'broken' as const,
    // The SDK's messages go on with request ids and times after the first line.
    why: `The store answered: ${[status && `status ${status}`, code, firstLine(thrown.message)].filter(Boolean).join(', ')}.`,
  }
  return advise(what, advice, names, error, retryAfterOf(thrown.response?.headers?.get('retry-after')))
}

const firstLine = (text = '') => text.split('\n')[0]?.replace(/\.$/, '')
