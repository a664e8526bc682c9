// Whatever Node starts this must understand it, up to the sentence that says which Node is needed: nothing newer than
// Node 18 here, and everything else is loaded after the question is answered.
import * as zlib from 'node:zlib'
import { launch } from './host/launch.ts'

launch(async () => {
  if (typeof zlib.createZstdCompress !== 'function') {
    process.stderr.write(
      `error: pg-backup needs Node 22.15 or newer, and this is ${process.version}: install Node 24 from https://nodejs.org or with 'nvm install 24'.\n`,
    )
    return 2
  }
  const args = process.argv.slice(2)
  const { entryFor } = await import('./host/entry.ts')
  switch (entryFor(args, process.env)) {
    case 'cli':
      return (await import('./cli.ts')).run(args)
    case 'post':
      return (await import('./post.ts')).run()
    case 'step':
      return (await import('./step.ts')).run()
  }
})
