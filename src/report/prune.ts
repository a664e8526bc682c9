import type { Debris } from '../archive/debris.ts'
import type { Decision } from '../archive/prune-plan.ts'
import type { Prunable, Pruned } from '../archive/pruning.ts'
import { earlyFee } from '../archive/tiers.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import { count } from './backup.ts'
import { columns } from './columns.ts'
import { age, verified } from './list.ts'
import { cell, table } from './markdown.ts'

/** What becomes, or became, of all that lies under one name of a destination. */
export type PruneReport = {
  readonly prunable: Prunable
  readonly now: Date
  /** Nothing where it was only looked. */
  readonly pruned?: Pruned
}

/** Every backup, and why it stays or goes. */
export function planTable({ prunable, now }: PruneReport): string {
  const rows = prunable.plan.decisions.map((decision) => {
    const { id, label, startedAt } = decision.backup
    return [
      id,
      label ?? '',
      age(startedAt, now),
      verified(decision.backup, now),
      lotOf(prunable, decision),
      whyOf(prunable, decision, now),
    ]
  })
  const head = ['Backup', 'Label', 'Age', 'Verified', 'What', 'Why']
  return `${titleOf(prunable)}\n${columns([head, ...rows])}`
}

/** `offsite, shop: of 12 backups, 9 stay and 3 go.` and what else is to be swept. */
export function planLines({ prunable, now }: PruneReport): string[] {
  const { plan, debris, records } = prunable
  const lots = plan.decisions.map((decision) => lotOf(prunable, decision))
  const numberOf = (wanted: Lot) => lots.filter((lot) => lot === wanted).length
  const goes = plan.refusal ? `${numberOf('would go')} would go` : `${numberOf('goes')} go`
  return [
    `${titleOf(prunable)}: of ${count(lots.length, 'backup')}, ${numberOf('stays')} stay and ${goes}.`,
    ...debris.map((one) => debrisLine(one, now)),
    ...(records.length > 0 ? [`${count(records.length, 'record')} have been kept for long enough.`] : []),
  ]
}

/** Where it is, and under which name. */
export const titleOf = ({ storage, inventory }: Prunable): string => `${storage.label}, ${inventory.name}`

const debrisLine = ({ id, folder, why }: Debris, now: Date): string =>
  `${count(folder.objects, 'object')} of ${id} (${formatBytes(folder.bytes)}) are debris: ${why}${feeOf(folder, now)}.`

type Lot = 'stays' | 'goes' | 'would go'

function lotOf({ plan }: Prunable, { keptBy }: Decision): Lot {
  if (keptBy.length > 0) return 'stays'
  return plan.refusal ? 'would go' : 'goes'
}

function whyOf({ inventory }: Prunable, { backup, keptBy }: Decision, now: Date): string {
  if (keptBy.length > 0) return keptBy.join(', ')
  const folder = inventory.folders.get(backup.id)
  return `no rule keeps it${folder ? feeOf(folder, now) : ''}`
}

function feeOf(folder: Debris['folder'], now: Date): string {
  const fee = earlyFee(folder, now)
  return fee === undefined ? '' : `; ${fee}`
}

/** How many backups are gone. */
export const goneOf = ({ pruned }: PruneReport): number =>
  pruned?.fates.filter(({ gone }) => gone).length ?? 0

/** All that went wrong, one by one. */
export const troublesOf = ({ pruned }: PruneReport): readonly Error[] =>
  partsOf(pruned).flatMap(({ troubles }) => troubles)

const partsOf = (pruned: Pruned | undefined) =>
  pruned ? [...pruned.fates, pruned.debris, pruned.records, pruned.unfinished] : []

/** Tells what was done, line by line. */
export function tellPruned(host: Host, report: PruneReport): void {
  const { prunable, pruned } = report
  if (!pruned) return
  const title = titleOf(prunable)
  for (const { id, gone, locked } of pruned.fates) {
    const [lock] = locked
    if (gone) host.info(`${title}: removed ${id}.`)
    else if (lock)
      host.warn(`${title}: ${id} stays, since ${lock.key} is kept by ${lock.by}; a later run removes it.`)
  }
  const leftovers = [...pruned.fates.filter(({ gone }) => gone), pruned.debris, pruned.records]
  for (const { key, by } of leftovers.flatMap(({ locked }) => locked))
    host.warn(`${title}: ${key} was skipped: it is kept by ${by}.`)
  for (const trouble of troublesOf(report)) host.error(trouble.message)
  const { debris, records, unfinished } = pruned
  host.info(
    `${title}: ${count(goneOf(report), 'backup')}, ${count(debris.count, 'object')} of debris, ${count(records.count, 'old record')} and ${count(unfinished.count, 'unfinished upload')} removed.`,
  )
}

/** What was decided and done, as JSON. */
export function pruneJson(report: PruneReport): object {
  const { prunable, pruned, now } = report
  const { storage, inventory, plan, debris, records } = prunable
  return {
    destination: storage.label,
    name: inventory.name,
    refused: plan.refusal?.what ?? null,
    backups: plan.decisions.map((decision) => ({
      id: decision.backup.id,
      label: decision.backup.label ?? null,
      startedAt: decision.backup.startedAt.toISOString(),
      bytes: inventory.folders.get(decision.backup.id)?.bytes ?? 0,
      decision: lotOf(prunable, decision),
      why: whyOf(prunable, decision, now),
    })),
    debris: debris.map(({ id, why, folder: { objects, bytes } }) => ({ id, why, objects, bytes })),
    expiredRecords: records.length,
    done: pruned
      ? {
          removed: pruned.fates.filter(({ gone }) => gone).map(({ id }) => id),
          debris: pruned.debris.count,
          records: pruned.records.count,
          unfinishedUploads: pruned.unfinished.count,
          locked: partsOf(pruned).flatMap(({ locked }) => locked),
          troubles: troublesOf(report).map(({ message }) => message),
        }
      : null,
  }
}

/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100

/** What was decided and done, for the job's summary. */
export function pruneSummary(report: PruneReport): string {
  const { prunable, pruned, now } = report
  const { refusal, decisions } = prunable.plan
  const going = decisions.filter(({ keptBy }) => keptBy.length === 0)
  const troubles = troublesOf(report)
  const good = !refusal && troubles.length === 0
  return [
    `## ${good ? '✅' : '❌'} ${pruned ? 'Pruned' : 'To be pruned'}: ${cell(titleOf(prunable))}`,
    planLines(report).map(cell).join('  \n'),
    ...(refusal ? [cell(refusal.what)] : []),
    ...(pruned ? [`${count(goneOf(report), 'backup')} removed.`] : []),
    ...troubles.slice(0, SHOWN).map(({ message }) => `- ${cell(message)}`),
    ...(going.length > 0
      ? [
          table(
            ['Backup', 'Label', 'What', 'Why'],
            going
              .slice(0, SHOWN)
              .map((one) => [
                one.backup.id,
                one.backup.label ?? '',
                lotOf(prunable, one),
                whyOf(prunable, one, now),
              ]),
          ),
        ]
      : []),
    ...(going.length > SHOWN ? [`${going.length - SHOWN} more are in the log.`] : []),
  ].join('\n\n')
}
