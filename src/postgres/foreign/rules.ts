import { UserError } from '../../errors.ts'
import type { Meaning } from './meaning.ts'

/** Where a script is run, as far as it says what may be run there. */
export type Grounds = {
  /** What messages call the dump. */
  readonly name: string
  /** Whether the user allowed it to make databases. */
  readonly mayCreateDatabases: boolean
  /** Whether the server is ours, and goes with all that a dump may do to it. */
  readonly throwaway: boolean
  /** The role that we are connected as. */
  readonly user: string
  /** Whether that role may give objects to their owners. */
  readonly owners: boolean
  /** Databases that are there already, and have to stay. */
  readonly kept: ReadonlySet<string>
}

/** Why statements are left out, each as what the report says of it. */
export const LEFT_OUT = {
  subscriptions: 'subscriptions were left out: they would dial their publisher',
  tablespaces: 'tablespaces were left out: they belong to the server',
  'named database': 'what speaks of the database by its name in the source was left out',
  roles: 'roles were not changed: the scratch server is not ours',
  'our role': 'the role by which the scratch server is reached was left as it is',
  'kept database': 'a database that every server has was left as it is',
  rights: 'owners and rights were left out',
  'other user':
    'it does not become other roles on the way: what those may do in the source, a scratch server does not know',
  'there already': 'the role or the database that the dump makes is there already',
  'nothing there': 'there was nothing yet that the dump could drop',
} as const
export type LeftOut = keyof typeof LEFT_OUT

/** Whether a statement is run as it is, or why it is left out; what must not be run at all is an error. */
export function ruleOn(meaning: Meaning, line: number, grounds: Grounds): LeftOut | undefined {
  const { reach, subject, onlyRights } = meaning
  if (reach === 'subscriptions' || reach === 'tablespaces' || reach === 'other user') return reach
  if (onlyRights && !grounds.owners) return 'rights'
  if (reach === 'databases') {
    const removes = meaning.verb.startsWith('drop')
    if (removes && grounds.mayCreateDatabases && grounds.kept.has(subject ?? '')) return 'kept database'
    requireDatabases(`${meaning.verb.toUpperCase()} at line ${line}`, grounds)
  }
  if (reach === 'named database' && !mayReachAll(grounds)) return reach
  if (reach === 'roles')
    return subject === grounds.user ? 'our role' : grounds.throwaway ? undefined : 'roles'
  return undefined
}

const mayReachAll = ({ mayCreateDatabases, throwaway }: Grounds): boolean => mayCreateDatabases && throwaway

/** Refuses what leads out of the database that a dump is restored into, unless that was allowed and does no harm. */
export function requireDatabases(found: string, { name, mayCreateDatabases, throwaway }: Grounds): void {
  if (mayCreateDatabases && throwaway) return
  const what = `${name} makes databases of its own, or goes to others: it holds ${found}.`
  const story = mayCreateDatabases
    ? {
        what,
        why: 'That is allowed, but not on this scratch server: it is not ours, and others may use it.',
        next: 'Restore into a throw-away server: `scratch: auto`, `embedded` or `docker`.',
      }
    : {
        what,
        why: 'It was not restored, since it would leave the database that it is restored into.',
        next: 'Allow it by `allow: create-database`, or dump one database without `--create`.',
      }
  throw new UserError(story, 'unverified')
}

/** What a line for psql asks for, as far as it is honoured. */
export type Command = { readonly connect: string } | 'nothing'

// Newer dumps lock psql against commands that a hostile source could have put into names. The others only print.
const WITHOUT_EFFECT = /^\\(restrict|unrestrict|echo|qecho|warn|timing|pset|set [A-Z_]+)(\s[^\\]*)?$/

/** Reads a line for psql. Nothing of it is ever carried out by psql; what would change the restore is an error. */
export function readCommand(text: string, line: number, grounds: Grounds): Command {
  if (WITHOUT_EFFECT.test(text)) return 'nothing'
  const [, name = '', rest = ''] = /^\\(connect|c)\s+(.*)$/.exec(text) ?? []
  if (name === '') throw unknownCommand(text, line, grounds)
  requireDatabases(`\\${name} at line ${line}`, grounds)
  const database = databaseIn(rest)
  if (database === undefined) throw elsewhere(text, line, grounds)
  return { connect: database }
}

/** The database alone of what follows \connect; nothing where a host or a user is named too. */
function databaseIn(text: string): string | undefined {
  const argument = text.replace(/^-reuse-previous=on\s+/, '').trim()
  const [, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^\s"'\\]+))$/.exec(argument) ?? []
  const name = quoted?.replaceAll('""', '"') ?? plain
  if (name === undefined || name === '-' || name.includes('://')) return undefined
  if (!name.includes('=')) return name
  const value = /^\s*dbname\s*=\s*'((?:[^'\\]|\\.)*)'\s*$/.exec(name)?.[1]
  return value?.replace(/\\(.)/g, '$1')
}

const unknownCommand = (text: string, line: number, { name }: Grounds): UserError =>
  new UserError(
    {
      what: `${name} holds a command of psql: ${commandIn(text)} at line ${line}.`,
      why: 'Such commands run programs and open files on the machine that restores, so they are not carried out.',
      next: 'Give a dump as pg_dump writes it.',
    },
    'unverified',
  )

const elsewhere = (text: string, line: number, { name }: Grounds): UserError =>
  new UserError(
    {
      what: `${name} connects to another server or as another user, by ${commandIn(text)} at line ${line}.`,
      why: 'A dump is restored into the scratch server alone.',
      next: 'Give a dump as pg_dump writes it.',
    },
    'unverified',
  )

/** What follows it may hold names, or a password. */
export const commandIn = (text: string): string => /^\\[a-z_]+|^\\./i.exec(text)?.[0] ?? '\\'
