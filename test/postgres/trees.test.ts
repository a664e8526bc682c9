import { NOT_COMPARED, type Relation } from '../../src/postgres/relations.ts'
import { refuseHalfTrees } from '../../src/postgres/trees.ts'

const relation = (oid: number, name: string, more: Partial<Relation>): Relation => ({
  oid,
  schema: 'public',
  name,
  kind: 'table',
  root: 1,
  leaves: undefined,
  owner: undefined,
  bytes: 0,
  notCompared: undefined,
  lockable: true,
  hasData: true,
  ...more,
})

const root = relation(1, 'ev', { kind: 'partitioned', leaves: 2, hasData: false })
const [first, second] = [relation(2, 'ev_1', {}), relation(3, 'ev_2', {})]
const excluded = { notCompared: NOT_COMPARED.excluded, hasData: false }

test('a partitioned table goes with partitions, or not at all', () => {
  expect(() => refuseHalfTrees([root, first, second])).not.toThrow()
  expect(() => refuseHalfTrees([first])).not.toThrow()
  expect(() => refuseHalfTrees([root])).toThrow(
    /"public"."ev" would be stored without any of its rows(.|\n)*public\.ev\*/,
  )
  // Whoever matches one of them knows what they do.
  expect(() => refuseHalfTrees([root, first])).not.toThrow()
})

test('its rows are left out together with it', () => {
  expect(() =>
    refuseHalfTrees([
      { ...root, ...excluded },
      { ...first, ...excluded },
      { ...second, ...excluded },
    ]),
  ).not.toThrow()
  expect(() => refuseHalfTrees([root, { ...first, ...excluded }, second])).not.toThrow()
  expect(() => refuseHalfTrees([{ ...root, ...excluded }, first, second])).toThrow(
    /with all the rows that were to be left out/,
  )
})
