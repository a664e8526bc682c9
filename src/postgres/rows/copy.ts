import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { Session } from '../session.ts'

/**
 * Runs one `COPY … TO STDOUT` and yields what it writes, block by block, no faster than it is taken. The server itself
 * refuses a text that holds more than one statement. Who leaves early must close the session.
 */
export async function* copyOut(session: Session, sql: string): AsyncGenerator<Buffer, void> {
  const copying = new CopyingOut(sql)
  const running = session.use((client) => {
    client.query(copying)
    return copying.done
  })
  // Without a connection it is never submitted, and nobody else would tell who waits for the first block.
  running.catch((error: Error) => copying.fail(error))
  try {
    for (let block = await copying.next(); block; block = await copying.next()) yield block
  } finally {
    copying.discard()
  }
  await running
}

const BLOCK = 64 * 1024
/** As many blocks may wait before the server is kept waiting. */
const WAITING = 4

// The driver's types leave out what the extended protocol is made of.
type Connection = pg.Connection & {
  readonly stream: Readable
  parse(statement: { readonly name: string; readonly text: string }): void
  bind(config: object): void
  execute(config: object): void
  sync(): void
}

/** What the driver hands the server's messages to while a COPY runs. */
class CopyingOut implements pg.Submittable {
  readonly done: Promise<void>
  readonly #sql: string
  readonly #full: Buffer[] = []
  #filling = Buffer.allocUnsafe(BLOCK)
  #filled = 0
  #source: Readable | undefined
  #discarding = false
  #ended = false
  #wake: () => void = () => undefined
  #resolve: () => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  constructor(sql: string) {
    this.#sql = sql
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(plain: pg.Connection): void {
    const connection = plain as unknown as Connection
    this.#source = connection.stream
    connection.parse({ name: '', text: this.#sql })
    connection.bind({})
    connection.execute({})
    connection.sync()
  }

  // The driver uses its own memory again, so a row is copied out of it at once.
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.#discarding) return
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(this.#filling, this.#filled, at)
      at += taken
      this.#filled += taken
      if (this.#filled === BLOCK) this.#flush()
    }
  }

  #flush(): void {
    this.#full.push(this.#filling.subarray(0, this.#filled))
    this.#filling = Buffer.allocUnsafe(BLOCK)
    this.#filled = 0
    if (this.#full.length >= WAITING) this.#source?.pause()
    this.#wake()
  }

  async next(): Promise<Buffer | undefined> {
    while (this.#full.length === 0 && !this.#ended) {
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
    const block = this.#full.shift()
    if (this.#full.length < WAITING) this.#source?.resume()
    return block
  }

  /** What still comes is dropped, so that the connection can go on. */
  discard(): void {
    this.#discarding = true
    this.#full.length = 0
    this.#source?.resume()
  }

  fail(error: Error): void {
    this.#ended = true
    this.#reject(error)
    this.#wake()
  }

  handleError(error: Error): void {
    this.fail(error)
  }

  handleReadyForQuery(): void {
    if (this.#filled > 0) this.#flush()
    this.#ended = true
    this.#resolve()
    this.#wake()
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}
  handlePortalSuspended(): void {}
  handleParseComplete(): void {}
}
