import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { median } from './measure.ts'

/** What the program adds to the start of bare Node, as long as it only has to show its help. */
const ROUNDS = 15
const bundle = resolve(import.meta.dirname, '../dist/index.js')
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'dist/index.js --help': [bundle, '--help'],
  'dist/index.js list (an empty folder)': [bundle, 'list', '--destinations', '/nonexistent-folder'],
}

const times = new Map<string, number[]>()
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, args] of Object.entries(COMMANDS)) {
    const begun = performance.now()
    spawnSync(process.execPath, args)
    // The first round warms the disk's cache.
    if (round > 0) times.set(name, [...(times.get(name) ?? []), performance.now() - begun])
  }
}
const bare = median(times.get('node -e 0') ?? [])
for (const [name, all] of times) {
  console.log(
    `${name}: ${median(all).toFixed(0)} ms, ${(median(all) - bare).toFixed(0)} ms more than bare Node`,
  )
}
