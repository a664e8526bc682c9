import type { Proof } from '../../archive/proof.ts'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { Made } from './choice.ts'

/** Sets the sequences that are made to where the backup has them: never behind what it had handed out. */
export async function setSequences(
  to: Session,
  made: readonly Made[],
  { sequences }: Pick<Proof, 'sequences'>,
): Promise<void> {
  for (const { piece } of made.filter(({ piece: { kind } }) => kind === 'SEQUENCE')) {
    const sequence = { schema: piece.schema, name: piece.tag }
    const proven = sequences.find(({ schema, name }) => schema === sequence.schema && name === sequence.name)
    const position = proven?.after ?? proven?.before
    if (position) {
      await to.query('SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)', [
        ...[qualified(sequence), position.value, position.called],
      ])
    } else await pastItsRows(to, sequence)
  }
}

/** Where the backup does not tell, the rows do. */
async function pastItsRows(
  to: Session,
  sequence: { readonly schema: string; readonly name: string },
): Promise<void> {
  const [used] = await to.query<{ schema: string; name: string; column: string; up: boolean }>(COLUMN, [
    qualified(sequence),
  ])
  if (!used) return
  const furthest = `pg_catalog.${used.up ? 'max' : 'min'}(${quoted(used.column)})::bigint`
  await to.query(
    `SELECT pg_catalog.setval($1::pg_catalog.regclass, ${furthest}) FROM ${qualified(used)}
      HAVING ${furthest} ${used.up ? '>=' : '<='} (SELECT last_value FROM ${qualified(sequence)})`,
    [qualified(sequence)],
  )
}

const COLUMN = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS column, s.seqincrement > 0 AS up
  FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = s.seqrelid
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    JOIN pg_catalog.pg_class c ON c.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE s.seqrelid = $1::pg_catalog.regclass`
