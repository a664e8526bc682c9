import { EXIT } from '../errors.ts'
import { COMMAND_NAMES, COMMANDS, type CommandName, DEFAULT_COMMAND } from './commands.ts'
import { GROUPS, type Option } from './option.ts'
import { declared, OPTION_NAMES } from './table.ts'

const WIDTH = 100

/** The page that `pg-backup --help` shows, or that of one command. */
export function helpText(command: CommandName | undefined): string {
  return command === undefined ? overview() : commandPage(command)
}

function overview(): string {
  const column = Math.max(...COMMAND_NAMES.map((name) => name.length)) + 4
  return [
    'pg-backup: PostgreSQL backups that are whole or red, and open with stock tools.',
    '',
    'Usage: pg-backup COMMAND [--OPTION VALUE]…',
    '',
    'Commands:',
    ...COMMAND_NAMES.flatMap((name) => entry(name, COMMANDS[name], column)),
    '',
    '  pg-backup help COMMAND   shows the options of a command',
    '  pg-backup --version      shows the version',
    '',
    'Example:',
    '  DATABASE_URL=postgresql://… pg-backup backup --destinations /srv/backups --name shop',
    '',
    `Without a command the options are those of ${DEFAULT_COMMAND}.`,
    '',
    exitCodes(),
    '',
  ].join('\n')
}

function commandPage(command: CommandName): string {
  const options = OPTION_NAMES.filter(
    (name) => declared(name).commands.includes(command) && !declared(name).stepOnly,
  )
  const heads = options.map((name) => `--${name} ${declared(name).placeholder}`.trim())
  const column = Math.max(...heads.map((head) => head.length)) + 4
  const groups = GROUPS.flatMap((group) => {
    const lines = options.flatMap((name, index) =>
      declared(name).group === group
        ? entry(heads[index] ?? '', describe(declared(name), command), column)
        : [],
    )
    return lines.length === 0 ? [] : ['', `${group}:`, ...lines]
  })
  return [
    `Usage: pg-backup ${command} [--OPTION VALUE]…`,
    '',
    COMMANDS[command],
    ...groups,
    '',
    exitCodes(),
    '',
  ].join('\n')
}

/** An option's sentence with its default and where else it can come from, as plain text. */
function describe(option: Option, command: CommandName): string {
  const required = option.required?.includes(command)
  const notes = [
    option.form === 'lines' ? 'May be repeated.' : '',
    required ? 'Required.' : '',
    option.default === undefined || option.default === '' || option.form === 'switch'
      ? ''
      : `Default: ${option.default}.`,
    required || option.otherwise === undefined ? '' : `Without it: ${option.otherwise}.`,
    option.env === undefined
      ? ''
      : `Better given by the variable ${option.env}, which other users cannot see.`,
  ]
  return [option.sentence.replace(/, one a line/, ''), ...notes].filter(Boolean).join(' ').replaceAll('`', '')
}

function entry(head: string, text: string, column: number): readonly string[] {
  const [first = '', ...others] = wrapped(text, WIDTH - column)
  return [`  ${head.padEnd(column - 2)}${first}`, ...others.map((line) => `${' '.repeat(column)}${line}`)]
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const exitCodes = (): string =>
  `Exit codes: ${Object.entries(EXIT)
    .map(([ending, code]) => `${code} ${ending}`)
    .join(', ')}.`
