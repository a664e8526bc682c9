import type { Listed } from '../archive/catalog.ts'
import type { Manifest } from '../archive/manifest.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import { columns } from './columns.ts'

/** One backup as it lies in one or more destinations. */
export type ListRow = {
  readonly backup: Listed
  /** Why its manifest could not be read, in place of it. */
  readonly manifest: Manifest | Error
  readonly places: readonly string[]
}

export function listJson(rows: readonly ListRow[]): string {
  const items = rows.map(({ backup, manifest, places }) => ({
    id: backup.id,
    name: backup.name,
    label: backup.label ?? null,
    startedAt: backup.startedAt.toISOString(),
    destinations: places,
    verification: backup.verification
      ? { outcome: backup.verification.outcome, time: backup.verification.time.toISOString() }
      : null,
    ...(manifest instanceof Error ? { damaged: manifest.message } : factsOf(manifest)),
  }))
  return JSON.stringify(items, undefined, 2)
}

function factsOf({ totals, encryption, database, server, fingerprint }: Manifest): object {
  return {
    database: database.name,
    serverVersion: server.version,
    storedBytes: totals.storedBytes,
    rawBytes: totals.rawBytes,
    tables: totals.tables,
    rows: totals.rows ?? null,
    encryption: encryption.kind,
    fingerprint,
  }
}

/** A table for people, the newest first. */
export function listTable(rows: readonly ListRow[], now: Date): string {
  const head = ['Backup', 'Name', 'Age', 'Size', 'Rows', 'Encrypted', 'Verified', 'Where']
  const lines = rows.map(({ backup, manifest, places }) => {
    const [size, amount, encrypted] =
      manifest instanceof Error
        ? ['damaged', '', '']
        : [
            formatBytes(manifest.totals.storedBytes),
            manifest.totals.rows?.toLocaleString('en') ?? '',
            manifest.encryption.kind === 'none' ? 'no' : 'yes',
          ]
    const name = backup.label === undefined ? backup.name : `${backup.name} (${backup.label})`
    return [
      backup.id,
      name,
      age(backup.startedAt, now),
      size,
      amount,
      encrypted,
      verified(backup, now),
      places.join(', '),
    ]
  })
  return columns([head, ...lines], NUMBERS)
}

/** How the newest drill of a backup ended, and when. */
export function verified({ verification }: Listed, now: Date): string {
  return verification ? `${verification.outcome}, ${age(verification.time, now)} ago` : 'never'
}

/** How old something is, in days once hours say little. */
export const age = (time: Date, now: Date): string => {
  const seconds = Math.max(0, (now.getTime() - time.getTime()) / 1000)
  return seconds < 2 * 86_400 ? formatDuration(seconds) : `${Math.floor(seconds / 86_400)} days`
}

const NUMBERS = new Set([3, 4])
