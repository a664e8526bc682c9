import { Undelivered, withRetries } from '../host/request.ts'
import { type Alarm, cut, factsOf, headlineOf, type Telling } from './alarm.ts'
import { type GitHub, type Issue, issueApi } from './github.ts'

/** By this label issues are found again, and by the mark in its text the one that is about this name and command. */
const LABEL = 'pg-backup'

const markOf = ({ command, name }: Alarm): string =>
  `<!-- pg-backup-action: ${command} of ${encodeURIComponent(name ?? '')} -->`

/**
 * Keeps one issue for a name and a command: opened when a run does not pass, commented on when that happens again, closed
 * when it is well again, and opened once more after that. Resolves with what a reader should know besides.
 */
export async function keepIssue(github: GitHub, alarm: Alarm, telling: Telling): Promise<string | undefined> {
  const issues = issueApi(github, telling)
  const mark = markOf(alarm)
  // The whole of it again: what was opened although the answer was lost is found then, and not opened twice.
  return withRetries(telling.signal, async () => {
    const ours = (await issues.withLabel(LABEL)).filter(({ text }) => text.includes(mark))
    const open = ours.filter((issue) => issue.open)
    if (alarm.outcome !== 'pass') return raise(issues, alarm, open[0] ?? ours[0])
    for (const { number } of open) {
      await issues.comment(number, bodyOf(alarm))
      await issues.setOpen(number, false)
    }
    return undefined
  })
}

async function raise(
  issues: ReturnType<typeof issueApi>,
  alarm: Alarm,
  issue: Issue | undefined,
): Promise<string | undefined> {
  if (issue) {
    if (!issue.open) await issues.setOpen(issue.number, true)
    await issues.comment(issue.number, bodyOf(alarm))
    return undefined
  }
  const title = cut(
    `pg-backup: ${alarm.command}${alarm.name === undefined ? '' : ` of ${alarm.name}`} does not pass`,
    250,
  )
  const made = await issues.open({
    title,
    body: `${bodyOf(alarm)}\n\n${CLOSES}\n${markOf(alarm)}`,
    label: LABEL,
  })
  if (made.labels.includes(LABEL)) return undefined
  return `The issue #${made.number} did not get the label \`${LABEL}\`, by which it is found again: the token may not label issues.`
}

const CLOSES = 'The next run that passes closes this issue.'

/** Between fences, where nothing of it calls anybody or points anywhere. */
function bodyOf(alarm: Alarm): string {
  const { page } = alarm
  const facts = factsOf(alarm).filter(([word]) => word !== 'Run')
  const lines = [
    alarm.message && cut(alarm.message, 20_000),
    ...facts.map(([word, what]) => `${word}: ${what}`),
  ]
  const text = lines.filter(Boolean).join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const where = page === undefined ? '' : `\n\n[The run](${page})`
  return `**${headlineOf({ ...alarm, name: undefined })}**\n\n${fence}text\n${text}\n${fence}${where}`
}

/** What to do where GitHub says no. */
export function adviceOn(error: unknown): string | undefined {
  const status = error instanceof Undelivered ? error.status : undefined
  if (status === 401) return 'The token is wrong or has expired: look at `github-token`.'
  if (status === 403 || status === 404)
    return 'Most often the token may not write issues: give the job `permissions: { issues: write }`.'
  return status === 410 ? 'The repository has no issues: turn them on in its settings.' : undefined
}
