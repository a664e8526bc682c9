import type { ChildProcess } from 'node:child_process'
import { abreast } from '../../src/archive/abreast.ts'
import { listBackups } from '../../src/archive/catalog.ts'
import { damageOf } from '../../src/archive/whole.ts'
import { allKeys, generate, leaveRecord } from '../archive/generated.ts'
import { signal } from '../archive/sample.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import type { Fault, Seen } from '../storage/proxy.ts'
import { runStep, type StepEnded } from './bundle.ts'
import { openStores, type Place, type Stores } from './stores.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

/** What a request is about: its method, and which kind of key or listing it names. */
const kindOf = ({ method, url }: Seen): string => {
  const path = decodeURIComponent(url)
  const [, room = ''] = /shop\/(manifests|data|records)/.exec(path) ?? []
  const listing = /[?&](uploads|delimiter|prefix|comp=list)/.exec(path)
  return [
    method,
    listing ? 'listing' : 'object',
    room || (path.includes('uploads') ? 'uploads' : 'names'),
  ].join(' ')
}

describeWith(lackOf.ceph())('prune, killed', () => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores()
  })
  afterAll(() => stores?.close())

  const fill = async ({ storage }: Place): Promise<void> => {
    for (const hours of [1, 2, 3, 4]) await generate(storage, { startedAt: ago(hours) })
    const old = { id: '20200101T000000Z-abcdef', name: 'shop' }
    await leaveRecord(storage, old, { verb: 'backup', outcome: 'fail', time: ago(24 * 500) })
  }
  const run = (line: string, onStart: (child: ChildProcess) => void = () => undefined): Promise<StepEnded> =>
    runStep({ command: 'prune', destinations: line, keep: 'last=2' }, { env: stores.env, onStart })
  /** Each backup that is listed is whole. */
  const expectWhole = async ({ storage }: Place): Promise<void> => {
    const backups = await listBackups(storage, 'shop', signal)
    expect(backups.length).toBeGreaterThanOrEqual(2)
    for (const backup of backups) expect(await damageOf(storage, backup, signal)).toBeUndefined()
  }
  const expectDone = async ({ storage }: Place): Promise<void> => {
    await expectWhole({ storage } as Place)
    expect(await allKeys(storage, 'shop/manifests/')).toHaveLength(2)
    expect(await allKeys(storage, 'shop/data/')).toHaveLength(2)
    // Of the two that went; the old one is gone.
    const records = await allKeys(storage, 'shop/records/')
    expect(records.filter((key) => key.includes('-prune-pass'))).toHaveLength(2)
    expect(records).toHaveLength(2)
  }

  describe.each(['S3', 'Azure'] as const)('at every kind of request to %s', (store) => {
    const kinds = new Set<string>()

    test('which are these', async () => {
      const place = await stores.place(store)
      await fill(place)
      await using proxy = await place.behind(() => undefined)
      expect((await run(proxy.line)).code).toBe(0)
      await expectDone(place)
      for (const seen of proxy.seen) kinds.add(kindOf(seen))
      for (const kind of [
        'PUT object records',
        'DELETE object manifests',
        'DELETE object data',
        'DELETE object records',
      ])
        expect(kinds).toContain(kind)
      expect(kinds.size).toBeGreaterThanOrEqual(11)
    })

    test.each(['before it reaches the store', 'once it is answered'])(
      'leaves only whole backups, and a second run ends the work: %s',
      async (when) => {
        await abreast([...kinds], 3, async (kind) => {
          const place = await stores.place(store)
          await fill(place)
          let child: ChildProcess | undefined
          const faultOf = (seen: Seen): Fault | undefined => {
            if (kindOf(seen) !== kind || child?.killed) return undefined
            const kill = () => child?.kill('SIGKILL')
            if (when === 'once it is answered') return { afterwards: kill }
            kill()
            return 'silence'
          }
          {
            await using proxy = await place.behind(faultOf)
            const ended = await run(proxy.line, (started) => {
              child = started
            })
            expect({ kind, code: ended.code }).toEqual({ kind, code: null })
          }
          await expectWhole(place)
          const again = await run(place.line)
          expect({ kind, code: again.code }).toEqual({ kind, code: 0 })
          await expectDone(place)
        })
      },
    )
  })

  test('goes on past one object that the store will not let go, ends red, and finishes later', async () => {
    const place = await stores.place('S3')
    await fill(place)
    let bad: string | undefined
    const refuse = (seen: Seen): Fault | undefined => {
      if (kindOf(seen) !== 'DELETE object data') return undefined
      bad ??= seen.url
      return seen.url === bad ? { answer: 403, body: '<Error><Code>AccessDenied</Code></Error>' } : undefined
    }
    await using proxy = await place.behind(refuse)
    const ended = await run(proxy.line)
    expect(ended.code).toBe(1)
    expect(ended.log).toContain('removing shop/data/')
    expect(ended.outputs.pruned).toBe('2')
    expect(await allKeys(place.storage, 'shop/data/')).toHaveLength(3)
    await expectWhole(place)
    expect((await run(place.line)).code).toBe(0)
    await expectDone(place)
  })
})
