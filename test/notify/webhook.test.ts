import { pingHeartbeat } from '../../src/notify/heartbeat.ts'
import { tellWebhook } from '../../src/notify/webhook.ts'
import { NOTIFY_FORMATS } from '../../src/options/watch.ts'
import { type Listener, type Reply, refusingUrl, startListener } from './listener.ts'
import { failure, success, telling } from './sample.ts'

let listener: Listener
let reply: Reply | 'silent' = { status: 200 }
beforeAll(async () => {
  listener = await startListener(() => reply)
})
afterAll(() => listener.stop())
beforeEach(() => {
  reply = { status: 200 }
  listener.heard.length = 0
})

async function told(format: (typeof NOTIFY_FORMATS)[number], alarm = failure) {
  await tellWebhook({ url: new URL(`${listener.url}/hook?key=1`), format, on: 'always' }, alarm, telling)
  const [heard, ...more] = listener.heard
  expect(more).toEqual([])
  expect(heard).toMatchObject({
    method: 'POST',
    path: '/hook?key=1',
    headers: { 'content-type': 'application/json' },
  })
  return JSON.parse(heard?.body ?? '')
}

test('json: all there is to say', async () => {
  expect(await told('json')).toEqual({
    format: 1,
    tool: expect.any(String),
    command: 'backup',
    outcome: 'fail',
    previous: 'pass',
    name: 'shop',
    backup: null,
    destinations: ['file:///srv/backups', 'offsite'],
    message: failure.message,
    startedAt: '2026-11-20T04:00:00.000Z',
    durationSeconds: 12.5,
    run: 'https://github.com/acme/shop/actions/runs/7',
  })
})

test('slack: one text in which nothing is a mention, a link or markup', async () => {
  const { text } = await told('slack')
  expect(text).toContain('*❌ pg-backup, backup of shop: fail*')
  expect(text).toContain(
    "Cannot connect to &lt;db&gt; &amp; co.\n*All* of it '''failed''' @everyone &lt;!channel&gt;",
  )
  expect(text.split('```')).toHaveLength(3)
  expect(text).toContain('Run: https://github.com/acme/shop/actions/runs/7')
})

test('teams: an adaptive card', async () => {
  const { type, attachments } = await told('teams')
  expect(type).toBe('message')
  const [{ contentType, content }] = attachments
  expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
  expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
  expect(content.body[0].text).toBe('❌ pg-backup, backup of shop: fail')
  expect(content.body[1].text).toContain('Cannot connect to <db> & co.\n\n\\*All\\* of it')
  expect(content.body[2].facts).toContainEqual({ title: 'Took', value: '13 s' })
  expect(content.actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open the run', url: failure.page }])
})

test('discord: at most 2000 characters that call nobody', async () => {
  const { content, allowed_mentions } = await told('discord', {
    ...failure,
    message: `${failure.message}${'x'.repeat(5000)}`,
    destinations: ['y'.repeat(3000)],
  })
  expect(content).toContain('**❌ pg-backup, backup of shop: fail**')
  expect(content.length).toBeLessThanOrEqual(2000)
  expect(content.split('```')).toHaveLength(3)
  expect(allowed_mentions).toEqual({ parse: [] })
})

test.each(NOTIFY_FORMATS)(
  '%s: of a run that passed there is no message, and nothing that is not known',
  async (format) => {
    const text = JSON.stringify(await told(format, { ...success, name: undefined, page: undefined }))
    expect(text).not.toMatch(/undefined|NaN/)
    expect(text).toContain('20261120T040000Z-3f9c2a')
    expect(text).toContain('pass')
  },
)

test('a heartbeat is pinged where it is, and at /fail, with its query kept', async () => {
  const url = new URL(`${listener.url}/ping/0b9f?rid=7`)
  await pingHeartbeat(url, success, telling)
  await pingHeartbeat(url, failure, telling)
  await pingHeartbeat(url, { ...failure, outcome: 'unverified' }, telling)
  await pingHeartbeat(new URL(`${listener.url}/ping/`), { ...failure, outcome: 'cancelled' }, telling)
  expect(listener.heard.map(({ path }) => path)).toEqual([
    '/ping/0b9f?rid=7',
    '/ping/0b9f/fail?rid=7',
    '/ping/0b9f/fail?rid=7',
    '/ping/fail',
  ])
  expect(listener.heard[1]?.body).toContain('Cannot connect')
})

const tell = (url: string) =>
  tellWebhook({ url: new URL(url), format: 'json', on: 'always' }, failure, telling)

test('a server that fails is asked three times, one that refuses once', async () => {
  reply = { status: 500 }
  await expect(tell(listener.url)).rejects.toThrow('the answer was 500')
  expect(listener.heard).toHaveLength(3)
  listener.heard.length = 0
  reply = { status: 404 }
  await expect(tell(listener.url)).rejects.toThrow('the answer was 404')
  expect(listener.heard).toHaveLength(1)
})

test('what passes the second time has been told', async () => {
  const flaky = await startListener(() => ({ status: flaky.heard.length < 2 ? 503 : 204 }))
  await tell(flaky.url)
  expect(flaky.heard).toHaveLength(2)
  await flaky.stop()
})

test('another address is not followed', async () => {
  reply = { status: 302, headers: { location: `${listener.url}/elsewhere` } }
  await expect(tell(listener.url)).rejects.toThrow('points to another address')
  expect(listener.heard.map(({ path }) => path)).toEqual(['/'])
})

test('a server that never answers, and none at all', async () => {
  reply = 'silent'
  const hasty = { ...telling, patienceMs: 200 }
  const webhook = { url: new URL(listener.url), format: 'json', on: 'always' } as const
  await expect(tellWebhook(webhook, failure, hasty)).rejects.toThrow('no answer within 0.2 s')
  expect(listener.heard).toHaveLength(3)
  await expect(tell(await refusingUrl())).rejects.toThrow('ECONNREFUSED')
})

test('a run that is told to stop waits for nobody', async () => {
  reply = 'silent'
  const controller = new AbortController()
  const webhook = { url: new URL(listener.url), format: 'json', on: 'always' } as const
  const sent = tellWebhook(webhook, failure, { signal: controller.signal, patienceMs: 60_000 })
  setTimeout(() => controller.abort(), 100)
  await expect(sent).rejects.toThrow('told to stop')
})

test('a name and a password in an address go into a header', async () => {
  await tell(listener.url.replace('//', '//anna:geh%20heim@'))
  const basic = `Basic ${Buffer.from('anna:geh heim').toString('base64')}`
  expect(listener.heard[0]?.headers.authorization).toBe(basic)
})
