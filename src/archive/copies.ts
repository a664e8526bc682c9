import { asError, firstLine, UserError } from '../errors.ts'
import type { Storage } from '../storage/storage.ts'

/** One destination in the course of a run: it is written to until it fails, and the others go on without it. */
export type Copy = {
  readonly storage: Storage
  trouble?: Error
  /** From here on the backup may exist there, whatever we are told: the store may have taken what it did not answer. */
  manifestSent?: boolean
}

export const sound = (copies: readonly Copy[]): Copy[] =>
  copies.filter(({ trouble }) => trouble === undefined)

/**
 * Does the same at every destination that is still sound; it rejects only when none is left, or for the reason of the run's
 * signal where one is given.
 */
export async function atEach(
  copies: readonly Copy[],
  work: (copy: Copy) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  await Promise.all(
    sound(copies).map(async (copy) => {
      try {
        await work(copy)
      } catch (error) {
        copy.trouble = asError(error)
      }
    }),
  )
  signal?.throwIfAborted()
  requireOne(copies)
}

export function requireOne(copies: readonly Copy[]): void {
  if (sound(copies).length > 0) return
  const [only] = copies
  if (copies.length === 1 && only?.trouble instanceof UserError) throw only.trouble
  throw new UserError({
    what: copies.length === 1 ? 'The destination failed.' : 'Every destination failed.',
    why: copies.map(({ storage, trouble }) => `${storage.label}: ${firstLine(trouble)}`).join('\n'),
    cause: only?.trouble,
  })
}
