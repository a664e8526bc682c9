import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, link, mkdir, open, rename, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { LocalDestination } from '../options/destination.ts'
import type { Backend } from './backend.ts'
import { isKind, StorageError } from './error.ts'
import { PARTIAL } from './key.ts'
import { localError } from './local-errors.ts'
import { inspectFolder } from './local-inspect.ts'
import { filesUnder, foldersIn, partialsUnder } from './local-tree.ts'
import { chunksOf } from './source.ts'

/**
 * A folder. Objects are written beside their place under a private name, forced to the disk, and renamed: *nothing
 * visible* means that a listing never shows such a file, and failing removes it. *Checked by the store* means that
 * the file is read back and its crc32 compared; that its bytes reached the disk is the word of `fsync`. Whether a conditional put
 * wins is decided by the file system, in `link`.
 */
export function localBackend(destination: LocalDestination): Backend {
  const { label, url, path: root } = destination
  const pathOf = (key: string) => join(root, ...key.split('/'))

  const attempt = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw localError(destination, doing, error)
    }
  }

  const missing = (key: string, cause: unknown) =>
    new StorageError('missing', {
      what: `${label}: there is no ${key}.`,
      why: `No such file in ${root}.`,
      cause,
    })

  /** Has a file written under a private name, and gives it its own once it is on the disk. */
  const place = async (
    key: string,
    fill: (file: FileHandle, temporary: string) => Promise<void>,
    publish: (temporary: string, target: string) => Promise<void> = rename,
  ): Promise<void> => {
    const target = pathOf(key)
    const folder = dirname(target)
    const { file, temporary } = await createIn(folder)
    try {
      try {
        await fill(file, temporary)
      } finally {
        await file.close()
      }
      await publish(temporary, target)
    } catch (error) {
      await unlink(temporary).catch(() => {})
      await removeEmptyFolders(folder, root)
      throw error
    }
    await syncFolder(folder)
  }

  const publishOnce = (key: string) => async (temporary: string, target: string) => {
    try {
      await linkOnce(temporary, target)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      throw new StorageError('exists', {
        what: `${label}: ${key} exists already, and was left as it is.`,
        cause: error,
      })
    }
  }

  return {
    label,
    url,
    conditionalPut: true,

    put: (key, bytes, { ifAbsent }) =>
      attempt(`storing ${key}`, () =>
        place(
          key,
          async (file) => {
            await file.writeFile(bytes)
            await file.sync()
          },
          ifAbsent ? publishOnce(key) : rename,
        ),
      ),

    upload: (key, stream, { signal }) =>
      attempt(`storing ${key}`, async () => {
        let size = 0
        await place(key, async (file, temporary) => {
          const sent = await pour(chunksOf(stream, signal), file)
          await file.sync()
          signal.throwIfAborted()
          const held = await readBack(temporary, signal)
          if (held.size !== sent.size || held.crc !== sent.crc)
            throw new StorageError('broken', {
              what: `${label}: ${key} does not read back as it was written.`,
              why: `Written were ${sent.size} bytes with crc32 ${hex(sent.crc)}, read ${held.size} with ${hex(held.crc)}.`,
              next: 'Do not trust this disk or this machine’s memory with backups until you know why.',
            })
          size = sent.size
        })
        return { size, checkedBy: 'crc32' }
      }),

    open: (key, { from, version }) =>
      attempt(`reading ${key}`, async () => {
        const file = await open(pathOf(key)).catch((error) => {
          throw isAbsence(error) ? missing(key, error) : error
        })
        try {
          const about = await file.stat()
          if (!about.isFile()) throw missing(key, undefined)
          const found = `${about.ino}-${about.size}-${about.mtimeMs}`
          if (version !== undefined && version !== found)
            throw new StorageError('broken', {
              what: `${label}: ${key} was changed while it was being read.`,
            })
          // A file that grew since must not bring more than its size says.
          if (from >= about.size) {
            await file.close()
            return { body: Readable.from([]), size: about.size, version: found }
          }
          const body = file.createReadStream({ start: from, end: about.size - 1, highWaterMark: 512 * 1024 })
          return { body, size: about.size, version: found }
        } catch (error) {
          await file.close()
          throw error
        }
      }),

    stat: (key) =>
      attempt(`looking at ${key}`, async () => {
        try {
          const about = await stat(pathOf(key))
          return about.isFile() ? { key, size: about.size, modified: about.mtime } : undefined
        } catch (error) {
          if (!isAbsence(error)) throw error
          await refuseFileAsRoot(root)
          return undefined
        }
      }),

    // A folder has no archive tiers.
    thaw: async () => undefined,

    // The whole listing is one page: it costs a few hundred bytes an object, and a cursor would have to walk again.
    page: (prefix, _cursor, { signal, folders }) =>
      attempt(`listing ${prefix || 'everything'}`, async () => {
        await refuseFileAsRoot(root)
        const objects = folders ? await foldersIn(root, prefix) : await filesUnder(root, prefix, signal)
        return { objects, next: undefined }
      }),

    remove: (key) =>
      attempt(`removing ${key}`, async () => {
        const path = pathOf(key)
        try {
          await unlink(path)
        } catch (error) {
          if (!isAbsence(error)) throw error
          await refuseFileAsRoot(root)
          return
        }
        await removeEmptyFolders(dirname(path), root)
      }),

    abandon: (prefix, { signal, begunBefore }) =>
      attempt(`ending unfinished uploads of ${prefix || 'everything'}`, async () => {
        let count = 0
        for (const partial of await partialsUnder(root, prefix, signal)) {
          // A file that is still being written is nobody's to remove, so its last change counts, not its beginning.
          if (begunBefore && partial.modified >= begunBefore) continue
          await unlink(partial.path)
          await removeEmptyFolders(dirname(partial.path), root)
          count += 1
        }
        return count
      }),

    inspect: () => attempt('looking at the folder', () => inspectFolder(root)),
  }
}

/**
 * Makes a folder and those above it that are missing; returns the highest that it made. Node's own way to do so goes on for
 * ever where a file system makes nothing and says that something above is missing, as /proc does.
 */
async function makeFolders(folder: string): Promise<string | undefined> {
  const made = await makeFolder(folder).catch((error) => {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    return undefined
  })
  if (made !== undefined) return made ? folder : undefined
  const above = await makeFolders(dirname(folder))
  const here = await makeFolder(folder)
  return above ?? (here ? folder : undefined)
}

/** Whether it made the folder; one that is there already is as good. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 })
    return true
  } catch (error) {
    // Where the folder is there, a read-only disk and a closed parent do not matter.
    const there = await stat(folder).catch(() => undefined)
    if (there?.isDirectory()) return false
    throw there ? Object.assign(error as Error, { code: 'ENOTDIR' }) : error
  }
}

async function createIn(folder: string): Promise<{ file: FileHandle; temporary: string }> {
  const temporary = join(folder, PARTIAL + randomBytes(8).toString('hex'))
  for (let tries = 1; ; tries += 1) {
    const created = await makeFolders(folder)
    if (created) await syncNewFolders(created, folder)
    try {
      return { file: await open(temporary, 'wx', 0o600), temporary }
    } catch (error) {
      // Another run may have removed the folder again because it was empty.
      if (codeOf(error) !== 'ENOENT' || tries === 5) throw error
    }
  }
}

async function syncNewFolders(first: string, last: string): Promise<void> {
  for (let folder = last; folder.length >= first.length; folder = dirname(folder)) await syncFolder(folder)
  await syncFolder(dirname(first))
}

async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder)
    await handle.sync()
  } catch (error) {
    // Some network and FUSE file systems cannot; the rename is all they give. And a parent folder may be unreadable.
    if (!['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM', 'EISDIR'].includes(codeOf(error) ?? '')) throw error
  } finally {
    await handle?.close()
  }
}

/** Gives a file its name unless that is taken: the file system decides, so of two runs at once one wins. */
async function linkOnce(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target)
    await unlink(temporary)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error
    // No hard links here: take the name with an empty file, which only one can do, and put the whole one in its place.
    await (await open(target, 'wx', 0o600)).close()
    await rename(temporary, target)
  }
}

async function pour(chunks: AsyncIterable<Buffer>, file: FileHandle): Promise<{ size: number; crc: number }> {
  let size = 0
  let crc = 0
  for await (const chunk of chunks) {
    crc = crc32(chunk, crc)
    size += chunk.length
    await writeWhole(file, chunk)
  }
  return { size, crc }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, done)
    done += bytesWritten
  }
}

async function readBack(path: string, signal: AbortSignal): Promise<{ size: number; crc: number }> {
  let size = 0
  let crc = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
    crc = crc32(chunk, crc)
    size += chunk.length
  }
  return { size, crc }
}

/** Removes a folder and those above it while they are empty; never the root. */
async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  const top = join(root)
  for (let at = folder; at !== top && at.startsWith(join(top, '/')); at = dirname(at)) {
    try {
      await rmdir(at)
    } catch {
      // Not empty, or not ours to remove: an empty folder does no harm.
      return
    }
  }
}

/** A file in the folder's place looks like "nothing there" to everything else, and that would be a dangerous answer. */
async function refuseFileAsRoot(root: string): Promise<void> {
  const about = await stat(root).catch((error) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (about && !about.isDirectory())
    throw Object.assign(new Error(`${root} is not a folder`), { code: 'ENOTDIR' })
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
const isAbsence = (error: unknown) =>
  ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '') || isKind(error, 'missing')
const hex = (crc: number) => crc.toString(16).padStart(8, '0')
