import type { Verdict } from '../archive/verdict.ts'
import type { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatDuration } from '../host/measure.ts'
import type { OutputOf } from '../options/outputs.ts'
import { type DrillReport, namesOf, secondsToRestore } from './drill.ts'
import { drillJson } from './drill-json.ts'
import { drillSummary, SIGNS } from './drill-summary.ts'
import { cell } from './markdown.ts'
import { called, planJson, type RestorePlan } from './restore-plan.ts'
import { storeReport, tellChecks } from './verify.ts'

/** What came of a restore. */
export type RestoreOutcome = {
  readonly plan: RestorePlan
  /** How the restored database was verified before it could go live. */
  readonly drill: DrillReport
  /** Whether it was restored and compared to the end; what was not never goes live. */
  readonly whole: boolean
  readonly live: boolean
  readonly notes: readonly string[]
  /** Old databases that were dropped. */
  readonly dropped: readonly string[]
  /** Of a database that went first: the backup of what was in it, and how that was verified where it was put back. */
  readonly safety: string | undefined
  readonly putBack: DrillReport | undefined
  /** What went wrong once it was live. */
  readonly trouble: UserError | undefined
}

type Telling = { readonly json: boolean; readonly showTableNames: boolean }

/** Tells how a restore ended: log, outputs, the job's summary, JSON. */
export async function reportRestore(host: Host, options: Telling, outcome: RestoreOutcome): Promise<void> {
  const { plan, drill, notes, live } = outcome
  tellChecks(host, options.showTableNames, drill)
  for (const note of notes) host.info(`Note: ${note}`)
  if (outcome.putBack && outcome.putBack.verdict !== 'pass') {
    host.error('What was put back is not all that it was:')
    tellChecks(host, options.showTableNames, outcome.putBack)
  }
  const json = jsonOf(outcome, options.showTableNames)
  // The digest stands with the plan, and the id too; the name was told when it was found.
  const outputs: Record<Exclude<OutputOf<'restore'>, 'name' | 'plan' | 'backup-id'>, string> = {
    verdict: drill.verdict,
    'restore-seconds': String(Math.round(10 * secondsToRestore(drill)) / 10),
    'old-database': live ? (plan.old ?? '') : '',
    'safety-backup-id': outcome.safety ?? '',
    report: await storeReport(host, 'restore', drill, json),
  }
  for (const [name, value] of Object.entries(outputs)) host.output(name, value)
  const sentence = sentenceOf(outcome)
  host[drill.verdict === 'pass' && !outcome.trouble ? 'info' : 'error'](sentence)
  if (outcome.trouble) host.error(outcome.trouble.message)
  await host.summary(
    `## ${live ? SIGNS[drill.verdict] : '⏹️'} ${cell(sentence)}\n\n${drillSummary(drill, options.showTableNames)}`,
  )
  host.print(options.json ? JSON.stringify(json, undefined, 2) : drill.verdict)
}

function sentenceOf(outcome: RestoreOutcome): string {
  const { plan, drill, live, whole, dropped, safety, putBack } = outcome
  const { database, old } = plan
  const what = called(plan.subject)
  const took = formatDuration(drill.times.total)
  if (putBack)
    return `${capitalized(what)} did not go live: its verdict is ${verdictOf(drill)}. "${database}" was put back from its safety backup ${safety}, and the verdict on that is ${verdictOf(putBack)}.`
  if (!live)
    return `Nothing went live: ${what} was restored beside "${database}", and its verdict is ${verdictOf(drill)}. "${database}" is as it was. ${whole ? WAY_OUT[drill.verdict] : 'It was not restored to its end, so nothing can be accepted.'}`
  const stays =
    old === undefined
      ? safety && ` What was there is the backup ${safety}.`
      : ` What was there is "${old}"; \`undo: true\` brings it back.`
  const gone = dropped.length > 0 ? ` Dropped: ${dropped.join(', ')}.` : ''
  const but =
    drill.verdict === 'pass' ? '' : ` It went live although its verdict is ${verdictOf(drill)}, as accepted.`
  return `"${database}" is now ${what}.${but}${stays ?? ''}${gone} It took ${took}.`
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const verdictOf = (drill: DrillReport): string => {
  const names = drill.verdict === 'pass' ? [] : namesOf(drill, drill.verdict)
  return names.length > 0 ? `${drill.verdict} (${names.join(', ')})` : drill.verdict
}

const WAY_OUT: Readonly<Record<Verdict, string>> = {
  pass: '',
  unverified: 'If it has to go live all the same: `accept: unverified`.',
  fail: 'Take another backup; if it has to be this one: `accept: fail`.',
}

function jsonOf(outcome: RestoreOutcome, showNames: boolean): object {
  const { plan, drill, live, notes, dropped, trouble, safety, putBack } = outcome
  return {
    ...planJson(plan),
    verdict: drill.verdict,
    live,
    oldDatabase: live ? (plan.old ?? null) : null,
    dropped,
    safetyBackupId: safety ?? null,
    putBack: putBack ? drillJson(putBack, showNames) : null,
    trouble: trouble?.message ?? null,
    restoreNotes: notes,
    verification: drillJson(drill, showNames),
  }
}

/** Tells how taking a restore back ended. */
export async function reportUndo(
  host: Host,
  { json }: { readonly json: boolean },
  {
    database,
    back,
    undone,
  }: { readonly database: string; readonly back: string; readonly undone: string | undefined },
): Promise<void> {
  const sentence = `"${database}" is again what it was before: "${back}" has its name back.${undone === undefined ? '' : ` What was live until now is "${undone}".`}`
  host.output('old-database', undone ?? '')
  host.info(sentence)
  await host.summary(`## ✅ ${cell(sentence)}\n`)
  host.print(
    json
      ? JSON.stringify({ format: 1, database, broughtBack: back, oldDatabase: undone ?? null }, undefined, 2)
      : 'pass',
  )
}
