import { firstLine, UsageError, UserError } from '../errors.ts'
import type { StoredChoice } from '../options/drill.ts'
import { didYouMean } from '../options/nearest.ts'
import { quoted } from '../options/quoted.ts'
import { listed as alternatives } from '../options/values.ts'
import { isKind, StorageError } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { type Listed, listBackups, listNames, openManifest } from './catalog.ts'
import { withoutKept } from './kept.ts'
import { layout, timeOfId } from './layout.ts'
import type { Manifest } from './manifest.ts'

/** A backup that was chosen, in the place that it is to be fetched from. */
export type Picked = { readonly storage: Storage; readonly listed: Listed; readonly manifest: Manifest }

type Picking = {
  /** Without one, the only name in the place. */
  readonly name?: string | undefined
  readonly signal: AbortSignal
  /** Told of each place that was passed over, and why. */
  readonly log: (line: string) => void
}

/**
 * Finds the backup that is meant in the first place that answers and has it. A damaged manifest ends the search: an older
 * backup or another copy in its place would hide it.
 */
export async function pickBackup(
  storages: readonly Storage[],
  wanted: StoredChoice,
  picking: Picking,
): Promise<Picked> {
  const without: Without[] = []
  let { name } = picking
  for (const storage of storages) {
    const look = await lookAt(storage, wanted, name, picking.signal)
    if ('manifest' in look) {
      for (const other of without) picking.log(passedOver(other, wanted))
      return look
    }
    without.push(look)
    // From here on it is settled: in the next place, another database's backups may be the only ones.
    if ('backups' in look) name = look.name
  }
  throw notFound(without, wanted, name)
}

/** A place that does not have the backup, or does not answer. */
type Without = Lacking | Silent
type Lacking = {
  readonly storage: Storage
  readonly name: string | undefined
  /** What is there instead, the newest first. */
  readonly backups: readonly Listed[]
  /** Under which names there is anything, where there is nothing under this one. */
  readonly names: readonly string[]
}
type Silent = { readonly storage: Storage; readonly error: StorageError }

async function lookAt(
  storage: Storage,
  wanted: StoredChoice,
  given: string | undefined,
  signal: AbortSignal,
): Promise<Picked | Without> {
  try {
    const name = given ?? (await onlyName(storage, signal))
    const backups = name === undefined ? [] : await listBackups(storage, name, signal)
    const listed = backups.find((backup) => isWanted(backup, wanted))
    if (listed) return { storage, listed, manifest: await openManifest(storage, listed, signal) }
    const names = backups.length === 0 && name !== undefined ? await listNames(storage, signal) : []
    return { storage, name, backups, names }
  } catch (error) {
    signal.throwIfAborted()
    // What the store cannot read is damaged, not silent.
    if (error instanceof StorageError && !isKind(error, 'broken')) return { storage, error }
    throw error
  }
}

/** Backups come the newest first. */
function isWanted({ id, label, startedAt }: Listed, wanted: StoredChoice): boolean {
  switch (wanted.kind) {
    case 'latest':
      return true
    case 'id':
      return id === wanted.id
    case 'before':
      return startedAt < wanted.time
    case 'label':
      return label === wanted.label
  }
}

async function onlyName(storage: Storage, signal: AbortSignal): Promise<string | undefined> {
  const all = withoutKept(await listNames(storage, signal))
  // Runs that failed leave a record under their name, and no backup.
  const names = all.length < 2 ? all : await withBackups(storage, all, signal)
  if (names.length < 2) return names[0]
  throw new UsageError({
    what: `\`name\` is missing: ${storage.label} holds backups under ${names.length} names.`,
    why: `They are ${some(names)}.`,
    next: `Set it to the one you mean, such as \`name: ${names[0]}\` (\`--name ${names[0]}\`).`,
  })
}

async function withBackups(
  storage: Storage,
  names: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = []
  for (const name of names) {
    for await (const _ of storage.list(layout(name).manifests, { signal })) {
      found.push(name)
      break
    }
  }
  return found
}

const passedOver = (other: Without, wanted: StoredChoice): string =>
  'error' in other
    ? `${other.storage.label} is passed over, since it could not be asked: ${firstLine(other.error)}`
    : `${other.storage.label} is passed over, since it has no ${described(wanted, other.name)}.`

function notFound(without: readonly Without[], wanted: StoredChoice, name: string | undefined): UserError {
  const silent = without.filter((other) => 'error' in other)
  const lacking = without.filter((other) => 'backups' in other)
  const [only] = silent
  if (only && without.length === 1)
    return new UserError({ ...only.error.story, cause: only.error }, 'unverified')
  const silence = silent.map(
    ({ storage, error }) => `${storage.label} could not be asked: ${firstLine(error)}`,
  )
  const why = silence.length > 0 ? silence.join('\n') : undefined
  if (lacking.length === 0) {
    return new UserError(
      {
        what: 'None of the destinations could be asked for its backups.',
        why,
        next: 'Try again when one of them answers, or correct what was said of it.',
        cause: only?.error,
      },
      'unverified',
    )
  }
  const places = alternatives(lacking.map(({ storage }) => storage.label))
  return new UserError(
    {
      what: `There is no ${described(wanted, name)} in ${places}.`,
      why,
      next: instead(lacking, wanted, name),
      cause: only?.error,
    },
    'unverified',
  )
}

function described(wanted: StoredChoice, name: string | undefined): string {
  const of = name === undefined ? '' : ` of ${quoted(name)}`
  switch (wanted.kind) {
    case 'latest':
      return `backup${of}`
    case 'id':
      return `backup ${wanted.id}${of}`
    case 'before':
      return `backup${of} begun before ${wanted.time.toISOString()}`
    case 'label':
      return `backup${of} with the label ${quoted(wanted.label)}`
  }
}

/** What there is in place of what was asked for. */
function instead(lacking: readonly Lacking[], wanted: StoredChoice, name: string | undefined): string {
  const all = new Map(lacking.flatMap(({ backups }) => backups).map((backup) => [backup.id, backup]))
  const backups = [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
  const ids = backups.map(({ id }) => id)
  const [newest] = ids
  if (newest === undefined) return otherNames([...new Set(lacking.flatMap(({ names }) => names))], name)
  switch (wanted.kind) {
    case 'latest':
      return `The newest is ${newest}.`
    case 'id':
      return `Nearest to it in time: ${nearestTo(wanted.id, ids).join(', ')}. \`list\` shows them all.`
    case 'before':
      return `The oldest there is ${ids.at(-1)}.`
    case 'label': {
      const labels = [...new Set(backups.flatMap(({ label }) => label ?? []))]
      if (labels.length === 0) return `No backup there has a label; the newest is ${newest}.`
      const meant = didYouMean(wanted.label, labels)
      return [meant, `The labels there are ${some(labels)}.`].filter(Boolean).join(' ')
    }
  }
}

function otherNames(names: readonly string[], name: string | undefined): string {
  if (names.length === 0)
    return 'No backup is there under any name. Make one with `backup`, or check the destination.'
  const meant = name === undefined ? undefined : didYouMean(name, names)
  return [meant, `There are backups under ${some(names)}; \`name\` chooses among them.`]
    .filter(Boolean)
    .join(' ')
}

function nearestTo(wanted: string, ids: readonly string[]): readonly string[] {
  const time = timeOfId(wanted).getTime() || 0
  const distance = (id: string) => Math.abs(timeOfId(id).getTime() - time)
  return ids.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3)
}

/** The first few of many, as a sentence shows them. */
const some = (words: readonly string[]): string =>
  words.length > 10
    ? `${words.slice(0, 10).map(quoted).join(', ')} and ${words.length - 10} more`
    : words.map(quoted).join(', ')
