import type { Manifest } from '../archive/manifest.ts'
import type { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { spelled } from '../postgres/rows/names.ts'
import type { Counts, TablesPlan } from '../postgres/tables/request.ts'
import { count } from './backup.ts'
import { cell, table } from './markdown.ts'

export type CreateTelling = {
  readonly plan: TablesPlan
  readonly digest: string
  readonly database: string
  readonly manifest: Manifest
  readonly from: string
  readonly where: string | undefined
}

type How = { readonly json: boolean; readonly showTableNames: boolean; readonly dryRun: boolean }

/** Shows which tables would be made again, and with what. */
export async function tellCreatePlan(host: Host, how: How, telling: CreateTelling): Promise<void> {
  const { plan, digest, database, manifest, from, where } = telling
  const lines = [
    `Backup: ${manifest.id} of ${manifest.name}, as it was at ${manifest.snapshot.time}, from ${from}`,
    `Into: tables that "${database}" lacks, by create${where === undefined ? '' : `, where ${where}`}`,
    ...planLines(plan, how.showTableNames),
    'All of it is one transaction: the tables are there whole, or nothing is changed.',
    `Plan ${digest}`,
  ]
  await host.group('Plan', async () => host.info(lines.join('\n')))
  host.output('plan', digest)
  host.output('backup-id', manifest.id)
  await host.summary(
    `## Plan of making tables of ${cell(database)} again\n\n${summaryTable(plan, how)}\n\nPlan ${digest}\n`,
  )
  if (how.dryRun && how.json) host.print(JSON.stringify(jsonOf(telling), undefined, 2))
}

function planLines({ tables, along, references, notes }: TablesPlan, showNames: boolean): string[] {
  const made = tables.map(
    ({ table: name, rows, parts }) =>
      `${showNames ? spelled(name) : 'A table'}: to be made, with ${count(rows, 'row')}${partsLine(parts)}`,
  )
  if (showNames) {
    return [
      ...made,
      ...references.map((name) => `Made again on a live table: ${name}`),
      ...along.map((name) => `Made along, since a table needs it: ${name}`),
      ...notes,
    ]
  }
  const others = [
    ...(references.length > 0 ? [`${count(references.length, 'foreign key')} of live tables`] : []),
    ...(along.length > 0 ? [`${count(along.length, 'thing')} that they need`] : []),
  ]
  return [
    ...made,
    ...(others.length > 0 ? [`Made again too: ${others.join(', ')}`] : []),
    ...(notes.length > 0
      ? [`${count(notes.length, 'note')} with names: \`show-table-names\` shows them`]
      : []),
  ]
}

const partsOf = (parts: Counts): string[] =>
  Object.entries(parts).map(([what, number]) => `${what}: ${number.toLocaleString('en')}`)

const partsLine = (parts: Counts): string =>
  Object.keys(parts).length === 0 ? '' : `; ${partsOf(parts).join(', ')}`

const summaryTable = ({ tables }: TablesPlan, { showTableNames }: Pick<How, 'showTableNames'>): string =>
  table(
    ['Table', 'Rows', 'With'],
    tables.map(({ table: name, rows, parts }) => [
      showTableNames ? spelled(name) : 'a table',
      ...[rows.toLocaleString('en'), partsOf(parts).join(', ')],
    ]),
  )

export type CreateDone = CreateTelling & {
  readonly done: TablesPlan
  readonly trouble: UserError | undefined
}

/** Tells which tables are there again. */
export async function reportCreated(host: Host, how: How, telling: CreateDone): Promise<void> {
  const { done, database, manifest, trouble } = telling
  const rows = done.tables.reduce((sum, one) => sum + one.rows, 0)
  const sentence = `${count(done.tables.length, 'table')} of backup ${manifest.id}, with ${count(rows, 'row')}, ${done.tables.length === 1 ? 'is' : 'are'} there again in "${database}".`
  host.info(sentence)
  const missing = done.notes.length
  if (missing > 0) host.warn(`${count(missing, 'thing')} beside them did not come back: the plan names them.`)
  if (trouble) host.error(trouble.message)
  const outputs = { verdict: 'pass', 'restore-seconds': '', 'old-database': '', report: '' }
  for (const [name, value] of Object.entries(outputs)) host.output(name, value)
  await host.summary(`## ${trouble ? '❌' : '✅'} ${cell(sentence)}\n\n${summaryTable(done, how)}\n`)
  host.print(how.json ? JSON.stringify(jsonOf(telling), undefined, 2) : 'pass')
}

function jsonOf(telling: CreateTelling & Partial<CreateDone>): object {
  const { digest, database, manifest, from, where, plan, done } = telling
  const { tables, along, references, notes } = done ?? plan
  return {
    format: 1,
    plan: digest,
    ...{ database, from, backup: manifest.id, tableMode: 'create', where: where ?? null },
    changed: done !== undefined,
    ...{ tables, madeAlong: along, foreignKeysOfLiveTables: references, notes },
  }
}
