export const id = 493;
export const ids = [493];
export const modules = {

/***/ 43713:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.sound = void 0;
exports.atEach = atEach;
exports.requireOne = requireOne;
const errors_ts_1 = __webpack_require__(83916);
const sound = (copies) => copies.filter(({ trouble }) => trouble === undefined);
exports.sound = sound;
/**
 * Does the same at every destination that is still sound; it rejects only when none is left, or for the reason of the run's
 * signal where one is given.
 */
async function atEach(copies, work, signal) {
    await Promise.all((0, exports.sound)(copies).map(async (copy) => {
        try {
            await work(copy);
        }
        catch (error) {
            copy.trouble = (0, errors_ts_1.asError)(error);
        }
    }));
    signal?.throwIfAborted();
    requireOne(copies);
}
function requireOne(copies) {
    if ((0, exports.sound)(copies).length > 0)
        return;
    const [only] = copies;
    if (copies.length === 1 && only?.trouble instanceof errors_ts_1.UserError)
        throw only.trouble;
    throw new errors_ts_1.UserError({
        what: copies.length === 1 ? 'The destination failed.' : 'Every destination failed.',
        why: copies.map(({ storage, trouble }) => `${storage.label}: ${(0, errors_ts_1.firstLine)(trouble)}`).join('\n'),
        cause: only?.trouble,
    });
}


/***/ }),

/***/ 98429:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readContents = readContents;
exports.startListing = startListing;
exports.parseContents = parseContents;
exports.checkContents = checkContents;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** Reads an archive's table of contents, which stands at its head, from whatever is written into `archive`. */
function readContents(tools, options) {
    const { archive, listing } = startListing(tools, ['--list'], options);
    const contents = listing.then(parseContents);
    contents.catch(() => undefined);
    return { archive, contents };
}
/** Lets pg_restore list what is written into `archive`; it reads no further than it must. */
function startListing(tools, args, options) {
    const running = tools.start('pg_restore', args, options);
    const listing = collect(running.stdout.setEncoding('utf8')).then(async (text) => {
        const end = await running.ended;
        options.signal.throwIfAborted();
        if (end.code !== 0)
            throw (0, trouble_ts_1.toolTrouble)('pg_restore --list', end, running.stderrTail());
        return text;
    });
    listing.catch(() => undefined);
    return { archive: running.stdin, listing };
}
async function collect(texts) {
    let all = '';
    for await (const text of texts)
        all += text;
    return all;
}
// dump id; the catalog's oid, the object's oid, what it is. A table's rows carry the table's oid and no catalog.
const ENTRY = /^\d+; (\d+) (\d+) (.*)$/;
function parseContents(listing) {
    const entries = listing.split('\n').flatMap((line) => {
        const [, catalog, oid, rest] = ENTRY.exec(line) ?? [];
        return rest === undefined ? [] : [{ catalog, oid: Number(oid), rest }];
    });
    const tables = entries.filter(({ catalog, rest }) => catalog === '0' && rest.startsWith('TABLE DATA '));
    return { entries: entries.length, tables: new Set(tables.map(({ oid }) => oid)) };
}
/**
 * Each table's rows must be in one archive, and in one alone: a table that no part took would be lost in silence, and
 * one that we do not know of was not counted.
 */
function checkContents(relations, archives) {
    const wrong = relations
        .filter(({ hasData }) => hasData)
        .map((table) => ({ table, times: archives.filter(({ tables }) => tables.has(table.oid)).length }))
        .filter(({ times }) => times !== 1)
        .map(({ table, times }) => `${(0, identifiers_ts_1.qualified)(table)} (${times} times)`);
    const known = new Set(relations.map(({ oid }) => oid));
    const unknown = archives.flatMap(({ tables }) => [...tables].filter((oid) => !known.has(oid)));
    const named = [...wrong, ...unknown.map((oid) => `a table that we did not choose (oid ${oid})`)];
    if (named.length === 0)
        return;
    throw new errors_ts_1.UserError({
        what: `The archives do not hold each table's rows exactly once: ${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''}.`,
        why: 'pg_dump chose other tables than those that were planned and counted, so this would be no whole backup.',
        next: 'Write patterns as schema.table, run with `jobs: 1`, and report this with the server version and the options used.',
    });
}


/***/ }),

/***/ 8677:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.KEEPALIVE = void 0;
exports.beginDumps = beginDumps;
exports.dumpArguments = dumpArguments;
const node_events_1 = __webpack_require__(78474);
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const snapshot_ts_1 = __webpack_require__(72771);
const trouble_ts_1 = __webpack_require__(44356);
/**
 * Starts all dumps of one snapshot, and returns once each of them holds its own locks. Where a lock or a change of the
 * schema came between, everything is given back, the others may go by, and it begins anew, for a bounded time.
 */
async function beginDumps(request) {
    const { session, signal } = request;
    const deadline = Date.now() + request.lockTimeoutMs;
    let expected = request.known;
    let blockers = [];
    for (let attempt = 1;; attempt++) {
        try {
            return await beginOnce(request, expected, deadline - Date.now());
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof snapshot_ts_1.Interrupted))
                throw error;
            await (0, snapshot_ts_1.releaseSnapshot)(session);
            // Whoever is in the way may be gone in a moment, and come back.
            const seen = await (0, snapshot_ts_1.nameBlockers)(session, expected);
            if (seen.length > 0)
                blockers = seen;
            if (Date.now() > deadline)
                throw blocked(blockers, request.lockTimeoutMs, error);
            request.log(`Attempt ${attempt}: ${error.message}; letting it go by, then trying again.`);
            await (0, promises_1.setTimeout)(200 + Math.random() * 800, undefined, { signal });
            expected = await request.listTables();
        }
    }
}
async function beginOnce(request, expected, patienceMs) {
    const stop = new AbortController();
    const signal = AbortSignal.any([request.signal, stop.signal]);
    const watching = new AbortController();
    const dumps = [];
    try {
        const snapshot = await request.takeSnapshot(expected);
        const lockWaitMs = lockWait(snapshot, patienceMs);
        for (const part of request.plan(snapshot))
            dumps.push(startDump(part, { ...request, snapshot, lockWaitMs, signal }));
        const begun = Promise.all(dumps.map(firstBytes)).finally(() => watching.abort());
        await Promise.race([begun, inTheWay(request.session, patienceMs, watching.signal)]);
        await begun;
        if (snapshot.guarantee === 'checked')
            await (0, snapshot_ts_1.checkUntouched)(request.session, snapshot.relations);
        return { snapshot, dumps, stop: () => stop.abort(new Error('The other dumps were stopped.')) };
    }
    catch (error) {
        stop.abort(error);
        watching.abort();
        // A process whose output nobody takes does not come to its end.
        for (const { stdout } of dumps)
            stdout.destroy();
        await Promise.allSettled(dumps.map(({ succeeded }) => succeeded));
        request.signal.throwIfAborted();
        throw comesBetween(error) ?? error;
    }
}
const LOOK_EVERY_MS = 250;
/**
 * Until it is told to stop, looks whether a pg_dump of ours waits for a lock. If somebody waits for us meanwhile, we
 * give way at once: it may be a deadlock, and the server could break it at their expense. pg_dump itself bounds only its
 * wait for tables, and waits for ever for a view.
 */
async function inTheWay(session, patienceMs, signal) {
    const deadline = Date.now() + patienceMs;
    while (!signal.aborted) {
        await (0, promises_1.setTimeout)(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted)
            return;
        const { waiting, awaited } = await (0, snapshot_ts_1.lookForWaiters)(session);
        if (waiting && awaited)
            throw new snapshot_ts_1.Interrupted('somebody waits for a lock that keeps readers out');
        if (waiting && Date.now() > deadline)
            throw new snapshot_ts_1.Interrupted('somebody holds a lock that keeps readers out');
    }
}
/**
 * Under the holder's locks nobody holds a stronger one, so a pg_dump that waits stands behind somebody who waits for us,
 * and so does every other reader: give way soon. Without them it may wait for as long as we were told to.
 */
const lockWait = ({ guarantee, relations }, patienceMs) => guarantee === 'locked' ? 1_000 + Math.round(relations.length / 5) : Math.max(1_000, Math.round(patienceMs));
function startDump(part, request) {
    const warnings = [];
    const running = request.tools.start('pg_dump', dumpArguments(part, request), {
        signal: request.signal,
        onStderr(line) {
            request.debug(`${part.name}: ${line}`);
            const warning = /^\S*pg_dump: warning: (.*)$/.exec(line)?.[1];
            if (warning && warnings.length < 20)
                warnings.push(warning);
        },
    });
    running.stdin.end();
    const succeeded = running.ended.then((end) => {
        if (end.code === 0)
            return;
        request.signal.throwIfAborted();
        throw (0, trouble_ts_1.toolTrouble)('pg_dump', end, running.stderrTail());
    });
    succeeded.catch(() => undefined);
    return { part, stdout: running.stdout, succeeded, warnings };
}
/** All else comes by the environment; only these have no variable. A network that died is noticed in two minutes. */
exports.KEEPALIVE = 'keepalives_idle=60 keepalives_interval=15 keepalives_count=4';
/** What makes pg_dump write one part; pure, so that a table of cases can show it. */
function dumpArguments(part, request) {
    return [
        '--format=custom',
        '--compress=0',
        '--no-password',
        `--dbname=${exports.KEEPALIVE}`,
        '--strict-names',
        `--snapshot=${request.snapshot.id}`,
        `--lock-wait-timeout=${request.lockWaitMs}`,
        ...part.args,
    ];
}
/** Waits until pg_dump has something to say, which it has only once it holds its locks, without taking it. */
async function firstBytes(dump) {
    const gone = dump.succeeded.then(() => {
        if (dump.stdout.readableLength === 0)
            throw new errors_ts_1.UserError({ what: 'pg_dump ended without writing anything.' });
    });
    gone.catch(() => undefined);
    await Promise.race([(0, node_events_1.once)(dump.stdout, 'readable'), gone]);
    // The end of an empty output is "readable" too; then its exit code tells more.
    if (dump.stdout.readableLength === 0)
        await gone;
}
/** Other sessions' work that makes a dump impossible now and possible in a moment. */
function comesBetween(error) {
    if (!(error instanceof errors_ts_1.ToolError))
        return undefined;
    const said = (pattern) => pattern.test(error.stderrTail);
    // pg_dump bounds its waiting for locks by a timeout of the whole statement.
    if (said(/due to (lock|statement) timeout|deadlock detected/))
        return new snapshot_ts_1.Interrupted('somebody waits for a lock that keeps readers out', { cause: error });
    if (said(/cache lookup failed|could not open relation with OID|tuple concurrently|does not exist/))
        return new snapshot_ts_1.Interrupted('an object was dropped while pg_dump read the catalogs', { cause: error });
    return undefined;
}
const blocked = (blockers, timeoutMs, cause) => new errors_ts_1.UserError({
    what: `The tables could not be locked for reading within ${Math.round(timeoutMs / 1000)} seconds: ${cause.message}.`,
    why: blockers.length > 0 ? `In the way: ${blockers.join('; ')}.` : undefined,
    next: 'Run the backup when no migration or maintenance is at work, or give it more time by `lock-timeout`.',
    cause,
});


/***/ }),

/***/ 72771:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Interrupted = void 0;
exports.interruption = interruption;
exports.takeSnapshot = takeSnapshot;
exports.releaseSnapshot = releaseSnapshot;
exports.waitLongerForLocks = waitLongerForLocks;
exports.checkUntouched = checkUntouched;
exports.findTouched = findTouched;
exports.nameBlockers = nameBlockers;
exports.lookForWaiters = lookForWaiters;
exports.readIfAllowed = readIfAllowed;
const identifiers_ts_1 = __webpack_require__(19467);
const relations_ts_1 = __webpack_require__(88766);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
/** Somebody's lock, or a change of the schema, came between: worth another try from the start. */
class Interrupted extends Error {
}
exports.Interrupted = Interrupted;
/** What PostgreSQL calls that. */
const INTERRUPTIONS = {
    '55P03': 'a table is locked by somebody else',
    '42P01': 'a table was dropped or renamed meanwhile',
    '3F000': 'a schema was dropped or renamed meanwhile',
    '42809': 'something else took the name of a table meanwhile',
    '40P01': 'the server broke a deadlock at our expense',
};
function interruption(error) {
    if (error instanceof Interrupted)
        return error;
    const what = INTERRUPTIONS[(0, trouble_ts_1.factsOf)(error).code];
    return what === undefined ? undefined : new Interrupted(what, { cause: error });
}
/** Our locks are asked for in vain for less than the time after which the server would look for a deadlock. */
const LOCK_PATIENCE_MS = 800;
const TABLES_A_STATEMENT = 500;
/** Locks every table, then takes the snapshot, then looks whether that were all of them. */
async function takeSnapshot(session, request) {
    const { server, selection, guarantee, expected } = request;
    const locked = guarantee === 'locked';
    try {
        await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        await session.query(holderSettings(server.major));
        if (locked)
            await lockTables(session, expected);
        const moment = await exportSnapshot(session);
        const relations = await (0, relations_ts_1.listRelations)(session, selection, {
            measured: locked,
            inRecovery: server.inRecovery,
        });
        if (locked)
            await requireLocks(session, relations);
        return { ...moment, lsn: await readLsn(session, server), guarantee, relations };
    }
    catch (error) {
        throw interruption(error) ?? (0, trouble_ts_1.serverTrouble)('The snapshot could not be taken.', error);
    }
}
/** Ends the holder's transaction: the locks are given back and the snapshot is gone. */
async function releaseSnapshot(session) {
    await session.query('ROLLBACK');
}
/** From here on nobody waits for what we wait for, so locks of indexes and sequences may take longer; 0 is for ever. */
async function waitLongerForLocks(session, ms) {
    await session.query(`SET LOCAL lock_timeout = ${Math.round(ms)}`);
}
/** For `checked`: rejects when a table was emptied or rewritten after the snapshot was taken. */
async function checkUntouched(session, relations) {
    const touched = await findTouched(session, relations);
    if (touched.length > 0) {
        throw new Interrupted(`${touched.map(identifiers_ts_1.qualified).slice(0, 5).join(', ')} changed before the dump held its locks`);
    }
}
/** The tables whose rows as of the snapshot can no longer be read by their names, and the trees that such belong to. */
async function findTouched(session, relations) {
    // The catalogs' rows are read as of the snapshot, the functions look at the present.
    const rows = await session.query(`SELECT c.oid::bigint::float8 AS oid
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND (
        c.relkind = 'r' AND c.relfilenode <> 0
          AND pg_catalog.pg_relation_filenode(c.oid::pg_catalog.regclass) IS DISTINCT FROM c.relfilenode
        OR (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0)).identity
          IS DISTINCT FROM pg_catalog.format('%I.%I', n.nspname, c.relname))`);
    const touched = new Set(rows.map(({ oid }) => oid));
    const roots = new Set(relations.filter(({ oid }) => touched.has(oid)).map(({ root }) => root));
    return relations.filter(({ oid }) => touched.has(oid) || roots.has(oid));
}
/**
 * Who holds, or waits for, a lock that keeps readers out of these tables; where nobody does at this moment, who has just
 * changed the schema.
 */
async function nameBlockers(session, relations) {
    const oids = relations.map(({ oid }) => oid);
    const blockers = await session.query(BLOCKERS, [oids]);
    const found = blockers.length > 0 ? blockers : await session.query(CHANGERS);
    return found.map(({ blocker }) => blocker);
}
// What other users' sessions do, a plain user is not told.
const WHO = `'process ' || a.pid || ' (' || coalesce(nullif(a.application_name, ''), 'no application name') || ', '
  || coalesce('user ' || a.usename, a.backend_type, 'unknown user') || coalesce(', ' || a.state, '')
  || ' for ' || coalesce(pg_catalog.date_trunc('second',
    pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.state_change))::text, 'unknown time') || ')'`;
const BLOCKERS = `
  SELECT DISTINCT ${WHO} || CASE WHEN l.granted THEN ' holds' ELSE ' waits for' END || ' a lock on '
      || l.relation::pg_catalog.regclass AS blocker
    FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
    WHERE l.mode = 'AccessExclusiveLock' AND l.relation = ANY ($1::bigint[])
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    LIMIT 5`;
const CHANGERS = `
  SELECT ${WHO} || ' ran ' || pg_catalog.upper(pg_catalog.substring(a.query, '^\\s*(\\w+)')) AS blocker
    FROM pg_catalog.pg_stat_activity a
    WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
      AND a.query ~* '\\m(alter|create|drop|truncate|cluster|refresh|reindex)\\M'
      AND a.state_change > pg_catalog.clock_timestamp() - interval '10 seconds'
    ORDER BY a.state_change DESC LIMIT 3`;
/** Whether one of our sessions waits for a lock, and whether anybody else waits for one of ours. */
async function lookForWaiters(session) {
    // Within a transaction the server would show the sessions as they were at the first look.
    await session.query('SELECT pg_catalog.pg_stat_clear_snapshot()');
    const [row] = await session.query(WAITERS, [target_ts_1.APPLICATION]);
    return row ?? { waiting: false, awaited: false };
}
const WAITERS = `
  WITH ours AS MATERIALIZED (
    SELECT pid FROM pg_catalog.pg_stat_activity
      WHERE application_name = $1 AND datname = pg_catalog.current_database()
  ), waiting AS MATERIALIZED (SELECT DISTINCT pid FROM pg_catalog.pg_locks WHERE NOT granted)
  SELECT EXISTS (SELECT FROM waiting JOIN ours USING (pid)) AS waiting,
    EXISTS (SELECT FROM waiting JOIN ours USING (pid)) AND EXISTS (SELECT FROM waiting
      WHERE pid NOT IN (SELECT pid FROM ours)
        AND pg_catalog.pg_blocking_pids(pid) && ARRAY(SELECT pid FROM ours)) AS awaited`;
/** The settings under which a holder may stand idle for as long as the dump takes; SET takes no snapshot yet. */
const holderSettings = (major) => [
    'statement_timeout = 0',
    `lock_timeout = ${LOCK_PATIENCE_MS}`,
    'idle_in_transaction_session_timeout = 0',
    'row_security = off',
    ...(major >= 14 ? ['idle_session_timeout = 0'] : []),
    ...(major >= 17 ? ['transaction_timeout = 0'] : []),
]
    .map((setting) => `SET LOCAL ${setting}`)
    .join('; ');
async function lockTables(session, relations) {
    const tables = relations.filter(({ lockable }) => lockable).map((table) => `ONLY ${(0, identifiers_ts_1.qualified)(table)}`);
    for (let at = 0; at < tables.length; at += TABLES_A_STATEMENT) {
        const some = tables.slice(at, at + TABLES_A_STATEMENT);
        await session.query(`LOCK TABLE ${some.join(', ')} IN ACCESS SHARE MODE`);
    }
}
/** Tables that were created, or changed names, while we locked by name: what counts is what is locked now. */
async function requireLocks(session, relations) {
    const rows = await session.query(`SELECT relation::bigint::float8 AS oid FROM pg_catalog.pg_locks
      WHERE locktype = 'relation' AND pid = pg_catalog.pg_backend_pid() AND granted`);
    const locked = new Set(rows.map(({ oid }) => oid));
    const missed = relations.filter(({ lockable, oid }) => lockable && !locked.has(oid));
    if (missed.length > 0)
        throw new Interrupted(`${missed.length} tables were created or renamed while we locked the others`);
}
async function exportSnapshot(session) {
    // As a number, since the database may have a style of its own for dates.
    const [row] = await session.query(`SELECT pg_catalog.pg_export_snapshot() AS id,
      (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::float8 AS milliseconds`);
    if (!row)
        throw new Error('The server exported no snapshot.');
    return { id: row.id, time: new Date(row.milliseconds) };
}
async function readLsn(session, server) {
    const call = server.inRecovery ? 'pg_last_wal_replay_lsn' : 'pg_current_wal_lsn';
    return readIfAllowed(session, `SELECT pg_catalog.${call}()::text AS lsn`).then((row) => row?.lsn);
}
/** Asks for something that some servers refuse, without losing the transaction over it. */
async function readIfAllowed(session, sql) {
    await session.query('SAVEPOINT question');
    try {
        const [row] = await session.query(sql);
        await session.query('RELEASE SAVEPOINT question');
        return row;
    }
    catch {
        await session.query('ROLLBACK TO SAVEPOINT question');
        return undefined;
    }
}


/***/ }),

/***/ 8421:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.peek = peek;
const node_stream_1 = __webpack_require__(57075);
/**
 * Passes bytes on as they are, and writes a copy of the first of them to a side reader, such as the stdin of
 * `pg_restore -l`: up to `limit` bytes, or until that reader closes its end. While it reads, the stream waits for it;
 * whatever happens to it, the stream goes on.
 */
function peek(side, limit) {
    return new Peek(side, limit);
}
class Peek extends node_stream_1.Transform {
    #side;
    #left;
    #waiting;
    constructor(side, limit) {
        super();
        this.#left = limit;
        // Stays for as long as the side reader lives: EPIPE often comes after the last write.
        side.on('error', this.#letGo);
        if (side.destroyed || !side.writable)
            return;
        this.#side = side;
        side.on('close', this.#letGo);
        side.on('drain', this.#goOn);
    }
    _transform(chunk, _encoding, done) {
        const hasRoom = this.#copy(chunk);
        // The write may have failed at once, and then there is nobody to wait for.
        if (hasRoom || !this.#side)
            done(null, chunk);
        else
            this.#waiting = () => done(null, chunk);
    }
    /** Whether the side reader takes more. */
    #copy(chunk) {
        if (!this.#side)
            return true;
        const head = chunk.subarray(0, this.#left);
        this.#left -= head.length;
        const hasRoom = this.#side.write(head);
        if (this.#left === 0)
            this.#endSide();
        return hasRoom;
    }
    _flush(done) {
        this.#endSide();
        done();
    }
    _destroy(error, done) {
        this.#waiting = undefined;
        const side = this.#side;
        this.#letGo();
        // Cut off, not ended: the side reader must not take a part for the whole.
        side?.destroy();
        done(error);
    }
    #goOn = () => {
        const resume = this.#waiting;
        this.#waiting = undefined;
        resume?.();
    };
    #letGo = () => {
        this.#side?.off('close', this.#letGo);
        this.#side?.off('drain', this.#goOn);
        this.#side = undefined;
        this.#goOn();
    };
    #endSide() {
        const side = this.#side;
        this.#letGo();
        side?.end();
    }
}


/***/ })

};
