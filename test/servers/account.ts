import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Account } from './enclosure.ts'

/** Who PostgreSQL's programs run as: they refuse to run as root. Nothing for everybody else, who is fit as they are. */
export const account = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = ['postgres:', 'nobody:']
    .map((name) => users.find((user) => user.startsWith(name)))
    .find(Boolean)
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid) throw new Error('There is neither a user postgres nor a user nobody to run servers as.')
  return { uid: Number(uid), gid: Number(gid) }
}

/** Copies a folder with owners and modes, which Node's own copying loses. */
export const copyTree = async (from: string, to: string): Promise<void> => {
  await promisify(execFile)('cp', ['-a', '--reflink=auto', from, to])
}
