import { CHECKS, type CheckName, outcomeOf, type Verdict } from '../archive/verdict.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import type { Level } from '../options/drill.ts'
import { VERSION } from '../options/version.ts'
import { ENCRYPTION, FINGERPRINT } from './backup.ts'
import { type DrillReport, secondsToRestore, subjectOf } from './drill.ts'
import { findingLine, findingsOf, HOW_TO_SHOW, namesAnything } from './findings.ts'
import { block, cell, table } from './markdown.ts'

/** The verdict's sign, as a summary shows it. */
export const SIGNS = { pass: '✅', fail: '❌', unverified: '❓' } as const satisfies Record<Verdict, string>

/** A drill for an auditor: what was verified, what was looked at, what was found, and what was not looked at. */
export function drillSummary(report: DrillReport, showNames: boolean): string {
  const { verdict, checks } = report
  return [
    `## ${SIGNS[verdict]} ${verdict}: ${cell(subjectOf(report))}`,
    MEANING[verdict],
    ...(report.manifest ? [] : [FOREIGN]),
    table(['', ''], factsOf(report)),
    '### What was looked at',
    table(['', 'Check', 'What it proves', 'Looked at'], checkRows(report)),
    ...yourChecks(report),
    ...findingsSection('Findings', ['fail', 'unverified'], report, showNames),
    ...findingsSection('Tolerated differences', ['tolerated'], report, showNames),
    ...(showNames || !namesAnything(checks) ? [] : [HOW_TO_SHOW]),
    '### Times',
    table(['Part', 'Took'], timeRows(report)),
    ...notes(report),
  ].join('\n\n')
}

const MEANING: Readonly<Record<Verdict, string>> = {
  pass: 'Everything that was looked at is as it should be.',
  fail: 'Something is not as it should be: see the findings below.',
  unverified:
    'Nothing was found wrong, but not all of it could be looked at, so this proves nothing: see the findings below.',
}

const FOREIGN =
  'This dump was made by another program, so **nothing could be compared with its source**: the verdict is about restoring it, the validity of its schema, your checks and the smoke command, and about nothing else.'

function factsOf(report: DrillReport): (readonly [string, string])[] {
  const { manifest, name, dump, from, level, scratch, startedAt } = report
  const backup: (readonly [string, string])[] = manifest
    ? [
        ['Backup', manifest.label === undefined ? manifest.id : `${manifest.id} (${manifest.label})`],
        ['Name', name],
        ['Taken', `${manifest.snapshot.time}, by pg-backup-action ${manifest.tool.version}`],
        ['Source', `database ${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
        ['Holds', holds(manifest)],
        [
          'Size',
          `${formatBytes(manifest.totals.rawBytes)}, stored as ${formatBytes(manifest.totals.storedBytes)}`,
        ],
        ['Encryption', ENCRYPTION[manifest.encryption.kind]],
        ['Fingerprint', FINGERPRINT[manifest.fingerprint]],
      ]
    : [
        ['Dump', name],
        ['Kind', dump ?? 'unknown'],
      ]
  return [
    ...backup,
    ['Fetched from', from],
    ['Restored into', scratch ?? 'nothing'],
    ['Level', `${level}: ${manifest || level === 'archive' ? LEVEL[level] : LEVEL_FOREIGN}`],
    ['Verified', `${startedAt.toISOString()}, by pg-backup-action ${VERSION}`],
  ]
}

const LEVEL: Readonly<Record<Level, string>> = {
  archive: 'every byte and every archive is read to its end, and nothing is restored',
  restore: 'it is restored, and not compared with its source',
  full: 'it is restored, and compared with its source',
}

const LEVEL_FOREIGN = 'it is restored, and there is nothing to compare it with'

const SELECTION = {
  whole: 'the whole database',
  excluding: 'the database without what was left out',
  schemas: 'chosen schemas',
  tables: 'chosen tables',
} as const

const INCLUDE = { all: '', schema: ', no rows', data: ', rows only' } as const

const holds = ({ selection, include }: NonNullable<DrillReport['manifest']>): string =>
  `${SELECTION[selection]}${INCLUDE[include]}`

function checkRows(report: DrillReport): string[][] {
  return (Object.keys(CHECKS) as CheckName[]).flatMap((name) => {
    const made = report.checks.filter((check) => check.name === name)
    if (made.length === 0 && name === 'migrate') return []
    if (made.length === 0) return [['–', name, CHECKS[name], notLooked(name, report)]]
    return made.map((check) => [SIGNS[outcomeOf(check)], name, CHECKS[name], check.looked])
  })
}

const COMPARING: readonly CheckName[] = ['schema', 'objects', 'rows', 'content', 'sequences', 'large objects']

/** Why a check was not made, as far as that is known. */
function notLooked(name: CheckName, { manifest, level, rto }: DrillReport): string {
  if (name === 'rto') return rto === undefined ? 'no RTO was given' : 'it did not come to this'
  if (name === 'checks' || name === 'smoke') return 'none was given, or it did not come to this'
  if (COMPARING.includes(name) && !manifest) return 'there is nothing to compare with'
  if (level === 'archive' && name !== 'fetch' && name !== 'archives') return 'not at level archive'
  if (level === 'restore' && (COMPARING.includes(name) || name === 'validity')) return 'not at level restore'
  if (name === 'content' && manifest?.fingerprint === 'counts')
    return 'the backup holds no hashes of its rows'
  if (name === 'rows' && manifest?.fingerprint === 'none') return 'the backup holds no fingerprint'
  if (name === 'archives' && level !== 'archive') return 'restoring reads them'
  return 'not looked at'
}

function yourChecks({ checks }: DrillReport): string[] {
  const each = checks.flatMap((check) => check.each ?? [])
  if (each.length === 0) return []
  return [
    '### Your checks',
    table(
      ['', 'Check', 'Outcome'],
      each.map(({ name, outcome }) => [SIGNS[outcome], name, outcome]),
    ),
  ]
}

type Outcome = 'fail' | 'unverified' | 'tolerated'

function findingsSection(
  title: string,
  outcomes: readonly Outcome[],
  { checks }: DrillReport,
  showNames: boolean,
): string[] {
  const parts = checks.flatMap((check) => {
    const findings = check.findings.filter(({ outcome }) => outcomes.includes(outcome))
    if (findings.length === 0) return []
    const { shown, more } = findingsOf({ ...check, findings }, showNames)
    const items = shown.map((finding) => {
      const unsure = finding.outcome === 'unverified' ? '❓ ' : ''
      return `- ${unsure}${cell(findingLine(finding))}${block(finding.detail)}${finding.next ? `\n\n  ${cell(finding.next)}` : ''}`
    })
    return [
      `**${check.name}**`,
      [...items, ...(more > 0 ? [`- … and ${more.toLocaleString('en')} more`] : [])].join('\n'),
    ]
  })
  return parts.length > 0 ? [`### ${title}`, ...parts] : []
}

function timeRows(report: DrillReport): string[][] {
  const { times, rto, checks } = report
  const back = formatDuration(secondsToRestore(report))
  const outcome = checks.filter(({ name }) => name === 'rto').map(outcomeOf)[0]
  const met = outcome === undefined ? '' : outcome === 'pass' ? ': met' : ': missed'
  return [
    ['Fetching', formatDuration(times.fetch)],
    ['Restoring, with what is fetched meanwhile', formatDuration(times.restore)],
    ['Comparing', formatDuration(times.compare)],
    ['Your checks and the smoke command', formatDuration(times.checks)],
    ['All of it', formatDuration(times.total)],
    ...(rto === undefined
      ? []
      : [['Fetching and restoring, against the RTO', `${back} of ${formatDuration(rto)}${met}`]]),
  ]
}

function notes({ notes, kept }: DrillReport): string[] {
  const all = kept === undefined ? notes : [...notes, `The restored database was kept. ${kept}`]
  return all.length > 0 ? ['### Notes', all.map((note) => `- ${cell(note)}`).join('\n')] : []
}
