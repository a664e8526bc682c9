import { UserError } from '../../errors.ts'
import { runBytes } from '../foreign/wire.ts'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf, isServerTrouble, serverTrouble } from '../trouble.ts'
import { copyOut } from './copy.ts'
import type { Problem } from './problems.ts'
import type { TableName } from './request.ts'
import { list, namesOf, unqualified, type Work } from './work.ts'

/** Counts bytes as they pass. */
export type Counter = { bytes: number }

/** Finds how each value of another type gets over, and the columns where none does, before any row is copied. */
export async function findCarriers(to: Session, works: readonly Work[]): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const work of works) {
    for (const { name, fromType, to: column } of work.columns) {
      if (fromType === undefined) continue
      const carrier = await carrierOf(to, fromType, column.type)
      if (carrier !== undefined) work.carriers.set(name, carrier)
      else {
        problems.push({
          what: `The column ${name} of ${qualified(work.to)} is ${column.type} now and was ${fromType} in the backup.`,
          why: 'A value of the one cannot be assigned to the other.',
          next: 'Restore the table beside under another name and convert it there.',
        })
      }
    }
  }
  return problems
}

const UNKNOWN = ['42704', '3F000']
const NO_CAST = '42804'

/** The type in which values travel; every type can become a text, also one that the live database does not know any more. */
async function carrierOf(to: Session, fromType: string, toType: string): Promise<string | undefined> {
  await to.query('SAVEPOINT conversion')
  try {
    await to.query(`CREATE TEMPORARY TABLE pg_backup_probe (value ${fromType})`)
    await to.query(`ALTER TABLE pg_temp.pg_backup_probe ALTER value TYPE ${toType}`)
    return fromType
  } catch (error) {
    const { code } = factsOf(error)
    if (UNKNOWN.includes(code))
      return /^(text|character|character varying)\b/.test(toType) ? 'text' : undefined
    if (code === NO_CAST) return undefined
    throw error
  } finally {
    await to.query('ROLLBACK TO SAVEPOINT conversion; RELEASE SAVEPOINT conversion').catch(() => undefined)
  }
}

/** Makes a temporary table of the live session, and fills it with what a query yields of the backup. */
export async function stage(
  { from, to }: { readonly from: Session; readonly to: Session },
  work: Work,
  table: string,
  query: string,
  counter: Counter,
): Promise<void> {
  const columns = work.columns.map(({ name, fromType, to: { type, collation } }) =>
    fromType === undefined
      ? `${quoted(name)} ${type}${collation ? ` COLLATE ${collation}` : ''}`
      : `${quoted(name)} ${work.carriers.get(name) ?? fromType}`,
  )
  await to.query(`CREATE TEMPORARY TABLE ${unqualified(table)} (${columns.join(', ')})`)
  await fill(from, to, work, table, query, counter)
  const converted = work.columns.flatMap(({ name, fromType, to: { type, collation } }) =>
    fromType === undefined
      ? []
      : [`ALTER ${quoted(name)} TYPE ${type}${collation ? ` COLLATE ${collation}` : ''}`],
  )
  if (converted.length === 0) return
  await to.query(`ALTER TABLE ${table} ${converted.join(', ')}`).catch((error) => {
    throw unfitValue(work, error)
  })
}

async function fill(
  from: Session,
  to: Session,
  work: Work,
  table: string,
  query: string,
  counter: Counter,
): Promise<void> {
  const copy = `COPY ${table} (${list(namesOf(work.columns))}) FROM STDIN`
  const { ofSource, ofTarget } = await pour({ from, to }, { query, copy }, counter)
  if (ofSource !== undefined) throw unreadable(work, ofSource)
  if (ofTarget !== undefined) throw unfitValue(work, ofTarget)
}

/** Copies what a query yields of the one side into the other, and tells which of the two had something against it. */
export async function pour(
  { from, to }: { readonly from: Session; readonly to: Session },
  { query, copy }: { readonly query: string; readonly copy: string },
  counter: Counter,
): Promise<{ readonly ofSource?: unknown; readonly ofTarget?: unknown }> {
  const trouble: { ofSource?: unknown } = {}
  async function* rows() {
    try {
      for await (const block of copyOut(from, `COPY (${query}\n) TO STDOUT`)) {
        counter.bytes += block.length
        yield block
      }
    } catch (error) {
      trouble.ofSource = error
      throw error
    }
  }
  const outcome = await runBytes(to, Buffer.from(copy), rows).catch((error: unknown) => {
    if (trouble.ofSource === undefined) throw error
  })
  return { ...trouble, ...(outcome?.error && { ofTarget: outcome.error }) }
}

/** An error of the side that is read from; whoever gave the query knows more of it. */
export class Unreadable extends Error {
  constructor(table: TableName, cause: unknown) {
    super(`The rows of ${qualified(table)} cannot be read.`, { cause })
  }
}

const unreadable = (work: Work, cause: unknown): unknown =>
  isServerTrouble(cause) ? new Unreadable(work.from, cause) : cause

/** The server's sentence may hold a value, and says in its context which column it is. */
function unfitValue(work: Work, error: unknown): unknown {
  const { code } = factsOf(error)
  if (!/^(22|23|42)/.test(code)) return error
  const where = /, column (.+?)(: .*)?$/m.exec(String((error as { where?: string }).where ?? ''))?.[1]
  const trouble = serverTrouble('', error)
  return new UserError({
    what: `A value of the backup does not fit into ${qualified(work.to)}${where ? `, column ${where}` : ''}.`,
    why: trouble.story.why,
    next: 'The live type has changed since the backup (a shorter one, a label or a check of it): widen it for the time of the restore.',
    cause: error,
  })
}

/** Gives the staged rows the index by which they are matched; two rows of one key cannot be. */
export async function index(to: Session, work: Work): Promise<void> {
  const parts = work.key.columns.map(({ column, operatorClass }) => `${quoted(column)} ${operatorClass}`)
  const nulls = work.key.columns.map(({ column }) => `ALTER ${quoted(column)} SET NOT NULL`)
  try {
    await to.query(`ALTER TABLE ${work.staged} ${nulls.join(', ')}`)
    await to.query(`CREATE UNIQUE INDEX ON ${work.staged} (${parts.join(', ')})`)
  } catch (error) {
    const { code } = factsOf(error)
    if (code !== '23505' && code !== '23502') throw error
    throw new UserError({
      what: `${code === '23505' ? 'Two rows' : 'Some rows'} of ${qualified(work.from)} in the backup have ${code === '23505' ? 'one key' : 'no key'} (${list(work.key.columns.map(({ column }) => column))}).`,
      why: `The live table's ${work.key.name} was added after the backup, so its rows cannot be told apart by it.`,
      next: 'Restore the table beside under another name and copy by hand.',
      cause: error,
    })
  }
  await to.query(`ANALYZE ${work.staged}`)
}
