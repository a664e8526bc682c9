import { UserError } from '../errors.ts'
import { WORTH_SPLITTING } from './parts.ts'
import type { Route } from './pooler.ts'
import type { Server } from './server.ts'
import type { Guarantee } from './snapshot.ts'

/** How many dumps may run side by side, and whether a holder can lock all tables beside them. */
export type Budget = {
  readonly jobs: number
  readonly guarantee: Guarantee
  /** Why it is less than was asked for. */
  readonly notes: readonly string[]
}

/** The lock table is shared with everybody else, so a part of it is left to them. */
const SHARE_OF_LOCKS = 0.8

/** Fits the dumps into the connections and locks that the server has left; pure, so that a table of cases shows it. */
export function fitBudget(wanted: number, server: Server, route: Route, tables: number): Budget {
  const connections = requireConnection(server, route)
  const notes: string[] = []
  const locks = Math.floor(server.lockSlots * SHARE_OF_LOCKS)
  const guarantee = tables <= locks ? 'locked' : 'checked'
  if (guarantee === 'checked') {
    notes.push(
      `${tables} tables are too many to lock beside the dump (the server's lock table has room for ${server.lockSlots}): the dump locks them alone, and we check that nothing was emptied or rewritten before it did.`,
    )
  }
  if (wanted === 1 || server.databaseBytes < WORTH_SPLITTING) return { jobs: 1, guarantee, notes }
  // The holder, the schema's dump and the data's dumps together each hold every table once.
  const roomForThree = 3 * tables <= 2 * locks && guarantee === 'locked'
  if (!roomForThree)
    notes.push(`One dump instead of ${wanted} side by side: the lock table has no room for more.`)
  else if (connections < 3) {
    notes.push(
      `One dump instead of ${wanted} side by side: only ${connections} more connections are to be had.`,
    )
  }
  if (!roomForThree || connections < 3) return { jobs: 1, guarantee, notes }
  const jobs = Math.min(wanted, connections - 1)
  if (jobs < wanted)
    notes.push(
      `${jobs} dumps side by side instead of ${wanted}: only ${connections} more connections are to be had.`,
    )
  return { jobs, guarantee, notes }
}

/** How many connections there are beside our own: at least one, or nothing can be dumped. */
export function requireConnection(server: Server, route: Route): number {
  const connections = route.kind === 'direct' ? server.freeConnections : route.connections - 1
  if (connections < 1) throw noConnection(server, route)
  return connections
}

const noConnection = (server: Server, route: Route): UserError =>
  route.kind === 'direct'
    ? new UserError({
        what: 'The server has no connection left for pg_dump beside our own.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: `End idle sessions, raise max_connections, or raise the connection limit of "${server.user}" or "${server.database}".`,
      })
    : new UserError({
        what: 'The pooler gives us a single connection.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: "Give the pool more connections, or use the server's direct address.",
      })
