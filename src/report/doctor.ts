import type { Host } from '../host/host.ts'
import { type Line, OUTCOMES, type Section } from './doctor-lines.ts'
import { cell, table } from './markdown.ts'

/** Tells what was found: a line each with its fix, the job's summary, or JSON. */
export async function reportDoctor(
  host: Host,
  { json }: { readonly json: boolean },
  sections: readonly Section[],
): Promise<void> {
  await host.summary(summaryOf(sections))
  host.print(json ? JSON.stringify(jsonOf(sections), undefined, 2) : textOf(sections))
}

export const hasFailed = (sections: readonly Section[]): boolean =>
  linesOf(sections).some(({ outcome }) => outcome === 'fail')

const linesOf = (sections: readonly Section[]): readonly Line[] => sections.flatMap(({ lines }) => lines)

const WORDS = { ok: 'ok', warn: 'warn', fail: 'fail', skipped: '-' } as const
const SIGNS = { ok: '✅', warn: '⚠️', fail: '❌', skipped: '➖' } as const

function textOf(sections: readonly Section[]): string {
  const width = Math.max(...linesOf(sections).map(({ name }) => name.length))
  const blocks = sections.map(({ label, lines }) =>
    [label, ...linesFor(lines).flatMap((line) => textLines(line, width))].join('\n'),
  )
  return [...blocks, `${sentenceOf(sections)}.`].join('\n\n')
}

/** A part of which nothing was looked at is told in one line. */
function linesFor(lines: readonly Line[]): readonly Line[] {
  const [first] = lines
  const alike = lines.every(({ outcome, said }) => outcome === 'skipped' && said === first?.said)
  return first && alike ? [{ ...first, name: 'all' }] : lines
}

function textLines({ name, outcome, said, next }: Line, width: number): string[] {
  const indent = ' '.repeat(width + 10)
  const first = `  ${WORDS[outcome].padEnd(4)}  ${name.padEnd(width)}  ${said.replaceAll('\n', `\n${indent}`)}`
  return next === undefined ? [first] : [first, `${indent}Fix: ${next}`]
}

/** `1 fail, 2 warn, 20 ok, 3 not looked at` */
function sentenceOf(sections: readonly Section[]): string {
  const counted = (['fail', 'warn', 'ok', 'skipped'] as const).map((outcome) => ({
    outcome,
    number: linesOf(sections).filter((line) => line.outcome === outcome).length,
  }))
  return counted
    .filter(({ number, outcome }) => number > 0 || outcome === 'fail')
    .map(({ number, outcome }) => `${number} ${outcome === 'skipped' ? 'not looked at' : outcome}`)
    .join(', ')
}

function summaryOf(sections: readonly Section[]): string {
  const head = `## ${hasFailed(sections) ? SIGNS.fail : SIGNS.ok} Doctor: ${sentenceOf(sections)}`
  const parts = sections.map(({ label, lines }) =>
    [
      `### ${cell(label)}`,
      table(
        ['', 'Line', 'Found', 'Fix'],
        lines.map(({ name, outcome, said, next }) => [SIGNS[outcome], name, said, next ?? '']),
      ),
    ].join('\n\n'),
  )
  return `${[head, ...parts].join('\n\n')}\n`
}

function jsonOf(sections: readonly Section[]): object {
  const count = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, linesOf(sections).filter((line) => line.outcome === outcome).length]),
  )
  return {
    format: 1,
    outcome: hasFailed(sections) ? 'fail' : 'pass',
    count,
    lines: sections.flatMap(({ part, label, lines }) =>
      lines.map(({ name, outcome, said, next }) => ({
        part,
        of: part === 'destination' ? label : null,
        name,
        outcome,
        said,
        next: next ?? null,
      })),
    ),
  }
}
