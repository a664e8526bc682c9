import { ToolError, UserError } from '../errors.ts'

type Advice = {
  /** An SQLSTATE or a system error code, or what the sentence of the server or of a client program says. */
  readonly when: string | RegExp
  readonly why?: string
  readonly next: string
}

/** From what servers and client programs say to what the reader can do: the one table of it. */
const ADVICE: readonly Advice[] = [
  {
    when: 'ECONNREFUSED',
    next: 'Check host and port, and that the server accepts connections from this machine.',
  },
  { when: 'ENOTFOUND', why: 'The host name has no address.', next: 'Check the host in `database-url`.' },
  { when: 'EAI_AGAIN', why: 'The host name could not be looked up.', next: "Check this machine's DNS." },
  {
    when: 'ENOENT',
    why: 'There is no such socket.',
    next: 'Check that the server runs, and its socket folder.',
  },
  {
    when: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout expired|could not connect in/i,
    next: "Check host and port, firewalls and security groups; GitHub's runners have changing addresses and no IPv6.",
  },
  {
    when: '28P01',
    next: 'Check user and password; characters such as @ / : % in a URL must be percent-encoded.',
  },
  {
    when: '28000',
    next: "Check the user, and the server's pg_hba.conf or network rules (often: `sslmode=require`).",
  },
  { when: '3D000', next: 'Check the database name at the end of `database-url`.' },
  {
    when: /password must be a string|password is empty/i,
    why: 'The server asks for a password and none was given.',
    next: 'Put it into `database-url` or PGPASSWORD.',
  },
  {
    when: '53300',
    why: 'The server has no connection left.',
    next: 'Raise max_connections, end idle sessions, or run with `jobs: 1` (two connections).',
  },
  { when: '57P03', next: 'The server is starting up, shutting down or recovering: try again in a minute.' },
  {
    when: /does not support SSL/i,
    next: 'Turn TLS on at the server, or write `sslmode=disable` in `database-url` where the network is trusted.',
  },
  {
    when: /self-signed certificate|unable to (get|verify)|certificate has expired|altnames|hostname\/ip/i,
    why: "The server's certificate could not be verified.",
    next: "Give the provider's certificate by `sslrootcert=`, or check the host name (sslmode verify-full compares it).",
  },
  {
    when: /out of shared memory|max_locks_per_transaction/i,
    why: "The server's lock table is full.",
    next: 'Raise max_locks_per_transaction at the server, or run with `jobs: 1`.',
  },
  {
    when: /row-level security|row security/i,
    why: 'Row-level security would hide rows from this user, so the backup would lack them.',
    next: 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS), or as the owner of the tables.',
  },
  {
    when: /conflict with recovery/i,
    why: 'The source is a replica, and replaying changes from its primary ended our query.',
    next: 'Set hot_standby_feedback = on or raise max_standby_streaming_delay on the replica, or back up the primary.',
  },
  {
    when: /permission denied|42501/i,
    next: 'Grant the user reading rights (GRANT pg_read_all_data TO … from version 14 on), or leave the object out by `exclude-tables`.',
  },
  {
    when: /aborting because of server version mismatch/i,
    next: "Install the client programs of the server's major version, or set `client: docker`.",
  },
  {
    when: /server closed the connection|terminating connection|Connection terminated|ECONNRESET|EPIPE|57P01|57P02|connection to server was lost|could not receive data/i,
    why: 'The connection to the server was lost in the middle of the work.',
    next: "Look into the server's log, and start it again.",
  },
  {
    when: /canceling statement due to (lock|statement) timeout|lock timeout/i,
    next: 'Run it when no migration or maintenance holds locks, or give it more time by `lock-timeout`.',
  },
  {
    when: '2201B',
    why: 'A pattern is no regular expression.',
    next: 'Check the patterns, and write names with special characters in double quotes.',
  },
  {
    when: /no matching (tables|schemas|extensions) were found/i,
    next: 'Check the patterns in `tables`, `schemas` and `exclude-table-data`.',
  },
  {
    // The second is what a new connection hears where the first is left unsaid.
    when: /No space left on device|could not write init file/i,
    next: 'Free some room on the disk and start again.',
  },
]

/** Turns what the server or the driver threw into a sentence with advice. */
export function serverTrouble(what: string, error: unknown): UserError {
  if (error instanceof UserError) return error
  const { code, message } = factsOf(error)
  const advice = findAdvice(code, message)
  return new UserError({
    what,
    why: advice?.why ? `${sentence(message)} ${advice.why}` : sentence(message),
    next: advice?.next,
    cause: error,
  })
}

// Every SQLSTATE has a digit, which no code of the system's errors has.
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/
const LOST = /^Connection terminated|is not queryable$/

/** Whether the server refused something or went away, rather than that our own program is wrong. */
export function isServerTrouble(error: unknown): boolean {
  const { code, message } = factsOf(error)
  return SQLSTATE.test(code) || ['ECONNRESET', 'EPIPE', 'ECONNREFUSED'].includes(code) || LOST.test(message)
}

/** Turns the bad end of a client program into an error with advice. */
export function toolTrouble(
  tool: string,
  end: { readonly code: number | null; readonly signal: NodeJS.Signals | null },
  stderrTail: string,
): ToolError {
  const said = stderrTail.split('\n').filter((line) => /error|fatal|could not|failed|not found/i.test(line))
  const first = (said[0] ?? stderrTail.trim().split('\n').at(-1) ?? '').replace(/^\S+: (error: )?/, '')
  const advice = findAdvice('', stderrTail)
  return new ToolError(tool, end.code, stderrTail, {
    signal: end.signal,
    why: [first && sentence(first), advice?.why].filter(Boolean).join(' ') || undefined,
    next: advice?.next,
  })
}

function findAdvice(code: string, message: string): Advice | undefined {
  return ADVICE.find(({ when }) =>
    typeof when === 'string' ? when === code : when.test(message) || when.test(code),
  )
}

/** What kind of error it is, and what it says, whoever threw it. */
export function factsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: String(error) }
  // A connection tried on several addresses fails with all their errors at once.
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return factsOf(error.errors[0])
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    message: 'message' in error && typeof error.message === 'string' ? error.message : String(error),
  }
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  return /[.!?]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`
}
