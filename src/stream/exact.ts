import type { TransformCallback } from 'node:stream'
import { cutOff, damaged, goesOn } from './damage.ts'
import { Digest } from './digest.ts'

/** What was recorded of bytes when they were stored. */
export type Recorded = { readonly bytes: number; readonly sha256: string }

/**
 * Passes bytes on as they are, and fails unless they are exactly those that were recorded: at once where there are more,
 * else instead of ending. `name` is what the error calls them.
 */
export function exact(name: string, recorded: Recorded): Digest {
  return new Exact(name, recorded)
}

class Exact extends Digest {
  readonly #name: string
  readonly #recorded: Recorded

  constructor(name: string, recorded: Recorded) {
    super()
    this.#name = name
    this.#recorded = recorded
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    if (this.bytes() + chunk.length <= this.#recorded.bytes) super._transform(chunk, encoding, done)
    else done(goesOn(this.#name, `It has more than the ${this.#recorded.bytes} bytes that were recorded.`))
  }

  override _flush(done: TransformCallback): void {
    super._flush(() => done(this.#difference()))
  }

  #difference(): Error | null {
    const { bytes, sha256 } = this.#recorded
    if (this.bytes() < bytes)
      return cutOff(this.#name, `It has ${this.bytes()} of the ${bytes} bytes that were recorded.`)
    if (this.sha256() === sha256) return null
    return damaged(this.#name, `Its SHA-256 is ${this.sha256()}, and ${sha256} was recorded.`)
  }
}
