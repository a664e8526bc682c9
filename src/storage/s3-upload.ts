import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { BackendTools } from './backend.ts'
import { StorageError } from './error.ts'
import { PARTS_AT_ONCE, partBytesFor, tooLong } from './parts.ts'
import { codeOf } from './s3-errors.ts'
import type { S3Store } from './s3-store.ts'
import { chunksOf } from './source.ts'
import type { Receipt, Storage } from './storage.ts'

const MAX_PARTS = 10_000
const CLEAN_UP_MS = 60_000

/** What was sent, to hold against what the store says it has. */
interface Sent {
  size: number
  crc: number
  /** MD5 of the parts in the order of their numbers, or of the whole, when it was sent in one. */
  readonly md5: Buffer[]
  multipart: boolean
}

/**
 * Sends a stream as one object. The SDK's `Upload` cuts it and counts the parts; every request it makes goes through
 * `send` below, which adds what it lacks: retries of single parts, checksums that the store checks, stopping all
 * parts when one fails for good, and cleaning up whatever happened.
 */
export async function s3Upload(
  store: S3Store,
  { retry, log }: Pick<BackendTools, 'retry' | 'log'>,
  key: string,
  stream: Readable,
  options: Parameters<Storage['upload']>[2],
): Promise<Receipt> {
  const { client, destination } = store
  const partBytes = partBytesFor(options.expectedBytes, MAX_PARTS)
  const sent: Sent = { size: 0, crc: 0, md5: [], multipart: false }
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const abortSignal = signal
  // Whether the store may show an object because of us, though we never heard of it.
  let mayBeVisible = false
  let isVisible = false
  let creations = 0

  const attempt = <T>(doing: string, work: () => Promise<T>) =>
    retry(doing, signal, () => store.call(doing, work))

  const send = async (command: object): Promise<object> => {
    if (command instanceof AbortMultipartUploadCommand) return await cleanUp(command)
    try {
      if (command instanceof CreateMultipartUploadCommand) return await create(command)
      if (command instanceof UploadPartCommand) return await part(command)
      if (command instanceof PutObjectCommand) return await whole(command)
      if (command instanceof CompleteMultipartUploadCommand) return await complete(command)
      throw new Error(`an upload was not expected to send ${command.constructor.name}`)
    } catch (error) {
      // Left alone, the other parts would go on to the end of the stream before anybody heard of this one.
      stop.abort(error)
      throw error
    }
  }

  const create = async (command: CreateMultipartUploadCommand) => {
    sent.multipart = true
    return await retry(`beginning to store ${key}`, signal, () => {
      creations += 1
      // Not cut off when cancelled: the answer says what there is to clean up.
      return store.call(`beginning to store ${key}`, () => client.send(command))
    })
  }

  const part = async (command: UploadPartCommand) => {
    const { PartNumber: number = 0, Body: body } = command.input
    addMd5(command.input, body as Buffer, number)
    return await attempt(`storing part ${number} of ${key}`, () => client.send(command, { abortSignal }))
  }

  const whole = async (command: PutObjectCommand) => {
    addMd5(command.input, command.input.Body as Buffer, 1)
    mayBeVisible = true
    return await attempt(`storing ${key}`, () => client.send(command, { abortSignal }))
  }

  const addMd5 = (input: { ContentMD5?: string | undefined }, body: Buffer, number: number) => {
    if (store.checks !== 'md5') return
    const md5 = createHash('md5').update(body).digest()
    sent.md5[number - 1] = md5
    input.ContentMD5 = md5.toString('base64')
  }

  const complete = async (
    command: CompleteMultipartUploadCommand,
  ): Promise<Partial<CompleteMultipartUploadCommandOutput>> => {
    if (store.checks === 'crc32')
      Object.assign(command.input, { ChecksumCRC32: base64Of(sent.crc), MpuObjectSize: sent.size })
    return await retry(`finishing ${key}`, signal, async (nth) => {
      mayBeVisible = true
      try {
        return await client.send(command, { abortSignal })
      } catch (error) {
        const { code } = codeOf(error)
        // The try before succeeded and its answer was lost; what is there is looked at next anyway.
        if (nth > 1 && code === 'NoSuchUpload') return {}
        if (code === 'BadDigest') throw differs(destination.label, key, 'the store refused its crc32')
        return await store.call(`finishing ${key}`, () => Promise.reject(error))
      }
    })
  }

  /** Ends the upload at the store, cancelled or not; what cannot be ended is said, and `abandon` finds it later. */
  const cleanUp = async (command: AbortMultipartUploadCommand): Promise<object> => {
    const patience = AbortSignal.timeout(CLEAN_UP_MS)
    try {
      return await retry(`ending the unfinished upload of ${key}`, patience, () =>
        store.call(`ending the unfinished upload of ${key}`, () =>
          client.send(command, { abortSignal: patience }),
        ),
      )
    } catch (error) {
      if (codeOf((error as Error).cause).code !== 'NoSuchUpload')
        log(
          `${destination.label}: an unfinished upload of ${key} may remain and cost money until it is swept: ${
            (error as Error).message
          }`,
        )
      return {}
    }
  }

  const outgrown = () => tooLong(destination.label, key, partBytes, MAX_PARTS)
  const upload = new Upload({
    client: sendingThrough(client, send),
    params: {
      ...store.nameOf(key),
      ...store.storing(),
      ...(destination.storageClass && { StorageClass: destination.storageClass as 'STANDARD' }),
      ...(store.checks === 'crc32' && { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' }),
      Body: Readable.from(measured(chunksOf(stream, signal), sent, partBytes * MAX_PARTS, outgrown, stop), {
        highWaterMark: 1,
      }),
    },
    partSize: partBytes,
    queueSize: PARTS_AT_ONCE,
  })

  try {
    await upload.done()
    isVisible = true
    const head = await attempt(`looking at ${key}`, () => store.head(key, signal))
    return { size: sent.size, checkedBy: compare(destination.label, key, sent, head) }
  } catch (error) {
    if (isVisible || mayBeVisible) await remove(store, key, isVisible ? undefined : sent)
    // Which of the parts failed first is what went wrong; the others were only stopped.
    throw stop.signal.aborted && !options.signal.aborted ? stop.signal.reason : error
  } finally {
    // A beginning whose answer was lost left an upload that we have no name for.
    if (creations > 1) await endStrays(store, key, log)
  }
}

/** The client, but with our way of sending. */
function sendingThrough(client: S3Client, send: (command: object) => Promise<object>): S3Client {
  return Object.create(client, { send: { value: send } })
}

/** Counts what goes by, and stops the parts on their way as soon as nothing whole can come of them. */
async function* measured(
  chunks: AsyncIterable<Buffer>,
  sent: Sent,
  most: number,
  outgrown: () => StorageError,
  stop: AbortController,
): AsyncGenerator<Buffer, void> {
  try {
    for await (const chunk of chunks) {
      sent.size += chunk.length
      sent.crc = crc32(chunk, sent.crc)
      if (sent.size > most) throw outgrown()
      yield chunk
    }
  } catch (error) {
    stop.abort(error)
    throw error
  }
}

/** Compares what the store has with what was sent, and says by what; rejects what differs. */
function compare(label: string, key: string, sent: Sent, head: HeadObjectCommandOutput): string {
  if (head.ContentLength !== sent.size)
    throw differs(label, key, `${sent.size} bytes were sent, and the store has ${head.ContentLength}`)
  if (head.ChecksumCRC32 && !head.ChecksumCRC32.includes('-')) {
    const ours = base64Of(sent.crc)
    if (head.ChecksumCRC32 === ours) return 'crc32'
    throw differs(label, key, `its crc32 is ${head.ChecksumCRC32}, and ${ours} was sent`)
  }
  const etag = head.ETag?.replaceAll('"', '').toLowerCase()
  const ours = etagOf(sent)
  if (etag === ours) return 'md5'
  // With a key of KMS the ETag looks like an MD5 and is none; and some stores make ETags of something else altogether.
  const isMd5 = /^[0-9a-f]{32}(-\d+)?$/.test(etag ?? '') && !head.ServerSideEncryption?.startsWith('aws:kms')
  if (ours && isMd5) throw differs(label, key, `its ETag is ${etag}, and ${ours} was sent`)
  return 'size'
}

function etagOf({ md5, multipart }: Sent): string | undefined {
  if (md5.length === 0) return undefined
  if (!multipart) return md5[0]?.toString('hex')
  return `${createHash('md5').update(Buffer.concat(md5)).digest('hex')}-${md5.length}`
}

const differs = (label: string, key: string, how: string) =>
  new StorageError('broken', {
    what: `${label}: ${key} is not at the store as it was sent.`,
    why: `Compared with our own count, ${how}.`,
    next: 'Run it again; if it happens twice, do not trust this store or the way to it.',
  })

/** Takes away what became visible though the upload failed; where that is not sure, only what equals what was sent. */
async function remove(store: S3Store, key: string, sent: Sent | undefined): Promise<void> {
  const patience = AbortSignal.timeout(CLEAN_UP_MS)
  try {
    if (sent && compare(store.destination.label, key, sent, await store.head(key, patience)) === 'size')
      return
    await store.client.send(new DeleteObjectCommand(store.nameOf(key)), { abortSignal: patience })
  } catch {
    // Nothing there, or nothing of ours: without a manifest it is no backup.
  }
}

async function endStrays(store: S3Store, key: string, log: (line: string) => void): Promise<void> {
  const { endUploads } = await import('./s3-unfinished.ts')
  try {
    await endUploads(store, key, { exactly: true, signal: AbortSignal.timeout(CLEAN_UP_MS) })
  } catch (error) {
    log(`${store.destination.label}: unfinished uploads of ${key} may remain: ${(error as Error).message}`)
  }
}

function base64Of(crc: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc)
  return bytes.toString('base64')
}
