import { UsageError } from '../errors.ts'
import { type CommandName, checkCommand, DEFAULT_COMMAND } from './commands.ts'
import { missing } from './missing.ts'
import type { Context, Option } from './option.ts'
import { COMBINE, type OptionsOf, type Surroundings, type ValuesOf } from './options.ts'
import { type Given, type Reading, withEnvironment } from './reading.ts'
import { declared, OPTION_NAMES, type OptionName } from './table.ts'
import { WATCH } from './table-watch.ts'
import { listed, parseSwitch } from './values.ts'
import { type Watch, type WatchValues, watchOf } from './watch.ts'

/** A command together with its options, ready to run. */
export type Request<Command extends CommandName = CommandName> = {
  readonly [Name in Command]: {
    readonly command: Name
    readonly options: OptionsOf<Name>
    /** Who else is told of the run. */
    readonly watch: Watch | undefined
  }
}[Command]

export interface Place extends Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin. */
  readonly folder: string
}

/** Turns what was read into a request, or throws one `UsageError` that tells everything that is wrong with it. */
export function parseRequest(reading: Reading, place: Place): Request {
  const command = checkCommand(reading.command ?? DEFAULT_COMMAND)
  return requestFor(command, reading, place)
}

function requestFor<Command extends CommandName>(
  command: Command,
  reading: Reading,
  place: Place,
): Request<Command> {
  const problems = [...reading.problems]
  const given = withEnvironment(reading.given, place.env)
  const values: Record<string, unknown> = {}
  const watchValues: Record<string, unknown> = {}
  for (const name of reading.given.keys()) collect(problems, () => checkBelongs(name, command))
  for (const name of OPTION_NAMES) {
    const option = declared(name)
    if (name === 'command' || !option.commands.includes(command)) continue
    collect(problems, () => checkExcludes(name, option, given))
    collect(problems, () => checkNeeds(name, option, command, reading.given))
    // After a misspelled name, what is missing is most often that one.
    if (option.required?.includes(command) && !given.has(name) && reading.problems.length === 0)
      problems.push(missing(name))
    collect(problems, () => {
      const context = { command, option: name, folder: place.folder, home: place.env.HOME }
      const kept = Object.hasOwn(WATCH, name) ? watchValues : values
      kept[camelCase(name)] = parsed(option, given.get(name), context)
    })
  }
  if (problems.length > 0) throw together(problems)
  // The table's types say what `values` holds now; only the compiler cannot follow the loop.
  const combine = COMBINE[command] as (
    values: ValuesOf<Command>,
    surroundings: Surroundings,
  ) => OptionsOf<Command>
  const options = combine(values as ValuesOf<Command>, place)
  return { command, options, watch: watchOf(watchValues as WatchValues) } as Request<Command>
}

function parsed(option: Option, given: Given | undefined, context: Context): unknown {
  const texts = given?.texts ?? (option.default === undefined ? undefined : [option.default])
  if (texts === undefined) return undefined
  if (option.form === 'lines') {
    const lines = linesOf(texts)
    if (given !== undefined && lines.length === 0) {
      // Only comments: taken for "not given", this could turn encryption off without a word.
      throw new UsageError({
        what: `\`${context.option}\`: ${given.source} holds comments only.`,
        next: `Write a value, such as ${option.example.split('\n')[0]}, or leave it out.`,
      })
    }
    return option.parse(lines, context)
  }
  const [text = '', ...others] = texts
  if (others.length === 0) return option.parse(text, context)
  throw new UsageError({
    what: `\`--${context.option}\` is given ${texts.length} times.`,
    next: 'Write it once.',
  })
}

/** Lines without blank ones and comments; a name that begins with # goes in double quotes. */
function linesOf(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(/\r\n|\r|\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function checkBelongs(name: OptionName, command: CommandName): void {
  const { commands } = declared(name)
  if (commands.includes(command)) return
  throw new UsageError({
    what: `\`${name}\` is no option of \`${command}\`; it belongs to ${listed(commands.map((other) => `\`${other}\``)).replace(' or ', ' and ')}.`,
    next: 'Leave it out, or choose the other command.',
  })
}

function checkExcludes(name: OptionName, option: Option, given: Reading['given']): void {
  for (const [other, why] of Object.entries(option.excludes ?? {})) {
    const one = given.get(name)
    const two = given.get(other as OptionName)
    if (one === undefined || two === undefined) continue
    throw new UsageError({
      what: `\`${name}\` cannot be combined with \`${other}\`: ${why}.`,
      next: `Leave out one of the two; they came from ${one.source} and ${two.source}.`,
    })
  }
}

/** An option that would do nothing is more often a switch that was forgotten. */
function checkNeeds(name: OptionName, option: Option, command: CommandName, given: Reading['given']): void {
  const other = option.needs?.[command]
  const one = given.get(name)
  if (other === undefined || one === undefined) return
  const { form, example } = declared(other as OptionName)
  const texts = given.get(other as OptionName)?.texts ?? []
  const isOn = texts.some((text) => form !== 'switch' || parseSwitch(text, { option: other }))
  if (isOn) return
  throw new UsageError({
    what: `\`${name}\` does nothing here without \`${other}\`.`,
    next: `Set \`${other}: ${form === 'switch' ? 'true' : example}\` (\`--${other}\`), or leave it out; it came from ${one.source}.`,
  })
}

function collect(problems: UsageError[], work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    problems.push(error)
  }
}

function together(problems: readonly UsageError[]): UsageError {
  const [first, ...others] = problems
  if (first !== undefined && others.length === 0) return first
  const all = problems.map(({ message }) => `- ${message.replaceAll('\n', '\n  ')}`)
  return new UsageError({
    what: `${problems.length} things are wrong with the options:`,
    why: all.join('\n'),
  })
}

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
