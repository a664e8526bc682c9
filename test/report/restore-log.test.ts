import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { UserError } from '../../src/errors.ts'
import { addToRestoreLog } from '../../src/report/restore-log.ts'
import { reportDrill } from '../../src/report/verify.ts'
import { drillOf, FOREIGN, openStep, openTerminal, SOUND } from './sample.ts'

const HEAD =
  '| Date (UTC) | Environment | Backup | Result | Verified by | Notes |\n| --- | --- | --- | --- | --- | --- |\n'
const NOTES = 'from offsite; level full; 37 tables, 1,204,332 rows; fetched and restored in 3 min 01 s'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'))
  file = join(folder, 'restore-tests.md')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const { host } = openTerminal()
const me = `${userInfo().username}@${hostname()}`
const ROW = `| 2026-11-21 03:00 | shop | 20261120T040000Z-3f9c2a (before-release) | pass | ${me} | ${NOTES} |\n`
const read = () => readFile(file, 'utf8')

describe('the log of restore tests', () => {
  test('begins with its head, and goes on', async () => {
    await addToRestoreLog(host, file, drillOf())
    expect(await read()).toBe(`${HEAD}${ROW}`)
    await addToRestoreLog(host, file, drillOf())
    expect(await read()).toBe(`${HEAD}${ROW}${ROW}`)
    expect(await readdir(folder)).toEqual(['restore-tests.md'])
  })

  test.each([
    ['an empty file', '', `${HEAD}${ROW}`],
    ['a table', `# Tests\n\n${HEAD}`, `# Tests\n\n${HEAD}${ROW}`],
    ['a table without a line break at its end', `${HEAD}| a |`, `${HEAD}| a |\n${ROW}`],
    ['other text', '# Tests\n', `# Tests\n\n${HEAD}${ROW}`],
    ['other text without a line break', '# Tests', `# Tests\n\n${HEAD}${ROW}`],
    ['a table and text after it', `${HEAD}\nThe end.\n`, `${HEAD}\nThe end.\n\n${HEAD}${ROW}`],
    ['line breaks of Windows', '| a |\r\n| --- |\r\n', `| a |\r\n| --- |\r\n${ROW.trimEnd()}\r\n`],
  ])('continues %s', async (_, before, after) => {
    await writeFile(file, before)
    await addToRestoreLog(host, file, drillOf())
    expect(await read()).toBe(after)
  })

  test('tells how it ended, and what failed', async () => {
    const findings = [{ outcome: 'fail', what: 'x', object: 'table shop.orders' }] as const
    const checks = SOUND.map((check) => (check.name === 'rows' ? { ...check, findings } : check))
    await addToRestoreLog(host, file, drillOf({ checks, rto: 14_400 }))
    expect(await read()).toContain(`| fail | ${me} | failed: rows; from offsite; level full;`)
    expect(await read()).toContain('in 3 min 01 s of 4 h 00 min |')
    expect(await read()).not.toContain('orders')
  })

  test('names a foreign dump in place of a backup', async () => {
    await addToRestoreLog(host, file, drillOf(FOREIGN))
    expect(await read()).toContain('|  | shop.sql.gz | pass |')
    expect(await read()).toContain('nothing to compare it with')
  })

  test('links the run of a workflow, and its actor', async () => {
    const stage = await openStep({
      GITHUB_ACTOR: 'octo|cat',
      GITHUB_SERVER_URL: 'https://github.example.com',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: '123',
    })
    await addToRestoreLog(stage.host, file, drillOf())
    expect(await read()).toContain(
      '| octo\\|cat, [run 123](https://github.example.com/acme/shop/actions/runs/123) |',
    )
    await stage.close()
  })

  test('stays one row, whatever stands in it', async () => {
    await addToRestoreLog(host, file, drillOf({ name: 'a|b\n<c> [d](e)', from: '\\|' }))
    const [, , row = '', ...rest] = (await read()).split('\n')
    expect(rest).toEqual([''])
    expect(row).toContain('| a\\|b &lt;c> \\[d\\](e) |')
    expect(row.replace(/\\\\/g, '').match(/(?<!\\)\|/g)).toHaveLength(7)
  })

  test('has one head and every row, however many write at once', async () => {
    const script = join(folder, 'writer.ts')
    const source = (path: string) => JSON.stringify(join(process.cwd(), path))
    await writeFile(
      script,
      `import { addToRestoreLog } from ${source('src/report/restore-log.ts')}
       import { createTerminalHost } from ${source('src/host/terminal.ts')}
       const host = createTerminalHost({ env: process.env, out: process.stdout, err: process.stderr })
       const report = { ...${JSON.stringify(drillOf())}, startedAt: new Date() }
       for (let at = 0; at < 20; at++) await addToRestoreLog(host, process.argv[2], report)
       process.exit(0)`,
    )
    const writers = Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [script, file]))
    await Promise.all(writers)
    const lines = (await read()).trimEnd().split('\n')
    expect(lines.slice(0, 2).join('\n')).toBe(HEAD.trimEnd())
    expect(lines).toHaveLength(2 + 120)
    expect(new Set(lines.slice(2).map((line) => line.replace(/^\| .{16}/, '')))).toHaveProperty('size', 1)
  })

  test('holds no secret', async () => {
    const terminal = openTerminal()
    terminal.host.mask('correct-horse')
    await addToRestoreLog(terminal.host, file, drillOf({ from: 'correct-horse' }))
    expect(await read()).not.toContain('correct-horse')
    terminal.host.close()
  })
})

test('a log that cannot be written is told after the verdict, and the run does not pass', async () => {
  const stage = await openStep()
  const restoreLog = join(folder, 'missing', 'log.md')
  const options = { print: 'verdict' as const, showTableNames: true, restoreLog }
  const told = reportDrill(stage.host, options, drillOf())
  await expect(told).rejects.toThrow(UserError)
  await expect(told).rejects.toThrow(`The restore log ${restoreLog} could not be written`)
  await expect(told).rejects.toThrow('| pass |')
  expect((await stage.outputs()).verdict).toBe('pass')
  expect(await stage.summary()).toContain('✅ pass')
  await stage.close()
})

test('a drill adds its row where that is asked for', async () => {
  const stage = await openStep()
  await reportDrill(
    stage.host,
    { print: 'verdict' as const, showTableNames: true, restoreLog: file },
    drillOf(),
  )
  expect(await read()).toContain('| pass |')
  await stage.close()
})

afterAll(() => host.close())
