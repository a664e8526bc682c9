import { createHash } from 'node:crypto'
import {
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import type { S3Destination } from '../options/destination.ts'
import type { BackendTools } from './backend.ts'
import { StorageError } from './error.ts'
import { s3Error } from './s3-errors.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** One bucket, as the parts of the backend share it. */
export interface S3Store {
  readonly destination: S3Destination
  readonly client: S3Client
  /** For bodies that a reader takes its time with: only the time to the answer's head is limited. */
  readonly reader: S3Client
  /**
   * How the store's own checksum is learnt: on AWS it computes a CRC32 over whole objects and tells it; the look-alikes
   * do this differently or wrongly, but check Content-MD5 and make their ETags of MD5.
   */
  readonly checks: 'crc32' | 'md5'
  nameOf(key: string): { Bucket: string; Key: string }
  /** What goes with everything stored: encryption, and a lock that begins now. */
  storing(): {
    ServerSideEncryption?: 'AES256' | 'aws:kms'
    SSEKMSKeyId?: string
    ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE'
    ObjectLockRetainUntilDate?: Date
  }
  /** What a small object is sent with, so that the store can check what it received. */
  summed(body: Uint8Array): { ContentMD5?: string }
  /** One request, its errors made into sentences. */
  call<T>(doing: string, work: () => Promise<T>): Promise<T>
  head(key: string, signal: AbortSignal): Promise<HeadObjectCommandOutput>
}

export async function s3Store(destination: S3Destination, { env, tuning }: BackendTools): Promise<S3Store> {
  const { bucket, prefix, lock } = destination
  const endpoint = destination.endpoint ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL
  const region = destination.region ?? (endpoint ? 'us-east-1' : (env.AWS_REGION ?? env.AWS_DEFAULT_REGION))
  const profile = destination.profile ?? env.AWS_PROFILE
  const credentials = await credentialsOf(destination, env, profile)
  const checks = endpoint ? 'md5' : 'crc32'
  const config: S3ClientConfig = {
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    ...(profile && !destination.credentials && { profile }),
    credentials,
    forcePathStyle: destination.pathStyle,
    // There is one retry policy, and it is ours; the SDK's own also replaces errors that it does not know.
    maxAttempts: 1,
    retryStrategy: { retry: (next, args) => next(args) },
    requestChecksumCalculation: checks === 'crc32' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: { debug() {}, info() {}, warn() {}, error() {}, trace() {} },
  }
  const { connectMs, idleMs } = tuning
  const client = new S3Client({
    ...config,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
  })
  const reader = new S3Client({
    ...config,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: idleMs,
      throwOnRequestTimeout: true,
      socketTimeout: 0,
    },
  })

  const call = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw s3Error(destination, doing, error)
    }
  }
  const nameOf = (key: string) => ({ Bucket: bucket, Key: prefix + key })

  return {
    destination,
    client,
    reader,
    checks,
    nameOf,
    call,
    storing: () => ({
      ...(destination.sse && { ServerSideEncryption: destination.sse }),
      ...(destination.kmsKeyId && { SSEKMSKeyId: destination.kmsKeyId }),
      ...(lock && {
        ObjectLockMode: lock.mode,
        ObjectLockRetainUntilDate: new Date(Date.now() + lock.days * DAY_MS),
      }),
    }),
    summed: (body) =>
      checks === 'md5' ? { ContentMD5: createHash('md5').update(body).digest('base64') } : {},
    head: (key, signal) =>
      client.send(
        new HeadObjectCommand({ ...nameOf(key), ...(checks === 'crc32' && { ChecksumMode: 'ENABLED' }) }),
        {
          abortSignal: signal,
        },
      ),
  }
}

async function credentialsOf(
  destination: S3Destination,
  env: BackendTools['env'],
  profile: string | undefined,
): Promise<NonNullable<S3ClientConfig['credentials']>> {
  const own = destination.credentials
  const of = (start: string) => ({
    accessKeyId: env[`${start}_ACCESS_KEY_ID`] ?? '',
    secretAccessKey: env[`${start}_SECRET_ACCESS_KEY`] ?? '',
    ...(env[`${start}_SESSION_TOKEN`] && { sessionToken: env[`${start}_SESSION_TOKEN`] as string }),
  })
  if (own) {
    const keys = of(own)
    if (keys.accessKeyId && keys.secretAccessKey) return keys
    throw new StorageError('refused', {
      what: `${destination.label}: its credentials are missing.`,
      why: `The destination says credentials=${own}, but the environment lacks ${[
        !keys.accessKeyId && `${own}_ACCESS_KEY_ID`,
        !keys.secretAccessKey && `${own}_SECRET_ACCESS_KEY`,
      ]
        .filter(Boolean)
        .join(' and ')}.`,
      next: 'Set it from a secret, in the `env:` of the step or in the shell.',
    })
  }
  const keys = of('AWS')
  if (!profile && keys.accessKeyId && keys.secretAccessKey) return keys
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain(profile ? { profile } : {})
}
