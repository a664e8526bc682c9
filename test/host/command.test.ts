import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../../src/errors.ts'
import { createActionsHost } from '../../src/host/actions.ts'
import { type CommandCheck, type CommandRequest, runCommand } from '../../src/host/command.ts'
import type { RunningHost } from '../../src/host/running.ts'
import { createTerminalHost } from '../../src/host/terminal.ts'
import { declared, OPTION_NAMES } from '../../src/options/table.ts'
import { cancelling, keep } from './stage.ts'

let folder: string
let out: ReturnType<typeof keep>
let host: RunningHost

const open = (env: Record<string, string> = {}): RunningHost => {
  host?.close()
  out = keep()
  const all = { PATH: process.env.PATH ?? '', HOME: folder, ...env }
  host = createActionsHost({ env: all, out, cancelling: cancelling() })
  return host
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'))
  open()
})
afterEach(async () => {
  host.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (command: string, more: Partial<CommandRequest> = {}): Promise<CommandCheck> =>
  runCommand(host, { command, env: {}, folder, timeoutSeconds: 60, title: 'Smoke command', ...more })
const lines = (): readonly string[] => out.text().trimEnd().split('\n')
/** What the command said, without what we say around it. */
const said = async (command: string, more: Partial<CommandRequest> = {}): Promise<readonly string[]> => {
  open()
  await run(command, more)
  return lines().filter((line) => !/^(::(end)?group::|[$>] |Not passed on)/.test(line))
}

/** The processes that still work in the folder of the test. */
const left = (): readonly string[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const state = /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]
        const text = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
        return state !== 'Z' && text.includes(folder) ? [text] : []
      } catch {
        return []
      }
    })
const until = async (ready: () => boolean): Promise<void> => {
  while (!ready()) await sleep(10)
}

describe('a smoke command', () => {
  test('passes where it ends with 0', async () => {
    const check = await run('true')
    expect(check).toMatchObject({ name: 'smoke', findings: [] })
    expect(check.looked).toContain('exit code 0 after')
  })

  test('fails with another code, and shows the last that it said', async () => {
    const check = await run('for i in $(seq 100); do echo "line $i"; done; echo oh >&2; exit 7')
    expect(check.findings).toHaveLength(1)
    expect(check.findings[0]).toMatchObject({
      outcome: 'fail',
      what: 'the smoke command ended with exit code 7',
    })
    expect(check.findings[0]?.detail).toMatch(/^line 82\n(line \d+\n)*line 100\noh$/)
  })

  test.each(['false; true', 'false | true', '[ "$DATABASE_URL" = other ]\ntrue'])(
    'fails at its first error: %s',
    async (command) => {
      expect((await run(command, { env: { DATABASE_URL: 'x' } })).findings[0]?.outcome).toBe('fail')
    },
  )

  test('fails where a signal ends it', async () => {
    const { what } = (await run('kill -KILL $$')).findings[0] ?? {}
    expect(what).toBe('the smoke command ended with the signal SIGKILL')
  })

  test('is any command line, in the folder and with the database at hand', async () => {
    const command = 'cat > there <<X\n$DATABASE_URL\nX\nfunction f() { cat there; }\nf | tr a-z A-Z && pwd'
    expect(await said(command, { env: { DATABASE_URL: 'postgresql://db' } })).toEqual([
      'POSTGRESQL://DB',
      folder,
    ])
  })

  test('says all in the order in which it was said, also where it opens its own output', async () => {
    const command = 'for i in 1 2 3; do echo o$i; echo e$i >&2; echo d$i >/dev/stderr; done; echo -n end'
    expect(await said(command)).toEqual(['o1', 'e1', 'd1', 'o2', 'e2', 'd2', 'o3', 'e3', 'd3', 'end'])
  })

  test('reads no profile, and finds nobody who answers', async () => {
    expect(
      await said(`echo 'echo profile' > .bashrc; cp .bashrc .bash_profile; bash -c 'cat; echo none'`),
    ).toEqual(['none'])
    expect(await said('read -r answer || echo nobody')).toEqual(['nobody'])
  })

  test('has a group of the log to itself', async () => {
    await run('echo one\necho two')
    expect(lines()).toEqual([
      '::group::Smoke command',
      '$ echo one',
      '> echo two',
      'one',
      'two',
      '::endgroup::',
    ])
  })

  test('cannot steer the runner', async () => {
    await run(`printf '%s\\n' '::set-output name=verdict::pass' '  ::add-mask::a' 'x ##[group]y'
      printf 'a\\r::error::b\\n\\033[32m::warning::c\\033[0m\\n'`)
    const steering = lines().filter((line) => /^\s*::|##\[/.test(line))
    expect(steering).toEqual(['::group::Smoke command', '::endgroup::'])
    expect(out.text()).toContain('\\::warning::c')
  })

  test('shows no secret, whatever it is painted with or how long its line', async () => {
    host.mask('correct-horse')
    const masks = out.text().length
    await run(`echo "a correct-horse"; printf 'b corr\\033[1mect-horse\\n'
      head -c 16380 /dev/zero | tr '\\0' x; echo correct-horse; exit 1`)
    const shown = out.text().slice(masks)
    expect(shown).toContain('a ***')
    expect(shown).toContain('b ***')
    expect(
      shown
        .split('\n')
        .filter((line) => !/^[$>] /.test(line))
        .join('\n'),
    ).not.toMatch(/corr|horse/)
  })

  test('in detail shows no secret either', async () => {
    host.mask('correct-horse')
    expect((await run('echo correct-horse; exit 1')).findings[0]?.detail).toBe('***')
  })

  test('cuts a line that never ends, and does not keep it in memory', async () => {
    await run("head -c 50000000 /dev/zero | tr '\\0' x")
    const longest = Math.max(...lines().map((line) => line.length))
    expect(longest).toBe(16 * 1024 + 1)
  })

  test('that takes too long is unverified, and nothing of it stays', async () => {
    const stubborn = `bash -c 'trap "" TERM; echo started; while :; do sleep 1; done' ${folder} & sleep 600; echo late`
    const check = await run(stubborn, { timeoutSeconds: 0.5 })
    expect(check.findings).toMatchObject([
      {
        outcome: 'unverified',
        what: 'the smoke command was ended after 0.5 s, its time limit',
        detail: 'started',
      },
    ])
    expect(left()).toEqual([])
  }, 30_000)

  test('may take as long as anybody allows', async () => {
    expect((await run('sleep 0.2', { timeoutSeconds: 1e9 })).findings).toEqual([])
  })

  test('leaves nothing that it put in the background, and waits for none of it', async () => {
    const check = await run(
      [
        `bash -c 'sleep 600; :' ${folder} & `,
        `bash -c 'sleep 600; :' ${folder} >log 2>&1 & `,
        `setsid bash -c 'sleep 600; :' ${folder} & `,
        `setsid bash -c 'trap "" TERM; echo $$ > escaped; sleep 600; :' ${folder} >log 2>&1 & `,
        'while [ ! -s escaped ]; do sleep 0.05; done; echo done',
      ].join('\n'),
    )
    expect(check.findings).toEqual([])
    expect(out.text()).toContain('\ndone\n')
    expect(left()).toEqual([])
  }, 30_000)

  test('ends with the run, when that is cancelled', async () => {
    const running = run(`setsid bash -c 'sleep 600; :' ${folder} & touch begun; sleep 600`)
    const ended = expect(running).rejects.toThrow('enough')
    await until(() => existsSync(join(folder, 'begun')) && left().length > 0)
    host.stop(new UserError({ what: 'enough' }))
    await ended
    expect(left()).toEqual([])
  }, 30_000)

  test('is not even begun when the run is cancelled already', async () => {
    host.stop(new UserError({ what: 'enough' }))
    await expect(run('touch begun')).rejects.toThrow('enough')
    expect(existsSync(join(folder, 'begun'))).toBe(false)
  })

  test('that bash cannot run is unverified', async () => {
    expect((await run('true', { folder: join(folder, 'missing') })).findings).toMatchObject([
      { outcome: 'unverified', detail: expect.stringContaining('there is no folder') },
    ])
    expect((await run('true\0')).findings[0]?.outcome).toBe('unverified')
    open({ PATH: folder })
    expect((await run('true')).findings).toMatchObject([
      { outcome: 'unverified', detail: expect.stringContaining('ENOENT') },
    ])
  })

  test('works on a terminal too', async () => {
    const err = keep()
    const terminal = createTerminalHost({
      env: { PATH: process.env.PATH },
      out,
      err,
      cancelling: cancelling(),
    })
    const request = { command: 'echo hello', env: {}, folder, timeoutSeconds: 60, title: 'Smoke command' }
    expect((await runCommand(terminal, request)).findings).toEqual([])
    expect(err.text()).toContain('Smoke command\n$ echo hello\nhello\n')
    terminal.close()
  })
})

describe('of our environment a smoke command gets', () => {
  const environmentGiven = async (env: Record<string, string>, more: Record<string, string> = {}) => {
    open(env)
    await run('env -0 > environment', { env: more })
    const text = await readFile(join(folder, 'environment'), 'utf8')
    return Object.fromEntries(
      text
        .split('\0')
        .filter(Boolean)
        .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
  }

  test('what is not secret, and the restored database', async () => {
    const plain = {
      DJANGO_SECRET_KEY: 'their own',
      STRIPE_API_KEY: 'their own',
      AWS_REGION: 'eu-central-1',
      AWS_CA_BUNDLE: '/etc/ssl/own.pem',
      GITHUB_SHA: '0'.repeat(40),
      'BASH_FUNC_hello%%': '() {  echo hi\n}',
    }
    const restored = {
      DATABASE_URL: 'postgresql://scratch',
      PGHOST: '/tmp/scratch',
      PGPASSWORD: 'thrown away',
    }
    const given = await environmentGiven(
      { ...plain, DATABASE_URL: 'production', PGHOST: 'production' },
      restored,
    )
    expect(given).toMatchObject({ ...plain, ...restored, PATH: process.env.PATH })
    expect(Object.values(given)).not.toContain('production')
  })

  test('nothing of ours', async () => {
    const options = OPTION_NAMES.flatMap((name) => [
      `INPUT_${name.toUpperCase()}`,
      ...(declared(name).secret ? [declared(name).env ?? []].flat() : []),
    ])
    const names = [
      ...options,
      ...['PGHOST', 'PGPASSWORD', 'PGPASSFILE', 'PGSERVICE', 'PG_BACKUP_PASSPHRASE', 'PG_BACKUP_IDENTITY'],
      ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'],
      ...['OFFSITE_AWS_SECRET_ACCESS_KEY', 'OFFSITE_AZURE_STORAGE_KEY', 'AZURE_CLIENT_SECRET'],
      ...['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_RUNTIME_TOKEN'],
      ...['GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'STATE_unfinished', 'DATABASE_URL'],
      'GOOGLE_APPLICATION_CREDENTIALS',
    ]
    const given = await environmentGiven(Object.fromEntries(names.map((name) => [name, `secret of ${name}`])))
    expect(
      Object.entries(given).filter(([name, value]) => names.includes(name) || /secret of/.test(value)),
    ).toEqual([])
    expect(out.text()).toContain('Not passed on, since it may be secret: ')
    expect(out.text()).toContain('OFFSITE_AZURE_STORAGE_KEY')
  })

  test('nothing that holds a masked secret, under whatever name', async () => {
    open({ COPY: 'x postgresql://u:correct-horse@db/y', OTHER: 'fine' })
    host.mask('correct-horse')
    await run('env > environment')
    const text = await readFile(join(folder, 'environment'), 'utf8')
    expect(text).not.toContain('correct-horse')
    expect(text).toContain('OTHER=fine')
    expect(out.text()).toContain('Not passed on, since it may be secret: COPY.')
  })

  test('its path, even where a password is a word in it', async () => {
    open({ PATH: `/usr/lib/postgresql/15/bin:${process.env.PATH}` })
    host.mask('postgres')
    expect((await run('true')).findings).toEqual([])
  })
})
