import { qualified } from '../identifiers.ts'
import type { ColumnFacts, Key, TableFacts } from './facts.ts'
import type { Problem } from './problems.ts'
import type { ColumnNote, TableName } from './request.ts'

/** A table of the backup and its live counterpart, matched. */
export type Matched = {
  readonly from: TableFacts
  readonly to: TableFacts
  readonly key: Key
  /** The columns that are brought over. */
  readonly columns: readonly MatchedColumn[]
  /** What a saved row holds: all that can be written. */
  readonly writable: readonly ColumnFacts[]
  readonly notes: readonly ColumnNote[]
}

export type MatchedColumn = {
  readonly name: string
  /** The type in the backup, where it is another one. */
  readonly fromType: string | undefined
  readonly to: ColumnFacts
}

/** Matches the columns by name and finds the key; what cannot be is told. */
export function matchTable(from: TableFacts, to: TableFacts): Matched | Problem[] {
  const backed = new Map(from.columns.map((column) => [column.name, column]))
  const live = new Map(to.columns.map((column) => [column.name, column]))
  const writable = to.columns.filter(({ generated }) => !generated)
  const columns = writable.flatMap((column): MatchedColumn[] => {
    const before = backed.get(column.name)
    if (!before) return []
    return [
      { name: column.name, to: column, fromType: before.type === column.type ? undefined : before.type },
    ]
  })
  const key = keyOf(
    to,
    columns.map(({ name }) => name),
  )
  const gained = writable.filter(({ name }) => !backed.has(name))
  const problems = gained.filter(isUnfillable).map((column) => unfillable(to, column))
  if ('what' in key) return [key, ...problems]
  if (problems.length > 0) return problems
  const notes: ColumnNote[] = [
    ...gained.map(({ name }) => ({ column: name, what: 'default' as const })),
    ...from.columns.flatMap((column) => leftOut(column, live.get(column.name))),
    ...columns.flatMap(({ name, fromType, to: { type } }) =>
      fromType === undefined
        ? []
        : [{ column: name, what: 'converted' as const, detail: `${fromType} → ${type}` }],
    ),
  ]
  return { from, to, key, columns, writable, notes }
}

function leftOut({ name, generated }: ColumnFacts, live: ColumnFacts | undefined): ColumnNote[] {
  if (!live) return [{ column: name, what: 'left out' }]
  return live.generated && !generated ? [{ column: name, what: 'computed' }] : []
}

const isUnfillable = ({ required, hasDefault, identity }: ColumnFacts): boolean =>
  required && !hasDefault && !identity

const unfillable = (table: TableName, { name }: ColumnFacts): Problem => ({
  what: `The backup lacks the column ${name} of ${qualified(table)}, which must not be null and has no default.`,
  why: 'It was added after the backup, so nothing can be written into it.',
  next: 'Give it a default for the time of the restore (ALTER TABLE … ALTER COLUMN … SET DEFAULT …).',
})

function keyOf(table: TableFacts, columns: readonly string[]): Key | Problem {
  const whole = table.keys.filter(({ columns: parts }) =>
    parts.every(({ column }) => columns.includes(column)),
  )
  const key = whole.find(({ deferrable }) => !deferrable)
  if (key) return key
  return {
    what: `${qualified(table)} has no key by which its rows could be told apart${reasonOf(table, whole)}.`,
    why: 'Needed is a primary key, or a unique index that is neither partial nor deferrable, on columns that are NOT NULL and in the backup too.',
    next: 'Add one (ALTER TABLE … ADD PRIMARY KEY …), or restore the whole table beside under another name and copy by hand.',
  }
}

function reasonOf({ keys }: TableFacts, whole: readonly Key[]): string {
  const [first] = keys
  if (!first) return ''
  if (whole.length > 0) return `: ${first.name} is deferrable`
  return `: the backup lacks columns of ${first.name}, or they are computed`
}

/** What the names that were chosen cannot be used for, before their columns are looked at. */
export function unfitTables(
  tables: readonly TableName[],
  from: readonly TableFacts[],
  to: readonly TableFacts[],
): Problem[] {
  const named = (table: TableName) => `${table.schema}.${table.name}`
  const find = (facts: readonly TableFacts[], table: TableName) =>
    facts.find((one) => named(one) === named(table))
  const missing = tables.flatMap((table): Problem[] => {
    const [before, now] = [find(from, table), find(to, table)]
    if (!before) return [{ what: `The backup holds no table ${qualified(table)}.` }]
    if (!now) {
      const next =
        'Bring the table itself back first: restore the backup under another name by `target-url`, and take it from there by pg_dump.'
      return [{ what: `The live database has no table ${qualified(table)}.`, next }]
    }
    return [...unfit(before, 'in the backup'), ...unfit(now, 'in the live database'), ...ruled(now)]
  })
  return [...missing, ...nested(to)]
}

function unfit(table: TableFacts, where: string): Problem[] {
  if (table.kind !== 'r' && table.kind !== 'p') {
    return [{ what: `${qualified(table)} is no table ${where}, so it holds no rows that could be written.` }]
  }
  if (!table.hidden) return []
  return [
    {
      what: `Row-level security would hide rows of ${qualified(table)} ${where} from this user.`,
      why: 'Rows that are hidden would count as missing, and others would be changed for want of them.',
      next: 'Restore as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of this table.',
    },
  ]
}

const ruled = (table: TableFacts): Problem[] =>
  table.rules
    ? [
        {
          what: `${qualified(table)} has rules (CREATE RULE) on writing.`,
          why: 'They would do something else than what was planned.',
          next: 'Disable them for the time of the restore (ALTER TABLE … DISABLE RULE …).',
        },
      ]
    : []

/** A partition and the tree that it belongs to would be written twice. */
function nested(tables: readonly TableFacts[]): Problem[] {
  return tables.flatMap((table) => {
    const above = tables.find(({ oid }) => table.ancestors.includes(oid))
    if (!above) return []
    const what = `${qualified(table)} is a partition of ${qualified(above)}, and both are chosen.`
    return [{ what, next: 'Choose one of them.' }]
  })
}
