/** The one seam to the outside: where lines, progress, results and cancelling come from and go to. */
export interface Host {
  /** Aborted when the run is told to stop, most often with a `Cancelled`; everything that waits listens to it. */
  readonly signal: AbortSignal
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether names of tables and the like may be shown: a public repository's log is read by everybody. */
  readonly audience: 'private' | 'public'

  /** A line, or several; secrets are masked, and nothing in it can steer a terminal or the runner. So with all below. */
  info(line: string): void
  /** On a job's page an annotation. */
  warn(line: string): void
  /** Likewise; the error that ends a run is shown by the entry, by throwing it. */
  error(line: string): void
  /** Shown only with `--debug` or RUNNER_DEBUG=1. */
  debug(line: string): void
  /** A titled part of the log; the titles are its table of contents. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** Reports long work: a live bar on a terminal, a line every few seconds in a log. Always call `done`. */
  progress(title: string): Progress

  /** From now on the secret, its lines and its encoded forms never appear in anything this host writes. */
  mask(secret: string): void
  /** Replaces every masked secret in a text that is about to leave this process by another way (a record, a message). */
  redact(text: string): string

  /** A result for machines: a step output; nothing on a terminal. */
  output(name: string, value: string): void
  /** A result for readers of the job page, in Markdown; nothing on a terminal. */
  summary(markdown: string): Promise<void>
  /** The answer to what was asked (a table, JSON), on standard output. */
  print(text: string): void
  /** Asks whoever sits at a terminal, and gives the answer; nothing where nobody does. */
  ask(question: string): Promise<string | undefined>
  /** Keeps a value for the clean-up that follows this run, even after a cancel; nothing on a terminal. */
  remember(name: string, value: string): void
}

export interface Progress {
  /** Where the work stands; cheap enough for every chunk. `total` is left out where nobody can know it. */
  update(status: {
    readonly bytes: number
    readonly total?: number | undefined
    readonly note?: string | undefined
  }): void
  done(): void
}
