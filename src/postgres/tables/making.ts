import { UserError } from '../../errors.ts'
import { LOCK_NOT_AVAILABLE, notGot } from '../rows/locks.ts'
import type { Session } from '../session.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { told } from './belonging.ts'
import type { Choice, Made } from './choice.ts'
import { attachedIndex, indexName } from './written.ts'

/** What must be there before the rows; all else comes after them, so that it neither slows nor changes them. */
const BEFORE_ROWS: ReadonlySet<string> = new Set([
  ...[
    'SCHEMA',
    'SHELL TYPE',
    'TYPE',
    'DOMAIN',
    'FUNCTION',
    'PROCEDURE',
    'AGGREGATE',
    'COLLATION',
    'OPERATOR',
  ],
  ...['OPERATOR FAMILY', 'OPERATOR CLASS', 'TEXT SEARCH CONFIGURATION', 'TEXT SEARCH DICTIONARY'],
  ...['TABLE', 'FOREIGN TABLE', 'TABLE ATTACH', 'SEQUENCE', 'SEQUENCE OWNED BY', 'DEFAULT'],
])

const INDEXES = ['CONSTRAINT', 'INDEX']

/** The pieces in the order in which they are made, around the rows. */
export function inTwoHalves({ made, touched }: Choice): {
  readonly before: readonly Made[]
  readonly after: readonly Made[]
} {
  // To a live root, a partition comes with its indexes, or it would get them twice; a branch only with those of all below.
  const late = new Set(touched.flatMap(({ piece }) => (piece.kind === 'TABLE ATTACH' ? [piece] : [])))
  const isBefore = ({ piece }: Made) => BEFORE_ROWS.has(piece.kind) && !late.has(piece)
  const after = made.filter((one) => !isBefore(one))
  const indexes = new Set(made.flatMap(({ piece }) => indexName(piece) ?? []))
  const rank = ({ piece }: Made) => {
    if (INDEXES.includes(piece.kind)) return 0
    if (piece.kind === 'INDEX ATTACH') return indexes.has(attachedIndex(piece) ?? '') ? 1 : 3
    return late.has(piece) ? 2 : 3
  }
  return { before: made.filter(isBefore), after: after.toSorted((a, b) => rank(a) - rank(b)) }
}

/** Makes pieces one by one; the first that is refused ends it, and is told by its name. */
export async function make(to: Session, pieces: readonly Made[], { touched }: Choice): Promise<void> {
  let stored = ''
  for (const made of pieces) {
    const { piece } = made
    try {
      const state = [piece.tablespace, piece.accessMethod || 'heap']
      if (stored !== state.join()) await to.query(STORED, state)
      stored = state.join()
      await to.query(piece.sql)
    } catch (error) {
      if (factsOf(error).code === LOCK_NOT_AVAILABLE) {
        const tables = touched.flatMap((one) => (one.piece === piece ? [one.table] : []))
        throw await held(to, tables, error)
      }
      throw refused(made, error)
    }
  }
}

const STORED = `SELECT pg_catalog.set_config('default_tablespace', $1, true),
  pg_catalog.set_config('default_table_access_method', $2, true)`

async function held(
  to: Session,
  pieces: readonly { readonly schema: string; readonly tag: string }[],
  cause: unknown,
): Promise<UserError> {
  await to.query('ROLLBACK')
  const tables = pieces.map(({ schema, tag }) => ({ schema, name: tag }))
  const rows = await to.query<{ oid: number }>(
    `SELECT c.oid::bigint::float8 AS oid FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS w(schema text, name text)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`,
    [JSON.stringify(tables)],
  )
  return notGot(to, { tables, oids: rows.map(({ oid }) => oid) }, 'SHARE ROW EXCLUSIVE', cause)
}

/** What the server refused; its detail would show values of rows, so it is left out. */
function refused({ piece, why }: Made, error: unknown): unknown {
  const { code, message } = factsOf(error)
  // A connection that is gone, and a run that is told to stop, say nothing of the piece.
  if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|57)/.test(code)) return error
  if (code === '23503') return dangling(piece.kind, told(piece), why, error)
  const { story } = serverTrouble('', error)
  return new UserError({
    what: `The ${told(piece)} could not be made again, so nothing was changed.`,
    why: `${message.replace(/[^.]$/, '$&.')}`,
    next: NEXT[code] ?? story.next,
    cause: error,
  })
}

const NEXT: Readonly<Record<string, string | undefined>> = {
  '42P07': 'Something of that name has come to be since the plan was made: plan once more.',
  '42710': 'Something of that name has come to be since the plan was made: plan once more.',
  '42501':
    'Restore as a superuser or as the owner, or with `owner: drop`, which leaves owners and grants out.',
  '40P01': 'Somebody else and we waited for each other: start it again.',
}

type ServerFacts = { readonly schema?: string; readonly table?: string }

/** Rows that refer to rows that are not there: which of the two came back decides what helps. */
function dangling(kind: string, name: string, why: Made['why'], error: unknown): UserError {
  const { schema, table } = (error ?? {}) as ServerFacts
  const rows = schema && table ? `Rows of ${schema}.${table}` : 'Rows'
  return new UserError({
    what: `${rows} refer to rows that are not there, so the ${kind === 'FK CONSTRAINT' ? name : 'foreign key'} could not be made again, and nothing was changed.`,
    why:
      why === 'reference'
        ? 'They are live rows, and refer to what the backup does not hold: it came to be after it, or `where` leaves it out.'
        : 'They are rows of the backup, and refer to live rows that were deleted since, or that `where` leaves out.',
    next:
      why === 'reference'
        ? 'Delete those live rows or point them elsewhere for now, and start it again.'
        : 'Bring the rows at the other end back first (`tables` with `table-mode: merge`), or leave the rows in question out by `where`.',
    cause: error,
  })
}
