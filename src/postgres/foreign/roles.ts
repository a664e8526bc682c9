import { needRoles } from '../scratch/roles.ts'
import type { Scratch, ScratchDatabase } from '../scratch/scratch.ts'
import { openSession, type Session } from '../session.ts'

/** Makes the roles that a dump names, as it comes to name them. */
export type RoleMaker = {
  make(names: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** They are made by a session of its own: that of the dump may be somebody else for a while, or in a transaction that fails. */
export function openRoleMaker(scratch: Scratch, database: ScratchDatabase, signal: AbortSignal): RoleMaker {
  const known = new Set<string>()
  let session: Session | undefined
  return {
    async make(names) {
      const roles = names.filter((name) => !known.has(name))
      if (roles.length === 0) return
      session ??= await openSession(scratch.target, { signal })
      // Those that could not be made are told by the errors of whatever needs them.
      await needRoles(session, scratch, { roles, database: database.name })
      for (const role of roles) known.add(role)
    },
    async close() {
      await session?.close()
    },
  }
}

/** Makes none: what needs one that is not there tells by its error. */
export const NO_ROLES: RoleMaker = { make: async () => undefined, close: async () => undefined }
