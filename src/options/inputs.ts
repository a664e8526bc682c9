import { UsageError } from '../errors.ts'
import { didYouMean } from './nearest.ts'
import { type Given, isOptionName, type Reading } from './reading.ts'
import { OPTION_NAMES, type OptionName } from './table.ts'

const PREFIX = 'INPUT_'

/**
 * Reads a step's inputs, which the runner passes as INPUT_ variables: also those that the action does not declare, so
 * that a misspelled one can be refused. An empty one was not given: expressions yield empty text.
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Reading {
  const given = new Map<OptionName, Given>()
  const problems: UsageError[] = []
  for (const [variable, text = ''] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX)) continue
    const name = variable.slice(PREFIX.length).toLowerCase()
    if (!isOptionName(name)) problems.push(unknownInput(name))
    else if (text.trim() !== '') given.set(name, { texts: [text], source: `the input \`${name}\`` })
  }
  return { command: given.get('command')?.texts[0]?.trim(), given, problems }
}

function unknownInput(name: string): UsageError {
  return new UsageError({
    what: `There is no input \`${name.slice(0, 80)}\`.`,
    next: didYouMean(name, OPTION_NAMES) ?? 'The README lists every input.',
  })
}
