import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allKeys, generate, generateMany, leaveRecord } from '../archive/generated.ts'
import { openFolders } from '../archive/sample.ts'
import { runStep, runTerminal } from './bundle.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())
const prune = (path: string, ...flags: readonly string[]) =>
  runTerminal(['prune', '--destinations', path, ...flags])

test('a dry run shows each backup with why it stays or goes, and changes nothing', async () => {
  const storage = await folders.open()
  const newest = await generate(storage, { startedAt: ago(1) })
  const labelled = await generate(storage, { startedAt: ago(2), label: 'release 7' })
  const verified = await generate(storage, { startedAt: ago(3), verified: 'pass' })
  const old = await generate(storage, { startedAt: ago(400) })
  const before = await allKeys(storage)
  const rules = ['--keep', 'last=1', '--keep-labels', '--dry-run']
  const ended = await prune(storage.path, ...rules)
  expect(ended.code).toBe(0)
  const line = (id: string) => ended.stdout.split('\n').find((one) => one.startsWith(id))
  expect(line(newest.id)).toMatch(/never +stays +the newest, last=1$/)
  expect(line(labelled.id)).toMatch(/release 7 .* stays +its label$/)
  expect(line(verified.id)).toMatch(/pass, .* ago +stays +the newest verified$/)
  expect(line(old.id)).toMatch(/16 days +never +goes +no rule keeps it$/)
  const json = JSON.parse((await prune(storage.path, ...rules, '--json')).stdout)
  expect(json).toMatchObject([
    {
      name: 'shop',
      refused: null,
      backups: ['stays', 'stays', 'stays', 'goes'].map((decision) => ({ decision })),
      done: null,
    },
  ])
  expect(await allKeys(storage)).toEqual(before)
})

test('as a step it removes, tells how many, and leaves a record of each', async () => {
  const storage = await folders.open()
  const backups = await generateMany(storage, 6, ago(1))
  const inputs = { command: 'prune', destinations: storage.path, keep: 'last=3\nyearly=1' }
  const ended = await runStep(inputs)
  expect(ended.code).toBe(0)
  // The fourth is the newest verified.
  expect(ended.outputs.pruned).toBe('2')
  expect(ended.summary).toContain('✅ Pruned')
  const left = backups.slice(0, 4).map(({ id }) => `shop/manifests/${id}.json`)
  expect(await allKeys(storage, 'shop/manifests/')).toEqual(left.sort())
  expect(await allKeys(storage, 'shop/records/')).toHaveLength(3)
  expect((await runStep(inputs)).outputs.pruned).toBe('0')
})

test('refuses in red, and says why', async () => {
  const storage = await folders.open()
  await generateMany(storage, 10, ago(30))
  const before = await allKeys(storage)
  for (const [flags, sentence] of [
    [['--keep', 'last=1'], 'more than half'],
    [['--keep', 'last=8', '--rpo', '26h'], 'and may be 26 h old'],
    [['--keep', 'last=8', '--name', 'shup'], 'Did you mean `shop`?'],
  ] as const) {
    const ended = await prune(storage.path, ...flags)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(sentence)
    expect(await allKeys(storage)).toEqual(before)
  }
  const without = await prune(storage.path)
  expect(without.code).toBe(0)
  expect(without.stderr).toContain('`keep` holds no rule')
  expect((await prune(storage.path, '--keep', 'daily=30m')).code).toBe(2)
  expect(await allKeys(storage)).toEqual(before)
  expect((await prune(storage.path, '--keep', 'last=8', '--rpo', '31h')).code).toBe(0)
  expect(await allKeys(storage, 'shop/manifests/')).toHaveLength(8)
  expect((await prune(storage.path, '--keep', 'last=1', '--allow-large-prune')).code).toBe(0)
  expect(await allKeys(storage, 'shop/manifests/')).toHaveLength(2)
})

test('each name and each destination is pruned by itself, and one that fails does not stop the others', async () => {
  const [one, two] = [await folders.open(), await folders.open()]
  for (const name of ['mydb', 'mydb2']) {
    for (const storage of [one, two])
      for (const hours of [1, 2]) await generate(storage, { name, startedAt: ago(hours) })
  }
  await generate(two, { name: 'mydb2', startedAt: ago(3) })
  await leaveRecord(
    one,
    { id: '20200101T000000Z-abcdef', name: 'failing' },
    {
      ...{ verb: 'backup', outcome: 'fail', time: ago(1) },
    },
  )
  writeFileSync(join(two.path, 'file'), '')
  const ended = await runTerminal([
    ...['prune', '--keep', 'last=1', '--destinations', one.path],
    ...['--destinations', join(two.path, 'file'), '--destinations', two.path],
  ])
  // Two of three would have gone in the last place, and the place in the middle is none.
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain('2 of 3 backups would go')
  expect(ended.stderr).toContain('file could not be pruned')
  const left = async (storage: typeof one, name: string) =>
    (await allKeys(storage, `${name}/manifests/`)).length
  expect(await Promise.all([left(one, 'mydb'), left(one, 'mydb2')])).toEqual([1, 1])
  expect(await Promise.all([left(two, 'mydb'), left(two, 'mydb2')])).toEqual([1, 3])
})
