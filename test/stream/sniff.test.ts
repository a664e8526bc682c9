import { UserError } from '../../src/errors.ts'
import { archiveHead, HEAD, sniff } from '../../src/stream/sniff.ts'

const told = (head: Buffer | string, whole = true): string => {
  try {
    return sniff(Buffer.from(head as string), whole, 'dump')
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `${error.ending}: ${error.story.why}`
  }
}

test.each([
  ['1f8b0800', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  [Buffer.from('age-encryption.org/v1\n-> X25519').toString('hex'), 'age'],
  ['5047444d50010e00', 'archive'],
])('bytes that begin with %s are %s', (hex, content) => {
  expect(told(Buffer.from(hex, 'hex'))).toBe(content)
})

test.each([
  '--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;',
  '-- PostgreSQL database cluster dump',
  '\ufeff-- with a byte order mark\nSELECT 1;',
  '\n\n/* a comment */ -- another\n  create table t ();',
  '\\restrict abc\n',
  '\\connect shop\n',
  'BEGIN;\r\nINSERT INTO t VALUES (1);',
  '(SELECT 1);',
  ';;\nvalues (1);',
])('%j is SQL', (text) => {
  expect(told(text, text.length > 40)).toBe('sql')
})

test('comments longer than what is looked at are taken for the beginning of SQL', () => {
  expect(told('-- a licence\n'.repeat(HEAD / 10), false)).toBe('sql')
  expect(told(`/*${' a licence'.repeat(HEAD / 10)}`, false)).toBe('sql')
  expect(told('\n'.repeat(HEAD), false)).toBe('sql')
})

test.each([
  ['BZh91AY&SYxxxx', /bzip2/],
  [Buffer.from('fd377a585a0000', 'hex'), /xz/],
  [Buffer.from('04224d186440', 'hex'), /LZ4/],
  [Buffer.from('502a4d1804000000', 'hex'), /skipped/],
  [Buffer.from('1f9d90', 'hex'), /`compress`/],
  [Buffer.from('377abcaf271c', 'hex'), /7-Zip/],
  ['Rar!\x1a\x07', /RAR/],
  ['-----BEGIN AGE ENCRYPTED FILE-----\n', /age in text form/],
  ['-----BEGIN PGP MESSAGE-----\n', /PGP/],
  ['Salted__12345678', /OpenSSL/],
  [Buffer.from('\ufeff-- PostgreSQL database dump', 'utf16le'), /UTF-16, as the `>` of PowerShell/],
])('%p may hold a sound dump, and cannot be opened: that is not a failure', (head, what) => {
  expect(told(head)).toMatch(/^unverified: It looks like /)
  expect(told(head)).toMatch(what)
})

test.each([
  ['', /undefined|What wrote it failed/],
  ['-- nothing but a comment\n', /nothing but comments/],
  ['\n \n', /nothing but comments/],
  ['SQLite format 3\0', /SQLite database/],
  ['PRAGMA foreign_keys=OFF;', /dump of SQLite/],
  [Buffer.from('54415045000003', 'hex'), /SQL Server/],
  ['USE [shop]\nGO', /SQL Server/],
  ['-- MySQL dump 10.13  Distrib 8.0.36\n', /MySQL/],
  ['/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump', /MySQL or MariaDB/],
  ['--\n-- Host: db    Database: shop\n', /MySQL/],
  ['<!DOCTYPE html><html>', /HTML/],
  ['<?xml version="1.0"?><Error><Code>AccessDenied</Code>', /XML, such as the answer of a store/],
  ['{"message": "Not Found"}', /JSON/],
  ['[{"id": 1}]', /JSON/],
  ['pg_dump: error: connection to server failed', /words of a program that failed/],
  [';\n; Archive created at 2026-11-21', /pg_restore --list/],
  ['id,name\n1,x\n', /does not begin as SQL/],
  [Buffer.alloc(2000), /none of the kinds/],
  [Buffer.from('\x7fELF\0\0'), /none of the kinds/],
])('%p is no dump, and that is a failure', (head, what) => {
  expect(told(head)).toMatch(/^fail: /)
  expect(told(head)).toMatch(what)
})

test('of an archive, the first bytes tell its format and whether it is packed', () => {
  // Heads of pg_dump 13 and 17: custom, directory, directory without compression, tar.
  const head = (hex: string) => archiveHead(Buffer.from(hex.padEnd(60, '0'), 'hex'))
  expect(head('5047444d50010e000408010101000000')).toEqual({ custom: true, packed: true })
  expect(head('5047444d50010e000408030006000000')).toEqual({ custom: false, packed: true })
  expect(head('5047444d500110000408030100120000')).toEqual({ custom: false, packed: true })
  expect(head('5047444d500110000408030000120000')).toEqual({ custom: false, packed: false })
  expect(head('5047444d50010e000408030000000000')).toEqual({ custom: false, packed: false })
  expect(archiveHead(Buffer.from('PGDMP'))).toBeUndefined()
})
