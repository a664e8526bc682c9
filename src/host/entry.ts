/** The name under which a step's run tells its own clean-up what it is. */
export const POST_STATE = 'post'

/** Which entry a start of the bundle means: the runner starts it without arguments, a person with some. */
export function entryFor(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): 'cli' | 'post' | 'step' {
  if (args.length > 0) return 'cli'
  if (env[`STATE_${POST_STATE}`]) return 'post'
  const onRunner = env.GITHUB_ACTIONS === 'true' || Object.keys(env).some((name) => name.startsWith('INPUT_'))
  return onRunner ? 'step' : 'cli'
}
