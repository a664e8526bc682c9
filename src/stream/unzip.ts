import { type Readable, Transform } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { asError, UserError } from '../errors.ts'
import { cutOff, damaged, goesOn } from './damage.ts'
import { isByTheWay, notAFile, unclear } from './packed.ts'

/** A file in a zip archive. */
export type ZipEntry = { readonly name: string; readonly size: number }

/** The files in a zip archive; its directory stands at its end, so it must lie in a file. `name` is what errors call it. */
export async function listZip(file: string, name: string): Promise<ZipEntry[]> {
  return await withZip(file, name, async (zip) => {
    const files: ZipEntry[] = []
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isByTheWay(entry.fileName)) continue
      refuse(entry, name)
      files.push({ name: entry.fileName, size: entry.uncompressedSize })
    }
    return files
  })
}

/** What one file in a zip archive holds; the stream ends well only where size and checksum are the recorded ones. */
export async function openZipped(file: string, wanted: string, name: string): Promise<Readable> {
  const zip = await openZip(file, name)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== wanted) continue
      refuse(entry, name)
      const packed = await zip.openReadStreamPromise(entry)
      const content = checked(entry, name)
      packed.once('error', (error) => content.destroy(explained(error, name)))
      content.once('close', () => {
        packed.destroy()
        zip.close()
      })
      return packed.pipe(content)
    }
    throw damaged(name, `Its zip archive no longer holds ${JSON.stringify(wanted)}.`)
  } catch (error) {
    zip.close()
    throw explained(error, name)
  }
}

async function withZip<Result>(
  file: string,
  name: string,
  work: (zip: ZipFile) => Promise<Result>,
): Promise<Result> {
  const zip = await openZip(file, name)
  try {
    return await work(zip)
  } catch (error) {
    throw explained(error, name)
  } finally {
    zip.close()
  }
}

/** Names that lead out of a folder are refused by the package. */
const openZip = (file: string, name: string): Promise<ZipFile> =>
  openPromise(file, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw explained(error, name)
  })

/** The package compares sizes, and leaves the checksum to us. */
function checked(entry: Entry, name: string): Transform {
  let sum = 0
  return new Transform({
    transform(chunk, _encoding, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
    flush(done) {
      if (sum === entry.crc32) done()
      else done(damaged(name, 'The checksum in its zip archive does not fit what is in it.'))
    },
  })
}

const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64, as Windows does with large files',
  12: 'bzip2',
  14: 'LZMA',
  93: 'zstd',
  95: 'xz',
  99: 'AES',
}
const STORED = 0
const DEFLATED = 8

function refuse(entry: Entry, name: string): void {
  const { fileName, compressionMethod: method } = entry
  // The mode of a file that a Unix wrote.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000) throw notAFile(name, 'zip', fileName)
  if (entry.isEncrypted())
    throw unclear({
      what: `${name} is an encrypted zip archive, and those are not opened.`,
      next: 'Unpack it with the password first, or encrypt dumps with age.',
    })
  if (method !== STORED && method !== DEFLATED)
    throw unclear({
      what: `${name} is a zip archive that cannot be opened here.`,
      why: `It is compressed by ${METHODS[method] ?? `method ${method}`}.`,
      next: 'Unpack it first, or pack the dump with plain `zip`, gzip or zstd.',
    })
}

function explained(error: unknown, name: string): Error {
  if (error instanceof UserError) return error
  const cause = asError(error)
  const says = cause.message.split('\n')[0] ?? ''
  if (/strong encryption/i.test(says))
    return unclear({ what: `${name} is an encrypted zip archive, and those are not opened.` })
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(says))
    return new UserError({
      what: `${name} was refused: a name in its zip archive leads out of the folder that it is unpacked to.`,
      why: `${says}.`,
      next: 'Do not unpack it by other means before you know where it comes from.',
      cause,
    })
  // Its directory stands at its end, so what was cut off anywhere lacks it.
  if (/end of central directory/i.test(says)) return cutOff(name, 'Its zip archive has no end.', cause)
  if (/invalid comment length/i.test(says))
    return goesOn(name, 'Bytes follow the end of its zip archive.', cause)
  if ('code' in cause && typeof cause.code === 'string' && cause.code.startsWith('E')) return cause
  return damaged(name, `Its zip archive cannot be read: ${says}.`, cause)
}
