export const id = 4382;
export const ids = [4382];
export const modules = {

/***/ 84153:
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
exports.newestPassed = void 0;
exports.listNames = listNames;
exports.listBackups = listBackups;
exports.backupsOf = backupsOf;
exports.readHistory = readHistory;
exports.lastDrill = lastDrill;
exports.openRecord = openRecord;
exports.openManifest = openManifest;
const consumers_1 = __webpack_require__(38321);
const v = __importStar(__webpack_require__(48275));
const damage_ts_1 = __webpack_require__(59079);
const layout_ts_1 = __webpack_require__(72630);
const manifest_ts_1 = __webpack_require__(49365);
const record_ts_1 = __webpack_require__(58029);
/** The names under which backups lie in a destination. */
async function listNames(storage, signal) {
    const names = [];
    for await (const { key } of storage.list('', { signal, folders: true })) {
        const name = (0, layout_ts_1.decodeName)(key.slice(0, -1));
        if (name !== undefined)
            names.push(name);
    }
    return names;
}
/** All whole backups of a name, the newest first: one listing of manifests and one of records. */
async function listBackups(storage, name, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    const records = await readKeys(storage, keys.records, layout_ts_1.readRecordKey, signal);
    return backupsOf(name, await readKeys(storage, keys.manifests, layout_ts_1.readManifestKey, signal), records);
}
/** The backups that these keys tell of, the newest first. */
function backupsOf(name, manifests, records) {
    const verifications = newestById(records);
    return manifests
        .map((manifest) => {
        const verification = verifications.get(manifest.id);
        return { ...manifest, name, startedAt: (0, layout_ts_1.timeOfId)(manifest.id), ...(verification && { verification }) };
    })
        .sort((a, b) => (a.id < b.id ? 1 : -1));
}
async function readHistory(storage, name, signal) {
    const keys = (0, layout_ts_1.layout)(name);
    const records = await readKeys(storage, keys.records, layout_ts_1.readRecordKey, signal);
    return { records, manifests: await readKeys(storage, keys.manifests, layout_ts_1.readManifestKey, signal) };
}
/** What the newest full drill of any backup of a name left, where there was one. */
async function lastDrill(storage, name, signal) {
    const newest = (0, exports.newestPassed)(await readKeys(storage, (0, layout_ts_1.layout)(name).records, layout_ts_1.readRecordKey, signal), 'verify');
    return newest && openRecord(storage, newest, signal);
}
/** The newest of these records that a run of such a kind left that passed. */
const newestPassed = (records, wanted) => records
    .filter(({ verb, outcome }) => verb === wanted && outcome === 'pass')
    .sort((a, b) => b.time.getTime() - a.time.getTime())[0];
exports.newestPassed = newestPassed;
/** Opens a record; what is none of ours tells nothing. */
async function openRecord(storage, record, signal) {
    const text = (await (0, consumers_1.buffer)(await storage.read(record.key, { signal }))).toString('utf8');
    const parsed = v.safeParse(record_ts_1.RunRecord, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
}
/** Opens a backup's manifest and checks it. */
async function openManifest(storage, listed, signal) {
    const where = `${listed.key} in ${storage.label}`;
    const stored = await storage.stat(listed.key, { signal });
    if (stored && stored.size > manifest_ts_1.MANIFEST_BYTES) {
        throw new damage_ts_1.Damage({ what: `The manifest ${where} is too large to be one of ours.` });
    }
    const text = (await (0, consumers_1.buffer)(await storage.read(listed.key, { signal }))).toString('utf8');
    const manifest = (0, manifest_ts_1.readManifest)(text, where);
    if ((0, layout_ts_1.layout)(manifest.name).manifest(manifest.id, manifest.label) !== listed.key) {
        throw new damage_ts_1.Damage({
            what: `The manifest ${where} belongs to another backup, ${manifest.id} of ${manifest.name}.`,
            next: 'Use the copy of this backup in another destination.',
        });
    }
    return manifest;
}
async function readKeys(storage, prefix, read, signal) {
    const found = [];
    for await (const { key } of storage.list(prefix, { signal })) {
        const item = read(key);
        if (item !== undefined)
            found.push(item);
    }
    return found;
}
function newestById(records) {
    const newest = new Map();
    for (const record of records) {
        const known = newest.get(record.id);
        if (record.verb === 'verify' && (!known || known.time < record.time))
            newest.set(record.id, record);
    }
    return newest;
}


/***/ }),

/***/ 99904:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.withoutKept = exports.keptName = void 0;
exports.backedUpName = backedUpName;
/** What a restore stores of what it is about to change lies beside the backups, under names of its own: `latest` must not mean it. */
const SUFFIXES = { rows: '.rows', database: '.before-restore' };
/** The name under which a restore of such a backup keeps what was there. */
const keptName = (name, what) => `${backedUpName(name)}${SUFFIXES[what]}`;
exports.keptName = keptName;
/** Without those under which only what restores have changed is kept, where they stand beside the backups. */
const withoutKept = (names) => names.filter((name) => name === backedUpName(name) || !names.includes(backedUpName(name)));
exports.withoutKept = withoutKept;
/** Under which name the backups lie of what is kept under this one. */
function backedUpName(name) {
    const suffix = Object.values(SUFFIXES).find((one) => name.endsWith(one) && name !== one);
    return suffix === undefined ? name : name.slice(0, -suffix.length);
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

/***/ 92938:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.VERSION = void 0;
/** The version of this program; `script/generate.ts` takes it from package.json. */
exports.VERSION = '0.1.0';


/***/ })

};
