import { UserError } from '../../../src/errors.ts'
import { readPieces } from '../../../src/postgres/tables/pieces.ts'

const ENTRIES = [
  { id: 7, oid: 70, what: 'TABLE public t shop', needs: [], line: '' },
  { id: 8, oid: 0, what: 'COMMENT public TABLE t shop', needs: [7], line: '' },
  { id: 9, oid: 90, what: 'TABLE Odd; Type: x y shop', needs: [], line: '' },
]

const head = (id: number, oid: number, name: string, kind: string, schema = 'public') =>
  `--\n-- TOC entry ${id} (class 1 OID ${oid})\n-- Dependencies: 1 2\n-- Name: ${name}; Type: ${kind}; Schema: ${schema}; Owner: shop\n-- Data Pos: 0\n--\n\n`

const text = (comment: string) =>
  [
    `--\n-- PostgreSQL database dump\n--\n\n\\restrict x\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\nSET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n`,
    `${head(7, 70, 't', 'TABLE')}CREATE TABLE public.t (a int);\n\n\nALTER TABLE public.t OWNER TO shop;\n\n`,
    `${head(8, 0, 'TABLE t', 'COMMENT')}COMMENT ON TABLE public.t IS '${comment}';\n\n\nSET default_tablespace = "fast ""disk""";\n\n`,
    `${head(9, 90, 'y', 'TABLE', 'Odd; Type: x')}CREATE TABLE odd.y (a int);\n\n\n`,
    `-- Completed on 2026\n\n--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict x\n`,
  ].join('')

test('a schema is taken apart into what each object is made by, and where it is stored', () => {
  const { pieces, plainStrings } = readPieces(text('plain'), ENTRIES)
  expect(plainStrings).toBe(true)
  expect(pieces.map(({ kind, schema, tag, needs }) => [kind, schema, tag, needs])).toEqual([
    ['TABLE', 'public', 't', []],
    ['COMMENT', 'public', 'TABLE t', [7]],
    ['TABLE', 'Odd; Type: x', 'y', []],
  ])
  expect(pieces.map(({ sql }) => sql.replace(/\n-- Completed.*/s, '').trim())).toEqual([
    'CREATE TABLE public.t (a int);\n\n\nALTER TABLE public.t OWNER TO shop;',
    `COMMENT ON TABLE public.t IS 'plain';`,
    'CREATE TABLE odd.y (a int);',
  ])
  expect(pieces.map(({ tablespace, accessMethod }) => `${tablespace} ${accessMethod}`)).toEqual([
    ' heap',
    ' heap',
    'fast "disk" heap',
  ])
})

test.each([
  ['that is none of this schema', head(77, 70, 't', 'TABLE')],
  ['of another object', head(7, 71, 't', 'TABLE')],
  ['of another kind', head(7, 70, 't', 'VIEW')],
])('what looks like a header %s is a text', (_, forged) => {
  const { pieces } = readPieces(text(`x\n${forged}DROP TABLE public.other;`), ENTRIES)
  expect(pieces).toHaveLength(3)
  expect(pieces[1]?.sql).toContain('DROP TABLE public.other')
})

test('where nobody can tell which of two headers is a text, nothing is done', () => {
  const forged = `x\n${head(7, 70, 't', 'TABLE')}DROP TABLE public.other;`
  expect(() => readPieces(text(forged), ENTRIES)).toThrow(UserError)
})
