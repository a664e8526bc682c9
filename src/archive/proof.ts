import * as v from 'valibot'

/** Hashes are compared only with hashes that were made the same way, so each proof names how its own were made. */
export const HASH_METHOD = 'sum-of-hashtextextended-of-row-text-by-column-name-1'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Named = { schema: v.string(), name: v.string() }

const TableProof = v.object({
  ...Named,
  /** A partition tree is counted at its root: how rows spread below may rightly change. */
  kind: v.picklist(['table', 'partition tree']),
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
  format: v.literal(1),
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
  /** Settings of the database and of roles in it, with values that may be nobody else's business. */
  settings: v.array(v.object({ role: v.nullable(v.string()), name: v.string(), value: v.string() })),
})

export type Proof = v.InferOutput<typeof Proof>
export type TableProof = v.InferOutput<typeof TableProof>
export type SequenceProof = v.InferOutput<typeof SequenceProof>
export type FingerprintLevel = Proof['level']

export const totalRows = (proof: Proof): number => proof.tables.reduce((sum, { rows }) => sum + rows, 0)
