import type { Check, Finding } from '../../archive/verdict.ts'
import { asError } from '../../errors.ts'
import { TOLERANCES } from '../../options/drill.ts'
import type { SchemaAtHand } from '../restore/request.ts'
import { type Restored, restoreBackup, undisturbed } from '../restore/restored.ts'
import { restoredText, schemaText } from '../restore/schema-text.ts'
import { openSession, type Session } from '../session.ts'
import { compareData } from './data.ts'
import { encodingOf } from './entries.ts'
import type { Expectation } from './expectation.ts'
import { compareSchema, DIFFERS, type SchemaOptions } from './schema.ts'

type Watch = { readonly onProgress?: (done: number, all: number) => void }

/** Compares a restored database with all that the backup knows of the source. */
export async function compareRestored(restored: Restored, watch: Watch = {}): Promise<Check[]> {
  const { restore } = restored
  const trouble = new AbortController()
  const signal = AbortSignal.any([restore.signal, trouble.signal])
  const works = [compareItsSchema(restored), compareItsData(restored, signal, watch)]
  for (const work of works) work.catch((error) => trouble.abort(error))
  await Promise.allSettled(works)
  restore.signal.throwIfAborted()
  return (await Promise.all(works)).flat()
}

/** The schema alone, by the texts of both. */
export async function compareItsSchema(restored: Restored): Promise<Check[]> {
  const { schema, restore, manifest, scratch } = restored
  if (!schema) return []
  if (scratch.server.major !== manifest.server.major) return [otherMajor(restored)]
  const expected = await schemaText(restore, schema)
  const encoding = encodingOf(expected)
  const found = await restoredText(restore, encoding)
  const options: SchemaOptions = {
    ownersCompared: restore.owners,
    partial: manifest.selection !== 'whole',
    failed: restored.failed,
  }
  const first = compareSchema(expected, found, options)
  const differs = first.findings.some(({ outcome, what }) => outcome === 'fail' && what === DIFFERS)
  const again = differs ? await textAgain(restored, schema, encoding) : undefined
  const check = again === undefined ? first : compareSchema(expected, found, { ...options, again })
  return [restore.owners ? check : { ...check, findings: [...check.findings, ownersNotCompared(restored)] }]
}

const texts = new WeakMap<SchemaAtHand, Promise<string | undefined>>()

/** The text of the schema restored once more: what differs there too is PostgreSQL's own way of writing it anew. */
function textAgain(
  restored: Restored,
  schema: SchemaAtHand,
  encoding: string | undefined,
): Promise<string | undefined> {
  const known = texts.get(schema) ?? restoreAgain(restored, schema, encoding)
  texts.set(schema, known)
  return known
}

async function restoreAgain(
  restored: Restored,
  schema: SchemaAtHand,
  encoding: string | undefined,
): Promise<string | undefined> {
  const { restore, another } = restored
  if (!another) return undefined
  try {
    const { database, tools } = await another()
    try {
      const request = { ...restore, tools, archives: [] }
      await restoreBackup({ ...restored, database, restore: request }, schema)
      return await restoredText(request, encoding)
    } finally {
      await database.drop()
    }
  } catch (error) {
    restore.signal.throwIfAborted()
    restore.debug(`The schema could not be restored once more: ${asError(error).message}`)
    return undefined
  }
}

/** Rows, sequences, large objects and the like, over several sessions. */
async function compareItsData(restored: Restored, signal: AbortSignal, watch: Watch): Promise<Check[]> {
  const { restore, database, scratch } = restored
  const target = undisturbed(database.target, scratch.server.major)
  const sessions: Session[] = []
  try {
    for (let at = 0; at < restore.jobs; at++) sessions.push(await openSession(target, { signal }))
    await Promise.all(sessions.map(beginReading))
    return await compareData(sessions, expectationOf(restored), { signal, ...watch })
  } finally {
    await Promise.all(sessions.map((session) => session.close()))
  }
}

/** The same in one session, inside a transaction that was begun there. */
export const compareIn = (session: Session, restored: Restored): Promise<Check[]> =>
  compareData([session], expectationOf(restored), { signal: restored.restore.signal })

const beginReading = (session: Session): Promise<unknown> =>
  session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')

function expectationOf({ proof, manifest, scratch, schema, restore, failed }: Restored): Expectation {
  const leftOut = [...(schema?.leftOut ?? [])].map(({ what }) => what)
  const others = leftOut.filter((what) => !/^(EXTENSION|COMMENT) - /.test(what))
  const isLeftOut = ({ schema, name }: { schema: string; name: string }) =>
    others.some((what) => ['TABLE', 'SEQUENCE'].some((kind) => what.startsWith(`${kind} ${schema} ${name} `)))
  const { objects, ...rest } = proof
  const sameMajor = scratch.server.major === manifest.server.major
  return {
    proof: sameMajor && objects ? proof : rest,
    selected: manifest.selection,
    include: manifest.include,
    leftOut: {
      extensions: restore.missingExtensions,
      anything: others.length > 0,
      relations: others.length > 0 ? [...proof.tables, ...proof.sequences].filter(isLeftOut) : [],
    },
    failed,
  }
}

function otherMajor({ scratch, manifest, otherMajorIsMeant }: Restored): Check {
  const what = `the scratch server is PostgreSQL ${scratch.server.major} and the source was ${manifest.server.major}: another major version writes the same objects differently`
  return {
    name: 'schema',
    looked: 'nothing',
    findings: [{ outcome: otherMajorIsMeant ? 'tolerated' : 'unverified', what }],
  }
}

function ownersNotCompared({ allow }: Restored): Finding {
  const what =
    'owners and rights were not restored and not compared: the user of the scratch server is no superuser'
  return allow.limitedScratch
    ? { outcome: 'tolerated', what: `${what} (${TOLERANCES['limited-scratch']})` }
    : { outcome: 'unverified', what: `${what} (\`allow: limited-scratch\` accepts that)` }
}
