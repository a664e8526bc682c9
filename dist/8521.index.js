export const id = 8521;
export const ids = [8521];
export const modules = {

/***/ 49365:
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
exports.MANIFEST_BYTES = exports.holdsRows = exports.OBJECT_KINDS = exports.FORMAT = void 0;
exports.writeManifest = writeManifest;
exports.readManifest = readManifest;
const node_crypto_1 = __webpack_require__(77598);
const v = __importStar(__webpack_require__(48275));
const errors_ts_1 = __webpack_require__(83916);
const damage_ts_1 = __webpack_require__(59079);
const layout_ts_1 = __webpack_require__(72630);
/** Raised when a manifest written by this version could be misread by an older one. */
exports.FORMAT = 1;
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Text = v.pipe(v.string(), v.maxLength(4096));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
// Nothing but a plain file name in the backup's own folder.
const FileName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/));
const Time = v.pipe(v.string(), v.isoTimestamp());
/** The schema is missing where the extension was read by an older version of ours. */
const Extension = v.object({ name: Text, version: Text, schema: v.optional(Text) });
const DatabaseProperties = v.object({
    owner: Text,
    encoding: Text,
    collate: Text,
    ctype: Text,
    localeProvider: v.picklist(['libc', 'icu', 'builtin']),
    locale: v.optional(Text),
    connectionLimit: v.pipe(v.number(), v.safeInteger()),
    grants: v.array(Text),
    settings: v.array(v.object({ name: Text, value: v.string() })),
});
exports.OBJECT_KINDS = ['database', 'schema', 'data', 'globals', 'proof', 'rows'];
const StoredObject = v.object({
    name: FileName,
    kind: v.picklist(exports.OBJECT_KINDS),
    /** As stored: compressed, and encrypted where keys were given. */
    bytes: Count,
    sha256: Sha256,
    /** Before compression. */
    plainBytes: Count,
    plainSha256: Sha256,
});
const Encryption = v.variant('kind', [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('age-recipients'), recipients: v.array(Text) }),
    v.object({ kind: v.literal('age-passphrase') }),
]);
const Body = v.object({
    format: v.literal(exports.FORMAT),
    id: v.pipe(v.string(), v.check(layout_ts_1.isBackupId, 'is no backup id')),
    name: Text,
    label: v.optional(Text),
    tool: v.object({ name: v.literal('pg-backup-action'), version: Text }),
    startedAt: Time,
    finishedAt: Time,
    server: v.object({
        version: Text,
        major: Count,
        systemIdentifier: v.optional(Text),
        inRecovery: v.boolean(),
    }),
    client: v.object({ version: Text }),
    snapshot: v.object({
        time: Time,
        lsn: v.optional(Text),
        guarantee: v.picklist(['locked', 'checked']),
    }),
    database: v.object({ name: Text, bytes: Count, ...DatabaseProperties.entries }),
    extensions: v.array(Extension),
    roles: v.array(Text),
    include: v.picklist(['all', 'schema', 'data']),
    /** Whether it holds the whole database, or what was chosen and how. */
    selection: v.picklist(['whole', 'excluding', 'schemas', 'tables']),
    fingerprint: v.picklist(['counts', 'content', 'none']),
    encryption: Encryption,
    objects: v.pipe(v.array(StoredObject), v.minLength(1)),
    totals: v.object({
        tables: Count,
        rows: v.optional(Count),
        storedBytes: Count,
        rawBytes: Count,
    }),
    warnings: v.array(v.string()),
});
/** Whether it is the rows that a restore changed, as they were, and no backup of a database. */
const holdsRows = ({ objects }) => objects.some(({ kind }) => kind === 'rows');
exports.holdsRows = holdsRows;
/** A manifest is this large at most; whatever is larger is none of ours. */
exports.MANIFEST_BYTES = 4 * 1024 * 1024;
/** The manifest as it is stored, closed by a digest over all that stands before it. */
function writeManifest(manifest) {
    const body = v.parse(Body, manifest);
    const text = render({ ...body, digest: digestOf(body) });
    if (text.length <= exports.MANIFEST_BYTES)
        return text;
    throw new errors_ts_1.UserError({
        what: `The manifest would be ${text.length} bytes long, and none may be longer than ${exports.MANIFEST_BYTES}.`,
        why: 'It names every object, role and extension of the backup.',
        next: 'Use fewer `jobs`, and report this with the number of roles of the server.',
    });
}
/** Reads a manifest back; a changed, missing or added byte anywhere in it is noticed. */
function readManifest(text, where) {
    const raw = parseJson(text, where);
    const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
    if (typeof format === 'number' && format > exports.FORMAT) {
        throw new errors_ts_1.UserError({
            what: `The manifest ${where} has format ${format}, and this version reads up to ${exports.FORMAT}.`,
            next: 'Use the version of pg-backup-action that wrote it, or a newer one.',
        }, 'unverified');
    }
    const parsed = v.safeParse(Body, raw);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        throw damaged(where, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
    }
    if (render({ ...parsed.output, digest: digestOf(parsed.output) }) !== text) {
        throw damaged(where, 'its digest does not fit its content');
    }
    return parsed.output;
}
const render = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
const digestOf = (body) => `sha256:${(0, node_crypto_1.createHash)('sha256').update(render(body)).digest('hex')}`;
function parseJson(text, where) {
    if (text.length > exports.MANIFEST_BYTES)
        throw damaged(where, 'it is too large');
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw damaged(where, error instanceof Error ? error.message : String(error));
    }
}
const damaged = (where, why) => new damage_ts_1.Damage({
    what: `The manifest ${where} is damaged.`,
    why: `It was changed or cut short since it was written (${why}).`,
    next: 'Use another backup, or the copy of this one in another destination.',
});


/***/ }),

/***/ 58029:
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
exports.RunRecord = exports.OUTCOMES = void 0;
exports.writeRecord = writeRecord;
const v = __importStar(__webpack_require__(48275));
const drill_ts_1 = __webpack_require__(84491);
const layout_ts_1 = __webpack_require__(72630);
const verdict_ts_1 = __webpack_require__(55647);
/** How a run ended, in the words that records, listings and metrics use. */
exports.OUTCOMES = ['pass', 'fail', 'unverified', 'cancelled'];
const Count = v.pipe(v.number(), v.minValue(0));
/** One small immutable note a run: what was done to which backup, and how it ended. */
exports.RunRecord = v.object({
    format: v.literal(1),
    id: v.string(),
    name: v.string(),
    verb: v.string(),
    outcome: v.picklist(exports.OUTCOMES),
    time: v.string(),
    tool: v.string(),
    durationSeconds: Count,
    storedBytes: v.optional(Count),
    rawBytes: v.optional(Count),
    rows: v.optional(Count),
    /** Of a drill: how much it proves, what each part of it took in seconds, and how each check ended. */
    level: v.optional(v.picklist(drill_ts_1.LEVELS)),
    times: v.optional(v.object({ fetch: Count, restore: Count, compare: Count, checks: Count, total: Count })),
    checks: v.optional(v.record(v.string(), v.picklist(verdict_ts_1.VERDICTS))),
    /** The major version of the server that it was restored into. */
    scratchMajor: v.optional(Count),
    /** Of a run that did not pass: what happened, without secrets. */
    message: v.optional(v.string()),
});
async function writeRecord(storage, record, signal) {
    const key = (0, layout_ts_1.layout)(record.name).record(record.id, new Date(record.time), record.verb, record.outcome);
    const bytes = Buffer.from(`${JSON.stringify(v.parse(exports.RunRecord, record), undefined, 2)}\n`);
    await storage.put(key, bytes, { signal });
}


/***/ }),

/***/ 55647:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.verdictOf = exports.outcomeOf = exports.CHECKS = exports.VERDICTS = void 0;
exports.worst = worst;
/** How a drill ends; only `pass` is a proof. A check that could not run never counts as passed. */
exports.VERDICTS = ['pass', 'fail', 'unverified'];
/** Everything that a drill looks at, in its order, each as what is true when it passes. */
exports.CHECKS = {
    fetch: 'every object came back byte for byte as it was stored',
    archives: 'every archive can be read to its end',
    restore: 'the restore went through without an error',
    schema: 'every object is as it was dumped',
    objects: 'there are as many objects of each kind as in the source',
    rows: 'every table has as many rows as in the source',
    content: 'the rows are those of the source',
    sequences: 'every sequence stands where it stood',
    'large objects': 'the large objects are those of the source',
    validity: 'constraints and indexes are valid',
    checks: 'the checks you wrote hold',
    migrate: 'the migration ended well',
    smoke: 'the smoke command ended well',
    rto: 'fetching and restoring took no longer than the RTO',
};
const outcomeOf = ({ findings }) => {
    if (findings.some(({ outcome }) => outcome === 'fail'))
        return 'fail';
    return findings.some(({ outcome }) => outcome === 'unverified') ? 'unverified' : 'pass';
};
exports.outcomeOf = outcomeOf;
/** The worst of several; of none at all nothing is known. */
function worst(verdicts) {
    if (verdicts.includes('fail'))
        return 'fail';
    return verdicts.length === 0 || verdicts.includes('unverified') ? 'unverified' : 'pass';
}
const verdictOf = (checks) => worst(checks.map(exports.outcomeOf));
exports.verdictOf = verdictOf;


/***/ }),

/***/ 86914:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;

__webpack_unused_export__ = ({ value: true });
exports.run = run;
const undo_ts_1 = __webpack_require__(74694);
const errors_ts_1 = __webpack_require__(83916);
const cleanup_ts_1 = __webpack_require__(19254);
const memory_ts_1 = __webpack_require__(3227);
const open_ts_1 = __webpack_require__(69633);
/** After a step that was cancelled or killed: takes away what it made and did not bring to an end. */
async function run(host, state, { destinations, ...places }) {
    await (0, cleanup_ts_1.clearScratch)(host, (0, memory_ts_1.readThings)(state[memory_ts_1.UNFINISHED_SCRATCH]), places);
    await clearBackup(host, state, destinations);
}
async function clearBackup(host, state, destinations) {
    const unfinished = (0, undo_ts_1.readUnfinished)(state[undo_ts_1.UNFINISHED]);
    if (!unfinished)
        return;
    for (const destination of destinations()) {
        try {
            const storage = await (0, open_ts_1.openStorage)(destination, { env: host.env, log: (line) => host.info(line) });
            await (0, undo_ts_1.clearUncommitted)(storage, unfinished, host.signal);
            host.info(`${destination.label}: took away what the unfinished backup ${unfinished.id} had stored.`);
        }
        catch (error) {
            host.warn(`${destination.label}: the unfinished backup ${unfinished.id} could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
        }
    }
}


/***/ }),

/***/ 92938:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.VERSION = void 0;
/** The version of this program; `script/generate.ts` takes it from package.json. */
exports.VERSION = '0.1.0';


/***/ }),

/***/ 3666:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.howBack = void 0;
exports.setAside = setAside;
exports.bringBackLater = bringBackLater;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const databases_ts_1 = __webpack_require__(99849);
const identifiers_ts_1 = __webpack_require__(19467);
const restored_ts_1 = __webpack_require__(78618);
const memory_ts_1 = __webpack_require__(3227);
const session_ts_1 = __webpack_require__(92515);
const trouble_ts_1 = __webpack_require__(44356);
const beside_ts_1 = __webpack_require__(99062);
const patience_ts_1 = __webpack_require__(67515);
const switch_ts_1 = __webpack_require__(21732);
/** A server that broke down may need minutes until it is there again. */
const PATIENCE_MS = 300_000;
const BETWEEN_TRIES_MS = 200;
/** Takes the live database out of everybody's reach, as it is. */
async function setAside(host, { maintenance, server }, { database, oid, name }) {
    const patiently = (0, restored_ts_1.undisturbed)(maintenance, server.major);
    let memory = remember(host, { kind: 'aside', name, database, oid });
    try {
        const names = { live: database, liveOid: oid, old: name, next: undefined };
        await (0, switch_ts_1.switchDatabases)(maintenance, names, host.signal);
    }
    catch (error) {
        // What is not known is left to the clean-up, which asks the server.
        if (!(error instanceof switch_ts_1.OutcomeUnknown))
            memory();
        throw error;
    }
    return {
        name,
        backedUpAs(backup) {
            const before = memory;
            memory = remember(host, { kind: 'aside', name, database, oid, backup });
            before();
        },
        async bringBack() {
            await giveNameBack(patiently, { name, database, oid });
            memory();
        },
        async drop() {
            await requireFree(patiently, { name, database });
            await dropForGood(host, patiently, name);
        },
        told: () => memory(),
    };
}
/** Whoever does not wait for the end is told how what was there comes back. */
function remember(host, aside) {
    const forget = (0, memory_ts_1.rememberThing)(host, aside);
    const onExit = () => host.error(`The run was ended half-way. ${(0, exports.howBack)(aside)}`);
    process.once('exit', onExit);
    return () => {
        process.off('exit', onExit);
        forget();
    };
}
/** How what was there comes back, wherever the run was ended. */
const howBack = ({ name, database, backup }) => `Where the server has a database "${name}", it is what was "${database}", and \`undo: true\` brings it back. Where it has neither, "${database}" is gone, and ${backup === undefined
    ? 'a backup of it has to be restored.'
    : `\`restore\` with \`name: ${backup.name}\` and \`backup: ${backup.id}\` brings back what was in it.`}`;
exports.howBack = howBack;
const giveNameBack = (maintenance, { name, database, oid }) => {
    const names = { live: database, old: undefined, next: name };
    return (0, patience_ts_1.onceItAnswers)(async () => {
        if ((await stateOf(maintenance, database)).oid === oid)
            return;
        await (0, switch_ts_1.switchDatabases)(maintenance, names, NEVER);
    }, AbortSignal.timeout(PATIENCE_MS));
};
/** An application may have made a new database where it found none. */
async function requireFree(maintenance, { name, database }) {
    if ((await stateOf(maintenance, database)).kind === 'gone')
        return;
    throw new errors_ts_1.UserError({
        what: `Somebody has made a database "${database}" meanwhile, so nothing was dropped.`,
        why: `What it was until now is "${name}".`,
        next: 'Stop who makes it (`before-command` can); `undo: true` brings back what was there.',
    });
}
/** For a run that was killed: gives the database its name back, unless another has that by now. */
async function bringBackLater(maintenance, aside) {
    const { name, database, oid } = aside;
    const now = await stateOf(maintenance, database);
    const kept = await stateOf(maintenance, name);
    if (now.kind === 'there' && (now.oid === oid || kept.kind !== 'there'))
        return `"${database}" is there.`;
    if (now.kind !== 'gone' || kept.kind !== 'there')
        throw new errors_ts_1.UserError({ what: `"${database}" could not be given its name back.` });
    await giveNameBack(maintenance, aside);
    return `"${database}" has its name back, and is as it was.`;
}
/** A drop that is cancelled half-way leaves a database that is neither there nor gone; so none of ours is. */
async function dropForGood(host, maintenance, name) {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
        const trouble = await tryToDrop(maintenance, name, patience).catch(errors_ts_1.asError);
        const state = await stateWhenever(maintenance, name, patience);
        if (state.kind === 'gone')
            return;
        if (state.kind === 'there')
            throw (0, trouble_ts_1.serverTrouble)(`The database "${name}" could not be dropped.`, trouble);
        if (patience.aborted) {
            host.warn(`A half-dropped database is left on the server. Drop it by: DROP DATABASE ${(0, identifiers_ts_1.quoted)(name)}`);
            return;
        }
        await (0, promises_1.setTimeout)(BETWEEN_TRIES_MS);
    }
}
/** The patience is for who is in the way; the server's own work is waited for. */
async function tryToDrop(maintenance, name, patience) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal: NEVER });
    try {
        await (0, databases_ts_1.dropDatabase)(session, name, beside_ts_1.givesWay, patience);
    }
    finally {
        await session.close();
    }
}
const NEVER = new AbortController().signal;
async function stateOf(maintenance, name) {
    const session = await (0, session_ts_1.openSession)(maintenance, { signal: NEVER });
    try {
        const [row] = await session.query('SELECT oid, datconnlimit = -2 AS invalid FROM pg_catalog.pg_database WHERE datname = $1', [name]);
        if (!row)
            return { kind: 'gone' };
        return { kind: row.invalid ? 'half dropped' : 'there', oid: row.oid };
    }
    finally {
        await session.close();
    }
}
/** After a lost connection the server may be starting again. */
const stateWhenever = (maintenance, name, patience) => (0, patience_ts_1.onceItAnswers)(() => stateOf(maintenance, name), patience).catch((error) => {
    throw new switch_ts_1.OutcomeUnknown({
        what: `The server went away while "${name}" was being dropped, so it is not known whether it was.`,
        why: (0, errors_ts_1.asError)(error).message,
        next: `Look at the server: where there is a database "${name}", \`undo: true\` brings it back.`,
        cause: error,
    });
});


/***/ }),

/***/ 19254:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.clearScratch = clearScratch;
const promises_1 = __webpack_require__(51455);
const node_path_1 = __webpack_require__(76760);
const errors_ts_1 = __webpack_require__(83916);
const docker_ts_1 = __webpack_require__(59163);
const aside_ts_1 = __webpack_require__(3666);
const beside_ts_1 = __webpack_require__(99062);
const place_ts_1 = __webpack_require__(97889);
const target_ts_1 = __webpack_require__(11454);
const database_ts_1 = __webpack_require__(95989);
const folder_ts_1 = __webpack_require__(84080);
const url_ts_1 = __webpack_require__(78115);
const PATIENCE_MS = 60_000;
/** Takes away what a run made and had no time to take away itself, and gives back what it took. */
async function clearScratch(host, things, places) {
    for (const thing of things) {
        if (thing.kind === 'aside')
            await giveBack(host, thing, places);
        else
            await takeAway(host, thing, places);
    }
}
async function takeAway(host, thing, places) {
    try {
        await clear(host, thing, places);
        host.info(`Took away the ${CALLED[thing.kind]} ${thing.name}, which the run had left.`);
    }
    catch (error) {
        host.warn(`The ${CALLED[thing.kind]} ${thing.name} could not be taken away: ${(0, errors_ts_1.asError)(error).message}`);
    }
}
async function giveBack(host, aside, { targetUrl }) {
    try {
        host.info(await (0, aside_ts_1.bringBackLater)(await maintenanceOf(host, targetUrl()), aside));
    }
    catch (error) {
        host.error(`The run was ended half-way. ${(0, errors_ts_1.asError)(error).message}\n${(0, aside_ts_1.howBack)(aside)}`);
    }
}
const CALLED = {
    folder: 'folder',
    container: 'container',
    database: 'database',
    beside: 'database',
};
async function clear(host, thing, { scratch, targetUrl }) {
    const signal = AbortSignal.any([host.signal, AbortSignal.timeout(PATIENCE_MS)]);
    switch (thing.kind) {
        case 'folder':
            return clearFolder((0, node_path_1.join)(thing.parent, thing.name));
        case 'container':
            return (0, docker_ts_1.removeContainer)(thing.name, { env: (0, target_ts_1.plainEnvironment)(host.env), signal });
        case 'database': {
            const choice = scratch();
            const target = choice?.kind === 'url'
                ? await (0, url_ts_1.readScratchTarget)(host, choice.url)
                : await maintenanceOf(host, targetUrl());
            return (0, database_ts_1.dropScratchDatabase)(host, target, { name: thing.name, signal });
        }
        case 'beside': {
            return (0, beside_ts_1.dropFrom)(await maintenanceOf(host, targetUrl()), thing.name, signal);
        }
    }
}
async function maintenanceOf(host, url) {
    if (url === undefined)
        throw new Error('`scratch` or `target-url` no longer says on which server it is.');
    return (await (0, place_ts_1.openLive)(host, url)).maintenance;
}
async function clearFolder(path) {
    const facts = await (0, promises_1.lstat)(path).catch(() => undefined);
    if (facts?.isDirectory() && facts.uid === process.getuid?.())
        await (0, folder_ts_1.removeFolder)(await (0, promises_1.realpath)(path));
}


/***/ }),

/***/ 78115:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openByUrl = openByUrl;
exports.readScratchTarget = readScratchTarget;
const promises_1 = __webpack_require__(58500);
const errors_ts_1 = __webpack_require__(83916);
const target_ts_1 = __webpack_require__(11454);
const words_ts_1 = __webpack_require__(20298);
const folder_ts_1 = __webpack_require__(84080);
const place_ts_1 = __webpack_require__(24217);
/** Restores into a server that is there already, such as a workflow's service container. */
async function openByUrl({ host }, url) {
    const target = await readScratchTarget(host, url);
    const place = await untilAnswered(host, target);
    if (place.server.inRecovery)
        throw isReplica(target);
    if (!place.createsDatabases)
        throw (0, place_ts_1.mayNotCreate)(place);
    const folder = await (0, folder_ts_1.openFolder)(host, {});
    return {
        kind: 'url',
        where: `the PostgreSQL ${(0, place_ts_1.plainVersion)(place.server)} at ${target.host} that \`scratch\` names`,
        ...place,
        throwaway: false,
        folder: folder.own,
        close: () => folder.remove().catch((error) => host.warn(`${folder.path} is left: ${(0, errors_ts_1.asError)(error).message}`)),
        keep: async () => ({
            reach: (database) => `psql with the URL of \`scratch\` and the database ${database}`,
            remove: undefined,
        }),
    };
}
/** The target that `scratch` names; variables of the environment belong to the source, and mean nothing here. */
async function readScratchTarget(host, url) {
    const { HOME } = host.env;
    const target = await (0, words_ts_1.inWordsOf)('scratch', () => (0, target_ts_1.readTarget)(url, HOME === undefined ? {} : { HOME }));
    if (target.password !== undefined)
        host.mask(target.password);
    return target;
}
const PATIENCE_MS = 60_000;
/** Service containers come up slowly: a server that is not there yet, or is starting, is waited for. */
async function untilAnswered(host, target) {
    const deadline = Date.now() + PATIENCE_MS;
    for (let tries = 0;; tries++) {
        try {
            return await (0, words_ts_1.inWordsOf)('scratch', () => (0, place_ts_1.readPlace)(target, { signal: host.signal, purpose: 'scratch' }));
        }
        catch (error) {
            host.signal.throwIfAborted();
            if (!(0, place_ts_1.mayComeUp)(error) || Date.now() > deadline)
                throw unverified(error);
            if (tries === 0)
                host.info(`The scratch server does not answer yet; it has ${PATIENCE_MS / 1000} s to come up.`);
            await (0, promises_1.setTimeout)(Math.min(1000, 100 * (tries + 1)), undefined, { signal: host.signal }).catch(() => undefined);
        }
    }
}
const unverified = (error) => error instanceof errors_ts_1.UserError && !(error instanceof errors_ts_1.UsageError)
    ? new errors_ts_1.UserError(error.story, 'unverified')
    : error;
const isReplica = (target) => new errors_ts_1.UserError({
    what: `The scratch server at ${target.host} is a replica, on which no database can be made.`,
    next: 'Name another server by `scratch`, or leave it out for a throw-away one.',
}, 'unverified');


/***/ })

};
