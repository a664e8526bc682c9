import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import type { Numbers } from './changes.ts'
import type { Problem } from './problems.ts'
import { rowsOf } from './problems.ts'
import type { TableName } from './request.ts'
import { count, keyNames, list, namesOf, rowsIn, sameKey, type Work } from './work.ts'

type Related = TableName & { readonly oid: number; readonly kind: string }

/** A foreign key from or to a chosen table. */
export type Reference = {
  readonly name: string
  readonly child: Related
  readonly parent: Related
  /** What happens to a row that refers to one that is deleted, or whose key is updated; as the catalog writes it. */
  readonly onDelete: string
  readonly onUpdate: string
  readonly columns: readonly {
    readonly child: string
    readonly parent: string
    /** The equalities between parent and child, and between parents, as SQL writes them. */
    readonly equals: string
    readonly parentEquals: string
  }[]
}

export async function readReferences(to: Session, works: readonly Work[]): Promise<Reference[]> {
  return to.query<Reference>(REFERENCES, [works.flatMap((work) => work.to.family)])
}

// Temporal keys compare otherwise, and those that are not enforced hold nothing up.
const REFERENCES = `
  SELECT con.conname::text AS name, con.confdeltype AS "onDelete", con.confupdtype AS "onUpdate",
    pg_catalog.jsonb_build_object('oid', c.oid::bigint, 'schema', cn.nspname, 'name', c.relname, 'kind', c.relkind) AS child,
    pg_catalog.jsonb_build_object('oid', p.oid::bigint, 'schema', pn.nspname, 'name', p.relname, 'kind', p.relkind) AS parent,
    (SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('child', ca.attname, 'parent', pa.attname,
        'equals', pg_catalog.format('OPERATOR(%I.%s)', en.nspname, e.oprname),
        'parentEquals', pg_catalog.format('OPERATOR(%I.%s)', pen.nspname, pe.oprname)) ORDER BY part.place)
      FROM ROWS FROM (pg_catalog.unnest(con.conkey), pg_catalog.unnest(con.confkey), pg_catalog.unnest(con.conpfeqop),
          pg_catalog.unnest(con.conppeqop)) WITH ORDINALITY AS part(child, parent, equals, among, place)
        JOIN pg_catalog.pg_attribute ca ON ca.attrelid = c.oid AND ca.attnum = part.child
        JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = part.parent
        JOIN pg_catalog.pg_operator e ON e.oid = part.equals
        JOIN pg_catalog.pg_namespace en ON en.oid = e.oprnamespace
        JOIN pg_catalog.pg_operator pe ON pe.oid = part.among
        JOIN pg_catalog.pg_namespace pen ON pen.oid = pe.oprnamespace) AS columns
  FROM pg_catalog.pg_constraint con
    JOIN pg_catalog.pg_class c ON c.oid = con.conrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
    JOIN pg_catalog.pg_class p ON p.oid = con.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
  WHERE con.contype = 'f' AND con.conparentid = 0
    AND (con.conrelid = ANY ($1::bigint[]) OR con.confrelid = ANY ($1::bigint[]))
    AND pg_catalog.to_jsonb(con) ->> 'conperiod' IS DISTINCT FROM 'true'
    AND pg_catalog.to_jsonb(con) ->> 'conenforced' IS DISTINCT FROM 'false'
  ORDER BY 1, con.oid`

const chosen = (works: readonly Work[], { oid }: Related): Work[] =>
  works.filter((work) => work.to.family.includes(oid))

/** Puts what others refer to first; in a circle, whose order does not matter, by name. */
export function inOrder(works: readonly Work[], references: readonly Reference[]): Work[] {
  const waiting = works.toSorted((a, b) => (qualified(a.to) < qualified(b.to) ? -1 : 1))
  const needs = new Map<Work, Set<Work>>(waiting.map((work) => [work, new Set()]))
  for (const { child, parent } of references) {
    for (const work of chosen(works, child)) {
      for (const other of chosen(works, parent)) if (other !== work) needs.get(work)?.add(other)
    }
  }
  const ordered: Work[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex((work) =>
      [...(needs.get(work) ?? [])].every((other) => ordered.includes(other)),
    )
    ordered.push(...waiting.splice(Math.max(0, free), 1))
  }
  return ordered
}

const key = (columns: Reference['columns'], parent: string, child: string): string =>
  columns
    .map((pair) => `${parent}.${quoted(pair.parent)} ${pair.equals} ${child}.${quoted(pair.child)}`)
    .join(' AND ')

const brings = (work: Work, columns: readonly string[]): boolean => {
  const names = namesOf(work.columns)
  return columns.every((column) => names.includes(column))
}

export type Change = { readonly work: Work; readonly numbers: Numbers }

/** Looks, before anything is changed, which references would be broken, or would change rows that nobody chose. */
export async function brokenReferences(
  to: Session,
  changes: readonly Change[],
  references: readonly Reference[],
): Promise<Problem[]> {
  const works = changes.map(({ work }) => work)
  const problems: Problem[] = []
  for (const reference of references) {
    for (const change of changes) {
      if (change.work.to.family.includes(reference.parent.oid))
        problems.push(...(await leftBehind(to, change, reference, works)))
      if (change.work.to.family.includes(reference.child.oid))
        problems.push(...(await withoutParent(to, change, reference, works)))
    }
  }
  return problems
}

/** Rows that will still refer to what is going to be gone. */
async function leftBehind(
  to: Session,
  { work, numbers }: Change,
  reference: Reference,
  works: readonly Work[],
): Promise<Problem[]> {
  const gone = goneOf({ work, numbers }, reference)
  if (gone === undefined) return []
  const children = chosen(works, reference.child)
  const fk = reference.columns.map(({ child }) => child)
  const staying = children.map((child) => `AND NOT ${isReplaced(child, 'c', brings(child, fk))}`)
  let left = await count(
    to,
    `${rowsIn(reference.child)} AS c WHERE EXISTS (SELECT FROM (${gone}) AS g WHERE ${key(reference.columns, 'g', 'c')}) ${staying.join(' ')}`,
  )
  for (const child of children) {
    if (!brings(child, fk)) continue
    left += await count(
      to,
      `${child.coming} AS c WHERE EXISTS (SELECT FROM (${gone}) AS g WHERE ${key(reference.columns, 'g', 'c')})`,
    )
  }
  return left === 0 ? [] : [leftProblem(reference, left, children.length > 0)]
}

/** The referred-to values that are there now and will not be there any more. */
function goneOf({ work, numbers }: Change, { columns }: Reference): string | undefined {
  const referred = columns.map(({ parent }) => parent)
  const byKey = referred.every((column) => keyNames(work).includes(column))
  const brought = brings(work, referred)
  // An update leaves the key as it is, in all that equality can tell.
  const updates = numbers.updates > 0 && brought && !byKey
  if (numbers.deletes === 0 && !updates) return undefined
  const touched = [
    ...(numbers.deletes > 0 ? [`SELECT ${list(keyNames(work))} FROM ${work.going}`] : []),
    ...(updates ? [`SELECT ${list(keyNames(work))} FROM ${work.coming} WHERE ${work.kind} = 'u'`] : []),
  ]
  const again = columns
    .map(({ parent, parentEquals }) => `n.${quoted(parent)} ${parentEquals} p.${quoted(parent)}`)
    .join(' AND ')
  return `SELECT ${list(referred, 'p')} FROM ${rowsIn(work.to)} AS p
    JOIN (${touched.join(' UNION ALL ')}) AS t ON ${sameKey(work.key.columns, 't', 'p')}
    ${brought ? `WHERE NOT EXISTS (SELECT FROM ${work.coming} AS n WHERE ${again})` : ''}`
}

/** Whether a live row is to go, or to get other values. */
function isReplaced(work: Work, row: string, updatesCount: boolean): string {
  const same = (other: string) => sameKey(work.key.columns, other, row)
  const inTable = work.to.kind === 'r' ? `${row}.tableoid = ${work.to.oid} AND ` : ''
  const updated = updatesCount
    ? ` OR EXISTS (SELECT FROM ${work.coming} AS u WHERE u.${work.kind} = 'u' AND ${same('u')})`
    : ''
  return `(${inTable}(EXISTS (SELECT FROM ${work.going} AS d WHERE ${same('d')})${updated}))`
}

const ACTIONS: Readonly<Record<string, string | undefined>> = {
  c: 'ON DELETE CASCADE: they would be deleted along, and nobody would be told',
  n: 'ON DELETE SET NULL: they would lose the reference, and nobody would be told',
  d: 'ON DELETE SET DEFAULT: they would refer to something else, and nobody would be told',
}

function leftProblem({ name, child, parent, onDelete }: Reference, left: number, isChosen: boolean): Problem {
  return {
    what: `${rowsOf(left)} of ${qualified(child)} ${left === 1 ? 'refers' : 'refer'} to rows of ${qualified(parent)} that are not in the backup and would go (constraint ${name}).`,
    why: `The constraint says ${ACTIONS[onDelete] ?? 'that such rows cannot be deleted'}.`,
    next: isChosen
      ? 'Widen `where`, or leave it out, so that they are brought back too.'
      : `Choose ${qualified(child)} too, so that its rows are brought back along, or restore by \`merge\`, which deletes nothing.`,
  }
}

/** Rows that would come back, and what they refer to would not be there. */
async function withoutParent(
  to: Session,
  { work, numbers }: Change,
  reference: Reference,
  works: readonly Work[],
): Promise<Problem[]> {
  const fk = reference.columns.map(({ child }) => child)
  if (numbers.inserts + numbers.updates === 0 || !brings(work, fk)) return []
  const referred = reference.columns.map(({ parent }) => parent)
  const parents = chosen(works, reference.parent).filter((parent) => brings(parent, referred))
  const places = [rowsIn(reference.parent), ...parents.map(({ coming }) => coming)]
  const missing = await count(
    to,
    `${work.coming} AS c WHERE ${fk.map((column) => `c.${quoted(column)} IS NOT NULL`).join(' AND ')} ${places
      .map((place) => `AND NOT EXISTS (SELECT FROM ${place} AS p WHERE ${key(reference.columns, 'p', 'c')})`)
      .join(' ')}`,
  )
  if (missing === 0) return []
  return [
    {
      what: `${rowsOf(missing)} of ${qualified(work.to)} would refer to rows of ${qualified(reference.parent)} that are not there (constraint ${reference.name}).`,
      next:
        chosen(works, reference.parent).length > 0
          ? 'Widen `where`, or leave it out, so that those come back too.'
          : `Choose ${qualified(reference.parent)} too.`,
    },
  ]
}

/**
 * Locks the rows that are to go where a constraint would take rows along that nobody chose: from now on nobody can make
 * one that refers to them.
 */
export async function lockReferred(
  to: Session,
  changes: readonly Change[],
  references: readonly Reference[],
): Promise<void> {
  for (const { work, numbers } of changes) {
    const referred = references.some(
      ({ parent, onDelete }) => work.to.family.includes(parent.oid) && onDelete in ACTIONS,
    )
    if (numbers.deletes === 0 || !referred) continue
    const keys = sameKey(work.key.columns, 'd', 'l')
    await count(
      to,
      `(SELECT FROM ${rowsIn(work.to)} AS l WHERE EXISTS (SELECT FROM ${work.going} AS d WHERE ${keys}) FOR UPDATE OF l) AS locked`,
    )
  }
}
