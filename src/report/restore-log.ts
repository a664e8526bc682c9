import { randomUUID } from 'node:crypto'
import { appendFile, link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { dirname } from 'node:path'
import { asError, UsageError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatDuration } from '../host/measure.ts'
import { type DrillReport, namesOf, secondsToRestore } from './drill.ts'

const HEAD = [
  '| Date (UTC) | Environment | Backup | Result | Verified by | Notes |',
  '| --- | --- | --- | --- | --- | --- |',
]

/** As it may stand in a cell; the file is read as it is too, so no more is escaped than has to be. */
const cell = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\|[\]*`]/g, '\\$&')
    .replace(/</g, '&lt;')

/** Refuses a log that could not be written, before a drill of hours; the file itself need not be there yet. */
export async function requireRestoreLog(file: string | undefined): Promise<void> {
  if (file === undefined) return
  const folder = dirname(file)
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) return
  throw new UsageError({
    what: `\`restore-log\`: there is no folder ${folder}.`,
    next: 'Make it first, or write the path of a file in a folder that is there; a relative one begins in the workspace.',
  })
}

/** Adds a row to the user's own log of restore tests, which auditors ask for; it holds no name of a table. */
export async function addToRestoreLog(host: Host, file: string, report: DrillReport): Promise<void> {
  const row = host.redact(rowOf(host, report))
  try {
    const found = await textOf(file)
    if (found === undefined && (await begin(file, `${[...HEAD, row].join('\n')}\n`))) return
    await appendFile(file, continuing(found ?? (await readFile(file, 'utf8')), row))
  } catch (error) {
    throw new UserError({
      what: `The restore log ${file} could not be written, and this drill is not in it.`,
      why: asError(error).message,
      next: `Look at \`restore-log\`: its folder has to be there, and this user has to be allowed to write the file. The row would have been:\n${row}`,
      cause: error,
    })
  }
}

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** Makes the file with its first row in one go, unless it is there: of two drills at once only one may write the head. */
async function begin(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, text, { flag: 'wx' })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // Not every file system has links.
    return await writeFile(file, text, { flag: 'wx' }).then(() => true, notThere)
  } finally {
    await rm(draft, { force: true })
  }
}

function notThere(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}

/** What has to be appended so that the row stands in the table that the text ends with, or in a new one. */
function continuing(text: string, row: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text.split(/\r?\n/)
  const ended = lines.at(-1) === ''
  const last = (ended ? lines.at(-2) : lines.at(-1)) ?? ''
  const added = last.trimStart().startsWith('|') ? [row] : [...(last.trim() === '' ? [] : ['']), ...HEAD, row]
  return `${ended || text === '' ? '' : newline}${added.join(newline)}${newline}`
}

function rowOf(host: Host, report: DrillReport): string {
  const { manifest, name, verdict, startedAt } = report
  const label = manifest?.label === undefined ? '' : ` (${manifest.label})`
  const cells = [
    startedAt.toISOString().slice(0, 16).replace('T', ' '),
    manifest ? name : '',
    manifest ? `${manifest.id}${label}` : name,
    verdict,
  ].map(cell)
  return `| ${[...cells, verifiedBy(host), cell(notesOf(report))].join(' | ')} |`
}

/** Who verified: in a workflow a link to the run, which holds all the rest. */
function verifiedBy({ env }: Host): string {
  const { GITHUB_ACTIONS, GITHUB_ACTOR, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_ACTOR) return cell(`${userName(env)}@${hostname()}`)
  const run = `${GITHUB_SERVER_URL ?? 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
  return /^https?:\/\/[^\s()<>|]+\/actions\/runs\/\d+$/.test(run)
    ? `${cell(GITHUB_ACTOR)}, [run ${GITHUB_RUN_ID}](${run})`
    : cell(GITHUB_ACTOR)
}

function userName(env: Host['env']): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a user that has no name.
    return env.USER ?? 'unknown'
  }
}

function notesOf(report: DrillReport): string {
  const { level, rto, checks, from, manifest } = report
  const failed = namesOf(report, 'fail')
  const unknown = namesOf(report, 'unverified')
  const rows = checks.find(({ name }) => name === 'rows')
  const back = formatDuration(secondsToRestore(report))
  return [
    failed.length > 0 ? `failed: ${failed.join(', ')}` : '',
    unknown.length > 0 ? `could not be verified: ${unknown.join(', ')}` : '',
    `from ${from}`,
    `level ${level}`,
    manifest ? '' : 'nothing to compare it with',
    rows ? rows.looked : '',
    level === 'archive'
      ? ''
      : `fetched and restored in ${back}${rto === undefined ? '' : ` of ${formatDuration(rto)}`}`,
  ]
    .filter(Boolean)
    .join('; ')
}
