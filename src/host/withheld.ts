import type { Host } from './host.ts'

/**
 * Variables that are for this program alone: its inputs and state, the way to the source, its keys and credentials (of any
 * destination, with its prefix), what the runner hands to an action but to no script, and the files that make our outputs.
 */
const OURS =
  /^(INPUT_.*|STATE_.*|PG.*|DATABASE_URL|(.*_)?(AWS|AZURE)_.*|GOOGLE_(APPLICATION_CREDENTIALS|GHA_CREDS_PATH)|CLOUDSDK_AUTH_.*|ACTIONS_(ID_TOKEN|RUNTIME|RESULTS|CACHE)_.*|(GITHUB|GH)_TOKEN|GITHUB_(OUTPUT|STATE))$/

/** Settings that have a name like a credential's, and are none. */
const SETTINGS = /^AWS_((DEFAULT_)?REGION|CA_BUNDLE)$/

/** What every program needs, even where a short password such as `postgres` is a part of some path. */
const NEEDED =
  /^(PATH|HOME|PWD|OLDPWD|SHELL|USER|LOGNAME|HOSTNAME|LANG|LANGUAGE|LC_\w+|TZ|TERM|TMPDIR|CI|NODE_PATH|PYTHONPATH|VIRTUAL_ENV|JAVA_HOME|RUNNER_\w+|GITHUB_\w+)$/

/** The environment that a user's command gets from ours: all but what is secret, and which of it was kept back. */
export function withoutSecrets({ env, redact }: Pick<Host, 'env' | 'redact'>): {
  readonly env: Readonly<Record<string, string>>
  readonly withheld: readonly string[]
} {
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const isSecret = ([name, value]: [string, string]): boolean =>
    (OURS.test(name) && !SETTINGS.test(name)) || (!NEEDED.test(name) && redact(value) !== value)
  return {
    env: Object.fromEntries(given.filter((entry) => !isSecret(entry))),
    withheld: given.filter(isSecret).map(([name]) => name),
  }
}
