import { UsageError } from '../errors.ts'
import { qualified } from './identifiers.ts'
import { NOT_COMPARED, type Relation } from './relations.ts'

/**
 * pg_dump's patterns reach a partitioned table without its partitions, and all rows are in these: a backup of nothing would
 * look like one of everything, and rows that were to be left out would be stored.
 */
export function refuseHalfTrees(relations: readonly Relation[]): void {
  for (const root of relations) {
    if (root.kind !== 'partitioned' || root.root !== root.oid) continue
    const leaves = relations.filter((one) => one.root === root.oid && one.kind !== 'partitioned')
    if (leaves.length === 0 && (root.leaves ?? 0) > 0) {
      throw halfTree(root, 'would be stored without any of its rows', 'tables` or `schemas')
    }
    const kept = leaves.filter(({ notCompared }) => notCompared !== NOT_COMPARED.excluded)
    if (root.notCompared === NOT_COMPARED.excluded && kept.length > 0 && kept.length === leaves.length) {
      throw halfTree(root, 'would be stored with all the rows that were to be left out', 'exclude-table-data')
    }
  }
}

const halfTree = (root: Relation, what: string, option: string): UsageError =>
  new UsageError({
    what: `The partitioned table ${qualified(root)} ${what}.`,
    why: `A pattern matches it, and none of its ${root.leaves ?? 0} partitions; pg_dump takes each by its own name.`,
    next: `Add patterns that match its partitions to \`${option}\`, such as ${root.schema}.${root.name}*.`,
  })
