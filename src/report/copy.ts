import type { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { CopyOptions } from '../options/check.ts'
import type { OutputOf } from '../options/outputs.ts'
import { count } from './backup.ts'
import { columns } from './columns.ts'
import { cell, table } from './markdown.ts'

/** What became of a backup at one destination. */
export type Copied = {
  readonly destination: string
  readonly outcome:
    | 'is there already'
    | 'copied'
    | 'completed'
    | 'would be copied'
    | 'would be completed'
    | 'failed'
  /** That were stored, or would be. */
  readonly bytes: number
  readonly trouble?: UserError
}

/** What became of one backup that was to be copied. */
export type CopyReport = {
  readonly id: string
  readonly name: string
  readonly label: string | undefined
  /** Where it was read. */
  readonly from: string
  readonly copies: readonly Copied[]
  /** Why it was copied nowhere at all. */
  readonly trouble?: UserError
}

/** Tells what was copied where: a table or JSON as the answer, what went wrong, outputs and the job's summary. */
export async function reportCopies(
  host: Host,
  options: CopyOptions,
  reports: readonly CopyReport[],
): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(reports))) host.output(name, value)
  if (options.json) host.print(JSON.stringify(reports.map(copyJson), undefined, 2))
  else if (reports.length > 0) host.print(columns([HEAD, ...reports.flatMap(rowsOf)], NUMBERS))
  for (const { name, id, copies, trouble } of reports) {
    if (trouble) host.error(`${name}, ${id}: not copied.\n${trouble.message}`)
    for (const copy of copies)
      if (copy.trouble)
        host.error(`${copy.destination}, ${name}, ${id}: not copied.\n${copy.trouble.message}`)
  }
  host.info(sentenceOf(reports))
  await host.summary(`${summaryOf(reports)}\n`)
}

const madeOf = (reports: readonly CopyReport[]): readonly Copied[] =>
  reports
    .flatMap(({ copies }) => copies)
    .filter(({ outcome }) => outcome === 'copied' || outcome === 'completed')

const bytesOf = (copies: readonly Copied[]): number => copies.reduce((sum, { bytes }) => sum + bytes, 0)

const outputsOf = (reports: readonly CopyReport[]): Record<OutputOf<'copy'>, string> => ({
  copied: String(madeOf(reports).length),
  'copied-bytes': String(bytesOf(madeOf(reports))),
})

const sentenceOf = (reports: readonly CopyReport[]): string =>
  `${count(reports.length, 'backup')} looked at, ${madeOf(reports).length.toLocaleString('en')} copies made, ${formatBytes(bytesOf(madeOf(reports)))} stored.`

const HEAD = ['Backup', 'Name', 'From', 'To', 'What', 'Bytes']
const NUMBERS = new Set([5])

const rowsOf = ({ id, name, label, from, copies, trouble }: CopyReport): string[][] => {
  const what = [id, label === undefined ? name : `${name} (${label})`, from]
  if (trouble) return [[...what, '', 'failed', '']]
  return copies.map(({ destination, outcome, bytes }) => [...what, destination, outcome, formatBytes(bytes)])
}

const copyJson = ({ id, name, label, from, copies, trouble }: CopyReport): object => ({
  ...{ id, name, label: label ?? null, from },
  trouble: trouble?.message ?? null,
  copies: copies.map(({ destination, outcome, bytes, trouble }) => ({
    ...{ destination, outcome, bytes },
    trouble: trouble?.message ?? null,
  })),
})

/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100

function summaryOf(reports: readonly CopyReport[]): string {
  const bad = reports.some(({ trouble, copies }) => trouble ?? copies.some((copy) => copy.trouble))
  const rows = reports.flatMap(rowsOf)
  return [
    `## ${bad ? '❌' : '✅'} Copies`,
    cell(sentenceOf(reports)),
    ...(rows.length > 0 ? [table(HEAD, rows.slice(0, SHOWN))] : []),
    ...(rows.length > SHOWN ? [`${rows.length - SHOWN} more are in the log.`] : []),
  ].join('\n\n')
}
