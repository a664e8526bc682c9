/** A pg_dump name pattern as the regular expressions that the server compares with. */
export type NamePattern = { readonly schema: string | null; readonly name: string }

const SPECIAL = /[|*+?()[\]{}.^$\\]/g

/**
 * Reads a pattern as psql and pg_dump do: outside double quotes letters are folded to lower case, `*` and `?` are
 * wildcards, a dot parts schema and name, and the rest is a regular expression; inside, all is literal.
 */
export function readPattern(pattern: string): NamePattern {
  const parts = ['']
  let inQuotes = false
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? ''
    const last = parts.length - 1
    if (character === '"') {
      if (inQuotes && pattern[at + 1] === '"') {
        parts[last] += '"'
        at++
      } else inQuotes = !inQuotes
    } else if (inQuotes) parts[last] += character.replace(SPECIAL, '\\$&')
    else if (character === '*') parts[last] += '.*'
    else if (character === '?') parts[last] += '.'
    else if (character === '.') parts.push('')
    else if (character === '$') parts[last] += '\\$'
    // More likely the name of an array type than an empty bracket expression.
    else if (character === '[' && pattern[at + 1] === ']') parts[last] += '\\['
    else parts[last] += /[A-Z]/.test(character) ? character.toLowerCase() : character
  }
  const [name = '', schema] = parts.reverse()
  return { schema: schema === undefined ? null : `^(${schema})$`, name: `^(${name})$` }
}

/** Several patterns as few: the server keeps only some dozens of regular expressions at hand. */
export function readPatterns(patterns: readonly string[]): NamePattern[] {
  const bySchema = Map.groupBy(patterns.map(readPattern), ({ schema }) => schema)
  return [...bySchema].map(([schema, same]) => ({ schema, name: same.map(({ name }) => name).join('|') }))
}
