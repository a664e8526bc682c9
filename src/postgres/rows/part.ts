import { UsageError } from '../../errors.ts'
import { runBytes } from '../foreign/wire.ts'
import { qualified } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf, isServerTrouble } from '../trouble.ts'
import { copyOut } from './copy.ts'
import { asAsked, type OwnSettings, pinned } from './settings.ts'
import { type Counter, stage } from './staging.ts'
import { count, keyNames, list, namesOf, rowsIn, sameKey, unqualified, type Work } from './work.ts'

// A text that is whole and balanced with the parenthesis around it cannot be anything else where it stands in another.
export const meant = (where: string): string => `(\n${where}\n)`

/** The query that yields the backup's rows that are meant. */
export const queryOf = (work: Work, where: string | undefined): string =>
  `SELECT ${list(namesOf(work.columns))} FROM ${rowsIn(work.from)}${where === undefined ? '' : ` WHERE ${meant(where)}`}`

const liveKeysOf = (work: Work, where: string): string =>
  `SELECT ${list(keyNames(work))} FROM ${rowsIn(work.to)} WHERE ${meant(where)}`

/** Lets the server read the condition as a part of one query, before it stands in any other statement. */
export async function checkCondition(session: Session, work: Work, where: string): Promise<void> {
  try {
    await session.queryOne(`EXPLAIN ${queryOf(work, where)}`)
  } catch (error) {
    throw conditionTrouble(error, qualified(work.from))
  }
}

/** What the server had against the user's condition; anything else stays what it is. */
export function conditionTrouble(error: unknown, where: string): unknown {
  const { code, message } = factsOf(error)
  if (!isServerTrouble(error) || !/^(0A|22|25|2F|42|54|P0|XX)/.test(code)) return error
  return new UsageError({
    what: `\`where\` cannot be asked of ${where}: ${message}.`,
    next: "Write one SQL condition that only reads, as it stands behind WHERE, such as created_at > '2026-11-20'; it must hold for each chosen table.",
    cause: error,
  })
}

/** Keeps the keys of the live rows that the condition means; in reading it, nothing can be written but what we keep. */
export async function keepPart(to: Session, work: Work, where: string, own: OwnSettings): Promise<void> {
  const live = `the live table ${qualified(work.to)}`
  await to.query(
    `CREATE TEMPORARY TABLE ${unqualified(work.part)} AS
      SELECT ${list(keyNames(work))} FROM ${rowsIn(work.to)} WITH NO DATA`,
  )
  await to.query('SAVEPOINT part; SET LOCAL transaction_read_only = on')
  await asAsked(to, own)
  try {
    await to.queryOne(`EXPLAIN ${liveKeysOf(work, where)}`)
    await to.queryOne(`INSERT INTO ${work.part} ${liveKeysOf(work, where)}`)
  } catch (error) {
    throw conditionTrouble(error, live)
  }
  // With the savepoint ends the time in which nothing can be written.
  await to.query('RELEASE SAVEPOINT part')
  await pinned(to)
  await to.query(`ANALYZE ${work.part}`)
}

/**
 * Live rows of the part may be in the backup as rows outside of it: they are not to go, but to become what they were. So
 * their keys are looked up in the backup, and what is found is staged too.
 */
export async function stageMoved(
  { from, to }: { readonly from: Session; readonly to: Session },
  work: Work,
  counter: Counter,
): Promise<void> {
  const strangers = `${work.part} AS p WHERE NOT EXISTS
    (SELECT FROM ${work.staged} AS s WHERE ${sameKey(work.key.columns, 's', 'p')})`
  if ((await count(to, strangers)) === 0) return
  const keys = list(keyNames(work))
  await from.query(
    `DROP TABLE IF EXISTS pg_temp.pg_backup_keys; CREATE TEMPORARY TABLE pg_backup_keys AS
      SELECT ${keys} FROM ${rowsIn(work.from)} WITH NO DATA`,
  )
  const asked = copyOut(to, `COPY (SELECT ${list(keyNames(work), 'p')} FROM ${strangers}) TO STDOUT`)
  const { error } = await runBytes(
    from,
    Buffer.from(`COPY pg_temp.pg_backup_keys (${keys}) FROM STDIN`),
    () => asked,
  )
  if (error) throw error
  const moved = `${work.staged.slice(0, -1)}_moved"`
  const query = `SELECT ${list(namesOf(work.columns), 'r')} FROM ${rowsIn(work.from)} AS r
    WHERE EXISTS (SELECT FROM pg_temp.pg_backup_keys AS k WHERE ${sameKey(work.key.columns, 'r', 'k')})`
  await stage({ from, to }, work, moved, query, counter)
  await to.query(`INSERT INTO ${work.staged} SELECT * FROM ${moved}; DROP TABLE ${moved}`)
}
