import { type Ended, runTerminal } from './bundle.ts'

type Found = { readonly outcome: string; readonly said: string; readonly next: string | null }

/** What `doctor` said, by the line. */
export type Diagnosis = Ended & {
  /** `fail: The sentence. Fix: …` of a line; `part` is that of a destination by its label. */
  line(part: string, name: string): string
  /** The outcomes of all lines of a part. */
  outcomes(part: string): Readonly<Record<string, string>>
}

/** Runs `doctor` with options, each as often as it has values. */
export async function diagnose(
  options: Readonly<Record<string, string | readonly string[]>>,
  env: Readonly<Record<string, string | undefined>> = {},
  user?: { readonly uid: number; readonly gid: number },
): Promise<Diagnosis> {
  const flags = Object.entries(options).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => [`--${name}`, value]),
  )
  const ended = await runTerminal(['doctor', '--json', ...flags], env, user)
  const { lines } = ended.stdout === '' ? { lines: [] } : JSON.parse(ended.stdout)
  const found = lines as readonly (Found & { part: string; of: string | null; name: string })[]
  const inPart = (part: string) => found.filter((line) => (line.of ?? line.part) === part)
  return {
    ...ended,
    line(part, name) {
      const one = inPart(part).find((line) => line.name === name)
      if (!one) throw new Error(`There is no line ${part} ${name}:\n${ended.log}`)
      return [`${one.outcome}: ${one.said}`, one.next && `Fix: ${one.next}`].filter(Boolean).join(' ')
    },
    outcomes: (part) => Object.fromEntries(inPart(part).map(({ name, outcome }) => [name, outcome])),
  }
}
