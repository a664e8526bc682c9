import { type Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { asError, UserError } from '../errors.ts'
import { isKind, StorageError } from '../storage/error.ts'
import type { Storage } from '../storage/storage.ts'
import { decrypt, type Keys } from '../stream/age.ts'
import { cutOff, Damage, goesOn } from '../stream/damage.ts'
import type { Digest } from '../stream/digest.ts'
import { exact } from '../stream/exact.ts'
import { gate } from '../stream/gate.ts'
import { decompress } from '../stream/zstd.ts'
import { layout } from './layout.ts'
import type { Manifest, StoredObject } from './manifest.ts'
import { type Proof, readProof } from './proof.ts'

/** A backup in one of the places where it lies, with the keys that open it. */
export type Shelf = { readonly storage: Storage; readonly manifest: Manifest; readonly keys: Keys }

type Waiting = { readonly signal: AbortSignal }

/**
 * The content of an object, as it was before it was compressed and encrypted. Bytes come out as they arrive; the end comes
 * only once every one of them has proven to be what was stored, and an error comes in its place where one has not.
 * `watch` is given a way to ask how many bytes have come out so far. Destroying the stream closes all that is behind it.
 */
export function fetchObject(
  shelf: Shelf,
  object: StoredObject,
  { signal, watch }: Waiting & { readonly watch?: (count: () => number) => void },
): Readable {
  const closing = new AbortController()
  const either = AbortSignal.any([signal, closing.signal])
  const content = exact(`The content of ${nameOf(shelf, object)}`, {
    bytes: object.plainBytes,
    sha256: object.plainSha256,
  })
  watch?.(() => content.bytes())
  const whole = pour(shelf, object, content, either).catch(async (error) => {
    throw await explain(error, shelf, object, either)
  })
  const end = gate(whole)
  end.once('close', () => closing.abort())
  // Not a part of the pipeline, which would hand an error on before it is explained.
  return content.pipe(end)
}

/** The content of an object that is small enough to be held as a whole. */
export async function fetchBytes(shelf: Shelf, object: StoredObject, { signal }: Waiting): Promise<Buffer> {
  if (object.plainBytes <= HELD_BYTES) return buffer(fetchObject(shelf, object, { signal }))
  throw new UserError(
    {
      what: `${nameOf(shelf, object)} is too large to be read as a whole.`,
      why: `Its content has ${object.plainBytes} bytes, and ${HELD_BYTES} are read at most.`,
      next: 'Report this with the number of tables and roles of the database.',
    },
    'unverified',
  )
}

/** Several hundred thousand tables fit. */
const HELD_BYTES = 256 * 1024 * 1024

/** What the source held when the backup was taken. */
export async function fetchProof(shelf: Shelf, waiting: Waiting): Promise<Proof> {
  const object = shelf.manifest.objects.find(({ kind }) => kind === 'proof')
  if (object) {
    const bytes = await fetchBytes(shelf, object, waiting)
    return readProof(bytes.toString('utf8'), nameOf(shelf, object))
  }
  throw new UserError(
    {
      what: `The backup ${shelf.manifest.id} in ${shelf.storage.label} has no proof of what the database held.`,
      why: 'Its manifest names none.',
      next: 'Choose another backup.',
    },
    'unverified',
  )
}

const nameOf = ({ storage }: Shelf, { name }: StoredObject): string => `${name} in ${storage.label}`

async function pour(shelf: Shelf, object: StoredObject, content: Digest, signal: AbortSignal): Promise<void> {
  const name = nameOf(shelf, object)
  const encrypted = shelf.manifest.encryption.kind !== 'none'
  const stages = [
    exact(name, object),
    ...(encrypted ? [decrypt({ ...shelf.keys, name })] : []),
    decompress(name),
    content,
  ]
  await pipeline([await openStored(shelf, object, signal), ...stages], { signal })
}

/** The size is looked at first: it costs little, and spares reading what cannot be right. */
async function openStored(shelf: Shelf, object: StoredObject, signal: AbortSignal): Promise<Readable> {
  const { storage, manifest } = shelf
  const key = layout(manifest.name).object(manifest.id, object.name)
  const there = await storage.stat(key, { signal })
  if (!there) throw missing(shelf, object)
  // What lies in an archive tier may have any size there; reading it tells what it is.
  if (there.cold || there.size === object.bytes) return storage.read(key, { signal })
  const why = `It has ${there.size} bytes there, and ${object.bytes} were stored.`
  throw (there.size > object.bytes ? goesOn : cutOff)(nameOf(shelf, object), why)
}

/** Tells apart what is broken, what could not be looked at, and what is locked. */
async function explain(
  error: unknown,
  shelf: Shelf,
  object: StoredObject,
  signal: AbortSignal,
): Promise<Error> {
  if (signal.aborted) return asError(signal.reason)
  if (isKind(error, 'missing')) return missing(shelf, object, error)
  if (error instanceof StorageError) return unread(shelf, object, error)
  const suspect = error instanceof UserError && error.ending !== 'usage' && !(error instanceof Damage)
  if (!suspect) return asError(error)
  // Damage within the header of a file looks like a key that does not fit, so the bytes themselves are asked.
  try {
    const source = await openStored(shelf, object, signal)
    await pipeline([source, exact(nameOf(shelf, object), object), nowhere()], { signal })
    return error
  } catch (found) {
    return explain(found, shelf, object, signal)
  }
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

const missing = (shelf: Shelf, object: StoredObject, cause?: Error): Damage =>
  new Damage({
    what: `${nameOf(shelf, object)} is missing.`,
    why: 'It belongs to the backup, and something has removed it since.',
    next: 'Take the copy at another destination, or another backup. Look for a lifecycle rule or a program that removes files there.',
    cause,
  })

function unread(shelf: Shelf, object: StoredObject, error: StorageError): UserError {
  const story = {
    what: `${nameOf(shelf, object)} could not be fetched.`,
    why: [error.story.what, error.story.why].filter(Boolean).join(' '),
    next: error.story.next,
    cause: error,
  }
  return error.kind === 'broken' ? new Damage(story) : new UserError(story, 'unverified')
}
