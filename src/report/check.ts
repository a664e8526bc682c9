import type { Breach } from '../archive/breach.ts'
import { drillState, usualOf } from '../archive/breaches.ts'
import { type Health, isWhole } from '../archive/health.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { CheckOptions } from '../options/check.ts'
import type { OutputOf } from '../options/outputs.ts'
import { count } from './backup.ts'
import { columns } from './columns.ts'
import { age } from './list.ts'
import { cell, table } from './markdown.ts'

/** What a check saw, and all of it that is not as it should be. */
export type CheckReport = {
  readonly now: Date
  readonly healths: readonly Health[]
  readonly breaches: readonly Breach[]
}

/** Tells how all is: a table or JSON as the answer, a line a breach, outputs and the job's summary. */
export async function reportCheck(host: Host, options: CheckOptions, report: CheckReport): Promise<void> {
  const { healths, breaches } = report
  for (const [name, value] of Object.entries(outputsOf(report))) host.output(name, value)
  if (options.json) host.print(JSON.stringify(checkJson(report, options), undefined, 2))
  else if (healths.length > 0) host.print(columns([HEAD, ...rowsOf(report, options)], NUMBERS))
  for (const one of breaches) host.error(lineOf(one))
  if (breaches.length === 0) host.info('All is well.')
  await host.summary(`${checkSummary(report, options)}\n`)
}

const outputsOf = ({ breaches }: CheckReport): Record<OutputOf<'check'>, string> => ({
  breaches: String(breaches.length),
})

/** One breach on one line: where, what, and what to do. */
export const lineOf = ({ destination, name, what, next }: Breach): string =>
  `${name === undefined ? destination : `${destination}, ${name}`}: ${what} ${next}`.replaceAll(
    /\s*\n\s*/g,
    ' ',
  )

const HEAD = [
  'Destination',
  'Name',
  'Newest',
  'Age',
  'Drill',
  'Size',
  'Rows',
  'Backups',
  'In all',
  'Breaches',
]
const NUMBERS = new Set([5, 6, 7, 8, 9])

function rowsOf({ healths, breaches, now }: CheckReport, expected: CheckOptions): string[][] {
  return healths.map((health) => {
    const { storage, inventory, scheduled, drill } = health
    const [newest] = inventory.backups
    const totals = health.looks.find(isWhole)?.manifest.totals
    const state = drillState(health, { expected, now })
    return [
      storage.label,
      inventory.name,
      newest?.id ?? 'none',
      newest ? age(newest.startedAt, now) : '',
      scheduled ? `${state}${drill ? `, ${age(drill.time, now)} ago` : ''}` : '',
      totals ? formatBytes(totals.storedBytes) : '',
      totals?.rows?.toLocaleString('en') ?? '',
      inventory.backups.length.toLocaleString('en'),
      formatBytes(bytesOf(health)),
      String(breaches.filter((one) => isAbout(one, health)).length),
    ]
  })
}

const isAbout = ({ destination, name }: Breach, { storage, inventory }: Health): boolean =>
  destination === storage.label && name === inventory.name

const bytesOf = ({ inventory }: Health): number =>
  [...inventory.folders.values()].reduce((sum, { bytes }) => sum + bytes, 0)

const DAY_MS = 24 * 3_600_000

/** How old backups of a period are at most, in days; each backup counts once. */
const PERIODS = { day: 1, week: 7, month: 30, year: 365, older: Number.POSITIVE_INFINITY } as const

type Period = { readonly backups: number; readonly bytes: number }

/** How many backups of each period are there, and how many bytes they take. */
function periodsOf({ inventory }: Health, now: Date): Record<string, Period> {
  let youngest = Number.NEGATIVE_INFINITY
  return Object.fromEntries(
    Object.entries(PERIODS).map(([period, days]) => {
      const from = youngest
      youngest = days
      const those = inventory.backups.filter(({ startedAt }) => {
        const old = (now.getTime() - startedAt.getTime()) / DAY_MS
        return old > from && old <= days
      })
      const bytes = those.reduce((sum, { id }) => sum + (inventory.folders.get(id)?.bytes ?? 0), 0)
      return [period, { backups: those.length, bytes }]
    }),
  )
}

/** All that was seen, as JSON. */
export function checkJson({ now, healths, breaches }: CheckReport, expected: CheckOptions): object {
  return {
    verdict: breaches.length === 0 ? 'pass' : 'fail',
    checkedAt: now.toISOString(),
    breaches: breaches.map(({ kind, destination, name, what, next }) => ({
      ...{ kind, destination, name: name ?? null, what, next },
    })),
    places: healths.map((health) => {
      const { storage, inventory, scheduled, drill, looks, overdue, debris } = health
      const [newest] = inventory.backups
      const whole = looks.filter(isWhole)
      const usual = usualOf(whole)
      return {
        destination: storage.label,
        name: inventory.name,
        scheduled,
        newest: newest ? { id: newest.id, startedAt: newest.startedAt.toISOString() } : null,
        newestWhole: whole[0] ? { id: whole[0].manifest.id, ...whole[0].manifest.totals } : null,
        usual: usual ?? null,
        drill: {
          state: drillState(health, { expected, now }),
          backup: drill?.id ?? null,
          time: drill?.time.toISOString() ?? null,
        },
        backups: inventory.backups.length,
        storedBytes: bytesOf(health),
        periods: periodsOf(health, now),
        overdue: overdue.map(({ id }) => id),
        debris: debris.map(({ id, why, folder: { objects, bytes } }) => ({ id, why, objects, bytes })),
      }
    }),
  }
}

/** A summary of a job may be a megabyte long in all. */
const SHOWN = 100

function checkSummary(report: CheckReport, expected: CheckOptions): string {
  const { healths, breaches, now } = report
  const heading =
    breaches.length === 0
      ? '✅ All is well with the backups'
      : `❌ ${count(breaches.length, 'thing')} about the backups ${breaches.length === 1 ? 'is' : 'are'} not well`
  const names = Object.keys(PERIODS)
  return [
    `## ${heading}`,
    ...(breaches.length > 0
      ? [
          breaches
            .slice(0, SHOWN)
            .map((one) => `- ${cell(lineOf(one))}`)
            .join('\n'),
        ]
      : []),
    ...(healths.length > 0
      ? [
          table(HEAD, rowsOf(report, expected).slice(0, SHOWN)),
          '### Backups of each period, and their bytes',
          table(
            ['Destination', 'Name', 'Up to a day', 'A week', '30 days', '365 days', 'Older'],
            healths.slice(0, SHOWN).map((health) => {
              const periods = periodsOf(health, now)
              const told = names.map((one) => {
                const { backups = 0, bytes = 0 } = periods[one] ?? {}
                return backups === 0 ? '' : `${backups} (${formatBytes(bytes)})`
              })
              return [health.storage.label, health.inventory.name, ...told]
            }),
          ),
        ]
      : []),
  ].join('\n\n')
}
