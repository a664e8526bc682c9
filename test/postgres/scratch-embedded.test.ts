import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cancelled, UserError } from '../../src/errors.ts'
import { createScratchDatabase } from '../../src/postgres/scratch/database.ts'
import { account } from '../servers/account.ts'
import { binDir, describeWith, lackOf, MAJORS } from '../servers/programs.ts'
import { lackOfSmallDisks, mountSmallDisk } from '../servers/small-disk.ts'
import {
  ask,
  modeOf,
  open,
  processesIn,
  properties,
  rootOf,
  runApart,
  scratchFoldersIn,
  scratchHost,
} from './scratching.ts'

const embedded = { choice: { kind: 'embedded' } } as const
const root = process.getuid?.() === 0

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'place-'))
  await chmod(place, 0o755)
})
afterEach(() => rm(place, { recursive: true, force: true }))

const expectNothing = () => {
  expect(readdirSync(place)).toEqual([])
  expect(processesIn(place)).toEqual([])
}

const postmasterIn = (folder: string): number =>
  Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

describe.each(MAJORS)('a throw-away PostgreSQL %i', (major) => {
  describeWith(lackOf.postgres(major))('of local programs', () => {
    test('is tuned for loading, closed to everybody else, and gone when it is closed', async () => {
      const host = scratchHost([binDir(major)], {
        env: { TMPDIR: place, PGPASSWORD: 's3cret', TOKEN: 't0ken' },
      })
      const scratch = await open(host, { ...embedded, major })
      expect(scratch).toMatchObject({ kind: 'embedded', throwaway: true, createsRoles: true })
      expect(scratch.server).toMatchObject({ major, superuser: true })
      expect(scratch.where).toBe(
        `a throw-away PostgreSQL ${scratch.server.version.split(' ')[0]} (${binDir(major)})`,
      )
      expect(JSON.parse(host.remembered())).toMatchObject([{ kind: 'folder', parent: place }])

      const settings = await ask<{ name: string; setting: string }>(
        scratch.target,
        `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'wal_level', 'listen_addresses',
          'server_encoding', 'lc_messages', 'default_toast_compression') ORDER BY 1`,
      )
      expect(settings.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
        ...(major >= 14 ? ['default_toast_compression=lz4'] : []),
        'fsync=off',
        'full_page_writes=off',
        'lc_messages=C',
        'listen_addresses=',
        'server_encoding=UTF8',
        'wal_level=minimal',
      ])

      const pid = postmasterIn(rootOf(scratch))
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean)
      expect(variables.map((variable) => variable.split('=')[0]).sort()).toEqual(['HOME', 'LC_ALL', 'PATH'])
      expect(listeningPorts(pid)).toEqual([])
      const owner = root ? account()?.uid : process.getuid?.()
      expect(statSync(`/proc/${pid}`).uid).toBe(owner)
      const parts = ['data', 's', 'own'].map((part) => join(rootOf(scratch), part))
      expect(parts.map(modeOf)).toEqual(['700', '700', '700'])
      expect(parts.map((part) => statSync(part).uid)).toEqual([owner, owner, process.getuid?.()])
      expect(modeOf(rootOf(scratch))).toBe(root ? '711' : '700')

      const { name, drop } = await createScratchDatabase(scratch, {
        properties: properties(),
        roles: [],
        host,
      })
      expect(name).toMatch(/^pg_backup_scratch_[0-9a-f]{16}$/)
      await drop()
      await Promise.all([scratch.close(), scratch.close()])
      await scratch.close()
      expectNothing()
      expect(existsSync(`/proc/${pid}`)).toBe(false)
      expect(host.remembered()).toBe('')
    })
  })
})

/** The TCP ports on which a process listens, or would answer. */
const listeningPorts = (pid: number): readonly string[] => {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? []
    return inode ?? []
  })
  expect(sockets).not.toEqual([])
  const lines = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n'),
  )
  return lines.filter((line) => sockets.includes(line.trim().split(/\s+/)[9] ?? ''))
}

const hostHere = (signal?: AbortSignal) =>
  scratchHost([binDir(15)], { env: { TMPDIR: place }, ...(signal && { signal }) })

describeWith(lackOf.postgres(15))('a throw-away server', () => {
  test('leaves nothing, whenever its start is cancelled', async () => {
    let cancelled = 0
    for (let round = 0; round < 14; round++) {
      const stop = new AbortController()
      const host = hostHere(stop.signal)
      const opening = open(host, embedded).then(
        (scratch) => scratch.close(),
        (error) => error,
      )
      await Promise.race([opening, sleep(Math.random() * 100 + round * 100)])
      stop.abort(new Cancelled('enough'))
      const error = await opening
      if (error) {
        expect(error).toBeInstanceOf(Cancelled)
        cancelled++
      }
      expectNothing()
      expect(host.remembered()).toBe('')
    }
    expect(cancelled).toBeGreaterThan(3)
  })

  test('that nobody closed is taken away by the next run, once its owner is dead', async () => {
    const { child, line, ended } = await runApart(
      `const scratch = await open(scratchHost(['${binDir(15)}'], { env: { TMPDIR: '${place}' } }), { choice: { kind: 'embedded' } })
      console.log(scratch.folder)`,
    )
    const left = join(line, '..')
    const scratch = await open(hostHere(), embedded)
    expect(existsSync(left)).toBe(true)
    await scratch.close()

    child.kill('SIGKILL')
    await ended
    expect(processesIn(left)).not.toEqual([])
    const host = hostHere()
    const next = await open(host, embedded)
    expect(existsSync(left)).toBe(false)
    expect(processesIn(left)).toEqual([])
    expect(host.lines).toContain(`Took away ${left}, which a run that died had left.`)
    await next.close()
    expectNothing()
  })

  test('goes with its owner where that ends without closing it', async () => {
    const { ended } = await runApart(
      `await open(scratchHost(['${binDir(15)}'], { env: { TMPDIR: '${place}' } }), { choice: { kind: 'embedded' } })
      console.log('ready')
      process.exit(130)`,
    )
    expect(await ended).toBe(130)
    for (let tries = 0; tries < 100 && existsSync(place) && readdirSync(place).length > 0; tries++)
      await sleep(50)
    expectNothing()
  })

  test('leaves alone what a sweep must not touch', async () => {
    const own = await open(hostHere(), embedded)
    const [mine = ''] = scratchFoldersIn(place)
    const [, , , space, pid] = mine.split('-')
    const dead = 4_194_305
    const tail = 'aaaaaaaaaaaa'
    const left = {
      otherMachine: `pg-backup-scratch-00000000-${dead}-${tail}`,
      otherName: `pg-backup-scratch-${space}-${dead}-mine`,
      living: `pg-backup-scratch-${space}-${process.ppid}-${tail}`,
      kept: `pg-backup-scratch-${space}-${dead}-${tail}`,
    }
    for (const name of Object.values(left)) await mkdir(join(place, name))
    await writeFile(join(place, left.kept, 'kept'), '')
    await mkdir(join(place, 'elsewhere'))
    await symlink(join(place, 'elsewhere'), join(place, `pg-backup-scratch-${space}-${dead}-bbbbbbbbbbbb`))
    await mkdir(join(place, `pg-backup-scratch-${space}-${pid}-cccccccccccc`))
    await mkdir(join(place, `pg-backup-scratch-${space}-${dead}-dddddddddddd`))

    const next = await open(hostHere(), embedded)
    await next.close()
    const there = readdirSync(place)
    expect(there).toEqual(expect.arrayContaining([...Object.values(left), mine, 'elsewhere']))
    expect(there).toContain(`pg-backup-scratch-${space}-${dead}-bbbbbbbbbbbb`)
    expect(there.join()).not.toMatch(/cccccccccccc|dddddddddddd/)
    expect(await ask(own.target, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await own.close()
  })

  test('takes with it what a dump started in it, wherever that went', async () => {
    const scratch = await open(hostHere(), embedded)
    const leave = `(cd /; setsid sleep 600 >/dev/null 2>&1 </dev/null & echo $! >/dev/stdout)`
    await ask(scratch.target, `CREATE TABLE said (pid int); COPY said FROM PROGRAM '${leave}'`)
    const [said] = await ask<{ pid: number }>(scratch.target, 'SELECT pid FROM said')
    expect(existsSync(`/proc/${said?.pid}`)).toBe(true)
    await scratch.close()
    expect(existsSync(`/proc/${said?.pid}/cwd`)).toBe(false)
    expectNothing()
  })

  test('that its user keeps stays, until the command that was told takes it away', async () => {
    const host = hostHere()
    const scratch = await open(host, embedded)
    const database = await createScratchDatabase(scratch, { properties: properties(), roles: [], host })
    const told = await database.keep()
    await database.drop()
    await scratch.close()
    expect(host.remembered()).toBe('')
    const [, reach = '', remove = ''] = /reached by: (.*)\nTake it away by: (.*)$/.exec(told) ?? []
    const answer = execFileSync('sh', ['-c', `${reach} --no-psqlrc -Atc 'SELECT current_database()'`], {
      env: { PATH: host.env.PATH ?? '' },
    })
    expect(`${answer}`.trim()).toBe(database.name)
    // Neither does a later run take it for something left behind.
    const next = await open(hostHere(), embedded)
    await next.close()
    execFileSync('sh', ['-c', remove])
    for (let tries = 0; tries < 100 && processesIn(place).length > 0; tries++) await sleep(50)
    expectNothing()
  })

  test('has its socket elsewhere where the path to its folder is too long for one', async () => {
    const long = join(place, 'long'.repeat(20))
    await mkdir(long)
    const scratch = await open(scratchHost([binDir(15)], { env: { TMPDIR: long } }), embedded)
    expect(await ask(scratch.target, 'SHOW data_directory')).toEqual([
      { data_directory: join(rootOf(scratch), 'data') },
    ])
    expect(scratch.target.host).toMatch(/^\/tmp\/pg-backup-scratch-/)
    await scratch.close()
    expect(readdirSync(long)).toEqual([])
    expect(existsSync(join(scratch.target.host, '..'))).toBe(false)
  })

  test('that does not start says what it said', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'bin-'))
    await chmod(bin, 0o755)
    await symlink(join(binDir(15), 'initdb'), join(bin, 'initdb'))
    await writeFile(
      join(bin, 'postgres'),
      `#!/bin/sh\n[ "$1" = --version ] && exec ${binDir(15)}/postgres --version\necho 'FATAL: the moon is full' >&2\nexit 7\n`,
      { mode: 0o755 },
    )
    const error = await open(scratchHost([bin], { env: { TMPDIR: place } }), embedded).catch((error) => error)
    expect(error).toBeInstanceOf(UserError)
    expect(error.ending).toBe('unverified')
    expect(error.message).toMatch(
      /did not start\.\nFATAL: the moon is full\nIt ended with exit code 7\.\n.*`scratch: <url>`/,
    )
    expectNothing()
    await rm(bin, { recursive: true })
  })

  test('is refused where there is not enough room', async () => {
    const error = await open(hostHere(), { ...embedded, needBytes: 1e18 }).catch((error) => error)
    expect(error.ending).toBe('unverified')
    expect(error.message).toMatch(
      new RegExp(`${place} has .* free, and restoring this backup needs about 1000 PB`),
    )
    expect(error.message).toContain('set TMPDIR')
    expectNothing()
  })
})

describeWith(lackOf.postgres(15), lackOfSmallDisks())('a throw-away server on a small disk', () => {
  test('is refused where there is not enough room, and runs where there is', async () => {
    using _ = mountSmallDisk(place, 250)
    await chmod(place, 0o755)
    await expect(open(hostHere(), { ...embedded, needBytes: 300e6 })).rejects.toThrow(
      /has \d+ MB free, and restoring this backup needs about/,
    )
    expectNothing()
    await (await open(hostHere(), embedded)).close()
    expectNothing()
  })
})

describeWith(lackOf.postgres(15), root ? undefined : 'a test as root')('as root, a throw-away server', () => {
  test('is refused in a folder that its user cannot get into', async () => {
    await chmod(place, 0o700)
    await expect(open(scratchHost([binDir(15)], { env: { TMPDIR: place } }), embedded)).rejects.toThrow(
      `${place} is closed to the user that the server runs as`,
    )
  })

  test('of somebody who is not root runs as that user', async () => {
    await chmod(place, 0o777)
    const { child, line, ended } = await runApart(
      `const scratch = await open(scratchHost(['${binDir(15)}'], { env: { TMPDIR: '${place}' } }), { choice: { kind: 'embedded' } })
      process.on('SIGTERM', async () => { await scratch.close(); process.exit(0) })
      console.log(scratch.folder)`,
      { uid: 65534, gid: 65534 },
    )
    const pid = postmasterIn(join(line, '..'))
    expect(statSync(`/proc/${pid}`).uid).toBe(65534)
    expect(modeOf(join(line, '..'))).toBe('700')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expectNothing()
  })
})
