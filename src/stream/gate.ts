import { Transform, type TransformCallback } from 'node:stream'

/**
 * Passes bytes on at once, but ends only when a promise has resolved: the good ending of the process that feeds it. When
 * the promise rejects, the stream is destroyed with that error, so that nothing after it takes a part for the whole.
 */
export function gate(until: Promise<unknown>): Transform {
  return new Gate(until)
}

class Gate extends Transform {
  readonly #until: Promise<unknown>

  constructor(until: Promise<unknown>) {
    super()
    this.#until = until
    // The process may fail before anybody reads: whoever reads later still gets the error.
    this.on('error', () => {})
    until.catch((reason: unknown) => this.destroy(asError(reason)))
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    // Rejected, it has been destroyed above; `done` is never called then, whatever the promise was rejected with.
    this.#until.then(
      () => done(),
      () => {},
    )
  }
}

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(`The process that feeds a stream failed: ${String(reason)}`)
