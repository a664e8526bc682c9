import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'
import { constants, zstdCompressSync } from 'node:zlib'
import { UserError } from '../../src/errors.ts'
import { compress, decompress } from '../../src/stream/zstd.ts'
import { dice, errorOf, forSeeds, pieces, settle, through } from './bytes.ts'

const program = (args: string[], input: Buffer): Buffer => {
  const { status, stdout, stderr } = spawnSync('zstd', args, { input, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout
}

/** Text that compresses somewhat. */
const text = (size: number, seed = 1): Buffer =>
  Buffer.from(dice(seed).bytes(size).toString('hex').slice(0, size))

const frame = (plain: Buffer): Buffer =>
  zstdCompressSync(plain, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })

describe('compressing', () => {
  test.each([0, 1, 262_143, 262_144, 262_145, 524_288, 3_000_001])('%d bytes come back', async (size) => {
    const plain = text(size)
    const packed = await through(plain, compress(1))
    expect((await through(packed, decompress())).equals(plain)).toBe(true)
    expect(program(['-dc'], packed).equals(plain)).toBe(true)
  })

  test('however the bytes are cut, they come back', () =>
    forSeeds(8, async (dice) => {
      const plain = text(dice.whole(0, 1_500_000), dice.whole(1, 1000))
      const packed = await through(pieces(plain, dice, 400_000), compress(dice.whole(1, 4)))
      const back = await through(pieces(packed, dice), decompress())
      expect(back.equals(plain)).toBe(true)
    }))

  test('bytes that do not compress come back', async () => {
    const plain = dice(3).bytes(1_000_000)
    expect((await through(await through(plain, compress(1)), decompress())).equals(plain)).toBe(true)
  })

  test('it is one frame with a checksum, so that the stock program notices damage', async () => {
    const packed = await through(text(700_000), compress(1))
    expect(program(['-t'], packed)).toHaveLength(0)
    // The last four bytes are the checksum of the content.
    packed.writeUInt8((packed.at(-1) ?? 0) ^ 1, packed.length - 1)
    expect(() => program(['-t'], packed)).toThrow(/checksum/)
  })

  test('it is one frame too where the pool is still busy at the end', async () => {
    const nothing = frame(Buffer.alloc(0))
    for (const size of [262_145, 300_000, 600_000, 2_700_000]) {
      const packed = await through(text(size), compress(1))
      expect(packed.subarray(-nothing.length).equals(nothing)).toBe(false)
    }
  })

  test('a higher level makes it smaller', async () => {
    const { whole } = dice(5)
    const words = [
      'SELECT',
      'order',
      'customer',
      'invoice',
      'paid',
      'shipped',
      'returned',
      '2026-11-21',
      '42.00',
    ]
    const plain = Buffer.from(Array.from({ length: 60_000 }, () => words[whole(0, 8)]).join('\t'))
    const [fast, small] = [await through(plain, compress(1)), await through(plain, compress(15))]
    expect(small.length).toBeLessThan(fast.length)
  })

  test('it counts what came in', async () => {
    const stage = compress(1)
    await through(pieces(text(700_001), dice(1)), stage)
    expect(stage.bytes()).toBe(700_001)
  })

  test('it takes no more in than its reader takes out', async () => {
    const stage = compress(1)
    const noise = dice(9).bytes(256 * 1024)
    let given = 0
    const source = new Readable({
      read() {
        given += noise.length
        this.push(given > 100 * noise.length ? null : noise)
      },
    })
    source.pipe(stage)
    for (let turn = 0; turn < 200; turn += 1) await settle()
    expect(given).toBeLessThan(12 * noise.length)
    source.destroy()
    stage.destroy()
  })

  test('destroyed in the middle, it is quiet', async () => {
    const stage = compress(1)
    stage.write(text(600_000))
    stage.destroy()
    await settle()
    expect(stage.destroyed).toBe(true)
  })
})

describe('decompressing', () => {
  const one = frame(text(150_000))
  const two = frame(text(50_000, 2))

  test.each([11, 1000, 65_536, 10_000_000])(
    'frames one after another are one content, in pieces of %d',
    async (size) => {
      const both = Buffer.concat([
        frame(Buffer.from('a')),
        frame(Buffer.alloc(0)),
        one,
        two,
        frame(Buffer.from('z')),
      ])
      const cut: Buffer[] = []
      for (let at = 0; at < both.length; at += size) cut.push(both.subarray(at, at + size))
      expect((await through(cut, decompress())).equals(program(['-dc'], both))).toBe(true)
    },
  )

  test('no truncation ends well', async () => {
    const small = Buffer.concat([frame(Buffer.from('hello '.repeat(100))), frame(text(300))])
    const boundary = frame(Buffer.from('hello '.repeat(100))).length
    for (let length = 0; length < small.length; length += 1) {
      if (length === boundary) continue
      const error = await errorOf(through(small.subarray(0, length), decompress('data-01.dump.zst')))
      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toMatch(/^data-01.dump.zst is cut off\.\nIt ends before its zstd frame does\./)
    }
    const bytewise = Array.from(small, (byte) => Buffer.from([byte]))
    expect((await through(bytewise, decompress())).length).toBe(900)
  })

  test('no flipped bit ends well', () =>
    forSeeds(60, async (dice) => {
      const damaged = Buffer.from(one)
      // The header of a frame has a bit that nobody reads.
      const at = dice.whole(16, damaged.length - 1)
      damaged.writeUInt8((damaged[at] ?? 0) ^ (1 << dice.whole(0, 7)), at)
      expect(await errorOf(through(pieces(damaged, dice), decompress()))).toBeInstanceOf(UserError)
    }))

  test.each([
    ['one byte', Buffer.from('x')],
    ['text', Buffer.from('hello world')],
    ['zeros', Buffer.alloc(70_000)],
    ['the first byte of a frame and others', Buffer.from([0x28, 0, 0, 0])],
  ])('%s after the end is an error', async (_what, extra) => {
    const whole = Buffer.concat([one, extra])
    for (const chunks of [[whole], [one, extra]]) {
      const error = await errorOf(through(chunks, decompress()))
      expect(error).toBeInstanceOf(UserError)
      expect(error.message).toMatch(/goes on after its end|is cut off/)
    }
    expect((await through([one], decompress())).length).toBe(150_000)
  })

  test('a second frame that is cut off is an error, though the first is whole', async () => {
    for (const cut of [2, 8, 5000, two.length - 1]) {
      const error = await errorOf(through(Buffer.concat([one, two.subarray(0, cut)]), decompress()))
      expect(error.message).toContain('is cut off')
    }
  })

  test('what is not zstd at all is said so', async () => {
    const error = await errorOf(through(Buffer.from('PGDMP and so on'), decompress('schema.dump.zst')))
    expect(error.message).toMatch(/^schema.dump.zst is not compressed with zstd\./)
  })

  test('a frame that asks for a huge window is refused', async () => {
    // Magic number, no checksum, no size, and a window descriptor of 2 GiB; then an empty last block.
    const greedy = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (31 - 10) << 3, 0x01, 0x00, 0x00])
    const error = await errorOf(through(greedy, decompress()))
    expect(error.message).toContain('128 MiB')
    greedy.writeUInt8((27 - 10) << 3, 5)
    expect(await through(greedy, decompress())).toHaveLength(0)
  })

  test('a few bytes that hold gigabytes come out only as fast as they are read', async () => {
    const packed = frame(Buffer.alloc(200_000_000))
    expect(packed.length).toBeLessThan(30_000)
    const stage = decompress()
    let out = 0
    const push = stage.push.bind(stage)
    stage.push = (chunk: Buffer | null) => {
      out += chunk?.length ?? 0
      return push(chunk)
    }
    stage.end(packed)
    for (let turn = 0; turn < 100; turn += 1) await settle()
    expect(out).toBeLessThan(4_000_000)
    let read = 0
    for await (const chunk of stage) read += chunk.length
    expect(read).toBe(200_000_000)
  })

  test('destroyed in the middle, it is quiet', async () => {
    const stage = decompress()
    stage.write(one)
    stage.destroy()
    await settle()
    expect(stage.destroyed).toBe(true)
  })
})

describe('what follows a frame, while the reader takes its time', () => {
  const slowly = async (bytes: Buffer): Promise<number> => {
    let length = 0
    for await (const chunk of Readable.from([bytes]).compose(decompress())) {
      length += chunk.length
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return length
  }
  const content = Buffer.alloc(4 * 1024 * 1024 + 10)

  test('an empty frame ends the stream as any other does', async () => {
    const bytes = Buffer.concat([zstdCompressSync(content), zstdCompressSync(Buffer.alloc(0))])
    expect(await slowly(bytes)).toBe(content.length)
  })

  test('a second frame is not lost', async () => {
    const bytes = Buffer.concat([zstdCompressSync(content), zstdCompressSync(content)])
    expect(await slowly(bytes)).toBe(2 * content.length)
  })

  test('other bytes are an error', async () => {
    await expect(slowly(Buffer.concat([zstdCompressSync(content), Buffer.from('more')]))).rejects.toThrow(
      'goes on',
    )
  })
})
