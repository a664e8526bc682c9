import type { Check, Finding } from '../archive/verdict.ts'
import { shortDiff } from './compare-diff.ts'
import { readSchemaText, type SchemaEntry, type SchemaText } from './compare-entries.ts'
import { settled } from './compare-forms.ts'
import { numberOf } from './compare-found.ts'

export type SchemaOptions = {
  /** Whether owners and rights were restored. */
  readonly ownersCompared: boolean
  /** Whether only a part of the database was dumped, and what it leans on was made beside. */
  readonly partial: boolean
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
  const again = options.again === undefined ? undefined : readSchemaText(options.again)
  if (source.encoding !== restored.encoding) return unlikeEncodings(source, restored)
  const keys = new Set([...source.entries.keys(), ...restored.entries.keys()])
  const findings = [...keys].flatMap((key) => {
    const [wanted, there] = [source, restored].map(({ entries }) => entries.get(key) ?? [])
    return compareEntries(wanted ?? [], there ?? [], again?.entries.get(key) ?? [], options)
  })
  return { name: 'schema', looked: numberOf(source.number, 'entry', 'entries'), findings }
}

/** Compares all entries of one type, schema and name. */
function compareEntries(
  wanted: readonly SchemaEntry[],
  there: readonly SchemaEntry[],
  again: readonly SchemaEntry[],
  options: SchemaOptions,
): Finding[] {
  const [any] = wanted.length > 0 ? wanted : there
  if (!any || isNotCompared(any, options)) return []
  const form = (entry: SchemaEntry) => (options.ownersCompared ? entry.text : withoutOwner(entry.text))
  const [missing, additional] = unpaired(wanted, there, form)
  const settledForm = (entry: SchemaEntry) => settled({ type: entry.type, text: form(entry) })
  const [changed, instead] = unpaired(missing, additional, settledForm)
  const object = objectOf(any)
  return Array.from({ length: Math.max(changed.length, instead.length) }, (_, at): Finding[] => {
    const [before, now] = [changed[at], instead[at]]
    if (!now && isSubscription(any)) return [{ outcome: 'tolerated', what: NEVER_RESTORED, object }]
    if (!now)
      return options.partial && isMadeBeside(any)
        ? []
        : [{ outcome: 'fail', what: 'an object is missing', object }]
    if (!before) {
      if (options.partial && isMadeBeside(any)) return []
      return [{ outcome: 'fail', what: 'an object is there that the source did not have', object }]
    }
    const detail = shortDiff(settledForm(before), settledForm(now))
    if (again.some(({ text }) => text === now.text))
      return [{ outcome: 'tolerated', what: REWRITTEN, object, detail }]
    return [{ outcome: 'fail', what: 'an object differs', object, detail }]
  }).flat()
}

const NEVER_RESTORED = 'a subscription is never restored into a scratch server: it would dial out'
const REWRITTEN = 'PostgreSQL writes it differently once it has read it, and does so again'

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

/** Takes the last statement away where it gives the object to its owner. */
function withoutOwner(text: string): string {
  const start = text.lastIndexOf('\nALTER ')
  const statement = start < 0 ? '' : text.slice(start + 1)
  return /^ALTER [A-Z ]+ .* OWNER TO [^;]*;?(\nUSING [^\n]*)?$/s.test(statement)
    ? text.slice(0, start).trimEnd() + (/\nUSING [^\n]*$/.exec(statement)?.[0] ?? '')
    : text
}

/** In the reader's words: `foreign key shop.orders orders_customer_fkey`. */
function objectOf({ type, schema, name }: SchemaEntry): string {
  const kind = KINDS[type] ?? type.toLowerCase()
  return `${kind} ${schema === '-' ? '' : `${schema}.`}${name}`
}

const KINDS: Readonly<Record<string, string>> = {
  ACL: 'rights on',
  'DEFAULT ACL': 'default privileges',
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
