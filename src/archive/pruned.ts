import { VERSION } from '../options/version.ts'
import type { Storage } from '../storage/storage.ts'
import type { Listed } from './catalog.ts'
import { writeRecord } from './record.ts'

/** The verb of the record that is left before a backup is removed: by it, a later run knows what to bring to an end. */
export const PRUNED = 'prune'

export const notePruned = (
  storage: Storage,
  { id, name }: Listed,
  { rules, signal }: { readonly rules: string; readonly signal: AbortSignal },
): Promise<void> =>
  writeRecord(
    storage,
    {
      ...{ format: 1, id, name, verb: PRUNED, outcome: 'pass', tool: VERSION },
      time: new Date().toISOString(),
      durationSeconds: 0,
      message: `None of the rules keeps it: ${rules}.`,
    },
    signal,
  )
