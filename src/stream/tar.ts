import { Transform, type TransformCallback } from 'node:stream'
import { cutOff, damaged, goesOn } from './damage.ts'
import { isByTheWay, noFiles, notAFile, severalFiles } from './packed.ts'

// The format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html, with GNU's long names.

const BLOCK = 512
/** A name's own block of text, which must not fill the memory. */
const LONGEST_NAME = 64 * 1024

/** What a tar holds under a name; `other` is a link, a device or the like. */
export type TarEntry = {
  readonly kind: 'file' | 'folder' | 'other'
  readonly name: string
  readonly size: number
}

/** Whether bytes begin as a tar does. */
export const beginsTar = (head: Buffer): boolean =>
  head.length >= BLOCK && head.toString('latin1', 257, 262) === 'ustar' && checksumFits(head)

/** Reads a tar piece by piece: what comes out are its entries, each followed by the bytes that it holds. */
export class TarReader {
  readonly #name: string
  #block = Buffer.alloc(BLOCK)
  #filled = 0
  /** Bytes of the current entry that are still to come, and the padding behind them. */
  #left = 0
  #padding = 0
  /** What describes the entry after it, such as a long name. */
  #about: { readonly type: string; readonly text: Buffer[] } | undefined
  #longName: string | undefined
  #longSize: number | undefined
  #emptyBlocks = 0

  constructor(name: string) {
    this.#name = name
  }

  *add(chunk: Buffer): Generator<TarEntry | Buffer, void> {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const bytes = chunk.subarray(at, at + this.#left)
        at += bytes.length
        this.#left -= bytes.length
        if (!this.#about) yield bytes
        else this.#about.text.push(Buffer.from(bytes))
        if (this.#left === 0) this.#describe()
      } else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, chunk.length - at)
        at += skipped
        this.#padding -= skipped
      } else {
        const copied = chunk.copy(this.#block, this.#filled, at)
        at += copied
        this.#filled += copied
        if (this.#filled < BLOCK) return
        this.#filled = 0
        const entry = this.#readHeader()
        if (entry) yield entry
      }
    }
  }

  /** Fails unless the tar was whole. */
  end(): void {
    if (this.#left > 0) throw cutOff(this.#name, 'It ends within a file of its tar archive.')
    if (this.#filled > 0 || this.#emptyBlocks < 2) throw cutOff(this.#name, 'Its tar archive has no end.')
  }

  #readHeader(): TarEntry | undefined {
    const block = this.#block
    if (block.every((byte) => byte === 0)) {
      this.#emptyBlocks += 1
      return undefined
    }
    if (this.#emptyBlocks >= 2) throw goesOn(this.#name, 'Bytes follow the end of its tar archive.')
    if (this.#emptyBlocks > 0 || !checksumFits(block)) throw this.#damaged('a header is no header')
    const type = String.fromCharCode(block[156] ?? 0)
    const size = numberIn(block.subarray(124, 136))
    if (size === undefined) throw this.#damaged('a size is no number')
    if ('LKxg'.includes(type)) {
      if (size > LONGEST_NAME) throw this.#damaged('a name has no end')
      this.#expect(size)
      this.#about = { type, text: [] }
      if (size === 0) this.#describe()
      return undefined
    }
    const name = this.#longName ?? nameIn(block)
    const kind = kindOf(type, name)
    // Of a folder or a link some programs write a size, and no bytes.
    const bytes = kind === 'file' ? (this.#longSize ?? size) : 0
    this.#longName = undefined
    this.#longSize = undefined
    this.#expect(bytes)
    return { kind, name, size: bytes }
  }

  #expect(bytes: number): void {
    this.#left = bytes
    this.#padding = (BLOCK - (bytes % BLOCK)) % BLOCK
  }

  #describe(): void {
    if (!this.#about) return
    const { type, text } = this.#about
    this.#about = undefined
    const bytes = Buffer.concat(text)
    if (type === 'L') this.#longName = textIn(bytes)
    if (type !== 'x') return
    const records = paxRecords(bytes)
    if (!records) throw this.#damaged('a header is no header')
    const size = records.get('size')
    if (size !== undefined && !/^\d{1,15}$/.test(size)) throw this.#damaged('a size is no number')
    this.#longName = records.get('path') ?? this.#longName
    this.#longSize = size === undefined ? undefined : Number(size)
  }

  #damaged(why: string): Error {
    return damaged(this.#name, `Its tar archive cannot be read: ${why}.`)
  }
}

/** Passes a tar on as it is, and fails where it is not whole. */
export function wholeTar(name: string): Transform {
  const reader = new TarReader(name)
  return new Transform({
    transform(chunk, _encoding, done) {
      const error = errorOf(() => {
        for (const _ of reader.add(chunk));
      })
      done(error, chunk)
    },
    flush(done) {
      done(errorOf(() => reader.end()))
    },
  })
}

/** What the one file in a tar holds. Where a tar turns out to hold several, that is an error, which names them. */
export function onlyFile(name: string): Transform {
  return new OnlyFile(name)
}

class OnlyFile extends Transform {
  readonly #name: string
  readonly #reader: TarReader
  #file: TarEntry | undefined

  constructor(name: string) {
    super()
    this.#name = name
    this.#reader = new TarReader(name)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const error = errorOf(() => {
      for (const part of this.#reader.add(chunk)) {
        if (Buffer.isBuffer(part)) this.push(part)
        else this.#take(part)
      }
    })
    done(error)
  }

  override _flush(done: TransformCallback): void {
    const error = errorOf(() => {
      this.#reader.end()
      if (!this.#file) throw noFiles(this.#name, 'tar')
    })
    done(error)
  }

  #take(entry: TarEntry): void {
    if (entry.kind === 'folder' || isByTheWay(entry.name)) return
    if (entry.kind === 'other') throw notAFile(this.#name, 'tar', entry.name)
    if (this.#file) throw severalFiles(this.#name, 'tar', [this.#file.name, entry.name])
    this.#file = entry
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

function checksumFits(block: Buffer): boolean {
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0)
  return numberIn(block.subarray(148, 156)) === sum
}

/** Octal digits, or with the first bit set a number in base 256. */
function numberIn(field: Buffer): number | undefined {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const number = Number(BigInt(`0x${field.toString('hex')}`) & ((1n << BigInt(field.length * 8 - 1)) - 1n))
    return Number.isSafeInteger(number) ? number : undefined
  }
  const digits = textIn(field).trim()
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined
}

function nameIn(block: Buffer): string {
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0'
  const prefix = isPosix ? textIn(block.subarray(345, 500)) : ''
  const name = textIn(block.subarray(0, 100))
  return prefix ? `${prefix}/${name}` : name
}

const textIn = (bytes: Buffer): string => {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
}

/** Type 7 is a file too; a name that ends with a slash was a folder before there was a type for it. */
function kindOf(type: string, name: string): TarEntry['kind'] {
  if (type === '5') return 'folder'
  if (!['0', '\0', '7'].includes(type)) return 'other'
  return name.endsWith('/') ? 'folder' : 'file'
}

/** Records such as `18 path=some/name\n`, whose number counts the bytes of the whole record. */
function paxRecords(bytes: Buffer): Map<string, string> | undefined {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const length = Number(/^\d{1,6}(?= )/.exec(bytes.toString('latin1', at, at + 8))?.[0] ?? 0)
    const record = bytes.toString('utf8', at, at + length)
    const [, key, value] = /^\d+ ([^=]+)=(.*)\n$/s.exec(record) ?? []
    if (key === undefined || value === undefined) return undefined
    records.set(key, value)
    at += length
  }
  return records
}
