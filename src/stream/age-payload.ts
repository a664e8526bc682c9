import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { UserError } from '../errors.ts'
import { cutOff, damaged, goesOn } from './damage.ts'

/** The payload of an age file: chunks of 64 KiB, each sealed under its number and whether it is the last. */
const CHUNK = 64 * 1024
const TAG = 16
const SEALED = CHUNK + TAG
const CIPHER = 'chacha20-poly1305'
const TAG_LENGTH = { authTagLength: TAG }

export const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))

/** Numbers chunks: eleven bytes that count, of which six are enough for any disk, and one that marks the last. */
class Counter {
  readonly #nonce = Buffer.alloc(12)
  value = 0

  nonce(last: boolean): Buffer {
    this.#nonce.writeUIntBE(this.value, 5, 6)
    this.#nonce[11] = last ? 1 : 0
    return this.#nonce
  }
}

/**
 * Cuts bytes into pieces of one size. A whole piece stays back until another byte comes, because only then it is known
 * not to be the last. What arrives in pieces of that size is not copied.
 */
class Pieces {
  readonly #kept: Buffer
  readonly #take: (piece: Buffer) => void
  #filled = 0

  constructor(size: number, take: (piece: Buffer) => void) {
    this.#kept = Buffer.allocUnsafeSlow(size)
    this.#take = take
  }

  add(bytes: Buffer): void {
    const size = this.#kept.length
    let at = 0
    while (this.#filled + bytes.length - at > size) {
      if (this.#filled === 0) {
        this.#take(bytes.subarray(at, at + size))
        at += size
      } else {
        at += bytes.copy(this.#kept, this.#filled, at)
        this.#filled = 0
        this.#take(this.#kept)
      }
    }
    this.#filled += bytes.copy(this.#kept, this.#filled, at)
  }

  /** The last piece, once nothing more comes. */
  rest(): Buffer {
    return this.#kept.subarray(0, this.#filled)
  }
}

export class Sealer {
  readonly #key: Buffer
  readonly #counter = new Counter()
  readonly #pieces: Pieces
  readonly #emit: (bytes: Buffer) => void

  constructor(key: Buffer, emit: (bytes: Buffer) => void) {
    this.#key = key
    this.#emit = emit
    this.#pieces = new Pieces(CHUNK, (piece) => this.#seal(piece, false))
  }

  add(bytes: Buffer): void {
    this.#pieces.add(bytes)
  }

  end(): void {
    this.#seal(this.#pieces.rest(), true)
  }

  #seal(piece: Buffer, last: boolean): void {
    const cipher = createCipheriv(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH)
    const sealed = cipher.update(piece)
    cipher.final()
    this.#counter.value += 1
    this.#emit(Buffer.concat([sealed, cipher.getAuthTag()]))
  }
}

export class Opener {
  readonly #key: Buffer
  readonly #name: string
  readonly #counter = new Counter()
  readonly #pieces: Pieces
  readonly #emit: (bytes: Buffer) => void

  constructor(key: Buffer, name: string, emit: (bytes: Buffer) => void) {
    this.#key = key
    this.#name = name
    this.#emit = emit
    this.#pieces = new Pieces(SEALED, (piece) => this.#openMiddle(piece))
  }

  add(bytes: Buffer): void {
    this.#pieces.add(bytes)
  }

  end(): void {
    const piece = this.#pieces.rest()
    const first = this.#counter.value === 0
    // Only a file without content ends with an empty chunk.
    if (piece.length < TAG || (piece.length === TAG && !first)) throw this.#cutOff()
    const plain = this.#open(piece, true)
    if (!plain) {
      throw piece.length === SEALED && this.#open(piece, false) ? this.#cutOff() : this.#damaged(true)
    }
    if (plain.length > 0) this.#emit(plain)
  }

  #openMiddle(piece: Buffer): void {
    const plain = this.#open(piece, false)
    if (!plain) throw this.#open(piece, true) ? this.#goesOn() : this.#damaged(false)
    this.#counter.value += 1
    this.#emit(plain)
  }

  #open(piece: Buffer, last: boolean): Buffer | undefined {
    const decipher = createDecipheriv(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH)
    decipher.setAuthTag(piece.subarray(piece.length - TAG))
    const plain = decipher.update(piece.subarray(0, piece.length - TAG))
    try {
      decipher.final()
      return plain
    } catch {
      return undefined
    }
  }

  #cutOff(): UserError {
    const bytes = this.#counter.value * CHUNK
    return cutOff(
      this.#name,
      `The encrypted file ends after ${bytes} bytes of content, and more belongs to it.`,
    )
  }

  #damaged(last: boolean): UserError {
    const why = `It does not decrypt from byte ${this.#counter.value * CHUNK} of its content on.`
    return damaged(this.#name, last ? `${why} That is its end, so it may also be cut off.` : why)
  }

  #goesOn(): UserError {
    return goesOn(this.#name, 'Bytes that do not belong to it follow the last chunk of the encrypted file.')
  }
}
