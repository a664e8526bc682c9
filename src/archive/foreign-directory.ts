import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { type Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { cutOff, Damage, damaged } from '../stream/damage.ts'
import { gunzip } from '../stream/gzip.ts'
import { checkLz4 } from '../stream/lz4.ts'
import { notAFile } from '../stream/packed.ts'
import { TarReader } from '../stream/tar.ts'
import { openZipped, type ZipEntry } from '../stream/unzip.ts'
import { decompress } from '../stream/zstd.ts'

// A dump in directory format: toc.dat, a file for each table's rows, one for each large object, and lists of those.

export const CONTENTS = 'toc.dat'

const PART = /^(toc\.dat|blobs(_\d+)?\.toc|(blob_)?\d+\.dat(\.gz|\.lz4|\.zst)?)$/

/** Whether a file with this name, whatever folder it lies in, belongs to a dump in directory format. */
export const isPart = (path: string): boolean => PART.test(posix.basename(path))

type Waiting = { readonly signal: AbortSignal }

/** Copies a dump out of a store into a folder of ours, below `folder`. */
export async function copyDirectory(
  storage: Storage,
  prefix: string,
  folder: string,
  { signal }: Waiting,
): Promise<string> {
  const copy = await openCopy(folder, prefix)
  for await (const { key } of storage.list(prefix, { signal })) {
    const name = key.slice(prefix.length)
    if (isPart(name) && !name.includes('/'))
      await copy.write(name, await storage.read(key, { signal }), signal)
  }
  return copy.finish()
}

/** Unpacks a dump out of a tar into a folder of ours, below `folder`. */
export async function unpackTar(
  tar: Readable,
  name: string,
  folder: string,
  { signal }: Waiting,
): Promise<string> {
  const copy = await openCopy(folder, name)
  const reader = new TarReader(name)
  let file: Writable | undefined
  const close = async () => {
    if (file) await ended(file)
    file = undefined
  }
  await pipeline(
    tar,
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        for (const part of reader.add(chunk)) {
          if (Buffer.isBuffer(part)) {
            if (file) await written(file, part)
            continue
          }
          await close()
          if (part.kind === 'other') throw notAFile(name, 'tar', part.name)
          if (part.kind === 'file' && isPart(part.name)) file = copy.create(part.name)
        }
      }
      await close()
      reader.end()
    },
    { signal },
  ).finally(() => file?.destroy())
  return copy.finish()
}

/** Unpacks a dump out of a zip archive into a folder of ours, below `folder`. */
export async function unpackZip(
  zip: string,
  entries: readonly ZipEntry[],
  name: string,
  folder: string,
  { signal }: Waiting,
): Promise<string> {
  const copy = await openCopy(folder, name)
  for (const entry of entries.filter((entry) => isPart(entry.name)))
    await copy.write(entry.name, await openZipped(zip, entry.name, name), signal)
  return copy.finish()
}

/** A folder that a dump is copied into, under plain names alone. */
async function openCopy(folder: string, name: string) {
  const place = await mkdtemp(join(folder, 'dump-'))
  const from = new Set<string>()
  const seen = new Set<string>()
  const create = (path: string): Writable => {
    const base = posix.basename(path)
    if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) throw leadsOut(name, path)
    if (seen.has(base)) throw damaged(name, `It holds ${base} twice, so which is meant cannot be known.`)
    seen.add(base)
    from.add(posix.normalize(posix.dirname(path)))
    return createWriteStream(join(place, base), { flags: 'wx', mode: 0o600 })
  }
  return {
    create,
    write: (path: string, content: Readable, signal: AbortSignal): Promise<void> =>
      pipeline(content, create(path), { signal }),
    finish(): string {
      if (!seen.has(CONTENTS))
        throw cutOff(name, `It holds parts of a dump in directory format, and no ${CONTENTS}.`)
      if (from.size > 1) throw damaged(name, 'The files of its dump lie in several folders.')
      return place
    },
  }
}

const leadsOut = (name: string, path: string): UserError =>
  new UserError({
    what: `${name} was refused: ${JSON.stringify(path)} in it leads out of the folder that it is unpacked to.`,
    next: 'Do not unpack it by other means before you know where it comes from.',
  })

const written = (file: Writable, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => file.write(bytes, (error) => (error ? reject(error) : resolve())))

const ended = (file: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    file.once('error', reject)
    file.end(() => resolve())
  })

/**
 * Fails unless all files of a dump are whole. pg_restore does not notice by itself where compressed or plain files of rows
 * are cut off, or lists of large objects. Returns how many large objects have no end of their own, so that nobody can know.
 */
export async function checkDirectory(
  folder: string,
  name: string,
  { signal }: Waiting,
): Promise<{ readonly files: number; readonly endless: number }> {
  const files = (await readdir(folder)).filter(isPart)
  let endless = 0
  for (const file of files) {
    signal.throwIfAborted()
    const path = join(folder, file)
    const called = `${file} of ${name}`
    if (file.endsWith('.gz')) await pipeline(createReadStream(path), gunzip(called), nowhere(), { signal })
    else if (!file.includes('.dat') || file === CONTENTS) continue
    else if (!(await hasEnd(path, file, called, signal))) endless += 1
  }
  await checkLists(folder, files, name)
  return { files: files.length, endless }
}

async function hasEnd(path: string, file: string, called: string, signal: AbortSignal): Promise<boolean> {
  const isLargeObject = file.startsWith('blob_')
  const { size, head, tail } = await edges(path)
  // Of nothing, pg_dump writes a frame neither of zstd nor of LZ4.
  if (isLargeObject && (size === 0 || file.endsWith('.dat'))) return false
  if (size === 0) throw cutOff(called, 'It is empty.')
  if (file.endsWith('.lz4')) await checkLz4(path, called, { signal })
  else if (file.endsWith('.zst'))
    await pipeline(createReadStream(path), decompress(called), nowhere(), { signal })
  else if (!rowsEnd(head, tail)) throw cutOff(called, 'The rows in it have no end.')
  return true
}

/** How pg_dump ends rows: of COPY, of INSERT, of INSERT without any. */
const rowsEnd = (head: string, tail: string): boolean =>
  tail.endsWith('\\.\n\n\n') ||
  (head.startsWith('INSERT INTO ') && tail.endsWith(';\n\n\n')) ||
  tail === '\n\n'

async function edges(path: string): Promise<{ size: number; head: string; tail: string }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const at = async (position: number) =>
      (await file.read({ buffer: Buffer.alloc(16), position, length: 16 })) satisfies { bytesRead: number }
    const text = async (position: number) => {
      const { buffer, bytesRead } = await at(position)
      return buffer.toString('latin1', 0, bytesRead)
    }
    return { size, head: await text(0), tail: await text(Math.max(0, size - 16)) }
  } finally {
    await file.close()
  }
}

/** Each large object stands in a list, and each in a list is there. */
async function checkLists(folder: string, files: readonly string[], name: string): Promise<void> {
  const lists = files.filter((file) => file.endsWith('.toc'))
  const texts = await Promise.all(lists.map((file) => readFile(join(folder, file), 'latin1')))
  const whole = texts.every((text) => text === '' || text.endsWith('\n'))
  const listed = texts.flatMap((text) =>
    [...text.matchAll(/^\d+ (blob_\d+\.dat)$/gm)].map(([, file]) => file),
  )
  const there = files
    .filter((file) => file.startsWith('blob_'))
    .map((file) => file.replace(/\.(gz|lz4|zst)$/, ''))
  const all = new Set([...listed, ...there])
  if (!whole || all.size > listed.length)
    throw cutOff(name, 'Its list of large objects lacks some that are there.')
  if (all.size > there.length)
    throw new Damage({
      what: `${name} lacks large objects.`,
      why: `Its list names ${listed.length}, and ${there.length} are there.`,
      next: 'Fetch all of its files again, or take another dump.',
    })
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })
