import { type Copy, sound } from '../archive/copies.ts'
import { layout } from '../archive/layout.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import { firstLine } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import type { BackupOptions } from '../options/options.ts'
import type { OutputOf } from '../options/outputs.ts'
import { cell, table } from './markdown.ts'

export type BackupReport = {
  readonly manifest: Manifest
  readonly key: string
  readonly copies: readonly Copy[]
  readonly proof: Proof
}

/** Tells how a backup went: lines, outputs and the job's summary. */
export async function reportBackup(host: Host, options: BackupOptions, report: BackupReport): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(report))) host.output(name, value)
  for (const { storage, trouble } of report.copies) {
    if (trouble) host.error(`${storage.label} has no copy of this backup.\n${trouble.message}`)
    else host.info(`${storage.label}: stored as ${report.key}.`)
  }
  host.info(sentenceOf(report))
  await host.summary(summaryOf(report, options.showTableNames))
}

/** Tells the job's summary of a backup that came to nothing; the log tells the whole story. */
export async function reportFailure(host: Host, name: string, error: Error): Promise<void> {
  await host.summary(
    `## ❌ Backup of ${cell(name)}\n\n${cell(firstLine(error))}\n\nThere is no backup of this run.\n`,
  )
}

/** The name is told at the start, and those of a drill and of a pruning that may follow by their own reports. */
type BackupOutput = Exclude<OutputOf<'backup'>, 'name' | 'verdict' | 'restore-seconds' | 'report' | 'pruned'>

function outputsOf({ manifest, key, copies, proof }: BackupReport): Record<BackupOutput, string> {
  const folder = layout(manifest.name).data(manifest.id)
  return {
    'backup-id': manifest.id,
    location: `${withSlash(sound(copies)[0]?.storage.url ?? '')}${folder}`,
    'size-bytes': String(manifest.totals.storedBytes),
    'raw-bytes': String(manifest.totals.rawBytes),
    'duration-seconds': String(secondsOf(manifest)),
    rows: String(manifest.totals.rows ?? ''),
    tables: String(manifest.totals.tables),
    fingerprint: proof.level,
    manifest: key,
  }
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`)

const secondsOf = ({ startedAt, finishedAt }: Manifest): number =>
  Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 100) / 10)

function sentenceOf({ manifest, copies }: BackupReport): string {
  const { totals } = manifest
  const rows = totals.rows === undefined ? '' : `, ${count(totals.rows, 'row')}`
  const size = `${formatBytes(totals.rawBytes)} as ${formatBytes(totals.storedBytes)}`
  const places = `${sound(copies).length} of ${count(copies.length, 'destination')}`
  return `Backup ${manifest.id}: ${count(totals.tables, 'table')}${rows}, ${size}, at ${places}, in ${formatDuration(secondsOf(manifest))}.`
}

/** `1 table`, `1,204 tables`. */
export const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`

/** A backup as JSON. */
export function backupJson({ manifest, key, copies, proof }: BackupReport): object {
  return {
    outcome: sound(copies).length === copies.length ? 'pass' : 'fail',
    durationSeconds: secondsOf(manifest),
    manifestKey: key,
    destinations: copies.map(({ storage, trouble }) => ({
      label: storage.label,
      url: storage.url,
      stored: trouble === undefined,
      ...(trouble && { message: trouble.message }),
    })),
    notCompared: proof.notCompared.length,
    manifest,
  }
}

const LARGEST_SHOWN = 10

function summaryOf(report: BackupReport, showTableNames: boolean): string {
  const { manifest, copies, proof } = report
  const whole = sound(copies).length === copies.length
  return [
    `## ${whole ? '✅' : '❌'} Backup of ${cell(manifest.name)}`,
    sentenceOf(report),
    table(
      ['', ''],
      [
        ['Backup', manifest.id],
        ['Database', `${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
        [
          'Snapshot',
          `${manifest.snapshot.time}${manifest.snapshot.lsn ? ` at ${manifest.snapshot.lsn}` : ''}`,
        ],
        ['Encryption', ENCRYPTION[manifest.encryption.kind]],
        ['Fingerprint', FINGERPRINT[manifest.fingerprint]],
      ],
    ),
    '### Destinations',
    table(
      ['Destination', 'Copy'],
      copies.map(({ storage, trouble }) => [
        storage.label,
        trouble ? `❌ ${firstLine(trouble)}` : '✅ stored and read back',
      ]),
    ),
    '### Parts',
    table(
      ['Object', 'Dumped', 'Stored', 'Share'],
      manifest.objects.map(({ name, plainBytes, bytes }) => [
        name,
        formatBytes(plainBytes),
        formatBytes(bytes),
        share(bytes, plainBytes),
      ]),
    ),
    `${formatBytes(manifest.totals.rawBytes / Math.max(secondsOf(manifest), 0.1))}/s over ${formatDuration(secondsOf(manifest))}.`,
    ...largest(proof, showTableNames),
    ...warnings(manifest),
  ].join('\n\n')
}

/** How a reader is told of each kind of encryption. */
export const ENCRYPTION = {
  none: '⚠️ none',
  'age-recipients': 'age, by public keys',
  'age-passphrase': 'age, by a passphrase',
} as const

/** How a reader is told of each kind of fingerprint. */
export const FINGERPRINT = {
  content: 'rows counted and their content hashed',
  counts: 'rows counted',
  none: 'none',
} as const

const share = (stored: number, plain: number): string =>
  plain > 0 ? `${Math.round((100 * stored) / plain)} %` : ''

function largest({ tables }: Proof, showTableNames: boolean): string[] {
  if (tables.length === 0) return []
  const bySize = tables.toSorted((a, b) => b.bytes - a.bytes || b.rows - a.rows).slice(0, LARGEST_SHOWN)
  const name = (at: number, { schema, name }: { schema: string; name: string }) =>
    showTableNames ? `${schema}.${name}` : `table ${at + 1}`
  return [
    '### Largest tables',
    table(
      ['Table', 'Rows', 'On disk'],
      bySize.map((one, at) => [name(at, one), one.rows.toLocaleString('en'), formatBytes(one.bytes)]),
    ),
    ...(showTableNames
      ? []
      : ['Names are shown where the repository is private, or with `show-table-names: yes`.']),
  ]
}

const warnings = ({ warnings }: Manifest): string[] =>
  warnings.length > 0 ? ['### Warnings', warnings.map((warning) => `- ${cell(warning)}`).join('\n')] : []
