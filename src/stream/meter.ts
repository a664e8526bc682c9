import type { Progress } from '../host/host.ts'

const BETWEEN_REPORTS = 250

type Options = {
  /** How many bytes there will be in all, where somebody can estimate it. */
  readonly total?: number | undefined
  /** What else there is to say at this moment. */
  readonly note?: () => string
}

/**
 * Reports how far several streams have come together. It asks each for its count now and then, in place of being told of
 * every chunk, so that metering costs the streams nothing.
 */
export class Meter {
  readonly #progress: Progress
  readonly #options: Options
  readonly #counts: (() => number)[] = []
  readonly #timer: NodeJS.Timeout
  #ended = false

  constructor(progress: Progress, options: Options = {}) {
    this.#progress = progress
    this.#options = options
    // A meter nobody ended must not keep the process alive.
    this.#timer = setInterval(() => this.report(), BETWEEN_REPORTS).unref()
  }

  /** Adds a stream; `count` says how many bytes went through it so far. */
  watch(count: () => number): void {
    this.#counts.push(count)
  }

  /** Called by the meter's own timer. */
  report(): void {
    const bytes = this.#counts.reduce((sum, count) => sum + count(), 0)
    const estimate = this.#options.total
    // An estimate that was passed is no estimate any more: rather no share than more than the whole.
    const total = estimate !== undefined && bytes <= estimate ? estimate : undefined
    this.#progress.update({ bytes, total, note: this.#options.note?.() ?? '' })
  }

  /** Reports a last time and stops; once is enough, and twice does no harm. */
  done(): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#timer)
    this.report()
    this.#progress.done()
  }
}
