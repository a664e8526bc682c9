import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Manifest } from '../../src/archive/manifest.ts'
import { type Check, verdictOf } from '../../src/archive/verdict.ts'
import { createActionsHost } from '../../src/host/actions.ts'
import type { RunningHost } from '../../src/host/running.ts'
import { createTerminalHost } from '../../src/host/terminal.ts'
import type { DrillReport } from '../../src/report/verify.ts'
import { cancelling, keep } from '../host/stage.ts'

const sha256 = 'a'.repeat(64)

export const MANIFEST: Manifest = {
  format: 1,
  id: '20261120T040000Z-3f9c2a',
  name: 'shop',
  label: 'before-release',
  tool: { name: 'pg-backup-action', version: '0.1.0' },
  startedAt: '2026-11-20T04:00:00.000Z',
  finishedAt: '2026-11-20T04:01:00.000Z',
  server: { version: '17.2', major: 17, inRecovery: false },
  client: { version: '17.2' },
  snapshot: { time: '2026-11-20T04:00:01.000Z', guarantee: 'locked' },
  database: {
    name: 'shop_db',
    bytes: 1_000_000,
    owner: 'shop',
    encoding: 'UTF8',
    collate: 'C.UTF-8',
    ctype: 'C.UTF-8',
    localeProvider: 'libc',
    connectionLimit: -1,
    grants: [],
    settings: [],
  },
  extensions: [],
  roles: [],
  include: 'all',
  selection: 'whole',
  fingerprint: 'content',
  encryption: { kind: 'age-passphrase' },
  objects: [{ name: 'a.dump.zst', kind: 'database', bytes: 10, sha256, plainBytes: 20, plainSha256: sha256 }],
  totals: { tables: 37, rows: 1_204_332, storedBytes: 2_000_000, rawBytes: 9_000_000 },
  warnings: [],
}

export const SOUND: readonly Check[] = [
  { name: 'fetch', looked: '4 objects, 2.0 MB', findings: [] },
  { name: 'restore', looked: '1 archive, 120 entries', findings: [] },
  { name: 'schema', looked: '120 entries', findings: [] },
  { name: 'rows', looked: '37 tables, 1,204,332 rows', findings: [] },
  { name: 'content', looked: '37 tables', findings: [] },
]

/** A drill that passed, unless its checks say otherwise. */
export const drillOf = (more: Partial<DrillReport> = {}): DrillReport => {
  const checks = more.checks ?? SOUND
  return {
    verdict: verdictOf(checks),
    checks,
    name: 'shop',
    manifest: MANIFEST,
    dump: undefined,
    from: 'offsite',
    level: 'full',
    scratch: 'a throw-away PostgreSQL 17.4',
    scratchMajor: 17,
    startedAt: new Date('2026-11-21T03:00:00Z'),
    times: { fetch: 1.04, restore: 180.2, compare: 12, checks: 3, total: 200 },
    rto: undefined,
    notes: [],
    kept: undefined,
    ...more,
  }
}

export const FOREIGN: Partial<DrillReport> = {
  manifest: undefined,
  name: 'shop.sql.gz',
  dump: 'plain SQL in gzip',
  checks: [{ name: 'restore', looked: '120 statements', findings: [] }],
}

/** A step's host over real files, and what came out of it. */
export type Stage = {
  readonly folder: string
  readonly host: RunningHost
  log(): string
  summary(): Promise<string>
  outputs(): Promise<Readonly<Record<string, string>>>
  close(): Promise<void>
}

export async function openStep(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'))
  const out = keep()
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  const all = { GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder, ...files, ...env }
  const host = createActionsHost({ env: all, out, cancelling: cancelling() })
  const text = (file: string) => readFile(file, 'utf8').catch(() => '')
  return {
    folder,
    host,
    log: out.text,
    summary: () => text(files.GITHUB_STEP_SUMMARY),
    async outputs() {
      const entries = (await text(files.GITHUB_OUTPUT)).matchAll(/^([a-z-]+)<<(.*)\n([\s\S]*?)\n\2$/gm)
      return Object.fromEntries([...entries].map(([, name, , value]) => [name, value]))
    },
    async close() {
      host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A terminal, with its two streams. */
export function openTerminal(env: Readonly<Record<string, string>> = {}) {
  const [out, err] = [keep(), keep()]
  const host = createTerminalHost({ env, out, err, cancelling: cancelling() })
  return { host, out: out.text, err: err.text }
}
