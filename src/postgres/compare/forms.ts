import type { SchemaEntry } from './entries.ts'

/**
 * The text of an entry in a form in which nothing is left of what rightly changes when PostgreSQL reads it and writes it anew:
 * the order of an heir's columns, of grants, of a policy's roles, of an operator family's members, and where casts stand.
 */
export function settled({ type, text }: Pick<SchemaEntry, 'type' | 'text'>): string {
  const casts = withoutNamesOfCasts(castsInside(text))
  switch (type) {
    case 'TABLE':
    case 'FOREIGN TABLE':
      return takesColumnsOver(casts) ? columnsSorted(casts) : casts
    case 'ACL':
    case 'DEFAULT ACL':
      return grantsSorted(casts)
    case 'POLICY':
      return rolesSorted(casts)
    case 'OPERATOR CLASS':
    case 'OPERATOR FAMILY':
      return membersSorted(casts)
    case 'STATISTICS':
      return columnsOfHeirSorted(casts, /^(CREATE STATISTICS .*? ON )(.*)( FROM .*)$/s)
    case 'PUBLICATION TABLE':
      return columnsOfHeirSorted(casts, /^(ALTER PUBLICATION [^(]*\()([^()]*)(\).*)$/s)
    case 'SCHEMA':
      // Whether it has to be created says more of the dump than of the schema.
      return casts.replace(
        /^(CREATE SCHEMA public;|-- \*not\* creating schema, since initdb creates it)\n*/,
        '',
      )
    default:
      return casts
  }
}

const takesColumnsOver = (text: string): boolean =>
  /\)\nINHERITS \(/.test(text) || /^CREATE [A-Z ]*TABLE [^\n]* OF /.test(text)

/** Inherited columns come back before the table's own, whatever their order was. */
function columnsSorted(text: string): string {
  const [create = '', ...others] = split(text, ';')
  const open = findTop(create, '(')
  const close = open < 0 ? -1 : findTop(create, ')', open + 1)
  if (close < 0) return text
  const columns = split(create.slice(open + 1, close), ',').map((column) => `    ${column.trim()}`)
  const rest = others.map((statement) => statement.trim()).filter(Boolean)
  return [create.slice(0, open + 1), ...columns.sort(), create.slice(close).trim(), ...rest.sort()].join('\n')
}

function grantsSorted(text: string): string {
  let grantor = ''
  const grants = split(text, ';').flatMap((statement) => {
    const line = statement.trim()
    const [, role] = /^SET SESSION AUTHORIZATION (.*)$/s.exec(line) ?? []
    if (role !== undefined) grantor = `${role}: `
    else if (line === 'RESET SESSION AUTHORIZATION') grantor = ''
    else if (line !== '') return [`${grantor}${line}`]
    return []
  })
  return grants.sort().join('\n')
}

/** Listed in the order in which the table happens to have them. */
const columnsOfHeirSorted = (text: string, where: RegExp): string =>
  text.replace(where, (_, head: string, columns: string, tail: string) => `${head}${sorted(columns)}${tail}`)

const sorted = (list: string): string =>
  split(list, ',')
    .map((item) => item.trim())
    .sort()
    .join(', ')

const ROLE = String.raw`(?:"(?:[^"]|"")*"|[^\s,";]+)`
const POLICY_ROLES = new RegExp(
  `^(CREATE POLICY .*?) TO (${ROLE}(?:, ${ROLE})*)(?= USING | WITH CHECK |;)`,
  's',
)

/** pg_dump lists them as the server happens to store its roles. */
const rolesSorted = (text: string): string =>
  text.replace(POLICY_ROLES, (_, head: string, roles: string) => `${head} TO ${sorted(roles)}`)

function membersSorted(text: string): string {
  const statements = split(text, ';').map((statement) => {
    const [, head = '', members = ''] = /^(.*? (?:AS|ADD)\n)(.*)$/s.exec(statement) ?? [undefined, statement]
    return `${head}${split(members, ',')
      .map((member) => `    ${member.trim()}`)
      .sort()
      .join('\n')}`
  })
  return statements.join('\n')
}

const ARRAY_CAST = /^\]\)::((?:"(?:[^"]|"")*"|[\w .]|\(\d+(?:,\d+)?\))+)\[\]/

/** `(ARRAY[a, b])::text[]` is read as `ARRAY[(a)::text, (b)::text]`, and so written from then on. */
function castsInside(text: string): string {
  const start = text.indexOf('(ARRAY[')
  if (start < 0) return text
  const inside = start + '(ARRAY['.length
  const end = findTop(text, ']', inside)
  const [cast, type] = end < 0 ? [] : (ARRAY_CAST.exec(text.slice(end, end + 300)) ?? [])
  if (cast === undefined || type === undefined) return text.slice(0, inside) + castsInside(text.slice(inside))
  const elements = elementsCast(castsInside(text.slice(inside, end)), type)
  return `${text.slice(0, start)}ARRAY[${elements}]${castsInside(text.slice(end + cast.length))}`
}

function elementsCast(elements: string, type: string): string {
  const cast = (element: string): string => {
    const [, inner] = /^ARRAY\[(.*)\]$/s.exec(element) ?? []
    return inner === undefined ? `(${element})::${type}` : `ARRAY[${elementsCast(inner, type)}]`
  }
  return split(elements, ',')
    .map((element) => cast(element.trim()))
    .join(', ')
}

const CAST_WITH_NAME =
  /::((?:"(?:[^"]|"")*"|[\w.]|\(\d+(?:,\d+)?\)|\[\]| (?:varying|precision|with|without|time|zone)\b)+) AS "?(\w+)"?(?!\w)/g

const INTERNAL_NAMES: Readonly<Record<string, string>> = {
  bigint: 'int8',
  'bit varying': 'varbit',
  boolean: 'bool',
  character: 'bpchar',
  'character varying': 'varchar',
  'double precision': 'float8',
  integer: 'int4',
  real: 'float4',
  smallint: 'int2',
  'time with time zone': 'timetz',
  'time without time zone': 'time',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
}

/** A constant that nobody named is written with its type, and from then on is called by that. */
const withoutNamesOfCasts = (text: string): string =>
  text.replace(CAST_WITH_NAME, (all, type: string, name: string) => {
    const plain = type.replaceAll(/\(.*?\)|\[\]/g, '').trim()
    const last = plain.replace(/^.*\./, '').replaceAll('"', '')
    return (INTERNAL_NAMES[plain] ?? last) === name ? `::${type}` : all
  })

/** Where this character stands outside of quotes and of brackets that open after the start. */
function findTop(text: string, wanted: string, start = 0): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === wanted && depth === 0) return at
    if (char === "'" || char === '"') {
      const close = text.indexOf(char, at + 1)
      if (close < 0) return -1
      at = close
    } else if (char === '(' || char === '[') depth++
    else if (char === ')' || char === ']') depth--
  }
  return -1
}

function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = findTop(text, separator); at >= 0; at = findTop(text, separator, from)) {
    parts.push(text.slice(from, at))
    from = at + 1
  }
  return [...parts, text.slice(from)]
}
