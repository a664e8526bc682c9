import { finished, Readable } from 'node:stream'
import { UserError } from '../errors.ts'

/**
 * Hands the same chunks to several readers, as fast as the slowest takes them. A reader that gives up (destroys its
 * branch) is left out and the others go on; when all have, the source is destroyed. When the source fails, every branch
 * is destroyed with its error and none ends. The chunks are shared, so no reader may change them.
 */
export function tee(source: Readable, count: number): Readable[] {
  const live = new Set<Branch>()
  const full = new Set<Branch>()

  const mayGoOn = (): void => {
    if (full.size === 0 && live.size > 0) source.resume()
  }
  const roomIn = (branch: Branch): void => {
    if (full.delete(branch)) mayGoOn()
  }
  const gone = (branch: Branch, error: Error | null): void => {
    live.delete(branch)
    full.delete(branch)
    if (live.size > 0) mayGoOn()
    else if (!source.readableEnded) source.destroy(new NobodyLeft(error))
  }

  const branches = Array.from({ length: count }, () => new Branch(roomIn, gone))
  for (const branch of branches) live.add(branch)

  source.on('data', (chunk: Buffer) => {
    for (const branch of live) {
      if (!branch.push(chunk)) full.add(branch)
    }
    if (full.size > 0) source.pause()
  })
  finished(source, { writable: false }, (error) => {
    // Destroying a branch takes it out of the set.
    for (const branch of [...live]) {
      if (error) branch.destroy(error)
      else branch.push(null)
    }
  })
  return branches
}

class Branch extends Readable {
  readonly #roomIn: (branch: Branch) => void
  readonly #gone: (branch: Branch, error: Error | null) => void

  constructor(roomIn: (branch: Branch) => void, gone: (branch: Branch, error: Error | null) => void) {
    super()
    this.#roomIn = roomIn
    this.#gone = gone
    // The source may fail before this branch's reader has begun: it still gets the error when it does.
    this.on('error', () => {})
  }

  override _read(): void {
    this.#roomIn(this)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#gone(this, error)
    done(error)
  }
}

/** Why a source was destroyed: not for a fault of its own. */
export class NobodyLeft extends UserError {
  constructor(last: Error | null) {
    super({
      what: 'No destination is left to write to.',
      why: last ? `The last one failed: ${last.message}` : 'All of them stopped reading.',
      next: 'See what was said about each destination.',
      cause: last ?? undefined,
    })
    this.name = 'NobodyLeft'
  }
}
