import { createHash } from 'node:crypto'
import { Digest } from '../../src/stream/digest.ts'
import { dice, forSeeds, pieces, through } from './bytes.ts'

test('it counts and hashes what goes through, and changes nothing', () =>
  forSeeds(10, async (dice) => {
    const bytes = dice.bytes(dice.whole(0, 300_000))
    const digest = new Digest()
    expect((await through(pieces(bytes, dice), digest)).equals(bytes)).toBe(true)
    expect(digest.bytes()).toBe(bytes.length)
    expect(digest.sha256()).toBe(createHash('sha256').update(bytes).digest('hex'))
  }))

test('of other bytes the digest is another', async () => {
  const [one, other] = [new Digest(), new Digest()]
  const bytes = dice(1).bytes(1000)
  await through(bytes, one)
  bytes.writeUInt8((bytes[500] ?? 0) ^ 1, 500)
  await through(bytes, other)
  expect(other.sha256()).not.toBe(one.sha256())
})

test('before the end there is a count, and no digest', async () => {
  const digest = new Digest()
  digest.write(Buffer.from('abc'))
  expect(digest.bytes()).toBe(3)
  expect(() => digest.sha256()).toThrow('before its end')
})
