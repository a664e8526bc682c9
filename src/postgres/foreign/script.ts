import { UserError } from '../../errors.ts'
import { cutOff, damaged } from '../../stream/damage.ts'
import { endOfRows } from './rows.ts'
import { newlinesIn, Window } from './window.ts'

/** One SQL statement as its bytes, or what begins with a backslash, which is psql's to carry out and not the server's. */
export type Piece =
  | { readonly kind: 'statement'; readonly sql: Buffer; readonly line: number }
  | { readonly kind: 'command'; readonly text: string; readonly line: number }

const [QUOTE, NAME_QUOTE, DOLLAR, OPEN, CLOSE, STAR, DASH, SLASH, SEMICOLON, BACKSLASH] = [
  39, 34, 36, 40, 41, 42, 45, 47, 59, 92,
] as const

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
  readonly #in: Window
  #inside: Inside = STATEMENT
  #parentheses = 0
  /** In the body of a function, `BEGIN ATOMIC … END` and `CASE … END` hold semicolons. */
  #blocks = 0
  #words: string[] = []
  #isRoutine = false
  /** Lines that are to come before the end. */
  readonly #awaited = new Set<string>()
  #marked = false

  constructor(source: AsyncIterable<Buffer>, name: string) {
    this.#in = new Window(source, name)
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
      if (this.#in.ended) return this.#finish()
      await this.#in.more()
    }
  }

  /** The rows behind `COPY … FROM stdin`, without the mark at their end. */
  async *rows(): AsyncGenerator<Buffer, void> {
    await this.#skipLine()
    let held = this.#in.takeRest()
    for (let isLineStart = true; ; ) {
      const end = endOfRows(held, isLineStart, this.#in.ended)
      if (end.found) {
        this.#in.line += newlinesIn(held.subarray(0, end.next))
        this.#in.append(held.subarray(end.next))
        if (end.rows > 0) yield held.subarray(0, end.rows)
        return
      }
      if (this.#in.ended) throw this.#cutOff('within the rows of a table')
      if (end.rows > 0) {
        this.#in.line += newlinesIn(held.subarray(0, end.rows))
        yield held.subarray(0, end.rows)
        isLineStart = false
      }
      held = Buffer.concat([held.subarray(end.rows), await this.#in.pull()])
    }
  }

  /** Reads on until a piece is whole, or until more bytes are needed. */
  #scan(): Piece | undefined {
    while (this.#in.at < this.#in.end) {
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
    const code = this.#in.bytes[this.#in.at] ?? 0
    if (isBlank(code)) {
      if (this.#in.from === this.#in.at) this.#in.drop(this.#in.at + 1)
      else this.#in.at++
      return 'on'
    }
    if (isWordStart(code)) return this.#readWord()
    switch (code) {
      case SEMICOLON:
        this.#in.at++
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
    this.#in.at++
    return 'on'
  }

  #readPair(second: number, inside: Inside): 'on' | 'more' {
    if (this.#in.at + 1 === this.#in.end && !this.#in.ended) return 'more'
    if (this.#in.bytes[this.#in.at + 1] === second) return this.#enter(inside, 2)
    this.#in.at++
    return 'on'
  }

  #enter(inside: Inside, length: number): 'on' {
    this.#inside = inside
    this.#in.at += length
    return 'on'
  }

  #readWord(): 'on' | 'more' {
    const isNumber = isInNumber(this.#in.bytes[this.#in.at] ?? 0)
    const end = this.#in.endOf(this.#in.at, isNumber ? isInTag : isInWord)
    if (end === this.#in.end && !this.#in.ended) return 'more'
    const word = this.#in.bytes.toString('latin1', this.#in.at, Math.min(end, this.#in.at + 16)).toLowerCase()
    this.#in.at = end
    if (word === 'e' && this.#in.bytes[end] === QUOTE && end < this.#in.end) return this.#enter(ESCAPED, 1)
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
    const end = this.#in.endOf(this.#in.at + 1, isInTag)
    if (end === this.#in.end && !this.#in.ended) return 'more'
    const isDigit = isInNumber(this.#in.bytes[this.#in.at + 1] ?? 0)
    if (this.#in.bytes[end] !== DOLLAR || end >= this.#in.end || isDigit) {
      this.#in.at++
      return 'on'
    }
    const close = this.#in.bytes.toString('latin1', this.#in.at, end + 1)
    return this.#enter({ what: 'quote', close }, close.length)
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
    const found = this.#in.find(close)
    if (found >= 0) this.#out(found + close.length)
    else this.#in.at = Math.max(this.#in.at, this.#in.end - close.length + 1)
    return found >= 0
  }

  #leaveEscaped(): boolean {
    while (this.#in.at < this.#in.end) {
      const code = this.#in.bytes[this.#in.at]
      const pair = code === BACKSLASH || code === QUOTE
      if (pair && this.#in.at + 1 === this.#in.end && !this.#in.ended) return false
      if (code === QUOTE && this.#in.bytes[this.#in.at + 1] !== QUOTE) {
        this.#out(this.#in.at + 1)
        return true
      }
      this.#in.at += pair ? 2 : 1
    }
    return false
  }

  #leaveLine(): boolean {
    const newline = this.#in.find(LINE_END)
    if (newline < 0 && !this.#in.ended) return false
    this.#in.at = newline < 0 ? this.#in.end : newline
    if (this.#isLeading())
      this.#readMark(
        this.#in.bytes.toString('latin1', this.#in.from, Math.min(this.#in.at, this.#in.from + 80)),
      )
    this.#outOfComment(this.#in.at)
    return true
  }

  #leaveComment(inside: { depth: number }): boolean {
    for (;;) {
      const close = this.#in.find(COMMENT_CLOSE)
      const open = this.#in.find(COMMENT_OPEN)
      const next = close < 0 || (open >= 0 && open < close) ? open : close
      if (next < 0) {
        this.#in.at = Math.max(this.#in.at, this.#in.end - 1)
        return false
      }
      inside.depth += next === close ? -1 : 1
      if (inside.depth === 0) {
        this.#outOfComment(next + 2)
        return true
      }
      this.#in.at = next + 2
    }
  }

  #out(at: number): void {
    this.#inside = STATEMENT
    this.#in.at = at
  }

  #outOfComment(at: number): void {
    const isLeading = this.#isLeading()
    this.#out(at)
    if (isLeading) this.#in.drop(at)
  }

  /** Comments before a statement are no part of it. */
  #isLeading(): boolean {
    const start = this.#in.bytes.toString('latin1', this.#in.from, this.#in.from + 2)
    return this.#words.length === 0 && (start === '--' || start === '/*')
  }

  #take(): Piece | 'on' {
    const line = this.#in.line
    const sql = Buffer.from(this.#in.bytes.subarray(this.#in.from, this.#in.at))
    this.#in.drop(this.#in.at)
    this.#words = []
    this.#isRoutine = false
    if (sql.length === 1) return 'on'
    // To the server, it would end the statement.
    if (sql.includes(0)) throw damaged(this.#name, `A statement at line ${line} holds a byte of zero.`)
    return { kind: 'statement', sql, line }
  }

  #takeCommand(): Piece | 'more' {
    const newline = this.#in.find(LINE_END)
    if (newline < 0 && !this.#in.ended) return 'more'
    const end = newline < 0 ? this.#in.end : newline
    const text = this.#in.bytes.toString('utf8', this.#in.at, end).trimEnd()
    const line = this.#in.line + newlinesIn(this.#in.bytes.subarray(this.#in.from, this.#in.at))
    // Within a statement it would act on what stands before it, and nobody carries it out.
    if (this.#in.from < this.#in.at) throw this.#midway(text, line)
    this.#readLock(text)
    this.#in.drop(end)
    return { kind: 'command', text, line }
  }

  async #skipLine(): Promise<void> {
    for (;;) {
      const newline = this.#in.find(LINE_END)
      const rest = this.#in.bytes.toString('latin1', this.#in.at, newline < 0 ? this.#in.end : newline)
      if (rest.trim() !== '')
        throw damaged(this.#name, `Something follows COPY on line ${this.#in.line}, where only rows may.`)
      this.#in.drop(newline < 0 ? this.#in.end : newline + 1)
      if (newline >= 0 || this.#in.ended) return
      await this.#in.more()
    }
  }

  #readMark(comment: string): void {
    const [line, what, complete] =
      /^-- PostgreSQL (database(?: cluster)? dump)( complete)?(?=\s*$)/.exec(comment) ?? []
    if (what === undefined || line === undefined) return
    this.#marked = true
    if (complete) this.#awaited.delete(line)
    else this.#awaited.add(`${line} complete`)
  }

  /** Newer dumps lock psql, and unlock it behind their end. */
  #readLock(command: string): void {
    const [, does, key] = /^\\(restrict|unrestrict) (\w+)$/.exec(command) ?? []
    if (does === 'restrict') this.#awaited.add(`\\unrestrict ${key}`)
    else if (does === 'unrestrict') this.#awaited.delete(command)
  }

  #finish(): undefined {
    if (this.#inside.what === 'quote' || this.#inside.what === 'escaped quote')
      throw this.#cutOff('within a quote')
    if (this.#inside.what === 'comment') throw this.#cutOff('within a comment')
    if (this.#in.from < this.#in.end) throw this.#cutOff('within a statement: no semicolon ends it')
    const [awaited] = this.#awaited
    if (awaited !== undefined)
      throw cutOff(this.#name, `It begins as pg_dump writes, and lacks the line "${awaited}" of its end.`)
    return undefined
  }

  #cutOff(where: string): Error {
    return cutOff(this.#name, `It ends ${where} (from line ${this.#in.line} on).`)
  }

  #midway(text: string, line: number): UserError {
    return new UserError(
      {
        what: `${this.#name} holds a command of psql within a statement: ${/^\\[a-z_]*/i.exec(text)?.[0]} at line ${line}.`,
        why: 'Commands of psql run programs and open files on the machine that restores, so they are not carried out.',
        next: 'Give a dump as pg_dump writes it.',
      },
      'unverified',
    )
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
