import { type Belonging, belongingOf, isTable, needed } from './belonging.ts'
import type { Piece } from './pieces.ts'

/** Why a piece is made. */
export type Made = {
  readonly piece: Piece
  /** The chosen table for whose sake it is made. */
  readonly table: Piece
  /**
   * `part`: it belongs to that table. `along`: that table cannot be without it. `reference`: it lies on a live table, refers
   * to that table, and went with it.
   */
  readonly why: 'part' | 'along' | 'reference'
}

/** What is made, in the backup's own order, and what a reader should know of the rest. */
export type Choice = {
  readonly made: readonly Made[]
  /** What is missing, is needed, and is not made: each with a piece that needs it. */
  readonly lacking: readonly { readonly piece: Piece; readonly needer: Piece }[]
  /** What leans on the tables, is missing too, and stays so. */
  readonly leaning: readonly Piece[]
  /** What would belong to the tables, but has no counterpart to belong to any more. */
  readonly leftOut: readonly Piece[]
  readonly touched: readonly Touched[]
  /** Chosen tables that are partitions of others that are chosen. */
  readonly nested: readonly { readonly table: Piece; readonly root: Piece }[]
}

/** A live table that something made refers to, or gets: a foreign key, a partition, a child. */
export type Touched = {
  readonly piece: Piece
  readonly table: Piece
  /** What only its owner may do; to be referred to asks for less. */
  readonly asOwner: boolean
}

/** Decides what is made so that the chosen tables are there again, whole; `present` are the pieces that are there. */
export function choosePieces(
  pieces: readonly Piece[],
  chosen: readonly Piece[],
  present: ReadonlySet<number>,
): Choice {
  const belonging = belongingOf(pieces)
  const made = new Map<Piece, Made>()
  const add = (piece: Piece, table: Piece, why: Made['why']) => {
    for (const part of belonging.partsOf(piece))
      if (!made.has(part)) made.set(part, { piece: part, table, why })
  }
  for (const table of chosen)
    for (const one of [table, ...belonging.partitionsOf(table)]) add(one, table, 'part')
  const { back, dangling } = referencesTo([...made.values()], belonging, present)
  for (const { piece, table } of back) add(piece, table, 'reference')
  const { lacking, leftOut } = addNeeds(made, belonging, present, add)
  return {
    made: pieces.flatMap((piece) => made.get(piece) ?? []),
    lacking,
    leaning: [...dangling, ...leaningOn([...made.keys()], belonging, present)],
    leftOut,
    nested: chosen.flatMap((root) =>
      belonging.partitionsOf(root).flatMap((table) => (chosen.includes(table) ? [{ table, root }] : [])),
    ),
    touched: [...made.keys()].flatMap((piece) => touchedBy(piece, made, belonging)),
  }
}

function touchedBy(
  piece: Piece,
  made: ReadonlyMap<Piece, Made>,
  { byId, tableOf }: Belonging,
): readonly Touched[] {
  const inherits = isTable(piece) && piece.sql.includes('\nINHERITS (')
  if (!inherits && piece.kind !== 'FK CONSTRAINT' && piece.kind !== 'TABLE ATTACH') return []
  const live = needed(piece, byId).filter((one) => isTable(one) && !made.has(one))
  return live.map((table) => ({
    ...{ piece, table },
    asOwner: piece.kind !== 'FK CONSTRAINT' || tableOf(piece) === table,
  }))
}

/** Foreign keys by which tables that stay referred to those that are made: a DROP … CASCADE took them along. */
function referencesTo(
  made: readonly Made[],
  { needersOf, tableOf }: Belonging,
  present: ReadonlySet<number>,
) {
  const inside = new Set(made.map(({ piece }) => piece))
  const back = new Map<Piece, { readonly piece: Piece; readonly table: Piece }>()
  const dangling = new Set<Piece>()
  for (const { piece: one, table } of made.filter(({ piece }) => isTable(piece))) {
    for (const piece of needersOf(one)) {
      if (piece.kind !== 'FK CONSTRAINT' || inside.has(piece) || present.has(piece.id)) continue
      const on = tableOf(piece)
      if (on && present.has(on.id)) back.set(piece, { piece, table })
      else dangling.add(piece)
    }
  }
  return { back: [...back.values()], dangling: [...dangling] }
}

/** What is made along where it is missing: it holds nothing of its own, but a sequence its value. */
const ALONG: ReadonlySet<string> = new Set([
  ...[
    'SCHEMA',
    'TYPE',
    'SHELL TYPE',
    'DOMAIN',
    'SEQUENCE',
    'FUNCTION',
    'PROCEDURE',
    'AGGREGATE',
    'COLLATION',
  ],
  ...['OPERATOR', 'OPERATOR CLASS', 'OPERATOR FAMILY', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
])

/** Without its other end, it is nothing that anybody would miss; of a partition's trigger, the root's. */
const isOptional = ({ kind }: Piece, missing: readonly Piece[]): boolean =>
  kind === 'INDEX ATTACH' ||
  kind === 'PUBLICATION TABLE' ||
  (kind === 'TRIGGER' && missing.some((one) => one.kind === 'TRIGGER'))

const INDEXES: readonly string[] = ['INDEX', 'CONSTRAINT']

/** The index of a partition comes after that of its root, and can be without. */
const isOrder = (piece: Piece, before: Piece): boolean =>
  INDEXES.includes(piece.kind) && INDEXES.includes(before.kind)

function addNeeds(
  made: Map<Piece, Made>,
  { byId, partsOf }: Belonging,
  present: ReadonlySet<number>,
  add: (piece: Piece, table: Piece, why: Made['why']) => void,
): Pick<Choice, 'lacking' | 'leftOut'> {
  const lacking = new Map<Piece, Piece>()
  const leftOut: Piece[] = []
  // A map is walked to its end also when it grows meanwhile.
  for (const [piece, { table }] of made) {
    const missing = needed(piece, byId).filter(
      (one) => !made.has(one) && !present.has(one.id) && !isOrder(piece, one),
    )
    if (missing.length > 0 && isOptional(piece, missing)) {
      for (const part of partsOf(piece)) made.delete(part)
      leftOut.push(piece)
      continue
    }
    for (const one of missing) {
      if (ALONG.has(one.kind)) add(one, table, 'along')
      else if (!lacking.has(one)) lacking.set(one, piece)
    }
  }
  return { lacking: [...lacking].map(([piece, needer]) => ({ piece, needer })), leftOut }
}

/** What says nothing of its own where it is missing: something else that is told is. */
const UNTOLD: ReadonlySet<string> = new Set([
  ...[
    'COMMENT',
    'ACL',
    'SECURITY LABEL',
    'FK CONSTRAINT',
    'INDEX',
    'INDEX ATTACH',
    'TABLE ATTACH',
    'CONSTRAINT',
  ],
])

/** What needs the tables, over however many steps, and went with them. */
function leaningOn(
  made: readonly Piece[],
  { needersOf, tableOf }: Belonging,
  present: ReadonlySet<number>,
): readonly Piece[] {
  const found = new Set(made)
  for (const one of found) {
    for (const needer of needersOf(one))
      if (!present.has(needer.id) && !UNTOLD.has(needer.kind)) found.add(needer)
  }
  const inside = new Set(made)
  // What is on a table that is missing as a whole goes without saying.
  return [...found].filter((piece) => {
    const on = tableOf(piece)
    return !inside.has(piece) && !(on && !inside.has(on) && !present.has(on.id) && found.has(on))
  })
}

/** The names of the tables that a backup's schema makes. */
export const tablesIn = (
  pieces: readonly Piece[],
): readonly { readonly schema: string; readonly name: string }[] =>
  pieces.filter(({ kind }) => kind === 'TABLE').map(({ schema, tag }) => ({ schema, name: tag }))
