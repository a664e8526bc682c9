import { type Locale, respelled } from '../scratch/locale.ts'
import type { Session } from '../session.ts'

export type Wanted = {
  /** How the restored database is to store and sort text. */
  readonly locale: Locale
  /** What the source's database has set. */
  readonly settings: readonly { readonly name: string; readonly value: string }[]
}

/** What a server lacks for that, found out without changing anything. */
export type Lacking = { readonly locale: string | undefined; readonly settings: readonly string[] }

export async function findLacking(session: Session, { locale, settings }: Wanted): Promise<Lacking> {
  const refused: string[] = []
  for (const { name, value } of settings) if (!(await takes(session, name, value))) refused.push(name)
  return { locale: await lackingLocale(session, locale), settings: refused }
}

/** The names of locales come from the server's system; whether it has one, a setting of ours tells that is gone at once. */
async function lackingLocale(session: Session, { collate, ctype }: Locale): Promise<string | undefined> {
  for (const wanted of new Set([collate, ctype])) {
    const known = await takes(session, 'lc_monetary', wanted)
    if (!known && !(await takes(session, 'lc_monetary', respelled(wanted)))) return wanted
  }
  return undefined
}

const takes = (session: Session, name: string, value: string): Promise<boolean> =>
  session.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value]).then(
    () => true,
    () => false,
  )
