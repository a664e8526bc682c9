export const id = 1420;
export const ids = [1420,1007,5121];
export const modules = {

/***/ 39905:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.askUser = askUser;
const command_ts_1 = __webpack_require__(11407);
const checks_ts_1 = __webpack_require__(23846);
const reach_ts_1 = __webpack_require__(84548);
const restored_ts_1 = __webpack_require__(78618);
const trouble_ts_1 = __webpack_require__(44356);
/** Asks what only the user knows of the restored database: SQL checks, and a command. */
async function askUser(host, { options, checks }, place, ledger) {
    const { target } = place;
    const { smokeCommand: command } = options;
    if (checks.length === 0 && command === undefined)
        return;
    await ledger.phase('checks', undefined, async () => {
        // Without statistics the planner guesses, and a check that takes a moment in production could take an hour.
        await (0, restored_ts_1.inSession)(place, (session) => session.query('ANALYZE')).catch((error) => {
            host.signal.throwIfAborted();
            ledger.note(`The statistics of the restored database are not whole (SQLSTATE ${(0, trouble_ts_1.factsOf)(error).code}).`);
        });
        if (checks.length > 0) {
            const { checkTimeout: timeoutSeconds } = options;
            ledger.add(await host.group('Your checks', () => (0, checks_ts_1.runChecks)(target, checks, { timeoutSeconds, signal: host.signal })));
        }
        if (command === undefined)
            return;
        const { smokeTimeout: timeoutSeconds, workspace: folder } = options;
        const env = (0, reach_ts_1.environmentOf)(target);
        ledger.add(await (0, command_ts_1.runCommand)(host, { command, env, folder, timeoutSeconds, title: 'Smoke command' }));
    });
}


/***/ }),

/***/ 40750:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireExtensions = requireExtensions;
const errors_ts_1 = __webpack_require__(83916);
const extensions_ts_1 = __webpack_require__(79534);
const restored_ts_1 = __webpack_require__(78618);
/** Refuses a server without an extension that the backup needs, unless that was allowed; its answer is what is left out. */
async function requireExtensions({ signal }, scratch, { extensions }, { allow }, ledger) {
    const { missing, otherVersions } = await (0, restored_ts_1.inSession)({ target: scratch.target, major: scratch.server.major, signal }, (session) => (0, extensions_ts_1.findExtensions)(session, extensions));
    for (const other of otherVersions)
        ledger.note(`The scratch server has the extension ${other}.`);
    const leftOut = extensions
        .map(({ name }) => name)
        .filter((name) => missing.includes(name) || Object.hasOwn(NEEDS_ITS_OWN, name));
    const refused = leftOut.filter((name) => !allow.missingExtensions.includes(name));
    if (refused.length === 0)
        return leftOut;
    const [special] = refused.filter((name) => !missing.includes(name));
    if (special !== undefined)
        throw needsItsOwn(special);
    throw new errors_ts_1.UserError({
        what: `The scratch server lacks the ${refused.length === 1 ? 'extension' : 'extensions'} ${refused.join(', ')}.`,
        why: 'Without it, what leans on it can be neither restored nor compared.',
        next: `Name a server that has it by \`scratch\`, or go on without by \`allow\`: ${refused.map((name) => `missing-extension=${name}`).join(', ')}.`,
    }, 'unverified');
}
/** Extensions that must be called before and after a restore, which nobody does here. */
const NEEDS_ITS_OWN = { timescaledb: true };
const needsItsOwn = (name) => new errors_ts_1.UserError({
    what: `The extension ${name} needs calls of its own around a restore, which a drill does not make.`,
    next: `Verify with \`level: archive\`, or leave it and what leans on it out by \`allow: missing-extension=${name}\`.`,
}, 'unverified');


/***/ }),

/***/ 7432:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.roomFor = void 0;
exports.inScratch = inScratch;
const database_ts_1 = __webpack_require__(95989);
const scratch_ts_1 = __webpack_require__(30944);
/** Makes a server and a database to restore into, and takes them away in every ending, unless they are to be kept. */
async function inScratch(host, ledger, { options, major, bytes, locale, roles }, work) {
    const { scratch: choice, jobs, client, keepScratch } = options;
    const needBytes = (0, exports.roomFor)(bytes);
    const scratch = await ledger.phase('restore', 'Starting a scratch server', () => (0, scratch_ts_1.openScratch)({ choice, major, client, jobs, needBytes, host }));
    try {
        ledger.restoredIn(scratch);
        const database = await ledger.phase('restore', undefined, async () => {
            await work.first?.(scratch);
            return (0, database_ts_1.createScratchDatabase)(scratch, { properties: locale, roles, host });
        });
        try {
            await work.inside(scratch, database);
        }
        finally {
            const broken = await scratch.lastWords?.();
            if (broken !== undefined)
                ledger.note(`The scratch server broke down, and its log says: ${broken}`);
            // Who stops a run wants nothing of it left.
            if (keepScratch && !host.signal.aborted)
                ledger.kept(await database.keep());
            else
                await database.drop();
        }
    }
    finally {
        await scratch.close();
    }
}
const ROOM_FOR_A_SERVER = 200 * 1024 * 1024;
/** What a server takes, and in it a database that took so much on its own. */
const roomFor = (bytes) => ROOM_FOR_A_SERVER + 1.25 * bytes;
exports.roomFor = roomFor;


/***/ }),

/***/ 95121:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.leaveRecord = leaveRecord;
exports.toldWhenImpossible = toldWhenImpossible;
const record_ts_1 = __webpack_require__(58029);
const errors_ts_1 = __webpack_require__(83916);
const verify_ts_1 = __webpack_require__(98325);
/** Leaves a record of a drill, or of a restore, beside the backup that it was of. */
async function leaveRecord(host, storage, report, verb) {
    const record = (0, verify_ts_1.drillRecord)(report, verb);
    if (!record)
        return;
    try {
        await (0, record_ts_1.writeRecord)(storage, record, host.signal);
    }
    catch (error) {
        host.signal.throwIfAborted();
        // Whoever may only read can verify all the same.
        host.warn(`${storage.label}: no record of this run could be left: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
    }
}
/** Tells outputs and summary of a drill that could not begin; the log tells the whole story. */
async function toldWhenImpossible(host, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!host.signal.aborted && error instanceof errors_ts_1.UserError)
            await (0, verify_ts_1.reportNoDrill)(host, error);
        throw error;
    }
}


/***/ }),

/***/ 71007:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.drill = drill;
const keys_ts_1 = __webpack_require__(14116);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const compared_ts_1 = __webpack_require__(60242);
const archive_reading_ts_1 = __webpack_require__(46473);
const restored_ts_1 = __webpack_require__(78618);
const drill_checks_ts_1 = __webpack_require__(39905);
const drill_extensions_ts_1 = __webpack_require__(40750);
const drill_ledger_ts_1 = __webpack_require__(10449);
const drill_restore_ts_1 = __webpack_require__(9404);
const drill_scratch_ts_1 = __webpack_require__(7432);
const drill_tools_ts_1 = __webpack_require__(68417);
const rehydrate_ts_1 = __webpack_require__(31590);
/** Fetches a backup, restores it, compares it with its source, and asks the user's own checks; nothing is left behind. */
async function drill(host, request) {
    const { shelf, options } = request;
    const { manifest, storage } = shelf;
    const { mayGoElsewhere } = request;
    const about = { name: manifest.name, manifest, dump: undefined, from: storage.label };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options, mayGoElsewhere });
    await ledger.through(async () => {
        await (0, keys_ts_1.requireKeys)(shelf.manifest, shelf.keys);
        await (0, rehydrate_ts_1.requireReadable)(host, shelf, options);
        if (options.level === 'archive')
            await readAll(host, request, ledger);
        else
            await rehearse(host, request, ledger);
    });
    return ledger.report();
}
const bytesOf = ({ objects, totals }) => `${objects.length} objects, ${(0, measure_ts_1.formatBytes)(totals.storedBytes)}, each by size and SHA-256`;
/** Level `archive`: every byte is fetched, and every archive read to its end. */
async function readAll(host, { shelf, options }, ledger) {
    const { objects } = shelf.manifest;
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, shelf.manifest.server.major, options, undefined).catch((error) => {
        ledger.couldNot('archives', error);
        return undefined;
    });
    const check = await ledger.phase('fetch', 'Reading the backup', () => (0, drill_tools_ts_1.metered)(host, 'Reading', shelf.manifest.totals.rawBytes, (watch) => (0, archive_reading_ts_1.readObjects)({ shelf, objects, tools, watch, signal: host.signal, debug: (line) => host.debug(line) })));
    ledger.fetched(bytesOf(shelf.manifest));
    if (tools)
        ledger.add(check);
}
async function rehearse(host, request, ledger) {
    const { shelf, options } = request;
    const { manifest } = shelf;
    if (manifest.include === 'data')
        return ledger.couldNot('restore', rowsOnly(manifest));
    const proof = await ledger.phase('fetch', 'Fetching', () => (0, drill_restore_ts_1.fetchSmall)(host, shelf));
    const bytes = manifest.selection === 'whole' ? manifest.database.bytes : 2 * manifest.totals.rawBytes;
    const wish = { major: manifest.server.major, bytes, locale: manifest.database, roles: manifest.roles };
    let missing = [];
    await (0, drill_scratch_ts_1.inScratch)(host, ledger, { options, ...wish }, {
        async first(scratch) {
            warnOfSource(host, manifest, scratch);
            missing = await (0, drill_extensions_ts_1.requireExtensions)(host, scratch, manifest, options, ledger);
        },
        inside: (scratch, database) => inDatabase(host, request, ledger, { scratch, database, proof, missing }),
    });
}
const NO_ROWS = {
    name: 'rows',
    looked: 'nothing',
    findings: [
        {
            outcome: 'unverified',
            what: 'the backup was made with `fingerprint: none`, so nobody knows how many rows there were',
            next: 'Back up with another fingerprint, or ask for no more than `level: restore`.',
        },
    ],
};
async function inDatabase(host, request, ledger, place) {
    const { options, shelf } = request;
    const restored = await ledger.phase('restore', 'Restoring', () => (0, drill_restore_ts_1.restoreInto)(host, { ...place, shelf, options, owners: place.scratch.server.superuser }));
    ledger.fetched(bytesOf(shelf.manifest));
    ledger.add(restored.check);
    ledger.note(...place.database.notes, ...restored.notes);
    if (options.level === 'full') {
        const checks = await ledger.phase('compare', 'Comparing', () => (0, compared_ts_1.compareRestored)(restored));
        ledger.add(...checks);
        if (shelf.manifest.include !== 'schema' && place.proof.level === 'none')
            ledger.add(NO_ROWS);
    }
    await request.afterwards?.(restored, ledger);
    await (0, drill_checks_ts_1.askUser)(host, request, (0, restored_ts_1.placeOf)(restored), ledger);
    ledger.checkRto();
}
/** Nothing of the source is touched there, but it carries the load. */
function warnOfSource(host, { server }, scratch) {
    const { systemIdentifier } = scratch.server;
    if (systemIdentifier === undefined || systemIdentifier !== server.systemIdentifier)
        return;
    host.warn('`scratch` is the very server that the backup was taken of: the drill loads it, and fills its disk.');
}
const rowsOnly = ({ id }) => new errors_ts_1.UserError({
    what: `The backup ${id} holds rows only, and there are no tables to restore them into.`,
    next: 'Verify it with `level: archive`, which reads all of it.',
}, 'unverified');


/***/ }),

/***/ 91420:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const catalog_ts_1 = __webpack_require__(84153);
const keys_ts_1 = __webpack_require__(14116);
const layout_ts_1 = __webpack_require__(72630);
const pick_ts_1 = __webpack_require__(45113);
const verdict_ts_1 = __webpack_require__(55647);
const archive_reading_ts_1 = __webpack_require__(46473);
const spoiling_ts_1 = __webpack_require__(78386);
const prove_ts_1 = __webpack_require__(7604);
const tampered_ts_1 = __webpack_require__(53437);
const damage_ts_1 = __webpack_require__(59079);
const nursery_ts_1 = __webpack_require__(47080);
const drill_ts_1 = __webpack_require__(71007);
const drill_told_ts_1 = __webpack_require__(95121);
const places_ts_1 = __webpack_require__(84940);
/** Shows on the user's own backup that the drill notices: spoils it in many ways, and each must turn red. */
async function run(host, options) {
    const keys = await (0, keys_ts_1.readKeys)(host, options);
    (0, nursery_ts_1.keepNurserySmall)();
    const report = await (0, drill_told_ts_1.toldWhenImpossible)(host, () => prove(host, options, keys));
    await (0, prove_ts_1.reportProof)(host, options, report);
    return (0, prove_ts_1.proofVerdict)(report);
}
async function prove(host, options, keys) {
    const storages = await (0, places_ts_1.openFrom)(host, options);
    const { signal } = host;
    const log = (line) => host.warn(line);
    const picked = await (0, pick_ts_1.pickBackup)(storages, options.backup, { name: options.name, signal, log });
    host.output('name', picked.manifest.name);
    const shelf = { ...picked, keys };
    const tamperings = [];
    const report = await (0, drill_ts_1.drill)(host, {
        ...{ shelf, options, checks: [] },
        async afterwards(restored, ledger) {
            if (ledger.report().verdict !== 'pass')
                return;
            const spoiled = await ledger.phase('checks', 'Spoiling the restored database', () => (0, spoiling_ts_1.spoilDatabase)(restored));
            tamperings.push(...spoiled.map(tamperingOf));
        },
    });
    if (report.verdict === 'pass')
        tamperings.push(...(await host.group('Spoiling the backup in flight', () => spoilBytes(host, picked, shelf))));
    return { drill: report, tamperings };
}
/** What the drill made of something that was spoiled in the restored database. */
function tamperingOf({ what, object, checks, blind }) {
    if (!checks)
        return { what, outcome: 'impossible', detail: 'This database has nothing that it could be done to.' };
    const red = checks.find((check) => (0, verdict_ts_1.outcomeOf)(check) === 'fail');
    if (red) {
        const finding = red.findings.find(({ outcome }) => outcome === 'fail');
        return { what, object, outcome: 'red', by: red.name, detail: finding?.detail ?? finding?.what };
    }
    return blind === undefined
        ? { what, object, outcome: 'green' }
        : { what, object, outcome: 'undetectable', detail: BLIND[blind] };
}
const BLIND = {
    counts: 'Not detectable at this level: the proof of this backup holds row counts and no hashes. Back up with `fingerprint: content` to raise it.',
    rights: 'Not detectable there: the user of the scratch server is no superuser, so owners and rights are not compared. Name one who is, to raise it.',
};
/** Spoils the bytes of each kind of object on their way from the store, which keeps what it has. */
async function spoilBytes(host, picked, shelf) {
    const kinds = Map.groupBy(shelf.manifest.objects, ({ kind }) => kind);
    const smallest = [...kinds.values()].map((objects) => objects.toSorted((a, b) => a.bytes - b.bytes)[0]);
    const rows = smallest.find(({ kind }) => kind === 'data' || kind === 'database') ?? smallest[0];
    const tamperings = [await spoilManifest(host, picked)];
    for (const object of smallest)
        tamperings.push(await spoilObject(host, shelf, object, 'flip', `a byte of ${object.name} flipped`));
    if (rows) {
        tamperings.push(await spoilObject(host, shelf, rows, 'missing', `${rows.name} missing`));
        tamperings.push(await spoilObject(host, shelf, rows, 'cut', `${rows.name} cut short`));
    }
    return tamperings;
}
function spoilManifest({ signal }, { storage, listed }) {
    const spoiled = (0, tampered_ts_1.tampered)(storage, { key: listed.key, how: 'flip' });
    return seen('a byte of the manifest flipped', () => (0, catalog_ts_1.openManifest)(spoiled, listed, signal));
}
function spoilObject(host, shelf, object, how, what) {
    const { manifest } = shelf;
    const key = (0, layout_ts_1.layout)(manifest.name).object(manifest.id, object.name);
    const storage = (0, tampered_ts_1.tampered)(shelf.storage, { key, how });
    const { signal } = host;
    return seen(what, () => (0, archive_reading_ts_1.readObjects)({
        ...{ shelf: { ...shelf, storage }, objects: [object], tools: undefined, signal },
        ...{ watch: () => undefined, debug: (line) => host.debug(line) },
    }));
}
/** Damage that is noticed is what is hoped for; any other trouble is trouble. */
async function seen(what, work) {
    try {
        await work();
        return { what, outcome: 'green' };
    }
    catch (error) {
        if (!(error instanceof damage_ts_1.Damage))
            throw error;
        return {
            what,
            outcome: 'red',
            by: 'fetch',
            detail: error.story.why ?? error.story.what,
        };
    }
}


/***/ }),

/***/ 23846:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readChecks = readChecks;
exports.runChecks = runChecks;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const verdict_ts_1 = __webpack_require__(55647);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const session_ts_1 = __webpack_require__(92515);
const statements_ts_1 = __webpack_require__(91445);
const trouble_ts_1 = __webpack_require__(44356);
const EXAMPLE = 'SELECT count(*) > 0 AS "there are claims" FROM claims;';
/** The user's own checks, from the option and from the file, one query a check. */
async function readChecks(checks, file, folder) {
    return [
        ...(checks === undefined ? [] : parseChecks(checks, 'checks')),
        ...(file === undefined ? [] : parseChecks(await textOf((0, node_path_1.resolve)(folder, file)), 'checks-file')),
    ];
}
async function textOf(file) {
    try {
        return await (0, promises_1.readFile)(file, 'utf8');
    }
    catch (cause) {
        const missing = (0, trouble_ts_1.factsOf)(cause).code === 'ENOENT';
        throw new errors_ts_1.UsageError({
            what: `\`checks-file\`: ${missing ? `there is no file ${file}` : `the file ${file} cannot be read`}.`,
            why: missing ? undefined : (0, errors_ts_1.asError)(cause).message,
            next: 'Write the path of a file with SQL in it; a relative one begins in the workspace, which a step has after actions/checkout.',
            cause,
        });
    }
}
function parseChecks(text, source) {
    const { statements, unclosed } = (0, statements_ts_1.splitStatements)(text.replace(/^\ufeff/, ''));
    if (unclosed) {
        throw new errors_ts_1.UsageError({
            what: `\`${source}\`: the ${unclosed.what} that begins in line ${unclosed.line} has no end.`,
            next: 'Close it, so that it is sure where each check ends.',
        });
    }
    if (statements.length === 0) {
        throw new errors_ts_1.UsageError({
            what: `\`${source}\`: there is no query in it.`,
            why: 'Without one nothing would be checked, and the drill would pass all the same.',
            next: `Write one query a check, such as ${EXAMPLE}`,
        });
    }
    const sameLine = Map.groupBy(statements, ({ line }) => line);
    return statements.map((statement) => {
        const nth = (sameLine.get(statement.line) ?? []).indexOf(statement);
        const place = `${source} line ${statement.line}${nth > 0 ? `, query ${nth + 1}` : ''}`;
        return { ...statement, place };
    });
}
/** Runs the user's checks one after the other; none of them can change the database, or what the next one sees. */
async function runChecks(target, checks, how) {
    const results = [];
    for (const check of checks)
        results.push(await runCheck(target, check, how));
    const each = results.map(({ name, finding }) => ({
        name,
        outcome: (0, verdict_ts_1.outcomeOf)({ findings: finding ? [finding] : [] }),
    }));
    const holding = each.filter(({ outcome }) => outcome === 'pass').length;
    return {
        name: 'checks',
        looked: `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}, of which ${holding === 1 ? '1 holds' : `${holding} hold`}`,
        findings: results.flatMap(({ finding }) => finding ?? []),
        each,
    };
}
/** A timer of Node's, and a time limit of the server's, can be no longer. */
const LONGEST_MS = 2 ** 31 - 1;
/** How long the server may take to keep the time limit before we hang up. */
const PATIENCE_MS = 5_000;
async function runCheck(target, check, { timeoutSeconds, signal }) {
    const fallback = check.place;
    const limit = Math.min(timeoutSeconds * 1000, LONGEST_MS - PATIENCE_MS);
    const clock = AbortSignal.timeout(limit + PATIENCE_MS);
    try {
        // A connection each: what a query leaves behind in its session, even a read-only one, must not meet the next.
        const session = await (0, session_ts_1.openSession)(target, { signal: AbortSignal.any([signal, clock]) });
        try {
            return await judge(session, await answerOf(session, check, limit), fallback);
        }
        finally {
            await session.close();
        }
    }
    catch (error) {
        signal.throwIfAborted();
        return { name: fallback, finding: troubleOf(error, check, { fallback, timeoutSeconds, clock }) };
    }
}
// In parentheses stands a query and nothing else, and no second statement fits into the message: what a check holds can
// neither end the transaction nor make it writable. Two rows are as many as it takes to know that there is more than one.
const BEFORE = 'SELECT * FROM (';
const AFTER = '\n) AS pg_backup_check LIMIT 2';
async function answerOf(session, { sql }, limitMs) {
    await session.query('BEGIN READ ONLY');
    // This is also the transaction's first query, and after that no function can make it writable any more.
    await session.query("SELECT pg_catalog.set_config('statement_timeout', $1, true)", [
        String(Math.round(limitMs)),
    ]);
    const answer = await session.queryOne(`${BEFORE}${sql}${AFTER}`);
    await session.query('ROLLBACK');
    return answer;
}
const BOOLEAN = 16;
async function judge(session, { columns, rows }, fallback) {
    const [first] = columns;
    const name = !first || first.name === '?column?' ? fallback : first.name;
    const unverified = (what, detail) => ({
        name,
        finding: { outcome: 'unverified', what: `"${name}" ${what}`, detail },
    });
    if (!first)
        return unverified('has no column; the first one of a check says whether it holds');
    if (first.type !== BOOLEAN) {
        return unverified('is neither true nor false: its first column is no boolean', `it is of type ${await typeName(session, first.type)}`);
    }
    const [row, more] = rows;
    if (!row)
        return unverified('returned no row, and a check returns exactly one');
    if (more)
        return unverified('returned more than one row, and a check returns exactly one');
    if (row[0] === null)
        return unverified('is null, which is neither true nor false');
    if (row[0] === 't')
        return { name };
    const values = columns.slice(1).map((column, at) => `${column.name} = ${shortened(row[at + 1] ?? 'null')}`);
    return {
        name,
        finding: { outcome: 'fail', what: `"${name}" is false`, detail: values.join('\n') || undefined },
    };
}
async function typeName(session, oid) {
    const [row] = await session.query('SELECT pg_catalog.format_type($1::oid, NULL) AS name', [oid]);
    return row?.name ?? String(oid);
}
const LONGEST_VALUE = 200;
const shortened = (text) => text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
const QUERY_CANCELLED = '57014';
function troubleOf(error, check, { fallback, timeoutSeconds, clock }) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    if (clock.aborted || code === QUERY_CANCELLED) {
        const limit = (0, measure_ts_1.formatDuration)(timeoutSeconds);
        return { outcome: 'unverified', what: `"${fallback}" took longer than ${limit}, and was ended` };
    }
    return {
        outcome: 'unverified',
        what: `"${fallback}" could not be run as a query that only reads`,
        detail: error instanceof errors_ts_1.UserError ? error.message : serverSentence(error, check, message),
    };
}
/** What the server said, and in which line of the user's own text. */
function serverSentence(error, { sql, line }, message) {
    const { position, hint } = (error ?? {});
    // The server counts characters, and JavaScript counts some of them twice.
    const before = [...sql].slice(0, Number(position) - 1 - BEFORE.length);
    if (before.length === [...sql].length)
        return `It ends before it is complete: ${message}`;
    const at = position === undefined ? line : line + before.filter((character) => character === '\n').length;
    return [`line ${at}: ${message}`, hint].filter(Boolean).join('\n');
}


/***/ }),

/***/ 70009:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.doubleRow = exports.removeRow = exports.changeRow = void 0;
exports.setBackSequence = setBackSequence;
exports.dropIndex = dropIndex;
exports.revokeGrant = revokeGrant;
const identifiers_ts_1 = __webpack_require__(19467);
/** How many tables are tried until one lets itself be spoiled. */
const CANDIDATES = 25;
/** The smallest tables that have rows: each spoiled one is counted again as a whole. */
const candidates = ({ tables }) => tables
    .filter(({ rows }) => rows > 0)
    .toSorted((a, b) => a.rows - b.rows || a.bytes - b.bytes)
    .slice(0, CANDIDATES);
/** Tries it on one table after another: keys, constraints and rights may keep a row from being spoiled. */
async function onFirst(session, proof, spoil) {
    for (const table of candidates(proof)) {
        await session.query('SAVEPOINT candidate');
        try {
            if (await spoil(table))
                return { object: `table ${table.schema}.${table.name}`, table };
        }
        catch {
            // What cannot be spoiled is passed over.
        }
        await session.query('ROLLBACK TO SAVEPOINT candidate');
    }
    return undefined;
}
// Rows of a partition tree lie in its partitions, each with rows of the same place.
const from = (table) => `${table.kind === 'table' ? 'ONLY ' : ''}${(0, identifiers_ts_1.qualified)(table)}`;
const oneOf = (table, where = 'true') => `(tableoid, ctid) = (SELECT tableoid, ctid FROM ${from(table)} WHERE ${where} LIMIT 1)`;
/** By type, what turns a value into another one. */
const OTHER_VALUE = {
    text: (column) => `${column} || 'x'`,
    varchar: (column) => `${column} || 'x'`,
    int2: (column) => `${column} - 1::int2`,
    int4: (column) => `${column} - 1`,
    int8: (column) => `${column} - 1`,
    numeric: (column) => `${column} - 1`,
    float8: (column) => `${column} - 1`,
    bool: (column) => `NOT ${column}`,
    date: (column) => `${column} - 1`,
    timestamp: (column) => `${column} - interval '1 day'`,
    timestamptz: (column) => `${column} - interval '1 day'`,
    bytea: (column) => `${column} || '\\x00'::bytea`,
    jsonb: () => `'"spoiled"'::jsonb`,
    json: () => `'"spoiled"'::json`,
};
const changeRow = (session, proof) => onFirst(session, proof, async (table) => {
    for (const { name, type } of await columnsOf(session, table)) {
        const column = (0, identifiers_ts_1.quoted)(name);
        const value = OTHER_VALUE[type]?.(column);
        if (value === undefined)
            continue;
        await session.query('SAVEPOINT attempt');
        try {
            // What is beyond all numbers, NaN and infinity, stays what it was.
            const where = oneOf(table, `${column}::text IS DISTINCT FROM (${value})::text`);
            const changed = await session.query(`UPDATE ${from(table)} SET ${column} = ${value} WHERE ${where} RETURNING 1`);
            if (changed.length > 0)
                return true;
        }
        catch {
            await session.query('ROLLBACK TO SAVEPOINT attempt');
        }
    }
    return false;
});
exports.changeRow = changeRow;
const removeRow = (session, proof) => onFirst(session, proof, async (table) => {
    const gone = await session.query(`DELETE FROM ${from(table)} WHERE ${oneOf(table)} RETURNING 1`);
    return gone.length > 0;
});
exports.removeRow = removeRow;
const doubleRow = (session, proof) => onFirst(session, proof, async (table) => {
    await dropUniqueness(session, table);
    const columns = (await columnsOf(session, table)).map(({ name }) => (0, identifiers_ts_1.quoted)(name)).join(', ');
    const into = columns === '' ? (0, identifiers_ts_1.qualified)(table) : `${(0, identifiers_ts_1.qualified)(table)} (${columns}) OVERRIDING SYSTEM VALUE`;
    const added = await session.query(`INSERT INTO ${into} SELECT ${columns} FROM ${from(table)} LIMIT 1 RETURNING 1`);
    return added.length > 0;
});
exports.doubleRow = doubleRow;
/** Columns that can be written, those of no key first. */
const columnsOf = (session, table) => session.query(`SELECT a.attname::text AS name, t.typname::text AS type
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      ORDER BY EXISTS (SELECT FROM pg_catalog.pg_index i
        WHERE i.indrelid = a.attrelid AND a.attnum = ANY (i.indkey::int2[])), a.attnum`, [(0, identifiers_ts_1.qualified)(table)]);
async function dropUniqueness(session, table) {
    const constraints = await session.query(`SELECT conname::text AS name FROM pg_catalog.pg_constraint
      WHERE conrelid = $1::pg_catalog.regclass AND contype IN ('p', 'u', 'x')`, [(0, identifiers_ts_1.qualified)(table)]);
    for (const { name } of constraints)
        await session.query(`ALTER TABLE ${(0, identifiers_ts_1.qualified)(table)} DROP CONSTRAINT ${(0, identifiers_ts_1.quoted)(name)} CASCADE`);
    const indexes = await session.query(`SELECT n.nspname::text AS schema, c.relname::text AS name
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE i.indrelid = $1::pg_catalog.regclass AND i.indisunique`, [(0, identifiers_ts_1.qualified)(table)]);
    for (const index of indexes)
        await session.query(`DROP INDEX ${(0, identifiers_ts_1.qualified)(index)} CASCADE`);
}
/** Sequences follow no transaction: whoever calls this calls `undo` in every ending. */
async function setBackSequence(session, { sequences }) {
    for (const sequence of sequences.filter(({ cycles, after }) => !cycles && after !== undefined)) {
        const name = (0, identifiers_ts_1.qualified)(sequence);
        const [now] = await session.query(`SELECT last_value::text AS value, is_called AS called FROM ${name}`);
        const start = BigInt(sequence.increment) < 0n ? sequence.maximum : sequence.minimum;
        if (!now?.called || now.value === start || sequence.before.value === start)
            continue;
        const set = 'SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::bigint, $3)';
        await session.query(set, [name, start, false]);
        return {
            object: `sequence ${sequence.schema}.${sequence.name}`,
            sequence,
            undo: async () => void (await session.query(set, [name, now.value, now.called])),
        };
    }
    return undefined;
}
/** Takes a plain index away, the smallest; an index that something else leans on could not be put back as it was. */
async function dropIndex(session) {
    const [index] = await session.query(`SELECT n.nspname::text AS schema, c.relname::text AS name, pg_catalog.pg_get_indexdef(c.oid) AS definition
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'i' AND NOT c.relispartition AND n.nspname !~ '^pg_' AND c.oid >= 16384
        AND i.indisvalid AND NOT i.indisreplident AND NOT i.indisclustered
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = c.oid)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.refobjid = c.oid OR d.objid = i.indrelid AND d.deptype = 'e')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_description d WHERE d.objoid = c.oid)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
          AND coalesce((to_jsonb(a) ->> 'attstattarget')::int, -1) <> -1)
      ORDER BY c.relpages, c.relname LIMIT 1`);
    if (!index)
        return undefined;
    await session.query(`DROP INDEX ${(0, identifiers_ts_1.qualified)(index)}`);
    return {
        object: `index ${index.schema}.${index.name}`,
        undo: async () => void (await session.query(index.definition)),
    };
}
/** Takes a right on a table away: one that was granted, or where there is none, one that its owner has by itself. */
async function revokeGrant(session) {
    const [grant] = await session.query(`SELECT n.nspname::text AS schema, c.relname::text AS name, g.privilege_type AS right,
        CASE WHEN g.grantee <> 0 THEN pg_catalog.pg_get_userbyid(g.grantee)::text END AS grantee
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
        pg_catalog.aclexplode(coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS g
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND c.oid >= 16384 AND g.grantor = c.relowner AND NOT g.is_grantable
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      ORDER BY g.grantee = c.relowner, n.nspname, c.relname, g.privilege_type LIMIT 1`);
    if (!grant)
        return undefined;
    const whom = grant.grantee === null ? 'PUBLIC' : (0, identifiers_ts_1.quoted)(grant.grantee);
    await session.query(`REVOKE ${grant.right} ON ${(0, identifiers_ts_1.qualified)(grant)} FROM ${whom}`);
    return {
        object: `table ${grant.schema}.${grant.name}`,
        undo: async () => void (await session.query(`GRANT ${grant.right} ON ${(0, identifiers_ts_1.qualified)(grant)} TO ${whom}`)),
    };
}


/***/ }),

/***/ 78386:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.spoilDatabase = spoilDatabase;
const compared_ts_1 = __webpack_require__(60242);
const restored_ts_1 = __webpack_require__(78618);
const mutations_ts_1 = __webpack_require__(70009);
/** Spoils the restored database in one way after another, compares each time, and puts everything back. */
async function spoilDatabase(restored) {
    const { proof } = restored;
    const counts = proof.level === 'content' ? undefined : 'counts';
    const rights = restored.restore.owners ? undefined : 'rights';
    return [
        await inTransaction(restored, 'a row changed', mutations_ts_1.changeRow, counts),
        await inTransaction(restored, 'a row removed', mutations_ts_1.removeRow),
        await inTransaction(restored, 'a row doubled', mutations_ts_1.doubleRow),
        await committed(restored, 'an index dropped', mutations_ts_1.dropIndex, () => (0, compared_ts_1.compareItsSchema)(restored)),
        await committed(restored, 'a sequence set back', (session) => (0, mutations_ts_1.setBackSequence)(session, proof), ({ sequence }, session) => compareOnly(session, restored, { tables: [], sequences: sequence ? [sequence] : [] })),
        await committed(restored, 'a right taken away', mutations_ts_1.revokeGrant, () => (0, compared_ts_1.compareItsSchema)(restored), rights),
    ];
}
/** What is not committed need not be put back. */
function inTransaction(restored, what, mutate, blind) {
    return (0, restored_ts_1.inSession)((0, restored_ts_1.placeOf)(restored), async (session) => {
        await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE');
        // The user's own triggers and foreign keys must not answer before we do.
        if (restored.scratch.server.superuser)
            await session.query('SET LOCAL session_replication_role = replica');
        await session.query('SET LOCAL row_security = off');
        const done = await mutate(session, restored.proof);
        const tables = done?.table ? [done.table] : [];
        const checks = done && (await compareOnly(session, restored, { tables, sequences: [] }));
        await session.query('ROLLBACK');
        return { what, object: done?.object, checks, blind };
    });
}
async function committed(restored, what, mutate, compare, blind) {
    return (0, restored_ts_1.inSession)((0, restored_ts_1.placeOf)(restored), async (session) => {
        await session.query('SET default_transaction_read_only = off');
        if (restored.scratch.server.superuser)
            await session.query('SET session_replication_role = replica');
        const done = await mutate(session).catch(() => restored.restore.signal.throwIfAborted());
        if (!done)
            return { what, object: undefined, checks: undefined, blind };
        try {
            await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
            const checks = await compare(done, session);
            return { what, object: done.object, checks, blind };
        }
        finally {
            await session.query('ROLLBACK');
            await done.undo();
        }
    });
}
/** Compares what was spoiled and not all the rest, which was found equal a moment ago. */
function compareOnly(session, restored, only) {
    const { objects: _objects, largeObjects: _largeObjects, ...proof } = restored.proof;
    return (0, compared_ts_1.compareIn)(session, { ...restored, proof: { ...proof, ...only, notCompared: [] } });
}


/***/ }),

/***/ 7604:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.proofVerdict = proofVerdict;
exports.reportProof = reportProof;
const backup_ts_1 = __webpack_require__(4630);
const drill_ts_1 = __webpack_require__(10519);
const drill_json_ts_1 = __webpack_require__(99390);
const drill_summary_ts_1 = __webpack_require__(5614);
const findings_ts_1 = __webpack_require__(19334);
const markdown_ts_1 = __webpack_require__(54285);
const verify_ts_1 = __webpack_require__(98325);
/** Whether the drill can be trusted with this backup: it passes the sound one, and turns red for every spoiled one. */
function proofVerdict({ drill, tamperings }) {
    if (drill.verdict !== 'pass')
        return drill.verdict;
    if (tamperings.some(({ outcome }) => outcome === 'green'))
        return 'fail';
    return tamperings.some(({ outcome }) => outcome === 'red') ? 'pass' : 'unverified';
}
/** Tells what was spoiled, and which check noticed it. */
async function reportProof(host, options, report) {
    const { showTableNames } = options;
    const verdict = proofVerdict(report);
    const json = jsonOf(report, verdict, showTableNames);
    const outputs = {
        verdict,
        'backup-id': report.drill.manifest?.id ?? '',
        report: await (0, verify_ts_1.storeReport)(host, 'prove', report.drill, json),
    };
    for (const [name, value] of Object.entries(outputs))
        host.output(name, value);
    (0, verify_ts_1.tellChecks)(host, showTableNames, report.drill);
    for (const tampering of report.tamperings)
        host.info(linesOf(tampering, showTableNames).join('\n'));
    if (!showTableNames && hidesAnything(report))
        host.info(findings_ts_1.HOW_TO_SHOW);
    host[verdict === 'pass' ? 'info' : 'error'](proofSentence(report));
    host.print(options.json ? JSON.stringify(json, undefined, 2) : verdict);
    await host.summary(summaryOf(report, verdict, showTableNames));
}
const hidesAnything = ({ tamperings }) => tamperings.some(({ object, outcome, detail }) => object !== undefined || (outcome === 'red' && detail));
const MARK = {
    red: verify_ts_1.MARKS.pass,
    green: verify_ts_1.MARKS.fail,
    undetectable: verify_ts_1.MARKS.unverified,
    impossible: verify_ts_1.MARKS.tolerated,
};
function linesOf(tampering, showNames) {
    return [
        `${MARK[tampering.outcome]} ${doneTo(tampering, showNames)}: ${endOf(tampering)}`,
        ...(0, verify_ts_1.indented)(detailOf(tampering, showNames)),
    ];
}
const doneTo = ({ what, object }, showNames) => showNames && object !== undefined ? `${what} (${object})` : what;
function endOf({ outcome, by }) {
    switch (outcome) {
        case 'red':
            return by === undefined ? 'red' : `red, by the check ${by}`;
        case 'green':
            return 'GREEN: the drill did not notice';
        case 'undetectable':
            return 'not detectable at this level';
        case 'impossible':
            return 'nothing to do it to';
    }
}
/** What a check said may hold names; why something could not be shown never does. */
const detailOf = ({ outcome, detail }, showNames) => showNames || outcome === 'undetectable' || outcome === 'impossible' ? detail : undefined;
function proofSentence(report) {
    const { drill, tamperings } = report;
    if (drill.verdict !== 'pass')
        return `Nothing can be proven with a backup that does not pass by itself. ${(0, verify_ts_1.sentenceOf)(drill)}`;
    const number = (wanted) => tamperings.filter(({ outcome }) => outcome === wanted).length;
    const [red, green, hidden, impossible] = [
        number('red'),
        number('green'),
        number('undetectable'),
        number('impossible'),
    ];
    const subject = (0, drill_ts_1.subjectOf)(drill);
    return [
        `${subject.charAt(0).toUpperCase()}${subject.slice(1)}: ${proofVerdict(report)}.`,
        red + green === 0
            ? 'Nothing of it could be spoiled, so nothing is shown.'
            : `The drill turned red for ${red} of ${(0, backup_ts_1.count)(red + green, 'thing')} that were spoiled on purpose.`,
        green > 0
            ? `It missed ${green}: that is a defect of pg-backup. Please report it in the issues of pg-backup-action.`
            : '',
        hidden > 0 ? `${hidden} more could not be noticed at this level.` : '',
        impossible > 0 ? `For ${impossible} more there was nothing to do it to.` : '',
    ]
        .filter(Boolean)
        .join(' ');
}
const SIGN = {
    red: '✅',
    green: '❌',
    undetectable: '⚠️',
    impossible: '–',
};
function summaryOf(report, verdict, showNames) {
    const rows = report.tamperings.map((tampering) => [
        SIGN[tampering.outcome],
        doneTo(tampering, showNames),
        endOf(tampering),
        detailOf(tampering, showNames) ?? '',
    ]);
    return [
        `## ${drill_summary_ts_1.SIGNS[verdict]} ${verdict}: does the drill notice?`,
        (0, markdown_ts_1.cell)(proofSentence(report)),
        ...(rows.length > 0 ? [(0, markdown_ts_1.table)(['', 'Spoiled on purpose', 'The drill', 'What it said'], rows)] : []),
        ...(!showNames && hidesAnything(report) ? [findings_ts_1.HOW_TO_SHOW] : []),
        ...(report.drill.verdict === 'pass' ? [] : [(0, drill_summary_ts_1.drillSummary)(report.drill, showNames)]),
    ].join('\n\n');
}
function jsonOf({ drill, tamperings }, verdict, showNames) {
    return {
        format: 1,
        verdict,
        drill: (0, drill_json_ts_1.drillJson)(drill, showNames),
        namesShown: showNames,
        tamperings: tamperings.map((tampering) => ({
            what: tampering.what,
            outcome: tampering.outcome,
            by: tampering.by ?? null,
            ...(showNames && tampering.object !== undefined && { object: tampering.object }),
            detail: detailOf(tampering, showNames) ?? null,
        })),
    };
}


/***/ }),

/***/ 53437:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.tampered = tampered;
const node_stream_1 = __webpack_require__(57075);
const error_ts_1 = __webpack_require__(20871);
/** A storage that tells of one object something else than it holds; what is stored stays as it is. */
function tampered(storage, { key, how, at }) {
    const placeIn = (size) => at ?? Math.floor(size / 2);
    const seen = (object) => {
        if (object.key !== key || how === 'flip')
            return object;
        return how === 'missing' ? undefined : { ...object, size: Math.min(object.size, placeIn(object.size)) };
    };
    return {
        label: storage.label,
        url: storage.url,
        get conditionalPut() {
            return storage.conditionalPut;
        },
        put: (...call) => storage.put(...call),
        upload: (...call) => storage.upload(...call),
        thaw: (...call) => storage.thaw(...call),
        remove: (...call) => storage.remove(...call),
        abandon: (...call) => storage.abandon(...call),
        async read(wanted, options) {
            if (wanted !== key)
                return storage.read(wanted, options);
            const there = await storage.stat(key, options);
            if (!there || how === 'missing')
                throw new error_ts_1.StorageError('missing', { what: `${storage.label}: there is no ${key}.` });
            const change = how === 'flip' ? new Flip(placeIn(there.size)) : new Cut(placeIn(there.size));
            return passed(await storage.read(key, options), change);
        },
        async stat(wanted, options) {
            const there = await storage.stat(wanted, options);
            return there && seen(there);
        },
        async *list(prefix, options) {
            for await (const object of storage.list(prefix, options)) {
                const shown = seen(object);
                if (shown)
                    yield shown;
            }
        },
    };
}
/** An error is told by the stream that comes out, and destroying that one closes the other. */
const passed = (source, change) => (0, node_stream_1.pipeline)(source, change, () => { });
class Flip extends node_stream_1.Transform {
    #left;
    constructor(at) {
        super();
        this.#left = at;
    }
    _transform(chunk, _encoding, done) {
        const at = this.#left;
        this.#left -= chunk.length;
        if (at < 0 || at >= chunk.length)
            return void done(null, chunk);
        // The chunk may belong to a buffer that others read.
        const changed = Buffer.from(chunk);
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        done(null, changed);
    }
}
class Cut extends node_stream_1.Transform {
    #left;
    constructor(at) {
        super();
        this.#left = at;
    }
    _transform(chunk, _encoding, done) {
        const kept = chunk.subarray(0, this.#left);
        this.#left -= kept.length;
        done(null, kept);
    }
}


/***/ })

};
