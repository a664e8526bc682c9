export const id = 454;
export const ids = [454];
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

/***/ 68752:
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
exports.totalRows = exports.Proof = exports.HASH_METHOD = void 0;
const v = __importStar(__webpack_require__(48275));
/** Hashes are compared only with hashes that were made the same way, so each proof names how its own were made. */
exports.HASH_METHOD = 'sum-of-hashtextextended-of-row-text-by-column-name-1';
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Named = { schema: v.string(), name: v.string() };
const TableProof = v.object({
    ...Named,
    /** A partition tree is counted at its root: how rows spread below may rightly change. */
    kind: v.picklist(['table', 'partition tree']),
    bytes: Count,
    rows: Count,
    hash: v.optional(v.string()),
});
const SequencePosition = v.object({ value: v.string(), called: v.boolean() });
const SequenceProof = v.object({
    ...Named,
    increment: v.string(),
    minimum: v.string(),
    maximum: v.string(),
    cycles: v.boolean(),
    before: SequencePosition,
    /** Missing where the sequence was dropped while the dump ran. */
    after: v.optional(SequencePosition),
});
/** What the source held at the dump's snapshot, table by table: what a restore is later compared with. */
exports.Proof = v.object({
    format: v.literal(1),
    level: v.picklist(['counts', 'content', 'none']),
    hashMethod: v.optional(v.string()),
    guarantee: v.picklist(['locked', 'checked']),
    /** Of all that was dumped: chosen tables come without the schemas they lie in. */
    schemas: v.array(v.string()),
    tables: v.array(TableProof),
    notCompared: v.array(v.object({ ...Named, reason: v.string() })),
    sequences: v.array(SequenceProof),
    largeObjects: v.optional(v.object({ count: Count, bytes: Count, hash: v.optional(v.string()) })),
    /** How many objects of each kind the catalogs listed; absent where only a part of the database was dumped. */
    objects: v.optional(v.record(v.string(), Count)),
    /** Settings of the database and of roles in it, with values that may be nobody else's business. */
    settings: v.array(v.object({ role: v.nullable(v.string()), name: v.string(), value: v.string() })),
});
const totalRows = (proof) => proof.tables.reduce((sum, { rows }) => sum + rows, 0);
exports.totalRows = totalRows;


/***/ }),

/***/ 66055:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.storeBytes = void 0;
exports.storeStream = storeStream;
const node_stream_1 = __webpack_require__(57075);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const age_ts_1 = __webpack_require__(1327);
const digest_ts_1 = __webpack_require__(78134);
const gate_ts_1 = __webpack_require__(67481);
const tee_ts_1 = __webpack_require__(58978);
const zstd_ts_1 = __webpack_require__(95709);
const copies_ts_1 = __webpack_require__(43713);
/** Sends one stream, compressed and encrypted, to every destination at once. */
async function storeStream(source, request) {
    const { copies, signal, encryption } = request;
    const name = `${request.name}.zst${encryption ? '.age' : ''}`;
    const plain = new digest_ts_1.Digest();
    const stored = new digest_ts_1.Digest();
    const end = (0, gate_ts_1.gate)(request.finished);
    request.watch?.(() => plain.bytes());
    const receivers = (0, copies_ts_1.sound)(copies);
    const branches = (0, tee_ts_1.tee)(end, receivers.length);
    const uploads = receivers.map(async (copy, at) => {
        const branch = branches[at] ?? node_stream_1.Readable.from([]);
        try {
            const options = { signal, expectedBytes: request.expectedBytes };
            const receipt = await copy.storage.upload(request.folder + name, branch, options);
            if (receipt.size !== stored.bytes())
                throw sizeDiffers(copy, name, receipt.size, stored.bytes());
        }
        catch (error) {
            branch.destroy();
            // When the source fails, every upload fails with it, and no destination is to blame.
            if (!end.errored || end.errored instanceof tee_ts_1.NobodyLeft)
                copy.trouble = (0, errors_ts_1.asError)(error);
        }
    });
    const stages = [
        ...(request.before ?? []),
        plain,
        (0, zstd_ts_1.compress)(request.compressionLevel),
        ...(encryption ? [(0, age_ts_1.encrypt)(encryption)] : []),
        stored,
        end,
    ];
    const [flow] = await Promise.allSettled([(0, promises_1.pipeline)([source, ...stages]), ...uploads]);
    signal.throwIfAborted();
    (0, copies_ts_1.requireOne)(copies);
    if (flow.status === 'rejected')
        throw flow.reason;
    return {
        name,
        kind: request.kind,
        bytes: stored.bytes(),
        sha256: stored.sha256(),
        plainBytes: plain.bytes(),
        plainSha256: plain.sha256(),
    };
}
/** Stores what is small enough to be at hand as a whole. */
const storeBytes = (bytes, request) => storeStream(node_stream_1.Readable.from([bytes]), {
    ...request,
    finished: Promise.resolve(),
    expectedBytes: bytes.length,
});
exports.storeBytes = storeBytes;
const sizeDiffers = ({ storage }, name, there, sent) => new errors_ts_1.UserError({
    what: `${storage.label}: ${name} has ${there} bytes there, and ${sent} were sent.`,
    why: 'The store did not keep what it was given.',
    next: 'Start the backup again; if it happens again, do not trust this store.',
});


/***/ }),

/***/ 33454:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.run = run;
const commit_ts_1 = __webpack_require__(70749);
const copies_ts_1 = __webpack_require__(43713);
const draft_ts_1 = __webpack_require__(98221);
const manifest_ts_1 = __webpack_require__(49365);
const proof_ts_1 = __webpack_require__(68752);
const store_ts_1 = __webpack_require__(66055);
const undo_ts_1 = __webpack_require__(74694);
const errors_ts_1 = __webpack_require__(83916);
const name_ts_1 = __webpack_require__(37723);
const version_ts_1 = __webpack_require__(92938);
const archives_ts_1 = __webpack_require__(60972);
const globals_ts_1 = __webpack_require__(69599);
const moment_ts_1 = __webpack_require__(97811);
const source_ts_1 = __webpack_require__(1362);
const backup_ts_1 = __webpack_require__(4630);
const open_ts_1 = __webpack_require__(69633);
const nursery_ts_1 = __webpack_require__(47080);
/** Dumps one moment of the database to every destination in one pass, and commits it there. */
async function run(host, options) {
    const startedAt = new Date();
    (0, draft_ts_1.checkEncryption)(options.encryption);
    const target = await (0, source_ts_1.nameSource)(host, options.databaseUrl);
    const name = options.name ?? (0, name_ts_1.checkName)(target.database, 'database');
    (0, nursery_ts_1.keepNurserySmall)();
    const copies = await openCopies(host, options);
    const draft = (0, draft_ts_1.newDraft)({ ...options, name, startedAt, copies, signal: host.signal });
    const report = await (0, undo_ts_1.unfinishedIsUndone)(host, draft, () => backUp(host, options, draft, target)).catch(async (error) => {
        await (0, backup_ts_1.reportFailure)(host, name, (0, errors_ts_1.asError)(error));
        throw error;
    });
    await (0, backup_ts_1.reportBackup)(host, options, report);
    return (0, copies_ts_1.sound)(copies).length === copies.length ? 'pass' : 'fail';
}
async function backUp(host, options, draft, target) {
    const source = await host.group('Connecting to the database', () => connect(host, target, options));
    try {
        const globals = await host.group('Storing roles', () => storeGlobals(host, source, options, draft));
        const dumped = await host.group('Dumping', () => dump(host, source, options, draft));
        const manifest = describe(source, options, draft, { ...dumped, globals });
        const key = await host.group('Committing', () => (0, commit_ts_1.commit)(draft.copies, manifest, { signal: host.signal, onPointOfNoReturn: () => (0, undo_ts_1.forget)(host) }));
        return { manifest, key, copies: draft.copies, proof: dumped.proof };
    }
    finally {
        await source.session.close();
    }
}
async function openCopies(host, { destinations }) {
    const context = { env: host.env, log: (line) => host.info(line), signal: host.signal };
    return Promise.all(destinations.map(async (destination) => ({ storage: await (0, open_ts_1.openStorage)(destination, context) })));
}
async function connect(host, target, options) {
    const source = await (0, source_ts_1.openSource)(host, target, options.client);
    const { server, route, tools } = source;
    const role = server.inRecovery ? ', a replica' : '';
    host.info(`PostgreSQL ${server.version}${role}, database "${server.database}" as "${server.user}".`);
    if (route.kind === 'session-pool')
        host.info('Connected through a pooler that keeps its connections by the session.');
    host.info(`Client programs ${tools.version} from ${tools.where}.`);
    return source;
}
/** Roles belong to the server, not to the database, and not every server lets us read them. */
async function storeGlobals(host, { tools, server }, { selection }, draft) {
    if (selection.include === 'data')
        return undefined;
    const globals = await (0, globals_ts_1.dumpGlobals)(tools, server.database, { signal: host.signal });
    if ('sql' in globals)
        return (0, store_ts_1.storeBytes)(globals.sql, { ...draft.how, kind: 'globals', name: 'globals.sql' });
    host.warn(`${NO_GLOBALS} ${globals.refused}`);
    return undefined;
}
const NO_GLOBALS = 'The roles of the server are not in this backup: the server does not let us read them.';
async function dump(host, source, options, draft) {
    const log = (line) => host.info(line);
    const moment = await (0, moment_ts_1.holdMoment)({
        source,
        options,
        signal: host.signal,
        log,
        debug: (line) => host.debug(line),
    });
    warnOfSecrets(host, options, moment);
    host.info(`${moment.dumps.length === 1 ? 'One dump' : `${moment.dumps.length} dumps`} of ${moment.snapshot.time.toISOString()}.`);
    const archived = await (0, archives_ts_1.archiveMoment)(source, moment, draft.how, host.progress('Dumping'));
    tellWarnings(host, options, moment);
    const proofObject = await (0, store_ts_1.storeBytes)(Buffer.from(JSON.stringify(archived.proof)), {
        ...draft.how,
        kind: 'proof',
        name: 'proof.json',
    });
    return { ...archived, moment, proofObject };
}
function warnOfSecrets(host, { encryption }, { database }) {
    if (encryption !== undefined)
        return;
    const passwords = database.heldPasswords > 0 ? ', passwords of subscriptions and user mappings in it too' : '';
    host.warn(`This backup is not encrypted: whoever can read the destination can read it${passwords}. Set \`recipients\` or \`passphrase\`; one that comes from a secret is empty where the secret is not set.`);
}
/** pg_dump's warnings name tables, so a public log gets only their number. */
function tellWarnings(host, { showTableNames }, { dumps }) {
    const warnings = [...new Set(dumps.flatMap(({ warnings }) => warnings))];
    if (showTableNames)
        for (const warning of warnings)
            host.warn(`pg_dump: ${warning}`);
    else if (warnings.length > 0)
        host.warn(`pg_dump gave ${warnings.length} warnings; \`show-table-names: yes\` shows them.`);
}
function describe({ server, tools }, { selection, encryption }, draft, { moment, objects: archives, proof, proofObject, globals, }) {
    const { snapshot, database, budget, selected, level } = moment;
    const objects = [...archives, ...(globals ? [globals] : []), proofObject];
    const total = (of, some) => some.reduce((sum, object) => sum + object[of], 0);
    return {
        format: manifest_ts_1.FORMAT,
        id: draft.id,
        name: draft.name,
        ...(draft.label !== undefined && { label: draft.label }),
        tool: { name: 'pg-backup-action', version: version_ts_1.VERSION },
        startedAt: draft.startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
        server: {
            version: server.version,
            major: server.major,
            inRecovery: server.inRecovery,
            ...(server.systemIdentifier && { systemIdentifier: server.systemIdentifier }),
        },
        client: { version: tools.version },
        snapshot: {
            time: snapshot.time.toISOString(),
            guarantee: snapshot.guarantee,
            ...(snapshot.lsn && { lsn: snapshot.lsn }),
        },
        database: { name: server.database, bytes: server.databaseBytes, ...database.properties },
        extensions: [...database.extensions],
        roles: [...database.roles],
        include: selection.include,
        selection: selected,
        fingerprint: level,
        encryption: (0, draft_ts_1.describeEncryption)(encryption),
        objects,
        totals: {
            tables: snapshot.relations.filter(({ kind }) => kind === 'table').length,
            ...(level !== 'none' && { rows: (0, proof_ts_1.totalRows)(proof) }),
            storedBytes: total('bytes', objects),
            rawBytes: total('plainBytes', archives),
        },
        warnings: [...budget.notes, ...(globals || selection.include === 'data' ? [] : [NO_GLOBALS])],
    };
}


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

/***/ 17439:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.start = start;
exports.probe = probe;
const node_child_process_1 = __webpack_require__(31421);
const node_stream_1 = __webpack_require__(57075);
const STDERR_KEPT = 16 * 1024;
const GRACE_MS = 3_000;
const STDOUT_BUFFER = 256 * 1024;
/** The one door to child processes: an argument array, a whole environment, never a shell. */
function start(command, args, options) {
    options.signal.throwIfAborted();
    const child = (0, node_child_process_1.spawn)(command, args, {
        env: options.env,
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(options.cwd && { cwd: options.cwd }),
    });
    let tail = '';
    let unfinished = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
        tail = (tail + text).slice(-STDERR_KEPT);
        const lines = (unfinished + text).split('\n');
        unfinished = (lines.pop() ?? '').slice(-STDERR_KEPT);
        for (const line of lines)
            options.onStderr?.(line);
    });
    // A reader that went away is told by the exit code of whoever wrote to it.
    child.stdin.on('error', () => undefined);
    // When a child ends, Node drains and drops what nobody has begun to read of it; what has gone on into another stream
    // is safe from that.
    const stdout = new node_stream_1.PassThrough({ highWaterMark: STDOUT_BUFFER });
    (0, node_stream_1.pipeline)(child.stdout, stdout, () => undefined);
    let force;
    const kill = () => {
        child.kill('SIGTERM');
        force ??= setTimeout(() => {
            child.kill('SIGKILL');
            // Children of its own may still hold our pipes open, and nobody waits for what they have to say.
            for (const pipe of [child.stdout, child.stderr])
                pipe.destroy();
        }, GRACE_MS);
    };
    options.signal.addEventListener('abort', kill, { once: true });
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => resolve({ code, signal }));
    }).finally(() => {
        clearTimeout(force);
        options.signal.removeEventListener('abort', kill);
        if (unfinished)
            options.onStderr?.(unfinished);
    });
    ended.catch(() => undefined);
    return { stdin: child.stdin, stdout, ended, stderrTail: () => tail };
}
/** Runs a short probe and collects what it prints. */
async function probe(command, args, options) {
    const running = start(command, args, options);
    running.stdin.end();
    let stdout = '';
    running.stdout.setEncoding('utf8').on('data', (text) => {
        if (stdout.length < 1 << 20)
            stdout += text;
    });
    const end = await running.ended;
    options.signal.throwIfAborted();
    return { ...end, stdout, stderr: running.stderrTail() };
}


/***/ }),

/***/ 60972:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.archiveMoment = archiveMoment;
const store_ts_1 = __webpack_require__(66055);
const meter_ts_1 = __webpack_require__(58045);
const peek_ts_1 = __webpack_require__(8421);
const contents_ts_1 = __webpack_require__(98429);
const moment_ts_1 = __webpack_require__(97811);
/** No table of contents comes near this; a reader that takes the whole archive for one ends here. */
const LONGEST_CONTENTS = 1024 * 1024 * 1024;
/** Stores all dumps of a moment side by side, and counts what they hold meanwhile; the first failure stops them all. */
async function archiveMoment(source, moment, how, progress) {
    const total = moment.dumps.reduce((sum, { part }) => sum + part.expectedBytes, 0);
    let counting = '';
    const meter = new meter_ts_1.Meter(progress, { total, note: () => counting });
    try {
        const { stored, prints } = await untilFirstFailure(source, moment, how.signal, (signal) => ({
            stored: moment.dumps.map((dump) => storeDump(source, dump, { ...how, signal }, meter)),
            prints: (0, moment_ts_1.takePrints)(source, moment, (done, all) => {
                counting = done < all ? `${done} of ${all} tables counted` : '';
            }),
        }));
        (0, contents_ts_1.checkContents)(moment.snapshot.relations, stored.map(({ contents }) => contents));
        return { objects: stored.map(({ object }) => object), proof: await (0, moment_ts_1.finishProof)(source, moment, prints) };
    }
    finally {
        meter.done();
    }
}
/** Waits for all of the work; when one piece fails, the others are stopped and waited for, and its error is the one told. */
async function untilFirstFailure(source, moment, outer, begin) {
    const trouble = new AbortController();
    const { stored, prints } = begin(AbortSignal.any([outer, trouble.signal]));
    const works = [...stored, prints];
    for (const work of works) {
        work.catch((error) => {
            trouble.abort(error);
            moment.stop();
            // The counting may be at a question that takes an hour.
            void source.session.close();
        });
    }
    await Promise.allSettled(works);
    await Promise.allSettled(moment.dumps.map(({ succeeded }) => succeeded));
    outer.throwIfAborted();
    trouble.signal.throwIfAborted();
    return { stored: await Promise.all(stored), prints: await prints };
}
async function storeDump(source, dump, how, meter) {
    const listing = (0, contents_ts_1.readContents)(source.tools, { signal: how.signal });
    try {
        const object = await (0, store_ts_1.storeStream)(dump.stdout, {
            ...how,
            kind: dump.part.kind,
            name: `${dump.part.name}.dump`,
            finished: dump.succeeded,
            before: [(0, peek_ts_1.peek)(listing.archive, LONGEST_CONTENTS)],
            expectedBytes: dump.part.mostBytes,
            watch: (count) => meter.watch(count),
        });
        return { object, contents: await listing.contents };
    }
    finally {
        // No process outlives the run.
        await Promise.allSettled([listing.contents]);
    }
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

/***/ 98205:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requestCancel = requestCancel;
const node_net_1 = __webpack_require__(77030);
const target_ts_1 = __webpack_require__(11454);
const PATIENCE_MS = 2_000;
const CANCEL_REQUEST_CODE = 80_877_102;
/**
 * Asks the server to stop what a connection is doing: it would not notice its socket's end before the query's. Resolves
 * when the server has taken the request, or after a moment without an answer.
 */
async function requestCancel(client, target) {
    const { processID, secretKey } = client;
    if (!processID)
        return;
    // A request of this kind comes before any login, and in clear, as libpq's own does.
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(CANCEL_REQUEST_CODE, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey ?? 0, 12);
    const socket = (0, target_ts_1.isSocket)(target)
        ? (0, node_net_1.connect)(`${target.host}/.s.PGSQL.${target.port}`)
        : (0, node_net_1.connect)(target.port, target.given.hostaddr ?? target.host);
    await new Promise((done) => {
        const limit = setTimeout(done, PATIENCE_MS);
        socket.on('error', () => undefined);
        socket.on('close', () => {
            clearTimeout(limit);
            done();
        });
        socket.resume().end(request);
    });
    socket.destroy();
}


/***/ }),

/***/ 98429:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readContents = readContents;
exports.parseContents = parseContents;
exports.checkContents = checkContents;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** Reads an archive's table of contents, which stands at its head, from whatever is written into `archive`. */
function readContents(tools, options) {
    const running = tools.start('pg_restore', ['--list'], options);
    const contents = collect(running.stdout.setEncoding('utf8')).then(async (text) => {
        const end = await running.ended;
        options.signal.throwIfAborted();
        if (end.code !== 0)
            throw (0, trouble_ts_1.toolTrouble)('pg_restore --list', end, running.stderrTail());
        return parseContents(text);
    });
    contents.catch(() => undefined);
    return { archive: running.stdin, contents };
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

/***/ 42514:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readDatabase = readDatabase;
exports.countObjects = countObjects;
async function readDatabase(session) {
    const [row] = await session.query(`SELECT to_jsonb(d) AS database, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
        pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding
      FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`);
    if (!row)
        throw new Error('The server does not list the database we are connected to.');
    const settings = await session.query(SETTINGS);
    return {
        properties: properties(row, settings),
        extensions: await session.query(`SELECT extname::text AS name, extversion AS version FROM pg_catalog.pg_extension ORDER BY extname`),
        roles: (await session.query(ROLES)).map(({ role }) => role),
        settings,
        heldPasswords: (await session.query(PASSWORDS))[0]?.count ?? 0,
    };
}
/** How many objects of each kind the catalogs list, as what an extension brought is not counted. */
async function countObjects(session) {
    const rows = await session.query(OBJECTS);
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
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
const byLetter = (column, names) => `CASE ${column} ${Object.entries(names)
    .map(([letter, name]) => `WHEN '${letter}' THEN '${name}'`)
    .join(' ')} END`;
/** The catalogs whose rows a restore must bring back in the same number. */
const KINDS = [
    { catalog: 'pg_namespace', kind: `'schema'`, where: `x.nspname !~ '^pg_(temp|toast)'` },
    {
        catalog: 'pg_class',
        kind: byLetter('x.relkind', {
            r: 'table',
            p: 'partitioned table',
            v: 'view',
            m: 'materialized view',
            f: 'foreign table',
            S: 'sequence',
            i: 'index',
            I: 'partitioned index',
            c: 'composite type',
        }),
        where: `x.relkind <> 't' AND x.relpersistence <> 't'
      AND x.relnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_(toast|temp)')`,
    },
    { catalog: 'pg_attrdef', kind: `'column default'` },
    {
        catalog: 'pg_constraint',
        kind: byLetter('x.contype', {
            c: 'check constraint',
            f: 'foreign key',
            n: 'not-null constraint',
            p: 'primary key',
            u: 'unique constraint',
            t: 'constraint trigger',
            x: 'exclusion constraint',
        }),
    },
    {
        catalog: 'pg_proc',
        kind: byLetter('x.prokind', { f: 'function', p: 'procedure', a: 'aggregate', w: 'window function' }),
    },
    {
        catalog: 'pg_type',
        kind: byLetter('x.typtype', {
            d: 'domain',
            e: 'enum',
            r: 'range',
            m: 'multirange',
            b: 'base type',
            p: 'pseudo-type',
        }),
        where: `x.typtype <> 'c' AND x.typcategory <> 'A'`,
    },
    { catalog: 'pg_enum', kind: `'enum label'` },
    { catalog: 'pg_trigger', kind: `'trigger'`, where: 'NOT x.tgisinternal' },
    { catalog: 'pg_policy', kind: `'policy'` },
    { catalog: 'pg_rewrite', kind: `'rule'` },
    { catalog: 'pg_event_trigger', kind: `'event trigger'` },
    { catalog: 'pg_operator', kind: `'operator'` },
    { catalog: 'pg_opclass', kind: `'operator class'` },
    { catalog: 'pg_opfamily', kind: `'operator family'` },
    { catalog: 'pg_collation', kind: `'collation'` },
    { catalog: 'pg_conversion', kind: `'conversion'` },
    { catalog: 'pg_cast', kind: `'cast'` },
    { catalog: 'pg_transform', kind: `'transform'` },
    { catalog: 'pg_language', kind: `'language'` },
    { catalog: 'pg_am', kind: `'access method'` },
    { catalog: 'pg_ts_config', kind: `'text search configuration'` },
    { catalog: 'pg_ts_dict', kind: `'text search dictionary'` },
    { catalog: 'pg_ts_parser', kind: `'text search parser'` },
    { catalog: 'pg_ts_template', kind: `'text search template'` },
    { catalog: 'pg_statistic_ext', kind: `'extended statistics'` },
    { catalog: 'pg_publication', kind: `'publication'` },
    { catalog: 'pg_foreign_data_wrapper', kind: `'foreign data wrapper'` },
    { catalog: 'pg_foreign_server', kind: `'foreign server'` },
    { catalog: 'pg_default_acl', kind: `'default privileges'` },
    { catalog: 'pg_extension', kind: `'extension'` },
    { catalog: 'pg_largeobject_metadata', kind: `'large object'` },
];
// Below 16384 lies what initdb made; deptype e marks what belongs to an extension.
const OBJECTS = KINDS.map(({ catalog, kind, where = 'true' }) => {
    const relation = `'pg_catalog.${catalog}'::pg_catalog.regclass`;
    return `SELECT ${kind} AS kind, count(*)::float8 AS count FROM pg_catalog.${catalog} x
    WHERE x.oid >= 16384 AND ${where}
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = ${relation} AND d.objid = x.oid AND d.deptype = 'e')
    GROUP BY 1`;
}).join(' UNION ALL ');


/***/ }),

/***/ 8677:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
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
/** What makes pg_dump write one part; pure, so that a table of cases can show it. */
function dumpArguments(part, request) {
    return [
        '--format=custom',
        '--compress=0',
        '--no-password',
        // All else comes by the environment; only these have no variable. A network that died is noticed in two minutes.
        '--dbname=keepalives_idle=60 keepalives_interval=15 keepalives_count=4',
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

/***/ 18831:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.pinSettings = pinSettings;
exports.fingerprintTables = fingerprintTables;
exports.countingUnits = countingUnits;
exports.fingerprintLargeObjects = fingerprintLargeObjects;
const proof_ts_1 = __webpack_require__(68752);
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
/** The settings on which the text of a value depends, the same wherever a fingerprint is taken. */
const PINNED = [
    "search_path = ''",
    "TimeZone = 'UTC'",
    "DateStyle = 'ISO, MDY'",
    "IntervalStyle = 'postgres'",
    'extra_float_digits = 3',
    "bytea_output = 'hex'",
    "xmlbinary = 'base64'",
    "lc_monetary = 'C'",
    'quote_all_identifiers = off',
    'row_security = off',
    'statement_timeout = 0',
];
/** Makes values read the same on every server, until the transaction ends. */
async function pinSettings(session) {
    await session.query(PINNED.map((setting) => `SET LOCAL ${setting}`).join('; '));
}
/** Counts, and for `content` hashes, the rows of all tables as the session's snapshot shows them. */
async function fingerprintTables(session, relations, level, onProgress) {
    const { units, notCompared } = countingUnits(relations);
    const columns = level === 'content' ? await readColumns(session, units) : undefined;
    const tables = [];
    const lost = [];
    await session.query('SAVEPOINT batch');
    for (const batch of batches(units)) {
        const counted = await countBatch(session, batch, columns);
        tables.push(...counted.tables);
        lost.push(...counted.lost);
        onProgress(tables.length + lost.length, units.length);
    }
    return { tables, notCompared: [...notCompared, ...lost], ...(columns && { hashMethod: proof_ts_1.HASH_METHOD }) };
}
/**
 * What cannot be counted is no fault of the dump: once that has ended, a table may be dropped before we come to it, and at
 * any time an index may be locked while it is rebuilt.
 */
async function countBatch(session, batch, columns) {
    try {
        return { tables: await fingerprintBatch(session, batch, columns), lost: [] };
    }
    catch (error) {
        const reason = LOST[(0, trouble_ts_1.factsOf)(error).code ?? ''];
        const [first] = batch;
        if (!reason || !first)
            throw error;
        await session.query('ROLLBACK TO SAVEPOINT batch');
        if (batch.length === 1) {
            const { schema, name } = first.relation;
            return { tables: [], lost: [{ schema, name, reason }] };
        }
        const alone = [];
        for (const unit of batch)
            alone.push(await countBatch(session, [unit], columns));
        return { tables: alone.flatMap(({ tables }) => tables), lost: alone.flatMap(({ lost }) => lost) };
    }
    finally {
        // Reading a table locks its indexes too: for thousands of tables they would fill the server's lock table.
        await session.query('ROLLBACK TO SAVEPOINT batch').catch(() => undefined);
    }
}
const CHANGED = 'was changed or dropped before it could be counted';
const LOST = {
    '42P01': CHANGED,
    '42703': CHANGED,
    '3F000': CHANGED,
    '55P03': 'was locked by somebody else when it was to be counted',
};
/** Splits the relations into what is counted, and what is not and why. */
function countingUnits(relations) {
    const leavesOf = Map.groupBy(relations.filter(({ root, kind }) => root !== undefined && kind !== 'partitioned'), ({ root }) => root);
    // Counting at the root is right only where the dump holds all that hangs below it.
    const roots = relations.filter(({ oid, root, leaves, notCompared }) => {
        const dumped = leavesOf.get(oid)?.filter(({ hasData, notCompared }) => hasData && !notCompared) ?? [];
        return root === oid && !notCompared && dumped.length === leaves;
    });
    const whole = new Set(roots.map(({ oid }) => oid));
    const alone = relations.filter(({ kind, root, notCompared }) => kind === 'table' && !notCompared && !(root !== undefined && whole.has(root)));
    const trees = roots.map((relation) => ({
        relation,
        tree: true,
        bytes: leavesOf.get(relation.oid)?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0,
    }));
    return {
        units: [...trees, ...alone.map((relation) => ({ relation, tree: false, bytes: relation.bytes }))],
        notCompared: relations.flatMap(({ schema, name, kind, notCompared: reason }) => reason && kind !== 'sequence' ? [{ schema, name, reason }] : []),
    };
}
const BATCH_TABLES = 100;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Small tables share a question, so that thousands of them do not cost thousands of round trips. */
function* batches(units) {
    let batch = [];
    let bytes = 0;
    for (const unit of units.toSorted((a, b) => b.bytes - a.bytes)) {
        if (batch.length > 0 && (batch.length >= BATCH_TABLES || bytes + unit.bytes > BATCH_BYTES)) {
            yield batch;
            batch = [];
            bytes = 0;
        }
        batch.push(unit);
        bytes += unit.bytes;
    }
    if (batch.length > 0)
        yield batch;
}
async function fingerprintBatch(session, batch, columns) {
    const questions = batch.map((unit, at) => {
        const from = `${unit.tree ? '' : 'ONLY '}${(0, identifiers_ts_1.qualified)(unit.relation)}`;
        const hash = columns ? rowHash(columns.get(unit.relation.oid) ?? []) : 'NULL';
        return `SELECT ${at} AS at, count(*)::text AS rows, ${hash} AS hash FROM ${from} AS t`;
    });
    const rows = await session.query(questions.join(' UNION ALL '));
    return rows.flatMap(({ at, rows, hash }) => {
        const unit = batch[at];
        if (!unit)
            return [];
        const { schema, name } = unit.relation;
        const kind = unit.tree ? 'partition tree' : 'table';
        return [
            { schema, name, kind, bytes: unit.bytes, rows: Number(rows), ...(columns && { hash: hash ?? '0' }) },
        ];
    });
}
/** The sum over all rows does not depend on their order, and a doubled row shows in it. */
function rowHash(columns) {
    const row = `ROW(${columns.map((column) => `t.${(0, identifiers_ts_1.quoted)(column)}`).join(', ')})`;
    return `sum(hashtextextended(${row}::text COLLATE "C", 0))::text`;
}
async function readColumns(session, units) {
    const rows = await session.query(`SELECT attrelid::bigint::float8 AS oid, array_agg(attname::text ORDER BY attname::text COLLATE "C") AS columns
      FROM pg_catalog.pg_attribute
      WHERE attnum > 0 AND NOT attisdropped AND attrelid = ANY ($1::bigint[]) GROUP BY attrelid`, [units.map(({ relation }) => relation.oid)]);
    return new Map(rows.map(({ oid, columns }) => [oid, columns]));
}
const SLICE = 8 * 1024 * 1024;
/** Large objects, read by slices through the function that everybody may use who may read them. */
async function fingerprintLargeObjects(session, level) {
    const print = level === 'content'
        ? `hashtextextended(oid || ':' || at || ':' || encode(sha256(data), 'hex'), 0)`
        : 'NULL::bigint';
    // OFFSET 0 keeps each slice from being read once for its length and again for its hash.
    const slice = (at) => `LATERAL (SELECT ${at} AS at, lo_get(oid, ${at}, ${SLICE}) AS data OFFSET 0) AS one`;
    const [row] = await session.query(`WITH RECURSIVE slice AS (
        SELECT oid, at, octet_length(data) AS length, ${print} AS print
          FROM pg_catalog.pg_largeobject_metadata, ${slice('0::bigint')}
        UNION ALL
        SELECT oid, one.at, octet_length(data), ${print.replace('|| at ||', '|| one.at ||')}
          FROM slice, ${slice(`slice.at + ${SLICE}`)} WHERE length = ${SLICE}
      )
      SELECT count(DISTINCT oid)::text AS count, coalesce(sum(length), 0)::text AS bytes, sum(print)::text AS hash
      FROM slice`);
    return {
        count: Number(row?.count ?? 0),
        bytes: Number(row?.bytes ?? 0),
        ...(level === 'content' && { hash: row?.hash ?? '0' }),
    };
}


/***/ }),

/***/ 69599:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.dumpGlobals = dumpGlobals;
const consumers_1 = __webpack_require__(38321);
const trouble_ts_1 = __webpack_require__(44356);
/**
 * Roles and tablespaces of the whole server as SQL, without passwords. Where the server does not let us read them, what
 * it said; any other trouble is an error. The bytes are in the encoding of the database.
 */
async function dumpGlobals(tools, database, options) {
    const args = [
        '--globals-only',
        '--no-role-passwords',
        '--no-password',
        `--database=${asConnection(database)}`,
    ];
    const running = tools.start('pg_dumpall', args, options);
    running.stdin.end();
    const [sql, end] = await Promise.all([(0, consumers_1.buffer)(running.stdout), running.ended]);
    options.signal.throwIfAborted();
    if (end.code === 0)
        return { sql };
    const trouble = (0, trouble_ts_1.toolTrouble)('pg_dumpall', end, running.stderrTail());
    if (end.code !== null && REFUSED.test(running.stderrTail()))
        return { refused: trouble.story.why ?? '' };
    throw trouble;
}
// Providers keep the catalog of roles, or what some of its rows hold, to themselves.
const REFUSED = /permission denied|must be (superuser|owner|member)/i;
/** A name that could be read as a connection string is wrapped into one. */
const asConnection = (database) => /[=:/\\' ]/.test(database) ? `dbname='${database.replace(/[\\']/g, '\\$&')}'` : database;


/***/ }),

/***/ 19467:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.qualified = exports.quoted = void 0;
/** The one way an SQL identifier enters a statement of ours; pg_dump reads the same form as an exact name. */
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
exports.quoted = quoted;
const qualified = (object) => `${(0, exports.quoted)(object.schema)}.${(0, exports.quoted)(object.name)}`;
exports.qualified = qualified;


/***/ }),

/***/ 97811:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.holdMoment = holdMoment;
exports.takePrints = takePrints;
exports.finishProof = finishProof;
const budget_ts_1 = __webpack_require__(28902);
const database_ts_1 = __webpack_require__(42514);
const dump_ts_1 = __webpack_require__(8677);
const fingerprint_ts_1 = __webpack_require__(18831);
const parts_ts_1 = __webpack_require__(11509);
const relations_ts_1 = __webpack_require__(88766);
const sequences_ts_1 = __webpack_require__(46173);
const snapshot_ts_1 = __webpack_require__(72771);
const trees_ts_1 = __webpack_require__(93602);
const trouble_ts_1 = __webpack_require__(44356);
/** Up to here, hashing all rows costs little beside dumping them. */
const CONTENT_BY_DEFAULT = 256 * 1024 * 1024;
async function holdMoment(request) {
    const { source, options } = request;
    const { session, server } = source;
    const { selection } = options;
    const listTables = () => (0, relations_ts_1.listRelations)(session, selection, { measured: false, inRecovery: server.inRecovery });
    try {
        const known = await listTables();
        (0, trees_ts_1.refuseHalfTrees)(known);
        const tables = known.filter(({ kind }) => kind !== 'sequence').length;
        const budget = (0, budget_ts_1.fitBudget)(options.jobs, server, source.route, tables);
        for (const note of budget.notes)
            request.log(note);
        let facts;
        const set = await (0, dump_ts_1.beginDumps)({
            ...request,
            ...{ session, tools: source.tools, lockTimeoutMs: options.lockTimeout * 1000, listTables, known },
            async takeSnapshot(expected) {
                const { guarantee } = budget;
                const snapshot = await (0, snapshot_ts_1.takeSnapshot)(session, { server, selection, guarantee, expected });
                const sequencesBefore = await (0, sequences_ts_1.readPositions)(session, snapshot.relations);
                (0, sequences_ts_1.requireAll)(snapshot.relations, sequencesBefore);
                facts = { database: await (0, database_ts_1.readDatabase)(session), sequencesBefore };
                await (0, snapshot_ts_1.waitLongerForLocks)(session, options.lockTimeout * 1000);
                return snapshot;
            },
            plan: ({ relations }) => (0, parts_ts_1.planParts)(relations, {
                ...{ jobs: budget.jobs, selection, databaseBytes: server.databaseBytes },
                encoding: facts?.database.properties.encoding ?? 'UTF8',
            }),
        });
        if (!facts)
            throw new Error('Dumps were begun without a snapshot.');
        return { ...set, ...facts, budget, selected: selectedBy(selection), level: chooseLevel(options, set) };
    }
    catch (error) {
        request.signal.throwIfAborted();
        throw (0, trouble_ts_1.serverTrouble)('The dump could not be begun.', error);
    }
}
function selectedBy({ tables, schemas, excludeTables, excludeSchemas }) {
    if (tables.length > 0)
        return 'tables';
    if (schemas.length > 0)
        return 'schemas';
    return excludeTables.length > 0 || excludeSchemas.length > 0 ? 'excluding' : 'whole';
}
function chooseLevel({ fingerprint, selection }, { snapshot }) {
    if (selection.include === 'schema')
        return 'none';
    if (fingerprint !== 'auto')
        return fingerprint;
    const bytes = snapshot.relations.reduce((sum, relation) => sum + relation.bytes, 0);
    return bytes <= CONTENT_BY_DEFAULT ? 'content' : 'counts';
}
async function takePrints({ session }, moment, onProgress) {
    const { level, selected, snapshot } = moment;
    try {
        const objects = selected === 'whole' ? await (0, database_ts_1.countObjects)(session) : undefined;
        if (level === 'none')
            return { tables: [], notCompared: [], ...(objects && { objects }) };
        await (0, fingerprint_ts_1.pinSettings)(session);
        const tables = await (0, fingerprint_ts_1.fingerprintTables)(session, snapshot.relations, level, onProgress);
        // pg_dump takes large objects along unless it is told which schemas or tables to dump.
        const withLargeObjects = selected === 'whole' || selected === 'excluding';
        const largeObjects = withLargeObjects ? await (0, fingerprint_ts_1.fingerprintLargeObjects)(session, level) : undefined;
        return { ...tables, ...(largeObjects && { largeObjects }), ...(objects && { objects }) };
    }
    catch (error) {
        throw (0, trouble_ts_1.serverTrouble)('The rows could not be counted.', error);
    }
}
/** Closes the proof once every dump has ended, and gives the moment back. */
async function finishProof({ session }, moment, prints) {
    const { snapshot } = moment;
    try {
        const touched = snapshot.guarantee === 'locked' ? [] : await (0, snapshot_ts_1.findTouched)(session, snapshot.relations);
        const gone = new Set(touched.map(({ schema, name }) => JSON.stringify([schema, name])));
        const isGone = ({ schema, name }) => gone.has(JSON.stringify([schema, name]));
        const after = await (0, sequences_ts_1.readPositions)(session, snapshot.relations);
        const sequences = await (0, sequences_ts_1.proveSequences)(session, snapshot.relations, moment.sequencesBefore, after);
        await (0, snapshot_ts_1.releaseSnapshot)(session);
        return {
            format: 1,
            level: moment.level,
            guarantee: snapshot.guarantee,
            schemas: [...new Set(snapshot.relations.map(({ schema }) => schema))],
            ...prints,
            tables: prints.tables.filter((table) => !isGone(table)),
            notCompared: [
                ...prints.notCompared,
                ...prints.tables.filter(isGone).map(({ schema, name }) => ({ schema, name, reason: REWRITTEN })),
            ],
            sequences,
            settings: moment.database.settings,
        };
    }
    catch (error) {
        throw (0, trouble_ts_1.serverTrouble)('The sequences could not be read after the dump.', error);
    }
}
const REWRITTEN = 'was emptied or rewritten after the dump and before it was counted';


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

/***/ 9004:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readPattern = readPattern;
exports.readPatterns = readPatterns;
const SPECIAL = /[|*+?()[\]{}.^$\\]/g;
/**
 * Reads a pattern as psql and pg_dump do: outside double quotes letters are folded to lower case, `*` and `?` are
 * wildcards, a dot parts schema and name, and the rest is a regular expression; inside, all is literal.
 */
function readPattern(pattern) {
    const parts = [''];
    let inQuotes = false;
    for (let at = 0; at < pattern.length; at++) {
        const character = pattern[at] ?? '';
        const last = parts.length - 1;
        if (character === '"') {
            if (inQuotes && pattern[at + 1] === '"') {
                parts[last] += '"';
                at++;
            }
            else
                inQuotes = !inQuotes;
        }
        else if (inQuotes)
            parts[last] += character.replace(SPECIAL, '\\$&');
        else if (character === '*')
            parts[last] += '.*';
        else if (character === '?')
            parts[last] += '.';
        else if (character === '.')
            parts.push('');
        else if (character === '$')
            parts[last] += '\\$';
        // More likely the name of an array type than an empty bracket expression.
        else if (character === '[' && pattern[at + 1] === ']')
            parts[last] += '\\[';
        else
            parts[last] += /[A-Z]/.test(character) ? character.toLowerCase() : character;
    }
    const [name = '', schema] = parts.reverse();
    return { schema: schema === undefined ? null : `^(${schema})$`, name: `^(${name})$` };
}
/** Several patterns as few: the server keeps only some dozens of regular expressions at hand. */
function readPatterns(patterns) {
    const bySchema = Map.groupBy(patterns.map(readPattern), ({ schema }) => schema);
    return [...bySchema].map(([schema, same]) => ({ schema, name: same.map(({ name }) => name).join('|') }));
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

/***/ 88766:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NOT_COMPARED = void 0;
exports.listRelations = listRelations;
const errors_ts_1 = __webpack_require__(83916);
const identifiers_ts_1 = __webpack_require__(19467);
const patterns_ts_1 = __webpack_require__(9004);
exports.NOT_COMPARED = {
    excluded: 'left out by exclude-table-data',
    extension: 'belongs to an extension',
    foreign: 'lies on another server',
    refreshed: 'is refreshed on restore',
    unlogged: 'is unlogged, and a replica has none of its rows',
};
const KINDS = {
    r: 'table',
    p: 'partitioned',
    f: 'foreign',
    m: 'materialized view',
    S: 'sequence',
};
/** Lists what pg_dump would dump under this selection; `measured` sizes need locks that keep nobody waiting. */
async function listRelations(session, selection, options) {
    const patterns = JSON.stringify({
        schemas: (0, patterns_ts_1.readPatterns)(selection.schemas),
        excludeSchemas: (0, patterns_ts_1.readPatterns)(selection.excludeSchemas),
        tables: (0, patterns_ts_1.readPatterns)(selection.tables),
        excludeTables: (0, patterns_ts_1.readPatterns)(selection.excludeTables),
        excludeTableData: (0, patterns_ts_1.readPatterns)(selection.excludeTableData),
    });
    const rows = await session.query(RELATIONS, [patterns, options.measured]);
    refuseUnreadable(rows);
    if (selection.include !== 'schema')
        refuseHidden(rows);
    return rows.map((row) => toRelation(row, selection, options.inRecovery));
}
function toRelation(row, { include }, inRecovery) {
    const kind = KINDS[row.kind] ?? 'table';
    const missing = inRecovery && row.unlogged;
    const reason = row.of_extension
        ? exports.NOT_COMPARED.extension
        : kind === 'foreign'
            ? exports.NOT_COMPARED.foreign
            : kind === 'materialized view'
                ? exports.NOT_COMPARED.refreshed
                : row.excluded
                    ? exports.NOT_COMPARED.excluded
                    : missing
                        ? exports.NOT_COMPARED.unlogged
                        : undefined;
    return {
        oid: row.oid,
        schema: row.schema,
        name: row.name,
        kind,
        root: row.root ?? undefined,
        leaves: row.leaves ?? undefined,
        owner: row.owner ?? undefined,
        bytes: Number(row.bytes),
        notCompared: reason,
        lockable: (kind === 'table' || kind === 'partitioned') && !(row.of_extension && !row.readable),
        hasData: include !== 'schema' && kind === 'table' && !row.excluded && !missing && !row.of_extension,
    };
}
/** All that cannot be read whole is named at once, before anything starts. */
function refuseUnreadable(rows) {
    const unreadable = rows.filter((row) => !row.readable && !row.of_extension);
    if (unreadable.length > 0) {
        throw new errors_ts_1.UserError({
            what: `This user may not read ${enumerate(unreadable)}.`,
            next: 'Grant it (GRANT pg_read_all_data TO … from version 14 on, else GRANT SELECT on tables and sequences and USAGE on their schemas), or leave them out by `exclude-tables`.',
        });
    }
}
function refuseHidden(rows) {
    const hidden = rows.filter((row) => row.rows_hidden && !row.excluded && !row.of_extension);
    if (hidden.length > 0) {
        throw new errors_ts_1.UserError({
            what: `Row-level security would hide rows of ${enumerate(hidden)} from this user.`,
            why: 'The backup would lack those rows and nobody would notice.',
            next: 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS) or as the owner of these tables.',
        });
    }
}
function enumerate(rows) {
    const shown = rows.slice(0, 10).map(identifiers_ts_1.qualified).join(', ');
    return rows.length > 10 ? `${shown} and ${rows.length - 10} more` : shown;
}
const matches = (list) => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(schema text, name text)
    WHERE c.relname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default"
      AND CASE WHEN p.schema IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
        ELSE n.nspname::text OPERATOR(pg_catalog.~) p.schema COLLATE pg_catalog."default" END)`;
const schemaMatches = (list) => `EXISTS (
    SELECT FROM pg_catalog.jsonb_to_recordset($1::jsonb -> '${list}') AS p(name text)
    WHERE n.nspname::text OPERATOR(pg_catalog.~) p.name COLLATE pg_catalog."default")`;
const given = (list) => `pg_catalog.jsonb_array_length($1::jsonb -> '${list}') > 0`;
// As pg_dump selects: `tables` makes it forget the schema options, a sequence goes with the table that owns it, and that
// of an identity column goes with nothing else. No function here waits for a lock, but for those that measure.
const RELATIONS = `
  WITH RECURSIVE candidate AS MATERIALIZED (
    SELECT c.*, n.nspname,
      CASE WHEN ${given('tables')} THEN ${matches('tables')}
        ELSE CASE WHEN ${given('schemas')} THEN ${schemaMatches('schemas')} ELSE true END
          AND NOT ${schemaMatches('excludeSchemas')} END
        AND NOT ${matches('excludeTables')} AS chosen,
      ${matches('excludeTableData')} AS excluded
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f', 'm', 'S')
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  ), tree AS (
    SELECT oid AS member, relkind, oid AS root FROM pg_catalog.pg_class WHERE relkind = 'p' AND NOT relispartition
    UNION ALL
    SELECT c.oid, c.relkind, tree.root FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.member
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
      WHERE NOT coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false)
  ), leaves AS (
    SELECT root, count(*) FILTER (WHERE relkind <> 'p') AS number FROM tree GROUP BY root
  ), dependency AS (
    SELECT objid, max(refobjid::bigint) FILTER (WHERE deptype <> 'e') AS owner,
      bool_or(deptype = 'i') AS of_identity, bool_or(deptype = 'e') AS of_extension
    FROM pg_catalog.pg_depend
    WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0 AND (deptype = 'e'
      OR deptype IN ('a', 'i') AND refclassid = classid AND refobjsubid > 0)
    GROUP BY objid
  )
  SELECT c.oid::bigint::float8 AS oid, c.nspname::text AS schema, c.relname::text AS name, c.relkind AS kind,
    tree.root::bigint::float8 AS root, leaves.number::float8 AS leaves,
    CASE WHEN c.relkind = 'S' THEN d.owner::float8 END AS owner,
    CASE WHEN c.relkind <> 'r' THEN 0
      WHEN $2::boolean THEN coalesce(pg_catalog.pg_table_size(c.oid), 0)
      ELSE 8192::bigint * (greatest(c.relpages, 0) + greatest(toast.relpages, 0)) END::text AS bytes,
    c.excluded, coalesce(d.of_extension, false) AS of_extension, c.relpersistence = 'u' AS unlogged,
    (pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE') AND CASE c.relkind
      WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
      WHEN 'r' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      WHEN 'p' THEN pg_catalog.has_table_privilege(c.oid, 'SELECT')
      ELSE true END) IS NOT FALSE AS readable,
    CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.row_security_active(c.oid) ELSE false END AS rows_hidden
  FROM candidate c
    LEFT JOIN dependency d ON d.objid = c.oid
    LEFT JOIN candidate owner ON c.relkind = 'S' AND owner.oid = d.owner
    LEFT JOIN tree ON tree.member = c.oid
    LEFT JOIN leaves ON leaves.root = c.oid
    LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
  WHERE owner.chosen OR c.chosen AND NOT (c.relkind = 'S' AND coalesce(d.of_identity, false))
  ORDER BY c.nspname, c.relname`;


/***/ }),

/***/ 46173:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readPositions = readPositions;
exports.requireAll = requireAll;
exports.proveSequences = proveSequences;
const identifiers_ts_1 = __webpack_require__(19467);
const snapshot_ts_1 = __webpack_require__(72771);
const trouble_ts_1 = __webpack_require__(44356);
const TOGETHER = 200;
/** Where each sequence stands; sequences follow no snapshot, so this is read before the dump and after it. */
async function readPositions(session, relations) {
    const positions = new Map();
    const sequences = relations.filter(({ kind, notCompared }) => kind === 'sequence' && !notCompared);
    for (let at = 0; at < sequences.length; at += TOGETHER) {
        const some = sequences.slice(at, at + TOGETHER);
        const questions = some.map((sequence) => `SELECT ${sequence.oid}::float8 AS oid, last_value::text AS value, is_called AS called FROM ${(0, identifiers_ts_1.qualified)(sequence)}`);
        for (const { oid, value, called } of await ask(session, questions, some))
            positions.set(oid, { value, called });
    }
    return positions;
}
const BACK = 'ROLLBACK TO SAVEPOINT sequences; RELEASE SAVEPOINT sequences';
async function ask(session, questions, asked) {
    await session.query('SAVEPOINT sequences');
    try {
        const rows = await session.query(questions.join(' UNION ALL '));
        // Released alone it would keep their locks, and thousands of them would fill the server's lock table.
        await session.query(BACK);
        return rows;
    }
    catch (error) {
        const { code } = (0, trouble_ts_1.factsOf)(error);
        if (code !== '42P01' && code !== '3F000')
            throw (0, snapshot_ts_1.interruption)(error) ?? error;
        await session.query(BACK);
        // One of them was dropped meanwhile: the others are asked one by one.
        if (asked.length === 1)
            return [];
        const rows = [];
        for (const [at, sequence] of asked.entries())
            rows.push(...(await ask(session, [questions[at] ?? ''], [sequence])));
        return rows;
    }
}
/** Before a dump every sequence must still be there. */
function requireAll(relations, positions) {
    const gone = relations.filter(({ oid, kind, notCompared }) => kind === 'sequence' && !notCompared && !positions.has(oid));
    if (gone.length > 0)
        throw new snapshot_ts_1.Interrupted('a sequence was dropped meanwhile');
}
/** Puts both readings and what bounds them together. */
async function proveSequences(session, relations, before, after) {
    const bounds = await session.query(`SELECT seqrelid::bigint::float8 AS oid, seqincrement::text AS increment, seqmin::text AS minimum,
        seqmax::text AS maximum, seqcycle AS cycles
      FROM pg_catalog.pg_sequence`);
    const boundsOf = new Map(bounds.map(({ oid, ...bound }) => [oid, bound]));
    return relations.flatMap(({ oid, schema, name }) => {
        const [bound, first, last] = [boundsOf.get(oid), before.get(oid), after.get(oid)];
        return bound && first ? [{ schema, name, ...bound, before: first, ...(last && { after: last }) }] : [];
    });
}


/***/ }),

/***/ 89080:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.readServer = readServer;
async function readServer(session) {
    const [row] = await session.query(SERVER);
    if (!row)
        throw new Error('The server answered nothing about itself.');
    return {
        version: row.version,
        major: Math.floor(row.version_number / 10_000),
        database: row.database,
        user: row.role,
        superuser: row.superuser,
        inRecovery: row.in_recovery,
        systemIdentifier: await systemIdentifier(session),
        databaseBytes: Number(row.database_bytes),
        freeConnections: Math.max(0, Math.min(row.free, row.role_free ?? row.free, row.database_free ?? row.free)),
        lockSlots: row.lock_slots,
    };
}
// A superuser may use the reserved connections; we still leave them to people. What kind of process another user's is,
// a plain user is not told.
const SERVER = `
  SELECT pg_catalog.current_setting('server_version') AS version,
    pg_catalog.current_setting('server_version_num')::int AS version_number,
    pg_catalog.current_database()::text AS database,
    current_user::text AS role,
    r.rolsuper AS superuser,
    pg_catalog.pg_is_in_recovery() AS in_recovery,
    pg_catalog.pg_database_size(d.oid)::text AS database_bytes,
    pg_catalog.current_setting('max_connections')::int
      - pg_catalog.current_setting('superuser_reserved_connections')::int
      - coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0)
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'
          OR backend_type IS NULL AND datid IS NOT NULL AND usesysid IS NOT NULL)::int AS free,
    CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper THEN r.rolconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid = r.oid)::int END AS role_free,
    CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper THEN d.datconnlimit
      - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datid = d.oid)::int END AS database_free,
    pg_catalog.current_setting('max_locks_per_transaction')::int
      * (pg_catalog.current_setting('max_connections')::int
        + pg_catalog.current_setting('max_prepared_transactions')::int) AS lock_slots
  FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
  WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()`;
/** Some providers keep it to themselves. */
async function systemIdentifier(session) {
    const rows = await session
        .query('SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()')
        .catch(() => []);
    return rows[0]?.id;
}


/***/ }),

/***/ 92515:
/***/ (function(__unused_webpack_module, exports, __webpack_require__) {


var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openSession = openSession;
const node_net_1 = __webpack_require__(77030);
const pg_1 = __importDefault(__webpack_require__(13273));
const cancel_ts_1 = __webpack_require__(98205);
const target_ts_1 = __webpack_require__(11454);
const tls_ts_1 = __webpack_require__(37838);
const trouble_ts_1 = __webpack_require__(44356);
const CONNECT_SECONDS = 20;
/** Connects as libpq would with this target's sslmode. */
async function openSession(target, options) {
    const tries = (0, tls_ts_1.encryptions)(target);
    let trouble;
    for (const encryption of tries) {
        options.signal.throwIfAborted();
        try {
            return await openOnce(target, encryption, options);
        }
        catch (error) {
            options.signal.throwIfAborted();
            if (tellsMore(error, trouble))
                trouble = error;
            if (!mayTryOtherwise(error))
                break;
        }
    }
    throw (0, trouble_ts_1.serverTrouble)(`Cannot connect to ${(0, target_ts_1.describeTarget)(target)}.`, trouble);
}
async function openOnce(target, encryption, { signal, seconds }) {
    const client = newClient(target, encryption, seconds ?? timeoutOf(target));
    let lost;
    client.on('error', (error) => {
        lost ??= error;
    });
    let running = 0;
    const hangUp = async () => {
        if (running > 0 && !lost)
            await (0, cancel_ts_1.requestCancel)(client, target);
        destroy(client);
    };
    let ended;
    const end = () => {
        signal.removeEventListener('abort', end);
        ended ??= running > 0 || lost || signal.aborted ? hangUp() : leave(client);
        return ended;
    };
    signal.addEventListener('abort', end, { once: true });
    try {
        await client.connect();
    }
    catch (error) {
        signal.removeEventListener('abort', end);
        destroy(client);
        throw error;
    }
    return {
        greetedPid: client.processID,
        async query(sql, values = []) {
            signal.throwIfAborted();
            if (lost)
                throw lost;
            running++;
            try {
                const result = await client.query(sql, values);
                return result.rows;
            }
            catch (error) {
                signal.throwIfAborted();
                throw error;
            }
            finally {
                running--;
            }
        },
        close: end,
    };
}
function newClient(target, encryption, seconds) {
    const { hostaddr, options, channel_binding, sslnegotiation } = target.given;
    return new pg_1.default.Client({
        host: hostaddr ?? target.host,
        port: target.port,
        user: target.user,
        database: target.database,
        password: target.password,
        ssl: encryption && hostaddr && !(0, node_net_1.isIP)(target.host) ? { servername: target.host, ...encryption } : encryption,
        application_name: target_ts_1.APPLICATION,
        connectionTimeoutMillis: seconds * 1000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 30_000,
        enableChannelBinding: channel_binding !== 'disable',
        ...(options && { options }),
        ...(encryption && sslnegotiation === 'direct' && { sslnegotiation }),
    });
}
const timeoutOf = (target) => Number(target.given.connect_timeout) || CONNECT_SECONDS;
const GOODBYE_MS = 3_000;
/** Says goodbye, and hangs up where nobody answers. */
async function leave(client) {
    const limit = setTimeout(() => destroy(client), GOODBYE_MS);
    await client.end().catch(() => destroy(client));
    clearTimeout(limit);
}
function destroy(client) {
    ;
    client.connection.stream.destroy();
}
/** What the server says of who we are, or of a way in clear, tells more than that it has no TLS. */
const tellsMore = (error, earlier) => earlier === undefined ||
    /^(28|3D|53)/.test((0, trouble_ts_1.factsOf)(error).code) ||
    /does not support SSL/.test((0, trouble_ts_1.factsOf)(earlier).message);
/** libpq goes on to the next way where TLS was refused or failed, or the server's rules refuse this way. */
function mayTryOtherwise(error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    return /SSL|TLS|certificate/i.test(message) || code.startsWith('ERR_SSL') || code === '28000';
}


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
    const [row] = await session.query('SELECT pg_catalog.pg_export_snapshot() AS id, pg_catalog.clock_timestamp() AS time');
    if (!row)
        throw new Error('The server exported no snapshot.');
    return row;
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

/***/ 1362:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
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
/** The database that the options name; nothing is asked of it yet. */
async function nameSource(host, databaseUrl) {
    if (databaseUrl === undefined && !NAMING.some((variable) => host.env[variable]))
        throw noDatabase();
    const target = await (0, target_ts_1.readTarget)(databaseUrl, host.env);
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
async function openSource(host, target, client) {
    const { signal, env } = host;
    const session = await (0, session_ts_1.openSession)(target, { signal });
    try {
        const server = await (0, server_ts_1.readServer)(session);
        if (server.major < OLDEST_TESTED || server.major > NEWEST_TESTED) {
            host.warn(`PostgreSQL ${server.major} is not among the versions this was tested with (${OLDEST_TESTED} to ${NEWEST_TESTED}).`);
        }
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

/***/ 11454:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.targetFiles = exports.isSocket = exports.describeTarget = exports.APPLICATION = void 0;
exports.readTarget = readTarget;
exports.toolEnvironment = toolEnvironment;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_os_1 = __webpack_require__(48161);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
/** libpq's connection keywords that we honour, and the variable that carries each to the client programs. */
const VARIABLES = {
    host: 'PGHOST',
    hostaddr: 'PGHOSTADDR',
    port: 'PGPORT',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    dbname: 'PGDATABASE',
    passfile: 'PGPASSFILE',
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcrl: 'PGSSLCRL',
    sslsni: 'PGSSLSNI',
    sslnegotiation: 'PGSSLNEGOTIATION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    channel_binding: 'PGCHANNELBINDING',
    gssencmode: 'PGGSSENCMODE',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    options: 'PGOPTIONS',
    application_name: 'PGAPPNAME',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    requirepeer: 'PGREQUIREPEER',
};
/** By this name the server's administrators know our sessions. */
exports.APPLICATION = 'pg-backup';
const isKeyword = (name) => Object.hasOwn(VARIABLES, name);
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** Reads a target from a URL, or where none is given from libpq's own variables. */
async function readTarget(url, env) {
    const given = { ...fromEnvironment(env), ...(url === undefined ? {} : fromUrl(url)) };
    refuseSeveralHosts(given);
    const user = given.user || accountName(env);
    const port = readPort(given.port);
    const target = {
        host: given.host || given.hostaddr || defaultHost(port),
        port,
        user,
        database: given.dbname || user,
        password: given.password,
        sslmode: readSslMode(given),
        given,
    };
    return { ...target, password: given.password ?? (await passwordFromFile(target, env)) };
}
const PASSED_ON = [
    ...['PATH', 'HOME', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'],
];
/** The whole environment of a client program: nothing of ours reaches it but what it needs. */
function toolEnvironment(target, env) {
    const own = { LC_ALL: 'C', PGAPPNAME: exports.APPLICATION };
    for (const name of PASSED_ON) {
        const value = env[name];
        if (value !== undefined)
            own[name] = value;
    }
    for (const [keyword, value] of Object.entries(target.given)) {
        if (isKeyword(keyword) && keyword !== 'passfile' && keyword !== 'application_name') {
            own[VARIABLES[keyword]] = value;
        }
    }
    own.PGHOST = target.host;
    own.PGPORT = String(target.port);
    own.PGUSER = target.user;
    own.PGDATABASE = target.database;
    own.PGSSLMODE = target.sslmode;
    if (target.password !== undefined)
        own.PGPASSWORD = target.password;
    return own;
}
/** How messages call the target: never with its password. */
const describeTarget = (target) => `database "${target.database}" as "${target.user}" at ${target.host}${(0, exports.isSocket)(target) ? '' : `:${target.port}`}`;
exports.describeTarget = describeTarget;
const isSocket = (target) => target.host.startsWith('/') || target.host.startsWith('@');
exports.isSocket = isSocket;
/** Files that a client program must be able to read, besides its own. */
const targetFiles = (target) => [target.given.sslrootcert, target.given.sslcert, target.given.sslkey, target.given.sslcrl].filter((file) => file?.startsWith('/') ?? false);
exports.targetFiles = targetFiles;
function fromEnvironment(env) {
    if (env.PGSERVICE) {
        throw new errors_ts_1.UsageError({
            what: 'PGSERVICE is set, but connection service files are not read.',
            next: 'Give the database as `database-url` (or DATABASE_URL) instead.',
        });
    }
    const entries = Object.entries(VARIABLES).map(([keyword, variable]) => [keyword, env[variable]]);
    return Object.fromEntries(entries.filter(([, value]) => value));
}
// As libpq reads it: user and password end at the first @ before any slash, and # is nothing special.
const URL_FORM = /^postgres(?:ql)?:\/\/(?:([^@/:]*)(?::([^@/]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s;
function fromUrl(url) {
    const parts = URL_FORM.exec(url.trim());
    if (!parts) {
        throw new errors_ts_1.UsageError({
            what: '`database-url` is not a PostgreSQL URL.',
            next: 'Write postgresql://user:password@host:5432/database (or leave it out and set PGHOST, PGUSER, …).',
        });
    }
    const [, user, password, hosts = '', database, query] = parts;
    const given = {};
    const set = (keyword, value) => {
        if (value)
            given[keyword] = decoded(value);
    };
    set('user', user);
    set('password', password);
    set('dbname', database);
    if (hosts.includes('@'))
        throw badCharacters();
    if (hosts.includes(','))
        throw severalHosts();
    const host = /^(\[[^\]]+\]|[^:]*)(?::(.*))?$/.exec(hosts);
    if (!host)
        throw badCharacters();
    set('host', host[1]?.replace(/^\[|\]$/g, ''));
    set('port', host[2]);
    for (const pair of query ? query.split('&') : []) {
        const at = pair.indexOf('=');
        const name = decoded(at < 0 ? pair : pair.slice(0, at));
        const value = at < 0 ? '' : pair.slice(at + 1);
        if (name === 'ssl' && value === 'true')
            set('sslmode', 'require');
        else if (isKeyword(name))
            set(name, value);
        else
            throw unknownParameter(name);
    }
    return given;
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        throw badCharacters();
    }
}
const badCharacters = () => new errors_ts_1.UsageError({
    what: '`database-url` cannot be taken apart.',
    why: 'A user name or password with one of the characters @ / : % must have it percent-encoded.',
    next: 'Write %40 for @, %2F for /, %3A for :, %25 for %.',
});
const severalHosts = () => new errors_ts_1.UsageError({
    what: '`database-url` names several hosts.',
    why: 'A backup must know which server it reads, so one host is taken and no list.',
    next: 'Name the primary, or a replica, alone.',
});
const unknownParameter = (name) => new errors_ts_1.UsageError({
    what: `\`database-url\` has the parameter "${name}", which libpq does not know or which cannot be honoured here.`,
    next: name === 'pgbouncer'
        ? "Use the provider's direct (not pooled) URL; this parameter belongs to a pooler's."
        : `Remove it. Known are: ${Object.keys(VARIABLES).join(', ')}.`,
});
function refuseSeveralHosts(given) {
    if ([given.host, given.hostaddr, given.port].some((value) => value?.includes(',')))
        throw severalHosts();
}
function readPort(text) {
    if (!text)
        return 5432;
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= 1 && port <= 65535)
        return port;
    throw new errors_ts_1.UsageError({ what: `"${text}" is no port.`, next: 'A port is a number from 1 to 65535.' });
}
function readSslMode({ sslmode, sslrootcert }) {
    const text = sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer');
    const mode = SSL_MODES.find((known) => known === text);
    if (!mode)
        throw new errors_ts_1.UsageError({ what: `"${text}" is no sslmode.`, next: `Known are: ${SSL_MODES.join(', ')}.` });
    if (sslrootcert === 'system' && mode !== 'verify-full') {
        throw new errors_ts_1.UsageError({
            what: `sslmode "${mode}" does not go with \`sslrootcert=system\`.`,
            why: "Anybody can get a certificate from the system's authorities, so libpq wants the host name checked too.",
            next: 'Set `sslmode=verify-full`, or leave it out.',
        });
    }
    return mode;
}
/** libpq asks the system who runs it, whatever USER says. */
function accountName(env) {
    try {
        return (0, node_os_1.userInfo)().username;
    }
    catch {
        return env.USER ?? '';
    }
}
function defaultHost(port) {
    const folders = ['/var/run/postgresql', '/tmp'];
    return folders.find((folder) => (0, node_fs_1.existsSync)((0, node_path_1.join)(folder, `.s.PGSQL.${port}`))) ?? 'localhost';
}
async function passwordFromFile(target, env) {
    const file = target.given.passfile ?? (0, node_path_1.join)(env.HOME ?? (0, node_os_1.homedir)(), '.pgpass');
    const facts = await (0, promises_1.stat)(file).catch(() => undefined);
    // libpq ignores a password file that others can read.
    if (!facts?.isFile() || facts.mode & 0o077)
        return undefined;
    const host = (0, exports.isSocket)({ ...target, password: undefined }) ? 'localhost' : target.host;
    const wanted = [host, String(target.port), target.database, target.user];
    for (const line of (await (0, promises_1.readFile)(file, 'utf8')).split(/\r?\n/)) {
        if (line.startsWith('#'))
            continue;
        const entry = splitEntry(line);
        if (entry.length >= 5 && wanted.every((value, at) => entry[at] === '*' || entry[at] === value)) {
            return entry.slice(4).join(':');
        }
    }
    return undefined;
}
/** Splits `host:port:database:user:password`, in which a backslash keeps the next character. */
function splitEntry(line) {
    const fields = [''];
    for (const [part] of line.matchAll(/\\.|[^\\]|\\$/gs)) {
        if (part === ':')
            fields.push('');
        else
            fields[fields.length - 1] += part.length === 2 ? part.slice(1) : part;
    }
    return fields;
}


/***/ }),

/***/ 37838:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encryptions = encryptions;
const node_fs_1 = __webpack_require__(73024);
const node_os_1 = __webpack_require__(48161);
const node_path_1 = __webpack_require__(76760);
const node_tls_1 = __webpack_require__(41692);
const errors_ts_1 = __webpack_require__(83916);
const target_ts_1 = __webpack_require__(11454);
/** The ways to connect that an sslmode allows, in the order in which libpq tries them. */
function encryptions(target) {
    if ((0, target_ts_1.isSocket)(target))
        return [false];
    switch (target.sslmode) {
        case 'disable':
            return [false];
        case 'allow':
            return [false, unasked(target)];
        case 'prefer':
            return [unasked(target), false];
        case 'require':
            return [unasked(target)];
        case 'verify-ca':
            return [verified(target, false)];
        case 'verify-full':
            return [verified(target, true)];
    }
}
/** With a root certificate in place, libpq verifies the server by it even where nobody asked for that. */
const unasked = (target) => (0, node_fs_1.existsSync)(rootCertificate(target))
    ? verified(target, false)
    : { ...identity(target), rejectUnauthorized: false };
function verified(target, hostName) {
    const crl = readable(target.given.sslcrl, 'root.crl');
    return {
        ...identity(target),
        ca: authorities(target),
        ...(crl && { crl }),
        rejectUnauthorized: true,
        // Node itself would look for the name "localhost" where we connect to an address.
        checkServerIdentity: (_, certificate) => hostName ? (0, node_tls_1.checkServerIdentity)(target.host, certificate) : undefined,
    };
}
function authorities(target) {
    const file = rootCertificate(target);
    if (file === 'system')
        return (0, node_tls_1.getCACertificates)('system');
    if ((0, node_fs_1.existsSync)(file))
        return (0, node_fs_1.readFileSync)(file, 'utf8');
    throw new errors_ts_1.UsageError({
        what: `sslmode "${target.sslmode}" needs a root certificate, and there is none at ${file}.`,
        next: "Give the file of the provider's certificate by `sslrootcert=` in `database-url` or PGSSLROOTCERT, or `sslrootcert=system`.",
    });
}
function identity(target) {
    const cert = readable(target.given.sslcert, 'postgresql.crt');
    const key = readable(target.given.sslkey, 'postgresql.key');
    return { ...(cert && { cert }), ...(key && { key }), ...protocols(target) };
}
function protocols(target) {
    const { ssl_min_protocol_version: min, ssl_max_protocol_version: max } = target.given;
    return {
        ...(min && { minVersion: min }),
        ...(max && { maxVersion: max }),
    };
}
function readable(given, usual) {
    const file = given ?? inHome(usual);
    if ((0, node_fs_1.existsSync)(file))
        return (0, node_fs_1.readFileSync)(file, 'utf8');
    if (given === undefined)
        return undefined;
    throw new errors_ts_1.UsageError({ what: `The file ${given} named in the database's connection does not exist.` });
}
const rootCertificate = (target) => target.given.sslrootcert ?? inHome('root.crt');
const inHome = (name) => (0, node_path_1.join)((0, node_os_1.homedir)(), '.postgresql', name);


/***/ }),

/***/ 18880:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.findTools = findTools;
exports.containerArguments = containerArguments;
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const process_ts_1 = __webpack_require__(17439);
const target_ts_1 = __webpack_require__(11454);
/** Finds the client programs of exactly the server's major version; another one is never taken in silence. */
async function findTools(search) {
    const env = (0, target_ts_1.toolEnvironment)(search.target, search.env);
    const found = search.client === 'docker' ? [] : await installed(search, env);
    const fitting = found.find(({ major }) => major === search.major);
    if (fitting)
        return localTools(fitting, env);
    if (search.client !== 'local' && (await dockerAnswers(search, env)))
        return dockerTools(search, env);
    throw noTools(search, found);
}
async function installed(search, env) {
    const folders = [...(env.PATH ?? '').split(node_path_1.delimiter), ...(await usualFolders(search.major))];
    const found = [];
    for (const folder of new Set(folders.filter(Boolean))) {
        const version = await versionIn(folder, { env, signal: search.signal });
        if (version)
            found.push({ folder, version, major: Number.parseInt(version, 10) });
    }
    return found;
}
async function usualFolders(major) {
    const debian = await (0, promises_1.readdir)('/usr/lib/postgresql').catch(() => []);
    return [
        ...debian.map((version) => `/usr/lib/postgresql/${version}/bin`),
        `/usr/pgsql-${major}/bin`,
        `/usr/local/pgsql/bin`,
        `/usr/libexec/postgresql${major}`,
        `/opt/homebrew/opt/postgresql@${major}/bin`,
        `/usr/local/opt/postgresql@${major}/bin`,
        `/opt/homebrew/opt/libpq/bin`,
        `/Applications/Postgres.app/Contents/Versions/${major}/bin`,
    ];
}
async function versionIn(folder, options) {
    // Debian's wrapper stands for whichever version it likes best; the real ones lie in folders of their own.
    if ((0, node_path_1.basename)(await (0, promises_1.realpath)((0, node_path_1.join)(folder, 'pg_dump')).catch(() => '')) === 'pg_wrapper')
        return undefined;
    for (const program of ['pg_dump', 'pg_dumpall', 'pg_restore']) {
        if (!(await canRun((0, node_path_1.join)(folder, program))))
            return undefined;
    }
    const { stdout } = await (0, process_ts_1.probe)((0, node_path_1.join)(folder, 'pg_dump'), ['--version'], options).catch((error) => {
        options.signal.throwIfAborted();
        return { stdout: String(error && '') };
    });
    return /\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1] ?? /(\d+)(?:beta|rc|devel)/.exec(stdout)?.[1];
}
async function localTools({ folder, version }, env) {
    const buffered = await inLargePieces(env);
    return {
        version,
        where: folder,
        start(program, args, options) {
            const [command = '', ...rest] = [
                ...(program === 'pg_dump' ? buffered : []),
                (0, node_path_1.join)(folder, program),
                ...args,
            ];
            return (0, process_ts_1.start)(command, rest, { ...options, env });
        },
    };
}
/** pg_dump writes 4 KiB at a time into a pipe; in larger pieces the same dump costs both ends much less. */
async function inLargePieces({ PATH = '' }) {
    for (const folder of PATH.split(node_path_1.delimiter).filter(Boolean)) {
        const stdbuf = (0, node_path_1.join)(folder, 'stdbuf');
        if (await canRun(stdbuf))
            return [stdbuf, '--output=64K'];
    }
    return [];
}
const canRun = (file) => (0, promises_1.access)(file, node_fs_1.constants.X_OK).then(() => true, () => false);
async function dockerAnswers({ signal, client }, env) {
    const answer = await (0, process_ts_1.probe)('docker', ['version', '--format', '{{.Server.Version}}'], { env, signal }).catch((error) => {
        signal.throwIfAborted();
        return { code: -1, stderr: String(error.message) };
    });
    if (answer.code === 0)
        return true;
    if (client === 'auto')
        return false;
    throw new errors_ts_1.UserError({
        what: '`client: docker` was asked for, but docker does not answer.',
        why: answer.stderr.trim().split('\n').at(-1),
        next: 'Start docker, or install the client programs and set `client: local`.',
    });
}
async function dockerTools(search, env) {
    const { signal, major } = search;
    const image = `postgres:${major}`;
    if ((await (0, process_ts_1.probe)('docker', ['image', 'inspect', image], { env, signal })).code !== 0) {
        search.log(`Fetching the docker image ${image} for the client programs.`);
        const pull = await (0, process_ts_1.probe)('docker', ['pull', '--quiet', image], { env, signal });
        if (pull.code !== 0) {
            throw new errors_ts_1.UserError({
                what: `The docker image ${image} could not be fetched.`,
                why: pull.stderr.trim().split('\n').at(-1),
                next: `Check the network, or install postgresql-client-${major} and set \`client: local\`.`,
            });
        }
    }
    const { stdout } = await (0, process_ts_1.probe)('docker', ['run', '--rm', image, 'pg_dump', '--version'], { env, signal });
    return {
        version: /\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1] ?? String(major),
        where: `docker image ${image}`,
        start(program, args, options) {
            const name = `pg-backup-${(0, node_crypto_1.randomBytes)(6).toString('hex')}`;
            const running = (0, process_ts_1.start)('docker', [...containerArguments(search.target, env, name), image, program, ...args], { ...options, env });
            // Ending the docker client need not end the container.
            const remove = () => removeContainer(name, env);
            options.signal.addEventListener('abort', remove, { once: true });
            const forget = () => options.signal.removeEventListener('abort', remove);
            running.ended.then(forget, forget);
            return running;
        },
    };
}
/** Variables go by name alone, so that no value stands among docker's arguments. */
function containerArguments(target, env, name) {
    const variables = Object.keys(env).filter((variable) => /^(PG|LC_ALL$)/.test(variable));
    const folders = (0, target_ts_1.isSocket)(target) ? [target.host] : [];
    return [
        'run',
        '--rm',
        '--interactive',
        '--network=host',
        `--name=${name}`,
        ...variables.flatMap((variable) => ['--env', variable]),
        ...folders.flatMap((folder) => ['--volume', `${folder}:${folder}`]),
        ...(0, target_ts_1.targetFiles)(target).flatMap((file) => ['--volume', `${file}:${file}:ro`]),
        ...usualCertificates(env).flatMap((folder) => ['--volume', `${folder}:/root/.postgresql:ro`]),
    ];
}
/** Where libpq looks for certificates that nobody named; in the image the programs run as root. */
function usualCertificates({ HOME = '' }) {
    const folder = (0, node_path_1.join)(HOME, '.postgresql');
    return HOME !== '' && (0, node_fs_1.existsSync)(folder) ? [folder] : [];
}
function removeContainer(name, env) {
    const removal = (0, process_ts_1.start)('docker', ['rm', '--force', name], { env, signal: new AbortController().signal });
    removal.stdin.end();
    removal.stdout.resume();
}
function noTools({ major, client }, found) {
    const here = found.map(({ folder, version }) => `${version} in ${folder}`).join(', ');
    return new errors_ts_1.UserError({
        what: `The server is PostgreSQL ${major}, and there is no pg_dump ${major} here${client === 'auto' ? ' and no docker to run one' : ''}.`,
        why: `${here ? `Found: ${here}. ` : ''}An older client refuses this server, a newer one makes dumps that it cannot load.`,
        next: `Install the client (Debian, Ubuntu: apt-get install postgresql-client-${major}, from apt.postgresql.org where the system has it not)${client === 'local' ? ', or set `client: docker`' : ''}.`,
    });
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

/***/ 44356:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.serverTrouble = serverTrouble;
exports.toolTrouble = toolTrouble;
exports.factsOf = factsOf;
const errors_ts_1 = __webpack_require__(83916);
/** From what servers and client programs say to what the reader can do: the one table of it. */
const ADVICE = [
    {
        when: 'ECONNREFUSED',
        next: 'Check host and port, and that the server accepts connections from this machine.',
    },
    { when: 'ENOTFOUND', why: 'The host name has no address.', next: 'Check the host in `database-url`.' },
    { when: 'EAI_AGAIN', why: 'The host name could not be looked up.', next: "Check this machine's DNS." },
    {
        when: 'ENOENT',
        why: 'There is no such socket.',
        next: 'Check that the server runs, and its socket folder.',
    },
    {
        when: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout expired|could not connect in/i,
        next: "Check host and port, firewalls and security groups; GitHub's runners have changing addresses and no IPv6.",
    },
    {
        when: '28P01',
        next: 'Check user and password; characters such as @ / : % in a URL must be percent-encoded.',
    },
    {
        when: '28000',
        next: "Check the user, and the server's pg_hba.conf or network rules (often: `sslmode=require`).",
    },
    { when: '3D000', next: 'Check the database name at the end of `database-url`.' },
    {
        when: /password must be a string|password is empty/i,
        why: 'The server asks for a password and none was given.',
        next: 'Put it into `database-url` or PGPASSWORD.',
    },
    {
        when: '53300',
        why: 'The server has no connection left.',
        next: 'Raise max_connections, end idle sessions, or run with `jobs: 1` (two connections).',
    },
    { when: '57P03', next: 'The server is starting up, shutting down or recovering: try again in a minute.' },
    {
        when: /does not support SSL/i,
        next: 'Turn TLS on at the server, or write `sslmode=disable` in `database-url` where the network is trusted.',
    },
    {
        when: /self-signed certificate|unable to (get|verify)|certificate has expired|altnames|hostname\/ip/i,
        why: "The server's certificate could not be verified.",
        next: "Give the provider's certificate by `sslrootcert=`, or check the host name (sslmode verify-full compares it).",
    },
    {
        when: /out of shared memory|max_locks_per_transaction/i,
        why: "The server's lock table is full.",
        next: 'Raise max_locks_per_transaction at the server, or run with `jobs: 1`.',
    },
    {
        when: /row-level security|row security/i,
        why: 'Row-level security would hide rows from this user, so the backup would lack them.',
        next: 'Back up as a user with BYPASSRLS (ALTER ROLE … BYPASSRLS), or as the owner of the tables.',
    },
    {
        when: /conflict with recovery/i,
        why: 'The source is a replica, and replaying changes from its primary ended our query.',
        next: 'Set hot_standby_feedback = on or raise max_standby_streaming_delay on the replica, or back up the primary.',
    },
    {
        when: /permission denied|42501/i,
        next: 'Grant the user reading rights (GRANT pg_read_all_data TO … from version 14 on), or leave the object out by `exclude-tables`.',
    },
    {
        when: /aborting because of server version mismatch/i,
        next: "Install the client programs of the server's major version, or set `client: docker`.",
    },
    {
        when: /server closed the connection|terminating connection|Connection terminated|ECONNRESET|EPIPE|57P01|57P02|connection to server was lost|could not receive data/i,
        why: 'The connection to the server was lost in the middle of the work.',
        next: "Look into the server's log; nothing was kept of this run, so start it again.",
    },
    {
        when: /canceling statement due to (lock|statement) timeout|lock timeout/i,
        next: 'Run the backup when no migration or maintenance holds locks, or give it more time by `lock-timeout`.',
    },
    {
        when: '2201B',
        why: 'A pattern is no regular expression.',
        next: 'Check the patterns, and write names with special characters in double quotes.',
    },
    {
        when: /no matching (tables|schemas|extensions) were found/i,
        next: 'Check the patterns in `tables`, `schemas` and `exclude-table-data`.',
    },
    { when: /No space left on device/i, next: 'Free some room on the disk and start again.' },
];
/** Turns what the server or the driver threw into a sentence with advice. */
function serverTrouble(what, error) {
    if (error instanceof errors_ts_1.UserError)
        return error;
    const { code, message } = factsOf(error);
    const advice = findAdvice(code, message);
    return new errors_ts_1.UserError({
        what,
        why: advice?.why ? `${sentence(message)} ${advice.why}` : sentence(message),
        next: advice?.next,
        cause: error,
    });
}
/** Turns the bad end of a client program into an error with advice. */
function toolTrouble(tool, end, stderrTail) {
    const said = stderrTail.split('\n').filter((line) => /error|fatal|could not|failed|not found/i.test(line));
    const first = (said[0] ?? stderrTail.trim().split('\n').at(-1) ?? '').replace(/^\S+: (error: )?/, '');
    const advice = findAdvice('', stderrTail);
    return new errors_ts_1.ToolError(tool, end.code, stderrTail, {
        signal: end.signal,
        why: [first && sentence(first), advice?.why].filter(Boolean).join(' ') || undefined,
        next: advice?.next,
    });
}
function findAdvice(code, message) {
    return ADVICE.find(({ when }) => typeof when === 'string' ? when === code : when.test(message) || when.test(code));
}
/** What kind of error it is, and what it says, whoever threw it. */
function factsOf(error) {
    if (typeof error !== 'object' || error === null)
        return { code: '', message: String(error) };
    // A connection tried on several addresses fails with all their errors at once.
    if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
        return factsOf(error.errors[0]);
    return {
        code: 'code' in error && typeof error.code === 'string' ? error.code : '',
        message: 'message' in error && typeof error.message === 'string' ? error.message : String(error),
    };
}
function sentence(text) {
    const trimmed = text.trim().replace(/\s+/g, ' ');
    return /[.!?]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}


/***/ }),

/***/ 4630:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.reportBackup = reportBackup;
exports.reportFailure = reportFailure;
const copies_ts_1 = __webpack_require__(43713);
const layout_ts_1 = __webpack_require__(72630);
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const markdown_ts_1 = __webpack_require__(54285);
/** Tells how a backup went: lines and outputs, the job's summary, and JSON where it is wanted. */
async function reportBackup(host, options, report) {
    for (const [name, value] of Object.entries(outputsOf(report)))
        host.output(name, value);
    for (const { storage, trouble } of report.copies) {
        if (trouble)
            host.error(`${storage.label} has no copy of this backup.\n${trouble.message}`);
        else
            host.info(`${storage.label}: stored as ${report.key}.`);
    }
    host.info(sentenceOf(report));
    if (options.json)
        host.print(JSON.stringify(jsonOf(report), undefined, 2));
    else
        host.print(report.manifest.id);
    await host.summary(summaryOf(report, options.showTableNames));
}
/** Tells the job's summary of a backup that came to nothing; the log tells the whole story. */
async function reportFailure(host, name, error) {
    await host.summary(`## ❌ Backup of ${(0, markdown_ts_1.cell)(name)}\n\n${(0, markdown_ts_1.cell)((0, errors_ts_1.firstLine)(error))}\n\nThere is no backup of this run.\n`);
}
function outputsOf({ manifest, key, copies, proof }) {
    const folder = (0, layout_ts_1.layout)(manifest.name).data(manifest.id);
    return {
        'backup-id': manifest.id,
        location: `${withSlash((0, copies_ts_1.sound)(copies)[0]?.storage.url ?? '')}${folder}`,
        'size-bytes': String(manifest.totals.storedBytes),
        'raw-bytes': String(manifest.totals.rawBytes),
        'duration-seconds': String(secondsOf(manifest)),
        rows: String(manifest.totals.rows ?? ''),
        tables: String(manifest.totals.tables),
        fingerprint: proof.level,
        manifest: key,
    };
}
const withSlash = (url) => (url.endsWith('/') ? url : `${url}/`);
const secondsOf = ({ startedAt, finishedAt }) => Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 100) / 10);
function sentenceOf({ manifest, copies }) {
    const { totals } = manifest;
    const rows = totals.rows === undefined ? '' : `, ${count(totals.rows, 'row')}`;
    const size = `${(0, measure_ts_1.formatBytes)(totals.rawBytes)} as ${(0, measure_ts_1.formatBytes)(totals.storedBytes)}`;
    const places = `${(0, copies_ts_1.sound)(copies).length} of ${count(copies.length, 'destination')}`;
    return `Backup ${manifest.id}: ${count(totals.tables, 'table')}${rows}, ${size}, at ${places}, in ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`;
}
const count = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
function jsonOf({ manifest, key, copies, proof }) {
    return {
        outcome: (0, copies_ts_1.sound)(copies).length === copies.length ? 'pass' : 'fail',
        durationSeconds: secondsOf(manifest),
        manifestKey: key,
        destinations: copies.map(({ storage, trouble }) => ({
            label: storage.label,
            url: storage.url,
            stored: trouble === undefined,
            ...(trouble && { message: trouble.message }),
        })),
        notCompared: proof.notCompared.length,
        manifest,
    };
}
const LARGEST_SHOWN = 10;
function summaryOf(report, showTableNames) {
    const { manifest, copies, proof } = report;
    const whole = (0, copies_ts_1.sound)(copies).length === copies.length;
    return [
        `## ${whole ? '✅' : '❌'} Backup of ${(0, markdown_ts_1.cell)(manifest.name)}`,
        sentenceOf(report),
        (0, markdown_ts_1.table)(['', ''], [
            ['Backup', manifest.id],
            ['Database', `${manifest.database.name}, PostgreSQL ${manifest.server.version}`],
            [
                'Snapshot',
                `${manifest.snapshot.time}${manifest.snapshot.lsn ? ` at ${manifest.snapshot.lsn}` : ''}`,
            ],
            ['Encryption', ENCRYPTION[manifest.encryption.kind]],
            ['Fingerprint', FINGERPRINT[manifest.fingerprint]],
        ]),
        '### Destinations',
        (0, markdown_ts_1.table)(['Destination', 'Copy'], copies.map(({ storage, trouble }) => [
            storage.label,
            trouble ? `❌ ${(0, errors_ts_1.firstLine)(trouble)}` : '✅ stored and read back',
        ])),
        '### Parts',
        (0, markdown_ts_1.table)(['Object', 'Dumped', 'Stored', 'Share'], manifest.objects.map(({ name, plainBytes, bytes }) => [
            name,
            (0, measure_ts_1.formatBytes)(plainBytes),
            (0, measure_ts_1.formatBytes)(bytes),
            share(bytes, plainBytes),
        ])),
        `${(0, measure_ts_1.formatBytes)(manifest.totals.rawBytes / Math.max(secondsOf(manifest), 0.1))}/s over ${(0, measure_ts_1.formatDuration)(secondsOf(manifest))}.`,
        ...largest(proof, showTableNames),
        ...warnings(manifest),
    ].join('\n\n');
}
const ENCRYPTION = {
    none: '⚠️ none',
    'age-recipients': 'age, by public keys',
    'age-passphrase': 'age, by a passphrase',
};
const FINGERPRINT = {
    content: 'rows counted and their content hashed',
    counts: 'rows counted',
    none: 'none',
};
const share = (stored, plain) => plain > 0 ? `${Math.round((100 * stored) / plain)} %` : '';
function largest({ tables }, showTableNames) {
    if (tables.length === 0)
        return [];
    const bySize = tables.toSorted((a, b) => b.bytes - a.bytes || b.rows - a.rows).slice(0, LARGEST_SHOWN);
    const name = (at, { schema, name }) => showTableNames ? `${schema}.${name}` : `table ${at + 1}`;
    return [
        '### Largest tables',
        (0, markdown_ts_1.table)(['Table', 'Rows', 'On disk'], bySize.map((one, at) => [name(at, one), one.rows.toLocaleString('en'), (0, measure_ts_1.formatBytes)(one.bytes)])),
        ...(showTableNames
            ? []
            : ['Names are shown where the repository is private, or with `show-table-names: yes`.']),
    ];
}
const warnings = ({ warnings }) => warnings.length > 0 ? ['### Warnings', warnings.map((warning) => `- ${(0, markdown_ts_1.cell)(warning)}`).join('\n')] : [];


/***/ }),

/***/ 54285:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.cell = void 0;
exports.table = table;
/** A text from anywhere as it may stand in a cell or a line of Markdown: on one line, and meaning nothing there. */
const cell = (text) => text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.charCodeAt(0)};`);
exports.cell = cell;
function table(head, rows) {
    const line = (cells) => `| ${cells.map(exports.cell).join(' | ')} |`;
    return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}


/***/ }),

/***/ 49640:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.checkRecipient = checkRecipient;
exports.checkRecipients = checkRecipients;
exports.readIdentities = readIdentities;
const age_encryption_1 = __webpack_require__(20855);
const errors_ts_1 = __webpack_require__(83916);
const LOOKS_LIKE = 'A right one begins with age1 and is 62 characters long, such as age1ql3z7hjy54pw…; `age-keygen` makes a pair of keys.';
/** Refuses what cannot be encrypted to, saying what it is instead. Nothing that may be secret is repeated. */
function checkRecipient(text) {
    if (/age-(secret-key|plugin)-/i.test(text)) {
        throw new errors_ts_1.UsageError({
            what: 'A recipient is a secret key, the private half of a pair.',
            why: 'Backups are encrypted to the public half, so that the machine that writes them cannot read them.',
            next: 'Make the public one with `age-keygen -y KEYFILE`. If others could read where this key stood, make a new pair.',
        });
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(text)) {
        throw new errors_ts_1.UsageError({
            what: 'A recipient is an SSH key, and those are not supported.',
            next: 'Make a key of age with `age-keygen -o key.txt`, keep that file safe, and give the public key that it prints.',
        });
    }
    if (!text.startsWith('age1')) {
        // It may be anything, a passphrase too, so it is not shown.
        throw new errors_ts_1.UsageError({ what: 'A recipient does not begin with age1.', next: LOOKS_LIKE });
    }
    // A `1` ends the name of a kind of key and stands nowhere else; in a key of the right length it is a mistyped l.
    if (text.length !== 62 && /^age1(?!pq1)[a-z0-9-]+1/.test(text)) {
        throw new errors_ts_1.UsageError({
            what: `The recipient ${shortened(text)} belongs to an age plugin, and those are not supported.`,
            why: 'The key to open its backups is in a device that a drill on another machine cannot reach.',
            next: LOOKS_LIKE,
        });
    }
    try {
        new age_encryption_1.Encrypter().addRecipient(text);
    }
    catch (cause) {
        throw new errors_ts_1.UsageError({
            what: `The recipient ${shortened(text)} is not a whole public key.`,
            why: `It has ${text.length} characters, and its checksum does not fit: some are missing or mistyped.`,
            next: `Copy it again. ${LOOKS_LIKE}`,
            cause,
        });
    }
}
/** Refuses a set of recipients that cannot be used together. */
function checkRecipients(recipients) {
    if (recipients.length === 0) {
        throw new errors_ts_1.UsageError({ what: 'There is no recipient to encrypt to.', next: LOOKS_LIKE });
    }
    for (const recipient of recipients)
        checkRecipient(recipient);
    const hardened = recipients.filter((recipient) => recipient.startsWith('age1pq1')).length;
    // As the age program does: one ordinary recipient takes from all others what their kind of key is for.
    if (hardened > 0 && hardened < recipients.length) {
        throw new errors_ts_1.UsageError({
            what: 'The recipients are of two kinds, ordinary (age1…) and post-quantum (age1pq1…).',
            why: 'A file that an ordinary key opens is not safe from a quantum computer, whoever else it is encrypted to.',
            next: 'Give recipients of one kind only.',
        });
    }
}
/** The secret keys in a text as age-keygen writes it, a key a line, with comments. No error repeats any of it. */
function readIdentities(text) {
    const trimmed = text.trim();
    if (trimmed.startsWith('age-encryption.org/') || trimmed.startsWith('-----BEGIN AGE ENCRYPTED')) {
        throw new errors_ts_1.UsageError({
            what: 'The identity is itself encrypted with age.',
            next: 'Open it with `age -d` and give what comes out.',
        });
    }
    if (trimmed.startsWith('-----BEGIN')) {
        throw new errors_ts_1.UsageError({
            what: 'The identity is an SSH or PEM key, and those are not supported.',
            next: 'Give the file that `age-keygen` wrote; it holds a line that begins with AGE-SECRET-KEY-1.',
        });
    }
    const keys = trimmed
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    for (const key of keys)
        checkIdentity(key);
    return keys;
}
function checkIdentity(key) {
    if (key.startsWith('age1')) {
        throw new errors_ts_1.UsageError({
            what: 'An identity is a public key (age1…), and those only encrypt.',
            next: 'Give the private half: the line that begins with AGE-SECRET-KEY-1 in the file that `age-keygen` wrote.',
        });
    }
    if (!/^AGE-SECRET-KEY-(PQ-)?1/.test(key)) {
        throw new errors_ts_1.UsageError({
            what: 'An identity does not begin with AGE-SECRET-KEY-1.',
            next: 'Give the file that `age-keygen` wrote, or the line of it that begins so.',
        });
    }
    try {
        new age_encryption_1.Decrypter().addIdentity(key);
    }
    catch {
        // No `cause`: a message about a key may hold a part of it.
        throw new errors_ts_1.UsageError({
            what: 'An identity is not a whole secret key.',
            why: 'Its checksum does not fit: characters are missing or mistyped.',
            next: 'Copy the line that begins with AGE-SECRET-KEY-1 again, from the file that `age-keygen` wrote.',
        });
    }
}
const shortened = (text) => text.length > 24 ? `${text.slice(0, 16)}…${text.slice(-4)}` : text;


/***/ }),

/***/ 27360:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.passphraseRecipient = passphraseRecipient;
exports.passphraseIdentity = passphraseIdentity;
const node_crypto_1 = __webpack_require__(77598);
const age_encryption_1 = __webpack_require__(20855);
// What the age program writes: 256 MiB and most of a second of one core, for every file, since each has a salt of its
// own. That is the price of a guess for an attacker too, which is what protects a passphrase.
const WORK_FACTOR = 18;
// Takes 1 GiB; a file that asks for more is not ours, and would only serve to exhaust the machine.
const MOST_WORK = 20;
const NONCE = Buffer.alloc(12);
const TAG = 16;
const FILE_KEY = 16;
/** Wraps the key of a file by a passphrase, as the package does, but without blocking the event loop meanwhile. */
function passphraseRecipient(passphrase, workFactor = WORK_FACTOR) {
    return {
        async wrapFileKey(fileKey) {
            const salt = (0, node_crypto_1.randomBytes)(16);
            const key = await deriveKey(passphrase, salt, workFactor);
            const cipher = (0, node_crypto_1.createCipheriv)('chacha20-poly1305', key, NONCE, { authTagLength: TAG });
            const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
            return [new age_encryption_1.Stanza(['scrypt', base64(salt), String(workFactor)], body)];
        },
    };
}
function passphraseIdentity(passphrase) {
    return {
        async unwrapFileKey(stanzas) {
            const [stanza] = stanzas.filter(({ args }) => args[0] === 'scrypt');
            if (!stanza)
                return null;
            if (stanzas.length !== 1)
                throw new Error('a passphrase stands beside others');
            const [, encodedSalt = '', work = ''] = stanza.args;
            const salt = Buffer.from(encodedSalt, 'base64');
            const sound = stanza.args.length === 3 &&
                salt.length === 16 &&
                base64(salt) === encodedSalt &&
                /^[1-9][0-9]?$/.test(work) &&
                stanza.body.length === FILE_KEY + TAG;
            if (!sound)
                throw new Error('its passphrase line is malformed');
            if (Number(work) > MOST_WORK)
                throw new Error(`its scrypt work factor, ${work}, is above ${MOST_WORK}`);
            const key = await deriveKey(passphrase, salt, Number(work));
            const decipher = (0, node_crypto_1.createDecipheriv)('chacha20-poly1305', key, NONCE, { authTagLength: TAG });
            decipher.setAuthTag(stanza.body.subarray(FILE_KEY));
            const fileKey = decipher.update(stanza.body.subarray(0, FILE_KEY));
            try {
                decipher.final();
            }
            catch {
                return null;
            }
            return fileKey;
        },
    };
}
let lastDerivation = Promise.resolve();
/** One after another: the streams of a backup begin together, and each derivation takes 256 MiB while it runs. */
function deriveKey(passphrase, salt, workFactor) {
    const derive = () => new Promise((resolve, reject) => {
        const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
        const N = 2 ** workFactor;
        // OpenSSL counts a little beside the 128 * N * r bytes of the table itself.
        const options = { N, r: 8, p: 1, maxmem: 128 * N * 8 + 2 ** 20 };
        (0, node_crypto_1.scrypt)(passphrase, labelled, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
    const mine = lastDerivation.then(derive);
    lastDerivation = mine.catch(() => { });
    return mine;
}
const base64 = (bytes) => bytes.toString('base64').replaceAll('=', '');


/***/ }),

/***/ 31832:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Opener = exports.Sealer = exports.payloadKey = void 0;
const node_crypto_1 = __webpack_require__(77598);
const damage_ts_1 = __webpack_require__(59079);
/** The payload of an age file: chunks of 64 KiB, each sealed under its number and whether it is the last. */
const CHUNK = 64 * 1024;
const TAG = 16;
const SEALED = CHUNK + TAG;
const CIPHER = 'chacha20-poly1305';
const TAG_LENGTH = { authTagLength: TAG };
const payloadKey = (fileKey, nonce) => Buffer.from((0, node_crypto_1.hkdfSync)('sha256', fileKey, nonce, 'payload', 32));
exports.payloadKey = payloadKey;
/** Numbers chunks: eleven bytes that count, of which six are enough for any disk, and one that marks the last. */
class Counter {
    #nonce = Buffer.alloc(12);
    value = 0;
    nonce(last) {
        this.#nonce.writeUIntBE(this.value, 5, 6);
        this.#nonce[11] = last ? 1 : 0;
        return this.#nonce;
    }
}
/**
 * Cuts bytes into pieces of one size. A whole piece stays back until another byte comes, because only then it is known
 * not to be the last. What arrives in pieces of that size is not copied.
 */
class Pieces {
    #kept;
    #take;
    #filled = 0;
    constructor(size, take) {
        this.#kept = Buffer.allocUnsafeSlow(size);
        this.#take = take;
    }
    add(bytes) {
        const size = this.#kept.length;
        let at = 0;
        while (this.#filled + bytes.length - at > size) {
            if (this.#filled === 0) {
                this.#take(bytes.subarray(at, at + size));
                at += size;
            }
            else {
                at += bytes.copy(this.#kept, this.#filled, at);
                this.#filled = 0;
                this.#take(this.#kept);
            }
        }
        this.#filled += bytes.copy(this.#kept, this.#filled, at);
    }
    /** The last piece, once nothing more comes. */
    rest() {
        return this.#kept.subarray(0, this.#filled);
    }
}
class Sealer {
    #key;
    #counter = new Counter();
    #pieces;
    #emit;
    constructor(key, emit) {
        this.#key = key;
        this.#emit = emit;
        this.#pieces = new Pieces(CHUNK, (piece) => this.#seal(piece, false));
    }
    add(bytes) {
        this.#pieces.add(bytes);
    }
    end() {
        this.#seal(this.#pieces.rest(), true);
    }
    #seal(piece, last) {
        const cipher = (0, node_crypto_1.createCipheriv)(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH);
        const sealed = cipher.update(piece);
        cipher.final();
        this.#counter.value += 1;
        this.#emit(Buffer.concat([sealed, cipher.getAuthTag()]));
    }
}
exports.Sealer = Sealer;
class Opener {
    #key;
    #name;
    #counter = new Counter();
    #pieces;
    #emit;
    constructor(key, name, emit) {
        this.#key = key;
        this.#name = name;
        this.#emit = emit;
        this.#pieces = new Pieces(SEALED, (piece) => this.#openMiddle(piece));
    }
    add(bytes) {
        this.#pieces.add(bytes);
    }
    end() {
        const piece = this.#pieces.rest();
        const first = this.#counter.value === 0;
        // Only a file without content ends with an empty chunk.
        if (piece.length < TAG || (piece.length === TAG && !first))
            throw this.#cutOff();
        const plain = this.#open(piece, true);
        if (!plain) {
            throw piece.length === SEALED && this.#open(piece, false) ? this.#cutOff() : this.#damaged(true);
        }
        if (plain.length > 0)
            this.#emit(plain);
    }
    #openMiddle(piece) {
        const plain = this.#open(piece, false);
        if (!plain)
            throw this.#open(piece, true) ? this.#goesOn() : this.#damaged(false);
        this.#counter.value += 1;
        this.#emit(plain);
    }
    #open(piece, last) {
        const decipher = (0, node_crypto_1.createDecipheriv)(CIPHER, this.#key, this.#counter.nonce(last), TAG_LENGTH);
        decipher.setAuthTag(piece.subarray(piece.length - TAG));
        const plain = decipher.update(piece.subarray(0, piece.length - TAG));
        try {
            decipher.final();
            return plain;
        }
        catch {
            return undefined;
        }
    }
    #cutOff() {
        const bytes = this.#counter.value * CHUNK;
        return (0, damage_ts_1.cutOff)(this.#name, `The encrypted file ends after ${bytes} bytes of content, and more belongs to it.`);
    }
    #damaged(last) {
        const why = `It does not decrypt from byte ${this.#counter.value * CHUNK} of its content on.`;
        return (0, damage_ts_1.damaged)(this.#name, last ? `${why} That is its end, so it may also be cut off.` : why);
    }
    #goesOn() {
        return (0, damage_ts_1.goesOn)(this.#name, 'Bytes that do not belong to it follow the last chunk of the encrypted file.');
    }
}
exports.Opener = Opener;


/***/ }),

/***/ 1327:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encrypt = encrypt;
exports.decrypt = decrypt;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
const age_encryption_1 = __webpack_require__(20855);
const errors_ts_1 = __webpack_require__(83916);
const age_keys_ts_1 = __webpack_require__(49640);
const age_passphrase_ts_1 = __webpack_require__(27360);
const age_payload_ts_1 = __webpack_require__(31832);
const damage_ts_1 = __webpack_require__(59079);
// Files of age, version 1 (https://age-encryption.org/v1). The package makes and reads the header; the payload goes
// through node:crypto, which is several times faster than the package's own.
const INTRO = 'age-encryption.org/v1\n';
const NONCE = 16;
/** The nonce and the one empty chunk of a file without content. */
const EMPTY_PAYLOAD = NONCE + 16;
/** A thousand recipients fit; a header that never ends must not fill the memory. */
const LONGEST_HEADER = 128 * 1024;
/** Encrypts to recipients or by a passphrase. By a passphrase, the first byte takes about a second; see there. */
function encrypt(lock) {
    const encrypter = new age_encryption_1.Encrypter();
    if ('passphrase' in lock) {
        if (lock.passphrase === '')
            throw new errors_ts_1.UsageError({ what: 'The passphrase is empty.', next: 'Give another.' });
        encrypter.addRecipient((0, age_passphrase_ts_1.passphraseRecipient)(lock.passphrase));
    }
    else {
        (0, age_keys_ts_1.checkRecipients)(lock.recipients);
        for (const recipient of lock.recipients)
            encrypter.addRecipient(recipient);
    }
    return new Encrypt(encrypter);
}
class Encrypt extends node_stream_1.Transform {
    #encrypter;
    #head;
    #sealer;
    constructor(encrypter) {
        super();
        this.#encrypter = encrypter;
    }
    _construct(done) {
        makeHeader(this.#encrypter).then(({ header, fileKey }) => {
            const nonce = (0, node_crypto_1.randomBytes)(NONCE);
            this.#head = Buffer.concat([header, nonce]);
            this.#sealer = new age_payload_ts_1.Sealer((0, age_payload_ts_1.payloadKey)(fileKey, nonce), (bytes) => this.push(bytes));
            done();
        }, done);
    }
    _transform(chunk, _encoding, done) {
        this.#begin().add(chunk);
        done();
    }
    _flush(done) {
        this.#begin().end();
        done();
    }
    #begin() {
        if (this.#head)
            this.push(this.#head);
        this.#head = undefined;
        if (!this.#sealer)
            throw new Error('A stream was written to before it was constructed.');
        return this.#sealer;
    }
}
/** The package keeps the key of a file to itself, so a recipient that wants no line in the header listens in. */
async function makeHeader(encrypter) {
    let fileKey;
    const listener = {
        wrapFileKey(key) {
            fileKey = key;
            return [];
        },
    };
    encrypter.addRecipient(listener);
    const empty = await encrypter.encrypt(new Uint8Array());
    if (!fileKey)
        throw new Error('age-encryption asked no recipient.');
    const header = empty.subarray(0, empty.length - EMPTY_PAYLOAD);
    if (header.length > LONGEST_HEADER) {
        throw new errors_ts_1.UsageError({
            what: 'There are too many recipients to encrypt to.',
            why: `The header of a file would be ${header.length} bytes long, and may be ${LONGEST_HEADER}.`,
            next: 'Give fewer recipients, such as one key for each team.',
        });
    }
    return { header, fileKey };
}
/**
 * Decrypts a file by whichever key fits. Bytes come out as soon as their chunk is proven; only the end of the stream
 * says that the file was whole.
 */
function decrypt(keys) {
    const name = keys.name ?? 'The encrypted file';
    const identities = keys.identities.flatMap(age_keys_ts_1.readIdentities);
    const decrypter = new age_encryption_1.Decrypter();
    for (const identity of identities)
        decrypter.addIdentity(identity);
    if (keys.passphrase !== undefined)
        decrypter.addIdentity((0, age_passphrase_ts_1.passphraseIdentity)(keys.passphrase));
    // Asked after all others have declined.
    decrypter.addIdentity({
        unwrapFileKey(stanzas) {
            throw noKeyFits(name, stanzas, identities.length, keys.passphrase !== undefined);
        },
    });
    return new Decrypt(decrypter, name);
}
class Decrypt extends node_stream_1.Transform {
    #decrypter;
    #name;
    #head = Buffer.allocUnsafe(0);
    #filled = 0;
    #opener;
    constructor(decrypter, name) {
        super();
        this.#decrypter = decrypter;
        this.#name = name;
    }
    _transform(chunk, _encoding, done) {
        const opener = this.#opener;
        if (opener)
            done(errorOf(() => opener.add(chunk)));
        else
            this.#readHeader(chunk).then(() => done(), done);
    }
    _flush(done) {
        const opener = this.#opener;
        if (opener)
            done(errorOf(() => opener.end()));
        else if (this.#filled === 0)
            done(noHeader(this.#name, 'It is empty.'));
        else
            done((0, damage_ts_1.cutOff)(this.#name, 'It ends within its age header.'));
    }
    async #readHeader(chunk) {
        this.#gather(chunk);
        const head = this.#head.subarray(0, this.#filled);
        const intro = Math.min(head.length, INTRO.length);
        if (head.toString('latin1', 0, intro) !== INTRO.slice(0, intro))
            throw notAge(this.#name, head);
        const end = headerEnd(head);
        if (end === undefined && head.length > LONGEST_HEADER) {
            throw (0, damage_ts_1.damaged)(this.#name, `Its age header has no end within ${LONGEST_HEADER} bytes.`);
        }
        if (end === undefined || head.length < end + NONCE)
            return;
        const fileKey = await this.#decrypter.decryptHeader(head.subarray(0, end)).catch((error) => {
            throw error instanceof errors_ts_1.UserError
                ? error
                : (0, damage_ts_1.damaged)(this.#name, `Its age header cannot be read: ${error.message}.`, error);
        });
        const key = (0, age_payload_ts_1.payloadKey)(fileKey, head.subarray(end, end + NONCE));
        this.#opener = new age_payload_ts_1.Opener(key, this.#name, (bytes) => this.push(bytes));
        this.#opener.add(head.subarray(end + NONCE));
        this.#head = Buffer.allocUnsafe(0);
    }
    /** Doubles its room as needed, so that a header that comes byte by byte is not copied for each. */
    #gather(chunk) {
        const needed = this.#filled + chunk.length;
        if (needed > this.#head.length) {
            const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#head.length));
            this.#head.copy(larger, 0, 0, this.#filled);
            this.#head = larger;
        }
        chunk.copy(this.#head, this.#filled);
        this.#filled = needed;
    }
}
/** The error of a piece of work, for a callback that wants it as a value. */
function errorOf(work) {
    try {
        work();
        return null;
    }
    catch (error) {
        return error;
    }
}
function headerEnd(head) {
    const last = head.indexOf('\n--- ');
    const end = last < 0 ? -1 : head.indexOf('\n', last + 1);
    return end < 0 || end >= LONGEST_HEADER ? undefined : end + 1;
}
function noKeyFits(name, stanzas, identities, passphrase) {
    const byPassphrase = stanzas.some(({ args }) => args[0] === 'scrypt');
    if (byPassphrase && !passphrase) {
        return new errors_ts_1.UserError({
            what: `${name} is locked with a passphrase, and none was given.`,
            next: 'Give the passphrase that the backup was made with.',
        });
    }
    if (byPassphrase) {
        return new errors_ts_1.UserError({
            what: `${name} cannot be opened: the passphrase given does not fit.`,
            why: 'It was encrypted with another one, or its header is damaged.',
            next: 'Give the passphrase that the backup was made with; it may have been changed since.',
        });
    }
    if (identities === 0) {
        return new errors_ts_1.UserError({
            what: `${name} is encrypted to a key, and no identity was given.`,
            next: 'Give the secret key (AGE-SECRET-KEY-1…) that belongs to a recipient of the backup.',
        });
    }
    return new errors_ts_1.UserError({
        what: `${name} cannot be opened: none of the identities given fits.`,
        why: 'It was encrypted to other recipients, or its header is damaged.',
        next: 'Compare the public key of each identity (`age-keygen -y KEYFILE`) with the recipients of the backup.',
    });
}
function notAge(name, head) {
    if (head.toString('latin1', 0, 10) === '-----BEGIN') {
        return noHeader(name, 'It looks like an armored file, which is age in text form; backups are in binary form.');
    }
    if (head.readUIntBE(0, Math.min(4, head.length)) === 0x28b52ffd) {
        return noHeader(name, 'It is compressed with zstd, and not encrypted.');
    }
    return noHeader(name, 'It does not begin as a file of age does.');
}
const noHeader = (name, why) => new errors_ts_1.UserError({
    what: `${name} is not encrypted with age.`,
    why,
    next: 'Check that it is the right file, and whether the backup was encrypted at all.',
});


/***/ }),

/***/ 59079:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.goesOn = exports.damaged = exports.cutOff = void 0;
const errors_ts_1 = __webpack_require__(83916);
// What can be wrong with bytes that come back from a store, said alike by every stage that notices.
const next = 'Fetch it again, and if that does not help, take the copy at another destination or another backup.';
const cutOff = (name, why, cause) => new errors_ts_1.UserError({ what: `${name} is cut off.`, why, next, cause });
exports.cutOff = cutOff;
const damaged = (name, why, cause) => new errors_ts_1.UserError({ what: `${name} is damaged.`, why, next, cause });
exports.damaged = damaged;
const goesOn = (name, why, cause) => new errors_ts_1.UserError({ what: `${name} goes on after its end.`, why, next, cause });
exports.goesOn = goesOn;


/***/ }),

/***/ 78134:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Digest = void 0;
const node_crypto_1 = __webpack_require__(77598);
const node_stream_1 = __webpack_require__(57075);
/** Passes bytes on as they are, counting them and computing their SHA-256. */
class Digest extends node_stream_1.Transform {
    #hash = (0, node_crypto_1.createHash)('sha256');
    #bytes = 0;
    #sha256;
    /** How many bytes went through so far. */
    bytes() {
        return this.#bytes;
    }
    /** The SHA-256 of all that went through, in hex; known once the input has ended. */
    sha256() {
        // A digest of a part would look as good as one of the whole.
        if (this.#sha256 === undefined)
            throw new Error('The digest of a stream was asked for before its end.');
        return this.#sha256;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
        done(null, chunk);
    }
    _flush(done) {
        this.#sha256 = this.#hash.digest('hex');
        done();
    }
}
exports.Digest = Digest;


/***/ }),

/***/ 67481:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.gate = gate;
const node_stream_1 = __webpack_require__(57075);
/**
 * Passes bytes on at once, but ends only when a promise has resolved: the good ending of the process that feeds it. When
 * the promise rejects, the stream is destroyed with that error, so that nothing after it takes a part for the whole.
 */
function gate(until) {
    return new Gate(until);
}
class Gate extends node_stream_1.Transform {
    #until;
    constructor(until) {
        super();
        this.#until = until;
        // The process may fail before anybody reads: whoever reads later still gets the error.
        this.on('error', () => { });
        until.catch((reason) => this.destroy(asError(reason)));
    }
    _transform(chunk, _encoding, done) {
        done(null, chunk);
    }
    _flush(done) {
        // Rejected, it has been destroyed above; `done` is never called then, whatever the promise was rejected with.
        this.#until.then(() => done(), () => { });
    }
}
const asError = (reason) => reason instanceof Error ? reason : new Error(`The process that feeds a stream failed: ${String(reason)}`);


/***/ }),

/***/ 58045:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Meter = void 0;
const BETWEEN_REPORTS = 250;
/**
 * Reports how far several streams have come together. It asks each for its count now and then, in place of being told of
 * every chunk, so that metering costs the streams nothing.
 */
class Meter {
    #progress;
    #options;
    #counts = [];
    #timer;
    #ended = false;
    constructor(progress, options = {}) {
        this.#progress = progress;
        this.#options = options;
        // A meter nobody ended must not keep the process alive.
        this.#timer = setInterval(() => this.report(), BETWEEN_REPORTS).unref();
    }
    /** Adds a stream; `count` says how many bytes went through it so far. */
    watch(count) {
        this.#counts.push(count);
    }
    /** Called by the meter's own timer. */
    report() {
        const bytes = this.#counts.reduce((sum, count) => sum + count(), 0);
        const estimate = this.#options.total;
        // An estimate that was passed is no estimate any more: rather no share than more than the whole.
        const total = estimate !== undefined && bytes <= estimate ? estimate : undefined;
        this.#progress.update({ bytes, total, note: this.#options.note?.() ?? '' });
    }
    /** Reports a last time and stops; once is enough, and twice does no harm. */
    done() {
        if (this.#ended)
            return;
        this.#ended = true;
        clearInterval(this.#timer);
        this.report();
        this.#progress.done();
    }
}
exports.Meter = Meter;


/***/ }),

/***/ 47080:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.keepNurserySmall = keepNurserySmall;
const node_v8_1 = __webpack_require__(78877);
/**
 * Keeps V8's nursery at its smallest; to be called once, before the streams begin. Streams make few objects and many
 * buffers, which lie outside of V8's heap: with a large nursery the objects that own them are seldom collected there, and
 * V8 collects its whole heap instead each time the buffers have grown by some megabytes. Without this, a backup's streams
 * take a fifth more CPU and half as much memory again.
 */
function keepNurserySmall() {
    // An internal name of V8's: where it is not known to be right, a backup is a little slower and nothing else.
    if (process.versions.node.startsWith('24.'))
        (0, node_v8_1.setFlagsFromString)('--scavenger-max-new-space-capacity-mb=1');
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


/***/ }),

/***/ 58978:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NobodyLeft = void 0;
exports.tee = tee;
const node_stream_1 = __webpack_require__(57075);
const errors_ts_1 = __webpack_require__(83916);
/**
 * Hands the same chunks to several readers, as fast as the slowest takes them. A reader that gives up (destroys its
 * branch) is left out and the others go on; when all have, the source is destroyed. When the source fails, every branch
 * is destroyed with its error and none ends. The chunks are shared, so no reader may change them.
 */
function tee(source, count) {
    const live = new Set();
    const full = new Set();
    const mayGoOn = () => {
        if (full.size === 0 && live.size > 0)
            source.resume();
    };
    const roomIn = (branch) => {
        if (full.delete(branch))
            mayGoOn();
    };
    const gone = (branch, error) => {
        live.delete(branch);
        full.delete(branch);
        if (live.size > 0)
            mayGoOn();
        else if (!source.readableEnded)
            source.destroy(new NobodyLeft(error));
    };
    const branches = Array.from({ length: count }, () => new Branch(roomIn, gone));
    for (const branch of branches)
        live.add(branch);
    source.on('data', (chunk) => {
        for (const branch of live) {
            if (!branch.push(chunk))
                full.add(branch);
        }
        if (full.size > 0)
            source.pause();
    });
    (0, node_stream_1.finished)(source, { writable: false }, (error) => {
        // Destroying a branch takes it out of the set.
        for (const branch of [...live]) {
            if (error)
                branch.destroy(error);
            else
                branch.push(null);
        }
    });
    return branches;
}
class Branch extends node_stream_1.Readable {
    #roomIn;
    #gone;
    constructor(roomIn, gone) {
        super();
        this.#roomIn = roomIn;
        this.#gone = gone;
        // The source may fail before this branch's reader has begun: it still gets the error when it does.
        this.on('error', () => { });
    }
    _read() {
        this.#roomIn(this);
    }
    _destroy(error, done) {
        this.#gone(this, error);
        done(error);
    }
}
/** Why a source was destroyed: not for a fault of its own. */
class NobodyLeft extends errors_ts_1.UserError {
    constructor(last) {
        super({
            what: 'No destination is left to write to.',
            why: last ? `The last one failed: ${last.message}` : 'All of them stopped reading.',
            next: 'See what was said about each destination.',
            cause: last ?? undefined,
        });
        this.name = 'NobodyLeft';
    }
}
exports.NobodyLeft = NobodyLeft;


/***/ }),

/***/ 95709:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Compress = void 0;
exports.compress = compress;
exports.decompress = decompress;
const node_stream_1 = __webpack_require__(57075);
const node_zlib_1 = __webpack_require__(38522);
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
// Each write to zlib is a trip to its thread pool. pg_dump writes a few KiB at a time, and at that size the trips cost
// as much as the compression; at this size they no longer show.
const BATCH = 256 * 1024;
const OUTPUT = 256 * 1024;
// A frame names the memory that opening it takes. The stock `zstd -d` opens up to 128 MiB unless told otherwise, and
// what we write (levels up to 19) needs 8 MiB at most.
const WINDOW_LOG_MAX = 27;
const FRAME_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Compresses into one zstd frame with a checksum, so that `zstd -t` and `zstd -d` notice damage; levels 1 to 19. */
function compress(level) {
    return new Compress(level);
}
/**
 * The pool compresses one batch while this thread fills the next and passes on what came of the one before, so that
 * hashing, encrypting and sending cost no time beside the compression.
 */
class Compress extends node_stream_1.Transform {
    #engine;
    #batch = Buffer.allocUnsafeSlow(BATCH);
    #spare = Buffer.allocUnsafeSlow(BATCH);
    #filled = 0;
    #bytes = 0;
    #busy = false;
    #readerHasRoom = true;
    #waiting;
    #compressed = [];
    constructor(level) {
        super({ readableHighWaterMark: OUTPUT });
        this.#engine = (0, node_zlib_1.createZstdCompress)({
            chunkSize: OUTPUT,
            params: { [node_zlib_1.constants.ZSTD_c_compressionLevel]: level, [node_zlib_1.constants.ZSTD_c_checksumFlag]: 1 },
        });
        // No pausing here: a batch comes out as not more than its own size, and not more than two are under way.
        this.#engine.on('data', (chunk) => this.#compressed.push(chunk));
        this.#engine.on('error', (error) => this.destroy(error));
    }
    /** How many bytes came in so far. */
    bytes() {
        return this.#bytes;
    }
    _transform(chunk, _encoding, done) {
        this.#bytes += chunk.length;
        this.#fill(chunk, 0, done);
    }
    _flush(done) {
        this.#engine.once('end', () => {
            for (const output of this.#compressed)
                this.push(output);
            done();
        });
        this.#engine.end(this.#batch.subarray(0, this.#filled));
    }
    _destroy(error, done) {
        this.#engine.destroy();
        done(error);
    }
    #fill(chunk, from, done) {
        const taken = chunk.copy(this.#batch, this.#filled, from);
        this.#filled += taken;
        if (this.#filled < BATCH)
            return void done();
        const goOn = () => {
            this.#compress();
            this.#fill(chunk, from + taken, done);
        };
        this.#waiting = goOn;
        this.#goOnWhereRoom();
    }
    /** A transform holds its writer back only for what it pushes while it is asked to; the rest is held back here. */
    #goOnWhereRoom() {
        if (this.#busy || !this.#readerHasRoom)
            return;
        const next = this.#waiting;
        this.#waiting = undefined;
        next?.();
    }
    _read(size) {
        this.#readerHasRoom = true;
        this.#goOnWhereRoom();
        super._read(size);
    }
    #compress() {
        const full = this.#batch;
        this.#batch = this.#spare;
        this.#spare = full;
        this.#filled = 0;
        this.#busy = true;
        this.#engine.write(full, (error) => {
            // An error is told by the engine's event.
            if (error)
                return;
            this.#busy = false;
            // First work for the pool, then what came of the last: the other way round, the pool would stand idle meanwhile.
            const compressed = this.#compressed;
            this.#compressed = [];
            this.#goOnWhereRoom();
            for (const output of compressed)
                this.#readerHasRoom = this.push(output);
        });
    }
}
exports.Compress = Compress;
/**
 * Decompresses zstd frames, one after another as the stock `zstd -d` does. Input that is damaged, cut off or followed by
 * something else is an error; `name` is what the error calls it.
 */
function decompress(name = 'The compressed data') {
    return new Decompress(name);
}
/**
 * Node's decompressor takes what follows a frame within one write for nothing: it ends without an error, and with a
 * second frame lost. So the bytes it has taken are compared with those it was given, and the rest begins anew.
 */
class Decompress extends node_stream_1.Transform {
    #name;
    #engine;
    #given = 0;
    #frames = 0;
    constructor(name) {
        super({ readableHighWaterMark: OUTPUT });
        this.#name = name;
    }
    _transform(chunk, _encoding, done) {
        if (chunk.length === 0)
            done();
        else
            this.#feed(chunk, done);
    }
    #feed(chunk, done) {
        this.#engine ??= this.#begin();
        const engine = this.#engine;
        const ended = () => {
            const left = this.#given - engine.bytesWritten;
            this.#engine = undefined;
            engine.destroy();
            const rest = chunk.subarray(chunk.length - left);
            if (beginsFrame(rest))
                this.#feed(rest, done);
            else
                done(this.#followed());
        };
        this.#given += chunk.length;
        engine.once('end', ended);
        engine.write(chunk, (error) => {
            engine.off('end', ended);
            // An error is told by the engine's event.
            if (!error && engine === this.#engine)
                done();
        });
    }
    _flush(done) {
        this.#engine?.once('end', done).end();
        if (!this.#engine)
            done(this.#cutOff());
    }
    /** Lets go on what waited until the reader had room: a few bytes of zstd can hold gigabytes. */
    _read(size) {
        this.#engine?.resume();
        super._read(size);
    }
    _destroy(error, done) {
        this.#engine?.destroy();
        done(error);
    }
    #begin() {
        const engine = (0, node_zlib_1.createZstdDecompress)({
            chunkSize: OUTPUT,
            params: { [node_zlib_1.constants.ZSTD_d_windowLogMax]: WINDOW_LOG_MAX },
        });
        this.#given = 0;
        this.#frames += 1;
        engine.on('data', (chunk) => {
            if (!this.push(chunk))
                engine.pause();
        });
        engine.on('error', (error) => this.destroy(this.#explain(error, engine)));
        return engine;
    }
    #explain(error, engine) {
        const code = 'code' in error ? error.code : undefined;
        if (code === 'Z_BUF_ERROR')
            return this.#cutOff(error);
        if (code === 'ZSTD_error_prefix_unknown') {
            const first = this.#frames === 1 && engine.bytesWritten === 0;
            return first ? this.#notZstd(error) : this.#followed(error);
        }
        if (code === 'ZSTD_error_frameParameter_windowTooLarge') {
            return new errors_ts_1.UserError({
                what: `${this.#name} asks for more memory than opening a backup takes.`,
                why: `Its zstd frame names a window of more than ${2 ** (WINDOW_LOG_MAX - 20)} MiB, which no backup of ours has.`,
                next: 'Compare the file with its SHA256SUMS: it may not be the file that was written.',
                cause: error,
            });
        }
        return (0, damage_ts_1.damaged)(this.#name, `zstd says: ${error.message}.`, error);
    }
    #notZstd(cause) {
        return new errors_ts_1.UserError({
            what: `${this.#name} is not compressed with zstd.`,
            why: 'It does not begin as a zstd frame does.',
            next: 'Check that it is the right file, and that it was decrypted with the right key.',
            cause,
        });
    }
    #cutOff(cause) {
        return (0, damage_ts_1.cutOff)(this.#name, 'It ends before its zstd frame does.', cause);
    }
    #followed(cause) {
        return (0, damage_ts_1.goesOn)(this.#name, 'Bytes that are no zstd frame follow the last frame.', cause);
    }
}
/** Whether bytes could begin a frame, as far as there are any. */
const beginsFrame = (bytes) => {
    const seen = Math.min(bytes.length, FRAME_MAGIC.length);
    return bytes.subarray(0, seen).equals(FRAME_MAGIC.subarray(0, seen));
};


/***/ })

};
