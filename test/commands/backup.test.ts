import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { startAzurite } from '../servers/azurite.ts'
import { startCeph } from '../servers/ceph.ts'
import { startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep, runTerminal } from './bundle.ts'
import { createLarge, createShop } from './sample.ts'

const signal = new AbortController().signal

describeWith(lackOf.postgres(15), lackOf.ceph())(
  'one run of the step, to a folder, to S3 and to Azure',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'backup-'))
    let stop: (() => Promise<unknown>)[] = []
    let env: Record<string, string> = {}
    let destinations: string[] = []
    let url = ''

    beforeAll(async () => {
      const [server, ceph, azurite] = await Promise.all([
        startPostgres({ superuserPassword: 'pass/word@1' }),
        startCeph(),
        startAzurite(),
      ])
      stop = [() => server.stop(), () => ceph.stop(), () => azurite.stop()]
      await Promise.all([
        ceph.createBucket('backups'),
        azurite.createContainer('backups'),
        createShop(server),
        createLarge(server),
      ])
      env = {
        PATH: `${server.binDir}:${process.env.PATH}`,
        AWS_ACCESS_KEY_ID: ceph.accessKey,
        AWS_SECRET_ACCESS_KEY: ceph.secretKey,
        AZURE_STORAGE_KEY: azurite.key,
      }
      destinations = [
        folder,
        `ceph=s3://backups/some/where?endpoint=${ceph.endpoint}&region=${ceph.region}`,
        `offsite=azblob://${azurite.account}/backups/some/where?endpoint=${azurite.endpoint}`,
      ]
      url = server.url('shop')
    })
    afterAll(async () => {
      await Promise.all(stop.map((end) => end()))
      rmSync(folder, { recursive: true, force: true })
    })

    const contentsAt = async (line: string): Promise<Map<string, Buffer>> => {
      const destination = parseDestination(line, { option: 'destinations', folder: '/', home: undefined })
      const storage = await openStorage(destination, { env, log: () => undefined })
      const contents = new Map<string, Buffer>()
      for await (const { key } of storage.list('', { signal })) {
        contents.set(key, await buffer(await storage.read(key, { signal })))
      }
      return contents
    }

    test.each([
      ['a small database', 'shop', 1],
      ['one that is dumped in parts', 'large', 3],
    ])('makes three copies that are the same to the byte: %s', async (_, database, archives) => {
      const ended = await runStep(
        {
          'database-url': url.replace(/shop$/, database),
          destinations: destinations.join('\n'),
          label: 'first one',
        },
        { env },
      )
      expect(ended.log).not.toContain('::error')
      expect(ended.code).toBe(0)

      const [here, ceph, azure] = await Promise.all(destinations.map(contentsAt))
      const keys = [...(here?.keys() ?? [])].filter((key) => key.startsWith(`${database}/`))
      expect(keys.filter((key) => key.includes('.dump.zst'))).toHaveLength(archives)
      for (const key of keys) {
        expect(ceph?.get(key)).toEqual(here?.get(key))
        expect(azure?.get(key)).toEqual(here?.get(key))
      }
      const id = ended.outputs['backup-id'] ?? ''
      expect(keys).toContain(`${database}/manifests/${id}.first%20one.json`)
      expect(ended.outputs).toMatchObject({
        manifest: `${database}/manifests/${id}.first%20one.json`,
        location: `file://${folder}/${database}/data/${id}/`,
        fingerprint: 'content',
      })
      for (const name of ['size-bytes', 'raw-bytes', 'duration-seconds', 'rows', 'tables']) {
        expect(Number(ended.outputs[name])).toBeGreaterThan(0)
      }
    })

    test('tells the summary what was done, and names tables only where it may', async () => {
      const inputs = { 'database-url': url, destinations: folder }
      const hidden = await runStep(inputs, { env })
      expect(hidden.summary).toContain('Largest tables')
      expect(hidden.summary).not.toMatch(/order_lines|order&#95;lines/)
      expect(hidden.log).not.toContain('order_lines')
      const shown = await runStep({ ...inputs, 'show-table-names': 'yes' }, { env })
      expect(shown.summary).toContain('order&#95;lines')
    })

    test('gives away no secret anywhere', async () => {
      const inputs = {
        'database-url': url,
        destinations: destinations.join('\n'),
        debug: 'true',
        passphrase: 'open sesame!',
      }
      const ended = await runStep(inputs, { env })
      expect(ended.code).toBe(0)
      // GitHub's runner takes these lines in and never shows them.
      const shown = ended.log
        .split('\n')
        .filter((line) => !line.startsWith('::add-mask::'))
        .join('\n')
      const told = [shown, ended.summary, JSON.stringify(ended.outputs), JSON.stringify(ended.state)].join(
        '\n',
      )
      const stored = readEverything(folder).toString('latin1')
      for (const secret of [
        'pass/word@1',
        'pass%2Fword%401',
        'open sesame!',
        env.AZURE_STORAGE_KEY ?? '-',
        env.AWS_SECRET_ACCESS_KEY ?? '-',
      ]) {
        expect(told).not.toContain(secret)
        expect(stored).not.toContain(secret)
      }
    })

    test('goes on without a destination that fails, and ends red', async () => {
      const missing = destinations[1]?.replace('//backups', '//no-such-bucket') ?? ''
      const ended = await runStep(
        { 'database-url': url, destinations: [folder, missing].join('\n'), name: 'half' },
        { env },
      )
      expect(ended.code).toBe(1)
      expect(ended.log).toContain('ceph has no copy of this backup')
      expect(readdirSync(join(folder, 'half/manifests'))).toHaveLength(1)
      expect(ended.summary).toContain('❌')
    })

    test('tells the summary too when there is no backup', async () => {
      const inputs = { 'database-url': url.replace(/shop$/, 'nowhere'), destinations: folder }
      const ended = await runStep(inputs, { env })
      expect(ended.code).toBe(1)
      expect(ended.summary).toMatch(/❌ Backup of nowhere(.|\n)*Cannot connect/)
      expect(readdirSync(join(folder, 'nowhere'))).toEqual(['records'])
    })

    test('is listed at every destination, with what a reader wants to know', async () => {
      const flags = destinations.flatMap((line) => ['--destinations', line])
      const json = await runTerminal(['list', '--json', '--name', 'large', ...flags], env)
      expect(json.code).toBe(0)
      const [backup] = JSON.parse(json.stdout)
      expect(backup).toMatchObject({
        name: 'large',
        label: 'first one',
        encryption: 'none',
        verification: null,
      })
      expect(backup.destinations).toHaveLength(3)
      const table = await runTerminal(['list', ...flags], env)
      expect(table.stdout).toMatch(/Backup .*Age .*Size .*Rows .*Encrypted .*Verified .*Where/)
      expect(table.stdout).toContain('never')
    })
  },
)

function readEverything(folder: string): Buffer {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return Buffer.concat(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  )
}
