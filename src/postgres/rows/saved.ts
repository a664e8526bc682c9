import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { isFixed } from './changes.ts'
import { copyOut } from './copy.ts'
import type { Change } from './references.ts'
import type { SavedRows, SaveRows } from './request.ts'
import { keyNames, list, namesOf, rowsIn, sameKey, type Work } from './work.ts'

/** Hands over the rows that will be changed or deleted, as they are; where there are none, nobody is asked. */
export async function saveRows(to: Session, changes: readonly Change[], save: SaveRows): Promise<void> {
  const touched = changes.filter(({ numbers }) => numbers.updates + numbers.deletes > 0)
  if (touched.length === 0) return
  let open: Readable | undefined
  const rows: SavedRows = {
    tables: touched.map(({ work, numbers }) => ({
      schema: work.to.schema,
      name: work.to.name,
      rows: numbers.updates + numbers.deletes,
    })),
    open() {
      if (open && !open.readableEnded) throw new Error('The saved rows are being read already.')
      open = Readable.from(script(to, touched), { objectMode: false })
      return open
    },
  }
  await save(rows)
  if (!open || open.readableEnded) return
  // What was not read to its end was not saved, and its COPY still occupies the session.
  const unread = new Error('The saved rows were not read to their end.')
  open.destroy(unread)
  await finished(open).catch(() => undefined)
  throw unread
}

const columnsOf = (work: Work): string => list(namesOf(work.writable))

async function* script(to: Session, touched: readonly Change[]): AsyncGenerator<Buffer | string, void> {
  yield HEAD
  for (const [at, { work }] of touched.entries()) {
    yield `\nCREATE TEMPORARY TABLE pg_backup_saved_${at} ON COMMIT DROP AS
  SELECT ${columnsOf(work)} FROM ${rowsIn(work.to)} WITH NO DATA;
COPY pg_temp.pg_backup_saved_${at} (${columnsOf(work)}) FROM stdin;\n`
    yield* copyOut(to, `COPY (${rowsAsTheyAre(work)}) TO STDOUT`)
    yield '\\.\n'
  }
  yield `\n-- From here on as the database's own triggers expect it.\nRESET ALL;\nSET LOCAL client_encoding = 'UTF8';\n`
  const parts = touched.map(({ work }, at) => `s${at} AS (${putBack(work, `pg_temp.pg_backup_saved_${at}`)})`)
  const counts = touched.map(
    ({ work }, at) =>
      `(SELECT pg_catalog.count(*) FROM s${at}) AS ${quoted(`${work.to.schema}.${work.to.name}`)}`,
  )
  yield `WITH ${parts.join(',\n')}\nSELECT ${counts.join(', ')};\n\nCOMMIT;\n`
}

const HEAD = `-- Rows as they were before pg-backup changed or deleted them; it puts back exactly these, and leaves all others alone.
-- Run it by: psql --no-psqlrc --dbname=… --file=…
\\set ON_ERROR_STOP on
SET standard_conforming_strings = on;
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL search_path = '';
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL lc_monetary = 'C';
SET LOCAL xmloption = content;
SET LOCAL row_security = off;
`

function rowsAsTheyAre(work: Work): string {
  const keys = list(keyNames(work))
  return `SELECT ${list(namesOf(work.writable), 'l')} FROM ${rowsIn(work.to)} AS l
    JOIN (SELECT ${keys} FROM ${work.going} UNION ALL SELECT ${keys} FROM ${work.coming} WHERE ${work.kind} = 'u') AS t
      ON ${sameKey(work.key.columns, 't', 'l')}`
}

/** All tables at once, so that rows may refer to each other in any way. */
function putBack(work: Work, saved: string): string {
  const settings = work.writable
    .filter((column) => !isFixed(column))
    .map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`)
  const update = settings.length > 0 ? `UPDATE SET ${settings.join(', ')}` : 'NOTHING'
  return `INSERT INTO ${qualified(work.to)} (${columnsOf(work)}) OVERRIDING SYSTEM VALUE
  SELECT ${columnsOf(work)} FROM ${saved}
  ON CONFLICT (${list(keyNames(work))}) DO ${update} RETURNING 1`
}
