import type { Manifest } from '../archive/manifest.ts'
import { type FingerprintLevel, OBJECTS_METHOD, type Proof } from '../archive/proof.ts'
import type { BackupOptions, Selection } from '../options/options.ts'
import { type Budget, fitBudget } from './budget.ts'
import { type DatabaseFacts, readDatabase } from './database.ts'
import { beginDumps, type DumpSet } from './dump.ts'
import { fingerprintLargeObjects, fingerprintTables, pinSettings } from './fingerprint.ts'
import { countObjects, listUnchecked } from './objects.ts'
import { planParts } from './parts.ts'
import { listRelations } from './relations.ts'
import { type Positions, proveSequences, readPositions, requireAll } from './sequences.ts'
import { findTouched, releaseSnapshot, takeSnapshot, waitLongerForLocks } from './snapshot.ts'
import type { Source } from './source.ts'
import { refuseHalfTrees } from './trees.ts'
import { serverTrouble } from './trouble.ts'

/** One moment of the source, held while it is dumped and counted. */
export type Moment = DumpSet & {
  readonly budget: Budget
  readonly database: DatabaseFacts
  readonly selected: Manifest['selection']
  readonly level: FingerprintLevel
  readonly sequencesBefore: Positions
}

export type MomentRequest = {
  readonly source: Source
  readonly options: Pick<BackupOptions, 'selection' | 'jobs' | 'fingerprint' | 'lockTimeout'>
  readonly signal: AbortSignal
  readonly log: (line: string) => void
  readonly debug: (line: string) => void
}

/** Up to here, hashing all rows costs little beside dumping them. */
const CONTENT_BY_DEFAULT = 256 * 1024 * 1024

export async function holdMoment(request: MomentRequest): Promise<Moment> {
  const { source, options } = request
  const { session, server } = source
  const { selection } = options
  const listTables = () =>
    listRelations(session, selection, { measured: false, inRecovery: server.inRecovery })
  try {
    const known = await listTables()
    refuseHalfTrees(known)
    const tables = known.filter(({ kind }) => kind !== 'sequence').length
    const budget = fitBudget(options.jobs, server, source.route, tables)
    for (const note of budget.notes) request.log(note)
    let facts: { readonly database: DatabaseFacts; readonly sequencesBefore: Positions } | undefined
    const set = await beginDumps({
      ...request,
      ...{ session, tools: source.tools, lockTimeoutMs: options.lockTimeout * 1000, listTables, known },
      async takeSnapshot(expected) {
        const { guarantee } = budget
        const snapshot = await takeSnapshot(session, { server, selection, guarantee, expected })
        const sequencesBefore = await readPositions(session, snapshot.relations)
        requireAll(snapshot.relations, sequencesBefore)
        facts = { database: await readDatabase(session), sequencesBefore }
        await waitLongerForLocks(session, options.lockTimeout * 1000)
        return snapshot
      },
      plan: ({ relations }) =>
        planParts(relations, {
          ...{ jobs: budget.jobs, selection, databaseBytes: server.databaseBytes },
          encoding: facts?.database.properties.encoding ?? 'UTF8',
        }),
    })
    if (!facts) throw new Error('Dumps were begun without a snapshot.')
    return { ...set, ...facts, budget, selected: selectedBy(selection), level: chooseLevel(options, set) }
  } catch (error) {
    request.signal.throwIfAborted()
    throw serverTrouble('The dump could not be begun.', error)
  }
}

function selectedBy({ tables, schemas, excludeTables, excludeSchemas }: Selection): Moment['selected'] {
  if (tables.length > 0) return 'tables'
  if (schemas.length > 0) return 'schemas'
  return excludeTables.length > 0 || excludeSchemas.length > 0 ? 'excluding' : 'whole'
}

function chooseLevel(
  { fingerprint, selection }: MomentRequest['options'],
  { snapshot }: DumpSet,
): FingerprintLevel {
  if (selection.include === 'schema') return 'none'
  if (fingerprint !== 'auto') return fingerprint
  const bytes = snapshot.relations.reduce((sum, relation) => sum + relation.bytes, 0)
  return bytes <= CONTENT_BY_DEFAULT ? 'content' : 'counts'
}

/** The part of the proof that is taken beside the dump: rows, large objects, objects of each kind. */
export type Prints = Pick<
  Proof,
  'tables' | 'notCompared' | 'hashMethod' | 'largeObjects' | 'objects' | 'objectsMethod' | 'unchecked'
>

export async function takePrints(
  { session }: Source,
  moment: Moment,
  onProgress: (done: number, all: number) => void,
): Promise<Prints> {
  const { level, selected, snapshot } = moment
  try {
    const counted = selected === 'whole' && {
      objects: await countObjects(session),
      objectsMethod: OBJECTS_METHOD,
    }
    const objects = { ...counted, unchecked: await listUnchecked(session, 'all') }
    if (level === 'none') return { tables: [], notCompared: [], ...objects }
    await pinSettings(session)
    const tables = await fingerprintTables(session, snapshot.relations, level, onProgress)
    // pg_dump takes large objects along unless it is told which schemas or tables to dump.
    const withLargeObjects = selected === 'whole' || selected === 'excluding'
    const largeObjects = withLargeObjects ? await fingerprintLargeObjects(session, level) : undefined
    return { ...tables, ...(largeObjects && { largeObjects }), ...objects }
  } catch (error) {
    throw serverTrouble('The rows could not be counted.', error)
  }
}

/** Closes the proof once every dump has ended, and gives the moment back. */
export async function finishProof({ session }: Source, moment: Moment, prints: Prints): Promise<Proof> {
  const { snapshot } = moment
  try {
    const touched = snapshot.guarantee === 'locked' ? [] : await findTouched(session, snapshot.relations)
    const gone = new Set(touched.map(({ schema, name }) => JSON.stringify([schema, name])))
    const isGone = ({ schema, name }: { schema: string; name: string }) =>
      gone.has(JSON.stringify([schema, name]))
    const after = await readPositions(session, snapshot.relations)
    const sequences = await proveSequences(session, snapshot.relations, moment.sequencesBefore, after)
    await releaseSnapshot(session)
    return {
      format: 1,
      level: moment.level,
      guarantee: snapshot.guarantee,
      schemas: [...new Set(snapshot.relations.map(({ schema }) => schema))],
      ...prints,
      tables: prints.tables.filter((table) => !isGone(table)),
      notCompared: [
        ...prints.notCompared,
        ...prints.tables.filter(isGone).map(({ schema, name }) => ({ schema, name, reason: REWRITTEN })),
      ],
      sequences,
      settings: moment.database.settings,
      readUnder: moment.database.readUnder,
    }
  } catch (error) {
    throw serverTrouble('The sequences could not be read after the dump.', error)
  }
}

const REWRITTEN = 'was emptied or rewritten after the dump and before it was counted'
