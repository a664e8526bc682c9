import { pinSettings } from '../fingerprint.ts'
import type { Session } from '../session.ts'

/** How the live database reads and writes values where nobody has pinned it. */
export type OwnSettings = Readonly<Record<string, string>>

const OWN = [
  'search_path',
  'TimeZone',
  'DateStyle',
  'IntervalStyle',
  'extra_float_digits',
  'bytea_output',
  'xmlbinary',
  'lc_monetary',
  'quote_all_identifiers',
] as const

/** Begins a transaction that may take its time, and in which values read the same on every server. */
export async function begin(session: Session, how: string): Promise<{ readonly own: OwnSettings }> {
  const [row] = await session.query<{ own: OwnSettings; major: number }>(
    `SELECT pg_catalog.jsonb_object_agg(name, pg_catalog.current_setting(name)) AS own,
        pg_catalog.current_setting('server_version_num')::int / 10000 AS major
      FROM pg_catalog.unnest($1::text[]) AS name`,
    [OWN],
  )
  if (!row) throw new Error('The server told none of its settings.')
  await session.query(`BEGIN ISOLATION LEVEL ${how}`)
  const patient = ['idle_in_transaction_session_timeout', ...(row.major >= 17 ? ['transaction_timeout'] : [])]
  await session.query(
    [...patient.map((name) => `SET LOCAL ${name} = 0`), "SET LOCAL client_encoding = 'UTF8'"].join('; '),
  )
  await pinned(session)
  return { own: row.own }
}

export const pinned = (session: Session): Promise<void> => pinSettings(session)

/** As the application would find it, for triggers and defaults. */
export async function asOwn(session: Session, own: OwnSettings): Promise<void> {
  await set(session, own)
}

/** As the user's condition means names and times, while values are written as they are pinned. */
export async function asAsked(session: Session, own: OwnSettings): Promise<void> {
  const order = own.DateStyle?.split(',')[1]?.trim() ?? 'MDY'
  await set(session, {
    search_path: own.search_path ?? '',
    TimeZone: own.TimeZone ?? 'UTC',
    DateStyle: `ISO, ${order}`,
  })
}

async function set(session: Session, settings: OwnSettings): Promise<void> {
  await session.query(
    'SELECT pg_catalog.set_config(key, value, true) FROM pg_catalog.jsonb_each_text($1::jsonb)',
    [JSON.stringify(settings)],
  )
}
