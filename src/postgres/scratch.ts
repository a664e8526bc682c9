import type { Server } from './server.ts'
import type { Target } from './target.ts'

/** A server to restore into for a while. */
export type Scratch = {
  readonly kind: 'embedded' | 'docker' | 'url'
  /** How messages call it: `a throw-away PostgreSQL 17.4 (/usr/lib/postgresql/17/bin)`. */
  readonly where: string
  readonly server: Server
  /** A database that is there already, from which others are made. */
  readonly target: Target
  /** Whether the whole server goes with `close`, and nothing on it need be removed one by one. */
  readonly throwaway: boolean
  /** Whether this user may create roles. */
  readonly createsRoles: boolean
  /** A folder of ours, closed to others, which goes with `close`: for what must lie in a file for a moment. */
  readonly folder: string
  close(): Promise<void>
}

/** The database that a backup is restored into. */
export type ScratchDatabase = {
  readonly name: string
  readonly target: Target
  /** What differs from the source's own properties and why, such as another locale. */
  readonly notes: readonly string[]
  /** Roles that the backup needs and that could not be created there. */
  readonly missingRoles: readonly string[]
  /** Removes it, and the roles that were made for it. */
  drop(): Promise<void>
}
