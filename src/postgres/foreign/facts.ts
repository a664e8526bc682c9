import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Foreign } from '../../archive/foreign.ts'
import { CONTENTS } from '../../archive/foreign-directory.ts'
import { TarReader } from '../../stream/tar.ts'
import type { Locale } from '../scratch/locale.ts'
import { localeIn } from './locale.ts'

/** What a dump tells of where it comes from; plain SQL, and what was edited, may tell nothing. */
export type ForeignFacts = {
  /** The version of the server that it was taken from, such as `15.4`. */
  readonly server: string | undefined
  /** The version of the pg_dump that wrote it. */
  readonly dumper: string | undefined
  /** The major version that can read it, and restore it without complaint: the newer of the two. */
  readonly major: number | undefined
  readonly database: string | undefined
  /** How the database stored and sorted text, or what comes next to it. */
  readonly locale: Locale
}

/** Reads it out of the first bytes, by nothing but ourselves: only after it is known which programs are needed. */
export async function readForeignFacts(
  foreign: Foreign,
  { signal }: { readonly signal: AbortSignal },
): Promise<ForeignFacts> {
  const head = await beginningOf(foreign, signal)
  const told = foreign.format === 'sql' ? toldBySql(head.toString('utf8')) : toldByArchive(head)
  const majors = [told.server, told.dumper].map(majorOf).filter((major) => major !== undefined)
  return {
    ...told,
    major: majors.length === 0 ? undefined : Math.max(...majors),
    locale: localeOf(head.toString('utf8')),
  }
}

/** Roles stand before the first database of a whole server's dump, and there may be many. */
const READ = 1024 * 1024

async function beginningOf(foreign: Foreign, signal: AbortSignal): Promise<Buffer> {
  const stream: Readable =
    foreign.format === 'directory'
      ? createReadStream(join(foreign.folder, CONTENTS))
      : await foreign.open(signal)
  const reader = foreign.format === 'tar' ? new TarReader(foreign.name) : undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const parts = reader ? [...reader.add(chunk)].filter((part) => Buffer.isBuffer(part)) : [chunk]
    chunks.push(...parts)
    length += chunk.length
    if (length >= READ) break
  }
  return Buffer.concat(chunks)
}

type Told = Pick<ForeignFacts, 'server' | 'dumper' | 'database'>

function toldBySql(text: string): Told {
  const newest = (pattern: RegExp): string | undefined =>
    [...text.matchAll(pattern)]
      .map(([, version = '']) => version)
      .sort((a, b) => (majorOf(b) ?? 0) - (majorOf(a) ?? 0))[0]
  return {
    server: newest(/^-- Dumped from database version (\S+)/gm),
    dumper: newest(/^-- Dumped by pg_dump(?:all)? version (\S+)/gm),
    database: undefined,
  }
}

/** The head of an archive, as pg_dump's WriteHead wrote it; all versions since 8.x write these fields alike. */
function toldByArchive(head: Buffer): Told {
  const minor = head[6] ?? 0
  const size = head[8] ?? 4
  let at = 11
  const readInt = (): number => {
    const isNegative = head[at] === 1
    const value = head.length > at + size ? head.readUIntLE(at + 1, Math.min(size, 6)) : 0
    at += 1 + size
    return isNegative ? -value : value
  }
  const readText = (): string | undefined => {
    const length = readInt()
    if (length < 0 || length > 10_000 || at + length > head.length) return undefined
    at += length
    return head.toString('utf8', at - length, at)
  }
  // Since 1.15 a byte names the compression, before that a number says how much; then the date, field by field.
  if (minor >= 15) at += 1
  else readInt()
  for (let field = 0; field < 7; field++) readInt()
  const [database, server, dumper] = [readText(), readText(), readText()]
  const version = (text: string | undefined) => /^\d\S*/.exec(text ?? '')?.[0]
  return { database, server: version(server), dumper: version(dumper) }
}

const majorOf = (version: string | undefined): number | undefined => {
  const major = Number.parseInt(version ?? '', 10)
  return Number.isNaN(major) ? undefined : major
}

/** Encodings that clients may have, and databases may not. */
const CLIENTS_ALONE = /^(SJIS|BIG5|GBK|UHC|GB18030|JOHAB|SHIFT_JIS_2004)$/i

function localeOf(head: string): Locale {
  const told = localeIn(head)
  if (told) return told
  const name = /SET client_encoding = '([A-Z0-9_]+)';/.exec(head)?.[1] ?? 'UTF8'
  if (name === 'UTF8' || CLIENTS_ALONE.test(name))
    return { ...LIBC, encoding: 'UTF8', collate: 'C.UTF-8', ctype: 'C.UTF-8' }
  return { ...LIBC, encoding: name, collate: 'C', ctype: 'C' }
}

const LIBC = { localeProvider: 'libc' } as const
