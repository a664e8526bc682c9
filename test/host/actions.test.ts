import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createActionsHost } from '../../src/host/actions.ts'
import type { RunningHost } from '../../src/host/running.ts'
import { cancelling, keep } from './stage.ts'

let folder: string
let env: Record<string, string>
let out: ReturnType<typeof keep>
let host: RunningHost

const start = (more: Record<string, string> = {}, progressEveryMs = 60_000): RunningHost => {
  host?.close()
  out = keep()
  host = createActionsHost({ env: { ...env, ...more }, out, cancelling: cancelling(), progressEveryMs })
  return host
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'actions-'))
  env = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_EVENT_PATH: join(folder, 'event'),
  }
  start()
})
afterEach(async () => {
  host.close()
  await rm(folder, { recursive: true, force: true })
})

test('masks go out at once, each line and each form, before anything else', () => {
  host.mask('first line\nsecond/line')
  const lines = out.text().trimEnd().split('\n')
  expect(lines).toContain('::add-mask::first line%0Asecond/line')
  expect(lines).toContain('::add-mask::first line')
  expect(lines).toContain('::add-mask::second%252Fline')
  expect(lines.every((line) => line.startsWith('::add-mask::'))).toBe(true)
})

test('secrets of the environment are masked from the start', () => {
  start({ PGPASSWORD: 'correct horse' })
  expect(out.text()).toContain('::add-mask::correct horse\n')
})

test('a mask of two letters would eat the whole log of the job, and is ours alone', () => {
  host.mask('ab')
  expect(out.text()).toBe('')
  host.info('password ab')
  expect(out.text()).toBe('password ***\n')
})

test('no secret gets out, by any way', async () => {
  const secret = 'correct horse/battery'
  host.mask(secret)
  const before = out.text().length
  host.showDebug()
  for (const text of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
    host.info(`a ${text}`)
    host.warn(`b ${text}`)
    host.error(`c ${text}`)
    host.debug(`d ${text}`)
    host.print(`e ${text}`)
    await host.group(`f ${text}`, async () => {})
    host.output('location', `g ${text}`)
    await host.summary(`i ${text}`)
  }
  const written = [
    out.text().slice(before),
    ...(await Promise.all(['output', 'summary'].map((file) => readFile(join(folder, file), 'utf8')))),
  ]
  for (const text of written) {
    expect(text).toContain('***')
    expect(text).not.toMatch(/correct|horse|battery|Y29ycmVjdCBob3JzZS9/)
  }
})

test('the clean-up is told names as they are, and a reader when an output is not', async () => {
  host.mask('shop-password')
  host.remember('unfinished', 'shop-password-database')
  expect(await readFile(join(folder, 'state'), 'utf8')).toContain('shop-password-database')
  host.output('manifest', 'shop-password-database/manifests/x')
  expect(out.text()).toMatch(/::warning::The output manifest holds a masked secret/)
})

test('names cannot give the runner commands', async () => {
  const name = 'x\n::set-output name=a::b\r::add-path::/evil\n##[add-mask]c'
  host.info(name)
  host.print(name)
  host.warn(name)
  host.error(name)
  await host.group(name, async () => {})
  const commands = out
    .text()
    .split(/\r\n|\r|\n/)
    .filter((line) => /^\s*::|##\[/.test(line))
  expect(commands.map((line) => /^::([a-z]+)::/.exec(line)?.[1])).toEqual([
    'warning',
    'error',
    'group',
    'endgroup',
  ])
})

test('a value cannot end itself in a file of the runner', async () => {
  host.output('location', 'a\npg-backup-1\nevil=1')
  const text = await readFile(join(folder, 'output'), 'utf8')
  const [, delimiter = ''] = /^location<<(\S+)\n/.exec(text) ?? []
  expect(delimiter).toMatch(/^pg-backup-[0-9a-f-]{36}$/)
  expect(text).toBe(`location<<${delimiter}\na\npg-backup-1\nevil=1\n${delimiter}\n`)
})

test('groups do not nest on the runner, and end also after an error', async () => {
  await expect(
    host.group('outer', async () => {
      await host.group('inner', async () => host.info('line'))
      throw new Error('x')
    }),
  ).rejects.toThrow('x')
  expect(out.text()).toBe('::group::outer\ninner\nline\n::endgroup::\n')
})

test('debug lines show when they are asked for', () => {
  host.debug('one')
  expect(out.text()).toBe('')
  host.showDebug()
  host.debug('two')
  expect(out.text()).toBe('debug: two\n')
  start({ RUNNER_DEBUG: '1' }).debug('three')
  expect(out.text()).toBe('debug: three\n')
})

test('a summary stays below the limit of the runner, and says that it was cut', async () => {
  await host.summary('first')
  await host.summary('ü line\n'.repeat(200_000))
  await host.summary('last')
  const text = await readFile(join(folder, 'summary'), 'utf8')
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024)
  expect(text).toMatch(/^first\nü line\n/)
  expect(text).toContain('ü line\n\n_The rest of this summary is left out')
  expect(text).not.toContain('\ufffd')
})

test.each([
  ['{"repository":{"private":true}}', 'private'],
  ['{"repository":{"private":false}}', 'public'],
  ['{"repository":{"private":"true"}}', 'public'],
  ['{"schedule":"x"}', 'public'],
  ['null', 'public'],
  ['not JSON', 'public'],
  [undefined, 'public'],
])('the event %s makes the audience %s', async (event, audience) => {
  if (event !== undefined) await writeFile(join(folder, 'event'), event)
  expect(start().audience).toBe(audience)
})

test('progress is a line now and then, and ends with the work', async () => {
  start({}, 20)
  const progress = host.progress('data ::x')
  progress.update({ bytes: 50_000_000, total: 200_000_000, note: 'orders' })
  await wait(100)
  progress.done()
  const text = out.text()
  expect(text).toMatch(/^data ::x: 50\.0 MB of 200 MB \(25 %\), .*\/s, .* left, orders\n/)
  await wait(50)
  expect(out.text()).toBe(text)
})

test('without the files of a runner nothing is written, and nothing fails', async () => {
  env = {}
  start()
  host.output('a', 'b')
  host.remember('a', 'b')
  await host.summary('c')
  expect(out.text()).toBe('')
})

test('a file of the runner that cannot be written is an error', () => {
  start({ GITHUB_OUTPUT: join(folder, 'none', 'output') })
  expect(() => host.output('a', 'b')).toThrow('GITHUB_OUTPUT cannot be written')
})
