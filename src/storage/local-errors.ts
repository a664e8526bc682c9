import type { LocalDestination } from '../options/destination.ts'
import { StorageError, type StorageErrorKind } from './error.ts'

const ADVICE: Record<string, { kind: StorageErrorKind; why: string; next: string }> = {
  ENOSPC: {
    kind: 'refused',
    why: 'The disk is full.',
    next: 'Free some space there, by removing old backups or otherwise, then run it again.',
  },
  EDQUOT: {
    kind: 'refused',
    why: 'The disk quota of this user is used up.',
    next: 'Raise the quota or free some space, then run it again.',
  },
  EFBIG: {
    kind: 'refused',
    why: 'The file would be larger than the file system or a limit of this user allows.',
    next: 'Use another file system, or raise the limit (`ulimit -f`).',
  },
  EACCES: {
    kind: 'refused',
    why: 'The user that runs this may not do that there.',
    next: 'Give that user the right to read and write in the folder, or choose another folder.',
  },
  EPERM: {
    kind: 'refused',
    why: 'The file system does not permit it.',
    next: 'Look at the owner, the mount options and the attributes (`lsattr`) of the folder.',
  },
  EROFS: {
    kind: 'refused',
    why: 'The file system is mounted read-only.',
    next: 'Mount it for writing, or choose another folder. A disk with errors is often mounted so: look at `dmesg`.',
  },
  ENOTDIR: {
    kind: 'refused',
    why: 'Something on the way to it is a file where a folder is needed.',
    next: 'Name a folder as the destination, or move that file away.',
  },
  EISDIR: {
    kind: 'broken',
    why: 'There is a folder where a file is needed.',
    next: 'Move that folder away.',
  },
  ENAMETOOLONG: {
    kind: 'refused',
    why: 'The name is longer than the file system allows.',
    next: 'Choose a shorter name or label, or a shorter folder.',
  },
  ELOOP: {
    kind: 'refused',
    why: 'Symbolic links there lead in a circle.',
    next: 'Repair the links in the folder.',
  },
  EIO: {
    kind: 'broken',
    why: 'The disk reports an error.',
    next: 'Look at `dmesg`, and do not trust this disk with backups until you know what it is.',
  },
  ESTALE: {
    kind: 'busy',
    why: 'The network file system lost hold of the file.',
    next: 'Look at the mount, then run it again.',
  },
  EMFILE: {
    kind: 'busy',
    why: 'Too many files are open in this process.',
    next: 'Raise the limit (`ulimit -n`).',
  },
}

/** An error of the file system as a sentence; what it does not know is passed on with its own words. */
export function localError(destination: LocalDestination, doing: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  // Codes of Node's own (ERR_…) are not the file system's.
  if (error instanceof StorageError || !code || code.startsWith('ERR_')) return error
  const what = `${destination.label}: ${doing} failed in ${destination.path} (${code}).`
  const advice = ADVICE[code]
  if (!advice) return new StorageError('broken', { what, why: message, cause: error })
  return new StorageError(advice.kind, { what, why: advice.why, next: advice.next, cause: error })
}
