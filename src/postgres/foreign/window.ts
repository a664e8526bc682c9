import { UserError } from '../../errors.ts'
import { BYTE_ORDER_MARK } from '../../stream/sniff.ts'

const NEWLINE = '\n'
/** What a server takes as one message. */
const LONGEST_STATEMENT = 2 ** 30 - 2

/** The part of a script that is being read: it moves on as the script does, and grows for a long statement alone. */
export class Window {
  bytes = Buffer.allocUnsafe(256 * 1024)
  /** What is being read lies between `from` and `at`; what is not read yet goes on until `end`. */
  from = 0
  at = 0
  end = 0
  /** On which line `from` stands. */
  line = 1
  /** Whether nothing comes after `end`. */
  ended = false
  readonly #source: AsyncIterator<Buffer>
  readonly #name: string
  #begun = false

  constructor(source: AsyncIterable<Buffer>, name: string) {
    this.#source = source[Symbol.asyncIterator]()
    this.#name = name
  }

  /** Reads on. */
  async more(): Promise<void> {
    const isFirst = !this.#begun
    this.append(await this.pull())
    if (!isFirst) return
    while (!this.ended && this.end < BYTE_ORDER_MARK.length) this.append(await this.pull())
    const start = this.bytes.subarray(0, Math.min(this.end, BYTE_ORDER_MARK.length))
    if (start.equals(BYTE_ORDER_MARK)) this.drop(start.length)
  }

  /** What comes next, past the window; nothing at the end. */
  async pull(): Promise<Buffer> {
    this.#begun = true
    const { done, value } = await this.#source.next()
    if (done) this.ended = true
    return done ? Buffer.alloc(0) : value
  }

  append(chunk: Buffer): void {
    const kept = this.end - this.from
    if (kept > LONGEST_STATEMENT) throw this.#tooLong()
    if (this.end + chunk.length > this.bytes.length) {
      const needed = kept + chunk.length
      const room = needed > this.bytes.length ? Buffer.allocUnsafe(Math.max(needed, 2 * kept)) : this.bytes
      this.bytes.copy(room, 0, this.from, this.end)
      this.bytes = room
      this.at -= this.from
      this.from = 0
      this.end = kept
    }
    chunk.copy(this.bytes, this.end)
    this.end += chunk.length
  }

  /** Takes all that is not read yet out of the window. */
  takeRest(): Buffer {
    const rest = Buffer.from(this.bytes.subarray(this.at, this.end))
    this.from = this.at = this.end = 0
    return rest
  }

  /** Leaves behind what stands before a place. */
  drop(until: number): void {
    this.line += newlinesIn(this.bytes.subarray(this.from, until))
    this.from = this.at = until
  }

  find(wanted: string): number {
    const found = this.bytes.indexOf(wanted, this.at, 'latin1')
    // Behind the end stands what was read before.
    return found + wanted.length > this.end ? -1 : found
  }

  /** Where the bytes end that belong together, from a place on. */
  endOf(start: number, belongs: (code: number) => boolean): number {
    let at = start
    while (at < this.end && belongs(this.bytes[at] ?? 0)) at++
    return at
  }

  #tooLong(): UserError {
    return new UserError({
      what: `${this.#name} holds a statement that is longer than a server takes (1 GB), from line ${this.line} on.`,
      next: 'Dump with COPY in place of INSERT, or with fewer --rows-per-insert.',
    })
  }
}

export function newlinesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}
