import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type GitHubStandIn, startGitHub, TOKEN } from '../notify/github-stand-in.ts'
import { type Heard, type Listener, type Reply, refusingUrl, startListener } from '../notify/listener.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep, runTerminal } from './bundle.ts'
import { createSmall, openWorkshop, type Workshop } from './drilling.ts'
import { createLarge } from './sample.ts'

const BROKEN = { 'database-url': 'postgres://nobody:geheim123@127.0.0.1:1/small' }

describeWith(lackOf.postgres(15))('those who are told how a run ended', () => {
  let server: PostgresServer
  let shop: Workshop
  let listener: Listener
  let github: GitHubStandIn
  let reply: (heard: Heard) => Reply | 'silent' = () => ({ status: 200 })
  beforeAll(async () => {
    server = await startPostgres()
    await Promise.all([createSmall(server), createLarge(server)])
    listener = await startListener((heard) => reply(heard))
  })
  afterAll(() => Promise.all([server.stop(), listener.stop()]))
  beforeEach(async () => {
    shop = openWorkshop(server)
    listener.heard.length = 0
    reply = () => ({ status: 200 })
    github = await startGitHub()
  })
  afterEach(async () => {
    shop[Symbol.dispose]()
    await github.stop()
  })

  const onGitHub = () => ({
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '7',
  })
  const everybody = () => ({
    'notify-webhook': `${listener.url}/hook/T0/sesame-open-42`,
    'heartbeat-url': `${listener.url}/ping/sesame-beat-43`,
    'github-issue': 'true',
    'github-token': TOKEN,
  })
  const backUp = (inputs: Record<string, string> = {}) =>
    shop.run({ 'database-url': server.url('small'), ...inputs }, onGitHub())
  const heardAt = (path: string) => listener.heard.filter((heard) => heard.path.startsWith(path))
  const paths = () => listener.heard.map(({ path }) => path).sort()
  /** Keys in storage tell whole seconds. */
  const nextSecond = () => sleep(1000 - (Date.now() % 1000))

  test('a backup that fails rings everywhere, and one that passes ends that', async () => {
    const failed = await backUp({ ...everybody(), ...BROKEN })
    expect(failed.code).toBe(1)
    expect(failed.log).not.toContain('::warning')
    expect(paths()).toEqual(['/hook/T0/sesame-open-42', '/ping/sesame-beat-43/fail'])
    const [told] = heardAt('/hook').map(({ body }) => JSON.parse(body))
    expect(told).toMatchObject({
      command: 'backup',
      outcome: 'fail',
      name: 'small',
      backup: null,
      message: expect.stringContaining('Cannot connect'),
      destinations: [`file://${shop.shelf}`],
      run: 'https://github.com/acme/shop/actions/runs/7',
    })
    expect(github.issues).toMatchObject([
      { state: 'open', title: 'pg-backup: backup of small does not pass' },
    ])
    expect(github.issues[0]?.body).toContain('Cannot connect')

    await backUp({ ...everybody(), ...BROKEN })
    expect(github.issues).toMatchObject([{ state: 'open', comments: [expect.any(String)] }])

    listener.heard.length = 0
    const passed = await backUp(everybody())
    expect(passed.code).toBe(0)
    expect(passed.outputs.name).toBe('small')
    expect(paths()).toEqual(['/ping/sesame-beat-43'])
    expect(github.issues).toMatchObject([
      {
        state: 'closed',
        comments: [expect.any(String), expect.stringContaining(passed.outputs['backup-id'] ?? '-')],
      },
    ])
  })

  test('no secret is told to anybody, nor shown in the log', async () => {
    // The password stands in the sentence that says what went wrong.
    const leaky = { 'database-url': 'postgres://nobody:geheim123@127.0.0.1:1/geheim123', name: 'small' }
    const ended = await backUp({ ...everybody(), ...leaky, debug: 'true' })
    const told = [...listener.heard.map(({ body }) => body), ...github.heard.map(({ body }) => body)].join(
      '\n',
    )
    expect(told).toContain('Cannot connect')
    for (const text of [told, ended.said, ended.summary]) {
      expect(text).not.toMatch(/geheim123|sesame|aTokenForTests/)
    }
  })

  const faults: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    [
      'answer 500',
      async () => {
        reply = () => ({ status: 500 })
        return listener.url
      },
      /the answer was 500/,
    ],
    ['refuse the connection', refusingUrl, /ECONNREFUSED/],
    [
      'never answer',
      async () => {
        reply = () => 'silent'
        return listener.url
      },
      /no answer within 10 s/,
    ],
  ]
  test.each(faults)('receivers that %s are warned of, and the verdict stays', async (_, spoil, why) => {
    const url = await spoil()
    const inputs = {
      ...everybody(),
      'notify-webhook': `${url}/hook`,
      'heartbeat-url': `${url}/ping`,
      'notify-on': 'always',
      pushgateway: url,
    }
    const env = { ...onGitHub(), GITHUB_API_URL: url }
    const run = (more: Record<string, string>) =>
      shop.run({ 'database-url': server.url('small'), ...inputs, ...more }, env)
    for (const [more, code] of [
      [{}, 0],
      [BROKEN, 1],
    ] as const) {
      const ended = await run(more)
      expect(ended.code).toBe(code)
      const warnings = ended.said.split('::warning::').slice(1)
      for (const option of ['notify-webhook', 'heartbeat-url', 'github-issue', 'pushgateway']) {
        expect(warnings.find((warning) => warning.startsWith(`\`${option}\``))).toMatch(why)
      }
    }
  })

  test('a token that may not write issues is told what it lacks', async () => {
    github.fault = () => ({ status: 403, json: {} })
    const ended = await backUp({ ...BROKEN, 'github-issue': 'true', 'github-token': TOKEN })
    expect(ended.code).toBe(1)
    expect(ended.said).toMatch(/`github-issue`: .*the answer was 403.*\n.*issues: write/)
  })

  test('where an alarm could never arrive, nothing is begun', async () => {
    const env = { PATH: `${server.binDir}:${process.env.PATH}` }
    const flags = ['backup', '--destinations', shop.shelf, '--database-url', server.url('small')]
    const cases: readonly (readonly [readonly string[], Record<string, string>, RegExp])[] = [
      [['--github-issue'], {}, /github-token/],
      [['--github-issue'], { GITHUB_TOKEN: TOKEN }, /GITHUB_REPOSITORY/],
      [['--notify-format', 'slack'], {}, /notify-webhook/],
      [['--notify-on', 'always'], {}, /notify-webhook/],
      [['--notify-webhook', 'hooks.example.com/geheim'], {}, /https:\/\//],
      [['--heartbeat-url', 'ftp://geheim'], {}, /https:\/\//],
    ]
    for (const [more, extra, sentence] of cases) {
      const ended = await runTerminal([...flags, ...more], { ...env, ...extra })
      expect(ended.code).toBe(2)
      expect(ended.stderr).toMatch(sentence)
      expect(ended.stderr).not.toContain('geheim')
    }
    expect(() => readdirSync(shop.shelf)).toThrow('ENOENT')
  })

  test('with `notify-on: change` only what ends otherwise than before rings', async () => {
    const hook = { 'notify-webhook': `${listener.url}/hook`, 'notify-on': 'change' }
    const outcomes = () =>
      heardAt('/hook')
        .map(({ body }) => JSON.parse(body))
        .map((told) => [told.previous, told.outcome])
    const next = async (run: () => Promise<unknown>) => {
      await nextSecond()
      await run()
      return outcomes()
    }
    expect(await next(() => backUp(hook))).toEqual([])
    expect(await next(() => backUp({ ...hook, ...BROKEN }))).toEqual([['pass', 'fail']])
    expect(await next(() => backUp({ ...hook, ...BROKEN }))).toEqual([['pass', 'fail']])
    expect(await next(() => backUp(hook))).toEqual([
      ['pass', 'fail'],
      ['fail', 'pass'],
    ])
    expect(await next(() => backUp(hook))).toHaveLength(2)

    listener.heard.length = 0
    expect(await next(() => shop.verify(hook))).toEqual([])
    const bad = { ...hook, checks: 'SELECT false AS "there is nothing"' }
    expect(await next(() => shop.verify(bad))).toEqual([['pass', 'fail']])
    expect(await next(() => shop.verify(bad))).toHaveLength(1)
    expect(await next(() => shop.verify(hook))).toEqual([
      ['pass', 'fail'],
      ['fail', 'pass'],
    ])
  })

  test('a drill, a proof and a restore ring too, each under its own name', async () => {
    await shop.backup('small')
    const [id = ''] = readdirSync(join(shop.shelf, 'small/data'))
    writeFileSync(join(shop.shelf, 'small/data', id, 'database.dump.zst'), 'nothing')
    expect((await shop.verify({ ...everybody() }, onGitHub())).code).toBe(1)
    expect((await shop.prove({ ...everybody() }, onGitHub())).code).toBe(1)
    const target = { 'target-url': server.url('again'), confirm: 'again' }
    const restored = await shop.run({ command: 'restore', ...target, ...everybody() }, onGitHub())
    expect(restored.code).toBe(1)
    const told = heardAt('/hook').map(({ body }) => JSON.parse(body))
    expect(told.map(({ command, name, outcome, backup }) => [command, name, outcome, backup])).toEqual([
      ['verify', 'small', 'fail', id],
      ['prove', 'small', 'fail', id],
      ['restore', 'small', 'fail', id],
    ])
    expect(github.issues.map(({ title }) => title)).toEqual([
      'pg-backup: verify of small does not pass',
      'pg-backup: prove of small does not pass',
      'pg-backup: restore of small does not pass',
    ])
    expect(heardAt('/ping').map(({ path }) => path)).toEqual(Array(3).fill('/ping/sesame-beat-43/fail'))
  })

  test('a restore that only shows its plan tells nobody', async () => {
    await shop.backup('small')
    const inputs = { command: 'restore', 'target-url': server.url('again'), 'dry-run': 'true' }
    const ended = await shop.run({ ...inputs, ...everybody(), 'notify-on': 'always' }, onGitHub())
    expect(ended.code).toBe(0)
    expect([listener.heard, github.heard]).toEqual([[], []])
  })

  test('a run that is told to stop says so in haste', async () => {
    const stop = (child: ChildProcess) => {
      child.stdout?.on('data', (text: string) => {
        if (text.includes('Dumping')) child.kill('SIGINT')
      })
    }
    const env = { PATH: `${server.binDir}:${process.env.PATH}`, ...onGitHub() }
    const inputs = {
      'database-url': server.url('large'),
      destinations: shop.shelf,
      'compression-level': '19',
    }
    const ended = await runStep({ ...inputs, ...everybody() }, { env, onStart: stop })
    expect(ended.code).toBe(130)
    expect(JSON.parse(heardAt('/hook')[0]?.body ?? '{}')).toMatchObject({
      outcome: 'cancelled',
      message: expect.stringContaining('Cancelled'),
    })
    expect(heardAt('/ping')[0]?.path).toContain('/fail')
    expect(github.issues).toHaveLength(1)
  })

  const metricsIn = (file: string) =>
    new Map(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map(
          (line) =>
            [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const,
        ),
    )

  test('metrics tell what lies there, after runs that pass and runs that do not, in the file and in the JSON', async () => {
    const file = join(shop.folder, 'pg-backup.prom')
    const labels = `name="small",destination="here"`
    const places = { destinations: `here=${shop.shelf}`, 'metrics-file': file }
    const of = (name: string, more = '') => metricsIn(file).get(`pg_backup_${name}{${labels}${more}}`)
    const startedAt = Math.floor(Date.now() / 1000)

    expect((await backUp({ ...places, ...BROKEN })).code).toBe(1)
    expect(of('last_success_timestamp_seconds')).toBe(0)
    expect(of('last_attempt_timestamp_seconds')).toBeGreaterThanOrEqual(startedAt)
    expect(of('failures_total')).toBe(1)
    expect(of('size_bytes')).toBeUndefined()
    expect(statSync(file).mode & 0o777).toBe(0o644)

    await nextSecond()
    const { outputs } = await backUp(places)
    expect(of('size_bytes')).toBe(Number(outputs['size-bytes']))
    expect(of('raw_bytes')).toBe(Number(outputs['raw-bytes']))
    expect(of('rows')).toBe(Number(outputs.rows))
    expect(of('duration_seconds')).toBeCloseTo(Number(outputs['duration-seconds']), 0)
    expect(of('last_success_timestamp_seconds')).toBe(of('last_attempt_timestamp_seconds'))
    expect(of('stored_backups')).toBe(1)
    const folder = join(shop.shelf, 'small/data', outputs['backup-id'] ?? '')
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(of('stored_bytes')).toBe(bytes)
    expect(of('verification_last_success_timestamp_seconds')).toBe(0)
    expect(of('verifications_total', ',outcome="pass"')).toBe(0)

    const { report } = await shop.verify(places)
    expect(of('verification_duration_seconds')).toBe(report.seconds.total)
    expect(of('verifications_total', ',outcome="pass"')).toBe(1)
    expect((await shop.verify({ ...places, checks: 'SELECT false AS no' })).code).toBe(1)
    expect(of('verifications_total', ',outcome="fail"')).toBe(1)
    expect(of('verification_last_success_timestamp_seconds')).toBeGreaterThan(startedAt)

    const env = { PATH: `${server.binDir}:${process.env.PATH}`, DATABASE_URL: server.url('small') }
    for (const command of ['backup', 'verify']) {
      const ended = await runTerminal([command, '--json', '--destinations', `here=${shop.shelf}`], env)
      const { metrics } = JSON.parse(ended.stdout)
      expect(metrics).toContainEqual({
        metric: 'pg_backup_stored_backups',
        labels: { name: 'small', destination: 'here' },
        value: 2,
      })
      expect(metrics).toHaveLength(15)
    }
  })

  test('a destination that does not answer keeps its numbers, and a file that cannot be written is a warning', async () => {
    const file = join(shop.folder, 'pg-backup.prom')
    const second = join(shop.folder, 'second')
    const destinations = `here=${shop.shelf}\nthere=${second}`
    expect((await backUp({ destinations, 'metrics-file': file })).code).toBe(0)
    rmSync(second, { recursive: true })
    writeFileSync(second, 'a file where a folder was')
    const ended = await backUp({ destinations, 'metrics-file': file })
    expect(ended.code).toBe(1)
    expect(ended.said).toContain('there: there are no metrics of this destination')
    const metrics = metricsIn(file)
    expect(metrics.get('pg_backup_stored_backups{name="small",destination="here"}')).toBe(2)
    expect(metrics.get('pg_backup_stored_backups{name="small",destination="there"}')).toBe(1)

    mkdirSync(join(shop.folder, 'taken'))
    const untold = await backUp({ 'metrics-file': join(shop.folder, 'taken') })
    expect(untold.code).toBe(0)
    expect(untold.said).toContain('::warning::`metrics-file`')
  })
})
