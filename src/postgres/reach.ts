import { isSocket, type Target } from './target.ts'

/** How any other program reaches a database: in the forms that libpq and the drivers of all languages understand. */
export function environmentOf(target: Target): Record<string, string> {
  const { host, port, user, database, password, sslmode } = target
  return {
    DATABASE_URL: urlOf(target),
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGDATABASE: database,
    PGSSLMODE: sslmode,
    ...(password !== undefined && { PGPASSWORD: password }),
  }
}

/** A URL without a host is none to many drivers, so that of a socket has one that its own parameter overrides. */
export function urlOf(target: Target): string {
  const { host, port, user, database, password, sslmode } = target
  const socket = isSocket(target)
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`
  const where = socket ? 'localhost' : host.includes(':') ? `[${host}]` : host
  const parameter = socket
    ? `?host=${encodeURIComponent(host)}`
    : sslmode === 'prefer'
      ? ''
      : `?sslmode=${sslmode}`
  return `postgresql://${encodeURIComponent(user)}${secret}@${where}:${port}/${encodeURIComponent(database)}${parameter}`
}
