import { jest } from '@jest/globals'
import type { Progress } from '../../src/host/host.ts'
import { Meter } from '../../src/stream/meter.ts'

type Status = Parameters<Progress['update']>[0]

function stand(options: ConstructorParameters<typeof Meter>[1] = {}) {
  const updates: Status[] = []
  let endings = 0
  const progress: Progress = {
    update: (status) => updates.push(status),
    done: () => {
      endings += 1
    },
  }
  return { meter: new Meter(progress, options), updates, endings: () => endings }
}

test('it adds up several streams, as far as each has come', () => {
  const { meter, updates } = stand()
  const counts = { schema: 100, data: 0 }
  meter.watch(() => counts.schema)
  meter.report()
  meter.watch(() => counts.data)
  counts.data = 2_000_000
  meter.report()
  meter.done()
  expect(updates.map(({ bytes }) => bytes)).toEqual([100, 2_000_100, 2_000_100])
})

test('a total is passed on for as long as it can be right', () => {
  const { meter, updates } = stand({ total: 1000 })
  let bytes = 1000
  meter.watch(() => bytes)
  meter.report()
  bytes = 1001
  meter.report()
  meter.done()
  expect(updates.map(({ total }) => total)).toEqual([1000, undefined, undefined])
})

test('the note is what it is at the moment', () => {
  let note = 'counting rows'
  const { meter, updates } = stand({ note: () => note })
  meter.report()
  note = ''
  meter.done()
  expect(updates.map((status) => status.note)).toEqual(['counting rows', ''])
})

test('it reports by itself now and then, and not after its end', () => {
  jest.useFakeTimers()
  try {
    const { meter, updates, endings } = stand()
    jest.advanceTimersByTime(1000)
    expect(updates).toHaveLength(4)
    meter.done()
    meter.done()
    expect([updates.length, endings()]).toEqual([5, 1])
    jest.advanceTimersByTime(10_000)
    expect(updates).toHaveLength(5)
    expect(jest.getTimerCount()).toBe(0)
  } finally {
    jest.useRealTimers()
  }
})
