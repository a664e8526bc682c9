import type { Finding } from '../../src/archive/verdict.ts'
import { compareSchema, type SchemaOptions } from '../../src/postgres/compare/schema.ts'

type Entry = readonly [header: string, text: string]

const header = (of: string, owner = 'shop') => {
  const [type, schema, name] = of.split('|')
  return `--\n-- Name: ${name}; Type: ${type}; Schema: ${schema}; Owner: ${owner}\n--\n\n`
}

/** A text as pg_dump writes it, around these entries. */
const dump = (entries: readonly Entry[], { token = 'abc', encoding = 'UTF8' } = {}): string =>
  `--\n-- PostgreSQL database dump\n--\n\n\\restrict ${token}\n\n-- Dumped from database version 17.4\n-- Dumped by pg_dump version 17.${token.length}\n
SET statement_timeout = 0;\nSET client_encoding = '${encoding}';\nSELECT pg_catalog.set_config('search_path', '', false);\n\n${entries
    .map(([of, text]) => `${header(of)}${text}\n\n\n`)
    .join('')}--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict ${token}\n\n`

const WHOLE: SchemaOptions = { ownersCompared: true, partial: false }

const findingsOf = (
  expected: readonly Entry[],
  found: readonly Entry[],
  options: Partial<SchemaOptions> = {},
): readonly Finding[] =>
  compareSchema(dump(expected), dump(found, { token: 'another' }), { ...WHOLE, ...options }).findings

const short = (findings: readonly Finding[]) =>
  findings.map(({ outcome, what, object }) => `${outcome}: ${what}: ${object}`)

const TABLE: Entry = [
  'TABLE|shop|orders',
  'CREATE TABLE shop.orders (\n    id integer NOT NULL,\n    total numeric(10,2)\n);\n\n\nALTER TABLE shop.orders OWNER TO shop;',
]
const INDEX: Entry = [
  'INDEX|shop|orders_total',
  'CREATE INDEX orders_total ON shop.orders USING btree (total);',
]
const changed = ([of, text]: Entry, from: string, to: string): Entry => [of, text.replace(from, to)]

test('the same entries in another order are the same schema', () => {
  expect(findingsOf([TABLE, INDEX], [INDEX, TABLE])).toEqual([])
  expect(compareSchema(dump([TABLE, INDEX]), dump([TABLE, INDEX]), WHOLE).looked).toBe('2 entries')
})

test('what is missing, what is too much, and what differs is named', () => {
  expect(short(findingsOf([TABLE, INDEX], [TABLE]))).toEqual([
    'fail: an object is missing: index shop.orders_total',
  ])
  expect(short(findingsOf([TABLE], [TABLE, INDEX]))).toEqual([
    'fail: an object is there that the source did not have: index shop.orders_total',
  ])
  expect(findingsOf([TABLE], [changed(TABLE, 'numeric(10,2)', 'numeric(12,2)')])).toEqual([
    {
      outcome: 'fail',
      what: 'an object differs',
      object: 'table shop.orders',
      detail:
        '  CREATE TABLE shop.orders (\n      id integer NOT NULL,\n-     total numeric(10,2)\n+     total numeric(12,2)\n  );',
    },
  ])
})

test('two entries of one name are told apart, as often as they are there', () => {
  const comment = (text: string): Entry => ['COMMENT|shop|TABLE x', `COMMENT ON TABLE shop.x IS '${text}';`]
  expect(findingsOf([comment('a'), comment('b')], [comment('b'), comment('a')])).toEqual([])
  expect(short(findingsOf([comment('a'), comment('a')], [comment('a')]))).toEqual([
    'fail: an object is missing: comment on table shop.x',
  ])
})

test.each([
  ['COMMENT|shop|COLUMN orders.total', 'comment on column shop.orders.total'],
  ['ACL|shop|TABLE MY ORDERS', 'rights on table shop.MY ORDERS'],
  ['COMMENT|shop|MATERIALIZED VIEW sums', 'comment on materialized view shop.sums'],
  ['COMMENT|-|FOREIGN DATA WRAPPER w', 'comment on foreign data wrapper w'],
  ['ACL|-|FOREIGN SERVER s', 'rights on foreign server s'],
  ['COMMENT|shop|OPERATOR CLASS c USING btree', 'comment on operator class shop.c USING btree'],
  ['COMMENT|shop|OPERATOR + (integer, integer)', 'comment on operator shop.+ (integer, integer)'],
  ['COMMENT|shop|TEXT SEARCH CONFIGURATION c', 'comment on text search configuration shop.c'],
  ['COMMENT|-|LARGE OBJECT 5', 'comment on large object 5'],
  ['USER MAPPING|-|USER MAPPING public SERVER s', 'user mapping public SERVER s'],
  ['DEFAULT ACL|-|DEFAULT PRIVILEGES FOR FUNCTIONS', 'default privileges for functions'],
  ['FK CONSTRAINT|shop|orders orders_fkey', 'foreign key shop.orders orders_fkey'],
])('%s is called %s', (of, called) => {
  expect(findingsOf([[of, 'CREATE …;']], [])[0]?.object).toBe(called)
})

test('a long difference is told short', () => {
  const body = (value: string): Entry => [
    'FUNCTION|shop|f()',
    `CREATE FUNCTION shop.f() RETURNS text LANGUAGE sql AS '\n${Array.from({ length: 50 }, (_, at) => `${value}${at}`).join('\n')}${'x'.repeat(500)}';`,
  ]
  const [finding] = findingsOf([body('a')], [body('b')])
  expect(finding?.detail?.split('\n').length).toBeLessThan(25)
  expect(finding?.detail).toContain('… and 42 more lines')
  const line = (middle: string): Entry => [
    'VIEW|shop|v',
    `CREATE VIEW shop.v AS SELECT '${'y'.repeat(400)}${middle}${'z'.repeat(400)}';`,
  ]
  const [long] = findingsOf([line('one')], [line('two')])
  for (const part of ['one', 'two', '…']) expect(long?.detail).toContain(part)
  expect(long?.detail?.length).toBeLessThan(400)
})

test('a table is stored by its own access method, wherever the line about that stands', () => {
  const set = (method: string) =>
    `\n\nSET default_tablespace = '';\n\nSET default_table_access_method = ${method};`
  const [first, second]: Entry[] = [
    ['TABLE|shop|a', 'CREATE TABLE shop.a (\n);'],
    ['TABLE|shop|b', 'CREATE TABLE shop.b (\n);'],
  ]
  const [before]: Entry[] = [['SCHEMA|-|shop', 'CREATE SCHEMA shop;']]
  if (!first || !second || !before) throw new Error('These are there.')
  const with_ = ([of, text]: Entry, method: string): Entry => [of, `${text}${set(method)}`]
  expect(
    findingsOf(
      [with_(before, 'heap'), with_(first, 'other'), second],
      [with_(before, 'other'), with_(second, 'heap'), first],
    ),
  ).toEqual([])
  expect(
    short(
      findingsOf(
        [with_(before, 'heap'), with_(first, 'other'), second],
        [with_(before, 'heap'), first, second],
      ),
    ),
  ).toEqual(['fail: an object differs: table shop.b'])
  // A partitioned table stores nothing, so what is in force where it stands says nothing of it.
  const parent: Entry = ['TABLE|shop|p', 'CREATE TABLE shop.p (\n    a integer\n)\nPARTITION BY LIST (a);']
  expect(findingsOf([with_(before, 'heap'), parent], [with_(before, 'other'), parent])).toEqual([])
})

describe('what PostgreSQL itself writes anew', () => {
  const differs = (of: string, before: string, after: string) => findingsOf([[of, before]], [[of, after]])

  test.each([
    [
      'columns of an heir',
      'TABLE|shop|heir',
      "CREATE TABLE shop.heir (\n    z integer DEFAULT 1,\n    a text DEFAULT 'x, (y'::text,\n    CONSTRAINT c CHECK (\nCASE\n    WHEN (z > 1) THEN (a = ','::text)\n    ELSE true\nEND)\n)\nINHERITS (shop.parent);\nALTER TABLE ONLY shop.heir ALTER COLUMN z SET STATISTICS 1;\nALTER TABLE ONLY shop.heir ALTER COLUMN a SET STATISTICS 2;",
      "CREATE TABLE shop.heir (\n    a text DEFAULT 'x, (y'::text,\n    z integer DEFAULT 1,\n    CONSTRAINT c CHECK (\nCASE\n    WHEN (z > 1) THEN (a = ','::text)\n    ELSE true\nEND)\n)\nINHERITS (shop.parent);\nALTER TABLE ONLY shop.heir ALTER COLUMN a SET STATISTICS 2;\nALTER TABLE ONLY shop.heir ALTER COLUMN z SET STATISTICS 1;",
    ],
    [
      'casts of an array',
      'CHECK CONSTRAINT|shop|t c',
      "ALTER TABLE shop.t ADD CONSTRAINT c CHECK (((s)::text = ANY ((ARRAY['a]'::character varying, 'it''s ('::character varying])::text[])));",
      "ALTER TABLE shop.t ADD CONSTRAINT c CHECK (((s)::text = ANY (ARRAY[('a]'::character varying)::text, ('it''s ('::character varying)::text])));",
    ],
    [
      'names of constants that nobody named',
      'VIEW|shop|v',
      "CREATE VIEW shop.v AS\n SELECT t.a,\n    'x'::text AS kind\n   FROM shop.t\nUNION\n SELECT NULL::integer,\n    'y'::character varying(3),\n    '-1'::timestamp(3) with time zone,\n    'z'::shop.kind,\n    '{}'::text[];",
      "CREATE VIEW shop.v AS\n SELECT t.a,\n    'x'::text AS kind\n   FROM shop.t\nUNION\n SELECT NULL::integer AS int4,\n    'y'::character varying(3) AS \"varchar\",\n    '-1'::timestamp(3) with time zone AS timestamptz,\n    'z'::shop.kind AS kind,\n    '{}'::text[] AS text;",
    ],
    [
      'grants',
      'ACL|shop|TABLE t',
      'GRANT SELECT ON TABLE shop.t TO a;\nSET SESSION AUTHORIZATION b;\nGRANT INSERT ON TABLE shop.t TO c;\nRESET SESSION AUTHORIZATION;',
      'SET SESSION AUTHORIZATION b;\nGRANT INSERT ON TABLE shop.t TO c;\nRESET SESSION AUTHORIZATION;\nGRANT SELECT ON TABLE shop.t TO a;',
    ],
    [
      "a policy's roles",
      'POLICY|shop|t p',
      'CREATE POLICY p ON shop.t FOR SELECT TO b, "a, c", a USING ((x = 1));',
      'CREATE POLICY p ON shop.t FOR SELECT TO "a, c", a, b USING ((x = 1));',
    ],
    [
      'members of an operator family',
      'OPERATOR FAMILY|shop|f',
      'CREATE OPERATOR FAMILY shop.f USING btree;\nALTER OPERATOR FAMILY shop.f USING btree ADD\n    OPERATOR 1 <(bigint,integer) ,\n    OPERATOR 1 <(integer,bigint);',
      'CREATE OPERATOR FAMILY shop.f USING btree;\nALTER OPERATOR FAMILY shop.f USING btree ADD\n    OPERATOR 1 <(integer,bigint) ,\n    OPERATOR 1 <(bigint,integer);',
    ],
    [
      'columns of statistics',
      'STATISTICS|shop|s',
      'CREATE STATISTICS shop.s (ndistinct) ON b, a, lower(c) FROM shop.heir;',
      'CREATE STATISTICS shop.s (ndistinct) ON a, b, lower(c) FROM shop.heir;',
    ],
    [
      'columns of a publication',
      'PUBLICATION TABLE|shop|p heir',
      'ALTER PUBLICATION p ADD TABLE ONLY shop.heir (b, a) WHERE ((a > 1));',
      'ALTER PUBLICATION p ADD TABLE ONLY shop.heir (a, b) WHERE ((a > 1));',
    ],
  ])('%s', (_, of, before, after) => {
    expect(differs(of, before, after)).toEqual([])
  })

  test.each([
    [
      'columns of a table without parents',
      'TABLE|shop|t',
      'CREATE TABLE shop.t (\n    b integer,\n    a integer\n);',
      'CREATE TABLE shop.t (\n    a integer,\n    b integer\n);',
    ],
    [
      'a column of an heir',
      'TABLE|shop|heir',
      'CREATE TABLE shop.heir (\n    b integer,\n    a integer\n)\nINHERITS (shop.parent);',
      'CREATE TABLE shop.heir (\n    a bigint,\n    b integer\n)\nINHERITS (shop.parent);',
    ],
    [
      'the order of parents',
      'TABLE|shop|heir',
      'CREATE TABLE shop.heir (\n)\nINHERITS (shop.a, shop.b);',
      'CREATE TABLE shop.heir (\n)\nINHERITS (shop.b, shop.a);',
    ],
    [
      'the name of a column',
      'VIEW|shop|v',
      "CREATE VIEW shop.v AS\n SELECT 'x'::text AS text,\n    1 AS int4;",
      "CREATE VIEW shop.v AS\n SELECT 'x'::text AS other,\n    1 AS int4;",
    ],
    [
      'who granted',
      'ACL|shop|TABLE t',
      'SET SESSION AUTHORIZATION b;\nGRANT INSERT ON TABLE shop.t TO c;\nRESET SESSION AUTHORIZATION;',
      'GRANT INSERT ON TABLE shop.t TO c;',
    ],
    [
      'a value in an array',
      'CHECK CONSTRAINT|shop|t c',
      "ALTER TABLE shop.t ADD CONSTRAINT c CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])));",
      "ALTER TABLE shop.t ADD CONSTRAINT c CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('c'::character varying)::text])));",
    ],
    [
      "a policy's condition",
      'POLICY|shop|t p',
      'CREATE POLICY p ON shop.t TO a, b USING ((x = 1));',
      'CREATE POLICY p ON shop.t TO b, a USING ((x = 2));',
    ],
  ])('and what it does not: %s', (_, of, before, after) => {
    expect(short(differs(of, before, after))).toEqual([expect.stringMatching(/^fail: an object differs: /)])
  })

  test('whatever else comes out the same when the archive is restored once more', () => {
    const [before, after]: Entry[] = [
      ['VIEW|shop|v', 'CREATE VIEW shop.v AS\n SELECT 1 AS one;'],
      ['VIEW|shop|v', 'CREATE VIEW shop.v AS\n SELECT (1) AS one;'],
    ]
    if (!before || !after) throw new Error('These are there.')
    expect(findingsOf([before], [after], { again: dump([after]) })).toMatchObject([
      {
        outcome: 'tolerated',
        object: 'view shop.v',
        detail: '  CREATE VIEW shop.v AS\n-  SELECT 1 AS one;\n+  SELECT (1) AS one;',
      },
    ])
    expect(findingsOf([before], [changed(after, '(1)', '(2)')], { again: dump([after]) })).toMatchObject([
      { outcome: 'fail' },
    ])
    expect(findingsOf([before], [], { again: dump([]) })).toMatchObject([{ outcome: 'fail' }])
  })
})

test('a subscription is not restored, and that is told', () => {
  const subscription: Entry[] = [
    ['SUBSCRIPTION|-|s', "CREATE SUBSCRIPTION s CONNECTION 'host=h' PUBLICATION p WITH (connect = false);"],
    ['COMMENT|-|SUBSCRIPTION s', "COMMENT ON SUBSCRIPTION s IS 'x';"],
  ]
  expect(short(findingsOf(subscription, []))).toEqual([
    'tolerated: a subscription is never restored into a scratch server: it would dial out: subscription s',
    'tolerated: a subscription is never restored into a scratch server: it would dial out: comment on subscription s',
  ])
})

test('plpgsql is in every database, whether a dump names it or not', () => {
  const plpgsql: Entry[] = [
    ['EXTENSION|-|plpgsql', 'CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;'],
    ['COMMENT|-|EXTENSION plpgsql', "COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';"],
    ['PROCEDURAL LANGUAGE|-|plpgsql', 'CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql;'],
  ]
  expect(findingsOf(plpgsql, [])).toEqual([])
  expect(findingsOf([], plpgsql)).toEqual([])
})

describe('owners and rights', () => {
  const acl: Entry = ['ACL|shop|TABLE orders', 'GRANT SELECT ON TABLE shop.orders TO reader;']
  const defaults: Entry = ['DEFAULT ACL|shop|DEFAULT PRIVILEGES FOR TABLES', 'ALTER DEFAULT PRIVILEGES …;']
  const other = changed(TABLE, 'OWNER TO shop', 'OWNER TO "it\'s; me"')

  test('count where they were restored', () => {
    expect(short(findingsOf([TABLE, acl, defaults], [other]))).toEqual([
      'fail: an object differs: table shop.orders',
      'fail: an object is missing: rights on table shop.orders',
      'fail: an object is missing: default privileges for tables in shop',
    ])
  })
  test('and do not where they were not', () => {
    const without: Entry = [TABLE[0], TABLE[1].replace(/\n\n\nALTER.*$/s, '')]
    expect(findingsOf([TABLE, acl, defaults], [other], { ownersCompared: false })).toEqual([])
    expect(findingsOf([TABLE, acl], [without], { ownersCompared: false })).toEqual([])
    const less = changed(without, 'total numeric(10,2)', 'total integer')
    expect(findingsOf([TABLE], [less], { ownersCompared: false })).toMatchObject([{ outcome: 'fail' }])
  })
  test('the owner of what an extension brought stands in a header alone, and is the extension’s own matter', () => {
    const text = `${header('ACL|ext|FUNCTION f()', 'cloud_admin')}GRANT ALL ON FUNCTION ext.f() TO app;\n\n\n`
    expect(compareSchema(text, text.replace('cloud_admin', 'postgres'), WHOLE).findings).toEqual([])
  })
})

describe('where only a part of a database was dumped', () => {
  const schema: Entry = ['SCHEMA|-|ext', 'CREATE SCHEMA ext;']
  const extension: Entry = ['EXTENSION|-|hstore', 'CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA ext;']
  const comment: Entry = ['COMMENT|-|EXTENSION hstore', "COMMENT ON EXTENSION hstore IS 'x';"]

  test('what it leans on was made beside', () => {
    expect(findingsOf([TABLE], [schema, extension, comment, TABLE], { partial: true })).toEqual([])
    expect(short(findingsOf([TABLE], [schema, TABLE]))).toEqual([
      'fail: an object is there that the source did not have: schema ext',
    ])
    expect(short(findingsOf([schema, TABLE], [TABLE], { partial: true }))).toEqual([
      'fail: an object is missing: schema ext',
    ])
  })
  test('the default schema is not compared, and that is told', () => {
    const made: Entry = ['SCHEMA|-|public', 'CREATE SCHEMA public;\n\n\nALTER SCHEMA public OWNER TO shop;']
    const own: Entry = ['ACL|-|SCHEMA public', 'REVOKE ALL ON SCHEMA public FROM PUBLIC;']
    expect(short(findingsOf([made, own], [], { partial: true }))).toEqual([
      'tolerated: the default schema was made for this restore, and is not compared: schema public',
      'tolerated: the default schema was made for this restore, and is not compared: rights on schema public',
    ])
    // Whether it is made depends on how it was asked for.
    const kept: Entry = [
      'SCHEMA|-|public',
      '-- *not* creating schema, since initdb creates it\n\n\nALTER SCHEMA public OWNER TO shop;',
    ]
    expect(findingsOf([made], [kept])).toEqual([])
  })
  test('what could not be made for the lack of something is judged as the error was', () => {
    const failed = [
      {
        statement: 'CREATE TABLE shop.orders (\n    id integer NOT NULL,\n    total numeric(10,2)\n);\n',
        outcome: 'tolerated' as const,
      },
    ]
    expect(short(findingsOf([TABLE, INDEX], [], { partial: true, failed }))).toEqual([
      'tolerated: an object is missing: table shop.orders',
      'fail: an object is missing: index shop.orders_total',
    ])
    const owner = [{ statement: 'ALTER TABLE shop.orders OWNER TO shop;', outcome: 'unverified' as const }]
    expect(
      short(findingsOf([TABLE], [changed(TABLE, 'OWNER TO shop', 'OWNER TO me')], { failed: owner })),
    ).toEqual(['unverified: an object differs: table shop.orders'])
  })
  test('a view that closes a circle is compared by its definition, not by what stood in for it', () => {
    const stand: Entry = ['VIEW|shop|v', 'CREATE VIEW shop.v AS\nSELECT\n    NULL::integer AS one;']
    const rewritten: Entry = ['VIEW|shop|v', 'CREATE VIEW shop.v AS\n SELECT NULL::integer AS one;']
    const rule: Entry = ['RULE|shop|v _RETURN', 'CREATE OR REPLACE VIEW shop.v AS\n SELECT 1 AS one;']
    expect(short(findingsOf([stand, rule], [rewritten], { partial: true }))).toEqual([
      'fail: an object is missing: rule shop.v _RETURN',
    ])
  })
})

test('texts in different encodings cannot be compared', () => {
  const check = compareSchema(dump([TABLE]), dump([TABLE], { encoding: 'LATIN1' }), WHOLE)
  expect(check.findings).toEqual([
    {
      outcome: 'unverified',
      what: 'the two texts are in different encodings',
      detail: 'expected UTF8, found LATIN1',
    },
  ])
})

test('a body that reads like a dump, and names that read like headers, spoil nothing', () => {
  const body: Entry = [
    'FUNCTION|shop|f()',
    `CREATE FUNCTION shop.f() RETURNS void LANGUAGE plpgsql AS $$\n${header('TABLE|shop|orders')}SET default_table_access_method = heap;\n\n--\n-- PostgreSQL database dump complete\n--\n$$;`,
  ]
  const odd: Entry = [
    'TABLE|shop|a; Type: VIEW; Schema: x; Owner: y',
    'CREATE TABLE shop."a; Type: VIEW; Schema: x; Owner: y" (\n);',
  ]
  expect(findingsOf([body, odd, TABLE], [TABLE, odd, body])).toEqual([])
  expect(findingsOf([body, TABLE], [changed(body, 'heap', 'other'), TABLE])).not.toEqual([])
  const lines: Entry = [
    'TABLE|shop|separated\u2028by odd\u0085breaks',
    'CREATE TABLE shop."separated\u2028by odd\u0085breaks" (\n);',
  ]
  expect(compareSchema(dump([lines]), dump([lines]), WHOLE).looked).toBe('1 entry')
})

test('tens of megabytes are no matter', () => {
  const many = Array.from(
    { length: 60_000 },
    (_, at): Entry => [
      `TABLE|shop|table_${at}`,
      `CREATE TABLE shop.table_${at} (\n    id integer NOT NULL,\n    note text DEFAULT '${'n'.repeat(300)}'::text\n);\n\n\nALTER TABLE shop.table_${at} OWNER TO shop;`,
    ],
  )
  const found = many.toReversed().with(30_000, ['TABLE|shop|other', 'CREATE TABLE shop.other (\n);'])
  expect(short(findingsOf(many, found))).toEqual([
    'fail: an object is missing: table shop.table_29999',
    'fail: an object is there that the source did not have: table shop.other',
  ])
})
