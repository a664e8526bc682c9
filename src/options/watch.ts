import { UsageError } from '../errors.ts'

/** Which shape of message a webhook takes. */
export const NOTIFY_FORMATS = ['json', 'slack', 'teams', 'discord'] as const

/** Of which runs a webhook is told: those that did not pass, those that ended otherwise than the one before, or each. */
export const NOTIFY_WHEN = ['failure', 'change', 'always'] as const

/** Who is told of a run besides the one who started it. */
export type Watch = {
  /** A file for node_exporter's textfile collector. */
  readonly metricsFile: string | undefined
  readonly pushgateway: URL | undefined
  readonly webhook:
    | {
        readonly url: URL
        readonly format: (typeof NOTIFY_FORMATS)[number]
        readonly on: (typeof NOTIFY_WHEN)[number]
      }
    | undefined
  readonly heartbeat: URL | undefined
  readonly githubIssue: { readonly token: string } | undefined
}

/** The values one by one; a command that has not all of these options leaves some out. */
export type WatchValues = {
  readonly metricsFile?: string | undefined
  readonly pushgateway?: URL | undefined
  readonly notifyWebhook?: URL | undefined
  readonly notifyFormat?: (typeof NOTIFY_FORMATS)[number]
  readonly notifyOn?: (typeof NOTIFY_WHEN)[number]
  readonly heartbeatUrl?: URL | undefined
  readonly githubIssue?: boolean
  readonly githubToken?: string | undefined
}

/** Who is to be told; nobody, where nothing of it is given. */
export function watchOf(values: WatchValues): Watch | undefined {
  const { metricsFile, pushgateway, heartbeatUrl: heartbeat, githubIssue: wanted } = values
  const [webhook, githubIssue] = [webhookOf(values), wanted ? { token: tokenOf(values) } : undefined]
  const all = { metricsFile, pushgateway, webhook, heartbeat, githubIssue }
  return Object.values(all).some((one) => one !== undefined) ? all : undefined
}

function webhookOf({
  notifyWebhook: url,
  notifyFormat: format = 'json',
  notifyOn: on = 'failure',
}: WatchValues): Watch['webhook'] {
  if (url) return { url, format, on }
  const idle = format === 'json' ? on !== 'failure' && 'notify-on' : 'notify-format'
  if (!idle) return undefined
  throw new UsageError({
    what: `\`${idle}\` does nothing without \`notify-webhook\`.`,
    why: 'One that comes from a secret is empty where the secret is not set.',
    next: 'Set `notify-webhook` (or PG_BACKUP_NOTIFY_WEBHOOK), or leave it out.',
  })
}

function tokenOf({ githubToken }: WatchValues): string {
  if (githubToken !== undefined) return githubToken
  throw new UsageError({
    what: '`github-issue` needs a token.',
    next: "Set `github-token` to the workflow's own, `github.token` (or the variable GITHUB_TOKEN), and give the job `permissions: { issues: write }`.",
  })
}
