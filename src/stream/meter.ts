import type { Progress } from '../host/host.ts'

const BETWEEN_REPORTS = 250
const WINDOW = 10_000

type Options = {
  /** How many bytes there will be in all, where somebody can estimate it. */
  readonly total?: number | undefined
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number
}

type Sample = { readonly at: number; readonly bytes: number }

/**
 * Reports how far several streams have come together. It asks each for its count now and then, in place of being told of
 * every chunk, so that metering costs the streams nothing.
 */
export class Meter {
  readonly #progress: Progress
  readonly #total: number | undefined
  readonly #now: () => number
  readonly #counts = new Map<string, () => number>()
  readonly #timer: NodeJS.Timeout
  readonly #samples: Sample[]
  #ended = false

  constructor(progress: Progress, options: Options = {}) {
    this.#progress = progress
    this.#total = options.total
    this.#now = options.now ?? (() => performance.now())
    this.#samples = [{ at: this.#now(), bytes: 0 }]
    // A meter nobody ended must not keep the process alive.
    this.#timer = setInterval(() => this.report(), BETWEEN_REPORTS).unref()
  }

  /** Adds a stream by its name; `count` says how many bytes went through it so far. */
  watch(name: string, count: () => number): void {
    this.#counts.set(name, count)
  }

  /** Bytes of each stream, by its name. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#counts].map(([name, count]) => [name, count()]))
  }

  /** Bytes a second over the last ten seconds. */
  rate(): number {
    return this.#rateUntil(this.#sample())
  }

  /** Called by the meter's own timer. */
  report(): void {
    const sample = this.#sample()
    const { bytes } = sample
    const rate = this.#rateUntil(sample)
    this.#samples.push(sample)
    // An estimate that was passed is no estimate any more: rather no share than more than the whole.
    const total = this.#total !== undefined && bytes <= this.#total ? this.#total : undefined
    this.#progress.update({ bytes, total, note: `${(rate / 1e6).toFixed(1)} MB/s` })
  }

  /** Reports a last time and stops; once is enough, and twice does no harm. */
  done(): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#timer)
    this.report()
    this.#progress.done()
  }

  #sample(): Sample {
    let bytes = 0
    for (const count of this.#counts.values()) bytes += count()
    return { at: this.#now(), bytes }
  }

  #rateUntil(sample: Sample): number {
    // One sample from before the window stays, so that the rate covers the whole of it.
    while (this.#samples[1] && this.#samples[1].at <= sample.at - WINDOW) this.#samples.shift()
    const first = this.#samples[0] ?? sample
    const seconds = (sample.at - first.at) / 1000
    return seconds > 0 ? (sample.bytes - first.bytes) / seconds : 0
  }
}
