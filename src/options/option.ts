import type { CommandName } from './commands.ts'

/** What a parser may look at beside the value itself. */
export interface Context {
  readonly command: CommandName
  /** The option's name, for error sentences. */
  readonly option: string
  /** Where relative paths begin. */
  readonly folder: string
  /** The home folder, for paths that begin with `~/`. */
  readonly home: string | undefined
}

/** The headings of `--help` and of the README's tables, in their order. */
export const GROUPS = [
  'What to back up',
  'What to restore into',
  'Where to',
  'Which backup',
  'How',
  'What stays',
  'What is expected',
  'The drill',
  'Your own checks',
  'Encryption',
  'Who is told',
  'What to show',
  'Running the tools',
] as const

interface Declaration {
  readonly commands: readonly CommandName[]
  readonly group: (typeof GROUPS)[number]
  readonly sentence: string
  /** What stands for the value in `--help`. */
  readonly placeholder: string
  /** A right value; lines are separated by `\n`. */
  readonly example: string
  /** The value when none is given, as a user would write it. */
  readonly default?: string
  /** What happens when nothing is given, where that is no value. */
  readonly otherwise?: string
  /** The commands that cannot do without it. */
  readonly required?: readonly CommandName[]
  /** By command, the option without which it would do nothing there; of a switch, that it is on. */
  readonly needs?: Readonly<Partial<Record<CommandName, string>>>
  /** Its value is masked before anything else happens, and never shown; a function tells which values are secret. */
  readonly secret?: true | ((text: string) => boolean)
  /** The environment variable that gives it too. */
  readonly env?: string
  /** The action has it as an input, the terminal has another way to say it. */
  readonly stepOnly?: true
  /** Options that cannot be given together with it, each with the reason. */
  readonly excludes?: Readonly<Record<string, string>>
}

/** One declared option. A `switch` is a flag without a value, `lines` takes several values, one a line or one a flag. */
export type Option = Declaration &
  (
    | { readonly form: 'value' | 'switch'; readonly parse: (text: string, context: Context) => unknown }
    | {
        readonly form: 'lines'
        readonly parse: (lines: readonly string[], context: Context) => unknown
      }
  )
