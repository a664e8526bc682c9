import { UserError } from '../../errors.ts'
import { quoted, unquoted } from '../identifiers.ts'
import type { Problem } from '../rows/problems.ts'
import type { Session } from '../session.ts'
import { isTable, told } from './belonging.ts'
import type { Choice, Made } from './choice.ts'
import type { Piece } from './pieces.ts'
import { findTaken } from './presence.ts'
import { indexName, NAME } from './written.ts'

/** All that keeps the chosen pieces from being made in a database, found before anything is tried. */
export async function findObstacles(session: Session, choice: Choice, user: string): Promise<Problem[]> {
  return [
    ...choice.nested.map(({ table, root }) => ({
      what: `The ${told(table)} is a partition of the ${told(root)}, and both are chosen.`,
      next: 'Choose one of them.',
    })),
    ...(await taken(session, choice.made)),
    ...choice.lacking.map(({ piece, needer }) => lacking(piece, needer)),
    ...(await schemaless(session, choice.made, user)),
    ...(await roleless(session, choice.made, user)),
    ...(await notAllowed(session, choice, user)),
  ]
}

/** Refuses, and names all at once. */
export function refuseTables(problems: readonly Problem[]): void {
  const [only] = problems
  if (!only) return
  if (problems.length === 1) throw new UserError({ ...only, what: `${only.what} Nothing was changed.` })
  const lines = problems.map(({ what, why, next }) => `- ${[what, why, next].filter(Boolean).join(' ')}`)
  throw new UserError({
    what: `${problems.length} things keep the tables from being made again; nothing was changed.`,
    why: lines.join('\n'),
  })
}

async function taken(session: Session, made: readonly Made[]): Promise<Problem[]> {
  const names = made.flatMap(({ piece }) => {
    const name = isTable(piece) || piece.kind === 'SEQUENCE' ? piece.tag : indexName(piece)
    return name === undefined ? [] : [{ id: piece.id, schema: piece.schema, name, piece }]
  })
  const found = await findTaken(session, names)
  const there = new Set(found.map(({ id }) => id))
  return found.flatMap(({ id, by }): Problem[] => {
    const piece = names.find((one) => one.id === id)?.piece
    // What belongs to a table that is there goes without saying.
    if (!piece || piece.needs.some((need) => there.has(need))) return []
    if (piece.kind === 'TABLE' && by === 'a table') {
      const next = 'Bring its rows back by `table-mode: merge` or `sync`, or leave it out of `tables`.'
      return [{ what: `The ${told(piece)} is there already.`, next }]
    }
    const what = `The ${told(piece)} cannot be made again, for ${by} has its name.`
    return [{ what, next: 'Rename that, or drop it.' }]
  })
}

function lacking(piece: Piece, needer: Piece): Problem {
  const what = `The live database lacks the ${told(piece)}, which the ${told(needer)} needs.`
  if (piece.kind === 'TABLE') return { what, next: `Add it to \`tables\`: ${piece.schema}.${piece.tag}.` }
  if (piece.kind === 'EXTENSION')
    return { what, next: `Make it first (CREATE EXTENSION ${quoted(piece.tag)}).` }
  return { what, next: 'Make it again first.' }
}

/** Into a schema that is there, the user must be allowed to make something; one that is made along is its own. */
async function schemaless(session: Session, made: readonly Made[], user: string): Promise<Problem[]> {
  const along = new Set(made.flatMap(({ piece }) => (piece.kind === 'SCHEMA' ? [piece.tag] : [])))
  const wanted = made.flatMap(({ piece, why }) =>
    why === 'reference' || piece.schema === '' ? [] : [piece.schema],
  )
  const names = [...new Set(wanted)].filter((name) => !along.has(name))
  const rows = await session.query<{ name: string; there: boolean; creates: boolean | null }>(
    `SELECT w.name, n.oid IS NOT NULL AS there, pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS creates
      FROM pg_catalog.unnest($1::text[]) AS w(name) LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.name`,
    [names],
  )
  return rows.flatMap(({ name, there, creates }): Problem[] => {
    if (!there) {
      const next = `Make it first (CREATE SCHEMA ${quoted(name)}).`
      return [{ what: `The live database lacks the schema ${name}, and the backup does not make it.`, next }]
    }
    if (creates) return []
    const next = `Grant it (GRANT CREATE ON SCHEMA ${quoted(name)} TO ${quoted(user)}), or restore as its owner.`
    return [{ what: `The user "${user}" may not make anything in the schema ${name}.`, next }]
  })
}

/** Who owns, who is granted something and whom a policy is for must be there. */
async function roleless(session: Session, made: readonly Made[], user: string): Promise<Problem[]> {
  const owners = new Set(made.flatMap(({ piece }) => (piece.sql.includes(' OWNER TO ') ? [piece.owner] : [])))
  const others = made.flatMap(({ piece }) => rolesIn(piece))
  const rows = await session.query<{ name: string; there: boolean; ours: boolean | null }>(
    `SELECT w.name, r.oid IS NOT NULL AS there, pg_catalog.pg_has_role(r.oid, 'MEMBER') AS ours
      FROM pg_catalog.unnest($1::text[]) AS w(name) LEFT JOIN pg_catalog.pg_roles r ON r.rolname = w.name ORDER BY 1`,
    [[...new Set([...owners, ...others])].filter(Boolean)],
  )
  return rows.flatMap(({ name, there, ours }): Problem[] => {
    if (!there) {
      const next = `Make it (CREATE ROLE ${quoted(name)}), or restore with \`owner: drop\`, which leaves owners and grants out.`
      return [
        { what: `The server lacks the role "${name}", which owns or may use what is to be made.`, next },
      ]
    }
    if (ours || !owners.has(name)) return []
    const next = `Grant it (GRANT ${quoted(name)} TO ${quoted(user)}), or restore with \`owner: drop\`.`
    return [{ what: `The user "${user}" may not give anything to the role "${name}", which owned it.`, next }]
  })
}

const GRANTED = new RegExp(`(?: TO| FROM|SESSION AUTHORIZATION) (${NAME})(?: WITH GRANT OPTION)?;`, 'g')
const POLICY = new RegExp(
  `^CREATE POLICY ${NAME} ON ${NAME}\\.${NAME}(?: AS [A-Z]+)?(?: FOR [A-Z]+)? TO ((?:${NAME}(?:, )?)+)`,
)

/** `PUBLIC` is written in capitals, as no role is outside of quotes. */
function rolesIn({ kind, sql }: Piece): string[] {
  if (kind === 'ACL') return [...sql.matchAll(GRANTED)].map(([, name = '']) => unquoted(name))
  const names = kind === 'POLICY' ? POLICY.exec(sql)?.[1] : undefined
  return [...(names ?? '').matchAll(new RegExp(NAME, 'g'))].map(([name]) => unquoted(name))
}

async function notAllowed(session: Session, { touched }: Choice, user: string): Promise<Problem[]> {
  const asked = touched.map(({ table: { schema, tag }, asOwner }) => ({ schema, tag, as_owner: asOwner }))
  const rows = await session.query<{ schema: string; name: string; owner: boolean }>(NOT_ALLOWED, [
    JSON.stringify(asked),
  ])
  return rows.map(({ schema, name, owner }): Problem => {
    const table = `${schema}.${name}`
    if (owner) {
      const what = `The user "${user}" does not own the table ${table}, which gets a foreign key, a partition or a child back.`
      return { what, next: 'Restore as its owner, or as a superuser.' }
    }
    const next = `Grant it (GRANT REFERENCES ON ${quoted(schema)}.${quoted(name)} TO ${quoted(user)}), or restore as its owner.`
    return { what: `The user "${user}" may not refer to the table ${table}.`, next }
  })
}

const NOT_ALLOWED = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, pg_catalog.bool_or(w.as_owner) AS owner
  FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, tag text, as_owner boolean)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.tag
  WHERE NOT CASE WHEN w.as_owner THEN pg_catalog.pg_has_role(c.relowner, 'USAGE')
    ELSE pg_catalog.has_any_column_privilege(c.oid, 'REFERENCES') END
  GROUP BY 1, 2 ORDER BY 1, 2`
