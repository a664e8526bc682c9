import type { Check, Finding } from '../archive/verdict.ts'

/** How many findings of a check are shown; the rest is counted. */
const SHOWN = 50

/** A finding as it may be shown, and how many there are of which the same is told. */
export type ShownFinding = Finding & { readonly times: number }

const ORDER = ['fail', 'unverified', 'tolerated'] as const

/** The findings of a check, the worst first, as many as are shown, and how many more there are. */
export function findingsOf(
  { findings }: Check,
  showNames: boolean,
): { readonly shown: readonly ShownFinding[]; readonly more: number } {
  const sorted = ORDER.flatMap((outcome) => findings.filter((finding) => finding.outcome === outcome))
  const all = grouped(showNames ? sorted : sorted.map(withoutNames))
  const more = all.slice(SHOWN).reduce((sum, { times }) => sum + times, 0)
  return { shown: all.slice(0, SHOWN), more }
}

/** What is left to tell where no names may be shown: what kind of difference it is. */
const withoutNames = ({ outcome, what, next }: Finding): Finding => ({ outcome, what, next })

/** What is said several times in the same words is told once. */
function grouped(findings: readonly Finding[]): readonly ShownFinding[] {
  const kinds = Map.groupBy(findings, ({ outcome, what, object, detail }) =>
    JSON.stringify([outcome, what, object, detail]),
  )
  return [...kinds.values()].flatMap((alike) => {
    const [first] = alike
    return first ? [{ ...first, times: alike.length }] : []
  })
}

/** Whether anything is kept from a reader who is not shown names. */
export const namesAnything = (checks: readonly Check[]): boolean =>
  checks.some(({ findings }) =>
    findings.some(({ object, detail }) => object !== undefined || detail !== undefined),
  )

/** How names and details come to be shown. */
export const HOW_TO_SHOW =
  'Names and details are shown where the repository is private, or with `show-table-names: yes`.'

/** A finding in a line, without its detail. */
export function findingLine({ object, what, times }: ShownFinding): string {
  const sentence = what.replace(/[.\s]+$/, '')
  const line = object === undefined ? sentence : `${object}: ${sentence}`
  return times > 1 ? `${line} (${times.toLocaleString('en')} times)` : line
}
