import { Transform, type TransformCallback } from 'node:stream'
import { constants, createZstdCompress, createZstdDecompress, type ZstdDecompress } from 'node:zlib'
import { UserError } from '../errors.ts'
import { cutOff, damaged, goesOn } from './damage.ts'

// Each write to zlib is a trip to its thread pool. pg_dump writes a few KiB at a time, and at that size the trips cost
// as much as the compression; at this size they no longer show.
const BATCH = 256 * 1024
const OUTPUT = 256 * 1024

// A frame names the memory that opening it takes. The stock `zstd -d` opens up to 128 MiB unless told otherwise, and
// what we write (levels up to 19) needs 8 MiB at most.
const WINDOW_LOG_MAX = 27

const FRAME_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Compresses into one zstd frame with a checksum, so that `zstd -t` and `zstd -d` notice damage; levels 1 to 19. */
export function compress(level: number): Compress {
  return new Compress(level)
}

/**
 * The pool compresses one batch while this thread fills the next and passes on what came of the one before, so that
 * hashing, encrypting and sending cost no time beside the compression.
 */
export class Compress extends Transform {
  readonly #engine
  #batch = Buffer.allocUnsafeSlow(BATCH)
  #spare = Buffer.allocUnsafeSlow(BATCH)
  #filled = 0
  #bytes = 0
  #busy = false
  #readerHasRoom = true
  #waiting: (() => void) | undefined
  #compressed: Buffer[] = []

  constructor(level: number) {
    super({ readableHighWaterMark: OUTPUT })
    this.#engine = createZstdCompress({
      chunkSize: OUTPUT,
      params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
    })
    // No pausing here: a batch comes out as not more than its own size, and not more than two are under way.
    this.#engine.on('data', (chunk: Buffer) => this.#compressed.push(chunk))
    this.#engine.on('error', (error) => this.destroy(error))
  }

  /** How many bytes came in so far. */
  bytes(): number {
    return this.#bytes
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length
    this.#fill(chunk, 0, done)
  }

  override _flush(done: TransformCallback): void {
    this.#engine.once('end', () => {
      for (const output of this.#compressed) this.push(output)
      done()
    })
    // Told the end while a batch waits, Node ends the frame with that batch, and then an empty second frame.
    this.#engine.write(this.#batch.subarray(0, this.#filled), (error) => {
      if (!error) this.#engine.end()
    })
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#engine.destroy()
    done(error)
  }

  #fill(chunk: Buffer, from: number, done: TransformCallback): void {
    const taken = chunk.copy(this.#batch, this.#filled, from)
    this.#filled += taken
    if (this.#filled < BATCH) return void done()
    const goOn = (): void => {
      this.#compress()
      this.#fill(chunk, from + taken, done)
    }
    this.#waiting = goOn
    this.#goOnWhereRoom()
  }

  /** A transform holds its writer back only for what it pushes while it is asked to; the rest is held back here. */
  #goOnWhereRoom(): void {
    if (this.#busy || !this.#readerHasRoom) return
    const next = this.#waiting
    this.#waiting = undefined
    next?.()
  }

  override _read(size: number): void {
    this.#readerHasRoom = true
    this.#goOnWhereRoom()
    super._read(size)
  }

  #compress(): void {
    const full = this.#batch
    this.#batch = this.#spare
    this.#spare = full
    this.#filled = 0
    this.#busy = true
    this.#engine.write(full, (error) => {
      // An error is told by the engine's event.
      if (error) return
      this.#busy = false
      // First work for the pool, then what came of the last: the other way round, the pool would stand idle meanwhile.
      const compressed = this.#compressed
      this.#compressed = []
      this.#goOnWhereRoom()
      for (const output of compressed) this.#readerHasRoom = this.push(output)
    })
  }
}

/**
 * Decompresses zstd frames, one after another as the stock `zstd -d` does. Input that is damaged, cut off or followed by
 * something else is an error; `name` is what the error calls it.
 */
export function decompress(name = 'The compressed data'): Transform {
  return new Decompress(name)
}

/**
 * Node's decompressor takes what follows a frame within one write for nothing: it ends without an error, and with a
 * second frame lost. So the bytes it has taken are compared with those it was given, and the rest begins anew.
 */
class Decompress extends Transform {
  readonly #name: string
  #engine: ZstdDecompress | undefined
  #given = 0
  #frames = 0

  constructor(name: string) {
    super({ readableHighWaterMark: OUTPUT })
    this.#name = name
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (chunk.length === 0) done()
    else this.#feed(chunk, done)
  }

  #feed(chunk: Buffer, done: TransformCallback): void {
    this.#engine ??= this.#begin()
    const engine = this.#engine
    const left = (): number => this.#given - engine.bytesWritten
    const ended = (): void => {
      this.#engine = undefined
      engine.destroy()
      const rest = chunk.subarray(chunk.length - left())
      if (beginsFrame(rest)) this.#feed(rest, done)
      else done(this.#followed())
    }
    this.#given += chunk.length
    engine.once('end', ended)
    engine.write(chunk, (error) => {
      // Bytes that it did not take lie behind the frame's end, which comes once the reader has taken all before it.
      if (!error && left() > 0) return
      engine.off('end', ended)
      // An error is told by the engine's event.
      if (!error && engine === this.#engine) done()
    })
  }

  override _flush(done: TransformCallback): void {
    this.#engine?.once('end', done).end()
    if (!this.#engine) done(this.#cutOff())
  }

  /** Lets go on what waited until the reader had room: a few bytes of zstd can hold gigabytes. */
  override _read(size: number): void {
    this.#engine?.resume()
    super._read(size)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#engine?.destroy()
    done(error)
  }

  #begin(): ZstdDecompress {
    const engine = createZstdDecompress({
      chunkSize: OUTPUT,
      params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG_MAX },
    })
    this.#given = 0
    this.#frames += 1
    engine.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) engine.pause()
    })
    engine.on('error', (error) => this.destroy(this.#explain(error, engine)))
    return engine
  }

  #explain(error: Error, engine: ZstdDecompress): Error {
    const code = 'code' in error ? error.code : undefined
    if (code === 'Z_BUF_ERROR') return this.#cutOff(error)
    if (code === 'ZSTD_error_prefix_unknown') {
      const first = this.#frames === 1 && engine.bytesWritten === 0
      return first ? this.#notZstd(error) : this.#followed(error)
    }
    if (code === 'ZSTD_error_frameParameter_windowTooLarge') {
      return new UserError({
        what: `${this.#name} asks for more memory than opening a backup takes.`,
        why: `Its zstd frame names a window of more than ${2 ** (WINDOW_LOG_MAX - 20)} MiB, which no backup of ours has.`,
        next: 'Compare the file with its SHA256SUMS: it may not be the file that was written.',
        cause: error,
      })
    }
    return damaged(this.#name, `zstd says: ${error.message}.`, error)
  }

  #notZstd(cause: Error): UserError {
    return new UserError({
      what: `${this.#name} is not compressed with zstd.`,
      why: 'It does not begin as a zstd frame does.',
      next: 'Check that it is the right file, and that it was decrypted with the right key.',
      cause,
    })
  }

  #cutOff(cause?: Error): UserError {
    return cutOff(this.#name, 'It ends before its zstd frame does.', cause)
  }

  #followed(cause?: Error): UserError {
    return goesOn(this.#name, 'Bytes that are no zstd frame follow the last frame.', cause)
  }
}

/** Whether bytes could begin a frame, as far as there are any. */
const beginsFrame = (bytes: Buffer): boolean => {
  const seen = Math.min(bytes.length, FRAME_MAGIC.length)
  return bytes.subarray(0, seen).equals(FRAME_MAGIC.subarray(0, seen))
}
