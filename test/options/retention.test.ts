import { parseKeep, parseWindow } from '../../src/options/retention.ts'

const keep = (...lines: readonly string[]) => parseKeep(lines, { option: 'keep' })
const window = { years: 0, months: 0, days: 0, hours: 0 }

test('rules stand on one line or on several', () => {
  const expected = [
    { period: 'last', text: 'last=3', count: 3 },
    { period: 'hourly', text: 'hourly=36h', window: { ...window, hours: 36 } },
    { period: 'daily', text: 'daily=30d', window: { ...window, days: 30 } },
    { period: 'weekly', text: 'weekly=6w', window: { ...window, days: 42 } },
    { period: 'monthly', text: 'monthly=12mo', window: { ...window, months: 12 } },
    { period: 'yearly', text: 'yearly=7y', window: { ...window, years: 7 } },
  ]
  expect(keep('last=3 hourly=36h daily=30d weekly=6w monthly=12mo yearly=7y')).toEqual(expected)
  expect(keep('last=3  hourly=36h', 'daily=30d\tweekly=6w', 'monthly=12mo yearly=7y')).toEqual(expected)
  expect(keep()).toEqual([])
})

test.each([
  ['daily=30m', 'A bare `m` means minutes to some and months to others.'],
  ['monthly=12m', 'such as 12mo'],
  ['daily', 'does not say how many'],
  ['daily=', 'does not say how many'],
  ['daly=3', 'Did you mean `daily`?'],
  ['daily=0', 'It would keep nothing.'],
  ['daily=0d', 'is no stretch of time'],
  ['daily=-1', 'is no stretch of time'],
  ['daily=1.5', 'is no stretch of time'],
  ['daily=30D', 'is no stretch of time'],
  ['daily=99999y', 'is no stretch of time'],
  ['daily=9999999', 'cannot be used'],
  ['daily = 3', 'does not say how many'],
  ['=3', 'is no rule'],
  ['daily=3 daily=30d', 'daily is given twice'],
  ['constructor=3', 'is no rule'],
  ['daily=3constructor', 'is no stretch of time'],
])('%s is refused', (text, sentence) => {
  expect(() => keep(text)).toThrow(sentence)
})

test('a window is counted in one unit', () => {
  expect(parseWindow('365d', 'keep-records')).toEqual({ ...window, days: 365 })
  expect(() => parseWindow('30', 'keep-records')).toThrow('is no stretch of time')
})
