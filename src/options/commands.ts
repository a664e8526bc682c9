import { UsageError } from '../errors.ts'
import { didYouMean } from './nearest.ts'

/** Every command, each with its sentence. */
export const COMMANDS = {
  backup: 'Back up a database, exactly as it is at one moment, to every destination.',
  verify: 'Restore a backup for real, and prove that it equals its source.',
  prove: 'Spoil a backup on purpose, in flight and in scratch, and show that each time the drill turns red.',
  restore: 'Restore a backup: plan, show, confirm, act, verify, and keep the way back.',
  prune: 'Remove the backups that no rule keeps, and what failed runs left behind.',
  check: 'Look whether the backups in the destinations are fresh, whole, proven and everywhere.',
  copy: 'Copy backups from one destination to the others, byte for byte.',
  list: 'List the backups that lie in the destinations.',
  doctor: 'Look at the database, the destinations and the keys, and say what is wrong and how to mend it.',
} as const

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]
export const DEFAULT_COMMAND: CommandName = 'backup'

/** A command by its name, or the error that names the nearest one. */
export function checkCommand(word: string): CommandName {
  const found = COMMAND_NAMES.find((name) => name === word)
  if (found !== undefined) return found
  // Only what looks like a command is echoed: anything else could be a URL with a password in it.
  const shown = /^[a-z-]{1,40}$/i.test(word) ? ` \`${word}\`` : ' of that name'
  throw new UsageError({
    what: `There is no command${shown}.`,
    next: [didYouMean(word, COMMAND_NAMES), `The commands are ${COMMAND_NAMES.join(', ')}.`]
      .filter(Boolean)
      .join(' '),
  })
}
