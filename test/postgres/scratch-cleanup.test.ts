import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { readThings } from '../../src/postgres/scratch/memory.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { binDir, describeWith, lackOf } from '../servers/programs.ts'
import { standInForServers } from './docker-stand-in.ts'
import { processesIn, runApart } from './scratching.ts'

describeWith(lackOf.postgres(15))('the clean-up after a step that was killed', () => {
  let server: PostgresServer
  let place: string
  let docker: string
  beforeAll(async () => {
    server = await startPostgres({ superuserPassword: 's3cret' })
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'post-'))
    await chmod(place, 0o755)
    docker = await standInForServers(binDir(15), place)
    await mkdir(join(place, 'tmp'))
  })
  afterEach(() => rm(place, { recursive: true }))

  /** Runs a drill's beginnings in a process of their own, kills it, and answers what it had told the runner. */
  const killed = async (choice: object): Promise<string> => {
    const { child, line, ended } = await runApart(
      `const host = scratchHost(['${docker}', '${binDir(15)}'], { env: { TMPDIR: '${place}/tmp' } })
      const scratch = await open(host, { choice: ${JSON.stringify(choice)} })
      const database = await createScratchDatabase(scratch, { properties: properties(), roles: ['clerk'], host })
      console.log(host.remembered())`,
    )
    child.kill('SIGKILL')
    await ended
    return line
  }

  const cleanUp = async (state: string, inputs: Record<string, string> = {}) => {
    const env = {
      PATH: `${docker}:${binDir(15)}:${process.env.PATH}`,
      TMPDIR: join(place, 'tmp'),
      GITHUB_ACTIONS: 'true',
      INPUT_COMMAND: 'verify',
      STATE_post: 'true',
      'STATE_unfinished-scratch': state,
      ...inputs,
    }
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/index.ts'], { env })
    const code = new Promise<number | null>((done) => child.once('close', done))
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    return { code: await code, log: `${out}${err}` }
  }

  const leftOn = async () =>
    (
      await server.psql(
        'postgres',
        `SELECT datname FROM pg_database WHERE datname ~ 'scratch' UNION ALL
      SELECT rolname FROM pg_roles WHERE rolname = 'clerk' ORDER BY 1`,
      )
    )
      .split('\n')
      .filter(Boolean)

  test('takes away an embedded server and its folder', async () => {
    const state = await killed({ kind: 'embedded' })
    expect(processesIn(place)).not.toEqual([])
    const { code, log } = await cleanUp(state)
    expect(code).toBe(0)
    expect(log).toMatch(/Took away the folder pg-backup-scratch-/)
    expect(log).not.toContain('::warning::')
    expect(processesIn(place)).toEqual([])
    expect(await readdir(join(place, 'tmp'))).toEqual([])
  })

  test('takes away a container', async () => {
    const state = await killed({ kind: 'docker' })
    expect(await readdir(join(place, 'containers'))).toHaveLength(1)
    const { code, log } = await cleanUp(state)
    expect(code).toBe(0)
    expect(log).not.toContain('::warning::')
    expect(await readdir(join(place, 'containers'))).toEqual([])
    expect(await readdir(join(place, 'tmp'))).toEqual([])
    expect((await cleanUp(state)).log).not.toContain('::warning::')
  })

  test('takes away a database and its roles, at the URL that the inputs hold and the state does not', async () => {
    const state = await killed({ kind: 'url', url: server.url() })
    expect(await leftOn()).toEqual(['clerk', expect.stringMatching(/^pg_backup_scratch_/)])
    expect(state).not.toContain('s3cret')
    const without = await cleanUp(state, { INPUT_DESTINATIONS: place })
    expect(without.log).toMatch(/::warning::The database pg_backup_scratch_\w+ could not be taken away/)
    const { code, log } = await cleanUp(state, { INPUT_SCRATCH: server.url(), INPUT_DESTINATIONS: place })
    expect(code).toBe(0)
    expect(log).not.toMatch(/::warning::|::error::/)
    expect(log.replace(/::add-mask::.*/g, '')).not.toContain('s3cret')
    expect(await leftOn()).toEqual([])
    expect(await readdir(join(place, 'tmp'))).toEqual([])
  })

  test('does nothing where nothing was left, or where what it is told was not made by a drill', async () => {
    expect((await cleanUp('')).log).not.toMatch(/Took away|::warning::/)
    const alien = [
      [{ kind: 'folder', parent: '/', name: 'etc' }],
      [{ kind: 'folder', parent: '/tmp', name: '../etc' }],
      [{ kind: 'container', name: 'production' }],
      [{ kind: 'database', name: 'production' }],
    ]
    for (const things of alien) expect(readThings(JSON.stringify(things))).toEqual([])
    const sound = { kind: 'folder', parent: place, name: `pg-backup-scratch-0123abcd-1-${'a'.repeat(12)}` }
    expect(readThings(JSON.stringify([sound]))).toEqual([sound])
    expect((await cleanUp(JSON.stringify([sound]))).log).not.toContain('::warning::')
  })
})
