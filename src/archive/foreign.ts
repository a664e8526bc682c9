import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join, posix } from 'node:path'
import { pipeline as chain, type Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asError, UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'
import { decrypt, type Keys } from '../stream/age.ts'
import { cutOff } from '../stream/damage.ts'
import { gunzip } from '../stream/gzip.ts'
import { isByTheWay, noFiles, severalFiles } from '../stream/packed.ts'
import { archiveHead, type Content, HEAD, sniff } from '../stream/sniff.ts'
import { onlyFile, type TarEntry, TarReader, wholeTar } from '../stream/tar.ts'
import { listZip, openZipped } from '../stream/unzip.ts'
import { decompress } from '../stream/zstd.ts'
import { CONTENTS, copyDirectory, isPart, unpackTar, unpackZip } from './foreign-directory.ts'

/** What a dump can lie in. */
export type Layer = 'gzip' | 'zstd' | 'zip' | 'tar' | 'age'

const FORMATS = {
  custom: 'custom format',
  tar: 'tar format',
  directory: 'directory format',
  sql: 'plain SQL',
} as const
export type Format = keyof typeof FORMATS

type Found = {
  /** How messages call it: `dump.sql.gz in nas`. */
  readonly name: string
  /** What lies around it, from the outside in. */
  readonly layers: readonly Layer[]
  /** Such as `plain SQL in gzip`. */
  readonly described: string
  /** As stored. */
  readonly bytes: number
}

/** A dump as one stream; it can be opened again and again, and its end says that all its layers were whole. */
export type ForeignStream = Found & {
  readonly format: 'custom' | 'tar' | 'sql'
  open(signal: AbortSignal): Promise<Readable>
}

/** A dump in a folder of this machine. */
export type ForeignFolder = Found & { readonly format: 'directory'; readonly folder: string }

/** A dump that another program wrote. */
export type Foreign = ForeignStream | ForeignFolder

export type ForeignRequest = {
  readonly storage: Storage
  /** A file, or a folder of files. */
  readonly key: string
  /** Where the storage is a folder of this machine: its path. What lies there is not copied. */
  readonly path: string | undefined
  readonly keys: Keys
  /** A private folder, which the caller removes when the dump is no longer needed. */
  readonly folder: string
  readonly signal: AbortSignal
}

/** Bytes that can be read again and again; some lie in a file. */
type Source = { readonly file?: string | undefined; open(signal: AbortSignal): Promise<Readable> }

/** More than anybody packs around a dump, and few enough to end where a file holds itself. */
const DEEPEST = 8

/** Finds out by its content what a dump is and what lies around it. */
export async function openForeign(request: ForeignRequest): Promise<Foreign> {
  try {
    return await find(request)
  } catch (error) {
    request.signal.throwIfAborted()
    throw noRoom(error, request.key, request.folder) ?? error
  }
}

async function find(request: ForeignRequest): Promise<Foreign> {
  const { storage, path, signal } = request
  const key = request.key.replace(/\/+$/, '')
  const called = { ...request, key, name: `${key || 'the dump'} in ${storage.label}` }
  const there = key === '' ? undefined : await storage.stat(key, { signal })
  if (!there) return await openFolder(called)
  const source: Source = {
    file: path === undefined ? undefined : join(path, key),
    open: (signal) => storage.read(key, { signal }),
  }
  return await unwrap({ ...called, bytes: there.size }, source)
}

type Called = ForeignRequest & { readonly name: string }
type Sized = Called & { readonly bytes: number }

async function openFolder({ storage, key, path, name, folder, signal }: Called): Promise<Foreign> {
  const prefix = key === '' ? '' : `${key}/`
  if (!(await storage.stat(prefix + CONTENTS, { signal }))) throw noDump(storage, key, path)
  let bytes = 0
  for await (const file of storage.list(prefix, { signal }))
    if (isPart(file.key.slice(prefix.length))) bytes += file.size
  const about = { name, layers: [], described: FORMATS.directory, bytes, format: 'directory' as const }
  const place =
    path === undefined ? await copyDirectory(storage, prefix, folder, { signal }) : join(path, key)
  return inDirectory(about, place)
}

/** Peels off one layer after another. */
async function unwrap(request: Sized, outermost: Source): Promise<Foreign> {
  const { name, bytes, signal } = request
  const layers: Layer[] = []
  let source = outermost
  for (;;) {
    const { head, whole } = await beginningOf(source, signal)
    const content = sniff(head, whole, name)
    const about = { name, layers, bytes }
    const found = await look(content, source, head, request)
    if (found.layer) layers.push(found.layer)
    if ('format' in found) {
      const described = describe(found.format, layers)
      if (found.format === 'directory')
        return inDirectory({ ...about, described, format: found.format }, found.folder)
      return { ...about, described, format: found.format, open: openFrom(found.source) }
    }
    if (layers.length > DEEPEST)
      throw new UserError({
        what: `${name} is packed more than ${DEEPEST} times.`,
        next: 'Unpack it first.',
      })
    source = found.source
  }
}

type Peeled =
  | { readonly layer: Layer; readonly source: Source }
  | { readonly layer?: undefined; readonly format: 'custom' | 'tar' | 'sql'; readonly source: Source }
  | { readonly layer: Layer; readonly format: 'directory'; readonly folder: string }

async function look(content: Content, source: Source, head: Buffer, request: Sized): Promise<Peeled> {
  const { name, keys } = request
  switch (content) {
    case 'gzip':
      return { layer: 'gzip', source: through(source, () => gunzip(name)) }
    case 'zstd':
      return { layer: 'zstd', source: through(source, () => decompress(name)) }
    case 'age':
      return { layer: 'age', source: through(source, () => decrypt({ ...keys, name })) }
    case 'zip':
      return await lookIntoZip(source, request)
    case 'tar':
      return await lookIntoTar(source, head, request)
    case 'archive':
      return { format: 'custom', source: customOnly(source, head, name) }
    case 'sql':
      return { format: 'sql', source }
  }
}

function customOnly(source: Source, head: Buffer, name: string): Source {
  const about = archiveHead(head)
  if (!about) throw cutOff(name, 'It ends within the first bytes of an archive.')
  if (about.custom) return source
  throw tableOfContents(name)
}

async function lookIntoZip(source: Source, { name, folder, signal }: Sized): Promise<Peeled> {
  const file = source.file ?? (await spool(source, folder, signal))
  const entries = await listZip(file, name)
  const [only, ...others] = entries
  if (!only) throw noFiles(name, 'zip')
  if (entries.some((entry) => posix.basename(entry.name) === CONTENTS)) {
    const unpacked = await unpackZip(file, entries, name, folder, { signal })
    return { layer: 'zip', format: 'directory', folder: unpacked }
  }
  const names = entries.map((entry) => entry.name)
  if (others.length > 0) throw severalFiles(name, 'zip', names)
  return { layer: 'zip', source: { open: () => openZipped(file, only.name, name) } }
}

/** Packed is what a folder holds, and never what pg_dump writes in tar format, where the table of contents stands first. */
async function lookIntoTar(source: Source, head: Buffer, { name, folder, signal }: Sized): Promise<Peeled> {
  const { first, content } = firstFile(head, name)
  if (first && /^(\.\/)?(backup_label|tablespace_map|PG_VERSION|base\/|global\/|pg_wal\/)/.test(first.name))
    throw baseBackup(name)
  if (first?.name === CONTENTS && archiveHead(content)?.packed === false)
    return { format: 'tar', source: through(source, () => wholeTar(name)) }
  if (first && isPart(first.name)) {
    const unpacked = await unpackTar(await source.open(signal), name, folder, { signal })
    return { layer: 'tar', format: 'directory', folder: unpacked }
  }
  return { layer: 'tar', source: through(source, () => onlyFile(name)) }
}

function firstFile(head: Buffer, name: string): { first: TarEntry | undefined; content: Buffer } {
  let first: TarEntry | undefined
  const content: Buffer[] = []
  for (const part of new TarReader(name).add(head)) {
    if (Buffer.isBuffer(part)) content.push(part)
    else if (first) break
    else if (part.kind === 'file' && !isByTheWay(part.name)) first = part
  }
  return { first, content: Buffer.concat(content) }
}

/** Adds a stage to a source; an error of either ends both. */
const through = (source: Source, stage: () => Transform): Source => ({
  async open(signal) {
    // Made first: a key that is none needs no reading.
    const next = stage()
    return chain(await source.open(signal), next, () => undefined)
  },
})

/** The opened stream ends as soon as the signal is aborted, whatever its stages wait for. */
const openFrom =
  (source: Source) =>
  async (signal: AbortSignal): Promise<Readable> => {
    signal.throwIfAborted()
    const stream = await source.open(signal)
    // It may fail before anybody reads: whoever reads later still gets the error.
    stream.on('error', () => {})
    const stop = () => stream.destroy(asError(signal.reason))
    signal.addEventListener('abort', stop, { once: true })
    stream.once('close', () => signal.removeEventListener('abort', stop))
    if (signal.aborted) stop()
    return stream
  }

async function beginningOf(source: Source, signal: AbortSignal): Promise<{ head: Buffer; whole: boolean }> {
  const stream = await openFrom(source)(signal)
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop closes all that is behind the stream.
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= HEAD) return { head: Buffer.concat(chunks).subarray(0, HEAD), whole: false }
  }
  return { head: Buffer.concat(chunks), whole: true }
}

/** The directory of a zip archive stands at its end, so it has to lie in a file. */
async function spool(source: Source, folder: string, signal: AbortSignal): Promise<string> {
  const file = join(folder, `packed-${randomBytes(6).toString('hex')}`)
  const copy = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  await pipeline(await source.open(signal), copy, { signal })
  return file
}

function noRoom(error: unknown, name: string, folder: string): UserError | undefined {
  const { code, message } = error as NodeJS.ErrnoException
  if (!/^(ENOSPC|EDQUOT|EFBIG)$/.test(code ?? '')) return undefined
  const story = {
    what: `${name} could not be copied to ${folder}.`,
    why: `${message}. It is copied since a zip archive has its directory at its end, and a dump in directory format is read here and there.`,
    next: 'Free some room there, or keep dumps in one file, packed with gzip or zstd.',
    cause: error,
  }
  return new UserError(story, 'unverified')
}

async function inDirectory(about: Omit<ForeignFolder, 'folder'>, folder: string): Promise<ForeignFolder> {
  const contents: Source = { open: async () => createReadStream(join(folder, CONTENTS)) }
  const { head } = await beginningOf(contents, new AbortController().signal)
  if (archiveHead(head)?.custom === false) return { ...about, folder }
  throw new UserError({
    what: `${about.name} is no dump in directory format.`,
    why: `${CONTENTS} in it is no table of contents that pg_dump wrote.`,
    next: 'Give the folder as pg_dump wrote it.',
  })
}

const describe = (format: Format, layers: readonly Layer[]): string =>
  [FORMATS[format], ...layers.toReversed()].join(' in ')

function noDump(storage: Storage, key: string, path: string | undefined): UserError {
  const place = path === undefined ? storage.label : path
  return new UserError({
    what: `There is no dump ${key || 'right'} in ${place}.`,
    why: `Neither is there such a file, nor a folder of that name with a ${CONTENTS}, which every dump in directory format has.`,
    next: 'Check the path, and that the dump was made.',
  })
}

const tableOfContents = (name: string): UserError =>
  new UserError(
    {
      what: `${name} is the table of contents of a dump, without its rows.`,
      why: 'pg_dump writes it into the folder of a dump in directory format, or first into a tar.',
      next: 'Give the folder that it belongs to.',
    },
    'unverified',
  )

const baseBackup = (name: string): UserError =>
  new UserError(
    {
      what: `${name} is a copy of a server's files, as pg_basebackup makes it, and no dump.`,
      next: 'Give a dump that pg_dump wrote.',
    },
    'unverified',
  )
