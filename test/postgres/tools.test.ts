import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Cancelled } from '../../src/errors.ts'
import { readTarget, toolEnvironment } from '../../src/postgres/target.ts'
import { containerArguments, findTools } from '../../src/postgres/tools.ts'
import { binDir, type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { backUp, leftovers, openShelf } from './backups.ts'
import { expectExact } from './comparison.ts'

/** A major version that no folder of any machine has: findTools looks into the usual folders, not only into PATH. */
const NO_SUCH_MAJOR = 14

describeWith(lackOf.postgres(15), lackOf.postgres(17))('client programs', () => {
  const search = async (major: number, client: 'auto' | 'local' | 'docker', path: string) => {
    const env = { PATH: path }
    const target = await readTarget('postgres://u:s3cret@h/d', env)
    return findTools({ major, client, target, env, signal: new AbortController().signal, log: () => {} })
  }

  test('are those of the major version that the server has, wherever they stand in PATH', async () => {
    const path = `/usr/bin:${binDir(15)}:${binDir(17)}`
    expect(await search(17, 'auto', path)).toMatchObject({
      where: binDir(17),
      version: expect.stringMatching(/^17\./),
    })
    expect(await search(15, 'local', path)).toMatchObject({
      where: binDir(15),
      version: expect.stringMatching(/^15\./),
    })
  })

  test.each(['auto', 'local'] as const)(
    'of another major version alone are refused (client: %s)',
    async (client) => {
      await expect(search(NO_SUCH_MAJOR, client, `${binDir(15)}:${binDir(17)}`)).rejects.toThrow(
        /The server is PostgreSQL 14, and there is no pg_dump 14 here[\s\S]*Found: 15\.[\s\S]*17\.[\s\S]*older client refuses[\s\S]*postgresql-client-14/,
      )
    },
  )

  test('may lack psql, which is missed only when it is wanted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bin-'))
    for (const name of ['pg_dump', 'pg_dumpall', 'pg_restore'])
      await symlink(join(binDir(17), name), join(folder, name))
    const signal = new AbortController().signal
    const tools = await search(17, 'local', folder)
    expect(tools.where).toBe(folder)
    expect(() => tools.start('psql', ['--version'], { signal })).toThrow(
      /There is no psql in[\s\S]*postgresql-client-17/,
    )
    const { start } = await search(17, 'local', binDir(17))
    const psql = start('psql', ['--version'], { signal })
    expect(await text(psql.stdout)).toMatch(/^psql \(PostgreSQL\) 17/)
    expect(await psql.ended).toMatchObject({ code: 0 })
    await rm(folder, { recursive: true })
  })

  test('of which one is missing, or that are no programs, do not count', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bin-'))
    await symlink(join(binDir(15), 'pg_dump'), join(folder, 'pg_dump'))
    await expect(search(NO_SUCH_MAJOR, 'local', folder)).rejects.not.toThrow(new RegExp(folder))
    for (const name of ['pg_dump', 'pg_dumpall', 'pg_restore']) {
      await rm(join(folder, name), { force: true })
      await writeFile(join(folder, name), 'no program at all')
      await chmod(join(folder, name), 0o755)
    }
    await expect(search(NO_SUCH_MAJOR, 'local', folder)).rejects.toThrow('no pg_dump 14 here')
    await rm(folder, { recursive: true })
  })
})

/**
 * A stand-in for docker: a script that notes how it was called and runs the local programs of a major version. It passes
 * on only the variables that it was told to, as docker does. For real, docker is tested in .github/workflows/ci.yml.
 */
const standInForDocker = (bin: string, notes: string): string => `#!/bin/sh
{ printf '%s\\0' "$@"; printf '\\n'; } >>'${notes}/calls'
tr '\\0' '\\n' </proc/$$/cmdline >>'${notes}/arguments'
case "$1" in
  version) [ -e '${notes}/asleep' ] && { echo 'Cannot connect to the Docker daemon' >&2; exit 1; }; echo 27.0; exit ;;
  image) [ -e '${notes}/fetched' ]; exit ;;
  pull) [ -e '${notes}/offline' ] && { echo 'pull access denied' >&2; exit 1; }; : >'${notes}/fetched'; exit ;;
  rm) : >'${notes}/removed'; exit ;;
esac
shift
kept="PATH=$PATH HOME=/nonexistent"
while :; do
  case "$1" in
    --env) kept="$kept $2"; shift 2 ;;
    --volume) shift 2 ;;
    --*) shift ;;
    *) break ;;
  esac
done
shift
program=$1
shift
for name in $(env | sed -n 's/^\\(PG[A-Z_]*\\)=.*/\\1/p'); do
  case " $kept " in *" $name "*) ;; *) unset "$name" ;; esac
done
exec '${bin}'/"$program" "$@"
`

describeWith(lackOf.postgres(17))('docker (a stand-in that runs local programs)', () => {
  let server: PostgresServer
  let notes: string
  beforeAll(async () => {
    server = await startPostgres({ major: 17, superuserPassword: 's3cret &"$x' })
    await server.psql(
      'postgres',
      'CREATE TABLE t AS SELECT i FROM generate_series(1, 1000) i; SELECT lo_create(99)',
    )
  })
  beforeEach(async () => {
    notes = await mkdtemp(join(tmpdir(), 'docker-'))
    await mkdir(join(notes, 'bin'))
    await writeFile(join(notes, 'bin/docker'), standInForDocker(server.binDir, notes), { mode: 0o755 })
  })
  afterEach(() => rm(notes, { recursive: true }))
  afterAll(() => server.stop())

  const backUpByDocker = async (signal?: AbortSignal) => {
    await using shelf = await openShelf()
    const env = { PATH: `${join(notes, 'bin')}:/usr/bin:/bin` }
    try {
      const flags = ['--client=docker']
      const backup = await backUp(shelf, server, server.url(), { flags, env, ...(signal && { signal }) })
      await expectExact(server, backup)
      return backup
    } catch (error) {
      expect(await leftovers(shelf)).toEqual([])
      throw error
    }
  }
  const note = (name: string) => writeFile(join(notes, name), '')
  const calls = async () =>
    (await readFile(join(notes, 'calls'), 'utf8')).split('\n').map((line) => line.split('\0'))

  test('dumps by an image of the major version, fetched once, and gives no secret among its arguments', async () => {
    const backup = await backUpByDocker()
    expect(backup.lines.join('\n')).toContain('Fetching the docker image postgres:17')
    expect(backup.lines.join('\n')).toContain('from docker image postgres:17')
    const runs = (await calls()).filter(([verb]) => verb === 'run')
    const dump = runs.find((args) => args.includes('pg_dump') && args.includes('--format=custom')) ?? []
    expect(dump).toEqual(
      expect.arrayContaining([
        '--rm',
        '--interactive',
        '--network=host',
        '--env',
        'PGPASSWORD',
        'postgres:17',
      ]),
    )
    expect(await readFile(join(notes, 'arguments'), 'utf8')).not.toContain('s3cret')
    for (const [at, arg] of dump.entries()) if (dump[at - 1] === '--env') expect(arg).toMatch(/^[A-Z_]+$/)
    const again = await backUpByDocker()
    expect(again.lines.join('\n')).not.toContain('Fetching')
    expect(await readdir(notes)).not.toContain('removed')
  })

  test('that does not answer is said', async () => {
    await note('asleep')
    await expect(backUpByDocker()).rejects.toThrow(
      /docker does not answer[\s\S]*Cannot connect to the Docker daemon[\s\S]*Start docker/,
    )
  })

  test('that cannot fetch the image is said', async () => {
    await note('offline')
    await expect(backUpByDocker()).rejects.toThrow(
      /image postgres:17 could not be fetched[\s\S]*pull access denied[\s\S]*postgresql-client-17/,
    )
  })

  test('has its container removed when the run is cancelled', async () => {
    await server.psql(
      'postgres',
      `CREATE TABLE big (filler text); ALTER TABLE big ALTER filler SET STORAGE EXTERNAL;
        INSERT INTO big SELECT repeat(md5(i::text), 400) FROM generate_series(1, 8000) i`,
    )
    const stop = new AbortController()
    const work = backUpByDocker(stop.signal).catch((error) => error)
    const dumping = async () =>
      (await calls().catch(() => [])).some((args) => args.includes('--format=custom'))
    while (!(await dumping()));
    stop.abort(new Cancelled('told to stop'))
    expect(await work).toBeInstanceOf(Cancelled)
    expect(await readdir(notes)).toContain('removed')
  })
})

test('containers see the files and sockets that a connection needs', async () => {
  const target = await readTarget('postgres://u:p@%2Frun%2Fpg/d?sslrootcert=/c/root.crt', {
    HOME: '/nonexistent',
  })
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  mkdirSync(join(home, '.postgresql'))
  const withHome = containerArguments(target, toolEnvironment(target, { HOME: home }), 'pg-backup-1')
  expect(withHome.join(' ')).toContain(`--volume ${home}/.postgresql:/root/.postgresql:ro`)
  rmSync(home, { recursive: true })

  const args = containerArguments(target, toolEnvironment(target, {}), 'pg-backup-1')
  expect(args.join(' ')).toContain('--volume /run/pg:/run/pg --volume /c/root.crt:/c/root.crt:ro')
  expect(args).toContain('--name=pg-backup-1')

  const files = ['/run/drill/schema.dump', '/run/drill/lists']
  const reading = containerArguments(target, toolEnvironment(target, {}), 'pg-backup-1', files)
  for (const file of files) expect(reading.join(' ')).toContain(`--volume ${file}:${file}:ro`)
})
