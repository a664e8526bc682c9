import type { TableName } from '../rows/request.ts'
import { begin } from '../rows/settings.ts'
import type { Session } from '../session.ts'
import { type Choice, choosePieces } from './choice.ts'
import { findObstacles, refuseTables } from './obstacles.ts'
import type { Piece } from './pieces.ts'
import { findPresent } from './presence.ts'

/** What is to be made in a live database, and the tablespaces that it would lie in and the server lacks. */
export type Look = { readonly choice: Choice; readonly tablespaces: readonly string[] }

/** Looks at the live database, decides what is made there, and refuses where anything stands in the way. */
export async function lookAround(
  to: Session,
  {
    pieces,
    tables,
    user,
  }: { readonly pieces: readonly Piece[]; readonly tables: readonly TableName[]; readonly user: string },
): Promise<Look> {
  await begin(to, 'REPEATABLE READ, READ ONLY')
  const there = new Set(
    (await to.query<{ name: string }>('SELECT spcname::text AS name FROM pg_catalog.pg_tablespace')).map(
      ({ name }) => name,
    ),
  )
  // What lay elsewhere lies in the usual place where the server has no such other.
  const placed = pieces.map((piece) => (there.has(piece.tablespace) ? piece : { ...piece, tablespace: '' }))
  const isChosen = ({ kind, schema, tag }: Piece) =>
    kind === 'TABLE' && tables.some((table) => table.schema === schema && table.name === tag)
  const choice = choosePieces(placed, placed.filter(isChosen), await findPresent(to, placed))
  refuseTables(await findObstacles(to, choice, user))
  const made = new Set(choice.made.map(({ piece }) => piece.id))
  const wanted = pieces.flatMap(({ id, tablespace }) =>
    made.has(id) && tablespace !== '' ? [tablespace] : [],
  )
  return { choice, tablespaces: [...new Set(wanted)].filter((name) => !there.has(name)) }
}
