// Loaded first, also by a Node that is too old: nothing newer than Node 18 here.

/** Runs an entry to the exit code it yields, and lets nothing that ends early pass for success. */
export function launch(start: () => Promise<number>): void {
  process.exitCode = 1
  // A promise that never settles lets Node run out of work, and would end with 0.
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
  start().then(end, (error: unknown) => {
    process.stderr.write(`error: pg-backup could not be started: ${String(error)}\n`)
    end(1)
  })
}

/** Ends the process once its output is written: a connection that somebody left open must not keep it. */
function end(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
