import type { Standing } from '../archive/standing.ts'

type Metric = {
  readonly help: string
  /** Nothing where it is not known; several, each under its outcome. */
  readonly of: (standing: Standing) => number | undefined | Readonly<Record<string, number>>
}

const unix = (time: Date | undefined): number | undefined => time && time.getTime() / 1000

/** Every metric, each with what it tells. A time that never was is 0, so that an alert on its age fires. */
export const METRICS = {
  pg_backup_last_success_timestamp_seconds: {
    help: 'When the newest whole backup was begun; 0 where there is none.',
    of: ({ lastSuccess }) => unix(lastSuccess) ?? 0,
  },
  pg_backup_last_attempt_timestamp_seconds: {
    help: 'When the newest backup was begun, whole or not; 0 where there was none.',
    of: ({ lastAttempt }) => unix(lastAttempt) ?? 0,
  },
  pg_backup_duration_seconds: {
    help: 'How long the newest whole backup took.',
    of: ({ newest }) =>
      newest && Math.max(0, (Date.parse(newest.finishedAt) - Date.parse(newest.startedAt)) / 1000),
  },
  pg_backup_size_bytes: {
    help: 'Stored size of the newest whole backup.',
    of: ({ newest }) => newest?.totals.storedBytes,
  },
  pg_backup_raw_bytes: {
    help: 'Size of the newest whole backup before compression.',
    of: ({ newest }) => newest?.totals.rawBytes,
  },
  pg_backup_rows: {
    help: 'Rows in the newest whole backup, where they were counted.',
    of: ({ newest }) => newest?.totals.rows,
  },
  pg_backup_verification_last_success_timestamp_seconds: {
    help: 'When the newest full drill that passed ended; 0 where none has.',
    of: ({ lastVerified }) => unix(lastVerified) ?? 0,
  },
  pg_backup_verification_duration_seconds: {
    help: 'How long the newest full drill that passed took.',
    of: ({ verificationSeconds }) => verificationSeconds,
  },
  pg_backup_verifications_total: {
    help: 'Full drills by how they ended, as far back as records are kept.',
    of: ({ verifications }) => verifications,
  },
  pg_backup_failures_total: {
    help: 'Backups that failed, as far back as records are kept.',
    of: ({ failures }) => failures,
  },
  pg_backup_restore_last_success_timestamp_seconds: {
    help: 'When the newest restore that passed ended.',
    of: ({ lastRestored }) => unix(lastRestored),
  },
  pg_backup_stored_bytes: {
    help: 'Bytes of all backups that lie there, and of what failed runs left.',
    of: ({ storedBytes }) => storedBytes,
  },
  pg_backup_stored_backups: {
    help: 'Whole backups that lie there.',
    of: ({ storedBackups }) => storedBackups,
  },
  pg_backup_retention_seconds: {
    help: 'How far back the oldest backup reaches.',
    of: ({ retentionSeconds }) => retentionSeconds,
  },
} as const satisfies Readonly<Record<string, Metric>>

export type MetricName = keyof typeof METRICS
export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[]

/** One number, of one name at one destination. */
export type Sample = {
  readonly metric: MetricName
  readonly labels: { readonly name: string; readonly destination: string; readonly outcome?: string }
  readonly value: number
}

/** The numbers that tell how backups stand. */
export function samplesOf(standing: Standing): Sample[] {
  const { name, destination } = standing
  return METRIC_NAMES.flatMap((metric): Sample[] => {
    const value = (METRICS[metric] as Metric).of(standing)
    if (value === undefined) return []
    if (typeof value === 'number') return [{ metric, labels: { name, destination }, value }]
    return Object.entries(value).map(([outcome, one]) => ({
      metric,
      labels: { name, destination, outcome },
      value: one,
    }))
  })
}
