import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateMany } from '../archive/generated.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep } from './bundle.ts'
import { createShop } from './sample.ts'
import { openLine } from './stores.ts'

describeWith(lackOf.postgres(15))('backup with keep', () => {
  const root = mkdtempSync(join(tmpdir(), 'backup-keep-'))
  let server: PostgresServer
  let env: Record<string, string> = {}
  let inputs: Record<string, string> = {}
  beforeAll(async () => {
    server = await startPostgres()
    await createShop(server)
    env = { PATH: `${server.binDir}:${process.env.PATH}` }
    inputs = { 'database-url': server.url('shop'), keep: 'last=2' }
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  let count = 0
  /** A folder with some backups of before, none of which is as new as what is made now. */
  const filled = async (backups: number): Promise<string> => {
    count += 1
    const folder = join(root, `place-${count}`)
    await generateMany(await openLine(folder, {}), backups, new Date(Date.now() - 3_600_000))
    return folder
  }
  const manifestsIn = (folder: string) => readdirSync(join(folder, 'shop/manifests')).length

  test('prunes its own name in each destination, once the backup is whole', async () => {
    const [one, two] = [await filled(3), await filled(2)]
    const ended = await runStep({ ...inputs, destinations: `${one}\n${two}`, verify: 'true' }, { env })
    expect(ended.code).toBe(0)
    expect(ended.outputs.verdict).toBe('pass')
    expect(ended.outputs.pruned).toBe('3')
    expect([manifestsIn(one), manifestsIn(two)]).toEqual([2, 2])
    expect(readdirSync(join(one, 'shop/manifests'))).toContain(`${ended.outputs['backup-id']}.json`)
  })

  test('prunes only where the backup was stored', async () => {
    const one = await filled(3)
    writeFileSync(join(root, 'file'), '')
    const ended = await runStep({ ...inputs, destinations: `${one}\n${join(root, 'file/below')}` }, { env })
    expect(ended.code).toBe(1)
    expect(manifestsIn(one)).toBe(2)
  })

  test('prunes nothing where the new backup does not pass', async () => {
    const folder = await filled(3)
    const checks = 'SELECT false AS "this never holds"'
    const ended = await runStep({ ...inputs, destinations: folder, verify: 'true', checks }, { env })
    expect(ended.code).toBe(1)
    expect(ended.log).toContain('Nothing is pruned')
    expect(manifestsIn(folder)).toBe(4)
  })

  test('ends red where pruning fails, and says that the backup is whole', async () => {
    const folder = await filled(9)
    const refused = await runStep({ ...inputs, destinations: folder }, { env })
    expect(refused.code).toBe(1)
    expect(refused.log).toContain('which is more than half')
    expect(refused.log).toContain('this backup is whole, but not all that was due to go is gone')
    expect(refused.outputs['backup-id']).toBeDefined()
    expect(manifestsIn(folder)).toBe(10)
    const allowed = await runStep({ ...inputs, destinations: folder, 'allow-large-prune': 'yes' }, { env })
    expect(allowed.code).toBe(0)
    // The newest verified of those before stays too.
    expect(manifestsIn(folder)).toBe(3)
  })

  test('refuses options of pruning that would do nothing', async () => {
    const ended = await runStep(
      { 'database-url': server.url('shop'), destinations: root, 'keep-labels': 'true' },
      { env },
    )
    expect(ended.code).toBe(2)
    expect(ended.log).toContain('`keep-labels` does nothing here without `keep`')
  })
})
