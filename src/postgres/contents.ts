import type { Writable } from 'node:stream'
import { UserError } from '../errors.ts'
import { qualified } from './identifiers.ts'
import type { Relation } from './relations.ts'
import type { Tools } from './tools.ts'
import { toolTrouble } from './trouble.ts'

/** What an archive says it holds. */
export type Contents = {
  readonly entries: number
  /** The tables, by oid, whose rows are in it. */
  readonly tables: ReadonlySet<number>
}

/** Reads an archive's table of contents, which stands at its head, from whatever is written into `archive`. */
export function readContents(
  tools: Tools,
  options: { readonly signal: AbortSignal },
): { readonly archive: Writable; readonly contents: Promise<Contents> } {
  const { archive, listing } = startListing(tools, ['--list'], options)
  const contents = listing.then(parseContents)
  contents.catch(() => undefined)
  return { archive, contents }
}

/** Lets pg_restore list what is written into `archive`; it reads no further than it must. */
export function startListing(
  tools: Tools,
  args: readonly string[],
  options: { readonly signal: AbortSignal },
): { readonly archive: Writable; readonly listing: Promise<string> } {
  const running = tools.start('pg_restore', args, options)
  const listing = collect(running.stdout.setEncoding('utf8')).then(async (text) => {
    const end = await running.ended
    options.signal.throwIfAborted()
    if (end.code !== 0) throw toolTrouble('pg_restore --list', end, running.stderrTail())
    return text
  })
  listing.catch(() => undefined)
  return { archive: running.stdin, listing }
}

async function collect(texts: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const text of texts) all += text
  return all
}

// dump id; the catalog's oid, the object's oid, what it is. A table's rows carry the table's oid and no catalog.
const ENTRY = /^\d+; (\d+) (\d+) (.*)$/

export function parseContents(listing: string): Contents {
  const entries = listing.split('\n').flatMap((line) => {
    const [, catalog, oid, rest] = ENTRY.exec(line) ?? []
    return rest === undefined ? [] : [{ catalog, oid: Number(oid), rest }]
  })
  const tables = entries.filter(({ catalog, rest }) => catalog === '0' && rest.startsWith('TABLE DATA '))
  return { entries: entries.length, tables: new Set(tables.map(({ oid }) => oid)) }
}

/**
 * Each table's rows must be in one archive, and in one alone: a table that no part took would be lost in silence, and
 * one that we do not know of was not counted.
 */
export function checkContents(relations: readonly Relation[], archives: readonly Contents[]): void {
  const wrong = relations
    .filter(({ hasData }) => hasData)
    .map((table) => ({ table, times: archives.filter(({ tables }) => tables.has(table.oid)).length }))
    .filter(({ times }) => times !== 1)
    .map(({ table, times }) => `${qualified(table)} (${times} times)`)
  const known = new Set(relations.map(({ oid }) => oid))
  const unknown = archives.flatMap(({ tables }) => [...tables].filter((oid) => !known.has(oid)))
  const named = [...wrong, ...unknown.map((oid) => `a table that we did not choose (oid ${oid})`)]
  if (named.length === 0) return
  throw new UserError({
    what: `The archives do not hold each table's rows exactly once: ${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''}.`,
    why: 'pg_dump chose other tables than those that were planned and counted, so this would be no whole backup.',
    next: 'Write patterns as schema.table, run with `jobs: 1`, and report this with the server version and the options used.',
  })
}
