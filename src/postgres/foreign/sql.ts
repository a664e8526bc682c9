import type { Readable } from 'node:stream'
import type { Finding } from '../../archive/verdict.ts'
import { asError, UserError } from '../../errors.ts'
import { type Allowed, TOLERANCES } from '../../options/drill.ts'
import { cutOff } from '../../stream/damage.ts'
import { quoted } from '../identifiers.ts'
import { type Circumstances, type Complaint, judge } from '../restore/errors.ts'
import { attemptsFor } from '../scratch/locale.ts'
import type { Session } from '../session.ts'
import { localeIn } from './locale.ts'
import { type Meaning, meaningOf } from './meaning.ts'
import type { RoleMaker } from './roles.ts'
import { type Grounds, LEFT_OUT, type LeftOut, readCommand, ruleOn } from './rules.ts'
import { type Piece, Script } from './script.ts'
import { type Outcome, runBytes, type ServerError, type ServerState, watchServer } from './wire.ts'

// Plain SQL is not given to psql: what a dump holds in the way of psql's own commands (`\!`, `\copy … program`) would run
// on this machine, and whether a line is one of those is for psql alone to say, by rules that differ between its versions.
// Here nothing could carry them out. It stops at the first error, as psql does with ON_ERROR_STOP.

export type ScriptRequest = {
  readonly source: Readable
  readonly grounds: Grounds
  readonly allow: Allowed
  readonly circumstances: Circumstances
  readonly major: number
  /** Where the script begins. */
  readonly database: string
  /** Connects to a database of the scratch server. */
  readonly connect: (database: string) => Promise<Session>
  readonly roles: RoleMaker
  /** Whether it changes what is live. */
  readonly durable?: boolean
}

/** What came of a script. */
export type ScriptOutcome = {
  readonly statements: number
  readonly findings: readonly Finding[]
  /** Whether nothing in it says where it ends. */
  readonly endless: boolean
  readonly notes: readonly string[]
  /** The databases that it made. */
  readonly made: readonly string[]
}

/** Runs a script to its end, or to the first error that speaks against it. */
export async function runScript(request: ScriptRequest): Promise<ScriptOutcome> {
  const run = new ScriptRun(request)
  try {
    return await run.toItsEnd()
  } finally {
    await run.close()
  }
}

type Statement = Extract<Piece, { kind: 'statement' }>

class ScriptRun {
  readonly #request: ScriptRequest
  readonly #script: Script
  readonly #findings: Finding[] = []
  readonly #leftOut = new Map<LeftOut, number>()
  readonly #notes: string[] = []
  readonly #made: string[] = []
  #session: Session | undefined
  #server: ServerState | undefined
  #statements = 0
  /** Whether an extension was left out, so that what needs it fails rightly. */
  #lacksExtension = false

  constructor(request: ScriptRequest) {
    this.#request = request
    this.#script = new Script(request.source, request.grounds.name)
  }

  async toItsEnd(): Promise<ScriptOutcome> {
    await this.#connect(this.#request.database)
    for (let piece = await this.#next(); piece; piece = await this.#next()) {
      const goesOn = piece.kind === 'statement' ? await this.#run(piece) : await this.#obey(piece)
      if (!goesOn) break
    }
    const isWhole = this.#findings.every(({ outcome }) => outcome === 'tolerated')
    if (isWhole) this.#requireEnd()
    return {
      statements: this.#statements,
      findings: [...this.#findings, ...this.#tellLeftOut()],
      notes: this.#notes,
      made: this.#made,
      endless: !this.#script.marked,
    }
  }

  async close(): Promise<void> {
    this.#request.source.destroy()
    await this.#session?.close()
  }

  #next(): Promise<Piece | undefined> {
    this.#script.backslashes = this.#server?.setting('standard_conforming_strings') === 'off'
    requireSafeEncoding(this.#server?.setting('client_encoding') ?? '', this.#request.grounds)
    return this.#script.next()
  }

  async #connect(database: string): Promise<void> {
    this.#requireNoTransaction()
    await this.#session?.close()
    this.#session = await this.#request.connect(database)
    // What is restored into a database of its own need not outlive a power cut, and an INSERT a row would wait for the disk each time.
    if (!this.#request.durable) await this.#session.query('SET synchronous_commit = off')
    await this.#session.query(`SET lc_messages = 'C'`).catch(() => undefined)
    this.#server = await watchServer(this.#session)
  }

  async #obey({ text, line }: Extract<Piece, { kind: 'command' }>): Promise<boolean> {
    const command = readCommand(text, line, this.#request.grounds)
    if (command !== 'nothing') await this.#connect(command.connect)
    return true
  }

  /** Whether the script goes on. */
  async #run(statement: Statement): Promise<boolean> {
    const meaning = meaningOf(statement.sql)
    const reason = ruleOn(meaning, statement.line, this.#request.grounds)
    if (reason) return this.#leaveOut(reason)
    await this.#request.roles.make(meaning.roles)
    this.#statements++
    const { error, copied } = await this.#send(statement.sql)
    if (error) return await this.#explain(error, copied, statement, meaning)
    this.#remember(meaning)
    return true
  }

  #leaveOut(reason: LeftOut): true {
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1)
    return true
  }

  #remember({ verb, subject }: Meaning): void {
    if (subject === undefined) return
    if (verb === 'create database') this.#made.push(subject)
    const at = verb === 'drop database' ? this.#made.indexOf(subject) : -1
    if (at >= 0) this.#made.splice(at, 1)
  }

  async #send(sql: Buffer): Promise<Outcome> {
    if (!this.#session) throw new Error('A script was run without a session.')
    try {
      return await runBytes(this.#session, sql, () => this.#script.rows())
    } catch (error) {
      throw lost(error)
    }
  }

  async #explain(
    error: ServerError,
    copied: boolean,
    statement: Statement,
    meaning: Meaning,
  ): Promise<boolean> {
    const text = statement.sql.toString('utf8', 0, 4096)
    if (meaning.verb === 'create database' && (await this.#createOtherwise(text, meaning, error))) return true
    if (meaning.subject !== undefined && THERE_ALREADY.test(error.code))
      return this.#leaveOut('there already')
    if (NOTHING_THERE.test(error.code) && isRemoval(text)) return this.#leaveOut('nothing there')
    const finding = this.#harmless(error, text) ?? this.#judge(error, copied, statement, meaning)
    this.#findings.push(finding)
    // Of rows that were refused on the way, the rest is still to come.
    if (finding.outcome !== 'tolerated' || copied) return false
    if (meaning.copiesIn) for await (const _ of this.#script.rows());
    return true
  }

  #judge(error: ServerError, copied: boolean, statement: Statement, meaning: Meaning): Finding {
    const finding = judge(complaintOf(error, copied, statement, meaning), this.#request.circumstances)
    return copied && finding.outcome === 'tolerated' ? { ...finding, outcome: 'unverified' } : finding
  }

  /** What an error rightly comes from, where it says nothing against the dump. */
  #harmless({ code, message }: ServerError, text: string): Finding | undefined {
    const tolerated = (what: string): Finding => ({ outcome: 'tolerated', what, detail: message })
    if (code === '42P06' && /^CREATE SCHEMA "?public"?\s*;/i.test(text)) return tolerated(PUBLIC_IS_THERE)
    const extension = /^CREATE EXTENSION\s+(?:IF NOT EXISTS\s+)?(?:"([^"]+)"|(\w+))/i.exec(text)
    const name = extension?.[1] ?? extension?.[2]
    if (name !== undefined && NOT_AVAILABLE.test(message)) return this.#withoutExtension(name, message)
    return this.#lacksExtension && NOTHING_THERE.test(code)
      ? tolerated(TOLERANCES['missing-extension'])
      : undefined
  }

  #withoutExtension(name: string, message: string): Finding {
    const about = { object: `extension ${name}`, detail: message }
    if (!this.#request.allow.missingExtensions.includes(name))
      return {
        outcome: 'unverified',
        what: 'the scratch server lacks an extension (`allow: missing-extension=NAME` goes on without it)',
        ...about,
      }
    this.#lacksExtension = true
    return { outcome: 'tolerated', what: TOLERANCES['missing-extension'], ...about }
  }

  /** Where the server lacks a locale or a tablespace, the next best will do, and is told. */
  async #createOtherwise(text: string, { subject }: Meaning, { code }: ServerError): Promise<boolean> {
    const locale = localeIn(text)
    if (!locale || subject === undefined || !/^(22|42704|42809|0A|58|XX)/.test(code)) return false
    for (const { options, note } of attemptsFor(locale, this.#request.major)) {
      const { error } = await this.#send(Buffer.from(`CREATE DATABASE ${quoted(subject)} ${options}`))
      if (error) continue
      this.#made.push(subject)
      if (note !== undefined) this.#notes.push(note)
      return true
    }
    return false
  }

  #requireEnd(): void {
    const { name } = this.#request.grounds
    this.#requireNoTransaction()
    if (this.#statements === 0)
      throw new UserError({ what: `${name} holds no statement that restores anything.` })
    if (!this.#script.marked)
      this.#notes.push(
        'Nothing in this SQL says where it ends, so a piece that is missing at its end would not be noticed.',
      )
  }

  #requireNoTransaction(): void {
    if (this.#server && this.#server.transaction() !== 'idle')
      throw cutOff(this.#request.grounds.name, 'It ends within a transaction, which nothing commits.')
  }

  /** Owners and rights are told for all formats alike. */
  #tellLeftOut(): Finding[] {
    const others = [...this.#leftOut].filter(([reason]) => reason !== 'rights')
    return others.map(([reason, count]) => ({
      outcome: 'tolerated',
      what: `${count === 1 ? '1 statement' : `${count.toLocaleString('en')} statements`}: ${LEFT_OUT[reason]}`,
    }))
  }
}

export const PUBLIC_IS_THERE = 'the schema public, which every new database has, is there already'

/** A role or a database of this name exists. */
const THERE_ALREADY = /^(42710|42P04)$/

/** No such table, function, type, schema, column, constraint, role or database. */
const NOTHING_THERE = /^(42P01|42883|42704|3F000|42703|3D000|42P02)$/
const NOT_AVAILABLE = /is not available|could not open extension control file/

/** As pg_dump writes them with --clean, before anything is made. */
const REMOVALS = [
  /^DROP\s/i,
  /^ALTER\s+(TABLE|DOMAIN|MATERIALIZED|INDEX)\b[^;']*\sDROP\s/i,
  /^SELECT pg_catalog\.lo_unlink\('\d+'\);/,
  // A view that others need is emptied first.
  /^CREATE OR REPLACE VIEW\s[^;]*?\sAS\s+SELECT\s+NULL::/,
]

const isRemoval = (text: string): boolean => REMOVALS.some((removal) => removal.test(text))

function complaintOf(error: ServerError, copied: boolean, statement: Statement, meaning: Meaning): Complaint {
  const { message, detail, hint, where } = error
  const place = `line ${statement.line.toLocaleString('en')} of the dump`
  return {
    message: copied ? `COPY failed: ${message}` : message,
    context: [place, detail, hint, where].filter(Boolean).join('\n'),
    statement: shown(statement, meaning),
  }
}

/** Trouble that is neither the dump's nor ours. */
function lost(error: unknown): Error {
  const { message } = asError(error)
  if (error instanceof UserError || !/connection|ECONNRESET|EPIPE|ended/i.test(message)) return asError(error)
  const story = { what: 'The connection to the scratch server was lost.', why: `${message}.`, cause: error }
  return new UserError({ ...story, next: 'Look into the log of that server, and start again.' }, 'unverified')
}

/** Statements that may hold a password are named by their first words. */
const shown = ({ sql }: Statement, { verb }: Meaning): string => {
  const text = sql.toString('utf8', 0, 1000)
  return /password|connection|secret|options/i.test(text) ? `${verb.toUpperCase()} …` : text
}

/** In these, the second byte of a character may look like a backslash or a quote. */
const UNSAFE = /^(SJIS|BIG5|GBK|UHC|GB18030|JOHAB|SHIFT_JIS_2004)$/

function requireSafeEncoding(encoding: string, { name }: Grounds): void {
  if (!UNSAFE.test(encoding)) return
  const story = {
    what: `${name} is written in the encoding ${encoding}, which cannot be taken apart safely.`,
    why: 'Bytes in the middle of its characters look like quotes and backslashes.',
    next: 'Dump with `--encoding=UTF8`, or in custom format.',
  }
  throw new UserError(story, 'unverified')
}
