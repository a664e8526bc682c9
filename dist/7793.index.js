export const id = 7793;
export const ids = [7793];
export const modules = {

/***/ 72630:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.encodeName = exports.timeOfId = exports.isBackupId = exports.newBackupId = exports.layout = void 0;
exports.readManifestKey = readManifestKey;
exports.readRecordKey = readRecordKey;
exports.decodeName = decodeName;
const node_crypto_1 = __webpack_require__(77598);
/** Where everything of a backup lies, relative to the destination. */
const layout = (name) => {
    const root = (0, exports.encodeName)(name);
    return {
        manifests: `${root}/manifests/`,
        manifest: (id, label) => `${root}/manifests/${id}${label ? `.${(0, exports.encodeName)(label)}` : ''}.json`,
        folders: `${root}/data/`,
        data: (id) => `${root}/data/${id}/`,
        object: (id, file) => `${root}/data/${id}/${file}`,
        records: `${root}/records/`,
        record: (id, time, verb, outcome) => `${root}/records/${id}/${compactTime(time)}-${verb}-${outcome}.json`,
    };
};
exports.layout = layout;
function readManifestKey(key) {
    const [, id = '', label] = /\/manifests\/([^/.]+)(?:\.([^/]+))?\.json$/.exec(key) ?? [];
    if (!(0, exports.isBackupId)(id))
        return undefined;
    const decoded = label === undefined ? undefined : decodeName(label);
    return { key, id, ...(decoded !== undefined && { label: decoded }) };
}
function readRecordKey(key) {
    const [, id = '', stamp = '', verb = '', outcome = ''] = /\/records\/([^/]+)\/(\d{8}T\d{6}Z)-([a-z]+)-([a-z]+)\.json$/.exec(key) ?? [];
    const time = readCompactTime(stamp);
    return (0, exports.isBackupId)(id) && time ? { key, id, time, verb, outcome } : undefined;
}
/** UTC start and a random tail: sorts by time, and two runs in one second differ. */
const newBackupId = (startedAt) => `${compactTime(startedAt)}-${(0, node_crypto_1.randomBytes)(3).toString('hex')}`;
exports.newBackupId = newBackupId;
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;
const isBackupId = (text) => ID.test(text);
exports.isBackupId = isBackupId;
/** When the backup with this id was begun. */
const timeOfId = (id) => readCompactTime(id.slice(0, 16)) ?? new Date(Number.NaN);
exports.timeOfId = timeOfId;
const compactTime = (time) => time.toISOString().replace(/[-:]|\.\d+/g, '');
function readCompactTime(text) {
    const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
    if (!parts)
        return undefined;
    const [, year, month, day, hour, minute, second] = parts;
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return Number.isNaN(time.getTime()) ? undefined : time;
}
/** Percent-encodes all that could mean something in a path, a URL or a listing. */
const encodeName = (name) => encodeURIComponent(name).replace(/[.!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
exports.encodeName = encodeName;
function decodeName(encoded) {
    try {
        const name = decodeURIComponent(encoded);
        return (0, exports.encodeName)(name) === encoded ? name : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

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

/***/ 97090:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.TUNING = void 0;
const promises_1 = __webpack_require__(58500);
exports.TUNING = {
    attempts: 10,
    longestWaitMs: 30_000,
    totalWaitMs: 5 * 60_000,
    sleep: (ms, signal) => (0, promises_1.setTimeout)(ms, undefined, { signal }),
    random: Math.random,
    connectMs: 15_000,
    idleMs: 60_000,
    pageSize: 1000,
};


/***/ }),

/***/ 20871:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.isKind = exports.StorageError = void 0;
const errors_ts_1 = __webpack_require__(83916);
/** What went wrong at a store, named by its destination. */
class StorageError extends errors_ts_1.UserError {
    kind;
    /** How long the store asked us to wait before the next try, where it said so. */
    retryAfterMs;
    constructor(kind, story, retryAfterMs) {
        super(story);
        this.name = 'StorageError';
        this.kind = kind;
        this.retryAfterMs = retryAfterMs;
    }
}
exports.StorageError = StorageError;
const isKind = (error, kind) => error instanceof StorageError && error.kind === kind;
exports.isKind = isKind;


/***/ }),

/***/ 54046:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.PARTIAL = void 0;
exports.checkKey = checkKey;
exports.checkPrefix = checkPrefix;
const error_ts_1 = __webpack_require__(20871);
/** Unfinished files of a local store begin so; no key may, in any store. */
exports.PARTIAL = '.partial-';
// S3 allows 1,024 bytes, of which the destination's prefix needs some.
const LONGEST = 900;
/** Refuses keys that could mean another place than they say, such as `../x`. Keys may come from hostile manifests. */
function checkKey(label, key) {
    const fault = key === '' ? 'is empty' : faultOf(key);
    if (fault)
        refuse(label, 'key', key, fault);
}
/** As `checkKey`, for the beginning of a key: it may be empty, and may end with a slash or in the middle of a name. */
function checkPrefix(label, prefix) {
    const fault = prefix === '' ? undefined : faultOf(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
    if (fault)
        refuse(label, 'prefix of keys', prefix, fault);
}
function faultOf(key) {
    const parts = key.split('/');
    if (key.startsWith('/'))
        return 'begins with a slash';
    if (parts.includes(''))
        return 'has an empty part';
    if (parts.includes('.') || parts.includes('..'))
        return 'has a part "." or ".."';
    if (parts.some((part) => part.startsWith(exports.PARTIAL)))
        return `has a part that begins with "${exports.PARTIAL}"`;
    if (/\p{Cc}/u.test(key))
        return 'has a control character';
    if (key.includes('\\'))
        return 'has a backslash';
    if (!key.isWellFormed())
        return 'is no valid Unicode';
    if (Buffer.byteLength(key) > LONGEST)
        return `is longer than ${LONGEST} bytes`;
    return undefined;
}
function refuse(label, noun, key, fault) {
    throw new error_ts_1.StorageError('refused', {
        what: `${label}: the ${noun} ${JSON.stringify(key.slice(0, 200))} was refused.`,
        why: `It ${fault}.`,
        next: 'If it comes from a manifest, that manifest is damaged or was tampered with.',
    });
}


/***/ }),

/***/ 69633:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openStorage = openStorage;
const context_ts_1 = __webpack_require__(97090);
const persistent_ts_1 = __webpack_require__(74836);
const retry_ts_1 = __webpack_require__(43091);
/** Opens the storage at a destination. Nothing is asked of the store yet; each SDK loads only when its kind is used. */
async function openStorage(destination, context) {
    context.signal?.throwIfAborted();
    const tuning = { ...context_ts_1.TUNING, ...context.tuning };
    const retry = (0, retry_ts_1.retryPolicy)(destination.label, context.log, tuning);
    const backend = await backendOf(destination, { env: context.env, log: context.log, retry, tuning });
    return (0, persistent_ts_1.persistent)(backend, retry, tuning);
}
async function backendOf(destination, tools) {
    switch (destination.kind) {
        case 'local': {
            const { localBackend } = await __webpack_require__.e(/* import() */ 2922).then(__webpack_require__.bind(__webpack_require__, 72922));
            return localBackend(destination);
        }
        case 's3': {
            const { s3Backend } = await Promise.all(/* import() */[__webpack_require__.e(2358), __webpack_require__.e(9279)]).then(__webpack_require__.bind(__webpack_require__, 69279));
            return s3Backend(destination, tools);
        }
        case 'azure': {
            const { azureBackend } = await Promise.all(/* import() */[__webpack_require__.e(1400), __webpack_require__.e(6582)]).then(__webpack_require__.bind(__webpack_require__, 36582));
            return azureBackend(destination, tools);
        }
    }
}


/***/ }),

/***/ 74836:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.persistent = persistent;
const error_ts_1 = __webpack_require__(20871);
const key_ts_1 = __webpack_require__(54046);
const reading_ts_1 = __webpack_require__(8093);
/** The whole storage over a backend: checked keys, retries where a call can be replayed, reading that resumes, paging. */
function persistent(backend, retry, tuning) {
    const { label, url } = backend;
    /** Once the signal is aborted, its reason is what the caller gets, whatever the SDK made of it. */
    const cancellable = async (signal, work) => {
        signal.throwIfAborted();
        try {
            return await work();
        }
        catch (error) {
            signal.throwIfAborted();
            throw error;
        }
    };
    const holds = async (key, bytes, signal) => {
        const { body, size } = await backend.open(key, { signal, from: 0 });
        if (size !== bytes.length) {
            body.on('error', () => { }).destroy();
            return false;
        }
        const chunks = [];
        for await (const chunk of body)
            chunks.push(chunk);
        return Buffer.concat(chunks).equals(bytes);
    };
    return {
        label,
        url,
        get conditionalPut() {
            return backend.conditionalPut;
        },
        put: (key, bytes, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkKey)(label, key);
            await retry(`storing ${key}`, options.signal, async (nth) => {
                try {
                    await backend.put(key, bytes, options);
                }
                catch (error) {
                    // The try before may have succeeded and only its answer been lost: then what exists is our own object.
                    const perhapsOurs = options.ifAbsent && nth > 1 && (0, error_ts_1.isKind)(error, 'exists');
                    if (!perhapsOurs || !(await holds(key, bytes, options.signal)))
                        throw error;
                }
            });
        }),
        upload: (key, stream, options) => cancellable(options.signal, async () => {
            try {
                (0, key_ts_1.checkKey)(label, key);
                return await backend.upload(key, stream, options);
            }
            catch (error) {
                // Whoever feeds the stream must learn that nobody reads it any more.
                stream.on('error', () => { }).destroy();
                // What went wrong before the store is not the store's error.
                throw stream.errored ?? error;
            }
        }),
        read: (key, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkKey)(label, key);
            return await (0, reading_ts_1.openResuming)(backend, key, retry, tuning.idleMs, options);
        }),
        stat: (key, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkKey)(label, key);
            return await retry(`looking at ${key}`, options.signal, () => backend.stat(key, options));
        }),
        thaw: (key, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkKey)(label, key);
            await retry(`bringing ${key} back from its archive tier`, options.signal, () => backend.thaw(key, options));
        }),
        async *list(prefix, options) {
            (0, key_ts_1.checkPrefix)(label, prefix);
            let cursor;
            do {
                const { objects, next } = await cancellable(options.signal, () => retry(`listing ${prefix || 'everything'}`, options.signal, () => backend.page(prefix, cursor, options)));
                yield* objects;
                cursor = next;
            } while (cursor !== undefined);
        },
        remove: (key, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkKey)(label, key);
            await retry(`removing ${key}`, options.signal, () => backend.remove(key, options));
        }),
        abandon: (prefix, options) => cancellable(options.signal, async () => {
            (0, key_ts_1.checkPrefix)(label, prefix);
            return await retry(`ending unfinished uploads of ${prefix || 'everything'}`, options.signal, () => backend.abandon(prefix, options));
        }),
    };
}


/***/ }),

/***/ 8093:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.openResuming = openResuming;
const node_stream_1 = __webpack_require__(57075);
const error_ts_1 = __webpack_require__(20871);
// A stream that breaks again and again but brings this much in between is worth going on with.
const PROGRESS_BYTES = 1024 * 1024;
/**
 * Opens an object as one unbroken stream: where a connection breaks, or brings nothing while we wait for it, reading
 * goes on from the last byte over a new one. A reader that takes its time costs nothing: stores cut idle connections,
 * and a restore may pause for hours while it builds an index.
 */
async function openResuming(backend, key, retry, idleMs, { signal }) {
    const closing = new AbortController();
    const either = AbortSignal.any([signal, closing.signal]);
    const open = async (from, version) => {
        const opened = await backend.open(key, { signal: either, from, version });
        // While nobody reads, nobody listens either, and a connection that breaks then must not end the process.
        opened.body.on('error', () => { });
        return opened;
    };
    const first = await retry(`opening ${key}`, either, () => open(0, undefined));
    let current = first;
    const bytes = (async function* () {
        const tries = retry.tries(`reading ${key}`);
        let at = 0;
        let since = 0;
        for (;;) {
            try {
                for await (const chunk of timely(current.body, idleMs)) {
                    at += chunk.length;
                    since += chunk.length;
                    if (since >= PROGRESS_BYTES) {
                        tries.progressed();
                        since = 0;
                    }
                    yield chunk;
                }
                if (at === first.size)
                    return;
                throw new Error(`it ended after ${at} of ${first.size} bytes`);
            }
            catch (error) {
                if (at === first.size)
                    return;
                await tries.failed(broke(backend, key, at, first, error), either);
            }
            since = 0;
            current = await retry(`opening ${key} again at byte ${at}`, either, () => open(at, first.version));
        }
    })();
    const stream = new node_stream_1.Readable({
        read() {
            bytes.next().then(({ value }) => this.push(value ?? null), (error) => this.destroy(signal.aborted ? signal.reason : error));
        },
        destroy(error, done) {
            closing.abort();
            signal.removeEventListener('abort', stop);
            current.body.destroy();
            done(error);
        },
    });
    const stop = () => stream.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted)
        stop();
    return stream;
}
/** Passes a stream on, but not longer than `idleMs` without a byte; time in which nobody reads does not count. */
async function* timely(body, idleMs) {
    const chunks = body.iterator({ destroyOnReturn: true });
    for (;;) {
        const timer = setTimeout(() => body.destroy(new Error(`no byte came for ${idleMs / 1000} s`)), idleMs);
        try {
            const { done, value } = await chunks.next();
            if (done)
                return;
            clearTimeout(timer);
            yield value;
        }
        finally {
            clearTimeout(timer);
        }
    }
}
function broke(backend, key, at, { size }, error) {
    if (error instanceof error_ts_1.StorageError)
        return error;
    if (at > size)
        return new error_ts_1.StorageError('broken', {
            what: `${backend.label}: ${key} brought ${at} bytes, where the store says it has ${size}.`,
            cause: error,
        });
    const why = error instanceof Error ? error.message : String(error);
    return new error_ts_1.StorageError('busy', {
        what: `${backend.label}: reading ${key} broke off after ${at} of ${size} bytes.`,
        why: `The connection failed: ${why}.`,
        next: 'Check the network between this machine and the store, then run it again.',
        cause: error,
    });
}


/***/ }),

/***/ 43091:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.retryPolicy = retryPolicy;
const error_ts_1 = __webpack_require__(20871);
const FIRST_WAIT_MS = 500;
/** Only errors of kind `busy` are tried again; each retry is one line in the log. */
function retryPolicy(label, log, policy) {
    const tries = (work) => {
        let nth = 1;
        let waited = 0;
        return {
            get nth() {
                return nth;
            },
            progressed() {
                nth = 1;
                waited = 0;
            },
            async failed(error, signal) {
                signal.throwIfAborted();
                if (!(error instanceof error_ts_1.StorageError) || error.kind !== 'busy')
                    throw error;
                const wait = waitBefore(nth, error.retryAfterMs, policy);
                if (nth >= policy.attempts || waited + wait > policy.totalWaitMs)
                    throw givenUp(error, nth, waited);
                const why = [error.story.what, error.story.why].filter(Boolean).join(' ');
                log(`${label}: ${work} did not work (try ${nth} of ${policy.attempts}), next try in ${seconds(wait)}: ${why}`);
                nth += 1;
                waited += wait;
                try {
                    await policy.sleep(wait, signal);
                }
                finally {
                    signal.throwIfAborted();
                }
            },
        };
    };
    const retry = async (work, signal, attempt) => {
        const count = tries(work);
        for (;;) {
            signal.throwIfAborted();
            try {
                return await attempt(count.nth);
            }
            catch (error) {
                await count.failed(error, signal);
            }
        }
    };
    return Object.assign(retry, { tries });
}
function waitBefore(nth, asked, policy) {
    const ceiling = Math.min(policy.longestWaitMs, FIRST_WAIT_MS * 2 ** (nth - 1));
    const jittered = Math.round(ceiling * policy.random());
    // A store that asks for an hour gets what patience there is: the total then ends it.
    return Math.max(jittered, asked ?? 0);
}
function givenUp(error, tries, waitedMs) {
    const patience = `Tried ${tries} ${tries === 1 ? 'time' : 'times'} over ${seconds(waitedMs)}.`;
    return new error_ts_1.StorageError('busy', {
        ...error.story,
        why: [error.story.why, patience].filter(Boolean).join(' '),
        cause: error,
    });
}
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;


/***/ }),

/***/ 59079:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.goesOn = exports.damaged = exports.cutOff = exports.Damage = void 0;
const errors_ts_1 = __webpack_require__(83916);
// What can be wrong with bytes that come back from a store, said alike by every stage that notices.
/** What came back is not what was stored: no matter of keys, rights or networks. */
class Damage extends errors_ts_1.UserError {
}
exports.Damage = Damage;
const next = 'Fetch it again, and if that does not help, take the copy at another destination or another backup.';
const cutOff = (name, why, cause) => new Damage({ what: `${name} is cut off.`, why, next, cause });
exports.cutOff = cutOff;
const damaged = (name, why, cause) => new Damage({ what: `${name} is damaged.`, why, next, cause });
exports.damaged = damaged;
const goesOn = (name, why, cause) => new Damage({ what: `${name} goes on after its end.`, why, next, cause });
exports.goesOn = goesOn;


/***/ })

};
