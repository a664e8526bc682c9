import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The major versions that the tests run on. */
export const MAJORS = [13, 15, 17, 18] as const
/** All that can be run where the machine has them. */
export type Major = 13 | 14 | 15 | 16 | 17 | 18
const NEWEST_FIRST: readonly Major[] = [18, 17, 16, 15, 14, 13]

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

/** The newest version that this machine has as a package, else as an unpacked program. */
export const anyMajor = (): Major => {
  const packaged = NEWEST_FIRST.find((major) => existsSync(`/usr/lib/postgresql/${major}/bin/postgres`))
  const found = packaged ?? NEWEST_FIRST.find((major) => lackOf.postgres(major) === undefined)
  if (!found) throw new Error('This machine lacks a PostgreSQL server: run script/bootstrap.')
  return found
}

export const cephFolder = (): string => join(programsFolder(), 'ceph')

export const PGBOUNCER = '/usr/sbin/pgbouncer'
export const RESTIC = '/usr/bin/restic'
export const PROMETHEUS = '/usr/bin/prometheus'
export const PROMTOOL = '/usr/bin/promtool'
export const PUSHGATEWAY = '/usr/bin/prometheus-pushgateway'

/** What this machine lacks of the named server, in words, or nothing where it is there. */
export const lackOf = {
  postgres: (major: Major): string | undefined =>
    candidates(major).some((folder) => existsSync(join(folder, 'postgres')))
      ? undefined
      : `PostgreSQL ${major}`,
  ceph: (): string | undefined => (existsSync(join(cephFolder(), 'usr/bin/radosgw')) ? undefined : 'Ceph'),
  restic: (): string | undefined => (existsSync(RESTIC) ? undefined : 'restic'),
  pgbouncer: (): string | undefined => (existsSync(PGBOUNCER) ? undefined : 'pgbouncer'),
  prometheus: (): string | undefined => (existsSync(PROMETHEUS) ? undefined : 'Prometheus'),
  pushgateway: (): string | undefined => (existsSync(PUSHGATEWAY) ? undefined : "Prometheus' push gateway"),
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
