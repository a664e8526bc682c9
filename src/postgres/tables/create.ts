import type { Proof } from '../../archive/proof.ts'
import { qualified } from '../identifiers.ts'
import { boundWaiting } from '../rows/locks.ts'
import { commit, inSessions, type Sessions } from '../rows/sessions.ts'
import { asAsked, begin, type OwnSettings, pinned } from '../rows/settings.ts'
import type { Counter } from '../rows/staging.ts'
import type { Session } from '../session.ts'
import { isTable, told } from './belonging.ts'
import type { Made } from './choice.ts'
import { countParts } from './counts.ts'
import { inTwoHalves, make } from './making.ts'
import type { CreateRequest, MadeTable, TablesPlan } from './request.ts'
import { withoutDefaultRights } from './rights.ts'
import {
  checkCondition,
  copyRows,
  printsOf,
  readSources,
  requireNoStrangers,
  requireSameRows,
  type Source,
} from './rows.ts'
import { setSequences } from './sequences.ts'

/** Tells what `createTables` would make; the live database is only looked at. */
export const planTables = (request: CreateRequest): Promise<TablesPlan> =>
  inSessions(request, async ({ from, to }) => {
    await begin(from, 'REPEATABLE READ, READ ONLY')
    const { own } = await begin(to, 'REPEATABLE READ, READ ONLY')
    const sources = await openSources(from, request, own)
    const rows = new Map<Source, number>()
    for (const source of sources) {
      const { rows: count } = await printsOf(from, source, { where: request.where, hashed: false })
      rows.set(source, count)
    }
    return planOf(request, rows)
  })

/** Makes the tables again with all that belongs to them and their rows, in one transaction: wholly, or not at all. */
export const createTables = (request: CreateRequest): Promise<TablesPlan> =>
  inSessions(request, async (sessions) => {
    const { from, to } = sessions
    await begin(from, 'REPEATABLE READ, READ ONLY')
    const { own } = await begin(to, 'READ COMMITTED, READ WRITE')
    await boundWaiting(to, request.lockTimeoutSeconds)
    const sources = await openSources(from, request, own)
    const { before, after } = inTwoHalves(request.choice)
    await readAsWritten(to, request)
    await make(to, before, request.choice)
    await withoutDefaultRights(to, before)
    const rows = await bringRows(sessions, request, sources, own)
    await setSequences(to, before, request.proof)
    await readAsWritten(to, request)
    await make(to, after, request.choice)
    // Without it, queries would be planned as if the tables were empty until somebody comes by.
    await to.query(`ANALYZE ${sources.map(({ table }) => qualified(table)).join(', ')}`)
    await commit(to, request.signal)
    return planOf(request, rows)
  })

async function openSources(from: Session, request: CreateRequest, own: OwnSettings): Promise<Source[]> {
  const { tables, where } = request
  const sources = await readSources(from, tables)
  await requireNoStrangers(from, sources)
  if (where === undefined) return sources
  await asAsked(from, own)
  for (const source of sources) await checkCondition(from, source, where)
  return sources
}

async function bringRows(
  sessions: Sessions,
  { where, watch }: CreateRequest,
  sources: readonly Source[],
  own: OwnSettings,
): Promise<ReadonlyMap<Source, number>> {
  const counter: Counter = { bytes: 0 }
  watch?.(() => counter.bytes)
  const { to } = sessions
  await pinned(to)
  // What the condition makes of names and times, it makes of them on both sides.
  if (where !== undefined) await asAsked(to, own)
  const rows = new Map<Source, number>()
  for (const source of sources) {
    await copyRows(sessions, source, where, counter)
    rows.set(source, (await requireSameRows(sessions, source, where)).rows)
  }
  await pinned(to)
  return rows
}

/** As pg_restore would run them: the texts of the backup mean what they meant where they were written. */
async function readAsWritten(to: Session, { plainStrings, proof }: CreateRequest): Promise<void> {
  await pinned(to)
  const settings = [
    { name: 'check_function_bodies', value: 'off' },
    { name: 'xmloption', value: 'content' },
    { name: 'client_min_messages', value: 'warning' },
    { name: 'standard_conforming_strings', value: plainStrings ? 'on' : 'off' },
    ...(proof.readUnder ?? []),
  ]
  for (const { name, value } of settings)
    await to.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value])
}

function planOf(
  { choice, tablespaces, proof }: CreateRequest,
  rows: ReadonlyMap<Source, number>,
): TablesPlan {
  const { made, leftOut, leaning } = choice
  const namesOf = (why: string, kind?: string) =>
    made.flatMap((one) =>
      one.why === why && (kind === undefined || one.piece.kind === kind) ? [told(one.piece)] : [],
    )
  return {
    tables: [...rows].map(([{ table }, count]): MadeTable => {
      const own = made.filter(
        ({ table: { schema, tag }, why }) => why === 'part' && schema === table.schema && tag === table.name,
      )
      return { table, rows: count, parts: countParts(own) }
    }),
    along: namesOf('along').filter((name) => !/^(comment|grants) on /.test(name)),
    references: namesOf('reference', 'FK CONSTRAINT'),
    notes: [
      ...tablespaces.map(
        (name) => `The server lacks the tablespace ${name}: what lay there lies in the usual one`,
      ),
      ...rowless(made, proof.notCompared),
      ...leftOut.map((piece) => `Not restored, since its other end is not there: ${told(piece)}`),
      ...leaning.map((piece) => `Missing too, and not restored by this: ${told(piece)}`),
    ],
  }
}

/** Tables of which the backup rightly has no rows. */
function rowless(made: readonly Made[], notCompared: Proof['notCompared']): string[] {
  return notCompared.flatMap(({ schema, name, reason }) => {
    const table = made.find(({ piece }) => isTable(piece) && piece.schema === schema && piece.tag === name)
    return table ? [`Without rows of the backup: ${told(table.piece)} ${reason}`] : []
  })
}
