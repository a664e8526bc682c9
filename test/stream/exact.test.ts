import { createHash } from 'node:crypto'
import { Damage } from '../../src/stream/damage.ts'
import { exact } from '../../src/stream/exact.ts'
import { errorOf, forSeeds, pieces, through } from './bytes.ts'

const recordedOf = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

test('what was recorded goes through, whatever pieces it comes in', async () => {
  await forSeeds(5, async (dice) => {
    const bytes = dice.bytes(dice.whole(0, 500_000))
    expect((await through(pieces(bytes, dice), exact('x', recordedOf(bytes)))).equals(bytes)).toBe(true)
  })
  expect(await through(Buffer.alloc(0), exact('x', recordedOf(Buffer.alloc(0))))).toHaveLength(0)
})

test('one byte that is changed, missing or added is damage', async () => {
  await forSeeds(5, async (dice) => {
    const bytes = dice.bytes(dice.whole(1, 300_000))
    const refusal = async (changed: Buffer) => {
      const error = await errorOf(through(pieces(changed, dice), exact('data.dump', recordedOf(bytes))))
      expect(error).toBeInstanceOf(Damage)
      return error.message
    }
    const at = dice.whole(0, bytes.length - 1)
    const flipped = Buffer.from(bytes)
    flipped.writeUInt8((bytes[at] ?? 0) ^ 0x10, at)
    expect(await refusal(flipped)).toMatch(/^data\.dump is damaged/)
    expect(await refusal(bytes.subarray(0, -1))).toMatch(/^data\.dump is cut off/)
    expect(await refusal(Buffer.concat([bytes, Buffer.from('x')]))).toMatch(
      /^data\.dump goes on after its end/,
    )
  })
})

test('nothing beyond what was recorded goes through', async () => {
  const stage = exact('x', { bytes: 3, sha256: '' })
  await errorOf(through([Buffer.from('abc'), Buffer.from('d'), Buffer.from('e')], stage))
  expect(stage.bytes()).toBe(3)
})
