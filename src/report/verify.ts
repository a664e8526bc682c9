import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CHECKS, type Check, outcomeOf, worst } from '../archive/verdict.ts'
import { asError, firstLine, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatDuration } from '../host/measure.ts'
import type { OutputOf } from '../options/outputs.ts'
import { count } from './backup.ts'
import { type DrillReport, namesOf, secondsToRestore, subjectOf } from './drill.ts'
import { drillJson } from './drill-json.ts'
import { drillSummary, SIGNS } from './drill-summary.ts'
import { findingLine, findingsOf, HOW_TO_SHOW, namesAnything } from './findings.ts'
import { cell } from './markdown.ts'
import type { Sample } from './metrics.ts'
import { addToRestoreLog } from './restore-log.ts'

export type { DrillReport, DrillTimes } from './drill.ts'
export { drillRecord } from './record.ts'

/** How the user wants to be told of a drill. */
export type DrillTelling = {
  /** What is printed: the verdict, all of it as JSON, or nothing where somebody else prints it. */
  readonly print: 'verdict' | 'json' | 'nothing'
  readonly showTableNames: boolean
  /** A file whose table of restore tests gets a row. */
  readonly restoreLog: string | undefined
  /** How all backups of the name stand, where that is to be in the JSON. */
  readonly metrics?: readonly Sample[] | undefined
}

/** Tells how a drill ended: log, outputs, the job's summary, JSON, and the user's own log of restore tests. */
export const reportDrill = (host: Host, options: DrillTelling, report: DrillReport): Promise<void> =>
  reportDrills(host, options, [report])

/** Tells of the drills of several copies of a backup, whose verdict is the worst of them. */
export async function reportDrills(
  host: Host,
  options: DrillTelling,
  reports: readonly [DrillReport, ...DrillReport[]],
): Promise<void> {
  const untold = await addRows(host, options, reports)
  const { showTableNames, metrics } = options
  const json = { ...jsonOf(reports, showTableNames), ...(metrics && { metrics }) }
  for (const report of reports) tellChecks(host, options.showTableNames, report)
  const outputs: Record<DrillOutput, string> = {
    verdict: worst(reports.map(({ verdict }) => verdict)),
    'backup-id': reports[0].manifest?.id ?? '',
    'restore-seconds': String(Math.round(10 * Math.max(...reports.map(secondsToRestore))) / 10),
    report: await storeReport(host, 'verify', reports[0], json),
  }
  for (const [name, value] of Object.entries(outputs)) host.output(name, value)
  for (const report of reports) {
    host[report.verdict === 'pass' ? 'info' : 'error'](sentenceOf(report))
    await host.summary(drillSummary(report, options.showTableNames))
  }
  if (options.print === 'json') host.print(JSON.stringify(json, undefined, 2))
  if (options.print === 'verdict') host.print(outputs.verdict)
  // The verdict stands, and is told; but who asked for a record and got none must not see green.
  if (untold) throw untold
}

type DrillOutput = Exclude<OutputOf<'verify'>, 'name'>

async function addRows(
  host: Host,
  { restoreLog }: DrillTelling,
  reports: readonly DrillReport[],
): Promise<UserError | undefined> {
  if (restoreLog === undefined) return undefined
  try {
    for (const report of reports) await addToRestoreLog(host, restoreLog, report)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** Of one drill its own JSON, of several one around them. */
function jsonOf(reports: readonly [DrillReport, ...DrillReport[]], showNames: boolean): object {
  const [first, ...others] = reports
  if (others.length === 0) return drillJson(first, showNames)
  return {
    format: 1,
    verdict: worst(reports.map(({ verdict }) => verdict)),
    copies: reports.map((report) => drillJson(report, showNames)),
  }
}

/** Leaves JSON for a later step of the job; on a terminal nobody would look for it. */
export async function storeReport(
  host: Host,
  verb: string,
  { manifest, startedAt }: DrillReport,
  json: object,
): Promise<string> {
  const { GITHUB_ACTIONS, RUNNER_TEMP } = host.env
  if (GITHUB_ACTIONS !== 'true' || !RUNNER_TEMP) return ''
  const time = startedAt.toISOString().replace(/[-:]|\.\d+/g, '')
  const file = join(RUNNER_TEMP, `pg-backup-${verb}-${manifest?.id ?? 'dump'}-${time}.json`)
  const redacted = (_: string, value: unknown) => (typeof value === 'string' ? host.redact(value) : value)
  try {
    await writeFile(file, `${JSON.stringify(json, redacted, 2)}\n`)
    return file
  } catch (error) {
    host.warn(
      `The report could not be written, so the output \`report\` is empty: ${firstLine(asError(error))}`,
    )
    return ''
  }
}

/** Marks that tell an outcome at a glance. */
export const MARKS = { pass: '✔', fail: '✘', unverified: '?', tolerated: '~' } as const

/** Every check of a drill with what it found, in lines. */
export function tellChecks(host: Host, showNames: boolean, report: DrillReport): void {
  for (const check of report.checks) host.info(checkLines(check, showNames).join('\n'))
  if (!showNames && namesAnything(report.checks)) host.info(HOW_TO_SHOW)
  for (const note of report.notes) host.info(`Note: ${note}`)
  if (report.kept !== undefined) host.info(`The restored database was kept. ${report.kept}`)
}

function checkLines(check: Check, showNames: boolean): string[] {
  const { name, looked, each = [] } = check
  const outcome = outcomeOf(check)
  const { shown, more } = findingsOf(check, showNames)
  const head = outcome === 'pass' ? `${name}: ${CHECKS[name]} (${looked})` : `${name} (${looked}):`
  return [
    `${MARKS[outcome]} ${head}`,
    ...each.filter((one) => one.outcome === 'pass').map((one) => `    ${MARKS.pass} ${one.name}`),
    ...shown.flatMap((finding) => [
      `    ${MARKS[finding.outcome]} ${findingLine(finding)}`,
      ...indented(finding.detail),
      ...indented(finding.next),
    ]),
    ...(more > 0 ? [`    … and ${more.toLocaleString('en')} more`] : []),
  ]
}

/** A text of several lines under the line that it explains. */
export const indented = (detail: string | undefined): string[] =>
  detail === undefined || detail === '' ? [] : detail.split('\n').map((line) => `        ${line}`)

/** The verdict in one sentence, saying no more than was looked at. */
export function sentenceOf(report: DrillReport): string {
  const subject = subjectOf(report)
  const about = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`
  return `${about}: ${report.verdict}. ${reasonOf(report)} It took ${formatDuration(report.times.total)}.`
}

function reasonOf(report: DrillReport): string {
  const failed = namesOf(report, 'fail')
  const unknown = namesOf(report, 'unverified')
  const open = unknown.length > 0 ? [`What could not be looked at: ${unknown.join(', ')}.`] : []
  if (report.verdict === 'pass') return proven(report)
  if (failed.length > 0) return [`What is not as it should be: ${failed.join(', ')}.`, ...open].join(' ')
  return open[0] ?? 'Nothing could be looked at.'
}

function proven({ manifest, level, checks }: DrillReport): string {
  if (level === 'archive')
    return 'Every byte and every archive was read to its end; at `level: archive` nothing is restored.'
  if (!manifest)
    return 'It was restored without an error; a dump that another program made has nothing to be compared with.'
  if (level === 'restore')
    return 'It was restored without an error; at `level: restore` it is not compared with its source.'
  const rows = checks.find(({ name }) => name === 'rows')
  if (!rows)
    return 'It was restored, and its schema is that of its source; without a fingerprint its rows could not be compared.'
  const how = checks.some(({ name }) => name === 'content') ? 'counted and compared by content' : 'counted'
  const tolerated = checks.flatMap(({ findings }) => findings).length
  const but = tolerated > 0 ? `, with ${count(tolerated, 'tolerated difference')}` : ''
  return `It was restored, and equals its source${but}: ${rows.looked}, ${how}.`
}

/** Tells outputs and the job's summary of a drill that could not begin. */
export async function reportNoDrill(host: Host, error: UserError): Promise<void> {
  const verdict = error.ending === 'fail' ? 'fail' : 'unverified'
  host.output('verdict', verdict)
  await host.summary(`## ${SIGNS[verdict]} Drill: ${verdict}\n\n${cell(error.message)}\n`)
}
