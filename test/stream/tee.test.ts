import { setMaxListeners } from 'node:events'
import { PassThrough, Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { tee } from '../../src/stream/tee.ts'
import { type dice, errorOf, forSeeds, pieces, settle } from './bytes.ts'

const read = async (branch: Readable): Promise<Buffer> => Buffer.concat(await branch.toArray())

/** Reads slowly and unevenly. */
async function readSlowly(branch: Readable, { whole }: ReturnType<typeof dice>): Promise<Buffer> {
  const out: Buffer[] = []
  for await (const chunk of branch) {
    for (let wait = whole(0, 3); wait > 0; wait -= 1) await turn()
    out.push(chunk as Buffer)
  }
  return Buffer.concat(out)
}

/** A source of so many chunks, and how many were taken. */
function counted(chunks: number, size = 64 * 1024): { source: Readable; taken: () => number } {
  let taken = 0
  const source = new Readable({
    read() {
      taken += 1
      const chunk = taken > chunks ? null : Buffer.alloc(size, taken)
      // Not at once: streams that are never short of bytes let nothing else happen.
      setImmediate(() => this.push(chunk))
    },
  })
  return { source, taken: () => taken }
}

test('every branch gets every byte, however slowly it reads', () =>
  forSeeds(10, async (dice) => {
    const bytes = dice.bytes(dice.whole(0, 400_000))
    const branches = tee(Readable.from(pieces(bytes, dice), { objectMode: false }), dice.whole(1, 4))
    const all = await Promise.all(branches.map((branch) => readSlowly(branch, dice)))
    for (const one of all) expect(one.equals(bytes)).toBe(true)
  }))

test('the slowest branch holds the source back', async () => {
  const { source, taken } = counted(1000)
  const [fast, slow] = tee(source, 2) as [Readable, Readable]
  const fastBytes = read(fast)
  for (let n = 0; n < 50; n += 1) await settle()
  // One chunk fills a branch, and the source holds as much again.
  expect(taken()).toBeLessThan(8)
  const slowBytes = read(slow)
  expect((await fastBytes).equals(await slowBytes)).toBe(true)
  expect(taken()).toBe(1001)
})

test('a branch that gives up is left out, and the others get everything', () =>
  forSeeds(10, async (dice) => {
    const { source } = counted(100)
    const branches = tee(source, 3)
    const [one, broken, other] = branches as [Readable, Readable, Readable]
    const after = dice.whole(0, 50)
    let written = 0
    const sink = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        written += 1
        done(written > after ? new Error('The store is gone.') : null)
      },
    })
    const [a, b, error] = await Promise.all([
      readSlowly(one, dice),
      read(other),
      errorOf(pipeline(broken, sink)),
    ])
    expect(error.message).toBe('The store is gone.')
    expect(a.length).toBe(100 * 64 * 1024)
    expect(a.equals(b)).toBe(true)
  }))

test('a full branch that gives up sets the others free', async () => {
  const { source, taken } = counted(50)
  const [stuck, other] = tee(source, 2) as [Readable, Readable]
  const bytes = read(other)
  for (let n = 0; n < 20; n += 1) await settle()
  expect(taken()).toBeLessThan(8)
  stuck.destroy()
  expect((await bytes).length).toBe(50 * 64 * 1024)
})

test('when all have given up, the source is destroyed and says so', async () => {
  const { source, taken } = counted(1000)
  const passed = new PassThrough()
  const upstream = errorOf(pipeline(source, passed))
  const [one, other] = tee(passed, 2) as [Readable, Readable]
  one.destroy(new Error('first'))
  await settle()
  expect(passed.destroyed).toBe(false)
  other.destroy(new Error('The bucket is gone.'))
  const error = await upstream
  expect(error.message).toMatch(/^No destination is left to write to\.\n.*The bucket is gone\./)
  expect(error.cause).toMatchObject({ message: 'The bucket is gone.' })
  expect(source.destroyed).toBe(true)
  expect(taken()).toBeLessThan(10)
})

test('when the source fails, no branch ends', async () => {
  const source = new PassThrough()
  const branches = tee(source, 3)
  const ended: number[] = []
  const errors = branches.map((branch, index) => {
    branch.on('end', () => ended.push(index))
    return errorOf(read(branch))
  })
  source.write('half')
  await settle()
  source.destroy(new Error('pg_dump was killed.'))
  for (const error of await Promise.all(errors)) expect(error.message).toBe('pg_dump was killed.')
  expect(ended).toEqual([])
})

test('a source destroyed without an error does not end the branches either', async () => {
  const source = new PassThrough()
  const [branch] = tee(source, 1) as [Readable]
  const failed = errorOf(read(branch))
  source.write('half')
  await settle()
  source.destroy()
  expect(await failed).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
})

test('an error before anybody reads a branch is there for who reads later', async () => {
  const source = new PassThrough()
  const [branch] = tee(source, 1) as [Readable]
  source.destroy(new Error('early'))
  await settle()
  expect((await errorOf(read(branch))).message).toBe('early')
})

test('a signal ends it from either side', async () => {
  const stop = new AbortController()
  setMaxListeners(20, stop.signal)
  const { source } = counted(1e9)
  const passed = new PassThrough()
  const upstream = errorOf(pipeline(source, passed, { signal: stop.signal }))
  const sinks = tee(passed, 2).map((branch) => errorOf(pipeline(branch, new PassThrough().resume())))
  await settle()
  stop.abort(new Error('Cancelled.'))
  await upstream
  await Promise.all(sinks)
  expect(source.destroyed).toBe(true)
})

test('an empty source ends every branch', async () => {
  const branches = tee(Readable.from([], { objectMode: false }), 2)
  expect((await Promise.all(branches.map(read))).map((bytes) => bytes.length)).toEqual([0, 0])
})
