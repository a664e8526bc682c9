import { isUtf8 } from 'node:buffer'
import { UserError } from '../../errors.ts'
import { encodingOf } from '../compare/entries.ts'
import type { RestoreRequest, SchemaAtHand } from '../restore/request.ts'
import { writtenBytes } from '../restore/schema-text.ts'
import type { Entry } from '../restore/toc.ts'
import { splitStatements } from '../statements.ts'
import { NAME } from './written.ts'

/** One object of a backup, with the statements that make it. */
export type Piece = {
  readonly id: number
  /** In pg_dump's words: `TABLE`, `FK CONSTRAINT`, `ACL`. */
  readonly kind: string
  /** Empty for what lies in none. */
  readonly schema: string
  /** Its name as pg_dump tells it: what belongs to a table begins with the table's. */
  readonly tag: string
  /** Empty where nobody is to own it. */
  readonly owner: string
  /** The ids of the pieces that must be there before it. */
  readonly needs: readonly number[]
  readonly sql: string
  /** Where it is stored, and how; empty for the usual. */
  readonly tablespace: string
  readonly accessMethod: string
}

/** What a backup's schema consists of, in the order in which it is made. */
export type Definition = {
  readonly pieces: readonly Piece[]
  /** Whether a backslash in its texts is just that. */
  readonly plainStrings: boolean
}

type Reading = Pick<RestoreRequest, 'tools' | 'folder' | 'signal' | 'owners'>

/** Reads all of a backup's schema, each object with its statements. */
export async function readDefinition(
  request: Reading,
  { file, entries }: Pick<SchemaAtHand, 'file' | 'entries'>,
): Promise<Definition> {
  const how = request.owners ? [] : ['--no-owner', '--no-acl']
  return readPieces(decoded(await writtenBytes(request, ['--verbose', ...how, file])), entries)
}

const HEADER =
  /(?<![^\n])--\n-- TOC entry (\d+) \(class \d+ OID (\d+)\)\n(?:-- Dependencies: [\d ]+\n)?-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: ([^\n]*); Owner: ([^\n]*)\n(?:-- Data Pos: \d+\n)?--\n/g

const END = '\n--\n-- PostgreSQL database dump complete\n--\n'

/** Takes pg_restore's verbose text apart; the table of contents tells what in it is a header, and not a text of somebody's. */
export function readPieces(text: string, entries: readonly Entry[]): Definition {
  const end = text.lastIndexOf(END)
  const whole = end < 0 ? text : text.slice(0, end)
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const headers = [...whole.matchAll(HEADER)].filter(([, id, oid, , kind]) => {
    const entry = known.get(Number(id))
    return entry !== undefined && entry.oid === Number(oid) && entry.what.startsWith(`${kind} `)
  })
  if (new Set(headers.map(([, id]) => id)).size < headers.length) throw twice()
  const preamble = whole.slice(0, headers[0]?.index)
  let { state } = withoutState(preamble)
  const pieces = headers.flatMap((header, at): readonly Piece[] => {
    const [all, id, , tag = '', kind = '', schema = '', owner = ''] = header
    const own = state
    const body = withoutState(whole.slice(header.index + all.length, headers[at + 1]?.index))
    state = { ...state, ...body.state }
    return withoutAttachment({
      ...{ id: Number(id), kind, tag, sql: body.text, needs: known.get(Number(id))?.needs ?? [] },
      ...{ schema: schema === '-' ? '' : schema, owner: owner === '-' ? '' : owner },
      ...{ tablespace: own.tablespace ?? '', accessMethod: own.table_access_method ?? '' },
    })
  })
  return { pieces, plainStrings: !/^SET standard_conforming_strings = (off|'off');$/m.test(preamble) }
}

/** Up to version 13 a partition's definition attaches it too; later ones do that by a piece of its own, and so do we. */
function withoutAttachment(piece: Piece): readonly Piece[] {
  if (!piece.kind.endsWith('TABLE') || !piece.sql.includes(' ATTACH PARTITION ')) return [piece]
  const { statements } = splitStatements(piece.sql)
  const texts = statements.map(({ sql }) => `${sql};`)
  const isAttachment = (sql: string) => ATTACHMENT.test(sql)
  const attach = texts.filter(isAttachment)
  if (attach.length === 0) return [piece]
  const attaching = { id: -piece.id, kind: 'TABLE ATTACH', needs: [piece.id, ...piece.needs] }
  return [
    { ...piece, sql: texts.filter((sql) => !isAttachment(sql)).join('\n') },
    { ...piece, ...attaching, sql: attach.join('\n') },
  ]
}

const ATTACHMENT = new RegExp(`^ALTER TABLE ONLY ${NAME}\\.${NAME} ATTACH PARTITION `)

type State = { readonly tablespace?: string; readonly table_access_method?: string }

const STATE = /(?<![^\n])SET default_(tablespace|table_access_method) = (.*);\n*$/

/** What is in force from the next piece on stands at the end of the one before. */
function withoutState(body: string): { readonly text: string; readonly state: State } {
  let text = body
  const state: Record<string, string> = {}
  for (let found = STATE.exec(text); found; found = STATE.exec(text)) {
    const [all, what = '', value = ''] = found
    state[what] ??= value.replace(/^'(.*)'$|^"(.*)"$/, '$1$2').replaceAll('""', '"')
    text = text.slice(0, -all.length)
  }
  return { text: text.trim(), state }
}

/** By the server's names of encodings, those in which a schema is told at all often. */
const ENCODINGS: Readonly<Record<string, string | undefined>> = {
  ...{ UTF8: 'utf-8', EUC_JP: 'euc-jp', EUC_KR: 'euc-kr', EUC_CN: 'gbk', KOI8R: 'koi8-r', KOI8U: 'koi8-u' },
  ...{ LATIN2: 'iso-8859-2', LATIN9: 'iso-8859-15', ISO_8859_5: 'iso-8859-5', WIN866: 'ibm866' },
  ...{ WIN1250: 'windows-1250', WIN1251: 'windows-1251', WIN1252: 'windows-1252' },
}

function decoded(bytes: Buffer): string {
  const encoding = encodingOf(bytes.toString('latin1', 0, 4096)) ?? 'UTF8'
  if (encoding === 'LATIN1') return bytes.toString('latin1')
  if (encoding === 'SQL_ASCII' && isUtf8(bytes)) return bytes.toString('utf8')
  const label = ENCODINGS[encoding]
  if (label !== undefined) return new TextDecoder(label, { fatal: true }).decode(bytes)
  if (!/[\u0080-\u00ff]/.test(bytes.toString('latin1'))) return bytes.toString('latin1')
  throw new UserError({
    what: `The backup's schema is written in the encoding ${encoding}, of which single tables cannot be made again.`,
    next: 'Restore the backup under another name by `target-url`, and take the tables from there by pg_dump.',
  })
}

const twice = (): UserError =>
  new UserError({
    what: "The backup's schema cannot be taken apart: some text in it looks like what pg_restore writes between its parts.",
    next: 'Restore the backup under another name by `target-url`, and take the tables from there by pg_dump.',
  })
