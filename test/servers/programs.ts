import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export const MAJORS = [13, 15, 17, 18] as const
export type Major = (typeof MAJORS)[number]

/** Where `script/bootstrap` unpacks the programs that the machine's own packages do not offer. */
export const programsFolder = (): string => {
  const { PG_BACKUP_TEST_PROGRAMS: chosen, XDG_CACHE_HOME: cache } = process.env
  if (chosen) return resolve(chosen)
  // A root user's home is often closed to the user that PostgreSQL runs as.
  if (process.getuid?.() === 0) return '/var/cache/pg-backup-action'
  return join(cache || join(homedir(), '.cache'), 'pg-backup-action')
}

const candidates = (major: Major): readonly string[] => [
  `/usr/lib/postgresql/${major}/bin`,
  join(programsFolder(), `postgresql-${major}/usr/lib/postgresql/${major}/bin`),
]

/** The folder with the server's and the clients' programs of a major version. */
export const binDir = (major: Major): string => {
  const found = candidates(major).find((folder) => existsSync(join(folder, 'postgres')))
  if (!found) throw new Error(`This machine lacks PostgreSQL ${major}: run script/bootstrap.`)
  return found
}

export const cephFolder = (): string => join(programsFolder(), 'ceph')

export const PGBOUNCER = '/usr/sbin/pgbouncer'

/** What this machine lacks of the named server, in words, or nothing where it is there. */
export const lackOf = {
  postgres: (major: Major): string | undefined =>
    candidates(major).some((folder) => existsSync(join(folder, 'postgres')))
      ? undefined
      : `PostgreSQL ${major}`,
  ceph: (): string | undefined => (existsSync(join(cephFolder(), 'usr/bin/radosgw')) ? undefined : 'Ceph'),
  pgbouncer: (): string | undefined => (existsSync(PGBOUNCER) ? undefined : 'pgbouncer'),
}

/**
 * Jest's `describe`, or a skipped one whose name says what this machine lacks: a skipped test counts as failed unless
 * it says so.
 */
export const describeWith =
  (...lacks: readonly (string | undefined)[]) =>
  (name: string, body: () => void): void => {
    const lacking = lacks.filter((lack) => lack !== undefined)
    if (lacking.length === 0) describe(name, body)
    else describe.skip(`${name} (this machine lacks ${lacking.join(' and ')})`, body)
  }
