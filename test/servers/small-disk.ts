import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { account } from './account.ts'

/** A file system of its own, with little room. */
export type SmallDisk = {
  readonly folder: string
  /** Takes all the room that is left. */
  fill(): void
  [Symbol.dispose](): void
}

/** Only root may mount; the folder is the servers' user's. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true })
  const how = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs']
  execFileSync('mount', [...how, folder], { stdio: 'pipe' })
  const owner = account()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return {
    folder,
    fill() {
      // Others take and give room back meanwhile, so how much is left is found out by taking it.
      const { status, stderr } = spawnSync('dd', [
        'if=/dev/zero',
        `of=${join(folder, 'in-the-way')}`,
        'bs=1M',
      ])
      if (status !== 1 || !`${stderr}`.includes('No space left')) throw new Error(`${folder}: ${stderr}`)
    },
    [Symbol.dispose]: () => void execFileSync('umount', [folder]),
  }
}

/** What this machine lacks for it, found out by trying. */
export function lackOfSmallDisks(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'mount-'))
  try {
    using _ = mountSmallDisk(folder, 1)
    return undefined
  } catch {
    return 'the right to mount'
  } finally {
    rmdirSync(folder)
  }
}
