import { type Ending, UsageError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { DoctorOptions } from '../options/doctor.ts'
import { namesSource } from '../postgres/source.ts'
import { hasFailed, reportDoctor } from '../report/doctor.ts'
import type { Section } from '../report/doctor-lines.ts'
import { examineDatabase } from './doctor-database.ts'
import { examineDestination } from './doctor-destination.ts'
import { examineKeys } from './doctor-keys.ts'
import { examineScratch } from './doctor-scratch.ts'

/** Looks at everything that a backup and a drill will need, and says what is wrong and how to mend it. */
export async function run(host: Host, options: DoctorOptions): Promise<Ending> {
  requireSomething(host, options)
  const database = await host.group('Looking at the database', () => examineDatabase(host, options))
  const { patient } = database
  const scratch = await host.group('Looking where drills restore', () =>
    examineScratch(host, options, patient),
  )
  const setting = {
    name: options.name ?? patient?.server.database,
    encrypted: options.encryption !== undefined,
    bytes: patient?.server.databaseBytes,
  }
  const destinations: Section[] = []
  for (const destination of options.destinations) {
    const look = () => examineDestination(host, destination, setting)
    destinations.push(await host.group(`Looking at ${destination.label}`, look))
  }
  const keys = await host.group('Looking at the keys', () => examineKeys(host, options))
  const sections = [database.section, scratch, ...destinations, keys]
  await reportDoctor(host, options, sections)
  return hasFailed(sections) ? 'fail' : 'pass'
}

/** A diagnosis of nothing would be green. */
function requireSomething(host: Host, options: DoctorOptions): void {
  const { databaseUrl, destinations, encryption, identity, scratch } = options
  if (namesSource(host, databaseUrl) || destinations.length > 0 || scratch.kind === 'url') return
  if (encryption !== undefined || identity !== undefined) return
  throw new UsageError({
    what: 'There is nothing to look at.',
    why: 'No database, no destination and no key is named.',
    next: 'Set `database-url`, `destinations`, and `recipients` or `passphrase`, as the backup has them.',
  })
}
