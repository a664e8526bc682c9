import type pg from 'pg'
import type { Session } from '../session.ts'

/**
 * Runs one statement as the bytes that it is, in whatever encoding the script has chosen. Where it asks for rows, they are
 * taken from `rows` as they come. It rejects when the rows cannot be read, or the connection is lost.
 */
export function runBytes(session: Session, sql: Buffer, rows: () => AsyncIterable<Buffer>): Promise<Outcome> {
  return session.use(
    (client) =>
      new Promise((resolve, reject) => {
        client.query(new Running(sql, rows, resolve, reject))
      }),
  )
}

/** Whether the statement asked for rows, and what the server had against it; where it refused rows, some are left. */
export type Outcome = { readonly copied: boolean; readonly error: ServerError | undefined }

/** An error of the server, with what of its parts we tell. */
export type ServerError = Error & {
  readonly code: string
  readonly detail?: string
  readonly hint?: string
  readonly where?: string
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'

/** What the server tells of itself with each answer, as far as it matters to who takes a script apart. */
export type ServerState = {
  setting(name: 'standard_conforming_strings' | 'client_encoding'): string
  transaction(): 'idle' | 'open' | 'failed'
}

/** Listens to what the server tells of itself from now on. */
export async function watchServer(session: Session): Promise<ServerState> {
  const settings = new Map<string, string>()
  let status = 'I'
  await session.use(async (client) => {
    connectionOf(client)
      .on('parameterStatus', (told: { parameterName: string; parameterValue: string }) =>
        settings.set(told.parameterName, told.parameterValue),
      )
      .on('readyForQuery', (told: { status: string }) => {
        status = told.status
      })
  })
  const [row] = await session.query<{ strings: string; encoding: string }>(
    `SELECT pg_catalog.current_setting('standard_conforming_strings') AS strings,
      pg_catalog.current_setting('client_encoding') AS encoding`,
  )
  settings.set('standard_conforming_strings', row?.strings ?? '').set('client_encoding', row?.encoding ?? '')
  return {
    setting: (name) => settings.get(name) ?? '',
    transaction: () => (status === 'I' ? 'idle' : status === 'T' ? 'open' : 'failed'),
  }
}

// The driver's types leave out its own connection.
type Connection = pg.Connection & { endCopyFrom(): void; sendCopyFail(why: string): void }
const connectionOf = (client: pg.Client): Connection =>
  (client as unknown as { connection: Connection }).connection

/** What the driver hands the server's messages to while a statement runs. */
class Running implements pg.Submittable {
  readonly #sql: Buffer
  readonly #rows: () => AsyncIterable<Buffer>
  readonly #resolve: (outcome: Outcome) => void
  readonly #reject: (error: Error) => void
  #feeding: Promise<void> | undefined
  #failed: Error | undefined

  constructor(
    sql: Buffer,
    rows: () => AsyncIterable<Buffer>,
    resolve: (outcome: Outcome) => void,
    reject: (error: Error) => void,
  ) {
    this.#sql = sql
    this.#rows = rows
    this.#resolve = resolve
    this.#reject = reject
  }

  submit({ stream }: pg.Connection): void {
    stream.cork()
    stream.write(header('Q', this.#sql.length + 1))
    stream.write(this.#sql)
    stream.write(Buffer.alloc(1))
    stream.uncork()
  }

  handleCopyInResponse(connection: Connection): void {
    this.#feeding = this.#feed(connection).catch((error: Error) => {
      this.#failed ??= error
      connection.sendCopyFail('the rows could not be read')
    })
  }

  async #feed(connection: Connection): Promise<void> {
    for await (const chunk of this.#rows()) {
      // What the server has refused already, it takes no more of.
      if (this.#failed) return
      await write(connection.stream, chunk)
    }
    if (!this.#failed) connection.endCopyFrom()
  }

  handleError(error: Error): void {
    this.#failed ??= error
    const failed = this.#failed
    const tell = () => (isServerError(failed) ? this.#done(failed) : this.#reject(failed))
    // Who reads the rows must have left them before somebody else can.
    Promise.resolve(this.#feeding).then(tell, tell)
  }

  handleReadyForQuery(): void {
    this.#done(undefined)
  }

  #done(error: ServerError | undefined): void {
    this.#resolve({ copied: this.#feeding !== undefined, error })
  }

  // Nobody looks at what a statement of a dump answers.
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}
  handlePortalSuspended(): void {}
  handleParseComplete(): void {}
}

function header(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.write(type, 'latin1')
  bytes.writeInt32BE(length + 4, 1)
  return bytes
}

/** Resolves once the system has taken the bytes, so that no more of them wait here than one chunk. */
const write = (
  stream: NodeJS.WritableStream & { cork(): void; uncork(): void },
  chunk: Buffer,
): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.cork()
    stream.write(header('d', chunk.length))
    stream.write(chunk, (error) => (error ? reject(error) : resolve()))
    stream.uncork()
  })
