import type { Outcome } from '../archive/previous.ts'
import { formatDuration } from '../host/measure.ts'

/** What others are told of a run. No text in it holds a secret. */
export type Alarm = {
  readonly command: string
  readonly outcome: Outcome
  /** How the run before it ended, where that was looked up and is known. */
  readonly previous: Outcome | undefined
  /** Under which name the backups are kept; not known to a run that failed early. */
  readonly name: string | undefined
  readonly backup: string | undefined
  readonly destinations: readonly string[]
  /** What went wrong; of a run that passed, nothing. */
  readonly message: string | undefined
  readonly startedAt: Date
  readonly seconds: number
  /** The page of the run, on GitHub. */
  readonly page: string | undefined
}

/** Where and how patiently somebody is told. */
export type Telling = { readonly signal: AbortSignal; readonly patienceMs: number }

/** `backup of shop: fail` */
export const headlineOf = ({ command, name, outcome }: Alarm): string =>
  `${command}${name === undefined ? '' : ` of ${name}`}: ${outcome}`

/** The rest of it in lines, each a word and what there is to say. */
export const factsOf = (alarm: Alarm): readonly (readonly [string, string])[] =>
  (
    [
      ['Backup', alarm.backup],
      ['Destinations', alarm.destinations.join(', ') || undefined],
      ['Began', alarm.startedAt.toISOString()],
      ['Took', formatDuration(alarm.seconds)],
      ['Before', alarm.previous],
      ['Run', alarm.page],
    ] as const
  ).flatMap(([word, what]) => (what === undefined ? [] : [[word, what] as const]))

/** No receiver takes a text of any length. */
export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text
