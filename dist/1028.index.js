export const id = 1028;
export const ids = [1028];
export const modules = {

/***/ 99849:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createDatabase = createDatabase;
exports.dropDatabase = dropDatabase;
exports.untriggered = untriggered;
const promises_1 = __webpack_require__(58500);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** An encoding or a locale that the server does not know, or not with each other; the codes differ by version. */
const NOT_KNOWN = /^(22|42|0A|XX)/;
const REFUSED = '42501';
/** Makes a database in the first of these ways that the server knows; where there is none, the first error is thrown. */
async function createDatabase(session, name, attempts, more = '') {
    let first;
    for (const attempt of attempts) {
        try {
            await session.query(`CREATE DATABASE ${(0, identifiers_ts_1.quoted)(name)} ${attempt.options}${more}`);
            return attempt;
        }
        catch (error) {
            const { code } = (0, trouble_ts_1.factsOf)(error);
            if (code === REFUSED)
                throw error;
            first ??= error;
            if (!NOT_KNOWN.test(code))
                break;
        }
    }
    throw first;
}
/** Drops a database with all its sessions; who is in the way is waited for as long as `givesWay` says so. */
async function dropDatabase(session, name, givesWay, signal) {
    const drop = `DROP DATABASE IF EXISTS ${(0, identifiers_ts_1.quoted)(name)}`;
    // Whoever is no superuser may not end the server's own workers, which make way for a drop without force.
    for (let tries = 0;; tries++) {
        try {
            await session.query(tries % 2 === 0 ? `${drop} WITH (FORCE)` : drop);
            return;
        }
        catch (error) {
            if (signal.aborted || !givesWay((0, trouble_ts_1.factsOf)(error)))
                throw error;
            await (0, promises_1.setTimeout)(100);
        }
    }
}
/** A trigger of the restored database's own could write into it at every login of ours, or let nobody in. */
function untriggered(target, { superuser, major }) {
    if (!superuser || major < 17)
        return target;
    const options = [target.given.options, '-c event_triggers=off'].filter(Boolean).join(' ');
    return { ...target, given: { ...target.given, options } };
}


/***/ }),

/***/ 79922:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.undoneAt = exports.replacedAt = exports.isBesideName = exports.undoneName = exports.beforeName = exports.besideName = void 0;
const node_crypto_1 = __webpack_require__(77598);
/** PostgreSQL cuts longer names off, silently. */
const LONGEST_BYTES = 63;
/** What a run names of its own, after the database that it is about. */
const KINDS = { beside: 'restore', before: 'before', undone: 'undone' };
/** Where a backup is restored before it takes the place of a database. */
const besideName = (database, backupId) => named(database, KINDS.beside, backupId.replace('T', '_').replace('Z-', '_'));
exports.besideName = besideName;
/** What a database is called once another has taken its place. */
const beforeName = (database, time) => named(database, KINDS.before, stampOf(time));
exports.beforeName = beforeName;
/** What a restored database is called once it has been taken back. */
const undoneName = (database, time) => named(database, KINDS.undone, stampOf(time));
exports.undoneName = undoneName;
/** Whether a name is one that a run gives to the database that it restores. */
const isBesideName = (name) => /_restore_\d{8}_\d{6}_[0-9a-f]{6}$/.test(name);
exports.isBesideName = isBesideName;
/** When a database with this name was replaced, if it was the one of that name. */
const replacedAt = (name, database) => timeIn(name, (time) => (0, exports.beforeName)(database, time));
exports.replacedAt = replacedAt;
/** When a restored database with this name was taken back. */
const undoneAt = (name, database) => timeIn(name, (time) => (0, exports.undoneName)(database, time));
exports.undoneAt = undoneAt;
function timeIn(name, naming) {
    const time = timeOf(/_(\d{8}_\d{6})$/.exec(name)?.[1] ?? '');
    return time && naming(time) === name ? time : undefined;
}
/** A name that would be cut off is told from others that begin alike by a hash of the whole. */
function named(database, kind, stamp) {
    const suffix = `_${kind}_${stamp}`;
    if (Buffer.byteLength(database + suffix) <= LONGEST_BYTES)
        return database + suffix;
    const whole = `_${(0, node_crypto_1.createHash)('sha256').update(database).digest('hex').slice(0, 8)}${suffix}`;
    let base = database;
    while (Buffer.byteLength(base + whole) > LONGEST_BYTES)
        base = [...base].slice(0, -1).join('');
    return base + whole;
}
const stampOf = (time) => time
    .toISOString()
    .replace(/[-:]|\.\d+Z$/g, '')
    .replace('T', '_');
function timeOf(stamp) {
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? [];
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time;
}


/***/ }),

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

/***/ 79534:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findExtensions = findExtensions;
exports.createExtensions = createExtensions;
const identifiers_ts_1 = __webpack_require__(19467);
/** Which of the extensions a server cannot make, and which it has in another version. */
async function findExtensions(session, wanted) {
    const names = wanted.map(({ name }) => name);
    const rows = await session.query(`SELECT name::text, default_version AS version FROM pg_catalog.pg_available_extensions WHERE name = ANY ($1)`, [names]);
    const versions = new Map(rows.map(({ name, version }) => [name, version]));
    return {
        missing: names.filter((name) => !versions.has(name)),
        otherVersions: wanted.flatMap(({ name, version }) => {
            const here = versions.get(name);
            return here && here !== version ? [`${name} ${here} in place of ${version}`] : [];
        }),
    };
}
/** Makes the extensions that chosen schemas and tables lean on: their archive does not. */
async function createExtensions(session, wanted) {
    for (const { name, schema } of wanted) {
        const into = schema === undefined ? '' : ` SCHEMA ${(0, identifiers_ts_1.quoted)(schema)}`;
        // The system's own schemas are there, and nobody may ask for them.
        if (schema !== undefined && !schema.startsWith('pg_'))
            await session.query(`CREATE SCHEMA IF NOT EXISTS ${(0, identifiers_ts_1.quoted)(schema)}`);
        await session.query(`CREATE EXTENSION IF NOT EXISTS ${(0, identifiers_ts_1.quoted)(name)}${into} CASCADE`);
    }
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
exports.schemaText = schemaText;
exports.writtenOut = writtenOut;
exports.restoredText = restoredText;
const node_buffer_1 = __webpack_require__(4573);
const trouble_ts_1 = __webpack_require__(44356);
const request_ts_1 = __webpack_require__(90815);
const toc_ts_1 = __webpack_require__(26848);
/** The schema's text as the backup holds it, without what is left out; subscriptions stand in it. */
async function schemaText(request, schema) {
    const wanted = schema.entries.filter((entry) => !schema.leftOut.has(entry));
    const list = schema.leftOut.size > 0 ? [await (0, toc_ts_1.listFile)(request, 'text', wanted)] : [];
    return writtenOut(request, [...(0, request_ts_1.ownerFlags)(request), ...list, schema.file]);
}
/** What pg_restore would run, all but the rows. */
function writtenOut({ tools, folder, signal }, args) {
    const sections = ['--section=pre-data', '--section=post-data'];
    return output(tools, 'pg_restore', ['--file=-', ...sections, ...args], { signal, files: [folder] });
}
/** The schema's text as the restored database has it now, in the encoding of another. */
function restoredText({ tools, signal, owners }, encoding) {
    const how = ['--no-password', ...(0, request_ts_1.ownerFlags)({ owners }), ...(encoding ? [`--encoding=${encoding}`] : [])];
    return output(tools, 'pg_dump', [...how, '--section=pre-data', '--section=post-data'], { signal });
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
    const bytes = Buffer.concat(chunks);
    // In another encoding, what is no UTF-8 must not all become the same character.
    return bytes.toString((0, node_buffer_1.isUtf8)(bytes) ? 'utf8' : 'latin1');
}


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


/***/ }),

/***/ 95989:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.createScratchDatabase = createScratchDatabase;
exports.dropScratchDatabase = dropScratchDatabase;
const node_crypto_1 = __webpack_require__(77598);
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const locale_ts_1 = __webpack_require__(58146);
const memory_ts_1 = __webpack_require__(3227);
const place_ts_1 = __webpack_require__(24217);
const roles_ts_1 = __webpack_require__(55019);
/** Makes a database to restore into, as like the source's as the server allows, and the roles that it needs. */
async function createScratchDatabase(scratch, { properties, roles, host }) {
    const name = `pg_backup_scratch_${(0, node_crypto_1.randomBytes)(8).toString('hex')}`;
    const forget = scratch.throwaway ? () => undefined : rememberDatabase(host, name);
    let creator;
    let dropping;
    const drop = () => {
        dropping ??= remove(host, scratch, name, creator?.greetedPid)
            .then((gone) => gone && forget())
            .then(() => undefined);
        return dropping;
    };
    try {
        creator = await (0, session_ts_1.openSession)(scratch.target, { signal: host.signal });
        const notes = await create(creator, scratch, name, properties);
        const missingRoles = await (0, roles_ts_1.needRoles)(creator, scratch, { roles, database: name });
        await creator.close();
        creator = undefined;
        return {
            name,
            target: (0, databases_ts_1.untriggered)((0, target_ts_1.inDatabase)(scratch.target, name), scratch.server),
            notes,
            missingRoles,
            drop,
            async keep() {
                const { reach, remove: removal = `DROP DATABASE ${name}` } = await scratch.keep();
                forget();
                dropping = Promise.resolve();
                return `It can be reached by: ${reach(name)}\nTake it away by: ${removal}`;
            },
        };
    }
    catch (error) {
        await creator?.close();
        await drop();
        host.signal.throwIfAborted();
        throw error;
    }
}
/** Whoever does not wait for the end of a run that is being stopped is told what stays. */
function rememberDatabase(host, name) {
    const forget = (0, memory_ts_1.rememberThing)(host, { kind: 'database', name });
    const onExit = () => host.warn(`The scratch database ${name} is left on the server that \`scratch\` names. Where no step cleans up after this one, drop it by: DROP DATABASE ${name}`);
    process.once('exit', onExit);
    return () => {
        process.off('exit', onExit);
        forget();
    };
}
async function create(session, scratch, name, locale) {
    try {
        const { note } = await (0, databases_ts_1.createDatabase)(session, name, (0, locale_ts_1.attemptsFor)(locale, scratch.server.major));
        return note === undefined ? [] : [note];
    }
    catch (error) {
        if ((0, trouble_ts_1.factsOf)(error).code === '42501')
            throw (0, place_ts_1.mayNotCreate)(scratch);
        const { story } = (0, trouble_ts_1.serverTrouble)('The database to restore into could not be made.', error);
        throw new errors_ts_1.UserError(story, 'unverified');
    }
}
/** A runner gives seven seconds between asking a cancelled step to end and making it. */
const PATIENCE_CANCELLED_MS = 5_000;
const PATIENCE_MS = 60_000;
/** Whether it is gone, or goes by itself. */
async function remove(host, scratch, name, unfinished) {
    if (scratch.throwaway)
        return true;
    const signal = AbortSignal.timeout(host.signal.aborted ? PATIENCE_CANCELLED_MS : PATIENCE_MS);
    try {
        await dropScratchDatabase(host, scratch.target, { name, unfinished, signal });
        return true;
    }
    catch (error) {
        host.warn(`The scratch database ${name} could not be dropped: ${(0, errors_ts_1.asError)(error).message}\nDrop it by: DROP DATABASE ${name}`);
        return false;
    }
}
/** Drops a database of a drill with all its sessions, and the roles that no drill needs any more. */
async function dropScratchDatabase(host, target, how) {
    const { name, unfinished, signal } = how;
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        if (unfinished !== undefined)
            await endSession(session, unfinished, signal);
        await (0, databases_ts_1.dropDatabase)(session, name, isInUse, signal);
        await (0, roles_ts_1.dropUnneededRoles)(session, host);
    }
    finally {
        await session.close();
    }
}
/** Until the process is gone, a database that it was making could still come to be. */
async function endSession(session, pid, signal) {
    const end = `SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
    WHERE pid = $1 AND usename = current_user AND application_name = '${target_ts_1.APPLICATION}'`;
    while ((await session.query(end, [pid])).length > 0)
        await (0, promises_1.setTimeout)(50, undefined, { signal });
}
const isInUse = ({ code }) => code === '55006' || code === '42501';


/***/ }),

/***/ 84080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.SOCKET = exports.DATA = void 0;
exports.openFolder = openFolder;
exports.removeFolder = removeFolder;
exports.sweepFolders = sweepFolders;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const promises_2 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const process_ts_1 = __webpack_require__(17439);
const memory_ts_1 = __webpack_require__(3227);
const name_ts_1 = __webpack_require__(49275);
/** Below a folder of ours: where its server's data lies, and where its socket. */
exports.DATA = 'data';
exports.SOCKET = 's';
const OWN = 'own';
const KEPT = 'kept';
/** Makes a folder where temporary folders are, with enough room in it. */
async function openFolder(host, { user, needBytes = 0, parent }) {
    const place = parent ?? (await findPlace(host.env, user, needBytes));
    const name = (0, name_ts_1.scratchName)();
    const path = (0, node_path_1.join)(place, name);
    const forgetThing = (0, memory_ts_1.rememberThing)(host, { kind: 'folder', parent: place, name });
    const onExit = () => removeAtExit(path);
    const forget = () => {
        process.off('exit', onExit);
        forgetThing();
    };
    process.on('exit', onExit);
    try {
        await (0, promises_1.mkdir)(path, { mode: 0o700 });
        await (0, promises_1.mkdir)((0, node_path_1.join)(path, OWN), { mode: 0o700 });
        for (const part of [exports.DATA, exports.SOCKET]) {
            await (0, promises_1.mkdir)((0, node_path_1.join)(path, part), { mode: 0o700 });
            if (user)
                await (0, promises_1.chown)((0, node_path_1.join)(path, part), user.uid, user.gid);
        }
        // The server's user has to come through, and need not see what else is here.
        if (user)
            await (0, promises_1.chmod)(path, 0o711);
    }
    catch (error) {
        await (0, promises_1.rm)(path, { recursive: true, force: true });
        forget();
        throw error;
    }
    return {
        path,
        own: (0, node_path_1.join)(path, OWN),
        async remove() {
            await removeFolder(path);
            forget();
        },
        async keep() {
            await (0, promises_1.writeFile)((0, node_path_1.join)(path, KEPT), '', { mode: 0o600 });
            forget();
        },
    };
}
/** Ends what works in a folder's server part, and removes the folder. */
async function removeFolder(path) {
    await endProcessesIn((0, node_path_1.join)(path, exports.DATA));
    for (const part of [exports.DATA, exports.SOCKET])
        await removePart((0, node_path_1.join)(path, part));
    await (0, promises_1.rm)(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
/**
 * What another user owns is removed as that user: code that came with a dump may live on, and lead root's hand elsewhere
 * by a symbolic link at the right moment.
 */
async function removePart(part) {
    const facts = await (0, promises_1.lstat)(part).catch(() => undefined);
    if (!facts || facts.uid === process.getuid?.())
        return;
    const { uid, gid } = facts;
    const options = { env: plainPath(), signal: AbortSignal.timeout(REMOVAL_MS), user: { uid, gid } };
    // The part itself is left, since the folder around it is ours.
    await (0, process_ts_1.probe)('rm', ['-rf', '--', part], options);
    await (0, promises_1.rmdir)(part);
}
const REMOVAL_MS = 120_000;
/** The same in the last moment of this process, when nothing can be waited for any more. */
function removeAtExit(path) {
    (0, process_ts_1.startResident)('rm', ['-rf', '--', path], { env: plainPath(), log: '/dev/null' });
}
const plainPath = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin' });
/** Removes folders, and servers in them, that runs on this machine left behind when they died. */
async function sweepFolders(host) {
    for (const place of new Set([...temporaryPlaces(host.env), '/tmp'])) {
        for (const name of (await (0, promises_1.readdir)(place).catch(() => [])).filter(name_ts_1.isScratchName)) {
            const path = (0, node_path_1.join)(place, name);
            try {
                if (!(await mayRemove(path, name)))
                    continue;
                await removeFolder(await (0, promises_1.realpath)(path));
                host.info(`Took away ${path}, which a run that died had left.`);
            }
            catch (error) {
                host.debug(`${path} of a run that died could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
            }
        }
    }
}
async function mayRemove(path, name) {
    const facts = await (0, promises_1.lstat)(path);
    if (!facts.isDirectory() || facts.uid !== process.getuid?.())
        return false;
    if (!(0, name_ts_1.isAbandoned)(name, memory_ts_1.isInUse))
        return false;
    return !(await (0, promises_1.stat)((0, node_path_1.join)(path, KEPT)).catch(() => undefined));
}
const temporaryPlaces = ({ TMPDIR, RUNNER_TEMP }) => 
// Who sets TMPDIR means that folder and no other; a /tmp that lives in memory is often too small.
TMPDIR ? [TMPDIR] : [...(RUNNER_TEMP ? [RUNNER_TEMP] : []), '/tmp', '/var/tmp'];
async function findPlace(env, user, needBytes) {
    const misfits = [];
    for (const place of temporaryPlaces(env)) {
        const path = await (0, promises_1.realpath)(place).catch(() => place);
        const why = await whyUnfit(path, user, needBytes);
        if (why === undefined)
            return path;
        misfits.push(why);
    }
    throw new errors_ts_1.UserError({
        what: 'There is no fit temporary folder for the drill.',
        why: misfits.join(' '),
        next: 'Free some room, set TMPDIR to another folder, or name a database server to restore into by `scratch: <url>`.',
    }, 'unverified');
}
async function whyUnfit(path, user, needBytes) {
    try {
        (0, node_fs_1.accessSync)(path, node_fs_1.constants.W_OK | node_fs_1.constants.X_OK);
    }
    catch {
        return `${path} does not exist or is not ours to write.`;
    }
    if (user && !(await canPass(path, user)))
        return `${path} is closed to the user that the server runs as, since it must not be root.`;
    const { bavail, bsize } = await (0, promises_1.statfs)(path);
    if (bavail * bsize >= needBytes)
        return undefined;
    return `${path} has ${(0, measure_ts_1.formatBytes)(bavail * bsize)} free, and restoring this backup needs about ${(0, measure_ts_1.formatBytes)(needBytes)}.`;
}
async function canPass(path, { uid, gid }) {
    const facts = await (0, promises_1.stat)(path);
    const passage = facts.uid === uid ? 0o100 : facts.gid === gid ? 0o010 : 0o001;
    if ((facts.mode & passage) === 0)
        return false;
    return (0, node_path_1.dirname)(path) === path || canPass((0, node_path_1.dirname)(path), { uid, gid });
}
/** PostgreSQL ends in order at SIGQUIT, at once and without saving anything; what does not is made to. */
const ORDERLY_MS = 3_000;
const ENOUGH_MS = 8_000;
async function endProcessesIn(folder) {
    const began = Date.now();
    for (let pids = await processesIn(folder); pids.length > 0; pids = await processesIn(folder)) {
        const waited = Date.now() - began;
        if (waited > ENOUGH_MS)
            throw new Error(`The processes ${pids.join(', ')} do not end.`);
        for (const pid of pids)
            signalTo(pid, waited < ORDERLY_MS ? 'SIGQUIT' : 'SIGKILL');
        await (0, promises_2.setTimeout)(20);
    }
}
function signalTo(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It ended meanwhile.
    }
}
/** The processes of the server whose data lies in the folder, and what they started. */
async function processesIn(folder) {
    const entries = await (0, promises_1.readdir)('/proc').catch(() => undefined);
    if (!entries)
        return processesByList(folder);
    const found = [];
    for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
        const cwd = await (0, promises_1.readlink)(`/proc/${entry}/cwd`).catch(() => '');
        if (`${cwd}/`.startsWith(`${folder}/`) || (await livesIn(entry, folder)))
            found.push(Number(entry));
    }
    return found;
}
/** A program that the server started may have gone elsewhere since, and has its HOME there still. */
async function livesIn(pid, folder) {
    const variables = await (0, promises_1.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    return variables.split('\0').includes(`HOME=${folder}`);
}
/** Where there is no /proc: the server itself, which stands in the list of processes with its folder; the rest go with it. */
async function processesByList(folder) {
    const options = { env: plainPath(), signal: AbortSignal.timeout(ENOUGH_MS) };
    const { stdout } = await (0, process_ts_1.probe)('ps', ['-axww', '-o', 'pid=,command='], options);
    return stdout
        .split('\n')
        .filter((line) => line.includes(`-D ${folder} `))
        .map((line) => Number.parseInt(line, 10));
}


/***/ }),

/***/ 58146:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.attemptsFor = attemptsFor;
const pg_1 = __importDefault(__webpack_require__(13273));
/** The ways to create a database with a locale on a server of a major version, the truest first. */
function attemptsFor(wanted, major) {
    return choices(wanted, major).map((choice) => ({
        options: optionsOf(choice, major),
        note: noteOn(wanted, choice),
    }));
}
function choices(wanted, major) {
    const { encoding, locale } = wanted;
    const plain = encoding === 'UTF8' ? ['C.UTF-8', 'C'] : ['C'];
    const systems = [
        {},
        { collate: respelled(wanted.collate), ctype: respelled(wanted.ctype) },
        ...plain.map((name) => ({ collate: name, ctype: name })),
    ];
    const libc = systems.map((system) => ({ ...wanted, ...system, localeProvider: 'libc' }));
    const provided = libc.map((choice) => ({ ...choice, localeProvider: wanted.localeProvider }));
    if (locale === undefined || wanted.localeProvider === 'libc')
        return distinct(libc);
    if (wanted.localeProvider === 'icu')
        return distinct(major >= 15 ? [...provided, ...libc] : libc);
    // PostgreSQL's own locales sort as C does, whatever libc is told; their names are not libc's.
    const own = major >= 17 ? [...provided, ...provided.map((choice) => ({ ...choice, locale: 'C.UTF-8' }))] : [];
    const asC = plain.map((name) => ({
        ...wanted,
        collate: name,
        ctype: name,
        localeProvider: 'libc',
    }));
    return distinct([...own, ...(locale === 'C' ? asC.toReversed() : asC)]);
}
/** libc's names for UTF-8 differ from system to system. */
const respelled = (name) => /\.utf8$/i.test(name) ? name.replace(/\.utf8$/i, '.UTF-8') : name.replace(/\.utf-8$/i, '.utf8');
const distinct = (choices) => [
    ...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values(),
];
function optionsOf({ encoding, collate, ctype, localeProvider, locale = '' }, major) {
    const text = pg_1.default.escapeLiteral;
    const provider = {
        libc: 'LOCALE_PROVIDER libc',
        icu: `LOCALE_PROVIDER icu ICU_LOCALE ${text(locale)}`,
        builtin: `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${text(locale)}`,
    }[localeProvider];
    return [
        `TEMPLATE template0 ENCODING ${text(encoding)}`,
        `LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`,
        ...(major >= 15 ? [provider] : []),
    ].join(' ');
}
function noteOn(wanted, choice) {
    const [before, after] = [nameOf(wanted), nameOf(choice)];
    if (before !== after)
        return `The scratch server lacks the locale ${before}, and the database has ${after} in its place: text may sort differently there.`;
    const same = [wanted, choice].map(({ collate, ctype }) => `${respelled(collate)} ${respelled(ctype)}`);
    return same[0] === same[1] || respelled(choice.collate) === wanted.collate
        ? undefined
        : `The scratch server lacks the system's locale "${wanted.collate}", and the database has "${choice.collate}" in its place; it sorts by ${after} all the same.`;
}
/** What decides how text is sorted. */
function nameOf({ localeProvider, locale, collate, ctype }) {
    if (localeProvider !== 'libc' && locale !== undefined)
        return `"${locale}" of ${localeProvider === 'icu' ? 'ICU' : 'PostgreSQL'}`;
    const names = collate === ctype ? `"${collate}"` : `"${collate}" with "${ctype}"`;
    return names.replace(/\.utf-?8"/gi, '.UTF-8"');
}


/***/ }),

/***/ 3227:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isInUse = exports.UNFINISHED_SCRATCH = void 0;
exports.rememberThing = rememberThing;
exports.readThings = readThings;
const v = __importStar(__webpack_require__(48275));
const names_ts_1 = __webpack_require__(79922);
const name_ts_1 = __webpack_require__(49275);
/** Under this name a run tells its clean-up what it has made for a drill and not taken away again. */
exports.UNFINISHED_SCRATCH = 'unfinished-scratch';
const Name = v.pipe(v.string(), v.check(name_ts_1.isScratchName));
const DatabaseName = v.pipe(v.string(), v.regex(/^pg_backup_scratch_[0-9a-f]{16}$/));
const Things = v.array(v.variant('kind', [
    v.object({ kind: v.literal('folder'), parent: v.string(), name: Name }),
    v.object({ kind: v.literal('container'), name: Name }),
    v.object({ kind: v.literal('database'), name: DatabaseName }),
    v.object({ kind: v.literal('beside'), name: v.pipe(v.string(), v.check(names_ts_1.isBesideName)) }),
    v.object({
        ...{ kind: v.literal('aside'), name: v.string(), database: v.string() },
        backup: v.optional(v.string()),
    }),
]));
/** All that this process has made and not taken away. */
const made = new Set();
/** Remembers a thing before it is made; what comes back is called once it is gone. */
function rememberThing(host, thing) {
    made.add(thing);
    tell(host);
    return () => {
        if (made.delete(thing))
            tell(host);
    };
}
const tell = (host) => host.remember(exports.UNFINISHED_SCRATCH, made.size === 0 ? '' : JSON.stringify([...made]));
/** Whether a folder or container of this name is in use by this very process. */
const isInUse = (name) => [...made].some((thing) => thing.name === name);
exports.isInUse = isInUse;
/** What a run remembered of things that it did not take away. */
function readThings(state) {
    if (!state)
        return [];
    const parsed = v.safeParse(Things, JSON.parse(state));
    return parsed.success ? parsed.output : [];
}


/***/ }),

/***/ 49275:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isScratchName = exports.scratchName = void 0;
exports.isAbandoned = isAbandoned;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const node_os_1 = __webpack_require__(48161);
// Folders and containers of a drill say in their names who made them, so that a later run can tell what nobody will
// take away any more.
const FORM = /^pg-backup-scratch-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{12}$/;
/** A name that nobody has yet, and that tells this process. */
const scratchName = () => `pg-backup-scratch-${processSpace()}-${process.pid}-${(0, node_crypto_1.randomBytes)(6).toString('hex')}`;
exports.scratchName = scratchName;
const isScratchName = (name) => FORM.test(name);
exports.isScratchName = isScratchName;
/** Whether the process that made it is gone for certain; `inUse` tells of this process's own. */
function isAbandoned(name, inUse) {
    const [, space, pid] = FORM.exec(name) ?? [];
    if (space !== processSpace())
        return false;
    return Number(pid) === process.pid ? !inUse(name) : !exists(Number(pid));
}
/** Where process ids mean what they mean here: another machine or container has others, and may share our folders. */
function processSpace() {
    const where = `${(0, node_os_1.hostname)()} ${namespace()}`;
    return (0, node_crypto_1.createHash)('sha256').update(where).digest('hex').slice(0, 8);
}
function namespace() {
    try {
        return (0, node_fs_1.readlinkSync)('/proc/self/ns/pid');
    }
    catch {
        return '';
    }
}
function exists(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        // Another user's process may not be signalled, and is there.
        return error.code !== 'ESRCH';
    }
}


/***/ }),

/***/ 24217:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.mayNotCreate = exports.plainVersion = void 0;
exports.readPlace = readPlace;
exports.mayComeUp = mayComeUp;
const errors_ts_1 = __webpack_require__(83916);
const server_ts_1 = __webpack_require__(89080);
const session_ts_1 = __webpack_require__(92515);
const trouble_ts_1 = __webpack_require__(44356);
/** Connects once, and tells what server it is and what we may do there. */
async function readPlace(target, { signal, purpose }) {
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        const server = await (0, server_ts_1.readServer)(session);
        const settings = [...(purpose === 'scratch' ? await fastSettings(session) : []), ...inEnglish(server)];
        const options = [...settings.map((setting) => `-c ${setting}`), target.given.options ?? '']
            .join(' ')
            .trim();
        const set = { ...target, given: { ...target.given, ...(options && { options }) } };
        return { server, target: set, ...(await readRights(session)) };
    }
    finally {
        await session.close();
    }
}
/** Compressing long values is the most that a server does while it loads them, and this takes a fifth of the time. */
async function fastSettings(session) {
    const rows = await session.query(`SELECT FROM pg_catalog.pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)`);
    return rows.length > 0 ? ['default_toast_compression=lz4'] : [];
}
/** Errors are told apart by their words, and only a superuser may choose the language that a server speaks. */
const inEnglish = ({ superuser }) => (superuser ? ['lc_messages=C'] : []);
/** Without what its packager adds to it. */
const plainVersion = ({ version }) => version.split(' ')[0] ?? version;
exports.plainVersion = plainVersion;
async function readRights(session) {
    const [row] = await session.query(`SELECT rolsuper OR rolcreaterole AS roles, rolsuper OR rolcreatedb AS databases
      FROM pg_catalog.pg_roles WHERE rolname = current_user`);
    return { createsRoles: row?.roles ?? false, createsDatabases: row?.databases ?? false };
}
/** Whether this is what clients are told while a server starts, or by docker's proxy in front of one. */
function mayComeUp(error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error instanceof errors_ts_1.UserError ? error.cause : error);
    return (['57P03', 'ECONNREFUSED', 'ECONNRESET'].includes(code) ||
        /Connection terminated unexpectedly|socket hang up/i.test(message));
}
/** A server on which we may not make the database that everything is restored into. */
const mayNotCreate = ({ server, target }) => new errors_ts_1.UserError({
    what: `The user "${server.user}" may not create databases on the scratch server at ${target.host}.`,
    why: 'A drill restores into a database of its own, which it makes and drops.',
    next: `Let an administrator run: ALTER ROLE "${server.user.replaceAll('"', '""')}" CREATEDB`,
}, 'unverified');
exports.mayNotCreate = mayNotCreate;


/***/ }),

/***/ 55019:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.needRoles = needRoles;
exports.dropUnneededRoles = dropUnneededRoles;
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
// Roles belong to the whole server. Those that a drill makes on a server that is not ours carry a mark, and the right to
// connect to the drill's database: while that database is there, nobody can drop them, and with it the right goes too.
const MARK = 'made by pg-backup for a drill, and removed after it';
const CODE = { exists: ['42710', '23505'], gone: ['42704', 'XX000'], refused: ['42501', '42939'] };
const TRIES = 10;
/** Makes the roles that are missing, and holds on to those that another drill made; answers what could not be made. */
async function needRoles(session, scratch, { roles, database }) {
    const missing = [];
    for (const role of roles)
        if (!(await needRole(session, scratch, role, database)))
            missing.push(role);
    return missing;
}
async function needRole(session, { throwaway, createsRoles }, role, database) {
    const create = `CREATE ROLE ${(0, identifiers_ts_1.quoted)(role)} NOLOGIN`;
    const hold = `GRANT CONNECT ON DATABASE ${(0, identifiers_ts_1.quoted)(database)} TO ${(0, identifiers_ts_1.quoted)(role)}`;
    const mark = `COMMENT ON ROLE ${(0, identifiers_ts_1.quoted)(role)} IS '${MARK}'`;
    // Another drill may make or drop it in between, so what is seen is tried until it holds.
    for (let tries = 0;; tries++) {
        const [found] = await session.query(`SELECT pg_catalog.shobj_description(oid, 'pg_authid') IS NOT DISTINCT FROM $2 AS ours
        FROM pg_catalog.pg_roles WHERE rolname = $1`, [role, MARK]);
        if (found && (throwaway || !found.ours))
            return true;
        if (!found && !createsRoles)
            return false;
        try {
            // Several statements at once are one transaction: no role is ever there without its mark.
            await session.query(found ? hold : throwaway ? create : [create, mark, hold].join('; '));
            return true;
        }
        catch (error) {
            const { code } = (0, trouble_ts_1.factsOf)(error);
            if (!found && has(CODE.refused, code))
                return false;
            const meanwhile = found ? CODE.gone : CODE.exists;
            if (!has(meanwhile, code) || tries >= TRIES)
                throw error;
        }
    }
}
const has = (codes, code) => codes.includes(code);
const STILL_NEEDED = '2BP01';
/** Drops the roles that drills made and none needs any more, also those of drills that died. */
async function dropUnneededRoles(session, host) {
    const rows = await session.query(`SELECT rolname::text AS role FROM pg_catalog.pg_roles
      WHERE pg_catalog.shobj_description(oid, 'pg_authid') = $1 ORDER BY 1`, [MARK]);
    for (const { role } of rows) {
        try {
            await session.query(`DROP ROLE IF EXISTS ${(0, identifiers_ts_1.quoted)(role)}`);
        }
        catch (error) {
            const { code, message } = (0, trouble_ts_1.factsOf)(error);
            if (code !== STILL_NEEDED && !has(CODE.refused, code) && !has(CODE.gone, code))
                throw error;
            host.debug(`A role that a drill made stays: ${message}.`);
        }
    }
}


/***/ }),

/***/ 20298:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.inWordsOf = inWordsOf;
const errors_ts_1 = __webpack_require__(83916);
/** The same error with the option named that is meant here. */
async function inWordsOf(option, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof errors_ts_1.UserError))
            throw error;
        const reworded = (text) => text
            ?.replaceAll('`database-url` or PGPASSWORD', `\`${option}\``)
            .replaceAll('`database-url`', `\`${option}\``);
        const { what, why, next } = error.story;
        const story = { what: reworded(what) ?? '', why: reworded(why), next: reworded(next), cause: error.cause };
        throw error instanceof errors_ts_1.UsageError ? new errors_ts_1.UsageError(story) : new errors_ts_1.UserError(story, error.ending);
    }
}


/***/ })

};
