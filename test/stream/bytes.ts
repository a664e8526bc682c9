import { createCipheriv } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Dice = {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number
  bytes(count: number): Buffer
}

const ZEROS = Buffer.alloc(16)

/** The same numbers for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return {
    whole: (least, most) => least + (next() % (most - least + 1)),
    bytes: (count) =>
      createCipheriv('aes-128-ctr', Buffer.alloc(16, `${next()}`), ZEROS).update(Buffer.alloc(count)),
  }
}

/** Does the same with several seeds; a failure names its seed, and STREAM_SEED repeats it. */
export async function forSeeds(count: number, work: (dice: Dice) => Promise<void>): Promise<void> {
  const wanted = process.env.STREAM_SEED
  const first = wanted ? Number(wanted) : Math.floor(Math.random() * 1e9)
  for (let seed = first; seed < first + (wanted ? 1 : count); seed += 1) {
    await work(dice(seed)).catch((cause: unknown) => {
      throw new Error(`With STREAM_SEED=${seed}: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      })
    })
  }
}

/** Cuts bytes into pieces of random sizes, some of them tiny. */
export function pieces(bytes: Buffer, { whole }: Dice, most = 200_000): Buffer[] {
  const out: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = whole(0, 3) === 0 ? whole(1, 20) : whole(1, most)
    out.push(bytes.subarray(at, at + size))
    at += size
  }
  return out
}

export type Stage = NodeJS.ReadWriteStream

/** What comes out of stages that are given these chunks; rejects with the first error of any. */
export async function through(chunks: Iterable<Buffer> | Buffer, ...stages: Stage[]): Promise<Buffer> {
  const source = Readable.from(Buffer.isBuffer(chunks) ? [chunks] : chunks, { objectMode: false })
  const out: Buffer[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      out.push(chunk)
      done()
    },
  })
  await pipeline([source, ...stages, sink])
  return Buffer.concat(out)
}

/** The error of something that ought to fail. */
export async function errorOf(work: Promise<unknown>): Promise<Error> {
  return await work.then(
    () => {
      throw new Error('It went well, and ought to have failed.')
    },
    (error: Error) => error,
  )
}

/** Lets everything happen that is waiting to. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
