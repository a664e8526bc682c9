import type { Proof } from '../../archive/proof.ts'
import { quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf } from '../trouble.ts'

/** Libraries that the scratch server may lack would keep everybody from connecting. */
const NEVER = new Set(['session_preload_libraries', 'local_preload_libraries'])

/**
 * Gives a database the settings that the source has, since no archive holds them: what is compared, and the user's own
 * checks, then see the same as there. What could not be set is told.
 */
export async function applySettings(
  session: Session,
  database: string,
  settings: Proof['settings'],
  roles: ReadonlySet<string>,
  never: ReadonlySet<string> = NEVER,
): Promise<string[]> {
  const notes: string[] = []
  for (const { role, name, value } of settings) {
    if (never.has(name) || (role !== null && !roles.has(role))) {
      notes.push(`The setting ${name}${of(role)} was not carried over.`)
      continue
    }
    const whose = role === null ? '' : `ROLE ${quoted(role)} IN `
    const statement = `ALTER ${whose}DATABASE ${quoted(database)} SET ${name.split('.').map(quoted).join('.')} FROM CURRENT`
    try {
      await session.query('BEGIN READ WRITE')
      // FROM CURRENT spares the question how a value of this setting is quoted.
      await session.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value])
      await session.query(statement)
      await session.query('COMMIT')
    } catch (error) {
      await session.query('ROLLBACK')
      // The server's sentence would repeat the value, which is nobody else's business.
      notes.push(
        `The setting ${name}${of(role)} could not be carried over (SQLSTATE ${factsOf(error).code}).`,
      )
    }
  }
  return notes
}

const of = (role: string | null): string => (role === null ? '' : ` of the role ${role}`)
