import { Transform, type TransformCallback } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { cutOff, damaged, goesOn } from './damage.ts'

const OUTPUT = 256 * 1024

/**
 * Decompresses gzip members, one after another as the stock `gzip -d` does; zeros behind the last are padding. Input that
 * is damaged, cut off or followed by something else is an error; `name` is what the error calls it.
 */
export function gunzip(name: string): Transform {
  return new Gunzip(name)
}

/** Node takes whatever follows a zero for padding, so what it left untaken is looked at here. */
class Gunzip extends Transform {
  readonly #name: string
  readonly #engine = createGunzip({ chunkSize: OUTPUT })
  #given = 0
  #ended = false

  constructor(name: string) {
    super({ readableHighWaterMark: OUTPUT })
    this.#name = name
    this.#engine.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.#engine.pause()
    })
    this.#engine.on('error', (error) => this.destroy(this.#explain(error)))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#ended) done(this.#beyond(chunk))
    else this.#feed(chunk, done)
  }

  #feed(chunk: Buffer, done: TransformCallback): void {
    const ended = (): void => {
      this.#ended = true
      done(this.#beyond(chunk.subarray(chunk.length - (this.#given - this.#engine.bytesWritten))))
    }
    this.#given += chunk.length
    this.#engine.once('end', ended)
    this.#engine.write(chunk, (error) => {
      this.#engine.off('end', ended)
      // An error is told by the engine's event.
      if (!error && !this.#ended) done()
    })
  }

  override _flush(done: TransformCallback): void {
    if (this.#ended) done()
    else if (this.#given === 0) done(this.#cutOff())
    else this.#engine.once('end', done).end()
  }

  /** Lets go on what waited until the reader had room: a few bytes of gzip can hold megabytes. */
  override _read(size: number): void {
    this.#engine.resume()
    super._read(size)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#engine.destroy()
    done(error)
  }

  #beyond(rest: Buffer): Error | null {
    return rest.every((byte) => byte === 0) ? null : this.#followed()
  }

  #explain(error: Error): Error {
    const code = 'code' in error ? error.code : undefined
    if (code === 'Z_BUF_ERROR') return this.#cutOff(error)
    return /incorrect header check/.test(error.message)
      ? this.#followed(error)
      : damaged(this.#name, `gzip says: ${error.message}.`, error)
  }

  #cutOff(cause?: Error): Error {
    return cutOff(this.#name, 'It ends before its gzip stream does.', cause)
  }

  #followed(cause?: Error): Error {
    return goesOn(this.#name, 'Bytes that are no gzip stream follow the last one.', cause)
  }
}
