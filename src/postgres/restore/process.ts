import type { Readable, Writable } from 'node:stream'
import { asError } from '../../errors.ts'
import type { Tools } from '../tools.ts'
import { toolTrouble } from '../trouble.ts'
import { type Complaint, collectComplaints } from './errors.ts'

/** One archive as a stream of what pg_dump wrote. */
export type Archive = {
  readonly name: string
  /** `database` holds all sections, `schema` those before and after the rows, `data` some tables' rows. */
  readonly kind: 'database' | 'schema' | 'data'
  open(signal: AbortSignal, watch?: (count: () => number) => void): Readable
}

/** What one pg_restore needs beside its arguments. */
export type Feeding = {
  readonly tools: Tools
  /** Files and folders that it must be able to read. */
  readonly files: readonly string[]
  readonly watch: (count: () => number) => void
  readonly debug: (line: string) => void
  readonly signal: AbortSignal
}

/** One pg_restore to its end, fed by an archive or reading a file. */
export async function runRestore(
  request: Feeding,
  args: readonly string[],
  archive: Archive | undefined,
): Promise<readonly Complaint[]> {
  const { tools, files, signal, debug, watch } = request
  const stop = new AbortController()
  const complaints = collectComplaints({ parallel: args.some((arg) => /^--jobs=(?!1$)/.test(arg)) })
  const running = tools.start('pg_restore', args, {
    signal: AbortSignal.any([signal, stop.signal]),
    files,
    onStderr(line) {
      debug(`pg_restore: ${line}`)
      complaints.add(line)
    },
  })
  running.stdout.resume()
  const fed = archive ? feed(archive.open(signal, watch), running.stdin) : running.stdin.end()
  try {
    await fed
  } catch (error) {
    // Cut off, not ended: pg_restore must not take a part for the whole.
    stop.abort(asError(error))
    await running.ended.catch(() => undefined)
    signal.throwIfAborted()
    throw error
  }
  const end = await running.ended
  signal.throwIfAborted()
  const all = complaints.all()
  // With 1 it ends that went on after errors; however else it ended, nobody knows how far it came.
  const cameThrough = end.code === 0 || (end.code === 1 && all.length > 0)
  if (!cameThrough) throw toolTrouble('pg_restore', end, running.stderrTail())
  return all
}

/** Gives an archive to a program, to its end even where the program needs no more of it: only that tells that it is whole. */
async function feed(archive: Readable, program: Writable): Promise<void> {
  const give = giveTo(program)
  for await (const chunk of archive as AsyncIterable<Buffer>) {
    // Most chunks find room at once, and are not worth a turn of the loop.
    const waiting = give(chunk)
    if (waiting !== undefined) await waiting
  }
  program.end()
}

/** Writes to a program for as long as it reads; fulfilled once there is room again, or nobody who wants more. */
export function giveTo(program: Writable): (chunk: Buffer) => Promise<void> | undefined {
  let reading = true
  let goOn: (() => void) | undefined
  program.on('drain', () => goOn?.())
  program.once('close', () => {
    reading = false
    goOn?.()
  })
  return (chunk) => {
    if (!reading || program.write(chunk) || !reading) return undefined
    return new Promise((resolve) => {
      goOn = resolve
    })
  }
}
