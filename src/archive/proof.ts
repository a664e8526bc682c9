import * as v from 'valibot'
import { UserError } from '../errors.ts'
import { damaged } from '../stream/damage.ts'

/** Raised when a proof written by this version could be misread by an older one. */
const FORMAT = 1

/** Hashes are compared only with hashes that were made the same way, so each proof names how its own were made. */
export const HASH_METHOD = 'sum-of-hashtextextended-of-row-text-by-column-name-1'

/** Which objects are counted, and which are not, may differ from version to version; so each proof names that too. */
export const OBJECTS_METHOD = 'what-pg-dump-restores-1'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Named = { schema: v.string(), name: v.string() }

const TableProof = v.object({
  ...Named,
  /** A partition tree is counted at its root: how rows spread below may rightly change. */
  kind: v.picklist(['table', 'partition tree']),
  /** The tree of a partition that was counted by itself; a dump may load its rows through there, and spread them anew. */
  root: v.optional(v.object(Named)),
  bytes: Count,
  rows: Count,
  hash: v.optional(v.string()),
})

const SequencePosition = v.object({ value: v.string(), called: v.boolean() })

const SequenceProof = v.object({
  ...Named,
  increment: v.string(),
  minimum: v.string(),
  maximum: v.string(),
  cycles: v.boolean(),
  before: SequencePosition,
  /** Missing where the sequence was dropped while the dump ran. */
  after: v.optional(SequencePosition),
})

/** What the source held at the dump's snapshot, table by table: what a restore is later compared with. */
export const Proof = v.object({
  format: v.literal(FORMAT),
  level: v.picklist(['counts', 'content', 'none']),
  hashMethod: v.optional(v.string()),
  guarantee: v.picklist(['locked', 'checked']),
  /** Of all that was dumped: chosen tables come without the schemas they lie in. */
  schemas: v.array(v.string()),
  tables: v.array(TableProof),
  notCompared: v.array(v.object({ ...Named, reason: v.string() })),
  sequences: v.array(SequenceProof),
  largeObjects: v.optional(v.object({ count: Count, bytes: Count, hash: v.optional(v.string()) })),
  /** How many objects of each kind the catalogs listed; absent where only a part of the database was dumped. */
  objects: v.optional(v.record(v.string(), Count)),
  objectsMethod: v.optional(v.string()),
  /** Constraints that the source itself had not checked all rows against, each with the table or domain it belongs to. */
  unchecked: v.optional(v.array(v.object({ ...Named, constraint: v.string() }))),
  /** Settings of the dump's own session that its text depends on, where they are not the usual ones. */
  readUnder: v.optional(v.array(v.object({ name: v.string(), value: v.string() }))),
  /** Settings of the database and of roles in it, with values that may be nobody else's business. */
  settings: v.array(v.object({ role: v.nullable(v.string()), name: v.string(), value: v.string() })),
})

export type Proof = v.InferOutput<typeof Proof>
export type TableProof = v.InferOutput<typeof TableProof>
export type SequenceProof = v.InferOutput<typeof SequenceProof>
export type FingerprintLevel = Proof['level']

export const totalRows = (proof: Proof): number => proof.tables.reduce((sum, { rows }) => sum + rows, 0)

/** Reads a proof back; `where` is what errors call it. */
export function readProof(text: string, where: string): Proof {
  const raw = parseJson(text, where)
  const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined
  if (typeof format === 'number' && format > FORMAT) {
    throw new UserError(
      {
        what: `The proof ${where} has format ${format}, and this version reads up to ${FORMAT}.`,
        next: 'Use the version of pg-backup-action that wrote it, or a newer one.',
      },
      'unverified',
    )
  }
  const parsed = v.safeParse(Proof, raw)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw damaged(`The proof ${where}`, `${v.getDotPath(issue) ?? 'It'}: ${issue.message}.`)
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message repeats a piece of the text, which may hold names of tables.
    throw damaged(`The proof ${where}`, 'It is no JSON.')
  }
}
