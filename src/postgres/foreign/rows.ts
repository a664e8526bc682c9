// Rows in a script stand between `COPY … FROM stdin` and the line `\.`.

const NEWLINE = 10
const RETURN = 13
const MARK = Buffer.from('\\.')
const MARKED_LINE = Buffer.from('\n\\.')

/**
 * Looks for the line `\.`. Where it is found, `rows` bytes stand before it and what follows begins at `next`; else so many
 * bytes are rows for sure, and what follows them may be the beginning of the mark.
 */
export function endOfRows(
  bytes: Buffer,
  isLineStart: boolean,
  ended: boolean,
): { readonly found: boolean; readonly rows: number; readonly next: number } {
  for (let from = 0; ; ) {
    const atStart = from === 0 && isLineStart && bytes.subarray(0, 2).equals(MARK)
    const newline = atStart ? -1 : bytes.indexOf(MARKED_LINE, from)
    if (!atStart && newline < 0) break
    const rows = newline + 1
    const after = rows + MARK.length
    const length = bytes[after] === RETURN ? 2 : 1
    const isEnd = after >= bytes.length || bytes[after + length - 1] === NEWLINE
    if (after + length > bytes.length && !ended)
      return { found: false, rows: newline < 0 ? 0 : newline, next: 0 }
    if (isEnd || (length === 2 && after + 1 >= bytes.length))
      return { found: true, rows, next: Math.min(after + length, bytes.length) }
    from = after
  }
  // A mark that is not whole yet: `\n\.\r` is the longest.
  const tail = bytes.subarray(-3)
  const newline = tail.lastIndexOf(NEWLINE)
  if (newline >= 0) return { found: false, rows: bytes.length - tail.length + newline, next: 0 }
  const isYoung = isLineStart && bytes.length < MARK.length
  return { found: false, rows: isYoung ? 0 : bytes.length, next: 0 }
}
