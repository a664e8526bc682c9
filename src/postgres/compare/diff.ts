const CONTEXT = 2
const LONGEST_SIDE = 8
const LONGEST_LINE = 160

/** How two texts differ, in a few lines: what is expected after a minus, what was found after a plus. */
export function shortDiff(expected: string, found: string): string {
  const [a, b] = [expected.split('\n'), found.split('\n')]
  const head = countWhile(Math.min(a.length, b.length), (at) => a[at] === b[at])
  const tail = countWhile(
    Math.min(a.length, b.length) - head,
    (at) => a[a.length - 1 - at] === b[b.length - 1 - at],
  )
  const [gone, come] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  const [one, other] = gone.length === 1 && come.length === 1 ? [gone[0] ?? '', come[0] ?? ''] : ['', '']
  const same = countWhile(Math.min(one.length, other.length), (at) => one[at] === other[at])
  const context = (from: number, to: number) =>
    a.slice(Math.max(0, from), to).flatMap((line) => (line === '' ? [] : `  ${windowOf(line, 0)}`))
  return [
    ...context(head - CONTEXT, head),
    ...bounded(gone).map((line) => `- ${windowOf(line, same)}`),
    ...bounded(come).map((line) => `+ ${windowOf(line, same)}`),
    ...context(a.length - tail, a.length - tail + CONTEXT),
  ].join('\n')
}

function countWhile(most: number, holds: (at: number) => boolean): number {
  let count = 0
  while (count < most && holds(count)) count++
  return count
}

const bounded = (lines: readonly string[]): readonly string[] =>
  lines.length <= LONGEST_SIDE
    ? lines
    : [...lines.slice(0, LONGEST_SIDE), `… and ${lines.length - LONGEST_SIDE} more lines`]

/** As much of a long line as shows where the difference begins. */
function windowOf(line: string, at: number): string {
  if (line.length <= LONGEST_LINE) return line
  const from = Math.max(0, Math.min(at - LONGEST_LINE / 4, line.length - LONGEST_LINE))
  const to = from + LONGEST_LINE
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`
}
