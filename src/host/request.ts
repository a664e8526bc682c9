import { setTimeout as sleep } from 'node:timers/promises'
import { asError } from '../errors.ts'
import { VERSION } from '../options/version.ts'

/** What was to be sent did not arrive; `why` is a part of a sentence, without the address. */
export class Undelivered extends Error {
  readonly why: string
  /** Whether another try may help. */
  readonly passing: boolean
  /** What the other side answered, where it did. */
  readonly status: number | undefined

  constructor(why: string, { passing, status }: { readonly passing: boolean; readonly status?: number }) {
    super(why)
    this.name = 'Undelivered'
    this.why = why
    this.passing = passing
    this.status = status
  }
}

export type Sending = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  /** How long the whole answer may take. */
  readonly patienceMs: number
}

/** No answer that we read is longer. */
const ANSWER_BYTES = 16 * 1024 * 1024

/** One request; resolves with the answer's text where that is a yes, and never follows to another address. */
export async function send(address: URL, sending: Sending): Promise<string> {
  const { method, body, patienceMs } = sending
  const { url, headers } = withoutCredentials(address)
  const limit = AbortSignal.timeout(patienceMs)
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'user-agent': `pg-backup-action/${VERSION}`, ...headers, ...sending.headers },
      redirect: 'manual',
      signal: AbortSignal.any([sending.signal, limit]),
      ...(body !== undefined && { body }),
    })
    const text = await readText(answer)
    if (answer.ok) return text
    throw refused(answer.status)
  } catch (error) {
    if (error instanceof Undelivered) throw error
    if (sending.signal.aborted) throw new Undelivered('the run was told to stop', { passing: false })
    if (limit.aborted) throw new Undelivered(`no answer within ${patienceMs / 1000} s`, { passing: true })
    throw new Undelivered(reasonOf(error), { passing: true })
  }
}

const refused = (status: number): Undelivered => {
  const passing = status >= 500 || status === 429 || status === 408
  const moved = status >= 300 && status < 400 ? ', which points to another address: set that one' : ''
  return new Undelivered(`the answer was ${status}${moved}`, { passing, status })
}

/** An address may hold a name and a password, which belong into a header. */
function withoutCredentials(address: URL): {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
} {
  const { username, password } = address
  if (username === '' && password === '') return { url: address, headers: {} }
  const url = new URL(address)
  url.username = ''
  url.password = ''
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { url, headers: { authorization: `Basic ${Buffer.from(plain).toString('base64')}` } }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES) throw new Undelivered('the answer is too long', { passing: false })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `fetch failed` says nothing; what it was caused by does. */
function reasonOf(error: unknown): string {
  const { cause } = error as {
    readonly cause?: { readonly message?: string; readonly errors?: readonly Error[] }
  }
  return cause?.errors?.[0]?.message || cause?.message || asError(error).message
}

const RETRIES = 2
const PAUSE_MS = 1_000

/** Does it once more, and once more again, where that may help. */
export async function withRetries<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  for (let nth = 1; ; nth++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Undelivered) || !error.passing || nth > RETRIES) throw error
      // Once the signal is aborted, the next try ends at once and says so.
      await sleep(PAUSE_MS * nth, undefined, { signal }).catch(() => undefined)
    }
  }
}
