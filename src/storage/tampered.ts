import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'
import { StorageError } from './error.ts'
import type { Storage, StoredObject } from './storage.ts'

/** What is done to one object on its way; `at` is the byte, else the one in the middle. */
export type Tamper = {
  readonly key: string
  /** One bit of a byte turned over, the whole object gone, or all gone from a byte on. */
  readonly how: 'flip' | 'missing' | 'cut'
  readonly at?: number
}

/** A storage that tells of one object something else than it holds; what is stored stays as it is. */
export function tampered(storage: Storage, { key, how, at }: Tamper): Storage {
  const placeIn = (size: number): number => at ?? Math.floor(size / 2)

  const seen = (object: StoredObject): StoredObject | undefined => {
    if (object.key !== key || how === 'flip') return object
    return how === 'missing' ? undefined : { ...object, size: Math.min(object.size, placeIn(object.size)) }
  }

  return {
    label: storage.label,
    url: storage.url,
    get conditionalPut() {
      return storage.conditionalPut
    },
    put: (...call) => storage.put(...call),
    upload: (...call) => storage.upload(...call),
    thaw: (...call) => storage.thaw(...call),
    remove: (...call) => storage.remove(...call),
    abandon: (...call) => storage.abandon(...call),

    async read(wanted, options) {
      if (wanted !== key) return storage.read(wanted, options)
      const there = await storage.stat(key, options)
      if (!there || how === 'missing')
        throw new StorageError('missing', { what: `${storage.label}: there is no ${key}.` })
      const change = how === 'flip' ? new Flip(placeIn(there.size)) : new Cut(placeIn(there.size))
      return passed(await storage.read(key, options), change)
    },

    async stat(wanted, options) {
      const there = await storage.stat(wanted, options)
      return there && seen(there)
    },

    async *list(prefix, options) {
      for await (const object of storage.list(prefix, options)) {
        const shown = seen(object)
        if (shown) yield shown
      }
    },
  }
}

/** An error is told by the stream that comes out, and destroying that one closes the other. */
const passed = (source: Readable, change: Transform): Readable => pipeline(source, change, () => {})

class Flip extends Transform {
  #left: number

  constructor(at: number) {
    super()
    this.#left = at
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const at = this.#left
    this.#left -= chunk.length
    if (at < 0 || at >= chunk.length) return void done(null, chunk)
    // The chunk may belong to a buffer that others read.
    const changed = Buffer.from(chunk)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    done(null, changed)
  }
}

class Cut extends Transform {
  #left: number

  constructor(at: number) {
    super()
    this.#left = at
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const kept = chunk.subarray(0, this.#left)
    this.#left -= kept.length
    done(null, kept)
  }
}
