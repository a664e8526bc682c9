/** A text from anywhere as it may stand in a cell or a line of Markdown: on one line, and meaning nothing there. */
export const cell = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`)

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** A summary may be a megabyte long in all, and what is longest is seldom what matters. */
const BLOCK_LIMIT = 2_000

/** A text of several lines as it may follow an item of a list, letter by letter; nothing where there is none. */
export function block(text: string | undefined): string {
  if (text === undefined || text.trim() === '') return ''
  const shown = text.length > BLOCK_LIMIT ? `${text.slice(0, BLOCK_LIMIT)}\n…` : text
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const lines = [fence, ...shown.split(/\r\n|\r|\n/), fence].map((line) => `  ${line}`)
  return `\n${lines.join('\n')}`
}
