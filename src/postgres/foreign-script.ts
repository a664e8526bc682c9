import { UserError } from '../errors.ts'
import { cutOff, damaged } from '../stream/damage.ts'
import { BYTE_ORDER_MARK } from '../stream/sniff.ts'
import { endOfRows } from './foreign-rows.ts'

/** One SQL statement as its bytes, or what begins with a backslash, which is psql's to carry out and not the server's. */
export type Piece =
  | { readonly kind: 'statement'; readonly sql: Buffer; readonly line: number }
  | { readonly kind: 'command'; readonly text: string; readonly line: number }

const [NEWLINE, QUOTE, NAME_QUOTE, DOLLAR, OPEN, CLOSE, STAR, DASH, SLASH, SEMICOLON, BACKSLASH] = [
  10, 39, 34, 36, 40, 41, 42, 45, 47, 59, 92,
] as const

/** What the server takes as one message. */
const LONGEST_STATEMENT = 2 ** 30 - 2

/** What the place that was read up to stands in. */
type Inside =
  | { readonly what: 'statement' }
  | { readonly what: 'quote'; readonly close: string }
  | { readonly what: 'escaped quote' }
  | { readonly what: 'line comment' }
  | { readonly what: 'comment'; depth: number }

const STATEMENT: Inside = { what: 'statement' }
const TEXT: Inside = { what: 'quote', close: "'" }
const NAME: Inside = { what: 'quote', close: '"' }
const ESCAPED: Inside = { what: 'escaped quote' }
const LINE_COMMENT: Inside = { what: 'line comment' }

/**
 * Takes a script of SQL apart as psql does, piece by piece, and hands out the rows between `COPY … FROM stdin` and `\.` as
 * they come. It interprets nothing: what it takes apart wrongly, the server refuses.
 */
export class Script {
  /** Whether the server takes a backslash in any quoted text for an escape; it may change with each statement. */
  backslashes = false

  readonly #name: string
  readonly #source: AsyncIterator<Buffer>
  #ended = false
  /** The statement that is being read lies between `from` and `at`; what is not read yet goes on until `end`. */
  #bytes = Buffer.allocUnsafe(256 * 1024)
  #from = 0
  #at = 0
  #end = 0
  #line = 1
  #inside: Inside = STATEMENT
  #parentheses = 0
  /** In the body of a function, `BEGIN ATOMIC … END` and `CASE … END` hold semicolons. */
  #blocks = 0
  #words: string[] = []
  #isRoutine = false
  readonly #begun = new Set<string>()
  #marked = false

  constructor(source: AsyncIterable<Buffer>, name: string) {
    this.#source = source[Symbol.asyncIterator]()
    this.#name = name
  }

  /** Whether pg_dump wrote at its beginning what it is, so that its end is known too. */
  get marked(): boolean {
    return this.#marked
  }

  /** The next piece; nothing at the end, which is an error where the script is cut off. */
  async next(): Promise<Piece | undefined> {
    for (;;) {
      const piece = this.#scan()
      if (piece) return piece
      if (this.#ended) return this.#finish()
      await this.#more()
    }
  }

  /** The rows behind `COPY … FROM stdin`, without the mark at their end. */
  async *rows(): AsyncGenerator<Buffer, void> {
    await this.#skipLine()
    let held: Buffer = Buffer.from(this.#bytes.subarray(this.#at, this.#end))
    this.#from = this.#at = this.#end = 0
    for (let isLineStart = true; ; ) {
      const end = endOfRows(held, isLineStart, this.#ended)
      if (end.found) {
        this.#line += newlinesIn(held.subarray(0, end.next))
        this.#append(held.subarray(end.next))
        if (end.rows > 0) yield held.subarray(0, end.rows)
        return
      }
      if (this.#ended) throw this.#cutOff('within the rows of a table')
      if (end.rows > 0) {
        this.#line += newlinesIn(held.subarray(0, end.rows))
        yield held.subarray(0, end.rows)
        isLineStart = false
      }
      const { done, value } = await this.#source.next()
      this.#ended = done === true
      held = Buffer.concat([held.subarray(end.rows), ...(done ? [] : [value])])
    }
  }

  async #more(): Promise<void> {
    const isFirst = this.#end === 0 && this.#line === 1
    const { done, value } = await this.#source.next()
    if (done) this.#ended = true
    else this.#append(value)
    if (!isFirst) return
    while (!this.#ended && this.#end < BYTE_ORDER_MARK.length) await this.#more()
    if (this.#bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK))
      this.#drop(BYTE_ORDER_MARK.length)
  }

  #append(chunk: Buffer): void {
    const kept = this.#end - this.#from
    if (kept > LONGEST_STATEMENT) throw this.#tooLong()
    if (this.#end + chunk.length > this.#bytes.length) {
      const needed = kept + chunk.length
      const room = needed > this.#bytes.length ? Buffer.allocUnsafe(Math.max(needed, 2 * kept)) : this.#bytes
      this.#bytes.copy(room, 0, this.#from, this.#end)
      this.#bytes = room
      this.#at -= this.#from
      this.#from = 0
      this.#end = kept
    }
    chunk.copy(this.#bytes, this.#end)
    this.#end += chunk.length
  }

  /** Reads on until a piece is whole, or until more bytes are needed. */
  #scan(): Piece | undefined {
    while (this.#at < this.#end) {
      if (this.#inside.what === 'statement') {
        const read = this.#readOne()
        if (read === 'more') return undefined
        if (read !== 'on') return read
      } else if (!this.#leave(this.#inside)) return undefined
    }
    return undefined
  }

  /** One character of SQL that stands in no quote and no comment, or what belongs together. */
  #readOne(): Piece | 'on' | 'more' {
    const code = this.#bytes[this.#at] ?? 0
    if (isBlank(code)) {
      if (this.#from === this.#at) this.#drop(this.#at + 1)
      else this.#at++
      return 'on'
    }
    if (isWordStart(code)) return this.#readWord()
    switch (code) {
      case SEMICOLON:
        this.#at++
        return this.#parentheses > 0 || this.#blocks > 0 ? 'on' : this.#take()
      case QUOTE:
        return this.#enter(this.backslashes ? ESCAPED : TEXT, 1)
      case NAME_QUOTE:
        return this.#enter(NAME, 1)
      case DOLLAR:
        return this.#readDollar()
      case DASH:
        return this.#readPair(DASH, LINE_COMMENT)
      case SLASH:
        return this.#readPair(STAR, { what: 'comment', depth: 1 })
      case OPEN:
        this.#parentheses++
        break
      case CLOSE:
        this.#parentheses = Math.max(0, this.#parentheses - 1)
        break
      case BACKSLASH:
        return this.#takeCommand()
    }
    this.#at++
    return 'on'
  }

  #readPair(second: number, inside: Inside): 'on' | 'more' {
    if (this.#at + 1 === this.#end && !this.#ended) return 'more'
    if (this.#bytes[this.#at + 1] === second) return this.#enter(inside, 2)
    this.#at++
    return 'on'
  }

  #enter(inside: Inside, length: number): 'on' {
    this.#inside = inside
    this.#at += length
    return 'on'
  }

  #readWord(): 'on' | 'more' {
    const isNumber = isInNumber(this.#bytes[this.#at] ?? 0)
    const end = this.#endOf(this.#at, isNumber ? isInTag : isInWord)
    if (end === this.#end && !this.#ended) return 'more'
    const word = this.#bytes.toString('latin1', this.#at, Math.min(end, this.#at + 16)).toLowerCase()
    this.#at = end
    if (word === 'e' && this.#bytes[end] === QUOTE && end < this.#end) return this.#enter(ESCAPED, 1)
    if (this.#words.length < 4) {
      this.#words.push(word)
      this.#isRoutine = ROUTINE.test(this.#words.join(' '))
    }
    if (!this.#isRoutine || this.#parentheses > 0) return 'on'
    if (word === 'begin' || (word === 'case' && this.#blocks > 0)) this.#blocks++
    else if (word === 'end') this.#blocks = Math.max(0, this.#blocks - 1)
    return 'on'
  }

  /** `$tag$` begins a quote, `$1` is a parameter. */
  #readDollar(): 'on' | 'more' {
    const end = this.#endOf(this.#at + 1, isInTag)
    if (end === this.#end && !this.#ended) return 'more'
    const isDigit = isInNumber(this.#bytes[this.#at + 1] ?? 0)
    if (this.#bytes[end] !== DOLLAR || end >= this.#end || isDigit) {
      this.#at++
      return 'on'
    }
    const close = this.#bytes.toString('latin1', this.#at, end + 1)
    return this.#enter({ what: 'quote', close }, close.length)
  }

  #endOf(start: number, belongs: (code: number) => boolean): number {
    let at = start
    while (at < this.#end && belongs(this.#bytes[at] ?? 0)) at++
    return at
  }

  /** Reads on to the end of a quote or a comment; whether it is there yet. */
  #leave(inside: Inside): boolean {
    switch (inside.what) {
      case 'statement':
        return true
      case 'quote':
        return this.#leaveQuote(inside.close)
      case 'escaped quote':
        return this.#leaveEscaped()
      case 'line comment':
        return this.#leaveLine()
      case 'comment':
        return this.#leaveComment(inside)
    }
  }

  // A doubled quote ends one and begins the next, which comes to the same.
  #leaveQuote(close: string): boolean {
    const found = this.#find(close)
    if (found >= 0) this.#out(found + close.length)
    else this.#at = Math.max(this.#at, this.#end - close.length + 1)
    return found >= 0
  }

  #leaveEscaped(): boolean {
    while (this.#at < this.#end) {
      const code = this.#bytes[this.#at]
      const pair = code === BACKSLASH || code === QUOTE
      if (pair && this.#at + 1 === this.#end && !this.#ended) return false
      if (code === QUOTE && this.#bytes[this.#at + 1] !== QUOTE) {
        this.#out(this.#at + 1)
        return true
      }
      this.#at += pair ? 2 : 1
    }
    return false
  }

  #leaveLine(): boolean {
    const newline = this.#find(LINE_END)
    if (newline < 0 && !this.#ended) return false
    this.#at = newline < 0 ? this.#end : newline
    if (this.#isLeading())
      this.#readMark(this.#bytes.toString('latin1', this.#from, Math.min(this.#at, this.#from + 80)))
    this.#outOfComment(this.#at)
    return true
  }

  #leaveComment(inside: { depth: number }): boolean {
    for (;;) {
      const close = this.#find(COMMENT_CLOSE)
      const open = this.#find(COMMENT_OPEN)
      const next = close < 0 || (open >= 0 && open < close) ? open : close
      if (next < 0) {
        this.#at = Math.max(this.#at, this.#end - 1)
        return false
      }
      inside.depth += next === close ? -1 : 1
      if (inside.depth === 0) {
        this.#outOfComment(next + 2)
        return true
      }
      this.#at = next + 2
    }
  }

  #find(wanted: string): number {
    const found = this.#bytes.indexOf(wanted, this.#at, 'latin1')
    // Behind the end stands what was read before.
    return found + wanted.length > this.#end ? -1 : found
  }

  #out(at: number): void {
    this.#inside = STATEMENT
    this.#at = at
  }

  #outOfComment(at: number): void {
    const isLeading = this.#isLeading()
    this.#out(at)
    if (isLeading) this.#drop(at)
  }

  /** Comments before a statement are no part of it. */
  #isLeading(): boolean {
    const start = this.#bytes.toString('latin1', this.#from, this.#from + 2)
    return this.#words.length === 0 && (start === '--' || start === '/*')
  }

  /** Leaves behind what is no part of a statement. */
  #drop(until: number): void {
    this.#line += newlinesIn(this.#bytes.subarray(this.#from, until))
    this.#from = this.#at = until
  }

  #take(): Piece | 'on' {
    const line = this.#line
    const sql = Buffer.from(this.#bytes.subarray(this.#from, this.#at))
    this.#drop(this.#at)
    this.#words = []
    this.#isRoutine = false
    if (sql.length === 1) return 'on'
    // To the server, it would end the statement.
    if (sql.includes(0)) throw damaged(this.#name, `A statement at line ${line} holds a byte of zero.`)
    return { kind: 'statement', sql, line }
  }

  #takeCommand(): Piece | 'more' {
    const newline = this.#find(LINE_END)
    if (newline < 0 && !this.#ended) return 'more'
    const end = newline < 0 ? this.#end : newline
    const text = this.#bytes.toString('utf8', this.#at, end).trimEnd()
    const line = this.#line + newlinesIn(this.#bytes.subarray(this.#from, this.#at))
    // Within a statement it would act on what stands before it, and nobody carries it out.
    if (this.#from < this.#at) throw this.#midway(text, line)
    this.#drop(end)
    return { kind: 'command', text, line }
  }

  async #skipLine(): Promise<void> {
    for (;;) {
      const newline = this.#find(LINE_END)
      const rest = this.#bytes.toString('latin1', this.#at, newline < 0 ? this.#end : newline)
      if (rest.trim() !== '')
        throw damaged(this.#name, `Something follows COPY on line ${this.#line}, where only rows may.`)
      this.#drop(newline < 0 ? this.#end : newline + 1)
      if (newline >= 0 || this.#ended) return
      await this.#more()
    }
  }

  #readMark(comment: string): void {
    const [, what, complete] =
      /^-- PostgreSQL (database(?: cluster)? dump)( complete)?\s*$/.exec(comment) ?? []
    if (what === undefined) return
    this.#marked = true
    if (complete) this.#begun.delete(what)
    else this.#begun.add(what)
  }

  #finish(): undefined {
    if (this.#inside.what === 'quote' || this.#inside.what === 'escaped quote')
      throw this.#cutOff('within a quote')
    if (this.#inside.what === 'comment') throw this.#cutOff('within a comment')
    if (this.#from < this.#end) throw this.#cutOff('within a statement: no semicolon ends it')
    const [begun] = this.#begun
    if (begun !== undefined)
      throw cutOff(
        this.#name,
        `It begins as pg_dump writes, and lacks the line "-- PostgreSQL ${begun} complete" of its end.`,
      )
    return undefined
  }

  #cutOff(where: string): Error {
    return cutOff(this.#name, `It ends ${where} (from line ${this.#line} on).`)
  }

  #midway(text: string, line: number): UserError {
    return new UserError(
      {
        what: `${this.#name} holds a command of psql within a statement: ${JSON.stringify(text.slice(0, 60))} at line ${line}.`,
        why: 'Commands of psql run programs and open files on the machine that restores, so they are not carried out.',
        next: 'Give a dump as pg_dump writes it.',
      },
      'unverified',
    )
  }

  #tooLong(): UserError {
    return new UserError({
      what: `${this.#name} holds a statement that is longer than a server takes (1 GB), from line ${this.#line} on.`,
      next: 'Dump with COPY in place of INSERT, or with --rows-per-insert.',
    })
  }
}

const LINE_END = '\n'
const COMMENT_OPEN = '/*'
const COMMENT_CLOSE = '*/'
const ROUTINE = /^create (or replace )?(function|procedure)\b/

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128
const isInNumber = (code: number): boolean => code >= 48 && code <= 57
/** A number takes letters along, so that none of them begins a word. */
const isWordStart = (code: number): boolean => isLetter(code) || isInNumber(code)
const isInTag = (code: number): boolean => isLetter(code) || isInNumber(code)
const isInWord = (code: number): boolean => isInTag(code) || code === 36

function newlinesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}
