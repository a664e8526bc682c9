// Whatever Node starts this must understand it, up to the sentence that says which Node is needed: nothing newer than
// Node 18 here, and everything else is loaded after the question is answered.
import * as zlib from 'node:zlib'

// Nothing that ends early may pass for success, not even a promise that never settles.
process.exitCode = 1
process.on('beforeExit', () => {
  process.stderr.write('error: This is a defect of pg-backup: the run stopped without an ending.\n')
  process.exit(1)
})
// `| head` closes our output early: the answer ends there, and what else is to be done goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
  })
}

if ('createZstdCompress' in zlib) {
  start().then(end, (error: unknown) => {
    process.stderr.write(`error: pg-backup could not be started: ${String(error)}\n`)
    end(1)
  })
} else {
  process.stderr.write(
    `error: pg-backup needs Node 22.15 or newer, and this is ${process.version}: install Node 24 from https://nodejs.org or with 'nvm install 24'.\n`,
  )
  end(2)
}

async function start(): Promise<number> {
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
}

/** Ends the process once its output is written: a connection that somebody left open must not keep it. */
function end(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
