import { UsageError, UserError } from '../errors.ts'

/** The same error with the option named that is meant here. */
export async function inWordsOf<Result>(option: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const reworded = (text: string | undefined) =>
      text
        ?.replaceAll('`database-url` or PGPASSWORD', `\`${option}\``)
        .replaceAll('`database-url`', `\`${option}\``)
    const { what, why, next } = error.story
    const story = { what: reworded(what) ?? '', why: reworded(why), next: reworded(next), cause: error.cause }
    throw error instanceof UsageError ? new UsageError(story) : new UserError(story, error.ending)
  }
}
