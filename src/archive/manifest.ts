import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { UserError } from '../errors.ts'
import { Damage } from '../stream/damage.ts'
import { isBackupId } from './layout.ts'

/** Raised when a manifest written by this version could be misread by an older one. */
export const FORMAT = 1

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Text = v.pipe(v.string(), v.maxLength(4096))
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
// Nothing but a plain file name in the backup's own folder.
const FileName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/))
const Time = v.pipe(v.string(), v.isoTimestamp())

/** The schema is missing where the extension was read by an older version of ours. */
const Extension = v.object({ name: Text, version: Text, schema: v.optional(Text) })

const DatabaseProperties = v.object({
  owner: Text,
  encoding: Text,
  collate: Text,
  ctype: Text,
  localeProvider: v.picklist(['libc', 'icu', 'builtin']),
  locale: v.optional(Text),
  connectionLimit: v.pipe(v.number(), v.safeInteger()),
  grants: v.array(Text),
  settings: v.array(v.object({ name: Text, value: v.string() })),
})

export const OBJECT_KINDS = ['database', 'schema', 'data', 'globals', 'proof', 'rows'] as const

const StoredObject = v.object({
  name: FileName,
  kind: v.picklist(OBJECT_KINDS),
  /** As stored: compressed, and encrypted where keys were given. */
  bytes: Count,
  sha256: Sha256,
  /** Before compression. */
  plainBytes: Count,
  plainSha256: Sha256,
})

const Encryption = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('age-recipients'), recipients: v.array(Text) }),
  v.object({ kind: v.literal('age-passphrase') }),
])

const Body = v.object({
  format: v.literal(FORMAT),
  id: v.pipe(v.string(), v.check(isBackupId, 'is no backup id')),
  name: Text,
  label: v.optional(Text),
  tool: v.object({ name: v.literal('pg-backup-action'), version: Text }),
  startedAt: Time,
  finishedAt: Time,
  server: v.object({
    version: Text,
    major: Count,
    systemIdentifier: v.optional(Text),
    inRecovery: v.boolean(),
  }),
  client: v.object({ version: Text }),
  snapshot: v.object({
    time: Time,
    lsn: v.optional(Text),
    guarantee: v.picklist(['locked', 'checked']),
  }),
  database: v.object({ name: Text, bytes: Count, ...DatabaseProperties.entries }),
  extensions: v.array(Extension),
  roles: v.array(Text),
  include: v.picklist(['all', 'schema', 'data']),
  /** Whether it holds the whole database, or what was chosen and how. */
  selection: v.picklist(['whole', 'excluding', 'schemas', 'tables']),
  fingerprint: v.picklist(['counts', 'content', 'none']),
  encryption: Encryption,
  objects: v.pipe(v.array(StoredObject), v.minLength(1)),
  totals: v.object({
    tables: Count,
    rows: v.optional(Count),
    storedBytes: Count,
    rawBytes: Count,
  }),
  warnings: v.array(v.string()),
})

export type Manifest = v.InferOutput<typeof Body>
export type DatabaseProperties = v.InferOutput<typeof DatabaseProperties>
export type Extension = v.InferOutput<typeof Extension>
export type StoredObject = v.InferOutput<typeof StoredObject>
/** Whether it is the rows that a restore changed, as they were, and no backup of a database. */
export const holdsRows = ({ objects }: Manifest): boolean => objects.some(({ kind }) => kind === 'rows')

export type Encryption = v.InferOutput<typeof Encryption>

/** A manifest is this large at most; whatever is larger is none of ours. */
export const MANIFEST_BYTES = 4 * 1024 * 1024

/** The manifest as it is stored, closed by a digest over all that stands before it. */
export function writeManifest(manifest: Manifest): string {
  const body = v.parse(Body, manifest)
  const text = render({ ...body, digest: digestOf(body) })
  if (text.length <= MANIFEST_BYTES) return text
  throw new UserError({
    what: `The manifest would be ${text.length} bytes long, and none may be longer than ${MANIFEST_BYTES}.`,
    why: 'It names every object, role and extension of the backup.',
    next: 'Use fewer `jobs`, and report this with the number of roles of the server.',
  })
}

/** Reads a manifest back; a changed, missing or added byte anywhere in it is noticed. */
export function readManifest(text: string, where: string): Manifest {
  const raw = parseJson(text, where)
  const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined
  if (typeof format === 'number' && format > FORMAT) {
    throw new UserError(
      {
        what: `The manifest ${where} has format ${format}, and this version reads up to ${FORMAT}.`,
        next: 'Use the version of pg-backup-action that wrote it, or a newer one.',
      },
      'unverified',
    )
  }
  const parsed = v.safeParse(Body, raw)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw damaged(where, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
  }
  if (render({ ...parsed.output, digest: digestOf(parsed.output) }) !== text) {
    throw damaged(where, 'its digest does not fit its content')
  }
  return parsed.output
}

const render = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`

const digestOf = (body: Manifest): string =>
  `sha256:${createHash('sha256').update(render(body)).digest('hex')}`

function parseJson(text: string, where: string): unknown {
  if (text.length > MANIFEST_BYTES) throw damaged(where, 'it is too large')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw damaged(where, error instanceof Error ? error.message : String(error))
  }
}

const damaged = (where: string, why: string): Damage =>
  new Damage({
    what: `The manifest ${where} is damaged.`,
    why: `It was changed or cut short since it was written (${why}).`,
    next: 'Use another backup, or the copy of this one in another destination.',
  })
