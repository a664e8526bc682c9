import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { UserError } from '../errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A workflow command: a line that GitHub's runner acts on. */
export function workflowCommand(name: string, message = ''): string {
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return `::${name}::${escaped}`
}

/** Hands a named value to the runner by one of its files; the delimiter cannot be guessed, so no value can end itself. */
export function appendValue(
  env: Environment,
  variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE',
  name: string,
  value: string,
): void {
  const delimiter = `pg-backup-${randomUUID()}`
  appendTo(env[variable], variable, `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
}

/** The runner refuses a larger summary of a step as a whole. */
const SUMMARY_LIMIT = 1024 * 1024
const CUT = '\n\n_The rest of this summary is left out: GitHub shows no more than 1 MiB._\n'

/** Appends to the step's summary, cut at a line's end where the runner would refuse it. */
export function appendSummary(env: Environment, markdown: string): void {
  const file = env.GITHUB_STEP_SUMMARY
  const room = SUMMARY_LIMIT - sizeOf(file)
  const text = `${markdown}\n`
  if (Buffer.byteLength(text) <= room) {
    appendTo(file, 'GITHUB_STEP_SUMMARY', text)
  } else {
    const cut = cutToBytes(text, room - Buffer.byteLength(CUT))
    if (cut !== undefined) appendTo(file, 'GITHUB_STEP_SUMMARY', `${cut}${CUT}`)
  }
}

function cutToBytes(text: string, bytes: number): string | undefined {
  if (bytes < 0) return undefined
  // A cut in the middle of a character leaves a replacement character, which the cut to a line's end takes away.
  const head = Buffer.from(text).subarray(0, bytes).toString()
  return head.slice(0, Math.max(0, head.lastIndexOf('\n')))
}

function sizeOf(file: string | undefined): number {
  return file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}

function appendTo(file: string | undefined, variable: string, text: string): void {
  // Without the file there is nobody who would read it, as in a copy of a runner that knows no summaries.
  if (file === undefined || file === '') return
  try {
    appendFileSync(file, text)
  } catch (cause) {
    throw new UserError({
      what: `The runner's file ${variable} cannot be written.`,
      why: cause instanceof Error ? cause.message : undefined,
      next: 'Look for room and rights on the disk of the runner.',
      cause,
    })
  }
}

/** Who reads the log: only an event that says that its repository is private makes it private. */
export function audienceOf(env: Environment): 'private' | 'public' {
  if (env.GITHUB_EVENT_PATH === undefined) return 'public'
  try {
    const event: unknown = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))
    return (event as { repository?: { private?: unknown } } | null)?.repository?.private === true
      ? 'private'
      : 'public'
  } catch {
    return 'public'
  }
}
