import { isIP } from 'node:net'
import pg from 'pg'
import { requestCancel } from './cancel.ts'
import { APPLICATION, describeTarget, type Target } from './target.ts'
import { type Encryption, encryptions } from './tls.ts'
import { factsOf, serverTrouble } from './trouble.ts'

/** One connection to the server; closing it, or aborting its signal, ends it and what the server is doing for it. */
export type Session = {
  /** The process id that the server's greeting named; a pooler gives one of its own. */
  readonly greetedPid: number
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs one statement that is not ours; the server itself refuses a text that holds more than that one. */
  queryOne(sql: string): Promise<Answer>
  /** For work that speaks the server's protocol itself, such as COPY. */
  use<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** What a statement yielded: its columns with their types' OIDs, and every value in the server's own text. */
export type Answer = {
  readonly columns: readonly { readonly name: string; readonly type: number }[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const CONNECT_SECONDS = 20

/** Connects as libpq would with this target's sslmode. */
export async function openSession(
  target: Target,
  options: { readonly signal: AbortSignal; readonly seconds?: number },
): Promise<Session> {
  const tries = encryptions(target)
  let trouble: unknown
  for (const encryption of tries) {
    options.signal.throwIfAborted()
    try {
      return await openOnce(target, encryption, options)
    } catch (error) {
      options.signal.throwIfAborted()
      if (tellsMore(error, trouble)) trouble = error
      if (!mayTryOtherwise(error)) break
    }
  }
  throw serverTrouble(`Cannot connect to ${describeTarget(target)}.`, trouble)
}

async function openOnce(
  target: Target,
  encryption: Encryption,
  { signal, seconds }: { readonly signal: AbortSignal; readonly seconds?: number },
): Promise<Session> {
  const client = newClient(target, encryption, seconds ?? timeoutOf(target))
  let lost: Error | undefined
  client.on('error', (error) => {
    lost ??= error
  })
  let running = 0
  const hangUp = async () => {
    if (running > 0 && !lost) await requestCancel(client, target)
    destroy(client)
  }
  let ended: Promise<void> | undefined
  const end = () => {
    signal.removeEventListener('abort', end)
    ended ??= running > 0 || lost || signal.aborted ? hangUp() : leave(client)
    return ended
  }
  signal.addEventListener('abort', end, { once: true })
  try {
    await client.connect()
  } catch (error) {
    signal.removeEventListener('abort', end)
    destroy(client)
    throw error
  }
  const ask = async <Result>(send: () => Promise<Result>): Promise<Result> => {
    signal.throwIfAborted()
    if (lost) throw lost
    running++
    try {
      return await send()
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      running--
    }
  }
  return {
    greetedPid: (client as unknown as { processID: number }).processID,
    async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await ask(() => client.query<Row>(sql, values as unknown[]))
      return rows
    },
    async queryOne(sql) {
      const { fields, rows } = await ask(() =>
        client.query<(string | null)[]>({ ...ONE_STATEMENT, text: sql }),
      )
      return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows }
    },
    use: (work) => ask(() => work(client)),
    close: end,
  }
}

function newClient(target: Target, encryption: Encryption, seconds: number): pg.Client {
  const { hostaddr, options, channel_binding, sslnegotiation } = target.given
  return new pg.Client({
    host: hostaddr ?? target.host,
    port: target.port,
    user: target.user,
    database: target.database,
    password: target.password,
    ssl:
      encryption && hostaddr && !isIP(target.host) ? { servername: target.host, ...encryption } : encryption,
    application_name: APPLICATION,
    connectionTimeoutMillis: seconds * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    enableChannelBinding: channel_binding !== 'disable',
    ...(options && { options }),
    ...(encryption && sslnegotiation === 'direct' && { sslnegotiation }),
  } as pg.ClientConfig)
}

// The extended protocol carries one statement a message; the simple one takes as many as the text holds.
const ONE_STATEMENT = {
  queryMode: 'extended',
  rowMode: 'array',
  types: { getTypeParser: () => (text: string) => text },
} as const

const timeoutOf = (target: Target): number => Number(target.given.connect_timeout) || CONNECT_SECONDS

const GOODBYE_MS = 3_000

/** Says goodbye, and hangs up where nobody answers. */
async function leave(client: pg.Client): Promise<void> {
  const limit = setTimeout(() => destroy(client), GOODBYE_MS)
  await client.end().catch(() => destroy(client))
  clearTimeout(limit)
}

function destroy(client: pg.Client): void {
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}

/** What the server says of who we are, or of a way in clear, tells more than that it has no TLS. */
const tellsMore = (error: unknown, earlier: unknown): boolean =>
  earlier === undefined ||
  /^(28|3D|53)/.test(factsOf(error).code) ||
  /does not support SSL/.test(factsOf(earlier).message)

/** libpq goes on to the next way where TLS was refused or failed, or the server's rules refuse this way. */
function mayTryOtherwise(error: unknown): boolean {
  const { code, message } = factsOf(error)
  return /SSL|TLS|certificate/i.test(message) || code.startsWith('ERR_SSL') || code === '28000'
}
