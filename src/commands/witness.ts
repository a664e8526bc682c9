import { storyOf } from '../host/ending.ts'
import type { Host } from '../host/host.ts'
import { OUTPUTS, type OutputName } from '../options/outputs.ts'

/** What a run has said of itself, for those who are told of it when it has ended. */
export type Witness = {
  /** The host for the run, which hears what is said through it. */
  readonly host: Host
  outputOf(name: OutputName): string | undefined
  /** All that went wrong, in the run's own words; nothing where nothing did. */
  trouble(error: unknown): string | undefined
}

/** Stands between a command and its host, so that no command needs to know who else is told. */
export function witnessOf(host: Host): Witness {
  const outputs = new Map<string, string>()
  const errors: string[] = []
  return {
    host: {
      ...host,
      error(line) {
        errors.push(line)
        host.error(line)
      },
      output(name, value) {
        if (Object.hasOwn(OUTPUTS, name)) outputs.set(name, value)
        host.output(name, value)
      },
    },
    outputOf: (name) => outputs.get(name) || undefined,
    trouble(error) {
      const last = error === undefined ? [] : [storyOf(host, error)?.message ?? DEFECT]
      return [...errors, ...last].join('\n') || undefined
    },
  }
}

const DEFECT = 'A defect of pg-backup; the log tells more.'
