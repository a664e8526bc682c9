import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Standing } from '../../src/archive/standing.ts'
import { METRIC_NAMES, samplesOf } from '../../src/report/metrics.ts'
import { writeMetricsFile } from '../../src/report/metrics-file.ts'
import { renderMetrics } from '../../src/report/metrics-text.ts'
import { describeWith, lackOf, PROMTOOL } from '../servers/programs.ts'
import { MANIFEST } from './sample.ts'

const standing: Standing = {
  name: 'shop',
  destination: 'offsite',
  lastSuccess: new Date('2026-11-20T04:00:00Z'),
  lastAttempt: new Date('2026-11-21T04:00:00Z'),
  newest: MANIFEST,
  failures: 3,
  verifications: { pass: 5, fail: 1, unverified: 0 },
  lastVerified: new Date('2026-11-19T04:00:00Z'),
  verificationSeconds: 61.5,
  lastRestored: new Date('2026-11-18T04:00:00Z'),
  storedBytes: 123_456,
  storedBackups: 7,
  retentionSeconds: 86_400,
}
const nothing: Standing = {
  ...{
    name: 'shop',
    destination: 'offsite',
    lastSuccess: undefined,
    lastAttempt: undefined,
    newest: undefined,
  },
  ...{ failures: 0, verifications: { pass: 0, fail: 0, unverified: 0 }, lastVerified: undefined },
  ...{ verificationSeconds: undefined, lastRestored: undefined, storedBytes: 0, storedBackups: 0 },
  retentionSeconds: 0,
}

test('every metric is given, with its labels', async () => {
  const text = await renderMetrics(samplesOf(standing))
  for (const name of METRIC_NAMES) expect(text).toContain(`\n# TYPE ${name} `)
  const labels = '{name="shop",destination="offsite"}'
  expect(text).toContain(`pg_backup_last_success_timestamp_seconds${labels} 1795147200\n`)
  expect(text).toContain(`pg_backup_duration_seconds${labels} `)
  expect(text).toContain(`pg_backup_failures_total${labels} 3\n`)
  expect(text).toContain(
    'pg_backup_verifications_total{name="shop",destination="offsite",outcome="fail"} 1\n',
  )
})

test('where there has never been a backup, its time is 0, and what it would be like is not told', async () => {
  const text = await renderMetrics(samplesOf(nothing))
  expect(text).toContain('pg_backup_last_success_timestamp_seconds{name="shop",destination="offsite"} 0\n')
  expect(text).toContain(
    'pg_backup_verification_last_success_timestamp_seconds{name="shop",destination="offsite"} 0\n',
  )
  expect(text).not.toMatch(/size_bytes|rows|duration|undefined|NaN/)
})

describeWith(lackOf.prometheus())('promtool', () => {
  test('finds nothing to say against them', async () => {
    const input = await renderMetrics(samplesOf(standing))
    expect(execFileSync(PROMTOOL, ['check', 'metrics'], { input }).toString()).toBe('')
  })
})

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-'))
  const file = join(folder, 'pg-backup.prom')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  afterEach(() => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  })
  const failuresOf = (labels: string) =>
    new RegExp(`^pg_backup_failures_total\\{${labels}\\} (.*)$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]

  test('is whole, is read by everybody, and lies alone', async () => {
    const mask = process.umask(0o077)
    try {
      await writeMetricsFile(file, samplesOf(standing))
    } finally {
      process.umask(mask)
    }
    expect(readFileSync(file, 'utf8')).toBe(await renderMetrics(samplesOf(standing)))
    expect(statSync(file).mode & 0o777).toBe(0o644)
    expect(readdirSync(folder)).toEqual(['pg-backup.prom'])
  })

  test('keeps what is told of other names and of destinations that did not answer', async () => {
    const odd = 'a\\b "c"\nd}'
    await writeMetricsFile(file, [
      ...samplesOf({ ...standing, failures: 1 }),
      ...samplesOf({ ...standing, destination: odd, failures: 2 }),
      ...samplesOf({ ...standing, name: 'other', failures: 3 }),
    ])
    await writeMetricsFile(file, samplesOf({ ...standing, failures: 4 }))
    expect(failuresOf('name="shop",destination="offsite"')).toBe('4')
    expect(failuresOf('name="other",destination="offsite"')).toBe('3')
    expect(failuresOf('name="shop",destination="a\\\\\\\\b \\\\"c\\\\"\\\\nd}"')).toBe('2')
    await writeMetricsFile(file, [])
    expect(failuresOf('name="shop",destination="offsite"')).toBe('4')
  })

  test('leaves nothing of an earlier backup behind that is not told any more', async () => {
    await writeMetricsFile(file, samplesOf(standing))
    await writeMetricsFile(file, samplesOf(nothing))
    expect(readFileSync(file, 'utf8')).toBe(await renderMetrics(samplesOf(nothing)))
  })

  test('replaces nothing that is somebody else’s', async () => {
    writeFileSync(file, 'root:x:0:0\n')
    await expect(writeMetricsFile(file, samplesOf(standing))).rejects.toThrow(
      'something else than our metrics',
    )
    expect(readFileSync(file, 'utf8')).toBe('root:x:0:0\n')
  })

  test('leaves nothing where it cannot be put', async () => {
    const taken = join(folder, 'taken')
    await expect(writeMetricsFile(join(folder, 'no', 'where'), samplesOf(standing))).rejects.toThrow('ENOENT')
    writeFileSync(taken, '')
    chmodSync(taken, 0o600)
    await writeMetricsFile(taken, samplesOf(standing))
    expect(statSync(taken).mode & 0o777).toBe(0o644)
    expect(readdirSync(folder)).toEqual(['taken'])
  })
})
