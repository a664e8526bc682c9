import { UsageError } from '../../errors.ts'
import { nearest } from '../../options/nearest.ts'
import { quoted } from '../identifiers.ts'
import type { TableName } from './request.ts'

/**
 * Finds the tables that a user names, one a line or separated by commas, among those of a backup. A name is read as SQL
 * reads it: in lower case unless it stands in double quotes, and a dot parts the schema from it.
 */
export function resolveTables(text: string, tables: readonly TableName[], option = 'tables'): TableName[] {
  const found = namesIn(text, option).map((name) => resolve(name, tables, option))
  if (found.length === 0) {
    throw new UsageError({
      what: `\`${option}\`: no table is named.`,
      next: 'Write names such as orders or sales.orders, one a line or separated by commas.',
    })
  }
  return [...new Map(found.map((table) => [JSON.stringify([table.schema, table.name]), table])).values()]
}

type Written = { readonly written: string; readonly schema: string | undefined; readonly name: string }

function resolve(wanted: Written, tables: readonly TableName[], option: string): TableName {
  const { written, schema, name } = wanted
  const fitting = tables.filter(
    (table) => table.name === name && (schema === undefined || table.schema === schema),
  )
  const [only] = fitting
  if (only && fitting.length === 1) return only
  if (only) {
    throw new UsageError({
      what: `\`${option}\`: ${written} could be any of ${fitting.map(spelled).join(', ')}.`,
      next: 'Write its schema before it.',
    })
  }
  throw new UsageError({
    what: `\`${option}\`: the backup holds no table ${written}.`,
    next: guess(wanted, tables) ?? `It holds ${enumerate(tables)}.`,
  })
}

/** What was most likely meant, as it is to be written: a name with capitals needs its quotes. */
function guess({ schema, name }: Written, tables: readonly TableName[]): string | undefined {
  const text = (table: TableName) => (schema === undefined ? table.name : `${table.schema}.${table.name}`)
  const near = nearest(schema === undefined ? name : `${schema}.${name}`, tables.map(text))
  const table = tables.find((one) => text(one) === near)
  if (!table) return undefined
  return `Did you mean \`${schema === undefined ? part(table.name) : spelled(table)}\`?`
}

const SHOWN = 10

function enumerate(tables: readonly TableName[]): string {
  if (tables.length === 0) return 'none'
  const shown = tables.slice(0, SHOWN).map(spelled).join(', ')
  return tables.length > SHOWN ? `${shown} and ${tables.length - SHOWN} more` : shown
}

/** A table as a user would write it. */
export const spelled = ({ schema, name }: TableName): string => `${part(schema)}.${part(name)}`

const part = (name: string): string => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoted(name))

// A part in quotes, in which a doubled one is one; or a plain one, which ends where the name or the part does.
const PART = /\s*(?:"((?:[^"]|"")+)"|([^\s",.]+))\s*/y

function namesIn(text: string, option: string): Written[] {
  const names: Written[] = []
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    const start = at
    const parts: string[] = []
    do {
      if (parts.length > 0) at++
      PART.lastIndex = at
      const [whole, inQuotes, plain] = PART.exec(text) ?? []
      if (whole === undefined) throw unreadable(text.slice(start), option)
      if (plain !== undefined && /[*?]/.test(plain)) throw wildcard(plain, option)
      parts.push(inQuotes?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '')
      at += whole.length
    } while (text[at] === '.')
    const written = text.slice(start, at).trim()
    const ended = at >= text.length || text[at] === ',' || /\n\s*$/.test(text.slice(start, at))
    if (parts.length > 2 || !ended) throw unreadable(text.slice(start), option)
    const [name = '', schema] = parts.reverse()
    names.push({ written, schema, name })
  }
  return names
}

const skip = (text: string, at: number): number => at + (/^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0)

const unreadable = (text: string, option: string): UsageError =>
  new UsageError({
    what: `\`${option}\`: ${text.split('\n')[0]?.trim()} is no name of a table.`,
    next: 'Write orders, sales.orders or "Odd name", one a line or separated by commas; double quotes keep capitals, blanks and commas.',
  })

const wildcard = (text: string, option: string): UsageError =>
  new UsageError({
    what: `\`${option}\`: ${text} has a wildcard.`,
    why: 'What is written into a live database is named table by table.',
    next: 'Write each name; one that has such a character stands in double quotes.',
  })
