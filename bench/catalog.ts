import { generateMany } from '../test/archive/generated.ts'
import { runTerminal } from '../test/commands/bundle.ts'
import { openStores } from '../test/commands/stores.ts'

/** How many requests `list`, `check` and `prune --dry-run` make over many backups: node bench/catalog.ts [BACKUPS] */
const backups = Number(process.argv[2] ?? 10_000)

const stores = await openStores()
try {
  for (const kind of ['S3', 'Azure'] as const) {
    const place = await stores.place(kind)
    await generateMany(place.storage, backups, new Date(Date.now() - 3_600_000))
    await using proxy = await place.behind(() => undefined)
    const keep = ['--keep', `last=${Math.ceil(backups * 0.6)}`]
    // By these rules thousands should have gone, so that the check also asks for locks, and is red.
    for (const args of [['list'], ['prune', '--dry-run', ...keep], ['check'], ['check', ...keep]]) {
      const [begun, at] = [performance.now(), proxy.seen.length]
      const { code } = await runTerminal([...args, '--json', '--destinations', proxy.line], stores.env)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      console.log(
        `${kind}, ${backups} backups, ${args.join(' ')}: ${proxy.seen.length - at} requests, ${seconds} s, exit code ${code}`,
      )
    }
  }
} finally {
  await stores.close()
}
