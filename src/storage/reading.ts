import { Readable } from 'node:stream'
import type { Backend, Opened } from './backend.ts'
import { StorageError } from './error.ts'
import type { Retry } from './retry.ts'
import type { Waiting } from './storage.ts'

// A stream that breaks again and again but brings this much in between is worth going on with.
const PROGRESS_BYTES = 1024 * 1024

/**
 * Opens an object as one unbroken stream: where a connection breaks, or brings nothing while we wait for it, reading
 * goes on from the last byte over a new one. A reader that takes its time costs nothing: stores cut idle connections,
 * and a restore may pause for hours while it builds an index.
 */
export async function openResuming(
  backend: Backend,
  key: string,
  retry: Retry,
  idleMs: number,
  { signal }: Waiting,
): Promise<Readable> {
  const closing = new AbortController()
  const either = AbortSignal.any([signal, closing.signal])
  const open = async (from: number, version: string | undefined) => {
    const opened = await backend.open(key, { signal: either, from, version })
    // While nobody reads, nobody listens either, and a connection that breaks then must not end the process.
    opened.body.on('error', () => {})
    return opened
  }
  const first = await retry(`opening ${key}`, either, () => open(0, undefined))
  let current = first

  const bytes = (async function* () {
    const tries = retry.tries(`reading ${key}`)
    let at = 0
    let since = 0
    for (;;) {
      try {
        for await (const chunk of timely(current.body, idleMs)) {
          at += chunk.length
          since += chunk.length
          if (since >= PROGRESS_BYTES) {
            tries.progressed()
            since = 0
          }
          yield chunk
        }
        if (at === first.size) return
        throw new Error(`it ended after ${at} of ${first.size} bytes`)
      } catch (error) {
        if (at === first.size) return
        await tries.failed(broke(backend, key, at, first, error), either)
      }
      since = 0
      current = await retry(`opening ${key} again at byte ${at}`, either, () => open(at, first.version))
    }
  })()

  const stream = new Readable({
    read() {
      bytes.next().then(
        ({ value }) => this.push(value ?? null),
        (error) => this.destroy(signal.aborted ? signal.reason : error),
      )
    },
    destroy(error, done) {
      closing.abort()
      signal.removeEventListener('abort', stop)
      current.body.destroy()
      done(error)
    },
  })
  const stop = () => stream.destroy(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return stream
}

/** Passes a stream on, but not longer than `idleMs` without a byte; time in which nobody reads does not count. */
async function* timely(body: Readable, idleMs: number): AsyncGenerator<Buffer, void> {
  const chunks = body.iterator({ destroyOnReturn: true })
  for (;;) {
    const timer = setTimeout(() => body.destroy(new Error(`no byte came for ${idleMs / 1000} s`)), idleMs)
    try {
      const { done, value } = await chunks.next()
      if (done) return
      clearTimeout(timer)
      yield value
    } finally {
      clearTimeout(timer)
    }
  }
}

function broke(backend: Backend, key: string, at: number, { size }: Opened, error: unknown): StorageError {
  if (error instanceof StorageError) return error
  if (at > size)
    return new StorageError('broken', {
      what: `${backend.label}: ${key} brought ${at} bytes, where the store says it has ${size}.`,
      cause: error,
    })
  const why = error instanceof Error ? error.message : String(error)
  return new StorageError('busy', {
    what: `${backend.label}: reading ${key} broke off after ${at} of ${size} bytes.`,
    why: `The connection failed: ${why}.`,
    next: 'Check the network between this machine and the store, then run it again.',
    cause: error,
  })
}
