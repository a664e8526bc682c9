import type { TableProof } from '../../archive/proof.ts'
import { countBatch, readColumns } from '../fingerprint.ts'
import type { Session } from '../session.ts'
import { type Found, findRelations, keyOf, mayBeTold } from './found.ts'

/**
 * Partitions that were counted one by one, and differ, though their tree as a whole holds what they held: where a dump loads
 * rows through the root, as it does for hashes of an enum, they rightly spread otherwise.
 */
export async function spreadOtherwise(
  session: Session,
  expected: readonly TableProof[],
  counted: ReadonlyMap<string, TableProof>,
  hashed: boolean,
): Promise<ReadonlySet<string>> {
  const trees = Map.groupBy(
    expected.filter(({ root }) => root),
    ({ root }) => (root ? keyOf(root) : ''),
  )
  const unlike = [...trees.values()].filter((leaves) =>
    leaves.some((leaf) => !isSame(leaf, counted.get(keyOf(leaf)), hashed)),
  )
  const roots = unlike.flatMap(([leaf]) => leaf?.root ?? [])
  const found = await findRelations(session, roots)
  const spread = new Set<string>()
  for (const root of roots) {
    const leaves = trees.get(keyOf(root)) ?? []
    const [now] = await countTree(session, root, found.get(keyOf(root)), hashed)
    const rows = leaves.reduce((sum, leaf) => sum + leaf.rows, 0)
    const hash = leaves.reduce((sum, leaf) => sum + BigInt(leaf.hash ?? 0), 0n)
    if (now && isSame({ rows, hash: String(hash) }, now, hashed))
      for (const leaf of leaves) spread.add(keyOf(leaf))
  }
  return spread
}

type Counted = Pick<TableProof, 'rows' | 'hash'>

const isSame = (expected: Counted, now: Counted | undefined, hashed: boolean): boolean =>
  now?.rows === expected.rows && (!hashed || now.hash === expected.hash)

async function countTree(
  session: Session,
  root: { readonly schema: string; readonly name: string },
  found: Found | undefined,
  hashed: boolean,
): Promise<readonly TableProof[]> {
  if (found?.kind !== 'p') return []
  const unit = { oid: found.oid, schema: root.schema, name: root.name, tree: true, bytes: 0 }
  const columns = hashed ? await readColumns(session, [unit]) : undefined
  return (await countBatch(session, [unit], columns, mayBeTold)).tables
}
