import type { RunRecord } from '../archive/record.ts'
import { outcomeOf } from '../archive/verdict.ts'
import type { Level } from '../options/drill.ts'
import { VERSION } from '../options/version.ts'
import { type DrillReport, namesOf, roundedTimes } from './drill.ts'

/** What proves less is not what `list` and alarms take for a drill. */
const VERBS: Readonly<Record<Level, string>> = { full: 'verify', restore: 'rehearse', archive: 'read' }

/** The record of a drill as it is left beside the backup, in clear and therefore without a name of anything in it. */
export function drillRecord(report: DrillReport, verb?: string): RunRecord | undefined {
  const { manifest, verdict, level, scratchMajor } = report
  // What is not stored with us has no place for records.
  if (!manifest) return undefined
  const times = roundedTimes(report)
  const { storedBytes, rawBytes, rows } = manifest.totals
  const message = [
    sentence(report, 'fail', 'failed'),
    sentence(report, 'unverified', 'could not be verified'),
  ]
  return {
    format: 1,
    id: manifest.id,
    name: manifest.name,
    verb: verb ?? VERBS[level],
    outcome: verdict,
    time: new Date(report.startedAt.getTime() + times.total * 1000).toISOString(),
    tool: VERSION,
    durationSeconds: times.total,
    storedBytes,
    rawBytes,
    ...(rows !== undefined && { rows }),
    level,
    times,
    checks: outcomes(report),
    ...(scratchMajor !== undefined && { scratchMajor }),
    ...(verdict !== 'pass' && {
      message: message.filter(Boolean).join(' ') || 'Nothing could be looked at.',
    }),
  }
}

const sentence = (report: DrillReport, outcome: 'fail' | 'unverified', how: string): string => {
  const names = namesOf(report, outcome)
  return names.length > 0 ? `${names.join(', ')} ${how}.` : ''
}

/** Of each check how it ended, the worst where it was made several times. */
function outcomes({ checks }: DrillReport): NonNullable<RunRecord['checks']> {
  const byName = Map.groupBy(checks, ({ name }) => name)
  return Object.fromEntries(
    [...byName].map(([name, alike]) => [
      name,
      outcomeOf({ findings: alike.flatMap(({ findings }) => findings) }),
    ]),
  )
}
