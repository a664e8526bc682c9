/** How far a statement reaches beyond the objects of its own database. */
export type Reach =
  /** Makes, renames or removes databases, or changes the server itself. */
  | 'databases'
  /** Makes, changes or removes roles of the whole server, or who is a member of which. */
  | 'roles'
  /** Speaks of a database by its name: its settings, its owner, rights on it. */
  | 'named database'
  | 'tablespaces'
  | 'subscriptions'
  /** Makes what follows be done by another role. */
  | 'other user'

/** What there is to know of a statement before it is run. */
export type Meaning = {
  readonly reach: Reach | undefined
  /** Its first words in lower case, such as `create database`. */
  readonly verb: string
  /** The database or role that it makes, changes or removes, where that is what it does. */
  readonly subject: string | undefined
  /** Roles that must be there for it to run. */
  readonly roles: readonly string[]
  /** Whether it does nothing but give an owner or rights. */
  readonly onlyRights: boolean
  /** Whether rows follow it. */
  readonly copiesIn: boolean
}

/** More than any statement needs that speaks of roles, databases and the like. */
const LOOKED_AT = 64 * 1024

/** Looks at the words of a statement; what stands in quoted text means nothing. */
export function meaningOf(sql: Buffer): Meaning {
  const words = firstWords(sql)
  const verb = verbOf(words)
  const speaksOfRoles =
    /^(alter|grant|revoke|set session|create (policy|schema|user|database|role|group)|comment|security)\b/.test(
      verb,
    )
  const tokens = speaksOfRoles ? tokensOf(sql.toString('utf8', 0, LOOKED_AT)) : words
  const reach = reachOf(verb, tokens)
  return {
    verb,
    reach,
    subject: reach === undefined ? undefined : subjectOf(verb, tokens),
    roles: speaksOfRoles ? [...new Set(rolesOf(verb, tokens))] : [],
    onlyRights: isOnlyRights(verb, tokens),
    copiesIn: /^copy\b/.test(verb) && /\bfrom\s+stdin\b/i.test(sql.toString('latin1', 0, LOOKED_AT)),
  }
}

type Token = { readonly kind: 'word' | 'quoted' | 'text' | 'mark'; readonly text: string }

const plain = (token: Token | undefined): string => (token?.kind === 'word' ? token.text : '')

/** The first two words; of SET, what is set. */
function verbOf(tokens: readonly Token[]): string {
  const words = tokens.map(plain)
  if (words[0] === 'set' && words[1] === 'session' && words[2] === 'authorization')
    return 'set session authorization'
  if (words[0] === 'set' && (words[1] === 'session' || words[1] === 'local')) words.splice(1, 1)
  return words.slice(0, 2).join(' ').trim()
}

const firstWords = (sql: Buffer): Token[] => tokensOf(sql.toString('utf8', 0, 200))

const TOKEN =
  /(?<blank>\s+|--[^\n]*|\/\*.*?\*\/)|(?<word>[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*)|"(?<quoted>(?:[^"]|"")*)"|'(?<text>(?:[^']|'')*)'|(?<mark>.)/suy

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  for (const { groups } of sql.matchAll(new RegExp(TOKEN, 'gsuy'))) {
    const { word, quoted, text, mark } = groups ?? {}
    // Names are folded in ASCII alone, as the server does in most encodings.
    if (word !== undefined)
      tokens.push({ kind: 'word', text: word.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) })
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replaceAll('""', '"') })
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") })
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark })
  }
  return tokens
}

function reachOf(verb: string, tokens: readonly Token[]): Reach | undefined {
  const has = (...words: string[]): boolean => indexOf(tokens, words) >= 0
  if (/^(create|drop) database$|^alter system$/.test(verb)) return 'databases'
  // To give rights in somebody's name, pg_dump writes the name; as text it stands where all objects are made so.
  if (verb === 'set session authorization') return tokens[3]?.kind === 'text' ? 'other user' : undefined
  if (verb === 'set role') return 'other user'
  if (verb === 'alter database')
    return has('rename', 'to') ? 'databases' : has('set', 'tablespace') ? 'tablespaces' : 'named database'
  if (/^(create|alter|drop) tablespace$/.test(verb)) return 'tablespaces'
  if (verb === 'set default_tablespace')
    return tokens.some(({ kind, text }) => kind !== 'mark' && text === '') ? undefined : 'tablespaces'
  if (/^(create|alter|drop) subscription$/.test(verb)) return 'subscriptions'
  if (/^(create|alter|drop) (role|user|group)$/.test(verb))
    return has('user', 'mapping') ? undefined : 'roles'
  if (/^(comment on|security label)$/.test(verb)) return ofShared(plain(tokens[indexOf(tokens, ['on']) + 1]))
  if (/^(grant|revoke)\b/.test(verb)) {
    const on = indexOf(tokens, ['on'])
    return on < 0 ? 'roles' : ofShared(plain(tokens[on + 1]))
  }
  return undefined
}

const ofShared = (kind: string): Reach | undefined =>
  (
    ({
      database: 'named database',
      role: 'roles',
      tablespace: 'tablespaces',
      subscription: 'subscriptions',
    }) as const
  )[kind]

function subjectOf(verb: string, tokens: readonly Token[]): string | undefined {
  if (!/^(create|alter|drop) (database|role|user|group)$/.test(verb)) return undefined
  const named = tokens
    .slice(2)
    .filter(({ kind, text }) => kind !== 'word' || !['if', 'not', 'exists'].includes(text))
  return named[0]?.text
}

const isOnlyRights = (verb: string, tokens: readonly Token[]): boolean =>
  /^(grant|revoke)\b|^alter default$|^set session authorization$/.test(verb) ||
  (verb.startsWith('alter ') && indexOf(tokens, ['owner', 'to']) >= 0 && verb !== 'alter role')

/** Words that stand where a role may, and are none. */
const NO_ROLES = new Set(['public', 'current_user', 'current_role', 'session_user', 'default', 'none', 'all'])

function rolesOf(verb: string, tokens: readonly Token[]): string[] {
  const after = (...words: string[]): string[] => {
    const at = indexOf(tokens, words)
    return at < 0 ? [] : namesAt(tokens, at + words.length)
  }
  const rights = [
    ...after(verb === 'revoke' || indexOf(tokens, ['to']) < 0 ? 'from' : 'to'),
    ...after('granted', 'by'),
  ]
  if (/^grant\b|^revoke\b/.test(verb)) {
    const isMembership = indexOf(tokens, ['on']) < 0
    return [...(isMembership ? namesAt(tokens, 1) : []), ...rights]
  }
  if (verb === 'alter default') return [...after('for', 'role'), ...after('for', 'user'), ...rights]
  if (verb === 'create policy') return after('to')
  if (verb === 'create schema' || verb === 'set session authorization') return after('authorization')
  if (verb === 'create user' || verb === 'alter user')
    return indexOf(tokens, ['user', 'mapping']) < 0 ? [] : after('for')
  if (verb === 'create database') return after('owner').length > 0 ? after('owner') : after('owner', '=')
  if (verb === 'alter role') return indexOf(tokens, ['in', 'database']) < 0 ? [] : namesAt(tokens, 2)
  if (verb.startsWith('alter ')) return after('owner', 'to')
  return []
}

/** The names of roles from a place on, with commas between them. */
function namesAt(tokens: readonly Token[], start: number): string[] {
  const names: string[] = []
  for (let at = start; ; at++) {
    if (plain(tokens[at]) === 'group') at++
    const token = tokens[at]
    if (!token || token.kind === 'mark') return names
    if (token.kind !== 'word' || !NO_ROLES.has(token.text)) names.push(token.text)
    if (tokens[at + 1]?.text !== ',' || tokens[at + 1]?.kind !== 'mark') return names
    at++
  }
}

/** Where words, and marks between them, stand one after another outside of quotes. */
function indexOf(tokens: readonly Token[], words: readonly string[]): number {
  return tokens.findIndex((_, at) =>
    words.every((word, offset) => {
      const token = tokens[at + offset]
      return token?.text === word && (token.kind === 'word' || token.kind === 'mark')
    }),
  )
}
