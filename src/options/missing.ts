import { UsageError } from '../errors.ts'
import { declared, type OptionName } from './table.ts'

/** What a user reads who left out what a command cannot do without. */
export function missing(name: OptionName): UsageError {
  const option = declared(name)
  const example = option.example.split('\n')[0]
  const variable = option.env === undefined ? '' : `, or by the variable ${option.env}`
  return new UsageError({
    what: `\`${name}\` is missing.`,
    next: `Set it as an input of the step, \`${name}: ${example}\`, or on the command line, \`--${name} ${example}\`${variable}.`,
  })
}
