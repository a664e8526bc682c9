import type { Verbs } from './commands/verbs.ts'
import { EXIT, UserError } from './errors.ts'
import { type CommandLine, readCommandLine } from './options/flags.ts'
import { helpText } from './options/help.ts'
import type { Reading } from './options/reading.ts'
import { VERSION } from './options/version.ts'

/** The terminal program. What help does not need is loaded only after it. */
export async function run(args: readonly string[], verbs?: Verbs): Promise<number> {
  const line = read(args.length > 0 ? args : ['--help'])
  if (line === undefined) return EXIT.usage
  switch (line.kind) {
    case 'help':
      process.stdout.write(helpText(line.command))
      return EXIT.pass
    case 'version':
      process.stdout.write(`pg-backup ${VERSION}\n`)
      return EXIT.pass
    case 'run': {
      const [{ createTerminalHost }, { main }] = await Promise.all([
        import('./host/terminal.ts'),
        import('./main.ts'),
      ])
      const host = createTerminalHost({ env: process.env, out: process.stdout, err: process.stderr })
      await warnOfArguments(line.reading, (warning) => host.warn(warning))
      return main(host, line.reading, process.cwd(), verbs)
    }
  }
}

function read(args: readonly string[]): CommandLine | undefined {
  try {
    return readCommandLine(args)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`error: ${error.message.replaceAll('\n', '\n  ')}\n`)
    return undefined
  }
}

async function warnOfArguments({ given }: Reading, warn: (warning: string) => void): Promise<void> {
  const { holdsPassword } = await import('./host/secrets.ts')
  const { declared } = await import('./options/table.ts')
  const { isSecret } = await import('./options/reading.ts')
  for (const [name, { texts }] of given) {
    const { env } = declared(name)
    // A URL is a secret only where it has a password in it.
    const told = texts.filter(
      (text) => isSecret(name, text) && (!text.includes('://') || holdsPassword(text)),
    )
    if (told.length === 0) continue
    warn(
      `Arguments can be read by other users of this machine: give \`--${name}\` by the variable ${env} instead.`,
    )
  }
}
