import { keptBy } from '../../src/archive/retention.ts'
import { type Policy, parseKeep } from '../../src/options/retention.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { randomFrom, randomHistory, randomPolicy } from './random.ts'
import { openRestic, type Restic } from './restic.ts'

const HISTORIES_EACH = 50

describeWith(lackOf.restic())('retention keeps what the real restic keeps', () => {
  let restic: Restic
  beforeAll(async () => {
    restic = await openRestic()
  })
  afterAll(() => restic?.close())

  // Twenty times fifty: a thousand histories, each under three policies.
  test.each(Array.from({ length: 20 }, (_, seed) => seed))('on fifty histories, seed %i', async (seed) => {
    const random = randomFrom(seed)
    const histories = new Map(
      Array.from({ length: HISTORIES_EACH }, (_, nth) => [`h${nth}`, randomHistory(random)] as const),
    )
    restic.fill(histories)
    for (const text of [randomPolicy(random), randomPolicy(random), randomPolicy(random)]) {
      const policy = parseKeep([text], { option: 'keep' })
      const theirs = await restic.keeps(policy)
      for (const [host, history] of histories) {
        const oldest = restic.keepsOldest ? history.at(-1) : undefined
        const shown = (times: readonly Date[] = []) =>
          times.filter((time) => time.getTime() !== oldest?.getTime()).map((time) => time.toISOString())
        expect({ text, history: shown(history), kept: shown(ours(history, policy)) }).toEqual({
          ...{ text, history: shown(history) },
          kept: shown(theirs.get(host)).sort().reverse(),
        })
      }
    }
  })
})

function ours(history: readonly Date[], policy: Policy): Date[] {
  const rules = keptBy(
    history.map((startedAt) => ({ startedAt })),
    policy,
  )
  return history.filter((_, at) => (rules[at]?.length ?? 0) > 0)
}
