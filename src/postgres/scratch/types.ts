import type { Host } from '../../host/host.ts'
import type { ScratchChoice } from '../../options/drill.ts'
import type { Server } from '../server.ts'
import type { Target } from '../target.ts'

/** What a drill wants to restore into. */
export type ScratchRequest = {
  readonly choice: ScratchChoice
  /** The major version of the server that the backup came from. */
  readonly major: number
  readonly client: 'auto' | 'local' | 'docker'
  /** How many connections load it side by side. */
  readonly jobs: number
  /** How much room the server and the restored database take; WAL is added to it. */
  readonly needBytes: number
  readonly host: Host
}

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
  /** What the server wrote last of having broken down; nothing of one that did not. */
  lastWords?(): Promise<string | undefined>
  /** In every ending, any number of times; it never rejects. */
  close(): Promise<void>
  /** Leaves a throw-away server to the user: neither `close` nor any clean-up takes it away. */
  keep(): Promise<Kept>
}

/** What its user must know of a server that was kept, without secrets. */
export type Kept = {
  /** A command that connects to a database of this name. */
  reach(database: string): string
  /** A command that takes the server away, where it is ours. */
  readonly remove: string | undefined
}

/** The database that a backup is restored into. */
export type ScratchDatabase = {
  readonly name: string
  readonly target: Target
  /** What differs from the source's own properties and why, such as another locale. */
  readonly notes: readonly string[]
  /** Roles that the backup needs and that could not be created there. */
  readonly missingRoles: readonly string[]
  /**
   * Removes it, and the roles that were made for it; on a throw-away server they go with that. In every ending, any number
   * of times; it never rejects.
   */
  drop(): Promise<void>
  /** Leaves it to the user, with the server where that is ours; tells how to reach it, and how to take it away. */
  keep(): Promise<string>
}
