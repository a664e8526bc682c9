import type { ChildProcess } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest } from '../../src/archive/manifest.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { allKeys, leaveRecord } from '../archive/generated.ts'
import { keyOf, makeBackup, objectOf, openFolders, signal } from '../archive/sample.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { lackOfSmallDisks, mountSmallDisk } from '../servers/small-disk.ts'
import type { Fault, Seen } from '../storage/proxy.ts'
import { runStep, runTerminal, type StepEnded } from './bundle.ts'
import { KINDS, openStores, type Stores } from './stores.ts'

const folders = openFolders()
afterAll(() => folders[Symbol.dispose]())
type Folder = Awaited<ReturnType<typeof folders.open>>

/** Data that do not compress, so that they are stored in several chunks and parts. */
const BYTES = 9_000_000

/** All that lies under a prefix, byte for byte. */
async function contentOf(storage: Storage, prefix = 'shop/'): Promise<Map<string, string>> {
  const content = new Map<string, string>()
  for (const key of await allKeys(storage, prefix))
    content.set(key, (await buffer(await storage.read(key, { signal }))).toString('base64'))
  return content
}

const expectSame = async (there: Storage, source: Storage, prefix = 'shop/'): Promise<void> => {
  expect(await contentOf(there, prefix)).toEqual(await contentOf(source, prefix))
}

const dataKey = (manifest: Manifest) => keyOf(manifest, objectOf(manifest, 'data'))

/** Puts bytes in the place of an object. */
const replace = (storage: Storage, key: string, bytes: Buffer) =>
  storage.upload(key, Readable.from([bytes]), { signal })

async function flip(storage: Storage, key: string): Promise<void> {
  const bytes = await buffer(await storage.read(key, { signal }))
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  await replace(storage, key, bytes)
}

async function copy(places: readonly string[], flags: readonly string[] = [], env = {}) {
  const destinations = places.flatMap((line) => ['--destinations', line])
  const ended = await runTerminal(['copy', '--json', ...destinations, ...flags], env)
  const outcomes: string[] = JSON.parse(ended.stdout || '[]').flatMap(
    ({ copies }: { copies: { outcome: string }[] }) => copies.map(({ outcome }) => outcome),
  )
  return { ...ended, outcomes }
}

const lineOf = ({ path }: Folder, label: string) => `${label}=${path}`

describeWith(lackOf.ceph())('copy', () => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores()
  })
  afterAll(() => stores?.close())

  describe.each(KINDS)('to %s', (kind) => {
    test('brings a backup byte for byte, and no record; what is there is left', async () => {
      const [source, place] = [await folders.open(), await stores.place(kind)]
      const manifest = await makeBackup(source, { label: 'release 7', bytes: BYTES })
      await makeBackup(source, { startedAt: new Date('2026-11-19T04:00:00Z') })
      const places = [lineOf(source, 'here'), place.line]
      const dry = await copy(places, ['--dry-run'], stores.env)
      expect(dry).toMatchObject({ outcomes: ['would be copied'], code: 0 })
      expect(await allKeys(place.storage)).toEqual([])
      const first = await copy(places, [], stores.env)
      expect(first).toMatchObject({ outcomes: ['copied'], code: 0 })
      await leaveRecord(source, manifest, { verb: 'verify', outcome: 'pass', time: new Date() })
      const again = await copy(places, ['--backup', 'label:release 7'], stores.env)
      expect(again).toMatchObject({ outcomes: ['is there already'], code: 0 })
      expect(await allKeys(place.storage, 'shop/records/')).toEqual([])
      const keys = layout('shop')
      await expectSame(place.storage, source, keys.data(manifest.id))
      await expectSame(place.storage, source, keys.manifest(manifest.id, 'release 7'))
      expect(await allKeys(place.storage, keys.manifests)).toHaveLength(1)
    })

    test('and back from it', async () => {
      const [target, place] = [await folders.open(), await stores.place(kind)]
      await makeBackup(place.storage, { bytes: BYTES })
      const places = [lineOf(target, 'here'), place.line]
      const wrong = await copy(places, [], stores.env)
      expect(wrong.code).toBe(3)
      expect(await copy(places, ['--from', 'store'], stores.env)).toMatchObject({
        outcomes: ['copied'],
        code: 0,
      })
      await expectSame(target, place.storage)
    })

    test('finishes half a copy, of which one object has other bytes', async () => {
      const [source, place] = [await folders.open(), await stores.place(kind)]
      const manifest = await makeBackup(source, { bytes: BYTES })
      for (const key of [dataKey(manifest), keyOf(manifest, objectOf(manifest, 'schema'))])
        await replace(place.storage, key, await buffer(await source.read(key, { signal })))
      await flip(place.storage, dataKey(manifest))
      const ended = await copy([lineOf(source, 'here'), place.line], [], stores.env)
      expect(ended).toMatchObject({ outcomes: ['copied'], code: 0 })
      await expectSame(place.storage, source)
    })

    test('gives a backup back what it has lost', async () => {
      const [source, place] = [await folders.open(), await stores.place(kind)]
      const manifest = await makeBackup(source)
      const places = [lineOf(source, 'here'), place.line]
      await copy(places, [], stores.env)
      await place.storage.remove(dataKey(manifest), { signal })
      expect(await copy(places, [], stores.env)).toMatchObject({ outcomes: ['completed'], code: 0 })
      await expectSame(place.storage, source)
    })

    test.each(['a changed byte', 'a lost object', 'a changed manifest'])(
      'copies nothing of a backup with %s',
      async (what) => {
        const [source, place] = [await folders.open(), await stores.place(kind)]
        const manifest = await makeBackup(source, { bytes: BYTES })
        const key = layout('shop').manifest(manifest.id)
        if (what === 'a changed byte') await flip(source, dataKey(manifest))
        else if (what === 'a lost object') await source.remove(dataKey(manifest), { signal })
        else await flip(source, key)
        const ended = await copy([lineOf(source, 'here'), place.line], [], stores.env)
        expect(ended.code).toBe(1)
        expect(ended.stderr).toMatch(/in here is damaged|in here is not whole/)
        expect(await allKeys(place.storage)).toEqual([])
      },
    )
  })

  describe.each(['S3', 'Azure'] as const)('to %s, cut off', (kind) => {
    const isManifest = ({ method, url }: Seen) =>
      method === 'PUT' && decodeURIComponent(url).includes('shop/manifests/')
    const isSums = ({ method, url }: Seen) => method === 'PUT' && url.includes('SHA256SUMS')

    const run = async (
      places: readonly string[],
      onStart?: (child: ChildProcess) => void,
    ): Promise<StepEnded> => {
      const inputs = { command: 'copy', destinations: places.join('\n') }
      return runStep(inputs, { env: stores.env, ...(onStart && { onStart }) })
    }

    test.each(['before the manifest', 'once the manifest is there'])(
      'by being killed %s, is finished by the next run',
      async (when) => {
        const [source, place] = [await folders.open(), await stores.place(kind)]
        await makeBackup(source, { bytes: BYTES })
        let child: ChildProcess | undefined
        const faultOf = (seen: Seen): Fault | undefined => {
          const kill = () => void child?.kill('SIGKILL')
          if (!isManifest(seen)) return undefined
          if (when !== 'before the manifest') return { afterwards: kill }
          kill()
          return 'silence'
        }
        {
          await using proxy = await place.behind(faultOf)
          const ended = await run([lineOf(source, 'here'), proxy.line], (started) => {
            child = started
          })
          expect(ended.code).toBeNull()
        }
        const manifests = await allKeys(place.storage, 'shop/manifests/')
        expect(manifests).toHaveLength(when === 'before the manifest' ? 0 : 1)
        const again = await run([lineOf(source, 'here'), place.line])
        expect(again.code).toBe(0)
        expect(again.outputs.copied).toBe(when === 'before the manifest' ? '1' : '0')
        await expectSame(place.storage, source)
      },
    )

    test('by being killed, is taken away by the clean-up of the step, and the original stays', async () => {
      const [source, place] = [await folders.open(), await stores.place(kind)]
      await makeBackup(source, { bytes: BYTES })
      const before = await contentOf(source)
      let child: ChildProcess | undefined
      const kill = (seen: Seen): Fault | undefined => {
        if (!isSums(seen)) return undefined
        child?.kill('SIGKILL')
        return 'silence'
      }
      await using proxy = await place.behind(kill)
      const killed = await run([lineOf(source, 'here'), proxy.line], (started) => {
        child = started
      })
      expect((await allKeys(place.storage)).length).toBeGreaterThan(0)
      const state = Object.entries(killed.state).map(([name, value]) => [`STATE_${name}`, value])
      const inputs = { command: 'copy', destinations: `${lineOf(source, 'here')}\n${place.line}` }
      const after = await runStep(inputs, { env: { ...stores.env, ...Object.fromEntries(state) } })
      expect(after.code).toBe(0)
      expect(await allKeys(place.storage)).toEqual([])
      expect(await contentOf(source)).toEqual(before)
    })

    test('by being told to stop, takes back what it stored', async () => {
      const [source, place] = [await folders.open(), await stores.place(kind)]
      await makeBackup(source, { bytes: BYTES })
      let child: ChildProcess | undefined
      const stop = (seen: Seen): Fault | undefined => {
        if (!isSums(seen) || child?.killed) return undefined
        child?.kill('SIGTERM')
        return 'silence'
      }
      await using proxy = await place.behind(stop)
      const ended = await run([lineOf(source, 'here'), proxy.line], (started) => {
        child = started
      })
      expect(ended.code).toBe(130)
      expect(ended.state['unfinished-backup']).toBe('')
      expect(await allKeys(place.storage)).toEqual([])
    })

    test('by a store that refuses, takes back what it stored, and the other destination has it', async () => {
      const [source, other, place] = [await folders.open(), await folders.open(), await stores.place(kind)]
      await makeBackup(source, { bytes: BYTES })
      const refuse = (seen: Seen): Fault | undefined => (isManifest(seen) ? { answer: 403 } : undefined)
      await using proxy = await place.behind(refuse)
      const ended = await run([lineOf(source, 'here'), proxy.line, lineOf(other, 'other')])
      expect(ended.code).toBe(1)
      expect(ended.outputs.copied).toBe('1')
      expect(ended.summary).toContain('❌ Copies')
      expect(ended.log).toContain('store, shop, ')
      expect(await allKeys(place.storage)).toEqual([])
      await expectSame(other, source)
    })
  })

  test('what lies in an archive tier is not copied', async () => {
    const place = await stores.place('Azure')
    const target = await folders.open()
    const cold = `${place.line}&tier=archive`
    const source = await folders.open()
    await makeBackup(source)
    expect((await copy([lineOf(source, 'here'), cold], [], stores.env)).code).toBe(0)
    const ended = await copy([place.line, lineOf(target, 'there')], [], stores.env)
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain('lie in an archive tier')
    expect(await allKeys(target)).toEqual([])
  })
})

test('all of them: every name and label, the newest first, past one that is damaged', async () => {
  const [source, target] = [await folders.open(), await folders.open()]
  await makeBackup(source, { startedAt: new Date('2026-11-18T04:00:00Z') })
  const bad = await makeBackup(source, { startedAt: new Date('2026-11-19T04:00:00Z') })
  await makeBackup(source, { startedAt: new Date('2026-11-20T04:00:00Z'), label: 'x' })
  await makeBackup(source, { name: 'crm' })
  await makeBackup(source, { name: 'shop.rows' })
  await source.remove(dataKey(bad), { signal })
  const places = [lineOf(source, 'here'), lineOf(target, 'there')]
  const ended = await copy(places, ['--backup', 'all'])
  expect(ended.code).toBe(1)
  const copied = JSON.parse(ended.stdout)
  expect(copied.map(({ name }: { name: string }) => name)).toEqual([
    'crm',
    // Its dot is stored as %2E.
    'shop.rows',
    'shop',
    'shop',
    'shop',
  ])
  const ids: string[] = copied.slice(2).map(({ id }: { id: string }) => id)
  expect(ids).toEqual(ids.toSorted().reverse())
  expect(ended.outcomes).toEqual(['copied', 'copied', 'copied', 'copied'])
  expect(ended.stderr).toContain(`shop, ${bad.id}: not copied.`)
  rmSync(join(source.path, layout('shop').manifest(bad.id)))
  rmSync(join(source.path, layout('shop').data(bad.id)), { recursive: true })
  await expectSame(target, source, '')
  const one = await copy(places, ['--backup', 'all', '--name', 'crm'])
  expect(one).toMatchObject({ outcomes: ['is there already'], code: 0 })
  expect((await copy(places, ['--backup', 'all', '--name', 'crn'])).code).toBe(1)
})

test('a manifest that says something else is never overwritten', async () => {
  const [source, target] = [await folders.open(), await folders.open()]
  const { id } = await makeBackup(source)
  const key = layout('shop').manifest(id)
  const places = [lineOf(source, 'here'), lineOf(target, 'there')]
  await copy(places)
  for (const other of [Buffer.from('{}'), undefined]) {
    if (other) await replace(target, key, other)
    else {
      await target.remove(key, { signal })
      const text = await buffer(await source.read(key, { signal }))
      await target.put(layout('shop').manifest(id, 'other'), text, { signal })
    }
    const before = await contentOf(target)
    const ended = await copy(places)
    expect(ended).toMatchObject({ outcomes: ['failed'], code: 1 })
    expect(ended.stderr).toContain('is there already, and is never overwritten')
    expect(await contentOf(target)).toEqual(before)
  }
})

test('what a check asks for, copy does', async () => {
  const [source, target] = [await folders.open(), await folders.open()]
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  for (const hours of [30, 2]) await makeBackup(source, { startedAt: ago(hours) })
  const places = [lineOf(source, 'here'), lineOf(target, 'there')]
  const flags = ['--destinations', places[0] ?? '', '--destinations', places[1] ?? '']
  const check = () => runTerminal(['check', ...flags, '--max-verification-age', 'off'])
  expect(await copy(places, ['--backup', 'before:2100-01-01'])).toMatchObject({ code: 0 })
  expect(await check()).toMatchObject({ code: 0 })
  await makeBackup(source, { startedAt: ago(1) })
  const red = await check()
  expect(red.code).toBe(1)
  const [, from = '', backup = ''] = /`from: (\S+)` and `backup: (\S+)`/.exec(red.stderr) ?? []
  expect((await copy(places, ['--from', from, '--backup', backup])).code).toBe(0)
  expect((await check()).code).toBe(0)
})

test('it needs another destination, and a backup of ours', async () => {
  const source = await folders.open()
  const here = lineOf(source, 'here')
  for (const [places, flags, sentence] of [
    [[here], [], 'names no other place to copy to'],
    [[here, 'there=/nowhere'], ['--from', 'all'], 'from one destination to all the others'],
    [[here, 'there=/nowhere'], ['--from', 'her'], 'Did you mean `here`?'],
    [[here, 'there=/nowhere'], ['--backup', './shop.dump'], 'another program made cannot be copied'],
  ] as const) {
    const ended = await copy(places, flags)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(sentence)
  }
  expect((await runTerminal(['verify', '--destinations', here, '--backup', 'all'])).code).toBe(2)
})

describeWith(lackOfSmallDisks())('copy to a disk without room', () => {
  test('leaves nothing there, and says so', async () => {
    const source = await folders.open()
    const root = await folders.open()
    await makeBackup(source, { bytes: BYTES })
    using disk = mountSmallDisk(join(root.path, 'disk'), 4)
    const ended = await copy([lineOf(source, 'here'), `there=${disk.folder}`])
    expect(ended).toMatchObject({ outcomes: ['failed'], code: 1 })
    expect(readdirSync(disk.folder, { recursive: true })).toEqual([])
  })
})
