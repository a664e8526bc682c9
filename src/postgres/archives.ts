import type { StoredObject } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import { type StoreRequest, storeStream } from '../archive/store.ts'
import type { Progress } from '../host/host.ts'
import { Meter } from '../stream/meter.ts'
import { peek } from '../stream/peek.ts'
import { type Contents, checkContents, readContents } from './contents.ts'
import type { Dump } from './dump.ts'
import { finishProof, type Moment, type Prints, takePrints } from './moment.ts'
import type { Source } from './source.ts'

type How = Omit<StoreRequest, 'kind' | 'name' | 'finished'>

/** What came of a moment: its archives as stored, and the proof of what they must restore to. */
export type Archived = { readonly objects: readonly StoredObject[]; readonly proof: Proof }

/** No table of contents comes near this; a reader that takes the whole archive for one ends here. */
const LONGEST_CONTENTS = 1024 * 1024 * 1024

/** Stores all dumps of a moment side by side, and counts what they hold meanwhile; the first failure stops them all. */
export async function archiveMoment(
  source: Source,
  moment: Moment,
  how: How,
  progress: Progress,
): Promise<Archived> {
  const total = moment.dumps.reduce((sum, { part }) => sum + part.expectedBytes, 0)
  let counting = ''
  const meter = new Meter(progress, { total, note: () => counting })
  try {
    const { stored, prints } = await untilFirstFailure(source, moment, how.signal, (signal) => ({
      stored: moment.dumps.map((dump) => storeDump(source, dump, { ...how, signal }, meter)),
      prints: takePrints(source, moment, (done, all) => {
        counting = done < all ? `${done} of ${all} tables counted` : ''
      }),
    }))
    checkContents(
      moment.snapshot.relations,
      stored.map(({ contents }) => contents),
    )
    return { objects: stored.map(({ object }) => object), proof: await finishProof(source, moment, prints) }
  } finally {
    meter.done()
  }
}

type Stored = { readonly object: StoredObject; readonly contents: Contents }

/** Waits for all of the work; when one piece fails, the others are stopped and waited for, and its error is the one told. */
async function untilFirstFailure(
  source: Source,
  moment: Moment,
  outer: AbortSignal,
  begin: (signal: AbortSignal) => { readonly stored: Promise<Stored>[]; readonly prints: Promise<Prints> },
): Promise<{ readonly stored: Stored[]; readonly prints: Prints }> {
  const trouble = new AbortController()
  const { stored, prints } = begin(AbortSignal.any([outer, trouble.signal]))
  const works = [...stored, prints]
  for (const work of works) {
    work.catch((error) => {
      trouble.abort(error)
      moment.stop()
      // The counting may be at a question that takes an hour.
      void source.session.close()
    })
  }
  await Promise.allSettled(works)
  await Promise.allSettled(moment.dumps.map(({ succeeded }) => succeeded))
  outer.throwIfAborted()
  trouble.signal.throwIfAborted()
  return { stored: await Promise.all(stored), prints: await prints }
}

async function storeDump(source: Source, dump: Dump, how: How, meter: Meter): Promise<Stored> {
  const listing = readContents(source.tools, { signal: how.signal })
  try {
    const object = await storeStream(dump.stdout, {
      ...how,
      kind: dump.part.kind,
      name: `${dump.part.name}.dump`,
      finished: dump.succeeded,
      before: [peek(listing.archive, LONGEST_CONTENTS)],
      expectedBytes: dump.part.mostBytes,
      watch: (count) => meter.watch(count),
    })
    return { object, contents: await listing.contents }
  } finally {
    // No process outlives the run.
    await Promise.allSettled([listing.contents])
  }
}
