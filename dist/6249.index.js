export const id = 6249;
export const ids = [6249,2514];
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


/***/ }),

/***/ 99062:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.givesWay = void 0;
exports.createBeside = createBeside;
exports.dropFrom = dropFrom;
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const locale_ts_1 = __webpack_require__(58146);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
/** Makes the database to restore into; it can sort and store text just as the source did, or it is not made. */
async function createBeside(place, request) {
    const { name, host } = request;
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'beside', name });
    let dropped;
    const drop = () => {
        dropped ??= remove(host, place, name).then((gone) => (gone ? forget() : undefined));
        return dropped;
    };
    try {
        const session = await (0, session_ts_1.openSession)(place.maintenance, { signal: host.signal });
        try {
            await create(session, place, request);
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        // One that was there before is another run's.
        if ((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code === '42P04')
            forget();
        else
            await drop();
        host.signal.throwIfAborted();
        throw error;
    }
    return {
        name,
        target: (0, databases_ts_1.untriggered)((0, target_ts_1.inDatabase)(place.maintenance, name), place.server),
        drop,
        letGo() {
            dropped = Promise.resolve();
            forget();
        },
    };
}
async function create(session, { server }, { name, locale, tablespace }) {
    // Only those that sort as the source does: an index that is sorted otherwise would be wrong in production.
    const attempts = (0, locale_ts_1.attemptsFor)(locale, server.major).filter(({ note }) => note === undefined);
    // Naming the usual one asks for a right that nobody needs otherwise.
    const usual = tablespace === undefined || tablespace === 'pg_default';
    const place = usual ? '' : ` TABLESPACE ${(0, identifiers_ts_1.quoted)(tablespace)}`;
    try {
        await (0, databases_ts_1.createDatabase)(session, name, attempts, place);
    }
    catch (error) {
        const { story } = (0, trouble_ts_1.serverTrouble)(`The database ${name} could not be made.`, error);
        throw new errors_ts_1.UserError({ ...story, cause: error });
    }
}
const PATIENCE_MS = 60_000;
const PATIENCE_CANCELLED_MS = 5_000;
async function remove(host, place, name) {
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        await dropFrom(place.maintenance, name, signal);
        return true;
    }
    catch (error) {
        host.warn(`The database ${name} is left on the server, and could not be dropped: ${(0, errors_ts_1.asError)(error).message}\nDrop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}`);
        return false;
    }
}
/** To end others may be refused; to drop what belongs to others is refused for good. */
const givesWay = ({ code, message }) => code === '55006' ||
    (code === '42501' &&
        /must be a superuser to terminate superuser process|permission denied to terminate/i.test(message));
exports.givesWay = givesWay;
/** Drops a database of the server. */
async function dropFrom(maintenance, name, signal) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        await (0, databases_ts_1.dropDatabase)(session, name, exports.givesWay, signal);
    }
    finally {
        await session.close();
    }
}


/***/ }),

/***/ 51657:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findUndone = exports.findOlds = exports.MAY_END = void 0;
exports.readLive = readLive;
exports.isThere = isThere;
const errors_ts_1 = __webpack_require__(83916);
const database_ts_1 = __webpack_require__(42514);
const identifiers_ts_1 = __webpack_require__(19467);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const names_ts_1 = __webpack_require__(79922);
/** What is there under the name; nothing where there is no such database. */
async function readLive(session, place, signal) {
    const name = place.target.database;
    const [row] = await session.query(LIVE, [name]);
    if (!row)
        return undefined;
    if (row.invalid)
        throw halfDropped(name);
    const inside = await (0, session_ts_1.openSession)((0, target_ts_1.inDatabase)(place.target, name), { signal });
    try {
        return {
            ...(await (0, database_ts_1.readDatabase)(inside)),
            ...{ name, oid: row.oid, bytes: Number(row.bytes), tablespace: row.tablespace, comment: row.comment },
            ...{ hasGrants: row.has_grants, ours: row.ours, objects: await countObjects(inside) },
            connections: await connectionsTo(session, name, inside.greetedPid),
            bound: await boundTo(session, inside, row.oid, name),
        };
    }
    finally {
        await inside.close();
    }
}
async function countObjects(inside) {
    const [row] = await inside.query(`SELECT count(*)::int AS count FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'm', 'v', 'S')
      AND c.relnamespace::pg_catalog.regnamespace::text !~ '^(pg_|information_schema$)'
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = c.oid AND d.deptype = 'e')`);
    return row?.count ?? 0;
}
const halfDropped = (name) => new errors_ts_1.UserError({
    what: `The database "${name}" cannot be used: somebody began to drop it, and was interrupted.`,
    why: 'What was in it is lost.',
    next: `Drop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}; then restore a backup under its name.`,
});
const LIVE = `
  SELECT d.oid, pg_catalog.pg_database_size(d.oid)::text AS bytes, t.spcname::text AS tablespace,
    pg_catalog.shobj_description(d.oid, 'pg_database') AS comment, d.datacl IS NOT NULL AS has_grants,
    pg_catalog.pg_has_role(d.datdba, 'USAGE') AS ours, d.datconnlimit = -2 AS invalid
  FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`;
/** Whether we may end what the user `r` has running. */
exports.MAY_END = `((SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
  OR NOT r.rolsuper AND (pg_catalog.pg_has_role(r.oid, 'USAGE') OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')))`;
/** Who is connected, but for ourselves. */
async function connectionsTo(session, name, own) {
    const rows = await session.query(`SELECT coalesce(a.application_name, '') AS application, a.usename::text AS "user", count(*)::int AS count,
        ${exports.MAY_END} AS may_end
      FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
      WHERE a.datname = $1 AND a.pid <> $2 AND coalesce(a.backend_type, 'client backend') = 'client backend'
      GROUP BY a.application_name, a.usename, r.rolsuper, r.oid ORDER BY count(*) DESC, 1, 2`, [name, own]);
    return rows.map(({ application, user, count, may_end }) => ({ application, user, count, mayEnd: may_end }));
}
async function boundTo(session, inside, oid, name) {
    const [row] = await session.query(`SELECT ARRAY(SELECT slot_name::text FROM pg_catalog.pg_replication_slots WHERE database = $1 ORDER BY 1) AS slots,
      (SELECT count(*)::int FROM pg_catalog.pg_prepared_xacts WHERE database = $1) AS prepared,
      (SELECT count(*)::int FROM pg_catalog.pg_subscription WHERE subdbid = $2) AS subscriptions`, [name, oid]);
    return {
        slots: row?.slots ?? [],
        preparedTransactions: row?.prepared ?? 0,
        subscriptions: row?.subscriptions ?? 0,
        cronJobs: (await cronJobs(session, name)) + (await cronJobs(inside, name)),
    };
}
/** pg_cron keeps the jobs of all databases in one of them; whoever may not look there is told nothing. */
async function cronJobs(session, name) {
    const [there] = await session.query(`SELECT pg_catalog.to_regclass('cron.job') IS NOT NULL AS there`);
    if (!there?.there)
        return 0;
    const [row] = await session
        .query('SELECT count(*)::int AS count FROM cron.job WHERE database = $1', [name])
        .catch(() => []);
    return row?.count ?? 0;
}
/** The databases that earlier swaps of this name replaced, the newest first. */
const findOlds = (session, name) => findNamed(session, (old) => (0, names_ts_1.replacedAt)(old, name));
exports.findOlds = findOlds;
/** Those that were restored and taken back, the newest first. */
const findUndone = (session, name) => findNamed(session, (old) => (0, names_ts_1.undoneAt)(old, name));
exports.findUndone = findUndone;
async function findNamed(session, timeOf) {
    const rows = await session.query(`SELECT datname::text AS name, oid,
        CASE WHEN pg_catalog.has_database_privilege(oid, 'CONNECT') THEN pg_catalog.pg_database_size(oid)::text END AS bytes
      FROM pg_catalog.pg_database WHERE datname ~ '_[0-9]{8}_[0-9]{6}$' AND datconnlimit <> -2`);
    return rows
        .flatMap(({ name, oid, bytes }) => {
        const replaced = timeOf(name);
        return replaced ? [{ name, oid, replaced, bytes: bytes === null ? undefined : Number(bytes) }] : [];
    })
        .sort((a, b) => b.replaced.getTime() - a.replaced.getTime());
}
async function isThere(session, name) {
    return (await session.query('SELECT FROM pg_catalog.pg_database WHERE datname = $1', [name])).length > 0;
}


/***/ }),

/***/ 97889:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.asScratch = void 0;
exports.openLive = openLive;
const errors_ts_1 = __webpack_require__(83916);
const place_ts_1 = __webpack_require__(24217);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const words_ts_1 = __webpack_require__(20298);
/** Databases that servers and providers make for everybody. */
const MAINTENANCE = ['postgres', 'template1', 'defaultdb', 'rdsadmin'];
/** Reaches the server that `target-url` names, by a database that is not the one it names. */
async function openLive(host, url) {
    return (0, words_ts_1.inWordsOf)('target-url', async () => {
        const { HOME } = host.env;
        // Variables of the environment belong to the source, and mean nothing here.
        const target = await (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME });
        if (target.password !== undefined)
            host.mask(target.password);
        let refused;
        for (const name of MAINTENANCE.filter((one) => one !== target.database)) {
            try {
                const maintenance = await (0, place_ts_1.readPlace)((0, target_ts_1.inDatabase)(target, name), {
                    signal: host.signal,
                    purpose: 'live',
                });
                return {
                    ...maintenance,
                    target: (0, target_ts_1.inDatabase)(maintenance.target, target.database),
                    maintenance: maintenance.target,
                };
            }
            catch (error) {
                host.signal.throwIfAborted();
                if (!CLOSED.includes((0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error).code))
                    throw error;
                refused ??= error;
            }
        }
        throw noWayIn(target, refused);
    });
}
/** The same server in the eyes of what restores into scratch servers; `folder` is a private one of ours. */
const asScratch = (place, folder) => ({
    kind: 'url',
    where: (0, target_ts_1.describeTarget)(place.target),
    ...place,
    target: place.maintenance,
    throwaway: false,
    folder,
    close: async () => undefined,
    keep: async () => ({ reach: () => '', remove: undefined }),
});
exports.asScratch = asScratch;
/** There is no such database, or we may not connect to it; nobody is there by that name; the rules let nobody in. */
const CLOSED = ['3D000', '42501', '55000', '28000'];
const noWayIn = (target, cause) => new errors_ts_1.UserError({
    what: `No database beside ${(0, target_ts_1.describeTarget)(target)} could be connected to.`,
    why: `A database cannot be made or renamed from within, and ${MAINTENANCE.slice(0, 2).join(' and ')} let this user not in.`,
    next: 'Let the user connect to the database "postgres" of the server.',
    cause,
});


/***/ }),

/***/ 21732:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.OutcomeUnknown = void 0;
exports.switchDatabases = switchDatabases;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const facts_ts_1 = __webpack_require__(51657);
const PATIENCE_MS = 30_000;
const BETWEEN_ENDINGS_MS = 50;
/**
 * Lets databases change names in one transaction, while another session ends the connections to the live one. Whoever
 * connects meanwhile waits for the transaction, and lands in what is live then. Whatever happens, it is done wholly or not
 * at all, and the answer says which.
 */
async function switchDatabases(maintenance, names, signal) {
    const renamer = await (0, session_ts_1.openSession)(maintenance, { signal });
    const goal = await goalOf(renamer, names);
    const ender = await (0, session_ts_1.openSession)(maintenance, { signal });
    const over = new AbortController();
    const ending = endConnections(ender, names, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    try {
        await renameBoth(renamer, names, signal);
    }
    catch (error) {
        await renamer.close();
        const done = await isDone(maintenance, renamer.greetedPid, goal).catch((cause) => {
            throw notKnown(names, cause);
        });
        if (done)
            return;
        signal.throwIfAborted();
        throw notSwitched(names, error);
    }
    finally {
        over.abort();
        await ending;
        await Promise.all([renamer.close(), ender.close()]);
    }
}
async function goalOf(session, { live, old, next }) {
    if (next !== undefined)
        return { name: live, oid: await oidOf(session, next) };
    return { name: old ?? live, oid: await oidOf(session, live) };
}
/** Whether the databases have changed places: after a lost connection only the server can tell, once it is done with it. */
async function isDone(maintenance, renamer, { name, oid }) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const session = await (0, session_ts_1.openSession)(maintenance, { signal });
    try {
        const working = `SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND application_name = '${target_ts_1.APPLICATION}'`;
        while ((await session.query(working, [renamer])).length > 0)
            await (0, promises_1.setTimeout)(20, undefined, { signal });
        return oid !== undefined && (await oidOf(session, name)) === oid;
    }
    finally {
        await session.close();
    }
}
async function oidOf(session, name) {
    const [row] = await session.query('SELECT oid FROM pg_catalog.pg_database WHERE datname = $1', [name]);
    return row?.oid;
}
async function renameBoth(session, names, signal) {
    const { live, liveOid, old, next, connectionLimit } = names;
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
        try {
            if (liveOid !== undefined && (await oidOf(session, live)) !== liveOid)
                throw isAnother(live);
            await session.query('BEGIN');
            if (old !== undefined)
                await session.query(renaming(live, old));
            if (next !== undefined)
                await session.query(renaming(next, live));
            if (connectionLimit !== undefined && connectionLimit >= 0)
                await session.query(`ALTER DATABASE ${(0, identifiers_ts_1.quoted)(live)} CONNECTION LIMIT ${connectionLimit}`);
            await session.query('COMMIT');
            return;
        }
        catch (error) {
            signal.throwIfAborted();
            await session.query('ROLLBACK');
            // Somebody was connected for longer than the server waits, or came back in between.
            if ((0, trouble_ts_1.factsOf)(error).code !== '55006' || Date.now() > deadline)
                throw error;
            await (0, promises_1.setTimeout)(BETWEEN_ENDINGS_MS, undefined, { signal });
        }
    }
}
const renaming = (name, to) => `ALTER DATABASE ${(0, identifiers_ts_1.quoted)(name)} RENAME TO ${(0, identifiers_ts_1.quoted)(to)}`;
/** Again and again, since whoever is thrown out comes back; but not out of what has just gone live. */
async function endConnections(session, { live, next }, signal) {
    const oid = await oidOf(session, live);
    for (;;) {
        signal.throwIfAborted();
        await session.query(`SELECT pg_catalog.pg_terminate_backend(a.pid)
        FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
        WHERE (a.datid = $1 OR a.datname = $2) AND a.pid <> pg_catalog.pg_backend_pid() AND ${facts_ts_1.MAY_END}`, [oid ?? null, next ?? null]);
        await (0, promises_1.setTimeout)(BETWEEN_ENDINGS_MS, undefined, { signal });
    }
}
const isAnother = (live) => new errors_ts_1.UserError({
    what: `"${live}" is another database than when the plan was made, and was left as it is.`,
    why: 'Another run, or somebody, has replaced it meanwhile.',
    next: 'Look at the plan again.',
});
/** Nobody can say which of the two databases is live now. */
class OutcomeUnknown extends errors_ts_1.UserError {
}
exports.OutcomeUnknown = OutcomeUnknown;
const notKnown = ({ live, old }, cause) => new OutcomeUnknown({
    what: `The connection was lost in the moment in which "${live}" was being replaced, so it is not known whether it was.`,
    why: (0, errors_ts_1.asError)(cause).message,
    next: `Look at the server: where there is a database "${old ?? live}", it was.`,
    cause,
});
function notSwitched({ live }, error) {
    if (error instanceof errors_ts_1.UserError)
        return error;
    const { story } = (0, trouble_ts_1.serverTrouble)(`The database ${(0, identifiers_ts_1.quoted)(live)} could not be replaced, and is as it was.`, error);
    const inUse = (0, trouble_ts_1.factsOf)(error).code === '55006';
    return new errors_ts_1.UserError({
        ...story,
        ...(inUse && {
            next: 'Stop what keeps connecting to it (`before-command` can), or name a user who may end its connections.',
        }),
        cause: error,
    });
}


/***/ })

};
