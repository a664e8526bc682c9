import { createHash } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

/** Passes bytes on as they are, counting them and computing their SHA-256. */
export class Digest extends Transform {
  readonly #hash = createHash('sha256')
  #bytes = 0
  #sha256: string | undefined

  /** How many bytes went through so far. */
  bytes(): number {
    return this.#bytes
  }

  /** The SHA-256 of all that went through, in hex; known once the input has ended. */
  sha256(): string {
    // A digest of a part would look as good as one of the whole.
    if (this.#sha256 === undefined) throw new Error('The digest of a stream was asked for before its end.')
    return this.#sha256
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    this.#sha256 = this.#hash.digest('hex')
    done()
  }
}
