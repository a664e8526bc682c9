import { UserError } from '../../errors.ts'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { RaisedSequence, TableName } from './request.ts'
import { namesOf, type Work } from './work.ts'

/** A sequence that hands out values of a chosen table's column. */
type Sequence = TableName & {
  readonly column: string
  readonly increment: string
  readonly minimum: string
  readonly maximum: string
  readonly readable: boolean
  readonly raisable: boolean
}

const mayNot = (what: 'read' | 'raise', sequence: string): UserError =>
  new UserError({
    what: `This user may not ${what} the sequence ${sequence}, so nothing was changed.`,
    why: 'Where it stands before a value that comes back, it would hand that out again.',
    next: 'Grant SELECT and UPDATE on it, or restore as its owner.',
  })

/** A sequence that stands before a value that is brought back, and would hand it out again. */
export type Lagging = RaisedSequence & {
  readonly increment: bigint
  readonly bounds: readonly [bigint, bigint]
}

/** Which sequences of a table must be raised, and how far. */
export async function findLagging(to: Session, work: Work): Promise<Lagging[]> {
  const all = await to.query<Sequence>(SEQUENCES, [work.to.family])
  const brought = new Set(namesOf(work.columns))
  const ours = all.filter(({ column }) => brought.has(column))
  const lagging = new Map<string, Lagging>()
  for (const sequence of ours) {
    const found = await lag(to, work, sequence)
    const before = lagging.get(qualified(sequence))
    if (found && (!before || isBeyond(found.increment, BigInt(found.to), BigInt(before.to))))
      lagging.set(qualified(sequence), found)
  }
  return [...lagging.values()]
}

const isBeyond = (increment: bigint, value: bigint, other: bigint): boolean =>
  increment > 0n ? value > other : value < other

async function lag(to: Session, work: Work, sequence: Sequence): Promise<Lagging | undefined> {
  const increment = BigInt(sequence.increment)
  const value = `c.${quoted(sequence.column)}::pg_catalog.numeric`
  const sequenceName = qualified(sequence)
  if (!sequence.readable) throw mayNot('read', sequenceName)
  const [row] = await to.query<{ furthest: string | null; last: string; called: boolean }>(
    `SELECT (SELECT pg_catalog.${increment > 0n ? 'max' : 'min'}(pg_catalog.trunc(${value})) FROM ${work.coming} AS c
        WHERE ${value} BETWEEN ${sequence.minimum} AND ${sequence.maximum})::text AS furthest,
      last_value::text AS last, is_called AS called FROM ${sequenceName}`,
  )
  if (!row || row.furthest === null) return undefined
  const [furthest, last] = [BigInt(row.furthest), BigInt(row.last)]
  if (!isBeyond(increment, furthest, last) && !(furthest === last && !row.called)) return undefined
  if (!sequence.raisable) throw mayNot('raise', sequenceName)
  const { schema, name, minimum, maximum } = sequence
  const bounds = [BigInt(minimum), BigInt(maximum)] as const
  return { schema, name, from: row.last, to: row.furthest, increment, bounds }
}

/** Some thousands of values are handed out faster than anybody could notice. */
const STEPS = 10_000n

/**
 * Raises it. Others may draw values from it at any time and without a lock: a short way is gone by drawing, which never
 * takes it back; over a long one nobody gets between the look and the leap.
 */
export async function raise(
  to: Session,
  { schema, name, to: goal, increment, bounds }: Lagging,
): Promise<void> {
  const sequence = qualified({ schema, name })
  const [row] = await to.query<{ last: string; called: boolean }>(
    `SELECT last_value::text AS last, is_called AS called FROM ${sequence}`,
  )
  if (!row) return
  const [last, wanted] = [BigInt(row.last), BigInt(goal)]
  const way = (wanted - last) / increment
  const steps = way + ((wanted - last) % increment === 0n ? 0n : 1n) + (row.called ? 0n : 1n)
  if (steps <= 0n) return
  const end = last + increment * (row.called ? steps : steps - 1n)
  if (steps <= STEPS && end >= bounds[0] && end <= bounds[1]) {
    await to.query(
      'SELECT pg_catalog.count(pg_catalog.nextval($1::pg_catalog.regclass)) FROM pg_catalog.generate_series(1, $2::int)',
      [sequence, Number(steps)],
    )
  } else {
    await to.query(
      `SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint) FROM ${sequence}
        WHERE last_value ${increment > 0n ? '<=' : '>='} $2::bigint`,
      [sequence, goal],
    )
  }
}

const SEQUENCES = `
  WITH used AS (
    SELECT objid AS sequence, refobjid AS relation, refobjsubid AS attribute FROM pg_catalog.pg_depend
      WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0 AND deptype IN ('a', 'i')
        AND refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND refobjsubid > 0
    UNION
    SELECT d.refobjid, ad.adrelid, ad.adnum FROM pg_catalog.pg_attrdef ad JOIN pg_catalog.pg_depend d
      ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = ad.oid
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  )
  SELECT DISTINCT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column,
    s.seqincrement::text AS increment, s.seqmin::text AS minimum, s.seqmax::text AS maximum,
    pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS readable,
    pg_catalog.has_sequence_privilege(c.oid, 'UPDATE') AS raisable
  FROM used JOIN pg_catalog.pg_sequence s ON s.seqrelid = used.sequence
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = used.relation AND a.attnum = used.attribute
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  WHERE used.relation = ANY ($1::bigint[])
    AND CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END IN ('int2'::pg_catalog.regtype,
      'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype, 'numeric'::pg_catalog.regtype)
  ORDER BY 1, 2, 3`
