import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asError, UserError } from '../errors.ts'
import type { Encryption } from '../options/options.ts'
import { encrypt } from '../stream/age.ts'
import { Digest } from '../stream/digest.ts'
import { gate } from '../stream/gate.ts'
import { NobodyLeft, tee } from '../stream/tee.ts'
import { compress } from '../stream/zstd.ts'
import { type Copy, requireOne, sound } from './copies.ts'
import type { StoredObject } from './manifest.ts'

export type StoreRequest = {
  readonly kind: StoredObject['kind']
  /** The name without the endings that compression and encryption give it, such as `schema.dump`. */
  readonly name: string
  /** The key of the folder, with its slash. */
  readonly folder: string
  readonly copies: readonly Copy[]
  readonly encryption: Encryption | undefined
  readonly compressionLevel: number
  /** The stream's end counts only once this is fulfilled: the good end of the process that feeds it. */
  readonly finished: Promise<unknown>
  /** What the bytes pass before they are compressed. */
  readonly before?: readonly Transform[]
  readonly expectedBytes?: number | undefined
  /** Given a way to ask how many bytes have come so far. */
  readonly watch?: (count: () => number) => void
  readonly signal: AbortSignal
}

/** Sends one stream, compressed and encrypted, to every destination at once. */
export async function storeStream(source: Readable, request: StoreRequest): Promise<StoredObject> {
  const { copies, signal, encryption } = request
  const name = `${request.name}.zst${encryption ? '.age' : ''}`
  const plain = new Digest()
  const stored = new Digest()
  const end = gate(request.finished)
  request.watch?.(() => plain.bytes())
  const receivers = sound(copies)
  const branches = tee(end, receivers.length)
  const uploads = receivers.map(async (copy, at) => {
    const branch = branches[at] ?? Readable.from([])
    try {
      const options = { signal, expectedBytes: request.expectedBytes }
      const receipt = await copy.storage.upload(request.folder + name, branch, options)
      if (receipt.size !== stored.bytes()) throw sizeDiffers(copy, name, receipt.size, stored.bytes())
    } catch (error) {
      branch.destroy()
      // When the source fails, every upload fails with it, and no destination is to blame.
      if (!end.errored || end.errored instanceof NobodyLeft) copy.trouble = asError(error)
    }
  })
  const stages = [
    ...(request.before ?? []),
    plain,
    compress(request.compressionLevel),
    ...(encryption ? [encrypt(encryption)] : []),
    stored,
    end,
  ]
  const [flow] = await Promise.allSettled([pipeline([source, ...stages]), ...uploads])
  signal.throwIfAborted()
  requireOne(copies)
  if (flow.status === 'rejected') throw flow.reason
  return {
    name,
    kind: request.kind,
    bytes: stored.bytes(),
    sha256: stored.sha256(),
    plainBytes: plain.bytes(),
    plainSha256: plain.sha256(),
  }
}

/** Stores what is small enough to be at hand as a whole. */
export const storeBytes = (bytes: Buffer, request: Omit<StoreRequest, 'finished'>): Promise<StoredObject> =>
  storeStream(Readable.from([bytes]), {
    ...request,
    finished: Promise.resolve(),
    expectedBytes: bytes.length,
  })

const sizeDiffers = ({ storage }: Copy, name: string, there: number, sent: number): UserError =>
  new UserError({
    what: `${storage.label}: ${name} has ${there} bytes there, and ${sent} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Start the backup again; if it happens again, do not trust this store.',
  })
