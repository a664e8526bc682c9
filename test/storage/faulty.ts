import { StorageError } from '../../src/storage/error.ts'

/** What goes wrong with one call: an error instead of it, or its answer is lost after it was done. */
export type Mishap = Error | 'answer lost' | undefined

export interface Call {
  readonly method: string
  readonly key: string
  /** How many calls of this method there were, with this one. */
  readonly nth: number
}

/** A storage, or a backend of one, whose calls fail on purpose. */
export function faulty<T extends object>(target: T, mishapOf: (call: Call) => Mishap): T {
  const counts = new Map<string, number>()
  const next = (method: string, key: string) => {
    const nth = (counts.get(method) ?? 0) + 1
    counts.set(method, nth)
    return mishapOf({ method, key, nth })
  }
  return new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function' || typeof name !== 'string') return value
      if (name === 'list')
        return async function* (prefix: string, options: unknown) {
          const mishap = next(name, prefix)
          if (mishap instanceof Error) throw mishap
          yield* value.call(target, prefix, options)
          if (mishap) throw busy()
        }
      return async (key: string, ...rest: unknown[]) => {
        const mishap = next(name, key)
        if (mishap instanceof Error) throw mishap
        const answer = await value.call(target, key, ...rest)
        if (mishap) throw busy()
        return answer
      }
    },
  })
}

export const busy = (retryAfterMs?: number) =>
  new StorageError('busy', { what: 'It did not work.', why: 'The store is busy.' }, retryAfterMs)
