import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { Matched } from './columns.ts'
import type { KeyColumn, TableFacts } from './facts.ts'

/** A table that is worked on, and the temporary tables of the session that belong to it. */
export type Work = Matched & {
  /** The backup's rows, until the changes are known. */
  readonly staged: string
  /** The keys of live rows that belong to the part, where only a part is meant. */
  readonly part: string
  /** The backup's rows that are to be written, and in `kind` whether each is new (`i`) or there (`u`). */
  readonly coming: string
  /** The keys of the live rows that are to go. */
  readonly going: string
  /** The name of the column that says which it is; no column of the table is called so. */
  readonly kind: string
  /** Of the columns that have another type: the type in which their values travel. */
  readonly carriers: Map<string, string>
}

export function workOn(matched: Matched, at: number): Work {
  const names = new Set(matched.to.columns.map(({ name }) => name))
  let kind = 'pg_backup_kind'
  while (names.has(kind)) kind += '_'
  const temporary = (what: string) => `pg_temp.${quoted(`pg_backup_${what}_${at}`)}`
  return {
    ...matched,
    staged: temporary('staged'),
    part: temporary('part'),
    coming: temporary('coming'),
    going: temporary('going'),
    kind: quoted(kind),
    carriers: new Map(),
  }
}

/** As it stands behind FROM: a partition tree is one table, and children by inheritance are other tables. */
export const rowsIn = (table: Pick<TableFacts, 'schema' | 'name' | 'kind'>): string =>
  `${table.kind === 'p' ? '' : 'ONLY '}${qualified(table)}`

/** The condition that two rows have the same key. */
export const sameKey = (columns: readonly KeyColumn[], a: string, b: string): string =>
  columns.map(({ column, equals }) => `${a}.${quoted(column)} ${equals} ${b}.${quoted(column)}`).join(' AND ')

export const list = (names: readonly string[], of?: string): string =>
  names.map((name) => (of ? `${of}.${quoted(name)}` : quoted(name))).join(', ')

export const namesOf = (columns: readonly { readonly name: string }[]): string[] =>
  columns.map(({ name }) => name)

export const keyNames = ({ key }: Pick<Work, 'key'>): string[] => key.columns.map(({ column }) => column)

/** A row as text: floats exactly, and what has no equality, too. */
export const asText = (names: readonly string[], of: string): string =>
  `ROW(${list(names, of)})::pg_catalog.text COLLATE pg_catalog."C"`

/** Temporary tables are created by their names alone. */
export const unqualified = (table: string): string => table.replace(/^pg_temp\./, '')

export async function count(session: Session, from: string): Promise<number> {
  const [row] = await session.query<{ count: string }>(
    `SELECT pg_catalog.count(*)::text AS count FROM ${from}`,
  )
  return Number(row?.count ?? 0)
}
