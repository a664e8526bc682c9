import type { Finding } from '../../archive/verdict.ts'
import { TOLERANCES, type Tolerance } from '../../options/drill.ts'

/** One error that a restore went on after. */
export type Complaint = {
  /** The server's own sentence, or the program's. */
  readonly message: string
  /** What else it said: hints, the place in a file. */
  readonly context: string
  /** The statement that failed, where there was one. */
  readonly statement: string | undefined
}

/** Collects the errors from what pg_restore says on standard error, line by line. */
export type Complaints = {
  add(line: string): void
  /** All of them; where there were more than can be kept or understood, the last one says so. */
  all(): readonly Complaint[]
}

const KEPT = 10_000
const LINES_KEPT = 12

/** Of several workers, pg_restore counts an error again with each entry that the worker restores after it. */
export function collectComplaints(
  { parallel }: { readonly parallel: boolean } = { parallel: false },
): Complaints {
  const all: (Complaint & { context: string; statement: string | undefined })[] = []
  let current: (typeof all)[number] | undefined
  let lines = 0
  let counted = 0
  let ignored = 0
  return {
    all() {
      const told = Math.max(counted, parallel ? Math.min(1, ignored) : ignored)
      // What fails for want of a connection is counted, and not always said.
      const untold = all.some(({ message }) => LOST.test(message)) ? 0 : told - all.length
      return untold > 0 ? [...all, notKept(untold)] : all
    },
    add(line) {
      ignored = Math.max(ignored, Number(IGNORED.exec(line)?.[1] ?? 0))
      const error = /^(?:\S*pg_restore|\S*psql(?::\S+?:\d+)?): (?:error: |fatal: )?(.*)$/s.exec(line)
      if (error) {
        const message = messageOf(line, error[1] ?? '')
        current = message === undefined ? undefined : { message, context: '', statement: undefined }
        lines = 0
        if (!current) return
        counted++
        if (all.length < KEPT) all.push(current)
      } else if (current && lines++ < LINES_KEPT) {
        const command = /^Command was: (.*)$/s.exec(line)?.[1]
        if (command !== undefined) current.statement = command
        else if (current.statement !== undefined) current.statement += `\n${line}`
        else current.context += `${current.context && '\n'}${line}`
      }
    },
  }
}

/** What pg_restore counts at its end: errors that we did not make out would otherwise be none. */
const IGNORED = /^\S*pg_restore: warning: errors ignored on restore: (\d+)$/

const LOST =
  /server closed the connection|terminating connection|connection to (the )?server|the database system is (shutting|in recovery)/i

const notKept = (number: number): Complaint => ({
  message: `${number === 1 ? 'there was 1 more error' : `there were ${number.toLocaleString('en')} more errors`}, whose text is lost`,
  context: '',
  statement: undefined,
})

/** The sentence of a line that tells an error; nothing for warnings and for headings such as "while PROCESSING TOC:". */
function messageOf(line: string, said: string): string | undefined {
  if (!/: (error|fatal): /.test(line) && !/\bERROR: {2}/.test(said)) return undefined
  return said.replace(/^could not execute query: /, '').replace(/^ERROR: {2}/, '')
}

/** What decides whether an error speaks against the backup. */
export type Circumstances = {
  /** The user may not restore everything: no superuser. */
  readonly limited: boolean
  /** The backup rightly holds only a part of the database. */
  readonly partial: boolean
  /** Tables whose rows the backup rightly leaves out, by their bare names, as the server's errors call them. */
  readonly emptied?: ReadonlySet<string>
  /** The scratch server is of another major version than the source. */
  readonly otherMajor: boolean
  /** Whether the scratch server is older than the client program that speaks to it. */
  readonly older: boolean
  readonly allows: (tolerance: Tolerance) => boolean
}

type Rule = {
  readonly when: RegExp
  readonly under?: (circumstances: Circumstances, complaint: Complaint) => boolean
  readonly what: string
  /** Without one it is `unverified`. */
  readonly tolerance?: Tolerance
  readonly harmless?: true
  /** After it, nothing can be told of what came back. */
  readonly ends?: true
}

/** Errors that say something of the scratch server rather than of the backup; all others are the backup's. */
const RULES: readonly Rule[] = [
  {
    when: /unrecognized configuration parameter/,
    under: ({ older }) => older,
    what: 'a setting of newer versions that this older server does not know, and that changes nothing in a restore',
    harmless: true,
  },
  {
    when: /permission denied (for|to) |must be (superuser|owner|a? ?member)|must have (the )?\S+ (privilege|option)|only (superusers|roles with)|(role|user) "" does not exist/i,
    under: ({ limited }) => limited,
    what: 'the user of the scratch server may not restore it',
    tolerance: 'limited-scratch',
  },
  {
    when: /does not exist|there is no unique constraint/,
    under: ({ partial }) => partial,
    what: 'it needs something that this backup leaves out',
    tolerance: 'left-out-dependencies',
  },
  {
    when: /violates foreign key constraint/,
    under: ({ emptied }, { context }) =>
      emptied?.has(/ is not present in table "(.*)"/.exec(context)?.[1] ?? '') ?? false,
    what: 'it needs rows that this backup leaves out',
    tolerance: 'left-out-dependencies',
  },
  {
    when: /No space left on device|could not (extend|write to) file|Disk quota exceeded/i,
    what: 'the scratch server has no room left',
    ends: true,
  },
  {
    when: /out of (shared )?memory|cannot allocate memory/i,
    what: 'the scratch server has no memory left',
    ends: true,
  },
  {
    when: /^deadlock detected$/,
    what: 'it stood in the way of another statement, and with `jobs: 1` it would not',
  },
  {
    when: LOST,
    what: 'the connection to the scratch server was lost',
    ends: true,
  },
  {
    when: /could not (access|load|open extension control) (file|library)|extension "" is not available|could not open (dictionary|affix|stop-word|thesaurus) file|could not find function "" in file/i,
    what: 'the scratch server lacks a file that the source has',
  },
  {
    when: /could not create locale|collation "" for encoding|could not open collator|unsupported (ICU|collation)/i,
    what: 'the scratch server lacks a locale that the source has',
  },
]

/** A name of the user's must not be taken for a word of the server's, which puts it between quotes as it is. */
const withoutNames = (message: string): string =>
  message.replace(/"(?:[^"]|"(?![\s.,:;)]|$))*"(?=[\s.,:;)]|$)/g, '""')

function ruleOn(complaint: Complaint, circumstances: Circumstances): Rule | undefined {
  const said = withoutNames(complaint.message)
  // Rows that did not come back are never forgiven for the sake of the scratch server's user or of what was chosen.
  const rows = /^COPY failed|violates (?!foreign key)/.test(said)
  return RULES.find(
    ({ when, under, tolerance }) =>
      when.test(said) && (under?.(circumstances, complaint) ?? true) && !(rows && tolerance !== undefined),
  )
}

/** Whether a statement failed for no other reason than that another stood in its way. */
export const isDeadlock = ({ message }: Complaint): boolean => message === 'deadlock detected'

/** Whether the scratch server itself gave up: what else there is to see says nothing of the backup. */
export function gaveUp(complaints: readonly Complaint[]): Complaint | undefined {
  return complaints.find(({ message }) =>
    RULES.some(({ when, ends }) => ends && when.test(withoutNames(message))),
  )
}

/** What an error means for the verdict. */
export function judge(complaint: Complaint, circumstances: Circumstances): Finding {
  const { message, context, statement } = complaint
  const rule = ruleOn(complaint, circumstances)
  const about = { object: statement && shortened(statement), detail: joined(message, context) }
  if (!rule) {
    const schemaOnly = circumstances.otherMajor && !/^COPY failed/.test(message)
    return schemaOnly
      ? { outcome: 'unverified', what: 'the scratch server, of another major version, refused it', ...about }
      : { outcome: 'fail', what: 'the restore gave an error', ...about }
  }
  if (rule.harmless) return { outcome: 'tolerated', what: rule.what, ...about }
  if (rule.tolerance && circumstances.allows(rule.tolerance))
    return { outcome: 'tolerated', what: TOLERANCES[rule.tolerance], ...about }
  const hint = rule.tolerance ? ` (\`allow: ${rule.tolerance}\` accepts that)` : ''
  return { outcome: 'unverified', what: `${rule.what}${hint}`, ...about }
}

const joined = (message: string, context: string): string =>
  [message, context.trim()].filter(Boolean).join('\n')

const LONGEST_STATEMENT = 200

function shortened(statement: string): string {
  const line = statement.trim().replace(/\s+/g, ' ')
  return line.length > LONGEST_STATEMENT ? `${line.slice(0, LONGEST_STATEMENT)}…` : line
}
