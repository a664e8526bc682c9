import { randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { Decrypter, Encrypter, type Recipient, type Stanza } from 'age-encryption'
import { UsageError, UserError } from '../errors.ts'
import { checkRecipients, readIdentities } from './age-keys.ts'
import { passphraseIdentity, passphraseRecipient } from './age-passphrase.ts'
import { Opener, payloadKey, Sealer } from './age-payload.ts'
import { cutOff, damaged } from './damage.ts'

// Files of age, version 1 (https://age-encryption.org/v1). The package makes and reads the header; the payload goes
// through node:crypto, which is several times faster than the package's own.

const INTRO = 'age-encryption.org/v1\n'
const NONCE = 16
/** The nonce and the one empty chunk of a file without content. */
const EMPTY_PAYLOAD = NONCE + 16
/** A thousand recipients fit; a header that never ends must not fill the memory. */
const LONGEST_HEADER = 128 * 1024

export type Lock = { readonly recipients: readonly string[] } | { readonly passphrase: string }

export type Keys = {
  /** Secret keys, or whole texts as age-keygen writes them. */
  readonly identities: readonly string[]
  readonly passphrase?: string | undefined
  /** What errors call the file. */
  readonly name?: string | undefined
}

/** Encrypts to recipients or by a passphrase. By a passphrase, the first byte takes about a second; see there. */
export function encrypt(lock: Lock): Transform {
  const encrypter = new Encrypter()
  if ('passphrase' in lock) {
    if (lock.passphrase === '')
      throw new UsageError({ what: 'The passphrase is empty.', next: 'Give another.' })
    encrypter.addRecipient(passphraseRecipient(lock.passphrase))
  } else {
    checkRecipients(lock.recipients)
    for (const recipient of lock.recipients) encrypter.addRecipient(recipient)
  }
  return new Encrypt(encrypter)
}

class Encrypt extends Transform {
  readonly #encrypter: Encrypter
  #head: Buffer | undefined
  #sealer: Sealer | undefined

  constructor(encrypter: Encrypter) {
    super()
    this.#encrypter = encrypter
  }

  override _construct(done: (error?: Error | null) => void): void {
    makeHeader(this.#encrypter).then(({ header, fileKey }) => {
      const nonce = randomBytes(NONCE)
      this.#head = Buffer.concat([header, nonce])
      this.#sealer = new Sealer(payloadKey(fileKey, nonce), (bytes) => this.push(bytes))
      done()
    }, done)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#begin().add(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    this.#begin().end()
    done()
  }

  #begin(): Sealer {
    if (this.#head) this.push(this.#head)
    this.#head = undefined
    if (!this.#sealer) throw new Error('A stream was written to before it was constructed.')
    return this.#sealer
  }
}

/** The package keeps the key of a file to itself, so a recipient that wants no line in the header listens in. */
async function makeHeader(encrypter: Encrypter): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  let fileKey: Uint8Array | undefined
  const listener: Recipient = {
    wrapFileKey(key) {
      fileKey = key
      return []
    },
  }
  encrypter.addRecipient(listener)
  const empty = await encrypter.encrypt(new Uint8Array())
  if (!fileKey) throw new Error('age-encryption asked no recipient.')
  const header = empty.subarray(0, empty.length - EMPTY_PAYLOAD)
  if (header.length > LONGEST_HEADER) {
    throw new UsageError({
      what: 'There are too many recipients to encrypt to.',
      why: `The header of a file would be ${header.length} bytes long, and may be ${LONGEST_HEADER}.`,
      next: 'Give fewer recipients, such as one key for each team.',
    })
  }
  return { header, fileKey }
}

/**
 * Decrypts a file by whichever key fits. Bytes come out as soon as their chunk is proven; only the end of the stream
 * says that the file was whole.
 */
export function decrypt(keys: Keys): Transform {
  const name = keys.name ?? 'The encrypted file'
  const identities = keys.identities.flatMap(readIdentities)
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  if (keys.passphrase !== undefined) decrypter.addIdentity(passphraseIdentity(keys.passphrase))
  // Asked after all others have declined.
  decrypter.addIdentity({
    unwrapFileKey(stanzas: readonly Stanza[]) {
      throw noKeyFits(name, stanzas, identities.length, keys.passphrase !== undefined)
    },
  })
  return new Decrypt(decrypter, name)
}

class Decrypt extends Transform {
  readonly #decrypter: Decrypter
  readonly #name: string
  #head = Buffer.allocUnsafe(0)
  #filled = 0
  #opener: Opener | undefined

  constructor(decrypter: Decrypter, name: string) {
    super()
    this.#decrypter = decrypter
    this.#name = name
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const opener = this.#opener
    if (opener) done(errorOf(() => opener.add(chunk)))
    else this.#readHeader(chunk).then(() => done(), done)
  }

  override _flush(done: TransformCallback): void {
    const opener = this.#opener
    if (opener) done(errorOf(() => opener.end()))
    else if (this.#filled === 0) done(noHeader(this.#name, 'It is empty.'))
    else done(cutOff(this.#name, 'It ends within its age header.'))
  }

  async #readHeader(chunk: Buffer): Promise<void> {
    this.#gather(chunk)
    const head = this.#head.subarray(0, this.#filled)
    const intro = Math.min(head.length, INTRO.length)
    if (head.toString('latin1', 0, intro) !== INTRO.slice(0, intro)) throw notAge(this.#name, head)
    const end = headerEnd(head)
    if (end === undefined && head.length > LONGEST_HEADER) {
      throw damaged(this.#name, `Its age header has no end within ${LONGEST_HEADER} bytes.`)
    }
    if (end === undefined || head.length < end + NONCE) return
    const fileKey = await this.#decrypter.decryptHeader(head.subarray(0, end)).catch((error: Error) => {
      throw error instanceof UserError
        ? error
        : damaged(this.#name, `Its age header cannot be read: ${error.message}.`, error)
    })
    const key = payloadKey(fileKey, head.subarray(end, end + NONCE))
    this.#opener = new Opener(key, this.#name, (bytes) => this.push(bytes))
    this.#opener.add(head.subarray(end + NONCE))
    this.#head = Buffer.allocUnsafe(0)
  }

  /** Doubles its room as needed, so that a header that comes byte by byte is not copied for each. */
  #gather(chunk: Buffer): void {
    const needed = this.#filled + chunk.length
    if (needed > this.#head.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#head.length))
      this.#head.copy(larger, 0, 0, this.#filled)
      this.#head = larger
    }
    chunk.copy(this.#head, this.#filled)
    this.#filled = needed
  }
}

/** The error of a piece of work, for a callback that wants it as a value. */
function errorOf(work: () => void): Error | null {
  try {
    work()
    return null
  } catch (error) {
    return error as Error
  }
}

function headerEnd(head: Buffer): number | undefined {
  const last = head.indexOf('\n--- ')
  const end = last < 0 ? -1 : head.indexOf('\n', last + 1)
  return end < 0 || end >= LONGEST_HEADER ? undefined : end + 1
}

function noKeyFits(
  name: string,
  stanzas: readonly Stanza[],
  identities: number,
  passphrase: boolean,
): UserError {
  const byPassphrase = stanzas.some(({ args }) => args[0] === 'scrypt')
  if (byPassphrase && !passphrase) {
    return noKey({
      what: `${name} is locked with a passphrase, and none was given.`,
      next: 'Give the passphrase that the backup was made with.',
    })
  }
  if (byPassphrase) {
    return noKey({
      what: `${name} cannot be opened: the passphrase given does not fit.`,
      why: 'It was encrypted with another one, or its header is damaged.',
      next: 'Give the passphrase that the backup was made with; it may have been changed since.',
    })
  }
  if (identities === 0) {
    return noKey({
      what: `${name} is encrypted to a key, and no identity was given.`,
      next: 'Give the secret key (AGE-SECRET-KEY-1…) that belongs to a recipient of the backup.',
    })
  }
  return noKey({
    what: `${name} cannot be opened: none of the identities given fits.`,
    why: 'It was encrypted to other recipients, or its header is damaged.',
    next: 'Compare the public key of each identity (`age-keygen -y KEYFILE`) with the recipients of the backup.',
  })
}

/** A file that cannot be opened may be sound all the same. */
const noKey = (story: UserError['story']): UserError => new UserError(story, 'unverified')

function notAge(name: string, head: Buffer): UserError {
  if (head.toString('latin1', 0, 10) === '-----BEGIN') {
    return noHeader(
      name,
      'It looks like an armored file, which is age in text form; backups are in binary form.',
    )
  }
  if (head.readUIntBE(0, Math.min(4, head.length)) === 0x28b52ffd) {
    return noHeader(name, 'It is compressed with zstd, and not encrypted.')
  }
  return noHeader(name, 'It does not begin as a file of age does.')
}

const noHeader = (name: string, why: string): UserError =>
  new UserError({
    what: `${name} is not encrypted with age.`,
    why,
    next: 'Check that it is the right file, and whether the backup was encrypted at all.',
  })
