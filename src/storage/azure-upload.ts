import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { AzureStore } from './azure-store.ts'
import { StorageError } from './error.ts'
import { PARTS_AT_ONCE, partBytesFor, tooLong } from './parts.ts'
import type { Retry } from './retry.ts'
import { chunksOf, partsOf } from './source.ts'
import type { Receipt, Storage } from './storage.ts'

const MAX_BLOCKS = 50_000
const SLICE = 256 * 1024
const CLEAN_UP_MS = 60_000

/**
 * Sends a stream as blocks, each with its MD5, which the store checks before it takes the block, and makes an object of
 * them at the end. Until then nobody sees anything; what is left of a failed upload vanishes by itself within a week.
 */
export async function azureUpload(
  store: AzureStore,
  retry: Retry,
  key: string,
  stream: Readable,
  options: Parameters<Storage['upload']>[2],
): Promise<Receipt> {
  const { destination, call } = store
  const blob = store.container.getBlockBlobClient(store.nameOf(key))
  const partBytes = partBytesFor(options.expectedBytes, MAX_BLOCKS)
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  // All ids of an object have one length, and those of an upload that failed before are not ours.
  const mark = randomUUID()
  const ids: string[] = []
  const spare: Buffer[] = []
  let size = 0
  let committing = false
  let committed = false

  const stage = async (id: string, part: Buffer): Promise<void> => {
    const doing = `storing block ${ids.indexOf(id) + 1} of ${key}`
    const md5 = createHash('md5').update(part).digest()
    const { contentMD5 } = await retry(doing, signal, () =>
      call(doing, signal, (abortSignal, alive) =>
        blob.stageBlock(id, () => slicesOf(part, alive), part.length, {
          abortSignal,
          transactionalContentMD5: md5,
        }),
      ),
    )
    if (contentMD5 && !md5.equals(contentMD5)) throw differs(store, key, 'the MD5 of a block is another one')
    spare.push(part)
  }

  const stageAll = async (): Promise<void> => {
    const running = new Set<Promise<void>>()
    for await (const part of partsOf(chunksOf(stream, signal), partBytes, spare)) {
      if (part.length === 0) break
      if (ids.length === MAX_BLOCKS) throw tooLong(destination.label, key, partBytes, MAX_BLOCKS)
      const id = Buffer.from(`${mark}-${String(ids.length).padStart(5, '0')}`).toString('base64')
      ids.push(id)
      size += part.length
      const job = stage(id, part).finally(() => running.delete(job))
      // Left alone, the stream would be read on to its end before anybody heard of this block.
      job.catch((error) => stop.abort(error))
      running.add(job)
      if (running.size >= PARTS_AT_ONCE) await Promise.race(running)
    }
    await Promise.all(running)
  }

  try {
    await stageAll()
    signal.throwIfAborted()
    committing = true
    const doing = `finishing ${key}`
    // Where the answer is lost, committing the same blocks again is as good as once.
    await retry(doing, signal, () =>
      call(doing, signal, (abortSignal) =>
        blob.commitBlockList(ids, { abortSignal, ...(destination.tier && { tier: destination.tier }) }),
      ),
    )
    committed = true
    const looking = `looking at ${key}`
    const { contentLength } = await retry(looking, signal, () =>
      call(looking, signal, (abortSignal) => blob.getProperties({ abortSignal })),
    )
    if (contentLength !== size)
      throw differs(store, key, `${size} bytes were sent, and the store has ${contentLength}`)
    return { size, checkedBy: 'md5' }
  } catch (error) {
    // Which block failed first is what went wrong; the others were only stopped, if they were not yet.
    const first = stop.signal.aborted && !options.signal.aborted ? stop.signal.reason : error
    stop.abort(error)
    if (committing) await remove()
    throw first
  }

  /** Takes away what became visible though the upload failed, but never what somebody else put there. */
  async function remove(): Promise<void> {
    const abortSignal = AbortSignal.timeout(CLEAN_UP_MS)
    try {
      const { committedBlocks = [] } = await blob.getBlockList('committed', { abortSignal })
      const ours = committed || committedBlocks.some(({ name }) => name === ids[0])
      if (ours) await blob.delete({ abortSignal })
    } catch {
      // Nothing there, or the store is away: without a manifest it is no backup.
    }
  }
}

/** A body that tells as it is taken, so that a slow connection can be told from a dead one. */
function slicesOf(part: Buffer, alive: () => void): Readable {
  let at = 0
  return new Readable({
    highWaterMark: SLICE,
    read() {
      alive()
      this.push(at < part.length ? part.subarray(at, at + SLICE) : null)
      at += SLICE
    },
  })
}

const differs = ({ destination }: AzureStore, key: string, how: string) =>
  new StorageError('broken', {
    what: `${destination.label}: ${key} is not at the store as it was sent.`,
    why: `Compared with our own count, ${how}.`,
    next: 'Run it again; if it happens twice, do not trust this store or the way to it.',
  })
