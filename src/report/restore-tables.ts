import type { Manifest } from '../archive/manifest.ts'
import type { UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { spelled } from '../postgres/rows/names.ts'
import type { ColumnNote, RowsPlan, RowsRequest, TableChange } from '../postgres/rows/request.ts'
import { count } from './backup.ts'
import { cell, table } from './markdown.ts'

export type RowsTelling = {
  readonly plan: RowsPlan
  readonly digest: string
  readonly database: string
  readonly manifest: Manifest
  readonly from: string
  readonly rows: Omit<RowsRequest, 'watch'>
}

type How = { readonly json: boolean; readonly showTableNames: boolean; readonly dryRun: boolean }

/** Shows what would happen to which rows. */
export async function tellRowsPlan(host: Host, how: How, telling: RowsTelling): Promise<void> {
  const { plan, digest, database, manifest, from, rows } = telling
  const time = manifest.snapshot.time
  const lines = [
    `Backup: ${manifest.id} of ${manifest.name}, as it was at ${time}, from ${from}`,
    `Into: the tables of "${database}", by ${rows.mode}${rows.where === undefined ? '' : `, where ${rows.where}`}${rows.triggers ? '' : ', without their triggers'}`,
    ...plan.tables.flatMap((change) => changeLines(change, how.showTableNames)),
    'All of it is one transaction; rows that are changed or deleted are stored first, as a backup of their own.',
    `Plan ${digest}`,
  ]
  await host.group('Plan', async () => host.info(lines.join('\n')))
  host.output('plan', digest)
  host.output('backup-id', manifest.id)
  await host.summary(
    `## Plan of bringing rows back into ${cell(database)}\n\n${summaryTable(plan, how)}\n\nPlan ${digest}\n`,
  )
  if (how.dryRun && how.json) host.print(JSON.stringify(jsonOf(telling), undefined, 2))
}

const NOTES: Readonly<Record<ColumnNote['what'], string>> = {
  default: 'is not in the backup: new rows get its default',
  'left out': 'is not in the live table any more: its values are left out',
  computed: 'is computed by the live table',
  converted: 'has another type now',
}

function changeLines(
  { table: name, inserts, updates, deletes, examples, columns, sequences }: TableChange,
  showNames: boolean,
): string[] {
  const shown = (keys: readonly string[]) =>
    showNames && keys.length > 0 ? `, such as ${keys.join(' | ')}` : ''
  const head = `${showNames ? spelled(name) : 'A table'}: ${count(inserts, 'row')} to insert${shown(examples.inserts)}; ${updates.toLocaleString('en')} to update${shown(examples.updates)}; ${deletes.toLocaleString('en')} to delete${shown(examples.deletes)}`
  if (!showNames) return [head]
  return [
    head,
    ...columns.map(
      ({ column, what, detail }) => `  the column ${column} ${NOTES[what]}${detail ? ` (${detail})` : ''}`,
    ),
    ...sequences.map(
      ({ schema, name: sequence, from, to }) =>
        `  the sequence ${spelled({ schema, name: sequence })} goes from ${from} to ${to}`,
    ),
  ]
}

const summaryTable = ({ tables }: RowsPlan, { showTableNames }: Pick<How, 'showTableNames'>): string =>
  table(
    ['Table', 'Inserted', 'Updated', 'Deleted'],
    tables.map(({ table: name, inserts, updates, deletes }) => [
      showTableNames ? spelled(name) : 'a table',
      ...[inserts, updates, deletes].map((number) => number.toLocaleString('en')),
    ]),
  )

export type RowsDone = RowsTelling & {
  readonly done: RowsPlan
  /** The backup of the rows as they were. */
  readonly saved: Manifest | undefined
  readonly trouble: UserError | undefined
}

/** Tells what has happened to which rows. */
export async function reportTables(host: Host, how: How, telling: RowsDone): Promise<void> {
  const { done, database, manifest, saved, trouble } = telling
  const sum = (of: 'inserts' | 'updates' | 'deletes') =>
    done.tables.reduce((all, change) => all + change[of], 0).toLocaleString('en')
  const altered = done.tables.reduce((all, change) => all + (change.altered ?? 0), 0)
  const back = saved
    ? ` The rows as they were are backup ${saved.id} of ${saved.name}; \`restore\` puts them back.`
    : ''
  const but =
    altered > 0 ? ` Triggers of the tables made ${count(altered, 'row')} other than the backup's.` : ''
  const sentence = `Rows of backup ${manifest.id} are back in "${database}": ${sum('inserts')} inserted, ${sum('updates')} updated, ${sum('deletes')} deleted.${but}${back}`
  host.info(sentence)
  if (trouble) host.error(trouble.message)
  const outputs = { verdict: 'pass', 'restore-seconds': '', 'old-database': '', report: '' }
  for (const [name, value] of Object.entries(outputs)) host.output(name, value)
  await host.summary(`## ${trouble ? '❌' : '✅'} ${cell(sentence)}\n\n${summaryTable(done, how)}\n`)
  host.print(how.json ? JSON.stringify(jsonOf(telling), undefined, 2) : 'pass')
}

function jsonOf(telling: RowsTelling & Partial<RowsDone>): object {
  const { digest, database, manifest, from, rows, plan, done, saved } = telling
  return {
    format: 1,
    plan: digest,
    ...{ database, from, backup: manifest.id, tableMode: rows.mode, where: rows.where ?? null },
    changed: done !== undefined,
    tables: (done ?? plan).tables,
    savedRows: saved ? { id: saved.id, name: saved.name } : null,
  }
}
