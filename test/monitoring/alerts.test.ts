import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { METRIC_NAMES } from '../../src/report/metrics.ts'
import { describeWith, lackOf, PROMTOOL } from '../servers/programs.ts'
import { alertExpressions, dashboardExpressions } from './expressions.ts'

const monitoring = resolve(import.meta.dirname, '../../monitoring')

describeWith(lackOf.prometheus())('the alerts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'))
  beforeAll(() => cpSync(monitoring, folder, { recursive: true }))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const promtool = (...args: string[]) => execFileSync(PROMTOOL, args, { cwd: monitoring }).toString()

  test('are rules that Prometheus takes', () => {
    expect(promtool('check', 'rules', 'alerts.yml')).toContain('SUCCESS: 6 rules found')
  })

  test('fire when they should, and only then', () => {
    expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS')
  })

  const rules = readFileSync(join(monitoring, 'alerts.yml'), 'utf8')
  const spoiled: readonly (readonly [string, string, string])[] = [
    ['a day more', '2 * 86400', '3 * 86400'],
    ['never', '8 * 86400', '800 * 86400'],
    ['always', '26 * 3600', '1 * 3600'],
    ['the other way round', 'attempt_timestamp_seconds >', 'attempt_timestamp_seconds <'],
    ['only what grows', 'abs(pg_backup_size_bytes', '(pg_backup_size_bytes'],
    ['another metric', 'absent(pg_backup', 'absent(pg_dump'],
  ]
  test.each(spoiled)('of which one is wrong are found wrong by their test: %s', (_, right, wrong) => {
    expect(rules).toContain(right)
    writeFileSync(join(folder, 'alerts.yml'), rules.replace(right, wrong))
    expect(spawnSync(PROMTOOL, ['test', 'rules', 'alerts.test.yml'], { cwd: folder }).status).toBe(1)
  })
})

test('alerts and dashboard ask for metrics that there are, and the dashboard shows each of them', () => {
  const asked = [...alertExpressions(), ...dashboardExpressions()].join('\n')
  const names = new Set(asked.match(/\bpg_backup_\w+/g))
  for (const name of names) expect(METRIC_NAMES).toContain(name)
  const shown = METRIC_NAMES.filter((name) => dashboardExpressions().join('\n').includes(`${name}{`))
  // When somebody has tried or restored last is for alerts, and for whoever asks.
  expect(METRIC_NAMES.filter((name) => !shown.includes(name))).toEqual([
    'pg_backup_last_attempt_timestamp_seconds',
    'pg_backup_restore_last_success_timestamp_seconds',
  ])
})
