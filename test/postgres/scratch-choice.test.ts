import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cancelled } from '../../src/errors.ts'
import { createScratchDatabase } from '../../src/postgres/scratch/database.ts'
import { binDir, describeWith, lackOf } from '../servers/programs.ts'
import { standInForServers } from './docker-stand-in.ts'
import { ask, open, processesIn, properties, runApart, scratchHost } from './scratching.ts'

/** A major version that no folder of any machine has: the usual folders are looked into, not only PATH. */
const NO_SUCH_MAJOR = 14

describeWith(
  lackOf.postgres(13),
  lackOf.postgres(15),
  lackOf.postgres(17),
)('where a drill restores to', () => {
  let notes: string
  let place: string
  let docker: string
  beforeEach(async () => {
    notes = await mkdtemp(join(tmpdir(), 'docker-'))
    await chmod(notes, 0o755)
    place = join(notes, 'place')
    await mkdir(place)
    docker = await standInForServers(binDir(17), notes)
  })
  afterEach(async () => {
    expect(processesIn(notes)).toEqual([])
    await rm(notes, { recursive: true })
  })

  const note = (name: string) => writeFile(join(notes, name), '')
  const calls = async (verb: string): Promise<string[][]> => {
    const lines = (await readFile(join(notes, 'calls'), 'utf8').catch(() => '')).trim().split('\n')
    return lines
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(([first]) => first === verb)
  }
  const hostWith = (folders: readonly string[], signal?: AbortSignal) =>
    scratchHost(folders, { env: { TMPDIR: place }, ...(signal && { signal }) })
  const inDocker = { choice: { kind: 'docker' }, major: 17 } as const
  const expectNothing = () => {
    expect(existsSync(join(notes, 'containers')) ? readdirSync(join(notes, 'containers')) : []).toEqual([])
    expect(readdirSync(place)).toEqual([])
  }

  test('is a local server of the same major version before anything else', async () => {
    const host = hostWith([docker, binDir(13), binDir(17)])
    const scratch = await open(host, { major: 17 })
    expect(scratch).toMatchObject({ kind: 'embedded', server: { major: 17 } })
    expect(await calls('version')).toEqual([])
    expect(host.lines.filter((line) => line.startsWith('warning'))).toEqual([])
    await scratch.close()
    expectNothing()
  })

  test('is a container before a local server of another major version', async () => {
    const host = hostWith([docker, binDir(13), binDir(17)])
    // The stand-in for the image of 14 runs 17: what counts here is which was chosen.
    const scratch = await open(host, { major: NO_SUCH_MAJOR })
    expect(scratch).toMatchObject({ kind: 'docker', throwaway: true })
    await scratch.close()
    expectNothing()
  })

  test.each([
    ['auto', 'local', NO_SUCH_MAJOR, 15],
    ['auto', 'auto', NO_SUCH_MAJOR, 15],
    ['embedded', 'auto', NO_SUCH_MAJOR, 15],
    ['embedded', 'auto', 19, 17],
  ] as const)(
    'is the next newer local server, else the newest: %s, client %s, %i',
    async (kind, client, major, taken) => {
      if (client === 'auto') await note('asleep')
      const host = hostWith([docker, binDir(17), binDir(13)])
      const scratch = await open(host, { choice: { kind }, client, major })
      expect(scratch).toMatchObject({ kind: 'embedded', server: { major: taken } })
      expect(host.lines.join('\n')).toMatch(
        new RegExp(
          `warning: The scratch server is PostgreSQL ${taken}.*the backup is of PostgreSQL ${major}: .*schema cannot`,
        ),
      )
      await scratch.close()
      expectNothing()
    },
  )

  test('is a container that only this machine can reach, with a password that stands nowhere', async () => {
    const host = hostWith([docker])
    const scratch = await open(host, inDocker)
    expect(scratch).toMatchObject({
      kind: 'docker',
      server: { major: 17, superuser: true },
      createsRoles: true,
    })
    expect(scratch.where).toMatch(/^a throw-away PostgreSQL 17\.\d+ \(docker image postgres:17\)$/)
    expect(host.lines).toContain('Fetching the docker image postgres:17 for a throw-away server.')
    const { password = '' } = scratch.target
    expect(host.masked).toEqual([password])
    expect(await readFile(join(notes, 'calls'), 'utf8')).not.toContain(password)
    const [run = []] = await calls('run')
    expect(run).toEqual(
      expect.arrayContaining([
        '--detach',
        '--rm',
        '--publish=127.0.0.1::5432/tcp',
        'POSTGRES_PASSWORD',
        'fsync=off',
      ]),
    )
    expect(JSON.parse(host.remembered())).toMatchObject([{ kind: 'folder' }, { kind: 'container' }])
    const database = await createScratchDatabase(scratch, {
      properties: properties(),
      roles: ['clerk'],
      host,
    })
    expect(await ask(database.target, 'SELECT current_database()::text AS name')).toEqual([
      { name: database.name },
    ])
    await database.drop()
    await scratch.close()
    await scratch.close()
    expectNothing()
    expect(host.remembered()).toBe('')
    expect(await calls('rm')).toHaveLength(1)
  })

  test('is no container where docker does not answer, or has no image', async () => {
    await note('asleep')
    const asleep = await open(hostWith([docker]), inDocker).catch((error) => error)
    expect(asleep.ending).toBe('unverified')
    expect(asleep.message).toMatch(
      /`scratch: docker` was asked for[\s\S]*Cannot connect to the Docker daemon[\s\S]*postgresql-17[\s\S]*`scratch: <url>`/,
    )
    await rm(join(notes, 'asleep'))
    await note('offline')
    const offline = await open(hostWith([docker]), inDocker).catch((error) => error)
    expect(offline.ending).toBe('unverified')
    expect(offline.message).toMatch(/postgres:17 could not be fetched[\s\S]*pull access denied/)
    const none = await open(hostWith([]), inDocker).catch((error) => error)
    expect(none.message).toMatch(/docker does not answer[\s\S]*(ENOENT|docker)/)
    expectNothing()
  })

  test('is no container that ends, or that cannot be reached, and says so', async () => {
    await note('broken')
    const broken = await open(hostWith([docker]), inDocker).catch((error) => error)
    expect(broken.ending).toBe('unverified')
    expect(broken.message).toMatch(
      /postgres:17 did not start[\s\S]*unrecognized configuration parameter "moon"/,
    )
    expectNothing()
    await rm(join(notes, 'broken'))
    await note('unreachable')
    const unreachable = await open(hostWith([docker]), inDocker).catch((error) => error)
    expect(unreachable.ending).toBe('unverified')
    expect(unreachable.message).toMatch(/runs, and cannot be reached from here[\s\S]*service container/)
    expectNothing()
  })

  test('leaves no container, whenever its start is cancelled', async () => {
    await note('fetched')
    for (let round = 0; round < 8; round++) {
      const stop = new AbortController()
      const opening = open(hostWith([docker], stop.signal), inDocker).then(
        (scratch) => scratch.close(),
        (error) => error,
      )
      await Promise.race([opening, sleep(Math.random() * 200 + round * 200)])
      stop.abort(new Cancelled('enough'))
      const error = await opening
      if (error) expect(error).toBeInstanceOf(Cancelled)
      expectNothing()
    }
  })

  test('takes away the container of a run that died, and the one of a run that ends without a word', async () => {
    await note('fetched')
    const program = (end: string) =>
      `await open(scratchHost(['${docker}'], { env: { TMPDIR: '${place}' } }), { choice: { kind: 'docker' }, major: 17 })
      console.log('ready'); ${end}`
    const dead = await runApart(program(''))
    dead.child.kill('SIGKILL')
    await dead.ended
    expect(await readdir(join(notes, 'containers'))).toHaveLength(1)
    const host = hostWith([docker])
    const scratch = await open(host, inDocker)
    expect(host.lines.join('\n')).toMatch(
      /Removed the container pg-backup-scratch-.*, which a run that died had left/,
    )
    expect(await readdir(join(notes, 'containers'))).toHaveLength(1)
    await scratch.close()
    expectNothing()
    const silent = await runApart(program('process.exit(130)'))
    await silent.ended
    for (let tries = 0; tries < 200 && readdirSync(join(notes, 'containers')).length > 0; tries++)
      await sleep(50)
    expectNothing()
  })

  test('is a container that stays where its user keeps it', async () => {
    const host = hostWith([docker])
    const scratch = await open(host, inDocker)
    const database = await createScratchDatabase(scratch, { properties: properties(), roles: [], host })
    const told = await database.keep()
    await database.drop()
    await scratch.close()
    expect(host.remembered()).toBe('')
    const [, name = ''] = /docker rm --force --volumes (\S+)$/.exec(told) ?? []
    expect(told).toContain(`docker exec -it ${name} psql -U postgres ${database.name}`)
    expect(await ask(database.target, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    process.kill(Number(await readFile(join(notes, 'containers', name, 'pid'), 'utf8')), 'SIGQUIT')
    for (let tries = 0; tries < 200 && processesIn(notes).length > 0; tries++) await sleep(50)
  })
})
