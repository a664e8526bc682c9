export const id = 8250;
export const ids = [8250];
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

/***/ 7432:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inScratch = inScratch;
const database_ts_1 = __webpack_require__(95989);
const scratch_ts_1 = __webpack_require__(30944);
/** Makes a server and a database to restore into, and takes them away in every ending, unless they are to be kept. */
async function inScratch(host, ledger, { options, major, bytes, locale, roles }, work) {
    const { scratch: choice, jobs, client, keepScratch } = options;
    const needBytes = ROOM_FOR_A_SERVER + 1.25 * bytes;
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


/***/ }),

/***/ 43973:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreForeign = restoreForeign;
const node_crypto_1 = __webpack_require__(77598);
const keys_ts_1 = __webpack_require__(14116);
const layout_ts_1 = __webpack_require__(72630);
const roles_ts_1 = __webpack_require__(94805);
const restored_ts_1 = __webpack_require__(78618);
const folder_ts_1 = __webpack_require__(84080);
const open_ts_1 = __webpack_require__(69633);
const nursery_ts_1 = __webpack_require__(47080);
const drill_foreign_ts_1 = __webpack_require__(2134);
const drill_ledger_ts_1 = __webpack_require__(10449);
const restore_act_ts_1 = __webpack_require__(17081);
const restore_agreed_ts_1 = __webpack_require__(14913);
const restore_beside_ts_1 = __webpack_require__(61071);
const restore_plan_ts_1 = __webpack_require__(61558);
const restore_same_ts_1 = __webpack_require__(65395);
/** Restores a dump that another program made, beside what is there, as a backup of ours is; it has no proof. */
async function restoreForeign(host, options, { place, dump }) {
    const keys = await (0, keys_ts_1.readKeys)(host, options);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    try {
        const opened = await host.group('Looking at the dump', () => (0, drill_foreign_ts_1.openDump)(host, { dump, keys, folder: folder.own }));
        const content = await contentOf(host, dump, opened);
        const plan = await (0, restore_plan_ts_1.makePlan)(host, options, place, content, new Date());
        if (!(await (0, restore_agreed_ts_1.agreed)(host, options, plan)))
            return (0, restore_same_ts_1.nothingDone)(host);
        (0, nursery_ts_1.keepNurserySmall)();
        const outcome = await (0, restore_act_ts_1.carryOut)(host, options, goingOf(place, plan, opened), (beside) => restoreBeside(host, options, { place, plan, dump: opened, beside }));
        return await (0, restore_agreed_ts_1.tellOutcome)(host, options, outcome, undefined);
    }
    finally {
        await folder.remove();
    }
}
/** What a plan has to know of a dump: it tells little of itself. */
async function contentOf(host, { place, key }, { foreign, facts }) {
    const { env, signal } = host;
    const storage = await (0, open_ts_1.openStorage)(place, { env, signal, log: (line) => host.info(line) });
    const stored = await storage.stat(key, { signal });
    const { name, described, bytes } = foreign;
    const identity = [place.url, key, bytes, stored?.modified ?? null];
    const version = facts.server;
    return {
        subject: { kind: 'dump', name, described, bytes, version, time: stored?.modified },
        from: place.label,
        id: idOf(identity, stored?.modified),
        identity,
        major: facts.major,
        ...{ roles: [], extensions: [], notes: [], estimateSeconds: undefined },
        needBytes: (0, drill_foreign_ts_1.roomFor)(foreign),
        obstacles: () => [],
    };
}
/** In the form of a backup's, and the same for the same dump. */
const idOf = (identity, time = new Date(0)) => (0, layout_ts_1.newBackupId)(time).slice(0, -6) +
    (0, node_crypto_1.createHash)('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 6);
/** What is live already decides how text is stored and sorted, since that is what its applications know. */
function goingOf(place, plan, { facts }) {
    const { live } = plan;
    if (live)
        return { place, plan, locale: live.properties, properties: (0, restore_act_ts_1.propertiesOf)(live) };
    const properties = { owner: place.server.user, grants: undefined, settings: undefined, comment: null };
    return { place, plan, locale: facts.locale, properties: { ...properties, connectionLimit: -1 } };
}
async function restoreBeside(host, options, { place, plan, dump, beside }) {
    const { name, described } = dump.foreign;
    const about = { name, manifest: undefined, dump: described, from: plan.from };
    const ledger = (0, drill_ledger_ts_1.openLedger)(host, { ...about, options: { level: 'full', rto: undefined } });
    return (0, restore_beside_ts_1.inFolder)(host, { place, beside }, async (where) => {
        ledger.restoredIn(where.scratch);
        const owners = options.owner === 'keep';
        const whole = await ledger.through(async () => {
            const into = { ...where, owners, roles: roles_ts_1.NO_ROLES, options: (0, restore_beside_ts_1.allowing)(options) };
            const inPlace = await (0, drill_foreign_ts_1.restoreDumpInto)(host, dump, into, ledger);
            // Without statistics the first hours in production would be slow.
            await ledger.phase('restore', undefined, () => (0, restored_ts_1.inSession)(inPlace, (session) => session.query('ANALYZE')));
            await ledger.phase('checks', undefined, () => (0, restore_beside_ts_1.runCommands)(host, options, beside, (check) => ledger.add(check)));
        });
        const drill = ledger.report();
        return { drill: { ...drill, checks: drill.checks.map(restore_beside_ts_1.reworded) }, whole };
    });
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


/***/ })

};
