import type { UsageError } from '../errors.ts'
import { declared, OPTION_NAMES, type OptionName } from './table.ts'

/** One option as somebody wrote it. */
export interface Given {
  /** Several only where a flag was repeated. */
  readonly texts: readonly string[]
  /** Where it was written, for error sentences: `--jobs`, `the input \`jobs\``, `the variable DATABASE_URL`. */
  readonly source: string
}

/** What was found in the inputs or on the command line, before any of it is looked at. */
export interface Reading {
  /** The command's name as written, if it was. */
  readonly command: string | undefined
  readonly given: ReadonlyMap<OptionName, Given>
  /** Names that are unknown and the like; told together with the wrong values. */
  readonly problems: readonly UsageError[]
}

type Environment = Readonly<Record<string, string | undefined>>

export const isOptionName = (name: string): name is OptionName => Object.hasOwn(NAMES, name)
const NAMES: Readonly<Record<string, true>> = Object.fromEntries(OPTION_NAMES.map((name) => [name, true]))

/** Adds what the environment gives to options that were not written otherwise. */
export function withEnvironment(given: Reading['given'], env: Environment): Reading['given'] {
  const all = new Map(given)
  for (const name of OPTION_NAMES) {
    const variable = declared(name).env
    const text = variable === undefined ? undefined : env[variable]
    if (variable === undefined || text === undefined || text.trim() === '' || all.has(name)) continue
    all.set(name, { texts: [text], source: `the variable ${variable}` })
  }
  return all
}

/** Every secret among the values, to be masked before anything else happens. */
export function secretsOf(given: Reading['given'], env: Environment): readonly string[] {
  const variables = OPTION_NAMES.flatMap((name) => {
    const text = env[declared(name).env ?? '']
    return text !== undefined && isSecret(name, text) ? [text] : []
  })
  const values = [...given].flatMap(([name, { texts }]) => texts.filter((text) => isSecret(name, text)))
  return [...variables, ...values]
}

/** Whether this value of an option is one to be hidden. */
export function isSecret(name: OptionName, text: string): boolean {
  const { secret } = declared(name)
  return typeof secret === 'function' ? secret(text) : secret === true
}
