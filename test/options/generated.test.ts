import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { COMMAND_NAMES } from '../../src/options/commands.ts'
import { helpText } from '../../src/options/help.ts'
import { OUTPUTS } from '../../src/options/outputs.ts'
import { declared, OPTION_NAMES } from '../../src/options/table.ts'

const run = promisify(execFile)
const generate = (root: string, ...args: string[]) =>
  run(process.execPath, [join(root, 'script/generate.ts'), ...args], { cwd: tmpdir() })

test('what is generated is up to date', async () => {
  await generate(process.cwd(), '--check')
})

test('a stale file is named, and written again', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'generate-'))
  try {
    await mkdir(join(copy, 'script'))
    for (const file of [
      'package.json',
      'README.md',
      'action.yml',
      'script/generate.ts',
      'src/errors.ts',
      'src/options',
    ]) {
      await cp(file, join(copy, file), { recursive: true })
    }
    await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
    const action = await readFile(join(copy, 'action.yml'), 'utf8')
    await writeFile(join(copy, 'action.yml'), action.replace('jobs:', 'job:'))
    await expect(generate(copy, '--check')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('action.yml is stale'),
    })
    await generate(copy)
    expect(await readFile(join(copy, 'action.yml'), 'utf8')).toBe(action)
    await generate(copy, '--check')
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
})

test('action.yml has every input and output, and no default', async () => {
  const action = await readFile('action.yml', 'utf8')
  for (const name of [...OPTION_NAMES, ...Object.keys(OUTPUTS)]) expect(action).toContain(`\n  ${name}:\n`)
  expect(action).not.toContain('default:')
})

test('help shows every option of a command, in at most 100 columns', () => {
  for (const command of [undefined, ...COMMAND_NAMES]) {
    const text = helpText(command)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    for (const name of OPTION_NAMES) {
      const option = declared(name)
      const expected = command !== undefined && option.commands.includes(command) && option.stepOnly !== true
      expect(text.includes(`\n  --${name} `) || text.includes(`\n  --${name}\n`)).toBe(expected)
    }
  }
})
