import { unquoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { splitStatements } from '../statements.ts'
import { factsOf } from '../trouble.ts'

/** Which of these roles the server lacks. */
export async function missingRoles(session: Session, wanted: readonly string[]): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>(
    'SELECT name FROM pg_catalog.unnest($1::text[]) AS name WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)',
    [wanted],
  )
  return rows.map(({ name }) => name)
}

const NAME = '("(?:[^"]|"")+"|[a-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*)'
const ROLE = new RegExp(`^(?:CREATE|ALTER) ROLE ${NAME}(?=\\s|$)(.*)$`, 's')
const MEMBERSHIP = new RegExp(`^GRANT ${NAME} TO ${NAME}(?=\\s|$)`, 's')
const GRANTOR = new RegExp(` GRANTED BY ${NAME}$`, 's')
/** What reaches beyond the database: whoever wrote the backup need not have had it to give here. */
const POWERS = / (SUPERUSER|REPLICATION|BYPASSRLS|CREATEROLE|CREATEDB)\b/g

/**
 * The statements of the backup's globals that make these roles what they were, but for settings, and for powers over the
 * whole server.
 */
export function statementsFor(globals: string, roles: readonly string[]): readonly string[] {
  const wanted = new Set(roles)
  const { statements } = splitStatements(globals.replace(/^\\.*$/gm, ''))
  return statements.flatMap(({ sql }) => {
    const [, role, rest = ''] = ROLE.exec(sql) ?? []
    if (role !== undefined) {
      const isWanted = wanted.has(unquoted(role)) && !/^ (SET|IN DATABASE) /.test(rest)
      return isWanted ? [sql.replace(POWERS, ' NO$1')] : []
    }
    const [, group = '', member = ''] = MEMBERSHIP.exec(sql) ?? []
    const names = [unquoted(group), unquoted(member)]
    // A role that is there already may be one with power.
    if (!names.every((name) => wanted.has(name))) return []
    // Whoever granted it may not be there.
    return [sql.replace(GRANTOR, '')]
  })
}

/** Makes roles by such statements; what the server refused is told in sentences, without the statement. */
export async function makeRoles(session: Session, statements: readonly string[]): Promise<readonly string[]> {
  const refused: string[] = []
  for (const sql of statements) {
    try {
      await session.query(sql)
    } catch (error) {
      const { code, message } = factsOf(error)
      refused.push(`${sql.split(' ').slice(0, 2).join(' ')}: ${message} (SQLSTATE ${code})`)
    }
  }
  return refused
}
