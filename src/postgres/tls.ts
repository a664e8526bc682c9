import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type ConnectionOptions, checkServerIdentity, getCACertificates } from 'node:tls'
import { UsageError } from '../errors.ts'
import { isSocket, type Target } from './target.ts'

/** `false` is a connection in clear. */
export type Encryption = ConnectionOptions | false

/** The ways to connect that an sslmode allows, in the order in which libpq tries them. */
export function encryptions(target: Target): readonly Encryption[] {
  if (isSocket(target)) return [false]
  switch (target.sslmode) {
    case 'disable':
      return [false]
    case 'allow':
      return [false, unasked(target)]
    case 'prefer':
      return [unasked(target), false]
    case 'require':
      return [unasked(target)]
    case 'verify-ca':
      return [verified(target, false)]
    case 'verify-full':
      return [verified(target, true)]
  }
}

/** With a root certificate in place, libpq verifies the server by it even where nobody asked for that. */
const unasked = (target: Target): ConnectionOptions =>
  existsSync(rootCertificate(target))
    ? verified(target, false)
    : { ...identity(target), rejectUnauthorized: false }

function verified(target: Target, hostName: boolean): ConnectionOptions {
  const crl = readable(target.given.sslcrl, 'root.crl')
  return {
    ...identity(target),
    ca: authorities(target),
    ...(crl && { crl }),
    rejectUnauthorized: true,
    // Node itself would look for the name "localhost" where we connect to an address.
    checkServerIdentity: (_, certificate) =>
      hostName ? checkServerIdentity(target.host, certificate) : undefined,
  }
}

function authorities(target: Target): string | string[] {
  const file = rootCertificate(target)
  if (file === 'system') return getCACertificates('system')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new UsageError({
    what: `sslmode "${target.sslmode}" needs a root certificate, and there is none at ${file}.`,
    next: "Give the file of the provider's certificate by `sslrootcert=` in `database-url` or PGSSLROOTCERT, or `sslrootcert=system`.",
  })
}

function identity(target: Target): ConnectionOptions {
  const cert = readable(target.given.sslcert, 'postgresql.crt')
  const key = readable(target.given.sslkey, 'postgresql.key')
  return { ...(cert && { cert }), ...(key && { key }), ...protocols(target) }
}

function protocols(target: Target): ConnectionOptions {
  const { ssl_min_protocol_version: min, ssl_max_protocol_version: max } = target.given
  return {
    ...(min && { minVersion: min as NonNullable<ConnectionOptions['minVersion']> }),
    ...(max && { maxVersion: max as NonNullable<ConnectionOptions['maxVersion']> }),
  }
}

function readable(given: string | undefined, usual: string): string | undefined {
  const file = given ?? inHome(usual)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  if (given === undefined) return undefined
  throw new UsageError({ what: `The file ${given} named in the database's connection does not exist.` })
}

const rootCertificate = (target: Target): string => target.given.sslrootcert ?? inHome('root.crt')
const inHome = (name: string): string => join(homedir(), '.postgresql', name)
