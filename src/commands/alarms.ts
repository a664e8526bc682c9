import { asError, firstLine, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { Undelivered } from '../host/request.ts'
import { withoutCredentials } from '../host/secrets.ts'
import type { Alarm, Telling } from '../notify/alarm.ts'
import { cut } from '../notify/alarm.ts'
import type { GitHub } from '../notify/github.ts'
import { adviceOn, keepIssue } from '../notify/github-issue.ts'
import { pingHeartbeat } from '../notify/heartbeat.ts'
import { tellWebhook } from '../notify/webhook.ts'
import type { Destination } from '../options/destination.ts'
import type { Watch } from '../options/watch.ts'

const PATIENCE_MS = 10_000
/** A runner gives a cancelled step seven seconds, and cleaning up needs most of them. */
const PATIENCE_CANCELLED_MS = 3_000

type Channels = Pick<Watch, 'webhook' | 'heartbeat'> & { readonly github: GitHub | undefined }

/** A run that has ended, in its own words. */
export type EndedRun = Pick<
  Alarm,
  'command' | 'outcome' | 'previous' | 'name' | 'backup' | 'message' | 'startedAt'
> & {
  readonly destinations: readonly Destination[]
}

/** Tells everybody who is to know; who cannot be told is warned of, and never hides the verdict. */
export async function sendAlarms(host: Host, channels: Channels, run: EndedRun): Promise<void> {
  const { webhook, heartbeat, github } = channels
  const alarm = alarmOf(host, run)
  const telling = tellingOf(host)
  await Promise.all([
    webhook &&
      isTold(webhook.on, alarm) &&
      deliver(host, 'notify-webhook', () => tellWebhook(webhook, alarm, telling)),
    heartbeat && deliver(host, 'heartbeat-url', () => pingHeartbeat(heartbeat, alarm, telling)),
    github && deliver(host, 'github-issue', () => keepIssue(github, alarm, telling), adviceOn),
  ])
}

/** Where the run was told to stop, it may still say so, in haste. */
const tellingOf = ({ signal }: Host): Telling =>
  signal.aborted
    ? { signal: AbortSignal.timeout(PATIENCE_CANCELLED_MS), patienceMs: PATIENCE_CANCELLED_MS }
    : { signal, patienceMs: PATIENCE_MS }

function isTold(on: NonNullable<Watch['webhook']>['on'], { outcome, previous }: Alarm): boolean {
  switch (on) {
    case 'always':
      return true
    case 'failure':
      return outcome !== 'pass'
    case 'change':
      return outcome !== (previous ?? 'pass')
  }
}

async function deliver(
  host: Host,
  option: string,
  work: () => Promise<unknown>,
  advice: (error: unknown) => string | undefined = () => undefined,
): Promise<void> {
  try {
    const note = await work()
    if (typeof note === 'string') host.warn(`\`${option}\`: ${note}`)
  } catch (error) {
    const why =
      error instanceof Undelivered || error instanceof UserError ? firstLine(error) : asError(error).name
    host.debug(`\`${option}\`: ${asError(error).stack}`)
    const lines = [
      `\`${option}\`: the alarm could not be delivered: ${why}. How the run ended stays as it is.`,
    ]
    host.warn([...lines, advice(error)].filter(Boolean).join('\n'))
  }
}

/** No receiver needs more of what went wrong; the log has all of it. */
const MESSAGE_LENGTH = 20_000

function alarmOf(host: Host, { destinations, message, name, startedAt, ...run }: EndedRun): Alarm {
  const clean = (text: string) => withoutCredentials(host.redact(text))
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = host.env
  return {
    ...run,
    startedAt,
    name: name && clean(name),
    destinations: destinations.map(({ label }) => clean(label)),
    message:
      run.outcome === 'pass' || message === undefined ? undefined : cut(clean(message), MESSAGE_LENGTH),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 100) / 10,
    page:
      GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
        ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
        : undefined,
  }
}
