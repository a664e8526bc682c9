import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { Damage } from '../../src/stream/damage.ts'
import { gunzip } from '../../src/stream/gzip.ts'
import { dice, errorOf, forSeeds, pieces, settle, through } from './bytes.ts'

/** The stock program, as the other end of the format. */
const program = (args: readonly string[], input: Buffer): Buffer => {
  const { status, stdout, stderr } = spawnSync('gzip', args, { input, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout
}

const text = (size: number, seed = 1): Buffer =>
  Buffer.from(dice(seed).bytes(size).toString('hex').slice(0, size))

const one = program(['-c'], text(150_000))
const two = program(['-1', '-c'], text(50_000, 2))

test('what the stock program packs comes back, however it is cut', () =>
  forSeeds(6, async (dice) => {
    const plain = text(dice.whole(0, 900_000), dice.whole(1, 1000))
    const back = await through(pieces(program(['-c'], plain), dice), gunzip('it'))
    expect(back.equals(plain)).toBe(true)
  }))

test.each([1, 7, 1000, 65_536, 10_000_000])(
  'members one after another are one content, in pieces of %d',
  async (size) => {
    const all = Buffer.concat([gzipSync('a'), gzipSync(''), one, two, gzipSync('z')])
    const cut: Buffer[] = []
    for (let at = 0; at < all.length; at += size) cut.push(all.subarray(at, at + size))
    expect((await through(cut, gunzip('it'))).equals(program(['-dc'], all))).toBe(true)
  },
)

test('no truncation ends well', async () => {
  const first = gzipSync('hello '.repeat(100))
  const both = Buffer.concat([first, gzipSync(text(300))])
  for (let length = 0; length < both.length; length += 1) {
    if (length === first.length) continue
    for (const chunks of [[both.subarray(0, length)], [both.subarray(0, 30), both.subarray(30, length)]]) {
      const error = await errorOf(
        through(length < 30 ? [both.subarray(0, length)] : chunks, gunzip('dump.gz')),
      )
      expect(error).toBeInstanceOf(Damage)
      expect(error.message).toMatch(/^dump.gz is cut off\.\nIt ends before its gzip stream does\./)
    }
  }
})

test('no flipped bit of the content ends well', () =>
  forSeeds(60, async (dice) => {
    const damaged = Buffer.from(one)
    // The header holds a time and a name, which nobody proves.
    const at = dice.whole(20, damaged.length - 1)
    damaged.writeUInt8((damaged[at] ?? 0) ^ (1 << dice.whole(0, 7)), at)
    expect(await errorOf(through(pieces(damaged, dice), gunzip('it')))).toBeInstanceOf(Damage)
  }))

test.each([
  ['one byte', Buffer.from('x')],
  ['text', Buffer.from('hello world')],
  ['text behind zeros', Buffer.concat([Buffer.alloc(1000), Buffer.from('x')])],
  ['the first byte of a member and others', Buffer.from([0x1f, 0, 0, 0])],
])('%s after the end is an error', async (_what, extra) => {
  for (const chunks of [
    [Buffer.concat([one, extra])],
    [one, extra],
    [one, ...Array.from(extra, (byte) => Buffer.from([byte]))],
  ]) {
    const error = await errorOf(through(chunks, gunzip('dump.gz')))
    expect(error).toBeInstanceOf(Damage)
    expect(error.message).toMatch(/goes on after its end|is cut off/)
  }
})

test('zeros after the end are padding, as on tapes', async () => {
  for (const zeros of [1, 512, 100_000]) {
    expect(await through([Buffer.concat([one, Buffer.alloc(zeros)])], gunzip('it'))).toHaveLength(150_000)
    expect(await through([one, Buffer.alloc(zeros)], gunzip('it'))).toHaveLength(150_000)
  }
})

test('a few bytes that hold megabytes come out only as fast as they are read', async () => {
  const stage = gunzip('it')
  let out = 0
  const push = stage.push.bind(stage)
  stage.push = (chunk: Buffer | null) => {
    out += chunk?.length ?? 0
    return push(chunk)
  }
  stage.end(gzipSync(Buffer.alloc(100_000_000)))
  for (let turn = 0; turn < 100; turn += 1) await settle()
  expect(out).toBeLessThan(4_000_000)
  let read = 0
  for await (const chunk of stage) read += chunk.length
  expect(read).toBe(100_000_000)
})

test('destroyed in the middle, it is quiet', async () => {
  const stage = gunzip('it')
  stage.write(one)
  stage.destroy()
  await settle()
  expect(stage.destroyed).toBe(true)
})
