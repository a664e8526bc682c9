import { statementsFor } from '../../../src/postgres/live/roles.ts'

const GLOBALS = `--
-- PostgreSQL database cluster dump
--
\\restrict abc
SET default_transaction_read_only = off;
CREATE ROLE keeper;
ALTER ROLE keeper WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE "odd ""one";
ALTER ROLE "odd ""one" WITH NOSUPERUSER LOGIN VALID UNTIL '2030-01-01; DROP';
CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER;
ALTER ROLE "odd ""one" SET work_mem TO '1GB';
GRANT pg_execute_server_program TO keeper;
ALTER ROLE keeper SET search_path TO 'x';
GRANT "odd ""one" TO keeper GRANTED BY postgres;
GRANT postgres TO other GRANTED BY postgres;
CREATE TABLESPACE fast OWNER keeper LOCATION '/srv';
\\unrestrict abc
`

test('roles come from the globals of a backup, those that are wanted and no others', () => {
  expect(statementsFor(GLOBALS, ['keeper'])).toEqual([
    'CREATE ROLE keeper',
    'ALTER ROLE keeper WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS',
  ])
  expect(statementsFor(GLOBALS, ['odd "one'])).toEqual([
    'CREATE ROLE "odd ""one"',
    `ALTER ROLE "odd ""one" WITH NOSUPERUSER LOGIN VALID UNTIL '2030-01-01; DROP'`,
  ])
  expect(statementsFor(GLOBALS, ['postgres'])).toEqual([
    'CREATE ROLE postgres',
    'ALTER ROLE postgres WITH NOSUPERUSER',
  ])
  expect(statementsFor(GLOBALS, ['odd "one', 'keeper'])).toContain('GRANT "odd ""one" TO keeper')
  expect(statementsFor(GLOBALS, [])).toEqual([])
})
