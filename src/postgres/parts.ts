import { UsageError } from '../errors.ts'
import type { Selection } from '../options/options.ts'
import { qualified } from './identifiers.ts'
import type { Relation } from './relations.ts'

/** What of a backup one archive holds: the schema's sections, one group of tables' data, or all of it. */
export type PartKind = 'database' | 'schema' | 'data'

/** One archive to be: a name, and the arguments that make pg_dump write just that. */
export type Part = {
  readonly name: string
  readonly kind: PartKind
  readonly args: readonly string[]
  /** What its tables take on the server's disk: an estimate of what pg_dump will write. */
  readonly expectedBytes: number
  /** What it may come to with what no table's size shows, large objects for one: the store must have room for it. */
  readonly mostBytes: number
}

/** Below this, several streams cost more than they bring. */
export const WORTH_SPLITTING = 64 * 1024 * 1024
/** A table smaller than this goes with everything else; names of thousands would also not fit into arguments. */
const WORTH_NAMING = 8 * 1024 * 1024
const MOST_NAMED = 400

/** Plans the archives: the biggest tables spread over the streams, and everything else, known or not, in the last. */
export function planParts(relations: readonly Relation[], options: PlanOptions): Part[] {
  const chosen = selectionArguments(options.selection)
  return partsOf(relations, options, chosen).map((part) => inReadableEncoding(part, options.encoding))
}

export type PlanOptions = {
  readonly jobs: number
  readonly selection: Selection
  /** Of the database. */
  readonly encoding: string
  /** Of the whole database: large objects, for one, are in no table's size. */
  readonly databaseBytes: number
}

/** pg_dump reads names in its client's encoding, which is the database's unless it is told; our arguments are UTF-8. */
function inReadableEncoding(part: Part, encoding: string): Part {
  if (encoding === 'UTF8' || part.args.every(isAscii)) return part
  if (encoding !== 'SQL_ASCII') return { ...part, args: ['--encoding=UTF8', ...part.args] }
  throw new UsageError({
    what: 'A pattern for names has characters beyond ASCII, and the database has no encoding (SQL_ASCII).',
    why: 'Nobody can tell which bytes such a character is in this database.',
    next: 'Write ? or * in place of these characters.',
  })
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

function partsOf(relations: readonly Relation[], options: PlanOptions, chosen: readonly string[]): Part[] {
  const tables = relations.filter(({ hasData }) => hasData)
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0)
  const schema = {
    name: 'schema',
    kind: 'schema',
    args: [...SCHEMA, ...chosen],
    expectedBytes: 0,
    mostBytes: 0,
  } as const
  if (options.selection.include === 'schema') return [schema]
  const sections = options.selection.include === 'data' ? DATA : []
  if (options.jobs === 1 || bytes < WORTH_SPLITTING) {
    const name = options.selection.include === 'data' ? 'data-01' : 'database'
    const kind = options.selection.include === 'data' ? 'data' : 'database'
    return [
      {
        name,
        kind,
        args: [...sections, ...chosen],
        expectedBytes: bytes,
        mostBytes: Math.max(bytes, options.databaseBytes),
      },
    ]
  }
  const data = planData(tables, relations, options, chosen)
  return options.selection.include === 'data' ? data : [...data, schema]
}

const SCHEMA = ['--section=pre-data', '--section=post-data']
const DATA = ['--section=data']

function planData(
  tables: readonly Relation[],
  relations: readonly Relation[],
  { jobs, encoding, databaseBytes }: PlanOptions,
  chosen: readonly string[],
): Part[] {
  const bySize = tables.toSorted((a, b) => b.bytes - a.bytes)
  const nameable = (table: Relation) =>
    encoding !== 'SQL_ASCII' ||
    [table, ...relations.filter(({ owner }) => owner === table.oid)].every((one) => isAscii(qualified(one)))
  const named = bySize.filter((table) => table.bytes >= WORTH_NAMING && nameable(table)).slice(0, MOST_NAMED)
  const isNamed = new Set(named)
  const rest = bySize.filter((table) => !isNamed.has(table))
  const groups: Relation[][] = Array.from({ length: jobs }, () => [])
  const loads = groups.map((_, at) => (at === jobs - 1 ? sizeOf(rest) : 0))
  for (const table of named) {
    const lightest = loads.indexOf(Math.min(...loads))
    groups[lightest]?.push(table)
    loads[lightest] = (loads[lightest] ?? 0) + table.bytes
  }
  const elsewhere = groups.slice(0, -1).filter((group) => group.length > 0)
  const alone = new Set(elsewhere.flat().map(({ oid }) => oid))
  // A sequence is dumped with the table that owns it, so the rest must leave it out as well.
  const sequences = relations.filter(({ owner }) => owner !== undefined && alone.has(owner))
  const parts = elsewhere.map((group) => ({ args: exactly('--table', group), group }))
  parts.push({
    args: [...chosen, ...exactly('--exclude-table', [...elsewhere.flat(), ...sequences])],
    group: [...(groups.at(-1) ?? []), ...rest],
  })
  const elsewhereBytes = sizeOf(elsewhere.flat())
  return parts.map(({ args, group }, at) => ({
    name: `data-${String(at + 1).padStart(2, '0')}`,
    kind: 'data',
    args: [...DATA, ...args],
    expectedBytes: sizeOf(group),
    // The last takes whatever nobody has measured.
    mostBytes:
      at < parts.length - 1 ? sizeOf(group) : Math.max(sizeOf(group), databaseBytes - elsewhereBytes),
  }))
}

const sizeOf = (tables: readonly Relation[]): number => tables.reduce((sum, { bytes }) => sum + bytes, 0)

const exactly = (flag: string, relations: readonly Relation[]): string[] =>
  relations.map((relation) => `${flag}=${qualified(relation)}`)

// A pattern such as * would take the system's own tables along, which no database could restore.
const NO_SYSTEM_TABLES = ['--exclude-table=pg_catalog.*', '--exclude-table=information_schema.*']
const NO_SYSTEM_SCHEMAS = ['--exclude-schema=pg_*', '--exclude-schema=information_schema']

function selectionArguments(selection: Selection): string[] {
  const repeated = (flag: string, patterns: readonly string[]) =>
    patterns.map((pattern) => `${flag}=${pattern}`)
  return [
    ...repeated('--schema', selection.schemas),
    ...repeated('--exclude-schema', selection.excludeSchemas),
    ...repeated('--table', selection.tables),
    ...repeated('--exclude-table', selection.excludeTables),
    ...(selection.tables.length > 0 ? NO_SYSTEM_TABLES : []),
    ...(selection.schemas.length > 0 ? NO_SYSTEM_SCHEMAS : []),
    ...repeated('--exclude-table-data', selection.excludeTableData),
  ]
}
