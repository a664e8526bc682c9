import { createHash } from 'node:crypto'
import { type Ending, UsageError } from '../errors.ts'
import type { Host } from '../host/host.ts'

/** Of what a person agrees to: where anything of it is another, it is another plan. */
export const planDigest = (decided: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(decided)).digest('hex').slice(0, 16)

/** The end of a run that was only to show its plan. */
export function nothingDone(host: Host): Ending {
  host.info('This was a dry run: nothing was changed.')
  return 'pass'
}

/** Refuses to do anything else than what somebody has looked at. */
export function requireSame(digest: string, { plan }: { readonly plan: string | undefined }): void {
  if (plan === undefined || plan === digest) return
  throw new UsageError({
    what: `The plan is now ${digest}, and not the one that \`plan\` names; nothing was changed.`,
    why: 'The backup, the target, what is to be done or the database that is there is another than when that plan was made.',
    next: `Look at the plan again, and set \`plan: ${digest}\` if it is what you want. Name the backup by its id: \`latest\` may be another by now.`,
  })
}
