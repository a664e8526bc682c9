import { Transform, type TransformCallback, type Writable } from 'node:stream'

/**
 * Passes bytes on as they are, and writes a copy of the first of them to a side reader, such as the stdin of
 * `pg_restore -l`: up to `limit` bytes, or until that reader closes its end. While it reads, the stream waits for it;
 * whatever happens to it, the stream goes on.
 */
export function peek(side: Writable, limit: number): Transform {
  return new Peek(side, limit)
}

class Peek extends Transform {
  #side: Writable | undefined
  #left: number
  #waiting: (() => void) | undefined

  constructor(side: Writable, limit: number) {
    super()
    this.#left = limit
    // Stays for as long as the side reader lives: EPIPE often comes after the last write.
    side.on('error', this.#letGo)
    if (side.destroyed || !side.writable) return
    this.#side = side
    side.on('close', this.#letGo)
    side.on('drain', this.#goOn)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const hasRoom = this.#copy(chunk)
    // The write may have failed at once, and then there is nobody to wait for.
    if (hasRoom || !this.#side) done(null, chunk)
    else this.#waiting = () => done(null, chunk)
  }

  /** Whether the side reader takes more. */
  #copy(chunk: Buffer): boolean {
    if (!this.#side) return true
    const head = chunk.subarray(0, this.#left)
    this.#left -= head.length
    const hasRoom = this.#side.write(head)
    if (this.#left === 0) this.#endSide()
    return hasRoom
  }

  override _flush(done: TransformCallback): void {
    this.#endSide()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#waiting = undefined
    const side = this.#side
    this.#letGo()
    // Cut off, not ended: the side reader must not take a part for the whole.
    side?.destroy()
    done(error)
  }

  readonly #goOn = (): void => {
    const resume = this.#waiting
    this.#waiting = undefined
    resume?.()
  }

  readonly #letGo = (): void => {
    this.#side?.off('close', this.#letGo)
    this.#side?.off('drain', this.#goOn)
    this.#side = undefined
    this.#goOn()
  }

  #endSide(): void {
    const side = this.#side
    this.#letGo()
    side?.end()
  }
}
