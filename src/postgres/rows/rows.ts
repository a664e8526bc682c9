import { qualified } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { countAltered, findChanges, findExamples, unwritable } from './changes.ts'
import { matchTable, unfitTables } from './columns.ts'
import { readFacts } from './facts.ts'
import { boundWaiting, keepRows, keepShape } from './locks.ts'
import { checkCondition, conditionTrouble, keepPart, queryOf, stageMoved } from './part.ts'
import { type Problem, refuse } from './problems.ts'
import { brokenReferences, type Change, inOrder, lockReferred, readReferences } from './references.ts'
import type { RowsPlan, RowsRequest, SaveRows, TableChange } from './request.ts'
import { missingRights } from './rights.ts'
import { saveRows } from './saved.ts'
import { findLagging, type Lagging, raise } from './sequences.ts'
import { commit, inSessions, type Sessions } from './sessions.ts'
import { asAsked, asOwn, begin, type OwnSettings, pinned } from './settings.ts'
import { type Counter, findCarriers, index, stage, Unreadable } from './staging.ts'
import { disable, enable, notOurs, readTriggers, type Trigger, triggersOf } from './triggers.ts'
import { type Work, workOn } from './work.ts'
import { write } from './writing.ts'

/** Tells what `applyRows` would do now; the live database is left as it is, and nobody is kept from writing. */
export const planRows = (request: RowsRequest): Promise<RowsPlan> =>
  inSessions(request, async (sessions) => {
    const own = await start(sessions, 'REPEATABLE READ')
    const works = await stageRows(sessions, request, own)
    const found = await findAll(sessions, request, works, own)
    await sessions.to.query('ROLLBACK')
    return planOf(found)
  })

/**
 * Brings the rows back, in one transaction over all tables. Before the first row is changed or deleted, those that will be
 * are handed to `save`; where it rejects, nothing is changed.
 */
export const applyRows = (request: RowsRequest, save: SaveRows): Promise<RowsPlan> =>
  inSessions(request, async (sessions) => {
    const { to } = sessions
    const own = await start(sessions, 'READ COMMITTED')
    const works = await stageRows(sessions, request, own)
    await keepRows(
      to,
      works.map((work) => work.to),
    )
    const found = await findAll(sessions, request, works, own, { locked: true })
    await saveRows(to, found.changes, save)
    const altered = await writeRows(to, request, found, own)
    for (const sequence of found.changes.flatMap(({ sequences }) => sequences)) await raise(to, sequence)
    await commit(to, request.signal)
    return planOf(found, altered)
  })

/** What is known of a table before anything is written. */
type Found = Change & {
  readonly examples: TableChange['examples']
  readonly sequences: readonly Lagging[]
}

type AllFound = { readonly changes: readonly Found[]; readonly triggers: readonly Trigger[] }

async function start({ from, to }: Sessions, isolation: string): Promise<OwnSettings> {
  await begin(from, 'REPEATABLE READ, READ ONLY')
  const { own } = await begin(to, `${isolation}, READ WRITE`)
  return own
}

/** Copies the rows that are meant over, into temporary tables that nobody else sees; no lock keeps anybody waiting yet. */
async function stageRows(sessions: Sessions, request: RowsRequest, own: OwnSettings): Promise<Work[]> {
  const { from, to } = sessions
  await boundWaiting(to, request.lockTimeoutSeconds)
  const works = await matchTables(sessions, request)
  refuse(await findCarriers(to, works))
  const counter: Counter = { bytes: 0 }
  request.watch?.(() => counter.bytes)
  const { where } = request
  if (where !== undefined) {
    await asAsked(from, own)
    for (const work of works) await checkCondition(from, work, where)
  }
  for (const work of works) {
    // What the condition makes of names and times, it makes of them on both sides.
    if (where !== undefined) await asAsked(to, own)
    await stage(sessions, work, work.staged, queryOf(work, where), counter).catch((error) => {
      if (where === undefined || !(error instanceof Unreadable)) throw error
      throw conditionTrouble(error.cause, qualified(work.from))
    })
    await pinned(to)
    await index(to, work)
  }
  return works
}

async function matchTables({ from, to }: Sessions, { tables, mode }: RowsRequest): Promise<Work[]> {
  const before = await readFacts(from, tables)
  const seen = await readFacts(to, tables)
  refuse(unfitTables(tables, before, seen))
  refuse(await missingRights(to, seen, mode))
  await keepShape(to, seen)
  // Somebody may have altered one of them in between.
  const now = await readFacts(to, tables)
  refuse(unfitTables(tables, before, now))
  const matched = now.map((table) => {
    const counterpart = before.find(({ schema, name }) => schema === table.schema && name === table.name)
    return counterpart ? matchTable(counterpart, table) : []
  })
  refuse(matched.flatMap((one) => (Array.isArray(one) ? one : [])))
  return matched.flatMap((one, at) => (Array.isArray(one) ? [] : [workOn(one, at)]))
}

/** Compares, and looks for all that stands in the way. */
async function findAll(
  sessions: Sessions,
  { mode, where, triggers: run }: RowsRequest,
  works: readonly Work[],
  own: OwnSettings,
  { locked }: { readonly locked: boolean } = { locked: false },
): Promise<AllFound> {
  const { from, to } = sessions
  const references = await readReferences(to, works)
  const triggers = await readTriggers(to, works)
  if (mode === 'sync' && where !== undefined) {
    // The condition has been asked; what is asked now is ours.
    await from.query('COMMIT')
    await begin(from, 'REPEATABLE READ')
    for (const work of works) {
      await keepPart(to, work, where, own)
      await stageMoved(sessions, work, { bytes: 0 })
    }
  }
  const changes: Change[] = []
  for (const work of inOrder(works, references))
    changes.push({ work, numbers: await findChanges(to, work, { mode, where }) })
  if (locked) await lockReferred(to, changes, references)
  const problems: Problem[] = run ? [] : notOurs(triggers)
  for (const { work } of changes) problems.push(...(await unwritable(to, work)))
  problems.push(...(await brokenReferences(to, changes, references)))
  refuse(problems)
  const found: Found[] = []
  for (const change of changes) {
    const examples = await findExamples(to, change.work)
    found.push({ ...change, examples, sequences: await findLagging(to, change.work) })
  }
  return { changes: found, triggers }
}

/** Writes, and tells for each table with triggers how many rows they made other than the backup's. */
async function writeRows(
  to: Session,
  request: RowsRequest,
  { changes, triggers }: AllFound,
  own: OwnSettings,
): Promise<ReadonlyMap<Work, number>> {
  if (!request.triggers) await disable(to, triggers)
  await asOwn(to, own)
  await write(to, changes, request.triggers ? triggers : [])
  await pinned(to)
  if (!request.triggers) await enable(to, triggers)
  const altered = new Map<Work, number>()
  for (const { work } of changes) {
    const run = request.triggers && triggersOf(triggers, work).length > 0
    altered.set(work, run ? await countAltered(to, work) : 0)
  }
  return altered
}

const planOf = ({ changes }: AllFound, altered?: ReadonlyMap<Work, number>): RowsPlan => ({
  tables: changes.map(({ work, numbers, examples, sequences }) => ({
    table: { schema: work.to.schema, name: work.to.name },
    ...numbers,
    examples,
    columns: work.notes,
    sequences: sequences.map(({ schema, name, from, to }) => ({ schema, name, from, to })),
    ...(altered && { altered: altered.get(work) ?? 0 }),
  })),
})
