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
 * Cuts a stream into parts of one size; only the last may be smaller, and it is there even when the stream is empty.
 * Each part has memory of its own.
 */
export async function* partsOf(
  chunks: AsyncIterable<Buffer>,
  partBytes: number,
): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = []
  let size = 0
  for await (let chunk of chunks) {
    // A full part waits until it is known not to be the last.
    while (size + chunk.length > partBytes) {
      const room = partBytes - size
      held.push(chunk.subarray(0, room))
      chunk = chunk.subarray(room)
      const part = Buffer.concat(held)
      held = []
      size = 0
      yield part
    }
    held.push(chunk)
    size += chunk.length
  }
  yield Buffer.concat(held)
}
