/** One SQL statement, without the semicolon that ended it. */
export type Statement = {
  readonly sql: string
  /** Where its first word stands, counted from 1. */
  readonly line: number
}

/** A quote or a comment that a text begins and never ends, and where. */
export type Unclosed = { readonly what: string; readonly line: number }

/** Splits SQL at its semicolons, as the server would read it; what holds nothing but comments is no statement. */
export function splitStatements(text: string): {
  readonly statements: readonly Statement[]
  readonly unclosed: Unclosed | undefined
} {
  const statements: Statement[] = []
  let unclosed: Unclosed | undefined
  let begin: number | undefined
  let end = 0
  const finish = () => {
    if (begin !== undefined) statements.push({ sql: text.slice(begin, end), line: lineAt(text, begin) })
    begin = undefined
  }
  for (let at = 0; at < text.length; ) {
    const span = spanAt(text, at)
    if (span.unclosed) unclosed = { what: span.unclosed, line: lineAt(text, at) }
    if (span.ends) finish()
    else if (!span.blank) {
      begin ??= at
      end = at + span.length
    }
    at += span.length
  }
  finish()
  return { statements, unclosed }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length

/** What has to be read as a whole: blanks, a comment, a quote, a word, or else one character. */
type Span = {
  readonly length: number
  readonly blank?: true
  readonly ends?: boolean
  readonly unclosed?: string | undefined
}

// A word with a dollar in it begins no quote, and neither does a parameter.
const WORD = /\$\d+|[\p{L}\p{N}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy
const BLANK = /\s+|--[^\r\n]*/y
const NAME = /"(?:[^"]+|"")*("?)/y
const TEXT = /'(?:[^']+|'')*('?)/y
const ESCAPED_TEXT = /[eE]'(?:[^'\\]+|''|\\.)*('?)/sy
const DOLLARS = /\$(?:[\p{L}_\u0080-\uffff][\p{L}\p{N}_\u0080-\uffff]*)?\$/uy

function spanAt(text: string, at: number): Span {
  const blank = matchAt(BLANK, text, at)
  if (blank) return { length: blank[0].length, blank: true }
  if (text.startsWith('/*', at)) return commentAt(text, at)
  const name = matchAt(NAME, text, at)
  if (name) return quoteOf(name, 'quoted name')
  const literal = matchAt(TEXT, text, at) ?? matchAt(ESCAPED_TEXT, text, at)
  if (literal) return quoteOf(literal, 'quoted text')
  const tag = matchAt(DOLLARS, text, at)?.[0]
  if (tag !== undefined) {
    const close = text.indexOf(tag, at + tag.length)
    return close < 0
      ? { length: text.length - at, unclosed: `text quoted by ${tag}` }
      : { length: close + tag.length - at }
  }
  return { length: matchAt(WORD, text, at)?.[0].length ?? 1, ends: text[at] === ';' }
}

const quoteOf = ([whole, close]: RegExpExecArray, what: string): Span => ({
  length: whole.length,
  unclosed: close === '' ? what : undefined,
})

/** A comment of SQL may hold others. */
function commentAt(text: string, at: number): Span {
  const marks = /\/\*|\*\//g
  marks.lastIndex = at
  let depth = 0
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return { length: marks.lastIndex - at, blank: true }
  }
  return { length: text.length - at, blank: true, unclosed: 'comment' }
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}
