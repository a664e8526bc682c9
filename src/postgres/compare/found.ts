import type { Finding } from '../../archive/verdict.ts'
import { quoted, unquoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf } from '../trouble.ts'

type Named = { readonly schema: string; readonly name: string }

/** A statement of the restore that failed, and what that means for the verdict. */
export type Failed = { readonly statement: string; readonly outcome: Finding['outcome'] }

const IDENTIFIER = String.raw`("(?:[^"]|"")*"|[^\s."(]+)`
const CREATION = new RegExp(
  String.raw`(?:^CREATE (?:UNLOGGED |FOREIGN )?(?:TABLE|SEQUENCE)|^ {4}SEQUENCE NAME) ${IDENTIFIER}\.${IDENTIFIER}`,
  'm',
)

/** What became of tables and sequences that could not be made, by `keyOf`. */
export function notMade(failed: readonly Failed[]): ReadonlyMap<string, Finding['outcome']> {
  return new Map(
    failed.flatMap(({ statement, outcome }) => {
      const [, schema, name] = CREATION.exec(statement) ?? []
      if (schema === undefined || name === undefined) return []
      return [[keyOf({ schema: unquoted(schema), name: unquoted(name) }), outcome] as const]
    }),
  )
}

/** A relation that is in the restored database. */
export type Found = { readonly oid: number; readonly kind: string }

export const keyOf = ({ schema, name }: Named): string => JSON.stringify([schema, name])

/** What is there under these names, by `keyOf`. */
export async function findRelations(
  session: Session,
  wanted: readonly Named[],
): Promise<ReadonlyMap<string, Found>> {
  const rows = await session.query<Named & Found>(
    `SELECT w.schema, w.name, c.oid::bigint::float8 AS oid, c.relkind::text AS kind
      FROM unnest($1::text[], $2::text[]) AS w(schema, name)
        JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`,
    [wanted.map(({ schema }) => schema), wanted.map(({ name }) => name)],
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

const KINDS: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
  S: 'sequence',
  i: 'index',
  I: 'partitioned index',
  c: 'composite type',
}

export const kindName = ({ kind }: Found): string => KINDS[kind] ?? 'relation'

/** How a finding calls one of the user's objects: `table shop.orders`. */
export const told = (kind: string, { schema, name }: Named): string =>
  `${kind} ${legible(schema)}.${legible(name)}`

/** `1,204 rows`. */
export const numberOf = (number: number, what: string, many = `${what}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? what : many}`

/** Quotes stand only where nobody could tell the name without them. */
const legible = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) ? name : quoted(name))

/**
 * Why something could not be looked at, in the server's own words; nothing where there is no server left to say it, or where
 * it has come to its end.
 */
export function mayBeTold(error: unknown): string | undefined {
  const { code, message } = factsOf(error)
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58)/.test(code) ? message : undefined
}
