import type { LifecycleRule } from '../storage/facts.ts'
import { encodeName } from './layout.ts'

/** The folders of each name, by what may become of them: archives may grow cold, what tells of them may not. */
const FOLDERS = ['manifests', 'records', 'data'] as const
export type StoredFolder = (typeof FOLDERS)[number]

/** Where the backups lie of which a rule is asked. */
export type Lying = {
  /** Of whole keys; empty, or with a slash at its end. */
  readonly prefix: string
  /** One name, or any. */
  readonly name: string | undefined
}

/** Manifests and records are small, and a rule may be for large objects alone. */
const SMALL_BYTES = 64 * 1024

/** The folders in which a rule of the store touches something. */
export function foldersUnder(rule: LifecycleRule, lying: Lying): readonly StoredFolder[] {
  const reached = FOLDERS.filter((folder) => reaches(rule.prefix, folder, lying))
  return rule.leastBytes > SMALL_BYTES ? reached.filter((folder) => folder === 'data') : reached
}

function reaches(rule: string, folder: StoredFolder, { prefix, name }: Lying): boolean {
  if (name !== undefined) return overlap(rule, `${prefix}${encodeName(name)}/${folder}/`)
  if (prefix.startsWith(rule)) return true
  if (!rule.startsWith(prefix)) return false
  const [, ...below] = rule.slice(prefix.length).split('/')
  return below.length === 0 || overlap(below.join('/'), `${folder}/`)
}

/** Whether some key begins with both. */
const overlap = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)
