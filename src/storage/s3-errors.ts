import type { S3Destination } from '../options/destination.ts'
import { type Advice, advise, networkAdvice, retryAfterOf, statusAdvice } from './advice.ts'
import { StorageError } from './error.ts'

const KEYS: Advice = {
  kind: 'refused',
  why: 'The store does not accept these credentials.',
  next: 'Check {credentials}.',
}
const EXPIRED: Advice = {
  kind: 'refused',
  why: 'The temporary credentials have expired.',
  next: 'Get new ones just before the run, with a lifetime longer than the backup takes: {credentials}.',
}
const BUSY: Advice = { kind: 'busy', why: 'The store is busy.', next: 'Run it again later.' }
const DAMAGED: Advice = {
  kind: 'busy',
  why: 'What the store received is not what was sent: bytes were changed on the way.',
  next: 'Look for a proxy or a network that damages data between this machine and the store.',
}
const CLOCK: Advice = {
  kind: 'refused',
  why: 'The clock of this machine is wrong by too much.',
  next: 'Set the clock (NTP), then run it again.',
}
const REGION: Advice = {
  kind: 'refused',
  why: 'The bucket is in another region{region}.',
  next: 'Put `region={name}` into the URL of the destination.',
}

const CODES: Readonly<Record<string, Advice>> = {
  NoSuchKey: { kind: 'missing', why: 'There is no such object.' },
  NotFound: { kind: 'missing', why: 'There is no such object.' },
  PreconditionFailed: { kind: 'exists', why: 'It exists already, and was left as it is.' },
  ConditionalRequestConflict: { ...BUSY, why: 'Another request for the same key was under way.' },
  OperationAborted: { ...BUSY, why: 'Another request for the same key was under way.' },
  NoSuchBucket: {
    kind: 'refused',
    why: 'There is no bucket named {bucket}.',
    next: 'Create the bucket, or correct its name in the destination.',
  },
  AccessDenied: {
    kind: 'refused',
    why: 'These credentials may not do that in bucket {bucket}.',
    next:
      'They need s3:ListBucket and s3:ListBucketMultipartUploads on the bucket, and s3:GetObject, s3:PutObject, ' +
      's3:AbortMultipartUpload and (to prune) s3:DeleteObject on its objects; with a lock, s3:PutObjectRetention ' +
      'too, and s3:RestoreObject to bring objects back from an archive tier.',
  },
  AllAccessDisabled: {
    kind: 'refused',
    why: 'The owner of the account has disabled bucket {bucket}.',
    next: 'Ask the provider of the store.',
  },
  AccountProblem: {
    kind: 'refused',
    why: 'There is a problem with the account at the store.',
    next: 'Ask the provider.',
  },
  InvalidAccessKeyId: { ...KEYS, why: 'The store does not know this access key.' },
  SignatureDoesNotMatch: {
    ...KEYS,
    why: 'The secret key does not belong to the access key, or something on the way changes requests.',
  },
  InvalidToken: { ...KEYS, why: 'The session token is not valid.' },
  InvalidClientTokenId: { ...KEYS, why: 'The session token is not valid.' },
  UnrecognizedClientException: KEYS,
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  TokenRefreshRequired: EXPIRED,
  RequestExpired: EXPIRED,
  CredentialsProviderError: {
    kind: 'refused',
    why: 'No credentials were found.',
    next: 'Set {credentials}, or add a step that logs in (such as aws-actions/configure-aws-credentials).',
  },
  TokenProviderError: EXPIRED,
  RequestTimeTooSkewed: CLOCK,
  PermanentRedirect: REGION,
  TemporaryRedirect: { ...BUSY, why: 'The bucket is so new that its name is not known everywhere yet.' },
  AuthorizationHeaderMalformed: REGION,
  IllegalLocationConstraintException: REGION,
  IncorrectEndpoint: REGION,
  InvalidBucketName: {
    kind: 'refused',
    why: '{bucket} is no valid name of a bucket.',
    next: 'Correct it in the destination.',
  },
  InvalidStorageClass: {
    kind: 'refused',
    why: 'The store does not know the storage class {storageClass}.',
    next: 'Correct `storage-class` in the URL of the destination.',
  },
  InvalidObjectState: {
    kind: 'frozen',
    why: 'The object lies in an archive storage class, from which nothing can be read at once.',
    next: 'Have it brought back first, by `rehydrate` or `aws s3api restore-object`, and run it again once that is done.',
  },
  GlacierExpeditedRetrievalNotAvailable: {
    kind: 'refused',
    why: 'The store has no room for fast retrievals just now.',
    next: 'Take `rehydrate: standard`, or try again later.',
  },
  ObjectLockConfigurationNotFoundError: {
    kind: 'refused',
    why: 'Bucket {bucket} was not created with Object Lock.',
    next: 'Leave the lock out of the URL of the destination, or use a bucket with Object Lock.',
  },
  'KMS.NotFoundException': {
    kind: 'refused',
    why: 'There is no such KMS key.',
    next: 'Correct `kms-key-id` in the URL of the destination.',
  },
  'KMS.DisabledException': {
    kind: 'refused',
    why: 'The KMS key is disabled.',
    next: 'Enable it, or use another one.',
  },
  'KMS.AccessDeniedException': {
    kind: 'refused',
    why: 'These credentials may not use the KMS key.',
    next: 'Allow them kms:GenerateDataKey and kms:Decrypt on it.',
  },
  QuotaExceeded: {
    kind: 'refused',
    why: 'The quota of the bucket or its owner is used up.',
    next: 'Raise it, or remove old backups.',
  },
  EntityTooLarge: {
    kind: 'refused',
    why: 'The object is larger than the store allows.',
    next: 'Use more `jobs`, which makes more and smaller objects.',
  },
  BadDigest: DAMAGED,
  InvalidDigest: DAMAGED,
  XAmzContentSHA256Mismatch: DAMAGED,
  XAmzContentChecksumMismatch: DAMAGED,
  IncompleteBody: { ...DAMAGED, why: 'The store received only part of what was sent.' },
  SlowDown: { ...BUSY, why: 'The store asks for fewer requests.' },
  Throttling: { ...BUSY, why: 'The store asks for fewer requests.' },
  ThrottlingException: { ...BUSY, why: 'The store asks for fewer requests.' },
  TooManyRequests: { ...BUSY, why: 'The store asks for fewer requests.' },
  RequestTimeout: { ...BUSY, why: 'The store waited too long for the rest of the request.' },
  RequestTimeoutException: { ...BUSY, why: 'The store waited too long for the rest of the request.' },
  InternalError: { ...BUSY, why: 'The store had an error of its own.' },
  ServiceUnavailable: BUSY,
}

/** What the SDK throws, as far as we read it. */
interface Thrown {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  readonly Code?: string
  readonly Region?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean }
  readonly $response?: { readonly statusCode?: number; readonly headers?: Record<string, string | undefined> }
}

/** Which code the store gave, and which HTTP status. */
export function codeOf(error: unknown): { code: string | undefined; status: number | undefined } {
  const { name, Code, $metadata, $response } = (error ?? {}) as Thrown
  return { code: Code ?? name, status: $metadata?.httpStatusCode ?? $response?.statusCode }
}

/** Whether the store does not know the condition of a put, rather than finding it not met. */
export function refusesCondition(error: unknown): boolean {
  const { code, status } = codeOf(error)
  if (status === 501 || code === 'NotImplemented') return true
  return status === 400 && /if-none-match|conditional|header/i.test((error as Error).message)
}

/** An error of the SDK as a sentence that names the destination, and whether another try could help. */
export function s3Error(destination: S3Destination, doing: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const thrown = error as Thrown
  const { code, status } = codeOf(error)
  const socket = typeof thrown.code === 'string' ? thrown.code : undefined
  const region = thrown.Region ?? thrown.$response?.headers?.['x-amz-bucket-region']
  const names = {
    bucket: destination.bucket,
    host: hostOf(destination),
    credentials: credentialsOf(destination),
    storageClass: destination.storageClass,
    region: region ? `: ${region}` : '',
    name: region ?? 'REGION',
  }
  const what = `${destination.label}: ${doing} failed${code && CODES[code] ? ` (${code})` : ''}.`
  const give = (advice: Advice) =>
    advise(what, advice, names, error, retryAfterOf(thrown.$response?.headers?.['retry-after']))

  // The SDK has set its clock by the store's answer, so the next try is signed with the right time.
  if (code === 'RequestTimeTooSkewed' && thrown.$metadata?.clockSkewCorrected)
    return give({ ...CLOCK, kind: 'busy' })
  // Ceph's words while it brings an object back.
  if (code === 'RequestTimeout' && /restore is still in progress/.test(thrown.message ?? ''))
    return give(CODES.InvalidObjectState as Advice)
  if (thrown.message === 'Region is missing')
    return give({
      kind: 'refused',
      why: 'It is not known in which region the bucket is.',
      next: 'Put `region=…` into the URL of the destination, or set AWS_REGION.',
    })
  const known =
    (code && Object.hasOwn(CODES, code) ? CODES[code] : undefined) ??
    networkAdvice([socket, code]) ??
    (status === 301 ? REGION : undefined) ??
    statusAdvice(status)
  if (known) return give(known)
  const said = [status && `status ${status}`, code, thrown.message].filter(Boolean).join(', ')
  return give({ kind: 'broken', why: `The store answered: ${said}.` })
}

function hostOf({ endpoint, bucket }: S3Destination): string {
  return endpoint && URL.canParse(endpoint) ? new URL(endpoint).host : `the S3 service of bucket ${bucket}`
}

function credentialsOf({ credentials, profile }: S3Destination): string {
  if (credentials) return `${credentials}_ACCESS_KEY_ID and ${credentials}_SECRET_ACCESS_KEY`
  if (profile) return `the profile "${profile}" in ~/.aws/config and ~/.aws/credentials`
  return 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
}
