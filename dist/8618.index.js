export const id = 8618;
export const ids = [8618];
export const modules = {

/***/ 27643:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isDeadlock = void 0;
exports.collectComplaints = collectComplaints;
exports.gaveUp = gaveUp;
exports.judge = judge;
const drill_ts_1 = __webpack_require__(84491);
const KEPT = 10_000;
const LINES_KEPT = 12;
/** Of several workers, pg_restore counts an error again with each entry that the worker restores after it. */
function collectComplaints({ parallel } = { parallel: false }) {
    const all = [];
    let current;
    let lines = 0;
    let counted = 0;
    let ignored = 0;
    return {
        all() {
            const told = Math.max(counted, parallel ? Math.min(1, ignored) : ignored);
            // What fails for want of a connection is counted, and not always said.
            const untold = all.some(({ message }) => LOST.test(message)) ? 0 : told - all.length;
            return untold > 0 ? [...all, notKept(untold)] : all;
        },
        add(line) {
            ignored = Math.max(ignored, Number(IGNORED.exec(line)?.[1] ?? 0));
            const error = /^(?:\S*pg_restore|\S*psql(?::\S+?:\d+)?): (?:error: |fatal: )?(.*)$/s.exec(line);
            if (error) {
                const message = messageOf(line, error[1] ?? '');
                current = message === undefined ? undefined : { message, context: '', statement: undefined };
                lines = 0;
                if (!current)
                    return;
                counted++;
                if (all.length < KEPT)
                    all.push(current);
            }
            else if (current && lines++ < LINES_KEPT) {
                const command = /^Command was: (.*)$/s.exec(line)?.[1];
                if (command !== undefined)
                    current.statement = command;
                else if (current.statement !== undefined)
                    current.statement += `\n${line}`;
                else
                    current.context += `${current.context && '\n'}${line}`;
            }
        },
    };
}
/** What pg_restore counts at its end: errors that we did not make out would otherwise be none. */
const IGNORED = /^\S*pg_restore: warning: errors ignored on restore: (\d+)$/;
const LOST = /server closed the connection|terminating connection|connection to (the )?server|the database system is (shutting|in recovery)/i;
const notKept = (number) => ({
    message: `${number === 1 ? 'there was 1 more error' : `there were ${number.toLocaleString('en')} more errors`}, whose text is lost`,
    context: '',
    statement: undefined,
});
/** The sentence of a line that tells an error; nothing for warnings and for headings such as "while PROCESSING TOC:". */
function messageOf(line, said) {
    if (!/: (error|fatal): /.test(line) && !/\bERROR: {2}/.test(said))
        return undefined;
    return said.replace(/^could not execute query: /, '').replace(/^ERROR: {2}/, '');
}
/** Errors that say something of the scratch server rather than of the backup; all others are the backup's. */
const RULES = [
    {
        when: /unrecognized configuration parameter/,
        under: ({ older }) => older,
        what: 'a setting of newer versions that this older server does not know, and that changes nothing in a restore',
        harmless: true,
    },
    {
        when: /permission denied (for|to) |must be (superuser|owner|a? ?member)|must have (the )?\S+ (privilege|option)|only (superusers|roles with)|(role|user) "" does not exist/i,
        under: ({ limited }) => limited,
        what: 'the user of the scratch server may not restore it',
        tolerance: 'limited-scratch',
    },
    {
        when: /does not exist|there is no unique constraint/,
        under: ({ partial }) => partial,
        what: 'it needs something that this backup leaves out',
        tolerance: 'left-out-dependencies',
    },
    {
        when: /violates foreign key constraint/,
        under: ({ emptied }, { context }) => emptied?.has(/ is not present in table "(.*)"/.exec(context)?.[1] ?? '') ?? false,
        what: 'it needs rows that this backup leaves out',
        tolerance: 'left-out-dependencies',
    },
    {
        when: /No space left on device|could not (extend|write to) file|Disk quota exceeded/i,
        what: 'the scratch server has no room left',
        ends: true,
    },
    {
        when: /out of (shared )?memory|cannot allocate memory/i,
        what: 'the scratch server has no memory left',
        ends: true,
    },
    {
        when: /^deadlock detected$/,
        what: 'it stood in the way of another statement, and with `jobs: 1` it would not',
    },
    {
        when: LOST,
        what: 'the connection to the scratch server was lost',
        ends: true,
    },
    {
        when: /could not (access|load|open extension control) (file|library)|extension "" is not available|could not open (dictionary|affix|stop-word|thesaurus) file|could not find function "" in file/i,
        what: 'the scratch server lacks a file that the source has',
    },
    {
        when: /could not create locale|collation "" for encoding|could not open collator|unsupported (ICU|collation)/i,
        what: 'the scratch server lacks a locale that the source has',
    },
];
/** A name of the user's must not be taken for a word of the server's, which puts it between quotes as it is. */
const withoutNames = (message) => message.replace(/"(?:[^"]|"(?![\s.,:;)]|$))*"(?=[\s.,:;)]|$)/g, '""');
function ruleOn(complaint, circumstances) {
    const said = withoutNames(complaint.message);
    // Rows that did not come back are never forgiven for the sake of the scratch server's user or of what was chosen.
    const rows = /^COPY failed|violates (?!foreign key)/.test(said);
    return RULES.find(({ when, under, tolerance }) => when.test(said) && (under?.(circumstances, complaint) ?? true) && !(rows && tolerance !== undefined));
}
/** Whether a statement failed for no other reason than that another stood in its way. */
const isDeadlock = ({ message }) => message === 'deadlock detected';
exports.isDeadlock = isDeadlock;
/** Whether the scratch server itself gave up: what else there is to see says nothing of the backup. */
function gaveUp(complaints) {
    return complaints.find(({ message }) => RULES.some(({ when, ends }) => ends && when.test(withoutNames(message))));
}
/** What an error means for the verdict. */
function judge(complaint, circumstances) {
    const { message, context, statement } = complaint;
    const rule = ruleOn(complaint, circumstances);
    const about = { object: statement && shortened(statement), detail: joined(message, context) };
    if (!rule) {
        const schemaOnly = circumstances.otherMajor && !/^COPY failed/.test(message);
        return schemaOnly
            ? { outcome: 'unverified', what: 'the scratch server, of another major version, refused it', ...about }
            : { outcome: 'fail', what: 'the restore gave an error', ...about };
    }
    if (rule.harmless)
        return { outcome: 'tolerated', what: rule.what, ...about };
    if (rule.tolerance && circumstances.allows(rule.tolerance))
        return { outcome: 'tolerated', what: drill_ts_1.TOLERANCES[rule.tolerance], ...about };
    const hint = rule.tolerance ? ` (\`allow: ${rule.tolerance}\` accepts that)` : '';
    return { outcome: 'unverified', what: `${rule.what}${hint}`, ...about };
}
const joined = (message, context) => [message, context.trim()].filter(Boolean).join('\n');
const LONGEST_STATEMENT = 200;
function shortened(statement) {
    const line = statement.trim().replace(/\s+/g, ' ');
    return line.length > LONGEST_STATEMENT ? `${line.slice(0, LONGEST_STATEMENT)}…` : line;
}


/***/ }),

/***/ 69703:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.runRestore = runRestore;
exports.giveTo = giveTo;
const errors_ts_1 = __webpack_require__(83916);
const trouble_ts_1 = __webpack_require__(44356);
const errors_ts_2 = __webpack_require__(27643);
/** One pg_restore to its end, fed by an archive or reading a file. */
async function runRestore(request, args, archive) {
    const { tools, files, signal, debug, watch } = request;
    const stop = new AbortController();
    const complaints = (0, errors_ts_2.collectComplaints)({ parallel: args.some((arg) => /^--jobs=(?!1$)/.test(arg)) });
    const running = tools.start('pg_restore', args, {
        signal: AbortSignal.any([signal, stop.signal]),
        files,
        onStderr(line) {
            debug(`pg_restore: ${line}`);
            complaints.add(line);
        },
    });
    running.stdout.resume();
    const fed = archive ? feed(archive.open(signal, watch), running.stdin) : running.stdin.end();
    try {
        await fed;
    }
    catch (error) {
        // Cut off, not ended: pg_restore must not take a part for the whole.
        stop.abort((0, errors_ts_1.asError)(error));
        await running.ended.catch(() => undefined);
        signal.throwIfAborted();
        throw error;
    }
    const end = await running.ended;
    signal.throwIfAborted();
    const all = complaints.all();
    // With 1 it ends that went on after errors; however else it ended, nobody knows how far it came.
    const cameThrough = end.code === 0 || (end.code === 1 && all.length > 0);
    if (!cameThrough)
        throw (0, trouble_ts_1.toolTrouble)('pg_restore', end, running.stderrTail());
    return all;
}
/** Gives an archive to a program, to its end even where the program needs no more of it: only that tells that it is whole. */
async function feed(archive, program) {
    const give = giveTo(program);
    for await (const chunk of archive) {
        // Most chunks find room at once, and are not worth a turn of the loop.
        const waiting = give(chunk);
        if (waiting !== undefined)
            await waiting;
    }
    program.end();
}
/** Writes to a program for as long as it reads; fulfilled once there is room again, or nobody who wants more. */
function giveTo(program) {
    let reading = true;
    let goOn;
    program.on('drain', () => goOn?.());
    program.once('close', () => {
        reading = false;
        goOn?.();
    });
    return (chunk) => {
        if (!reading || program.write(chunk) || !reading)
            return undefined;
        return new Promise((resolve) => {
            goOn = resolve;
        });
    };
}


/***/ }),

/***/ 90815:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.ownerFlags = void 0;
// Tablespaces belong to the server.
const ownerFlags = ({ owners }) => owners ? ['--no-tablespaces'] : ['--no-tablespaces', '--no-owner', '--no-acl'];
exports.ownerFlags = ownerFlags;


/***/ }),

/***/ 97660:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isSubscription = exports.INTO = void 0;
exports.openSchema = openSchema;
exports.restoreArchives = restoreArchives;
const node_path_1 = __webpack_require__(76760);
const dump_ts_1 = __webpack_require__(8677);
const process_ts_1 = __webpack_require__(69703);
const request_ts_1 = __webpack_require__(90815);
const rows_ts_1 = __webpack_require__(56597);
const side_by_side_ts_1 = __webpack_require__(45553);
const toc_ts_1 = __webpack_require__(26848);
/** Fetches an archive's table of contents; of an archive of the schema, the whole. */
async function openSchema(request) {
    const { archives, tools, folder, signal, watch, missingExtensions } = request;
    const archive = archives.find(({ kind }) => kind !== 'data');
    if (!archive)
        return undefined;
    const file = (0, node_path_1.join)(folder, 'schema.dump');
    const whole = archive.kind === 'schema';
    const source = archive.open(signal, whole ? watch : undefined);
    const entries = await (0, toc_ts_1.readToc)(tools, source, file, { signal, whole });
    const extensions = entries.filter(({ what }) => missingExtensions.some((name) => what.startsWith(`EXTENSION - ${name} `)));
    return { file, entries, leftOut: (0, toc_ts_1.withDependents)(entries, extensions) };
}
/**
 * Restores all of a backup, streaming the rows; errors are collected, and only what ends the restore rejects.
 * `afterSchemas` is called once the schemas are there, and before anything in them.
 */
async function restoreArchives(request, schema, afterSchemas) {
    const complaints = [];
    const into = [...exports.INTO, ...(0, request_ts_1.ownerFlags)(request)];
    const restore = async (args, archive, signal = request.signal) => {
        const feeding = { ...request, signal, files: [request.folder] };
        complaints.push(...(await (0, process_ts_1.runRestore)(feeding, [...into, ...args], archive)));
    };
    if (!schema) {
        await (0, rows_ts_1.restoreRows)(request, undefined, [], restore);
        return complaints;
    }
    const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry) && !(0, exports.isSubscription)(entry));
    const [first, rest] = afterSchemas ? partition(wanted, isSchema) : [[], wanted];
    if (first.length > 0)
        await restore([await (0, toc_ts_1.listFile)(request, 'first', first), schema.file]);
    await afterSchemas?.();
    const list = rest.length < schema.entries.length ? [await (0, toc_ts_1.listFile)(request, 'rest', rest)] : [];
    await restore([...list, '--section=pre-data', schema.file]);
    const early = await (0, rows_ts_1.restoreRows)(request, { ...schema, entries: rest }, list, restore);
    const last = rest.filter((entry) => !early.has(entry));
    const lastList = early.size > 0 ? [await (0, toc_ts_1.listFile)(request, 'last', last)] : list;
    const half = [...into, '--section=post-data'];
    complaints.push(...(await (0, side_by_side_ts_1.restoreSideBySide)(request, schema, half, lastList)));
    return complaints;
}
exports.INTO = [`--dbname=${dump_ts_1.KEEPALIVE}`, '--no-password'];
// A subscription dials its publisher, and keeps its database from being dropped.
const isSubscription = ({ what }) => /^((COMMENT|SECURITY LABEL|ACL) - )?SUBSCRIPTION( TABLE)? /.test(what);
exports.isSubscription = isSubscription;
const isSchema = ({ what }) => what.startsWith('SCHEMA - ');
function partition(items, is) {
    const groups = Map.groupBy(items, is);
    return [groups.get(true) ?? [], groups.get(false) ?? []];
}


/***/ }),

/***/ 78618:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.placeOf = void 0;
exports.undisturbed = undisturbed;
exports.inSession = inSession;
exports.restoreBackup = restoreBackup;
exports.makeReadyToRead = makeReadyToRead;
const errors_ts_1 = __webpack_require__(83916);
const drill_ts_1 = __webpack_require__(84491);
const identifiers_ts_1 = __webpack_require__(19467);
const relations_ts_1 = __webpack_require__(88766);
const session_ts_1 = __webpack_require__(92515);
const errors_ts_2 = __webpack_require__(27643);
const extensions_ts_1 = __webpack_require__(79534);
const restore_ts_1 = __webpack_require__(97660);
const settings_ts_1 = __webpack_require__(77389);
/** A target for sessions and programs that no setting of the restored database may cut short. */
function undisturbed(target, major) {
    const off = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    if (major >= 14)
        off.push('idle_session_timeout');
    if (major >= 17)
        off.push('transaction_timeout');
    const options = [target.given.options ?? '', ...off.map((name) => `-c ${name}=0`)];
    return { ...target, given: { ...target.given, options: options.join(' ').trim() } };
}
/** Gives an undisturbed session to the work, and closes it. */
async function inSession({ target, major, signal }, work) {
    const session = await (0, session_ts_1.openSession)(undisturbed(target, major), { signal });
    try {
        return await work(session);
    }
    finally {
        await session.close();
    }
}
/** Where sessions reach what a rehearsal restores. */
const placeOf = ({ database, scratch, restore }) => ({
    target: database.target,
    major: scratch.server.major,
    signal: restore.signal,
});
exports.placeOf = placeOf;
/** Restores the schema's first half, the rows, the schema's other half, and the settings of the database. */
async function restoreBackup(rehearsal, schema) {
    const { manifest, restore } = rehearsal;
    const unlike = await inSession((0, exports.placeOf)(rehearsal), (session) => makeReadyToRead(session, rehearsal));
    const extensions = manifest.extensions.filter(({ name }) => !restore.missingExtensions.includes(name));
    const leansOn = () => inSession((0, exports.placeOf)(rehearsal), (session) => (0, extensions_ts_1.createExtensions)(session, extensions));
    const complaints = await (0, restore_ts_1.restoreArchives)(restore, schema, manifest.selection === 'schemas' || manifest.selection === 'tables' ? leansOn : undefined);
    const end = (0, errors_ts_2.gaveUp)(complaints);
    if (end)
        throw serverGaveUp(end, rehearsal.scratch);
    const notes = await inSession((0, exports.placeOf)(rehearsal), (session) => carryOver(session, rehearsal));
    const circumstances = circumstancesOf(rehearsal);
    const findings = complaints.map((complaint) => (0, errors_ts_2.judge)(complaint, circumstances));
    const failed = complaints.flatMap(({ statement }, at) => {
        const { outcome } = findings[at] ?? {};
        return statement === undefined || outcome === undefined ? [] : [{ statement, outcome }];
    });
    const check = checkOf(rehearsal, schema, findings);
    return { ...rehearsal, schema, check, failed, notes: [...unlike, ...notes] };
}
/** A server that is named by a URL may be the one that a restore goes to, and its disk is its owner's affair. */
const serverGaveUp = ({ message, context }, { kind }) => new errors_ts_1.UserError({
    what: `The ${kind === 'url' ? '' : 'scratch '}server gave up while the backup was restored, which says nothing of the backup.`,
    why: [message, context.split('\n')[0]].filter(Boolean).join(' '),
    next: kind === 'url'
        ? 'Give the server more room on its disk, or more memory, and start again.'
        : 'Give it more room on its disk, or more memory (TMPDIR says where a throw-away server lies), or name another by `scratch`.',
}, 'unverified');
/**
 * Chosen schemas are made by their archive, also the one that every new database has; chosen tables find none. Values are
 * read as they were written, money in the source's currency; what could not be set is told.
 */
async function makeReadyToRead(session, { manifest, proof, database }) {
    if (manifest.selection === 'schemas')
        await session.query('DROP SCHEMA IF EXISTS public');
    if (manifest.selection === 'tables')
        for (const schema of proof.schemas)
            await session.query(`CREATE SCHEMA IF NOT EXISTS ${(0, identifiers_ts_1.quoted)(schema)}`);
    await requireCurrency(session, proof);
    const settings = (proof.readUnder ?? []).map((setting) => ({ role: null, ...setting }));
    return (0, settings_ts_1.applySettings)(session, database.name, settings, new Set());
}
/** In another locale's form amounts are refused, or taken for others. */
async function requireCurrency(session, { readUnder = [] }) {
    const locale = readUnder.find(({ name }) => name === 'lc_monetary')?.value;
    if (locale === undefined)
        return;
    try {
        await session.query(`SELECT pg_catalog.set_config('lc_monetary', $1, false)`, [locale]);
    }
    catch (error) {
        throw new errors_ts_1.UserError({
            what: `The scratch server lacks the locale ${locale}, in which the backup's columns of type money are written.`,
            next: 'Install it there (Debian, Ubuntu: locale-gen), or name a server that has it by `scratch`.',
            cause: error,
        }, 'unverified');
    }
}
async function carryOver(session, { proof, database, scratch }) {
    const roles = scratch.server.superuser
        ? await session.query('SELECT rolname::text AS name FROM pg_catalog.pg_roles')
        : [];
    return (0, settings_ts_1.applySettings)(session, database.name, proof.settings, new Set(roles.map(({ name }) => name)));
}
const circumstancesOf = ({ manifest, proof, scratch, allow }) => ({
    limited: !scratch.server.superuser,
    partial: manifest.selection !== 'whole',
    emptied: new Set(proof.notCompared.flatMap(({ name, reason }) => (reason === relations_ts_1.NOT_COMPARED.excluded ? [name] : []))),
    otherMajor: scratch.server.major !== manifest.server.major,
    older: scratch.server.major < manifest.server.major,
    allows: (tolerance) => (tolerance === 'limited-scratch' && allow.limitedScratch) ||
        (tolerance === 'left-out-dependencies' && allow.leftOutDependencies),
});
function checkOf({ restore }, schema, complaints) {
    const leftOut = [...(schema?.leftOut ?? [])].map(({ what }) => ({
        outcome: 'tolerated',
        what: drill_ts_1.TOLERANCES['missing-extension'],
        object: what,
    }));
    const entries = schema?.entries.length ?? 0;
    return {
        name: 'restore',
        looked: `${restore.archives.length === 1 ? '1 archive' : `${restore.archives.length} archives`}, ${entries.toLocaleString('en')} entries`,
        findings: [...leftOut, ...complaints],
    };
}


/***/ }),

/***/ 56597:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreRows = restoreRows;
const node_path_1 = __webpack_require__(76760);
const node_stream_1 = __webpack_require__(57075);
const peek_ts_1 = __webpack_require__(8421);
const contents_ts_1 = __webpack_require__(98429);
const toc_ts_1 = __webpack_require__(26848);
/**
 * Restores the archives with rows side by side; when one fails, the others are stopped, and its error is the one told. Who
 * has nothing left to load while others still do builds the indexes of what it loaded: those entries are the answer.
 */
async function restoreRows(request, schema, list, restore) {
    const waiting = request.archives.filter(({ kind }) => kind !== 'schema');
    const trouble = new AbortController();
    const signal = AbortSignal.any([request.signal, trouble.signal]);
    const early = new Set();
    let loading = Math.min(request.jobs, waiting.length);
    const work = async () => {
        const loaded = new Set();
        for (let archive = waiting.shift(); archive && !signal.aborted; archive = waiting.shift()) {
            const tables = await load(request, schema, archive, { list, restore, signal });
            for (const table of tables)
                loaded.add(table);
        }
        loading--;
        const own = loading > 0 && schema ? indexesOf(schema.entries, loaded) : [];
        if (own.length === 0 || !schema)
            return;
        for (const entry of own)
            early.add(entry);
        const ownList = await (0, toc_ts_1.listFile)(request, `early-${loading}`, own);
        await restore([ownList, '--section=post-data', schema.file], undefined, signal);
    };
    const streams = Array.from({ length: loading }, work);
    for (const stream of streams)
        stream.catch((error) => trouble.abort(error));
    await Promise.allSettled(streams);
    signal.throwIfAborted();
    return early;
}
/** Loads an archive; its answer is which tables, by oid, it held, where other archives hold others. */
async function load(request, schema, archive, { list, restore, signal }) {
    if (archive.kind === 'database') {
        await restore([...list, '--section=data'], archive, signal);
        return new Set();
    }
    const wanted = await listOfRows(request, schema, archive);
    const listing = (0, contents_ts_1.readContents)(request.tools, { signal });
    const overheard = {
        ...archive,
        open: (...options) => (0, node_stream_1.pipeline)(archive.open(...options), (0, peek_ts_1.peek)(listing.archive, Infinity), () => undefined),
    };
    try {
        await restore([...wanted, '--section=data'], overheard, signal);
        return (await listing.contents).tables;
    }
    finally {
        listing.archive.destroy();
        await Promise.allSettled([listing.contents]);
    }
}
/**
 * Indexes, keys and unique constraints that need nothing but loaded tables: a function in an index may read another table,
 * one that is still being loaded.
 */
function indexesOf(entries, loaded) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const isLoaded = (id) => {
        const needed = byId.get(id);
        return (needed?.what.startsWith('TABLE ') ?? false) && loaded.has(needed?.oid ?? -1);
    };
    return entries.filter(({ what, needs }) => /^(INDEX|CONSTRAINT) /.test(what) && needs.length > 0 && needs.every(isLoaded));
}
/** Where tables are left out, so are their rows: an archive of rows knows nothing of that. */
async function listOfRows(request, schema, archive) {
    const gone = new Set([...(schema?.leftOut ?? [])].map(({ oid }) => oid).filter((oid) => oid > 0));
    if (gone.size === 0)
        return [];
    const { tools, folder, signal } = request;
    const file = (0, node_path_1.join)(folder, `${archive.name}.head`);
    const entries = await (0, toc_ts_1.readToc)(tools, archive.open(signal), file, { signal, whole: false });
    const kept = entries.filter(({ oid }) => !gone.has(oid));
    return [await (0, toc_ts_1.listFile)(request, archive.name, kept)];
}


/***/ }),

/***/ 75567:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.writtenOut = void 0;
exports.schemaText = schemaText;
exports.writtenBytes = writtenBytes;
exports.restoredText = restoredText;
const node_buffer_1 = __webpack_require__(4573);
const trouble_ts_1 = __webpack_require__(44356);
const request_ts_1 = __webpack_require__(90815);
const toc_ts_1 = __webpack_require__(26848);
/** The schema's text as the backup holds it, without what is left out; subscriptions stand in it. */
async function schemaText(request, schema) {
    const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry));
    const list = schema.leftOut.size > 0 ? [await (0, toc_ts_1.listFile)(request, 'text', wanted)] : [];
    return (0, exports.writtenOut)(request, [...(0, request_ts_1.ownerFlags)(request), ...list, schema.file]);
}
/** What pg_restore would run, all but the rows. */
const writtenOut = async (request, args) => decoded(await writtenBytes(request, args));
exports.writtenOut = writtenOut;
/** The same in the archive's own encoding. */
function writtenBytes({ tools, folder, signal }, args) {
    const sections = ['--section=pre-data', '--section=post-data'];
    return output(tools, 'pg_restore', ['--file=-', ...sections, ...args], { signal, files: [folder] });
}
/** The schema's text as the restored database has it now, in the encoding of another. */
async function restoredText({ tools, signal, owners }, encoding) {
    const how = ['--no-password', ...(0, request_ts_1.ownerFlags)({ owners }), ...(encoding ? [`--encoding=${encoding}`] : [])];
    return decoded(await output(tools, 'pg_dump', [...how, '--section=pre-data', '--section=post-data'], { signal }));
}
async function output(tools, program, args, options) {
    const running = tools.start(program, args, options);
    running.stdin.end();
    const chunks = [];
    for await (const chunk of running.stdout)
        chunks.push(chunk);
    const end = await running.ended;
    options.signal.throwIfAborted();
    if (end.code !== 0)
        throw (0, trouble_ts_1.toolTrouble)(program, end, running.stderrTail());
    return Buffer.concat(chunks);
}
// In another encoding, what is no UTF-8 must not all become the same character.
const decoded = (bytes) => bytes.toString((0, node_buffer_1.isUtf8)(bytes) ? 'utf8' : 'latin1');


/***/ }),

/***/ 77389:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.applySettings = applySettings;
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** Libraries that the scratch server may lack would keep everybody from connecting. */
const NEVER = new Set(['session_preload_libraries', 'local_preload_libraries']);
/**
 * Gives a database the settings that the source has, since no archive holds them: what is compared, and the user's own
 * checks, then see the same as there. What could not be set is told.
 */
async function applySettings(session, database, settings, roles, never = NEVER) {
    const notes = [];
    for (const { role, name, value } of settings) {
        if (never.has(name) || (role !== null && !roles.has(role))) {
            notes.push(`The setting ${name}${of(role)} was not carried over.`);
            continue;
        }
        const whose = role === null ? '' : `ROLE ${(0, identifiers_ts_1.quoted)(role)} IN `;
        const statement = `ALTER ${whose}DATABASE ${(0, identifiers_ts_1.quoted)(database)} SET ${name.split('.').map(identifiers_ts_1.quoted).join('.')} FROM CURRENT`;
        try {
            await session.query('BEGIN READ WRITE');
            // FROM CURRENT spares the question how a value of this setting is quoted.
            await session.query('SELECT pg_catalog.set_config($1, $2, true)', [name, value]);
            await session.query(statement);
            await session.query('COMMIT');
        }
        catch (error) {
            await session.query('ROLLBACK');
            // The server's sentence would repeat the value, which is nobody else's business.
            notes.push(`The setting ${name}${of(role)} could not be carried over (SQLSTATE ${(0, trouble_ts_1.factsOf)(error).code}).`);
        }
    }
    return notes;
}
const of = (role) => (role === null ? '' : ` of the role ${role}`);


/***/ }),

/***/ 45553:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreSideBySide = restoreSideBySide;
const errors_ts_1 = __webpack_require__(27643);
const process_ts_1 = __webpack_require__(69703);
const schema_text_ts_1 = __webpack_require__(75567);
const toc_ts_1 = __webpack_require__(26848);
/**
 * Restores what a file holds by several workers. They know little of each other's locks: where one attaches a part of an
 * index while another reads that table, the server ends one of the two. What failed is then run again, one by one.
 */
async function restoreSideBySide(request, schema, args, list) {
    const feeding = { ...request, files: [request.folder] };
    const jobs = `--jobs=${request.jobs}`;
    const complaints = await (0, process_ts_1.runRestore)(feeding, [...args, ...list, jobs, schema.file], undefined);
    if (!complaints.some(errors_ts_1.isDeadlock))
        return complaints;
    const failed = await entriesOf(complaints, request, schema);
    if (!failed)
        return complaints;
    const again = await (0, toc_ts_1.listFile)(request, 'again', failed);
    return (0, process_ts_1.runRestore)(feeding, [...args, again, schema.file], undefined);
}
/** The entries whose statements failed, unless one of them is not to be told: workers do not say what they work at. */
async function entriesOf(complaints, request, { file, entries }) {
    const [, ...parts] = (await (0, schema_text_ts_1.writtenOut)(request, ['--verbose', file])).split(/^-- TOC entry (\d+) \(class \d+ OID \d+\)$/m);
    const failed = new Set();
    for (const { statement } of complaints) {
        const sql = statement?.trim().replace(/\.\.\.$/, '');
        if (!sql)
            return undefined;
        const ids = parts.flatMap((part, at) => at % 2 === 1 && part.includes(sql) ? [Number(parts[at - 1])] : []);
        if (ids.length !== 1)
            return undefined;
        for (const id of ids)
            failed.add(id);
    }
    return entries.filter(({ id }) => failed.has(id));
}


/***/ }),

/***/ 26848:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readToc = readToc;
exports.parseToc = parseToc;
exports.withDependents = withDependents;
exports.listFile = listFile;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const contents_ts_1 = __webpack_require__(98429);
const process_ts_1 = __webpack_require__(69703);
/**
 * Writes the beginning of an archive into a file, as far as its table of contents goes, and reads that. To pg_restore such
 * a file is the archive, as long as nobody asks it for rows.
 */
async function readToc(tools, archive, file, options) {
    const listing = (0, contents_ts_1.startListing)(tools, ['--list', '--verbose'], options);
    let listed = false;
    const done = () => {
        listed = true;
    };
    listing.listing.then(done, done);
    const copy = await (0, promises_1.open)(file, 'wx', 0o600);
    try {
        const give = (0, process_ts_1.giveTo)(listing.archive);
        for await (const chunk of archive) {
            await copy.writeFile(chunk);
            await give(chunk);
            if (listed && !options.whole)
                break;
        }
        listing.archive.end();
    }
    catch (error) {
        // Cut off, not ended: a part must not be listed as the whole.
        listing.archive.destroy();
        await listing.listing.catch(() => undefined);
        throw error;
    }
    finally {
        archive.destroy();
        await copy.close();
    }
    return parseToc(await listing.listing);
}
function parseToc(listing) {
    const entries = [];
    for (const line of listing.split('\n')) {
        const [, id, oid, what] = /^(\d+); \d+ (\d+) (.*)$/.exec(line) ?? [];
        const needs = /^;\tdepends on: ([\d ]+)$/.exec(line)?.[1];
        const last = entries.at(-1);
        if (id !== undefined && what !== undefined) {
            entries.push({ id: Number(id), oid: Number(oid), what, needs: [], line });
        }
        else if (needs !== undefined)
            last?.needs.push(...needs.trim().split(' ').map(Number));
    }
    return entries;
}
/** The entries that cannot be restored without these, and these. */
function withDependents(entries, roots) {
    const needers = new Map();
    for (const entry of entries) {
        for (const id of new Set(entry.needs)) {
            const known = needers.get(id);
            if (known)
                known.push(entry);
            else
                needers.set(id, [entry]);
        }
    }
    const found = new Set(roots);
    // A set is walked to its end also when it grows meanwhile.
    for (const entry of found)
        for (const needer of needers.get(entry.id) ?? [])
            found.add(needer);
    return found;
}
/** The argument that makes pg_restore take these entries alone. */
async function listFile({ folder }, name, entries) {
    const file = (0, node_path_1.join)(folder, `${name}.list`);
    await (0, promises_1.writeFile)(file, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 });
    return `--use-list=${file}`;
}


/***/ })

};
