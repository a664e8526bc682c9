export const id = 2514;
export const ids = [2514];
export const modules = {

/***/ 42514:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readDatabase = readDatabase;
async function readDatabase(session) {
    const [row] = await session.query(`SELECT to_jsonb(d) AS database, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
        pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding
      FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`);
    if (!row)
        throw new Error('The server does not list the database we are connected to.');
    const settings = await session.query(SETTINGS);
    return {
        properties: properties(row, settings),
        extensions: await session.query(`SELECT e.extname::text AS name, e.extversion AS version, n.nspname::text AS schema
        FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`),
        roles: (await session.query(ROLES)).map(({ role }) => role),
        settings,
        readUnder: await session.query(READ_UNDER),
        heldPasswords: (await session.query(PASSWORDS))[0]?.count ?? 0,
    };
}
// Only money is written as this locale would have it, in en_US as without any, and another server may not know the locale.
const READ_UNDER = `
  SELECT name, value FROM (VALUES
      ('bytea_output', 'hex', true), ('quote_all_identifiers', 'off', true), ('standard_conforming_strings', 'on', true),
      ('lc_monetary', 'C', EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE 'pg_catalog.money'::pg_catalog.regtype IN (t.oid, t.typelem, t.typbasetype)
          AND a.attrelid >= 16384 AND NOT a.attisdropped))
    ) AS known(name, usual, matters), pg_catalog.current_setting(name) AS value
  WHERE matters AND value <> usual AND value !~ '^(C\\.|POSIX|en_US)' ORDER BY name`;
const PROVIDERS = {
    c: 'libc',
    i: 'icu',
    b: 'builtin',
};
function properties({ database, owner, encoding }, settings) {
    const locale = database.datlocale ?? database.daticulocale;
    const grants = typeof database.datacl === 'string' ? [database.datacl] : (database.datacl ?? []);
    return {
        owner,
        encoding,
        collate: database.datcollate ?? 'C',
        ctype: database.datctype ?? 'C',
        localeProvider: PROVIDERS[database.datlocprovider ?? 'c'] ?? 'libc',
        ...(locale && { locale }),
        connectionLimit: database.datconnlimit ?? -1,
        grants: [...grants],
        // A custom setting may hold a key of the application's; its value stands in the proof, which can be encrypted.
        settings: settings
            .filter(({ role, name }) => role === null && !name.includes('.'))
            .map(({ name, value }) => ({ name, value })),
    };
}
const PASSWORDS = `
  SELECT ((SELECT count(*) FROM pg_catalog.pg_user_mappings)
    + (SELECT count(*) FROM pg_catalog.pg_subscription WHERE subdbid =
      (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())))::float8 AS count`;
const SETTINGS = `
  SELECT CASE WHEN s.setrole <> 0 THEN pg_catalog.pg_get_userbyid(s.setrole)::text END AS role,
    pg_catalog.split_part(c, '=', 1) AS name, pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) AS c
  WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  ORDER BY 1 NULLS FIRST, 2`;
// Roles that own something here or are named in grants and policies; those that every cluster has are left out.
const ROLES = `
  SELECT DISTINCT r.rolname::text AS role
  FROM pg_catalog.pg_roles r
  WHERE r.rolname !~ '^pg_' AND (r.oid IN (
      SELECT s.refobjid FROM pg_catalog.pg_shdepend s, pg_catalog.pg_database d
      WHERE d.datname = pg_catalog.current_database() AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
        AND (s.dbid = d.oid OR (s.dbid = 0 AND s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND s.objid = d.oid)))
    OR r.oid IN (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    OR r.oid IN (SELECT relowner FROM pg_catalog.pg_class WHERE oid >= 16384)
    OR r.oid IN (SELECT nspowner FROM pg_catalog.pg_namespace WHERE oid >= 16384)
    OR r.oid IN (SELECT proowner FROM pg_catalog.pg_proc WHERE oid >= 16384))
  ORDER BY 1`;


/***/ })

};
