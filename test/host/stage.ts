import { type Cancelling, listenForCancel } from '../../src/host/cancel.ts'
import type { Sink } from '../../src/host/running.ts'

/** A stream that keeps what is written to it. */
export function keep(options: { readonly isTTY?: boolean; readonly columns?: number } = {}): Sink & {
  readonly text: () => string
} {
  let text = ''
  return {
    ...options,
    write: (more) => {
      text += more
    },
    text: () => text,
  }
}

/** Cancelling for a test: it listens to the signals of the test's process only as long as the test lasts. */
export const cancelling = (): Cancelling => listenForCancel(() => {})

/** What a terminal of enough columns shows after these bytes, line by line. */
export function screen(text: string): readonly string[] {
  return text.split('\n').map((line) => line.split('\r\u001b[2K').at(-1) ?? '')
}
