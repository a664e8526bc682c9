export const id = 9691;
export const ids = [9691];
export const modules = {

/***/ 19270:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.formatMinute = exports.coldProblems = exports.isReadable = exports.THAWED_DAYS = void 0;
exports.findCold = findCold;
exports.thawAll = thawAll;
exports.coldProblem = coldProblem;
exports.thawBegun = thawBegun;
const errors_ts_1 = __webpack_require__(83916);
const measure_ts_1 = __webpack_require__(23810);
const drill_ts_1 = __webpack_require__(84491);
const values_ts_1 = __webpack_require__(62262);
const cold_ts_1 = __webpack_require__(96171);
const layout_ts_1 = __webpack_require__(72630);
/** Days for which a store keeps the copies that it brings back: a restore that is put off over a weekend still finds them. */
exports.THAWED_DAYS = 7;
/** Looks at each object of one backup, and reads none. */
async function findCold({ storage, manifest }, signal) {
    const found = { frozen: [], thawing: [] };
    let until;
    for (const { name, bytes } of manifest.objects) {
        const key = (0, layout_ts_1.layout)(manifest.name).object(manifest.id, name);
        const cold = (await storage.stat(key, { signal }))?.cold;
        if (cold === undefined)
            continue;
        if (cold.state !== 'thawed')
            found[cold.state].push({ name, key, bytes, tier: cold.tier });
        else if (cold.until && !(until && until < cold.until))
            until = cold.until;
    }
    return { ...found, until };
}
/** Whether all of it can be read at once. */
const isReadable = ({ frozen, thawing }) => frozen.length + thawing.length === 0;
exports.isReadable = isReadable;
/** Begins to bring back all that is frozen, or nothing of it where that cannot be done at this speed. */
async function thawAll({ storage }, { frozen }, speed, signal) {
    if (frozen.length > 0 && waitFor(frozen, speed) === undefined)
        throw new errors_ts_1.UsageError({
            what: `\`rehydrate\`: ${tiersOf(frozen)} does not have the speed \`${speed}\`.`,
            next: `Choose ${offersOf(frozen)}.`,
        });
    for (const { key } of frozen)
        await storage.thaw(key, { speed, days: exports.THAWED_DAYS, signal });
}
/** What of a backup keeps it from being read now, for a plan that tells all that is in the way. */
const coldProblems = (shelf, cold) => ((0, exports.isReadable)(cold) ? [] : [coldProblem(shelf, cold, new Date())]);
exports.coldProblems = coldProblems;
/** What is cold, and what can be done about it. */
function coldProblem({ manifest, storage }, { frozen, thawing }, now) {
    const both = [...frozen, ...thawing];
    const which = `${both.length} of the ${manifest.objects.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(both)})`;
    if (frozen.length === 0)
        return {
            what: `${which} are being brought back from an archive tier, ${tiersOf(both)}.`,
            next: `Run the same command again later; they are back by ${timeAfter(longest(thawing), now)}, or sooner.`,
        };
    const some = thawing.length > 0 ? ` ${thawing.length} of them are being brought back already.` : '';
    return {
        what: `${which} lie in an archive tier, ${tiersOf(both)}, from which nothing can be read at once.${some}`,
        next: `Have them brought back by \`rehydrate\` of \`verify\` or \`restore\`, for which the store charges: ${offersOf(frozen)}; or take the copy at another destination, by \`from\`.`,
    };
}
/** What was begun, and when to come back. */
function thawBegun({ manifest, storage }, { frozen, thawing }, speed, now) {
    const minutes = Math.max(waitFor(frozen, speed) ?? 0, longest(thawing));
    const copies = frozen.some(({ tier }) => cold_ts_1.COLD_TIERS[tier].back === 'copy');
    return {
        what: `${frozen.length} objects of the backup ${manifest.id} in ${storage.label} (${sizeOf(frozen)}) are being brought back from an archive tier, ${tiersOf(frozen)}, from now on.`,
        next: `Run the same command again after ${timeAfter(minutes, now)}${copies ? `; what was brought back can be read for ${exports.THAWED_DAYS} days` : ''}.`,
    };
}
const waitFor = (objects, speed) => (0, cold_ts_1.longestWait)(objects.map(({ tier }) => tier), speed);
/** Of what was begun before, nobody knows when and at which speed. */
const longest = (objects) => Math.max(0, ...drill_ts_1.REHYDRATE_SPEEDS.map((speed) => waitFor(objects, speed) ?? 0));
const sizeOf = (objects) => (0, measure_ts_1.formatBytes)(objects.reduce((sum, { bytes }) => sum + bytes, 0));
const tiersOf = (objects) => [...new Set(objects.map(({ tier }) => cold_ts_1.COLD_TIERS[tier].called))].join(' and ');
/** `standard` (up to 5 hours), `bulk` (up to 12 hours) or `high` (up to 5 minutes) */
function offersOf(objects) {
    const offers = drill_ts_1.REHYDRATE_SPEEDS.flatMap((speed) => {
        const minutes = waitFor(objects, speed);
        return minutes === undefined ? [] : [`\`${speed}\` (up to ${inWords(minutes)})`];
    });
    return (0, values_ts_1.listed)(offers);
}
function inWords(minutes) {
    if (minutes < 60)
        return `${minutes} minutes`;
    return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
const timeAfter = (minutes, now) => (0, exports.formatMinute)(new Date(now.getTime() + minutes * 60_000));
/** `2026-11-20 04:00 UTC` */
const formatMinute = (time) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
exports.formatMinute = formatMinute;


/***/ }),

/***/ 54874:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.fetchObject = fetchObject;
exports.fetchBytes = fetchBytes;
exports.fetchProof = fetchProof;
const node_stream_1 = __webpack_require__(57075);
const consumers_1 = __webpack_require__(38321);
const promises_1 = __webpack_require__(46466);
const errors_ts_1 = __webpack_require__(83916);
const error_ts_1 = __webpack_require__(20871);
const age_ts_1 = __webpack_require__(1327);
const damage_ts_1 = __webpack_require__(59079);
const exact_ts_1 = __webpack_require__(26919);
const gate_ts_1 = __webpack_require__(67481);
const zstd_ts_1 = __webpack_require__(95709);
const layout_ts_1 = __webpack_require__(72630);
const proof_ts_1 = __webpack_require__(68752);
/**
 * The content of an object, as it was before it was compressed and encrypted. Bytes come out as they arrive; the end comes
 * only once every one of them has proven to be what was stored, and an error comes in its place where one has not.
 * `watch` is given a way to ask how many bytes have come out so far. Destroying the stream closes all that is behind it.
 */
function fetchObject(shelf, object, { signal, watch }) {
    const closing = new AbortController();
    const either = AbortSignal.any([signal, closing.signal]);
    const content = (0, exact_ts_1.exact)(`The content of ${nameOf(shelf, object)}`, {
        bytes: object.plainBytes,
        sha256: object.plainSha256,
    });
    watch?.(() => content.bytes());
    const whole = pour(shelf, object, content, either).catch(async (error) => {
        throw await explain(error, shelf, object, either);
    });
    const end = (0, gate_ts_1.gate)(whole);
    end.once('close', () => closing.abort());
    // Not a part of the pipeline, which would hand an error on before it is explained.
    return content.pipe(end);
}
/** The content of an object that is small enough to be held as a whole. */
async function fetchBytes(shelf, object, { signal }) {
    if (object.plainBytes <= HELD_BYTES)
        return (0, consumers_1.buffer)(fetchObject(shelf, object, { signal }));
    throw new errors_ts_1.UserError({
        what: `${nameOf(shelf, object)} is too large to be read as a whole.`,
        why: `Its content has ${object.plainBytes} bytes, and ${HELD_BYTES} are read at most.`,
        next: 'Report this with the number of tables and roles of the database.',
    }, 'unverified');
}
/** Several hundred thousand tables fit. */
const HELD_BYTES = 256 * 1024 * 1024;
/** What the source held when the backup was taken. */
async function fetchProof(shelf, waiting) {
    const object = shelf.manifest.objects.find(({ kind }) => kind === 'proof');
    if (object) {
        const bytes = await fetchBytes(shelf, object, waiting);
        return (0, proof_ts_1.readProof)(bytes.toString('utf8'), nameOf(shelf, object));
    }
    throw new errors_ts_1.UserError({
        what: `The backup ${shelf.manifest.id} in ${shelf.storage.label} has no proof of what the database held.`,
        why: 'Its manifest names none.',
        next: 'Choose another backup.',
    }, 'unverified');
}
const nameOf = ({ storage }, { name }) => `${name} in ${storage.label}`;
async function pour(shelf, object, content, signal) {
    const name = nameOf(shelf, object);
    const encrypted = shelf.manifest.encryption.kind !== 'none';
    const stages = [
        (0, exact_ts_1.exact)(name, object),
        ...(encrypted ? [(0, age_ts_1.decrypt)({ ...shelf.keys, name })] : []),
        (0, zstd_ts_1.decompress)(name),
        content,
    ];
    await (0, promises_1.pipeline)([await openStored(shelf, object, signal), ...stages], { signal });
}
/** The size is looked at first: it costs little, and spares reading what cannot be right. */
async function openStored(shelf, object, signal) {
    const { storage, manifest } = shelf;
    const key = (0, layout_ts_1.layout)(manifest.name).object(manifest.id, object.name);
    const there = await storage.stat(key, { signal });
    if (!there)
        throw missing(shelf, object);
    // What lies in an archive tier may have any size there; reading it tells what it is.
    if (there.cold || there.size === object.bytes)
        return storage.read(key, { signal });
    const why = `It has ${there.size} bytes there, and ${object.bytes} were stored.`;
    throw (there.size > object.bytes ? damage_ts_1.goesOn : damage_ts_1.cutOff)(nameOf(shelf, object), why);
}
/** Tells apart what is broken, what could not be looked at, and what is locked. */
async function explain(error, shelf, object, signal) {
    if (signal.aborted)
        return (0, errors_ts_1.asError)(signal.reason);
    if ((0, error_ts_1.isKind)(error, 'missing'))
        return missing(shelf, object, error);
    if (error instanceof error_ts_1.StorageError)
        return unread(shelf, object, error);
    const suspect = error instanceof errors_ts_1.UserError && error.ending !== 'usage' && !(error instanceof damage_ts_1.Damage);
    if (!suspect)
        return (0, errors_ts_1.asError)(error);
    // Damage within the header of a file looks like a key that does not fit, so the bytes themselves are asked.
    try {
        const source = await openStored(shelf, object, signal);
        await (0, promises_1.pipeline)([source, (0, exact_ts_1.exact)(nameOf(shelf, object), object), nowhere()], { signal });
        return error;
    }
    catch (found) {
        return explain(found, shelf, object, signal);
    }
}
const nowhere = () => new node_stream_1.Writable({ write: (_chunk, _encoding, done) => done() });
const missing = (shelf, object, cause) => new damage_ts_1.Damage({
    what: `${nameOf(shelf, object)} is missing.`,
    why: 'It belongs to the backup, and something has removed it since.',
    next: 'Take the copy at another destination, or another backup. Look for a lifecycle rule or a program that removes files there.',
    cause,
});
function unread(shelf, object, error) {
    const story = {
        what: `${nameOf(shelf, object)} could not be fetched.`,
        why: [error.story.what, error.story.why].filter(Boolean).join(' '),
        next: error.story.next,
        cause: error,
    };
    return error.kind === 'broken' ? new damage_ts_1.Damage(story) : new errors_ts_1.UserError(story, 'unverified');
}


/***/ }),

/***/ 9404:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.restoreInto = restoreInto;
exports.restoreSchemaInto = restoreSchemaInto;
exports.fetchSmall = fetchSmall;
const fetch_ts_1 = __webpack_require__(54874);
const archive_reading_ts_1 = __webpack_require__(46473);
const restore_ts_1 = __webpack_require__(97660);
const restored_ts_1 = __webpack_require__(78618);
const database_ts_1 = __webpack_require__(95989);
const drill_tools_ts_1 = __webpack_require__(68417);
/** Restores a backup into an empty database. */
async function restoreInto(host, restoring) {
    const { shelf, scratch, proof, database, options, otherMajorIsMeant = false } = restoring;
    const { manifest } = shelf;
    return (0, drill_tools_ts_1.metered)(host, 'Restoring', manifest.totals.rawBytes, async (watch) => {
        const restore = await requestFor(host, restoring, watch);
        const schema = await (0, restore_ts_1.openSchema)(restore);
        const another = async () => {
            const more = { properties: manifest.database, roles: manifest.roles, host };
            const like = await (0, database_ts_1.createScratchDatabase)(scratch, more);
            return { database: like, tools: await (0, drill_tools_ts_1.toolsFor)(host, ...toolsInto(restoring, like)) };
        };
        const { allow } = options;
        const rehearsal = { manifest, proof, scratch, database, allow, restore, another, otherMajorIsMeant };
        return (0, restored_ts_1.restoreBackup)(rehearsal, schema);
    });
}
/** Restores the schema of a backup alone, which tells whether there is anything in it that the user may not restore. */
async function restoreSchemaInto(host, restoring) {
    const { shelf, scratch, proof, database, options } = restoring;
    const restore = await requestFor(host, restoring, () => undefined);
    const schema = await (0, restore_ts_1.openSchema)(restore);
    const rehearsal = { manifest: shelf.manifest, proof, scratch, database, allow: options.allow };
    const { check } = await (0, restored_ts_1.restoreBackup)({ ...rehearsal, restore: { ...restore, archives: [] } }, schema);
    // Without rows, what is computed from them may fail.
    return check.findings.filter(({ object = '' }) => !object.startsWith('REFRESH MATERIALIZED VIEW'));
}
async function requestFor(host, restoring, watch) {
    const { shelf, scratch, database, missing, owners, options } = restoring;
    const tools = await (0, drill_tools_ts_1.toolsFor)(host, ...toolsInto(restoring, database));
    return {
        ...{ archives: (0, archive_reading_ts_1.archivesOf)(shelf), tools, folder: scratch.folder, jobs: options.jobs, owners, watch },
        missingExtensions: missing,
        debug: (line) => host.debug(line),
        signal: host.signal,
    };
}
/** A server older than the archive needs the newer programs all the same: they alone can read it. */
const toolsInto = ({ shelf, scratch, options }, { target }) => [
    Math.max(shelf.manifest.server.major, scratch.server.major),
    options,
    (0, restored_ts_1.undisturbed)(target, scratch.server.major),
];
/** What is not restored is fetched all the same: it is a part of the backup. */
async function fetchSmall({ signal }, shelf) {
    for (const object of shelf.manifest.objects)
        if (object.kind === 'globals')
            await (0, fetch_ts_1.fetchBytes)(shelf, object, { signal });
    return (0, fetch_ts_1.fetchProof)(shelf, { signal });
}


/***/ }),

/***/ 68417:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.toolsFor = toolsFor;
exports.metered = metered;
const errors_ts_1 = __webpack_require__(83916);
const tools_ts_1 = __webpack_require__(18880);
const meter_ts_1 = __webpack_require__(58045);
/** The client programs of a major version; without a target, only to read archives. */
function toolsFor(host, major, { client }, target) {
    const { env, signal } = host;
    const search = {
        major,
        client,
        target: target ?? NOWHERE,
        env,
        signal,
        log: (line) => host.info(line),
    };
    return (0, tools_ts_1.findTools)(search).catch((error) => {
        signal.throwIfAborted();
        throw error instanceof errors_ts_1.UserError ? withoutTools(major, error) : error;
    });
}
/** For programs that only read archives. */
const NOWHERE = {
    host: '/nonexistent',
    port: 5432,
    user: 'nobody',
    database: 'none',
    password: undefined,
    sslmode: 'disable',
    given: {},
};
/** Shows how far the work has come. */
async function metered(host, title, total, work) {
    const meter = new meter_ts_1.Meter(host.progress(title), { total });
    try {
        return await work((count) => meter.watch(count));
    }
    finally {
        meter.done();
    }
}
const withoutTools = (major, { story }) => new errors_ts_1.UserError({
    what: `The client programs of PostgreSQL ${major}, which this backup needs, cannot be had here.`,
    why: story.why,
    next: `Install that version (Debian, Ubuntu: apt-get install postgresql-${major}, from apt.postgresql.org where the system has it not), or set \`client: docker\`.`,
}, 'unverified');


/***/ }),

/***/ 31590:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.requireReadable = requireReadable;
exports.requireWarm = requireWarm;
const cold_ts_1 = __webpack_require__(19270);
const errors_ts_1 = __webpack_require__(83916);
/**
 * Ends the run before anything is begun where objects of the backup lie in an archive tier, and has them brought back
 * where that is wanted.
 */
async function requireReadable(host, shelf, wish) {
    await requireWarm(host, shelf, await (0, cold_ts_1.findCold)(shelf, host.signal), wish);
}
/** The same, where it was looked already what is cold. */
async function requireWarm(host, shelf, cold, { rehydrate, dryRun }) {
    const now = new Date();
    if (cold.until && cold.until.getTime() - now.getTime() < SOON_MS)
        host.warn(`What ${shelf.storage.label} brought back from an archive tier can be read until ${(0, cold_ts_1.formatMinute)(cold.until)} alone.`);
    if ((0, cold_ts_1.isReadable)(cold))
        return;
    const problem = (0, cold_ts_1.coldProblem)(shelf, cold, now);
    if (rehydrate === undefined || cold.frozen.length === 0)
        throw new errors_ts_1.UserError(problem, 'unverified');
    if (dryRun)
        throw new errors_ts_1.UserError({ ...problem, next: DRY }, 'unverified');
    await host.group('Bringing back from the archive tier', async () => {
        await (0, cold_ts_1.thawAll)(shelf, cold, rehydrate, host.signal);
        for (const { name } of cold.frozen)
            host.info(name);
    });
    throw new errors_ts_1.UserError((0, cold_ts_1.thawBegun)(shelf, cold, rehydrate, now), 'unverified');
}
const SOON_MS = 24 * 3_600_000;
const DRY = 'Run it without `dry-run`: then they begin to be brought back, and nothing else is done.';


/***/ }),

/***/ 11407:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.runCommand = runCommand;
const node_child_process_1 = __webpack_require__(31421);
const node_crypto_1 = __webpack_require__(77598);
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(58500);
const node_util_1 = __webpack_require__(57975);
const errors_ts_1 = __webpack_require__(83916);
const group_ts_1 = __webpack_require__(68913);
const measure_ts_1 = __webpack_require__(23810);
const withheld_ts_1 = __webpack_require__(1535);
/** Runs a command of the user's; when this settles, in whatever way, nothing that it started is running any more. */
function runCommand(host, request) {
    return host.group(request.title, async () => {
        host.info(request.command.trim().replace(/^/gm, '> ').replace(/^>/, '$'));
        const own = (0, withheld_ts_1.withoutSecrets)(host);
        const named = own.withheld.filter((name) => !/^(INPUT|STATE)_|^PG/.test(name));
        if (named.length > 0)
            host.info(`Not passed on, since it may be secret: ${named.join(', ')}.`);
        const begun = performance.now();
        const tail = [];
        const say = (line) => {
            const shown = readable(host, line);
            host.info(shown);
            tail.push(shown);
            if (tail.length > TAIL_LINES)
                tail.shift();
        };
        const end = await runToEnd(host, { ...request, env: { ...own.env, ...request.env } }, say);
        host.signal.throwIfAborted();
        return judge(end, request, (performance.now() - begun) / 1000, tail);
    });
}
const TAIL_LINES = 20;
// As a step's `run:` with `shell: bash`: stops at the first error, also in a pipe, and reads no profile. Node connects its
// children by sockets, which nobody can open a second time as /dev/stderr, so all output goes through a true pipe.
const WITH_A_PIPE = [
    // What passes the output on has to outlive the rest, and is ignorant of SIGTERM from its birth.
    'trap "" TERM; exec > >(exec cat) 2>&1; trap - TERM',
    'exec "$BASH" --noprofile --norc -eo pipefail -c "$1"',
].join('; ');
const BASH = ['--noprofile', '--norc', '-p', '-c', WITH_A_PIPE, 'bash'];
const LONGEST_MS = 2 ** 31 - 1;
/** By this variable a process that left the command's group is known as its own. */
const MARK = 'PG_BACKUP_COMMAND';
async function runToEnd({ signal }, { command, env, folder, timeoutSeconds }, say) {
    signal.throwIfAborted();
    if (!(0, node_fs_1.existsSync)(folder))
        return { kind: 'never begun', why: `there is no folder ${folder}` };
    const mark = (0, node_crypto_1.randomUUID)();
    const clock = AbortSignal.timeout(Math.min(timeoutSeconds * 1000, LONGEST_MS));
    const stop = AbortSignal.any([signal, clock]);
    let child;
    try {
        child = spawnBash(command, { cwd: folder, env: { ...env, [MARK]: mark } });
    }
    catch (error) {
        return { kind: 'never begun', why: (0, errors_ts_1.asError)(error).message };
    }
    const closed = new Promise((done) => child.once('close', () => done()));
    const ended = new Promise((done) => {
        child.once('error', (error) => done({ kind: 'never begun', why: error.message }));
        child.once('exit', (code, how) => done({ kind: 'ended', code, signal: how }));
    });
    if (child.pid === undefined)
        return ended;
    for (const output of [child.stdout, child.stderr])
        eachLine(output, say);
    const group = (0, group_ts_1.groupOf)(child.pid, `${MARK}=${mark}`);
    process.once('exit', group.endAtOnce);
    try {
        const stopped = new Promise((done) => {
            stop.addEventListener('abort', () => done({ kind: 'late' }), { once: true });
        });
        return await Promise.race([ended, stopped]);
    }
    finally {
        await group.end();
        await Promise.race([closed, (0, promises_1.setTimeout)(LAST_WORDS_MS, undefined, { ref: false })]);
        for (const output of [child.stdout, child.stderr])
            output.destroy();
        process.off('exit', group.endAtOnce);
    }
}
const LAST_WORDS_MS = 1_000;
const spawnBash = (command, where) => 
// A group of its own, so that all of it can be ended; nobody answers its questions.
(0, node_child_process_1.spawn)('bash', [...BASH, command], { ...where, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
/** A longer line is cut. Twice as much of it is kept until its secrets are replaced: half of one would not be known. */
const LONGEST_LINE = 16 * 1024;
function eachLine(output, say) {
    let unfinished = '';
    output.setEncoding('utf8').on('data', (text) => {
        const [first = '', ...others] = text.split('\n');
        unfinished = (unfinished + first).slice(0, 2 * LONGEST_LINE);
        for (const other of others) {
            say(unfinished);
            unfinished = other.slice(0, 2 * LONGEST_LINE);
        }
    });
    output.on('end', () => {
        if (unfinished !== '')
            say(unfinished);
    });
    output.on('error', () => undefined);
}
/** Without colours, which would hide a secret in parts and show as codes; of a line written over, the last state. */
function readable(host, line) {
    const last = line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
    const shown = host.redact((0, node_util_1.stripVTControlCharacters)(last));
    return shown.length > LONGEST_LINE ? `${shown.slice(0, LONGEST_LINE)}…` : shown;
}
function judge(end, { timeoutSeconds }, seconds, tail) {
    const detail = tail.join('\n') || undefined;
    const took = (0, measure_ts_1.formatDuration)(seconds);
    switch (end.kind) {
        case 'ended': {
            const how = end.signal === null ? `exit code ${end.code}` : `the signal ${end.signal}`;
            const looked = `${how} after ${took}`;
            if (end.code === 0)
                return { name: 'smoke', looked, findings: [] };
            const what = `the smoke command ended with ${how}`;
            return { name: 'smoke', looked, findings: [{ outcome: 'fail', what, detail }] };
        }
        case 'late': {
            // It said neither that the database is right nor that it is wrong.
            const what = `the smoke command was ended after ${(0, measure_ts_1.formatDuration)(timeoutSeconds)}, its time limit`;
            return { name: 'smoke', looked: 'not to the end', findings: [{ outcome: 'unverified', what, detail }] };
        }
        case 'never begun': {
            const what = 'the smoke command could not be run by bash';
            return {
                name: 'smoke',
                looked: 'nothing',
                findings: [{ outcome: 'unverified', what, detail: end.why }],
            };
        }
    }
}


/***/ }),

/***/ 68913:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.groupOf = groupOf;
const node_fs_1 = __webpack_require__(73024);
const promises_1 = __webpack_require__(58500);
const GRACE_MS = 3_000;
const LOOK_EVERY_MS = 20;
/** `mark` is a text in the environment of the first process: what left its group to become a server has it still. */
function groupOf(leader, mark) {
    const tell = (signal) => {
        send(-leader, signal);
        for (const pid of membersOf(leader, mark))
            send(pid, signal);
    };
    return {
        async end() {
            tell('SIGTERM');
            const patience = performance.now() + GRACE_MS;
            const giveUp = patience + GRACE_MS;
            while (performance.now() < giveUp && isAlive(leader, mark)) {
                if (performance.now() > patience)
                    tell('SIGKILL');
                await (0, promises_1.setTimeout)(LOOK_EVERY_MS);
            }
        },
        endAtOnce: () => tell('SIGKILL'),
    };
}
const LINUX = (0, node_fs_1.existsSync)('/proc/self/stat');
const isAlive = (leader, mark) => LINUX ? membersOf(leader, mark).length > 0 : send(-leader, 0);
function membersOf(leader, mark) {
    if (!LINUX)
        return [];
    return (0, node_fs_1.readdirSync)('/proc')
        .filter((entry) => /^\d+$/.test(entry))
        .map(Number)
        .filter((pid) => isMember(pid, leader, mark));
}
function isMember(pid, leader, mark) {
    try {
        const stat = (0, node_fs_1.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        // The name in parentheses may hold anything; behind it stand the state, the parent and the group.
        const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        // A dead process that nobody has asked about keeps its place in the table.
        if (state === 'Z' || state === 'X')
            return false;
        return Number(group) === leader || (0, node_fs_1.readFileSync)(`/proc/${pid}/environ`, 'latin1').includes(mark);
    }
    catch {
        return false; // gone meanwhile, or another user's
    }
}
function send(pid, signal) {
    try {
        return process.kill(pid, signal);
    }
    catch {
        return false; // gone meanwhile
    }
}


/***/ }),

/***/ 1535:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withoutSecrets = withoutSecrets;
/**
 * Variables that are for this program alone: its inputs and state, the way to the source, its keys and credentials (of any
 * destination, with its prefix), what the runner hands to an action but to no script, and the files that make our outputs.
 */
const OURS = /^(INPUT_.*|STATE_.*|PG.*|DATABASE_URL|(.*_)?(AWS|AZURE)_.*|GOOGLE_(APPLICATION_CREDENTIALS|GHA_CREDS_PATH)|CLOUDSDK_AUTH_.*|ACTIONS_(ID_TOKEN|RUNTIME|RESULTS|CACHE)_.*|(GITHUB|GH)_TOKEN|GITHUB_(OUTPUT|STATE))$/;
/** Settings that have a name like a credential's, and are none. */
const SETTINGS = /^AWS_((DEFAULT_)?REGION|CA_BUNDLE)$/;
/** What every program needs, even where a short password such as `postgres` is a part of some path. */
const NEEDED = /^(PATH|HOME|PWD|OLDPWD|SHELL|USER|LOGNAME|HOSTNAME|LANG|LANGUAGE|LC_\w+|TZ|TERM|TMPDIR|CI|NODE_PATH|PYTHONPATH|VIRTUAL_ENV|JAVA_HOME|RUNNER_\w+|GITHUB_\w+)$/;
/** The environment that a user's command gets from ours: all but what is secret, and which of it was kept back. */
function withoutSecrets({ env, redact }) {
    const given = Object.entries(env).filter((entry) => entry[1] !== undefined);
    const isSecret = ([name, value]) => (OURS.test(name) && !SETTINGS.test(name)) || (!NEEDED.test(name) && redact(value) !== value);
    return {
        env: Object.fromEntries(given.filter((entry) => !isSecret(entry))),
        withheld: given.filter(isSecret).map(([name]) => name),
    };
}


/***/ }),

/***/ 60242:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareIn = void 0;
exports.compareRestored = compareRestored;
exports.compareItsSchema = compareItsSchema;
const errors_ts_1 = __webpack_require__(83916);
const drill_ts_1 = __webpack_require__(84491);
const restored_ts_1 = __webpack_require__(78618);
const schema_text_ts_1 = __webpack_require__(75567);
const session_ts_1 = __webpack_require__(92515);
const data_ts_1 = __webpack_require__(10239);
const entries_ts_1 = __webpack_require__(65599);
const schema_ts_1 = __webpack_require__(14056);
/** Compares a restored database with all that the backup knows of the source. */
async function compareRestored(restored, watch = {}) {
    const { restore } = restored;
    const trouble = new AbortController();
    const signal = AbortSignal.any([restore.signal, trouble.signal]);
    const works = [compareItsSchema(restored), compareItsData(restored, signal, watch)];
    for (const work of works)
        work.catch((error) => trouble.abort(error));
    await Promise.allSettled(works);
    restore.signal.throwIfAborted();
    return (await Promise.all(works)).flat();
}
/** The schema alone, by the texts of both. */
async function compareItsSchema(restored) {
    const { schema, restore, manifest, scratch } = restored;
    if (!schema)
        return [];
    if (scratch.server.major !== manifest.server.major)
        return [otherMajor(restored)];
    const expected = await (0, schema_text_ts_1.schemaText)(restore, schema);
    const encoding = (0, entries_ts_1.encodingOf)(expected);
    const found = await (0, schema_text_ts_1.restoredText)(restore, encoding);
    const options = {
        ownersCompared: restore.owners,
        partial: manifest.selection !== 'whole',
        failed: restored.failed,
    };
    const first = (0, schema_ts_1.compareSchema)(expected, found, options);
    const differs = first.findings.some(({ outcome, what }) => outcome === 'fail' && what === schema_ts_1.DIFFERS);
    const again = differs ? await textAgain(restored, schema, encoding) : undefined;
    const check = again === undefined ? first : (0, schema_ts_1.compareSchema)(expected, found, { ...options, again });
    return [restore.owners ? check : { ...check, findings: [...check.findings, ownersNotCompared(restored)] }];
}
const texts = new WeakMap();
/** The text of the schema restored once more: what differs there too is PostgreSQL's own way of writing it anew. */
function textAgain(restored, schema, encoding) {
    const known = texts.get(schema) ?? restoreAgain(restored, schema, encoding);
    texts.set(schema, known);
    return known;
}
async function restoreAgain(restored, schema, encoding) {
    const { restore, another } = restored;
    if (!another)
        return undefined;
    try {
        const { database, tools } = await another();
        try {
            const request = { ...restore, tools, archives: [] };
            await (0, restored_ts_1.restoreBackup)({ ...restored, database, restore: request }, schema);
            return await (0, schema_text_ts_1.restoredText)(request, encoding);
        }
        finally {
            await database.drop();
        }
    }
    catch (error) {
        restore.signal.throwIfAborted();
        restore.debug(`The schema could not be restored once more: ${(0, errors_ts_1.asError)(error).message}`);
        return undefined;
    }
}
/** Rows, sequences, large objects and the like, over several sessions. */
async function compareItsData(restored, signal, watch) {
    const { restore, database, scratch } = restored;
    const target = (0, restored_ts_1.undisturbed)(database.target, scratch.server.major);
    const sessions = [];
    try {
        for (let at = 0; at < restore.jobs; at++)
            sessions.push(await (0, session_ts_1.openSession)(target, { signal }));
        await Promise.all(sessions.map(beginReading));
        return await (0, data_ts_1.compareData)(sessions, expectationOf(restored), { signal, ...watch });
    }
    finally {
        await Promise.all(sessions.map((session) => session.close()));
    }
}
/** The same in one session, inside a transaction that was begun there. */
const compareIn = (session, restored) => (0, data_ts_1.compareData)([session], expectationOf(restored), { signal: restored.restore.signal });
exports.compareIn = compareIn;
const beginReading = (session) => session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
function expectationOf({ proof, manifest, scratch, schema, restore, failed }) {
    const leftOut = [...(schema?.leftOut ?? [])].map(({ what }) => what);
    const others = leftOut.filter((what) => !/^(EXTENSION|COMMENT) - /.test(what));
    const isLeftOut = ({ schema, name }) => others.some((what) => ['TABLE', 'SEQUENCE'].some((kind) => what.startsWith(`${kind} ${schema} ${name} `)));
    const { objects, ...rest } = proof;
    const sameMajor = scratch.server.major === manifest.server.major;
    return {
        proof: sameMajor && objects ? proof : rest,
        selected: manifest.selection,
        include: manifest.include,
        leftOut: {
            extensions: restore.missingExtensions,
            anything: others.length > 0,
            relations: others.length > 0 ? [...proof.tables, ...proof.sequences].filter(isLeftOut) : [],
        },
        failed,
    };
}
function otherMajor({ scratch, manifest, otherMajorIsMeant }) {
    const what = `the scratch server is PostgreSQL ${scratch.server.major} and the source was ${manifest.server.major}: another major version writes the same objects differently`;
    return {
        name: 'schema',
        looked: 'nothing',
        findings: [{ outcome: otherMajorIsMeant ? 'tolerated' : 'unverified', what }],
    };
}
function ownersNotCompared({ allow }) {
    const what = 'owners and rights were not restored and not compared: the user of the scratch server is no superuser';
    return allow.limitedScratch
        ? { outcome: 'tolerated', what: `${what} (${drill_ts_1.TOLERANCES['limited-scratch']})` }
        : { outcome: 'unverified', what: `${what} (\`allow: limited-scratch\` accepts that)` };
}


/***/ }),

/***/ 10239:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareData = compareData;
const fingerprint_ts_1 = __webpack_require__(18831);
const trouble_ts_1 = __webpack_require__(44356);
const objects_ts_1 = __webpack_require__(88523);
const rows_ts_1 = __webpack_require__(41218);
const sequences_ts_1 = __webpack_require__(97197);
const validity_ts_1 = __webpack_require__(78293);
/**
 * Compares what a restored database holds with what the source held. Each session stands in a transaction of the caller's,
 * which is left as it was found; the work is spread over all of them.
 */
async function compareData(sessions, expected, options) {
    const [first] = sessions;
    if (!first)
        throw new Error('There is no session to compare in.');
    const { proof, include } = expected;
    return pinned(sessions, options.signal, async () => {
        const objects = proof.objects && include !== 'data' ? [await (0, objects_ts_1.compareObjects)(first, expected)] : [];
        const validity = include === 'data' ? [] : [await (0, validity_ts_1.compareValidity)(first, proof)];
        // Where no rows were dumped, no sequence was set.
        const sequences = include === 'schema' ? [] : await (0, sequences_ts_1.compareSequences)(first, expected);
        const rows = proof.level === 'none' ? [] : await (0, rows_ts_1.compareRows)(sessions, expected, options);
        return inOrder([...objects, ...rows, ...sequences, ...validity]);
    });
}
const ORDER = ['objects', 'rows', 'content', 'sequences', 'large objects', 'validity'];
const inOrder = (checks) => checks.toSorted((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));
const BEGIN = 'SAVEPOINT comparison';
const END = 'ROLLBACK TO SAVEPOINT comparison; RELEASE SAVEPOINT comparison';
/** Values read the same as when the proof was taken, and afterwards as the caller had it. */
async function pinned(sessions, signal, work) {
    try {
        for (const session of sessions) {
            await session.query(BEGIN);
            await (0, fingerprint_ts_1.pinSettings)(session);
        }
        return await work();
    }
    catch (error) {
        signal.throwIfAborted();
        throw (0, trouble_ts_1.serverTrouble)('The restored database could not be compared.', error);
    }
    finally {
        // A session that is lost has nothing left to give back.
        for (const session of sessions)
            await session.query(END).catch(() => undefined);
    }
}


/***/ }),

/***/ 22012:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.shortDiff = shortDiff;
const CONTEXT = 2;
const LONGEST_SIDE = 8;
const LONGEST_LINE = 160;
/** How two texts differ, in a few lines: what is expected after a minus, what was found after a plus. */
function shortDiff(expected, found) {
    const [a, b] = [expected.split('\n'), found.split('\n')];
    const head = countWhile(Math.min(a.length, b.length), (at) => a[at] === b[at]);
    const tail = countWhile(Math.min(a.length, b.length) - head, (at) => a[a.length - 1 - at] === b[b.length - 1 - at]);
    const [gone, come] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
    const [one, other] = gone.length === 1 && come.length === 1 ? [gone[0] ?? '', come[0] ?? ''] : ['', ''];
    const same = countWhile(Math.min(one.length, other.length), (at) => one[at] === other[at]);
    const context = (from, to) => a.slice(Math.max(0, from), to).flatMap((line) => (line === '' ? [] : `  ${windowOf(line, 0)}`));
    return [
        ...context(head - CONTEXT, head),
        ...bounded(gone).map((line) => `- ${windowOf(line, same)}`),
        ...bounded(come).map((line) => `+ ${windowOf(line, same)}`),
        ...context(a.length - tail, a.length - tail + CONTEXT),
    ].join('\n');
}
function countWhile(most, holds) {
    let count = 0;
    while (count < most && holds(count))
        count++;
    return count;
}
const bounded = (lines) => lines.length <= LONGEST_SIDE
    ? lines
    : [...lines.slice(0, LONGEST_SIDE), `… and ${lines.length - LONGEST_SIDE} more lines`];
/** As much of a long line as shows where the difference begins. */
function windowOf(line, at) {
    if (line.length <= LONGEST_LINE)
        return line;
    const from = Math.max(0, Math.min(at - LONGEST_LINE / 4, line.length - LONGEST_LINE));
    const to = from + LONGEST_LINE;
    return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}


/***/ }),

/***/ 65599:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encodingOf = void 0;
exports.readSchemaText = readSchemaText;
// Who owns it stands in the statement too, where it is ours to restore.
const HEADER = /(?<![^\n])--\n-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: ([^\n]*); Owner: [^\n]*\n--\n/g;
const END = '\n--\n-- PostgreSQL database dump complete\n--\n';
/** Splits the text at the headers of its entries. */
function readSchemaText(text) {
    const end = text.lastIndexOf(END);
    const whole = end < 0 ? text : text.slice(0, end);
    const entries = new Map();
    const headers = [...whole.matchAll(HEADER)];
    const preamble = whole.slice(0, headers[0]?.index);
    let { accessMethod } = withoutState(preamble);
    headers.forEach((header, at) => {
        const [all, name = '', type = '', schema = ''] = header;
        const body = withoutState(whole.slice(header.index + all.length, headers[at + 1]?.index));
        const own = isStored(type, body.text) && accessMethod ? `\nUSING ${accessMethod}` : '';
        const entry = { type, schema, name, text: `${body.text}${own}` };
        accessMethod = body.accessMethod ?? accessMethod;
        const key = JSON.stringify([type, schema, name]);
        const same = entries.get(key);
        if (same)
            same.push(entry);
        else
            entries.set(key, [entry]);
    });
    return { entries, number: headers.length, encoding: (0, exports.encodingOf)(preamble) };
}
/** The encoding that a text declares at its beginning. */
const encodingOf = (text) => /^SET client_encoding = '(.*)';$/m.exec(text)?.[1];
exports.encodingOf = encodingOf;
/** What comes before an entry's header, and is in force until it is set anew, stands at the end of the entry before. */
function withoutState(body) {
    let accessMethod;
    let text = body.replace(/^\n+/, '');
    for (;;) {
        const length = lengthWithoutBreaks(text);
        const line = text.slice(text.lastIndexOf('\n', length - 1) + 1, length);
        const [, what, value] = /^SET default_(tablespace|table_access_method) = (.*);$/.exec(line) ?? [];
        if (what === undefined)
            return { text: text.slice(0, length), accessMethod };
        if (what === 'table_access_method')
            accessMethod ??= value;
        text = text.slice(0, length - line.length);
    }
}
function lengthWithoutBreaks(text) {
    let length = text.length;
    while (length > 0 && text[length - 1] === '\n')
        length--;
    return length;
}
/** Whether rows of its own are stored, in the way of an access method. */
const isStored = (type, text) => type === 'MATERIALIZED VIEW' || (type === 'TABLE' && !text.includes('\nPARTITION BY '));


/***/ }),

/***/ 88912:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.settled = settled;
/**
 * The text of an entry in a form in which nothing is left of what rightly changes when PostgreSQL reads it and writes it anew:
 * the order of an heir's columns, of grants, of a policy's roles, of an operator family's members, and where casts stand.
 */
function settled({ type, text }) {
    const casts = withoutNamesOfCasts(castsInside(text));
    switch (type) {
        case 'TABLE':
        case 'FOREIGN TABLE':
            return takesColumnsOver(casts) ? columnsSorted(casts) : casts;
        case 'ACL':
        case 'DEFAULT ACL':
            return grantsSorted(casts);
        case 'POLICY':
            return rolesSorted(casts);
        case 'OPERATOR CLASS':
        case 'OPERATOR FAMILY':
            return membersSorted(casts);
        case 'STATISTICS':
            return columnsOfHeirSorted(casts, /^(CREATE STATISTICS .*? ON )(.*)( FROM .*)$/s);
        case 'PUBLICATION TABLE':
            return columnsOfHeirSorted(casts, /^(ALTER PUBLICATION [^(]*\()([^()]*)(\).*)$/s);
        case 'SCHEMA':
            // Whether it has to be created says more of the dump than of the schema.
            return casts.replace(/^(CREATE SCHEMA public;|-- \*not\* creating schema, since initdb creates it)\n*/, '');
        default:
            return casts;
    }
}
const takesColumnsOver = (text) => /\)\nINHERITS \(/.test(text) || /^CREATE [A-Z ]*TABLE [^\n]* OF /.test(text);
/** Inherited columns come back before the table's own, whatever their order was. */
function columnsSorted(text) {
    const [create = '', ...others] = split(text, ';');
    const open = findTop(create, '(');
    const close = open < 0 ? -1 : findTop(create, ')', open + 1);
    if (close < 0)
        return text;
    const columns = split(create.slice(open + 1, close), ',').map((column) => `    ${column.trim()}`);
    const rest = others.map((statement) => statement.trim()).filter(Boolean);
    return [create.slice(0, open + 1), ...columns.sort(), create.slice(close).trim(), ...rest.sort()].join('\n');
}
function grantsSorted(text) {
    let grantor = '';
    const grants = split(text, ';').flatMap((statement) => {
        const line = statement.trim();
        const [, role] = /^SET SESSION AUTHORIZATION (.*)$/s.exec(line) ?? [];
        if (role !== undefined)
            grantor = `${role}: `;
        else if (line === 'RESET SESSION AUTHORIZATION')
            grantor = '';
        else if (line !== '')
            return [`${grantor}${line}`];
        return [];
    });
    return grants.sort().join('\n');
}
/** Listed in the order in which the table happens to have them. */
const columnsOfHeirSorted = (text, where) => text.replace(where, (_, head, columns, tail) => `${head}${sorted(columns)}${tail}`);
const sorted = (list) => split(list, ',')
    .map((item) => item.trim())
    .sort()
    .join(', ');
const ROLE = String.raw `(?:"(?:[^"]|"")*"|[^\s,";]+)`;
const POLICY_ROLES = new RegExp(`^(CREATE POLICY .*?) TO (${ROLE}(?:, ${ROLE})*)(?= USING | WITH CHECK |;)`, 's');
/** pg_dump lists them as the server happens to store its roles. */
const rolesSorted = (text) => text.replace(POLICY_ROLES, (_, head, roles) => `${head} TO ${sorted(roles)}`);
function membersSorted(text) {
    const statements = split(text, ';').map((statement) => {
        const [, head = '', members = ''] = /^(.*? (?:AS|ADD)\n)(.*)$/s.exec(statement) ?? [undefined, statement];
        return `${head}${split(members, ',')
            .map((member) => `    ${member.trim()}`)
            .sort()
            .join('\n')}`;
    });
    return statements.join('\n');
}
const ARRAY_CAST = /^\]\)::((?:"(?:[^"]|"")*"|[\w .]|\(\d+(?:,\d+)?\))+)\[\]/;
/** `(ARRAY[a, b])::text[]` is read as `ARRAY[(a)::text, (b)::text]`, and so written from then on. */
function castsInside(text) {
    const start = text.indexOf('(ARRAY[');
    if (start < 0)
        return text;
    const inside = start + '(ARRAY['.length;
    const end = findTop(text, ']', inside);
    const [cast, type] = end < 0 ? [] : (ARRAY_CAST.exec(text.slice(end, end + 300)) ?? []);
    if (cast === undefined || type === undefined)
        return text.slice(0, inside) + castsInside(text.slice(inside));
    const elements = elementsCast(castsInside(text.slice(inside, end)), type);
    return `${text.slice(0, start)}ARRAY[${elements}]${castsInside(text.slice(end + cast.length))}`;
}
function elementsCast(elements, type) {
    const cast = (element) => {
        const [, inner] = /^ARRAY\[(.*)\]$/s.exec(element) ?? [];
        return inner === undefined ? `(${element})::${type}` : `ARRAY[${elementsCast(inner, type)}]`;
    };
    return split(elements, ',')
        .map((element) => cast(element.trim()))
        .join(', ');
}
const CAST_WITH_NAME = /::((?:"(?:[^"]|"")*"|[\w.]|\(\d+(?:,\d+)?\)|\[\]| (?:varying|precision|with|without|time|zone)\b)+) AS "?(\w+)"?(?!\w)/g;
const INTERNAL_NAMES = {
    bigint: 'int8',
    'bit varying': 'varbit',
    boolean: 'bool',
    character: 'bpchar',
    'character varying': 'varchar',
    'double precision': 'float8',
    integer: 'int4',
    real: 'float4',
    smallint: 'int2',
    'time with time zone': 'timetz',
    'time without time zone': 'time',
    'timestamp with time zone': 'timestamptz',
    'timestamp without time zone': 'timestamp',
};
/** A constant that nobody named is written with its type, and from then on is called by that. */
const withoutNamesOfCasts = (text) => text.replace(CAST_WITH_NAME, (all, type, name) => {
    const plain = type.replaceAll(/\(.*?\)|\[\]/g, '').trim();
    const last = plain.replace(/^.*\./, '').replaceAll('"', '');
    return (INTERNAL_NAMES[plain] ?? last) === name ? `::${type}` : all;
});
/** Where this character stands outside of quotes and of brackets that open after the start. */
function findTop(text, wanted, start = 0) {
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const char = text[at] ?? '';
        if (char === wanted && depth === 0)
            return at;
        if (char === "'" || char === '"') {
            const close = text.indexOf(char, at + 1);
            if (close < 0)
                return -1;
            at = close;
        }
        else if (char === '(' || char === '[')
            depth++;
        else if (char === ')' || char === ']')
            depth--;
    }
    return -1;
}
function split(text, separator) {
    const parts = [];
    let from = 0;
    for (let at = findTop(text, separator); at >= 0; at = findTop(text, separator, from)) {
        parts.push(text.slice(from, at));
        from = at + 1;
    }
    return [...parts, text.slice(from)];
}


/***/ }),

/***/ 37467:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.numberOf = exports.told = exports.kindName = exports.keyOf = void 0;
exports.notMade = notMade;
exports.findRelations = findRelations;
exports.mayBeTold = mayBeTold;
const identifiers_ts_1 = __webpack_require__(19467);
const trouble_ts_1 = __webpack_require__(44356);
const IDENTIFIER = String.raw `("(?:[^"]|"")*"|[^\s."(]+)`;
const CREATION = new RegExp(String.raw `(?:^CREATE (?:UNLOGGED |FOREIGN )?(?:TABLE|SEQUENCE)|^ {4}SEQUENCE NAME) ${IDENTIFIER}\.${IDENTIFIER}`, 'm');
/** What became of tables and sequences that could not be made, by `keyOf`. */
function notMade(failed) {
    return new Map(failed.flatMap(({ statement, outcome }) => {
        const [, schema, name] = CREATION.exec(statement) ?? [];
        if (schema === undefined || name === undefined)
            return [];
        return [[(0, exports.keyOf)({ schema: (0, identifiers_ts_1.unquoted)(schema), name: (0, identifiers_ts_1.unquoted)(name) }), outcome]];
    }));
}
const keyOf = ({ schema, name }) => JSON.stringify([schema, name]);
exports.keyOf = keyOf;
/** What is there under these names, by `keyOf`. */
async function findRelations(session, wanted) {
    const rows = await session.query(`SELECT w.schema, w.name, c.oid::bigint::float8 AS oid, c.relkind::text AS kind
      FROM unnest($1::text[], $2::text[]) AS w(schema, name)
        JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name`, [wanted.map(({ schema }) => schema), wanted.map(({ name }) => name)]);
    return new Map(rows.map((row) => [(0, exports.keyOf)(row), row]));
}
const KINDS = {
    r: 'table',
    p: 'partitioned table',
    v: 'view',
    m: 'materialized view',
    f: 'foreign table',
    S: 'sequence',
    i: 'index',
    I: 'partitioned index',
    c: 'composite type',
};
const kindName = ({ kind }) => KINDS[kind] ?? 'relation';
exports.kindName = kindName;
/** How a finding calls one of the user's objects: `table shop.orders`. */
const told = (kind, { schema, name }) => `${kind} ${legible(schema)}.${legible(name)}`;
exports.told = told;
/** `1,204 rows`. */
const numberOf = (number, what, many = `${what}s`) => `${number.toLocaleString('en')} ${number === 1 ? what : many}`;
exports.numberOf = numberOf;
/** Quotes stand only where nobody could tell the name without them. */
const legible = (name) => (/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) ? name : (0, identifiers_ts_1.quoted)(name));
/**
 * Why something could not be looked at, in the server's own words; nothing where there is no server left to say it, or where
 * it has come to its end.
 */
function mayBeTold(error) {
    const { code, message } = (0, trouble_ts_1.factsOf)(error);
    return /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58)/.test(code) ? message : undefined;
}


/***/ }),

/***/ 56193:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareLargeObjects = compareLargeObjects;
const fingerprint_ts_1 = __webpack_require__(18831);
const found_ts_1 = __webpack_require__(37467);
/** Counts and hashes the large objects as the proof did; which of them differs, their common hash does not tell. */
async function compareLargeObjects(session, { largeObjects: expected }, hashed) {
    const findings = [];
    const fail = (what, detail) => findings.push({ outcome: 'fail', what, detail });
    const found = await readAll(session, hashed && expected?.hash !== undefined, findings);
    if (found && expected) {
        const differs = (of) => found[of] !== expected[of];
        const both = (of) => `expected ${expected[of].toLocaleString('en')}, found ${found[of].toLocaleString('en')}`;
        if (differs('count'))
            fail('there is another number of large objects', both('count'));
        if (differs('bytes'))
            fail('the large objects have another size in all', `${both('bytes')} bytes`);
        if (!differs('count') && !differs('bytes') && found.hash !== undefined && found.hash !== expected.hash)
            fail('the large objects hold something else');
    }
    const looked = found
        ? `${(0, found_ts_1.numberOf)(found.count, 'large object')}, ${(0, found_ts_1.numberOf)(found.bytes, 'byte')}`
        : 'nothing';
    return { name: 'large objects', looked, findings };
}
async function readAll(session, hashed, findings) {
    await session.query('SAVEPOINT large_objects');
    try {
        return await (0, fingerprint_ts_1.fingerprintLargeObjects)(session, hashed ? 'content' : 'counts');
    }
    catch (error) {
        const detail = (0, found_ts_1.mayBeTold)(error);
        if (detail === undefined)
            throw error;
        await session.query('ROLLBACK TO SAVEPOINT large_objects');
        findings.push({ outcome: 'unverified', what: 'the large objects could not be read', detail });
        return undefined;
    }
}


/***/ }),

/***/ 88523:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareObjects = compareObjects;
const proof_ts_1 = __webpack_require__(68752);
const objects_ts_1 = __webpack_require__(7707);
const found_ts_1 = __webpack_require__(37467);
/** Compares how many objects of each kind the catalogs list: an archive cannot show what pg_dump left out of it. */
async function compareObjects(session, { proof, include, leftOut, failed = [] }) {
    const excused = failed.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'fail');
    if (excused.length > 0) {
        const outcome = excused.includes('unverified') ? 'unverified' : 'tolerated';
        return notCompared(outcome, 'objects are not counted, since some could not be restored');
    }
    if (leftOut.anything)
        return notCompared('tolerated', 'objects are not counted, since some were left out');
    if (proof.objectsMethod !== proof_ts_1.OBJECTS_METHOD)
        return notCompared('unverified', 'the objects were counted in a way that this version does not know');
    const found = await (0, objects_ts_1.countObjects)(session);
    const expected = { ...proof.objects };
    if (leftOut.extensions.length > 0)
        expected.extension = Math.max(0, (expected.extension ?? 0) - leftOut.extensions.length);
    // Where rows are not dumped, from version 17 on large objects are not either.
    const kinds = [...new Set([...Object.keys(expected), ...Object.keys(found)])].filter((kind) => include === 'all' || kind !== 'large object');
    const findings = kinds.toSorted().flatMap((kind) => {
        const [wanted, there] = [expected[kind] ?? 0, found[kind] ?? 0];
        if (wanted === there)
            return [];
        const detail = `expected ${wanted.toLocaleString('en')}, found ${there.toLocaleString('en')}`;
        return [{ outcome: 'fail', what: `another number of objects of the kind "${kind}"`, detail }];
    });
    const number = kinds.reduce((sum, kind) => sum + (found[kind] ?? 0), 0);
    return {
        name: 'objects',
        looked: `${(0, found_ts_1.numberOf)(number, 'object')} of ${(0, found_ts_1.numberOf)(kinds.length, 'kind')}`,
        findings,
    };
}
const notCompared = (outcome, what) => ({
    name: 'objects',
    looked: 'nothing',
    findings: [{ outcome, what }],
});


/***/ }),

/***/ 41218:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareRows = compareRows;
const proof_ts_1 = __webpack_require__(68752);
const fingerprint_ts_1 = __webpack_require__(18831);
const found_ts_1 = __webpack_require__(37467);
const large_objects_ts_1 = __webpack_require__(56193);
const trees_ts_1 = __webpack_require__(36434);
/** Counts and hashes what the proof counted and hashed, table by table, and the large objects beside. */
async function compareRows(sessions, expected, { signal, onProgress }) {
    const { proof } = expected;
    const [first] = sessions;
    if (!first)
        return [];
    const found = await (0, found_ts_1.findRelations)(first, [...proof.tables, ...proof.notCompared]);
    const units = proof.tables.flatMap((table) => {
        const relation = found.get((0, found_ts_1.keyOf)(table));
        return relation && isAsExpected(table, relation) ? [unitOf(table, relation)] : [];
    });
    const hashed = proof.level === 'content' && proof.hashMethod === proof_ts_1.HASH_METHOD;
    const columns = hashed ? await (0, fingerprint_ts_1.readColumns)(first, units) : undefined;
    const counted = [];
    let done = 0;
    const works = [...(0, fingerprint_ts_1.batches)(units)].map((batch) => ({
        bytes: sizeOf(batch),
        async run(session) {
            counted.push(await (0, fingerprint_ts_1.countBatch)(session, batch, columns, found_ts_1.mayBeTold));
            done += batch.length;
            onProgress?.(done, units.length);
        },
    }));
    const largeObjects = [];
    works.push({
        bytes: proof.largeObjects?.bytes ?? 0,
        async run(session) {
            if (proof.largeObjects)
                largeObjects.push(await (0, large_objects_ts_1.compareLargeObjects)(session, proof, hashed));
        },
    });
    await spread(sessions, works, signal);
    const tables = new Map(counted.flatMap((some) => some.tables).map((table) => [(0, found_ts_1.keyOf)(table), table]));
    const lost = new Map(counted.flatMap((some) => some.lost).map((table) => [(0, found_ts_1.keyOf)(table), table.reason]));
    // Hashes add up, so a tree's is the sum of those of its partitions.
    const elsewhere = await (0, trees_ts_1.spreadOtherwise)(first, proof.tables, tables, hashed);
    for (const table of proof.tables)
        if (elsewhere.has((0, found_ts_1.keyOf)(table)))
            tables.set((0, found_ts_1.keyOf)(table), table);
    const state = { expected, found, tables, lost };
    const content = proof.level === 'content' ? [hashed ? contentCheck(state) : hashedOtherwise()] : [];
    return [rowsCheck(state), ...content, ...largeObjects];
}
const unitOf = ({ schema, name, kind, bytes }, { oid }) => ({
    ...{ oid, schema, name, bytes },
    tree: kind === 'partition tree',
});
const isAsExpected = ({ kind }, found) => found.kind === (kind === 'table' ? 'r' : 'p');
const sizeOf = (units) => units.reduce((sum, { bytes }) => sum + bytes, 0);
/** Each session takes the biggest that is left; the first failure keeps the others from taking more. */
async function spread(sessions, works, signal) {
    const waiting = works.toSorted((a, b) => b.bytes - a.bytes);
    const take = async (session) => {
        try {
            for (let work = waiting.shift(); work; work = waiting.shift()) {
                signal.throwIfAborted();
                await work.run(session);
            }
        }
        catch (error) {
            waiting.length = 0;
            throw error;
        }
    };
    const ends = await Promise.allSettled(sessions.map(take));
    for (const end of ends)
        if (end.status === 'rejected')
            throw end.reason;
}
function rowsCheck({ expected, found, tables, lost }) {
    const { proof, leftOut } = expected;
    const left = new Set(leftOut.relations.map(found_ts_1.keyOf));
    const excuses = (0, found_ts_1.notMade)(expected.failed ?? []);
    const findings = proof.tables.flatMap((table) => {
        const object = (0, found_ts_1.told)('table', table);
        const key = (0, found_ts_1.keyOf)(table);
        if (left.has(key))
            return { outcome: 'tolerated', what: LEFT_OUT, object };
        const relation = found.get(key);
        if (!relation)
            return {
                outcome: excuses.get(key) ?? 'fail',
                what: 'a table is missing',
                object,
                detail: rowsOf(table),
            };
        if (!isAsExpected(table, relation)) {
            const detail = `expected a ${table.kind === 'table' ? 'table' : 'partitioned table'}, found a ${(0, found_ts_1.kindName)(relation)}`;
            return { outcome: 'fail', what: 'a table came back as something else', object, detail };
        }
        const now = tables.get(key);
        if (!now)
            return { outcome: 'unverified', what: 'rows could not be counted', object, detail: lost.get(key) };
        if (now.rows === table.rows)
            return [];
        const detail = `expected ${rowsOf(table)}, found ${now.rows.toLocaleString('en')}`;
        return { outcome: 'fail', what: 'a table has another number of rows', object, detail };
    });
    const rows = [...tables.values()].reduce((sum, { rows }) => sum + rows, 0);
    return {
        name: 'rows',
        looked: `${(0, found_ts_1.numberOf)(tables.size, 'table')}, ${(0, found_ts_1.numberOf)(rows, 'row')}`,
        findings: [...findings, ...notCompared(proof, found)],
    };
}
const LEFT_OUT = 'a table was left out, since it needs an extension that is missing';
function notCompared({ notCompared }, found) {
    return notCompared.map((table) => {
        const relation = found.get((0, found_ts_1.keyOf)(table));
        const object = (0, found_ts_1.told)(relation ? (0, found_ts_1.kindName)(relation) : 'table', table);
        return { outcome: 'tolerated', what: `rows not compared: ${table.reason}`, object };
    });
}
function contentCheck({ expected, tables, lost }) {
    const findings = expected.proof.tables.flatMap((table) => {
        const object = (0, found_ts_1.told)('table', table);
        const now = tables.get((0, found_ts_1.keyOf)(table));
        if (now && now.hash === table.hash)
            return [];
        if (now) {
            const detail = now.rows === table.rows
                ? `${rowsOf(table)} as expected, and not all of them are what they were`
                : undefined;
            return [{ outcome: 'fail', what: 'rows are not those of the source', object, detail }];
        }
        const reason = lost.get((0, found_ts_1.keyOf)(table));
        return reason === undefined
            ? []
            : [{ outcome: 'unverified', what: 'rows could not be hashed', object, detail: reason }];
    });
    return { name: 'content', looked: (0, found_ts_1.numberOf)(tables.size, 'table'), findings };
}
/** Backups outlive the way that hashes are made. */
const hashedOtherwise = () => ({
    name: 'content',
    looked: 'nothing',
    findings: [
        { outcome: 'unverified', what: 'the rows were hashed in a way that this version does not know' },
    ],
});
const rowsOf = ({ rows }) => (0, found_ts_1.numberOf)(rows, 'row');


/***/ }),

/***/ 14056:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.DIFFERS = void 0;
exports.compareSchema = compareSchema;
const diff_ts_1 = __webpack_require__(22012);
const entries_ts_1 = __webpack_require__(65599);
const forms_ts_1 = __webpack_require__(88912);
const found_ts_1 = __webpack_require__(37467);
/**
 * Compares the schema's text as it was dumped with that of the restored database, entry by entry, in any order. Both are plain
 * text by the client programs of one major version, pre-data and post-data alone.
 */
function compareSchema(expected, found, options) {
    const [source, restored] = [(0, entries_ts_1.readSchemaText)(expected), (0, entries_ts_1.readSchemaText)(found)];
    if (source.encoding !== restored.encoding)
        return unlikeEncodings(source, restored);
    const again = options.again === undefined ? undefined : (0, entries_ts_1.readSchemaText)(options.again);
    const outcomeOf = failures(options.failed ?? []);
    const keys = new Set([...source.entries.keys(), ...restored.entries.keys()]);
    const findings = [...keys].flatMap((key) => {
        const wanted = source.entries.get(key) ?? [];
        const pairs = pairUp(wanted, restored.entries.get(key) ?? [], options);
        return pairs.flatMap(([before, now]) => {
            const entry = before ?? now;
            if (!entry || isNotCompared(entry, options))
                return [];
            const finding = told(before, now, options, again?.entries.get(key) ?? []);
            if (finding?.outcome !== 'fail' || !before)
                return finding ? [{ ...finding, object: objectOf(entry) }] : [];
            return [{ ...finding, outcome: outcomeOf(before) ?? finding.outcome, object: objectOf(entry) }];
        });
    });
    return { name: 'schema', looked: (0, found_ts_1.numberOf)(source.number, 'entry', 'entries'), findings };
}
/** Entries of one type, schema and name: those that fit no other stand against each other, or alone. */
function pairUp(wanted, there, options) {
    const own = ({ text }) => (options.ownersCompared ? text : withoutOwner(text));
    const [missing, additional] = unpaired(wanted, there, own);
    const [changed, instead] = unpaired(missing, additional, (entry) => (0, forms_ts_1.settled)({ ...entry, text: own(entry) }));
    return Array.from({ length: Math.max(changed.length, instead.length) }, (_, at) => [
        changed[at],
        instead[at],
    ]);
}
/** What an entry that has no equal says. */
function told(before, now, { ownersCompared, partial }, again) {
    const one = before ?? now;
    if (!one)
        return undefined;
    if (partial && isOfDefaultSchema(one))
        return { outcome: 'tolerated', what: MADE_ANEW };
    if (!before)
        return partial && isMadeBeside(one) ? undefined : { outcome: 'fail', what: ADDITIONAL };
    if (!now)
        return isSubscription(one)
            ? { outcome: 'tolerated', what: NEVER_RESTORED }
            : { outcome: 'fail', what: MISSING };
    // Its definition stands in an entry of its own, which closes a circle of views.
    if (isPlaceholder(before))
        return undefined;
    const forms = [before, now].map((entry) => (0, forms_ts_1.settled)(ownersCompared ? entry : { ...entry, text: withoutOwner(entry.text) }));
    const detail = (0, diff_ts_1.shortDiff)(forms[0] ?? '', forms[1] ?? '');
    return again.some(({ text }) => text === now.text)
        ? { outcome: 'tolerated', what: REWRITTEN, detail }
        : { outcome: 'fail', what: exports.DIFFERS, detail };
}
/** What is said of an object that is there, and not as it was dumped. */
exports.DIFFERS = 'an object differs';
const MISSING = 'an object is missing';
const ADDITIONAL = 'an object is there that the source did not have';
const MADE_ANEW = 'the default schema was made for this restore, and is not compared';
const NEVER_RESTORED = 'a subscription is never restored into a scratch server: it would dial out';
const REWRITTEN = 'PostgreSQL writes it differently once it has read it, and does so again';
/** Finds out what the restore's own errors mean for an entry that holds one of the statements that failed. */
function failures(failed) {
    const byFirstLine = Map.groupBy(failed.map(({ statement, outcome }) => ({ statement: statement.trim(), outcome })), ({ statement }) => statement.split('\n', 1)[0]);
    return ({ text }) => {
        if (byFirstLine.size === 0)
            return undefined;
        const fitting = text
            .split('\n')
            .flatMap((line) => byFirstLine.get(line) ?? [])
            .filter(({ statement }) => text.includes(statement));
        return fitting[0]?.outcome;
    };
}
/** Takes away what is on both sides, each as often as it is there. */
function unpaired(wanted, there, form) {
    if (wanted.length === 0 || there.length === 0)
        return [wanted, there];
    const left = Map.groupBy(there, form);
    const missing = wanted.filter((entry) => left.get(form(entry))?.pop() === undefined);
    return [missing, [...left.values()].flat()];
}
function isNotCompared({ type, schema, name }, { ownersCompared }) {
    switch (type) {
        case 'ACL':
        case 'DEFAULT ACL':
            return !ownersCompared;
        // What the planner knows of the rows is not the rows.
        case 'STATISTICS DATA':
            return true;
        // Every database has it from the start, and whether a dump names it depends on whether it was ever made anew.
        case 'EXTENSION':
        case 'PROCEDURAL LANGUAGE':
            return name === 'plpgsql';
        case 'COMMENT':
            return schema === '-' && /^(EXTENSION|PROCEDURAL LANGUAGE|LANGUAGE) plpgsql$/.test(name);
        default:
            return false;
    }
}
const isSubscription = ({ type, name }) => type.startsWith('SUBSCRIPTION') || (isAbout(type) && name.startsWith('SUBSCRIPTION '));
const isAbout = (type) => ['COMMENT', 'ACL', 'SECURITY LABEL'].includes(type);
/** Schemas and extensions are in no archive of chosen tables, and are made for it all the same. */
const isMadeBeside = ({ type, name }) => ['SCHEMA', 'EXTENSION'].includes(type) || (isAbout(type) && /^(SCHEMA|EXTENSION) /.test(name));
/** Every new database has it; where only a part of one was dumped, it is dropped first, or was not dumped. */
const isOfDefaultSchema = ({ type, name }) => type === 'SCHEMA' ? name === 'public' : isAbout(type) && name === 'SCHEMA public';
const isPlaceholder = ({ type, text }) => type === 'VIEW' && /^CREATE VIEW [^\n]* AS\nSELECT\n {4}NULL::/.test(text);
/** Takes the last statement away where it gives the object to its owner. */
function withoutOwner(text) {
    const start = text.lastIndexOf('\nALTER ');
    const statement = start < 0 ? '' : text.slice(start + 1);
    return /^ALTER [A-Z ]+ .* OWNER TO (?:"(?:[^"]|"")*"|[^\s";]+);(\nUSING [^\n]*)?$/s.test(statement)
        ? text.slice(0, start).trimEnd() + (/\nUSING [^\n]*$/.exec(statement)?.[0] ?? '')
        : text;
}
/** In the reader's words: `foreign key shop.orders orders_customer_fkey`, `rights on table shop.orders`. */
function objectOf({ type, schema, name }) {
    const within = (what) => (schema === '-' ? what : `${schema}.${what}`);
    if (type === 'DEFAULT ACL')
        return `${name.toLowerCase()}${schema === '-' ? '' : ` in ${schema}`}`;
    const [, of = '', rest = name] = (isAbout(type) && ABOUT.exec(name)) || [];
    const kind = [KINDS[type] ?? type.toLowerCase(), of.toLowerCase()].filter(Boolean).join(' ');
    return `${kind} ${within(rest.startsWith(`${type} `) ? rest.slice(type.length + 1) : rest)}`;
}
const ABOUT = /^((?:MATERIALIZED|FOREIGN DATA|FOREIGN|LARGE|EVENT|ACCESS|TEXT SEARCH|OPERATOR(?= (?:CLASS|FAMILY) )) ?[A-Z]+|[A-Z]+) (.*)$/s;
const KINDS = {
    ACL: 'rights on',
    BLOB: 'large object',
    COMMENT: 'comment on',
    DEFAULT: 'default of column',
    'FK CONSTRAINT': 'foreign key',
    'MATERIALIZED VIEW DATA': 'refresh of materialized view',
    'SECURITY LABEL': 'security label on',
    'SEQUENCE OWNED BY': 'owner of sequence',
};
function unlikeEncodings(source, restored) {
    const detail = `expected ${source.encoding}, found ${restored.encoding}`;
    return {
        name: 'schema',
        looked: 'nothing',
        findings: [{ outcome: 'unverified', what: 'the two texts are in different encodings', detail }],
    };
}


/***/ }),

/***/ 97197:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareSequences = compareSequences;
exports.judge = judge;
const sequences_ts_1 = __webpack_require__(46173);
const found_ts_1 = __webpack_require__(37467);
/** Looks whether every sequence stands where it stood, or anywhere that it passed while the dump ran. */
async function compareSequences(session, { proof: { sequences }, leftOut, failed = [] }) {
    if (sequences.length === 0)
        return [];
    const found = await (0, found_ts_1.findRelations)(session, sequences);
    const there = sequences.flatMap(({ schema, name }) => {
        const relation = found.get((0, found_ts_1.keyOf)({ schema, name }));
        return relation?.kind === 'S' ? [{ schema, name, oid: relation.oid }] : [];
    });
    const oids = new Map(there.map((sequence) => [(0, found_ts_1.keyOf)(sequence), sequence.oid]));
    const reasons = [];
    const positions = await (0, sequences_ts_1.positionsOf)(session, there, (error) => {
        const reason = (0, found_ts_1.mayBeTold)(error);
        if (reason !== undefined)
            reasons.push(reason);
        return reason !== undefined;
    });
    const excuses = new Map((0, found_ts_1.notMade)(failed));
    for (const relation of leftOut.relations)
        excuses.set((0, found_ts_1.keyOf)(relation), 'tolerated');
    const findings = sequences.flatMap((sequence) => {
        const object = (0, found_ts_1.told)('sequence', sequence);
        const oid = oids.get((0, found_ts_1.keyOf)(sequence));
        if (oid === undefined) {
            return [{ outcome: excuses.get((0, found_ts_1.keyOf)(sequence)) ?? 'fail', what: 'a sequence is missing', object }];
        }
        const position = positions.get(oid);
        if (position)
            return judge(sequence, position).map((finding) => ({ ...finding, object }));
        return [{ outcome: 'unverified', what: 'a sequence could not be read', object, detail: reasons.at(-1) }];
    });
    return [{ name: 'sequences', looked: (0, found_ts_1.numberOf)(positions.size, 'sequence'), findings }];
}
/** What speaks against a sequence that stands here. */
function judge(sequence, found) {
    const { before, after, cycles } = sequence;
    if (!after)
        return tolerated('was dropped while the dump ran, so nobody knows where the dump saw it');
    const [low, high, here] = [before, after, found].map((position) => stepsOf(sequence, position));
    if (low === undefined || high === undefined || here === undefined)
        return [];
    if (low <= here && here <= high)
        return [];
    if (cycles && mayHaveWrapped(sequence, low, high))
        return tolerated('cycles, and may have come round while the dump ran');
    if (high < low)
        return tolerated('was set back while the dump ran, so nobody knows where the dump saw it');
    return [differs(sequence, found)];
}
const tolerated = (reason) => [
    { outcome: 'tolerated', what: `a sequence is not compared: it ${reason}` },
];
/** Half a step lies between a value that was given out and the same value still to be given. */
const stepsOf = ({ increment }, { value, called }) => BigInt(value) * (isDescending(increment) ? -2n : 2n) + (called ? 1n : 0n);
const isDescending = (increment) => BigInt(increment) < 0n;
/** So long a cycle comes round to the very same value by no accident. */
const LONG_CYCLE = 1000000n;
function mayHaveWrapped(sequence, low, high) {
    const span = BigInt(sequence.maximum) - BigInt(sequence.minimum);
    const step = BigInt(sequence.increment);
    return low !== high || span / (step < 0n ? -step : step) < LONG_CYCLE;
}
function differs({ before, after }, found) {
    const [from, to] = [positionText(before), positionText(after ?? before)];
    const expected = from === to ? from : `something from ${from} to ${to}`;
    return {
        outcome: 'fail',
        what: 'a sequence does not stand where it stood',
        detail: `expected ${expected}, found ${positionText(found)}`,
    };
}
const positionText = ({ value, called }) => `${value}${called ? '' : ' (yet to be given)'}`;


/***/ }),

/***/ 36434:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.spreadOtherwise = spreadOtherwise;
const fingerprint_ts_1 = __webpack_require__(18831);
const found_ts_1 = __webpack_require__(37467);
/**
 * Partitions that were counted one by one, and differ, though their tree as a whole holds what they held: where a dump loads
 * rows through the root, as it does for hashes of an enum, they rightly spread otherwise.
 */
async function spreadOtherwise(session, expected, counted, hashed) {
    const trees = Map.groupBy(expected.filter(({ root }) => root), ({ root }) => (root ? (0, found_ts_1.keyOf)(root) : ''));
    const unlike = [...trees.values()].filter((leaves) => leaves.some((leaf) => !isSame(leaf, counted.get((0, found_ts_1.keyOf)(leaf)), hashed)));
    const roots = unlike.flatMap(([leaf]) => leaf?.root ?? []);
    const found = await (0, found_ts_1.findRelations)(session, roots);
    const spread = new Set();
    for (const root of roots) {
        const leaves = trees.get((0, found_ts_1.keyOf)(root)) ?? [];
        const [now] = await countTree(session, root, found.get((0, found_ts_1.keyOf)(root)), hashed);
        const rows = leaves.reduce((sum, leaf) => sum + leaf.rows, 0);
        const hash = leaves.reduce((sum, leaf) => sum + BigInt(leaf.hash ?? 0), 0n);
        if (now && isSame({ rows, hash: String(hash) }, now, hashed))
            for (const leaf of leaves)
                spread.add((0, found_ts_1.keyOf)(leaf));
    }
    return spread;
}
const isSame = (expected, now, hashed) => now?.rows === expected.rows && (!hashed || now.hash === expected.hash);
async function countTree(session, root, found, hashed) {
    if (found?.kind !== 'p')
        return [];
    const unit = { oid: found.oid, schema: root.schema, name: root.name, tree: true, bytes: 0 };
    const columns = hashed ? await (0, fingerprint_ts_1.readColumns)(session, [unit]) : undefined;
    return (await (0, fingerprint_ts_1.countBatch)(session, [unit], columns, found_ts_1.mayBeTold)).tables;
}


/***/ }),

/***/ 78293:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.compareValidity = compareValidity;
const objects_ts_1 = __webpack_require__(7707);
const found_ts_1 = __webpack_require__(37467);
/** Looks for indexes that no query would use, and for constraints that the source had checked and this database has not. */
async function compareValidity(session, { unchecked: known }) {
    const [counts] = await session.query(COUNTS);
    const indexes = await session.query(INVALID_INDEXES);
    const expected = new Set(known?.map(keyOf));
    // Older proofs say nothing of constraints; the schema's text shows them too.
    const constraints = known
        ? (await (0, objects_ts_1.listUnchecked)(session, 'own')).filter((one) => !expected.has(keyOf(one)))
        : [];
    const findings = [
        ...indexes.map((index) => ({
            outcome: 'fail',
            what: 'an index is not valid',
            object: (0, found_ts_1.told)('index', index),
        })),
        ...constraints.map(({ constraint, ...owner }) => ({
            outcome: 'fail',
            what: 'a constraint was checked in the source and is not checked here',
            object: `${(0, found_ts_1.told)('constraint', owner)} ${constraint}`,
        })),
    ];
    return {
        name: 'validity',
        looked: `${(0, found_ts_1.numberOf)(counts?.constraints ?? 0, 'constraint')}, ${(0, found_ts_1.numberOf)(counts?.indexes ?? 0, 'index', 'indexes')}`,
        findings,
    };
}
const keyOf = ({ schema, name, constraint }) => JSON.stringify([schema, name, constraint]);
const OURS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const COUNTS = `
  SELECT (SELECT count(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('i', 'I') AND ${OURS})::float8 AS indexes,
    (SELECT count(*) FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
      WHERE ${OURS})::float8 AS constraints`;
// That of a partitioned table is rightly invalid where a partition lacks its own, which is no matter of the restore.
const INVALID_INDEXES = `
  SELECT n.nspname::text AS schema, c.relname::text AS name
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT (i.indisvalid AND i.indisready) AND c.relkind = 'i' AND ${OURS}
  ORDER BY 1, 2`;


/***/ }),

/***/ 84548:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.environmentOf = environmentOf;
exports.urlOf = urlOf;
const target_ts_1 = __webpack_require__(11454);
/** How any other program reaches a database: in the forms that libpq and the drivers of all languages understand. */
function environmentOf(target) {
    const { host, port, user, database, password, sslmode } = target;
    return {
        DATABASE_URL: urlOf(target),
        PGHOST: host,
        PGPORT: String(port),
        PGUSER: user,
        PGDATABASE: database,
        PGSSLMODE: sslmode,
        ...(password !== undefined && { PGPASSWORD: password }),
    };
}
/** A URL without a host is none to many drivers, so that of a socket has one that its own parameter overrides. */
function urlOf(target) {
    const { host, port, user, database, password, sslmode } = target;
    const socket = (0, target_ts_1.isSocket)(target);
    const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
    const where = socket ? 'localhost' : host.includes(':') ? `[${host}]` : host;
    const parameter = socket
        ? `?host=${encodeURIComponent(host)}`
        : sslmode === 'prefer'
            ? ''
            : `?sslmode=${sslmode}`;
    return `postgresql://${encodeURIComponent(user)}${secret}@${where}:${port}/${encodeURIComponent(database)}${parameter}`;
}


/***/ }),

/***/ 46473:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.archivesOf = archivesOf;
exports.readObjects = readObjects;
const fetch_ts_1 = __webpack_require__(54874);
const process_ts_1 = __webpack_require__(69703);
/** The archives of a backup in the order in which they are restored. */
function archivesOf(shelf) {
    return shelf.manifest.objects.flatMap((object) => {
        const { name, kind } = object;
        if (kind !== 'database' && kind !== 'schema' && kind !== 'data')
            return [];
        return [
            {
                name,
                kind,
                open: (signal, watch) => (0, fetch_ts_1.fetchObject)(shelf, object, { signal, ...(watch && { watch }) }),
            },
        ];
    });
}
/** Fetches objects whole, and lets pg_restore read every archive among them to its end. */
async function readObjects(request) {
    const { shelf, tools, signal, watch } = request;
    const archives = archivesOf(shelf);
    const findings = [];
    let read = 0;
    for (const object of request.objects) {
        const archive = archives.find(({ name }) => name === object.name);
        if (archive && tools) {
            const complaints = await (0, process_ts_1.runRestore)({ ...request, tools, files: [] }, ['--file=/dev/null'], archive);
            findings.push(...complaints.map(({ message }) => ({
                outcome: 'fail',
                what: `${object.name} cannot be read to its end`,
                detail: message,
            })));
            read++;
        }
        else
            await drain((0, fetch_ts_1.fetchObject)(shelf, object, { signal, watch }));
    }
    return { name: 'archives', looked: `${read} ${read === 1 ? 'archive' : 'archives'}`, findings };
}
async function drain(stream) {
    for await (const _ of stream)
        ;
}


/***/ }),

/***/ 96171:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.waitOf = exports.COLD_TIERS = void 0;
exports.longestWait = longestWait;
const HOUR = 60;
const FLEXIBLE = { high: 5, standard: 5 * HOUR, bulk: 12 * HOUR };
const DEEP = { standard: 12 * HOUR, bulk: 48 * HOUR };
/** The tiers from which nothing can be read at once, by the names that the stores give them. */
exports.COLD_TIERS = {
    GLACIER: { called: 'S3 Glacier Flexible Retrieval', back: 'copy', wait: FLEXIBLE },
    DEEP_ARCHIVE: { called: 'S3 Glacier Deep Archive', back: 'copy', wait: DEEP },
    ARCHIVE_ACCESS: { called: 'Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: FLEXIBLE },
    DEEP_ARCHIVE_ACCESS: { called: 'Deep Archive Access of S3 Intelligent-Tiering', back: 'moved', wait: DEEP },
    Archive: { called: 'Archive of Azure', back: 'moved', wait: { high: HOUR, standard: 15 * HOUR } },
};
/** Minutes until an object of a tier is back; `undefined` where the tier does not have that speed. */
const waitOf = (tier, speed) => {
    const { wait } = exports.COLD_TIERS[tier];
    return wait[speed];
};
exports.waitOf = waitOf;
/** The longest wait of several tiers; `undefined` where one of them does not have that speed. */
function longestWait(tiers, speed) {
    const waits = tiers.map((tier) => (0, exports.waitOf)(tier, speed));
    return waits.includes(undefined) ? undefined : Math.max(...waits.map((minutes) => minutes ?? 0));
}


/***/ }),

/***/ 26919:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.exact = exact;
const damage_ts_1 = __webpack_require__(59079);
const digest_ts_1 = __webpack_require__(78134);
/**
 * Passes bytes on as they are, and fails unless they are exactly those that were recorded: at once where there are more,
 * else instead of ending. `name` is what the error calls them.
 */
function exact(name, recorded) {
    return new Exact(name, recorded);
}
class Exact extends digest_ts_1.Digest {
    #name;
    #recorded;
    constructor(name, recorded) {
        super();
        this.#name = name;
        this.#recorded = recorded;
    }
    _transform(chunk, encoding, done) {
        if (this.bytes() + chunk.length <= this.#recorded.bytes)
            super._transform(chunk, encoding, done);
        else
            done((0, damage_ts_1.goesOn)(this.#name, `It has more than the ${this.#recorded.bytes} bytes that were recorded.`));
    }
    _flush(done) {
        super._flush(() => done(this.#difference()));
    }
    #difference() {
        const { bytes, sha256 } = this.#recorded;
        if (this.bytes() < bytes)
            return (0, damage_ts_1.cutOff)(this.#name, `It has ${this.bytes()} of the ${bytes} bytes that were recorded.`);
        if (this.sha256() === sha256)
            return null;
        return (0, damage_ts_1.damaged)(this.#name, `Its SHA-256 is ${this.sha256()}, and ${sha256} was recorded.`);
    }
}


/***/ })

};
