import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { createSmall, openWorkshop, type Workshop } from './drilling.ts'
import { contentOf, databases, restore } from './restoring.ts'

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/restore.md'), 'utf8')

/** The first block of this language below a heading. */
const blockUnder = (heading: string, language: string): string => {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`)
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(section)?.[1] ?? ''
}

/** The keys and values right below a key of the workflow's one step. */
const mappingAt = (yaml: string, key: string): Record<string, string> => {
  const [, lines = ''] = new RegExp(`^ {8}${key}:\n((?: {10}.*\n)+)`, 'm').exec(yaml) ?? []
  return Object.fromEntries(
    [...lines.matchAll(/^ {10}([\w-]+): (.*)$/gim)].map(([, name = '', value = '']) => [name, value]),
  )
}

describeWith(lackOf.postgres(15))('docs/restore.md, as it is written', () => {
  let server: PostgresServer
  let shop: Workshop
  let id: string
  let was: string
  let identity: string
  beforeAll(async () => {
    server = await startPostgres()
    await createSmall(server, 'shop')
    shop = openWorkshop(server)
    identity = await generateIdentity()
    writeFileSync(join(shop.folder, 'key.txt'), `${identity}\n`)
    const recipients = await identityToRecipient(identity)
    id = await shop.backup('shop', { name: 'shop-production', recipients })
    was = await contentOf(server, 'shop')
  })
  beforeEach(() => server.psql('shop', 'DROP TABLE IF EXISTS orders CASCADE'))
  afterEach(async () => {
    for (const name of await databases(server))
      if (name !== 'shop') await server.psql('postgres', `DROP DATABASE "${name}" WITH (FORCE)`)
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await server.stop()
  })

  test('by a workflow: looked at without `confirm`, and then done with id, digest and name', async () => {
    const yaml = blockUnder('By a workflow', 'yaml')
    const step = async (inputs: { backup: string; plan: string; confirm: string }) => {
      const values: Record<string, string> = {
        'secrets.DATABASE_ADMIN_URL': server.url('shop'),
        'secrets.BACKUP_IDENTITY': identity,
        'inputs.backup': inputs.backup,
        'inputs.plan': inputs.plan,
        'inputs.confirm': inputs.confirm,
        "inputs.confirm == ''": String(inputs.confirm === ''),
      }
      const filled = (mapping: Record<string, string>) =>
        Object.fromEntries(
          Object.entries(mapping).map(([name, value]) => [
            name,
            value.replace(/^\$\{\{ (.*) \}\}$/, (_, expression) => values[expression] ?? `?${expression}?`),
          ]),
        )
      const given = { ...filled(mappingAt(yaml, 'with')), 'target-url': '', destinations: shop.shelf }
      return restore(shop, server, given, filled(mappingAt(yaml, 'env')))
    }
    const looked = await step({ backup: 'latest', plan: '', confirm: '' })
    expect(looked.said).toContain('This was a dry run')
    expect(looked.code).toBe(0)
    expect(await contentOf(server, 'shop')).not.toBe(was)
    const done = await step({ backup: id, plan: looked.outputs.plan ?? '', confirm: 'shop' })
    expect(done.said).not.toContain('::error')
    expect(done.code).toBe(0)
    expect(await contentOf(server, 'shop')).toBe(was)
  })

  test('by a terminal, each line in its turn', async () => {
    const lines = blockUnder('By a terminal', 'console').trim().split('\n')
    const commands = lines.flatMap((line) => /^\$ bin\/pg-backup (.*)$/.exec(line)?.[1] ?? [])
    expect(commands).toHaveLength(4)
    const env = {
      PATH: `${server.binDir}:${process.env.PATH}`,
      TMPDIR: shop.room(),
      PG_BACKUP_TARGET_URL: server.url('shop'),
    }
    for (const command of commands) {
      const own = command
        .replace('/srv/backups', shop.shelf)
        .replace('./key.txt', join(shop.folder, 'key.txt'))
        .replace(/\d{8}T\d{6}Z-[0-9a-f]{6}/, id)
      const asks = own.startsWith('restore') && !own.includes('--dry-run')
      // Nobody is there to be asked for the name.
      const args = [...own.split(' '), ...(asks ? ['--confirm', 'shop'] : [])]
      const { code, log } = await runTerminal(args, env)
      expect([command, code, code === 0 ? '' : log]).toEqual([command, 0, ''])
      const isBack = (await contentOf(server, 'shop')) === was
      expect([command, isBack]).toEqual([command, asks && !own.includes('--undo')])
    }
  })
})
