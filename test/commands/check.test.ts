import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest } from '../../src/archive/manifest.ts'
import { generate, leaveRecord } from '../archive/generated.ts'
import { openFolders, signal } from '../archive/sample.ts'
import { runStep, runTerminal } from './bundle.ts'

const HOUR = 3_600_000
const DAY = 24
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())
type Folder = Awaited<ReturnType<typeof folders.open>>

/** Ten days of backups, the newest drilled, as they lie in two destinations. */
type History = { readonly here: Folder; readonly offsite: Folder; readonly backups: readonly Manifest[] }

const TOTALS = { storedBytes: 1_000_000, rows: 10_000 }

async function soundHistory(): Promise<History> {
  const [here, offsite] = [await folders.open(), await folders.open()]
  const backups: Manifest[] = []
  for (let day = 0; day < 10; day += 1)
    backups.push(
      await generate(here, {
        startedAt: ago(1 + day * DAY),
        totals: { storedBytes: TOTALS.storedBytes + day * 1000, rows: TOTALS.rows - day },
        ...(day === 0 && { verified: 'pass' }),
      }),
    )
  mirror(here, offsite)
  return { here, offsite, backups }
}

const mirror = (from: Folder, to: Folder) => cpSync(from.path, to.path, { recursive: true })
const nth = ({ backups }: History, at: number): Manifest => {
  const backup = backups[at]
  if (!backup) throw new Error(`There is no backup ${at}.`)
  return backup
}
const keys = layout('shop')
const manifestAt = ({ path }: Folder, { id }: Manifest) => join(path, keys.manifest(id))
const objectAt = ({ path }: Folder, { id }: Manifest) => join(path, keys.object(id, 'database.dump.zst'))
const removeBackup = (folder: Folder, { id }: Manifest) => {
  rmSync(join(folder.path, keys.manifest(id)))
  rmSync(join(folder.path, keys.data(id)), { recursive: true })
}
const removeRecords = ({ path }: Folder) => rmSync(join(path, keys.records), { recursive: true })

async function check(history: Pick<History, 'here' | 'offsite'>, ...flags: readonly string[]) {
  const places = [
    '--destinations',
    `here=${history.here.path}`,
    '--destinations',
    `offsite=${history.offsite.path}`,
  ]
  const ended = await runTerminal(['check', '--json', ...places, ...flags])
  const answer = JSON.parse(ended.stdout || '{}')
  const kinds: string[] = (answer.breaches ?? []).map(
    ({ kind, destination }: { kind: string; destination: string }) => `${destination}: ${kind}`,
  )
  return { ...ended, answer, kinds }
}

const KEEP = ['--keep', 'daily=30d']

/** What is done to a sound history, and what is said of it then: all of it, and nothing else. */
type Case = {
  readonly spoil: (history: History) => Promise<unknown> | unknown
  readonly flags?: readonly string[]
  readonly kinds: readonly string[]
  readonly says: string
}

const CASES: Readonly<Record<string, Case>> = {
  'a destination that cannot be asked': {
    spoil: ({ offsite }) => {
      rmSync(offsite.path, { recursive: true })
      writeFileSync(offsite.path, '')
    },
    kinds: ['offsite: silent'],
    says: 'offsite: It could not be asked',
  },
  'a manifest of a later version': {
    spoil: (history) => {
      const path = manifestAt(history.offsite, nth(history, 0))
      writeFileSync(path, readFileSync(path, 'utf8').replace('"format": 1', '"format": 2'))
    },
    kinds: ['offsite: damaged'],
    says: 'has format 2',
  },
  'a name that is not there': {
    spoil: ({ offsite }) => rmSync(join(offsite.path, 'shop'), { recursive: true }),
    kinds: ['offsite: none'],
    says: 'offsite, shop: There is no backup.',
  },
  'a backup from the future': {
    spoil: async ({ here, offsite }) => {
      await generate(here, { startedAt: ago(-3), totals: TOTALS })
      mirror(here, offsite)
    },
    kinds: ['here: future', 'offsite: future'],
    says: 'is from the future. Set the clock',
  },
  'a drill from the future': {
    spoil: (history) =>
      leaveRecord(history.here, nth(history, 0), { verb: 'verify', outcome: 'pass', time: ago(-3) }),
    kinds: ['here: future'],
    says: 'The newest drill, of',
  },
  'a newest backup that is too old': {
    spoil: (history) => {
      for (const folder of [history.here, history.offsite]) removeBackup(folder, nth(history, 0))
    },
    flags: ['--rpo', '24h'],
    kinds: ['here: overdue', 'offsite: overdue'],
    says: 'and may be 24 h old. See why no backup is made any more',
  },
  'a newest backup that is whole, and too old, under one that is not': {
    spoil: (history) => {
      for (const folder of [history.here, history.offsite]) rmSync(objectAt(folder, nth(history, 0)))
    },
    flags: ['--rpo', '24h'],
    kinds: ['here: overdue', 'here: damaged', 'offsite: overdue', 'offsite: damaged'],
    says: 'is not there as it was stored',
  },
  'a byte of a manifest that was changed': {
    spoil: (history) => {
      const path = manifestAt(history.here, nth(history, 3))
      writeFileSync(path, readFileSync(path, 'utf8').replace('"rows": 9997', '"rows": 9998'))
    },
    kinds: ['here: damaged'],
    says: 'json in here is damaged.',
  },
  'an object that was cut short': {
    spoil: (history) => writeFileSync(objectAt(history.offsite, nth(history, 5)), 'short'),
    kinds: ['offsite: damaged'],
    says: 'database.dump.zst of backup',
  },
  'older backups whose data are gone': {
    spoil: (history) => {
      for (const at of [8, 9])
        rmSync(join(history.here.path, keys.data(nth(history, at).id)), { recursive: true })
    },
    kinds: ['here: damaged'],
    says: 'Of 2 older backups only the manifest is there',
  },
  'none that is whole': {
    spoil: ({ here, backups }) => {
      for (const backup of backups) rmSync(objectAt(here, backup))
    },
    kinds: ['here: none', ...Array(9).fill('here: damaged')],
    says: 'None of the newest 8 backups is whole.',
  },
  'no drill': {
    spoil: ({ here }) => removeRecords(here),
    kinds: ['here: never drilled'],
    says: 'No full drill was ever run here. Run `verify` with `from: here`',
  },
  'a rehearsal alone, which compares nothing': {
    spoil: (history) => {
      removeRecords(history.here)
      return leaveRecord(history.here, nth(history, 0), { verb: 'rehearse', outcome: 'pass', time: ago(1) })
    },
    kinds: ['here: never drilled'],
    says: 'No full drill was ever run here.',
  },
  'a drill that failed since': {
    spoil: (history) =>
      leaveRecord(history.here, nth(history, 2), { verb: 'verify', outcome: 'fail', time: ago(0.5) }),
    kinds: ['here: failing drill'],
    says: 'The newest drill failed',
  },
  'a drill that could not look at everything': {
    spoil: (history) =>
      leaveRecord(history.offsite, nth(history, 0), {
        verb: 'verify',
        outcome: 'unverified',
        time: ago(0.5),
      }),
    kinds: ['offsite: unverified drill'],
    says: 'could not look at everything',
  },
  'a drill that is too old': {
    spoil: (history) => {
      removeRecords(history.here)
      return leaveRecord(history.here, nth(history, 9), {
        verb: 'verify',
        outcome: 'pass',
        time: ago(9 * DAY),
      })
    },
    kinds: ['here: stale drill'],
    says: 'The newest drill passed 9 days ago, and that may be 8 days ago.',
  },
  'a backup that has grown': {
    spoil: ({ here, offsite }) => newer(here, offsite, { storedBytes: 1_600_000, rows: 10_000 }),
    kinds: ['here: size', 'offsite: size'],
    says: '% larger (1.6 MB) than the mean of the 7 before it (1.0 MB)',
  },
  'a backup that has shrunk': {
    spoil: ({ here, offsite }) => newer(here, offsite, { storedBytes: 400_000, rows: 10_000 }),
    kinds: ['here: size', 'offsite: size'],
    says: '60 % smaller',
  },
  'rows that are gone': {
    spoil: ({ here, offsite }) => newer(here, offsite, { storedBytes: 900_000, rows: 4_000 }),
    flags: ['--max-size-change', '500%'],
    kinds: ['here: rows', 'offsite: rows'],
    says: '60 % fewer rows (4,000) than the mean of the 7 before it (9,997)',
  },
  'a destination that lacks the newest': {
    spoil: (history) => removeBackup(history.offsite, nth(history, 0)),
    kinds: ['offsite: copies'],
    says: 'Run `copy` with `from: here` and `backup: ',
  },
  'a backup that should have gone': {
    spoil: ({ here }) => generate(here, { startedAt: ago(50 * DAY), totals: TOTALS }),
    flags: KEEP,
    kinds: ['here: policy'],
    says: '1 backup should have gone by `keep`',
  },
  'what a failed run left': {
    spoil: async (history) => {
      const left = await generate(history.here, { startedAt: ago(15 * DAY), uncommitted: true })
      utimesSync(objectAt(history.here, left), ago(15 * DAY), ago(15 * DAY))
    },
    kinds: ['here: debris'],
    says: '1 unfinished or half removed backup lies there',
  },
}

async function newer(here: Folder, offsite: Folder, totals: typeof TOTALS): Promise<void> {
  await generate(here, { startedAt: ago(0.5), totals })
  mirror(here, offsite)
}

test('all is well with a sound history, whatever else lies there', async () => {
  const history = await soundHistory()
  const { here, offsite } = history
  // What restores keep has no schedule; another program's folders are none of ours.
  await generate(here, { name: 'shop.rows', startedAt: ago(300 * DAY) })
  await here.put('photos/2026/one.jpg', Buffer.from('a picture'), { signal })
  // A run that is still under way, and one that was cut off yesterday.
  await generate(here, { startedAt: ago(0.1), uncommitted: true })
  await generate(offsite, { startedAt: ago(DAY), uncommitted: true })
  for (const flags of [[], KEEP, ['--rpo', '2h', '--max-verification-age', '2h'], ['--name', 'shop']]) {
    const ended = await check(history, ...flags)
    expect({ flags, kinds: ended.kinds, code: ended.code }).toEqual({ flags, kinds: [], code: 0 })
    expect(ended.answer.verdict).toBe('pass')
  }
  const { answer } = await check(history)
  expect(answer.places).toHaveLength(3)
  expect(answer.places[0]).toMatchObject({
    ...{ destination: 'here', name: 'shop', backups: 10, scheduled: true },
    newestWhole: { id: nth(history, 0).id, ...TOTALS },
    usual: { backups: 7, storedBytes: 1_004_000, rows: 9_996 },
    drill: { state: 'passed', backup: nth(history, 0).id },
    periods: { day: { backups: 1 }, week: { backups: 6 }, month: { backups: 3 }, year: { backups: 0 } },
  })
})

test.each(Object.entries(CASES))('it is red for %s', async (_, { spoil, flags = [], kinds, says }) => {
  const history = await soundHistory()
  await spoil(history)
  const ended = await check(history, ...flags)
  expect(ended.kinds).toEqual(kinds)
  expect(ended.stderr).toContain(says)
  expect(ended.code).toBe(1)
  expect(ended.answer.verdict).toBe('fail')
})

test('what is turned off is not asked', async () => {
  const history = await soundHistory()
  removeRecords(history.here)
  await newer(history.here, history.offsite, { storedBytes: 1, rows: 1 })
  expect((await check(history)).code).toBe(1)
  const off = await check(history, '--max-verification-age', 'off', '--max-size-change', 'off')
  expect(off.kinds).toEqual([])
  expect(off.code).toBe(0)
  for (const wrong of ['50', '0%', 'half'])
    expect((await check(history, '--max-size-change', wrong)).code).toBe(2)
})

test('what became due within the last two days is for the next prune to remove', async () => {
  const here = await folders.open()
  for (let day = 0; day < 5; day += 1)
    await generate(here, { startedAt: ago(1 + day * DAY), ...(day === 0 && { verified: 'pass' }) })
  const flags = ['--destinations', here.path, '--keep', 'last=3']
  expect((await runTerminal(['check', ...flags])).code).toBe(0)
  await generate(here, { startedAt: ago(1 + 5 * DAY) })
  const ended = await runTerminal(['check', ...flags])
  expect(ended.stderr).toContain('1 backup should have gone')
  expect((await runTerminal(['check', ...flags, '--keep-labels'])).code).toBe(1)
})

test('an empty destination is not well, and neither is a name that nobody knows', async () => {
  const here = await folders.open()
  const empty = await runTerminal(['check', '--destinations', here.path])
  expect(empty.code).toBe(1)
  expect(empty.stderr).toContain('There is no backup of anything.')
  await generate(here, { startedAt: ago(1), verified: 'pass' })
  expect((await runTerminal(['check', '--destinations', here.path])).code).toBe(0)
  const unknown = await runTerminal(['check', '--destinations', here.path, '--name', 'shup'])
  expect(unknown.code).toBe(1)
  expect(unknown.stderr).toContain('shup: There is no backup.')
})

test('as a step it tells how many things are not well, in outputs and summary; on a terminal it shows a table', async () => {
  const history = await soundHistory()
  const destinations = `here=${history.here.path}\noffsite=${history.offsite.path}`
  const well = await runStep({ command: 'check', destinations })
  expect(well.code).toBe(0)
  expect(well.outputs.breaches).toBe('0')
  expect(well.summary).toContain('✅ All is well')
  removeBackup(history.offsite, nth(history, 0))
  const before = readdirSync(history.here.path, { recursive: true })
  const ended = await runStep({ command: 'check', destinations })
  expect(ended.code).toBe(1)
  expect(ended.outputs.breaches).toBe('1')
  expect(ended.summary).toContain('❌ 1 thing about the backups is not well')
  expect(ended.log.match(/^::error.*$/gm)).toHaveLength(1)
  const table = await runTerminal(['check', '--destinations', `here=${history.here.path}`])
  expect(table.stdout).toMatch(/here +shop +\S+ +1 h 00 min +passed, .* ago +1\.0 MB +10,000 +10 /)
  expect(readdirSync(history.here.path, { recursive: true })).toEqual(before)
  expect(existsSync(manifestAt(history.here, nth(history, 0)))).toBe(true)
})
