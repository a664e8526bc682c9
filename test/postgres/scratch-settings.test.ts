import { totalmem } from 'node:os'
import { asArguments, loadingSettings, thisMachine, walBytes } from '../../src/postgres/scratch/settings.ts'

const GB = 1024 ** 3
const megabytes = (text = ''): number => Number(/^(\d+)MB$/.exec(text)?.[1]) * 1024 ** 2

test.each([
  [{ cores: 1, memory: 0.5 * GB, free: 0.2 * GB }, 1],
  [{ cores: 2, memory: 7 * GB, free: 6 * GB }, 2],
  [{ cores: 4, memory: 16 * GB, free: 14 * GB }, 64],
  [{ cores: 128, memory: 1024 * GB, free: 900 * GB }, 8],
])('%j with %i jobs is used, and never more than half of it', (machine, jobs) => {
  const settings = loadingSettings(machine, { jobs, needBytes: GB })
  const shared = megabytes(settings.shared_buffers)
  const work = megabytes(settings.maintenance_work_mem)
  expect(shared).toBeGreaterThanOrEqual(64 * 1024 ** 2)
  expect(shared).toBeLessThanOrEqual(machine.memory / 4)
  expect(work).toBeLessThanOrEqual(Math.max(machine.memory / 4 / jobs, 64 * 1024 ** 2))
  expect(Number(settings.max_parallel_maintenance_workers)).toBeGreaterThanOrEqual(1)
  expect(Number(settings.max_parallel_maintenance_workers)).toBeLessThanOrEqual(4)
})

test('WAL grows with what is loaded, within bounds', () => {
  expect([1e6, 2 * GB, 1e15].map(walBytes)).toEqual([64 * 1024 ** 2, GB, 4 * GB])
})

test('this machine is known, and settings are arguments', () => {
  const { cores, memory, free } = thisMachine()
  expect(cores).toBeGreaterThan(0)
  expect(memory).toBeLessThanOrEqual(totalmem())
  expect(free).toBeLessThanOrEqual(memory)
  expect(free).toBeGreaterThan(0)
  expect(asArguments({ fsync: 'off', jit: 'off' })).toEqual(['-c', 'fsync=off', '-c', 'jit=off'])
})
