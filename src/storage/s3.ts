import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import type { S3Destination } from '../options/destination.ts'
import type { BackendTools } from './backend.ts'
import { type Backend, folderOf } from './backend.ts'
import { StorageError } from './error.ts'
import { coldness, thaw } from './s3-cold.ts'
import { codeOf, refusesCondition } from './s3-errors.ts'
import { inspectBucket } from './s3-inspect.ts'
import { type S3Store, s3Store } from './s3-store.ts'
import { endUploads } from './s3-unfinished.ts'
import { s3Upload } from './s3-upload.ts'
import type { StoredObject } from './storage.ts'

/** What a store calls the class that has no price for going early. */
const USUAL = 'STANDARD'

/**
 * A bucket of S3, or of a store that speaks like it. *Nothing visible* means that no object appears and no multipart
 * upload remains. *Checked by the store*: on AWS its own CRC32 over the whole object; elsewhere its ETag, where that is
 * made of MD5 (every part is sent with its MD5, which stores check on receipt); where it is not, `size` alone.
 */
export async function s3Backend(destination: S3Destination, tools: BackendTools): Promise<Backend> {
  const { label, url } = destination
  const { log, tuning } = tools
  const store = await s3Store(destination, tools)
  const { client, call, nameOf } = store
  let conditionalPut = true
  let versionsTold = false

  const exists = (key: string) =>
    new StorageError('exists', { what: `${label}: ${key} exists already, and was left as it is.` })

  const put: Backend['put'] = async (key, bytes, { signal, ifAbsent }) => {
    const doing = `storing ${key}`
    const Body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const input: PutObjectCommandInput = {
      ...nameOf(key),
      ...store.storing(),
      Body,
      ...store.summed(Body),
    }
    const send = (more: Partial<PutObjectCommandInput>) =>
      client.send(new PutObjectCommand({ ...input, ...more }), { abortSignal: signal })
    if (!ifAbsent) {
      await call(doing, () => send({}))
      return
    }
    // Some look-alikes take the condition and ignore it, so it is looked first; on AWS the condition alone decides.
    if (store.checks === 'md5' && (await stat(store, key, signal))) throw exists(key)
    if (conditionalPut) {
      try {
        await send({ IfNoneMatch: '*' })
        return
      } catch (error) {
        if (codeOf(error).status === 412) throw exists(key)
        if (!refusesCondition(error)) await call(doing, () => Promise.reject(error))
        conditionalPut = false
        log(
          `${label}: this store has no conditional put; it is looked first whether an object exists, so of two runs ` +
            'that store the same name in the same second both may succeed. Do not let backups overlap.',
        )
      }
      if (await stat(store, key, signal)) throw exists(key)
    }
    await call(doing, () => send({}))
  }

  return {
    label,
    url,
    get conditionalPut() {
      return conditionalPut
    },
    put,
    upload: (key, stream, options) => s3Upload(store, tools, key, stream, options),

    open: async (key, { signal, from, version }) => {
      const command = new GetObjectCommand({
        ...nameOf(key),
        ...(from > 0 && { Range: `bytes=${from}-` }),
        ...(version !== undefined && { IfMatch: version }),
      })
      return await openObject(store, command, key, from, signal)
    },

    stat: (key, { signal }) => stat(store, key, signal),

    thaw: (key, options) => thaw(store, key, options),

    page: (prefix, cursor, { signal, folders }) =>
      call(`listing ${prefix || 'everything'}`, async () => {
        const { Bucket, Key: Prefix } = nameOf(prefix)
        const answer = await client.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix,
            MaxKeys: tuning.pageSize,
            ...(folders && { Delimiter: '/' }),
            ...(cursor !== undefined && { ContinuationToken: cursor }),
          }),
          { abortSignal: signal },
        )
        const next = answer.IsTruncated ? answer.NextContinuationToken : undefined
        if (answer.IsTruncated && !next) throw cutListing(destination.label)
        if (folders) {
          const found = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) =>
            folderOf(Prefix.slice(destination.prefix.length)),
          )
          return { objects: found, next }
        }
        const objects: StoredObject[] = []
        for (const {
          Key = '',
          Size = 0,
          LastModified = new Date(0),
          StorageClass = USUAL,
        } of answer.Contents ?? []) {
          const key = Key.slice(destination.prefix.length)
          // What the web consoles make when somebody "creates a folder" is no object of ours.
          if (key === '' || key.endsWith('/')) continue
          const tier = StorageClass === USUAL ? {} : { tier: StorageClass }
          objects.push({ key, size: Size, modified: LastModified, ...tier })
        }
        return { objects, next }
      }),

    remove: async (key, { signal }) => {
      try {
        const { DeleteMarker } = await call(`removing ${key}`, () =>
          client.send(new DeleteObjectCommand(nameOf(key)), { abortSignal: signal }),
        )
        if (DeleteMarker && !versionsTold) {
          versionsTold = true
          log(
            `${label}: this bucket keeps versions: what is removed is no longer listed, but stays there as an older ` +
              'version, and is paid for, until a lifecycle rule for noncurrent versions removes it.',
          )
        }
      } catch (error) {
        if (!(error instanceof StorageError && error.kind === 'missing')) throw error
      }
    },

    abandon: (prefix, { signal, begunBefore }) => endUploads(store, prefix, { signal, begunBefore }),

    inspect: (sample, { signal }) => inspectBucket(store, sample, signal),
  }
}

async function openObject(
  store: S3Store,
  command: GetObjectCommand,
  key: string,
  from: number,
  signal: AbortSignal,
) {
  const { label } = store.destination
  const answer = await store.call(`reading ${key}`, async () => {
    try {
      return await store.reader.send(command, { abortSignal: signal })
    } catch (error) {
      if (codeOf(error).status !== 412) throw error
      throw new StorageError('broken', {
        what: `${label}: ${key} was changed while it was being read.`,
        next: 'Nothing should change stored backups: find out who or what does.',
        cause: error,
      })
    }
  })
  const body = answer.Body as Readable
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? '')
  if (from > 0 && Number(range?.[1]) !== from) {
    body.on('error', () => {}).destroy()
    throw new StorageError('broken', {
      what: `${label}: reading ${key} on from byte ${from} failed.`,
      why: 'The store did not give the range that it was asked for.',
    })
  }
  return { body, size: from > 0 ? Number(range?.[2]) : (answer.ContentLength ?? 0), version: answer.ETag }
}

async function stat(store: S3Store, key: string, signal: AbortSignal): Promise<StoredObject | undefined> {
  const doing = `looking at ${key}`
  try {
    const about = await store.head(key, signal)
    const { ContentLength = 0, LastModified = new Date(0) } = about
    const cold = await coldness(store, key, about, signal)
    const locked = lockOf(about, new Date())
    return {
      ...{ key, size: ContentLength, modified: LastModified },
      ...(cold && { cold }),
      ...(locked && { locked }),
    }
  } catch (error) {
    const { status } = codeOf(error)
    // Answers to HEAD have no body, so they do not say whether it is the object or the bucket that is missing, or what
    // is wrong with the credentials. A listing does.
    if (status === 404 || status === 403 || status === 400 || status === 301)
      await explain(store, doing, key, signal, status)
    if (status === 404) return undefined
    return await store.call(doing, () => Promise.reject(error))
  }
}

/** Whoever lacks the rights to see locks is not told of them. */
function lockOf(about: HeadObjectCommandOutput, now: Date): string | undefined {
  const { ObjectLockLegalHoldStatus: hold, ObjectLockMode: mode, ObjectLockRetainUntilDate: until } = about
  if (hold === 'ON') return 'a legal hold'
  if (until && until > now) return `a lock (${mode?.toLowerCase()}) until ${until.toISOString()}`
  return undefined
}

async function explain(store: S3Store, doing: string, key: string, signal: AbortSignal, status: number) {
  const { Bucket, Key: Prefix } = store.nameOf(key)
  try {
    await store.call(doing, () =>
      store.client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }), { abortSignal: signal }),
    )
  } catch (error) {
    // Who may not list may still learn that an object is not there.
    if (status === 404 && codeOf((error as Error).cause).code === 'AccessDenied') return
    throw error
  }
}

/** Taken for the end, it would hide backups, and retention would act on what it does not see. */
const cutListing = (label: string): StorageError =>
  new StorageError('broken', {
    what: `${label}: the store says that its listing goes on, and not where.`,
    next: 'This is a fault of the store; try again, and report it to its makers.',
  })
