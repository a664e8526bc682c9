import type { Backend } from './backend.ts'
import type { Tuning } from './context.ts'
import { isKind } from './error.ts'
import { checkKey, checkPrefix } from './key.ts'
import { openResuming } from './reading.ts'
import type { Retry } from './retry.ts'
import type { Sample, Storage, Waiting } from './storage.ts'

/** The whole storage over a backend: checked keys, retries where a call can be replayed, reading that resumes, paging. */
export function persistent(backend: Backend, retry: Retry, tuning: Pick<Tuning, 'idleMs'>): Storage {
  const { label, url, inspect } = backend

  /** Once the signal is aborted, its reason is what the caller gets, whatever the SDK made of it. */
  const cancellable = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      throw error
    }
  }

  const holds = async (key: string, bytes: Uint8Array, signal: AbortSignal): Promise<boolean> => {
    const { body, size } = await backend.open(key, { signal, from: 0 })
    if (size !== bytes.length) {
      body.on('error', () => {}).destroy()
      return false
    }
    const chunks: Buffer[] = []
    for await (const chunk of body) chunks.push(chunk)
    return Buffer.concat(chunks).equals(bytes)
  }

  return {
    label,
    url,
    get conditionalPut() {
      return backend.conditionalPut
    },

    put: (key, bytes, options) =>
      cancellable(options.signal, async () => {
        checkKey(label, key)
        await retry(`storing ${key}`, options.signal, async (nth) => {
          try {
            await backend.put(key, bytes, options)
          } catch (error) {
            // The try before may have succeeded and only its answer been lost: then what exists is our own object.
            const perhapsOurs = options.ifAbsent && nth > 1 && isKind(error, 'exists')
            if (!perhapsOurs || !(await holds(key, bytes, options.signal))) throw error
          }
        })
      }),

    upload: (key, stream, options) =>
      cancellable(options.signal, async () => {
        try {
          checkKey(label, key)
          return await backend.upload(key, stream, options)
        } catch (error) {
          // Whoever feeds the stream must learn that nobody reads it any more.
          stream.on('error', () => {}).destroy()
          // What went wrong before the store is not the store's error.
          throw stream.errored ?? error
        }
      }),

    read: (key, options) =>
      cancellable(options.signal, async () => {
        checkKey(label, key)
        return await openResuming(backend, key, retry, tuning.idleMs, options)
      }),

    stat: (key, options) =>
      cancellable(options.signal, async () => {
        checkKey(label, key)
        return await retry(`looking at ${key}`, options.signal, () => backend.stat(key, options))
      }),

    thaw: (key, options) =>
      cancellable(options.signal, async () => {
        checkKey(label, key)
        await retry(`bringing ${key} back from its archive tier`, options.signal, () =>
          backend.thaw(key, options),
        )
      }),

    async *list(prefix, options) {
      checkPrefix(label, prefix)
      let cursor: string | undefined
      do {
        const { objects, next } = await cancellable(options.signal, () =>
          retry(`listing ${prefix || 'everything'}`, options.signal, () =>
            backend.page(prefix, cursor, options),
          ),
        )
        yield* objects
        cursor = next
      } while (cursor !== undefined)
    },

    remove: (key, options) =>
      cancellable(options.signal, async () => {
        checkKey(label, key)
        await retry(`removing ${key}`, options.signal, () => backend.remove(key, options))
      }),

    abandon: (prefix, options) =>
      cancellable(options.signal, async () => {
        checkPrefix(label, prefix)
        return await retry(`ending unfinished uploads of ${prefix || 'everything'}`, options.signal, () =>
          backend.abandon(prefix, options),
        )
      }),

    ...(inspect && {
      inspect: (sample: Sample | undefined, options: Waiting) =>
        cancellable(options.signal, async () => {
          if (sample) checkKey(label, sample.key)
          return await inspect(sample, options)
        }),
    }),
  }
}
