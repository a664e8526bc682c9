import { send, withRetries } from '../host/request.ts'
import { VERSION } from '../options/version.ts'
import type { Watch } from '../options/watch.ts'
import { type Alarm, cut, factsOf, headlineOf, type Telling } from './alarm.ts'

type Webhook = NonNullable<Watch['webhook']>

/** Tells a webhook, in the shape that it takes. */
export async function tellWebhook({ url, format }: Webhook, alarm: Alarm, telling: Telling): Promise<void> {
  const body = JSON.stringify(SHAPES[format](alarm))
  const headers = { 'content-type': 'application/json' }
  await withRetries(telling.signal, () => send(url, { method: 'POST', headers, body, ...telling }))
}

const MARKS: Readonly<Record<Alarm['outcome'], string>> = {
  pass: '✅',
  fail: '❌',
  unverified: '❓',
  cancelled: '⏹️',
}

const SHAPES: Readonly<Record<Webhook['format'], (alarm: Alarm) => object>> = {
  json: jsonShape,
  slack: slackShape,
  teams: teamsShape,
  discord: discordShape,
}

/** All there is to say; fields may be added to format 1, and none is given another meaning. */
function jsonShape(alarm: Alarm): object {
  return {
    format: 1,
    tool: VERSION,
    command: alarm.command,
    outcome: alarm.outcome,
    previous: alarm.previous ?? null,
    name: alarm.name ?? null,
    backup: alarm.backup ?? null,
    destinations: alarm.destinations,
    message: alarm.message ?? null,
    startedAt: alarm.startedAt.toISOString(),
    durationSeconds: alarm.seconds,
    run: alarm.page ?? null,
  }
}

const title = (alarm: Alarm): string => `${MARKS[alarm.outcome]} pg-backup, ${headlineOf(alarm)}`

/** Three characters mean something there: a link, a mention and an entity all begin with one of them. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function slackShape(alarm: Alarm): object {
  const lines = factsOf(alarm).map(([word, what]) => `${word}: ${slackText(what)}`)
  // In a fence nothing is bold or struck through.
  const message = alarm.message && `\`\`\`\n${slackText(fenced(alarm.message, 2500))}\n\`\`\``
  return { text: [`*${slackText(title(alarm))}*`, message, ...lines].filter(Boolean).join('\n') }
}

/** What is put between fences must not end them. */
const fenced = (text: string, length: number): string => cut(text, length).replaceAll('```', "'''")

/** An adaptive card, as the workflows of Teams take it. */
function teamsShape(alarm: Alarm): object {
  const text = (what: string, more: object = {}) => ({ type: 'TextBlock', text: what, wrap: true, ...more })
  const facts = factsOf(alarm).map(([word, what]) => ({ title: word, value: teamsText(what) }))
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      text(teamsText(title(alarm)), { weight: 'Bolder', size: 'Medium' }),
      ...(alarm.message === undefined ? [] : [text(teamsText(cut(alarm.message, 5000)))]),
      { type: 'FactSet', facts },
    ],
    ...(alarm.page !== undefined && {
      actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url: alarm.page }],
    }),
  }
  const attachment = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: card,
  }
  return { type: 'message', attachments: [attachment] }
}

/** A text block knows a little Markdown, and a line break only as two of them. */
const teamsText = (text: string): string =>
  text.replace(/[\\*_[\]]/g, (char) => `\\${char}`).replaceAll('\n', '\n\n')

function discordShape(alarm: Alarm): object {
  const facts = factsOf(alarm).map(([word, what]) => `${word}: ${discordText(what)}`)
  const message = alarm.message && `\`\`\`\n${fenced(alarm.message, 1000)}\n\`\`\``
  const content = [`**${discordText(title(alarm))}**`, message, ...facts].filter(Boolean).join('\n')
  // Discord takes 2000 characters; and no text of ours may call anybody.
  return { content: cut(content, 2000), allowed_mentions: { parse: [] } }
}

const discordText = (text: string): string =>
  /^https?:/.test(text) ? text : text.replace(/[\\*_~`|>]/g, (char) => `\\${char}`)
