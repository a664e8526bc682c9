import { Readable } from 'node:stream'
import { Script } from '../../src/postgres/foreign/script.ts'
import { Damage } from '../../src/stream/damage.ts'
import { dice, errorOf, forSeeds, pieces } from '../stream/bytes.ts'

type Told = readonly string[]

/** A script's pieces with their lines, rows included. */
const take = async (chunks: Iterable<Buffer>, backslashes = false): Promise<Told> => {
  const script = new Script(Readable.from(chunks, { objectMode: true }), 'dump.sql')
  script.backslashes = backslashes
  const told: string[] = []
  for (let piece = await script.next(); piece; piece = await script.next()) {
    if (piece.kind === 'command') told.push(`${piece.line}\\ ${piece.text}`)
    else told.push(`${piece.line}: ${piece.sql}`)
    if (piece.kind === 'command' || !/^copy .* from stdin/i.test(`${piece.sql}`)) continue
    const rows: Buffer[] = []
    for await (const chunk of script.rows()) rows.push(chunk)
    told.push(`rows ${JSON.stringify(`${Buffer.concat(rows)}`)}`)
  }
  return told
}

/** The same, however the bytes are cut; an error is told by its second line. */
const told = async (text: string, backslashes = false): Promise<Told | string> => {
  const bytes = Buffer.from(text)
  const tell = (chunks: Iterable<Buffer>) =>
    take(chunks, backslashes).catch((error: Error) => error.message.split('\n').slice(0, 2).join(' '))
  const whole = await tell([bytes])
  for (let size = 1; size < 12; size++) {
    const cut: Buffer[] = []
    for (let at = 0; at < bytes.length; at += size) cut.push(bytes.subarray(at, at + size))
    expect(await tell(cut)).toEqual(whole)
  }
  return whole
}

test('statements end at semicolons that stand in no quote, no comment and no parenthesis', async () => {
  expect(
    await told(`select 1; select ';', ";", $$;$$, $a$ ; $$ ; $a$, E'\\';', e'a''\\\\', 1e5, a$b$c
 /* ; /* ; */ ; */ -- ;
; create rule r as on insert to t do (select 1; select 2);select $1;;
;`),
  ).toEqual([
    '1: select 1;',
    `1: select ';', ";", $$;$$, $a$ ; $$ ; $a$, E'\\';', e'a''\\\\', 1e5, a$b$c\n /* ; /* ; */ ; */ -- ;\n;`,
    '3: create rule r as on insert to t do (select 1; select 2);',
    '3: select $1;',
  ])
})

test('comments before a statement are no part of it, and lines are counted through them', async () => {
  expect(
    await told('\ufeff-- one\n\n/* two\n three */ select\n4;\n-- five\n-- six\nselect 7;\n-- end'),
  ).toEqual(['4: select\n4;', '8: select 7;'])
})

test('bodies of functions in SQL hold semicolons', async () => {
  const body =
    'create or replace procedure p() begin atomic select case when true then 1 end; insert into t values (1); end;'
  const plain = 'create function f() returns int language sql as $$ begin; end; $$;'
  expect(await told(`${body}\n${plain} select begin; case; end;`)).toEqual([
    `1: ${body}`,
    `2: ${plain}`,
    '2: select begin;',
    '2: case;',
    '2: end;',
  ])
})

test('a backslash escapes in quoted text only where the server says so', async () => {
  expect(await told(`select 'a\\'; select 'b';`)).toEqual([`1: select 'a\\';`, `1: select 'b';`])
  expect(await told(`select 'a\\'; select ''b';`, true)).toEqual([`1: select 'a\\'; select ''b';`])
})

test('lines for psql are told apart', async () => {
  expect(await told('\\restrict abc\nselect 1; \\! touch x\n  \\connect y \n\\unrestrict abc')).toEqual([
    '1\\ \\restrict abc',
    '2: select 1;',
    '2\\ \\! touch x',
    '3\\ \\connect y',
    '4\\ \\unrestrict abc',
  ])
})

test('rows go as far as the line that ends them', async () => {
  expect(
    await told(
      'COPY t FROM stdin;\n1\ta\\.\n\\.x\n\\\\.\n;\n\\! x\n\\.\nselect 1;COPY t (a) from stdin;  \n\\.\r\ncopy t from stdin;\n\n\n\\.',
    ),
  ).toEqual([
    '1: COPY t FROM stdin;',
    `rows ${JSON.stringify('1\ta\\.\n\\.x\n\\\\.\n;\n\\! x\n')}`,
    '8: select 1;',
    '8: COPY t (a) from stdin;',
    'rows ""',
    '10: copy t from stdin;',
    `rows ${JSON.stringify('\n\n')}`,
  ])
})

test.each([
  ['select 1', /within a statement: no semicolon/],
  ["select 'a", /within a quote/],
  ['select "a', /within a quote/],
  ["select E'a\\", /within a quote/],
  ['select $a$ a $$', /within a quote/],
  ['/* a', /within a comment/],
  ['create function f() begin atomic select 1;', /within a statement/],
  ['COPY t FROM stdin;\n1\n', /within the rows/],
  ['COPY t FROM stdin;', /within the rows/],
  ['COPY t FROM stdin;\n1\n\\', /within the rows/],
  ['\\restrict abc\nselect 1;\n\\unrestrict ab', /"\\unrestrict abc"/],
  ['-- PostgreSQL database dump\nselect 1;\n', /"-- PostgreSQL database dump complete"/],
  [
    '-- PostgreSQL database cluster dump\n-- PostgreSQL database dump\n-- PostgreSQL database dump complete\n',
    /cluster dump complete/,
  ],
])('%j is cut off', async (text, where) => {
  const said = await told(text)
  expect(said).toMatch(/^dump.sql is cut off\. It /)
  expect(said).toMatch(where)
  expect(await errorOf(take([Buffer.from(text)]))).toBeInstanceOf(Damage)
})

test('what pg_dump and pg_dumpall end with is an end', async () => {
  const dump =
    '-- PostgreSQL database dump\n--\nselect 1;\n--\n-- PostgreSQL database dump complete\n--\n\n\n'
  expect(await told(dump)).toHaveLength(1)
  expect(
    await told(
      `-- PostgreSQL database cluster dump\n${dump}${dump}-- PostgreSQL database cluster dump complete\n`,
    ),
  ).toHaveLength(2)
})

test('what nobody can carry out is refused, and what hides something is damage', async () => {
  expect(await told('select 1 \\gexec\n;')).toMatch(
    /holds a command of psql within a statement: \\gexec at line 1/,
  )
  expect(await told('COPY t FROM stdin; select 1;\n\\.\n')).toMatch(/Something follows COPY on line 1/)
  expect(await told('select 1\0; drop table t;')).toMatch(/holds a byte of zero/)
})

test('statements and rows of any size come through as they are', () =>
  forSeeds(6, async (seed) => {
    const text = dice(seed.whole(1, 1e6)).bytes(seed.whole(1, 400_000)).toString('base64')
    const script = `insert into t values ('${text}');\nCOPY t FROM stdin;\n${text}\n\\.\nselect 2;\n`
    const expected = [
      `1: insert into t values ('${text}');`,
      '2: COPY t FROM stdin;',
      `rows ${JSON.stringify(`${text}\n`)}`,
      '5: select 2;',
    ]
    expect(await take(pieces(Buffer.from(script), seed))).toEqual(expected)
  }))
