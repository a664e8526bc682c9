import type { Breach } from './breach.ts'
import { isCommitted } from './commit.ts'
import { type Health, isWhole } from './health.ts'

/** The newest backup of a name that is whole somewhere: one that is not could not be copied either. */
export type Newest = { readonly id: string; readonly where: string }

/** The newest of a name over all destinations. */
export function newestOf(alike: readonly Health[]): Newest | undefined {
  const all = alike.flatMap(({ storage, looks }) => {
    const whole = looks.find(isWhole)
    return whole ? [{ id: whole.backup.id, where: storage.label }] : []
  })
  return all.sort((a, b) => (a.id < b.id ? 1 : -1))[0]
}

/** Says so where a destination does not hold the newest backup. */
export async function lackOfNewest(
  { storage, inventory: { name, backups } }: Health,
  newest: Newest | undefined,
  signal: AbortSignal,
): Promise<Breach | undefined> {
  // Where there is none at all, that is told already.
  const [here] = backups
  if (!newest || !here || backups.some(({ id }) => id === newest.id)) return undefined
  // It may have come while the others were looked at.
  if (await isCommitted(storage, name, newest.id, signal)) return undefined
  return {
    kind: 'copies',
    destination: storage.label,
    name,
    what: `The newest backup, ${newest.id}, lies in ${newest.where} and not here; the newest here is ${here.id}.`,
    next: `Run \`copy\` with \`from: ${newest.where}\` and \`backup: ${newest.id}\`, and see why it was not stored here.`,
  }
}
