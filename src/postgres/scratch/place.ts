import { UserError } from '../../errors.ts'
import { readServer, type Server } from '../server.ts'
import { openSession, type Session } from '../session.ts'
import type { Target } from '../target.ts'
import { factsOf } from '../trouble.ts'
import type { Scratch } from './types.ts'

export type Place = Pick<Scratch, 'server' | 'target' | 'createsRoles'> & {
  /** Whether this user may create databases. */
  readonly createsDatabases: boolean
}

type Reading = {
  readonly signal: AbortSignal
  /** What is thrown away again may be stored in whichever way is fastest. */
  readonly purpose: 'scratch' | 'live'
}

/** Connects once, and tells what server it is and what we may do there. */
export async function readPlace(target: Target, { signal, purpose }: Reading): Promise<Place> {
  const session = await openSession(target, { signal })
  try {
    const server = await readServer(session)
    const settings = [...(purpose === 'scratch' ? await fastSettings(session) : []), ...inEnglish(server)]
    const options = [...settings.map((setting) => `-c ${setting}`), target.given.options ?? '']
      .join(' ')
      .trim()
    const set = { ...target, given: { ...target.given, ...(options && { options }) } }
    return { server, target: set, ...(await readRights(session)) }
  } finally {
    await session.close()
  }
}

/** Compressing long values is the most that a server does while it loads them, and this takes a fifth of the time. */
async function fastSettings(session: Session): Promise<string[]> {
  const rows = await session.query(
    `SELECT FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`,
  )
  return rows.length > 0 ? ['default_toast_compression=lz4'] : []
}

/** Errors are told apart by their words, and only a superuser may choose the language that a server speaks. */
const inEnglish = ({ superuser }: Server): string[] => (superuser ? ['lc_messages=C'] : [])

/** Without what its packager adds to it. */
export const plainVersion = ({ version }: Server): string => version.split(' ')[0] ?? version

async function readRights(session: Session): Promise<Pick<Place, 'createsRoles' | 'createsDatabases'>> {
  const [row] = await session.query<{ roles: boolean; databases: boolean }>(
    `SELECT rolsuper OR rolcreaterole AS roles, rolsuper OR rolcreatedb AS databases
      FROM pg_catalog.pg_roles WHERE rolname = current_user`,
  )
  return { createsRoles: row?.roles ?? false, createsDatabases: row?.databases ?? false }
}

/** Whether this is what clients are told while a server starts, or by docker's proxy in front of one. */
export function mayComeUp(error: unknown): boolean {
  const { code, message } = factsOf(error instanceof UserError ? error.cause : error)
  return (
    ['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code) ||
    /Connection terminated unexpectedly|socket hang up/i.test(message)
  )
}

/** A server on which we may not make the database that everything is restored into. */
export const mayNotCreate = ({ server, target }: Pick<Place, 'server' | 'target'>): UserError =>
  new UserError(
    {
      what: `The user "${server.user}" may not create databases on the scratch server at ${target.host}.`,
      why: 'A drill restores into a database of its own, which it makes and drops.',
      next: `Let an administrator run: ALTER ROLE "${server.user.replaceAll('"', '""')}" CREATEDB`,
    },
    'unverified',
  )
