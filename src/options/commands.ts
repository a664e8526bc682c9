/** Every command, each with its sentence. */
export const COMMANDS = {
  backup: 'Back up a database, exactly as it is at one moment, to every destination.',
  list: 'List the backups that lie in the destinations.',
} as const

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]
export const DEFAULT_COMMAND: CommandName = 'backup'
