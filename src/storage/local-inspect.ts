import { stat, statfs } from 'node:fs/promises'
import type { StoreFacts } from './facts.ts'

const OTHERS_WRITE = 0o002
const STICKY = 0o1000

/** What can be seen of a folder: who may write in it, and how much room there is. */
export async function inspectFolder(root: string): Promise<StoreFacts> {
  const { mode } = await stat(root)
  const { bavail, bsize } = await statfs(root)
  // With the sticky bit, what one user stored no other can delete.
  const open = (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0
  const rights = (mode & 0o777).toString(8)
  return {
    openings: {
      fact: open
        ? [`every user of this machine may delete what is in the folder (its mode is ${rights})`]
        : [],
    },
    freeBytes: { fact: bavail * bsize },
  }
}
