import { generateMany } from '../archive/generated.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runTerminal } from './bundle.ts'
import { openStores, type Stores } from './stores.ts'

/** bench/catalog.ts does the same with ten thousand. */
const BACKUPS = 2_000
const PAGE = 1_000

describeWith(lackOf.ceph())('over two thousand backups', () => {
  let stores: Stores
  beforeAll(async () => {
    stores = await openStores()
  })
  afterAll(() => stores?.close())

  test.each(['S3', 'Azure'] as const)(
    'requests to %s grow with pages of the listing, and only a few manifests are opened',
    async (kind) => {
      const place = await stores.place(kind)
      await generateMany(place.storage, BACKUPS, new Date(Date.now() - 3_600_000))
      await using proxy = await place.behind(() => undefined)
      const requestsOf = async (...args: readonly string[]) => {
        const begun = proxy.seen.length
        const ended = await runTerminal([...args, '--destinations', proxy.line, '--json'], stores.env)
        expect(ended.code).toBe(0)
        return { requests: proxy.seen.length - begun, answer: JSON.parse(ended.stdout) }
      }
      // Manifests, data with one object a backup, and a record for every tenth.
      const pages = BACKUPS / PAGE + BACKUPS / PAGE + Math.ceil(BACKUPS / 10 / PAGE)
      const plan = await requestsOf('prune', '--dry-run', '--keep', 'last=1100')
      expect(plan.answer[0].backups).toHaveLength(BACKUPS)
      expect(plan.requests).toBeGreaterThan(pages)
      // A last page may be empty; two backups are looked at, each by three requests.
      expect(plan.requests).toBeLessThanOrEqual(pages + 3 + 1 + 2 * 3)

      // Eight are looked at, each by three requests; the names are one more.
      const check = await requestsOf('check', '--max-verification-age', '50000d', '--keep', 'last=3000')
      expect(check.answer.places[0].backups).toBe(BACKUPS)
      expect(check.requests).toBeGreaterThan(pages)
      expect(check.requests).toBeLessThanOrEqual(pages + 3 + 1 + 8 * 3)

      const list = await requestsOf('list', '--limit', '20')
      expect(list.answer).toHaveLength(20)
      expect(list.requests).toBeLessThanOrEqual(pages + 3 + 1 + 2 * 20)
    },
    120_000,
  )
})
