import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { entryFor } from '../../src/host/entry.ts'

const QUIET = ['--disable-warning=ExperimentalWarning']

interface Result {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(
  args: readonly string[],
  env: Record<string, string> = {},
): { child: ChildProcess; result: Promise<Result> } {
  const child = spawn(process.execPath, [...QUIET, ...args], { env: { PATH: process.env.PATH, ...env } })
  const result = Promise.all([
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    text(child.stdout),
    text(child.stderr),
  ]).then(([code, out, err]) => ({ code, out, err }))
  return { child, result }
}
const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Result> =>
  start(args, env).result
const asCli = (work: string, env: Record<string, string> = {}): Promise<Result> =>
  run(['test/host/child.ts', 'cli', work], env)
const asStep = (work: string, env: Record<string, string> = {}): Promise<Result> =>
  run(['test/host/child.ts', 'step', work], { GITHUB_ACTIONS: 'true', INPUT_DESTINATIONS: '/b', ...env })

test.each([
  [['list'], {}, 'cli'],
  [['list'], { GITHUB_ACTIONS: 'true', INPUT_COMMAND: 'list', STATE_post: 'true' }, 'cli'],
  [[], {}, 'cli'],
  [[], { GITHUB_ACTIONS: 'true' }, 'step'],
  [[], { INPUT_COMMAND: '' }, 'step'],
  [[], { GITHUB_ACTIONS: 'true', STATE_post: 'true' }, 'post'],
] as [string[], Record<string, string>, string][])('arguments %j and %j mean %s', (args, env, entry) => {
  expect(entryFor(args, env)).toBe(entry)
})

test('the bundle without arguments, outside of a workflow, shows its help', async () => {
  const { code, out, err } = await run(['src/index.ts'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('Usage: pg-backup COMMAND')
})

test('help loads no package, and nothing of the work', async () => {
  const hook = `import { registerHooks } from 'node:module'
    import { writeSync } from 'node:fs'
    registerHooks({ load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context) } })`
  const { code, err } = await run([
    '--import',
    `data:text/javascript,${encodeURIComponent(hook)}`,
    'src/index.ts',
    '--help',
  ])
  expect(code).toBe(0)
  expect(err).toContain('/src/options/help.ts')
  expect(err).not.toMatch(/node_modules|\/src\/(commands|postgres|storage|stream|archive)\/|\/main\.ts/)
})

test('a Node without zstd is told which one is needed, in one line', async () => {
  const hook = `import { registerHooks } from 'node:module'
    registerHooks({ resolve: (name, context, next) =>
      name === 'node:zlib' ? { url: 'data:text/javascript,export {}', shortCircuit: true } : next(name, context) })`
  const before = `data:text/javascript,${encodeURIComponent(hook)}`
  const { code, out, err } = await run(['--import', before, 'src/index.ts', '--help'])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(
    /^error: pg-backup needs Node 22\.15 or newer, and this is v[\d.]+: install Node 24 .*\n$/,
  )
})

test('a step tells its clean-up, and fails with an annotation and an exit code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'entries-'))
  try {
    const state = join(folder, 'state')
    const wrong = await run(['src/index.ts'], {
      GITHUB_ACTIONS: 'true',
      GITHUB_STATE: state,
      INPUT_JBOS: '2',
    })
    expect(wrong.code).toBe(2)
    expect(wrong.out).toBe('::error::There is no input `jbos`.%0ADid you mean `jobs`?\n')
    expect(await readFile(state, 'utf8')).toMatch(/^post<</)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  expect(await asStep('pass')).toEqual({ code: 0, out: '{}\n', err: '' })
  const failed = await asStep('fail')
  expect(failed.code).toBe(1)
  expect(failed.out).toBe('::error::The bucket is gone.%0ASomebody removed it.%0AMake a new one.\n')
})

test('a clean-up without anything to do passes', async () => {
  const { code, out } = await run(['src/index.ts'], { GITHUB_ACTIONS: 'true', STATE_post: 'true' })
  expect([code, out]).toEqual([0, expect.not.stringContaining('::error::')])
})

test('an error of the user is a few lines, and a defect says what to do', async () => {
  expect(await asCli('fail')).toEqual({
    code: 1,
    out: '',
    err: 'error: The bucket is gone.\n  Somebody removed it.\n  Make a new one.\n',
  })
  const { code, err } = await asCli('defect', { PGPASSWORD: 'hunter22' })
  expect(code).toBe(1)
  expect(err).toMatch(
    /^error: This is a defect of pg-backup: TypeError: x is no function: \*\*\*\n {2}Please report it/,
  )
  expect(err).not.toContain('child.ts')
})

test('stacks show only when asked for, along the causes, without secrets', async () => {
  const { err } = await asCli('defect', { PGPASSWORD: 'hunter22', DEBUG_FLAG: '1' })
  expect(err).toMatch(
    /debug: TypeError: x is no function: \*\*\*[\s\S]*child\.ts[\s\S]*Caused by: Error: inner \*\*\*/,
  )
  expect(err).not.toMatch(/hunter22|hidden detail/)
})

test('what nobody waited for ends the run, after it cleaned up', async () => {
  const { code, err } = await asCli('rejection')
  expect(code).toBe(1)
  expect(err).toContain('cleaned up\nerror: This is a defect of pg-backup: Error: nobody waits')
})

test('a run that never ends is no success', async () => {
  const { code, err } = await asCli('never')
  expect(code).toBe(1)
  expect(err).toContain('stopped without an ending')
})

test('a reader that closes early is no error, and does not stop the work', async () => {
  const pipe = `"$0" "$@" | head -n 1`
  const child = spawn('sh', ['-c', pipe, process.execPath, ...QUIET, 'test/host/child.ts', 'cli', 'many'])
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect([out, err]).toEqual(['line 0\n', 'done all the same\n'])
})

async function signalled(
  work: string,
  ...signals: readonly (NodeJS.Signals | number)[]
): Promise<Result & { ms: number }> {
  const { child, result } = start(['test/host/child.ts', 'cli', work])
  await new Promise<void>((resolve) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('ready')) resolve()
    })
  })
  const begun = performance.now()
  for (const signal of signals) {
    if (typeof signal === 'number') await new Promise((resolve) => setTimeout(resolve, signal))
    else child.kill(signal)
  }
  return { ...(await result), ms: performance.now() - begun }
}

test.each([
  ['SIGINT', 'interrupted (SIGINT)'],
  ['SIGTERM', 'told to stop (SIGTERM)'],
] as const)('%s cancels the run, which cleans up', async (signal, reason) => {
  const { code, err } = await signalled('wait', signal)
  expect(code).toBe(130)
  expect(err).toMatch(/ready\nStopping, .*\ncleaned up\nerror: Cancelled: /)
  expect(err).toContain(reason)
})

test('a second signal of the kind ends at once', async () => {
  const impatient = await signalled('stuck', 'SIGINT', 100, 'SIGINT')
  expect(impatient.code).toBe(130)
  expect(impatient.err).not.toContain('error:')
  expect((await signalled('stuck', 'SIGTERM', 100, 'SIGTERM')).code).toBe(143)
})

test('SIGTERM after SIGINT is how the runner goes on: it leaves the last moments for cleaning up', async () => {
  const tidy = await signalled('tidy', 'SIGINT', 100, 'SIGTERM')
  expect(tidy.code).toBe(130)
  expect(tidy.err).toContain('cleaned up')
  const stuck = await signalled('stuck', 'SIGINT', 100, 'SIGTERM')
  expect(stuck.code).toBe(143)
  expect(stuck.ms).toBeLessThan(20_000)
})
