import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { probe, start, startResident } from '../../src/host/process.ts'

const env = { PATH: process.env.PATH ?? '' }
const signal = new AbortController().signal

describe('a child process', () => {
  test('keeps what it wrote for a reader that comes after its end', async () => {
    const child = start('head', ['-c', '60000', '/dev/zero'], { env, signal })
    await new Promise((wrote) => child.stdout.once('readable', wrote))
    // Long enough for Node to see the end of the process, and to drop what it thinks is unread.
    await sleep(300)
    expect(await buffer(child.stdout)).toHaveLength(60_000)
    expect(await child.ended).toEqual({ code: 0, signal: null })
  })

  test('waits for a slow reader instead of filling the memory', async () => {
    const child = start('head', ['-c', '50000000', '/dev/zero'], { env, signal })
    await new Promise((wrote) => child.stdout.once('readable', wrote))
    await sleep(300)
    expect(child.stdout.readableLength).toBeLessThan(2_000_000)
    expect(await buffer(child.stdout)).toHaveLength(50_000_000)
  })

  test('is told to end when its reader goes away', async () => {
    const child = start('cat', ['/dev/zero'], { env, signal })
    await new Promise((wrote) => child.stdout.once('readable', wrote))
    child.stdout.destroy()
    expect((await child.ended).signal ?? 'ended by itself').toMatch(/SIGPIPE|ended by itself/)
  })

  test('is ended by the signal, even where it will not listen', async () => {
    const stop = new AbortController()
    const child = start('sh', ['-c', 'trap "" TERM; echo ready; sleep 60 & wait; sleep 60'], {
      env,
      signal: stop.signal,
    })
    await new Promise((wrote) => child.stdout.once('readable', wrote))
    stop.abort(new Error('enough'))
    expect((await child.ended.catch(() => ({ signal: 'SIGKILL' }))).signal).toBe('SIGKILL')
  }, 20_000)

  test('gives its complaints, bounded, and line by line', async () => {
    const lines: string[] = []
    const child = start('sh', ['-c', 'for i in $(seq 5000); do echo "line $i" >&2; done; exit 3'], {
      env,
      signal,
      onStderr: (line) => lines.push(line),
    })
    child.stdout.resume()
    expect(await child.ended).toEqual({ code: 3, signal: null })
    expect(lines).toHaveLength(5000)
    expect(child.stderrTail()).toMatch(/line 5000\n$/)
    expect(child.stderrTail().length).toBeLessThanOrEqual(16 * 1024)
  })

  test('that does not exist is an error', async () => {
    await expect(probe('no-such-program-anywhere', [], { env, signal })).rejects.toThrow('ENOENT')
  })

  const asRoot = process.getuid?.() === 0 ? test : test.skip
  asRoot('runs as the user that was named, in none of our groups (only root can name one)', async () => {
    const user = { uid: 65534, gid: 65534 }
    expect((await probe('id', [], { env, signal, user })).stdout).toMatch(
      /^uid=65534\S* gid=65534\S* groups=65534\S*\n$/,
    )
  })
})

describe('a program that stays', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'resident-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('speaks into its file, in a session of its own, and ends when it is told to', async () => {
    const log = join(folder, 'log')
    const say = 'echo "out $ONLY"; echo err >&2; ps -o sid= -p $$; pwd; exec sleep 60'
    const options = { env: { ...env, ONLY: 'this' }, cwd: folder, log }
    const resident = startResident('sh', ['-c', say], options)
    const said = async () => (await readFile(log, 'utf8')).trim().split(/\s*\n\s*/)
    while ((await said()).length < 4) await sleep(10)
    expect(await said()).toEqual(['out this', 'err', String(resident.pid), folder])
    resident.kill('SIGQUIT')
    expect(await resident.ended).toEqual({ code: null, signal: 'SIGQUIT' })
  })

  test('that does not exist is an error', async () => {
    const resident = startResident('no-such-program-anywhere', [], { env, log: join(folder, 'log') })
    await expect(resident.ended).rejects.toThrow('ENOENT')
  })
})
