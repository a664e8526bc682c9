import { UsageError } from '../errors.ts'

/** Refuses to do anything else than what somebody has looked at. */
export function requireSame(digest: string, { plan }: { readonly plan: string | undefined }): void {
  if (plan === undefined || plan === digest) return
  throw new UsageError({
    what: `The plan is now ${digest}, and not the one that \`plan\` names; nothing was changed.`,
    why: 'The backup, the target, what is to be done or the database that is there is another than when that plan was made.',
    next: `Look at the plan again, and set \`plan: ${digest}\` if it is what you want. Name the backup by its id: \`latest\` may be another by now.`,
  })
}
