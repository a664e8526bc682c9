export const id = 4915;
export const ids = [4915,8998];
export const modules = {

/***/ 98221:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.newDraft = newDraft;
exports.checkEncryption = checkEncryption;
exports.describeEncryption = describeEncryption;
const age_keys_ts_1 = __webpack_require__(49640);
const layout_ts_1 = __webpack_require__(72630);
function newDraft(about) {
    const { name, label, startedAt, copies, encryption, compressionLevel, signal } = about;
    const id = (0, layout_ts_1.newBackupId)(startedAt);
    const how = { folder: (0, layout_ts_1.layout)(name).data(id), copies, encryption, compressionLevel, signal };
    return { id, name, label, startedAt, copies, how };
}
/** Refuses keys that cannot be encrypted to, before anything is begun. */
function checkEncryption(encryption) {
    if (encryption?.kind === 'recipients')
        (0, age_keys_ts_1.checkRecipients)(encryption.recipients);
}
/** How the manifest tells what a reader needs to open the objects. */
function describeEncryption(encryption) {
    if (encryption === undefined)
        return { kind: 'none' };
    return encryption.kind === 'recipients'
        ? { kind: 'age-recipients', recipients: [...encryption.recipients] }
        : { kind: 'age-passphrase' };
}


/***/ }),

/***/ 30822:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.foldersUnder = foldersUnder;
const layout_ts_1 = __webpack_require__(72630);
/** The folders of each name, by what may become of them: archives may grow cold, what tells of them may not. */
const FOLDERS = ['manifests', 'records', 'data'];
/** Manifests and records are small, and a rule may be for large objects alone. */
const SMALL_BYTES = 64 * 1024;
/** The folders in which a rule of the store touches something. */
function foldersUnder(rule, lying) {
    const reached = FOLDERS.filter((folder) => reaches(rule.prefix, folder, lying));
    return rule.leastBytes > SMALL_BYTES ? reached.filter((folder) => folder === 'data') : reached;
}
function reaches(rule, folder, { prefix, name }) {
    if (name !== undefined)
        return overlap(rule, `${prefix}${(0, layout_ts_1.encodeName)(name)}/${folder}/`);
    if (prefix.startsWith(rule))
        return true;
    if (!rule.startsWith(prefix))
        return false;
    const [, ...below] = rule.slice(prefix.length).split('/');
    return below.length === 0 || overlap(below.join('/'), `${folder}/`);
}
/** Whether some key begins with both. */
const overlap = (one, other) => one.startsWith(other) || other.startsWith(one);


/***/ }),

/***/ 33522:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openChart = openChart;
const errors_ts_1 = __webpack_require__(83916);
const doctor_lines_ts_1 = __webpack_require__(63541);
const RANK = { skipped: 0, ok: 1, warn: 2, fail: 3 };
function openChart(part, signal, names = Object.keys(doctor_lines_ts_1.LINES[part])) {
    const lines = new Map();
    const add = (line) => {
        const before = lines.get(line.name);
        // Of a thing that is looked at twice the worse counts.
        if (!before || RANK[line.outcome] >= RANK[before.outcome])
            lines.set(line.name, line);
    };
    const skipped = (name, why) => ({ name, outcome: 'skipped', said: `Not looked at: ${why}.` });
    const tell = (name, outcome, error) => {
        signal.throwIfAborted();
        if (!(error instanceof errors_ts_1.UserError))
            throw error;
        const { what, why, next } = error.story;
        add({ name, outcome, said: [what, why].filter(Boolean).join(' '), next });
    };
    return {
        ok: (name, said) => add({ name, outcome: 'ok', said }),
        warn: (name, said, next) => add({ name, outcome: 'warn', said, next }),
        fail: (name, said, next) => add({ name, outcome: 'fail', said, next }),
        skip: (name, why) => add(skipped(name, why)),
        tell,
        async ask(name, work) {
            try {
                return { fact: await work() };
            }
            catch (error) {
                tell(name, 'fail', error);
                return undefined;
            }
        },
        section: (label, whyNot) => ({
            part,
            label,
            lines: names.map((name) => lines.get(name) ?? skipped(name, whyNot)),
        }),
    };
}


/***/ }),

/***/ 37561:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.examineDatabase = examineDatabase;
const name_ts_1 = __webpack_require__(37723);
const budget_ts_1 = __webpack_require__(28902);
const database_ts_1 = __webpack_require__(42514);
const pooler_ts_1 = __webpack_require__(53506);
const relations_ts_1 = __webpack_require__(88766);
const rights_ts_1 = __webpack_require__(94820);
const server_ts_1 = __webpack_require__(89080);
const session_ts_1 = __webpack_require__(92515);
const source_ts_1 = __webpack_require__(1362);
const target_ts_1 = __webpack_require__(11454);
const tools_ts_1 = __webpack_require__(18880);
const trees_ts_1 = __webpack_require__(93602);
const trouble_ts_1 = __webpack_require__(44356);
const doctor_chart_ts_1 = __webpack_require__(33522);
/** Looks whether a backup of the database could be made, as `backup` would go about it; nothing is locked or dumped. */
async function examineDatabase(host, options) {
    const chart = (0, doctor_chart_ts_1.openChart)('database', host.signal);
    if (!(0, source_ts_1.namesSource)(host, options.databaseUrl))
        return { section: chart.section('Database', 'no database is named'), patient: undefined };
    const patient = await visit(host, options, chart);
    return { section: chart.section('Database', 'the database was not reached'), patient };
}
async function visit(host, options, chart) {
    const met = await chart.ask('connect', async () => {
        const target = await (0, source_ts_1.nameSource)(host, options.databaseUrl);
        const session = await (0, session_ts_1.openSession)(target, { signal: host.signal });
        return { target, session };
    });
    if (!met)
        return undefined;
    const { target, session } = met.fact;
    try {
        chart.ok('connect', `Connected to ${(0, target_ts_1.describeTarget)(target)}.`);
        lookAtName(options, target, chart);
        const server = await (0, server_ts_1.readServer)(session);
        lookAtVersion(server, chart);
        await lookAtTools(host, options, { target, server }, chart);
        const tables = await lookAtTables(session, server, options, chart);
        await lookAtWay(host, options, { target, session, server, tables }, chart);
        lookAtRights(await (0, rights_ts_1.readRights)(session), server, options, chart);
        return { server, extensions: (await (0, database_ts_1.readDatabase)(session)).extensions };
    }
    catch (error) {
        host.signal.throwIfAborted();
        const told = (0, trouble_ts_1.isServerTrouble)(error) ? (0, trouble_ts_1.serverTrouble)('A question was not answered.', error) : error;
        chart.tell('connect', 'fail', told);
        return undefined;
    }
    finally {
        await session.close();
    }
}
function lookAtName({ name }, target, chart) {
    try {
        chart.ok('name', `Backups are kept under "${name ?? (0, name_ts_1.checkName)(target.database, 'database')}".`);
    }
    catch (error) {
        chart.tell('name', 'fail', error);
    }
}
function lookAtVersion(server, chart) {
    const untested = (0, source_ts_1.whyUntested)(server);
    if (untested === undefined)
        chart.ok('version', `PostgreSQL ${server.version}.`);
    else
        chart.warn('version', untested, 'Look for a newer version of this program, and drill often.');
}
async function lookAtTools(host, { client }, { target, server }, chart) {
    const tools = await chart.ask('client', () => (0, tools_ts_1.findTools)({ major: server.major, client, target, ...logging(host) }));
    if (tools)
        chart.ok('client', `Client programs ${tools.fact.version} from ${tools.fact.where}.`);
}
const logging = (host) => ({
    env: host.env,
    signal: host.signal,
    log: (line) => host.info(line),
});
/** Which may be read, and how many there are. */
async function lookAtTables(session, { inRecovery }, { selection, showTableNames }, chart) {
    const { relations, unreadable, hidden } = await (0, relations_ts_1.surveyRelations)(session, selection, {
        measured: false,
        inRecovery,
    });
    const named = (some) => showTableNames ? (0, relations_ts_1.enumerate)(some) : `${some.length} of ${relations.length} tables and sequences`;
    if (unreadable.length > 0)
        chart.fail('tables', `This user may not read ${named(unreadable)}.`, relations_ts_1.MAKE_READABLE);
    else if (await chart.ask('tables', async () => (0, trees_ts_1.refuseHalfTrees)(relations)))
        chart.ok('tables', `All ${relations.length} tables and sequences may be read.`);
    if (hidden.length > 0)
        chart.fail('row-security', `Row-level security would hide rows of ${named(hidden)} from this user, and nobody would notice.`, relations_ts_1.MAKE_VISIBLE);
    else
        chart.ok('row-security', 'Row-level security hides nothing from this user.');
    return relations.filter(({ kind }) => kind !== 'sequence').length;
}
async function lookAtWay({ signal }, { jobs }, { target, session, server, tables }, chart) {
    const found = await chart.ask('pooler', () => (0, pooler_ts_1.findRoute)(session, target, signal));
    if (!found) {
        chart.skip('capacity', 'no dump can go this way');
        return;
    }
    const { fact: route } = found;
    chart.ok('pooler', route.kind === 'direct'
        ? 'No pooler is in between.'
        : 'A pooler is in between, which keeps its connections by the session.');
    const room = await chart.ask('capacity', async () => ({
        connections: (0, budget_ts_1.requireConnection)(server, route),
        notes: (0, budget_ts_1.fitBudget)(jobs, server, route, tables).notes,
    }));
    if (!room)
        return;
    const { connections, notes } = room.fact;
    if (notes.length > 0)
        chart.warn('capacity', notes.join(' '), MORE_ROOM);
    else
        chart.ok('capacity', `${connections} more connections are to be had.`);
}
const MORE_ROOM = 'Raise max_locks_per_transaction or the limits of connections (a pooler’s too), or leave it: the backup is sound, and slower.';
function lookAtRights(rights, { user }, options, chart) {
    const { superuser, replication, closedLargeObjects, conflicts } = rights;
    const replicates = replication ? 'It may replicate too, which no backup needs.' : 'It may not replicate.';
    if (superuser)
        chart.warn('user', `"${user}" is a superuser: whoever gets hold of the URL can do anything there.`, 'Make a user that may only read: CREATE ROLE backup LOGIN; GRANT pg_read_all_data TO backup; and BYPASSRLS where tables have row-level security.');
    else
        chart.ok('user', `"${user}" is no superuser. ${replicates}`);
    const { include, schemas, tables } = options.selection;
    if (include === 'schema' || schemas.length > 0 || tables.length > 0)
        chart.skip('large-objects', 'this choice of what is dumped leaves them out');
    else if (closedLargeObjects > 0)
        chart.fail('large-objects', `This user may not read ${closedLargeObjects} large objects, so pg_dump would fail.`, 'Grant it (GRANT SELECT ON LARGE OBJECT … TO …), or back up as their owner or a superuser: pg_read_all_data does not reach them.');
    else
        chart.ok('large-objects', 'All large objects may be read.');
    if (conflicts)
        chart.warn('replica', `This is a replica that ends queries ${conflicts.afterMs / 1000} s after they get in the way of changes from its primary.`, 'Set hot_standby_feedback = on or max_standby_streaming_delay = -1 there, or back up the primary.');
    else
        chart.ok('replica', 'No change from elsewhere ends a long dump.');
}


/***/ }),

/***/ 71254:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.examineDestination = examineDestination;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
const consumers_1 = __webpack_require__(38321);
const errors_ts_1 = __webpack_require__(83916);
const doctor_lines_ts_1 = __webpack_require__(63541);
const error_ts_1 = __webpack_require__(20871);
const open_ts_1 = __webpack_require__(69633);
const doctor_chart_ts_1 = __webpack_require__(33522);
const doctor_store_ts_1 = __webpack_require__(41159);
/** Looks whether a destination lets us do all that backups need, by an object that is removed again, and how it is set up. */
async function examineDestination(host, destination, setting) {
    const chart = (0, doctor_chart_ts_1.openChart)('destination', host.signal, linesOf(destination));
    const opened = await chart.ask('write', () => (0, open_ts_1.openStorage)(withShortLock(destination), contextOf(host)));
    if (opened)
        await visit(host, opened.fact, { ...setting, destination }, chart);
    return chart.section(destination.label, 'nothing could be stored');
}
/** A folder has no clock, versions, rules or locks of its own; only of a folder it can be seen how much fits in. */
function linesOf({ kind }) {
    const bucketOnly = ['clock', 'versioning', 'encryption', 'lifecycle', 'lock'];
    const others = kind === 'local' ? bucketOnly : ['room'];
    return Object.keys(doctor_lines_ts_1.LINES.destination).filter((name) => !others.includes(name));
}
const SHORT_LOCK_DAYS = 1 / (24 * 60);
/** What is stored to see whether it can be must not stay for years. */
const withShortLock = (destination) => destination.kind === 's3' && destination.lock
    ? { ...destination, lock: { ...destination.lock, days: SHORT_LOCK_DAYS } }
    : destination;
/** Whoever waits for a diagnosis is not served by five minutes of trying again. */
const ATTEMPTS = 3;
const contextOf = (host) => ({
    env: host.env,
    signal: host.signal,
    log: (line) => host.info(line),
    tuning: { attempts: ATTEMPTS },
});
/** No name of a database can be encoded so, so nobody takes it for one. */
const FOLDER = '.doctor/';
async function visit(host, storage, setting, chart) {
    const { signal } = host;
    const key = `${FOLDER}${(0, node_crypto_1.randomBytes)(8).toString('hex')}`;
    const sample = { key, bytes: Buffer.from('pg-backup doctor: this may be removed.\n') };
    const keys = [key, `${key}.data`];
    let removed = false;
    try {
        const written = await lookAtWriting({ storage, keys, chart }, sample, signal);
        if (written === 'unreachable')
            return;
        const stored = written === 'stored' ? sample : undefined;
        if (stored)
            await lookAtReading(storage, stored, chart, signal);
        const listed = await lookAtListing(storage, stored, chart, signal);
        // Whom the store lets do nothing at all, it tells nothing either.
        if (stored || listed)
            await (0, doctor_store_ts_1.lookAtFacts)(host, storage, stored, setting, chart);
        if (stored)
            removed = await lookAtRemoving({ storage, keys, chart }, signal);
    }
    finally {
        if (!removed)
            await clearAway(host, storage, keys);
    }
}
async function lookAtWriting({ storage, keys, chart }, { key, bytes }, signal) {
    try {
        await storage.put(key, bytes, { signal });
        chart.ok('write', 'A small object could be stored.');
        const [, data = ''] = keys;
        const sent = await chart.ask('upload', () => storage.upload(data, node_stream_1.Readable.from([bytes]), { signal, expectedBytes: bytes.length }));
        if (sent)
            chart.ok('upload', `A stream could be stored, and was compared by ${sent.fact.checkedBy}.`);
        return 'stored';
    }
    catch (error) {
        chart.tell('write', 'fail', error);
        return (0, error_ts_1.isKind)(error, 'busy') ? 'unreachable' : 'refused';
    }
}
async function lookAtReading(storage, { key, bytes }, chart, signal) {
    const read = await chart.ask('read', async () => (0, consumers_1.buffer)(await storage.read(key, { signal })));
    if (read?.fact.equals(bytes))
        chart.ok('read', 'It came back as it was stored.');
    else if (read)
        chart.fail('read', 'It came back as something else.', 'Do not trust this store until you know why.');
    try {
        await storage.put(key, bytes, { signal, ifAbsent: true });
        chart.fail('conditional', 'An object was stored over another of the same name.', NEVER_OVERLAP);
    }
    catch (error) {
        if ((0, error_ts_1.isKind)(error, 'exists'))
            chart.ok('conditional', 'What is there was not stored over.');
        else
            chart.tell('conditional', 'fail', error);
    }
}
const NEVER_OVERLAP = 'Use a store with conditional puts, or see to it that no two backups of a name run at once.';
/** A run that was killed may have left its object behind. */
const ABANDONED_MS = 60 * 60 * 1000;
async function lookAtListing(storage, sample, chart, signal) {
    const listed = await chart.ask('list', async () => {
        const found = [];
        for await (const { key, modified } of storage.list(FOLDER, { signal })) {
            found.push(key);
            if (modified.getTime() < Date.now() - ABANDONED_MS)
                await storage.remove(key, { signal }).catch(() => signal.throwIfAborted());
        }
        return found;
    });
    if (listed && (!sample || listed.fact.includes(sample.key)))
        chart.ok('list', 'What is stored can be listed.');
    else if (listed)
        chart.fail('list', 'What was just stored is not in the listing.', 'Backups would not be found: use a store whose listings are never behind.');
    try {
        await storage.abandon(FOLDER, { signal, begunBefore: new Date(0) });
        chart.ok('unfinished', 'Unfinished uploads can be looked for.');
    }
    catch (error) {
        chart.tell('unfinished', 'warn', error);
    }
    return listed !== undefined;
}
/** Whether nothing of it is left. */
async function lookAtRemoving({ storage, keys, chart }, signal) {
    try {
        for (const key of keys)
            await storage.remove(key, { signal });
        const left = await Promise.all(keys.map((key) => storage.stat(key, { signal })));
        const gone = left.every((object) => object === undefined);
        if (gone)
            chart.ok('delete', 'What was stored is removed again.');
        else
            chart.fail('delete', 'What was removed is still there.', 'Ask the maker of the store why.');
        return gone;
    }
    catch (error) {
        signal.throwIfAborted();
        // Keys that cannot delete are a defence too: whoever steals them cannot either.
        const why = (0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error));
        chart.warn('delete', `${why} It is left as ${keys.join(' and ')}.`, MAY_DELETE);
        return false;
    }
}
const MAY_DELETE = 'Allow it (s3:DeleteObject), or leave it so against thieves: then unfinished backups stay, and retention needs other keys.';
const PATIENCE_MS = 5_000;
/** Also after a cancel, for which a runner gives a few seconds. */
async function clearAway(host, storage, keys) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (const key of keys) {
        await storage.remove(key, { signal }).catch((error) => {
            host.debug(`${storage.label}: ${key} could not be removed: ${(0, errors_ts_1.firstLine)((0, errors_ts_1.asError)(error))}`);
        });
    }
}


/***/ }),

/***/ 3364:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.examineKeys = examineKeys;
const draft_ts_1 = __webpack_require__(98221);
const keys_ts_1 = __webpack_require__(14116);
const round_trip_ts_1 = __webpack_require__(85154);
const doctor_chart_ts_1 = __webpack_require__(33522);
/** Looks whether what is encrypted here would open with the keys that are given. */
async function examineKeys(host, options) {
    const chart = (0, doctor_chart_ts_1.openChart)('keys', host.signal);
    const lock = await lookAtEncryption(options, chart);
    const keys = await lookAtIdentity(host, options, chart);
    if (lock && keys)
        await lookAtBoth(lock, keys, chart);
    return chart.section('Keys', whyNot(lock, options));
}
async function lookAtEncryption({ encryption }, chart) {
    if (encryption === undefined) {
        chart.warn('encryption', 'Backups would not be encrypted: whoever reads the store reads the database.', 'Make a pair of keys with `age-keygen -o key.txt`, give the public one as `recipients`, and keep the file safe.');
        return undefined;
    }
    if (!(await chart.ask('encryption', async () => (0, draft_ts_1.checkEncryption)(encryption))))
        return undefined;
    if (encryption.kind === 'passphrase') {
        chart.ok('encryption', 'Backups are encrypted by a passphrase.');
        return { passphrase: encryption.passphrase };
    }
    const { recipients } = encryption;
    const number = recipients.length;
    chart.ok('encryption', `Backups are encrypted to ${number} public ${number === 1 ? 'key' : 'keys'}.`);
    return { recipients };
}
async function lookAtIdentity(host, { identity, passphrase }, chart) {
    if (identity === undefined) {
        chart.skip('identity', 'no identity is given, as it should be where backups are made and not opened');
        return passphrase === undefined ? undefined : { identities: [], passphrase };
    }
    const read = await chart.ask('identity', () => (0, keys_ts_1.readKeys)(host, { identity, passphrase }));
    if (read)
        chart.ok('identity', 'The secret key can be read.');
    return read?.fact;
}
async function lookAtBoth(lock, keys, chart) {
    const opened = await chart.ask('decrypt', () => (0, round_trip_ts_1.opensAgain)(lock, keys));
    if (opened)
        chart.ok('decrypt', 'What is encrypted here opens with the keys that are given.');
}
function whyNot(lock, { encryption }) {
    if (encryption === undefined)
        return 'nothing would be encrypted';
    return lock ? 'there is no key to open it with' : 'it cannot be encrypted';
}


/***/ }),

/***/ 57500:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.examineScratch = examineScratch;
const measure_ts_1 = __webpack_require__(23810);
const room_ts_1 = __webpack_require__(63703);
const extensions_ts_1 = __webpack_require__(79534);
const embedded_ts_1 = __webpack_require__(45186);
const extension_files_ts_1 = __webpack_require__(23645);
const folder_ts_1 = __webpack_require__(84080);
const place_ts_1 = __webpack_require__(24217);
const scratch_ts_1 = __webpack_require__(30944);
const settings_ts_1 = __webpack_require__(37925);
const url_ts_1 = __webpack_require__(78115);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const trouble_ts_1 = __webpack_require__(44356);
const words_ts_1 = __webpack_require__(20298);
const doctor_chart_ts_1 = __webpack_require__(33522);
const drill_scratch_ts_1 = __webpack_require__(7432);
/** Looks where a drill would restore to; no server is started, and no database made. */
async function examineScratch(host, options, patient) {
    const chart = (0, doctor_chart_ts_1.openChart)('scratch', host.signal);
    const { scratch: choice, client } = options;
    try {
        if (choice.kind === 'url')
            await visitServer(host, choice.url, patient, chart);
        else if (patient) {
            const { major } = patient.server;
            const chosen = await (0, scratch_ts_1.chooseScratch)({ choice, client, major, host });
            if (chosen.kind === 'embedded')
                await lookAtPrograms(host, chosen.programs, patient, chart);
            else
                lookAtDocker(major, chart);
        }
    }
    catch (error) {
        const told = (0, trouble_ts_1.isServerTrouble)(error) ? (0, trouble_ts_1.serverTrouble)('A question was not answered.', error) : error;
        // Who named no place may drill elsewhere, and only backs up here.
        chart.tell('server', choice.kind === 'auto' ? 'warn' : 'fail', told);
    }
    const whyNot = patient ? 'there is no server to restore into' : 'it depends on the database';
    return chart.section('Where drills restore', whyNot);
}
async function visitServer(host, url, patient, chart) {
    const met = await chart.ask('server', async () => {
        const named = await (0, url_ts_1.readScratchTarget)(host, url);
        const place = await (0, words_ts_1.inWordsOf)('scratch', () => (0, place_ts_1.readPlace)(named, { signal: host.signal, purpose: 'scratch' }));
        return { place, session: await (0, session_ts_1.openSession)(place.target, { signal: host.signal }) };
    });
    if (!met)
        return;
    const { place, session } = met.fact;
    try {
        const { server, target, createsDatabases } = place;
        if (server.inRecovery)
            chart.fail('server', 'The server is a replica, on which no database can be made.', 'Name another one.');
        else
            tellVersion(`Connected to ${(0, target_ts_1.describeTarget)(target)}`, server.version, server.major, patient, chart);
        if (createsDatabases)
            chart.ok('rights', `"${server.user}" may create databases there.`);
        else
            chart.tell('rights', 'fail', (0, place_ts_1.mayNotCreate)(place));
        if (!patient)
            return;
        const { missing, otherVersions } = await (0, extensions_ts_1.findExtensions)(session, patient.extensions);
        tellExtensions(missing, otherVersions, patient, chart);
        const free = await (0, room_ts_1.freeBytesAt)(session, { ...place, target: (0, target_ts_1.inDatabase)(target, 'template1') });
        if (free === undefined)
            chart.skip('room', 'only of a server on this machine can it be seen');
        else
            tellRoom(free, (0, drill_scratch_ts_1.roomFor)(patient.server.databaseBytes), 'The disk of that server', chart);
    }
    finally {
        await session.close();
    }
}
async function lookAtPrograms(host, programs, patient, chart) {
    const { folder, version, major } = programs;
    tellVersion(`Server programs in ${folder}`, version, major, patient, chart);
    chart.ok('rights', 'A throw-away server is ours.');
    const there = await (0, extension_files_ts_1.extensionsOf)(host, programs);
    if (there === undefined)
        chart.skip('extensions', `the files of extensions were not found beside ${folder}`);
    else {
        const missing = patient.extensions.map(({ name }) => name).filter((name) => !there.has(name));
        tellExtensions(missing, [], patient, chart);
    }
    const need = (0, drill_scratch_ts_1.roomFor)(patient.server.databaseBytes);
    const found = await chart.ask('room', () => (0, folder_ts_1.findPlace)(host.env, (0, embedded_ts_1.serverUser)(), need + (0, settings_ts_1.walBytes)(need)));
    if (found)
        chart.ok('room', `${found.fact} has room for about ${(0, measure_ts_1.formatBytes)(need)}.`);
}
function lookAtDocker(major, chart) {
    chart.ok('server', `Docker answers, and drills would restore into the image postgres:${major}.`);
    chart.ok('rights', 'A throw-away server is ours.');
    chart.skip('extensions', 'only a container that runs could tell');
    chart.skip('room', 'only a container that runs could tell');
}
function tellVersion(where, version, major, patient, chart) {
    const wanted = patient?.server.major ?? major;
    if (wanted === major)
        chart.ok('server', `${where}, PostgreSQL ${version}.`);
    else
        chart.warn('server', `${where}, PostgreSQL ${version}, and the source is PostgreSQL ${wanted}: rows can be compared there, and the schema cannot.`, `Install PostgreSQL ${wanted} here, or name a server of that version by \`scratch\`.`);
}
function tellExtensions(missing, otherVersions, { extensions }, chart) {
    const others = otherVersions.length > 0 ? ` In another version: ${otherVersions.join(', ')}.` : '';
    if (missing.length === 0)
        chart.ok('extensions', `All ${extensions.length} extensions are there.${others}`);
    else
        chart.warn('extensions', `These extensions of the source are not there, so a drill would be unverified: ${missing.join(', ')}.`, `Install them there, or drill with ${missing.map((name) => `\`allow: missing-extension=${name}\``).join(', ')}.`);
}
function tellRoom(free, need, where, chart) {
    const about = `${where} has ${(0, measure_ts_1.formatBytes)(free)} free, and a restored copy takes about ${(0, measure_ts_1.formatBytes)(need)}.`;
    if (free >= need)
        chart.ok('room', about);
    else
        chart.fail('room', about, 'Free some room there, or name another server by `scratch`.');
}


/***/ }),

/***/ 41159:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.lookAtFacts = lookAtFacts;
const lifecycle_ts_1 = __webpack_require__(30822);
const measure_ts_1 = __webpack_require__(23810);
/** Asks a store how it is set up, and says of each thing whether that is good for backups. */
async function lookAtFacts(host, storage, sample, setting, chart) {
    if (!storage.inspect)
        return;
    const facts = await storage.inspect(sample, { signal: host.signal }).catch((error) => {
        chart.tell('public', 'warn', error);
        return {};
    });
    const look = (name, told, judge) => {
        if (told === undefined)
            return;
        if ('fact' in told)
            judge(told.fact);
        else
            chart.warn(name, `Not known: ${told.untold}.`, told.next ?? 'Look for it in the store’s own console.');
    };
    look('conditional', facts.condition, (condition) => lookAtCondition(condition, chart));
    look('clock', facts.clockAheadMs, (ahead) => lookAtClock(ahead, chart));
    look('versioning', facts.keepsDeleted, (by) => lookAtVersioning(by, chart));
    look('encryption', facts.encryption, (by) => lookAtEncryption(by, setting, chart));
    look('public', facts.openings, (openings) => lookAtOpenings(openings, chart));
    look('lifecycle', facts.lifecycle, (rules) => lookAtLifecycle(rules, setting, chart));
    look('lock', facts.lock, (lock) => lookAtLock(lock, setting, chart));
    look('room', facts.freeBytes, (free) => lookAtRoom(free, setting, chart));
}
function lookAtCondition(condition, chart) {
    // What `put` itself found stands, where the store decides.
    if (condition === 'decides')
        return;
    const why = condition === 'ignores' ? 'takes the condition and ignores it' : 'has no conditional put';
    chart.warn('conditional', `This store ${why}, so it is looked first whether an object exists; of two runs in the same second both may succeed.`, 'See to it that no two backups of a name run at once (`concurrency` in a workflow).');
}
const CLOCK_WARN_MS = 60_000;
const CLOCK_FAIL_MS = 5 * 60_000;
function lookAtClock(aheadMs, chart) {
    const away = Math.abs(aheadMs);
    const said = `The clock of this machine is ${(0, measure_ts_1.formatDuration)(away / 1000)} ${aheadMs < 0 ? 'ahead of' : 'behind'} the store’s.`;
    const next = 'Set the clock (NTP): ids and ages of backups come from it, and at 15 minutes requests are refused.';
    if (away > CLOCK_FAIL_MS)
        chart.fail('clock', said, next);
    else if (away > CLOCK_WARN_MS)
        chart.warn('clock', said, next);
    else
        chart.ok('clock', 'The clock of this machine agrees with the store’s.');
}
function lookAtVersioning(by, chart) {
    if (by !== undefined)
        chart.ok('versioning', `What is overwritten or deleted is kept, by ${by}.`);
    else
        chart.warn('versioning', 'What is overwritten or deleted is gone at once.', 'Turn versioning on (Azure: or soft delete), with a rule that ends old versions after some weeks.');
}
function lookAtEncryption(by, { destination, encrypted }, chart) {
    const own = destination.kind === 's3' ? destination.sse : undefined;
    const how = own ?? by;
    if (how !== undefined)
        chart.ok('encryption', `The store encrypts what lies there, by ${how}.`);
    else if (encrypted)
        chart.ok('encryption', 'The store does not encrypt, and backups are encrypted before they get there.');
    else
        chart.warn('encryption', 'Neither does the store encrypt what lies there, nor are backups encrypted before.', 'Give `recipients`, or turn on the default encryption of the bucket, or write sse=AES256 in the URL.');
}
function lookAtOpenings(openings, chart) {
    if (openings.length === 0)
        chart.ok('public', 'Nobody gets in without credentials or rights.');
    else
        chart.fail('public', `Others can get in: ${openings.join(', and ')}.`, 'Close it now (S3: block public access; Azure: access level private; a folder: `chmod o-w`), and look who has been there.');
}
function lookAtLifecycle(rules, setting, chart) {
    const { destination, name } = setting;
    const lying = { prefix: destination.kind === 'local' ? '' : destination.prefix, name };
    const touching = rules.map((rule) => ({ rule, folders: (0, lifecycle_ts_1.foldersUnder)(rule, lying) }));
    const deleting = touching.filter(({ rule, folders }) => rule.deletes !== undefined && folders.length > 0);
    const freezing = touching.filter(({ rule, folders }) => rule.freezes && folders.some((folder) => folder !== 'data'));
    const said = [
        ...deleting.map(({ rule, folders }) => `The rule "${rule.id}" deletes what lies in ${inWords(folders)}, ${rule.deletes}, also the newest backup.`),
        ...freezing.map(({ rule, folders }) => `The rule "${rule.id}" moves what lies in ${inWords(folders)} to ${rule.freezes?.tier}, ${rule.freezes?.when}, where nothing can be read at once.`),
    ];
    if (said.length > 0)
        chart.fail('lifecycle', said.join(' '), LEAVE_IT_TO_US);
    else
        chart.ok('lifecycle', coldOf(touching.map(({ rule, folders }) => (folders.length > 0 ? rule : undefined))));
}
const LEAVE_IT_TO_US = 'Take our prefix out of the rule: what to keep is a matter of retention, which never takes the newest. A rule that freezes may be for data/ alone.';
const inWords = (folders) => folders.map((folder) => `${folder}/`).join(', ');
function coldOf(rules) {
    const [rule] = rules.flatMap((rule) => rule?.freezes ?? []);
    return rule
        ? `Archives move to ${rule.tier}, ${rule.when}; a drill or restore of such needs \`rehydrate\`, and hours.`
        : 'No rule of the store deletes or freezes what is ours.';
}
function lookAtLock({ possible, byDefault }, { destination }, chart) {
    const own = destination.kind === 's3' ? destination.lock : undefined;
    if (own && !possible)
        chart.fail('lock', 'The destination asks for a lock, and this bucket was made without Object Lock.', 'Leave `lock` out of the URL, or use a bucket that has it.');
    else if (own)
        chart.ok('lock', `Each object is locked for ${own.days} days (${own.mode.toLowerCase()}).`);
    else if (byDefault !== undefined)
        chart.ok('lock', `What is stored there is locked: ${byDefault}.`);
    else
        chart.warn('lock', 'Nothing locks what is stored: whoever has these keys, or gets hold of them, can delete every backup.', possible
            ? 'Write `lock=governance:30d` (or compliance) in the URL of the destination.'
            : 'Use a bucket with Object Lock (Azure: an immutability policy), or a second destination with keys of its own.');
}
function lookAtRoom(free, { bytes }, chart) {
    const size = bytes === undefined ? '' : `, and the database takes ${(0, measure_ts_1.formatBytes)(bytes)} on its server`;
    const said = `${(0, measure_ts_1.formatBytes)(free)} are free there${size}.`;
    if (free >= Math.max(bytes ?? 0, LEAST_FREE_BYTES))
        chart.ok('room', said);
    else
        chart.warn('room', said, 'Free some room, or name a larger disk: a backup is smaller, but by how much nobody knows before.');
}
const LEAST_FREE_BYTES = 100_000_000;


/***/ }),

/***/ 44915:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const errors_ts_1 = __webpack_require__(83916);
const source_ts_1 = __webpack_require__(1362);
const doctor_ts_1 = __webpack_require__(55723);
const doctor_database_ts_1 = __webpack_require__(37561);
const doctor_destination_ts_1 = __webpack_require__(71254);
const doctor_keys_ts_1 = __webpack_require__(3364);
const doctor_scratch_ts_1 = __webpack_require__(57500);
/** Looks at everything that a backup and a drill will need, and says what is wrong and how to mend it. */
async function run(host, options) {
    requireSomething(host, options);
    const database = await host.group('Looking at the database', () => (0, doctor_database_ts_1.examineDatabase)(host, options));
    const { patient } = database;
    const scratch = await host.group('Looking where drills restore', () => (0, doctor_scratch_ts_1.examineScratch)(host, options, patient));
    const setting = {
        name: options.name ?? patient?.server.database,
        encrypted: options.encryption !== undefined,
        bytes: patient?.server.databaseBytes,
    };
    const destinations = [];
    for (const destination of options.destinations) {
        const look = () => (0, doctor_destination_ts_1.examineDestination)(host, destination, setting);
        destinations.push(await host.group(`Looking at ${destination.label}`, look));
    }
    const keys = await host.group('Looking at the keys', () => (0, doctor_keys_ts_1.examineKeys)(host, options));
    const sections = [database.section, scratch, ...destinations, keys];
    await (0, doctor_ts_1.reportDoctor)(host, options, sections);
    return (0, doctor_ts_1.hasFailed)(sections) ? 'fail' : 'pass';
}
/** A diagnosis of nothing would be green. */
function requireSomething(host, options) {
    const { databaseUrl, destinations, encryption, identity, scratch } = options;
    if ((0, source_ts_1.namesSource)(host, databaseUrl) || destinations.length > 0 || scratch.kind === 'url')
        return;
    if (encryption !== undefined || identity !== undefined)
        return;
    throw new errors_ts_1.UsageError({
        what: 'There is nothing to look at.',
        why: 'No database, no destination and no key is named.',
        next: 'Set `database-url`, `destinations`, and `recipients` or `passphrase`, as the backup has them.',
    });
}


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

/***/ 23810:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.formatBytes = formatBytes;
exports.formatDuration = formatDuration;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** `1.4 GB`: decimal units, as stores count and bill them. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
/** `42 s`, `3 min 05 s`, `2 h 07 min`. */
function formatDuration(seconds) {
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    const two = (number) => String(number).padStart(2, '0');
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
    return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}


/***/ }),

/***/ 28902:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.fitBudget = fitBudget;
exports.requireConnection = requireConnection;
const errors_ts_1 = __webpack_require__(83916);
const parts_ts_1 = __webpack_require__(11509);
/** The lock table is shared with everybody else, so a part of it is left to them. */
const SHARE_OF_LOCKS = 0.8;
/** Fits the dumps into the connections and locks that the server has left; pure, so that a table of cases shows it. */
function fitBudget(wanted, server, route, tables) {
    const connections = requireConnection(server, route);
    const notes = [];
    const locks = Math.floor(server.lockSlots * SHARE_OF_LOCKS);
    const guarantee = tables <= locks ? 'locked' : 'checked';
    if (guarantee === 'checked') {
        notes.push(`${tables} tables are too many to lock beside the dump (the server's lock table has room for ${server.lockSlots}): the dump locks them alone, and we check that nothing was emptied or rewritten before it did.`);
    }
    if (wanted === 1 || server.databaseBytes < parts_ts_1.WORTH_SPLITTING)
        return { jobs: 1, guarantee, notes };
    // The holder, the schema's dump and the data's dumps together each hold every table once.
    const roomForThree = 3 * tables <= 2 * locks && guarantee === 'locked';
    if (!roomForThree)
        notes.push(`One dump instead of ${wanted} side by side: the lock table has no room for more.`);
    else if (connections < 3) {
        notes.push(`One dump instead of ${wanted} side by side: only ${connections} more connections are to be had.`);
    }
    if (!roomForThree || connections < 3)
        return { jobs: 1, guarantee, notes };
    const jobs = Math.min(wanted, connections - 1);
    if (jobs < wanted)
        notes.push(`${jobs} dumps side by side instead of ${wanted}: only ${connections} more connections are to be had.`);
    return { jobs, guarantee, notes };
}
/** How many connections there are beside our own: at least one, or nothing can be dumped. */
function requireConnection(server, route) {
    const connections = route.kind === 'direct' ? server.freeConnections : route.connections - 1;
    if (connections < 1)
        throw noConnection(server, route);
    return connections;
}
const noConnection = (server, route) => route.kind === 'direct'
    ? new errors_ts_1.UserError({
        what: 'The server has no connection left for pg_dump beside our own.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: `End idle sessions, raise max_connections, or raise the connection limit of "${server.user}" or "${server.database}".`,
    })
    : new errors_ts_1.UserError({
        what: 'The pooler gives us a single connection.',
        why: 'A backup takes two connections at least: one holds the snapshot, one dumps.',
        next: "Give the pool more connections, or use the server's direct address.",
    });


/***/ }),

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

/***/ 63703:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.freeBytesAt = freeBytesAt;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const target_ts_1 = __webpack_require__(11454);
/** How much is free where the server keeps its databases; only of a server on this machine can that be known. */
async function freeBytesAt(session, { target }) {
    if (!(0, target_ts_1.isSocket)(target) && !['localhost', '127.0.0.1', '::1'].includes(target.host))
        return undefined;
    const rows = await session
        .query(`SELECT pg_catalog.current_setting('data_directory') AS data, pg_catalog.pg_tablespace_location(t.oid) AS tablespace,
          extract(epoch FROM pg_catalog.pg_postmaster_start_time())::bigint::text AS started
        FROM pg_catalog.pg_tablespace t
        WHERE t.oid = coalesce((SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = $1),
          (SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = 'template1'))`, [target.database])
        // Whoever may not see the server's settings is told nothing.
        .catch(() => []);
    const [row] = rows;
    if (!row || !(await isOurs(row.data, Number(row.started))))
        return undefined;
    return (0, promises_1.statfs)(row.tablespace || row.data).then(({ bavail, bsize }) => bavail * bsize, () => undefined);
}
/** A container's port looks like this machine, and its folders may be here too, with another server's data. */
async function isOurs(folder, started) {
    const lines = (await (0, promises_1.readFile)((0, node_path_1.join)(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return Math.abs(Number(lines[2]) - started) <= 2;
}


/***/ }),

/***/ 11509:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.WORTH_SPLITTING = void 0;
exports.planParts = planParts;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
/** Below this, several streams cost more than they bring. */
exports.WORTH_SPLITTING = 64 * 1024 * 1024;
/** A table smaller than this goes with everything else; names of thousands would also not fit into arguments. */
const WORTH_NAMING = 8 * 1024 * 1024;
const MOST_NAMED = 400;
/** Plans the archives: the biggest tables spread over the streams, and everything else, known or not, in the last. */
function planParts(relations, options) {
    const chosen = selectionArguments(options.selection);
    return partsOf(relations, options, chosen).map((part) => inReadableEncoding(part, options.encoding));
}
/** pg_dump reads names in its client's encoding, which is the database's unless it is told; our arguments are UTF-8. */
function inReadableEncoding(part, encoding) {
    if (encoding === 'UTF8' || part.args.every(isAscii))
        return part;
    if (encoding !== 'SQL_ASCII')
        return { ...part, args: ['--encoding=UTF8', ...part.args] };
    throw new errors_ts_1.UsageError({
        what: 'A pattern for names has characters beyond ASCII, and the database has no encoding (SQL_ASCII).',
        why: 'Nobody can tell which bytes such a character is in this database.',
        next: 'Write ? or * in place of these characters.',
    });
}
const isAscii = (text) => /^[\x20-\x7e]*$/.test(text);
function partsOf(relations, options, chosen) {
    const tables = relations.filter(({ hasData }) => hasData);
    const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
    const schema = {
        name: 'schema',
        kind: 'schema',
        args: [...SCHEMA, ...chosen],
        expectedBytes: 0,
        mostBytes: 0,
    };
    if (options.selection.include === 'schema')
        return [schema];
    const sections = options.selection.include === 'data' ? DATA : [];
    if (options.jobs === 1 || bytes < exports.WORTH_SPLITTING) {
        const name = options.selection.include === 'data' ? 'data-01' : 'database';
        const kind = options.selection.include === 'data' ? 'data' : 'database';
        return [
            {
                name,
                kind,
                args: [...sections, ...chosen],
                expectedBytes: bytes,
                mostBytes: Math.max(bytes, options.databaseBytes),
            },
        ];
    }
    const data = planData(tables, relations, options, chosen);
    return options.selection.include === 'data' ? data : [...data, schema];
}
const SCHEMA = ['--section=pre-data', '--section=post-data'];
const DATA = ['--section=data'];
function planData(tables, relations, { jobs, encoding, databaseBytes }, chosen) {
    const bySize = tables.toSorted((a, b) => b.bytes - a.bytes);
    const nameable = (table) => encoding !== 'SQL_ASCII' ||
        [table, ...relations.filter(({ owner }) => owner === table.oid)].every((one) => isAscii((0, identifiers_ts_1.qualified)(one)));
    const named = bySize.filter((table) => table.bytes >= WORTH_NAMING && nameable(table)).slice(0, MOST_NAMED);
    const isNamed = new Set(named);
    const rest = bySize.filter((table) => !isNamed.has(table));
    const groups = Array.from({ length: jobs }, () => []);
    const loads = groups.map((_, at) => (at === jobs - 1 ? sizeOf(rest) : 0));
    for (const table of named) {
        const lightest = loads.indexOf(Math.min(...loads));
        groups[lightest]?.push(table);
        loads[lightest] = (loads[lightest] ?? 0) + table.bytes;
    }
    const elsewhere = groups.slice(0, -1).filter((group) => group.length > 0);
    const alone = new Set(elsewhere.flat().map(({ oid }) => oid));
    // A sequence is dumped with the table that owns it, so the rest must leave it out as well.
    const sequences = relations.filter(({ owner }) => owner !== undefined && alone.has(owner));
    const parts = elsewhere.map((group) => ({ args: exactly('--table', group), group }));
    parts.push({
        args: [...chosen, ...exactly('--exclude-table', [...elsewhere.flat(), ...sequences])],
        group: [...(groups.at(-1) ?? []), ...rest],
    });
    const elsewhereBytes = sizeOf(elsewhere.flat());
    return parts.map(({ args, group }, at) => ({
        name: `data-${String(at + 1).padStart(2, '0')}`,
        kind: 'data',
        args: [...DATA, ...args],
        expectedBytes: sizeOf(group),
        // The last takes whatever nobody has measured.
        mostBytes: at < parts.length - 1 ? sizeOf(group) : Math.max(sizeOf(group), databaseBytes - elsewhereBytes),
    }));
}
const sizeOf = (tables) => tables.reduce((sum, { bytes }) => sum + bytes, 0);
const exactly = (flag, relations) => relations.map((relation) => `${flag}=${(0, identifiers_ts_1.qualified)(relation)}`);
// A pattern such as * would take the system's own tables along, which no database could restore.
const NO_SYSTEM_TABLES = ['--exclude-table=pg_catalog.*', '--exclude-table=information_schema.*'];
const NO_SYSTEM_SCHEMAS = ['--exclude-schema=pg_*', '--exclude-schema=information_schema'];
function selectionArguments(selection) {
    const repeated = (flag, patterns) => patterns.map((pattern) => `${flag}=${pattern}`);
    return [
        ...repeated('--schema', selection.schemas),
        ...repeated('--exclude-schema', selection.excludeSchemas),
        ...repeated('--table', selection.tables),
        ...repeated('--exclude-table', selection.excludeTables),
        ...(selection.tables.length > 0 ? NO_SYSTEM_TABLES : []),
        ...(selection.schemas.length > 0 ? NO_SYSTEM_SCHEMAS : []),
        ...repeated('--exclude-table-data', selection.excludeTableData),
    ];
}


/***/ }),

/***/ 53506:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findRoute = findRoute;
const errors_ts_1 = __webpack_require__(83916);
const session_ts_1 = __webpack_require__(92515);
const WITNESSES = 3;
const PATIENCE_SECONDS = 5;
/** A busy application takes part in the exchange of connections, so one look could be deceived by chance. */
const LOOKS = 10;
/**
 * Tells how we reach the server, and refuses a pooler that lends server connections by the transaction: there pg_dump's
 * `SET search_path` would stay on connections that the application uses next.
 *
 * Three other connections begin and end transactions meanwhile: a pooler by transaction lends one of them the server
 * connection that ours used, or lends ours another one than before. A pooler by session never does.
 */
async function findRoute(session, target, signal) {
    const pid = await backendPid(session);
    // Only a pooler greets with a process id that is not the backend's.
    if (pid === session.greetedPid)
        return { kind: 'direct' };
    const witnesses = await openWitnesses(target, signal);
    try {
        if (await areExchanged(session, pid, witnesses))
            throw transactionPooler();
        return { kind: 'session-pool', connections: witnesses.length + 1 };
    }
    finally {
        await Promise.all(witnesses.map((witness) => witness.close()));
    }
}
async function areExchanged(session, pid, witnesses) {
    const all = (statement) => Promise.all(witnesses.map((witness) => witness.query(statement)));
    for (let look = 0; look < LOOKS; look++) {
        const pids = await Promise.all(witnesses.map(backendPid));
        if (pids.includes(pid))
            return true;
        await all('COMMIT');
        if ((await soon(backendPid(session))) !== pid)
            return true;
        if (!(await soon(all('BEGIN'))))
            return true;
    }
    return false;
}
/** Opens up to three connections inside a transaction each; fewer where the pool has no more. */
async function openWitnesses(target, signal) {
    const tries = Array.from({ length: WITNESSES }, () => openWitness(target, signal));
    const witnesses = await Promise.all(tries);
    return witnesses.filter((witness) => witness !== undefined);
}
async function openWitness(target, signal) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Error('The pool has no further connection.')), PATIENCE_SECONDS * 1000);
    const limit = AbortSignal.any([signal, patience.signal]);
    let witness;
    try {
        witness = await (0, session_ts_1.openSession)(target, { signal: limit, seconds: PATIENCE_SECONDS });
        await witness.query('BEGIN');
        return witness;
    }
    catch {
        await witness?.close();
        signal.throwIfAborted();
        return undefined;
    }
    finally {
        clearTimeout(timer);
    }
}
async function backendPid(session) {
    const rows = await session.query('SELECT pg_catalog.pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
}
/** A session of our own answers at once; one that must first be lent a connection may wait for ever. */
async function soon(answer) {
    let timer;
    const limit = new Promise((give) => {
        timer = setTimeout(() => give(undefined), PATIENCE_SECONDS * 1000);
    });
    answer.catch(() => undefined);
    return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
const transactionPooler = () => new errors_ts_1.UserError({
    what: '`database-url` leads to a pooler that lends connections by the transaction (PgBouncer in transaction mode or the like).',
    why: "A dump needs one connection for its whole length, and pg_dump's settings would stay behind on connections that your application uses next.",
    next: "Use the server's direct address, or the provider's session pooler (Supabase: port 5432 of the pooler instead of 6543; Neon: the host without -pooler).",
});


/***/ }),

/***/ 94820:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readRights = readRights;
async function readRights(session) {
    const [row] = await session.query(RIGHTS);
    if (!row)
        throw new Error('The server does not list the user we are connected as.');
    const { superuser, replication, closed, in_recovery, feedback, delay_ms } = row;
    const conflicts = in_recovery && !feedback && delay_ms >= 0 ? { afterMs: delay_ms } : undefined;
    return { superuser, replication, closedLargeObjects: closed, conflicts };
}
// Whether a large object may be read, servers can be asked only from version 18 on. A delay of -1 is for ever.
const RIGHTS = `
  SELECT r.rolsuper AS superuser, r.rolreplication AS replication, pg_catalog.pg_is_in_recovery() AS in_recovery,
    pg_catalog.current_setting('hot_standby_feedback') = 'on' AS feedback,
    (SELECT setting::float8 FROM pg_catalog.pg_settings WHERE name = 'max_standby_streaming_delay') AS delay_ms,
    (SELECT count(*)::float8 FROM pg_catalog.pg_largeobject_metadata m
      WHERE NOT r.rolsuper AND pg_catalog.current_setting('lo_compat_privileges') <> 'on'
        AND NOT pg_catalog.pg_has_role(m.lomowner, 'USAGE')
        AND NOT EXISTS (SELECT FROM pg_catalog.aclexplode(m.lomacl) a
          WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))) AS closed
  FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`;


/***/ }),

/***/ 23645:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.extensionsOf = extensionsOf;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const process_ts_1 = __webpack_require__(17439);
const installed_ts_1 = __webpack_require__(70197);
const target_ts_1 = __webpack_require__(11454);
/** The extensions that a server of these programs could make, by their files; `undefined` where these are not found. */
async function extensionsOf(host, installed) {
    // What stands in PATH may be links to where the package lies.
    const home = (0, node_path_1.dirname)(await (0, promises_1.realpath)((0, node_path_1.join)(installed.folder, 'postgres')));
    const programs = { ...installed, folder: home };
    for (const folder of [...(await toldFolder(host, programs)), ...usualFolders(programs)]) {
        const files = await (0, promises_1.readdir)((0, node_path_1.join)(folder, 'extension')).catch(() => []);
        const names = files.flatMap((file) => /^([^.]+)\.control$/.exec(file)?.[1] ?? []);
        // Every server has this one, so another folder of that name is not taken for it.
        if (names.includes('plpgsql'))
            return new Set(names);
    }
    return undefined;
}
async function toldFolder({ env, signal }, { folder }) {
    const program = (0, node_path_1.join)(folder, 'pg_config');
    if (!(await (0, installed_ts_1.canRun)(program)))
        return [];
    const { code, stdout } = await (0, process_ts_1.probe)(program, ['--sharedir'], { env: (0, target_ts_1.plainEnvironment)(env), signal });
    return code === 0 ? [stdout.trim()] : [];
}
/** Where packages put them, seen from the folder of the programs. */
const usualFolders = ({ folder, major }) => [
    `../../../../share/postgresql/${major}`,
    `../../../share/postgresql-${major}`,
    `../share/postgresql@${major}`,
    '../share/postgresql',
    '../share/pgsql',
    '../share',
].map((below) => (0, node_path_1.join)(folder, below));


/***/ }),

/***/ 1362:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.whyUntested = exports.namesSource = void 0;
exports.nameSource = nameSource;
exports.openSource = openSource;
const errors_ts_1 = __webpack_require__(83916);
const budget_ts_1 = __webpack_require__(28902);
const pooler_ts_1 = __webpack_require__(53506);
const server_ts_1 = __webpack_require__(89080);
const session_ts_1 = __webpack_require__(92515);
const target_ts_1 = __webpack_require__(11454);
const tools_ts_1 = __webpack_require__(18880);
/** The oldest version that our tests run. */
const OLDEST_TESTED = 13;
const NEWEST_TESTED = 18;
/** One of these must say which server or database is meant: libpq's guess would be found out as a network fault. */
const NAMING = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGSERVICE'];
const noDatabase = () => new errors_ts_1.UsageError({
    what: 'No database is named.',
    why: '`database-url` and DATABASE_URL are missing or empty (is the secret set?), and so are PGHOST and PGDATABASE.',
    next: "Set the input `database-url`, the variable DATABASE_URL, or libpq's own variables.",
});
/** Whether the options or libpq's variables name a database at all. */
const namesSource = ({ env }, databaseUrl) => databaseUrl !== undefined || NAMING.some((variable) => env[variable]);
exports.namesSource = namesSource;
/** The database that the options name; nothing is asked of it yet. */
async function nameSource(host, databaseUrl) {
    if (!(0, exports.namesSource)(host, databaseUrl))
        throw noDatabase();
    const target = await (0, target_ts_1.readTarget)(databaseUrl, host.env);
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
/** Nothing where our tests run that version. */
const whyUntested = ({ major }) => major >= OLDEST_TESTED && major <= NEWEST_TESTED
    ? undefined
    : `PostgreSQL ${major} is not among the versions this was tested with (${OLDEST_TESTED} to ${NEWEST_TESTED}).`;
exports.whyUntested = whyUntested;
async function openSource(host, target, client) {
    const { signal, env } = host;
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        const server = await (0, server_ts_1.readServer)(session);
        const untested = (0, exports.whyUntested)(server);
        if (untested !== undefined)
            host.warn(untested);
        const route = await (0, pooler_ts_1.findRoute)(session, target, signal);
        // Before anything else wants one: at a pooler it would wait in line for ever.
        (0, budget_ts_1.requireConnection)(server, route);
        const log = (line) => host.info(line);
        const tools = await (0, tools_ts_1.findTools)({ major: server.major, client, target, env, signal, log });
        return { target, session, server, route, tools };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}


/***/ }),

/***/ 93602:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.refuseHalfTrees = refuseHalfTrees;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const relations_ts_1 = __webpack_require__(88766);
/**
 * pg_dump's patterns reach a partitioned table without its partitions, and all rows are in these: a backup of nothing would
 * look like one of everything, and rows that were to be left out would be stored.
 */
function refuseHalfTrees(relations) {
    for (const root of relations) {
        if (root.kind !== 'partitioned' || root.root !== root.oid)
            continue;
        const leaves = relations.filter((one) => one.root === root.oid && one.kind !== 'partitioned');
        if (leaves.length === 0 && (root.leaves ?? 0) > 0) {
            throw halfTree(root, 'would be stored without any of its rows', 'tables` or `schemas');
        }
        const kept = leaves.filter(({ notCompared }) => notCompared !== relations_ts_1.NOT_COMPARED.excluded);
        if (root.notCompared === relations_ts_1.NOT_COMPARED.excluded && kept.length > 0 && kept.length === leaves.length) {
            throw halfTree(root, 'would be stored with all the rows that were to be left out', 'exclude-table-data');
        }
    }
}
const halfTree = (root, what, option) => new errors_ts_1.UsageError({
    what: `The partitioned table ${(0, identifiers_ts_1.qualified)(root)} ${what}.`,
    why: `A pattern matches it, and none of its ${root.leaves ?? 0} partitions; pg_dump takes each by its own name.`,
    next: `Add patterns that match its partitions to \`${option}\`, such as ${root.schema}.${root.name}*.`,
});


/***/ }),

/***/ 63541:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.OUTCOMES = exports.LINES = void 0;
/** Every line that `doctor` may say, each with what is well where it is ok. */
exports.LINES = {
    database: {
        connect: 'the server lets us in',
        version: 'the server is of a version that this was tested with',
        name: 'the backups have a name that tells them from others',
        pooler: 'the way to the server is fit for a dump',
        capacity: 'the server has connections and locks to spare',
        client: 'there are client programs of its version',
        user: 'the user may do no more than is needed',
        tables: 'every table and sequence may be read',
        'row-security': 'no row is hidden from the user',
        'large-objects': 'every large object may be read',
        replica: 'nothing ends a long dump',
    },
    scratch: {
        server: 'drills have a server to restore into',
        rights: 'databases may be made there',
        extensions: 'it has the extensions of the source',
        room: 'there is room for a restored copy',
    },
    destination: {
        write: 'a small object can be stored, as manifests are',
        upload: 'a stream can be stored as archives are, and what arrived is compared',
        read: 'what was stored comes back as it was',
        conditional: 'nothing is ever overwritten',
        list: 'what is stored can be listed',
        unfinished: 'unfinished uploads can be looked for',
        delete: 'objects can be removed',
        clock: 'our clock agrees with the store’s',
        versioning: 'what is overwritten or deleted is kept for a while',
        encryption: 'objects are encrypted where they lie',
        public: 'nobody else can get in',
        lifecycle: 'the store deletes and freezes nothing by itself that must stay',
        lock: 'whoever has these keys cannot delete backups at once',
        room: 'there is room for more backups',
    },
    keys: {
        encryption: 'backups are encrypted before they leave this machine',
        identity: 'the secret key can be read',
        decrypt: 'what we encrypt opens with the keys that are given',
    },
};
exports.OUTCOMES = ['ok', 'warn', 'fail', 'skipped'];


/***/ }),

/***/ 55723:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.hasFailed = void 0;
exports.reportDoctor = reportDoctor;
const doctor_lines_ts_1 = __webpack_require__(63541);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells what was found: a line each with its fix, the job's summary, or JSON. */
async function reportDoctor(host, { json }, sections) {
    await host.summary(summaryOf(sections));
    host.print(json ? JSON.stringify(jsonOf(sections), undefined, 2) : textOf(sections));
}
const hasFailed = (sections) => linesOf(sections).some(({ outcome }) => outcome === 'fail');
exports.hasFailed = hasFailed;
const linesOf = (sections) => sections.flatMap(({ lines }) => lines);
const WORDS = { ok: 'ok', warn: 'warn', fail: 'fail', skipped: '-' };
const SIGNS = { ok: '✅', warn: '⚠️', fail: '❌', skipped: '➖' };
function textOf(sections) {
    const width = Math.max(...linesOf(sections).map(({ name }) => name.length));
    const blocks = sections.map(({ label, lines }) => [label, ...linesFor(lines).flatMap((line) => textLines(line, width))].join('\n'));
    return [...blocks, `${sentenceOf(sections)}.`].join('\n\n');
}
/** A part of which nothing was looked at is told in one line. */
function linesFor(lines) {
    const [first] = lines;
    const alike = lines.every(({ outcome, said }) => outcome === 'skipped' && said === first?.said);
    return first && alike ? [{ ...first, name: 'all' }] : lines;
}
function textLines({ name, outcome, said, next }, width) {
    const indent = ' '.repeat(width + 10);
    const first = `  ${WORDS[outcome].padEnd(4)}  ${name.padEnd(width)}  ${said.replaceAll('\n', `\n${indent}`)}`;
    return next === undefined ? [first] : [first, `${indent}Fix: ${next}`];
}
/** `1 fail, 2 warn, 20 ok, 3 not looked at` */
function sentenceOf(sections) {
    const counted = ['fail', 'warn', 'ok', 'skipped'].map((outcome) => ({
        outcome,
        number: linesOf(sections).filter((line) => line.outcome === outcome).length,
    }));
    return counted
        .filter(({ number, outcome }) => number > 0 || outcome === 'fail')
        .map(({ number, outcome }) => `${number} ${outcome === 'skipped' ? 'not looked at' : outcome}`)
        .join(', ');
}
function summaryOf(sections) {
    const head = `## ${(0, exports.hasFailed)(sections) ? SIGNS.fail : SIGNS.ok} Doctor: ${sentenceOf(sections)}`;
    const parts = sections.map(({ label, lines }) => [
        `### ${(0, markdown_ts_1.cell)(label)}`,
        (0, markdown_ts_1.table)(['', 'Line', 'Found', 'Fix'], lines.map(({ name, outcome, said, next }) => [SIGNS[outcome], name, said, next ?? ''])),
    ].join('\n\n'));
    return `${[head, ...parts].join('\n\n')}\n`;
}
function jsonOf(sections) {
    const count = Object.fromEntries(doctor_lines_ts_1.OUTCOMES.map((outcome) => [outcome, linesOf(sections).filter((line) => line.outcome === outcome).length]));
    return {
        format: 1,
        outcome: (0, exports.hasFailed)(sections) ? 'fail' : 'pass',
        count,
        lines: sections.flatMap(({ part, label, lines }) => lines.map(({ name, outcome, said, next }) => ({
            part,
            of: part === 'destination' ? label : null,
            name,
            outcome,
            said,
            next: next ?? null,
        }))),
    };
}


/***/ }),

/***/ 85154:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.opensAgain = opensAgain;
const node_stream_1 = __webpack_require__(57075);
const consumers_1 = __webpack_require__(38321);
const promises_1 = __webpack_require__(46466);
const age_ts_1 = __webpack_require__(1327);
const damage_ts_1 = __webpack_require__(59079);
/** Encrypts a few bytes and opens them again; rejects where these keys do not open what this lock locks. */
async function opensAgain(lock, keys) {
    const sent = Buffer.from('What was encrypted must open again.');
    const opened = (0, age_ts_1.decrypt)({ ...keys, name: 'What we encrypt' });
    const received = (0, consumers_1.buffer)(opened);
    received.catch(() => undefined);
    await (0, promises_1.pipeline)(node_stream_1.Readable.from([sent]), (0, age_ts_1.encrypt)(lock), opened);
    if (!sent.equals(await received))
        throw new damage_ts_1.Damage({ what: 'What was encrypted opened as something else.' });
}


/***/ })

};
