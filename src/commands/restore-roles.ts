import { fetchBytes } from '../archive/fetch.ts'
import { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { makeRoles, statementsFor } from '../postgres/live/roles.ts'
import { openSession } from '../postgres/session.ts'
import type { Acting } from './restore-beside.ts'

/** Makes the roles that the backup needs and the server lacks; what could not be made as it was is told. */
export async function makeMissingRoles(
  host: Host,
  { place: { maintenance }, shelf, plan: { newRoles } }: Acting,
): Promise<readonly string[]> {
  if (newRoles.length === 0) return []
  const object = shelf.manifest.objects.find(({ kind }) => kind === 'globals')
  if (!object) throw noGlobals(newRoles)
  const globals = (await fetchBytes(shelf, object, host)).toString('utf8')
  const session = await openSession(maintenance, { signal: host.signal })
  try {
    const refused = await makeRoles(session, statementsFor(globals, newRoles))
    return refused.map((what) => `A role is not all that it was: ${what}.`)
  } finally {
    await session.close()
  }
}

const noGlobals = (roles: readonly string[]): UserError =>
  new UserError({
    what: `The backup holds no roles, so ${roles.join(', ')} cannot be made from it.`,
    why: 'The server did not let the backup read them.',
    next: 'Make them by hand, or let all belong to one user by `owner: drop`.',
  })
