import { parseFile } from './file.ts'
import { parseHttpUrl } from './http-url.ts'
import type { Option } from './option.ts'
import { choice, parseSwitch, parseText } from './values.ts'
import { NOTIFY_FORMATS, NOTIFY_WHEN } from './watch.ts'

/** What leaves nothing in storage has no metrics. */
const MEASURED = ['backup', 'verify', 'restore'] as const
const WATCHED = ['backup', 'verify', 'prove', 'restore'] as const

/** The options that say who else is told of a run. */
export const WATCH = {
  'metrics-file': {
    commands: MEASURED,
    group: 'Who is told',
    form: 'value',
    placeholder: 'FILE',
    example: '/var/lib/prometheus/node-exporter/pg-backup.prom',
    otherwise: 'none is written',
    sentence:
      "A file for metrics of Prometheus, as node_exporter's textfile collector reads it; replaced in one moment when the run has ended, whichever way.",
    parse: parseFile,
  },
  pushgateway: {
    commands: MEASURED,
    group: 'Who is told',
    form: 'value',
    // Of an address with a name or a password in it, all is hidden.
    secret: (text: string) => text.includes('@'),
    env: 'PG_BACKUP_PUSHGATEWAY',
    placeholder: 'URL',
    example: 'https://pushgateway.example.com',
    otherwise: 'metrics are pushed nowhere',
    sentence:
      "The address of Prometheus' push gateway, which gets the same metrics, in a group for each name and destination.",
    parse: parseHttpUrl,
  },
  'notify-webhook': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'value',
    secret: true,
    env: 'PG_BACKUP_NOTIFY_WEBHOOK',
    placeholder: 'URL',
    example: 'https://hooks.slack.com/services/T000/B000/XXXX',
    otherwise: 'nobody is told',
    sentence: 'An address that is told how runs end, by a POST.',
    parse: parseHttpUrl,
  },
  'notify-format': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'value',
    placeholder: 'FORMAT',
    example: 'slack',
    default: 'json',
    sentence:
      'The shape of that message: `json` with all there is to say, or what `slack`, `teams` or `discord` show.',
    parse: choice(NOTIFY_FORMATS),
  },
  'notify-on': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'value',
    placeholder: 'WHEN',
    example: 'change',
    default: 'failure',
    sentence:
      'Of which runs the webhook is told: `failure`, all that do not pass; `change`, those that end otherwise than the one before did, by the records in storage; `always`.',
    parse: choice(NOTIFY_WHEN),
  },
  'heartbeat-url': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'value',
    secret: true,
    env: 'PG_BACKUP_HEARTBEAT_URL',
    placeholder: 'URL',
    example: 'https://hc-ping.com/0b9f6f9e-2c0f-4f0e-8a54-0c4d5f5c2e11',
    otherwise: 'none is pinged',
    sentence:
      'The address of a heartbeat such as healthchecks.io has: pinged when a run has passed, and with `/fail` at its end when not.',
    parse: parseHttpUrl,
  },
  'github-issue': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'switch',
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence:
      'Open one issue in the repository for each name and command that does not pass, comment on it when that happens again, and close it when it is well again; the job needs `issues: write`.',
    parse: parseSwitch,
  },
  'github-token': {
    commands: WATCHED,
    group: 'Who is told',
    form: 'value',
    secret: true,
    env: 'GITHUB_TOKEN',
    placeholder: 'TOKEN',
    example: 'ghs_16C7e42F292c6912E7710c838347Ae178B4a',
    otherwise: 'none',
    needs: { backup: 'github-issue', verify: 'github-issue', prove: 'github-issue', restore: 'github-issue' },
    sentence: 'The token that issues are written with; in a workflow, its own: `github.token`.',
    parse: parseText,
  },
} as const satisfies Readonly<Record<string, Option>>

export type WatchOptionName = keyof typeof WATCH
