/** One object of a schema, as pg_dump and pg_restore write it in plain text. */
export type SchemaEntry = {
  /** In pg_dump's words: `TABLE`, `FK CONSTRAINT`, `ACL`. */
  readonly type: string
  readonly schema: string
  readonly name: string
  readonly text: string
}

/** The entries of a text, those of one type, schema and name together, and the encoding that it declares. */
export type SchemaText = {
  readonly entries: ReadonlyMap<string, readonly SchemaEntry[]>
  readonly number: number
  readonly encoding: string | undefined
}

// Who owns it stands in the statement too, where it is ours to restore.
const HEADER = /(?<![^\n])--\n-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: ([^\n]*); Owner: [^\n]*\n--\n/g

const END = '\n--\n-- PostgreSQL database dump complete\n--\n'

/** Splits the text at the headers of its entries. */
export function readSchemaText(text: string): SchemaText {
  const end = text.lastIndexOf(END)
  const whole = end < 0 ? text : text.slice(0, end)
  const entries = new Map<string, SchemaEntry[]>()
  const headers = [...whole.matchAll(HEADER)]
  const preamble = whole.slice(0, headers[0]?.index)
  let { accessMethod } = withoutState(preamble)
  headers.forEach((header, at) => {
    const [all, name = '', type = '', schema = ''] = header
    const body = withoutState(whole.slice(header.index + all.length, headers[at + 1]?.index))
    const own = isStored(type, body.text) && accessMethod ? `\nUSING ${accessMethod}` : ''
    const entry = { type, schema, name, text: `${body.text}${own}` }
    accessMethod = body.accessMethod ?? accessMethod
    const key = JSON.stringify([type, schema, name])
    const same = entries.get(key)
    if (same) same.push(entry)
    else entries.set(key, [entry])
  })
  return { entries, number: headers.length, encoding: encodingOf(preamble) }
}

/** The encoding that a text declares at its beginning. */
export const encodingOf = (text: string): string | undefined =>
  /^SET client_encoding = '(.*)';$/m.exec(text)?.[1]

/** What comes before an entry's header, and is in force until it is set anew, stands at the end of the entry before. */
function withoutState(body: string): { readonly text: string; readonly accessMethod: string | undefined } {
  let accessMethod: string | undefined
  let text = body.replace(/^\n+/, '')
  for (;;) {
    const length = lengthWithoutBreaks(text)
    const line = text.slice(text.lastIndexOf('\n', length - 1) + 1, length)
    const [, what, value] = /^SET default_(tablespace|table_access_method) = (.*);$/.exec(line) ?? []
    if (what === undefined) return { text: text.slice(0, length), accessMethod }
    if (what === 'table_access_method') accessMethod ??= value
    text = text.slice(0, length - line.length)
  }
}

function lengthWithoutBreaks(text: string): number {
  let length = text.length
  while (length > 0 && text[length - 1] === '\n') length--
  return length
}

/** Whether rows of its own are stored, in the way of an access method. */
const isStored = (type: string, text: string): boolean =>
  type === 'MATERIALIZED VIEW' || (type === 'TABLE' && !text.includes('\nPARTITION BY '))
