import type { Host } from '../../host/host.ts'
import { quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf } from '../trouble.ts'
import type { Scratch } from './types.ts'

// Roles belong to the whole server. Those that a drill makes on a server that is not ours carry a mark, and the right to
// connect to the drill's database: while that database is there, nobody can drop them, and with it the right goes too.

const MARK = 'made by pg-backup for a drill, and removed after it'

const CODE = { exists: ['42710', '23505'], gone: ['42704', 'XX000'], refused: ['42501', '42939'] } as const
const TRIES = 10

/** Makes the roles that are missing, and holds on to those that another drill made; answers what could not be made. */
export async function needRoles(
  session: Session,
  scratch: Pick<Scratch, 'throwaway' | 'createsRoles'>,
  { roles, database }: { readonly roles: readonly string[]; readonly database: string },
): Promise<string[]> {
  const missing: string[] = []
  for (const role of roles) if (!(await needRole(session, scratch, role, database))) missing.push(role)
  return missing
}

async function needRole(
  session: Session,
  { throwaway, createsRoles }: Pick<Scratch, 'throwaway' | 'createsRoles'>,
  role: string,
  database: string,
): Promise<boolean> {
  const create = `CREATE ROLE ${quoted(role)} NOLOGIN`
  const hold = `GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(role)}`
  const mark = `COMMENT ON ROLE ${quoted(role)} IS '${MARK}'`
  // Another drill may make or drop it in between, so what is seen is tried until it holds.
  for (let tries = 0; ; tries++) {
    const [found] = await session.query<{ ours: boolean }>(
      `SELECT pg_catalog.shobj_description(oid, 'pg_authid') IS NOT DISTINCT FROM $2 AS ours
        FROM pg_catalog.pg_roles WHERE rolname = $1`,
      [role, MARK],
    )
    if (found && (throwaway || !found.ours)) return true
    if (!found && !createsRoles) return false
    try {
      // Several statements at once are one transaction: no role is ever there without its mark.
      await session.query(found ? hold : throwaway ? create : [create, mark, hold].join('; '))
      return true
    } catch (error) {
      const { code } = factsOf(error)
      if (!found && has(CODE.refused, code)) return false
      const meanwhile: readonly string[] = found ? CODE.gone : CODE.exists
      if (!has(meanwhile, code) || tries >= TRIES) throw error
    }
  }
}

const has = (codes: readonly string[], code: string): boolean => codes.includes(code)

const STILL_NEEDED = '2BP01'

/** Drops the roles that drills made and none needs any more, also those of drills that died. */
export async function dropUnneededRoles(session: Session, host: Pick<Host, 'debug'>): Promise<void> {
  const rows = await session.query<{ role: string }>(
    `SELECT rolname::text AS role FROM pg_catalog.pg_roles
      WHERE pg_catalog.shobj_description(oid, 'pg_authid') = $1 ORDER BY 1`,
    [MARK],
  )
  for (const { role } of rows) {
    try {
      await session.query(`DROP ROLE IF EXISTS ${quoted(role)}`)
    } catch (error) {
      const { code, message } = factsOf(error)
      if (code !== STILL_NEEDED && !has(CODE.refused, code) && !has(CODE.gone, code)) throw error
      host.debug(`A role that a drill made stays: ${message}.`)
    }
  }
}
