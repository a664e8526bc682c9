import type { CheckName, Verdict } from '../archive/verdict.ts'
import type { Host } from '../host/host.ts'
import type { OutputOf } from '../options/outputs.ts'
import { count } from './backup.ts'
import { type DrillReport, subjectOf } from './drill.ts'
import { drillJson } from './drill-json.ts'
import { drillSummary, SIGNS } from './drill-summary.ts'
import { HOW_TO_SHOW } from './findings.ts'
import { cell, table } from './markdown.ts'
import { indented, MARKS, sentenceOf, storeReport, tellChecks } from './verify.ts'

/** One thing that was spoiled on purpose, and what the drill made of it. */
export type Tampering = {
  /** What was done, without names of the user's objects: `a byte of proof.json.zst.age flipped`. */
  readonly what: string
  /** The object, where it is one of the user's. */
  readonly object?: string | undefined
  /** `undetectable`: nothing that this backup's proof holds could show it. `impossible`: there was nothing to do it to. */
  readonly outcome: 'red' | 'green' | 'undetectable' | 'impossible'
  /** Which check turned red. */
  readonly by?: CheckName | undefined
  /** What that check said; why it is undetectable or impossible, and how to raise the level. */
  readonly detail?: string | undefined
}

export type ProveReport = {
  /** The drill of the untouched backup, which must pass first. */
  readonly drill: DrillReport
  readonly tamperings: readonly Tampering[]
}

/** Whether the drill can be trusted with this backup: it passes the sound one, and turns red for every spoiled one. */
export function proofVerdict({ drill, tamperings }: ProveReport): Verdict {
  if (drill.verdict !== 'pass') return drill.verdict
  if (tamperings.some(({ outcome }) => outcome === 'green')) return 'fail'
  return tamperings.some(({ outcome }) => outcome === 'red') ? 'pass' : 'unverified'
}

type Telling = { readonly json: boolean; readonly showTableNames: boolean }

/** Tells what was spoiled, and which check noticed it. */
export async function reportProof(host: Host, options: Telling, report: ProveReport): Promise<void> {
  const { showTableNames } = options
  const verdict = proofVerdict(report)
  const json = jsonOf(report, verdict, showTableNames)
  const outputs: Record<Exclude<OutputOf<'prove'>, 'name'>, string> = {
    verdict,
    'backup-id': report.drill.manifest?.id ?? '',
    report: await storeReport(host, 'prove', report.drill, json),
  }
  for (const [name, value] of Object.entries(outputs)) host.output(name, value)
  tellChecks(host, showTableNames, report.drill)
  for (const tampering of report.tamperings) host.info(linesOf(tampering, showTableNames).join('\n'))
  if (!showTableNames && hidesAnything(report)) host.info(HOW_TO_SHOW)
  host[verdict === 'pass' ? 'info' : 'error'](proofSentence(report))
  host.print(options.json ? JSON.stringify(json, undefined, 2) : verdict)
  await host.summary(summaryOf(report, verdict, showTableNames))
}

const hidesAnything = ({ tamperings }: ProveReport): boolean =>
  tamperings.some(({ object, outcome, detail }) => object !== undefined || (outcome === 'red' && detail))

const MARK: Readonly<Record<Tampering['outcome'], string>> = {
  red: MARKS.pass,
  green: MARKS.fail,
  undetectable: MARKS.unverified,
  impossible: MARKS.tolerated,
}

function linesOf(tampering: Tampering, showNames: boolean): string[] {
  return [
    `${MARK[tampering.outcome]} ${doneTo(tampering, showNames)}: ${endOf(tampering)}`,
    ...indented(detailOf(tampering, showNames)),
  ]
}

const doneTo = ({ what, object }: Tampering, showNames: boolean): string =>
  showNames && object !== undefined ? `${what} (${object})` : what

function endOf({ outcome, by }: Tampering): string {
  switch (outcome) {
    case 'red':
      return by === undefined ? 'red' : `red, by the check ${by}`
    case 'green':
      return 'GREEN: the drill did not notice'
    case 'undetectable':
      return 'not detectable at this level'
    case 'impossible':
      return 'nothing to do it to'
  }
}

/** What a check said may hold names; why something could not be shown never does. */
const detailOf = ({ outcome, detail }: Tampering, showNames: boolean): string | undefined =>
  showNames || outcome === 'undetectable' || outcome === 'impossible' ? detail : undefined

function proofSentence(report: ProveReport): string {
  const { drill, tamperings } = report
  if (drill.verdict !== 'pass')
    return `Nothing can be proven with a backup that does not pass by itself. ${sentenceOf(drill)}`
  const number = (wanted: Tampering['outcome']) =>
    tamperings.filter(({ outcome }) => outcome === wanted).length
  const [red, green, hidden, impossible] = [
    number('red'),
    number('green'),
    number('undetectable'),
    number('impossible'),
  ]
  const subject = subjectOf(drill)
  return [
    `${subject.charAt(0).toUpperCase()}${subject.slice(1)}: ${proofVerdict(report)}.`,
    red + green === 0
      ? 'Nothing of it could be spoiled, so nothing is shown.'
      : `The drill turned red for ${red} of ${count(red + green, 'thing')} that were spoiled on purpose.`,
    green > 0
      ? `It missed ${green}: that is a defect of pg-backup. Please report it in the issues of pg-backup-action.`
      : '',
    hidden > 0 ? `${hidden} more could not be noticed at this level.` : '',
    impossible > 0 ? `For ${impossible} more there was nothing to do it to.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const SIGN: Readonly<Record<Tampering['outcome'], string>> = {
  red: '✅',
  green: '❌',
  undetectable: '⚠️',
  impossible: '–',
}

function summaryOf(report: ProveReport, verdict: Verdict, showNames: boolean): string {
  const rows = report.tamperings.map((tampering) => [
    SIGN[tampering.outcome],
    doneTo(tampering, showNames),
    endOf(tampering),
    detailOf(tampering, showNames) ?? '',
  ])
  return [
    `## ${SIGNS[verdict]} ${verdict}: does the drill notice?`,
    cell(proofSentence(report)),
    ...(rows.length > 0 ? [table(['', 'Spoiled on purpose', 'The drill', 'What it said'], rows)] : []),
    ...(!showNames && hidesAnything(report) ? [HOW_TO_SHOW] : []),
    ...(report.drill.verdict === 'pass' ? [] : [drillSummary(report.drill, showNames)]),
  ].join('\n\n')
}

function jsonOf({ drill, tamperings }: ProveReport, verdict: Verdict, showNames: boolean): object {
  return {
    format: 1,
    verdict,
    drill: drillJson(drill, showNames),
    namesShown: showNames,
    tamperings: tamperings.map((tampering) => ({
      what: tampering.what,
      outcome: tampering.outcome,
      by: tampering.by ?? null,
      ...(showNames && tampering.object !== undefined && { object: tampering.object }),
      detail: detailOf(tampering, showNames) ?? null,
    })),
  }
}
