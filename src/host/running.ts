import type { UserError } from '../errors.ts'
import type { Host } from './host.ts'

/** A host as the entry that made it sees it; commands see a `Host`. */
export interface RunningHost extends Host {
  /** Shows debug lines from now on. */
  showDebug(): void
  readonly debugging: boolean
  /** Stops the run, for a reason other than a signal of the system. */
  stop(reason: UserError): void
  /** Takes progress off the screen and gives the signals back. */
  close(): void
}

/** What a host writes to; a part of Node's own `WriteStream`, so that tests can stand in for it. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}
