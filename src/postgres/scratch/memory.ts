import * as v from 'valibot'
import type { Host } from '../../host/host.ts'
import { isBesideName } from '../live/names.ts'
import { isScratchName } from './name.ts'

/** Under this name a run tells its clean-up what it has made for a drill and not taken away again. */
export const UNFINISHED_SCRATCH = 'unfinished-scratch'

/** Something that a run made outside of this process, and that is to be taken away. */
export type Made =
  /** The whole of a folder, and the server that runs in it. */
  | { readonly kind: 'folder'; readonly parent: string; readonly name: string }
  | { readonly kind: 'container'; readonly name: string }
  /** A database on a server that is not ours, with its roles; where that server is, only the options tell. */
  | { readonly kind: 'database'; readonly name: string }
  /** A database that was to go live, on the server that `target-url` names. */
  | { readonly kind: 'beside'; readonly name: string }

/** What a run has to answer for. */
export type Thing = Made | SetAside

/** A live database under another name, and the backup of what is in it; there as well. */
export type SetAside = {
  readonly kind: 'aside'
  readonly name: string
  readonly database: string
  readonly oid: number
  readonly backup?: KeptBackup | undefined
}

/** A backup that a restore made of what it was about to drop. */
export type KeptBackup = { readonly name: string; readonly id: string }

const Name = v.pipe(v.string(), v.check(isScratchName))
const DatabaseName = v.pipe(v.string(), v.regex(/^pg_backup_scratch_[0-9a-f]{16}$/))
const Things = v.array(
  v.variant('kind', [
    v.object({ kind: v.literal('folder'), parent: v.string(), name: Name }),
    v.object({ kind: v.literal('container'), name: Name }),
    v.object({ kind: v.literal('database'), name: DatabaseName }),
    v.object({ kind: v.literal('beside'), name: v.pipe(v.string(), v.check(isBesideName)) }),
    v.object({
      ...{ kind: v.literal('aside'), name: v.string(), database: v.string(), oid: v.number() },
      backup: v.optional(v.object({ name: v.string(), id: v.string() })),
    }),
  ]),
)

/** All that this process has made and not taken away. */
const made = new Set<Thing>()

/** Remembers a thing before it is made; what comes back is called once it is gone. */
export function rememberThing(host: Pick<Host, 'remember'>, thing: Thing): () => void {
  made.add(thing)
  tell(host)
  return () => {
    if (made.delete(thing)) tell(host)
  }
}

const tell = (host: Pick<Host, 'remember'>): void =>
  host.remember(UNFINISHED_SCRATCH, made.size === 0 ? '' : JSON.stringify([...made]))

/** Whether a folder or container of this name is in use by this very process. */
export const isInUse = (name: string): boolean => [...made].some((thing) => thing.name === name)

/** What a run remembered of things that it did not take away. */
export function readThings(state: string | undefined): readonly Thing[] {
  if (!state) return []
  const parsed = v.safeParse(Things, JSON.parse(state))
  return parsed.success ? parsed.output : []
}
