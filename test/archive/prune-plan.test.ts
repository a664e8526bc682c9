import type { Listed } from '../../src/archive/catalog.ts'
import { layout, newBackupId } from '../../src/archive/layout.ts'
import { goingOf, planPrune } from '../../src/archive/prune-plan.ts'
import { parseKeep, parseWindow, type Retention } from '../../src/options/retention.ts'
import { type Random, randomFrom, randomHistory, randomPolicy } from './random.ts'

const HOUR = 3_600_000

const retentionOf = (keep: string, more: Partial<Retention> = {}): Retention => ({
  policy: parseKeep([keep], { option: 'keep' }),
  keepLabels: false,
  keepRecords: parseWindow('365d', 'keep-records'),
  allowLargePrune: true,
  rpo: undefined,
  ...more,
})

function backupOf(startedAt: Date, more: { label?: string; outcome?: string } = {}): Listed {
  const id = newBackupId(startedAt)
  const { label, outcome } = more
  return {
    ...{ name: 'shop', id, startedAt, key: layout('shop').manifest(id, label) },
    ...(label !== undefined && { label }),
    ...(outcome !== undefined && { verification: { outcome, time: startedAt } }),
  }
}

const historyOf = (random: Random): Listed[] =>
  randomHistory(random, 40).map((time) =>
    backupOf(time, {
      ...(random.onceIn(5) && { label: 'release' }),
      ...(random.onceIn(2) && { outcome: random.of(['pass', 'fail', 'unverified']) }),
    }),
  )

describe('whatever the history, the policy and the verdicts,', () => {
  const cases = Array.from({ length: 3000 }, (_, seed) => {
    const random = randomFrom(seed)
    const backups = historyOf(random)
    const newest = backups[0]?.startedAt.getTime() ?? 0
    const now = new Date(newest + random.of([-2, 0, 1, 5, 30, 400]) * HOUR)
    const rpo = random.onceIn(2) ? random.of([1, 6, 26, 1000]) : undefined
    const keep = random.onceIn(10) ? '' : randomPolicy(random)
    const retention = retentionOf(keep, {
      ...{ rpo, keepLabels: random.onceIn(2), allowLargePrune: random.onceIn(2) },
    })
    const going = new Set(goingOf(planPrune(backups, { retention, now })))
    return { seed, backups, retention, now, going }
  })
  const never = (broken: (one: (typeof cases)[number]) => boolean) =>
    expect(cases.filter(broken).map(({ seed }) => seed)).toEqual([])

  test('something goes often enough for this to say anything', () => {
    expect(cases.filter(({ going }) => going.size > 0).length).toBeGreaterThan(600)
  })
  test('the newest stays', () =>
    never(({ backups, going }) => backups.slice(0, 1).some((one) => going.has(one))))
  test('the newest verified stays', () =>
    never(({ backups, going }) => {
      const verified = backups.find(({ verification }) => verification?.outcome === 'pass')
      return verified !== undefined && going.has(verified)
    }))
  test('nothing goes while the newest is older than the rpo', () =>
    never(
      ({ backups, retention: { rpo }, now, going }) =>
        rpo !== undefined &&
        now.getTime() - (backups[0]?.startedAt.getTime() ?? 0) > rpo * HOUR &&
        going.size > 0,
    ))
  test('nothing goes while the newest is from the future', () =>
    never(
      ({ backups, now, going }) =>
        (backups[0]?.startedAt.getTime() ?? 0) > now.getTime() + HOUR && going.size > 0,
    ))
  test('nothing goes without a rule', () =>
    never(({ retention, going }) => retention.policy.length === 0 && going.size > 0))
  test('more than half goes only where that is allowed', () =>
    never(({ backups, retention, going }) => !retention.allowLargePrune && going.size > backups.length / 2))
  test('what has a label stays where labels are kept', () =>
    never(
      ({ retention, going }) => retention.keepLabels && [...going].some(({ label }) => label !== undefined),
    ))
})

const hoursAgo = (hours: number) => new Date(Date.parse('2026-11-20T12:00:00Z') - hours * HOUR)
const now = hoursAgo(0)

test('each backup tells what keeps it', () => {
  const backups = [
    backupOf(hoursAgo(1)),
    backupOf(hoursAgo(2), { label: 'release' }),
    backupOf(hoursAgo(26), { outcome: 'pass' }),
    backupOf(hoursAgo(27), { outcome: 'pass' }),
  ]
  const retention = retentionOf('last=1 daily=2', { keepLabels: true })
  const { decisions, refusal } = planPrune(backups, { retention, now })
  expect(refusal).toBeUndefined()
  expect(decisions.map(({ keptBy }) => keptBy)).toEqual([
    ['the newest', 'last=1', 'daily=2'],
    ['its label'],
    ['the newest verified', 'daily=2'],
    [],
  ])
})

test('exactly half may go, and one more may not', () => {
  const refusalOf = (total: number, keep: string) =>
    planPrune(
      Array.from({ length: total }, (_, nth) => backupOf(hoursAgo(nth))),
      { retention: retentionOf(keep, { allowLargePrune: false }), now },
    ).refusal?.what
  expect(refusalOf(10, 'last=5')).toBeUndefined()
  expect(refusalOf(10, 'last=4')).toContain('6 of 10')
})

test('a manifest whose label nobody can read counts as labelled, and one that was copied keeps its twin', () => {
  const old = backupOf(hoursAgo(50))
  const odd = { ...backupOf(hoursAgo(40)), key: 'shop/manifests/x.a.b.json' }
  const copy = { ...old, key: old.key.replace('.json', '.copy.json'), label: 'copy' }
  const backups = [backupOf(hoursAgo(1)), odd, old, copy]
  const retention = retentionOf('last=1', { keepLabels: true })
  expect(goingOf(planPrune(backups, { retention, now }))).toEqual([])
  const without = planPrune(backups, { retention: retentionOf('last=1'), now })
  expect(goingOf(without)).toEqual([odd, old, copy])
})
