import type { History } from '../../src/archive/catalog.ts'
import { type Deed, outcomeBefore } from '../../src/archive/previous.ts'

const startedAt = new Date('2026-11-20T10:00:00.700Z')
const id = (time: string) => `20261120T${time}Z-00000a`
const backup = (time: string) => ({ key: '', id: id(time) })
const record = (time: string, verb: string, outcome: string, of = time) => ({
  ...{ key: '', id: id(of), verb, outcome },
  time: new Date(`2026-11-20T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`),
})
const history = (manifests: History['manifests'], records: History['records'] = []): History => ({
  manifests,
  records,
})
const before = (histories: readonly History[], ...deeds: readonly Deed[]) =>
  outcomeBefore(histories, deeds, startedAt)

test('where nothing lies, nothing was before', () => {
  expect(before([history([])], 'backup')).toBeUndefined()
  expect(before([], 'backup', 'drill')).toBeUndefined()
  expect(before([history([backup('090000')])], 'drill')).toBeUndefined()
})

test('a backup passed where it lies at each destination', () => {
  const [older, newer] = [backup('080000'), backup('090000')]
  expect(before([history([older, newer]), history([newer])], 'backup')).toBe('pass')
  expect(before([history([older, newer]), history([older])], 'backup')).toBe('fail')
})

test('a try that failed is newer than the backup before it, and older than the one after it', () => {
  const failed = record('083000', 'backup', 'fail')
  expect(before([history([backup('080000')], [failed])], 'backup')).toBe('fail')
  expect(before([history([backup('080000'), backup('090000')], [failed])], 'backup')).toBe('pass')
  const stopped = record('083000', 'backup', 'cancelled')
  expect(before([history([backup('080000')], [stopped])], 'backup')).toBe('cancelled')
})

test('what this run itself left does not count', () => {
  const [mine, others] = [record('100000', 'backup', 'fail'), backup('095959')]
  expect(before([history([others], [mine])], 'backup')).toBe('pass')
  expect(before([history([others, backup('100001')])], 'backup')).toBe('pass')
  const drills = [record('095959', 'verify', 'fail', '080000'), record('100003', 'verify', 'pass', '080000')]
  expect(before([history([], drills)], 'drill')).toBe('fail')
})

test('drills are those of every level, of whichever backup, wherever their record lies', () => {
  const here = history([], [record('090000', 'verify', 'pass', '010000')])
  const there = history([], [record('091500', 'rehearse', 'unverified', '000000')])
  expect(before([here], 'drill')).toBe('pass')
  expect(before([here, there], 'drill')).toBe('unverified')
  expect(before([here, there], 'restore')).toBeUndefined()
})

test('of a backup and its drill the worse counts', () => {
  const both = history([backup('080000')], [record('080100', 'verify', 'fail', '080000')])
  expect(before([both], 'backup')).toBe('pass')
  expect(before([both], 'backup', 'drill')).toBe('fail')
})
