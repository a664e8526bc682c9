/**
 * Characters that a terminal or a log viewer acts on instead of showing: controls (escape sequences begin with one),
 * other line breaks, and the marks that turn the direction of text round. Tab stays.
 */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** One line of text from anywhere, with everything shown that it could have acted by; JSON stays the same JSON. */
export function visibleLine(line: string): string {
  return line.replace(INVISIBLE, (char) =>
    char === '\t' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The lines of a text, each made visible. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map(visibleLine)
}

/**
 * Keeps a line from being read as a command by GitHub's runner, which looks for `::` at a line's start and for the older
 * `##[` anywhere in it.
 */
export function withoutCommands(line: string): string {
  return line.replace(/^(\s*)::/, '$1\\::').replaceAll('##[', '##\\[')
}

/** How many columns a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const char of text) columns += widthOf(char)
  return columns
}

/** The text, cut to a number of columns. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let fit = ''
  let used = 1
  for (const char of text) {
    used += widthOf(char)
    if (used > columns) break
    fit += char
  }
  return columns < 1 ? '' : `${fit}…`
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u

const widthOf = (char: string): number => (/\p{Mn}|\u200d/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1)
