import type { Proof } from '../../archive/proof.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import { listUnchecked } from '../objects.ts'
import type { Session } from '../session.ts'
import { numberOf, told } from './found.ts'

/** Looks for indexes that no query would use, and for constraints that the source had checked and this database has not. */
export async function compareValidity(
  session: Session,
  { unchecked: known }: Pick<Proof, 'unchecked'>,
): Promise<Check> {
  const [counts] = await session.query<{ indexes: number; constraints: number }>(COUNTS)
  const indexes = await session.query<{ schema: string; name: string }>(INVALID_INDEXES)
  const expected = new Set(known?.map(keyOf))
  // Older proofs say nothing of constraints; the schema's text shows them too.
  const constraints = known
    ? (await listUnchecked(session, 'own')).filter((one) => !expected.has(keyOf(one)))
    : []
  const findings: Finding[] = [
    ...indexes.map((index) => ({
      outcome: 'fail' as const,
      what: 'an index is not valid',
      object: told('index', index),
    })),
    ...constraints.map(({ constraint, ...owner }) => ({
      outcome: 'fail' as const,
      what: 'a constraint was checked in the source and is not checked here',
      object: `${told('constraint', owner)} ${constraint}`,
    })),
  ]
  return {
    name: 'validity',
    looked: `${numberOf(counts?.constraints ?? 0, 'constraint')}, ${numberOf(counts?.indexes ?? 0, 'index', 'indexes')}`,
    findings,
  }
}

const keyOf = ({ schema, name, constraint }: NonNullable<Proof['unchecked']>[number]): string =>
  JSON.stringify([schema, name, constraint])

const OURS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

const COUNTS = `
  SELECT (SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('i', 'I') AND ${OURS})::float8 AS indexes,
    (SELECT count(*) FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
      WHERE ${OURS})::float8 AS constraints`

// That of a partitioned table is rightly invalid where a partition lacks its own, which is no matter of the restore.
const INVALID_INDEXES = `
  SELECT n.nspname::text AS schema, c.relname::text AS name
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT (i.indisvalid AND i.indisready) AND c.relkind = 'i' AND ${OURS}
  ORDER BY 1, 2`
