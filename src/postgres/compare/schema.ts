import type { Check, Finding } from '../../archive/verdict.ts'
import { shortDiff } from './diff.ts'
import { readSchemaText, type SchemaEntry, type SchemaText } from './entries.ts'
import { settled } from './forms.ts'
import { type Failed, numberOf } from './found.ts'

export type SchemaOptions = {
  /** Whether owners and rights were restored. */
  readonly ownersCompared: boolean
  /** Whether only a part of the database was dumped, and what it leans on was made beside. */
  readonly partial: boolean
  /** Statements that failed in the restore, and what that means for the verdict: what lacks them is judged alike. */
  readonly failed?: readonly Failed[]
  /**
   * The text of the same archive restored once more, without rows: what differs from the source there too was rewritten by
   * PostgreSQL, and not by anybody who touched the restored database.
   */
  readonly again?: string
}

/**
 * Compares the schema's text as it was dumped with that of the restored database, entry by entry, in any order. Both are plain
 * text by the client programs of one major version, pre-data and post-data alone.
 */
export function compareSchema(expected: string, found: string, options: SchemaOptions): Check {
  const [source, restored] = [readSchemaText(expected), readSchemaText(found)]
  if (source.encoding !== restored.encoding) return unlikeEncodings(source, restored)
  const again = options.again === undefined ? undefined : readSchemaText(options.again)
  const outcomeOf = failures(options.failed ?? [])
  const keys = new Set([...source.entries.keys(), ...restored.entries.keys()])
  const findings = [...keys].flatMap((key) => {
    const wanted = source.entries.get(key) ?? []
    const pairs = pairUp(wanted, restored.entries.get(key) ?? [], options)
    return pairs.flatMap(([before, now]): Finding[] => {
      const entry = before ?? now
      if (!entry || isNotCompared(entry, options)) return []
      const finding = told(before, now, options, again?.entries.get(key) ?? [])
      if (finding?.outcome !== 'fail' || !before)
        return finding ? [{ ...finding, object: objectOf(entry) }] : []
      return [{ ...finding, outcome: outcomeOf(before) ?? finding.outcome, object: objectOf(entry) }]
    })
  })
  return { name: 'schema', looked: numberOf(source.number, 'entry', 'entries'), findings }
}

type Pair = readonly [before: SchemaEntry | undefined, now: SchemaEntry | undefined]

/** Entries of one type, schema and name: those that fit no other stand against each other, or alone. */
function pairUp(
  wanted: readonly SchemaEntry[],
  there: readonly SchemaEntry[],
  options: SchemaOptions,
): Pair[] {
  const own = ({ text }: SchemaEntry) => (options.ownersCompared ? text : withoutOwner(text))
  const [missing, additional] = unpaired(wanted, there, own)
  const [changed, instead] = unpaired(missing, additional, (entry) => settled({ ...entry, text: own(entry) }))
  return Array.from({ length: Math.max(changed.length, instead.length) }, (_, at) => [
    changed[at],
    instead[at],
  ])
}

/** What an entry that has no equal says. */
function told(
  before: SchemaEntry | undefined,
  now: SchemaEntry | undefined,
  { ownersCompared, partial }: SchemaOptions,
  again: readonly SchemaEntry[],
): Finding | undefined {
  const one = before ?? now
  if (!one) return undefined
  if (partial && isOfDefaultSchema(one)) return { outcome: 'tolerated', what: MADE_ANEW }
  if (!before) return partial && isMadeBeside(one) ? undefined : { outcome: 'fail', what: ADDITIONAL }
  if (!now)
    return isSubscription(one)
      ? { outcome: 'tolerated', what: NEVER_RESTORED }
      : { outcome: 'fail', what: MISSING }
  // Its definition stands in an entry of its own, which closes a circle of views.
  if (isPlaceholder(before)) return undefined
  const forms = [before, now].map((entry) =>
    settled(ownersCompared ? entry : { ...entry, text: withoutOwner(entry.text) }),
  )
  const detail = shortDiff(forms[0] ?? '', forms[1] ?? '')
  return again.some(({ text }) => text === now.text)
    ? { outcome: 'tolerated', what: REWRITTEN, detail }
    : { outcome: 'fail', what: DIFFERS, detail }
}

/** What is said of an object that is there, and not as it was dumped. */
export const DIFFERS = 'an object differs'

const MISSING = 'an object is missing'
const ADDITIONAL = 'an object is there that the source did not have'
const MADE_ANEW = 'the default schema was made for this restore, and is not compared'
const NEVER_RESTORED = 'a subscription is never restored into a scratch server: it would dial out'
const REWRITTEN = 'PostgreSQL writes it differently once it has read it, and does so again'

/** Finds out what the restore's own errors mean for an entry that holds one of the statements that failed. */
function failures(failed: readonly Failed[]): (entry: SchemaEntry) => Finding['outcome'] | undefined {
  const byFirstLine = Map.groupBy(
    failed.map(({ statement, outcome }) => ({ statement: statement.trim(), outcome })),
    ({ statement }) => statement.split('\n', 1)[0],
  )
  return ({ text }) => {
    if (byFirstLine.size === 0) return undefined
    const fitting = text
      .split('\n')
      .flatMap((line) => byFirstLine.get(line) ?? [])
      .filter(({ statement }) => text.includes(statement))
    return fitting[0]?.outcome
  }
}

/** Takes away what is on both sides, each as often as it is there. */
function unpaired(
  wanted: readonly SchemaEntry[],
  there: readonly SchemaEntry[],
  form: (entry: SchemaEntry) => string,
): [readonly SchemaEntry[], readonly SchemaEntry[]] {
  if (wanted.length === 0 || there.length === 0) return [wanted, there]
  const left = Map.groupBy(there, form)
  const missing = wanted.filter((entry) => left.get(form(entry))?.pop() === undefined)
  return [missing, [...left.values()].flat()]
}

function isNotCompared({ type, schema, name }: SchemaEntry, { ownersCompared }: SchemaOptions): boolean {
  switch (type) {
    case 'ACL':
    case 'DEFAULT ACL':
      return !ownersCompared
    // What the planner knows of the rows is not the rows.
    case 'STATISTICS DATA':
      return true
    // Every database has it from the start, and whether a dump names it depends on whether it was ever made anew.
    case 'EXTENSION':
    case 'PROCEDURAL LANGUAGE':
      return name === 'plpgsql'
    case 'COMMENT':
      return schema === '-' && /^(EXTENSION|PROCEDURAL LANGUAGE|LANGUAGE) plpgsql$/.test(name)
    default:
      return false
  }
}

const isSubscription = ({ type, name }: SchemaEntry): boolean =>
  type.startsWith('SUBSCRIPTION') || (isAbout(type) && name.startsWith('SUBSCRIPTION '))

const isAbout = (type: string): boolean => ['COMMENT', 'ACL', 'SECURITY LABEL'].includes(type)

/** Schemas and extensions are in no archive of chosen tables, and are made for it all the same. */
const isMadeBeside = ({ type, name }: SchemaEntry): boolean =>
  ['SCHEMA', 'EXTENSION'].includes(type) || (isAbout(type) && /^(SCHEMA|EXTENSION) /.test(name))

/** Every new database has it; where only a part of one was dumped, it is dropped first, or was not dumped. */
const isOfDefaultSchema = ({ type, name }: SchemaEntry): boolean =>
  type === 'SCHEMA' ? name === 'public' : isAbout(type) && name === 'SCHEMA public'

const isPlaceholder = ({ type, text }: SchemaEntry): boolean =>
  type === 'VIEW' && /^CREATE VIEW [^\n]* AS\nSELECT\n {4}NULL::/.test(text)

/** Takes the last statement away where it gives the object to its owner. */
function withoutOwner(text: string): string {
  const start = text.lastIndexOf('\nALTER ')
  const statement = start < 0 ? '' : text.slice(start + 1)
  return /^ALTER [A-Z ]+ .* OWNER TO (?:"(?:[^"]|"")*"|[^\s";]+);(\nUSING [^\n]*)?$/s.test(statement)
    ? text.slice(0, start).trimEnd() + (/\nUSING [^\n]*$/.exec(statement)?.[0] ?? '')
    : text
}

/** In the reader's words: `foreign key shop.orders orders_customer_fkey`, `rights on table shop.orders`. */
function objectOf({ type, schema, name }: SchemaEntry): string {
  const within = (what: string) => (schema === '-' ? what : `${schema}.${what}`)
  if (type === 'DEFAULT ACL') return `${name.toLowerCase()}${schema === '-' ? '' : ` in ${schema}`}`
  const [, of = '', rest = name] = (isAbout(type) && ABOUT.exec(name)) || []
  const kind = [KINDS[type] ?? type.toLowerCase(), of.toLowerCase()].filter(Boolean).join(' ')
  return `${kind} ${within(rest.startsWith(`${type} `) ? rest.slice(type.length + 1) : rest)}`
}

const ABOUT =
  /^((?:MATERIALIZED|FOREIGN DATA|FOREIGN|LARGE|EVENT|ACCESS|TEXT SEARCH|OPERATOR(?= (?:CLASS|FAMILY) )) ?[A-Z]+|[A-Z]+) (.*)$/s

const KINDS: Readonly<Record<string, string>> = {
  ACL: 'rights on',
  BLOB: 'large object',
  COMMENT: 'comment on',
  DEFAULT: 'default of column',
  'FK CONSTRAINT': 'foreign key',
  'MATERIALIZED VIEW DATA': 'refresh of materialized view',
  'SECURITY LABEL': 'security label on',
  'SEQUENCE OWNED BY': 'owner of sequence',
}

function unlikeEncodings(source: SchemaText, restored: SchemaText): Check {
  const detail = `expected ${source.encoding}, found ${restored.encoding}`
  return {
    name: 'schema',
    looked: 'nothing',
    findings: [{ outcome: 'unverified', what: 'the two texts are in different encodings', detail }],
  }
}
