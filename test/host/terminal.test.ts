import { setTimeout as wait } from 'node:timers/promises'
import { progressBar } from '../../src/host/progress.ts'
import { createTerminalHost } from '../../src/host/terminal.ts'
import { columnsOf } from '../../src/host/visible.ts'
import { cancelling, keep, screen } from './stage.ts'

const hosts: { close(): void }[] = []
const start = (err = keep(), env: Record<string, string> = {}, progressEveryMs = 10) => {
  const out = keep(err.isTTY ? { isTTY: true } : {})
  const host = createTerminalHost({ env, out, err, cancelling: cancelling(), progressEveryMs })
  hosts.push(host)
  return { host, out, err }
}
afterEach(() => {
  for (const host of hosts.splice(0)) host.close()
})

test('answers go to standard output, everything else to standard error', async () => {
  const { host, out, err } = start()
  host.info('a')
  host.warn('b\nc')
  host.error('d')
  host.debug('hidden')
  await host.group('e', async () => host.info('f'))
  host.output('x', 'y')
  await host.summary('z')
  host.print('answer\n')
  expect(out.text()).toBe('answer\n')
  expect(err.text()).toBe('a\nwarning: b\n  c\nerror: d\ne\nf\n')
})

test('text from outside cannot steer the terminal', () => {
  const { host, out, err } = start(keep({ isTTY: true }), { NO_COLOR: '1' })
  host.info('\u001b[2Jtable\u0007')
  host.print('\u001b]0;title\u0007')
  expect(err.text() + out.text()).toBe('\\u001b[2Jtable\\u0007\n\\u001b]0;title\\u0007\n')
})

test('no secret gets out', () => {
  const { host, out, err } = start(undefined, { PGPASSWORD: 'battery' })
  host.mask('correct horse')
  host.info('a correct horse')
  host.error('b correct%20horse')
  host.print('c battery')
  expect(err.text() + out.text()).toBe('a ***\nerror: b ***\nc ***\n')
})

test('in a step that runs it, names cannot give the runner commands', () => {
  const { host, out, err } = start(undefined, { GITHUB_ACTIONS: 'true' })
  host.info('::error::x')
  host.print('##[error]x')
  expect(err.text() + out.text()).not.toMatch(/^\s*::|##\[/m)
  expect(host.audience).toBe('public')
})

test('NO_COLOR is honoured', () => {
  const plain = start(keep({ isTTY: true }), { NO_COLOR: '1' })
  plain.host.error('a')
  expect(plain.err.text()).toBe('error: a\n')
  const coloured = start(keep({ isTTY: true }))
  coloured.host.error('a')
  expect(coloured.err.text()).toContain('\u001b[31merror:')
})

test('a live bar hides no line, and leaves nothing behind', async () => {
  const { host, out, err } = start(keep({ isTTY: true, columns: 60 }), { NO_COLOR: '1' })
  const progress = host.progress('data')
  progress.update({ bytes: 5_000_000, total: 10_000_000 })
  await wait(60)
  expect(screen(err.text()).at(-1)).toContain('5.0 MB of 10.0 MB (50 %)')
  host.info('a line')
  host.print('an answer')
  expect(out.text()).toBe('an answer\n')
  expect(screen(err.text()).at(-1)).toContain('data')
  progress.done()
  expect(screen(err.text())).toEqual(['a line', ''])
})

test('a name in the bar cannot steer the terminal, nor be wider than it', async () => {
  const { host, err } = start(keep({ isTTY: true, columns: 40 }), { NO_COLOR: '1' })
  host.progress(`${'数据'.repeat(30)}\u001b[2J`).update({ bytes: 1 })
  await wait(60)
  for (const line of err.text().split('\r\u001b[2K')) {
    expect(columnsOf(line)).toBeLessThan(40)
    expect(line).not.toContain('\u001b')
  }
})

test('a secret in the bar is masked before it is cut', async () => {
  const { host, err } = start(keep({ isTTY: true, columns: 30 }), { NO_COLOR: '1' })
  host.mask('correct-horse-battery-staple-again')
  host.progress('x correct-horse-battery-staple-again').update({ bytes: 1 })
  await wait(60)
  expect(err.text()).toContain('x ***')
  expect(err.text()).not.toContain('correct')
})

test('without a terminal, progress is a line now and then', async () => {
  const { host, err } = start()
  const progress = host.progress('data')
  progress.update({ bytes: 1_000 })
  await wait(60)
  progress.done()
  expect(err.text()).toMatch(/^data: 1\.0 kB, .*\/s\n/)
  expect(err.text()).not.toContain('\r')
})

test('several pieces of work share the one line', () => {
  const work = ['one', 'two'].map((title) => ({ title, status: { bytes: 10, total: 40 }, rate: 5 }))
  expect(progressBar(work, 80)).toBe('one 25 % 5 B/s · two 25 % 5 B/s')
  expect(progressBar(work.slice(1), 80)).toBe(
    '█████░░░░░░░░░░░░░░░ two: 10 B of 40 B (25 %), 5 B/s, 6.0 s left',
  )
  expect(progressBar(work, 10)).toBe('one 25 % …')
  expect(progressBar([], 10)).toBe('')
})

test('a total that was estimated too low is never passed', () => {
  const work = [{ title: 'one', status: { bytes: 80, total: 40 }, rate: 0 }]
  expect(progressBar(work, 80)).toContain('(100 %)')
})
