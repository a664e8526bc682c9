import { CHECKS, type Check, outcomeOf } from '../archive/verdict.ts'
import { VERSION } from '../options/version.ts'
import { type DrillReport, roundedTimes, secondsToRestore } from './drill.ts'

/** A drill as JSON; its field names are described in docs/verify-report.md, and stay. */
export function drillJson(report: DrillReport, showNames: boolean): object {
  const { verdict, manifest, name, dump, from, level, scratch, scratchMajor } = report
  return {
    format: 1,
    verdict,
    tool: VERSION,
    name,
    from,
    backup: manifest ? backupJson(manifest) : null,
    dump: manifest ? null : (dump ?? ''),
    level,
    scratch: scratch ?? null,
    scratchMajor: scratchMajor ?? null,
    startedAt: report.startedAt.toISOString(),
    seconds: { ...roundedTimes(report), toRestore: secondsToRestore(report) },
    rtoSeconds: report.rto ?? null,
    namesShown: showNames,
    checks: report.checks.map((check) => checkJson(check, showNames)),
    notes: report.notes,
    kept: report.kept ?? null,
  }
}

const backupJson = ({
  id,
  label,
  startedAt,
  snapshot,
  tool,
  server,
  database,
  encryption,
  fingerprint,
  include,
  selection,
  totals,
}: NonNullable<DrillReport['manifest']>): object => ({
  id,
  label: label ?? null,
  startedAt,
  snapshotTime: snapshot.time,
  tool: tool.version,
  database: database.name,
  serverVersion: server.version,
  encryption: encryption.kind,
  fingerprint,
  include,
  selection,
  ...totals,
  rows: totals.rows ?? null,
})

function checkJson(check: Check, showNames: boolean): object {
  const { name, looked, findings, each } = check
  return {
    name,
    proves: CHECKS[name],
    outcome: outcomeOf(check),
    looked,
    findings: findings.map(({ outcome, what, object, detail, next }) => ({
      outcome,
      what,
      ...(showNames && object !== undefined && { object }),
      ...(showNames && detail !== undefined && { detail }),
      ...(next !== undefined && { next }),
    })),
    ...(each && { each }),
  }
}
