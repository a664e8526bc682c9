-- Values that a hash, a text form or a time zone could spoil, rights, and extensions.
\set ON_ERROR_STOP on
SELECT current_setting('server_version_num')::int >= 140000 AS from14, current_setting('server_version_num')::int >= 160000 AS from16 \gset
SELECT current_database() AS db \gset
ALTER DATABASE :"db" SET intervalstyle = 'sql_standard';
ALTER DATABASE :"db" SET xmlbinary = 'hex';
ALTER DATABASE :"db" SET bytea_output = 'escape';
ALTER DATABASE :"db" SET quote_all_identifiers = on;
ALTER DATABASE :"db" SET standard_conforming_strings = off;
ALTER DATABASE :"db" SET extra_float_digits = 0;
ALTER DATABASE :"db" SET default_transaction_read_only = on;
SET default_transaction_read_only = off;

CREATE TABLE numbers (f float8, r float4, n numeric, s numeric(20, 10), i bigint, m money);
INSERT INTO numbers VALUES ('NaN', 'NaN', 'NaN', NULL, 9223372036854775807, 12.5), ('-Infinity', 'Infinity', 1e-20, 0.1, -9223372036854775808, -0.01),
  (0.1, 1e-45, 1e100, 1.10, 0, 0), ('-0', 0.1::float4, 0.10, -1.10, NULL, NULL), (1e308, 3.4e38, 123456789012345678901234567890.123456789, NULL, 1, 92233720368547758.07),
  (5e-324, 1.17549435e-38, -0.0, 0, 2, NULL), (1.0000000000000002, 16777217, 1.00, 1, 3, 1);
\if :from14
INSERT INTO numbers (n) VALUES ('Infinity'), ('-Infinity');
\endif
CREATE TABLE times (d date, t time, tz timetz, ts timestamp, tstz timestamptz, i interval);
INSERT INTO times VALUES ('0044-03-15 BC', '24:00', '00:00-15:59', '4713-01-01 BC', '-infinity', '1 mon -2 days 03:04:05.678'),
  ('infinity', '00:00:00.000001', '12:00+14', 'infinity', '2024-03-31 02:30+01', '-1 year'), ('5874897-12-31', NULL, '23:59:59.999999+01:30:15', '294276-12-31 23:59:59.999999', '1890-01-01 00:00 Asia/Tokyo', '178000000 years'),
  ('1582-10-10', '12:34', '00:00Z', '2016-12-31 23:59:60', '0001-01-01 BC', '00:00:00.000001'), (NULL, NULL, NULL, 'epoch', 'epoch', '1 day -24:00');
CREATE TABLE texts (c char(5), v varchar(3), t text, n name, x xml, q "char", bits bit(5), var bit varying(9), u uuid);
INSERT INTO texts VALUES ('ab', 'ab ', E'tab\tnew\nline\rreturn\\backslash\b\f\x01', 'name', '<a b="1">ü &amp; <!-- c --></a>', 'q', B'10101', B'101', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'),
  ('', '', '', '', NULL, '', NULL, B'', NULL), ('     ', E'\\N', E'\\.', E'\\', '', E'\\', B'00000', NULL, NULL), (NULL, 'nul', 'NULL', 'null', NULL, NULL, NULL, NULL, NULL),
  ('é', 'é', U&'e\0301', '日本', NULL, NULL, NULL, NULL, NULL), ('🐘', '🐘', repeat('long 🐘 ', 100000), NULL, NULL, NULL, NULL, NULL, NULL), (NULL, NULL, E'\\.\n\\.\n', NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE jsons (j json, b jsonb, p jsonpath);
INSERT INTO jsons VALUES ('  {"a" : 1,"a":2 , "b":[ 1,2 ,{} ]}  ', '{"b":1.50,"a":null,"c":"\u00fc\ud83d\udc18"}', '$.a[*] ? (@ > 1)'), (E'[\n1,\t2]', '[1E+2,-0,0.10]', 'lax $.**'), ('null', 'null', NULL), ('"\u0041"', '"\\"', NULL), (NULL, NULL, NULL);
CREATE TABLE bytes (b bytea, DEFAULT_b bytea DEFAULT '\x00ff'); INSERT INTO bytes VALUES ('\x00ff275c'), (''), (decode(repeat('00', 100000), 'hex')), (NULL), (E'\\\\x41');
CREATE TABLE arrays (a int[], t text[], m int[][], b bytea[], n numeric[], d date[]);
INSERT INTO arrays VALUES ('{}', '{"",NULL,"NULL","a,b","{}","\\",ü}', '{{1,2},{3,4}}', ARRAY['\x00'::bytea], '{NaN,1.0}', '{"0044-03-15 BC",infinity}'), ('[-2:0]={1,2,3}', NULL, '[0:1][5:6]={{1,2},{3,4}}', NULL, NULL, NULL);
CREATE TABLE shapes (p point, l line, s lseg, b box, pa path, po polygon, c circle, i inet, ci cidr, ma macaddr, ma8 macaddr8, lsn pg_lsn, tv tsvector, tq tsquery, r int4range, rn numrange, rt tstzrange, x xid, t tid, reg regclass);
INSERT INTO shapes VALUES ('(0.1,NaN)', '{1,-1,0.1}', '[(0,0),(1,1e-300)]', '(1,1),(0,0)', '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0.1,0),3>', '::1/64', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', 'FF/AA', 'a:1A b:2,3B', 'a & !b:*A <-> c', 'empty', '[1.10,)', '[2024-03-31 01:00Z,infinity]', '7', '(1,2)', 'pg_class');
CREATE TABLE same_rows (a int, b text); INSERT INTO same_rows SELECT 1, 'same' FROM generate_series(1, 1000); INSERT INTO same_rows SELECT NULL, NULL FROM generate_series(1, 10);
CREATE TABLE wide (LIKE numbers); DO $$ BEGIN FOR i IN 1..600 LOOP EXECUTE format('ALTER TABLE wide ADD COLUMN c%s int DEFAULT %s', i, i); END LOOP; END $$;
INSERT INTO wide (f) VALUES (1), (2);
CREATE TABLE toasted (a text); INSERT INTO toasted SELECT string_agg(md5(i::text), '') FROM generate_series(1, 30000) i;
CREATE TABLE constants (t timestamptz DEFAULT '2024-07-01 12:00+00', tz timetz DEFAULT '12:00+02', i interval DEFAULT '1-2', b bytea DEFAULT '\xdeadbeef', f float8 DEFAULT 0.1, d date DEFAULT '2024-12-31', s text DEFAULT E'back\\slash ''quote''', j jsonb DEFAULT '{"a": 1}', x float4 DEFAULT '1e-7', CHECK (t > '2000-01-01 00:00:00-05' AND b <> '\x00' AND s <> E'\\'));
INSERT INTO constants DEFAULT VALUES;
CREATE VIEW with_constants AS SELECT '2024-01-01 00:00+00'::timestamptz AS t, '\x5c'::bytea AS b, interval '1 year 2 days -3:00' AS i, 'a\b' AS s, E'\n' AS n, 0.1::float8 AS f, -1 AS minus, (-1)::int8 AS minus8, date '2024-02-29' AS d, ARRAY['a', 'b']::varchar(5)[] AS a, t.t BETWEEN now() - interval '1 day' AND 'infinity' AS recent FROM times, (SELECT tstz AS t FROM times) t;

-- Roles, who owns what, who may do what, and who sees what.
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['zoo_owner', 'zoo_writer', 'zoo Reader', 'zoo_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN EXECUTE format('CREATE ROLE %I', role); END IF;
  END LOOP;
END $$;
ALTER TABLE texts OWNER TO zoo_owner; ALTER SCHEMA public OWNER TO zoo_owner;
CREATE SCHEMA owned AUTHORIZATION zoo_owner; CREATE TABLE owned.t (a int, b int); ALTER TABLE owned.t OWNER TO zoo_writer;
GRANT SELECT ON texts TO zoo_reader, PUBLIC; GRANT INSERT, UPDATE ON numbers TO zoo_writer WITH GRANT OPTION; GRANT SELECT (d, t), UPDATE (d) ON times TO zoo_reader;
SET ROLE zoo_writer; GRANT INSERT ON numbers TO "zoo Reader"; RESET ROLE;
GRANT USAGE ON SCHEMA owned TO zoo_reader; REVOKE ALL ON owned.t FROM zoo_writer; GRANT SELECT ON owned.t TO zoo_reader; GRANT INSERT ON owned.t TO zoo_writer;
REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO zoo_reader, zoo_writer;
CREATE FUNCTION guarded() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; REVOKE ALL ON FUNCTION guarded() FROM PUBLIC; GRANT EXECUTE ON FUNCTION guarded() TO zoo_reader;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO zoo_reader; GRANT SELECT ON pg_catalog.pg_authid TO zoo_reader; GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO zoo_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner IN SCHEMA owned GRANT SELECT ON TABLES TO zoo_reader; ALTER DEFAULT PRIVILEGES FOR ROLE zoo_writer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner GRANT ALL ON TABLES TO zoo_writer; ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner REVOKE ALL ON TABLES FROM zoo_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE zoo_owner REVOKE ALL ON TABLES FROM zoo_owner;
CREATE TYPE granted AS ENUM ('a'); REVOKE USAGE ON TYPE granted FROM PUBLIC; GRANT USAGE ON LANGUAGE sql TO zoo_reader;
CREATE TABLE guarded_rows (tenant int, who name DEFAULT CURRENT_USER, state varchar); INSERT INTO guarded_rows VALUES (1, 'a', 'x'), (2, 'b', 'y');
ALTER TABLE guarded_rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY several ON guarded_rows FOR SELECT TO zoo_writer, zoo_owner, "zoo Reader", zoo_reader USING (tenant = current_setting('app.tenant', true)::int AND state IN ('x', 'y'));
CREATE POLICY restrictive ON guarded_rows AS RESTRICTIVE TO CURRENT_USER WITH CHECK (who = SESSION_USER); CREATE POLICY nobody ON guarded_rows FOR DELETE USING (false);
SELECT lo_create(6001); GRANT SELECT ON LARGE OBJECT 6001 TO zoo_reader; ALTER LARGE OBJECT 6001 OWNER TO zoo_owner;
CREATE SEQUENCE owned_sequence; GRANT USAGE ON SEQUENCE owned_sequence TO zoo_reader; ALTER SEQUENCE owned_sequence OWNER TO zoo_writer;
CREATE FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN DATA WRAPPER w TO zoo_owner; CREATE SERVER s FOREIGN DATA WRAPPER w; ALTER SERVER s OWNER TO zoo_owner; CREATE USER MAPPING FOR zoo_reader SERVER s OPTIONS ("user" 'x');
ALTER ROLE zoo_reader IN DATABASE :"db" SET search_path = owned;

-- Extensions, some with a schema of their own, and things of ours on top of theirs.
CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext; CREATE EXTENSION citext; CREATE EXTENSION "uuid-ossp" SCHEMA ext; CREATE EXTENSION btree_gist; CREATE EXTENSION pg_stat_statements;
CREATE TABLE extended (h ext.hstore, c citext UNIQUE, id uuid DEFAULT ext.uuid_nil(), EXCLUDE USING gist ((c::text) WITH =)); INSERT INTO extended (h, c) VALUES ('a=>1, "b c"=>NULL', 'CaSe'), ('', 'other');
CREATE INDEX ON texts USING gin (t ext.gin_trgm_ops); CREATE INDEX ON extended USING gist (h);
GRANT EXECUTE ON FUNCTION ext.hstore_to_json(ext.hstore) TO zoo_reader; REVOKE EXECUTE ON FUNCTION ext.uuid_nil() FROM PUBLIC; COMMENT ON FUNCTION ext.uuid_nil() IS 'ours now'; COMMENT ON EXTENSION hstore IS 'ours too';
CREATE FUNCTION of_extension() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION of_extension() DEPENDS ON EXTENSION hstore;
CREATE VIEW on_extension AS SELECT ext.show_trgm('word'), 'a=>1'::ext.hstore AS h, c = ANY ('{x,CASE}'::citext[]) AS found, c IN ('x', 'y') AS one_of FROM extended;
