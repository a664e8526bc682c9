import { parseArgs } from 'node:util'
import { UsageError } from '../errors.ts'
import { type CommandName, checkCommand } from './commands.ts'
import { nearest } from './nearest.ts'
import { type Given, isOptionName, type Reading } from './reading.ts'
import { declared, OPTION_NAMES, type OptionName } from './table.ts'

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'help'; readonly command: CommandName | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly reading: Reading }

const FLAG_NAMES = OPTION_NAMES.filter((name) => !declared(name).stepOnly)

interface OptionToken {
  readonly kind: 'option'
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}
/** What `parseArgs` yields; its own type cannot describe options that are generated. */
type Token =
  | OptionToken
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' }

/** Reads a command line. What is wrong with it is collected, so that all of it can be told at once. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const tokens = tokensOf(args)
  const options = tokens.filter((token): token is OptionToken => token.kind === 'option')
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  if (words[0] === 'help' || options.some(({ name }) => name === 'help')) {
    return helpFor(words.filter((word) => word !== 'help')[0])
  }
  if (options.some(({ name }) => name === 'version')) return { kind: 'version' }

  const given = new Map<OptionName, Given>()
  const problems: UsageError[] = []
  for (const token of options) {
    const text = textOf(token)
    if (text instanceof UsageError) {
      problems.push(text)
    } else {
      const before = given.get(text.name)?.texts ?? []
      given.set(text.name, { texts: [...before, text.value], source: `--${text.name}` })
    }
  }
  // A stray word is most often the value of a flag that was misspelled: that one is told, and is enough.
  if (problems.length === 0) problems.push(...strayWords(words, given))
  return { kind: 'run', reading: { command: words[0], given, problems } }
}

function tokensOf(args: readonly string[]): readonly Token[] {
  const declaredFlags = FLAG_NAMES.map((name) => {
    const { form } = declared(name)
    return [
      name,
      { type: form === 'switch' ? ('boolean' as const) : ('string' as const), multiple: true },
    ] as const
  })
  // Not strict: the parser's own errors would know neither the nearest name nor that a value may be a secret.
  return parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(declaredFlags),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'V' },
    },
  }).tokens
}

function textOf(token: OptionToken): { readonly name: OptionName; readonly value: string } | UsageError {
  const { name, rawName } = token
  if (name === 'command') {
    return new UsageError({
      what: 'There is no flag `--command`.',
      next: 'Write the command first: pg-backup list …',
    })
  }
  if (!isOptionName(name)) {
    const meant = nearest(name.replace(/^no-/, ''), FLAG_NAMES)
    return new UsageError({
      what: `There is no flag \`${rawName.slice(0, 80)}\`.`,
      next:
        meant === undefined
          ? '`pg-backup help backup` lists the flags of a command.'
          : `Did you mean \`--${meant}\`?`,
    })
  }
  if (declared(name).form === 'switch') return { name, value: token.value ?? 'true' }
  const missing = token.value === undefined || (!token.inlineValue && /^-./.test(token.value))
  if (missing || token.value.trim() === '') {
    // An empty value is most often a shell variable that is not set: left out silently, it could turn encryption off.
    return new UsageError({
      what: `\`--${name}\` ${missing ? 'lacks its value' : 'has an empty value'}.`,
      next: `Write --${name} ${declared(name).placeholder}; a value that begins with a hyphen is written --${name}=-….`,
    })
  }
  return { name, value: token.value }
}

function strayWords(words: readonly string[], given: ReadonlyMap<OptionName, Given>): readonly UsageError[] {
  if (words.length < 2) return []
  const meant =
    words[0] === 'verify' && !given.has('backup') ? '--backup ./shop.dump' : '--destinations /srv/backups'
  // Not echoed: it could be a URL with a password in it.
  return [
    new UsageError({
      what: `There ${words.length === 2 ? 'is a word' : `are ${words.length - 1} words`} too many after the command.`,
      next: `Write every option with its name, such as ${meant}.`,
    }),
  ]
}

function helpFor(word: string | undefined): CommandLine {
  return { kind: 'help', command: word === undefined ? undefined : checkCommand(word) }
}
