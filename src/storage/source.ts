import type { Readable } from 'node:stream'

/**
 * The chunks of a stream that is being stored. Cancelling ends it at once, even while the stream itself hangs: its own
 * end may have to wait for a database that says nothing. A stream that was cut off is an error, never an end.
 */
export async function* chunksOf(stream: Readable, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  // One listener and one slot, rather than a race for each chunk, which would pile up on the signal for hours.
  let stop: (reason: unknown) => void = () => {}
  const onAbort = () => {
    stream.on('error', () => {}).destroy()
    stop(signal.reason)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await new Promise<IteratorResult<Buffer>>((resolve, reject) => {
        stop = reject
        iterator.next().then(resolve, reject)
      })
      if (done) return
      yield value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/**
 * Cuts a stream into parts of one size; only the last may be smaller, and there is one even when the stream is empty.
 * Each part has memory of its own, taken from `spare`, where its user puts it back.
 */
export async function* partsOf(
  chunks: AsyncIterable<Buffer>,
  partBytes: number,
  spare: Buffer[],
): AsyncGenerator<Buffer, void> {
  const take = () => {
    const { buffer } = spare.pop() ?? Buffer.allocUnsafeSlow(partBytes)
    return Buffer.from(buffer, 0, partBytes)
  }
  let part = take()
  let size = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      // A full part waits until it is known not to be the last.
      if (size === partBytes) {
        yield part
        part = take()
        size = 0
      }
      const copied = chunk.copy(part, size, at)
      at += copied
      size += copied
    }
  }
  yield part.subarray(0, size)
}
