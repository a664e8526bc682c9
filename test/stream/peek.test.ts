import { spawn } from 'node:child_process'
import { PassThrough, Readable, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { peek } from '../../src/stream/peek.ts'
import { dice, errorOf, forSeeds, pieces, settle, through } from './bytes.ts'

/** Takes everything, and knows what. */
function collector(
  options: { write?: (done: (error?: Error) => void) => void; highWaterMark?: number } = {},
) {
  const taken: Buffer[] = []
  const side = new Writable({
    highWaterMark: options.highWaterMark ?? 16 * 1024,
    write(chunk, _encoding, done) {
      taken.push(chunk)
      if (options.write) options.write(done)
      else setImmediate(done)
    },
  })
  return { side, bytes: () => Buffer.concat(taken) }
}

test('the side reader gets the head, the stream everything', () =>
  forSeeds(15, async (dice) => {
    const bytes = dice.bytes(dice.whole(0, 300_000))
    const limit = dice.whole(0, 400_000)
    const { side, bytes: head } = collector()
    expect((await through(pieces(bytes, dice, 50_000), peek(side, limit))).equals(bytes)).toBe(true)
    await finished(side)
    expect(head().equals(bytes.subarray(0, limit))).toBe(true)
    expect(side.writableEnded).toBe(true)
  }))

test('the stream waits for a slow side reader, and only until its limit', async () => {
  const waiting: (() => void)[] = []
  const { side, bytes } = collector({ highWaterMark: 1, write: (done) => waiting.push(done) })
  const stage = peek(side, 20)
  let out = 0
  stage.on('data', (chunk: Buffer) => {
    out += chunk.length
  })
  for (let n = 0; n < 5; n += 1) stage.write(Buffer.alloc(10))
  await settle()
  expect(out).toBe(0)
  waiting.shift()?.()
  await settle()
  expect(out).toBe(50)
  expect(side.writableEnded).toBe(true)
  waiting.shift()?.()
  expect(bytes()).toHaveLength(20)
})

test.each([
  ['fails', (side: Writable) => side.destroy(new Error('EPIPE'))],
  ['closes', (side: Writable) => side.destroy()],
])('a side reader that %s while the stream waits for it sets it free', async (_how, end) => {
  const { side } = collector({ highWaterMark: 1, write: () => {} })
  const bytes = dice(1).bytes(100_000)
  const work = through([bytes.subarray(0, 10), bytes.subarray(10)], peek(side, 1e6))
  await settle()
  end(side)
  expect((await work).equals(bytes)).toBe(true)
})

test('a side reader that fails at every write does not disturb the stream', async () => {
  const { side } = collector({ write: (done) => done(new Error('broken')) })
  const bytes = dice(2).bytes(500_000)
  expect((await through(pieces(bytes, dice(2)), peek(side, 1e6))).equals(bytes)).toBe(true)
})

test('a side reader that was gone before is none', async () => {
  const { side } = collector()
  side.destroy()
  expect((await through(Buffer.from('dump'), peek(side, 100))).toString()).toBe('dump')
})

test('a program that stops reading early does not disturb the stream', async () => {
  const child = spawn('head', ['-c', '5'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const bytes = Buffer.alloc(4_000_000, 'abcdefgh')
  const [all, seen] = await Promise.all([
    through(pieces(bytes, dice(4)), peek(child.stdin, 1e9)),
    child.stdout.toArray(),
  ])
  expect(all.equals(bytes)).toBe(true)
  expect(Buffer.concat(seen).toString()).toBe('abcde')
})

test('a stream that fails cuts its side reader off and does not end it', async () => {
  const { side } = collector()
  const source = new PassThrough()
  const work = errorOf(pipeline(source, peek(side, 1000), new PassThrough().resume()))
  source.write('half')
  await settle()
  source.destroy(new Error('pg_dump was killed.'))
  expect((await work).message).toBe('pg_dump was killed.')
  expect([side.destroyed, side.writableFinished]).toEqual([true, false])
})

test('no listeners pile up', async () => {
  const { side } = collector({ highWaterMark: 1 })
  const before = side.listenerCount('drain') + side.listenerCount('close')
  const many = Array.from({ length: 200 }, () => Buffer.alloc(10))
  await pipeline(Readable.from(many, { objectMode: false }), peek(side, 1500), new PassThrough().resume())
  expect(side.listenerCount('drain') + side.listenerCount('close')).toBe(before)
  expect(side.listenerCount('error')).toBe(1)
})
