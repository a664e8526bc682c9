import type { Piece } from './pieces.ts'
import { indexName } from './written.ts'

/** What of a backup's pieces belongs to what. */
export type Belonging = {
  readonly byId: ReadonlyMap<number, Piece>
  /** The pieces that need this one. */
  needersOf(piece: Piece): readonly Piece[]
  /** The partitions of a root or a branch, those below them too. */
  partitionsOf(table: Piece): readonly Piece[]
  /** What is made and goes with a piece: of a table, all but its partitions. */
  partsOf(piece: Piece): readonly Piece[]
  /** The table that a piece such as a foreign key lies on. */
  tableOf(piece: Piece): Piece | undefined
}

export const isTable = ({ kind }: Piece): boolean => kind === 'TABLE' || kind === 'FOREIGN TABLE'

export function belongingOf(pieces: readonly Piece[]): Belonging {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]))
  const needers = new Map<number, Piece[]>()
  for (const piece of pieces) {
    for (const id of new Set(piece.needs)) {
      const known = needers.get(id)
      if (known) known.push(piece)
      else needers.set(id, [piece])
    }
  }
  const needersOf = (piece: Piece): readonly Piece[] => needers.get(piece.id) ?? []
  const below = Map.groupBy(
    pieces.filter(({ kind }) => kind === 'TABLE ATTACH'),
    (piece) => attachedTo(piece, byId)?.id,
  )
  const partitionsOf = (table: Piece): readonly Piece[] =>
    (below.get(table.id) ?? [])
      .flatMap((attach) => needed(attach, byId).filter((one) => isSelf(attach, one)))
      .flatMap((child) => [child, ...partitionsOf(child)])
  const partsOf = (piece: Piece): readonly Piece[] => {
    const found = new Set([piece])
    // A set is walked to its end also when it grows meanwhile.
    for (const one of found) for (const needer of needersOf(one)) if (isPart(needer, one)) found.add(needer)
    return [...found]
  }
  const tableOf = (piece: Piece) =>
    needed(piece, byId)
      .filter((one) => isTable(one) && isOn(piece, one))
      .toSorted((a, b) => b.tag.length - a.tag.length)[0]
  return { byId, needersOf, partitionsOf, partsOf, tableOf }
}

export const needed = ({ needs }: Piece, byId: ReadonlyMap<number, Piece>): readonly Piece[] =>
  [...new Set(needs)].flatMap((id) => byId.get(id) ?? [])

/** The root or branch that a partition is attached to. */
const attachedTo = (attach: Piece, byId: ReadonlyMap<number, Piece>): Piece | undefined =>
  needed(attach, byId).find((one) => isTable(one) && !isSelf(attach, one))

/** Of a piece that goes by the very name of its table. */
const isSelf = (piece: Piece, table: Piece): boolean =>
  isTable(table) && piece.schema === table.schema && piece.tag === table.tag

/** Of a piece whose name begins with its table's. */
const isOn = (piece: Piece, table: Piece): boolean =>
  piece.schema === table.schema && piece.tag.startsWith(`${table.tag} `)

/** What belongs to anything. */
const REMARKS = ['COMMENT', 'ACL', 'SECURITY LABEL']
/** What needs no table but its own. */
const ALONE = ['SEQUENCE', 'INDEX', 'STATISTICS']
const ON_TABLE = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'TRIGGER', 'RULE', 'POLICY', 'DEFAULT']

function isPart(piece: Piece, whole: Piece): boolean {
  const { kind, schema, tag } = piece
  if (REMARKS.includes(kind)) return true
  if (kind === 'SEQUENCE OWNED BY') return whole.kind === 'SEQUENCE'
  if (kind === 'INDEX ATTACH') return isIndex(whole) && schema === whole.schema && indexName(whole) === tag
  if (whole.kind === 'DOMAIN') return kind === 'CHECK CONSTRAINT' && isOn(piece, whole)
  if (!isTable(whole)) return false
  if (ALONE.includes(kind)) return true
  if (kind === 'ROW SECURITY' || kind === 'TABLE ATTACH') return isSelf(piece, whole)
  if (kind === 'PUBLICATION TABLE') return schema === whole.schema && tag.endsWith(` ${whole.tag}`)
  return ON_TABLE.includes(kind) && isOn(piece, whole)
}

const isIndex = ({ kind }: Piece): boolean => kind === 'INDEX' || kind === 'CONSTRAINT'

/** A piece as a reader knows it: `foreign key public.orders orders_customer_fkey`. */
export const told = ({ kind, schema, tag }: Piece): string =>
  `${WORDS[kind] ?? kind.toLowerCase()} ${schema === '' ? '' : `${schema}.`}${tag}`

const WORDS: Readonly<Record<string, string | undefined>> = {
  'FK CONSTRAINT': 'foreign key',
  ACL: 'grants on',
  COMMENT: 'comment on',
  'SEQUENCE OWNED BY': 'owner of sequence',
  'TABLE ATTACH': 'attachment of partition',
  'INDEX ATTACH': 'attachment of index',
  'PUBLICATION TABLE': 'publication',
}
