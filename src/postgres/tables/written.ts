import { unquoted } from '../identifiers.ts'

type Statement = { readonly kind: string; readonly sql: string }

/** A name as pg_dump writes it. */
export const NAME = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'
const ATTACHED = new RegExp(`^ALTER INDEX ${NAME}\\.(${NAME}) ATTACH PARTITION `)
const INDEX = new RegExp(`^CREATE (?:UNIQUE )?INDEX (${NAME}) ON `)
const CONSTRAINT = new RegExp(
  `^ALTER TABLE (?:ONLY )?${NAME}\\.${NAME}\\s+ADD CONSTRAINT (${NAME}) (?:PRIMARY KEY|UNIQUE|EXCLUDE)`,
)

/** The index's name; nothing of a constraint that has none. */
export function indexName({ kind, sql }: Statement): string | undefined {
  const pattern = kind === 'INDEX' ? INDEX : kind === 'CONSTRAINT' ? CONSTRAINT : undefined
  return nameIn(pattern?.exec(sql)?.[1])
}

/** The index of a root or a branch that another is attached to. */
export const attachedIndex = ({ sql }: Pick<Statement, 'sql'>): string | undefined =>
  nameIn(ATTACHED.exec(sql)?.[1])

const nameIn = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : unquoted(text)
