import { UserError } from '../../src/errors.ts'
import { localeIn } from '../../src/postgres/foreign/locale.ts'
import { meaningOf } from '../../src/postgres/foreign/meaning.ts'
import { type Grounds, readCommand, ruleOn } from '../../src/postgres/foreign/rules.ts'

const GROUNDS: Grounds = {
  name: 'dump.sql',
  mayCreateDatabases: false,
  throwaway: true,
  user: 'postgres',
  owners: true,
  kept: new Set(['postgres', 'template1', 'scratch']),
}

const rolesOf = (sql: string) => meaningOf(Buffer.from(sql)).roles

test.each([
  ['ALTER TABLE public.t OWNER TO "Bo""b";', ['Bo"b']],
  ['ALTER LARGE OBJECT 99 OWNER TO Upper;', ['upper']],
  ['ALTER OPERATOR public.=(a, b) OWNER TO x;', ['x']],
  ['GRANT SELECT ON TABLE public.t TO a, "B", PUBLIC WITH GRANT OPTION GRANTED BY c;', ['a', 'B', 'c']],
  ['GRANT SELECT(a,b) ON TABLE "to" TO x;', ['x']],
  ['GRANT a, b TO c WITH ADMIN OPTION GRANTED BY d;', ['a', 'b', 'c', 'd']],
  ['REVOKE ALL ON SCHEMA public FROM PUBLIC;', []],
  ['REVOKE ALL ON FUNCTION f() FROM x, y;', ['x', 'y']],
  ['ALTER DEFAULT PRIVILEGES FOR ROLE o IN SCHEMA s GRANT SELECT ON TABLES TO r;', ['o', 'r']],
  ['CREATE POLICY p ON t FOR SELECT TO a, b USING ((x = 1));', ['a', 'b']],
  ['CREATE POLICY p ON t USING (true);', []],
  ['CREATE SCHEMA AUTHORIZATION x;', ['x']],
  ['CREATE USER MAPPING FOR u SERVER s;', ['u']],
  ['CREATE USER MAPPING FOR public SERVER s;', []],
  ['CREATE DATABASE d WITH OWNER = bob;', ['bob']],
  ['SET SESSION AUTHORIZATION giver;', ['giver']],
  ['SET SESSION AUTHORIZATION DEFAULT;', []],
  ["ALTER ROLE r IN DATABASE d SET x TO 'y';", ['r']],
  ["COMMENT ON TABLE t IS 'OWNER TO x';", []],
  ["INSERT INTO t VALUES ('GRANT a TO b');", []],
  ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ GRANT a TO b $$;', []],
])('%s names the roles %j', (sql, roles) => {
  expect(rolesOf(sql)).toEqual(roles)
})

const ruled = (sql: string, grounds: Partial<Grounds> = {}): string => {
  try {
    return ruleOn(meaningOf(Buffer.from(sql)), 7, { ...GROUNDS, ...grounds }) ?? 'run'
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    expect(error.ending).toBe('unverified')
    return error.message
  }
}

test.each([
  'CREATE TABLE t (a int);',
  "SET default_tablespace = '';",
  'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE;',
  'ALTER TABLE t OWNER TO x;',
  'CREATE USER MAPPING FOR u SERVER s;',
  'DROP USER MAPPING FOR u SERVER s;',
  'CREATE ROLE x;',
  "COMMENT ON TABLE t IS 'on database';",
  'COPY t FROM stdin;',
  'SET SESSION AUTHORIZATION giver;',
  'SET SESSION AUTHORIZATION DEFAULT;',
])('%s is run', (sql) => {
  expect(ruled(sql)).toBe('run')
})

test.each([
  ["CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p;", 'subscriptions'],
  ['SET default_tablespace = fast;', 'tablespaces'],
  ["CREATE TABLESPACE fast LOCATION '/fast';", 'tablespaces'],
  ['ALTER DATABASE d SET TABLESPACE fast;', 'tablespaces'],
  ['GRANT CREATE ON TABLESPACE fast TO x;', 'tablespaces'],
  ["ALTER DATABASE d SET work_mem = '1MB';", 'named database'],
  ["COMMENT ON DATABASE d IS 'x';", 'named database'],
  ['GRANT CONNECT ON DATABASE d TO x;', 'named database'],
  ['ALTER ROLE postgres WITH NOLOGIN;', 'our role'],
  ['DROP ROLE IF EXISTS postgres;', 'our role'],
  ["SET SESSION AUTHORIZATION 'x';", 'other user'],
  ['SET LOCAL ROLE x;', 'other user'],
])('%s is left out: %s', (sql, reason) => {
  expect(ruled(sql)).toBe(reason)
})

test('on a server that is not ours, roles are left as they are', () => {
  for (const sql of ['CREATE ROLE x;', 'ALTER USER x WITH LOGIN;', 'GRANT a TO b;', 'DROP GROUP x;'])
    expect(ruled(sql, { throwaway: false })).toBe('roles')
})

test('as a user who may not, nobody is given anything', () => {
  for (const sql of [
    'ALTER TABLE t OWNER TO x;',
    'GRANT SELECT ON t TO x;',
    'REVOKE ALL ON t FROM x;',
    'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r;',
  ])
    expect(ruled(sql, { owners: false })).toBe('rights')
})

test.each([
  'CREATE DATABASE x;',
  'DROP DATABASE x;',
  'ALTER DATABASE x RENAME TO y;',
  'ALTER SYSTEM SET a = 1;',
])('%s is refused unless it is allowed, and then only where it harms nobody', (sql) => {
  expect(ruled(sql)).toMatch(
    /^dump.sql makes databases of its own[\s\S]* at line 7[\s\S]*allow: create-database/,
  )
  expect(ruled(sql, { mayCreateDatabases: true, throwaway: false })).toMatch(
    /not ours, and others may use it/,
  )
  expect(ruled(sql, { mayCreateDatabases: true })).toBe('run')
})

test('databases that every server has are never dropped', () => {
  for (const name of ['postgres', '"template1"', 'IF EXISTS scratch'])
    expect(ruled(`DROP DATABASE ${name};`, { mayCreateDatabases: true })).toBe('kept database')
  expect(ruled("ALTER DATABASE d SET a = 'b';", { mayCreateDatabases: true })).toBe('run')
})

const obeyed = (text: string, grounds: Partial<Grounds> = { mayCreateDatabases: true }): unknown => {
  try {
    return readCommand(text, 3, { ...GROUNDS, ...grounds })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    expect(error.ending).toBe('unverified')
    return error.message
  }
}

test.each([
  ['\\connect shop', 'shop'],
  ['\\c shop', 'shop'],
  ['\\connect "a ""b"', 'a "b'],
  [`\\connect -reuse-previous=on "dbname='a b=\\'c'"`, "a b='c"],
])('%s goes to the database %s, where that is allowed', (text, database) => {
  expect(obeyed(text)).toEqual({ connect: database })
  expect(obeyed(text, {})).toMatch(/allow: create-database/)
})

test.each([
  '\\connect shop joe db.example.com 5432',
  '\\connect - - db.example.com',
  `\\connect "dbname='shop' host=db.example.com"`,
  `\\connect "host='db.example.com'"`,
  '\\connect postgres://db.example.com/shop',
  '\\connect shop \\! touch x',
])('%s leads elsewhere, and is refused', (text) => {
  expect(obeyed(text)).toMatch(/connects to another server or as another user/)
})

test.each([
  '\\restrict abc',
  '\\unrestrict abc',
  '\\echo hello',
  '\\set ON_ERROR_STOP on',
  '\\timing',
  '\\pset pager off',
])('%s changes nothing, and is passed over', (text) => {
  expect(obeyed(text, {})).toBe('nothing')
})

test.each([
  '\\! touch x',
  '\\i other.sql',
  '\\ir other.sql',
  '\\o file',
  "\\copy t from program 'touch x'",
  '\\copy t from stdin',
  '\\setenv PATH x',
  '\\set name value',
  '\\g | touch x',
  '\\if true',
  '\\encoding LATIN1',
  '\\gexec',
  '\\.',
  '\\echo hello \\! touch x',
  '\\restrict x \\! touch x',
])('%s is not carried out', (text) => {
  expect(obeyed(text)).toMatch(/holds a command of psql/)
})

test('the encoding and the locale are read from what would make the database', () => {
  const libc = { localeProvider: 'libc', encoding: 'UTF8', collate: 'de_DE.UTF-8', ctype: 'de_DE.UTF-8' }
  expect(
    localeIn(`CREATE DATABASE "a b" WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE = 'de_DE.UTF-8';`),
  ).toEqual(libc)
  expect(
    localeIn(
      `x\nCREATE DATABASE d WITH TEMPLATE = template0 ENCODING = 'LATIN1' LOCALE_PROVIDER = libc LC_COLLATE = 'C' LC_CTYPE = 'de_DE' TABLESPACE = fast;`,
    ),
  ).toEqual({ localeProvider: 'libc', encoding: 'LATIN1', collate: 'C', ctype: 'de_DE' })
  expect(
    localeIn(
      `CREATE DATABASE d WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = icu LOCALE = 'C' ICU_LOCALE = 'sv-SE';`,
    ),
  ).toEqual({ localeProvider: 'icu', encoding: 'UTF8', collate: 'C', ctype: 'C', locale: 'sv-SE' })
  expect(localeIn('CREATE TABLE t (a int);')).toBeUndefined()
})
