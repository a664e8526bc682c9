import { readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Session } from '../session.ts'
import { isSocket } from '../target.ts'
import type { LivePlace } from './place.ts'

/** How much is free where the server keeps its databases; only of a server on this machine can that be known. */
export async function freeBytesAt(
  session: Session,
  { target }: Pick<LivePlace, 'target'>,
): Promise<number | undefined> {
  if (!isSocket(target) && !['localhost', '127.0.0.1', '::1'].includes(target.host)) return undefined
  const rows = await session
    .query<{ data: string; tablespace: string; started: string }>(
      `SELECT pg_catalog.current_setting('data_directory') AS data, pg_catalog.pg_tablespace_location(t.oid) AS tablespace,
          extract(epoch FROM pg_catalog.pg_postmaster_start_time())::bigint::text AS started
        FROM pg_catalog.pg_tablespace t
        WHERE t.oid = coalesce((SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = $1),
          (SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = 'template1'))`,
      [target.database],
    )
    // Whoever may not see the server's settings is told nothing.
    .catch(() => [])
  const [row] = rows
  if (!row || !(await isOurs(row.data, Number(row.started)))) return undefined
  return statfs(row.tablespace || row.data).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  )
}

/** A container's port looks like this machine, and its folders may be here too, with another server's data. */
async function isOurs(folder: string, started: number): Promise<boolean> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return Math.abs(Number(lines[2]) - started) <= 2
}
