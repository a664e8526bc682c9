import { keptName } from '../archive/kept.ts'
import type { Manifest } from '../archive/manifest.ts'
import type { Host } from '../host/host.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import type { RestoreMode } from '../options/restore.ts'
import type { LiveDatabase, Old } from '../postgres/live/facts.ts'
import { count } from './backup.ts'
import { cell } from './markdown.ts'

/** What is restored: a backup of ours, or a dump that another program made. */
export type Subject =
  | { readonly kind: 'backup'; readonly manifest: Manifest }
  | {
      readonly kind: 'dump'
      readonly name: string
      /** Such as `plain SQL in gzip`. */
      readonly described: string
      /** When it was stored, where that is known. */
      readonly time: Date | undefined
      readonly bytes: number
      /** Of the server that it was taken of, where it tells. */
      readonly version: string | undefined
    }

/** What sentences call it. */
export const called = (subject: Subject): string =>
  subject.kind === 'backup' ? `the backup ${subject.manifest.id}` : `the dump ${subject.name}`

/** All that is to be done, and all that a person should know before it is. */
export type RestorePlan = {
  /** Of what decides what is done: the same plan has the same digest, whenever it is made. */
  readonly digest: string
  readonly mode: RestoreMode
  readonly subject: Subject
  /** The destination that it is fetched from. */
  readonly from: string
  /** Without a password. */
  readonly target: string
  readonly database: string
  readonly live: LiveDatabase | undefined
  /** What it is restored into before it goes live, and what the live one is called then. */
  readonly beside: string
  readonly old: string | undefined
  /** What a database that is to go first is called until then, and whether it is backed up before. */
  readonly aside: string | undefined
  readonly safetyBackup: boolean
  readonly olds: readonly Old[]
  /** What runs that did not come to their end have set aside. */
  readonly asides: readonly Old[]
  readonly dropped: readonly string[]
  readonly needBytes: number
  readonly freeBytes: number | undefined
  /** By the newest drill of a backup of this name. */
  readonly estimateSeconds: number | undefined
  /** Roles that are to be made. */
  readonly newRoles: readonly string[]
  readonly missingExtensions: readonly string[]
  readonly commands: readonly (readonly [when: string, command: string])[]
  readonly notes: readonly string[]
  /** What keeps it from being done, all of it. */
  readonly problems: readonly { readonly what: string; readonly next?: string | undefined }[]
}

/** Shows a plan, whole, before anything is done. */
export async function tellPlan(host: Host, plan: RestorePlan, now: Date): Promise<void> {
  const lines = [...factLines(plan, now), '', 'What happens:', ...numbered(stepsOf(plan))]
  const notes = [...standingBy(plan, now), ...plan.notes]
  if (notes.length > 0) lines.push('', 'To know:', ...notes.map((note) => `- ${note}`))
  if (plan.problems.length > 0)
    lines.push('', 'What is in the way:', ...plan.problems.map((problem) => `- ${problemLine(problem)}`))
  lines.push('', `Plan ${plan.digest}`)
  await host.group('Plan', async () => host.info(lines.join('\n')))
  host.output('plan', plan.digest)
  if (plan.subject.kind === 'backup') host.output('backup-id', plan.subject.manifest.id)
  const markdown = lines.map((line) =>
    line === ''
      ? ''
      : line.replace(
          /^(- |\d+\. )?(.*)$/s,
          (_, mark = '', text) => `${mark}${cell(text)}${mark ? '' : '  '}`,
        ),
  )
  await host.summary(`## Plan of a restore into ${cell(plan.database)}\n\n${markdown.join('\n')}\n`)
}

export const problemLine = ({ what, next }: RestorePlan['problems'][number]): string =>
  [what, next].filter(Boolean).join(' ')

const numbered = (steps: readonly string[]): string[] => steps.map((step, at) => `${at + 1}. ${step}`)

function factLines(plan: RestorePlan, now: Date): string[] {
  const { target, live, needBytes, freeBytes, estimateSeconds, subject } = plan
  const there = live
    ? `there, ${formatBytes(live.bytes)}, owned by ${live.properties.owner}`
    : 'not there yet'
  return [
    ...subjectLines(plan, now),
    `Into: ${target}: ${there}`,
    `Room: about ${formatBytes(needBytes)} more on the server${freeBytes === undefined ? ' (how much is free there cannot be known from here)' : `, where ${formatBytes(freeBytes)} are free`}`,
    `Time: ${estimateSeconds === undefined ? NOT_TIMED[subject.kind] : `about ${formatDuration(estimateSeconds)} until it is back, by the newest drill`}`,
  ]
}

const NOT_TIMED: Readonly<Record<Subject['kind'], string>> = {
  backup: 'not known, since no backup of this name was ever verified',
  dump: 'not known',
}

function subjectLines({ subject, from }: RestorePlan, now: Date): string[] {
  if (subject.kind === 'dump') {
    const { name, described, time, bytes, version } = subject
    return [
      `Dump: ${name}${time === undefined ? '' : `, stored ${ageOf(time.toISOString(), now)} ago`}`,
      `Holds: ${described}, ${formatBytes(bytes)}, of PostgreSQL ${version ?? 'of a version that it does not tell'}; it has no proof to compare it with`,
    ]
  }
  const { id, label, name, snapshot, totals, server } = subject.manifest
  const rows = totals.rows === undefined ? '' : `, ${count(totals.rows, 'row')}`
  return [
    `Backup: ${id}${label === undefined ? '' : ` (${label})`} of ${name}, ${ageOf(snapshot.time, now)} old, from ${from}`,
    `Holds: ${count(totals.tables, 'table')}${rows}, ${formatBytes(totals.rawBytes)}, of PostgreSQL ${server.version}`,
  ]
}

const ageOf = (time: string, now: Date): string =>
  formatDuration(Math.max(0, (now.getTime() - Date.parse(time)) / 1000))

function stepsOf(plan: RestorePlan): string[] {
  const { beside, old, database, dropped, newRoles, commands, aside } = plan
  const command = (when: string) =>
    commands
      .filter(([at]) => at === when)
      .map(([, text]) => `Run \`${when}-command\`: ${text.split('\n')[0]}`)
  const inPlace = aside !== undefined
  return [
    ...(newRoles.length > 0 ? [`Make the roles ${newRoles.join(', ')}, without passwords.`] : []),
    ...(inPlace ? goingFirst(plan, command('before')) : []),
    `Restore into a new database "${beside}"${plan.subject.kind === 'backup' ? ', and compare it with what the source held' : ''}.`,
    ...command('migrate'),
    ...command('smoke'),
    ...(inPlace ? [] : command('before')),
    old === undefined
      ? `Where all of that passes, call it "${database}".${inPlace ? ` ${OTHERWISE[String(plan.safetyBackup)]}` : ''}`
      : `Where all of that passes, end the connections to "${database}", and in one moment call it "${old}" and the restored one "${database}".`,
    ...command('after'),
    ...dropped.map((name) => `Drop "${name}", which an earlier run replaced.`),
  ]
}

const OTHERWISE: Readonly<Record<string, string>> = {
  true: 'Where it does not, put what was there back from its safety backup.',
  false: 'Where it does not, there is no way back.',
}

/** What happens to a database that goes before another is restored in its place. */
function goingFirst(
  { database, aside, safetyBackup, subject }: RestorePlan,
  beforeCommand: readonly string[],
): string[] {
  return [
    `Read the backup to its end, and restore all of it but the rows once, to see that it can be.`,
    ...beforeCommand,
    `End the connections to "${database}", and call it "${aside}": from here on, nobody reaches it until the end.`,
    ...(safetyBackup && subject.kind === 'backup'
      ? [
          `Back it up to the same destinations under "${keptName(subject.manifest.name, 'database')}", and read that to its end.`,
        ]
      : []),
    `DROP it.`,
  ]
}

/** What is there and does not hinder anything. */
function standingBy({ live, olds, asides, dropped, mode, safetyBackup }: RestorePlan, now: Date): string[] {
  const others = [...asideLines(asides), ...oldLines(olds, dropped, now)]
  if (!live) return others
  const { slots, cronJobs, subscriptions } = live.bound
  const all = live.connections.reduce((sum, connections) => sum + connections.count, 0)
  const who = live.connections.map(
    ({ application, user, count: number }) =>
      `${number} of ${application || 'a program without a name'} as ${user}`,
  )
  return [
    all > 0
      ? `${count(all, 'connection')} to it will be ended: ${who.slice(0, 10).join(', ')}${who.length > 10 ? ' and others' : ''}.`
      : 'Nobody is connected to it.',
    mode === 'in-place'
      ? `What was written since the backup is in the ${safetyBackup ? 'safety backup alone' : 'database that is dropped, and nowhere else'}.`
      : 'What was written since the backup stays in the old database alone.',
    ...(slots.length > 0
      ? [`Its logical replication slots stay with the old one: ${slots.join(', ')}.`]
      : []),
    ...(subscriptions > 0
      ? [
          `Its ${count(subscriptions, 'subscription')} stay with the old one, which goes on receiving; the restored one has none.`,
        ]
      : []),
    ...(cronJobs > 0
      ? [
          `${count(cronJobs, 'job')} of pg_cron name the database by its name, and will run in the restored one.`,
        ]
      : []),
    ...(mode === 'in-place' && olds.length > 0
      ? ['`undo` does not take this back, but goes to what an earlier run replaced.']
      : []),
    ...others,
  ]
}

const asideLines = (asides: readonly Old[]): string[] =>
  asides.map(
    ({ name }) =>
      `"${name}" was set aside by a run that did not come to its end: \`undo: true\` gives it its name back.`,
  )

const oldLines = (olds: readonly Old[], dropped: readonly string[], now: Date): string[] =>
  olds
    .filter(({ name }) => !dropped.includes(name))
    .map(
      ({ name, replaced, bytes }) =>
        `"${name}" is there from an earlier run, ${ageOf(replaced.toISOString(), now)} old${bytes === undefined ? '' : `, ${formatBytes(bytes)}`}.`,
    )

/** A plan as JSON. */
export function planJson(plan: RestorePlan): object {
  const { digest, mode, from, target, database, live, beside, old, dropped } = plan
  return {
    format: 1,
    plan: digest,
    ...{ mode, target, database, from },
    ...subjectJson(plan.subject),
    live: live
      ? { bytes: live.bytes, owner: live.properties.owner, connections: live.connections, bound: live.bound }
      : null,
    restoredInto: beside,
    oldDatabase: old ?? null,
    safetyBackup: plan.safetyBackup,
    olds: plan.olds.map(({ name, replaced, bytes }) => ({ name, replaced, bytes: bytes ?? null })),
    dropped,
    needBytes: plan.needBytes,
    freeBytes: plan.freeBytes ?? null,
    estimateSeconds: plan.estimateSeconds ?? null,
    newRoles: plan.newRoles,
    missingExtensions: plan.missingExtensions,
    notes: plan.notes,
    problems: plan.problems,
  }
}

function subjectJson(subject: Subject): object {
  if (subject.kind === 'dump') {
    const { name, described, time, bytes, version } = subject
    return {
      dump: { name, what: described, time: time?.toISOString() ?? null, bytes, version: version ?? null },
    }
  }
  const { id, name, label, snapshot, totals } = subject.manifest
  return {
    backup: {
      ...{ id, name, label: label ?? null, time: snapshot.time },
      ...{ rows: totals.rows ?? null, bytes: totals.rawBytes },
    },
  }
}
